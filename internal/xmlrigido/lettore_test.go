package xmlrigido_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

func inizio(spazio, locale string, attributi ...string) evento {
	return evento{Tipo: "Inizio", Spazio: spazio, Locale: locale, Attributi: attributi}
}

func fine(spazio, locale string) evento { return evento{Tipo: "Fine", Spazio: spazio, Locale: locale} }
func testo(s string) evento             { return evento{Tipo: "Testo", Testo: s} }

func TestBenFormati(t *testing.T) {
	casi := []struct {
		nome, doc string
		attesi    []evento
		dove      []luogo // nil: not looked at
	}{
		{"empty element", `<a/>`, []evento{inizio("", "a"), fine("", "a")}, []luogo{{1, 1}, {1, 1}}},
		{"blanks in tags", "<a\n b = '1'\t></a\r\n>", []evento{inizio("", "a", `{}b="1"`), fine("", "a")}, []luogo{{1, 1}, {2, 11}}},
		{
			"places", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<a>\r<b>però</b>\n\n  <c/></a>",
			[]evento{
				inizio("", "a"), testo("\n"), inizio("", "b"), testo("però"), fine("", "b"),
				testo("\n\n  "), inizio("", "c"), fine("", "c"), fine("", "a"),
			},
			[]luogo{{2, 1}, {2, 4}, {3, 1}, {3, 4}, {3, 8}, {3, 12}, {5, 3}, {5, 3}, {5, 7}},
		},
		{
			"text begins after a comment", "<a><!-- x\n -->y</a>",
			[]evento{inizio("", "a"), testo("y"), fine("", "a")},
			[]luogo{{1, 1}, {2, 5}, {2, 6}},
		},
		{
			"text, CDATA and comments are one text", "<a>1<![CDATA[<2>]]>3<!-- 4 -->5<?p 6?>&amp;7</a>",
			[]evento{inizio("", "a"), testo("1<2>35&7"), fine("", "a")},
			nil,
		},
		{"empty CDATA is no text", "<a><![CDATA[]]></a>", []evento{inizio("", "a"), fine("", "a")}, nil},
		{"brackets", "<a>]] ]>]&#62;]]</a>", []evento{inizio("", "a"), testo("]] ]>]>]]"), fine("", "a")}, nil},
		{"brackets in CDATA", "<a><![CDATA[]]]]><![CDATA[>]]></a>", []evento{inizio("", "a"), testo("]]>"), fine("", "a")}, nil},
		{
			"references", `<a b="&quot;&apos;&#x20;&#10;">&lt;&gt;&amp;&apos;&quot;&#65;&#x4A;&#x1F600;</a>`,
			[]evento{inizio("", "a", `{}b="\"'  "`), testo("<>&'\"AJ😀"), fine("", "a")},
			nil,
		},
		{
			"line ends", "<a b='1\r\n2\r3\n4\t5'>1\r\n2\r3\n4&#13;\n<![CDATA[\r\n]]>\r</a>",
			[]evento{inizio("", "a", `{}b="1 2 3 4 5"`), testo("1\n2\n3\n4\r\n\n\n"), fine("", "a")},
			nil,
		},
		{
			"default namespace, set, unset and set again", `<a xmlns="u"><b xmlns=""><c/><d xmlns="v"/></b><e/></a>`,
			[]evento{
				inizio("u", "a"), inizio("", "b"), inizio("", "c"), fine("", "c"), inizio("v", "d"), fine("v", "d"),
				fine("", "b"), inizio("u", "e"), fine("u", "e"), fine("u", "a"),
			},
			nil,
		},
		{
			"prefixes", `<p:a xmlns:p="u" xmlns:q="v" q:x="1" x="2"><p:b xmlns:p="w" p:x="3"/><p:c/></p:a>`,
			[]evento{
				inizio("u", "a", `{v}x="1"`, `{}x="2"`), inizio("w", "b", `{w}x="3"`), fine("w", "b"),
				inizio("u", "c"), fine("u", "c"), fine("u", "a"),
			},
			nil,
		},
		{
			"a default namespace does not reach attributes", `<a xmlns="u" x="1" xmlns:p="u" p:x="2"/>`,
			[]evento{inizio("u", "a", `{}x="1"`, `{u}x="2"`), fine("u", "a")},
			nil,
		},
		{
			"the prefix xml is bound", `<a xml:lang="it" xmlns:xml="http://www.w3.org/XML/1998/namespace"/>`,
			[]evento{inizio("", "a", `{http://www.w3.org/XML/1998/namespace}lang="it"`), fine("", "a")},
			nil,
		},
		{
			"ISO-8859-1", "<?xml version='1.0' encoding='iso-8859-1'?>\n<\xE8>\xE8\x80</\xE8>",
			[]evento{inizio("", "è"), testo("è\u0080"), fine("", "è")},
			[]luogo{{2, 1}, {2, 4}, {2, 6}},
		},
		{
			"windows-1252, alias", "<?xml version='1.0' encoding='CP1252' standalone='no' ?><a b='\x80'>\x93x\x94</a>",
			[]evento{inizio("", "a", `{}b="€"`), testo("“x”"), fine("", "a")},
			[]luogo{{1, 57}, {1, 66}, {1, 69}},
		},
		{"US-ASCII", "<?xml version='1.0' encoding='ascii'?><a>x</a>", []evento{inizio("", "a"), testo("x"), fine("", "a")}, nil},
		{"UTF-8 alias", "<?xml version='1.0' encoding='utf8'?><a>è</a>", []evento{inizio("", "a"), testo("è"), fine("", "a")}, nil},
		{"names beyond ASCII", "<à·1 日本='x'/>", []evento{inizio("", "à·1", `{}日本="x"`), fine("", "à·1")}, nil},
		{"around the root", "<?p?>\n<!-- - -->\n<a/>\n<!----><?p q?>\n", []evento{inizio("", "a"), fine("", "a")}, []luogo{{3, 1}, {3, 1}}},
		{"target that begins as the declaration", "<?xml-stylesheet href='x'?><a/>", []evento{inizio("", "a"), fine("", "a")}, nil},
		{"target that begins as the declaration, after the mark", "\xEF\xBB\xBF<?xml-stylesheet href='x'?><a/>", []evento{inizio("", "a"), fine("", "a")}, nil},
		{"longest reference", "<a>&#" + strings.Repeat("0", 59) + "65;</a>", []evento{inizio("", "a"), testo("A"), fine("", "a")}, nil},
		{"greater-than in a value", `<a b=">">x</a>`, []evento{inizio("", "a", `{}b=">"`), testo("x"), fine("", "a")}, nil},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			for nome, r := range map[string]io.Reader{
				"whole": strings.NewReader(c.doc), "by byte": iotest.OneByteReader(strings.NewReader(c.doc)),
				"halves": iotest.HalfReader(strings.NewReader(c.doc)), "error with data": iotest.DataErrReader(strings.NewReader(c.doc)),
			} {
				ev, dove, err := eventi(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{}))
				require.NoError(t, err, nome)
				require.Empty(t, cmp.Diff(c.attesi, ev), nome)
				if c.dove != nil {
					require.Empty(t, cmp.Diff(c.dove, dove), nome)
				}
			}
			for n := range len(c.doc) {
				ev, _, err := eventi(inDuePezzi(c.doc, n))
				require.NoError(t, err, "cut at %d", n)
				require.Equal(t, c.attesi, ev, "cut at %d", n)
			}
		})
	}
}

// inDuePezzi returns a reader of a document that arrives in two pieces, the first of n bytes.
func inDuePezzi(doc string, n int) *xmlrigido.Lettore {
	r := io.MultiReader(strings.NewReader(doc[:n]), strings.NewReader(doc[n:]))
	return xmlrigido.Finestra(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{}), 4<<10)
}

func TestMalFormati(t *testing.T) {
	casi := []struct {
		nome, doc     string
		codice        xmlrigido.Codice
		riga, colonna int
		tipo          error
	}{
		{"nothing", "", xmlrigido.CodiceSenzaRadice, 1, 1, xmlrigido.ErrXML},
		{"no element", " \n<!-- x -->", xmlrigido.CodiceSenzaRadice, 2, 11, xmlrigido.ErrXML},
		{"text before the root", "\nx<a/>", xmlrigido.CodiceFuoriRadice, 2, 1, xmlrigido.ErrXML},
		{"text after the root", "<a/>\nx", xmlrigido.CodiceFuoriRadice, 2, 1, xmlrigido.ErrXML},
		{"reference outside the root", "<a/>&amp;", xmlrigido.CodiceFuoriRadice, 1, 5, xmlrigido.ErrXML},
		{"CDATA outside the root", "<![CDATA[x]]><a/>", xmlrigido.CodiceFuoriRadice, 1, 1, xmlrigido.ErrXML},
		{"second root", "<a/><b/>", xmlrigido.CodiceFuoriRadice, 1, 5, xmlrigido.ErrXML},
		{"NUL after the root", "<a/>\x00", xmlrigido.CodiceFuoriRadice, 1, 5, xmlrigido.ErrXML},
		{"end tag first", "</a>", xmlrigido.CodiceChiusura, 1, 1, xmlrigido.ErrXML},
		{"end tag too many", "<a></a></a>", xmlrigido.CodiceFuoriRadice, 1, 8, xmlrigido.ErrXML},
		{"other end tag", "<a>\n <b></a></b>", xmlrigido.CodiceChiusura, 2, 5, xmlrigido.ErrXML},
		{"same name, other prefix", `<p:a xmlns:p="u" xmlns:q="u"></q:a>`, xmlrigido.CodiceChiusura, 1, 30, xmlrigido.ErrXML},
		{"end tag with attribute", `<a></a b="1">`, xmlrigido.CodiceSintassi, 1, 8, xmlrigido.ErrXML},
		{"blank before the name", "< a/>", xmlrigido.CodiceSintassi, 1, 2, xmlrigido.ErrXML},
		{"slash apart", "<a/ >", xmlrigido.CodiceSintassi, 1, 4, xmlrigido.ErrXML},
		{"less-than in a tag", "<a <b/>", xmlrigido.CodiceSintassi, 1, 4, xmlrigido.ErrXML},
		{"name with a digit first", "<1a/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"name with a colon first", "<:a/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"name with a colon last", "<a:/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"name with two colons", "<a:b:c/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"local name with a digit first", "<a:1 xmlns:a='u'/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"character of no edition in a name", "<a\u2190/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"attribute without value", "<a b/>", xmlrigido.CodiceSintassi, 1, 5, xmlrigido.ErrXML},
		{"attribute without quotes", "<a b=1/>", xmlrigido.CodiceSintassi, 1, 6, xmlrigido.ErrXML},
		{"attributes not parted", `<a b="1"c="2"/>`, xmlrigido.CodiceSintassi, 1, 9, xmlrigido.ErrXML},
		{"less-than in a value", `<a b="<"/>`, xmlrigido.CodiceSintassi, 1, 7, xmlrigido.ErrXML},
		{"attribute twice", "<a b='1'\n b='2'/>", xmlrigido.CodiceAttributoDoppio, 2, 2, xmlrigido.ErrXML},
		{"attribute twice by expanded name", `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>`, xmlrigido.CodiceAttributoDoppio, 1, 36, xmlrigido.ErrXML},
		{"namespace declared twice", `<a xmlns:p="u" xmlns:p="v"/>`, xmlrigido.CodiceAttributoDoppio, 1, 16, xmlrigido.ErrXML},
		{"prefix not bound", "<a>\n<p:b/></a>", xmlrigido.CodicePrefisso, 2, 2, xmlrigido.ErrSpazi},
		{"prefix out of scope", `<a><b xmlns:p="u"/><p:c/></a>`, xmlrigido.CodicePrefisso, 1, 21, xmlrigido.ErrSpazi},
		{"prefix of an attribute not bound", `<a p:b="1"/>`, xmlrigido.CodicePrefisso, 1, 4, xmlrigido.ErrSpazi},
		{"prefix unset", `<p:a xmlns:p=""/>`, xmlrigido.CodicePrefisso, 1, 6, xmlrigido.ErrSpazi},
		{"xml rebound", `<a xmlns:xml="u"/>`, xmlrigido.CodicePrefisso, 1, 4, xmlrigido.ErrSpazi},
		{"xmlns bound", `<a xmlns:xmlns="u"/>`, xmlrigido.CodicePrefisso, 1, 4, xmlrigido.ErrSpazi},
		{"the namespace of xml under another prefix", `<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>`, xmlrigido.CodicePrefisso, 1, 4, xmlrigido.ErrSpazi},
		{"the namespace of xmlns as default", `<a xmlns="http://www.w3.org/2000/xmlns/"/>`, xmlrigido.CodicePrefisso, 1, 4, xmlrigido.ErrSpazi},
		{"element with the prefix xmlns", `<xmlns:a/>`, xmlrigido.CodicePrefisso, 1, 2, xmlrigido.ErrSpazi},
		{"entity not predefined", "<a>\n &nbsp;</a>", xmlrigido.CodiceRiferimento, 2, 2, xmlrigido.ErrXML},
		{"entity in a value", `<a b="&b;"/>`, xmlrigido.CodiceRiferimento, 1, 7, xmlrigido.ErrXML},
		{"ampersand alone", "<a>x & y</a>", xmlrigido.CodiceRiferimento, 1, 6, xmlrigido.ErrXML},
		{"entity without semicolon", "<a>&amp</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"character reference without digits", "<a>&#;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"hexadecimal without digits", "<a>&#x;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"hexadecimal with capital X", "<a>&#X41;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference to NUL", "<a>&#0;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference to a control character", "<a>&#31;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference to a surrogate", "<a>&#xD800;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference to U+FFFE", "<a>&#xFFFE;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference beyond Unicode", "<a>&#x110000;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference that would overflow", "<a>&#x100000000000041;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference with a page of zeros", "<a>&#" + strings.Repeat("0", 70) + "65;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"]]> in text", "<a>x]]></a>", xmlrigido.CodiceSintassi, 1, 5, xmlrigido.ErrXML},
		{"]]]> in text", "<a>x]]]></a>", xmlrigido.CodiceSintassi, 1, 6, xmlrigido.ErrXML},
		{"control character in text", "<a>\n\x0B</a>", xmlrigido.CodiceCarattere, 2, 1, xmlrigido.ErrXML},
		{"NUL in text", "<a>x\x00</a>", xmlrigido.CodiceCarattere, 1, 5, xmlrigido.ErrXML},
		{"U+FFFE in text", "<a>è\uFFFE</a>", xmlrigido.CodiceCarattere, 1, 5, xmlrigido.ErrXML},
		{"U+FFFF in a value", "<a b='\uFFFF'/>", xmlrigido.CodiceCarattere, 1, 7, xmlrigido.ErrXML},
		{"control character in a value", "<a b='\x1F'/>", xmlrigido.CodiceCarattere, 1, 7, xmlrigido.ErrXML},
		{"control character in a comment", "<a><!-- \x01 --></a>", xmlrigido.CodiceCarattere, 1, 9, xmlrigido.ErrXML},
		{"control character in CDATA", "<a><![CDATA[\x01]]></a>", xmlrigido.CodiceCarattere, 1, 13, xmlrigido.ErrXML},
		{"control character in an instruction", "<a><?p \x01?></a>", xmlrigido.CodiceCarattere, 1, 8, xmlrigido.ErrXML},
		{"lone byte in text", "<a>\xE8</a>", xmlrigido.CodiceUTF8, 1, 4, xmlrigido.ErrXML},
		{"overlong form", "<a>\xC0\xAF</a>", xmlrigido.CodiceUTF8, 1, 4, xmlrigido.ErrXML},
		{"surrogate in UTF-8", "<a>\xED\xA0\x80</a>", xmlrigido.CodiceUTF8, 1, 4, xmlrigido.ErrXML},
		{"invalid UTF-8 in a comment", "<!--\xFF--><a/>", xmlrigido.CodiceUTF8, 1, 5, xmlrigido.ErrXML},
		{"invalid UTF-8 in a value", "<a b='\xFF'/>", xmlrigido.CodiceUTF8, 1, 7, xmlrigido.ErrXML},
		{"invalid UTF-8 in CDATA", "<a><![CDATA[\xFF]]></a>", xmlrigido.CodiceUTF8, 1, 13, xmlrigido.ErrXML},
		{"invalid UTF-8 in a name", "<a\xFF/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"-- in a comment", "<a><!-- x -- y --></a>", xmlrigido.CodiceCommento, 1, 11, xmlrigido.ErrXML},
		{"comment that ends with --->", "<a><!-- x ---></a>", xmlrigido.CodiceCommento, 1, 11, xmlrigido.ErrXML},
		{"DOCTYPE", "<?xml version='1.0'?>\n<!DOCTYPE a><a/>", xmlrigido.CodiceDOCTYPE, 2, 1, xmlrigido.ErrDOCTYPE},
		{"DOCTYPE in the root", "<a><!DOCTYPE a></a>", xmlrigido.CodiceDOCTYPE, 1, 4, xmlrigido.ErrDOCTYPE},
		{"entity declaration", "<a><!ENTITY b 'c'></a>", xmlrigido.CodiceSintassi, 1, 4, xmlrigido.ErrXML},
		{"half a CDATA", "<a><![CDATA x]]></a>", xmlrigido.CodiceSintassi, 1, 4, xmlrigido.ErrXML},
		{"half a comment", "<a><!- x --></a>", xmlrigido.CodiceSintassi, 1, 4, xmlrigido.ErrXML},
		{"instruction without target", "<? x?><a/>", xmlrigido.CodiceSintassi, 1, 3, xmlrigido.ErrXML},
		{"instruction with a colon", "<?p:q x?><a/>", xmlrigido.CodiceNome, 1, 3, xmlrigido.ErrXML},
		{"instruction without blank", "<?p!x?><a/>", xmlrigido.CodiceSintassi, 1, 4, xmlrigido.ErrXML},
		{"instruction that does not end", "<?p?x><a/>", xmlrigido.CodiceSintassi, 1, 4, xmlrigido.ErrXML},
		{"decimal reference with a letter", "<a>&#1a;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"declaration after a blank", " <?xml version='1.0'?><a/>", xmlrigido.CodiceDichiarazione, 1, 2, xmlrigido.ErrXML},
		{"declaration after a comment", "<!-- x -->\n<?xml version='1.0'?><a/>", xmlrigido.CodiceDichiarazione, 2, 1, xmlrigido.ErrXML},
		{"declaration twice", "<?xml version='1.0'?><?xml version='1.0'?><a/>", xmlrigido.CodiceDichiarazione, 1, 22, xmlrigido.ErrXML},
		{"declaration inside", "<a><?xml version='1.0'?></a>", xmlrigido.CodiceDichiarazione, 1, 4, xmlrigido.ErrXML},
		{"reserved target", "<?XmL version='1.0'?><a/>", xmlrigido.CodiceDichiarazione, 1, 1, xmlrigido.ErrXML},
		{"declaration without version", "<?xml encoding='UTF-8'?><a/>", xmlrigido.CodiceDichiarazione, 1, 7, xmlrigido.ErrXML},
		{"empty declaration", "<?xml?><a/>", xmlrigido.CodiceDichiarazione, 1, 6, xmlrigido.ErrXML},
		{"version 1.1", "<?xml version='1.1'?><a/>", xmlrigido.CodiceDichiarazione, 1, 16, xmlrigido.ErrXML},
		{"declaration in capitals", "<?xml VERSION='1.0'?><a/>", xmlrigido.CodiceDichiarazione, 1, 7, xmlrigido.ErrXML},
		{"declaration out of order", "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>", xmlrigido.CodiceDichiarazione, 1, 38, xmlrigido.ErrXML},
		{"declaration without blank", "<?xml version='1.0'encoding='UTF-8'?><a/>", xmlrigido.CodiceDichiarazione, 1, 20, xmlrigido.ErrXML},
		{"version without equals", "<?xml version '1.0'?><a/>", xmlrigido.CodiceDichiarazione, 1, 15, xmlrigido.ErrXML},
		{"version without quotes", "<?xml version=1.0?><a/>", xmlrigido.CodiceDichiarazione, 1, 15, xmlrigido.ErrXML},
		{"version with one quote", "<?xml version='1.0?><a/>", xmlrigido.CodiceDichiarazione, 1, 15, xmlrigido.ErrXML},
		{"standalone maybe", "<?xml version='1.0' standalone='maybe'?><a/>", xmlrigido.CodiceDichiarazione, 1, 33, xmlrigido.ErrXML},
		{"declaration without end", "<?xml version='1.0'" + strings.Repeat(" ", 2000) + "?><a/>", xmlrigido.CodiceDichiarazione, 1, 1, xmlrigido.ErrXML},
		{"unknown encoding", "<?xml version='1.0' encoding='ISO-8859-15'?><a/>", xmlrigido.CodiceCodifica, 1, 31, xmlrigido.ErrCodifica},
		{"encoding that is no name", "<?xml version='1.0' encoding='8859'?><a/>", xmlrigido.CodiceDichiarazione, 1, 31, xmlrigido.ErrXML},
		{"byte-order mark against declaration", "\xEF\xBB\xBF<?xml version='1.0' encoding='latin1'?><a/>", xmlrigido.CodiceCodifica, 1, 31, xmlrigido.ErrCodifica},
		{"UTF-16 declared, not written", "<?xml version='1.0' encoding='UTF-16'?><a/>", xmlrigido.CodiceCodifica, 1, 31, xmlrigido.ErrCodifica},
		{"UTF-16 with mark", "\xFF\xFE<\x00a\x00/\x00>\x00", xmlrigido.CodiceCodifica, 1, 1, xmlrigido.ErrCodifica},
		{"UTF-16 without mark", "\x00<\x00a\x00/\x00>", xmlrigido.CodiceCodifica, 1, 1, xmlrigido.ErrCodifica},
		{"EBCDIC", "\x4C\x6F\xA7\x94\x93", xmlrigido.CodiceCodifica, 1, 1, xmlrigido.ErrCodifica},
		{"UTF-32", "\x00\x00\xFE\xFF\x00\x00\x00<", xmlrigido.CodiceCodifica, 1, 1, xmlrigido.ErrCodifica},
		{"undefined byte of windows-1252", "<?xml version='1.0' encoding='windows-1252'?>\n<a>è\x81</a>", xmlrigido.CodiceCodifica, 2, 6, xmlrigido.ErrCodifica},
		{"high byte in US-ASCII", "<?xml version='1.0' encoding='US-ASCII'?><a>\xE8</a>", xmlrigido.CodiceCodifica, 1, 45, xmlrigido.ErrCodifica},
		{"byte-order mark twice", "\xEF\xBB\xBF\xEF\xBB\xBF<a/>", xmlrigido.CodiceFuoriRadice, 1, 1, xmlrigido.ErrXML},
		{"reference longer than the longest", "<a>&#" + strings.Repeat("0", 61) + "65;</a>", xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"reference without end, as long as the longest", "<a>&" + strings.Repeat("x", 63), xmlrigido.CodiceRiferimento, 1, 4, xmlrigido.ErrXML},
		{"continuation byte in text", "<a>\x80</a>", xmlrigido.CodiceUTF8, 1, 4, xmlrigido.ErrXML},
		{"continuation byte in a value", "<a b='\x80'/>", xmlrigido.CodiceUTF8, 1, 7, xmlrigido.ErrXML},
		{"continuation byte in a comment", "<!--\x80--><a/>", xmlrigido.CodiceUTF8, 1, 5, xmlrigido.ErrXML},
		{"continuation byte in a name", "<a\x80/>", xmlrigido.CodiceNome, 1, 2, xmlrigido.ErrXML},
		{"empty version", "<?xml version=''?><a/>", xmlrigido.CodiceDichiarazione, 1, 16, xmlrigido.ErrXML},
		{"empty encoding", "<?xml version='1.0' encoding=''?><a/>", xmlrigido.CodiceDichiarazione, 1, 31, xmlrigido.ErrXML},
		{"unknown encoding of every kind of character", "<?xml version='1.0' encoding='zZ_a.-9'?><a/>", xmlrigido.CodiceCodifica, 1, 31, xmlrigido.ErrCodifica},
		{"encoding with a character of none", "<?xml version='1.0' encoding='a:b'?><a/>", xmlrigido.CodiceDichiarazione, 1, 31, xmlrigido.ErrXML},
		{"long text before the root", "\n" + strings.Repeat("x", 40), xmlrigido.CodiceFuoriRadice, 2, 1, xmlrigido.ErrXML},
		{"comment cut off at a hyphen", "<!-- x -", xmlrigido.CodiceTroncato, 1, 9, xmlrigido.ErrXML},
		{"instruction cut off", "<?p x?", xmlrigido.CodiceTroncato, 1, 7, xmlrigido.ErrXML},
		{"instruction cut off before its target", "<?", xmlrigido.CodiceTroncato, 1, 3, xmlrigido.ErrXML},
		{"tag cut off", "<a b='1'", xmlrigido.CodiceTroncato, 1, 9, xmlrigido.ErrXML},
		{"value cut off", "<a b='1", xmlrigido.CodiceTroncato, 1, 8, xmlrigido.ErrXML},
		{"element cut off", "<a>\nx", xmlrigido.CodiceTroncato, 2, 2, xmlrigido.ErrXML},
		{"comment cut off", "<a/><!-- x --", xmlrigido.CodiceTroncato, 1, 14, xmlrigido.ErrXML},
		{"CDATA cut off", "<a><![CDATA[x]]", xmlrigido.CodiceTroncato, 1, 16, xmlrigido.ErrXML},
		{"declaration cut off", "<?xml version='1.0'?", xmlrigido.CodiceTroncato, 1, 21, xmlrigido.ErrXML},
		{"reference cut off", "<a>&am", xmlrigido.CodiceTroncato, 1, 7, xmlrigido.ErrXML},
		{"less-than cut off", "<a><", xmlrigido.CodiceTroncato, 1, 5, xmlrigido.ErrXML},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			_, _, tutto := eventi(xmlrigido.NuovoLettoreByte([]byte(c.doc), xmlrigido.Opzioni{}))
			for n := range min(len(c.doc), 100) {
				_, _, err := eventi(inDuePezzi(c.doc, n))
				require.Equal(t, comeErrore(tutto), comeErrore(err), "cut at %d", n)
			}
			for nome, l := range map[string]*xmlrigido.Lettore{
				"bytes":   xmlrigido.NuovoLettoreByte([]byte(c.doc), xmlrigido.Opzioni{}),
				"by byte": xmlrigido.NuovoLettore(iotest.OneByteReader(strings.NewReader(c.doc)), xmlrigido.Opzioni{}),
			} {
				_, _, err := eventi(l)
				e := comeErrore(err)
				require.NotNil(t, e, nome)
				require.Equal(t, c.codice, e.Codice, "%s: %v", nome, err)
				require.Equal(t, comeErrore(tutto), e, nome)
				require.Equal(t, luogo{c.riga, c.colonna}, luogo{e.Riga, e.Colonna}, "%s: %v", nome, err)
				require.ErrorIs(t, err, c.tipo, nome)
				_, ancora := l.Prossimo()
				require.Same(t, e, comeErrore(ancora), "errors stay")
			}
		})
	}
}

// TestNomi compares every character with encoding/xml, at the beginning and
// inside a name. Only the colon, which parts prefix and name, differs, and what the
// fifth edition adds, which encoding/xml does not know.
func TestNomi(t *testing.T) {
	standard := func(doc string) bool {
		_, err := xml.NewDecoder(strings.NewReader(doc)).Token()
		return err == nil
	}
	nostro := func(doc string) bool {
		_, err := xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}).Prossimo()
		return err == nil
	}
	for r := rune(0x21); r <= 0x11000; r++ {
		if strings.ContainsRune(":/>", r) {
			continue
		}
		for _, doc := range []string{"<" + string(r) + "/>", "<a" + string(r) + "/>"} {
			if doc == "<!/>" || doc == "<?/>" { // not the beginning of a name
				continue
			}
			quinta := quinteIniziali.MatchString(string(r)) || doc[1] == 'a' && quinteSeguenti.MatchString(string(r))
			if r >= utf8.RuneSelf && nostro(doc) != quinta || r < utf8.RuneSelf && nostro(doc) != standard(doc) || standard(doc) && !nostro(doc) {
				t.Fatalf("%U: encoding/xml %v, fifth edition %v, here %v", r, standard(doc), quinta, nostro(doc))
			}
		}
	}
}

// quinte are NameStartChar beyond ASCII, and with what NameChar adds.
//
// Source: XML 1.0, fifth edition, productions 4 and 4a.
var (
	quinteIniziali = regexp.MustCompile(`^[` + quinte + `]$`)
	quinteSeguenti = regexp.MustCompile(`^[` + quinte + `\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}]$`)
)

const quinte = `\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{2070}-\x{218F}` +
	`\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}`

func TestErroreTesto(t *testing.T) {
	_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte("<RT>\n<dominio><id>&x;</id></dominio></RT>"), xmlrigido.Opzioni{}))
	require.EqualError(t, err, `xmlrigido: RIFERIMENTO RT/dominio/id (riga 2, colonna 14) "&x;": XML non ben formato`)
}

// TestRiferimentoCitato: a bad reference is quoted as far as it is one.
func TestRiferimentoCitato(t *testing.T) {
	for riferimento, citato := range map[string]string{
		"&x;": "&x;", "&#x41#is6s:p": "&#x41", "&#41 x": "&#41", "& x": "&", "&;": "&;", "&##;": "&#", "&a#b;": "&a",
		"&" + strings.Repeat("x", 80): "&" + strings.Repeat("x", 63),
	} {
		for _, doc := range []string{"<a>" + riferimento + "</a>", `<a b="` + riferimento + `"/>`} {
			_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}))
			e := comeErrore(err)
			require.NotNil(t, e, doc)
			require.Equal(t, xmlrigido.CodiceRiferimento, e.Codice, doc)
			require.Equal(t, citato, e.Valore, doc)
		}
	}
}

// TestTroncato cuts a document at every byte: never accepted, and the error is
// always the same whichever way the bytes arrive.
func TestTroncato(t *testing.T) {
	doc := "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- x --><p:a xmlns:p='u' b=\"&lt;è\">" +
		"t]&amp;<![CDATA[ ]] ]]>\r<b/> è<?p q?></p:a >"
	for n := range len(doc) {
		_, dove, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc[:n]), xmlrigido.Opzioni{}))
		require.ErrorIs(t, err, xmlrigido.ErrXML, "cut at %d", n)
		require.Contains(t, []xmlrigido.Codice{xmlrigido.CodiceTroncato, xmlrigido.CodiceSenzaRadice, xmlrigido.CodiceUTF8, xmlrigido.CodiceFuoriRadice},
			codice(t, err), "cut at %d", n)
		_, dove1, err1 := eventi(xmlrigido.NuovoLettore(iotest.OneByteReader(strings.NewReader(doc[:n])), xmlrigido.Opzioni{}))
		require.Equal(t, comeErrore(err), comeErrore(err1), "cut at %d", n)
		require.Equal(t, dove, dove1, "cut at %d", n)
	}
	_, _, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}))
	require.NoError(t, err)
}

// TestConfineFinestra puts every construct across the end of the window.
func TestConfineFinestra(t *testing.T) {
	coda := "<p:b xmlns:p='urn:p' c='1&amp;\r\n2'>tè]]&gt;x\r\n<![CDATA[<è]]]]>&#13;<!-- è - --><?p è?></p:b >"
	for scarto := range len(coda) + 8 {
		doc := "<a>" + strings.Repeat("z", 64<<10-scarto) + coda + "</a>"
		ev, dove, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}))
		require.NoError(t, err, "shift %d", scarto)
		ev1, dove1, err := eventi(xmlrigido.NuovoLettore(bytes.NewReader([]byte(doc)), xmlrigido.Opzioni{}))
		require.NoError(t, err, "shift %d", scarto)
		require.Equal(t, ev, ev1, "shift %d", scarto)
		require.Equal(t, dove, dove1, "shift %d", scarto)
	}
}

// TestRigheAlConfine puts line ends across the end of small windows.
func TestRigheAlConfine(t *testing.T) {
	for _, aCapo := range []string{"\r\n", "\r", "\n", "\r\n\r"} {
		doc := "<a><!-- " + strings.Repeat("x"+aCapo, 300) + "--><b/>" + strings.Repeat("è"+aCapo, 300) +
			"<?p " + strings.Repeat(aCapo, 300) + "?><![CDATA[" + strings.Repeat(aCapo+"]", 300) + "]]><c/></a>" + strings.Repeat(aCapo, 300) + "<!---->"
		ev, dove, err := eventi(xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}))
		require.NoError(t, err)
		for n := 17; n < 60; n++ {
			l := xmlrigido.Finestra(xmlrigido.NuovoLettore(strings.NewReader(doc), xmlrigido.Opzioni{}), n)
			ev1, dove1, err := eventi(l)
			require.NoError(t, err, "%q %d", aCapo, n)
			require.Equal(t, ev, ev1, "%q %d", aCapo, n)
			require.Equal(t, dove, dove1, "%q %d", aCapo, n)
		}
	}
}

func TestErroreDelLettore(t *testing.T) {
	guasto := errors.New("line dropped")
	for _, doc := range []string{"", "<", "<a", "<a>", "<a>te", "<a>&am", "<a/><!-- ", "<?xml version='1.0' encoding='latin1'?><a>x"} {
		r := io.MultiReader(strings.NewReader(doc), iotest.ErrReader(guasto))
		_, _, err := eventi(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{}))
		require.ErrorIs(t, err, guasto, doc)
		require.ErrorIs(t, err, xmlrigido.ErrLettura, doc)
		require.Equal(t, xmlrigido.CodiceLettura, codice(t, err), doc)
	}
	_, _, err := eventi(xmlrigido.NuovoLettore(iotest.ErrReader(io.ErrUnexpectedEOF), xmlrigido.Opzioni{}))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, _, err = eventi(xmlrigido.NuovoLettore(muto{}, xmlrigido.Opzioni{}))
	require.ErrorIs(t, err, io.ErrNoProgress)
}

// muto never brings anything and never ends.
type muto struct{}

func (muto) Read([]byte) (int, error) { return 0, nil }
