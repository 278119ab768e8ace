package xmlrigido_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// TestCarattereCitato: an error names the character by its code point, what is none by its byte.
func TestCarattereCitato(t *testing.T) {
	for cattivo, citato := range map[string]string{"\xE8": "0xE8", "\x80": "0x80", "\uFFFE": "U+FFFE", "\uFFFF": "U+FFFF", "\x01": "U+0001"} {
		for _, doc := range []string{"<a>x" + cattivo + "</a>", "<a b='" + cattivo + "'/>", "<a><![CDATA[" + cattivo + "]]></a>", "<!--" + cattivo + "--><a/>"} {
			_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}))
			e := comeErrore(err)
			require.NotNil(t, e, doc)
			require.Equal(t, citato, e.Valore, "%q", doc)
		}
	}
}

// TestPercorsoLungo: a path is told whole up to 256 bytes, and no name beyond.
func TestPercorsoLungo(t *testing.T) {
	primo := strings.Repeat("p", 100)
	for n, atteso := range map[int]string{155: primo + "/" + strings.Repeat("q", 155), 156: primo + "/…"} {
		doc := "<" + primo + "><" + strings.Repeat("q", n) + "><r:x/>"
		_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}))
		e := comeErrore(err)
		require.NotNil(t, e)
		require.Equal(t, xmlrigido.CodicePrefisso, e.Codice)
		require.Equal(t, atteso, e.Percorso)
	}
}

// TestTroppiSpazi: 256 namespaces may be in force, and the next is refused in its place.
func TestTroppiSpazi(t *testing.T) {
	doc := ""
	for i := range 4 {
		doc += "<a"
		for k := range 64 {
			doc += fmt.Sprintf(" xmlns:p%d-%d='u'", i, k)
		}
		doc += ">\n"
	}
	fine := strings.Repeat("</a>", 4)
	_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc+"<b/>"+fine), xmlrigido.Opzioni{}))
	require.NoError(t, err)
	_, _, err = eventi(xmlrigido.NuovoLettoreByte([]byte(doc+" <b xmlns:q='v'/>"+fine), xmlrigido.Opzioni{}))
	e := comeErrore(err)
	require.NotNil(t, e)
	require.Equal(t, xmlrigido.CodiceLimiteAttributi, e.Codice)
	require.Equal(t, luogo{5, 5}, luogo{e.Riga, e.Colonna})
}

// TestNomiLunghi: in a long name too, every character of ASCII is taken where XML 1.0 has it.
//
// Source: XML 1.0, fifth edition, productions 4 and 4a.
func TestNomiLunghi(t *testing.T) {
	for c := byte(0x21); c < 0x7F; c++ {
		if strings.IndexByte(":>", c) >= 0 { // parts a prefix, ends the tag
			continue
		}
		di := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
		for prima := 1; prima < 18; prima++ {
			for _, dopo := range []int{0, 3, 9} {
				nome := strings.Repeat("Az", 9)[:prima] + string(c) + strings.Repeat("z", dopo)
				l := xmlrigido.NuovoLettoreByte([]byte("<"+nome+"/>"), xmlrigido.Opzioni{})
				_, err := l.Prossimo()
				require.Equal(t, di, err == nil, "%s: %v", nome, err)
				if di {
					require.Equal(t, nome, string(l.Locale()))
				}
			}
		}
	}
}
