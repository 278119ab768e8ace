package rpt

import (
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// SpazioPaForNode is the namespace of the root elements of the newer messages;
// the elements inside have none.
//
// Source: paForNode.xsd.
const SpazioPaForNode = "http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"

// PaSendRT is the message that delivers a receipt: paSendRTReq (V1) or
// paSendRTV2Request (V2). A body cannot refuse a receipt: the money has moved, and
// whatever KO it answers, the receipt does not come again. Without an answer it does
// (TentativiRicevuta).
//
// Source: paForNode.xsd, paSendRTReq, paSendRTV2Request; SANP 3, section 3,
// "Ricevute di pagamento".
type PaSendRT struct {
	Versione   Versione `json:"-"`          // told by the root element
	IDPA       string   `json:"idPA"`       // 1..35 characters
	IDBrokerPA string   `json:"idBrokerPA"` // 1..35
	IDStation  string   `json:"idStation"`  // 1..35
	Receipt    Ricevuta `json:"receipt"`
}

// Ricevuta is the receipt of the newer models. In JSON transferList and
// metadata are arrays and uniqueIdentifier is flattened into its Subject.
//
// Source: paForNode.xsd, ctReceipt, ctReceiptV2.
type Ricevuta struct {
	ReceiptID            string          `json:"receiptId"`            // the paymentToken: it plays the part of CCP and IUR
	NoticeNumber         string          `json:"noticeNumber"`         // 18 digits
	FiscalCode           string          `json:"fiscalCode"`           // 11 digits
	Outcome              Outcome         `json:"outcome"`              // in practice always OK
	CreditorReferenceID  string          `json:"creditorReferenceId"`  // IUV, 1..35 characters
	PaymentAmount        avviso.Importo  `json:"paymentAmount"`        // 0.00..999999999.99, the sum of the transfers
	Description          string          `json:"description"`          // 1..140
	CompanyName          string          `json:"companyName"`          // 1..140
	OfficeName           string          `json:"officeName,omitempty"` // 1..140
	Debtor               Subject         `json:"debtor"`
	TransferList         []Transfer      `json:"transferList"`            // 1..5
	IDPSP                string          `json:"idPSP"`                   // 1..35
	PSPFiscalCode        string          `json:"pspFiscalCode,omitempty"` // 1..70
	PSPPartitaIVA        string          `json:"pspPartitaIVA,omitempty"` // 1..20
	PSPCompanyName       string          `json:"PSPCompanyName"`          // 1..70
	IDChannel            string          `json:"idChannel"`               // 1..35
	ChannelDescription   string          `json:"channelDescription"`      // 1..35
	Payer                *Subject        `json:"payer,omitempty"`
	PaymentMethod        string          `json:"paymentMethod,omitempty"`        // 1..35
	PaymentNote          string          `json:"paymentNote,omitempty"`          // 1..210, V2 only
	Fee                  *avviso.Importo `json:"fee,omitempty"`                  // 0.00 is a value: nil when absent
	PrimaryCiIncurredFee *avviso.Importo `json:"primaryCiIncurredFee,omitempty"` // V2 only
	IDBundle             string          `json:"idBundle,omitempty"`             // 1..70, V2 only
	IDCiBundle           string          `json:"idCiBundle,omitempty"`           // 1..70, V2 only
	PaymentDateTime      avviso.DataOra  `json:"paymentDateTime,omitzero"`
	ApplicationDate      avviso.Data     `json:"applicationDate,omitzero"`
	TransferDate         avviso.Data     `json:"transferDate,omitzero"`
	Metadata             []MapEntry      `json:"metadata,omitempty"` // 1..15, nil when absent
	StandIn              *bool           `json:"standIn,omitempty"`
}

// Subject is a debtor or a payer. Every text but the first three members is
// optional: streetName 70 characters, civicNumber and postalCode 16, city and
// stateProvinceRegion 35, country two capital letters, e-mail 256.
//
// Source: paForNode.xsd, ctSubject.
type Subject struct {
	EntityUniqueIdentifierType  TipoIdentificativoUnivoco `json:"entityUniqueIdentifierType,omitzero"`
	EntityUniqueIdentifierValue string                    `json:"entityUniqueIdentifierValue"` // 2..16 characters
	FullName                    string                    `json:"fullName"`                    // 1..70
	StreetName                  string                    `json:"streetName,omitempty"`
	CivicNumber                 string                    `json:"civicNumber,omitempty"`
	PostalCode                  string                    `json:"postalCode,omitempty"`
	City                        string                    `json:"city,omitempty"`
	StateProvinceRegion         string                    `json:"stateProvinceRegion,omitempty"`
	Country                     string                    `json:"country,omitempty"`
	EMail                       string                    `json:"e-mail,omitempty"`
}

// Transfer is one item of a receipt or of a paGetPayment response. V1 has an
// IBAN; V2 an IBAN or a stamp: RichiestaMarcaDaBollo when it is asked for,
// MBDAttachment (decoded; base64 in XML and JSON, nil when absent) when it was
// paid.
//
// Source: paForNode.xsd, ctTransferPA, ctTransferPAV2, ctTransferPAReceiptV2.
type Transfer struct {
	IDTransfer            avviso.Indice          `json:"idTransfer,omitzero"`   // 1..5
	TransferAmount        avviso.Importo         `json:"transferAmount"`        // 0.01..999999999.99
	FiscalCodePA          string                 `json:"fiscalCodePA"`          // 11 digits: the body that this item is for
	CompanyName           string                 `json:"companyName,omitempty"` // 1..140, V2 only
	IBAN                  string                 `json:"IBAN,omitempty"`        // 1..35
	RichiestaMarcaDaBollo *RichiestaMarcaDaBollo `json:"richiestaMarcaDaBollo,omitempty"`
	MBDAttachment         []byte                 `json:"MBDAttachment,omitzero"`
	RemittanceInformation string                 `json:"remittanceInformation"` // 1..140
	TransferCategory      string                 `json:"transferCategory"`      // 1..140
	Metadata              []MapEntry             `json:"metadata,omitempty"`    // 1..15, nil when absent
}

// RichiestaMarcaDaBollo asks for a digital stamp.
//
// Source: sac-common-types-1.0.xsd, ctRichiestaMarcaDaBollo.
type RichiestaMarcaDaBollo struct {
	HashDocumento      string `json:"hashDocumento"` // base64 text, 4..72 characters
	TipoBollo          string `json:"tipoBollo"`
	ProvinciaResidenza string `json:"provinciaResidenza"` // two capital letters
}

// MapEntry is one pair of a metadata element.
//
// Source: sac-common-types-1.0.xsd, ctMapEntry.
type MapEntry struct {
	Key   string `json:"key"`   // 1..140 characters
	Value string `json:"value"` // 1..140
}

// Chiave returns the key of the attempt, with the receiptId as CCP: the
// receipt's fiscalCode, creditorReferenceId and receiptId.
func (r *Ricevuta) Chiave() nodo.Chiave {
	r = oppureVuoto(r)
	return nodo.Chiave{IdDominio: r.FiscalCode, IUV: r.CreditorReferenceID, CCP: r.ReceiptID}
}

// Data returns the day of the payment in Rome: that of paymentDateTime, else
// applicationDate, else transferDate, else the zero value.
func (r *Ricevuta) Data() avviso.Data {
	r = oppureVuoto(r)
	switch {
	case r.PaymentDateTime.IsValid():
		return r.PaymentDateTime.Data()
	case r.ApplicationDate.IsValid():
		return r.ApplicationDate
	}
	return r.TransferDate
}

// Riscossioni yields the collected items in order: the transfers of a receipt
// whose outcome is OK.
func (r *Ricevuta) Riscossioni() iter.Seq[Riscossione] {
	return func(yield func(Riscossione) bool) {
		if r == nil || r.Outcome != OutcomeOK {
			return
		}
		for i := range r.TransferList {
			t := &r.TransferList[i]
			if t.TransferAmount.IsZero() {
				continue
			}
			if !yield(Riscossione{
				IdDominio: t.FiscalCodePA,
				IUV:       r.CreditorReferenceID,
				IUR:       r.ReceiptID,
				Indice:    t.IDTransfer,
				Importo:   t.TransferAmount,
				Data:      r.Data(),
				Bollo:     t.MBDAttachment != nil,
			}) {
				return
			}
		}
	}
}
