package tracciato

import (
	"cmp"
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
		{Da: Nuovo, Evento: Valida, A: ValidazioneOK, Fonte: fonteLoader},
		{Da: Nuovo, Evento: Rifiuta, A: ValidazioneKO, Fonte: fonteLoader},
		{Da: ValidazioneOK, Evento: AvviaCaricamento, A: InCaricamento, Fonte: fonteLoader},
		{Da: InCaricamento, Evento: AvviaCaricamento, A: InCaricamento, Fonte: "GovPay 3, Tracciati: it goes on from the lines already done"},
		{Da: InCaricamento, Evento: FineOK, A: CaricamentoOK, Fonte: fonteLoader},
		{Da: InCaricamento, Evento: FineKO, A: CaricamentoKO, Fonte: fonteLoader},
		{Da: CaricamentoOK, Evento: Stampa, A: CaricamentoOK, Fonte: fonteStampa},
		{Da: CaricamentoOK, Evento: FineStampa, A: CaricamentoOK, Fonte: fonteStampa},
		{Da: CaricamentoKO, Evento: Stampa, A: CaricamentoKO, Fonte: fonteStampa},
		{Da: CaricamentoKO, Evento: FineStampa, A: CaricamentoKO, Fonte: fonteStampa},
		{Da: Nuovo, Evento: Guasto, A: Annullato, Fonte: fonteGuasto},
		{Da: ValidazioneOK, Evento: Guasto, A: Annullato, Fonte: fonteGuasto},
		{Da: InCaricamento, Evento: Guasto, A: Annullato, Fonte: fonteGuasto},
	},
	Errore: func(r automa.Rifiuto) error {
		return &Errore{Codice: CodiceTransizione, Campo: r.Stato(), Valore: r.Evento(), Err: cmp.Or(r.Causa, ErrTransizione)}
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

// Mermaid returns the life of a file as a Mermaid state diagram, with the
// states given highlighted.
func Mermaid(correnti ...Stato) string { return macchina.Mermaid(correnti...) }

// XState returns the life of a file as the JSON of an XState v5 machine.
func XState() string { return macchina.XState() }

// SCXML returns the life of a file as a W3C SCXML document.
func SCXML() string { return macchina.SCXML() }
