package prova

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
)

// Tutto proves and compares everything that is the same for every machine: that
// its doors agree (Accordo) and allocate no more than they should
// (Allocazioni), its matrix and its diagrams.
func Tutto[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C], contesti ...*C) {
	t.Helper()
	Accordo(t, m, contesti...)
	Allocazioni(t, m)
	Matrice(t, m)
	Diagrammi(t, m)
}

// Accordo proves that the doors of a machine agree, exhaustively: for every
// state, every event and both outcomes of every guard it compares Applica with
// the looplab machine (fired with Lancia and with looplab's own Event) in
// acceptance, destination, error and the guard's reason; with the guards open
// also with Passo. It then tries every number that is no state or no event.
//
// Guards are replaced to force their outcomes. For the contexts given the real
// guards are asked too, and the doors compared again.
func Accordo[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C], contesti ...*C) {
	t.Helper()
	aperta, _ := conGuardie(m, false)
	chiusa, ragioni := conGuardie(m, true)
	n := 0
	t.Run("guards open", func(t *testing.T) { n += confronta(t, aperta, new(C), nil, true) })
	t.Run("guards closed", func(t *testing.T) { n += confronta(t, chiusa, new(C), ragioni, false) })
	for i, c := range contesti {
		t.Run(fmt.Sprintf("context %d", i+1), func(t *testing.T) { n += confronta(t, m, c, nil, false) })
	}
	t.Run("unknown numbers", func(t *testing.T) { n += ignoti(t, aperta) })
	t.Logf("%s: the doors agree on %d combinations", m.Definizione().Nome, n)
}

// conGuardie returns the machine with every guard open or closed, and the
// reason each closed guard gives.
func conGuardie[S, E automa.Enumerato, C any](m *automa.Macchina[S, E, C], chiuse bool) (*automa.Macchina[S, E, C], map[string]error) {
	d := m.Definizione()
	ragioni := map[string]error{}
	nuove := map[*automa.Guardia[C]]*automa.Guardia[C]{}
	for i, r := range d.Righe {
		if r.Guardia == nil {
			continue
		}
		if nuove[r.Guardia] == nil {
			var ragione error
			if chiuse {
				ragione = errors.New("closed: " + r.Guardia.Nome)
				ragioni[r.Guardia.Nome] = ragione
			}
			nuove[r.Guardia] = &automa.Guardia[C]{Nome: r.Guardia.Nome, Ok: func(*C) error { return ragione }}
		}
		d.Righe[i].Guardia = nuove[r.Guardia]
	}
	return automa.Nuova(d), ragioni
}

// confronta walks every state and event and returns how many it compared.
func confronta[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C], c *C, ragioni map[string]error, aperta bool) int {
	t.Helper()
	var f *fsm.FSM
	for _, s := range m.Definizione().Iniziali {
		var err error
		f, err = m.NuovaMacchina(s, c, nil)
		require.NoError(t, err)
	}
	n := 0
	for s := range m.Definizione().Stati {
		for e := range m.Definizione().Eventi {
			n++
			caso := fmt.Sprintf("%s in %s", e, s)
			a, err := m.Applica(s, e, c)
			if err != nil {
				require.Equal(t, s, a, "%s: a refusal changes the state", caso)
			}
			if aperta {
				p, ok := m.Passo(s, e)
				require.Equal(t, ok, err == nil, "%s: Passo and Applica disagree", caso)
				require.Equal(t, p, a, "%s: Passo and Applica disagree", caso)
			}
			if g := guardia(m, s, e); ragioni[g] != nil {
				require.ErrorIs(t, err, ragioni[g], "%s: Applica hides the reason of the guard %s", caso, g)
			}
			f.SetState(s.String())
			confrontaErrori(t, caso+" by Lancia", err, m.Lancia(context.Background(), f, e))
			require.Equal(t, a.String(), f.Current(), "%s by Lancia", caso)
			f.SetState(s.String())
			err2 := f.Event(context.Background(), e.String())
			if errors.Is(err2, fsm.NoTransitionError{}) {
				err2 = nil // a row from a state to itself, accepted
			}
			require.Equal(t, err == nil, err2 == nil, "%s by Event: %v, %v", caso, err, err2)
			require.Equal(t, a.String(), f.Current(), "%s by Event", caso)
			if g := guardia(m, s, e); ragioni[g] != nil {
				require.ErrorIs(t, err2, ragioni[g], "%s by Event", caso)
			}
		}
	}
	return n
}

func confrontaErrori(t *testing.T, caso string, atteso, avuto error) {
	t.Helper()
	if atteso == nil {
		require.NoError(t, avuto, caso)
		return
	}
	require.EqualError(t, avuto, atteso.Error(), caso)
}

// guardia returns the name of the guard of an arrow, "" when there is none.
func guardia[S, E automa.Enumerato, C any](m *automa.Macchina[S, E, C], s S, e E) string {
	for a := range m.Archi() {
		if a.Da == s && a.Evento == e {
			return a.Guardia
		}
	}
	return ""
}

// ignoti tries every number of a byte: what is no state or no event is refused
// by every door.
func ignoti[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C]) int {
	t.Helper()
	d := m.Definizione()
	d.Errore = nil // to see the reason
	m = automa.Nuova(d)
	stati, eventi := map[S]bool{}, map[E]bool{}
	var f *fsm.FSM
	for s := range m.Definizione().Stati {
		stati[s] = true
	}
	for e := range m.Definizione().Eventi {
		eventi[e] = true
	}
	for _, s := range m.Definizione().Iniziali {
		var err error
		f, err = m.NuovaMacchina(s, new(C), nil)
		require.NoError(t, err)
	}
	n := 0
	for i := range 1 << 16 {
		s, e := S(i>>8), E(i&255)
		if stati[s] && eventi[e] {
			continue
		}
		n++
		motivo := automa.EventoSconosciuto
		if !stati[s] {
			motivo = automa.StatoSconosciuto
		}
		a, ok := m.Passo(s, e)
		a2, err := m.Applica(s, e, new(C))
		if ok || a != s || a2 != s || !errors.Is(err, motivo) {
			t.Fatalf("%s in %s: Passo %v %v, Applica %v %v, want %v", e, s, a, ok, a2, err, motivo)
		}
		f.SetState(s.String())
		if err3 := m.Lancia(context.Background(), f, e); err3 == nil || f.Current() != s.String() {
			t.Fatalf("%s in %s by Lancia: %v, then in %s", e, s, err3, f.Current())
		}
	}
	for s := range 256 {
		if !stati[S(s)] {
			_, err := m.NuovaMacchina(S(s), new(C), nil)
			require.Error(t, err, "a looplab machine starts in %s", S(s))
		}
	}
	return n
}

// Allocazioni checks that Passo and an accepted Applica allocate nothing, and
// a refused Applica once: for every state and event, with the guards open and
// closed.
func Allocazioni[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C]) {
	t.Helper()
	aperta, _ := conGuardie(m, false)
	chiusa, _ := conGuardie(m, true)
	c := new(C)
	for s := range m.Definizione().Stati {
		for e := range m.Definizione().Eventi {
			var ok bool
			require.Zero(t, testing.AllocsPerRun(10, func() { _, ok = aperta.Passo(s, e) }), "Passo, %s in %s", e, s)
			attese := 1.0
			if ok {
				attese = 0
			}
			require.Equal(t, attese, testing.AllocsPerRun(10, func() { _, _ = aperta.Applica(s, e, c) }), "Applica, %s in %s", e, s)
			if guardia(m, s, e) != "" {
				attese = 1
			}
			require.Equal(t, attese, testing.AllocsPerRun(10, func() { _, _ = chiusa.Applica(s, e, c) }), "Applica with closed guards, %s in %s", e, s)
		}
	}
}
