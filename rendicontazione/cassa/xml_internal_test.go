package cassa

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestComune: short texts seen again cost nothing, and only so many are kept.
func TestComune(t *testing.T) {
	d := nuovoDocumento(strings.NewReader(""))
	corto, lungo := []byte(strings.Repeat("x", 128)), []byte(strings.Repeat("x", 129))
	require.Equal(t, string(lungo), d.comune(lungo))
	require.Empty(t, d.comuni)
	require.Equal(t, string(corto), d.comune(corto))
	require.Len(t, d.comuni, 1)
	require.Zero(t, testing.AllocsPerRun(10, func() { d.comune(corto) }))
	for i := range 2 * maxComuni {
		s := strconv.Itoa(i)
		require.Equal(t, s, d.comune([]byte(s)))
	}
	require.Len(t, d.comuni, maxComuni)
}
