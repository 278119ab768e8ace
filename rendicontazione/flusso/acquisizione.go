package flusso

import (
	"context"
	"slices"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoAcquisizione is where a version of a flow stands at the body that
// acquires it (acquisizione). Persist its name; zero is invalid.
//
// Source: GovPay, Rendicontazioni: stato del flusso.
type StatoAcquisizione uint8

// States of the acquisition.
const (
	// Ricevuto: the document is here and was not examined.
	Ricevuto StatoAcquisizione = iota + 1
	// Accettato: read, without an anomaly of the flow; its rows may have theirs.
	Accettato
	// Anomalo: read, with an anomaly of the flow; it credits nothing.
	Anomalo
	// Rifiutato: not readable as a flow. A corrected document is another version.
	Rifiutato
	// Obsoleto: a later version of the same flow is here.
	Obsoleto
)

var nomiStatoAcquisizione = nomi.ConColonna[StatoAcquisizione](rifiutaValore("stato"),
	"RICEVUTO", "ACCETTATO", "ANOMALO", "RIFIUTATO", "OBSOLETO")

// EventoAcquisizione is what happens to a version of a flow. Zero is invalid.
type EventoAcquisizione uint8

// Events of the acquisition.
const (
	// Acquisisci: the flow was read and has no anomaly of its own.
	Acquisisci EventoAcquisizione = iota + 1
	// Segnala: the flow was read, or examined again with new receipts, and has an
	// anomaly of its own.
	Segnala
	// Rifiuta: the document cannot be read as a flow.
	Rifiuta
	// Sostituisci: a later version of the flow is here; the order of arrival
	// does not matter.
	Sostituisci
)

var nomiEventoAcquisizione = nomi.Passi[EventoAcquisizione](rifiutaValore("evento"),
	"Acquisisci", "Segnala", "Rifiuta", "Sostituisci")

// ContestoAcquisizione is what the guards of the acquisition look at: the
// anomalies found so far, those of rows included.
type ContestoAcquisizione struct{ Anomalie []Anomalia }

func (c *ContestoAcquisizione) anomalo() bool {
	return slices.ContainsFunc(c.Anomalie, func(a Anomalia) bool { return a.Livello == LivelloFlusso })
}

var (
	senzaAnomalie = automa.Guardia[ContestoAcquisizione]{Nome: "senza anomalie del flusso", Ok: func(c *ContestoAcquisizione) error {
		if c.anomalo() {
			return ErrAnomalo
		}
		return nil
	}}
	conAnomalie = automa.Guardia[ContestoAcquisizione]{Nome: "anomalie del flusso", Ok: func(c *ContestoAcquisizione) error {
		if !c.anomalo() {
			return ErrNonAnomalo
		}
		return nil
	}}
)

// acquisizione is the life of a version of a flow: the only place where it is
// written.
var acquisizione = automa.Nuova(automa.Definizione[StatoAcquisizione, EventoAcquisizione, ContestoAcquisizione]{
	Nome:     "acquisizione",
	Stati:    nomiStatoAcquisizione.Tutti(),
	Eventi:   nomiEventoAcquisizione.Tutti(),
	Iniziali: []StatoAcquisizione{Ricevuto},
	Righe: []automa.Riga[StatoAcquisizione, EventoAcquisizione, ContestoAcquisizione]{
		{Da: []StatoAcquisizione{Ricevuto}, Evento: Acquisisci, A: Accettato, Guardia: &senzaAnomalie, Fonte: fonteStati},
		{Da: []StatoAcquisizione{Ricevuto}, Evento: Segnala, A: Anomalo, Guardia: &conAnomalie, Fonte: fonteStati},
		{Da: []StatoAcquisizione{Ricevuto}, Evento: Rifiuta, A: Rifiutato, Fonte: fonteStati},
		{Da: []StatoAcquisizione{Accettato, Anomalo}, Evento: Acquisisci, A: Accettato, Guardia: &senzaAnomalie, Fonte: fonteRiesame},
		{Da: []StatoAcquisizione{Accettato, Anomalo}, Evento: Segnala, A: Anomalo, Guardia: &conAnomalie, Fonte: fonteRiesame},
		{Da: []StatoAcquisizione{Ricevuto, Accettato, Anomalo, Obsoleto}, Evento: Sostituisci, A: Obsoleto, Fonte: fonteVersioni},
	},
	Errore: func(r automa.Rifiuto) error {
		return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
	},
})

const (
	fonteStati    = "GovPay, Rendicontazioni: stati ACCETTATA, ANOMALA, RIFIUTATA"
	fonteVersioni = "SACI 3.2.1, Flusso di Rendicontazione: sovrascrittura"
	// 007102 comes and goes with the receipts: results are computed again.
	fonteRiesame = "GovPay, Rendicontazioni: 007102"
)

// PassoAcquisizione returns the state that e leads to from s, by the table
// alone; s and false when the table has no such row. It never allocates.
func PassoAcquisizione(s StatoAcquisizione, e EventoAcquisizione) (StatoAcquisizione, bool) {
	return acquisizione.Passo(s, e)
}

// ApplicaAcquisizione returns the state that e leads to from s, when the
// anomalies in c agree with it. On refusal it returns s and an *Errore of code
// TRANSIZIONE and kind ErrTransizione, ErrAnomalo or ErrNonAnomalo.
func ApplicaAcquisizione(s StatoAcquisizione, e EventoAcquisizione, c *ContestoAcquisizione) (StatoAcquisizione, error) {
	return acquisizione.Applica(s, e, c)
}

// NuovaMacchinaAcquisizione returns a looplab machine that starts in s, to hang
// callbacks on; fire its events with [LanciaAcquisizione]. Errors:
// ErrTransizione for an invalid state or callback key, or a nil context.
func NuovaMacchinaAcquisizione(s StatoAcquisizione, c *ContestoAcquisizione, callback fsm.Callbacks) (*fsm.FSM, error) {
	return acquisizione.NuovaMacchina(s, c, callback)
}

// LanciaAcquisizione fires an event on a machine of NuovaMacchinaAcquisizione;
// nil means that it happened. Errors: those of ApplicaAcquisizione.
func LanciaAcquisizione(ctx context.Context, m *fsm.FSM, e EventoAcquisizione) error {
	return acquisizione.Lancia(ctx, m, e)
}

// DiagrammaAcquisizione returns the acquisition as a text, in the format
// "mermaid" (with the states given highlighted), "xstate" (the JSON of an
// XState v5 machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown,
// with guards and sources). Any other is an *Errore of code FORMATO.
func DiagrammaAcquisizione(formato string, correnti ...StatoAcquisizione) (string, error) {
	return acquisizione.Diagramma(formato, correnti...)
}

// Acquisizione returns the state of a flow that was just read, and what
// [Flusso.Anomalie] found: ACCETTATO or ANOMALO.
func (f *Flusso) Acquisizione() (StatoAcquisizione, []Anomalia, []avviso.Avvertenza) {
	anomalie, avvertenze := f.Anomalie()
	c := ContestoAcquisizione{anomalie}
	evento := Acquisisci
	if c.anomalo() {
		evento = Segnala
	}
	s, _ := PassoAcquisizione(Ricevuto, evento)
	return s, anomalie, avvertenze
}
