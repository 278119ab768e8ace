package rpt

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// RilievoDiversa is a member of a copy that is not that of the receipt.
const RilievoDiversa avviso.Codice = "DIVERSA"

// VerificaCopia compares a receipt with a copy of it that came another way, as the one of
// BizEvents: one rilievo DIVERSA for each member that both have and that differs, the
// value of the copy in it. A member that one of them does not have, an empty text and the
// hour of a copy that tells only the day do not count. Of two receipts with another key
// the only rilievo is about that.
//
// Source: pagopa-biz-events-service, CtReceiptModelResponse, which has no standIn and no
// paymentNote.
func VerificaCopia(r, copia *Ricevuta) []avviso.Rilievo {
	if r == nil || copia == nil {
		return []avviso.Rilievo{{Codice: avviso.CodiceNullo, Campo: "ricevuta", Testo: avviso.ErrNullo.Error()}}
	}
	var c confrontoCopie
	for _, t := range [...]struct{ nome, a, b string }{
		{"fiscalCode", r.FiscalCode, copia.FiscalCode},
		{"creditorReferenceId", r.CreditorReferenceID, copia.CreditorReferenceID},
		{"receiptId", r.ReceiptID, copia.ReceiptID},
	} {
		c.testo(t.nome, t.a, t.b)
	}
	if len(c.rilievi) > 0 {
		return c.rilievi
	}
	for _, t := range [...]struct{ nome, a, b string }{
		{"noticeNumber", r.NoticeNumber, copia.NoticeNumber},
		{"outcome", string(r.Outcome), string(copia.Outcome)},
		{"paymentAmount", r.PaymentAmount.String(), copia.PaymentAmount.String()},
		{"description", r.Description, copia.Description},
		{"companyName", r.CompanyName, copia.CompanyName},
		{"officeName", r.OfficeName, copia.OfficeName},
		{"idPSP", r.IDPSP, copia.IDPSP},
		{"pspFiscalCode", r.PSPFiscalCode, copia.PSPFiscalCode},
		{"pspPartitaIVA", r.PSPPartitaIVA, copia.PSPPartitaIVA},
		{"PSPCompanyName", r.PSPCompanyName, copia.PSPCompanyName},
		{"idChannel", r.IDChannel, copia.IDChannel},
		{"channelDescription", r.ChannelDescription, copia.ChannelDescription},
		{"paymentMethod", r.PaymentMethod, copia.PaymentMethod},
		{"idBundle", r.IDBundle, copia.IDBundle},
		{"idCiBundle", r.IDCiBundle, copia.IDCiBundle},
		{"fee", importoODi(r.Fee), importoODi(copia.Fee)},
		{"primaryCiIncurredFee", importoODi(r.PrimaryCiIncurredFee), importoODi(copia.PrimaryCiIncurredFee)},
		{"applicationDate", r.ApplicationDate.String(), copia.ApplicationDate.String()},
		{"transferDate", r.TransferDate.String(), copia.TransferDate.String()},
	} {
		c.testo(t.nome, t.a, t.b)
	}
	c.istante("paymentDateTime", r.PaymentDateTime, copia.PaymentDateTime)
	c.soggetto("debtor", &r.Debtor, &copia.Debtor)
	if r.Payer != nil && copia.Payer != nil {
		c.soggetto("payer", r.Payer, copia.Payer)
	}
	c.coppie("metadata", r.Metadata, copia.Metadata)
	c.voci(r.TransferList, copia.TransferList)
	return c.rilievi
}

type confrontoCopie struct{ rilievi []avviso.Rilievo }

func (c *confrontoCopie) diverso(nome, valore string) {
	c.rilievi = append(c.rilievi, avviso.Rilievo{Codice: RilievoDiversa, Campo: nome, Valore: valore, Testo: "la copia è diversa dalla ricevuta"})
}

func (c *confrontoCopie) testo(nome, a, b string) {
	if a != b && a != "" && b != "" {
		c.diverso(nome, b)
	}
}

func (c *confrontoCopie) istante(nome string, a, b avviso.DataOra) {
	mezzanotte := func(d avviso.DataOra) bool { return d.IsValid() && d.Time().Format("15:04:05") == "00:00:00" }
	if mezzanotte(a) || mezzanotte(b) {
		c.testo(nome, a.Data().String(), b.Data().String())
		return
	}
	c.testo(nome, a.Secondi().String(), b.Secondi().String())
}

func (c *confrontoCopie) soggetto(nome string, a, b *Subject) {
	for _, t := range [...]struct{ nome, a, b string }{
		{"entityUniqueIdentifierType", string(a.EntityUniqueIdentifierType), string(b.EntityUniqueIdentifierType)},
		{"entityUniqueIdentifierValue", a.EntityUniqueIdentifierValue, b.EntityUniqueIdentifierValue},
		{"fullName", a.FullName, b.FullName},
		{"streetName", a.StreetName, b.StreetName},
		{"civicNumber", a.CivicNumber, b.CivicNumber},
		{"postalCode", a.PostalCode, b.PostalCode},
		{"city", a.City, b.City},
		{"stateProvinceRegion", a.StateProvinceRegion, b.StateProvinceRegion},
		{"country", a.Country, b.Country},
		{"e-mail", a.EMail, b.EMail},
	} {
		c.testo(nome+"."+t.nome, t.a, t.b)
	}
}

func (c *confrontoCopie) coppie(nome string, a, b []MapEntry) {
	if len(a) > 0 && len(b) > 0 && !slices.Equal(a, b) {
		c.diverso(nome, "")
	}
}

// voci compares the items by their idTransfer.
func (c *confrontoCopie) voci(a, b []Transfer) {
	if len(a) != len(b) {
		c.diverso("transferList", "")
		return
	}
	for i := range b {
		t := &b[i]
		nome := "transferList[" + t.IDTransfer.String() + "]"
		k := slices.IndexFunc(a, func(s Transfer) bool { return s.IDTransfer == t.IDTransfer })
		if k < 0 {
			c.diverso(nome, "")
			continue
		}
		s := &a[k]
		for _, x := range [...]struct{ nome, a, b string }{
			{"transferAmount", s.TransferAmount.String(), t.TransferAmount.String()},
			{"fiscalCodePA", s.FiscalCodePA, t.FiscalCodePA},
			{"companyName", s.CompanyName, t.CompanyName},
			{"IBAN", s.IBAN, t.IBAN},
			{"MBDAttachment", string(s.MBDAttachment), string(t.MBDAttachment)},
			{"remittanceInformation", s.RemittanceInformation, t.RemittanceInformation},
			{"transferCategory", s.TransferCategory, t.TransferCategory},
		} {
			c.testo(nome+"."+x.nome, x.a, x.b)
		}
		c.coppie(nome+".metadata", s.Metadata, t.Metadata)
	}
}

func importoODi(i *avviso.Importo) string {
	if i == nil {
		return ""
	}
	return i.String()
}
