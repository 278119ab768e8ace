package automa

import (
	"iter"
	"slices"
)

// Nome returns the name of the machine.
func (m *Macchina[S, E, C]) Nome() string { return m.nome }

// Stati yields every state in declared order.
func (m *Macchina[S, E, C]) Stati() iter.Seq[S] { return in[S](m.stati.ordine) }

// TuttiEventi yields every event in declared order.
func (m *Macchina[S, E, C]) TuttiEventi() iter.Seq[E] { return in[E](m.eventi.ordine) }

// Iniziali yields the initial states in declared order.
func (m *Macchina[S, E, C]) Iniziali() iter.Seq[S] { return in[S](m.iniziali) }

// Righe yields the rows in declared order.
func (m *Macchina[S, E, C]) Righe() iter.Seq[Riga[S, E, C]] { return slices.Values(m.righe) }

// Definizione returns the declaration the machine was built from, with slices
// of its own.
func (m *Macchina[S, E, C]) Definizione() Definizione[S, E, C] {
	d := m.def
	d.Iniziali = slices.Clone(d.Iniziali)
	d.Righe = slices.Clone(d.Righe)
	return d
}

// Eventi yields the events that have a row in state s, in the order of the
// rows; none for a terminal or unknown state. Guards are not asked.
func (m *Macchina[S, E, C]) Eventi(s S) iter.Seq[E] {
	if s > Massimo {
		return in[E](nil)
	}
	return in[E](m.uscite[s])
}

// Raggiungibili yields, in declared order, the states that one or more events
// lead to from s: s itself only when a way leads back to it. Guards are taken
// as open.
func (m *Macchina[S, E, C]) Raggiungibili(s S) iter.Seq[S] {
	visti := m.raggiungibili(uint8(s))
	return func(yield func(S) bool) {
		for _, v := range m.stati.ordine {
			if visti.ha(v) && !yield(S(v)) {
				return
			}
		}
	}
}

// Perche says what the table thinks of e in s: Ammesso, StatoSconosciuto,
// EventoSconosciuto or NonDaQui. What a guard thinks is in the error of
// Applica.
func (m *Macchina[S, E, C]) Perche(s S, e E) Motivo { return m.motivo(uint8(s), uint8(e)) }

// Terminale reports whether s is a state of the machine that no row leaves.
func (m *Macchina[S, E, C]) Terminale(s S) bool {
	return m.stati.conosce(uint8(s)) && len(m.uscite[s]) == 0
}

// in yields numbers as values of T.
func in[T ~uint8](numeri []uint8) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, n := range numeri {
			if !yield(T(n)) {
				return
			}
		}
	}
}
