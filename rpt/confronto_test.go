package rpt_test

import (
	"encoding/xml"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rpt"
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
			func(d []byte) error { return xml.Unmarshal(d, new(prova.RT)) },
		},
		{
			"paSendRTV2Request", "pasendrtv2.xml",
			func(d []byte) error { _, err := rpt.ParseRicevuta(d); return err },
			func(d []byte) error { return xml.Unmarshal(d, new(prova.PaSendRT)) },
		},
	} {
		dati := file(b, c.file)
		b.Run(c.nome, func(b *testing.B) { prova.Confronta(b, dati, c.nostro, c.pari) })
	}
	busta := func(d []byte) error { _, err := rpt.ParseBusta(d, ""); return err }
	b.Run("busta paVerifyPaymentNoticeReq", func(b *testing.B) {
		prova.Confronta(b, []byte(apriBusta+corpoVerifica+chiudiBusta), busta, func(d []byte) error { return xml.Unmarshal(d, new(pariVerifica)) })
	})
	b.Run("busta paSendRTV2Request", func(b *testing.B) {
		prova.Confronta(b, soap(senzaDichiarazione(file(b, "pasendrtv2.xml"))), busta, func(d []byte) error { return xml.Unmarshal(d, new(pariRicevuta)) })
	})
	b.Run("busta paaAttivaRPT", func(b *testing.B) {
		dati, err := rpt.AppendBusta(nil, vecchi[3])
		require.NoError(b, err)
		prova.Confronta(b, dati, busta, func(d []byte) error { return xml.Unmarshal(d, new(pariAttiva)) })
	})
}

// The envelopes as a user of encoding/xml would have them.
type (
	pariVerifica struct {
		Richiesta struct {
			IDPA       string `xml:"idPA"`
			IDBrokerPA string `xml:"idBrokerPA"`
			IDStation  string `xml:"idStation"`
			QRCode     struct {
				FiscalCode   string `xml:"fiscalCode"`
				NoticeNumber string `xml:"noticeNumber"`
			} `xml:"qrCode"`
		} `xml:"Body>paVerifyPaymentNoticeReq"`
	}
	pariAttiva struct {
		Testata   rpt.Intestazione `xml:"Header>intestazionePPT"`
		Richiesta struct {
			PSP           string `xml:"identificativoPSP"`
			Intermediario string `xml:"identificativoIntermediarioPSP"`
			Canale        string `xml:"identificativoCanalePSP"`
			Dati          struct {
				Importo      string       `xml:"importoSingoloVersamento"`
				IBANAppoggio string       `xml:"ibanAppoggio"`
				BICAppoggio  string       `xml:"bicAppoggio"`
				Versante     pariSoggetto `xml:"soggettoVersante"`
				IBANAddebito string       `xml:"ibanAddebito"`
				BICAddebito  string       `xml:"bicAddebito"`
				Pagatore     pariSoggetto `xml:"soggettoPagatore"`
			} `xml:"datiPagamentoPSP"`
		} `xml:"Body>paaAttivaRPT"`
	}
	pariSoggetto struct {
		Campi []struct {
			XMLName xml.Name
			Testo   string `xml:",chardata"`
			Tipo    string `xml:"tipoIdentificativoUnivoco"`
			Codice  string `xml:"codiceIdentificativoUnivoco"`
		} `xml:",any"`
	}
	pariRicevuta struct {
		Richiesta prova.PaSendRT `xml:"Body>paSendRTV2Request"`
	}
)

// BenchmarkScrittura compares AppendBusta with encoding/xml's Marshal on the values
// that each reads from the same envelope.
func BenchmarkScrittura(b *testing.B) {
	dati := soap(senzaDichiarazione(file(b, "pasendrtv2.xml")))
	letta, err := rpt.ParseBusta(dati, "")
	require.NoError(b, err)
	var pari pariRicevuta
	require.NoError(b, xml.Unmarshal(dati, &pari))
	var spazio []byte
	prova.Confronta(b, dati, func([]byte) error {
		spazio, err = rpt.AppendBusta(spazio[:0], letta.Messaggio)
		return err
	}, func([]byte) error { _, err := xml.Marshal(&pari); return err })
}

// TestAllocations holds the readers to the allocations that their values need.
func TestAllocations(t *testing.T) {
	rt, ricevuta := file(t, "rt.xml"), file(t, "pasendrtv2.xml")
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseRT(rt) }), 56.0)
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseRicevuta(ricevuta) }), 62.0)
	require.Zero(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseCodiceEsitoPagamento("2") }))
}
