package notifica_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rpt"
)

const (
	rtA = `{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",` +
		`"creditorReferenceId":"01000000000004285","paymentAmount":"100.00","description":"TARI 2026 rata unica","companyName":"Comune di Prova","officeName":null,` +
		`"debtor":{"uniqueIdentifier":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V"},"fullName":"Pino Test"},` +
		`"transferList":{"transfer":[{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456",` +
		`"remittanceInformation":"/RFB/01000000000004285/100.00","transferCategory":"9/0101002IM/","metadata":null}]},"idPSP":"BCITITMM",` +
		`"PSPCompanyName":"Banca di Prova","idChannel":"c","channelDescription":"d","payer":null,"paymentDateTime":"2026-03-10T10:20:00","metadata":null}`
	rtB = `{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",` +
		`"creditorReferenceId":"01000000000004285","paymentAmount":"100.00","description":"TARI 2026 rata unica","companyName":"Comune di Prova",` +
		`"debtor":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V","fullName":"Pino Test"},` +
		`"transferList":[{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456",` +
		`"remittanceInformation":"/RFB/01000000000004285/100.00","transferCategory":"9/0101002IM/"}],"idPSP":"BCITITMM",` +
		`"PSPCompanyName":"Banca di Prova","idChannel":"c","channelDescription":"d","paymentDateTime":"2026-03-10T10:20:00"}`
	riscossioni = `[{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-01","indice":1,"pendenza":"/pendenze/GEST/P1","idVocePendenza":"1",` +
		`"rpp":"/rpp/12345678903/01000000000004285/r-01","stato":"RISCOSSA","tipo":"ENTRATA","importo":100.0,"data":"2026-03-10","commissioni":null,"allegato":null}]`
	richiesta = `{"creditorReferenceId":"01000000000004285","paymentAmount":"100.00","dueDate":"2026-06-30","description":"TARI 2026 rata unica","companyName":"Comune di Prova",` +
		`"debtor":{"uniqueIdentifier":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V"},"fullName":"Pino Test"},` +
		`"transferList":{"transfer":[{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","companyName":"Comune di Prova","IBAN":"IT60X0542811101000000123456",` +
		`"remittanceInformation":"/RFB/01000000000004285/100.00","transferCategory":"9/0101002IM/"}]}}`
)

func v1(rpt, rt, riscosse string) string {
	return `{"idA2A":"GEST","idPendenza":"P1","rpt":` + rpt + `,"rt":` + rt + `,"riscossioni":` + riscosse + `}`
}

var (
	iuv      = avviso.MustIUV("01000000000004285")
	chiamata = notifica.Percorso{IdDominio: avviso.MustIdDominio("12345678903"), IUV: iuv}
	cento    = avviso.ImportoDaCentesimi(10000)
)

func posizione(t *testing.T) pendenza.Pendenza {
	t.Helper()
	p, err := pendenza.ParsePendenza([]byte(`{"idA2A":"GEST","idPendenza":"P1","idDominio":"12345678903","causale":"TARI 2026 rata unica","importo":100.00,` +
		`"numeroAvviso":"301000000000004285","voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}],"stato":"NON_ESEGUITA","versione":1}`))
	require.NoError(t, err)
	return p
}

func leggi(t *testing.T, testo string) (notifica.Notifica, []avviso.Avvertenza) {
	t.Helper()
	n, a, err := notifica.Leggi(chiamata, []byte(testo))
	require.NoError(t, err)
	return n, a
}

func codici(a []avviso.Avvertenza) []string {
	var c []string
	for _, x := range a {
		c = append(c, string(x.Codice))
	}
	return c
}

var pagata = pendenza.Ricevuta{
	IUV: iuv, CCP: "r-01", Esito: rpt.PagamentoEseguito, Data: avviso.MustData("2026-03-10"),
	Voci: []pendenza.VoceRicevuta{{Indice: 1, IUR: "r-01", Importo: cento, Tipo: avviso.Entrata}},
}

// A notification of version 1 with its receipt, in both spellings.
func TestEnteV1Pagata(t *testing.T) {
	p := posizione(t)
	var prima notifica.Notifica
	for i, rt := range []string{rtA, rtB} {
		testo := v1("null", rt, riscossioni)
		n, a := leggi(t, testo)
		require.Empty(t, a)
		require.Equal(t, notifica.EnteV1, n.Formato)
		require.Equal(t, notifica.Chiave{IdDominio: chiamata.IdDominio, IUV: iuv, CCP: "r-01"}, n.Chiave())
		for _, q := range []*pendenza.Pendenza{nil, &p} {
			f := n.Fatti(q, time.Time{})
			require.Empty(t, f.Avvertenze)
			require.Equal(t, []pendenza.Evento{pagata}, f.Eventi)
			require.Len(t, f.Voci, 1)
			require.Equal(t, avviso.Indice(1), f.Voci[0].Voce)
			require.Equal(t, "/rpp/12345678903/01000000000004285/r-01", f.Voci[0].RPP)
		}
		dopo, _, err := p.Applica(n.Fatti(&p, time.Time{}).Eventi[0], pendenza.Opzioni{})
		require.NoError(t, err)
		require.Equal(t, pendenza.Eseguita, dopo.Stato)
		s, err := notifica.Parse(chiamata, []byte(testo))
		require.NoError(t, err)
		require.Equal(t, n.Fatti(nil, time.Time{}), s.Fatti(nil, time.Time{}))
		if i == 1 {
			uguale, err := n.Ripetuta(&prima)
			require.NoError(t, err)
			require.True(t, uguale, "another spelling says the same")
		}
		prima = n
	}
}

// A receipt KO has no items; a notification without receipt starts an attempt.
func TestEnteV1NonPagata(t *testing.T) {
	ko := strings.NewReplacer(`"OK"`, `"KO"`, `"100.00"`, `"0.00"`).Replace(rtA)
	n, _ := leggi(t, v1(richiesta, ko, "null"))
	f := n.Fatti(nil, time.Time{})
	require.Empty(t, f.Avvertenze)
	require.Equal(t, []pendenza.Evento{pendenza.Ricevuta{IUV: iuv, CCP: "r-01", Esito: rpt.PagamentoNonEseguito, Data: avviso.MustData("2026-03-10")}}, f.Eventi)

	adesso := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	n, a := leggi(t, v1(richiesta, "null", "null"))
	require.Empty(t, a)
	f = n.Fatti(nil, adesso)
	require.Equal(t, []pendenza.Evento{pendenza.AvviaTentativo{IUV: iuv, Adesso: adesso}}, f.Eventi)
	require.Equal(t, []string{"CCP_ASSENTE"}, codici(f.Avvertenze))
}

// The same again has no effect, whatever the order of its members; another amount is
// DIVERSA, and does not add up.
func TestRipetuta(t *testing.T) {
	prima, _ := leggi(t, v1("null", rtA, riscossioni))
	ancora, _ := leggi(t, `{"riscossioni":`+riscossioni+`,"idPendenza":"P1","rt":`+rtA+`,"idA2A":"GEST"}`)
	uguale, err := ancora.Ripetuta(&prima)
	require.NoError(t, err)
	require.True(t, uguale)
	altra, _ := leggi(t, v1("null", rtA, strings.Replace(riscossioni, "100.0", "99.00", 1)))
	_, err = altra.Ripetuta(&prima)
	require.ErrorIs(t, err, notifica.ErrDiversa)
	r, ok := avviso.RilievoDi(err)
	require.True(t, ok)
	require.Equal(t, notifica.CodiceDiversa, r.Codice)
	f := altra.Fatti(nil, time.Time{})
	require.Equal(t, []string{"SOMMA"}, codici(f.Avvertenze))
	require.Equal(t, cento, f.Eventi[0].(pendenza.Ricevuta).Voci[0].Importo, "the event follows the receipt")
	iniziata, _ := leggi(t, v1(richiesta, "null", "null"))
	uguale, err = prima.Ripetuta(&iniziata)
	require.NoError(t, err)
	require.False(t, uguale)
	_, err = (*notifica.Notifica)(nil).Ripetuta(nil)
	require.ErrorIs(t, err, avviso.ErrNullo)
}

// Where the parts disagree the receipt is followed.
func TestDisaccordi(t *testing.T) {
	tests := []struct {
		nome, testo string
		codice      string
		voci        int
	}{
		{"iur", v1("null", rtA, strings.Replace(riscossioni, `"iur":"r-01"`, `"iur":"r-02"`, 1)), "IUR", 1},
		{"KO with items", v1("null", strings.NewReplacer(`"OK"`, `"KO"`).Replace(rtA), riscossioni), "ESITO", 0},
		{"no receipt", v1(richiesta, "null", riscossioni), "RT_ASSENTE", 1},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			n, _ := leggi(t, tt.testo)
			f := n.Fatti(nil, time.Time{})
			require.Equal(t, []string{tt.codice}, codici(f.Avvertenze))
			e := f.Eventi[0].(pendenza.Ricevuta)
			require.Len(t, e.Voci, tt.voci)
			if tt.voci > 0 {
				require.Equal(t, "r-01", e.Voci[0].IUR)
			}
		})
	}
	p := posizione(t)
	p.Voci = append(p.Voci, pendenza.Voce{IDVocePendenza: "2", Importo: cento})
	n, _ := leggi(t, v1("null", "null", riscossioni))
	require.Equal(t, rpt.PagamentoParzialmenteEseguito, n.Fatti(&p, time.Time{}).Eventi[0].(pendenza.Ricevuta).Esito)
	p.Voci = p.Voci[:1]
	require.Equal(t, rpt.PagamentoEseguito, n.Fatti(&p, time.Time{}).Eventi[0].(pendenza.Ricevuta).Esito)

	estranea := strings.Replace(riscossioni, "GEST/P1", "GEST/P9", 1)
	n, _ = leggi(t, v1("null", rtA, strings.TrimSuffix(riscossioni, "]")+","+strings.TrimPrefix(strings.Replace(estranea, "r-01", "r-09", 1), "[")))
	f := n.Fatti(nil, time.Time{})
	require.Empty(t, f.Avvertenze)
	require.Len(t, f.Voci, 2)
	require.True(t, f.Voci[1].Estranea)
	require.Equal(t, []pendenza.Evento{pagata}, f.Eventi)

	altra := chiamata
	altra.IUV = avviso.MustIUV("01000000000500122")
	n, a, err := notifica.Leggi(altra, []byte(v1("null", rtA, riscossioni)))
	require.NoError(t, err)
	require.Equal(t, []string{"CHIAVE"}, codici(a))
	require.Equal(t, iuv, n.IUV, "the body wins")
}

const ricevutaXML = `<?xml version="1.0" encoding="UTF-8"?><p:paSendRTV2Request xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><idPA>12345678903</idPA><idBrokerPA>12345678903</idBrokerPA><idStation>12345678903_01</idStation>` +
	`<receipt><receiptId>r-02</receiptId><noticeNumber>301000000000500122</noticeNumber><fiscalCode>12345678903</fiscalCode><outcome>OK</outcome><creditorReferenceId>01000000000500122</creditorReferenceId>` +
	`<paymentAmount>84.00</paymentAmount><description>TARI e TEFA</description><companyName>Comune di Prova</companyName><debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>` +
	`<entityUniqueIdentifierValue>TSTPNI70D01L219V</entityUniqueIdentifierValue></uniqueIdentifier><fullName>Pino Test</fullName></debtor><transferList>` +
	`<transfer><idTransfer>1</idTransfer><transferAmount>80.00</transferAmount><fiscalCodePA>12345678903</fiscalCodePA><companyName>Comune di Prova</companyName><IBAN>IT60X0542811101000000123456</IBAN><remittanceInformation>TARI</remittanceInformation><transferCategory>9/0101002IM/</transferCategory></transfer>` +
	`<transfer><idTransfer>2</idTransfer><transferAmount>4.00</transferAmount><fiscalCodePA>98765432103</fiscalCodePA><companyName>Altro ente</companyName><IBAN>IT24D0542811101000000654321</IBAN><remittanceInformation>TEFA</remittanceInformation><transferCategory>9/0101002IM/</transferCategory></transfer></transferList>` +
	`<idPSP>BCITITMM</idPSP><PSPCompanyName>Banca di Prova</PSPCompanyName><idChannel>c</idChannel><channelDescription>d</channelDescription><paymentDateTime>2026-03-10T10:20:00</paymentDateTime></receipt></p:paSendRTV2Request>`

func v2() string {
	return `{"dominio":{"idDominio":"12345678903","ragioneSociale":"Comune di Prova"},"iuv":"01000000000500122","idRicevuta":"r-02","importo":84.00,"esito":"ESEGUITO",` +
		`"istitutoAttestante":{"idPSP":"BCITITMM","denominazione":"Banca di Prova","idCanale":"c","descrizione":"d"},` +
		`"pendenza":{"idA2A":"GEST","idPendenza":"P2","dominio":{"idDominio":"12345678903"},"unitaOperativa":null,"causale":"TARI e TEFA","importo":84.00,"voci":[` +
		`{"idVocePendenza":"v1","descrizione":"TARI","riscossione":{"iuv":"01000000000500122","iur":"r-02","indice":1,"tipo":"ENTRATA","importo":80.00,"data":"2026-03-10"}},` +
		`{"idVocePendenza":"v2","descrizione":"TEFA","riscossione":{"idDominio":"98765432103","iuv":"01000000000500122","iur":"r-02","indice":2,"tipo":"ENTRATA","importo":4.00,"data":"2026-03-10"}}]},` +
		`"data":"2026-03-10T10:20:00+01:00","dataPagamento":"2026-03-10","rt":{"tipo":"ctReceipt","xml":"` + base64.StdEncoding.EncodeToString([]byte(ricevutaXML)) + `"},"modello":"Pagamento ad iniziativa PSP"}`
}

// A receipt of version 2: the items by idVocePendenza, the receipt from its XML.
func TestEnteV2(t *testing.T) {
	n, a, err := notifica.Leggi(notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: avviso.MustIUV("01000000000500122"), IDRicevuta: "r-02"}, []byte(v2()))
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, notifica.EnteV2, n.Formato)
	require.Equal(t, rpt.V2, n.RT.Versione)
	require.Equal(t, "r-02", n.RT.Ricevuta.Receipt.ReceiptID)
	require.Equal(t, avviso.MustDataOra("2026-03-10T10:20:00"), n.Ricevuta.DataOra)
	p := posizione(t)
	p.Voci = []pendenza.Voce{{IDVocePendenza: "v2"}, {IDVocePendenza: "v1"}} // the place is told by the name
	e := n.Fatti(&p, time.Time{}).Eventi[0].(pendenza.Ricevuta)
	require.Equal(t, []pendenza.VoceRicevuta{
		{Indice: 2, IUR: "r-02", Importo: avviso.ImportoDaCentesimi(8000), Tipo: avviso.Entrata},
		{Indice: 1, IUR: "r-02", Importo: avviso.ImportoDaCentesimi(400), Tipo: avviso.Entrata},
	}, e.Voci)
	f := n.Fatti(nil, time.Time{})
	require.Empty(t, f.Avvertenze)
	require.Equal(t, avviso.Indice(1), f.Eventi[0].(pendenza.Ricevuta).Voci[0].Indice)
	require.Equal(t, rpt.PagamentoEseguito, f.Eventi[0].(pendenza.Ricevuta).Esito)
	require.Equal(t, "98765432103", f.Voci[1].IdDominio.String())

	_, a, err = notifica.Leggi(notifica.Percorso{IDRicevuta: "altra"}, []byte(v2()))
	require.NoError(t, err)
	require.Contains(t, codici(a), "CHIAVE")
	diversa := strings.Replace(v2(), `"xml":`, `"json":`+rtA+`,"xml":`, 1)
	_, a, err = notifica.Leggi(notifica.Percorso{}, []byte(diversa))
	require.NoError(t, err)
	require.Equal(t, []string{"RT_DIVERSA"}, codici(a))
	_, err = notifica.Parse(notifica.Percorso{}, []byte(v2()))
	require.NoError(t, err)
	n, a, err = notifica.Leggi(notifica.Percorso{}, []byte(strings.Replace(v2(), `{"idDominio":"12345678903","ragioneSociale":"Comune di Prova"}`, `"12345678903"`, 1)))
	require.NoError(t, err)
	require.Equal(t, []string{"TIPO"}, codici(a))
	require.Equal(t, "12345678903", n.IdDominio.String())
}

// The outcome of a row is told by its name, by a number or by a digit.
func TestRendicontazione(t *testing.T) {
	testo := `{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-09","indice":1,"importo":100.00,"esito":%,"data":"2026-03-10","idFlusso":"2026-03-10BCITITMM-1",` +
		`"dataFlusso":"2026-03-11T08:00:00","trn":"TRN1","dataRegolamento":"2026-03-11","idPsp":"BCITITMM"}`
	var prima *notifica.Rendicontazione
	for _, esito := range []string{`9`, `"ESEGUITO_SENZA_RPT"`, `"9"`} {
		n, a, err := notifica.Leggi(notifica.Percorso{}, []byte(strings.Replace(testo, "%", esito, 1)))
		require.NoError(t, err)
		require.Empty(t, a)
		require.Equal(t, notifica.EnteV2Rendicontazione, n.Formato)
		if prima == nil {
			prima = n.Rendicontazione
		}
		require.Equal(t, prima, n.Rendicontazione)
		require.Equal(t, []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: "r-09", Importo: cento, Data: avviso.MustData("2026-03-10")}}, n.Fatti(nil, time.Time{}).Eventi)
		p := posizione(t)
		p.Pagamenti = []pendenza.Pagamento{{IUR: "r-09"}}
		require.Empty(t, n.Fatti(&p, time.Time{}).Eventi, "its receipt is there")
	}
	_, err := notifica.Parse(notifica.Percorso{}, []byte(strings.Replace(testo, "%", "7", 1)))
	require.ErrorIs(t, err, pendenza.ErrNonValida)
	n, _, err := notifica.Leggi(notifica.Percorso{}, []byte(strings.Replace(testo, "%", "0", 1)))
	require.NoError(t, err)
	require.Empty(t, n.Fatti(nil, time.Time{}).Eventi)
}

func TestAltriFormati(t *testing.T) {
	n, _, err := notifica.Leggi(chiamata, []byte(`{"codice":"PAA","motivazione":"scaduto"}`))
	require.NoError(t, err)
	require.Equal(t, notifica.EnteV1Annullo, n.Formato)
	require.Equal(t, &notifica.Annullo{Codice: "PAA", Motivazione: "scaduto"}, n.Annullo)
	require.Empty(t, n.Fatti(nil, time.Time{}).Eventi)
	n, _, err = notifica.Leggi(notifica.Percorso{}, []byte(`{"versione":"1.0","rpt":null,"rt":"`+base64.StdEncoding.EncodeToString([]byte(ricevutaXML))+`"}`))
	require.NoError(t, err)
	require.Equal(t, notifica.RPPV1, n.Formato)
	e := n.Fatti(nil, time.Time{}).Eventi[0].(pendenza.Ricevuta)
	require.Len(t, e.Voci, 2)
	require.Equal(t, "01000000000500122", e.IUV.String())
}

func TestRifiuti(t *testing.T) {
	for testo, codice := range map[string]avviso.Codice{
		``:                               "JSON",
		`[]`:                             "TIPO",
		`{"idA2A":"A","idA2A":"B"}`:      "MEMBRO",
		`{"IDA2A":"A","idPendenza":"P"}`: "MEMBRO",
	} {
		for _, leggi := range []func() error{
			func() error { _, err := notifica.Parse(chiamata, []byte(testo)); return err },
			func() error { _, _, err := notifica.Leggi(chiamata, []byte(testo)); return err },
		} {
			err := leggi()
			require.ErrorIs(t, err, pendenza.ErrDocumento, testo)
			var e *pendenza.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, codice, e.Codice, testo)
		}
	}
	_, err := notifica.Parse(chiamata, []byte(`{"idA2A":"GEST","x":1,"riscossioni":[{"importo":-1,"y":2}]}`))
	var nv *pendenza.NonValida
	require.ErrorAs(t, err, &nv)
	var campi []string
	for _, v := range nv.Violazioni {
		campi = append(campi, string(v.Codice)+" "+v.Campo)
	}
	require.Subset(t, campi, []string{"MEMBRO x", "MIN riscossioni[0].importo", "MEMBRO riscossioni[0].y", "OBBLIGATORIO riscossioni[0].iur", "OBBLIGATORIO idPendenza"})
	_, _, err = notifica.Leggi(chiamata, []byte(v1("null", `{"receiptId":"x"}`, "null")))
	var e *pendenza.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, "rt.fiscalCode", e.Campo)
	n, a := leggi(t, `{"colore":{"a":1.50},"idA2A":"GEST","idPendenza":"P1"}`)
	require.Equal(t, []string{"MEMBRO"}, codici(a))
	b, err := n.Append(nil)
	require.NoError(t, err)
	require.Contains(t, string(b), `"colore":{"a":1.50}`)
}

// What a gateway sends is what the application reads.
func TestScrivi(t *testing.T) {
	p := posizione(t)
	rt, err := rpt.ParseDocumento([]byte(rtA))
	require.NoError(t, err)
	chiesta, err := rpt.ParseDocumento([]byte(richiesta))
	require.NoError(t, err)
	n, err := notifica.NuovaV1(&p, &chiesta, &rt)
	require.NoError(t, err)
	b, err := n.Append(nil)
	require.NoError(t, err)
	require.True(t, json.Valid(b))
	letta, err := notifica.Parse(chiamata, b)
	require.NoError(t, err)
	require.Equal(t, []pendenza.Evento{pagata}, letta.Fatti(&p, time.Time{}).Eventi)
	uguale, err := letta.Ripetuta(&n)
	require.NoError(t, err)
	require.True(t, uguale)
	metodo, percorso := n.Chiamata()
	require.Equal(t, "POST /pagamenti/12345678903/01000000000004285", metodo+" "+percorso)

	n, err = notifica.NuovaV1(&p, &chiesta, nil)
	require.NoError(t, err)
	b, err = n.Append(nil)
	require.NoError(t, err)
	require.Contains(t, string(b), `"rt":null,"riscossioni":null`)

	n, err = notifica.NuovaV2(&p, &chiesta, &rt)
	require.NoError(t, err)
	n.IDSession = "s 1"
	b, err = n.Append(nil)
	require.NoError(t, err)
	letta, err = notifica.Parse(notifica.Percorso{}, b)
	require.NoError(t, err, "%s", b)
	require.Equal(t, []pendenza.Evento{pagata}, letta.Fatti(&p, time.Time{}).Eventi)
	metodo, percorso = n.Chiamata()
	require.Equal(t, "PUT /ricevute/12345678903/01000000000004285/r-01?idSession=s+1", metodo+" "+percorso)
	_, err = notifica.NuovaV2(&p, &chiesta, nil)
	require.ErrorIs(t, err, avviso.ErrNullo)
	_, err = (&notifica.Notifica{}).Append(nil)
	require.ErrorIs(t, err, pendenza.ErrNome)
	_, err = (*notifica.Notifica)(nil).Append(nil)
	require.ErrorIs(t, err, avviso.ErrNullo)
	require.Zero(t, (*notifica.Notifica)(nil).Chiave())
	require.NotPanics(t, func() { (*notifica.Notifica)(nil).Fatti(nil, time.Time{}) })
}

// FuzzNotifica: what the strict door takes is written, and read again as a repetition.
func FuzzNotifica(f *testing.F) {
	for _, s := range []string{
		v1("null", rtA, riscossioni), v1(richiesta, "null", "null"), v1("null", rtB, "null"), v2(), `{"codice":"a","motivazione":"b"}`,
		`{"versione":1,"rt":"` + base64.StdEncoding.EncodeToString([]byte(ricevutaXML)) + `"}`,
		`{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-09","indice":1,"importo":100.00,"esito":9,"data":"2026-03-10","idFlusso":"2026-03-10BCITITMM-1","dataFlusso":"2026-03-11T08:00:00","trn":"T","dataRegolamento":"2026-03-11"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if lenta, _, err := notifica.Leggi(notifica.Percorso{}, b); err == nil {
			_ = lenta.Fatti(nil, time.Time{})
			_, _ = lenta.Append(nil)
		}
		n, err := notifica.Parse(notifica.Percorso{}, b)
		if err != nil {
			_, ok := avviso.RilievoDi(err)
			require.True(t, ok)
			return
		}
		scritta, err := n.Append(nil)
		require.NoError(t, err)
		letta, err := notifica.Parse(notifica.Percorso{}, scritta)
		require.NoError(t, err, "%s", scritta)
		uguale, err := letta.Ripetuta(&n)
		require.NoError(t, err, "%s", scritta)
		require.True(t, uguale)
	})
}

// The path that a notification is sent to is read back.
func TestPercorso(t *testing.T) {
	p := notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: iuv, IDRicevuta: "r 1", IDSession: "s&1", IDCarrello: "c"}
	for _, f := range []notifica.Formato{notifica.EnteV1, notifica.EnteV1Annullo, notifica.EnteV2, notifica.RPPV1} {
		n := notifica.Notifica{Percorso: p, Formato: f}
		_, percorso := n.Chiamata()
		letto, err := notifica.ParsePercorso("https://ente.example/api/v1" + percorso)
		require.NoError(t, err, percorso)
		atteso := p
		switch f {
		case notifica.EnteV1:
			atteso.IDRicevuta = ""
		case notifica.EnteV1Annullo, notifica.RPPV1:
			if !strings.Contains(percorso, "?") {
				atteso.IDSession, atteso.IDCarrello = "", ""
			}
		}
		require.Equal(t, atteso, letto, percorso)
	}
	letto, err := notifica.ParsePercorso("/rendicontazioni")
	require.NoError(t, err)
	require.Zero(t, letto)
	for _, s := range []string{
		"", "/altro", "/pagamenti/12345678903", "/pagamenti/1/2", "/pagamenti/12345678903/?", "/ricevute/12345678903/1", "/pagamenti/12345678903/1?idSession=a&idSession=b",
		"/pagamenti/12345678903/1?idSession=", "/pagamenti/12345678903/1?idSession=" + strings.Repeat("x", 36), "%zz", "/pagamenti/12345678903/1?%zz",
	} {
		_, err := notifica.ParsePercorso(s)
		require.ErrorIs(t, err, pendenza.ErrDocumento, s)
	}
}
