package xmlrigido

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Classes of an ASCII byte inside a name.
const (
	nomeNo      = iota // ends the name
	nomeSeguito        // may follow, not begin: digits, '-', '.'
	nomeInizio         // letter or '_'
	nomeDue            // ':', which parts prefix from local name
	nomeAlto           // beyond ASCII: ask the tables
)

var classeNome = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
			t[c] = nomeInizio
		case c >= '0' && c <= '9', c == '-', c == '.':
			t[c] = nomeSeguito
		case c == ':':
			t[c] = nomeDue
		case c >= utf8.RuneSelf:
			t[c] = nomeAlto
		}
	}
	return t
}()

// nome is a qualified name found at the front of a window.
type nome struct {
	fine int // index after the name
	due  int // index of the local name: after the colon, or the beginning
}

// scorriNome reads the qualified name that begins at b[da]. esito is ok, manca
// when the window ends first, fine being its length unless half a character is
// there, or malfatto when there is no well-formed name; then fine is the offending
// index.
func scorriNome(b []byte, da int) (nome, esito) {
	n := nome{due: da}
	inizio := true // a name or a local name begins here
	for i := da; i < len(b); i++ {
		if k := lettere(b[i:]); k > 0 {
			inizio = false
			if i += k; i == len(b) {
				break
			}
		}
		switch classeNome[b[i]] {
		case nomeInizio:
			inizio = false
		case nomeSeguito:
			if inizio {
				return nome{fine: i}, malfatto
			}
		case nomeDue:
			if inizio || n.due != da {
				return nome{fine: i}, malfatto
			}
			n.due, inizio = i+1, true
		case nomeAlto:
			r, passo := utf8.DecodeRune(b[i:])
			rotto := r == utf8.RuneError && passo == 1 // bytes that are no character, not U+FFFD itself
			if rotto && !utf8.FullRune(b[i:]) {
				return n, manca
			}
			if rotto || !unicode.Is(iniziali, r) && (inizio || !unicode.Is(seguenti, r)) {
				return nome{fine: i}, malfatto
			}
			inizio = false
			i += passo - 1
		default:
			n.fine = i
			if inizio {
				return n, malfatto
			}
			return n, ok
		}
	}
	n.fine = len(b)
	return n, manca
}

// lettere returns how many of the next bytes are ASCII letters, eight at a
// time: official names are long and made of little else. It may stop early.
func lettere(b []byte) (n int) {
	const uni = 0x0101010101010101
	for len(b) >= 8 {
		w := binary.LittleEndian.Uint64(b)
		x := w | 0x20*uni // upper case to lower case
		// The high bit of each byte says: from 'a' on; beyond 'z'; beyond ASCII.
		si := (x&(0x7F*uni) + (0x80-'a')*uni) &^ (x&(0x7F*uni) + (0x7F-'z')*uni) &^ w & (0x80 * uni)
		if si != 0x80*uni {
			return n + bits.TrailingZeros64(^si&(0x80*uni))/8
		}
		b, n = b[8:], n+8
	}
	return n
}

// nomeQualificato reports whether all of b is a well-formed qualified name, and returns
// the length of its prefix, 0 when it has none.
func nomeQualificato(b []byte) (prefisso int, valido bool) {
	n, e := scorriNome(b, 0)
	return max(n.due-1, 0), e == manca && n.due < len(b) && n.fine == len(b)
}

// iniziali is NameStartChar of XML 1.0, fifth edition, beyond ASCII.
var iniziali = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x00C0, 0x00D6, 1},
		{0x00D8, 0x00F6, 1},
		{0x00F8, 0x02FF, 1},
		{0x0370, 0x037D, 1},
		{0x037F, 0x1FFF, 1},
		{0x200C, 0x200D, 1},
		{0x2070, 0x218F, 1},
		{0x2C00, 0x2FEF, 1},
		{0x3001, 0xD7FF, 1},
		{0xF900, 0xFDCF, 1},
		{0xFDF0, 0xFFFD, 1},
	},
	R32:         []unicode.Range32{{0x10000, 0xEFFFF, 1}},
	LatinOffset: 2,
}

// seguenti is what NameChar adds to it.
var seguenti = &unicode.RangeTable{
	R16:         []unicode.Range16{{0x00B7, 0x00B7, 1}, {0x0300, 0x036F, 1}, {0x203F, 0x2040, 1}},
	LatinOffset: 1,
}
