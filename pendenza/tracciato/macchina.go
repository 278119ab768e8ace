package tracciato

import (
	"context"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

const (
	fonteLoader = "GovPay Loader, Caricamento pendenze tramite GovPay Loader"
	fonteStampa = "GovPay 3, Tracciati, IN_STAMPA"
	fonteGuasto = "GovPay 3, Tracciati, SCARTATO"
)

// macchina is the life of a file: the only place where it is written.
var macchina = automa.Nuova(automa.Definizione[Stato, Evento, struct{}]{
	Nome:     "tracciato",
	Stati:    nomiStato.Tutti(),
	Eventi:   nomiEvento.Tutti(),
	Iniziali: []Stato{Nuovo},
	Righe: []automa.Riga[Stato, Evento, struct{}]{
		{Da: []Stato{Nuovo}, Evento: Valida, A: ValidazioneOK, Fonte: fonteLoader},
		{Da: []Stato{Nuovo}, Evento: Rifiuta, A: ValidazioneKO, Fonte: fonteLoader},
		{Da: []Stato{ValidazioneOK}, Evento: AvviaCaricamento, A: InCaricamento, Fonte: fonteLoader},
		{Da: []Stato{InCaricamento}, Evento: AvviaCaricamento, Resta: true, Fonte: "GovPay 3, Tracciati: riprende dalle linee già fatte"},
		{Da: []Stato{InCaricamento}, Evento: FineOK, A: CaricamentoOK, Fonte: fonteLoader},
		{Da: []Stato{InCaricamento}, Evento: FineKO, A: CaricamentoKO, Fonte: fonteLoader},
		{Da: []Stato{CaricamentoOK, CaricamentoKO}, Evento: Stampa, Resta: true, Fonte: fonteStampa},
		{Da: []Stato{CaricamentoOK, CaricamentoKO}, Evento: FineStampa, Resta: true, Fonte: fonteStampa},
		{Da: []Stato{Nuovo, ValidazioneOK, InCaricamento}, Evento: Guasto, A: Annullato, Fonte: fonteGuasto},
	},
	Errore: func(r automa.Rifiuto) error {
		return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
	},
})

// Passo returns the state that e leads to from s, by the table alone; s and
// false when the table has no such row. It never allocates.
func Passo(s Stato, e Evento) (Stato, bool) { return macchina.Passo(s, e) }

// Applica returns the state that e leads to from s. On refusal it returns s and
// an *Errore of code TRANSIZIONE and kind ErrTransizione.
func Applica(s Stato, e Evento) (Stato, error) { return macchina.Applica(s, e, nil) }

// NuovaMacchina returns a looplab machine of a file that starts in s, to hang
// callbacks on; fire its events with Lancia. Errors: ErrTransizione for an
// invalid state or callback key.
func NuovaMacchina(s Stato, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchina.NuovaMacchina(s, &struct{}{}, callback)
}

// Lancia fires an event on a machine of NuovaMacchina; nil means that it
// happened. Errors: ErrTransizione.
func Lancia(ctx context.Context, m *fsm.FSM, e Evento) error { return macchina.Lancia(ctx, m, e) }

// Diagramma returns the life of a file as a text, in the format "mermaid" (with
// the states given highlighted), "xstate" (the JSON of an XState v5 machine),
// "scxml" (a W3C SCXML document) or "tabella" (Markdown, with guards and
// sources). Any other is an *Errore of code FORMATO.
func Diagramma(formato string, correnti ...Stato) (string, error) {
	return macchina.Diagramma(formato, correnti...)
}
