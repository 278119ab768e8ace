package carta_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

func documentoDi(t *testing.T, nome string) []byte {
	t.Helper()
	b, err := os.ReadFile("../campione/" + nome)
	require.NoError(t, err)
	return b
}

func TestTestoRicevuta(t *testing.T) {
	for _, c := range []struct {
		nome, documento      string
		cambia               []string // old and new, for strings.NewReplacer
		contiene, nonCompare []string
	}{
		{"RT", "rt.xml", nil, []string{
			"Ricevuta di pagamento", "Pagamento eseguito", "116,50 €", "03/05/2024 10:20", "RF18539007547034", "Comune di Prova", "Ufficio Tributi",
			"Piazza del Municipio 1, 10100 Prova (TO)", "Mario Rossi", "Eseguito da", "Pina Testa", "Banca di Prova", "BCITITMM",
			"Diritti di segreteria", "IUR-0001", "100,50 €", "Imposta di bollo", "16,00 €", "marca da bollo digitale", "Commissione (applicata da Banca di Prova)", "Totale 116,50 €",
		}, []string{"non attesta", "/TXT/"}},
		{"paSendRTV2", "pasendrtv2.xml", nil, []string{
			"Ricevuta di pagamento", "TARI e TEFA 2024", "121,00 €", "03/05/2024 23:59", "3010 0000 0000 0042 85", "01000000000004285",
			"b2c3d4e5f60718293a4b5c6d7e8f90a1", "Poste di Prova", "TEFA", "a favore di 01234567897", "5,00 €", "marca da bollo digitale", "WISP", "creditCard",
			"Importo parziale 121,00 €", "Commissione (applicata da Poste di Prova) 1,50 €", "Totale 122,50 €", "Data applicativa", "12345678903",
		}, []string{"non attesta"}},
		{
			"nothing paid", "rt.xml",
			[]string{
				"<codiceEsitoPagamento>0<", "<codiceEsitoPagamento>1<", "116.50", "0.00", "<singoloImportoPagato>100.50", "<singoloImportoPagato>0.00",
				"<singoloImportoPagato>16.00", "<singoloImportoPagato>0.00", "<esitoSingoloPagamento>ACCETTATA", "<esitoSingoloPagamento>RIFIUTATA",
				"<singoloImportoPagato>16.00</singoloImportoPagato>", "<singoloImportoPagato>0.00</singoloImportoPagato><esitoSingoloPagamento>RIFIUTATA</esitoSingoloPagamento>",
			},
			[]string{"Esito del pagamento", "Questo documento non attesta un pagamento", "0,00 €", "Data dell’esito", "esito: RIFIUTATA"},
			[]string{"Ricevuta di pagamento", "ente creditore ha ricevuto"},
		},
	} {
		t.Run(c.nome, func(t *testing.T) {
			r, note, err := carta.LeggiRicevuta([]byte(strings.NewReplacer(c.cambia...).Replace(string(documentoDi(t, c.documento)))), false)
			require.NoError(t, err)
			require.Empty(t, note)
			testo := testoDi(t, carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno}).PDF)
			for _, s := range c.contiene {
				require.Contains(t, testo, s)
			}
			for _, s := range c.nonCompare {
				require.NotContains(t, testo, s)
			}
		})
	}
}

func TestLeggiRicevuta(t *testing.T) {
	// In base64, as the messages carry it: tolerated with a warning, or refused.
	inBase64 := []byte(base64.StdEncoding.EncodeToString(documentoDi(t, "rt.xml")))
	r, note, err := carta.LeggiRicevuta(inBase64, false)
	require.NoError(t, err)
	require.NotEmpty(t, note)
	require.Equal(t, "RF18539007547034", r.IUV)
	_, _, err = carta.LeggiRicevuta(inBase64, true)
	require.Error(t, err)
	for _, nome := range []string{"rt.xml", "pasendrtv2.xml"} {
		_, _, err = carta.LeggiRicevuta(documentoDi(t, nome), true)
		require.NoError(t, err, nome)
	}
	for nome, s := range map[string]string{
		"empty": "", "not XML": "ciao", "another root": "<a/>", "cut short": string(documentoDi(t, "rt.xml")[:900]),
		"wrong amount": strings.Replace(string(documentoDi(t, "pasendrtv2.xml")), "121.00", "centoventuno", 1),
	} {
		_, _, err := carta.LeggiRicevuta([]byte(s), false)
		require.Error(t, err, nome)
	}
	_, _, err = carta.LeggiRicevuta([]byte("<a/>"), false)
	require.ErrorIs(t, err, rpt.ErrRadice)
}

// TestInvolucri: the same receipt in every wrapping, and the other kinds.
func TestInvolucri(t *testing.T) {
	rt, v2 := documentoDi(t, "rt.xml"), documentoDi(t, "pasendrtv2.xml")
	busta := func(corpo string) string {
		return `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>` + corpo + `</soapenv:Body></soapenv:Envelope>`
	}
	senzaTesta := func(b []byte) string {
		s := string(b)
		if strings.HasPrefix(s, "<?xml") {
			s = s[strings.Index(s, "?>")+2:]
		}
		return s
	}
	paaInviaRT := `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ppt="http://ws.pagamenti.telematici.gov/"><soapenv:Header>` +
		`<ppt:intestazionePPT><identificativoIntermediarioPA>12345678903</identificativoIntermediarioPA><identificativoStazioneIntermediarioPA>12345678903_01</identificativoStazioneIntermediarioPA>` +
		`<identificativoDominio>12345678903</identificativoDominio><identificativoUnivocoVersamento>RF18539007547034</identificativoUnivocoVersamento>` +
		`<codiceContestoPagamento>n/a</codiceContestoPagamento></ppt:intestazionePPT></soapenv:Header><soapenv:Body><ppt:paaInviaRT><tipoFirma></tipoFirma><rt>` +
		base64.StdEncoding.EncodeToString(rt) + `</rt></ppt:paaInviaRT></soapenv:Body></soapenv:Envelope>`
	biz := `{"receiptId":"b2c3d4e5f60718293a4b5c6d7e8f90a1","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",` +
		`"creditorReferenceId":"01000000000004285","paymentAmount":121.00,"description":"TARI 2024","companyName":"Comune di Prova",` +
		`"debtor":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"RSSMRA74D22A001Q","fullName":"Mario Rossi"},` +
		`"transferList":[{"idTransfer":1,"transferAmount":121.00,"fiscalCodePA":"12345678903","iban":"IT60X0542811101000000123456",` +
		`"remittanceInformation":"TARI","transferCategory":"9/0101002IM/"}],"idPSP":"BPPIITRRXXX","pspCompanyName":"Poste di Prova","pspFiscalCode":"12345678903",` +
		`"idChannel":"97103880585_01","channelDescription":"WISP","paymentMethod":"creditCard","fee":1.50,"paymentDateTime":"2024-05-03T23:59:00","applicationDate":"2024-05-03"}`
	v1, err := os.ReadFile("../../../rpt/testdata/pasendrt.xml")
	require.NoError(t, err)
	ricevuta := biz[:len(biz)-1] + `,"PSPCompanyName":"Poste di Prova"}`
	ricevuta = strings.NewReplacer(`"pspCompanyName":"Poste di Prova",`, "", `"iban"`, `"IBAN"`).Replace(ricevuta)
	enteV1 := `{"idA2A":"GEST","idPendenza":"1","rpt":null,"rt":` + ricevuta + `,"riscossioni":null}`
	enteV2 := `{"dominio":{"idDominio":"12345678903"},"iuv":"RF18539007547034","idRicevuta":"n/a","importo":116.50,"esito":"ESEGUITO","pendenza":{"idA2A":"GEST",` +
		`"idPendenza":"1","causale":"Diritti","voci":[]},"rt":{"tipo":"ctRicevutaTelematica","xml":"` + base64.StdEncoding.EncodeToString(rt) + `"}}`
	for nome, c := range map[string]struct{ documento, iuv string }{
		"paSendRT":            {string(v1), "01000000000004285"},
		"paSendRT in SOAP":    {busta(senzaTesta(v1)), "01000000000004285"},
		"GovPay, JSON":        {ricevuta, "01000000000004285"},
		"GovPay, Ente v1":     {enteV1, "01000000000004285"},
		"GovPay, Ente v2":     {enteV2, "RF18539007547034"},
		"RT":                  {string(rt), "RF18539007547034"},
		"RT in base64":        {base64.StdEncoding.EncodeToString(rt), "RF18539007547034"},
		"paaInviaRT":          {paaInviaRT, "RF18539007547034"},
		"paSendRTV2":          {string(v2), "01000000000004285"},
		"paSendRTV2, base64":  {base64.StdEncoding.EncodeToString(v2), "01000000000004285"},
		"paSendRTV2 in SOAP":  {busta(senzaTesta(v2)), "01000000000004285"},
		"BizEvents":           {biz, "01000000000004285"},
		"BizEvents in base64": {base64.StdEncoding.EncodeToString([]byte(biz)), "01000000000004285"},
	} {
		t.Run(nome, func(t *testing.T) {
			r, _, err := carta.LeggiRicevuta([]byte(c.documento), false)
			require.NoError(t, err)
			e := carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno})
			require.Equal(t, 1, e.Pagine)
			testo := testoDi(t, e.PDF)
			require.Contains(t, testo, c.iuv)
			require.Contains(t, testo, "Ricevuta di pagamento")
			paroleAPosto(t, e.PDF)
			margini(t, pagineDi(t, e.PDF, 75)[0], 75)
			accessibile(t, e.PDF)
		})
	}
	for nome, documento := range map[string]string{
		"an attempt":      `{"idA2A":"GEST","idPendenza":"1","rpt":null,"rt":null,"riscossioni":[]}`,
		"without receipt": strings.Replace(enteV1, `"rt":{`, `"rpp":{`, 1),
	} {
		_, _, err := carta.LeggiRicevuta([]byte(documento), false)
		require.Error(t, err, nome)
	}
	_, _, err = carta.LeggiRicevuta([]byte(enteV2), true)
	require.Error(t, err, "strictly, the document alone")
}

// TestRicevutaParziale: what was not paid is told item by item, and an empty text that
// nothing needs keeps no receipt from being printed.
func TestRicevutaParziale(t *testing.T) {
	rt := string(documentoDi(t, "rt.xml"))
	for _, c := range [][2]string{
		{"<codiceEsitoPagamento>0<", "<codiceEsitoPagamento>2<"},
		{"<importoTotalePagato>116.50<", "<importoTotalePagato>100.50<"},
		{"<singoloImportoPagato>16.00</singoloImportoPagato>", "<singoloImportoPagato>0.00</singoloImportoPagato><esitoSingoloPagamento>RIFIUTATA</esitoSingoloPagamento>"},
	} {
		require.Contains(t, rt, c[0])
		rt = strings.Replace(rt, c[0], c[1], 1)
	}
	rt = regexp.MustCompile(`<datiSpecificiRiscossione>[^<]*<`).ReplaceAllString(rt, "<datiSpecificiRiscossione><")
	r, note, err := carta.LeggiRicevuta([]byte(rt), false)
	require.NoError(t, err)
	require.Contains(t, note[0], "TESTO_VUOTO")
	testo := testoDi(t, carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno}).PDF)
	for _, s := range []string{"Ricevuta di pagamento", "Pagamento parzialmente eseguito", "100,50 €", "esito: RIFIUTATA", "0,00 €"} {
		require.Contains(t, testo, s)
	}
	_, _, err = carta.LeggiRicevuta([]byte(rt), true)
	require.Error(t, err)
}

// TestOrdineRicevuta: what a screen reader reads of a receipt, its items as a table.
func TestOrdineRicevuta(t *testing.T) {
	r, _, err := carta.LeggiRicevuta(documentoDi(t, "pasendrtv2.xml"), true)
	require.NoError(t, err)
	e := carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno})
	albero, _ := accessibile(t, e.PDF)
	require.Equal(t, []string{
		"P pagoPA", "P RICEVUTA DI PAGAMENTO", "H1 Ricevuta di pagamento", "H2 ESITO", "P Pagamento eseguito", "P Totale 122,50 €",
		"P Data e ora dell’operazione 03/05/2024 23:59", "P Data applicativa 03/05/2024", "H2 RIFERIMENTI", "P Oggetto del pagamento TARI e TEFA 2024",
	}, albero.righe()[:10])
	tabella := albero.tutti("Table")
	require.Len(t, tabella, 1)
	var celle []string
	for _, c := range tabella[0].tutti("TH", "TD") {
		celle = append(celle, strings.TrimSpace(c.testo))
	}
	require.Equal(t, []string{"Causale", "IUR", "Importo", "TARI a favore di Comune di Prova, 12345678903", "b2c3d4e5f60718293a4b5c6d7e8f90a1", "100,00 €"}, celle[:6])
	e = carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno, Stemma: func(avviso.IdDominio) *carta.Immagine { return figura(t, 100, 100) }})
	albero, _ = accessibile(t, e.PDF)
	require.Equal(t, "Stemma di Comune di Prova", albero.tutti("Figure")[0].alt)
}

// TestRicevutaLunga: many items go on further pages, under a header that is read once.
func TestRicevutaLunga(t *testing.T) {
	q, err := carta.ParseQuietanza(documentoDi(t, "quietanza.json"))
	require.NoError(t, err)
	for i := range 60 {
		q.Voci = append(q.Voci, carta.VoceQuietanza{Causale: fmt.Sprintf("Voce %d %s", i, strings.Repeat("di causale lunga ", i%9)), Importo: avviso.MustImporto("1.00"), IUR: strings.Repeat("A", i)})
	}
	e := carta.ComponiQuietanza(q, carta.Scelte{Giorno: giorno})
	require.Greater(t, e.Pagine, 2)
	paroleAPosto(t, e.PDF)
	albero, _ := accessibile(t, e.PDF)
	require.Len(t, albero.tutti("H1"), 1)
	require.Len(t, albero.tutti("TR"), 1+len(q.Voci))
	require.Len(t, albero.tutti("TH"), 3)
}

// TestQuietanza: the body's discharge, from its JSON and from a position.
func TestQuietanza(t *testing.T) {
	b := documentoDi(t, "quietanza.json")
	q, err := carta.ParseQuietanza(b)
	require.NoError(t, err)
	require.Equal(t, "quietanza_00429440068_301000000000004285", q.Nome())
	e := carta.ComponiQuietanza(q, carta.Scelte{Giorno: giorno})
	require.Equal(t, 1, e.Pagine)
	testo := testoDi(t, e.PDF)
	for _, s := range []string{
		"Quietanza di pagamento", "QUIETANZA N. 2024/15", "07/05/2024",
		"Comune di Vattelapesca attesta di avere riscosso da Mario Rossi, codice fiscale RSSMRA74D22A001Q, la somma di euro 105,00 a saldo di: Tassa sui rifiuti 2024.",
		"Pagamento eseguito da Pino Test", "TEFA 2024", "b2c3d4e5f60718293a4b5c6d7e8f90a1", "3010 0000 0000 0042 85", "01000000000004285", "Poste di Prova",
		"03/05/2024", "06/05/2024", "Provvisorio 2024/1187", "Esente da imposta di bollo.", "Il responsabile del servizio",
	} {
		require.Contains(t, testo, s)
	}
	paroleAPosto(t, e.PDF)
	accessibile(t, e.PDF)
	for _, c := range [][2]string{
		{`"dataIncasso": "2024-05-06"`, `"dataIncasso": "2024-05-08"`},
		{`"riferimentoIncasso": "Provvisorio 2024/1187",`, ``},
		{`"5.00"`, `"0.00"`},
		{`"numero":`, `"numer":`},
		{"301000000000004285", "30100000000000428"},
	} {
		_, err := carta.ParseQuietanza([]byte(strings.Replace(string(b), c[0], c[1], 1)))
		require.Error(t, err, c[0])
	}
	p := pendenza.Pendenza{
		IdDominio: q.Ente.IdDominio, Causale: "Tassa sui rifiuti 2024", Importo: avviso.MustImporto("105.00"), NumeroAvviso: numero(t, 1),
		SoggettoPagatore: &pendenza.SoggettoPagatore{Identificativo: "RSSMRA74D22A001Q", Anagrafica: "Mario Rossi"},
		Voci:             []pendenza.Voce{{Importo: avviso.MustImporto("105.00"), Descrizione: "TARI"}},
		Pagamenti:        []pendenza.Pagamento{{IUR: "IUR-1", Indice: 1, Importo: avviso.MustImporto("105.00"), Data: avviso.MustData("2024-05-03"), Incassato: true}},
		Stato:            pendenza.Eseguita,
	}
	_, err = carta.NuovaQuietanza(q, &p)
	require.Error(t, err, "paid, and not collected")
	p.Stato = pendenza.Incassata
	nuova, err := carta.NuovaQuietanza(q, &p)
	require.NoError(t, err)
	require.Equal(t, []carta.VoceQuietanza{{Causale: "TARI", Importo: avviso.MustImporto("105.00"), IUR: "IUR-1"}}, nuova.Voci)
}
