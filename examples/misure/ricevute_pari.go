package main

import (
	"strconv"

	pari "github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rpt"
)

// What is compared of two readings of one receipt: its texts, in the order of the
// document.

func estrattoRT(r *rpt.RT) []string {
	a, b, s, p := &r.IstitutoAttestante, &r.EnteBeneficiario, &r.SoggettoPagatore, &r.DatiPagamento
	e := []string{
		r.VersioneOggetto, r.Dominio.IdentificativoDominio, r.Dominio.IdentificativoStazioneRichiedente,
		r.IdentificativoMessaggioRicevuta, r.DataOraMessaggioRicevuta.String(), r.RiferimentoMessaggioRichiesta,
		r.RiferimentoDataRichiesta.String(),
		string(a.IdentificativoUnivoco.TipoIdentificativoUnivoco), a.IdentificativoUnivoco.CodiceIdentificativoUnivoco,
		a.Denominazione, a.Indirizzo, a.Civico, a.CAP, a.Localita, a.Provincia, a.Nazione,
		string(b.IdentificativoUnivoco.TipoIdentificativoUnivoco), b.IdentificativoUnivoco.CodiceIdentificativoUnivoco,
		b.Denominazione, b.Indirizzo, b.Civico, b.CAP, b.Localita, b.Provincia, b.Nazione,
		string(s.IdentificativoUnivoco.TipoIdentificativoUnivoco), s.IdentificativoUnivoco.CodiceIdentificativoUnivoco,
		s.Anagrafica, s.Indirizzo, s.Civico, s.CAP, s.Localita, s.Provincia, s.Nazione, s.EMail,
		string(p.CodiceEsitoPagamento), p.ImportoTotalePagato.String(), p.IdentificativoUnivocoVersamento, p.CodiceContestoPagamento,
	}
	for i := range p.DatiSingoloPagamento {
		v := &p.DatiSingoloPagamento[i]
		e = append(e, v.SingoloImportoPagato.String(), v.EsitoSingoloPagamento, v.DataEsitoSingoloPagamento.String(),
			v.IdentificativoUnivocoRiscossione, v.CausaleVersamento, v.DatiSpecificiRiscossione)
	}
	return e
}

func estrattoPariRT(r *pari.RT) []string {
	a, b, s, p := &r.Attestante, &r.Beneficiario, &r.Pagatore, &r.Pagamento
	e := []string{
		r.Versione, r.Dominio.IdentificativoDominio, r.Dominio.IdentificativoStazioneRichiedente, r.Messaggio, r.DataOra, r.RiferimentoMessaggio, r.RiferimentoData,
		a.Identificativo.Tipo, a.Identificativo.Codice, a.Denominazione, a.Indirizzo, a.Civico, a.CAP, a.Localita, a.Provincia, a.Nazione,
		b.Identificativo.Tipo, b.Identificativo.Codice, b.Denominazione, b.Indirizzo, b.Civico, b.CAP, b.Localita, b.Provincia, b.Nazione,
		s.Identificativo.Tipo, s.Identificativo.Codice, s.Anagrafica, s.Indirizzo, s.Civico, s.CAP, s.Localita, s.Provincia, s.Nazione, s.EMail,
		p.Esito, p.Totale, p.IUV, p.CCP,
	}
	for i := range p.Voci {
		v := &p.Voci[i]
		e = append(e, v.Importo, v.Esito, v.Data, v.IUR, v.Causale, v.Dati)
	}
	return e
}

func estrattoPaSendRT(r *rpt.PaSendRT) []string {
	x := &r.Receipt
	e := []string{
		r.IDPA, r.IDBrokerPA, r.IDStation, x.ReceiptID, x.NoticeNumber, x.FiscalCode, string(x.Outcome), x.CreditorReferenceID,
		x.PaymentAmount.String(), x.Description, x.CompanyName,
	}
	for _, s := range []*rpt.Subject{&x.Debtor, x.Payer} {
		e = append(e, string(s.EntityUniqueIdentifierType), s.EntityUniqueIdentifierValue, s.FullName, s.StreetName, s.CivicNumber,
			s.PostalCode, s.City, s.StateProvinceRegion, s.Country, s.EMail)
	}
	for i := range x.TransferList {
		t := &x.TransferList[i]
		e = append(e, strconv.Itoa(int(t.IDTransfer)), t.TransferAmount.String(), t.FiscalCodePA, t.CompanyName, t.IBAN,
			t.RemittanceInformation, t.TransferCategory, t.Metadata[0].Key, t.Metadata[0].Value)
	}
	return append(e, x.IDPSP, x.PSPCompanyName, x.IDChannel, x.ChannelDescription, x.PaymentMethod, x.Fee.String(),
		x.PaymentDateTime.String(), x.ApplicationDate.String(), x.TransferDate.String())
}

func estrattoPariPaSendRT(r *pari.PaSendRT) []string {
	x := &r.Receipt
	e := []string{r.IDPA, r.IDBrokerPA, r.IDStation, x.ReceiptID, x.NoticeNumber, x.FiscalCode, x.Outcome, x.CreditorReferenceID, x.PaymentAmount, x.Description, x.CompanyName}
	for _, s := range []*pari.Subject{&x.Debtor, x.Payer} {
		e = append(e, s.Tipo, s.Valore, s.Nome, s.Via, s.Civico, s.CAP, s.Citta, s.Provincia, s.Nazione, s.EMail)
	}
	for i := range x.Transfer {
		t := &x.Transfer[i]
		e = append(e, t.ID, t.Importo, t.Ente, t.Nome, t.IBAN, t.Causale, t.Codice, t.Metadata[0].Key, t.Metadata[0].Value)
	}
	return append(e, x.IDPSP, x.PSPCompanyName, x.IDChannel, x.ChannelDescription, x.PaymentMethod, x.Fee, x.PaymentDateTime, x.ApplicationDate, x.TransferDate)
}
