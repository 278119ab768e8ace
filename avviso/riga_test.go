package avviso_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestUnaRiga(t *testing.T) {
	for s, atteso := range map[string]string{
		"Comune di Prova\n\n":               "Comune di Prova",
		"Comune di Prova":                   "Comune di Prova",
		"  due  spazi ":                     "  due  spazi ", // no line ends there
		"Via Roma\r\n 1\t\tscala A":         "Via Roma 1 scala A",
		"\u2028uno \u0085 due\x7f":          "uno due",
		" \n \x00 ":                         "",
		"":                                  "",
		"Co\u200fmune \u202edi Prova\u2069": "Comune di Prova", // or the end would be read first
		"a\u200e\nb\xff\u061c":              "a b\xff",
		"perch\u00e9\n\xff\u00a0\u00a0fine": "perch\u00e9 \xff\u00a0\u00a0fine",
	} {
		require.Equal(t, atteso, avviso.UnaRiga(s), "%q", s)
		require.Equal(t, atteso, avviso.UnaRiga(atteso), "twice is once")
	}
	require.Zero(t, testing.AllocsPerRun(10, func() { _ = avviso.UnaRiga("Comune di Prova") }))
}
