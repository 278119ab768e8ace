package gdp

import (
	"context"
	"slices"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// macchinaPosizione takes every code in every state: the rows are what the fold
// makes of a code that comes later than the tolerance of the clocks, without a
// fault code, when nothing is known of the RT.
var macchinaPosizione = automa.Nuova(automa.Definizione[StatoPosizione, EventCode, struct{}]{
	Nome:     "posizione",
	Stati:    nomiStatoPosizione.Tutti(),
	Eventi:   nomiEventCode.Tutti(),
	Iniziali: []StatoPosizione{StatoInizio},
	Righe:    posizioni.righe(),
	Gruppo:   func(s StatoPosizione) string { return s.Posizione().String() },
	Errore:   rifiutaTransizione,
})

// PassoPosizione returns where a payment stands after a code, in whatever order
// the codes come: where the analysis of the same events ends, each later than the
// one before by more than the tolerance of the clocks, none with a fault code.
// A code that moves nothing leaves the state as it is; false is for a number that
// is no state or no code. It never allocates.
func PassoPosizione(da StatoPosizione, codice EventCode) (StatoPosizione, bool) {
	return macchinaPosizione.Passo(da, codice)
}

// ApplicaPosizione is PassoPosizione with a typed refusal:
// TRANSIZIONE_NON_AMMESSA (ErrTransizione), and the old state.
func ApplicaPosizione(da StatoPosizione, codice EventCode) (StatoPosizione, error) {
	return macchinaPosizione.Applica(da, codice, nil)
}

// NuovaMacchinaPosizione returns a looplab machine over the same table, to hang
// callbacks on. "before_event" is reserved. Fire events with LanciaPosizione.
func NuovaMacchinaPosizione(s StatoPosizione, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaPosizione.NuovaMacchina(s, &struct{}{}, callback)
}

// LanciaPosizione fires a code on a machine of NuovaMacchinaPosizione. Its
// errors are those of ApplicaPosizione, and avviso.CodiceAvvenuto for what a
// callback reports afterwards.
func LanciaPosizione(ctx context.Context, m *fsm.FSM, codice EventCode) error {
	return macchinaPosizione.Lancia(ctx, m, codice)
}

// DiagrammaPosizione returns the machine of the position as a text, in the
// format "mermaid" (with the states given highlighted), "xstate" (the JSON of an
// XState v5 machine, whose events are the codes and in which every state has its
// Posizione as tag), "scxml" (a W3C SCXML document) or "tabella" (Markdown, with
// sources). Any other is an *Errore of code FORMATO. DiagrammaPubblicato is the
// small diagram to look at.
func DiagrammaPosizione(formato string, correnti ...StatoPosizione) (string, error) {
	return macchinaPosizione.Diagramma(formato, correnti...)
}

// diagrammaPubblicato is the projection of the machine on the positions: the
// arrows of the codes that follow each other directly. Where the position alone
// does not tell where a code leads, the arrow is the one of the ordinary course:
// RPT_PAGATA out of FINE_NEGATIVA leads to RIVERSAMENTO after an RT that was
// delivered.
var diagrammaPubblicato = automa.Nuova(automa.Definizione[Posizione, EventCode, struct{}]{
	Nome:     "diagramma",
	Stati:    nomiPosizione.Tutti(),
	Eventi:   nomiEventCode.Tutti(),
	Iniziali: []Posizione{Inizio},
	Righe:    posizioni.righeDirette(),
})

// DiagrammaPubblicato returns the diagram of the official document in Mermaid,
// the positions given highlighted, with the negative end that it lacks: a picture of the ordinary course, drawn from the
// machine of DiagrammaPosizione, which is the one to feed with codes.
//
// Source: Giornale dei Pagamenti, "Stato della posizione debitoria"; FINE_NEGATIVA
// and the arrows to and from it are our own.
func DiagrammaPubblicato(correnti ...Posizione) string {
	testo, _ := diagrammaPubblicato.Diagramma("mermaid", correnti...) // the format is known
	return testo
}

// righe are the rows of the machine of the position.
func (p *partizione) righe() []automa.Riga[StatoPosizione, EventCode, struct{}] {
	var righe []automa.Riga[StatoPosizione, EventCode, struct{}]
	for s := range nomiStatoPosizione.Tutti() {
		for c := range nomiEventCode.Tutti() {
			r := automa.Riga[StatoPosizione, EventCode, struct{}]{Da: []StatoPosizione{s}, Evento: c, Fonte: p.fonte(s, c)}
			if r.A = p.passi[s][c]; r.A == s {
				r.A, r.Resta = 0, true
			}
			righe = append(righe, r)
		}
	}
	return righe
}

// righeDirette are the arrows of the projection: the codes that lead directly
// from some state of a position to another position, the ordinary course first.
func (p *partizione) righeDirette() []automa.Riga[Posizione, EventCode, struct{}] {
	var righe []automa.Riga[Posizione, EventCode, struct{}]
	for s := range nomiStatoPosizione.Tutti() {
		for c := range nomiEventCode.Tutti() {
			da, a := s.Posizione(), p.passi[s][c].Posizione()
			gia := slices.ContainsFunc(righe, func(r automa.Riga[Posizione, EventCode, struct{}]) bool {
				return r.Da[0] == da && r.Evento == c
			})
			if da != a && !gia && p.dirette[s][c] != "" {
				righe = append(righe, automa.Riga[Posizione, EventCode, struct{}]{
					Da: []Posizione{da}, Evento: c, A: a, Fonte: p.dirette[s][c],
				})
			}
		}
	}
	return righe
}
