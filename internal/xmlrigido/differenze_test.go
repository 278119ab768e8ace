package xmlrigido_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// piuSevero returns the codes of testdata/differenze.md: encoding/xml may accept
// what is refused with one of them.
func piuSevero(t testing.TB) map[xmlrigido.Codice]bool {
	t.Helper()
	b, err := os.ReadFile("testdata/differenze.md")
	require.NoError(t, err)
	m := map[xmlrigido.Codice]bool{}
	for _, r := range regexp.MustCompile("(?m)^\\| `([A-Z_0-9]+)` \\|").FindAllStringSubmatch(string(b), -1) {
		m[xmlrigido.Codice(r[1])] = true
	}
	require.NotEmpty(t, m)
	return m
}

// dichiarazioneSpaziata is an XML declaration whose pseudo-attributes have
// blanks around '=': encoding/xml then does not see them.
var dichiarazioneSpaziata = regexp.MustCompile(`^(\xEF\xBB\xBF)?<\?xml[^>]*(\s=|=\s)`)

// riferimentoLungo is a reference too long for the small window of the test.
var riferimentoLungo = regexp.MustCompile(`&[^;]{48}`)

// maxMarcatura is the longest markup that the small window is asked to hold.
const maxMarcatura = 64

// lungo reports whether the document has markup too long for the small window.
func lungo(data []byte) bool {
	if d := bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")); bytes.HasPrefix(d, []byte("<?xml")) {
		if n := bytes.Index(d, []byte("?>")); n < 0 || n > maxMarcatura {
			return true
		}
	}
	for i, c := range data {
		if c == '<' && marcaturaLunga(data[i:]) {
			return true
		}
	}
	return riferimentoLungo.Match(data)
}

// marcaturaLunga reports whether the markup that begins b does not end soon; a
// '>' in quotes does not end it.
func marcaturaLunga(b []byte) bool {
	var virgolette byte
	for i, c := range b {
		switch {
		case i > maxMarcatura:
			return true
		case virgolette == 0 && c == '>':
			return false
		case c == virgolette:
			virgolette = 0
		case virgolette == 0 && (c == '"' || c == '\''):
			virgolette = c
		}
	}
	return false
}

var semi = []string{
	`<a/>`,
	`<a></a >`,
	"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\r\n<a>x</a>\r\n",
	`<?xml version="1.0" encoding="ISO-8859-1"?><a b="` + "\xE0" + `">` + "\xE8\x80" + `</a>`,
	`<?xml version='1.0' encoding='windows-1252'?><a>` + "\x80\x9F" + `</a>`,
	`<?xml version='1.0' encoding='us-ascii'?><a>x</a>`,
	`<p:a xmlns:p="urn:p" xmlns="urn:d" p:x="1" x="2"><b xmlns="" p:c="&lt;&#x41;&#66;"/></p:a>`,
	`<a><b>uno</b> <b>due</b><!-- c - d --><?pi dati ?>tre<![CDATA[<quattro>]]>&amp;</a>`,
	"<a>\r\n\r\t&#13;</a>",
	`<a xml:lang="it"><xml:b/></a>`,
	`<a>]]</a>`, `<a>]]></a>`, `<a>]]&gt;</a>`, `<a><![CDATA[]]]]></a>`,
	`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`,
	`<a><!-- -- --></a>`, `<a><!----></a>`, `<a><!---></a>`, `<a><!-->--></a>`,
	`<a b="1"b="2"/>`, `<a b="1" b="2"/>`, `<a b=1/>`, `<a b='<'/>`, `<a b="'&quot;"/>`,
	`<a:b/>`, `<a:b xmlns:a=""/>`, `<:a/>`, `<a:/>`, `<a:b:c/>`, `<a::b/>`, `<xmlns:a/>`,
	`<a><b></a></b>`, `<a>`, `</a>`, `<a/><b/>`, `<a/>x`, `x<a/>`, ``, ` `,
	`<a>&#xD800;&#0;&#x110000;</a>`, `<a>&x;</a>`, `<a>& </a>`, `<a>&#;</a>`, `<a>&lt</a>`,
	"<a>\x00</a>", "<a>\xFF</a>", "<a>\uFFFE</a>", "<a b='\x01'/>", "<a>\xE2\x82</a>",
	`<?xml version="1.1"?><a/>`, ` <?xml version="1.0"?><a/>`, `<?xml?><a/>`, `<?xml version="1.0" encoding = "latin1" ?><a/>`,
	`<a><?xml version="1.0"?></a>`, `<?xml-x y?><a/>`, `<?p?><a/>`, `<?p:q ?><a/>`, `<?p!?><a/>`,
	`<?xml version='1.0'?><a>` + strings.Repeat("è\r\nx]", 40) + `<b c="1"/>` + strings.Repeat("y&amp;<!-- z -->", 20) + `</a>`,
	"<a>" + strings.Repeat("\r", 200) + "<b/>" + strings.Repeat("\r\n", 200) + "</a><!--" + strings.Repeat("\r\n-", 100) + "-->",
	`<è à="ù"/>`, `<a·b/>`, `<·/>`, `<日本/>`, "<a\u2C00/>",
	`<ns0:Envelope xmlns:ns0="http://schemas.xmlsoap.org/soap/envelope/"><ns0:Body><RT xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/"><versioneOggetto>6.2.0</versioneOggetto></RT></ns0:Body></ns0:Envelope>`,
}

// FuzzDifferenziale compares the reader with encoding/xml, and with itself when
// the input comes byte by byte.
func FuzzDifferenziale(f *testing.F) {
	for _, s := range semi {
		f.Add([]byte(s))
	}
	severo := piuSevero(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		ev, dove, err := eventi(xmlrigido.NuovoLettoreByte(data, xmlrigido.Opzioni{}))
		ev1, dove1, err1 := eventi(xmlrigido.NuovoLettore(iotest.OneByteReader(bytes.NewReader(data)), xmlrigido.Opzioni{}))
		require.Empty(t, cmp.Diff(ev, ev1), "byte by byte")
		require.Empty(t, cmp.Diff(dove, dove1), "places, byte by byte")
		require.Equal(t, comeErrore(err), comeErrore(err1), "error, byte by byte")

		if !lungo(data) {
			l := xmlrigido.Finestra(xmlrigido.NuovoLettore(bytes.NewReader(data), xmlrigido.Opzioni{}), 96)
			ev1, dove1, err1 = eventi(l)
			require.Empty(t, cmp.Diff(ev, ev1), "small window")
			require.Empty(t, cmp.Diff(dove, dove1), "places, small window")
			require.Equal(t, comeErrore(err), comeErrore(err1), "error, small window")
		}

		if dichiarazioneSpaziata.Match(data) {
			return
		}
		std, errStd := eventiStandard(data)
		if err != nil {
			if c := codice(t, err); !severo[c] {
				require.Error(t, errStd, "refused with %s, accepted by encoding/xml, not on the list: %v", c, err)
			}
			return
		}
		if errStd != nil {
			require.Contains(t, errStd.Error(), "invalid XML name", "accepted here, refused by encoding/xml")
			return
		}
		require.Empty(t, cmp.Diff(std, ev), "events")
	})
}
