package pendenza_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// intera is a whole position in a state.
func intera(t *testing.T, s pendenza.Stato) pendenza.Pendenza {
	t.Helper()
	p, err := pendenza.ParsePendenza([]byte(piu(`"stato":"` + s.String() + `"`)))
	require.NoError(t, err)
	return p
}

// TestModifiche: a PATCH is applied whole or not at all.
func TestModifiche(t *testing.T) {
	sgravio := `[{"op":"REPLACE","path":"/stato","value":"ANNULLATA"},{"op":"REPLACE","path":"/descrizioneStato","value":"sgravio"}]`
	applicata := func(t *testing.T, stato pendenza.Stato, testo string) (pendenza.Pendenza, []pendenza.Evento, error) {
		t.Helper()
		m, err := pendenza.ParseModifiche([]byte(testo))
		p := intera(t, stato)
		if err != nil {
			return p, nil, err
		}
		q, eventi, _, err := p.ApplicaModifiche(m, adesso, pendenza.Opzioni{})
		if err != nil {
			require.Empty(t, cmp.Diff(p, q, confronti...), "nothing changed")
			return q, eventi, err
		}
		rifatta := p
		for _, e := range eventi {
			b, err := pendenza.MarshalEvento(e)
			require.NoError(t, err)
			letto, _, err := pendenza.LeggiEvento(b, time.Time{})
			require.NoError(t, err, "%s", b)
			rifatta = applica(t, rifatta, letto)
		}
		require.Empty(t, cmp.Diff(q, rifatta, confronti...), "the events make the same change")
		riletta(t, &q)
		return q, eventi, nil
	}
	rovescio := `[{"op":"REPLACE","path":"/descrizioneStato","value":"sgravio"},{"op":"REPLACE","path":"/stato","value":"ANNULLATA"}]`
	for _, testo := range []string{sgravio, rovescio} {
		q, eventi, err := applicata(t, pendenza.NonEseguita, testo)
		require.NoError(t, err)
		require.Equal(t, pendenza.Annullata, q.Stato)
		require.Equal(t, "sgravio", q.Motivo)
		require.Equal(t, []pendenza.Evento{pendenza.Annulla{Motivo: "sgravio", Adesso: adesso}}, eventi)
	}
	q, _, err := applicata(t, pendenza.Annullata, sgravio)
	require.NoError(t, err, "again")
	require.Equal(t, "sgravio", q.Motivo)
	q, eventi, err := applicata(t, pendenza.Annullata, `[{"op":"REPLACE","path":"/stato","value":"NON_ESEGUITA"}]`)
	require.NoError(t, err)
	require.Equal(t, pendenza.NonEseguita, q.Stato)
	require.Equal(t, []pendenza.Evento{pendenza.Ripristina{}}, eventi)
	q, _, err = applicata(t, pendenza.Eseguita, `[{"op":"REPLACE","path":"/ack","value":true},{"op":"ADD","path":"/nota","value":{"oggetto":"letta","testo":"t","tipo":"x","altro":1}}]`)
	require.NoError(t, err)
	require.True(t, q.Ack)
	require.Equal(t, []pendenza.Nota{{Oggetto: "letta", Testo: "t", Tipo: "x", Altri: `"altro":1`}}, q.Note)
	require.Equal(t, "letta", q.Motivo)

	for testo, atteso := range map[string]string{
		`[{"op":"REPLACE","path":"/stato","value":"ESEGUITA"}]`:             "ENUM [0].value",
		`[{"op":"REPLACE","path":"/importo","value":"1.00"}]`:               "ENUM [0].path",
		`[{"op":"MOVE","path":"/stato","value":"ANNULLATA"}]`:               "ENUM [0].op",
		`[{"op":"ADD","path":"/stato","value":"ANNULLATA"}]`:                "ENUM [0].op",
		`[{"op":"replace","path":"/stato","value":"ANNULLATA"}]`:            "ENUM [0].op",
		`[{"op":"REPLACE","path":"/descrizioneStato","value":""}]`:          "PATTERN [0].value",
		`[{"op":"REPLACE","path":"/ack","value":"true"}]`:                   "PATTERN [0].value",
		`[{"op":"ADD","path":"/nota","value":{"testo":"t"}}]`:               "PATTERN [0].value",
		`[{"op":"REPLACE","path":"/stato"}]`:                                "OBBLIGATORIO [0].value",
		`[{"op":"REPLACE","path":"/stato","value":"ANNULLATA","from":"x"}]`: "MEMBRO [0].from",
	} {
		_, _, err := applicata(t, pendenza.NonEseguita, testo)
		require.Equal(t, []string{atteso}, violate(err), testo)
	}
	_, _, err = applicata(t, pendenza.NonEseguita, `[{"op":"MOVE","path":"/stato","value":"x"}]`)
	require.ErrorContains(t, err, "Il campo op non e' valido.")
	_, _, err = applicata(t, pendenza.NonEseguita, `[{"op":"REPLACE","path":"/ack","value":true},{"op":"REPLACE","path":"/stato","value":"NON_ESEGUITA"}]`)
	require.ErrorIs(t, err, pendenza.ErrTransizione, "it is not cancelled")
	_, _, err = applicata(t, pendenza.Eseguita, sgravio)
	require.ErrorIs(t, err, pendenza.ErrTransizione)
	for _, testo := range []string{`{}`, ``, `[{"op":"ADD","Op":"ADD"}]`} {
		_, err = pendenza.ParseModifiche([]byte(testo))
		require.ErrorIs(t, err, pendenza.ErrDocumento, testo)
	}
	m, avvertenze, err := pendenza.LeggiModifiche([]byte(`[{"op":"replace","path":"/stato","value":"ANNULLATA","from":"x"}]`))
	require.NoError(t, err)
	require.Equal(t, pendenza.OpReplace, m[0].Op)
	require.ElementsMatch(t, []string{"ENUM [0].op", "MEMBRO [0].from"}, luoghi(avvertenze))
	p := intera(t, pendenza.NonEseguita)
	_, _, _, err = p.ApplicaModifiche([]pendenza.Modifica{{Op: "REPLACE", Path: "/importo"}}, adesso, pendenza.Opzioni{})
	require.ErrorIs(t, err, pendenza.ErrModifica)
}

// host is an answer to a verification.
func host(p string) []byte { return []byte(`{"stato":"NON_ESEGUITA","pendenza":` + p + `}`) }

// TestRispostaHostUsata: what the payment does not use does not stop it.
func TestRispostaHostUsata(t *testing.T) {
	d1 := strings.TrimSuffix(contabilita("["+quota1+","+quota2+"]"), "}") + `,"numeroAvviso":"301000000000004285","soggettoPagatore":{"tipo":"F","cellulare":"+39 000 1234567"}}`
	decisa := func(a pendenza.RispostaHost) pendenza.Decisione {
		r := pendenza.RichiestaVerifica{
			NumeroAvviso: "301000000000004285", Connettore: pendenza.ConnettoreAttivo, Risposte: []pendenza.RispostaHost{a}, Adesso: adesso,
		}
		return r.Decidi()
	}
	a, avvertenze, err := pendenza.LeggiRispostaHost(host(d1))
	require.NoError(t, err)
	require.Equal(t, []string{"PATTERN pendenza.soggettoPagatore.cellulare"}, luoghi(avvertenze))
	require.Equal(t, "+39 000 1234567", avvertenze[0].Valore)
	require.Equal(t, "3100", a.Pendenza.Voci[0].Contabilita.Quote[0].Capitolo)
	d := decisa(a)
	require.Equal(t, pendenza.Pagabile, d.Esito)
	require.NoError(t, d.Pendenza.Valida(), "it can be stored")
	_, err = pendenza.ParseRispostaHost(host(d1))
	require.Equal(t, []string{"PATTERN pendenza.soggettoPagatore.cellulare"}, violate(err))

	senza := d1[:strings.Index(d1, `"voci"`)] + `"numeroAvviso":"301000000000004285"}`
	a, _, err = pendenza.LeggiRispostaHost(host(senza))
	require.Equal(t, []string{"OBBLIGATORIO pendenza.voci"}, violate(err))
	require.Equal(t, nodo.PAASystemError, decisa(a).FaultCode)

	for membro, campo := range map[string]string{
		`"idDominio":"143681993854"`: "idDominio", `"importo":10.001`: "importo", `"dataScadenza":"2026-02-30"`: "dataScadenza", `"numeroAvviso":"1"`: "numeroAvviso",
	} {
		nome := membro[:strings.Index(membro, ":")+1]
		testo := piu(membro)
		if i := strings.Index(d0, nome); i >= 0 {
			testo = d0[:i] + membro + d0[i+strings.Index(d0[i:], ","):]
		}
		_, _, err = pendenza.LeggiRispostaHost(host(testo))
		require.Contains(t, strings.Join(violate(err), " "), "pendenza."+campo, testo)
	}
	for membro, campo := range map[string]string{
		`"proprieta":{"linguaSecondaria":"ru","lineaTestoRicevuta1":"x"}`: "ENUM pendenza.proprieta.linguaSecondaria",
		`"allegati":[{"nome":"a","contenuto":"%%"}]`:                      "PATTERN pendenza.allegati[0].contenuto",
		`"soggettoPagatore":{"email":"x","anagrafica":"Pino"}`:            "PATTERN pendenza.soggettoPagatore.email",
		`"tassonomia":""`:  "LUNGHEZZA_MIN pendenza.tassonomia",
		`"bicAccredito":1`: "MEMBRO pendenza.bicAccredito",
	} {
		a, avvertenze, err = pendenza.LeggiRispostaHost(host(piu(membro)))
		require.NoError(t, err, membro)
		require.Equal(t, []string{campo}, luoghi(avvertenze))
		require.Equal(t, pendenza.Pagabile, decisa(a).Esito)
	}

	// Codes with dots, and version 1, whose members stand beside the state.
	a, _, err = pendenza.LeggiRispostaHost(host(strings.Replace(d0, `"P1"`, `"P.1"`, 1)))
	require.NoError(t, err)
	v := decisa(a)
	require.Equal(t, pendenza.Pagabile, v.Esito)
	require.NoError(t, v.Pendenza.Valida())
	piatta := strings.Replace(piu(`"stato":"NON_ESEGUITA","bicAppoggio":"X"`), `"ALTRO"`, `"ENTRATA"`, 1)
	a, avvertenze, err = pendenza.LeggiRispostaHost([]byte(piatta))
	require.NoError(t, err)
	require.Equal(t, []string{"ENUM voci[0].tipoContabilita", "MEMBRO bicAppoggio"}, luoghi(avvertenze))
	require.Equal(t, pendenza.Capitolo, a.Pendenza.Voci[0].TipoContabilita)
	a, _, err = pendenza.LeggiRispostaHost([]byte(`{"stato":"DUPLICATA","idA2A":"A","idPendenza":"P","idDominio":"x"}`))
	require.NoError(t, err)
	require.Equal(t, pendenza.HostDuplicata, a.Stato)
}

// TestLeggiPendenzaGovPay reads what GET /pendenze/{idA2A}/{idPendenza} answers.
func TestLeggiPendenzaGovPay(t *testing.T) {
	testo := strings.Replace(d0, `"idDominio":"12345678903"`, `"dominio":{"idDominio":"12345678903","ragioneSociale":"Comune di Prova"}`, 1)
	testo = strings.Replace(testo, `"idVocePendenza":"1"`, `"indice":1,"idVocePendenza":"1","stato":"Eseguito"`, 1)
	testo = strings.TrimSuffix(testo, "}") + `,"unitaOperativa":{"idUnita":"UO1"},"stato":"ESEGUITA","descrizioneStato":"d","numeroAvviso":"301000000000004285",` +
		`"segnalazioni":[{"data":"2026-01-01","codice":"150003","descrizione":"importo diverso"}],"UUID":"u","pagamenti":"/pagamenti?idPendenza=P1","tipo":"dovuto"}`
	p, avvertenze, err := pendenza.LeggiPendenzaGovPay([]byte(testo))
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO pagamenti"}, luoghi(avvertenze))
	require.Equal(t, "12345678903", p.IdDominio.String())
	require.Equal(t, "UO1", p.IDUnitaOperativa)
	require.Equal(t, pendenza.Eseguita, p.Stato)
	require.True(t, p.Voci[0].Eseguita)
	require.Equal(t, []pendenza.Segnalazione{{
		Codice: pendenza.SegnalatoDaGovPay, Testo: "150003: importo diverso", Altri: `"data":"2026-01-01","descrizione":"importo diverso"`,
	}}, p.Segnalazioni)
	require.False(t, p.Anomala())
	require.Equal(t, avviso.Altri(`"dominio":{"idDominio":"12345678903","ragioneSociale":"Comune di Prova"},"unitaOperativa":{"idUnita":"UO1"},"descrizioneStato":"d","UUID":"u","tipo":"dovuto"`), p.Altri)
	riletta(t, &p)

	for stato, atteso := range map[string]pendenza.Stato{
		"NON_ESEGUITA": pendenza.NonEseguita, "SCADUTA": pendenza.NonEseguita, "ANNULLATA": pendenza.Annullata, "INCASSATA": pendenza.Incassata,
		"ESEGUITA_PARZIALE": pendenza.EseguitaParziale, "ANOMALA": pendenza.Eseguita,
	} {
		p, _, err := pendenza.LeggiPendenzaGovPay([]byte(piu(`"stato":"` + stato + `"`)))
		require.NoError(t, err)
		require.Equal(t, atteso, p.Stato)
		require.Equal(t, stato == "ANOMALA", p.Anomala())
		riletta(t, &p)
	}
	_, _, err = pendenza.LeggiPendenzaGovPay([]byte(piu(`"stato":"BOZZA"`)))
	require.Equal(t, []string{"ENUM stato"}, violate(err))

	// Items in another order.
	voci := `"voci":[{"indice":2,"idVocePendenza":"b","importo":40,"descrizione":"d","codEntrata":"E"},{"indice":1,"idVocePendenza":"a","importo":60,"descrizione":"d","codEntrata":"E"}]}`
	p, _, err = pendenza.LeggiPendenzaGovPay([]byte(d0[:strings.Index(d0, `"voci"`)] + voci))
	require.NoError(t, err)
	require.Equal(t, "a", p.Voci[0].IDVocePendenza)
}

// TestVitaTollerata: a new document that tells of a life has none, and what is
// written of it can be read.
func TestVitaTollerata(t *testing.T) {
	p, avvertenze, err := pendenza.LeggiNuova([]byte(piu(`"stato":"ESEGUITA","pagamenti":"x","UUID":"u"`)), pendenza.Testata{})
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO stato", "MEMBRO pagamenti", "MEMBRO UUID"}, luoghi(avvertenze))
	require.Equal(t, avviso.Altri(`"UUID":"u"`), p.Altri)
	creata, _, err := pendenza.Crea(p, pendenza.Creazione{})
	require.NoError(t, err)
	riletta(t, &creata)
}

// TestAppendGovPay writes the body of a PUT, which the strict door takes.
func TestAppendGovPay(t *testing.T) {
	testo := piu(`"nome":"n","annoRiferimento":2026,"soggettoPagatore":{"tipo":"F"},"causal":"x","allegati":[{"nome":"a","contenuto":"JVBERg=="}]`)
	p, _, err := pendenza.LeggiPendenza([]byte(testo))
	require.NoError(t, err)
	p.Stato, p.Versione = pendenza.NonEseguita, 1
	b, lasciati, err := p.AppendGovPay(nil, pendenza.OpzioniGovPay{SoloNoti: true})
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO nome", "MEMBRO causal"}, luoghi(lasciati))
	require.JSONEq(t, `{"idTipoPendenza":"TARI","idDominio":"12345678903","causale":"TARI 2026 rata unica","importo":100.00,"annoRiferimento":2026,
		"soggettoPagatore":{"tipo":"F","identificativo":"ANONIMO","anagrafica":"ANONIMO"},"allegati":[{"nome":"a","contenuto":"JVBERg=="}],
		"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}]}`, string(b))
	chiave := pendenza.Chiave{IDA2A: "GEST", IDPendenza: "P1"}
	q, v, err := pendenza.EsaminaNuova(b, pendenza.Testata{Chiave: chiave})
	require.NoError(t, err)
	require.Empty(t, v)
	require.Equal(t, chiave, q.Chiave())

	b, _, err = p.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.NoError(t, err)
	_, v, err = pendenza.EsaminaNuova(b, pendenza.Testata{Chiave: chiave})
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO causal"}, luoghi(v), "GovPay refuses it")
	_, v, err = pendenza.EsaminaNuova([]byte(d0), pendenza.Testata{Chiave: pendenza.Chiave{IDA2A: "GEST", IDPendenza: "P2"}})
	require.NoError(t, err)
	require.Equal(t, []string{"ESCLUSIVI idPendenza"}, luoghi(v), "the path names another one")

	p.Allegati[0] = pendenza.Allegato{Nome: "a", Percorso: "/allegati/1"}
	_, _, err = p.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.ErrorIs(t, err, pendenza.ErrNonValida)
	_, _, err = (&pendenza.Pendenza{}).AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.ErrorIs(t, err, pendenza.ErrNonValida)
}

// TestAppendRispostaHost writes the answer of an application, which GovPay takes.
func TestAppendRispostaHost(t *testing.T) {
	p, _, err := pendenza.LeggiPendenza([]byte(strings.TrimSuffix(inVoce(`"colore":1`), "}") + `,"causal":"x","nome":"n"}`))
	require.NoError(t, err)
	p.Stato = pendenza.NonEseguita
	a := pendenza.RispondiHost(&p, avviso.MustData("2026-03-10"), false)
	b, lasciati, err := a.AppendGovPay(nil, pendenza.OpzioniGovPay{SoloNoti: true})
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO pendenza.nome", "MEMBRO pendenza.voci[0].colore", "MEMBRO pendenza.causal"}, luoghi(lasciati))
	require.JSONEq(t, `{"stato":"NON_ESEGUITA","pendenza":`+d0+`}`, string(b))
	require.Contains(t, string(b), `"importo":100.00`)
	_, err = pendenza.ParseRispostaHost(b)
	require.NoError(t, err)
	b, _, err = a.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.NoError(t, err)
	_, err = pendenza.ParseRispostaHost(b)
	require.Equal(t, []string{"MEMBRO pendenza.voci[0].colore", "MEMBRO pendenza.causal"}, violate(err))
	b, _, err = (&pendenza.RispostaHost{Stato: pendenza.HostAnnullata, Descrizione: "d", Pendenza: &p}).AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.NoError(t, err)
	require.Equal(t, `{"stato":"ANNULLATA","descrizioneStato":"d"}`, string(b))
	_, _, err = (&pendenza.RispostaHost{Stato: pendenza.HostErrore}).AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.ErrorIs(t, err, pendenza.ErrNome)
	_, _, err = (&pendenza.RispostaHost{Stato: pendenza.HostNonEseguita}).AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.ErrorIs(t, err, pendenza.ErrNonValida)
	_, _, err = (*pendenza.RispostaHost)(nil).AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.Error(t, err)
}

func TestPendenzaCreata(t *testing.T) {
	const testo = `{"idDominio":"12345678903","numeroAvviso":"301000000000004285","UUID":"u","pdf":"JVBERg=="}`
	c, err := pendenza.ParsePendenzaCreata([]byte(testo))
	require.NoError(t, err)
	require.Equal(t, "%PDF", string(c.PDF))
	b, err := c.AppendJSON(nil)
	require.NoError(t, err)
	require.Equal(t, testo, string(b))
	_, err = pendenza.ParsePendenzaCreata([]byte(`{"idDominio":"12345678903","x":1}`))
	require.Equal(t, []string{"MEMBRO x"}, violate(err))
	_, avvertenze, err := pendenza.LeggiPendenzaCreata([]byte(`{"idDominio":"12345678903","x":1}`))
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO x"}, luoghi(avvertenze))
	_, _, err = pendenza.LeggiPendenzaCreata([]byte(`{}`))
	require.ErrorIs(t, err, pendenza.ErrNonValida)
	_, err = new(pendenza.PendenzaCreata).AppendJSON(nil)
	require.Error(t, err)
}

// FuzzLeggiPendenzaGovPay: what is read can be stored.
func FuzzLeggiPendenzaGovPay(f *testing.F) {
	f.Add([]byte(piu(`"stato":"ANOMALA","segnalazioni":[{"codice":"c","x":1}],"dominio":{"idDominio":"12345678903"},"pagamenti":[]`)))
	f.Add([]byte(d0))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, _, err := pendenza.LeggiPendenzaGovPay(data)
		if err != nil {
			return
		}
		b, err := p.AppendJSON(nil)
		require.NoError(t, err)
		require.True(t, json.Valid(b))
		q, _, err := pendenza.LeggiPendenza(b)
		require.NoError(t, err, "%s", b)
		require.Empty(t, cmp.Diff(p, q, confronti...), "%s", b)
	})
}

// FuzzParseModifiche: what is read changes a position or not, and both doors agree
// on what the strict one takes.
func FuzzParseModifiche(f *testing.F) {
	f.Add([]byte(`[{"op":"REPLACE","path":"/stato","value":"ANNULLATA"},{"op":"REPLACE","path":"/descrizioneStato","value":"sgravio"}]`))
	f.Add([]byte(`[{"op":"ADD","path":"/nota","value":{"oggetto":"o","x":[1]}},{"op":"REPLACE","path":"/ack","value":false}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := pendenza.ParseModifiche(data)
		if err != nil {
			return
		}
		n, avvertenze, err := pendenza.LeggiModifiche(data)
		require.NoError(t, err)
		require.Empty(t, avvertenze)
		require.Empty(t, cmp.Diff(m, n))
		p := intera(t, pendenza.NonEseguita)
		q, _, _, err := p.ApplicaModifiche(m, adesso, pendenza.Opzioni{})
		if err == nil {
			riletta(t, &q)
		}
	})
}
