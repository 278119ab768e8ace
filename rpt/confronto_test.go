package rpt_test

import (
	"encoding/xml"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rpt"
)

// The peer: the same documents as encoding/xml reads them into plain structs,
// every value a string, nothing checked.
type (
	pariDominio struct {
		IdentificativoDominio             string `xml:"identificativoDominio"`
		IdentificativoStazioneRichiedente string `xml:"identificativoStazioneRichiedente"`
	}
	pariIdentificativo struct {
		Tipo   string `xml:"tipoIdentificativoUnivoco"`
		Codice string `xml:"codiceIdentificativoUnivoco"`
	}
	pariAttestante struct {
		Identificativo pariIdentificativo `xml:"identificativoUnivocoAttestante"`
		Denominazione  string             `xml:"denominazioneAttestante"`
		CodiceUnita    string             `xml:"codiceUnitOperAttestante"`
		DenomUnita     string             `xml:"denomUnitOperAttestante"`
		Indirizzo      string             `xml:"indirizzoAttestante"`
		Civico         string             `xml:"civicoAttestante"`
		CAP            string             `xml:"capAttestante"`
		Localita       string             `xml:"localitaAttestante"`
		Provincia      string             `xml:"provinciaAttestante"`
		Nazione        string             `xml:"nazioneAttestante"`
	}
	pariBeneficiario struct {
		Identificativo pariIdentificativo `xml:"identificativoUnivocoBeneficiario"`
		Denominazione  string             `xml:"denominazioneBeneficiario"`
		CodiceUnita    string             `xml:"codiceUnitOperBeneficiario"`
		DenomUnita     string             `xml:"denomUnitOperBeneficiario"`
		Indirizzo      string             `xml:"indirizzoBeneficiario"`
		Civico         string             `xml:"civicoBeneficiario"`
		CAP            string             `xml:"capBeneficiario"`
		Localita       string             `xml:"localitaBeneficiario"`
		Provincia      string             `xml:"provinciaBeneficiario"`
		Nazione        string             `xml:"nazioneBeneficiario"`
	}
	pariVersante struct {
		Identificativo pariIdentificativo `xml:"identificativoUnivocoVersante"`
		Anagrafica     string             `xml:"anagraficaVersante"`
		EMail          string             `xml:"e-mailVersante"`
	}
	pariPagatore struct {
		Identificativo pariIdentificativo `xml:"identificativoUnivocoPagatore"`
		Anagrafica     string             `xml:"anagraficaPagatore"`
		Indirizzo      string             `xml:"indirizzoPagatore"`
		Civico         string             `xml:"civicoPagatore"`
		CAP            string             `xml:"capPagatore"`
		Localita       string             `xml:"localitaPagatore"`
		Provincia      string             `xml:"provinciaPagatore"`
		Nazione        string             `xml:"nazionePagatore"`
		EMail          string             `xml:"e-mailPagatore"`
	}
	pariSingolo struct {
		Importo  string `xml:"singoloImportoPagato"`
		Esito    string `xml:"esitoSingoloPagamento"`
		Data     string `xml:"dataEsitoSingoloPagamento"`
		IUR      string `xml:"identificativoUnivocoRiscossione"`
		Causale  string `xml:"causaleVersamento"`
		Dati     string `xml:"datiSpecificiRiscossione"`
		PSP      string `xml:"commissioniApplicatePSP"`
		PA       string `xml:"commissioniApplicatePA"`
		Allegato *struct {
			Tipo  string `xml:"tipoAllegatoRicevuta"`
			Testo string `xml:"testoAllegato"`
		} `xml:"allegatoRicevuta"`
	}
	pariRT struct {
		Versione             string           `xml:"versioneOggetto"`
		Dominio              pariDominio      `xml:"dominio"`
		Messaggio            string           `xml:"identificativoMessaggioRicevuta"`
		DataOra              string           `xml:"dataOraMessaggioRicevuta"`
		RiferimentoMessaggio string           `xml:"riferimentoMessaggioRichiesta"`
		RiferimentoData      string           `xml:"riferimentoDataRichiesta"`
		Attestante           pariAttestante   `xml:"istitutoAttestante"`
		Beneficiario         pariBeneficiario `xml:"enteBeneficiario"`
		Versante             *pariVersante    `xml:"soggettoVersante"`
		Pagatore             pariPagatore     `xml:"soggettoPagatore"`
		Pagamento            struct {
			Esito  string        `xml:"codiceEsitoPagamento"`
			Totale string        `xml:"importoTotalePagato"`
			IUV    string        `xml:"identificativoUnivocoVersamento"`
			CCP    string        `xml:"CodiceContestoPagamento"`
			Voci   []pariSingolo `xml:"datiSingoloPagamento"`
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
	pariMapEntry struct {
		Key   string `xml:"key"`
		Value string `xml:"value"`
	}
	pariTransfer struct {
		ID       string         `xml:"idTransfer"`
		Importo  string         `xml:"transferAmount"`
		Ente     string         `xml:"fiscalCodePA"`
		Nome     string         `xml:"companyName"`
		IBAN     string         `xml:"IBAN"`
		MBD      string         `xml:"MBDAttachment"`
		Causale  string         `xml:"remittanceInformation"`
		Codice   string         `xml:"transferCategory"`
		Metadata []pariMapEntry `xml:"metadata>mapEntry"`
	}
	pariRicevuta struct {
		IDPA       string `xml:"idPA"`
		IDBrokerPA string `xml:"idBrokerPA"`
		IDStation  string `xml:"idStation"`
		Receipt    struct {
			ReceiptID            string         `xml:"receiptId"`
			NoticeNumber         string         `xml:"noticeNumber"`
			FiscalCode           string         `xml:"fiscalCode"`
			Outcome              string         `xml:"outcome"`
			CreditorReferenceID  string         `xml:"creditorReferenceId"`
			PaymentAmount        string         `xml:"paymentAmount"`
			Description          string         `xml:"description"`
			CompanyName          string         `xml:"companyName"`
			OfficeName           string         `xml:"officeName"`
			Debtor               pariSubject    `xml:"debtor"`
			Transfer             []pariTransfer `xml:"transferList>transfer"`
			IDPSP                string         `xml:"idPSP"`
			PSPFiscalCode        string         `xml:"pspFiscalCode"`
			PSPPartitaIVA        string         `xml:"pspPartitaIVA"`
			PSPCompanyName       string         `xml:"PSPCompanyName"`
			IDChannel            string         `xml:"idChannel"`
			ChannelDescription   string         `xml:"channelDescription"`
			Payer                *pariSubject   `xml:"payer"`
			PaymentMethod        string         `xml:"paymentMethod"`
			PaymentNote          string         `xml:"paymentNote"`
			Fee                  string         `xml:"fee"`
			PrimaryCiIncurredFee string         `xml:"primaryCiIncurredFee"`
			IDBundle             string         `xml:"idBundle"`
			IDCiBundle           string         `xml:"idCiBundle"`
			PaymentDateTime      string         `xml:"paymentDateTime"`
			ApplicationDate      string         `xml:"applicationDate"`
			TransferDate         string         `xml:"transferDate"`
			Metadata             []pariMapEntry `xml:"metadata>mapEntry"`
			StandIn              string         `xml:"standIn"`
		} `xml:"receipt"`
	}
)

// BenchmarkLettura compares ParseRT and ParseRicevuta with encoding/xml's
// Unmarshal on the same receipts. The two take turns, so that what else the
// machine does weighs on both, and the ratio is that of their best turns.
func BenchmarkLettura(b *testing.B) {
	for _, c := range []struct {
		nome, file   string
		nostro, pari func([]byte) error
	}{
		{
			"RT", "rt.xml",
			func(d []byte) error { _, err := rpt.ParseRT(d); return err },
			func(d []byte) error { return xml.Unmarshal(d, new(pariRT)) },
		},
		{
			"paSendRTV2Request", "pasendrtv2.xml",
			func(d []byte) error { _, err := rpt.ParseRicevuta(d); return err },
			func(d []byte) error { return xml.Unmarshal(d, new(pariRicevuta)) },
		},
	} {
		dati := file(b, c.file)
		b.Run(c.nome, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(dati)))
			for b.Loop() {
				require.NoError(b, c.nostro(dati))
			}
			b.StopTimer()
			nostro, pari := giriAlterni(b, dati, c.nostro, c.pari)
			b.ReportMetric(float64(pari)/float64(nostro), "x_faster")
			b.ReportMetric(float64(pari.Nanoseconds()), "peer_ns/op")
			b.ReportMetric(testing.AllocsPerRun(10, func() { _ = c.pari(dati) }), "peer_allocs/op")
		})
	}
}

// giriAlterni returns the time of one call of each function in its best turn.
func giriAlterni(b *testing.B, dati []byte, funzioni ...func([]byte) error) (primo, secondo time.Duration) {
	const giri, chiamate = 20, 50
	migliore := make([]time.Duration, len(funzioni))
	for range giri {
		for i, f := range funzioni {
			inizio := time.Now()
			for range chiamate {
				require.NoError(b, f(dati))
			}
			if d := time.Since(inizio) / chiamate; migliore[i] == 0 || d < migliore[i] {
				migliore[i] = d
			}
		}
	}
	return migliore[0], migliore[1]
}

// TestAllocations holds the readers to the allocations that their values need.
func TestAllocations(t *testing.T) {
	rt, ricevuta := file(t, "rt.xml"), file(t, "pasendrtv2.xml")
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseRT(rt) }), 60.0)
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseRicevuta(ricevuta) }), 66.0)
	require.Zero(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseCodiceEsitoPagamento("2") }))
	require.Zero(t, testing.AllocsPerRun(20, func() { _, _ = rpt.PassoNodo(rpt.NodoStart, rpt.NodoRPTRicevutaNodo) }))
}
