package causale

import (
	"math/bits"

	"github.com/quietanza/quietanza/internal/cifre"
)

// Eight bytes of a text are looked at in one word. The high bit of each byte says what is
// asked; up to the first that is set it says it truly.
const (
	uni   = 0x0101010101010101
	bassi = 0x7F * uni
	alti  = 0x80 * uni
)

// minuscole is cifre.Otto with the letters in lower case, which no other byte becomes.
func minuscole(s string) uint64 { return cifre.Otto(s) | 0x20*uni }

// tag reports whether a text begins with the five bytes of a tag, letters in any case. They
// are given in lower case; for a slash also 0x0F will do, a separator too. It says so of no
// text of less than eight bytes.
func tag(s string, t uint64) bool { return len(s) >= 8 && minuscole(s)<<24 == t<<24 }

// nulli marks the bytes that are zero.
func nulli(w uint64) uint64 { return (w - uni) &^ w }

// erreEffe returns the first place at or after i of the letters RF, in any case, the length
// of the text when they are nowhere.
func erreEffe(s string, i int) int {
	const (
		r, f  = 'r' * uni, 'f' * uni
		passo = 16
	)
	if len(s)-i <= passo {
		for ; i+1 < len(s); i++ {
			if s[i]|0x20 == 'r' && s[i+1]|0x20 == 'f' {
				return i
			}
		}
		return len(s)
	}
	for t := s[i:]; ; t = t[passo:] {
		if len(t) <= passo {
			t = s[len(s)-passo-1:] // once more what holds none, rather than byte by byte
		}
		// An R before an F makes a zero.
		u := t[:passo+1]
		a := ((cifre.Otto(u) ^ r) | (cifre.Otto(u[1:]) ^ f)) &^ (0x20 * uni)
		b := ((cifre.Otto(u[8:]) ^ r) | (cifre.Otto(u[9:]) ^ f)) &^ (0x20 * uni)
		if a, b = nulli(a)&alti, nulli(b)&alti; a|b != 0 {
			i = len(s) - len(t)
			if a != 0 {
				return i + bits.TrailingZeros64(a)/8
			}
			return i + 8 + bits.TrailingZeros64(b)/8
		}
		if len(t) == passo+1 {
			return len(s)
		}
	}
}

// pulito reports whether all of s but its last byte is printable ASCII without two blanks
// in a row. It says so of no text of less than nine bytes.
func pulito(s string) bool {
	const blanks = ' ' * uni
	for i := 0; i < len(s)-1; i += 8 {
		if i = min(i, len(s)-9); i < 0 {
			return false
		}
		w := cifre.Otto(s[i:])
		if ((w-blanks)|w|nulli((w^blanks)|(cifre.Otto(s[i+1:])^blanks)))&alti != 0 {
			return false
		}
	}
	return len(s) > 8
}

// estranei marks the bytes that no identifier of a flow has.
func estranei(w uint64) uint64 {
	// Without carries: where the byte is ASCII, the high bit says what is asked.
	a := w & bassi
	x := a | 0x20*uni
	cifre := (a + (0x80-'0')*uni) &^ (a + (0x7F-'9')*uni)
	lettere := (x + (0x80-'a')*uni) &^ (x + (0x7F-'z')*uni)
	altri := ((a ^ '-'*uni) + bassi) & ((a ^ '_'*uni) + bassi) // neither of the two
	return (altri&^cifre&^lettere | w) & alti
}
