package xmlrigido

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"unicode/utf8"
)

// Classes of a byte of text.
const (
	testoPiano   = iota // copied as it is
	testoMinore         // '<'
	testoE              // '&'
	testoCR             // line end to normalise
	testoQuadra         // ']', which may begin "]]>"
	testoVietato        // a control character
	testoAlto           // beyond ASCII
)

var classeTesto = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c == '<':
			t[c] = testoMinore
		case c == '&':
			t[c] = testoE
		case c == '\r':
			t[c] = testoCR
		case c == ']':
			t[c] = testoQuadra
		case c < ' ' && c != '\t' && c != '\n':
			t[c] = testoVietato
		case c >= utf8.RuneSelf:
			t[c] = testoAlto
		}
	}
	return t
}()

// piani returns how many of the next bytes are certainly copied as they are, eight at a
// time. It may stop early.
func piani(b []byte) (n int) {
	const uni, alti = 0x0101010101010101, 0x8080808080808080
	for len(b) >= 8 {
		w := binary.LittleEndian.Uint64(b)
		// The high bit of each byte up to the first that is set says: a control character,
		// one of the three, beyond ASCII.
		if no := ((w - ' '*uni) | ((w ^ '<'*uni) - uni) | ((w ^ '&'*uni) - uni) | ((w ^ ']'*uni) - uni) | w) & alti; no != 0 {
			return n + bits.TrailingZeros64(no)/8
		}
		b, n = b[8:], n+8
	}
	return n
}

func bianco(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// runaAlta checks the character beyond ASCII that begins b: its length, and ""
// or the code of what is wrong.
func runaAlta(b []byte) (int, Codice) {
	r, n := utf8.DecodeRune(b)
	switch {
	case r == utf8.RuneError && n <= 1:
		return n, CodiceUTF8
	case r == 0xFFFE || r == 0xFFFF:
		return n, CodiceCarattere
	}
	return n, ""
}

// Carattere is the production Char of XML 1.0.
func Carattere(r rune) bool {
	return r >= ' ' && r <= 0xD7FF || r == '\n' || r == '\t' || r == '\r' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

func nomeRuna(r rune) string { return fmt.Sprintf("U+%04X", r) }

// citaRuna names the character, or the bad byte, that begins b.
func citaRuna(b []byte) string {
	if r, n := utf8.DecodeRune(b); n > 1 {
		return nomeRuna(r)
	}
	return fmt.Sprintf("0x%02X", b[0])
}

// leggiTesto reads text up to the next tag. Comments and processing
// instructions are skipped, CDATA sections joined. It returns the byte after
// the '<' of the tag, and whether there was any text.
func (l *Lettore) leggiTesto() (byte, bool) {
	l.accum, l.unito = l.accum[:0], false
	for {
		n, continua := l.piano()
		if l.errore != nil {
			return 0, false
		}
		switch {
		case !continua && len(l.accum) == 0: // the usual case: one run, no copy
			l.testo = l.buf[l.ini : l.ini+n : l.ini+n]
			return l.buf[l.pos+1], n > 0
		case !l.accumula(l.buf[l.ini : l.ini+n]):
			return 0, false
		case !continua:
			l.testo, l.unito = l.accum, true
			return l.buf[l.pos+1], true
		}
		l.ini = l.pos
		if !l.speciale() {
			return 0, false
		}
		l.ini = l.pos
		if len(l.accum) == 0 { // nothing but comments so far
			l.evento, l.evRiga = l.pos, 0
		}
	}
}

// accumula appends to the text being put together.
func (l *Lettore) accumula(b []byte) bool {
	if len(l.accum)+len(b) > l.opz.MaxTesto {
		_ = l.rifiuta(CodiceLimiteTesto, ErrLimite, l.evento, "")
		return false
	}
	if l.accum == nil { // room for a usual text at once: up to the next tag it only gets shorter
		l.accum = make([]byte, 0, max(min(bytes.IndexByte(l.buf[l.ini:], '<'), 16<<10), len(b)))
	}
	l.accum = append(l.accum, b...)
	return true
}

// piano moves pos over text that needs no change, from ini. It returns the
// length of the run, and false when a tag follows.
func (l *Lettore) piano() (int, bool) {
	i := l.pos
	for {
		b := l.buf
		for i < len(b) && classeTesto[b[i]] == testoPiano {
			i++
		}
		l.pos = i
		if i-l.ini+len(l.accum) > l.opz.MaxTesto {
			_ = l.rifiuta(CodiceLimiteTesto, ErrLimite, l.evento, "")
			return 0, false
		}
		if len(b)-i < utf8.UTFMax {
			if !l.anticipa(utf8.UTFMax) {
				return 0, false
			}
			if b, i = l.buf, l.pos; i == len(b) {
				_ = l.tronca()
				return 0, false
			}
		}
		switch classeTesto[b[i]] {
		case testoPiano: // it has just come
		case testoMinore:
			c, vede := l.dopo()
			if !vede {
				_ = l.tronca()
				return 0, false
			}
			return l.pos - l.ini, c == '!' || c == '?'
		case testoE, testoCR:
			return i - l.ini, true
		case testoQuadra:
			if i = l.quadra(); i < 0 {
				return 0, false
			}
		case testoVietato:
			_ = l.rifiuta(CodiceCarattere, ErrXML, i, nomeRuna(rune(b[i])))
			return 0, false
		default:
			if i = l.alto(); i < 0 {
				return 0, false
			}
		}
	}
}

// anticipa brings at least n bytes from pos on into the window, if the input
// has them. When the window is full of text it moves the text away first. It
// reports false when the text is too long.
func (l *Lettore) anticipa(n int) bool {
	for len(l.buf)-l.pos < n {
		if l.altro() {
			continue
		}
		if l.err != nil || l.ini == l.pos {
			return true
		}
		if !l.accumula(l.buf[l.ini:l.pos]) {
			return false
		}
		l.ini = l.pos
	}
	return true
}

// alto checks the character beyond ASCII at pos and returns the index after it,
// or -1.
func (l *Lettore) alto() int {
	for !utf8.FullRune(l.buf[l.pos:]) && l.altro() {
	}
	n, codice := runaAlta(l.buf[l.pos:])
	if codice != "" {
		_ = l.rifiuta(codice, ErrXML, l.pos, citaRuna(l.buf[l.pos:]))
		return -1
	}
	return l.pos + n
}

// quadra refuses "]]>" at pos and returns the index after the first bracket,
// or -1.
func (l *Lettore) quadra() int {
	if l.inizia("]]>") {
		_ = l.rifiuta(CodiceSintassi, ErrXML, l.pos, "]]>")
		return -1
	}
	return l.pos + 1
}

// inizia reports whether s begins at pos, bringing in what it needs to know.
func (l *Lettore) inizia(s string) bool {
	for i := range len(s) {
		if l.pos+i == len(l.buf) && !l.altro() {
			return false
		}
		if l.buf[l.pos+i] != s[i] {
			return false
		}
	}
	return true
}

// speciale reads a CR, a reference or markup at pos, which is ini.
func (l *Lettore) speciale() bool {
	switch l.buf[l.pos] {
	case '\r':
		if l.inizia("\r\n") {
			l.pos++
		}
		l.pos++
		return l.accumula(aCapo)
	case '&':
		return l.risolviRiferimento()
	}
	c, _ := l.dopo() // there is one: piano has seen it
	return l.marcatura(c, true)
}

func (l *Lettore) risolviRiferimento() bool {
	r, n, e := riferimento(l.buf[l.pos:])
	for e == manca {
		if !l.altro() {
			_ = l.tronca()
			return false
		}
		r, n, e = riferimento(l.buf[l.pos:])
	}
	if e != ok {
		_ = l.rifiuta(CodiceRiferimento, ErrXML, l.pos, citaRiferimento(l.buf[l.pos:]))
		return false
	}
	l.pos += n
	var u [utf8.UTFMax]byte
	return l.accumula(utf8.AppendRune(u[:0], r))
}
