package gdp_test

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// TestPorte tries the exported doors of both machines; that they agree
// everywhere is proved on the machines themselves.
func TestPorte(t *testing.T) {
	s, err := gdp.ApplicaIncasso(gdp.IncassoPagato, gdp.IncassoFlusso)
	require.NoError(t, err)
	require.Equal(t, gdp.IncassoFlusso, s)
	s, err = gdp.ApplicaIncasso(gdp.IncassoPagato, gdp.IncassoAnnullato)
	require.ErrorIs(t, err, gdp.ErrTransizione)
	require.Equal(t, gdp.CodiceTransizione, errore(t, err).Codice)
	require.Equal(t, gdp.IncassoPagato, s)
	var entrati []string
	m, err := gdp.NuovaMacchinaIncasso(gdp.IncassoNessuno, fsm.Callbacks{
		"enter_RPT_PAGATA": func(_ context.Context, e *fsm.Event) { entrati = append(entrati, e.Dst) },
	})
	require.NoError(t, err)
	require.NoError(t, gdp.LanciaIncasso(t.Context(), m, gdp.IncassoPagato))
	require.ErrorIs(t, gdp.LanciaIncasso(t.Context(), m, gdp.IncassoAnnullato), gdp.ErrTransizione)
	require.Equal(t, []string{"RPT_PAGATA"}, entrati)

	p, ok := gdp.PassoPosizione(gdp.StatoInizio, gdp.RPTRicevutaNodo)
	require.True(t, ok)
	require.Equal(t, gdp.StatoRichiesta, p)
	p, err = gdp.ApplicaPosizione(gdp.StatoRendicontata, gdp.RPTAttivataPA)
	require.NoError(t, err)
	require.Equal(t, gdp.StatoRendicontata, p, "what does not move stays")
	_, err = gdp.ApplicaPosizione(gdp.StatoInizio, 0)
	require.ErrorIs(t, err, gdp.ErrTransizione)
	m, err = gdp.NuovaMacchinaPosizione(gdp.StatoRTConsegnata, nil)
	require.NoError(t, err)
	require.NoError(t, gdp.LanciaPosizione(t.Context(), m, gdp.RPTAttivataPA))
	require.NoError(t, gdp.LanciaPosizione(t.Context(), m, gdp.RPTFlusso))
	require.Equal(t, "FINE", m.Current())

	m, err = gdp.NuovaMacchinaPosizione(gdp.StatoRTConsegnata, fsm.Callbacks{
		"after_RPT_FLUSSO": func(_ context.Context, e *fsm.Event) { e.Err = io.ErrUnexpectedEOF },
	})
	require.NoError(t, err)
	err = gdp.LanciaPosizione(t.Context(), m, gdp.RPTFlusso)
	require.EqualError(t, err, `gdp: EVENTO_AVVENUTO RIVERSAMENTO "RPT_FLUSSO": evento già avvenuto: una callback ha segnalato un errore: unexpected EOF`)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NotErrorIs(t, err, gdp.ErrTransizione)
	r, _ := avviso.RilievoDi(err)
	require.Equal(t, avviso.CodiceAvvenuto, r.Codice)
	require.Equal(t, "FINE", m.Current())

	nessuna, err := gdp.DiagrammaPosizione("mermaid")
	require.NoError(t, err)
	fine, err := gdp.DiagrammaPosizione("mermaid", gdp.StatoRendicontata)
	require.NoError(t, err)
	require.NotEqual(t, nessuna, fine, "the current one is highlighted")
	require.NotEqual(t, gdp.DiagrammaPubblicato(), gdp.DiagrammaPubblicato(gdp.Fine), "the current one is highlighted")
}

func TestCorso(t *testing.T) {
	_, err := gdp.NuovoCorso(-1, gdp.DatiRT{})
	require.ErrorIs(t, err, gdp.ErrOpzione)
	k, err := gdp.NuovoCorso(0, gdp.DatiRT{Esito: gdp.EsitoDiImporto(avviso.Importo{})})
	require.NoError(t, err)
	require.Zero(t, k.Stato())
	require.Equal(t, gdp.Inizio, k.Posizione())
	require.Empty(t, k.Segnali())
	e := ev(psp, gdp.RPTFlusso, 0)
	require.Equal(t, gdp.Avanza, k.Segui(&e))
	altra := k
	e = ev(ec, gdp.RTAccettataPA, 0)
	require.Equal(t, gdp.Avanza, k.Segui(&e))
	require.Equal(t, gdp.RTAccettataPA, k.Stato())
	require.Equal(t, []gdp.Segnale{gdp.FlussoSenzaIncasso}, k.Segnali())
	require.Equal(t, gdp.RPTFlusso, altra.Stato(), "a copy is independent")
	require.Equal(t, []gdp.Segnale{gdp.PagataSenzaRT, gdp.PagataSenzaRPT, gdp.FlussoSenzaIncasso}, altra.Segnali())
	e.EventCode = 0
	require.Equal(t, gdp.Ignoto, k.Segui(&e))
	require.Equal(t, gdp.RTPositiva, gdp.EsitoDiImporto(avviso.ImportoDaCentesimi(1)))
	require.Equal(t, gdp.RTNegativa, gdp.EsitoDiImporto(avviso.Importo{}), "importoTotalePagato 0.00 is a negative RT")
}

func TestDescrittoreDi(t *testing.T) {
	require.Nil(t, gdp.DescrittoreDi(nil))
	n := int32(2)
	require.Equal(t, &gdp.DescrittoreErrore{
		ID: "a", FaultCode: nodo.PPTSemantica, FaultString: "b", Description: "c", Serial: 2,
		OriginalFaultCode: nodo.PAASemantica, OriginalFaultString: "d", OriginalDescription: "e",
	}, gdp.DescrittoreDi(&nodo.FaultBean{
		ID: "a", FaultCode: nodo.PPTSemantica, FaultString: "b", Description: "c", Serial: &n,
		OriginalFaultCode: nodo.PAASemantica, OriginalFaultString: "d", OriginalDescription: "e",
	}))
	require.Zero(t, gdp.DescrittoreDi(&nodo.FaultBean{}).Serial)
}

func TestUnisciAccumulatori(t *testing.T) {
	var a, b, vuoto gdp.Accumulatore
	require.NoError(t, a.Aggiungi(ev(psp, gdp.RPTPagata, 0)))
	altro := ev(psp, gdp.RPTPagata, 0)
	altro.IUV = avviso.MustIUV("42")
	require.NoError(t, b.Aggiungi(altro))
	require.Equal(t, gdp.CodiceChiave, errore(t, a.Unisci(&b)).Codice)
	require.NoError(t, a.Unisci(&vuoto))
	require.NoError(t, a.Unisci(&a))
	require.Len(t, a.Eventi(), 1)
	require.NoError(t, vuoto.Unisci(&a))
	require.Len(t, vuoto.Eventi(), 1)
	require.NoError(t, vuoto.Aggiungi(ev(psp, gdp.RPTFlusso, 1)))
	require.Len(t, a.Eventi(), 1, "united, they share nothing")
	require.ErrorIs(t, vuoto.Aggiungi(gdp.Evento{}), gdp.ErrRecord)
	ps, err := new(gdp.Accumulatore).Pagamenti()
	require.NoError(t, err)
	require.Empty(t, ps)
}

// TestPagamento finds one payment, and stops when the caller does.
func TestPagamento(t *testing.T) {
	a, err := gdp.Analizza(nazione(0, 0, 5))
	require.NoError(t, err)
	ps, err := a.Pagamento(avviso.MustIUV("00000000000000003"), "")
	require.NoError(t, err)
	require.Len(t, ps, 1)
	require.Equal(t, nodo.Chiave{IdDominio: dominio1.String(), IUV: "00000000000000003", CCP: "n/a"}, ps[0].Chiave())
	ps, err = a.Pagamento(iuv1, "n/a")
	require.NoError(t, err)
	require.Empty(t, ps)
	_, err = a.Pagamenti(gdp.ConTolleranza(-1))
	require.ErrorIs(t, err, gdp.ErrOpzione)
	_, err = a.Riepiloga(gdp.ConTolleranza(-1))
	require.ErrorIs(t, err, gdp.ErrOpzione)
	seq, err := a.Pagamenti()
	require.NoError(t, err)
	visti := []string{}
	for p := range seq {
		if visti = append(visti, p.IUV.String()); len(visti) == 2 {
			break
		}
	}
	require.Equal(t, []string{"00000000000000000", "00000000000000001"}, visti)
}

// TestPrestoFermi: every sequence may be left early.
func TestPrestoFermi(t *testing.T) {
	righe := rigaEsempio + "\n" + rigaEsempio
	var b strings.Builder
	require.NoError(t, gdp.ScriviCSV(&b, slices.Values([]gdp.Evento{ev(psp, gdp.RPTPagata, 0), ev(psp, gdp.RPTPagata, 1)})))
	z := zipDi(t, "GDP_EC_77777777777_20200131_1.json", righe)
	archivio, err := gdp.ApriArchivio("GDP_EC_77777777777_20200131_1", strings.NewReader(string(z)), int64(len(z)), gdp.Limiti{})
	require.NoError(t, err)
	for nome, seq := range map[string]func(func(gdp.Evento, error) bool){
		"lines":   gdp.ParseJSON(strings.NewReader(righe), diEC),
		"array":   gdp.LeggiJSON(strings.NewReader("["+strings.ReplaceAll(righe, "\n", ",")+"]"), diEC),
		"csv":     gdp.LeggiCSV(strings.NewReader(b.String()), diEC),
		"archive": archivio.LeggiEventi(),
		"kept":    gdp.Tieni(gdp.LeggiJSON(strings.NewReader(righe), diEC), func(error) {}),
	} {
		n := 0
		for _, err := range seq {
			require.NoError(t, err, nome)
			n++
			break
		}
		require.Equal(t, 1, n, nome)
	}
	for range gdp.EventCodes() {
		break
	}
}
