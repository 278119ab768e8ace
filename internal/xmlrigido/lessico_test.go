package xmlrigido_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

func TestSpaziBianchi(t *testing.T) {
	casi := []struct{ s, compressa string }{
		{"", ""},
		{"abc", "abc"},
		{"a b", "a b"},
		{" a  b ", "a b"},
		{"a ", "a"},
		{"a  b", "a b"},
		{"\ta\r\nb\n", "a b"},
		{" \t\n", ""},
		{"\u00A0a", "\u00A0a"},
	}
	for _, c := range casi {
		require.Equal(t, c.compressa, xmlrigido.Comprimi(c.s), "%q", c.s)
	}
	require.Zero(t, testing.AllocsPerRun(10, func() {
		_ = xmlrigido.Comprimi("Comune di Prova")
	}))
}

// Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].
//
// Source: XML 1.0, fifth edition, production 2.
func TestCarattere(t *testing.T) {
	for r, atteso := range map[rune]bool{
		0: false, 8: false, 9: true, 0xA: true, 0xB: false, 0xC: false, 0xD: true, 0xE: false, 0x1F: false, 0x20: true, 0x7F: true, 0xD7FF: true, 0xD800: false,
		0xDFFF: false, 0xE000: true, 0xFFFD: true, 0xFFFE: false, 0xFFFF: false, 0x10000: true, 0x10FFFF: true, 0x110000: false, -1: false,
	} {
		require.Equal(t, atteso, xmlrigido.Carattere(r), "%X", r)
	}
}

func TestTipiSemplici(t *testing.T) {
	for s, atteso := range map[string]bool{"true": true, "1": true, "false": false, " 0\n": false} {
		v, err := xmlrigido.Booleano(s)
		require.NoError(t, err, s)
		require.Equal(t, atteso, v, s)
	}
	for _, s := range []string{"", "True", "TRUE", "si", "01", "t"} {
		_, err := xmlrigido.Booleano(s)
		require.ErrorIs(t, err, xmlrigido.ErrValore, s)
	}

	for s, atteso := range map[string]int64{"0": 0, "+7": 7, "-7": -7, "-10": -10, " 007 ": 7, "9223372036854775807": math.MaxInt64} {
		v, err := xmlrigido.Intero(s, -10, math.MaxInt64)
		require.NoError(t, err, s)
		require.Equal(t, atteso, v, s)
	}
	for _, s := range []string{"", "1.0", "1e3", "0x1", "1_000", "-11", "9223372036854775808", "+", "1 2"} {
		_, err := xmlrigido.Intero(s, -10, math.MaxInt64)
		require.ErrorIs(t, err, xmlrigido.ErrValore, s)
	}

	for s, atteso := range map[string]string{"": "", "YQ==": "a", "YWI=": "ab", "Y W\nJj": "abc", "++//": "\xfb\xef\xff"} {
		v, err := xmlrigido.Base64(s)
		require.NoError(t, err, s)
		require.Equal(t, atteso, string(v), s)
	}
	for _, s := range []string{"YQ", "YQ=", "YR==", "Y", "YQ==YQ==", "-_-_", "YWJj=", "è"} {
		_, err := xmlrigido.Base64(s)
		require.ErrorIs(t, err, xmlrigido.ErrValore, s)
	}
}
