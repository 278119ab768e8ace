package rpt

import (
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// PaDemandPaymentNotice asks the body for a notice that does not exist yet, out of
// the data of a service: paDemandPaymentNoticeRequest.
//
// Source: paForNode.xsd, paDemandPaymentNoticeRequest; pagopa-api, catalogo-servizi.
type PaDemandPaymentNotice struct {
	IDPA                         string `json:"idPA"`                         // 1..35 characters
	IDBrokerPA                   string `json:"idBrokerPA"`                   // 1..35
	IDStation                    string `json:"idStation"`                    // 1..35
	IDServizio                   string `json:"idServizio"`                   // 5
	IDSoggettoServizio           string `json:"idSoggettoServizio"`           // 5
	DatiSpecificiServizioRequest []byte `json:"datiSpecificiServizioRequest"` // XML of the service, decoded; base64 in XML and JSON
}

// PaDemandPaymentNoticeRisposta is the answer: paDemandPaymentNoticeResponse. In
// JSON paymentList is an array.
//
// Source: paForNode.xsd, paDemandPaymentNoticeResponse.
type PaDemandPaymentNoticeRisposta struct {
	Outcome            Outcome         `json:"outcome"`
	Fault              *nodo.FaultBean `json:"fault,omitempty"`
	QRCode             *QRCode         `json:"qrCode,omitempty"`
	PaymentList        []PaymentOption `json:"paymentList,omitempty"`        // exactly one with OK, nil when absent
	PaymentDescription string          `json:"paymentDescription,omitempty"` // 1..140 characters
	FiscalCodePA       string          `json:"fiscalCodePA,omitempty"`       // 11 digits
	CompanyName        string          `json:"companyName,omitempty"`        // 1..140
	OfficeName         string          `json:"officeName,omitempty"`         // 1..140
}

func (r *PaDemandPaymentNoticeRisposta) rifiuta(f *nodo.FaultBean) {
	r.Outcome, r.Fault = OutcomeKO, f
}

// schemaPaDemandPaymentNotice is paDemandPaymentNoticeRequest.
func schemaPaDemandPaymentNotice(v *schema.Visita, p *PaDemandPaymentNotice) {
	schemaDestinatario(v, &p.IDPA, &p.IDBrokerPA, &p.IDStation)
	v.Testo("idServizio", &p.IDServizio, codice5, obbligatorio)
	v.Testo("idSoggettoServizio", &p.IDSoggettoServizio, codice5, obbligatorio)
	v.Binario("datiSpecificiServizioRequest", &p.DatiSpecificiServizioRequest, obbligatorio)
}

// schemaPaDemandPaymentNoticeRisposta is paDemandPaymentNoticeResponse.
func schemaPaDemandPaymentNoticeRisposta(v *schema.Visita, r *PaDemandPaymentNoticeRisposta) {
	schemaEsito(v, &r.Outcome, &r.Fault)
	schema.Facoltativo(v, "qrCode", &r.QRCode, schemaQRCode)
	schemaOfferta(v, &r.PaymentList, &r.PaymentDescription, &r.FiscalCodePA, &r.CompanyName, &r.OfficeName)
}
