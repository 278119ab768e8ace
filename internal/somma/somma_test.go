package somma_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/somma"
)

// casi are where halves, signs and 64 bits end.
var casi = []int64{
	0, 1, -1, 99, 1<<32 - 1, 1 << 32, 1<<32 + 1, -(1 << 32), -(1<<32 - 1), -(1<<32 + 1), 1 << 62, -(1 << 62),
	math.MaxInt64, math.MaxInt64 - 1, math.MinInt64, math.MinInt64 + 1, 3<<32 + 5, -(3<<32 + 5),
}

// TestEsatta adds every triple of cases, and compares with math/big at each step.
func TestEsatta(t *testing.T) {
	for _, a := range casi {
		for _, b := range casi {
			for _, c := range casi {
				var s somma.Esatta
				vero := new(big.Int)
				for _, n := range []int64{a, b, c} {
					s.Aggiungi(n)
					vero.Add(vero, big.NewInt(n))
					controlla(t, s, vero)
				}
			}
		}
	}
}

func controlla(t *testing.T, s somma.Esatta, vero *big.Int) {
	t.Helper()
	n, ok := s.Int64()
	require.Equal(t, vero.IsInt64(), ok, "%v", vero)
	if ok {
		require.Equal(t, vero.Int64(), n)
	}
	for _, x := range casi {
		require.Equal(t, vero.Cmp(big.NewInt(x)) == 0, s.Uguale(x), "%v and %d", vero, x)
	}
	if ok {
		require.True(t, s.Uguale(n))
		require.False(t, s.Uguale(n^1))
	}
}

// TestPassaOltre: a sum may pass beyond 64 bits and come back.
func TestPassaOltre(t *testing.T) {
	var s somma.Esatta
	for range 100_000 {
		s.Aggiungi(math.MaxInt64)
	}
	_, ok := s.Int64()
	require.False(t, ok)
	for range 100_000 {
		s.Aggiungi(-math.MaxInt64)
	}
	require.True(t, s.Uguale(0))
	require.Zero(t, testing.AllocsPerRun(10, func() { s.Aggiungi(1) }))
}

func FuzzEsatta(f *testing.F) {
	f.Add(int64(math.MaxInt64), int64(1), int64(-1), uint8(3))
	f.Add(int64(math.MinInt64), int64(math.MinInt64), int64(math.MaxInt64), uint8(200))
	f.Fuzz(func(t *testing.T, a, b, c int64, volte uint8) {
		var s somma.Esatta
		vero := new(big.Int)
		for range volte {
			for _, n := range []int64{a, b, c} {
				s.Aggiungi(n)
				vero.Add(vero, big.NewInt(n))
			}
		}
		controlla(t, s, vero)
	})
}
