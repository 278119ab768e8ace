package gdp

import (
	"context"
	"slices"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// Where the transitions are taken from.
const (
	fontePSP       = `Giornale dei Pagamenti, "eventCode PSP"`
	fonteTollerata = `scelta nostra: il giornale con l'incasso può mancare`
	fonteSANP3     = `SANP 3, sezione 3, "Ricevute di pagamento": token scaduto e poi confermato`
)

func rifiutaTransizione(r automa.Rifiuto) error {
	return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
}

// macchinaIncasso is the track of cash of a payment: an event is the arrival of
// the code that names the state it leads to.
var macchinaIncasso = automa.Nuova(automa.Definizione[StatoIncasso, StatoIncasso, struct{}]{
	Nome:     "incasso",
	Stati:    nomiStatoIncasso.Tutti(),
	Eventi:   eventiIncasso,
	Iniziali: []StatoIncasso{IncassoNessuno},
	Righe: []automa.Riga[StatoIncasso, StatoIncasso, struct{}]{
		{Da: []StatoIncasso{IncassoNessuno}, Evento: IncassoPagato, A: IncassoPagato, Fonte: fontePSP},
		{Da: []StatoIncasso{IncassoNessuno}, Evento: IncassoAnnullato, A: IncassoAnnullato, Fonte: fontePSP},
		{Da: []StatoIncasso{IncassoNessuno}, Evento: IncassoFlusso, A: IncassoFlusso, Fonte: fonteTollerata},
		{Da: []StatoIncasso{IncassoPagato}, Evento: IncassoFlusso, A: IncassoFlusso, Fonte: fontePSP},
		{Da: []StatoIncasso{IncassoAnnullato}, Evento: IncassoPagato, A: IncassoPagato, Fonte: fonteSANP3},
		{Da: []StatoIncasso{IncassoAnnullato}, Evento: IncassoFlusso, A: IncassoFlusso, Fonte: fonteSANP3},
	},
	Errore: rifiutaTransizione,
})

// eventiIncasso yields the events of the track: all states but NESSUNO.
var eventiIncasso = slices.Values([]StatoIncasso{IncassoPagato, IncassoAnnullato, IncassoFlusso})

// PassoIncasso returns the state of the track of cash after the arrival of a
// code (RPT_PAGATA, RPT_ANNULLATA, RPT_FLUSSO, each named by the state it leads
// to), by the table alone: da and false when it may not follow. The same code
// again has no row: it is a repetition. It never allocates.
func PassoIncasso(da, codice StatoIncasso) (StatoIncasso, bool) {
	return macchinaIncasso.Passo(da, codice)
}

// ApplicaIncasso is PassoIncasso with a typed refusal: TRANSIZIONE_NON_AMMESSA
// (ErrTransizione), and the old state.
func ApplicaIncasso(da, codice StatoIncasso) (StatoIncasso, error) {
	return macchinaIncasso.Applica(da, codice, nil)
}

// NuovaMacchinaIncasso returns a looplab machine over the same table: states are
// and events are named by their code, and callbacks tell them apart by their
// prefix. "before_event" is reserved. Fire events with LanciaIncasso.
func NuovaMacchinaIncasso(s StatoIncasso, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaIncasso.NuovaMacchina(s, &struct{}{}, callback)
}

// LanciaIncasso fires the arrival of a code on a machine of
// NuovaMacchinaIncasso. Its errors are those of ApplicaIncasso, and
// avviso.CodiceAvvenuto for what a callback reports afterwards.
func LanciaIncasso(ctx context.Context, m *fsm.FSM, codice StatoIncasso) error {
	return macchinaIncasso.Lancia(ctx, m, codice)
}

// DiagrammaIncasso returns the track of cash as a text, in the format "mermaid"
// (with the states given highlighted), "xstate" (the JSON of an XState v5
// machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown, with guards
// and sources). Any other is an *Errore of code FORMATO.
func DiagrammaIncasso(formato string, correnti ...StatoIncasso) (string, error) {
	return macchinaIncasso.Diagramma(formato, correnti...)
}
