package sessione

import (
	"context"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

const (
	fonteRitorno = "GovPay, API REST – Manuale di Integrazione 1.1, §4.4"
	fonteSomma   = "GovPay, PagamentoPortaleUtils.aggiornaPagamentoPortale"
	// The link back can be followed twice.
	fonteRipetuto = "scelta nostra: un ritorno ripetuto non ha effetto"
	// A receipt may come after the attempt was given up.
	fonteTardiva = "GovPay, PagamentoPortaleUtils: la somma si rifà a ogni ricevuta"
)

// The states before and after the sum of the receipts.
var (
	aperti = []CodiceStato{InCorsoAlPSP, InAttesaDiEsito}
	chiusi = []CodiceStato{Eseguito, NonEseguito, ParzialmenteEseguito, Fallito}
)

// macchina is the life of a session: the only place where it is written.
var macchina = automa.Nuova(automa.Definizione[CodiceStato, Evento, struct{}]{
	Nome:     "sessione",
	Stati:    nomiCodiceStato.Tutti(),
	Eventi:   nomiEvento.Tutti(),
	Iniziali: []CodiceStato{InCorsoAlPSP},
	Righe: []automa.Riga[CodiceStato, Evento, struct{}]{
		{Da: []CodiceStato{InCorsoAlPSP}, Evento: Ritorna, A: InAttesaDiEsito, Fonte: fonteRitorno},
		{Da: []CodiceStato{InAttesaDiEsito, Eseguito, NonEseguito, ParzialmenteEseguito, Fallito}, Evento: Ritorna, Resta: true, Fonte: fonteRipetuto},
		{Da: aperti, Evento: Attende, A: InAttesaDiEsito, Fonte: fonteSomma},
		{Da: aperti, Evento: ChiudeEseguito, A: Eseguito, Fonte: fonteSomma},
		{Da: aperti, Evento: ChiudeNonEseguito, A: NonEseguito, Fonte: fonteSomma},
		{Da: aperti, Evento: ChiudeParzialmente, A: ParzialmenteEseguito, Fonte: fonteSomma},
		{Da: aperti, Evento: ChiudeFallito, A: Fallito, Fonte: fonteSomma},
		{Da: chiusi, Evento: ChiudeEseguito, A: Eseguito, Fonte: fonteTardiva},
		{Da: chiusi, Evento: ChiudeNonEseguito, A: NonEseguito, Fonte: fonteTardiva},
		{Da: chiusi, Evento: ChiudeParzialmente, A: ParzialmenteEseguito, Fonte: fonteTardiva},
		{Da: chiusi, Evento: ChiudeFallito, A: Fallito, Fonte: fonteTardiva},
	},
	Errore: func(r automa.Rifiuto) error {
		return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
	},
})

// Passo returns the state that e leads to from c, by the table alone; c and
// false when the table has no such row. It never allocates.
func Passo(c CodiceStato, e Evento) (CodiceStato, bool) { return macchina.Passo(c, e) }

// Applica returns the state that e leads to from c. On refusal it returns c and
// an *Errore of code TRANSIZIONE and kind ErrTransizione.
func Applica(c CodiceStato, e Evento) (CodiceStato, error) { return macchina.Applica(c, e, nil) }

// NuovaMacchina returns a looplab machine of a session that starts in c, to hang
// callbacks on; fire its events with Lancia. Errors: ErrTransizione for an
// invalid state or callback key.
func NuovaMacchina(c CodiceStato, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchina.NuovaMacchina(c, &struct{}{}, callback)
}

// Lancia fires an event on a machine of NuovaMacchina; nil means that it
// happened. Errors: ErrTransizione.
func Lancia(ctx context.Context, m *fsm.FSM, e Evento) error { return macchina.Lancia(ctx, m, e) }

// Diagramma returns the life of a session as a text, in the format "mermaid"
// (with the states given highlighted), "xstate" (the JSON of an XState v5
// machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown, with guards
// and sources). Any other is an *Errore of code FORMATO.
func Diagramma(formato string, correnti ...CodiceStato) (string, error) {
	return macchina.Diagramma(formato, correnti...)
}
