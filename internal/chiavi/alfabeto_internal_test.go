package chiavi

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

type parte int

func (a parte) Compare(b parte) int { return int(a - b) }

func testi(tt ...string) func(func(parte, string) bool) {
	return func(yield func(parte, string) bool) {
		for i := 0; i < len(tt) && yield(1, tt[i]); i++ {
		}
	}
}

// TestInizio: as many places go into a part of a key as it has numbers for, the last
// number included, and no product of bases beyond 64 bits.
func TestInizio(t *testing.T) {
	for _, c := range []struct {
		basi            []uint64
		prima, capienza uint64
		posti           int
		numeri          uint64
	}{
		{[]uint64{4, 4}, 1, 16, 2, 16},
		{[]uint64{4, 4}, 1, 15, 1, 4},
		{[]uint64{4, 4}, 2, 16, 1, 8},
		{[]uint64{4}, 8, 16, 0, 8},
		{[]uint64{1 << 32, 1 << 32}, 1, math.MaxUint64, 1, 1 << 32}, // 2^64, whose low half is 0
	} {
		posti := make([]posto, len(c.basi))
		for i, b := range c.basi {
			posti[i].base = b
		}
		presi, numeri := inizio(posti, c.prima, c.capienza)
		require.Len(t, presi, c.posti, c)
		require.Equal(t, c.numeri, numeri, c)
	}
}

// TestChiaviPiene: texts that their keys hold are kept nowhere else; those that are longer
// than what is learned, or than the keys have room for, are.
func TestChiaviPiene(t *testing.T) {
	a := Impara(testi("abc", "abd"))
	require.Nil(t, a.lunghi)
	lungo := string(make([]byte, maxPosti))
	a = Impara(testi(lungo))
	require.Nil(t, a.lunghi)
	a = Impara(testi(lungo + "x"))
	require.Len(t, a.lunghi, 1)
}
