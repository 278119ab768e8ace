package sessione_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

const (
	carrelloDue = `{"pendenze":[{"idA2A":"GEST","idPendenza":"P1"},{"idDominio":"12345678903","numeroAvviso":"301000000000500122"}],"urlRitorno":"https://portale.example/esito"}`
	datiP1      = `{"idA2A":"GEST","idPendenza":"P1","idDominio":"12345678903","causale":"TARI 2026 rata unica","importo":100.00,"dataScadenza":"2026-06-30",` +
		`"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}]}`
)

func leggiCarrello(t *testing.T, testo string) sessione.Carrello {
	t.Helper()
	c, a, err := sessione.LeggiCarrello("", []byte(testo))
	require.NoError(t, err)
	require.Empty(t, a)
	return c
}

// A cart of a key and of a notice, and the answer to it.
func TestCarrelloRichiesta(t *testing.T) {
	c, err := sessione.ParseCarrello("idSessionePortale=p1&codiceConvenzione=CONV1", []byte(carrelloDue))
	require.NoError(t, err)
	require.Equal(t, sessione.FormaRiferimento, c.Pendenze[0].Forma())
	require.Equal(t, sessione.FormaAvviso, c.Pendenze[1].Forma())
	require.Equal(t, "https://portale.example/esito", c.URLRitorno)
	require.Equal(t, "p1", c.Parametri.IDSessionePortale)
	require.Equal(t, "codiceConvenzione=CONV1&idSessionePortale=p1", c.Parametri.Query())
	require.NoError(t, c.Valida(nil))

	s := sessione.Avvia("7", "s1")
	r := sessione.NuovaRisposta(s, "https://wisp.example/x")
	b, err := r.AppendJSON(nil)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"7","location":"/pagamenti/7","redirect":"https://wisp.example/x","idSession":"s1"}`, string(b))
	letta, err := sessione.ParseRisposta(b)
	require.NoError(t, err)
	require.Equal(t, r, letta)
	_, err = sessione.ParseRisposta([]byte(`{"id":"0","location":"","redirect":"https://checkout.example","idSession":"0"}`))
	require.NoError(t, err, "Checkout has taken over")
	_, err = sessione.ParseRisposta([]byte(`{"location":"x"}`))
	require.ErrorIs(t, err, sessione.ErrDocumento)

	c = leggiCarrello(t, `{"pendenze":[`+datiP1+`],"soggettoVersante":{"tipo":"F","identificativo":"TSTPNI70D01L219V","anagrafica":"Pino Test"},`+
		`"contoAddebito":{"iban":"IT60X0542811101000000123456","bic":"RCHENM5B"},"dataEsecuzionePagamento":"2026-03-10","credenzialiPagatore":"x","autenticazioneSoggetto":"CNS","lingua":"de"}`)
	require.Equal(t, sessione.FormaDati, c.Pendenze[0].Forma())
	require.Equal(t, "Pino Test", c.SoggettoVersante.Anagrafica)
	require.Equal(t, rpt.AutenticazioneCNS, c.AutenticazioneSoggetto)
	b, err = c.AppendJSON(nil)
	require.NoError(t, err)
	ancora, err := sessione.ParseCarrello("", b)
	require.NoError(t, err, "%s", b)
	require.Equal(t, c, ancora)

	modello := leggiCarrello(t, `{"pendenze":[{"idDominio":"12345678903","idTipoPendenza":"SPONTANEO","dati":{"targa":"AB123CD"}}]}`)
	require.Equal(t, sessione.FormaModello, modello.Pendenze[0].Forma())
	err = modello.Valida(nil)
	require.ErrorIs(t, err, sessione.ErrCarrello)
	require.Equal(t, sessione.CodiceModello, rilievo(t, err).Codice, "recognised, and refused by name")
}

func rilievo(t *testing.T, err error) avviso.Rilievo {
	t.Helper()
	r, ok := avviso.RilievoDi(err)
	require.True(t, ok, "%v", err)
	return r
}

func TestCarrelloRifiuti(t *testing.T) {
	uno := `{"idA2A":"GEST","idPendenza":"P%"},`
	sei := ""
	for _, n := range "123456" {
		sei += strings.Replace(uno, "%", string(n), 1)
	}
	tests := []struct {
		nome, testo string
		codice      avviso.Codice
		campo       string
		tipo        error
		dettaglio   string
	}{
		{"of no form", `{"pendenze":[{"idDominio":"12345678903","idPendenza":"P1"}]}`, "ESCLUSIVI", "pendenze[0]", sessione.ErrCarrello, "La pendenza 1 e' di un tipo non riconosciuto."},
		{"empty", `{"pendenze":[]}`, "VUOTO", "pendenze", sessione.ErrCarrello, ""},
		{"six", `{"pendenze":[` + strings.TrimSuffix(sei, ",") + `]}`, "ELEMENTI_MAX", "pendenze", sessione.ErrCarrello, ""},
		{"twice", `{"pendenze":[{"idA2A":"GEST","idPendenza":"P1"},{"idA2A":"GEST","idPendenza":"P1"}]}`, "DUPLICATO", "pendenze[1]", sessione.ErrCarrello, ""},
		{"of the data", `{"pendenze":[` + strings.Replace(datiP1, `"causale":"TARI 2026 rata unica",`, "", 1) + `]}`, "OBBLIGATORIO", "pendenze[0].causale", sessione.ErrDocumento, ""},
		{"URL", `{"pendenze":[{"idA2A":"GEST","idPendenza":"P1"}],"urlRitorno":"/esito"}`, "URL", "urlRitorno", sessione.ErrDocumento, ""},
		{"account", `{"pendenze":[{"idA2A":"GEST","idPendenza":"P1"}],"contoAddebito":{}}`, "OBBLIGATORIO", "contoAddebito.iban", sessione.ErrDocumento, ""},
		{"payer", `{"pendenze":[{"idA2A":"GEST","idPendenza":"P1"}],"soggettoVersante":{"tipo":"X"}}`, "ENUM", "soggettoVersante.tipo", sessione.ErrDocumento, ""},
		{"JSON", `{`, "JSON", "", sessione.ErrDocumento, ""},
		{"unknown", `{"pendenze":[{"idA2A":"GEST","idPendenza":"P1","x":1}]}`, "MEMBRO", "pendenze[0].x", sessione.ErrDocumento, ""},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := sessione.ParseCarrello("", []byte(tt.testo))
			require.ErrorIs(t, err, tt.tipo)
			r := rilievo(t, err)
			require.Equal(t, tt.codice, r.Codice)
			require.Equal(t, tt.campo, r.Campo)
			p := sessione.NuovoProblema(err)
			require.Equal(t, 400, p.StatoHTTP)
			require.Equal(t, "SINTASSI", p.Codice)
			if tt.dettaglio != "" {
				require.Equal(t, tt.dettaglio, p.Dettaglio)
			}
		})
	}
	c, a, err := sessione.LeggiCarrello("altro=1", []byte(`{"pendenze":[{"idA2A":"GEST","idPendenza":"P1","x":1}],"soggettoVersante":{"y":1}}`))
	require.NoError(t, err)
	require.Len(t, a, 2)
	require.Equal(t, avviso.Altri(`"x":1`), c.Pendenze[0].Altri)
	for _, q := range []string{"altro=1", "idSessionePortale=a&idSessionePortale=b", "codiceConvenzione=x", "%zz", "idSessionePortale=" + strings.Repeat("x", 36)} {
		_, err := sessione.ParseCarrello(q, []byte(carrelloDue))
		require.ErrorIs(t, err, sessione.ErrDocumento, q)
	}
}

// A cancelled position and an expired one are not paid by their key.
func TestCarrelloPagabile(t *testing.T) {
	oggi := avviso.MustData("2026-03-10")
	posizioni := map[string]*pendenza.Pendenza{
		"P1": {Stato: pendenza.NonEseguita, DataScadenza: avviso.MustData("2026-06-30")},
		"P5": {Stato: pendenza.Annullata, DataScadenza: avviso.MustData("2026-06-30")},
		"P6": {Stato: pendenza.NonEseguita, DataScadenza: avviso.MustData("2026-01-31")},
	}
	trova := func(e *sessione.Elemento) *pendenza.Pendenza { return posizioni[e.IDPendenza] }
	for id, codice := range map[string]string{"P1": "", "P5": "PAG_006", "P6": "PAG_007", "P9": "VER_008"} {
		c := leggiCarrello(t, `{"pendenze":[{"idA2A":"GEST","idPendenza":"`+id+`"}]}`)
		err := c.Pagabile(trova, oggi)
		if codice == "" {
			require.NoError(t, err)
			continue
		}
		p := sessione.NuovoProblema(err)
		require.Equal(t, 422, p.StatoHTTP)
		require.Equal(t, sessione.RichiestaErr, p.Categoria)
		require.Equal(t, codice, p.Codice)
		require.Equal(t, "pendenze[0]", p.Dettaglio)
		require.NotEmpty(t, p.Descrizione)
	}
}

const rtSessione = `{"receiptId":"r1","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK","creditorReferenceId":"01000000000004285","paymentAmount":"100.00",` +
	`"transferList":{"transfer":[{"idTransfer":1,"transferAmount":"100.00"}]}}`

// After one of two receipts a payment is still going on.
func TestPagamentoInCorso(t *testing.T) {
	s, err := sessione.Avvia("7", "s1").Aggiorna([]rpt.Tentativo{{Stato: rpt.StatoRTAccettataPA, Esito: rpt.PagamentoEseguito}, {Stato: rpt.StatoRPTAccettataPSP}})
	require.NoError(t, err)
	p, err := sessione.NuovoPagamento(s, leggiCarrello(t, carrelloDue), []sessione.RPP{{RPT: json.RawMessage(`{"a":1}`), RT: json.RawMessage(rtSessione)}, {RPT: json.RawMessage(`{"b":1}`)}})
	require.NoError(t, err)
	b, err := p.AppendJSON(nil)
	require.NoError(t, err)
	letto, err := sessione.ParsePagamento(b)
	require.NoError(t, err, "%s", b)
	require.Equal(t, rpt.SessioneInCorso, letto.Stato)
	require.NotNil(t, letto.RPP[0].RT)
	require.Nil(t, letto.RPP[1].RT)
	require.Equal(t, rpt.SessioneInCorso, letto.StatoDaiTentativi())
	require.Equal(t, "s1", letto.IDSessionePSP)

	_, a, err := sessione.LeggiPagamento([]byte(strings.Replace(string(b), `"IN_CORSO"`, `"ESEGUITO"`, 1)))
	require.NoError(t, err)
	require.Equal(t, sessione.AvvertenzaStato, a[0].Codice)
	letto, a, err = sessione.LeggiPagamento([]byte(`{"id":"7","stato":"NON ESEGUITO","dataRichiestaPagamento":"2026-03-10","pendenze":"/pendenze?idPagamento=7","rpp":"/rpp?idPagamento=7"}`))
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, rpt.SessioneNonEseguito, letto.Stato)
	require.Equal(t, "/rpp?idPagamento=7", letto.PercorsoRPP)
	for _, testo := range []string{`{"id":"7"}`, `{"id":"7","stato":"ALTRO"}`, `[]`, `{"id":"7","stato":"IN_CORSO","rpp":[1]}`} {
		_, _, err := sessione.LeggiPagamento([]byte(testo))
		require.ErrorIs(t, err, sessione.ErrDocumento, testo)
	}
}

// A payment that the Nodo refused exists.
func TestProblema(t *testing.T) {
	const testo = `{"categoria":"PAGOPA","codice":"PPT_SEMANTICA","descrizione":"Errore semantico.","id":"7","location":"/pagamenti/7"}`
	p, a, err := sessione.LeggiProblema(502, []byte(testo))
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, sessione.Problema{StatoHTTP: 502, Categoria: sessione.PagoPA, Codice: "PPT_SEMANTICA", Descrizione: "Errore semantico.", ID: "7", Location: "/pagamenti/7"}, p)
	b, err := p.AppendJSON(nil)
	require.NoError(t, err)
	require.JSONEq(t, testo, string(b))
	require.Equal(t, p, sessione.ProblemaNodo(&nodo.FaultBean{FaultCode: "PPT_SEMANTICA", FaultString: "Errore semantico."}, "7"))
	require.Equal(t, "PAA_NODO_INDISPONIBILE", func() string { p := sessione.ProblemaNodo(nil, ""); return p.Codice }())
	_, err = sessione.ParseProblema(400, []byte(`{"categoria":"ALTRO","codice":"x","descrizione":"y"}`))
	require.ErrorIs(t, err, sessione.ErrDocumento)
	_, a, err = sessione.LeggiProblema(400, []byte(`{"categoria":"ALTRO","codice":400000}`))
	require.NoError(t, err)
	require.Len(t, a, 1)
	require.Equal(t, 500, func() int { p := sessione.NuovoProblema(errors.New("x")); return p.StatoHTTP }())
	require.Equal(t, 404, func() int { p := sessione.ProblemaNonTrovata(); return p.StatoHTTP }())
	require.Equal(t, 406, func() int { p := sessione.ProblemaFormato(); return p.StatoHTTP }())
	for _, x := range []struct {
		p     sessione.Problema
		stato int
		c     sessione.Categoria
	}{
		{sessione.ProblemaAutorizzazione(false, ""), 401, sessione.Autorizzazione},
		{sessione.ProblemaAutorizzazione(true, ""), 403, sessione.Autorizzazione},
		{sessione.ProblemaEC("x"), 502, sessione.EC},
		{sessione.ProblemaGovPay(pendenza.VER022, ""), 422, sessione.RichiestaErr},
	} {
		require.Equal(t, x.stato, x.p.StatoHTTP)
		require.Equal(t, x.c, x.p.Categoria)
		require.NotEmpty(t, x.p.Descrizione)
	}
	v := sessione.ProblemaGovPay(pendenza.PAG000, "")
	require.Equal(t, 400, v.StatoHTTP)
	v = sessione.ProblemaGovPay(pendenza.VER014, "")
	require.Equal(t, sessione.Operazione, v.Categoria)
	_, err = pendenza.ParsePendenza([]byte(`{"idA2A":"A"}`))
	v = sessione.NuovoProblema(err)
	require.Equal(t, 400, v.StatoHTTP)
	require.Contains(t, v.Dettaglio, "\n", "all the violations, one a line")
}

// FuzzGovPay: what the strict doors take is written and read the same.
func FuzzGovPay(f *testing.F) {
	for _, s := range []string{
		carrelloDue, `{"pendenze":[` + datiP1 + `],"lingua":"IT"}`, `{"id":"7","location":"/pagamenti/7"}`,
		`{"id":"7","stato":"IN_CORSO","pendenze":[{}],"rpp":[{"stato":"x","rpt":{}}]}`, `{"categoria":"PAGOPA","codice":"x","descrizione":"y"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _, _ = sessione.LeggiCarrello("", b)
		_, _, _ = sessione.LeggiPagamento(b)
		_, _, _ = sessione.LeggiProblema(400, b)
		if c, err := sessione.ParseCarrello("", b); err == nil {
			j, err := c.AppendJSON(nil)
			require.NoError(t, err)
			d, err := sessione.ParseCarrello("", j)
			require.NoError(t, err, "%s", j)
			k, err := d.AppendJSON(nil)
			require.NoError(t, err)
			require.Equal(t, string(j), string(k))
		}
		if p, err := sessione.ParsePagamento(b); err == nil {
			j, err := p.AppendJSON(nil)
			require.NoError(t, err)
			q, err := sessione.ParsePagamento(j)
			require.NoError(t, err, "%s", j)
			k, err := q.AppendJSON(nil)
			require.NoError(t, err)
			require.Equal(t, string(j), string(k))
		}
		if p, err := sessione.ParseProblema(400, b); err == nil {
			j, err := p.AppendJSON(nil)
			require.NoError(t, err)
			q, err := sessione.ParseProblema(400, j)
			require.NoError(t, err)
			require.Equal(t, p, q)
		}
	})
}
