package rpt

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// PaGetPayment is the question of the platform about a notice: paGetPaymentReq
// (V1) or paGetPaymentV2Request (V2).
//
// Source: paForNode.xsd, paGetPaymentReq, paGetPaymentV2Request.
type PaGetPayment struct {
	Versione     Versione        `json:"-"`          // told by the root element
	IDPA         string          `json:"idPA"`       // 1..35 characters
	IDBrokerPA   string          `json:"idBrokerPA"` // 1..35
	IDStation    string          `json:"idStation"`  // 1..35
	QRCode       QRCode          `json:"qrCode"`
	Amount       *avviso.Importo `json:"amount,omitempty"`
	PaymentNote  string          `json:"paymentNote,omitempty"`  // 1..210
	TransferType string          `json:"transferType,omitempty"` // POSTAL or PAGOPA
	DueDate      avviso.Data     `json:"dueDate,omitzero"`
}

// QRCode names a notice.
//
// Source: paForNode.xsd, ctQrCode.
type QRCode struct {
	FiscalCode   string `json:"fiscalCode"`   // 11 digits
	NoticeNumber string `json:"noticeNumber"` // 18 digits
}

// PaGetPaymentRisposta is the answer: paGetPaymentRes (V1) or
// paGetPaymentV2Response (V2).
//
// Source: paForNode.xsd, paGetPaymentRes, paGetPaymentV2Response.
type PaGetPaymentRisposta struct {
	Versione Versione        `json:"-"` // told by the root element
	Outcome  Outcome         `json:"outcome"`
	Fault    *nodo.FaultBean `json:"fault,omitempty"`
	Data     *Pagamento      `json:"data,omitempty"`
}

// Pagamento is the debt as the body tells it: what a receipt is compared with.
// In JSON transferList and metadata are arrays and uniqueIdentifier is
// flattened into its Subject.
//
// Source: paForNode.xsd, ctPaymentPA, ctPaymentPAV2.
type Pagamento struct {
	CreditorReferenceID string         `json:"creditorReferenceId"` // IUV, 1..35 characters
	PaymentAmount       avviso.Importo `json:"paymentAmount"`       // 0.01..999999999.99
	DueDate             avviso.Data    `json:"dueDate,omitzero"`
	RetentionDate       avviso.DataOra `json:"retentionDate,omitzero"`
	LastPayment         *bool          `json:"lastPayment,omitempty"`
	Description         string         `json:"description"`           // 1..140
	CompanyName         string         `json:"companyName,omitempty"` // 1..140, mandatory in V2
	OfficeName          string         `json:"officeName,omitempty"`  // 1..140
	Debtor              Subject        `json:"debtor"`
	TransferList        []Transfer     `json:"transferList"`       // 1..5
	Metadata            []MapEntry     `json:"metadata,omitempty"` // 1..15, nil when absent
}

// RispostaPA is the answer of a body that says no more than OK or KO:
// paSendRTRes (V1) or paSendRTV2Response (V2).
//
// Source: paForNode.xsd, paSendRTRes, paSendRTV2Response.
type RispostaPA struct {
	Versione Versione        `json:"-"` // told by the root element
	Outcome  Outcome         `json:"outcome"`
	Fault    *nodo.FaultBean `json:"fault,omitempty"`
}
