package automa

import "iter"

// Segmento is what a run of events does to every state at once: element s is
// the state that the run leads to from s, 0 when it cannot be applied there.
//
// Segments compose associatively, so the pieces of one journal can be folded
// in parallel and merged in order.
type Segmento[S ~uint8] [Massimo + 1]S

// Identita is the segment of no events.
func (m *Macchina[S, E, C]) Identita() Segmento[S] {
	var g Segmento[S]
	for _, s := range m.stati.ordine {
		g[s] = S(s)
	}
	return g
}

// Ripiega folds a run of events by the table alone. From a state where one of
// the events has no row the whole run leads to 0.
func (m *Macchina[S, E, C]) Ripiega(eventi iter.Seq[E]) Segmento[S] {
	return m.ripiega(eventi, false)
}

// RipiegaTollerante folds a run of events as Ripiega does, but an event
// without a row in the state it meets leaves that state as it is.
func (m *Macchina[S, E, C]) RipiegaTollerante(eventi iter.Seq[E]) Segmento[S] {
	return m.ripiega(eventi, true)
}

func (m *Macchina[S, E, C]) ripiega(eventi iter.Seq[E], tollera bool) Segmento[S] {
	g := m.Identita()
	for e := range eventi {
		for _, s := range m.stati.ordine {
			a, ok := m.Passo(g[s], e)
			if !ok && !tollera {
				a = 0
			}
			g[s] = a
		}
	}
	return g
}

// Da returns where the run leads from s, false when it cannot be applied.
func (g Segmento[S]) Da(s S) (S, bool) {
	if s > Massimo || g[s] == 0 {
		return s, false
	}
	return g[s], true
}

// Componi returns the segment of this run followed by the next one.
func (g Segmento[S]) Componi(poi Segmento[S]) Segmento[S] {
	for s, a := range g {
		// Element 0 of every segment is 0: a run refused once stays refused.
		g[s] = poi[a&Massimo]
	}
	return g
}
