package rpt

import "github.com/quietanza/quietanza/internal/schema"

// schemaBizEvent is BizEvent, the event of the help desk, as the service turns it into a
// receipt: paymentToken is the receiptId, remittanceInformation the description.
//
// Source: pagopa-biz-events-service, ConvertBizEventEntityToCtReceiptModelResponse.
func schemaBizEvent(v *schema.Visita, r *Ricevuta) {
	r.Outcome = OutcomeOK // what did not succeed is no event
	for _, nome := range [...]string{
		"id", "version", "idPaymentManager", "complete", "missingInfo", "transactionDetails", "timestamp", "properties", "eventStatus",
		"eventRetryEnrichmentCount", "eventTriggeredBySchedule", "eventErrorMessage", "paymentManagerType",
	} {
		v.Membro(nome) // of the event, not of the receipt
	}
	v.Testo("receiptId", &r.ReceiptID, schema.Libero, facoltativo)
	if v.Apri("debtorPosition", true, obbligatorio) {
		v.Membro("modelType")
		v.Testo("noticeNumber", &r.NoticeNumber, cifre18, obbligatorio)
		v.Testo("iuv", &r.CreditorReferenceID, testo35, obbligatorio)
		v.Testo("iur", &r.ReceiptID, schema.Libero, schema.Presenza(r.ReceiptID == ""))
		v.Chiudi()
	}
	if v.Apri("creditor", true, obbligatorio) {
		v.Testo("idPA", &r.FiscalCode, cifre11, obbligatorio)
		v.Membro("idBrokerPA")
		v.Membro("idStation")
		v.Testo("companyName", &r.CompanyName, testo140, obbligatorio)
		v.Testo("officeName", &r.OfficeName, testo140, facoltativo)
		v.Chiudi()
	}
	if v.Apri("psp", true, obbligatorio) {
		v.Testo("idPsp", &r.IDPSP, testo35, obbligatorio)
		v.Membro("idBrokerPsp")
		v.Testo("idChannel", &r.IDChannel, testo35, obbligatorio)
		v.Testo("psp", &r.PSPCompanyName, testo70, obbligatorio)
		v.Testo("pspPartitaIVA", &r.PSPPartitaIVA, testo20, facoltativo)
		v.Testo("pspFiscalCode", &r.PSPFiscalCode, testo70, facoltativo)
		v.Testo("channelDescription", &r.ChannelDescription, testo35, facoltativo)
		v.Chiudi()
	}
	schema.Gruppo(v, "debtor", &r.Debtor, schemaPersona)
	schema.Facoltativo(v, "payer", &r.Payer, schemaPersona)
	if v.Apri("paymentInfo", true, obbligatorio) {
		pagatoBizEvent(v, r)
		v.Chiudi()
	}
	schema.Gruppi(v, "transferList", &r.TransferList, 1, MassimoVoci, func(v *schema.Visita, t *Transfer) {
		schema.Intero(v, "idTransfer", &t.IDTransfer, 1, MassimoVoci, obbligatorio)
		v.Testo("fiscalCodePA", &t.FiscalCodePA, cifre11, obbligatorio)
		v.Testo("companyName", &t.CompanyName, testo140, facoltativo)
		v.Importo("amount", &t.TransferAmount, importoBreve, obbligatorio)
		v.Testo("transferCategory", &t.TransferCategory, testo140, obbligatorio)
		v.Testo("remittanceInformation", &t.RemittanceInformation, testo140, obbligatorio)
		if pieno(v, "IBAN") {
			v.Testo("IBAN", &t.IBAN, testo35, facoltativo)
		}
		if pieno(v, "MBDAttachment") {
			v.Binario("MBDAttachment", &t.MBDAttachment, facoltativo)
		}
		v.Membro("MBD")
		schema.Gruppi(v, "metadata", &t.Metadata, 0, massimoMetadata, schemaMapEntry)
	})
}

// importoBreve is an amount of the events, whose texts are written without zeros.
var importoBreve = &schema.TipoImporto{Minimo: 0, Massimo: massimoCentesimi, Corto: true}

func pagatoBizEvent(v *schema.Visita, r *Ricevuta) {
	r.PaymentDateTime, _, _ = momento(v, "paymentDateTime")
	giorno(v, "applicationDate", &r.ApplicationDate)
	giorno(v, "transferDate", &r.TransferDate)
	v.Testo("paymentToken", &r.ReceiptID, schema.Libero, schema.Presenza(r.ReceiptID == ""))
	v.Importo("amount", &r.PaymentAmount, importoBreve, obbligatorio)
	v.ImportoPresente("fee", &r.Fee, importoBreve)
	v.ImportoPresente("primaryCiIncurredFee", &r.PrimaryCiIncurredFee, importoBreve)
	v.Testo("idBundle", &r.IDBundle, testo70, facoltativo)
	v.Testo("idCiBundle", &r.IDCiBundle, testo70, facoltativo)
	v.Testo("remittanceInformation", &r.Description, testo140, obbligatorio)
	v.Testo("paymentMethod", &r.PaymentMethod, testo35, facoltativo)
	for _, nome := range [...]string{"dueDate", "totalNotice", "touchpoint", "IUR", "description"} {
		v.Membro(nome)
	}
	schema.Gruppi(v, "metadata", &r.Metadata, 0, massimoMetadata, schemaMapEntry)
}

// schemaPersona is Debtor and Payer of an event.
func schemaPersona(v *schema.Visita, s *Subject) {
	v.Testo("fullName", &s.FullName, testo70, obbligatorio)
	schema.Lista(v, "entityUniqueIdentifierType", &s.EntityUniqueIdentifierType, personeFG, obbligatorio)
	v.Testo("entityUniqueIdentifierValue", &s.EntityUniqueIdentifierValue, codice2a16, obbligatorio)
	v.Testo("streetName", &s.StreetName, testo70, facoltativo)
	v.Testo("civicNumber", &s.CivicNumber, testo16, facoltativo)
	v.Testo("postalCode", &s.PostalCode, testo16, facoltativo)
	v.Testo("city", &s.City, testo35, facoltativo)
	v.Testo("stateProvinceRegion", &s.StateProvinceRegion, testo35, facoltativo)
	v.Testo("country", &s.Country, duePrecise, facoltativo)
	v.Testo("e-mail", &s.EMail, tipoEMail, facoltativo)
}
