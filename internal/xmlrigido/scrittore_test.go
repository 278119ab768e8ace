package xmlrigido_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// centesimi is an Appendice, as an amount is.
type centesimi int64

func (c centesimi) AppendTo(b []byte) []byte {
	return append(strconv.AppendInt(b, int64(c/100), 10), '.', byte('0'+c/10%10), byte('0'+c%10))
}

type grezzo string

func (g grezzo) AppendTo(b []byte) []byte { return append(b, g...) }

func scrivi(s *xmlrigido.Scrittore) {
	s.Dichiarazione()
	s.Prefisso("pay_i")
	s.Apri("RPT", xmlrigido.A("xmlns:pay_i", "urn:pagamenti"))
	s.Testo("versioneOggetto", "6.2.0")
	s.Apri("dominio")
	s.Testo("id", "A&B <\"c\"> d'e\r\n\tf]]>", xmlrigido.A("k", "A&B <\"c\"> d'e\r\n\tf"))
	s.TestoSe("stazione", "")
	s.TestoSe("stazione", "1")
	s.Chiudi()
	s.Valore("importo", centesimi(10005))
	s.Valore("strano", grezzo("<è>"))
	s.Testo("vuoto", "")
	s.Prefisso("")
	s.Apri("libero", xmlrigido.A("xmlns", "urn:x"))
	s.Apri("figlio")
	s.Chiudi()
	s.Chiudi()
	s.Chiudi()
}

func TestScrittore(t *testing.T) {
	s := xmlrigido.NuovoScrittore([]byte("prima:"))
	scrivi(s)
	b, err := s.Bytes()
	require.NoError(t, err)
	atteso := `prima:<?xml version="1.0" encoding="UTF-8"?><pay_i:RPT xmlns:pay_i="urn:pagamenti">` +
		`<pay_i:versioneOggetto>6.2.0</pay_i:versioneOggetto><pay_i:dominio>` +
		"<pay_i:id k=\"A&amp;B &lt;&quot;c&quot;&gt; d'e&#13;&#10;&#9;f\">A&amp;B &lt;\"c\"&gt; d'e&#13;\n\tf]]&gt;</pay_i:id>" +
		`<pay_i:stazione>1</pay_i:stazione></pay_i:dominio><pay_i:importo>100.05</pay_i:importo>` +
		`<pay_i:strano>&lt;è&gt;</pay_i:strano><pay_i:vuoto></pay_i:vuoto>` +
		`<libero xmlns="urn:x"><figlio></figlio></libero></pay_i:RPT>`
	require.Equal(t, atteso, string(b))

	ev, _, err := eventi(xmlrigido.NuovoLettoreByte(b[len("prima:"):], xmlrigido.Opzioni{}))
	require.NoError(t, err)
	id := slices.IndexFunc(ev, func(e evento) bool { return e.Locale == "id" })
	require.Equal(t, "A&B <\"c\"> d'e\r\n\tf]]>", ev[id+1].Testo)
	l := xmlrigido.NuovoLettoreByte(b[len("prima:"):], xmlrigido.Opzioni{})
	for string(l.Locale()) != "id" {
		_, err = l.Prossimo()
		require.NoError(t, err)
	}
	require.Equal(t, "A&B <\"c\"> d'e\r\n\tf", string(l.Attributi()[0].Valore))
}

func TestScrittoreRientro(t *testing.T) {
	var s xmlrigido.Scrittore
	s.Rientro("  ")
	scrivi(&s)
	b, err := s.Bytes()
	require.NoError(t, err)
	require.Equal(t, `<?xml version="1.0" encoding="UTF-8"?>
<pay_i:RPT xmlns:pay_i="urn:pagamenti">
  <pay_i:versioneOggetto>6.2.0</pay_i:versioneOggetto>
  <pay_i:dominio>
    <pay_i:id k="A&amp;B &lt;&quot;c&quot;&gt; d'e&#13;&#10;&#9;f">A&amp;B &lt;"c"&gt; d'e&#13;
	f]]&gt;</pay_i:id>
    <pay_i:stazione>1</pay_i:stazione>
  </pay_i:dominio>
  <pay_i:importo>100.05</pay_i:importo>
  <pay_i:strano>&lt;è&gt;</pay_i:strano>
  <pay_i:vuoto></pay_i:vuoto>
  <libero xmlns="urn:x">
    <figlio></figlio>
  </libero>
</pay_i:RPT>`, string(b))
}

func TestScrittoreErrori(t *testing.T) {
	casi := []struct {
		nome, motivo string
		f            func(s *xmlrigido.Scrittore)
	}{
		{"nothing", "nessun elemento radice", func(*xmlrigido.Scrittore) {}},
		{"open element", "elemento ancora aperto", func(s *xmlrigido.Scrittore) { s.Apri("a") }},
		{"end tag too many", "chiusura senza elemento", func(s *xmlrigido.Scrittore) { s.Testo("a", ""); s.Chiudi() }},
		{"second root", "secondo elemento radice", func(s *xmlrigido.Scrittore) { s.Testo("a", ""); s.Testo("b", "") }},
		{"text outside", "testo fuori dalla radice", func(s *xmlrigido.Scrittore) { s.Caratteri("x") }},
		{"late declaration", "dichiarazione dopo il contenuto", func(s *xmlrigido.Scrittore) { s.Apri("a"); s.Dichiarazione() }},
		{"bad name", "non è un nome", func(s *xmlrigido.Scrittore) { s.Testo("a b", "") }},
		{"empty name", "non è un nome", func(s *xmlrigido.Scrittore) { s.Testo("", "") }},
		{"bad attribute name", "non è un nome", func(s *xmlrigido.Scrittore) { s.Testo("a", "", xmlrigido.A("1", "")) }},
		{"two colons", "non è un nome", func(s *xmlrigido.Scrittore) { s.Testo("a:b:c", "") }},
		{"attribute twice", "attributo ripetuto", func(s *xmlrigido.Scrittore) { s.Testo("a", "", xmlrigido.A("b", ""), xmlrigido.A("b", "")) }},
		{"prefix", "prefisso non dichiarato", func(s *xmlrigido.Scrittore) { s.Testo("p:a", "") }},
		{"prefix of an attribute", "prefisso non dichiarato", func(s *xmlrigido.Scrittore) { s.Testo("a", "", xmlrigido.A("p:b", "")) }},
		{"prefix out of scope", "prefisso non dichiarato", func(s *xmlrigido.Scrittore) {
			s.Apri("a")
			s.Testo("p:b", "", xmlrigido.A("xmlns:p", "u"))
			s.Testo("p:c", "")
			s.Chiudi()
		}},
		{"prefix unset", "dichiarazione di spazio non ammessa", func(s *xmlrigido.Scrittore) { s.Testo("a", "", xmlrigido.A("xmlns:p", "")) }},
		{"xmlns as prefix", "prefisso non dichiarato", func(s *xmlrigido.Scrittore) { s.Testo("xmlns:a", "") }},
		{"control character", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Testo("a", "x\x01") }},
		{"control character in an attribute", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Testo("a", "", xmlrigido.A("b", "\x00")) }},
		{"invalid UTF-8", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Testo("a", "\xE8") }},
		{"U+FFFE", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Testo("a", "\uFFFE") }},
		{"appended invalid UTF-8", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Valore("a", grezzo("\xE8")) }},
		{"indentation", "rientro non bianco", func(s *xmlrigido.Scrittore) { s.Rientro("-"); s.Testo("a", "") }},
		{"depth", "elementi troppo annidati", func(s *xmlrigido.Scrittore) {
			for range 33 {
				s.Apri("a")
			}
		}},
		{"U+FFFF", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Testo("a", "\uFFFF") }},
		{"continuation byte", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Testo("a", "\x80") }},
		{"appended control character", "carattere che XML non può portare", func(s *xmlrigido.Scrittore) { s.Valore("a", grezzo("\x1F")) }},
		{"appended outside", "testo fuori dalla radice", func(s *xmlrigido.Scrittore) { xmlrigido.ScriviValore(s, centesimi(1)) }},
		{"nothing appended outside", "nessun elemento radice", func(s *xmlrigido.Scrittore) { xmlrigido.ScriviValore(s, grezzo("")) }},
		{"namespace of xml as default", "dichiarazione di spazio non ammessa", func(s *xmlrigido.Scrittore) { s.Testo("a", "", xmlrigido.A("xmlns", spazioXML)) }},
		{"depth of a leaf", "elementi troppo annidati", func(s *xmlrigido.Scrittore) {
			for range 32 {
				s.Apri("a")
			}
			s.Testo("b", "")
		}},
		{"long text of a leaf", "testo troppo lungo", func(s *xmlrigido.Scrittore) { s.Apri("a"); s.Testo("b", strings.Repeat("x", 1<<20+1)) }},
		{"long text in pieces", "testo troppo lungo", func(s *xmlrigido.Scrittore) {
			s.Apri("a")
			xmlrigido.ScriviValore(s, grezzo(strings.Repeat("x", 1<<20)))
			xmlrigido.ScriviValore(s, grezzo("x"))
		}},
		{"long name of a leaf", "tag troppo lungo", func(s *xmlrigido.Scrittore) {
			s.Apri("a", xmlrigido.A("xmlns:p", "u"))
			s.Prefisso("p")
			s.Testo(strings.Repeat("x", maxNome-1), "")
		}},
		{"long name", "tag troppo lungo", func(s *xmlrigido.Scrittore) { s.Testo(strings.Repeat("x", maxNome+1), "") }},
		{"long text", "testo troppo lungo", func(s *xmlrigido.Scrittore) { s.Testo("a", strings.Repeat("x", 1<<20+1)) }},
		{"long tag", "tag troppo lungo", func(s *xmlrigido.Scrittore) { s.Testo("a", "", xmlrigido.A("b", strings.Repeat("x", 32<<10))) }},
		{"attributes", "troppi attributi", func(s *xmlrigido.Scrittore) { s.Testo("a", "", make([]xmlrigido.Attr, 65)...) }},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			s := xmlrigido.NuovoScrittore(nil)
			c.f(s)
			b, err := s.Bytes()
			require.True(t, b == nil)
			require.ErrorIs(t, err, xmlrigido.ErrScrittura)
			require.Equal(t, xmlrigido.CodiceScrittura, codice(t, err))
			require.ErrorContains(t, err, c.motivo)
		})
	}
}

const (
	spazioXML = "http://www.w3.org/XML/1998/namespace"
	maxNome   = 32<<10 - len("</>") // of an element whose end tag is as long as a tag may be
)

// TestScrittoreLimiti: what is as long, as deep and as much as may be is written, and read back.
func TestScrittoreLimiti(t *testing.T) {
	lungo := strings.Repeat("x", 1<<20)
	for nome, f := range map[string]func(s *xmlrigido.Scrittore){
		"text":           func(s *xmlrigido.Scrittore) { s.Testo("a", lungo) },
		"text of a leaf": func(s *xmlrigido.Scrittore) { s.Apri("a"); s.Testo("b", lungo); s.Chiudi() },
		"text appended":  func(s *xmlrigido.Scrittore) { s.Apri("a"); s.Testo("b", "x"); s.Valore("c", grezzo(lungo)); s.Chiudi() },
		"name":           func(s *xmlrigido.Scrittore) { s.Testo(lungo[:maxNome], "") },
		"name of a leaf": func(s *xmlrigido.Scrittore) { s.Apri("a"); s.Testo(lungo[:maxNome], ""); s.Chiudi() },
		"tag after long text": func(s *xmlrigido.Scrittore) {
			s.Apri("a")
			s.Testo("b", lungo)
			s.Testo("c", "", xmlrigido.A("k", "v"))
			s.Chiudi()
		},
		"prefix of a leaf": func(s *xmlrigido.Scrittore) {
			s.Apri("a", xmlrigido.A("xmlns:p", "u"))
			s.Prefisso("p")
			s.Testo(lungo[:maxNome-2], "")
			s.Chiudi()
		},
		"attributes": func(s *xmlrigido.Scrittore) {
			a := make([]xmlrigido.Attr, 64)
			for i := range a {
				a[i] = xmlrigido.A("a"+strconv.Itoa(i), spazioXML)
			}
			s.Testo("a", "", a...)
		},
		"depth": func(s *xmlrigido.Scrittore) {
			for range 31 {
				s.Apri("a")
			}
			s.Testo("b", "x")
			for range 31 {
				s.Chiudi()
			}
		},
	} {
		s := xmlrigido.NuovoScrittore(nil)
		f(s)
		b, err := s.Bytes()
		require.NoError(t, err, nome)
		_, _, err = eventi(xmlrigido.NuovoLettoreByte(b, xmlrigido.Opzioni{}))
		require.NoError(t, err, nome)
	}
}

// TestScrittoreCaratteri: each of the characters that have a meaning, alone and first, as text,
// as a value and in an attribute.
func TestScrittoreCaratteri(t *testing.T) {
	for c, attesi := range map[string][2]string{
		"<": {"&lt;", "&lt;"}, ">": {"&gt;", "&gt;"}, "&": {"&amp;", "&amp;"}, `"`: {`"`, "&quot;"}, "\r": {"&#13;", "&#13;"}, "\n": {"\n", "&#10;"}, "\t": {"\t", "&#9;"},
		" ": {" ", " "}, "\x7F": {"\x7F", "\x7F"}, "\u0080": {"\u0080", "\u0080"}, "\uFFFD": {"\uFFFD", "\uFFFD"},
	} {
		s := xmlrigido.NuovoScrittore(nil)
		s.Apri("a", xmlrigido.A("k", c+"x"))
		s.Testo("b", c+"x")
		s.Valore("c", grezzo(c+"x"))
		s.Chiudi()
		b, err := s.Bytes()
		require.NoError(t, err, "%q", c)
		require.Equal(t, `<a k="`+attesi[1]+`x"><b>`+attesi[0]+`x</b><c>`+attesi[0]+`x</c></a>`, string(b), "%q", c)
	}
}

func TestScrittoreAllocazioni(t *testing.T) {
	b := make([]byte, 0, 4<<10)
	n := testing.AllocsPerRun(100, func() {
		s := xmlrigido.NuovoScrittore(b)
		s.Apri("p:a", xmlrigido.A("xmlns:p", "urn:p"))
		for range 20 {
			s.Testo("p:b", "Comune di Forlì & dintorni")
		}
		s.Chiudi()
		if _, err := s.Bytes(); err != nil {
			t.Fatal(err)
		}
	})
	require.LessOrEqual(t, n, 1.0, "the writer itself")
}

// FuzzScrittore writes texts and reads them back.
func FuzzScrittore(f *testing.F) {
	f.Add("a", "testo", "valore", "  ")
	f.Add("p:b", "]]>\r\n\t&<>\"'", "]]>\r\n\t&<>\"'", "")
	f.Add("è", "\u0085\u2028 \uFFFD", "\x7F", "\t")
	f.Fuzz(func(t *testing.T, nome, testo, valore, rientro string) {
		s := xmlrigido.NuovoScrittore(nil)
		s.Rientro(rientro)
		s.Dichiarazione()
		s.Apri("r", xmlrigido.A("xmlns:p", "urn:p"))
		s.Testo(nome, testo, xmlrigido.A("k", valore))
		s.Chiudi()
		b, err := s.Bytes()
		if err != nil {
			require.ErrorIs(t, err, xmlrigido.ErrScrittura)
			return
		}
		l := xmlrigido.NuovoLettoreByte(b, xmlrigido.Opzioni{})
		_, err = l.ProssimoElemento()
		require.NoError(t, err, "%s", b)
		_, err = l.ProssimoElemento()
		require.NoError(t, err, "%s", b)
		_, locale, conPrefisso := strings.Cut(nome, ":")
		spazio := "urn:p"
		if !conPrefisso {
			spazio, locale = "", nome
		} else if strings.HasPrefix(nome, "xml:") {
			spazio = "http://www.w3.org/XML/1998/namespace"
		}
		require.Equal(t, []string{spazio, locale}, []string{string(l.Spazio()), string(l.Locale())})
		require.Len(t, l.Attributi(), 1)
		require.Equal(t, []string{"", "k", valore}, []string{string(l.Attributi()[0].Spazio), string(l.Attributi()[0].Locale), string(l.Attributi()[0].Valore)})
		scritto, err := l.TestoElemento()
		require.NoError(t, err)
		require.Equal(t, testo, string(scritto))
		_, _, err = eventi(xmlrigido.NuovoLettoreByte(b, xmlrigido.Opzioni{}))
		require.NoError(t, err, "%s", b)
	})
}
