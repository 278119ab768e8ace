package sessione

import (
	"cmp"
	"context"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

const (
	fonteRitorno = "GovPay, API REST – Manuale di Integrazione 1.1, §4.4"
	fonteSomma   = "GovPay, PagamentoPortaleUtils.aggiornaPagamentoPortale"
	// The link back can be followed twice.
	fonteRipetuto = "our choice: a repeated return has no effect"
	// A receipt may come after the attempt was given up.
	fonteTardiva = "GovPay, PagamentoPortaleUtils: the sum is made again with every receipt"
)

// macchina is the life of a session: the only place where it is written.
var macchina = automa.Nuova(automa.Definizione[CodiceStato, Evento, struct{}]{
	Nome:     "sessione",
	Stati:    nomiCodiceStato.Tutti(),
	Eventi:   nomiEvento.Tutti(),
	Iniziali: []CodiceStato{InCorsoAlPSP},
	Righe: append([]riga{
		{Da: InCorsoAlPSP, Evento: Ritorna, A: InAttesaDiEsito, Fonte: fonteRitorno},
		{Da: InAttesaDiEsito, Evento: Ritorna, A: InAttesaDiEsito, Fonte: fonteRipetuto},
		{Da: InCorsoAlPSP, Evento: Attende, A: InAttesaDiEsito, Fonte: fonteSomma},
		{Da: InAttesaDiEsito, Evento: Attende, A: InAttesaDiEsito, Fonte: fonteSomma},
	}, chiusure()...),
	Errore: func(r automa.Rifiuto) error {
		return &Errore{Codice: CodiceTransizione, Campo: r.Stato(), Valore: r.Evento(), Err: cmp.Or(r.Causa, ErrTransizione)}
	},
})

type riga = automa.Riga[CodiceStato, Evento, struct{}]

// chiusure are the rows of the sums, from every state.
func chiusure() (righe []riga) {
	finali := []CodiceStato{Eseguito, NonEseguito, ParzialmenteEseguito, Fallito}
	for s := range nomiCodiceStato.Tutti() {
		fonte := fonteSomma
		if s > InAttesaDiEsito {
			fonte = fonteTardiva
			righe = append(righe, riga{Da: s, Evento: Ritorna, A: s, Fonte: fonteRipetuto})
		}
		for i, a := range finali {
			righe = append(righe, riga{Da: s, Evento: ChiudeEseguito + Evento(i), A: a, Fonte: fonte})
		}
	}
	return righe
}

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

// Mermaid returns the life of a session as a Mermaid state diagram, with the
// states given highlighted.
func Mermaid(correnti ...CodiceStato) string { return macchina.Mermaid(correnti...) }

// XState returns the life of a session as the JSON of an XState v5 machine.
func XState() string { return macchina.XState() }

// SCXML returns the life of a session as a W3C SCXML document.
func SCXML() string { return macchina.SCXML() }
