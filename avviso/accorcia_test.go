package avviso_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestAccorcia(t *testing.T) {
	for _, tt := range []struct {
		nome, in string
		n        int
		want     string
	}{
		{"at a word, without its comma", "Tassa sui rifiuti anno 2026, acconto e saldo", 30, "Tassa sui rifiuti anno 2026…"},
		{"one long word", strings.Repeat("a", 90), 35, strings.Repeat("a", 34) + "…"},
		{"line ends and blanks", " Comune\r\n  di\tProva\n", 35, "Comune di Prova"},
		{"fits to the character", "Comune di Prova", 15, "Comune di Prova"},
		{"the word ends at the cut", "Comune di Prova", 10, "Comune di…"},
		{"no word ends in the second half", "Al Comune_di_Prova_e_oltre", 12, "Al Comune_d…"},
		{"a combining mark stays with its letter", "perche\u0301 no", 7, "perch…"},
		{"nothing left but points", "... ... ...", 5, "…"},
		{"one character", "Comune", 1, "…"},
		{"none", "Comune", 0, ""},
		{"empty", "", 5, ""},
		{"characters, not bytes", "àèìòù", 5, "àèìòù"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.want, avviso.Accorcia(tt.in, tt.n))
		})
	}
}

func FuzzAccorcia(f *testing.F) {
	f.Add("Tassa sui rifiuti anno 2026, acconto e saldo", 30)
	f.Add("e\u0301\u0301", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		got := avviso.Accorcia(s, n)
		require.LessOrEqual(t, utf8.RuneCountInString(got), max(n, 0))
		require.True(t, utf8.ValidString(got))
		require.Equal(t, got, avviso.Accorcia(got, n), "what was shortened stays")
	})
}
