package main

import (
	"strconv"

	"github.com/quietanza/quietanza/rpt"
)

// The receipts as a user of encoding/xml would declare them: every value a text,
// nothing checked.
type (
	pariIdentificativo struct {
		Tipo   string `xml:"tipoIdentificativoUnivoco"`
		Codice string `xml:"codiceIdentificativoUnivoco"`
	}
	pariRT struct {
		Versione string `xml:"versioneOggetto"`
		Dominio  struct {
			ID       string `xml:"identificativoDominio"`
			Stazione string `xml:"identificativoStazioneRichiedente"`
		} `xml:"dominio"`
		Messaggio            string `xml:"identificativoMessaggioRicevuta"`
		DataOra              string `xml:"dataOraMessaggioRicevuta"`
		RiferimentoMessaggio string `xml:"riferimentoMessaggioRichiesta"`
		RiferimentoGiorno    string `xml:"riferimentoDataRichiesta"`
		Attestante           struct {
			Identificativo pariIdentificativo `xml:"identificativoUnivocoAttestante"`
			Denominazione  string             `xml:"denominazioneAttestante"`
			Indirizzo      string             `xml:"indirizzoAttestante"`
			Civico         string             `xml:"civicoAttestante"`
			CAP            string             `xml:"capAttestante"`
			Localita       string             `xml:"localitaAttestante"`
			Provincia      string             `xml:"provinciaAttestante"`
			Nazione        string             `xml:"nazioneAttestante"`
		} `xml:"istitutoAttestante"`
		Beneficiario struct {
			Identificativo pariIdentificativo `xml:"identificativoUnivocoBeneficiario"`
			Denominazione  string             `xml:"denominazioneBeneficiario"`
			Indirizzo      string             `xml:"indirizzoBeneficiario"`
			Civico         string             `xml:"civicoBeneficiario"`
			CAP            string             `xml:"capBeneficiario"`
			Localita       string             `xml:"localitaBeneficiario"`
			Provincia      string             `xml:"provinciaBeneficiario"`
			Nazione        string             `xml:"nazioneBeneficiario"`
		} `xml:"enteBeneficiario"`
		Pagatore struct {
			Identificativo pariIdentificativo `xml:"identificativoUnivocoPagatore"`
			Anagrafica     string             `xml:"anagraficaPagatore"`
			Indirizzo      string             `xml:"indirizzoPagatore"`
			Civico         string             `xml:"civicoPagatore"`
			CAP            string             `xml:"capPagatore"`
			Localita       string             `xml:"localitaPagatore"`
			Provincia      string             `xml:"provinciaPagatore"`
			Nazione        string             `xml:"nazionePagatore"`
			EMail          string             `xml:"e-mailPagatore"`
		} `xml:"soggettoPagatore"`
		Pagamento struct {
			Esito  string `xml:"codiceEsitoPagamento"`
			Totale string `xml:"importoTotalePagato"`
			IUV    string `xml:"identificativoUnivocoVersamento"`
			CCP    string `xml:"CodiceContestoPagamento"`
			Voci   []struct {
				Importo string `xml:"singoloImportoPagato"`
				Esito   string `xml:"esitoSingoloPagamento"`
				Data    string `xml:"dataEsitoSingoloPagamento"`
				IUR     string `xml:"identificativoUnivocoRiscossione"`
				Causale string `xml:"causaleVersamento"`
				Dati    string `xml:"datiSpecificiRiscossione"`
			} `xml:"datiSingoloPagamento"`
		} `xml:"datiPagamento"`
	}
	pariSubject struct {
		Tipo      string `xml:"uniqueIdentifier>entityUniqueIdentifierType"`
		Valore    string `xml:"uniqueIdentifier>entityUniqueIdentifierValue"`
		Nome      string `xml:"fullName"`
		Via       string `xml:"streetName"`
		Civico    string `xml:"civicNumber"`
		CAP       string `xml:"postalCode"`
		Citta     string `xml:"city"`
		Provincia string `xml:"stateProvinceRegion"`
		Nazione   string `xml:"country"`
		EMail     string `xml:"e-mail"`
	}
	pariPaSendRT struct {
		IDPA      string `xml:"idPA"`
		IDBroker  string `xml:"idBrokerPA"`
		IDStation string `xml:"idStation"`
		Receipt   struct {
			ID          string      `xml:"receiptId"`
			Avviso      string      `xml:"noticeNumber"`
			Ente        string      `xml:"fiscalCode"`
			Esito       string      `xml:"outcome"`
			IUV         string      `xml:"creditorReferenceId"`
			Importo     string      `xml:"paymentAmount"`
			Descrizione string      `xml:"description"`
			Nome        string      `xml:"companyName"`
			Debtor      pariSubject `xml:"debtor"`
			Transfer    []struct {
				ID       string `xml:"idTransfer"`
				Importo  string `xml:"transferAmount"`
				Ente     string `xml:"fiscalCodePA"`
				Nome     string `xml:"companyName"`
				IBAN     string `xml:"IBAN"`
				Causale  string `xml:"remittanceInformation"`
				Codice   string `xml:"transferCategory"`
				Metadata []struct {
					Key   string `xml:"key"`
					Value string `xml:"value"`
				} `xml:"metadata>mapEntry"`
			} `xml:"transferList>transfer"`
			IDPSP   string      `xml:"idPSP"`
			PSP     string      `xml:"PSPCompanyName"`
			Canale  string      `xml:"idChannel"`
			Nota    string      `xml:"channelDescription"`
			Payer   pariSubject `xml:"payer"`
			Metodo  string      `xml:"paymentMethod"`
			Fee     string      `xml:"fee"`
			DataOra string      `xml:"paymentDateTime"`
			Giorno  string      `xml:"applicationDate"`
			Valuta  string      `xml:"transferDate"`
		} `xml:"receipt"`
	}
)

func estrattoRT(r *rpt.RT) []string {
	a, b, s, p := &r.IstitutoAttestante, &r.EnteBeneficiario, &r.SoggettoPagatore, &r.DatiPagamento
	e := []string{
		r.VersioneOggetto, r.Dominio.IdentificativoDominio, r.Dominio.IdentificativoStazioneRichiedente,
		r.IdentificativoMessaggioRicevuta, r.DataOraMessaggioRicevuta.String(), r.RiferimentoMessaggioRichiesta,
		r.RiferimentoDataRichiesta.String(),
		a.IdentificativoUnivoco.TipoIdentificativoUnivoco.String(), a.IdentificativoUnivoco.CodiceIdentificativoUnivoco,
		a.Denominazione, a.Indirizzo, a.Civico, a.CAP, a.Localita, a.Provincia, a.Nazione,
		b.IdentificativoUnivoco.TipoIdentificativoUnivoco.String(), b.IdentificativoUnivoco.CodiceIdentificativoUnivoco,
		b.Denominazione, b.Indirizzo, b.Civico, b.CAP, b.Localita, b.Provincia, b.Nazione,
		s.IdentificativoUnivoco.TipoIdentificativoUnivoco.String(), s.IdentificativoUnivoco.CodiceIdentificativoUnivoco,
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

func estrattoPariRT(r *pariRT) []string {
	a, b, s, p := &r.Attestante, &r.Beneficiario, &r.Pagatore, &r.Pagamento
	e := []string{
		r.Versione, r.Dominio.ID, r.Dominio.Stazione, r.Messaggio, r.DataOra, r.RiferimentoMessaggio, r.RiferimentoGiorno,
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
		r.IDPA, r.IDBrokerPA, r.IDStation, x.ReceiptID, x.NoticeNumber, x.FiscalCode, x.Outcome.String(), x.CreditorReferenceID,
		x.PaymentAmount.String(), x.Description, x.CompanyName,
	}
	for _, s := range []*rpt.Subject{&x.Debtor, x.Payer} {
		e = append(e, s.EntityUniqueIdentifierType.String(), s.EntityUniqueIdentifierValue, s.FullName, s.StreetName, s.CivicNumber,
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

func estrattoPariPaSendRT(r *pariPaSendRT) []string {
	x := &r.Receipt
	e := []string{r.IDPA, r.IDBroker, r.IDStation, x.ID, x.Avviso, x.Ente, x.Esito, x.IUV, x.Importo, x.Descrizione, x.Nome}
	for _, s := range []*pariSubject{&x.Debtor, &x.Payer} {
		e = append(e, s.Tipo, s.Valore, s.Nome, s.Via, s.Civico, s.CAP, s.Citta, s.Provincia, s.Nazione, s.EMail)
	}
	for i := range x.Transfer {
		t := &x.Transfer[i]
		e = append(e, t.ID, t.Importo, t.Ente, t.Nome, t.IBAN, t.Causale, t.Codice, t.Metadata[0].Key, t.Metadata[0].Value)
	}
	return append(e, x.IDPSP, x.PSP, x.Canale, x.Nota, x.Metodo, x.Fee, x.DataOra, x.Giorno, x.Valuta)
}
