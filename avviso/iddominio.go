package avviso

import (
	"cmp"
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/cifre"
)

// cifreDominio is the length of an identificativo dominio and of every numeric
// fiscal code.
const cifreDominio = 11

// IdDominio is the identificativo dominio of a creditor (ente creditore): its
// fiscal code of 11 digits. The zero value is invalid.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, identificativoDominio; GovPay, API REST –
// Manuale di Integrazione.
type IdDominio struct{ n uint64 } // the number plus one

// ParseIdDominio reads exactly 11 ASCII digits. Errors, both ErrIdDominio:
// LUNGHEZZA, NON_NUMERICO. The check digit is not part of the form, since
// bodies use codes that fail it: see CheckValido.
func ParseIdDominio(s string) (IdDominio, error) {
	n, err := numeroFisso(s, cifreDominio, ErrIdDominio)
	if err != nil {
		return IdDominio{}, err
	}
	return IdDominio{n + 1}, nil
}

// MustIdDominio is ParseIdDominio for tests and package variables: it panics on
// a text that is no identificativo dominio.
func MustIdDominio(s string) IdDominio { return deve(ParseIdDominio(s)) }

// IsValid reports whether d is not the zero value.
func (d IdDominio) IsValid() bool { return d.n != 0 }

// CheckValido reports whether the code passes the check of a partita IVA.
func (d IdDominio) CheckValido() bool { return d.n > 1 && luhn(d.n-1) }

// Compare orders identifiers as their texts; the zero value comes first.
func (d IdDominio) Compare(e IdDominio) int { return cmp.Compare(d.n, e.n) }

// String returns the 11 digits, "" for the zero value.
func (d IdDominio) String() string {
	var buf [cifreDominio]byte
	return string(d.AppendTo(buf[:0]))
}

// AppendTo appends the 11 digits, nothing for the zero value.
func (d IdDominio) AppendTo(b []byte) []byte {
	if d.n == 0 {
		return b
	}
	return cifre.Append(b, d.n-1, cifreDominio)
}

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (d IdDominio) MarshalText() ([]byte, error) { return scriviTesto(d, ErrIdDominio) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseIdDominio.
func (d *IdDominio) UnmarshalText(b []byte) error { return leggiTesto(d, b, ParseIdDominio) }

// Scan reads a text column with ParseIdDominio; NULL and numbers are errors.
func (d *IdDominio) Scan(src any) error { return leggiColonna(d, src, ParseIdDominio, ErrIdDominio) }

// Value returns the 11 digits for a text column.
func (d IdDominio) Value() (driver.Value, error) { return scriviColonna(d, ErrIdDominio) }

// luhn reports whether the last of the 11 digits of n is the check of the
// others: the 2nd, 4th … 10th are doubled, less 9 when above 9.
func luhn(n uint64) bool {
	somma := uint64(0)
	for p := range cifreDominio { // from the right
		d := n % 10
		n /= 10
		if p%2 == 1 {
			d *= 2
		}
		somma += d/10 + d%10 // two digits add up to the number less 9
	}
	return somma%10 == 0
}
