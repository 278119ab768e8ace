package rendicontazione

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// TestSommaSaturata: a sum beyond 64 bits of cents stops at their end, on its side.
func TestSommaSaturata(t *testing.T) {
	for _, tt := range [][3]int64{
		{1, 2, 3},
		{-1, 1, 0},
		{0, 0, 0},
		{math.MaxInt64, 0, math.MaxInt64},
		{math.MinInt64, 0, math.MinInt64},
		{math.MaxInt64, math.MinInt64, -1},
		{math.MaxInt64 - 1, 1, math.MaxInt64},
		{math.MinInt64 + 1, -1, math.MinInt64},
		{math.MaxInt64, 1, math.MaxInt64},
		{1, math.MaxInt64, math.MaxInt64},
		{math.MaxInt64, math.MaxInt64, math.MaxInt64},
		{math.MinInt64, -1, math.MinInt64},
		{-1, math.MinInt64, math.MinInt64},
		{math.MinInt64, math.MinInt64, math.MinInt64},
	} {
		somma := sommaSaturata(avviso.ImportoDaCentesimi(tt[0]), avviso.ImportoDaCentesimi(tt[1]))
		require.Equal(t, tt[2], somma.Centesimi(), "%d + %d", tt[0], tt[1])
	}
}
