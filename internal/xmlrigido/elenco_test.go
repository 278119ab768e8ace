package xmlrigido_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// elencate are documents that encoding/xml takes and this reader refuses, by the
// code of testdata/differenze.md, in the order of what it says there.
var elencate = map[xmlrigido.Codice][]string{
	"SINTASSI": {
		`<a b="1"c="2"/>`, `<?p!?><a/>`, `<a><?p"x"?></a>`, `<!x><a/>`, `<!ELEMENT a ANY><a/>`, `<a><!x></a>`,
	},
	"NOME":              {`<a:/>`, `<:a/>`, `<p:1 xmlns:p="u"/>`, `<p:-a xmlns:p="u"/>`, `<p:.a xmlns:p="u"/>`, `<?p:q x?><a/>`},
	"ATTRIBUTO_DOPPIO":  {`<a b="1" b="2"/>`, `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>`},
	"RIFERIMENTO":       {`<a>&#xD800;</a>`, `<a>&#xDFFF;</a>`, `<a>&#` + strings.Repeat("0", 70) + `65;</a>`},
	"CARATTERE":         {"<!--\x01--><a/>", "<?p \x02?><a/>", "<a><!--\x01--></a>"},
	"UTF8":              {"<!--\xff--><a/>", "<a><?p \xff?></a>"},
	"DICHIARAZIONE":     {` <?xml version="1.0"?><a/>`, `<a/><?xml version="1.0"?>`, `<?xml?><a/>`, `<?xml encoding="UTF-8"?><a/>`, `<?xml version="1.0" x="1"?><a/>`, `<?XML x?><a/>`, `<?Xml x?><a/>`},
	"FUORI_RADICE":      {`<a/>x`, `x<a/>`, `<a/><b/>`},
	"SENZA_RADICE":      {``, ` `, `<!-- x -->`},
	"PREFISSO":          {`<p:a/>`, `<a p:b="1"/>`, `<p:a xmlns:p=""/>`, `<a xmlns:xml="u"/>`, `<a xmlns:xmlns="u"/>`},
	"DOCTYPE":           {`<!DOCTYPE a><a/>`, `<!DOCTYPE a [<!ENTITY b "c">]><a/>`, `<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`},
	"CODIFICA":          {"\xEF\xBB\xBF" + `<?xml version="1.0" encoding="ISO-8859-1"?><a/>`},
	"LIMITE_PROFONDITA": {strings.Repeat("<a>", 40) + strings.Repeat("</a>", 40)},
	"LIMITE_TESTO":      {"<a>" + strings.Repeat("x", 1<<20+1) + "</a>"},
	"LIMITE_TAG":        {"<a b='" + strings.Repeat("x", 40<<10) + "'/>"},
	"LIMITE_ATTRIBUTI":  {"<a " + strings.Join(moltiAttributi(80), " ") + "/>", strings.Repeat("<a "+strings.Join(moltiPrefissi(60), " ")+">", 6) + strings.Repeat("</a>", 6)},
	"LIMITE_BYTE":       {"<a>" + strings.Repeat("<b/>", 100) + "</a>"},
}

// TestElenco proves the written list, line by line: every code of it has
// documents that encoding/xml takes and this reader refuses with that code, and
// no document of the table has a code that is not on it.
func TestElenco(t *testing.T) {
	require.Empty(t, cmp.Diff(slices.Sorted(maps.Keys(piuSevero(t))), slices.Sorted(maps.Keys(elencate))))
	for c, documenti := range elencate {
		for _, d := range documenti {
			t.Run(string(c)+" "+d[:min(len(d), 30)], func(t *testing.T) {
				_, errStd := eventiStandard([]byte(d))
				require.NoError(t, errStd, "encoding/xml")
				var o xmlrigido.Opzioni
				if c == "LIMITE_BYTE" {
					o.MaxByte = 100
				}
				_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte(d), o))
				require.Equal(t, c, codice(t, err), "%v", err)
				var e *xmlrigido.Errore
				require.ErrorAs(t, err, &e)
				require.Positive(t, e.Riga)
				require.Positive(t, e.Colonna)
			})
		}
	}
}

// TestMaiElencati: the codes that the list names as agreed upon are refusals of
// both.
func TestMaiElencati(t *testing.T) {
	for c, documenti := range map[xmlrigido.Codice][]string{
		"TRONCATO": {`<a>`, `<a`, `<a b="`, `<!--`, `<a><![CDATA[`, `<?p `},
		"COMMENTO": {`<a><!-- -- --></a>`, `<a><!-- x ---></a>`},
		"CHIUSURA": {`<a></b>`, `<a><b></a></b>`, `</a>`},
	} {
		require.False(t, piuSevero(t)[c])
		for _, d := range documenti {
			_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte(d), xmlrigido.Opzioni{}))
			require.Equal(t, c, codice(t, err), d)
			_, errStd := eventiStandard([]byte(d))
			require.Error(t, errStd, d)
		}
	}
}

// TestAltriEventi are the two differences at the end of the list: documents that
// both take and understand otherwise.
func TestAltriEventi(t *testing.T) {
	attributo := func(d string) string {
		l := xmlrigido.NuovoLettoreByte([]byte(d), xmlrigido.Opzioni{})
		_, err := l.Prossimo()
		require.NoError(t, err)
		require.Len(t, l.Attributi(), 1)
		return string(l.Attributi()[0].Valore)
	}
	for scritto, want := range map[string]string{"x\ty": "x y", "x\ny": "x y", "x\ry": "x y", "x\r\ny": "x y", "x&#9;y": "x\ty", "x&#10;y": "x\ny"} {
		require.Equal(t, want, attributo(`<a b="`+scritto+`"/>`), "%q", scritto)
	}
	spaziata := `<?xml version = "1.0" encoding = "ISO-8859-1" ?><a>` + "\xE0</a>"
	l := xmlrigido.NuovoLettoreByte([]byte(spaziata), xmlrigido.Opzioni{})
	_, err := l.Prossimo()
	require.NoError(t, err)
	testo, err := l.TestoElemento()
	require.NoError(t, err)
	require.Equal(t, "à", string(testo))
	_, errStd := eventiStandard([]byte(spaziata))
	require.Error(t, errStd, "encoding/xml reads it as UTF-8")
}
