package xmlrigido_test

import (
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

func TestComodi(t *testing.T) {
	dove := map[string]luogo{"a": {1, 5}, "b": {1, 15}, "c": {1, 37}, "g": {2, 1}}
	doc := "<r> <a>uno</a><b>d&amp;e<!-- --></b><c/><d><e>x<f/></e></d>\n<g>y</g> </r>"
	pezzi := map[string]io.Reader{"whole": strings.NewReader(doc), "by byte": iotest.OneByteReader(strings.NewReader(doc))}
	for n := range len(doc) {
		pezzi["cut at "+strconv.Itoa(n)] = io.MultiReader(strings.NewReader(doc[:n]), strings.NewReader(doc[n:]))
	}
	for nome, r := range pezzi {
		l := xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{})
		avanti := func(tipo xmlrigido.Evento, locale string) {
			t.Helper()
			e, err := l.ProssimoElemento()
			require.NoError(t, err, nome)
			require.Equal(t, tipo, e, nome)
			require.Equal(t, locale, string(l.Locale()), nome)
		}
		foglia := func(locale, atteso string) {
			t.Helper()
			avanti(xmlrigido.Inizio, locale)
			v, err := l.TestoElemento()
			require.NoError(t, err, nome)
			require.Equal(t, atteso, string(v), nome)
			require.Equal(t, locale, string(l.Locale()), nome)
			require.Equal(t, 2, l.Profondita(), nome)
			require.Equal(t, dove[locale], luogo{l.Riga(), l.Colonna()}, "%s %s", nome, locale)
		}
		avanti(xmlrigido.Inizio, "r")
		foglia("a", "uno")
		foglia("b", "d&e")
		foglia("c", "")
		avanti(xmlrigido.Inizio, "d")
		require.NoError(t, l.Salta(), nome)
		foglia("g", "y")
		avanti(xmlrigido.Fine, "r")
		_, err := l.ProssimoElemento()
		require.Equal(t, io.EOF, err, nome)
	}
}

func TestComodiErrori(t *testing.T) {
	apri := func(doc string, eventi int) *xmlrigido.Lettore {
		l := xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{})
		for range eventi {
			_, err := l.Prossimo()
			require.NoError(t, err)
		}
		return l
	}
	_, err := apri("<a>x\n<b/></a>", 1).TestoElemento()
	require.EqualError(t, err, `xmlrigido: ELEMENTO_INATTESO a/b (riga 2, colonna 1) "b": elementi diversi da quelli dello schema`)
	_, err = apri("<a>\n <b/>x</a>", 4).ProssimoElemento()
	require.EqualError(t, err, `xmlrigido: TESTO_INATTESO a (riga 2, colonna 6): elementi diversi da quelli dello schema`)
	_, err = apri("<a/>", 2).TestoElemento()
	require.Error(t, err)
	require.Error(t, apri("<a/>", 2).Salta())
	require.ErrorIs(t, apri("<a><b>", 1).Salta(), xmlrigido.ErrXML)
	_, err = apri("<a>x", 1).TestoElemento()
	require.ErrorIs(t, err, xmlrigido.ErrXML)
}

// TestTestoElementoInDuePezzi reads a leaf whose end tag may not be at hand.
func TestTestoElementoInDuePezzi(t *testing.T) {
	const doc = "<radice><foglia>x</foglia></radice>"
	for n := range len(doc) {
		l := inDuePezzi(doc, n)
		for range 2 {
			_, err := l.Prossimo()
			require.NoError(t, err)
		}
		v, err := l.TestoElemento()
		require.NoError(t, err)
		require.Equal(t, "x", string(v), "cut at %d", n)
	}
}

// TestTestoElementoOltreFinestra reads a text longer than the window as a leaf.
func TestTestoElementoOltreFinestra(t *testing.T) {
	for _, n := range []int{64<<10 - 20, 64<<10 - 8, 64<<10 - 3, 64 << 10, 200 << 10} {
		atteso := strings.Repeat("abcdefghè", n/10)
		l := xmlrigido.NuovoLettore(strings.NewReader("<a><b>"+atteso+"</b></a>"), xmlrigido.Opzioni{})
		for range 2 {
			_, err := l.Prossimo()
			require.NoError(t, err)
		}
		v, err := l.TestoElemento()
		require.NoError(t, err)
		require.True(t, atteso == string(v), "%d", n)
		require.Equal(t, luogo{1, 4}, luogo{l.Riga(), l.Colonna()}, "%d", n)
	}
}

// TestRiferimentoLungoAPezzi: a reference that is too long is quoted as far as it may
// go, whatever of the document is at hand.
func TestRiferimentoLungoAPezzi(t *testing.T) {
	doc := `<a>&#` + strings.Repeat("0", 60) + `65;</a>`
	for _, r := range []io.Reader{strings.NewReader(doc), iotest.OneByteReader(strings.NewReader(doc))} {
		_, _, err := eventi(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{}))
		var e *xmlrigido.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, xmlrigido.CodiceRiferimento, e.Codice)
		require.Equal(t, "&#"+strings.Repeat("0", 60)+"65", e.Valore)
	}
}

// TestSenzaCodifica: the name of an encoding becomes blanks, as many as it had bytes, where
// a declaration has one that is not wanted.
func TestSenzaCodifica(t *testing.T) {
	sempre := func(string) bool { return true }
	for _, tt := range []struct {
		prima, codifica, dopo string
		toglie                func(string) bool
		tolta                 bool
	}{
		{`<?xml version="1.0"`, ` encoding="UTF-16"`, `?><a/>`, sempre, true},
		{"\ufeff<?xml version='1.0'", ` encoding = 'iso-8859-1'`, ` standalone="yes"?><a encoding="x"/>`, sempre, true},
		{`<?xml version="1.0"`, ` encoding="UTF-8"`, `?><a/>`, func(nome string) bool { return nome != "UTF-8" }, false},
		{`<?xml version="1.0"`, ``, `?><a encoding="x"/>`, sempre, false},
		{`<a`, ` encoding="UTF-16"`, `/>`, sempre, false},
		{``, ``, ``, sempre, false},
	} {
		testo := tt.prima + tt.codifica + tt.dopo
		want := testo
		if tt.tolta {
			want = tt.prima + strings.Repeat(" ", len(tt.codifica)) + tt.dopo
		}
		require.Equal(t, want, xmlrigido.SenzaCodifica(testo, tt.toglie))
	}
}
