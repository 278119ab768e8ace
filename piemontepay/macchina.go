package piemontepay

import (
	"context"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// macchina is the life of an attempt: the only place where it is written.
var macchina = automa.Nuova(automa.Definizione[Stato, Evento, struct{}]{
	Nome:     "tentativo",
	Stati:    nomiStato.Tutti(),
	Eventi:   nomiEvento.Tutti(),
	Iniziali: []Stato{Creato},
	Righe: []automa.Riga[Stato, Evento, struct{}]{
		{Da: []Stato{Creato}, Evento: Redirect, A: Reindirizzato, Fonte: "Redirect allo Sportello, §2.1"},
		{Da: []Stato{Reindirizzato}, Evento: RitornoPositivo, A: EsitoPositivoRicevuto, Fonte: "Redirect allo Sportello, §2.2.1"},
		{Da: []Stato{Reindirizzato}, Evento: RitornoNegativo, A: EsitoNegativoRicevuto, Fonte: "Redirect allo Sportello, §2.2.1"},
		{Da: []Stato{Reindirizzato}, Evento: RitornoSenzaEsito, Resta: true, Fonte: "epay, AccessoLiberoPagamentoConIuvController"},
		{Da: []Stato{EsitoPositivoRicevuto, EsitoNegativoRicevuto}, Evento: RitornoPositivo, Resta: true, Fonte: fonteRipetuto},
		{Da: []Stato{EsitoPositivoRicevuto, EsitoNegativoRicevuto}, Evento: RitornoNegativo, Resta: true, Fonte: fonteRipetuto},
		{Da: []Stato{EsitoPositivoRicevuto, EsitoNegativoRicevuto}, Evento: RitornoSenzaEsito, Resta: true, Fonte: fonteRipetuto},
		{Da: []Stato{Creato, Reindirizzato, EsitoPositivoRicevuto, EsitoNegativoRicevuto}, Evento: Notifica, A: Notificato, Fonte: "Redirect allo Sportello, §3.2"},
		{Da: []Stato{Notificato}, Evento: RitornoPositivo, Resta: true, Fonte: fonteNotificato},
		{Da: []Stato{Notificato}, Evento: RitornoNegativo, Resta: true, Fonte: fonteNotificato},
		{Da: []Stato{Notificato}, Evento: RitornoSenzaEsito, Resta: true, Fonte: fonteNotificato},
		{Da: []Stato{Notificato}, Evento: Notifica, Resta: true, Fonte: fonteNotificato},
	},
	Errore: func(r automa.Rifiuto) error {
		return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
	},
})

const (
	// The link back can be clicked twice: the first outcome counts.
	fonteRipetuto = "scelta nostra: un ritorno ripetuto non ha effetto"
	// Only the notification decides, whatever a late return says.
	fonteNotificato = "Redirect allo Sportello, §3.2 e §4.2"
)

// Passo returns the state that e leads to from s, by the table alone; s and
// false when the table has no such row. It never allocates.
func Passo(s Stato, e Evento) (Stato, bool) { return macchina.Passo(s, e) }

// Applica returns the state that e leads to from s. On refusal it returns s and
// an *Errore of code TRANSIZIONE and kind ErrTransizione: a return before the
// redirect, a redirect of an attempt already redirected.
func Applica(s Stato, e Evento) (Stato, error) { return macchina.Applica(s, e, nil) }

// NuovaMacchina returns a looplab machine of an attempt that starts in s, to
// hang callbacks on; fire its events with [Lancia]. Errors: ErrTransizione for
// an invalid state or callback key.
func NuovaMacchina(s Stato, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchina.NuovaMacchina(s, &struct{}{}, callback)
}

// Lancia fires an event on a machine of NuovaMacchina; nil means that it
// happened, repeated returns included. Errors: ErrTransizione.
func Lancia(ctx context.Context, m *fsm.FSM, e Evento) error { return macchina.Lancia(ctx, m, e) }

// Diagramma returns the life of an attempt as a text, in the format "mermaid"
// (with the states given highlighted), "xstate" (the JSON of an XState v5
// machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown, with guards
// and sources). Any other is an *Errore of code FORMATO.
func Diagramma(formato string, correnti ...Stato) (string, error) {
	return macchina.Diagramma(formato, correnti...)
}
