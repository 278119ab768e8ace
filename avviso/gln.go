package avviso

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/cifre"
)

const cifreGLN = 13

// GLN is a Global Location Number, the number under which the bar code of a
// notice names the creditor: 13 digits, of which the last is a check. The zero
// value is invalid.
//
// Source: GS1 General Specifications, AI (415).
type GLN struct{ n uint64 } // the number plus one

// ParseGLN reads 13 ASCII digits. Errors, all ErrGLN: LUNGHEZZA, NON_NUMERICO,
// and CHECK_DIGIT, which is ErrCheckDigit too.
func ParseGLN(s string) (GLN, error) {
	n, err := numeroFisso(s, cifreGLN, ErrGLN)
	if err != nil {
		return GLN{}, err
	}
	if !checkGLN(n) {
		return GLN{}, rifiutaCodice(CodiceCheckDigit, s, ErrGLN)
	}
	return GLN{n + 1}, nil
}

// MustGLN is ParseGLN for tests and package variables: it panics on a text that
// is no GLN.
func MustGLN(s string) GLN { return deve(ParseGLN(s)) }

// checkGLN reports whether the digits of n, weighted 1, 3, 1, 3 … from the left,
// add up to a multiple of ten.
func checkGLN(n uint64) bool {
	somma := uint64(0)
	for p := range cifreGLN { // from the right
		d := n % 10
		n /= 10
		if p%2 == 1 {
			d *= 3
		}
		somma += d
	}
	return somma%10 == 0
}

// IsValid reports whether g is not the zero value.
func (g GLN) IsValid() bool { return g.n != 0 }

// String returns the 13 digits, "" for the zero value.
func (g GLN) String() string {
	var buf [cifreGLN]byte
	return string(g.AppendTo(buf[:0]))
}

// AppendTo appends the 13 digits, nothing for the zero value.
func (g GLN) AppendTo(b []byte) []byte {
	if g.n == 0 {
		return b
	}
	return cifre.Append(b, g.n-1, cifreGLN)
}

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (g GLN) MarshalText() ([]byte, error) { return scriviTesto(g, ErrGLN) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseGLN.
func (g *GLN) UnmarshalText(b []byte) error { return leggiTesto(g, b, ParseGLN) }

// Scan reads a text column with ParseGLN; NULL and numbers are errors.
func (g *GLN) Scan(src any) error { return leggiColonna(g, src, ParseGLN, ErrGLN) }

// Value returns the 13 digits for a text column.
func (g GLN) Value() (driver.Value, error) { return scriviColonna(g, ErrGLN) }
