package avviso_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// casiTotale are where halves, signs and 64 bits end.
var casiTotale = []int64{
	0, 1, -1, 99, 1<<32 - 1, 1 << 32, 1<<32 + 1, -(1 << 32), -(1<<32 - 1), -(1<<32 + 1), 1 << 62, -(1 << 62),
	math.MaxInt64, math.MaxInt64 - 1, math.MinInt64, math.MinInt64 + 1, 3<<32 + 5, -(3<<32 + 5),
}

// TestTotale adds every triple of cases, and compares with math/big at each step.
func TestTotale(t *testing.T) {
	for _, a := range casiTotale {
		for _, b := range casiTotale {
			for _, c := range casiTotale {
				var s avviso.Totale
				vero := new(big.Int)
				for _, n := range []int64{a, b, c} {
					s.Aggiungi(avviso.ImportoDaCentesimi(n))
					vero.Add(vero, big.NewInt(n))
					controllaTotale(t, s, vero)
				}
			}
		}
	}
}

func controllaTotale(t *testing.T, s avviso.Totale, vero *big.Int) {
	t.Helper()
	i, err := s.Importo()
	ok := vero.IsInt64() && vero.Int64() != math.MinInt64 // which no sum returns
	require.Equal(t, ok, err == nil, "%v", vero)
	require.Equal(t, vero.Sign(), s.Segno(), "%v", vero)
	if ok {
		require.Equal(t, vero.Int64(), i.Centesimi())
	}
	for _, x := range casiTotale {
		require.Equal(t, vero.Cmp(big.NewInt(x)) == 0, s.Uguale(avviso.ImportoDaCentesimi(x)), "%v and %d", vero, x)
	}
	if ok {
		require.True(t, s.Uguale(i))
		require.False(t, s.Uguale(avviso.ImportoDaCentesimi(i.Centesimi()^1)))
	}
}

// TestTotaleOltre: a sum may pass beyond 64 bits and come back.
func TestTotaleOltre(t *testing.T) {
	var s avviso.Totale
	for range 100_000 {
		s.Aggiungi(avviso.ImportoDaCentesimi(math.MaxInt64))
	}
	_, err := s.Importo()
	require.ErrorIs(t, err, avviso.ErrImporto)
	for range 100_000 {
		s.Aggiungi(avviso.ImportoDaCentesimi(-math.MaxInt64))
	}
	require.True(t, s.Uguale(avviso.Importo{}))
	require.Zero(t, testing.AllocsPerRun(10, func() { s.Aggiungi(avviso.ImportoDaCentesimi(1)) }))
}

func FuzzTotale(f *testing.F) {
	f.Add(int64(math.MaxInt64), int64(1), int64(-1), uint8(3))
	f.Add(int64(math.MinInt64), int64(math.MinInt64), int64(math.MaxInt64), uint8(200))
	f.Fuzz(func(t *testing.T, a, b, c int64, volte uint8) {
		var s avviso.Totale
		vero := new(big.Int)
		for range volte {
			for _, n := range []int64{a, b, c} {
				s.Aggiungi(avviso.ImportoDaCentesimi(n))
				vero.Add(vero, big.NewInt(n))
			}
		}
		controllaTotale(t, s, vero)
	})
}
