package xmlrigido

import "unicode/utf8"

// Replacements of the ASCII characters that cannot be written as they are.
type protezione [utf8.RuneSelf]string

// A literal CR would come back as LF, and TAB or LF of an attribute as a blank.
var proteggiTesto = protezione{'&': "&amp;", '<': "&lt;", '>': "&gt;", '\r': "&#13;"}

var proteggiAttributo = protezione{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\t': "&#9;", '\n': "&#10;", '\r': "&#13;",
}

// semplici says which bytes of a text are written as they are, in an attribute too.
var semplici = func() (t [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = proteggiAttributo[c] == "" && proteggiTesto[c] == ""
	}
	return t
}()

// protegge appends a text, escaped.
func (s *Scrittore) protegge(testo string, p *protezione) {
	fino := 0
	for fino < len(testo) && semplici[testo[fino]] {
		fino++
	}
	if fino == len(testo) {
		s.b = append(s.b, testo...)
		return
	}
	da := 0
	for i := fino; i < len(testo); {
		c := testo[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(testo[i:])
			if r == utf8.RuneError && n == 1 || r == 0xFFFE || r == 0xFFFF {
				s.fallisce("carattere che XML non può portare", citaRuna([]byte(testo[i:i+n])))
				return
			}
			i += n
			continue
		}
		if r := p[c]; r != "" {
			s.b = append(append(s.b, testo[da:i]...), r...)
			da = i + 1
		} else if c < ' ' && c != '\t' && c != '\n' {
			s.fallisce("carattere che XML non può portare", nomeRuna(rune(c)))
			return
		}
		i++
	}
	s.b = append(s.b, testo[da:]...)
}
