package rpt

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// PaVerifyPaymentNotice asks what a notice is about, and changes nothing:
// paVerifyPaymentNoticeReq.
//
// Source: paForNode.xsd, paVerifyPaymentNoticeReq.
type PaVerifyPaymentNotice struct {
	IDPA       string `json:"idPA"`       // 1..35 characters
	IDBrokerPA string `json:"idBrokerPA"` // 1..35
	IDStation  string `json:"idStation"`  // 1..35
	QRCode     QRCode `json:"qrCode"`
}

// PaVerifyPaymentNoticeRisposta is the answer: paVerifyPaymentNoticeRes. In JSON
// paymentList is an array.
//
// Source: paForNode.xsd, paVerifyPaymentNoticeRes.
type PaVerifyPaymentNoticeRisposta struct {
	Outcome            Outcome         `json:"outcome"`
	Fault              *nodo.FaultBean `json:"fault,omitempty"`
	PaymentList        []PaymentOption `json:"paymentList,omitempty"`        // exactly one with OK, nil when absent
	PaymentDescription string          `json:"paymentDescription,omitempty"` // 1..140 characters
	FiscalCodePA       string          `json:"fiscalCodePA,omitempty"`       // 11 digits
	CompanyName        string          `json:"companyName,omitempty"`        // 1..140
	OfficeName         string          `json:"officeName,omitempty"`         // 1..140
}

// PaymentOption is what may be paid.
//
// Source: paForNode.xsd, ctPaymentOptionDescriptionPA.
type PaymentOption struct {
	Amount            avviso.Importo `json:"amount"` // 0.01..999999999.99
	Options           AmountOption   `json:"options"`
	DueDate           avviso.Data    `json:"dueDate,omitzero"`
	DetailDescription string         `json:"detailDescription,omitempty"` // 1..140
	AllCCP            bool           `json:"allCCP"`                      // every item has a postal account
}

// AmountOption says which amounts may be paid.
//
// Source: paForNode.xsd, stAmountOption.
type AmountOption string

// Values of AmountOption. Those other than EQ are suspended: they are read, and
// nobody writes them.
const (
	ImportoUguale    AmountOption = "EQ"
	ImportoMinore    AmountOption = "LS"
	ImportoMaggiore  AmountOption = "GT"
	ImportoQualsiasi AmountOption = "ANY"
)

var amountOptions = []AmountOption{ImportoUguale, ImportoMinore, ImportoMaggiore, ImportoQualsiasi}

// IsValid reports whether a is one of the values of the list.
func (a AmountOption) IsValid() bool { return slices.Contains(amountOptions, a) }

func (r *PaVerifyPaymentNoticeRisposta) rifiuta(f *nodo.FaultBean) {
	r.Outcome, r.Fault = OutcomeKO, f
}

// schemaPaVerifyPaymentNotice is paVerifyPaymentNoticeReq.
func schemaPaVerifyPaymentNotice(v *schema.Visita, p *PaVerifyPaymentNotice) {
	schemaDestinatario(v, &p.IDPA, &p.IDBrokerPA, &p.IDStation)
	schema.Gruppo(v, "qrCode", &p.QRCode, schemaQRCode)
}

// schemaDestinatario is who a request is for.
func schemaDestinatario(v *schema.Visita, idPA, idBrokerPA, idStation *string) {
	v.Testo("idPA", idPA, codice35, obbligatorio)
	v.Testo("idBrokerPA", idBrokerPA, codice35, obbligatorio)
	v.Testo("idStation", idStation, codice35, obbligatorio)
}

// schemaQRCode is ctQrCode.
func schemaQRCode(v *schema.Visita, q *QRCode) {
	v.Testo("fiscalCode", &q.FiscalCode, cifre11, obbligatorio)
	v.Testo("noticeNumber", &q.NoticeNumber, cifre18, obbligatorio)
}

// schemaEsito is ctResponse.
func schemaEsito(v *schema.Visita, o *Outcome, f **nodo.FaultBean) {
	schema.Lista(v, "outcome", o, outcomes, obbligatorio)
	schema.Facoltativo(v, "fault", f, schemaFault)
}

// schemaPaVerifyPaymentNoticeRisposta is paVerifyPaymentNoticeRes.
func schemaPaVerifyPaymentNoticeRisposta(v *schema.Visita, r *PaVerifyPaymentNoticeRisposta) {
	schemaEsito(v, &r.Outcome, &r.Fault)
	schemaOfferta(v, &r.PaymentList, &r.PaymentDescription, &r.FiscalCodePA, &r.CompanyName, &r.OfficeName)
}

// schemaOfferta is what an answer says of a notice.
func schemaOfferta(v *schema.Visita, opzioni *[]PaymentOption, descrizione, dominio, ente, ufficio *string) {
	if v.Apri("paymentList", len(*opzioni) > 0, facoltativo) {
		schema.Gruppi(v, "paymentOptionDescription", opzioni, 1, 1, schemaPaymentOption)
		v.Chiudi()
	}
	v.Testo("paymentDescription", descrizione, testo140, facoltativo)
	v.Testo("fiscalCodePA", dominio, cifre11, facoltativo)
	v.Testo("companyName", ente, testo140, facoltativo)
	v.Testo("officeName", ufficio, testo140, facoltativo)
}

// schemaPaymentOption is ctPaymentOptionDescriptionPA.
func schemaPaymentOption(v *schema.Visita, o *PaymentOption) {
	v.Importo("amount", &o.Amount, importoPositivo, obbligatorio)
	schema.Lista(v, "options", &o.Options, amountOptions, obbligatorio)
	v.Data("dueDate", &o.DueDate, facoltativo)
	v.Testo("detailDescription", &o.DetailDescription, testo140, facoltativo)
	v.Booleano("allCCP", &o.AllCCP)
}
