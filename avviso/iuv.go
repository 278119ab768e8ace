package avviso

import (
	"database/sql/driver"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// IUV is an identificativo univoco versamento: 1 to 35 letters and digits. The
// case of letters is kept, and counts for ==. The zero value is invalid.
//
// The key of a debt is the pair of IdDominio and IUV: a creditor never gives
// the same IUV out twice.
//
// Source: SACI 1.4.0, chapters 2 and 3.
type IUV struct{ v string }

// FormaIUV is the kind of a IUV, which says how it can have been made. The zero
// value is none.
type FormaIUV string

// The forms of a IUV.
const (
	FormaNumerica15 FormaIUV = "NUMERICA_15" // 15 digits: on a notice with aux digit 0
	FormaNumerica17 FormaIUV = "NUMERICA_17" // 17 digits: on a notice with aux digit 1, 2 or 3
	FormaRF         FormaIUV = "RF"          // a creditor reference of ISO 11649, as far as its shape goes
	FormaLibera     FormaIUV = "LIBERA"      // any other letters and digits, chosen by the creditor
)

// ParseIUV reads a IUV: 1 to 35 ASCII letters and digits. Errors, both ErrIUV:
// LUNGHEZZA, CARATTERE. The value shares the memory of s.
func ParseIUV(s string) (IUV, error) {
	if s == "" || len(s) > riferimento.MaxIUV && utf8.RuneCountInString(s) > riferimento.MaxIUV {
		return IUV{}, rifiuta(CodiceLunghezza, s, ErrIUV)
	}
	if !riferimento.SoloAlfanumerici(s) {
		return IUV{}, rifiuta(CodiceCarattere, s, ErrIUV)
	}
	return IUV{s}, nil
}

// LeggiIUV reads a IUV as it is printed or typed, in groups: blanks are dropped,
// with a warning (NON_CANONICO). Errors as ParseIUV.
func LeggiIUV(s string) (IUV, []Avvertenza, error) {
	return leggiCanonico(s, riferimento.Compatta(s), ParseIUV)
}

// MustIUV is ParseIUV for tests and package variables: it panics on a text that
// is no IUV.
func MustIUV(s string) IUV { return deve(ParseIUV(s)) }

// IsValid reports whether u is not the zero value.
func (u IUV) IsValid() bool { return u.v != "" }

// Forma returns the form of the IUV, the zero value for the zero value.
func (u IUV) Forma() FormaIUV {
	switch {
	case u.v == "":
		return ""
	case formaRF(u.v):
		return FormaRF
	case len(u.v) == 15 && cifre.Sole(u.v):
		return FormaNumerica15
	case len(u.v) == 17 && cifre.Sole(u.v):
		return FormaNumerica17
	}
	return FormaLibera
}

// Canonico returns the text under which two spellings of one IUV are equal: a
// creditor reference in upper case, since its check digits ignore case, any
// other IUV as it is.
func (u IUV) Canonico() string {
	if formaRF(u.v) {
		return strings.ToUpper(u.v)
	}
	return u.v
}

// Raggruppato returns the IUV as it is printed: groups of four from the left,
// separated by one space.
func (u IUV) Raggruppato() string { return raggruppa(u.v) }

// Compare orders IUV as their texts; the zero value comes first.
func (u IUV) Compare(v IUV) int { return strings.Compare(u.v, v.v) }

// String returns the text, "" for the zero value.
func (u IUV) String() string { return u.v }

// AppendTo appends the text, nothing for the zero value.
func (u IUV) AppendTo(b []byte) []byte { return append(b, u.v...) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (u IUV) MarshalText() ([]byte, error) { return scriviTesto(u, ErrIUV) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseIUV.
func (u *IUV) UnmarshalText(b []byte) error { return leggiTesto(u, b, ParseIUV) }

// Scan reads a text column with ParseIUV; NULL and numbers are errors.
func (u *IUV) Scan(src any) error { return leggiColonna(u, src, ParseIUV, ErrIUV) }

// Value returns the text for a text column.
func (u IUV) Value() (driver.Value, error) { return scriviColonna(u, ErrIUV) }
