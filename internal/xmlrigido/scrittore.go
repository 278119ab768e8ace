package xmlrigido

import (
	"bytes"
	"fmt"
	"strings"
)

// Attr is an attribute to write; its name may carry a prefix. A namespace
// declaration is an Attr too: A("xmlns:pay_i", …).
type Attr struct {
	Nome, Valore string
}

// A is short for Attr{nome, valore}.
func A(nome, valore string) Attr { return Attr{nome, valore} }

// Appendice is a value that appends its own text, such as an amount.
type Appendice interface {
	// AppendTo appends the text of the value to b and returns the longer slice.
	AppendTo(b []byte) []byte
}

// Scrittore writes a document by appending to a slice. Names, nesting, prefixes
// and characters are checked; the first mistake is kept and Bytes returns it,
// always an *Errore SCRITTURA of kind ErrScrittura. Equal calls give equal
// bytes. What it writes, a Lettore with the default limits reads back.
//
// The zero value is ready to use and writes UTF-8 without declaration,
// indentation or line ends.
type Scrittore struct {
	b        []byte
	da       int      // where the document begins in b
	aperti   []aperto // open elements
	prefissi []tratto // prefixes in force
	nomi     []tratto // element and attributes of the tag being written
	prefisso string
	rientro  string
	radice   bool // the root has been opened
	err      error
	scorta   struct {
		aperti   [8]aperto
		prefissi [4]tratto
		nomi     [8]tratto
	}
}

// aperto is an open element; its name lies in the output.
type aperto struct {
	da, a    int
	prefissi int  // prefixes in force outside it
	figli    bool // it has a child element
	testo    int  // bytes of its text
}

// tratto is a name in the output.
type tratto struct{ da, a int }

// NuovoScrittore returns a writer that appends to dst.
func NuovoScrittore(dst []byte) *Scrittore { return &Scrittore{b: dst, da: len(dst)} }

// Ricomincia makes of s the writer that NuovoScrittore(dst) returns.
func (s *Scrittore) Ricomincia(dst []byte) { *s = Scrittore{b: dst, da: len(dst)} }

// Rientro makes every element begin on a line of its own, after unita repeated
// once for each open element. unita is blanks or a TAB; call it before writing.
func (s *Scrittore) Rientro(unita string) {
	if !soloBianchi(unita) {
		s.fallisce("rientro non bianco", unita)
		return
	}
	s.rientro = unita
}

// Prefisso sets the prefix, without colon, of the element names written after
// it that have none, and returns the one before; "" takes it back. Attribute names
// are left alone.
func (s *Scrittore) Prefisso(prefisso string) (prima string) {
	prima, s.prefisso = s.prefisso, prefisso
	return prima
}

// Dichiarazione writes the XML declaration, of UTF-8. It comes first.
func (s *Scrittore) Dichiarazione() {
	if len(s.b) > s.da {
		s.fallisce("dichiarazione dopo il contenuto", "")
		return
	}
	s.b = append(s.b, `<?xml version="1.0" encoding="UTF-8"?>`...)
	if s.rientro != "" {
		s.b = append(s.b, '\n')
	}
}

// Apri writes a start tag.
func (s *Scrittore) Apri(nome string, attributi ...Attr) { s.apre(nome, attributi) }

// Testo writes an element that holds text only.
func (s *Scrittore) Testo(nome, testo string, attributi ...Attr) {
	if len(attributi) == 0 && s.foglia(nome, testo) {
		return
	}
	s.apre(nome, attributi)
	s.Caratteri(testo)
	s.Chiudi()
}

// foglia is Testo at its most common: inside another element, without indentation and
// within the limits. It reports whether that was the case.
func (s *Scrittore) foglia(nome, testo string) bool {
	n := len(s.aperti)
	if s.err != nil || n == 0 || n == ProfonditaPredefinita || s.rientro != "" ||
		len(s.prefisso)+len(nome) >= maxTag-3 || len(testo) > TestoPredefinito {
		return false
	}
	s.aperti[n-1].figli = true
	s.b = append(s.b, '<')
	da := len(s.b)
	s.b = s.qualifica(s.b, nome)
	if a := len(s.b); s.nomeScrivibile(s.b[da:a], false) {
		s.b = append(s.b, '>')
		s.protegge(testo, &proteggiTesto)
		s.b = append(append(append(s.b, "</"...), s.b[da:a]...), '>')
	}
	return true
}

// qualifica appends a name, with the prefix in force when it has none.
func (s *Scrittore) qualifica(b []byte, nome string) []byte {
	if s.prefisso != "" && strings.IndexByte(nome, ':') < 0 {
		b = append(append(b, s.prefisso...), ':')
	}
	return append(b, nome...)
}

// TestoSe is Testo unless testo is empty: then it writes nothing.
func (s *Scrittore) TestoSe(nome, testo string, attributi ...Attr) {
	if testo != "" {
		s.Testo(nome, testo, attributi...)
	}
}

// Valore writes an element that holds the text of v.
func (s *Scrittore) Valore(nome string, v Appendice, attributi ...Attr) {
	s.apre(nome, attributi)
	ScriviValore(s, v)
	s.Chiudi()
}

// ScriviValore writes the text of v into the open element.
func ScriviValore[V Appendice](s *Scrittore, v V) {
	if s.err != nil {
		return
	}
	da := len(s.b)
	s.b = v.AppendTo(s.b)
	if len(s.b) > da && (len(s.aperti) == 0 || daProteggere(s.b[da:])) {
		testo := string(s.b[da:])
		s.b = s.b[:da]
		s.Caratteri(testo)
		return
	}
	if len(s.aperti) > 0 {
		s.segnaTesto(len(s.b) - da)
	}
}

func daProteggere(b []byte) bool {
	for _, c := range b {
		if c >= 0x7F || c < ' ' || c == '<' || c == '>' || c == '&' {
			return true
		}
	}
	return false
}

// Caratteri writes text into the open element.
func (s *Scrittore) Caratteri(testo string) {
	if s.err != nil || testo == "" {
		return
	}
	if len(s.aperti) == 0 {
		s.fallisce("testo fuori dalla radice", testo)
		return
	}
	s.segnaTesto(len(testo))
	s.protegge(testo, &proteggiTesto)
}

// segnaTesto counts text of the open element.
func (s *Scrittore) segnaTesto(n int) {
	v := &s.aperti[len(s.aperti)-1]
	if v.testo += n; v.testo > TestoPredefinito {
		s.fallisce("testo troppo lungo", "")
	}
}

// Chiudi writes the end tag of the open element.
func (s *Scrittore) Chiudi() {
	if s.err != nil {
		return
	}
	if len(s.aperti) == 0 {
		s.fallisce("chiusura senza elemento", "")
		return
	}
	v := s.aperti[len(s.aperti)-1]
	s.aperti = s.aperti[:len(s.aperti)-1]
	s.prefissi = s.prefissi[:v.prefissi]
	if v.figli && v.testo == 0 {
		s.aCapo()
	}
	s.b = append(s.b, "</"...)
	s.b = append(s.b, s.b[v.da:v.a]...)
	s.b = append(s.b, '>')
}

// Bytes returns the slice given to NuovoScrittore with the document appended. It
// is an error when an element is open or nothing was written; then the slice is
// nil.
func (s *Scrittore) Bytes() ([]byte, error) {
	switch {
	case s.err != nil:
	case len(s.aperti) > 0:
		v := s.aperti[len(s.aperti)-1]
		s.fallisce("elemento ancora aperto", string(s.b[v.da:v.a]))
	case !s.radice:
		s.fallisce("nessun elemento radice", "")
	}
	if s.err != nil {
		return nil, s.err
	}
	return s.b, nil
}

func (s *Scrittore) fallisce(motivo, valore string) {
	if s.err == nil {
		s.err = &Errore{Codice: CodiceScrittura, Valore: valore, Err: fmt.Errorf("%w: %s", ErrScrittura, motivo)}
	}
}

// aCapo begins a line, when indentation was asked for.
func (s *Scrittore) aCapo() {
	if s.rientro == "" {
		return
	}
	s.b = append(s.b, '\n')
	for range s.aperti {
		s.b = append(s.b, s.rientro...)
	}
}

func (s *Scrittore) apre(nome string, attributi []Attr) {
	switch n := len(s.aperti); {
	case s.err != nil:
		return
	case n == 0 && s.radice:
		s.fallisce("secondo elemento radice", nome)
	case n == ProfonditaPredefinita:
		s.fallisce("elementi troppo annidati", nome)
	case len(attributi) > maxAttributi:
		s.fallisce("troppi attributi", nome)
	case n > 0:
		p := &s.aperti[n-1]
		if p.figli = true; p.testo == 0 {
			s.aCapo()
		}
	}
	if s.aperti == nil {
		s.aperti, s.prefissi, s.nomi = s.scorta.aperti[:0], s.scorta.prefissi[:0], s.scorta.nomi[:0]
	}
	v := aperto{prefissi: len(s.prefissi), da: len(s.b) + 1}
	s.b = s.qualifica(append(s.b, '<'), nome)
	v.a = len(s.b)
	s.nomi = append(s.nomi[:0], tratto{v.da, v.a})
	for _, a := range attributi {
		s.attributo(a)
	}
	s.verifica()
	if len(s.b)-v.da >= maxTag-2 {
		s.fallisce("tag troppo lungo", nome)
	}
	s.b = append(s.b, '>')
	s.aperti = append(s.aperti, v)
	s.radice = true
}

// attributo writes an attribute, and notes the prefix it may declare.
func (s *Scrittore) attributo(a Attr) {
	s.b = append(s.b, ' ')
	da := len(s.b)
	s.b = append(s.b, a.Nome...)
	s.nomi = append(s.nomi, tratto{da, len(s.b)})
	switch prefisso, locale, _ := strings.Cut(a.Nome, ":"); {
	case prefisso == "xmlns" && locale != "":
		s.prefissi = append(s.prefissi, tratto{da + len("xmlns:"), len(s.b)})
		if !legameAmmesso(locale, a.Valore) {
			s.fallisce("dichiarazione di spazio non ammessa", a.Nome)
		}
	case a.Nome == "xmlns" && !legameAmmesso("", a.Valore):
		s.fallisce("dichiarazione di spazio non ammessa", a.Nome)
	}
	s.b = append(s.b, `="`...)
	s.protegge(a.Valore, &proteggiAttributo)
	s.b = append(s.b, '"')
}

// verifica checks the names of a start tag. Two prefixes of one namespace on one
// element are not told apart.
func (s *Scrittore) verifica() {
	for i, n := range s.nomi {
		nome := s.b[n.da:n.a]
		if !s.nomeScrivibile(nome, i > 0) {
			return
		}
		for _, p := range s.nomi[1:max(i, 1)] {
			if bytes.Equal(s.b[p.da:p.a], nome) {
				s.fallisce("attributo ripetuto", string(nome))
				return
			}
		}
	}
}

// nomeScrivibile checks a name and its prefix.
func (s *Scrittore) nomeScrivibile(nome []byte, attributo bool) bool {
	n, valido := nomeQualificato(nome)
	if !valido {
		s.fallisce("non è un nome", string(nome))
		return false
	}
	prefisso := nome[:n]
	if n == 0 || string(prefisso) == "xml" || attributo && string(prefisso) == "xmlns" {
		return true
	}
	for _, p := range s.prefissi {
		if bytes.Equal(s.b[p.da:p.a], prefisso) {
			return true
		}
	}
	s.fallisce("prefisso non dichiarato", string(nome))
	return false
}
