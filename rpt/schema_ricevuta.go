package rpt

// schemaPaSendRT is paSendRTReq and paSendRTV2Request.
func schemaPaSendRT(v *visita, p *PaSendRT) {
	v.testo("idPA", &p.IDPA, testo35, obbligatorio)
	v.testo("idBrokerPA", &p.IDBrokerPA, testo35, obbligatorio)
	v.testo("idStation", &p.IDStation, testo35, obbligatorio)
	if v.apri("receipt", 0, true, obbligatorio) {
		schemaRicevuta(v, &p.Receipt, p.Versione)
		v.chiudi()
	}
}

// schemaRicevuta is ctReceipt and ctReceiptV2.
func schemaRicevuta(v *visita, r *Ricevuta, e Versione) {
	v.testo("receiptId", &r.ReceiptID, libero, obbligatorio)
	v.testo("noticeNumber", &r.NoticeNumber, cifre18, obbligatorio)
	v.testo("fiscalCode", &r.FiscalCode, cifre11, obbligatorio)
	enumera(v, "outcome", &r.Outcome, nomiOutcome, 0)
	v.testo("creditorReferenceId", &r.CreditorReferenceID, testo35, obbligatorio)
	v.importo("paymentAmount", &r.PaymentAmount, 0, obbligatorio)
	v.testo("description", &r.Description, testo140, obbligatorio)
	v.testo("companyName", &r.CompanyName, testo140, obbligatorio)
	v.testo("officeName", &r.OfficeName, testo140, facoltativo)
	gruppo(v, "debtor", &r.Debtor, schemaSubject)
	schemaTransferList(v, &r.TransferList, transferRicevuta(e))
	v.testo("idPSP", &r.IDPSP, testo35, obbligatorio)
	v.testo("pspFiscalCode", &r.PSPFiscalCode, testo70, facoltativo)
	v.testo("pspPartitaIVA", &r.PSPPartitaIVA, testo20, facoltativo)
	v.testo("PSPCompanyName", &r.PSPCompanyName, testo70, obbligatorio)
	v.testo("idChannel", &r.IDChannel, testo35, obbligatorio)
	v.testo("channelDescription", &r.ChannelDescription, testo35, obbligatorio)
	gruppoFacoltativo(v, "payer", &r.Payer, schemaSubject)
	v.testo("paymentMethod", &r.PaymentMethod, testo35, facoltativo)
	if e == V2 {
		v.testo("paymentNote", &r.PaymentNote, testo210, facoltativo)
	} else {
		v.vuoto("paymentNote", r.PaymentNote == "")
	}
	v.importoPresente("fee", &r.Fee)
	if e == V2 {
		v.importoPresente("primaryCiIncurredFee", &r.PrimaryCiIncurredFee)
		v.testo("idBundle", &r.IDBundle, testo70, facoltativo)
		v.testo("idCiBundle", &r.IDCiBundle, testo70, facoltativo)
	} else {
		v.vuoto("primaryCiIncurredFee", r.PrimaryCiIncurredFee == nil)
		v.vuoto("idBundle", r.IDBundle == "")
		v.vuoto("idCiBundle", r.IDCiBundle == "")
	}
	v.dataOra("paymentDateTime", &r.PaymentDateTime, facoltativo)
	v.data("applicationDate", &r.ApplicationDate, facoltativo)
	v.data("transferDate", &r.TransferDate, facoltativo)
	schemaMetadata(v, &r.Metadata)
	v.booleano("standIn", &r.StandIn)
}

// vuoto refuses to write a member that this edition of the message lacks.
func (v *visita) vuoto(nome string, assente bool) {
	if v.l == nil && !assente {
		v.rifiuta(nome, "", ErrElementoInatteso)
	}
}

// schemaSubject is ctSubject.
func schemaSubject(v *visita, s *Subject) {
	if v.apri("uniqueIdentifier", 0, true, obbligatorio) {
		enumera(v, "entityUniqueIdentifierType", &s.EntityUniqueIdentifierType, nomiEntity, 0)
		v.testo("entityUniqueIdentifierValue", &s.EntityUniqueIdentifierValue, codice2a16, obbligatorio)
		v.chiudi()
	}
	v.testo("fullName", &s.FullName, testo70, obbligatorio)
	v.testo("streetName", &s.StreetName, testo70, facoltativo)
	v.testo("civicNumber", &s.CivicNumber, testo16, facoltativo)
	v.testo("postalCode", &s.PostalCode, testo16, facoltativo)
	v.testo("city", &s.City, testo35, facoltativo)
	v.testo("stateProvinceRegion", &s.StateProvinceRegion, testo35, facoltativo)
	v.testo("country", &s.Country, duePrecise, facoltativo)
	v.testo("e-mail", &s.EMail, tipoEMail, facoltativo)
}

func schemaTransferList(v *visita, p *[]Transfer, corpo func(*visita, *Transfer)) {
	if v.apri("transferList", 0, true, obbligatorio) {
		gruppi(v, "transfer", p, 1, MassimoVoci, corpo)
		v.chiudi()
	}
}

// transferRicevuta is ctTransferPA and ctTransferPAReceiptV2.
func transferRicevuta(e Versione) func(*visita, *Transfer) {
	if e != V2 {
		return transferV1
	}
	return func(v *visita, t *Transfer) {
		testaTransfer(v, t)
		v.testo("companyName", &t.CompanyName, testo140, facoltativo)
		v.vuoto("richiestaMarcaDaBollo", t.RichiestaMarcaDaBollo == nil)
		v.testo("IBAN", &t.IBAN, testo35, facoltativo)
		if t.IBAN == "" {
			v.binario("MBDAttachment", &t.MBDAttachment)
		} else {
			v.vuoto("MBDAttachment", t.MBDAttachment == nil)
		}
		codaTransfer(v, t)
	}
}

// transferPagamento is ctTransferPA and ctTransferPAV2.
func transferPagamento(e Versione) func(*visita, *Transfer) {
	if e != V2 {
		return transferV1
	}
	return func(v *visita, t *Transfer) {
		testaTransfer(v, t)
		v.testo("companyName", &t.CompanyName, testo140, facoltativo)
		v.vuoto("MBDAttachment", t.MBDAttachment == nil)
		v.testo("IBAN", &t.IBAN, testo35, facoltativo)
		if t.IBAN != "" {
			v.vuoto("richiestaMarcaDaBollo", t.RichiestaMarcaDaBollo == nil)
		} else if v.apri("richiestaMarcaDaBollo", 0, t.RichiestaMarcaDaBollo != nil, obbligatorio) {
			if t.RichiestaMarcaDaBollo == nil {
				t.RichiestaMarcaDaBollo = new(RichiestaMarcaDaBollo)
			}
			schemaRichiestaBollo(v, t.RichiestaMarcaDaBollo)
			v.chiudi()
		}
		codaTransfer(v, t)
	}
}

func transferV1(v *visita, t *Transfer) {
	testaTransfer(v, t)
	v.vuoto("companyName", t.CompanyName == "")
	v.vuoto("richiestaMarcaDaBollo", t.RichiestaMarcaDaBollo == nil)
	v.vuoto("MBDAttachment", t.MBDAttachment == nil)
	v.testo("IBAN", &t.IBAN, testo35, obbligatorio)
	codaTransfer(v, t)
}

func testaTransfer(v *visita, t *Transfer) {
	v.posizione("idTransfer", &t.IDTransfer)
	v.importo("transferAmount", &t.TransferAmount, 1, obbligatorio)
	v.testo("fiscalCodePA", &t.FiscalCodePA, cifre11, obbligatorio)
}

func codaTransfer(v *visita, t *Transfer) {
	v.testo("remittanceInformation", &t.RemittanceInformation, testo140, obbligatorio)
	v.testo("transferCategory", &t.TransferCategory, testo140, obbligatorio)
	schemaMetadata(v, &t.Metadata)
}

func schemaRichiestaBollo(v *visita, r *RichiestaMarcaDaBollo) {
	v.testo("hashDocumento", &r.HashDocumento, tipoHash72, obbligatorio)
	enumera(v, "tipoBollo", &r.TipoBollo, nomiBollo, 0)
	v.testo("provinciaResidenza", &r.ProvinciaResidenza, duePrecise, obbligatorio)
}

// massimoMetadata is how many pairs a metadata element holds.
const massimoMetadata = 15

func schemaMetadata(v *visita, p *[]MapEntry) {
	if v.apri("metadata", 0, len(*p) > 0, facoltativo) {
		gruppi(v, "mapEntry", p, 1, massimoMetadata, schemaMapEntry)
		v.chiudi()
	}
}

func schemaMapEntry(v *visita, m *MapEntry) {
	v.testo("key", &m.Key, testo140, obbligatorio)
	v.testo("value", &m.Value, testo140, obbligatorio)
}

// schemaPaGetPayment is paGetPaymentReq and paGetPaymentV2Request.
func schemaPaGetPayment(v *visita, p *PaGetPayment) {
	v.testo("idPA", &p.IDPA, testo35, obbligatorio)
	v.testo("idBrokerPA", &p.IDBrokerPA, testo35, obbligatorio)
	v.testo("idStation", &p.IDStation, testo35, obbligatorio)
	gruppo(v, "qrCode", &p.QRCode, func(v *visita, q *QRCode) {
		v.testo("fiscalCode", &q.FiscalCode, cifre11, obbligatorio)
		v.testo("noticeNumber", &q.NoticeNumber, cifre18, obbligatorio)
	})
	v.importoPresente("amount", &p.Amount)
	v.testo("paymentNote", &p.PaymentNote, testo210, facoltativo)
	v.testo("transferType", &p.TransferType, tipoTransfer, facoltativo)
	v.data("dueDate", &p.DueDate, facoltativo)
}

// schemaPaGetPaymentRisposta is paGetPaymentRes and paGetPaymentV2Response.
func schemaPaGetPaymentRisposta(v *visita, r *PaGetPaymentRisposta) {
	enumera(v, "outcome", &r.Outcome, nomiOutcome, 0)
	gruppoFacoltativo(v, "fault", &r.Fault, schemaFault)
	if v.apri("data", 0, r.Data != nil, facoltativo) {
		if r.Data == nil {
			r.Data = new(Pagamento)
		}
		schemaPagamento(v, r.Data, r.Versione)
		v.chiudi()
	}
}

// schemaPagamento is ctPaymentPA and ctPaymentPAV2.
func schemaPagamento(v *visita, p *Pagamento, e Versione) {
	v.testo("creditorReferenceId", &p.CreditorReferenceID, testo35, obbligatorio)
	v.importo("paymentAmount", &p.PaymentAmount, 1, obbligatorio)
	v.data("dueDate", &p.DueDate, obbligatorio)
	v.dataOra("retentionDate", &p.RetentionDate, facoltativo)
	v.booleano("lastPayment", &p.LastPayment)
	v.testo("description", &p.Description, testo140, obbligatorio)
	v.testo("companyName", &p.CompanyName, testo140, presenza(e == V2))
	v.testo("officeName", &p.OfficeName, testo140, facoltativo)
	gruppo(v, "debtor", &p.Debtor, schemaSubject)
	schemaTransferList(v, &p.TransferList, transferPagamento(e))
	schemaMetadata(v, &p.Metadata)
}

// schemaRispostaPA is paSendRTRes and paSendRTV2Response.
func schemaRispostaPA(v *visita, r *RispostaPA) {
	enumera(v, "outcome", &r.Outcome, nomiOutcome, 0)
	gruppoFacoltativo(v, "fault", &r.Fault, schemaFault)
}

// schemaFault is ctFaultBean.
func schemaFault(v *visita, f *FaultBean) {
	v.testo("faultCode", (*string)(&f.FaultCode), libero, obbligatorio)
	v.testo("faultString", &f.FaultString, libero, obbligatorio)
	v.testo("id", &f.ID, libero, obbligatorio)
	v.testo("description", &f.Description, libero, facoltativo)
	v.intero32("serial", &f.Serial)
	v.testo("originalFaultCode", (*string)(&f.OriginalFaultCode), libero, facoltativo)
	v.testo("originalFaultString", &f.OriginalFaultString, libero, facoltativo)
	v.testo("originalDescription", &f.OriginalDescription, libero, facoltativo)
}
