package membri

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
)

// Liscio reports whether a text has no escapes, no control characters and nothing
// that is not UTF-8: if it is JSON, a string in it ends at the next quote and is the
// text that it stands for.
func Liscio(s string) bool {
	const (
		uno  = 0x0101010101010101
		alti = 0x80 * uno
	)
	var oltre uint64 // bytes of the highest bit: characters beyond ASCII
	i := 0
	for ; i+8 <= len(s); i += 8 {
		x := cifre.Otto(s[i:])
		barra := x ^ '\\'*uno
		if ((x-' '*uno)&^x|(barra-uno)&^barra)&alti != 0 {
			return false
		}
		oltre |= x & alti
	}
	for ; i < len(s); i++ {
		if s[i] < ' ' || s[i] == '\\' {
			return false
		}
		oltre |= uint64(s[i] & 0x80)
	}
	return oltre == 0 || utf8.ValidString(s)
}

// Segue reads a string that follows exactly what is before it, its opening quote
// included, in a text that is Liscio, and goes on behind its closing quote. It is how a
// reader predicts the members of an object that a machine wrote: at the first that is
// another it goes back to Valida and Oggetto.
func Segue(testo *string, prima string, dove *string) bool {
	s, ok := strings.CutPrefix(*testo, prima)
	if !ok {
		return false
	}
	fine := strings.IndexByte(s, '"')
	if fine < 0 {
		return false
	}
	*dove, *testo = s[:fine], s[fine+1:]
	return true
}
