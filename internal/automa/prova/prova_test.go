package prova_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/automa/prova"
)

// spia is a testing.TB that notes failures instead of failing.
type spia struct {
	testing.TB
	detto []string
}

func (s *spia) Helper() {}
func (s *spia) Errorf(formato string, args ...any) {
	s.detto = append(s.detto, formato)
	_ = args
}

type abbandono struct{}

func (s *spia) FailNow() { panic(abbandono{}) }

// osserva runs f with a spy and returns what it complained about.
func osserva(t *testing.T, f func(testing.TB)) []string {
	t.Helper()
	s := &spia{TB: t}
	func() {
		defer func() {
			if v := recover(); v != nil && v != any(abbandono{}) {
				panic(v)
			}
		}()
		f(s)
	}()
	return s.detto
}

func TestGolden(t *testing.T) {
	if prova.Aggiorna() {
		t.Skip("with -update nothing differs")
	}
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("testdata", 0o755))
	require.NoError(t, os.WriteFile(filepath.Join("testdata", "a.txt"), []byte("uno\n"), 0o644))
	require.Empty(t, osserva(t, func(tb testing.TB) { prova.Golden(tb, "a.txt", "uno\n") }))
	require.Len(t, osserva(t, func(tb testing.TB) { prova.Golden(tb, "a.txt", "due\n") }), 1)
	require.Len(t, osserva(t, func(tb testing.TB) { prova.Golden(tb, "manca.txt", "uno\n") }), 1)
}

// A machine whose package writes no text for its refusals still passes: what
// is compared is what the doors say.

type porta uint8

func (p porta) String() string { return [...]string{"?", "CHIUSA", "APERTA", "?"}[min(p, 3)] }

type gesto uint8

func (g gesto) String() string { return [...]string{"?", "Apri", "Chiudi", "?"}[min(g, 3)] }

func TestMachineWithoutGuardsOrEnd(t *testing.T) {
	m := automa.Nuova(automa.Definizione[porta, gesto, struct{}]{
		Nome:     "porta",
		Stati:    slices.Values([]porta{1, 2}),
		Eventi:   slices.Values([]gesto{1, 2}),
		Iniziali: []porta{1},
		Righe: []automa.Riga[porta, gesto, struct{}]{
			{Da: []porta{1}, Evento: 1, A: 2, Fonte: "x"},
			{Da: []porta{2}, Evento: 2, A: 1, Fonte: "x"},
		},
	})
	prova.Struttura(t, m)
	prova.Allocazioni(t, m)
	require.NotContains(t, prova.Diagramma(t, m, "mermaid"), "--> [*]")
}

// The guard of one row is nobody else's: the same event from another state and
// another event from the same state go through when it is closed.
func TestMachineWithOneGuardedRow(t *testing.T) {
	type chiave struct{ girata bool }
	errFerma := errors.New("the key does not turn")
	gira := &automa.Guardia[chiave]{Nome: "gira", Ok: func(c *chiave) error {
		if !c.girata {
			return errFerma
		}
		return nil
	}}
	m := automa.Nuova(automa.Definizione[porta, gesto, chiave]{
		Nome:     "portone",
		Stati:    slices.Values([]porta{1, 2}),
		Eventi:   slices.Values([]gesto{1, 2}),
		Iniziali: []porta{1},
		Righe: []automa.Riga[porta, gesto, chiave]{
			{Da: []porta{1}, Evento: 1, A: 2, Guardia: gira, Fonte: "x"},
			{Da: []porta{1}, Evento: 2, A: 1, Fonte: "x"},
			{Da: []porta{2}, Evento: 1, A: 2, Fonte: "x"},
			{Da: []porta{2}, Evento: 2, A: 1, Fonte: "x"},
		},
	})
	prova.Struttura(t, m)
	prova.Accordo(t, m, &chiave{}, &chiave{girata: true})
	prova.Allocazioni(t, m)
}
