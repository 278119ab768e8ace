package copie_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/copie"
)

type cosa struct {
	Nome  string `json:"nome"`
	Testo string `json:"testo,omitempty"`
}

func stessoNome(a, b *cosa) bool { return a.Nome == b.Nome }

func TestPerChiave(t *testing.T) {
	cose := []cosa{{"a", "1"}, {"a", "2"}, {"b", "1"}, {"c", "1"}, {"c", "1"}, {"c", "2"}}
	var lunghe []int
	for c := range copie.PerChiave(cose, stessoNome) {
		lunghe = append(lunghe, len(c))
	}
	require.Equal(t, []int{2, 1, 3}, lunghe)
	for c := range copie.PerChiave(cose, stessoNome) {
		require.Len(t, c, 2)
		break
	}
	require.Empty(t, slices.Collect(copie.PerChiave(nil, stessoNome)))
}

// TestContenuti: whatever the order of the objects, the contents are the same.
func TestContenuti(t *testing.T) {
	uguali := func(a, b cosa) bool { return a == b }
	testo := func(c cosa) string { return copie.Testo(c) }
	uno := copie.Contenuti([]cosa{{"a", "1"}, {"a", "1"}}, uguali, testo)
	require.Equal(t, []copie.Contenuto[cosa]{{Di: cosa{"a", "1"}}}, uno)

	want := []copie.Contenuto[cosa]{
		{cosa{"a", "1"}, `{"nome":"a","testo":"1"}`},
		{cosa{"a", "2"}, `{"nome":"a","testo":"2"}`},
		{cosa{"a", ""}, `{"nome":"a"}`},
	}
	for _, cose := range [][]cosa{
		{{"a", ""}, {"a", "1"}, {"a", "2"}, {"a", "1"}},
		{{"a", "2"}, {"a", "2"}, {"a", "1"}, {"a", ""}},
	} {
		require.Equal(t, want, copie.Contenuti(cose, uguali, testo))
	}
}

// TestTestoIniettivo: objects that differ have encodings that differ, also where
// JSON has one text for several.
func TestTestoIniettivo(t *testing.T) {
	visti := map[string]string{}
	for _, s := range []string{"", "\xff", "\xfe", "\xff\xfe", "\uFFFD", `\ufffd`, "<>&", "\u2028", "a\xffb"} {
		testo := copie.Testo(&cosa{Testo: s})
		altro, doppio := visti[testo]
		require.False(t, doppio, "%q and %q: %s", s, altro, testo)
		visti[testo] = s
	}
	require.NotEqual(t, copie.Testo(map[string]any{"x": func() {}}), "")
}
