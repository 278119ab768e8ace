package gdp_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

func TestLogici(t *testing.T) {
	conTesto := func(e gdp.Evento, s string) gdp.Evento { e.EventDescription = s; return e }
	p := uno(t, []gdp.Evento{
		conTesto(ev(ec, gdp.RPTRifiutataNodo, 1, nodo.PPTSemantica), "EC"), conTesto(ev(alNodo, gdp.RPTRifiutataNodo, 2, nodo.PPTSintassiXSD), "Nodo"),
		conTesto(ev(psp, gdp.RTAccettataPA, 20), "PSP"), conTesto(ev(ec, gdp.RTAccettataPA, 21), "EC"),
		conTesto(ev(alNodo, gdp.RPTPagata, 22), "Nodo"),
	})
	var got []string
	for _, l := range p.Logici() {
		fault := nodo.FaultCode("")
		if l.Error != nil {
			fault = l.Error.FaultCode
		}
		got = append(got, l.Codice.String()+" "+l.DateTime.Format("15:04")+" "+l.Descrizione+" "+string(fault))
	}
	require.Equal(t, []string{
		"RPT_RIFIUTATA_NODO 09:01 Nodo PPT_SINTASSI_XSD",
		"RT_ACCETTATA_PA 09:20 EC ",
		"RPT_PAGATA 09:22 RPT incassata ",
	}, got)
}

// The witness with the last word has it wherever it stands; of two of one role,
// the earliest.
func TestLogiciUltimaParola(t *testing.T) {
	conTesto := func(e gdp.Evento, s string) gdp.Evento { e.EventDescription = s; return e }
	for _, tt := range []struct {
		nome   string
		eventi []gdp.Evento
		want   string
	}{
		{"alone", []gdp.Evento{conTesto(ev(alNodo, gdp.RPTAccettataNodo, 0), "Nodo")}, "Nodo"},
		{"first", []gdp.Evento{conTesto(ev(alNodo, gdp.RPTAccettataNodo, 0), "Nodo"), conTesto(ev(ec, gdp.RPTAccettataNodo, 1), "EC")}, "Nodo"},
		{"last", []gdp.Evento{conTesto(ev(ec, gdp.RPTAccettataNodo, 0), "EC"), conTesto(ev(alNodo, gdp.RPTAccettataNodo, 1), "Nodo")}, "Nodo"},
		{"in the middle", []gdp.Evento{
			conTesto(ev(psp, gdp.RPTAccettataNodo, 0), "PSP"), conTesto(ev(alNodo, gdp.RPTAccettataNodo, 1), "Nodo"), conTesto(ev(ec, gdp.RPTAccettataNodo, 2), "EC"),
		}, "Nodo"},
		{"PSP before EC", []gdp.Evento{conTesto(ev(ec, gdp.RPTAccettataNodo, 0), "EC"), conTesto(ev(psp, gdp.RPTAccettataNodo, 1), "PSP")}, "PSP"},
		{"two of one role", []gdp.Evento{conTesto(ev(alNodo, gdp.RPTAccettataNodo, 0), "prima"), conTesto(ev(alNodo, gdp.RPTAccettataNodo, 1), "dopo")}, "prima"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			p := uno(t, tt.eventi)
			logici := p.Logici()
			require.Len(t, logici, 1)
			require.Equal(t, tt.want, logici[0].Descrizione)
			require.Len(t, logici[0].Testimoni, len(tt.eventi))
		})
	}
}

// TestRiepilogo counts by hand: one payment collected and in the flow, one that
// began again, one without body among two.
func TestRiepilogo(t *testing.T) {
	con := func(iuv string, e gdp.Evento) gdp.Evento { e.IUV = avviso.MustIUV(iuv); return e }
	senza, altro := con("3", ev(psp, gdp.RPTPagata, 0)), con("3", ev(ec, gdp.RPTAccettataNodo, 1))
	senza.IdDominio, altro.IdDominio = avviso.IdDominio{}, dominio2
	var a gdp.Analisi
	for _, e := range []gdp.Evento{
		con("1", ev(psp, gdp.RPTPagata, 0)), con("1", ev(psp, gdp.RPTPagata, 0)), con("1", ev(ec, gdp.RTAccettataPA, 1)), con("1", ev(psp, gdp.RPTFlusso, 2)),
		con("2", ev(alNodo, gdp.RPTRicevutaNodo, 0)), con("2", ev(alNodo, gdp.RPTRifiutataNodo, 1)), con("2", ev(alNodo, gdp.RPTRicevutaNodo, 2)),
		senza, altro, con("3", ev(ec, gdp.RPTAccettataNodo, 1)),
	} {
		require.NoError(t, a.Aggiungi(e))
	}
	for _, paralleli := range []int{1, 2, 64} {
		r, err := a.Riepiloga(gdp.ConParalleli(paralleli))
		require.NoError(t, err)
		require.Equal(t, []int{5, 9}, []int{r.Pagamenti, r.Eventi})
		require.Equal(t, map[string]int{"RICHIESTA_PAGAMENTO": 3, "INCASSO": 1, "FINE": 1}, positivi(r.Posizioni()))
		require.Equal(t, map[string]int{"PagataSenzaRT": 1, "PagataSenzaRPT": 1, "DominioAmbiguo": 1}, positivi(r.Segnali()))
		require.Equal(t, map[string]int{"Avanza": 8, "Riapertura": 1}, positivi(r.Esiti()))
	}
}

// positivi returns the names that were counted, with their numbers.
func positivi[T fmt.Stringer](conti iter.Seq2[T, int]) map[string]int {
	m := map[string]int{}
	for v, n := range conti {
		if n != 0 {
			m[v.String()] = n
		}
	}
	return m
}

// TestRiepilogoComePagamenti: the counts are those of the payments.
func TestRiepilogoComePagamenti(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	for range 50 {
		var a gdp.Analisi
		for _, e := range aCaso(r, 1+r.IntN(12), true) {
			require.NoError(t, a.Aggiungi(e))
		}
		posizioni, segnali, esiti := map[string]int{}, map[string]int{}, map[string]int{}
		for _, p := range risultato(t, &a) {
			posizioni[p.Posizione.String()]++
			for _, s := range p.Segnali {
				segnali[s.String()]++
			}
			for _, e := range p.Registrati {
				esiti[e.Esito.String()]++
			}
		}
		conti, err := a.Riepiloga()
		require.NoError(t, err)
		require.Equal(t, []map[string]int{posizioni, segnali, esiti},
			[]map[string]int{positivi(conti.Posizioni()), positivi(conti.Segnali()), positivi(conti.Esiti())})
	}
}

// TestSequenza holds a whole diagram: a new attempt is announced once, and a code
// of no list keeps only what a diagram can carry.
func TestSequenza(t *testing.T) {
	e := ev(psp, 0, 3)
	e.CodiceScritto = "Az09_a-b;c\n\u0080\u00e9%%"
	p := uno(t, []gdp.Evento{ev(alNodo, gdp.RPTRicevutaNodo, 0), ev(alNodo, gdp.RPTRifiutataNodo, 1), ev(alNodo, gdp.RPTRicevutaNodo, 2), e})
	require.Equal(t, `sequenceDiagram
    participant NODO
    participant PSP
    participant EC
    participant P as Pagamento
    NODO->>P: 2020-01-31T09:00:00.000Z RPT_RICEVUTA_NODO (avanza)
    NODO->>P: 2020-01-31T09:01:00.000Z RPT_RIFIUTATA_NODO (avanza)
    Note over P: tentativo 2
    NODO->>P: 2020-01-31T09:02:00.000Z RPT_RICEVUTA_NODO (nuovo tentativo)
    PSP--)P: 2020-01-31T09:03:00.000Z Az09_a-b_c_____ (codice di nessun elenco: non sposta nulla)
    Note over P: RPT_RICEVUTA_NODO, NESSUNO, RICHIESTA_PAGAMENTO
`, gdp.Sequenza(&p))
}

func TestIgnoto(t *testing.T) {
	e := ev(psp, 0, 1)
	e.CodiceScritto = "RPT_CHISSA"
	p := uno(t, []gdp.Evento{ev(psp, gdp.RPTPagata, 0), e})
	require.Equal(t, []gdp.Esito{gdp.Avanza, gdp.Ignoto}, esiti(p))
	require.Equal(t, "RPT_CHISSA", p.Registrati[1].CodiceScritto)
	require.Contains(t, gdp.Sequenza(&p), "RPT_CHISSA (codice di nessun elenco")
}

func TestAggiungiRifiuta(t *testing.T) {
	tests := []struct {
		nome   string
		guasta func(*gdp.Evento)
		codice avviso.Codice
		campo  string
	}{
		{"no IUV", func(e *gdp.Evento) { e.IUV = avviso.IUV{} }, gdp.CodiceMancante, "iuv"},
		{"no role", func(e *gdp.Evento) { e.Ruolo = 0 }, gdp.CodiceRuolo, "ruolo"},
		{"no code", func(e *gdp.Evento) { e.EventCode = 0 }, gdp.CodiceMancante, "eventCode"},
		{"no such code", func(e *gdp.Evento) { e.EventCode = 99 }, gdp.CodiceMancante, "eventCode"},
		{"no time", func(e *gdp.Evento) { e.DateTime = time.Time{} }, gdp.CodiceData, "dateTime"},
		{"year 10000", func(e *gdp.Evento) { e.DateTime = mattina.AddDate(9000, 0, 0) }, gdp.CodiceData, "dateTime"},
		{"long ccp", func(e *gdp.Evento) { e.CCP = "123456789012345678901234567890123456" }, gdp.CodiceCCP, "ccp"},
		{"year 0", func(e *gdp.Evento) { e.DateTime = time.Time{}.Add(-time.Millisecond) }, gdp.CodiceData, "dateTime"},
		{"first instant after year 9999", func(e *gdp.Evento) { e.DateTime = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, gdp.CodiceData, "dateTime"},
		{"not UTF-8", func(e *gdp.Evento) { e.EventDescription = "\xff" }, gdp.CodiceTesto, "eventDescription"},
		{"long text", func(e *gdp.Evento) { e.EventDescription = strings.Repeat("x", 4097) }, gdp.CodiceTesto, "eventDescription"},
		{"ccp not UTF-8", func(e *gdp.Evento) { e.CCP = "\xff" }, gdp.CodiceTesto, "ccp"},
		{"code not UTF-8", func(e *gdp.Evento) { e.CodiceScritto = "\xff" }, gdp.CodiceTesto, "eventCode"},
		{"text of the error", func(e *gdp.Evento) { e.Error = &gdp.DescrittoreErrore{Description: "\xff"} }, gdp.CodiceTesto, "error.description"},
		{
			"text of the event before that of the error",
			func(e *gdp.Evento) { e.CCP, e.Error = "\xff", &gdp.DescrittoreErrore{ID: "\xff"} }, gdp.CodiceTesto, "ccp",
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			e := ev(psp, gdp.RPTPagata, 0)
			tt.guasta(&e)
			var a gdp.Analisi
			err := a.Aggiungi(e)
			require.ErrorIs(t, err, gdp.ErrRecord)
			require.Equal(t, tt.codice, errore(t, err).Codice)
			require.Equal(t, tt.campo, errore(t, err).Campo)
			r, err := a.Riepiloga()
			require.NoError(t, err)
			require.Zero(t, r.Eventi)
		})
	}
	for nome, buona := range map[string]func(*gdp.Evento){
		"first millisecond of year 1": func(e *gdp.Evento) { e.DateTime = time.Time{}.Add(time.Millisecond) },
		"last of year 9999":           func(e *gdp.Evento) { e.DateTime = time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC) },
		"ccp of 35":                   func(e *gdp.Evento) { e.CCP = strings.Repeat("è", 35) },
		"text of 4096 bytes":          func(e *gdp.Evento) { e.EventDescription = strings.Repeat("x", 4096) },
		"error of good texts":         func(e *gdp.Evento) { e.Error = &gdp.DescrittoreErrore{Description: "è"} },
	} {
		e := ev(psp, gdp.RPTPagata, 0)
		buona(&e)
		require.NoError(t, new(gdp.Analisi).Aggiungi(e), nome)
	}
	var a gdp.Accumulatore
	require.NoError(t, a.Aggiungi(ev(psp, gdp.RPTPagata, 0)))
	altro := ev(psp, gdp.RPTPagata, 0)
	altro.CCP = "X"
	require.Equal(t, gdp.CodiceChiave, errore(t, a.Aggiungi(altro)).Codice)
	for _, o := range []gdp.Opzione{gdp.ConTolleranza(-1), gdp.ConParalleli(0)} {
		_, err := a.Pagamenti(o)
		require.ErrorIs(t, err, gdp.ErrOpzione)
	}
	_, err := gdp.AnalizzaInParallelo(0)
	require.ErrorIs(t, err, gdp.ErrOpzione)
}
