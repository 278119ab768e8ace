package rpt

import (
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// schemaPaSendRT is paSendRTReq and paSendRTV2Request.
func schemaPaSendRT(v *schema.Visita, p *PaSendRT) {
	schemaDestinatario(v, &p.IDPA, &p.IDBrokerPA, &p.IDStation)
	if v.Apri("receipt", true, obbligatorio) {
		schemaRicevuta(v, &p.Receipt, p.Versione)
		v.Chiudi()
	}
}

// schemaRicevuta is ctReceipt and ctReceiptV2.
func schemaRicevuta(v *schema.Visita, r *Ricevuta, e Versione) {
	v.Testo("receiptId", &r.ReceiptID, codiceLibero, obbligatorio)
	v.Testo("noticeNumber", &r.NoticeNumber, cifre18, obbligatorio)
	v.Testo("fiscalCode", &r.FiscalCode, cifre11, obbligatorio)
	schema.Lista(v, "outcome", &r.Outcome, outcomes, obbligatorio)
	v.Testo("creditorReferenceId", &r.CreditorReferenceID, codice35, obbligatorio)
	v.Importo("paymentAmount", &r.PaymentAmount, importo, obbligatorio)
	v.Testo("description", &r.Description, testo140, obbligatorio)
	v.Testo("companyName", &r.CompanyName, testo140, obbligatorio)
	v.Testo("officeName", &r.OfficeName, testo140, facoltativo)
	schema.Gruppo(v, "debtor", &r.Debtor, schemaSubject)
	schemaTransferList(v, &r.TransferList, transferRicevuta(e))
	v.Testo("idPSP", &r.IDPSP, testo35, obbligatorio)
	v.Testo("pspFiscalCode", &r.PSPFiscalCode, testo70, facoltativo)
	v.Testo("pspPartitaIVA", &r.PSPPartitaIVA, testo20, facoltativo)
	v.Testo("PSPCompanyName", &r.PSPCompanyName, testo70, obbligatorio)
	v.Testo("idChannel", &r.IDChannel, testo35, obbligatorio)
	v.Testo("channelDescription", &r.ChannelDescription, testo35, obbligatorio)
	schema.Facoltativo(v, "payer", &r.Payer, schemaSubject)
	v.Testo("paymentMethod", &r.PaymentMethod, testo35, facoltativo)
	if e == V2 {
		v.Testo("paymentNote", &r.PaymentNote, testo210, facoltativo)
	} else {
		v.Vuoto("paymentNote", r.PaymentNote == "")
	}
	v.ImportoPresente("fee", &r.Fee, importo)
	if e == V2 {
		v.ImportoPresente("primaryCiIncurredFee", &r.PrimaryCiIncurredFee, importo)
		v.Testo("idBundle", &r.IDBundle, testo70, facoltativo)
		v.Testo("idCiBundle", &r.IDCiBundle, testo70, facoltativo)
	} else {
		v.Vuoto("primaryCiIncurredFee", r.PrimaryCiIncurredFee == nil)
		v.Vuoto("idBundle", r.IDBundle == "")
		v.Vuoto("idCiBundle", r.IDCiBundle == "")
	}
	v.DataOra("paymentDateTime", &r.PaymentDateTime, facoltativo)
	v.Data("applicationDate", &r.ApplicationDate, facoltativo)
	v.Data("transferDate", &r.TransferDate, facoltativo)
	schemaMetadata(v, &r.Metadata)
	v.BooleanoPresente("standIn", &r.StandIn)
}

// schemaSubject is ctSubject.
func schemaSubject(v *schema.Visita, s *Subject) {
	if v.Apri("uniqueIdentifier", true, obbligatorio) {
		schema.Lista(v, "entityUniqueIdentifierType", &s.EntityUniqueIdentifierType, personeFG, obbligatorio)
		v.Testo("entityUniqueIdentifierValue", &s.EntityUniqueIdentifierValue, codice2a16, obbligatorio)
		v.Chiudi()
	}
	v.Testo("fullName", &s.FullName, testo70, obbligatorio)
	v.Testo("streetName", &s.StreetName, testo70, facoltativo)
	v.Testo("civicNumber", &s.CivicNumber, testo16, facoltativo)
	v.Testo("postalCode", &s.PostalCode, testo16, facoltativo)
	v.Testo("city", &s.City, testo35, facoltativo)
	v.Testo("stateProvinceRegion", &s.StateProvinceRegion, testo35, facoltativo)
	v.Testo("country", &s.Country, duePrecise, facoltativo)
	v.Testo("e-mail", &s.EMail, tipoEMail, facoltativo)
}

func schemaTransferList(v *schema.Visita, p *[]Transfer, corpo func(*schema.Visita, *Transfer)) {
	if v.Apri("transferList", true, obbligatorio) {
		schema.Gruppi(v, "transfer", p, 1, MassimoVoci, corpo)
		v.Chiudi()
	}
}

// transferRicevuta is ctTransferPA and ctTransferPAReceiptV2.
func transferRicevuta(e Versione) func(*schema.Visita, *Transfer) {
	if e != V2 {
		return transferV1
	}
	return func(v *schema.Visita, t *Transfer) {
		testaTransfer(v, t)
		v.Testo("companyName", &t.CompanyName, testo140, facoltativo)
		v.Vuoto("richiestaMarcaDaBollo", t.RichiestaMarcaDaBollo == nil)
		v.Testo("IBAN", &t.IBAN, codice35, facoltativo)
		if t.IBAN == "" {
			v.Binario("MBDAttachment", &t.MBDAttachment, obbligatorio)
		} else {
			v.Vuoto("MBDAttachment", t.MBDAttachment == nil)
		}
		codaTransfer(v, t)
	}
}

// transferPagamento is ctTransferPA and ctTransferPAV2.
func transferPagamento(e Versione) func(*schema.Visita, *Transfer) {
	if e != V2 {
		return transferV1
	}
	return func(v *schema.Visita, t *Transfer) {
		testaTransfer(v, t)
		v.Testo("companyName", &t.CompanyName, testo140, facoltativo)
		v.Vuoto("MBDAttachment", t.MBDAttachment == nil)
		v.Testo("IBAN", &t.IBAN, codice35, facoltativo)
		if t.IBAN != "" {
			v.Vuoto("richiestaMarcaDaBollo", t.RichiestaMarcaDaBollo == nil)
		} else {
			schema.Puntatore(v, "richiestaMarcaDaBollo", &t.RichiestaMarcaDaBollo, obbligatorio, schemaRichiestaBollo)
		}
		codaTransfer(v, t)
	}
}

func transferV1(v *schema.Visita, t *Transfer) {
	testaTransfer(v, t)
	v.Vuoto("companyName", t.CompanyName == "")
	v.Vuoto("richiestaMarcaDaBollo", t.RichiestaMarcaDaBollo == nil)
	v.Vuoto("MBDAttachment", t.MBDAttachment == nil)
	v.Testo("IBAN", &t.IBAN, codice35, obbligatorio)
	codaTransfer(v, t)
}

func testaTransfer(v *schema.Visita, t *Transfer) {
	schema.Intero(v, "idTransfer", &t.IDTransfer, 1, MassimoVoci, obbligatorio)
	v.Importo("transferAmount", &t.TransferAmount, importoPositivo, obbligatorio)
	v.Testo("fiscalCodePA", &t.FiscalCodePA, cifre11, obbligatorio)
}

func codaTransfer(v *schema.Visita, t *Transfer) {
	v.Testo("remittanceInformation", &t.RemittanceInformation, testo140, obbligatorio)
	v.Testo("transferCategory", &t.TransferCategory, testo140, obbligatorio)
	schemaMetadata(v, &t.Metadata)
}

func schemaRichiestaBollo(v *schema.Visita, r *RichiestaMarcaDaBollo) {
	v.Testo("hashDocumento", &r.HashDocumento, tipoHash72, obbligatorio)
	schema.Lista(v, "tipoBollo", &r.TipoBollo, bolli, obbligatorio)
	v.Testo("provinciaResidenza", &r.ProvinciaResidenza, duePrecise, obbligatorio)
}

// massimoMetadata is how many pairs a metadata element holds.
const massimoMetadata = 15

func schemaMetadata(v *schema.Visita, p *[]MapEntry) {
	if v.Apri("metadata", len(*p) > 0, facoltativo) {
		schema.Gruppi(v, "mapEntry", p, 1, massimoMetadata, schemaMapEntry)
		v.Chiudi()
	}
}

func schemaMapEntry(v *schema.Visita, m *MapEntry) {
	v.Testo("key", &m.Key, testo140, obbligatorio)
	v.Testo("value", &m.Value, testo140, obbligatorio)
}

// schemaPaGetPayment is paGetPaymentReq and paGetPaymentV2Request.
func schemaPaGetPayment(v *schema.Visita, p *PaGetPayment) {
	schemaDestinatario(v, &p.IDPA, &p.IDBrokerPA, &p.IDStation)
	schema.Gruppo(v, "qrCode", &p.QRCode, schemaQRCode)
	v.ImportoPresente("amount", &p.Amount, importo)
	v.Testo("paymentNote", &p.PaymentNote, testo210, facoltativo)
	v.Testo("transferType", &p.TransferType, tipoTransfer, facoltativo)
	v.Data("dueDate", &p.DueDate, facoltativo)
}

// schemaPaGetPaymentRisposta is paGetPaymentRes and paGetPaymentV2Response.
func schemaPaGetPaymentRisposta(v *schema.Visita, r *PaGetPaymentRisposta) {
	schemaEsito(v, &r.Outcome, &r.Fault)
	schema.Facoltativo(v, "data", &r.Data, func(v *schema.Visita, p *Pagamento) { schemaPagamento(v, p, r.Versione) })
}

// schemaPagamento is ctPaymentPA and ctPaymentPAV2.
func schemaPagamento(v *schema.Visita, p *Pagamento, e Versione) {
	v.Testo("creditorReferenceId", &p.CreditorReferenceID, codice35, obbligatorio)
	v.Importo("paymentAmount", &p.PaymentAmount, importoPositivo, obbligatorio)
	v.Data("dueDate", &p.DueDate, obbligatorio)
	v.DataOra("retentionDate", &p.RetentionDate, facoltativo)
	v.BooleanoPresente("lastPayment", &p.LastPayment)
	v.Testo("description", &p.Description, testo140, obbligatorio)
	v.Testo("companyName", &p.CompanyName, testo140, schema.Presenza(e == V2))
	v.Testo("officeName", &p.OfficeName, testo140, facoltativo)
	schema.Gruppo(v, "debtor", &p.Debtor, schemaSubject)
	schemaTransferList(v, &p.TransferList, transferPagamento(e))
	schemaMetadata(v, &p.Metadata)
}

// schemaRispostaPA is paSendRTRes and paSendRTV2Response.
func schemaRispostaPA(v *schema.Visita, r *RispostaPA) {
	schemaEsito(v, &r.Outcome, &r.Fault)
}

// schemaFault is ctFaultBean.
func schemaFault(v *schema.Visita, f *nodo.FaultBean) {
	v.Testo("faultCode", (*string)(&f.FaultCode), codiceLibero, obbligatorio)
	v.Testo("faultString", &f.FaultString, testoLibero, obbligatorio)
	v.Testo("id", &f.ID, testoLibero, obbligatorio)
	v.Testo("description", &f.Description, testoLibero, facoltativo)
	v.InteroPresente("serial", &f.Serial)
	v.Testo("originalFaultCode", (*string)(&f.OriginalFaultCode), codiceLibero, facoltativo)
	v.Testo("originalFaultString", &f.OriginalFaultString, testoLibero, facoltativo)
	v.Testo("originalDescription", &f.OriginalDescription, testoLibero, facoltativo)
}
