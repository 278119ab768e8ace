package automa_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
)

func TestRipiega(t *testing.T) {
	m := mTornello
	g := m.Ripiega(slices.Values([]evento{oblitera, transita, rompi}))
	for s, want := range map[stato]stato{chiuso: guasto, aperto: guasto} {
		a, ok := g.Da(s)
		require.True(t, ok, s)
		require.Equal(t, want, a)
	}
	for _, s := range []stato{0, guasto, dismesso, 5, 31, 32, 255} {
		a, ok := g.Da(s)
		require.False(t, ok, s)
		require.Equal(t, s, a)
	}

	// The tolerant fold keeps what the table refuses.
	g = m.RipiegaTollerante(slices.Values([]evento{oblitera, transita, rompi}))
	require.Equal(t, automa.Segmento[stato]{chiuso: guasto, aperto: guasto, guasto: guasto, dismesso: dismesso}, g)

	require.Equal(t, m.Identita(), m.Ripiega(slices.Values([]evento(nil))))
	require.Equal(t, automa.Segmento[stato]{}, m.Ripiega(slices.Values([]evento{99})))
	require.Equal(t, m.Identita(), m.RipiegaTollerante(slices.Values([]evento{0, 99})))
}

// sequenze returns every sequence of at most n events.
func sequenze(n int) [][]evento {
	tutte := [][]evento{nil}
	for i := 0; len(tutte[i]) < n; i++ {
		for e := range mTornello.TuttiEventi() {
			tutte = append(tutte, append(slices.Clone(tutte[i]), e))
		}
	}
	return tutte
}

// TestComponi: for every run of up to four events and every point to cut it,
// the parts composed are the whole, strictly and tolerantly; the fold agrees
// with walking each state by Passo; the composition is associative.
func TestComponi(t *testing.T) {
	m := mTornello
	for _, es := range sequenze(4) {
		for nome, piega := range map[string]func([]evento) automa.Segmento[stato]{
			"strict":   func(es []evento) automa.Segmento[stato] { return m.Ripiega(slices.Values(es)) },
			"tolerant": func(es []evento) automa.Segmento[stato] { return m.RipiegaTollerante(slices.Values(es)) },
		} {
			tutto := piega(es)
			for i := range len(es) + 1 {
				require.Equal(t, tutto, piega(es[:i]).Componi(piega(es[i:])), "%s %v at %d", nome, es, i)
				for j := range i {
					a, b, c := piega(es[:j]), piega(es[j:i]), piega(es[i:])
					require.Equal(t, a.Componi(b).Componi(c), a.Componi(b.Componi(c)), "%s %v", nome, es)
				}
			}
			require.Equal(t, tutto, m.Identita().Componi(tutto))
			require.Equal(t, tutto, tutto.Componi(m.Identita()))
		}
		for s := range m.Stati() {
			a, ok := s, true
			for _, e := range es {
				if ok {
					a, ok = m.Passo(a, e)
				}
			}
			b, ok2 := m.Ripiega(slices.Values(es)).Da(s)
			require.Equal(t, ok, ok2, "%v from %s", es, s)
			if ok {
				require.Equal(t, a, b, "%v from %s", es, s)
			}
		}
	}
}

func TestPiecesFoldedInParallel(t *testing.T) {
	var giornale []evento
	for i := range 100_000 {
		giornale = append(giornale, []evento{oblitera, transita, rompi, ripara, oblitera, oblitera, transita}[i%7])
	}
	const pezzi = 8
	var parti [pezzi]automa.Segmento[stato]
	var attesa sync.WaitGroup
	for i := range pezzi {
		attesa.Go(func() {
			parti[i] = mTornello.Ripiega(slices.Values(giornale[i*len(giornale)/pezzi : (i+1)*len(giornale)/pezzi]))
		})
	}
	attesa.Wait()
	unito := mTornello.Identita()
	for _, p := range parti {
		unito = unito.Componi(p)
	}
	require.Equal(t, mTornello.Ripiega(slices.Values(giornale)), unito)
	// 100,000 = 14,285 whole rounds back to CHIUSO and five events more.
	a, ok := unito.Da(chiuso)
	require.True(t, ok)
	require.Equal(t, aperto, a)
}

func TestFoldingDoesNotAllocate(t *testing.T) {
	eventi := slices.Repeat([]evento{oblitera, transita, rompi, ripara}, 1000)
	corti := slices.Values(eventi[:1])
	lunghi := slices.Values(eventi)
	var g automa.Segmento[stato]
	fisse := testing.AllocsPerRun(100, func() { g = mTornello.Ripiega(corti) })
	require.Equal(t, fisse, testing.AllocsPerRun(100, func() { g = mTornello.Ripiega(lunghi) }), "allocations grow with the events")
	require.Zero(t, testing.AllocsPerRun(100, func() { g = g.Componi(mTornello.Identita()) }))
}
