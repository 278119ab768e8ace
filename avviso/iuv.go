package avviso

import (
	"database/sql/driver"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/nomi"
)

// maxIUV is the longest IUV, the limit of a SEPA remittance reference.
const maxIUV = 35

// IUV is an identificativo univoco versamento: 1 to 35 letters and digits. The
// case of letters is kept, and counts for ==. The zero value is invalid.
//
// The key of a debt is the pair of IdDominio and IUV: a creditor never gives
// the same IUV out twice.
//
// Source: SACI 1.4.0, chapters 2 and 3.
type IUV struct{ v string }

// FormaIUV is the kind of a IUV, which says how it can have been made.
type FormaIUV uint8

// The forms of a IUV. The zero value is none.
const (
	FormaNumerica15 FormaIUV = iota + 1 // 15 digits: on a notice with aux digit 0
	FormaNumerica17                     // 17 digits: on a notice with aux digit 1, 2 or 3
	FormaRF                             // a creditor reference of ISO 11649, as far as its shape goes
	FormaLibera                         // any other letters and digits, chosen by the creditor
)

var nomiForma = nomi.Nuova[FormaIUV](func(v string) error {
	return rifiuta(CodiceFormato, v, ErrIUV)
}, "NUMERICA_15", "NUMERICA_17", "RF", "LIBERA")

// String returns the name of the form: NUMERICA_15, NUMERICA_17, RF, LIBERA.
func (f FormaIUV) String() string { return nomiForma.String(f) }

// IsValid reports whether f is one of the forms.
func (f FormaIUV) IsValid() bool { return nomiForma.Valido(f) }

// ParseFormaIUV returns the form of a name; errors are FORMATO (ErrIUV).
func ParseFormaIUV(s string) (FormaIUV, error) { return nomiForma.Parse(s) }

// AppendText implements encoding.TextAppender; the zero value is an error.
func (f FormaIUV) AppendText(b []byte) ([]byte, error) { return nomiForma.AppendText(b, f) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error.
func (f FormaIUV) MarshalText() ([]byte, error) { return nomiForma.AppendText(nil, f) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseFormaIUV.
func (f *FormaIUV) UnmarshalText(b []byte) error { return nomiForma.UnmarshalText(f, b) }

// Scan reads a text column with ParseFormaIUV; NULL and numbers are errors.
func (f *FormaIUV) Scan(src any) error { return leggiColonna(f, src, ParseFormaIUV, ErrIUV) }

// Value returns the name for a text column.
func (f FormaIUV) Value() (driver.Value, error) { return nomiForma.Value(f) }

// ParseIUV reads a IUV: 1 to 35 ASCII letters and digits. Errors, both ErrIUV:
// LUNGHEZZA, CARATTERE. The value shares the memory of s.
func ParseIUV(s string) (IUV, error) {
	if s == "" || len(s) > maxIUV && utf8.RuneCountInString(s) > maxIUV {
		return IUV{}, rifiuta(CodiceLunghezza, s, ErrIUV)
	}
	for i := 0; i < len(s); i++ {
		if !alfanumerico(s[i]) {
			return IUV{}, rifiuta(CodiceCarattere, s, ErrIUV)
		}
	}
	return IUV{s}, nil
}

// LeggiIUV reads a IUV as it is printed or typed, in groups: blanks are
// dropped, and the boolean tells that there were some. Errors as ParseIUV.
func LeggiIUV(s string) (IUV, bool, error) {
	t := senzaSpazi(s)
	u, err := ParseIUV(t)
	return u, err == nil && len(t) != len(s), err
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
		return 0
	case formaRF(u.v):
		return FormaRF
	case len(u.v) == 15 && soloCifre(u.v):
		return FormaNumerica15
	case len(u.v) == 17 && soloCifre(u.v):
		return FormaNumerica17
	}
	return FormaLibera
}

// IsRF reports whether the IUV has the shape of a creditor reference: RF, two
// digits, 1 to 21 letters and digits. Its check digits may still be wrong:
// ParseRF tells.
func (u IUV) IsRF() bool { return formaRF(u.v) }

// IsNumerico reports whether the IUV is of 15 or 17 digits, and so can be on a
// notice.
func (u IUV) IsNumerico() bool {
	f := u.Forma()
	return f == FormaNumerica15 || f == FormaNumerica17
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

// AppendText implements encoding.TextAppender; the zero value is an error of
// code NULLO.
func (u IUV) AppendText(b []byte) ([]byte, error) { return aggiungiTesto(b, u, ErrIUV) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (u IUV) MarshalText() ([]byte, error) { return aggiungiTesto(nil, u, ErrIUV) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseIUV.
func (u *IUV) UnmarshalText(b []byte) error { return leggiTesto(u, b, ParseIUV) }

// Scan reads a text column with ParseIUV; NULL and numbers are errors.
func (u *IUV) Scan(src any) error { return leggiColonna(u, src, ParseIUV, ErrIUV) }

// Value returns the text for a text column.
func (u IUV) Value() (driver.Value, error) { return scriviColonna(u, ErrIUV) }

func alfanumerico(c byte) bool {
	return c-'0' <= 9 || c-'A' <= 'Z'-'A' || c-'a' <= 'z'-'a'
}

// senzaSpazi drops every white space of s, without a copy when there is none.
func senzaSpazi(s string) string {
	if strings.IndexFunc(s, unicode.IsSpace) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
