package rpt

import "github.com/quietanza/quietanza/internal/nomi"

// Versione tells the two editions of a newer message apart: the root element
// says which it is.
//
// Source: paForNode.xsd.
type Versione uint8

// Editions of a message.
const (
	V1 Versione = iota + 1 // paSendRTReq, paGetPaymentReq
	V2                     // paSendRTV2Request, paGetPaymentV2Request
)

var nomiVersione = nomi.Nuova[Versione](rifiutaNome, "V1", "V2")
