// Package rpt is the payment request and its receipt: the RPT (Richiesta di
// Pagamento Telematico), the RT (Ricevuta Telematica) and the receipt of the
// newer models (paSendRTReq, paSendRTV2Request).
package rpt
