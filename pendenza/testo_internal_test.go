package pendenza

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// Texts and amounts at their bounds, whichever way they are looked at.
func TestTestiAlLimite(t *testing.T) {
	for s, want := range map[string]bool{
		"ab": false, "abc": true, "abcde": true, "abcdef": false, "èèè": true, "èèèèè": true, "èèèèèè": false, "   ": false, "a b": false, "\t\t\t": false, "ab\x7f": true,
	} {
		require.Equal(t, want, senzaSpazi(s, 3, 5), "%q", s)
	}
	for s, want := range map[string]bool{"a": true, "è": true, "a\x80": false, "\x80": false, "\x7f": false, "\x1f": false, strings.Repeat("a", 9) + "\x80": false} {
		n, ok := stampabile(s)
		require.Equal(t, want, ok, "%q", s)
		require.True(t, !ok || n == len([]rune(s)), "%q", s)
	}
	for s, want := range map[string]avviso.Codice{
		"999999999.99": "", "1000000000.00": Max, "1000000000": Max, "1000000000.0": Max, "-1000000000.00": Min, "0.00": "", "-0.01": "", "0.001": Decimali,
	} {
		_, codice, _ := leggiImporto(s)
		require.Equal(t, want, codice, s)
	}
}
