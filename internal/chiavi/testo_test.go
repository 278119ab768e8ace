package chiavi_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/chiavi"
)

func TestTesto(t *testing.T) {
	for testo, parti := range map[string][]string{
		"":                   {""},
		"a|b":                {"a", "b"},
		"a||":                {"a", "", ""},
		"100%25|a%7Cb|%257C": {"100%", "a|b", "%7C"},
		"è|\n":               {"è", "\n"},
	} {
		require.Equal(t, testo, chiavi.Testo(parti...))
		lette, ok := chiavi.Parti(testo)
		require.True(t, ok, testo)
		require.Equal(t, parti, lette)
	}
	for _, testo := range []string{"%", "a%", "%7c", "%41", "%2|5"} {
		_, ok := chiavi.Parti(testo)
		require.False(t, ok, testo)
	}
}

func FuzzTesto(f *testing.F) {
	f.Add("a", "b|c", "%25")
	f.Add("a", "O\xb7x\xa9b|c", "%25")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		testo := chiavi.Testo(a, b, c)
		if parti, ok := chiavi.Parti(testo); ok != utf8.ValidString(testo) || ok && !slices.Equal(parti, []string{a, b, c}) {
			t.Fatal(parti, ok)
		}
		if parti, ok := chiavi.Parti(a); ok && chiavi.Testo(parti...) != a {
			t.Fatal(a, parti)
		}
	})
}
