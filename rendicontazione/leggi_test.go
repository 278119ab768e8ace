package rendicontazione_test

import (
	"encoding/base64"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

const (
	leggiIBAN  = "IT88A9999800002000000004711"
	leggiMT940 = ":20:STARTUMS\n:25:" + leggiIBAN + "\n:28C:104/1\n:60F:C260413EUR2100,00\n" +
		":61:2604140414C318,40NTRFNONREF//7700911\n:86:/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001\n:62F:C260414EUR2418,40\n"
	leggiFlusso = `<FlussoRiversamento xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/"><versioneOggetto>1.0</versioneOggetto>` +
		`<identificativoFlusso>2026-04-13ABI03069-S777001</identificativoFlusso><dataOraFlusso>2026-04-14T02:10:00</dataOraFlusso>` +
		`<identificativoUnivocoRegolamento>0306977712345670489999599995IT</identificativoUnivocoRegolamento><dataRegolamento>2026-04-13</dataRegolamento>` +
		`<istitutoMittente><identificativoUnivocoMittente><tipoIdentificativoUnivoco>A</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>03069</codiceIdentificativoUnivoco></identificativoUnivocoMittente></istitutoMittente>` +
		`<istitutoRicevente><identificativoUnivocoRicevente><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>99999000047</codiceIdentificativoUnivoco></identificativoUnivocoRicevente></istitutoRicevente>` +
		`<numeroTotalePagamenti>1</numeroTotalePagamenti><importoTotalePagamenti>318.40</importoTotalePagamenti>` +
		`<datiSingoliPagamenti><identificativoUnivocoVersamento>01000000047110106</identificativoUnivocoVersamento>` +
		`<identificativoUnivocoRiscossione>r1</identificativoUnivocoRiscossione><indiceDatiSingoloPagamento>1</indiceDatiSingoloPagamento>` +
		`<singoloImportoPagato>318.40</singoloImportoPagato><codiceEsitoSingoloPagamento>0</codiceEsitoSingoloPagamento>` +
		`<dataEsitoSingoloPagamento>2026-04-13</dataEsitoSingoloPagamento></datiSingoliPagamenti></FlussoRiversamento>`
	leggiLista = `{"ricevute":[{"dominio":"99999000047","iuv":"01000000047110106","iur":"r1","indice":1,"importo":"318.40","data":"2026-04-13"}],
 "pendenze":[{"id":"P1","dominio":"99999000047","iuv":"01000000047110106","voci":[{"indice":1,"importo":"318.40"}]}],
 "domini":[{"idDominio":"99999000047","auxDigit":3,"segregationCodes":["01"]}]}`
)

func leggiConti() rendicontazione.Lettura {
	return rendicontazione.Lettura{Conti: cassa.Conti{leggiIBAN: avviso.MustIdDominio("99999000047")}}
}

// TestLeggi reads every paper of one payment, in any order, and reconciles it.
func TestLeggi(t *testing.T) {
	attesi := map[string]rendicontazione.Documento{
		leggiMT940:  {Formato: cassa.FormatoMT940, Movimenti: 1},
		leggiFlusso: {Formato: cassa.FormatoFlusso, Flussi: 1},
		leggiLista:  {Formato: cassa.FormatoJSON, Ricevute: 1, Pendenze: 1, Domini: 1},
	}
	var a rendicontazione.Accumulatore
	for testo, atteso := range attesi {
		d, avvertenze, err := rendicontazione.Leggi(iotest.OneByteReader(strings.NewReader(testo)), &a, leggiConti())
		require.NoError(t, err)
		require.Empty(t, avvertenze)
		d.Quadrature, d.Ignorati = nil, nil
		require.Equal(t, atteso, d)
	}
	r := a.Report(avviso.MustData("2026-04-24"), rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.MovimentoRiconciliato, r.Movimenti[0].Classe)
	require.True(t, r.Pendenze[0].Quietanzabile)
}

func TestLeggiInvolucri(t *testing.T) {
	var a rendicontazione.Accumulatore
	for _, testo := range []string{
		`[{"id":"P1","dominio":"99999000047","iuv":"1","voci":[{"indice":1,"importo":"1.00"}]}]`,
		"\ufeff" + `{"pendenze":[{"id":"P1","dominio":"99999000047","iuv":"1","voci":[{"indice":1,"importo":"1.00"}]}]}`,
	} {
		d, _, err := rendicontazione.Leggi(strings.NewReader(testo), &a, rendicontazione.Lettura{})
		require.NoError(t, err)
		require.Equal(t, 1, d.Pendenze)
	}
	require.Len(t, a.Input().Pendenze, 2)
}

// TestLeggiRicevuteJSON: the receipt of a payment in each JSON that carries one, and the
// debt as GovPay has it.
func TestLeggiRicevuteJSON(t *testing.T) {
	const corpo = `"receiptId":"r1","noticeNumber":"301000000047110106","fiscalCode":"99999000047","outcome":"OK","creditorReferenceId":"01000000047110106",` +
		`"transferList":[{"idTransfer":1,"transferAmount":"318.40","fiscalCodePA":"99999000047","IBAN":"IT88A9999800002000000004711","remittanceInformation":"x","transferCategory":"9/0101100IM/"}],"paymentDateTime":"2026-04-13T10:00:00"`
	for nome, c := range map[string]struct{ testo, formato string }{
		"ricevuta":    {`{` + corpo + `,"paymentAmount":"318.40"}`, "RICEVUTA"},
		"messaggio":   {`{"paSendRTV2Request":{"idPA":"99999000047","receipt":{` + corpo + `,"paymentAmount":"318.40"}}}`, "RICEVUTA"},
		"notifica V1": {`{"idA2A":"A","idPendenza":"P","rt":{` + corpo + `,"paymentAmount":"318.40"},"riscossioni":[]}`, "RICEVUTA"},
		"BizEvents":   {`{` + strings.Replace(corpo, `"318.40"`, `318.40`, 1) + `,"paymentAmount":318.40}`, "BIZEVENTS"},
	} {
		t.Run(nome, func(t *testing.T) {
			var a rendicontazione.Accumulatore
			d, _, err := rendicontazione.Leggi(strings.NewReader(c.testo), &a, rendicontazione.Lettura{})
			require.NoError(t, err)
			require.Equal(t, []any{c.formato, 1}, []any{string(d.Formato), d.Ricevute})
			require.Equal(t, []rendicontazione.VoceRicevuta{{
				IdDominio: avviso.MustIdDominio("99999000047"), IUV: "01000000047110106", IUR: "r1", Indice: 1, Importo: avviso.MustImporto("318.40"),
				Data: avviso.MustData("2026-04-13"), Tipo: avviso.Entrata,
			}}, a.Input().Ricevute)
		})
	}
	const posizione = `{"idA2A":"A","idPendenza":"P","idDominio":"99999000047","idTipoPendenza":"TARI","causale":"TARI","importo":318.40,"numeroAvviso":"301000000047110106",` +
		`"soggettoPagatore":{"tipo":"F","identificativo":"RSSMRA80A01H501U","anagrafica":"Rossi Mario"},"voci":[{"idVocePendenza":"1","importo":318.40,"descrizione":"x","codEntrata":"TARI"}]}`
	for _, testo := range []string{posizione, "[" + posizione + "]", `{"pendenze":[` + posizione + `]}`} {
		var a rendicontazione.Accumulatore
		d, _, err := rendicontazione.Leggi(strings.NewReader(testo), &a, rendicontazione.Lettura{})
		require.NoError(t, err)
		require.Equal(t, 1, d.Pendenze)
		p := a.Input().Pendenze[0]
		require.Equal(t, []string{"A/P", "01000000047110106", "TARI", "Rossi Mario"}, []string{p.ID, p.IUV, p.TipoEntrata, p.Debitore.Anagrafica})
	}
	var a rendicontazione.Accumulatore
	_, _, err := rendicontazione.Leggi(strings.NewReader(`{"idA2A":"A","idPendenza":"P","rt":null,"riscossioni":[]}`), &a, rendicontazione.Lettura{})
	require.ErrorIs(t, err, rendicontazione.ErrFormato)
}

func TestLeggiRifiuti(t *testing.T) {
	base64RT := base64.StdEncoding.EncodeToString([]byte(`<RT xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/"><x/></RT>`))
	for nome, c := range map[string]struct {
		testo, codice string
		tipo          error
		messaggio     string
	}{
		"vuoto":    {"", "FORMATO", rendicontazione.ErrFormato, "documento non riconosciuto: è vuoto"},
		"PDF":      {"%PDF-1.7", "FORMATO", rendicontazione.ErrFormato, "documento PDF: chiedere alla banca l'estratto in formato CBI, camt.053 o MT940"},
		"ZIP":      {"PK\x03\x04", "FORMATO", rendicontazione.ErrFormato, "archivio compresso: estrarre i documenti"},
		"camt.052": {"<Document><BkToCstmrAcctRpt/></Document>", "FORMATO", rendicontazione.ErrFormato, "camt.052, movimenti della giornata in corso: serve l'estratto camt.053"},
		"RPT":      {"<RPT/>", "FORMATO", rendicontazione.ErrFormato, "è una richiesta di pagamento (RPT), non una ricevuta"},
		"GdP":      {`{"dateTime":"","eventCode":""}`, "FORMATO", rendicontazione.ErrFormato, "è un Giornale dei Pagamenti: dice che cosa è successo ai messaggi, non dove è il denaro"},
		"RT":       {base64RT, "", nil, ""},
		"flusso":   {strings.Replace(leggiFlusso, "318.40", "x", 1), "IMPORTO", flusso.ErrSchema, ""},
		"JSON":     {`{"pendenze":[}`, "JSON", nil, ""},
		"membro":   {`{"debiti":[]}`, "MEMBRO", nil, ""},
	} {
		t.Run(nome, func(t *testing.T) {
			var a rendicontazione.Accumulatore
			d, _, err := rendicontazione.Leggi(strings.NewReader(c.testo), &a, rendicontazione.Lettura{})
			r, ok := avviso.RilievoDi(err)
			require.True(t, ok, err)
			if c.codice != "" {
				require.Equal(t, c.codice, string(r.Codice))
			}
			if c.tipo != nil {
				require.ErrorIs(t, err, c.tipo)
			}
			if c.messaggio != "" {
				require.Equal(t, c.messaggio, r.Testo)
			}
			require.Zero(t, d.Movimenti+d.Flussi+d.Ricevute+d.Pendenze+d.Domini)
			require.Empty(t, a.Input())
		})
	}

	rotto := errors.New("disco")
	var a rendicontazione.Accumulatore
	for _, testo := range []string{leggiFlusso, leggiMT940, leggiLista, leggiLista + strings.Repeat(" ", rendicontazione.MaxInizio), ""} {
		_, _, err := rendicontazione.Leggi(io.MultiReader(strings.NewReader(testo[:len(testo)/2]), iotest.ErrReader(rotto)), &a, leggiConti())
		require.ErrorIs(t, err, rotto)
	}
	_, _, err := rendicontazione.Leggi(nil, &a, rendicontazione.Lettura{})
	require.ErrorIs(t, err, avviso.ErrNullo)
	_, _, err = rendicontazione.Leggi(strings.NewReader(leggiFlusso), nil, rendicontazione.Lettura{})
	require.ErrorIs(t, err, avviso.ErrNullo)
}

// TestLeggiParti: what cannot be read is told with its place, and the rest is added.
func TestLeggiParti(t *testing.T) {
	var a rendicontazione.Accumulatore
	d, _, err := rendicontazione.Leggi(strings.NewReader("[\n{\"a\":1},\n{\"id\":\"P1\",\"dominio\":\"99999000047\",\"iuv\":\"1\",\"voci\":[{\"indice\":1,\"importo\":\"1.00\"}]},\n"+
		"{\"id\":\"P2\",\"dominio\":\"99999000047\",\"iuv\":\"1\",\"voci\":[{\"indice\":1,\"importo\":\"0.00\"}]}]"), &a, rendicontazione.Lettura{})
	require.Error(t, err)
	require.Equal(t, 1, d.Pendenze)
	require.Equal(t, 2, d.Rifiutate)
	r, _ := avviso.RilievoDi(d.Rifiuti[0])
	require.Equal(t, []any{avviso.Codice("FORMATO"), 2, 1}, []any{r.Codice, r.Riga, r.Colonna})
	r, _ = avviso.RilievoDi(d.Rifiuti[1])
	require.Equal(t, []any{avviso.Codice("IMPORTO"), "[2].voci[0].importo", 4}, []any{r.Codice, r.Campo, r.Riga})

	d, _, err = rendicontazione.Leggi(strings.NewReader("["+strings.Repeat(`{"a":1},`, rendicontazione.MaxRifiuti+5)+"{}]"), &a, rendicontazione.Lettura{})
	require.Error(t, err)
	require.Len(t, d.Rifiuti, rendicontazione.MaxRifiuti)
	require.Equal(t, rendicontazione.MaxRifiuti+6, d.Rifiutate)

	// A line without its amount, an account of nobody.
	d, _, err = rendicontazione.Leggi(strings.NewReader(strings.Replace(leggiMT940, "C318,40", "C,", 1)), &a, leggiConti())
	require.ErrorIs(t, err, cassa.ErrMovimento)
	require.Equal(t, 1, d.Rifiutate)
	_, _, err = rendicontazione.Leggi(strings.NewReader(leggiMT940), &a, rendicontazione.Lettura{})
	require.ErrorIs(t, err, cassa.ErrDominio)
}

func TestRiconosci(t *testing.T) {
	lungo := `{"movimenti":[` + strings.Repeat(`{"id":"receiptId"},`, 1000)
	for testo, atteso := range map[string]string{
		leggiMT940: "MT940", leggiFlusso: "FLUSSO", leggiLista: "JSON", lungo: "JSON", "[]": "JSON", "{}": "JSON",
		`<e:Envelope><e:Body><p:paSendRTV2Request>`:                          "RICEVUTA",
		`<ppt:paaInviaRT><rt>AAAA</rt>`:                                      "RT",
		base64.StdEncoding.EncodeToString([]byte("<pay_i:RT></pay_i:RT>  ")): "RT",
		`<pay_i:RPT xmlns:pay_i="u">`:                                        "RPT",
		`{"fdr":"x"}`:                                                        "FDR3",
		`{"receiptId":"x","paymentAmount":12.50}`:                            "BIZEVENTS",
		`{"eventStatus":"DONE"}`:                                             "BIZEVENTS",
		`{"receiptId":"x","paymentAmount":"12.50"}`:                          "RICEVUTA",
		`{"idA2A":"a","rt":{"datiPagamento":{}}}`:                            "RICEVUTA",
		`{"datiPagamento":{}}`:                                               "RT",
		`{"idPendenza":"p","voci":[{"idVocePendenza":"1"}]}`:                 "JSON",
		`{"receiptId":"x","pspFiscalCode":"1","PSPCompanyName":"P"}`:         "RICEVUTA",
		`{"rpt":{"datiVersamento":{}}}`:                                      "RPT",
		`{"dateTime":"","eventCode":""}`:                                     "GDP",
		"PK\x03\x04":                                                         "ZIP",
		"":                                                                   "", "ciao": "", "<RTx/>": "", `<x a="RT ">`: "",
	} {
		r := rendicontazione.Riconosci([]byte(testo))
		require.Equal(t, atteso, string(r.Formato), testo)
		require.Equal(t, atteso == "" || atteso == "ZIP", r.Messaggio != "", testo)
	}
}

func FuzzLeggi(f *testing.F) {
	for _, s := range []string{leggiMT940, leggiFlusso, leggiLista, "<RT/>", `{"fdr":1}`, "%PDF", "PK\x03\x04", "", "[{}]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var a rendicontazione.Accumulatore
		d, _, err := rendicontazione.Leggi(strings.NewReader(string(b)), &a, leggiConti())
		in := a.Input()
		if d.Movimenti != len(in.Movimenti) || d.Flussi != len(in.Flussi) || d.Ricevute != len(in.Ricevute) || d.Pendenze != len(in.Pendenze) || d.Domini != len(in.Domini) {
			t.Fatalf("%+v, %d movements", d, len(in.Movimenti))
		}
		if err == nil && (d.Formato == "" || d.Rifiutate > 0) {
			t.Fatalf("%+v, %v", d, err)
		}
		in.Oggi = avviso.MustData("2026-04-24")
		if e := in.Valida(); e != nil {
			t.Fatal(strconv.Quote(string(b)), e)
		}
	})
}
