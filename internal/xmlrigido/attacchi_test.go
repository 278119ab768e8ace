package xmlrigido_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// ripetuto is prova.Ripeti with as many blocks as an int counts.
func ripetuto(testa, corpo string, volte int, coda string) io.Reader {
	return prova.Ripeti(testa, corpo, int64(volte), coda)
}

func consuma(r io.Reader, o xmlrigido.Opzioni) (err error) {
	l := xmlrigido.NuovoLettore(r, o)
	for {
		if _, err = l.Prossimo(); err != nil {
			return err
		}
	}
}

// TestAttacchi gives documents made to exhaust a reader: each is refused, or
// read, within a budget of memory that does not depend on its length.
func TestAttacchi(t *testing.T) {
	const mega = 1 << 20
	casi := []struct {
		nome     string
		r        io.Reader
		opz      xmlrigido.Opzioni
		codice   xmlrigido.Codice // "" when the document is read to its end
		bilancio uint64
	}{
		{"five million levels", ripetuto("", "<a>", 5_000_000, ""), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteProfondita, mega / 4},
		{"200 MiB of text", ripetuto("<a>", "0123456789abcdef", 200*mega/16, "</a>"), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTesto, 6 * mega},
		{"200 MiB of white space", ripetuto("<a>", "                ", 200*mega/16, "</a>"), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTesto, 6 * mega},
		{"200 MiB of CDATA", ripetuto("<a><![CDATA[", "0123456789abcdef", 200*mega/16, "]]></a>"), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTesto, 6 * mega},
		{"references", ripetuto("<a>", "&#x41;", 40*mega/6, "</a>"), xmlrigido.Opzioni{MaxTesto: 1 << 16}, xmlrigido.CodiceLimiteTesto, mega},
		{"text in pieces", ripetuto("<a>", "x<!---->", 40*mega/8, "</a>"), xmlrigido.Opzioni{MaxTesto: 1 << 16}, xmlrigido.CodiceLimiteTesto, mega},
		{"endless name", ripetuto("<", "aaaa", 20*mega, ""), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTag, mega / 4},
		{"endless value", ripetuto("<a b='", "aaaa", 20*mega, "'/>"), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTag, mega / 4},
		{"endless target", ripetuto("<?", "aaaa", 20*mega, "?><a/>"), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTag, mega / 4},
		{"endless end tag", ripetuto("<a></", "aaaa", 20*mega, ">"), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTag, mega / 4},
		{"blanks in a tag", ripetuto("<a ", "    ", 20*mega, "/>"), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTag, mega / 4},
		{"endless declaration", ripetuto("<?xml version='1.0' ", "    ", 20*mega, "?><a/>"), xmlrigido.Opzioni{}, xmlrigido.CodiceDichiarazione, mega / 4},
		{"comment of 16 MiB", ripetuto("<!-- ", "abcd", 4*mega, "--><a/>"), xmlrigido.Opzioni{}, "", mega / 4},
		{"instruction of 16 MiB", ripetuto("<a><?p ", "ab?d", 4*mega, "?></a>"), xmlrigido.Opzioni{}, "", mega / 4},
		{"blanks before the root, 16 MiB", ripetuto("", " \r\n\t", 4*mega, "<a/>"), xmlrigido.Opzioni{}, "", mega / 4},
		{"two million elements", ripetuto("<a>", "<b/>", 2_000_000, "</a>"), xmlrigido.Opzioni{}, "", mega / 4},
		{"declared size exceeded", ripetuto("<a>", "<b/>", 10_000_000, "</a>"), xmlrigido.Opzioni{MaxByte: mega}, xmlrigido.CodiceLimiteByte, mega / 4},
		{
			"attributes without number", ripetuto("<a ", strings.Join(moltiAttributi(500), " ")+" ", 1, "/>"),
			xmlrigido.Opzioni{},
			xmlrigido.CodiceLimiteAttributi, mega / 4,
		},
		{
			"namespaces without number", strings.NewReader(strings.Repeat("<a "+strings.Join(moltiPrefissi(60), " ")+">", 30)),
			xmlrigido.Opzioni{},
			xmlrigido.CodiceLimiteAttributi, mega / 4,
		},
		{
			"billion laughs", strings.NewReader(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>`),
			xmlrigido.Opzioni{},
			xmlrigido.CodiceDOCTYPE, mega / 4,
		},
		{
			"external entity", strings.NewReader(`<!DOCTYPE l SYSTEM "file:///etc/passwd"><l>&l;</l>`),
			xmlrigido.Opzioni{},
			xmlrigido.CodiceDOCTYPE, mega / 4,
		},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			var err error
			n := prova.Assegnati(func() { err = consuma(c.r, c.opz) })
			if c.codice == "" {
				require.ErrorIs(t, err, io.EOF)
			} else {
				require.Equal(t, c.codice, codice(t, err))
			}
			require.Less(t, n, c.bilancio)
		})
	}
}

func moltiAttributi(n int) (s []string) {
	for i := range n {
		s = append(s, "a"+strings.Repeat("b", i)[:i%40]+string(rune('a'+i%26))+strings.Repeat("c", i/40)+"='1'")
	}
	return s
}

func moltiPrefissi(n int) (s []string) {
	for i := range n {
		s = append(s, "xmlns:p"+string(rune('a'+i/8))+string(rune('a'+i%8))+"='u'")
	}
	return s
}

// TestLimitiEsatti is about the last document within a limit and the first
// beyond it.
func TestLimitiEsatti(t *testing.T) {
	annidato := func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }
	testo := func(n int) string { return "<a>" + strings.Repeat("x", n) + "</a>" }
	attributi := func(n int) string {
		var b strings.Builder
		b.WriteString("<a")
		for i := range n {
			b.WriteString(" a" + strings.Repeat("b", i) + "=''")
		}
		return b.String() + "/>"
	}
	tag := func(n int) string { return "<a b='" + strings.Repeat("x", n-len("<a b=''/>")) + "'/>" }
	casi := []struct {
		nome, dentro, oltre string
		opz                 xmlrigido.Opzioni
		codice              xmlrigido.Codice
	}{
		{"depth", annidato(32), annidato(33), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteProfondita},
		{"depth by option", annidato(3), annidato(4), xmlrigido.Opzioni{MaxProfondita: 3}, xmlrigido.CodiceLimiteProfondita},
		{"text", testo(1 << 20), testo(1<<20 + 1), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTesto},
		{"text by option", testo(10), testo(11), xmlrigido.Opzioni{MaxTesto: 10}, xmlrigido.CodiceLimiteTesto},
		{"text in pieces", "<a>12345&lt;<![CDATA[7]]>890</a>", "<a>12345&lt;<![CDATA[7]]>890!</a>", xmlrigido.Opzioni{MaxTesto: 10}, xmlrigido.CodiceLimiteTesto},
		{"text with a reference last", "<a>123456789&lt;</a>", "<a>1234567890&lt;</a>", xmlrigido.Opzioni{MaxTesto: 10}, xmlrigido.CodiceLimiteTesto},
		{"text with CDATA last", "<a>12345<![CDATA[67890]]></a>", "<a>12345<![CDATA[678901]]></a>", xmlrigido.Opzioni{MaxTesto: 10}, xmlrigido.CodiceLimiteTesto},
		{"bytes", testo(3), testo(4), xmlrigido.Opzioni{MaxByte: 10}, xmlrigido.CodiceLimiteByte},
		{"attributes", attributi(64), attributi(65), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteAttributi},
		{"tag", tag(32 << 10), tag(32<<10 + 1), xmlrigido.Opzioni{}, xmlrigido.CodiceLimiteTag},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			for nome, apri := range map[string]func(string) *xmlrigido.Lettore{
				"bytes":  func(s string) *xmlrigido.Lettore { return xmlrigido.NuovoLettoreByte([]byte(s), c.opz) },
				"stream": func(s string) *xmlrigido.Lettore { return xmlrigido.NuovoLettore(strings.NewReader(s), c.opz) },
			} {
				_, _, err := eventi(apri(c.dentro))
				require.NoError(t, err, nome)
				_, _, err = eventi(apri(c.oltre))
				require.Equal(t, c.codice, codice(t, err), nome)
				require.ErrorIs(t, err, xmlrigido.ErrLimite, nome)
			}
		})
	}
}
