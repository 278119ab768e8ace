package xmlrigido_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// dopo returns a reader of a document whose first events have been read.
func dopo(t *testing.T, doc string, o xmlrigido.Opzioni, eventi int) *xmlrigido.Lettore {
	t.Helper()
	l := xmlrigido.NuovoLettoreByte([]byte(doc), o)
	for range eventi {
		_, err := l.Prossimo()
		require.NoError(t, err, doc)
	}
	return l
}

// TestPrevisti: which elements are taken by prediction, and which are left to the scanner.
func TestPrevisti(t *testing.T) {
	corto, piatto, due := xmlrigido.Opzioni{MaxTesto: 5}, xmlrigido.Opzioni{MaxProfondita: 1}, xmlrigido.Opzioni{MaxProfondita: 2}
	for _, tt := range []struct {
		doc            string
		eventi         int
		opz            xmlrigido.Opzioni
		spazio, locale string
		foglia, inizio bool
		altro          bool // no "z" comes next
	}{
		{`<a><b>12345</b></a>`, 1, corto, "", "b", true, true, true},
		{`<a><b>123456</b></a>`, 1, corto, "", "b", false, true, true},
		{`<a><b></b></a>`, 1, corto, "", "b", true, true, true},
		{`<a>     <b>1</b></a>`, 1, corto, "", "b", true, true, true},
		{`<a>      <b>1</b></a>`, 1, corto, "", "b", false, false, false},
		{`<a><b>1</b></a>`, 1, due, "", "b", true, true, true},
		{`<a><b>1</b></a>`, 1, piatto, "", "b", false, false, false},
		{`<a><b>1</b></a>`, 0, corto, "", "a", false, false, false},
		{`<a><b/><c>1</c></a>`, 2, corto, "", "c", false, false, false}, // the end of b comes
		{`<a><b/><c>1</c></a>`, 3, corto, "", "c", true, true, true},
		{`<a></a><b>1</b>`, 2, corto, "", "b", false, false, false},
		{`<a><b xmlns="v"></b><c>1</c></a>`, 3, corto, "", "c", false, false, false}, // b's namespace is still in force
		{`<a><b xmlns="v"><c>1</c></b></a>`, 2, corto, "v", "c", true, true, true},
		{`<a xmlns="u"><b>1</b></a>`, 1, corto, "u", "b", true, true, true},
		{`<a xmlns="u"><b>1</b></a>`, 1, corto, "w", "b", false, false, true},
		{`<a xmlns="u"><b>1</b></a>`, 1, corto, "", "b", false, false, true},
		{`<p:a xmlns:p="u"><p:b>1</p:b></p:a>`, 1, corto, "u", "b", true, true, true},
		{`<p:a xmlns:p="u"><q:b>1</q:b></p:a>`, 1, corto, "u", "b", false, false, false},
		{`<p:a xmlns:p="u"><p:b>1</q:b></p:a>`, 1, corto, "u", "b", false, true, true},
		{`<p:a xmlns:p="u"><b>1</b></p:a>`, 1, corto, "", "b", true, true, false},
		{`<p:a xmlns:p="u"><b>1</b></p:a>`, 1, corto, "u", "b", false, false, false},
		{`<p:a xmlns:p="u" xmlns="v"><b>1</b></p:a>`, 1, corto, "", "b", false, false, false},
		{`<a><b>1</c></a>`, 1, corto, "", "b", false, true, true},
		{`<a><b>1</bb></a>`, 1, corto, "", "b", false, true, true},
		{`<a><b>1</b ></a>`, 1, corto, "", "b", false, true, true},
		{`<a><b>1<b></a>`, 1, corto, "", "b", false, true, true},
		{`<a><b>1<?b></a>`, 1, corto, "", "b", false, true, true},
		{`<a><b >1</b></a>`, 1, corto, "", "b", false, false, false},
		{`<a><b/></a>`, 1, corto, "", "b", false, false, false},
		{`<a>x<b>1</b></a>`, 1, corto, "", "b", false, false, false},
		{`<a><></a>`, 1, corto, "", "b", false, false, false},
		{`<a><z>1</z></a>`, 1, corto, "", "z", true, true, false},
		{`<a></a>`, 1, corto, "", "b", false, false, true},
		{`<a></a >`, 1, corto, "", "b", false, false, false},
		{`<a></b>`, 1, corto, "", "b", false, false, false},
		{`<p:a xmlns:p="u"></p:a>`, 1, corto, "u", "b", false, false, true},
		{`<p:a xmlns:p="u"></q:a>`, 1, corto, "u", "b", false, false, false},
		{`<a> `, 1, corto, "", "b", false, false, false},
		{`<a><`, 1, corto, "", "b", false, false, false},
		{`<a></`, 1, corto, "", "b", false, false, false},
		{`<a></a`, 1, corto, "", "b", false, false, false},
		{`<a><bb`, 1, corto, "", "b", false, false, false},
		{`<p:a xmlns:p="u"><p`, 1, corto, "u", "b", false, false, false},
		{`<pp:a xmlns:pp="u"><pp`, 1, corto, "u", "b", false, false, false},
		{`<a><b></b></a>`, 2, corto, "", "c", false, false, true},
		{`<a><b>1`, 1, corto, "", "b", false, true, true},
		{`<a><b>1<`, 1, corto, "", "b", false, true, true},
		{`<a><b>1</`, 1, corto, "", "b", false, true, true},
		{`<a><b>1</b`, 1, corto, "", "b", false, true, true},
		{`<a><b>1</b>`, 1, corto, "", "b", true, true, true},
	} {
		l := dopo(t, tt.doc, tt.opz, tt.eventi)
		require.Equal(t, tt.altro, l.NonSegue("z"), "%s: %d", tt.doc, tt.eventi)
		testo, ok := l.FogliaPrevista(tt.spazio, tt.locale)
		require.Equal(t, tt.foglia, ok, "%s: %d", tt.doc, tt.eventi)
		if ok {
			require.Contains(t, []string{"12345", "", "1"}, string(testo))
		}
		l = dopo(t, tt.doc, tt.opz, tt.eventi)
		require.Equal(t, tt.inizio, l.InizioPrevisto(tt.spazio, tt.locale), "%s: %d", tt.doc, tt.eventi)
		if tt.inizio {
			require.Equal(t, tt.spazio+" "+tt.locale, string(l.Spazio())+" "+string(l.Locale()), tt.doc)
		}
	}
	l := dopo(t, "<a><b></c></a>", corto, 2) // nothing is predicted after an error
	_, err := l.Prossimo()
	require.ErrorIs(t, err, xmlrigido.ErrXML)
	_, ok := l.FogliaPrevista("", "c")
	require.False(t, ok || l.InizioPrevisto("", "c") || l.NonSegue("z") || l.Semplice())
	require.Nil(t, l.Davanti(1))

	l = dopo(t, `<a x="1"><b>`, corto, 1)
	require.Len(t, l.Attributi(), 1)
	require.True(t, l.InizioPrevisto("", "b"))
	require.Empty(t, l.Attributi())
}

// TestPrevisioneInDuePezzi: wherever the bytes at hand end, what is predicted is what comes.
func TestPrevisioneInDuePezzi(t *testing.T) {
	for _, doc := range []string{
		`<a xmlns="u"> <b>1</b><c><b>2</b></c><b></b></a>`, `<p:a xmlns:p="u"><p:b>x</p:b><b>1</b><p:c><p:b>y</p:b></p:c></p:a>`, `<a><b>1</b><c/><b x="1">2</b></a>`,
	} {
		attesi, luoghi, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}))
		require.NoError(t, err)
		for n := range len(doc) {
			for _, inizi := range []bool{false, true} {
				ev, dove, err := leggePrevedendo(t, inDuePezzi(doc, n), []string{"b", "c"}, inizi, attesi)
				require.EqualError(t, err, "EOF")
				require.Equal(t, attesi, ev, "cut at %d", n)
				for i := range dove {
					if dove[i] != (luogo{}) {
						require.Equal(t, luoghi[i], dove[i], "cut at %d", n)
					}
				}
			}
		}
	}
}

// TestDavanti: what follows a start tag is seen, taken up to the end tag or up to the next
// start tag, and the event then stands in its place.
func TestDavanti(t *testing.T) {
	doc := "<a>\n<b>x</b><b>yy</b><c z=\"1\"></c><d/><e xmlns=\"u\">1</e></a>"
	for n := range len(doc) {
		l := inDuePezzi(doc, n)
		for range 2 {
			_, err := l.ProssimoElemento()
			require.NoError(t, err)
		}
		require.GreaterOrEqual(t, len(l.Davanti(len("x</b><b>"))), len("x</b><b>"), "cut at %d", n)
		l = inDuePezzi(doc, n)
		avanti := func(tipo xmlrigido.Evento, locale string, semplice, vede bool) {
			t.Helper()
			e, err := l.ProssimoElemento()
			require.NoError(t, err)
			require.Equal(t, tipo, e)
			require.Equal(t, locale, string(l.Qualificato()))
			require.Equal(t, semplice, l.Semplice(), locale)
			require.Equal(t, vede, l.Davanti(1) != nil, locale)
		}
		avanti(xmlrigido.Inizio, "a", true, true)
		_, err := l.ProssimoElemento()
		require.NoError(t, err)
		b := l.Davanti(len("x</b><b>"))
		require.GreaterOrEqual(t, len(b), len("x</b><b>"), "cut at %d", n)
		require.True(t, strings.HasPrefix(doc[len("<a>\n<b>"):], string(b)))
		require.True(t, l.Semplice())
		l.Prosegui(len("x</b><b>"), len("<b>"))
		require.Equal(t, luogo{2, 9}, luogo{l.Riga(), l.Colonna()})
		require.True(t, strings.HasPrefix(string(l.Davanti(len("yy</b>"))), "yy</b>"))
		l.Concludi(len("yy</b>"))
		require.Equal(t, luogo{2, 14}, luogo{l.Riga(), l.Colonna()})
		require.Equal(t, "b", string(l.Locale()))
		require.Nil(t, l.Davanti(1), "no start tag")
		require.False(t, l.Semplice())
		avanti(xmlrigido.Inizio, "c", false, true)
		avanti(xmlrigido.Fine, "c", false, false)
		avanti(xmlrigido.Inizio, "d", false, false)
		avanti(xmlrigido.Fine, "d", false, false)
		avanti(xmlrigido.Inizio, "e", false, false)
		require.NoError(t, l.Salta())
		avanti(xmlrigido.Fine, "a", false, false)
	}
}
