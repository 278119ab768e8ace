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
