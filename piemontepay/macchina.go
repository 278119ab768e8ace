package piemontepay

import (
	"cmp"
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
		{Da: Creato, Evento: Redirect, A: Reindirizzato, Fonte: "Redirect allo Sportello, §2.1"},
		{Da: Creato, Evento: Notifica, A: Notificato, Fonte: "Redirect allo Sportello, §3.2"},
		{Da: Reindirizzato, Evento: RitornoPositivo, A: EsitoPositivoRicevuto, Fonte: "Redirect allo Sportello, §2.2.1"},
		{Da: Reindirizzato, Evento: RitornoNegativo, A: EsitoNegativoRicevuto, Fonte: "Redirect allo Sportello, §2.2.1"},
		{Da: Reindirizzato, Evento: RitornoSenzaEsito, A: Reindirizzato, Fonte: "epay, AccessoLiberoPagamentoConIuvController"},
		{Da: Reindirizzato, Evento: Notifica, A: Notificato, Fonte: "Redirect allo Sportello, §3.2"},
		{Da: EsitoPositivoRicevuto, Evento: RitornoPositivo, A: EsitoPositivoRicevuto, Fonte: fonteRipetuto},
		{Da: EsitoPositivoRicevuto, Evento: RitornoNegativo, A: EsitoPositivoRicevuto, Fonte: fonteRipetuto},
		{Da: EsitoPositivoRicevuto, Evento: RitornoSenzaEsito, A: EsitoPositivoRicevuto, Fonte: fonteRipetuto},
		{Da: EsitoPositivoRicevuto, Evento: Notifica, A: Notificato, Fonte: "Redirect allo Sportello, §3.2"},
		{Da: EsitoNegativoRicevuto, Evento: RitornoPositivo, A: EsitoNegativoRicevuto, Fonte: fonteRipetuto},
		{Da: EsitoNegativoRicevuto, Evento: RitornoNegativo, A: EsitoNegativoRicevuto, Fonte: fonteRipetuto},
		{Da: EsitoNegativoRicevuto, Evento: RitornoSenzaEsito, A: EsitoNegativoRicevuto, Fonte: fonteRipetuto},
		{Da: EsitoNegativoRicevuto, Evento: Notifica, A: Notificato, Fonte: "Redirect allo Sportello, §3.2"},
		{Da: Notificato, Evento: RitornoPositivo, A: Notificato, Fonte: fonteNotificato},
		{Da: Notificato, Evento: RitornoNegativo, A: Notificato, Fonte: fonteNotificato},
		{Da: Notificato, Evento: RitornoSenzaEsito, A: Notificato, Fonte: fonteNotificato},
		{Da: Notificato, Evento: Notifica, A: Notificato, Fonte: fonteNotificato},
	},
	Errore: func(r automa.Rifiuto) error {
		return &Errore{Codice: CodiceTransizione, Campo: r.Stato(), Valore: r.Evento(), Err: cmp.Or(r.Causa, ErrTransizione)}
	},
})

const (
	// The link back can be clicked twice: the first outcome counts.
	fonteRipetuto = "our choice: a repeated return is idempotent"
	// Only the notification decides, whatever a late return says.
	fonteNotificato = "Redirect allo Sportello, §3.2 and §4.2"
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

// Mermaid returns the life of an attempt as a Mermaid state diagram, with the
// states given highlighted.
func Mermaid(correnti ...Stato) string { return macchina.Mermaid(correnti...) }

// XState returns the life of an attempt as the JSON of an XState v5 machine.
func XState() string { return macchina.XState() }

// SCXML returns the life of an attempt as a W3C SCXML document.
func SCXML() string { return macchina.SCXML() }
