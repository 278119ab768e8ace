package avviso

import (
	"database/sql/driver"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/riferimento"
)

const maxRiferimento = riferimento.MaxRF - 4

// RF is a creditor reference (riferimento del creditore) of ISO 11649, one of
// the forms of a IUV: "RF", two check digits, 1 to 21 letters and digits. The
// case of letters is kept; the check ignores it. The zero value is invalid.
//
// Source: SACI 1.4.0, chapter 2 and appendix 1; ISO 11649:2009. (The reference
// "RF23 5674 8393 7849 4505 5087 5" printed in chapter 3 fails its own check.)
type RF struct{ v string }

// ParseRF reads a creditor reference without blanks, check digits included.
// "RF" is in capitals. Errors, all ErrRF: LUNGHEZZA, CARATTERE, FORMATO, and
// CHECK_DIGIT, which is ErrCheckDigit too.
func ParseRF(s string) (RF, error) {
	if n := utf8.RuneCountInString(s); n < riferimento.MinRF || n > riferimento.MaxRF {
		return RF{}, rifiuta(CodiceLunghezza, s, ErrRF)
	}
	if !riferimento.SoloAlfanumerici(s) {
		return RF{}, rifiuta(CodiceCarattere, s, ErrRF)
	}
	if !formaRF(s) {
		return RF{}, rifiuta(CodiceFormato, s, ErrRF)
	}
	if checkRF(s[4:]) != (s[2]-'0')*10+s[3]-'0' {
		return RF{}, rifiutaCodice(CodiceCheckDigit, s, ErrRF)
	}
	return RF{s}, nil
}

// LeggiRF reads a creditor reference as it is printed, in groups of four:
// blanks are dropped, with a warning (NON_CANONICO). Errors as ParseRF.
func LeggiRF(s string) (RF, []Avvertenza, error) {
	return leggiCanonico(s, riferimento.Compatta(s), ParseRF)
}

// NuovoRF returns the creditor reference of 1 to 21 letters and digits, with
// its check digits. Errors, both ErrRF: LUNGHEZZA, CARATTERE.
func NuovoRF(testo string) (RF, error) {
	if n := utf8.RuneCountInString(testo); n == 0 || n > maxRiferimento {
		return RF{}, rifiutaCampo(CodiceLunghezza, "riferimento", testo, ErrRF)
	}
	if !riferimento.SoloAlfanumerici(testo) {
		return RF{}, rifiutaCampo(CodiceCarattere, "riferimento", testo, ErrRF)
	}
	c := checkRF(testo)
	return RF{string([]byte{'R', 'F', '0' + c/10, '0' + c%10}) + testo}, nil
}

// NuovoRFSegregato returns the creditor reference of a body with several
// intermediaries: two digits of segregation code, then 1 to 19 letters and
// digits. Errors, all ErrRF: LUNGHEZZA, CARATTERE, and SEGREGAZIONE, which is
// ErrSegregazione too.
//
// Source: SACI 1.4.0, chapter 2.
func NuovoRFSegregato(segregazione, testo string) (RF, error) {
	if !dueCifre(segregazione) {
		return RF{}, rifiutaCampo(CodiceSegregazione, "segregationCode", segregazione, errore.Coppia(ErrRF, ErrSegregazione))
	}
	if testo == "" {
		return RF{}, rifiutaCampo(CodiceLunghezza, "riferimento", "", ErrRF)
	}
	return NuovoRF(segregazione + testo)
}

// formaRF reports whether s has the shape of a creditor reference, RF in capitals.
func formaRF(s string) bool {
	return riferimento.FormaRF(s) && s[0] == 'R' && s[1] == 'F'
}

// checkRF returns the check of a reference, 2 to 98: 98 less the remainder by
// 97 of the reference, "RF" and "00", letters counting from A=10.
func checkRF(seguito string) byte {
	r := riferimento.Resto97(0, seguito)
	return byte(98 - (r*1_000_000+271_500)%97)
}

// IsValid reports whether r is not the zero value.
func (r RF) IsValid() bool { return r.v != "" }

// Riferimento returns what follows the check digits, "" for the zero value.
func (r RF) Riferimento() string {
	if r.v == "" {
		return ""
	}
	return r.v[4:]
}

// IUV returns the reference as a IUV, the zero value for the zero value.
func (r RF) IUV() IUV { return IUV(r) }

// Canonico returns the reference in upper case, the form under which two
// spellings of it are equal.
func (r RF) Canonico() string { return strings.ToUpper(r.v) }

// Raggruppato returns the reference as it is printed: groups of four from the
// left, separated by one space.
func (r RF) Raggruppato() string { return raggruppa(r.v) }

// String returns the text, "" for the zero value.
func (r RF) String() string { return r.v }

// AppendTo appends the text, nothing for the zero value.
func (r RF) AppendTo(b []byte) []byte { return append(b, r.v...) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (r RF) MarshalText() ([]byte, error) { return scriviTesto(r, ErrRF) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseRF.
func (r *RF) UnmarshalText(b []byte) error { return leggiTesto(r, b, ParseRF) }

// Scan reads a text column with ParseRF; NULL and numbers are errors.
func (r *RF) Scan(src any) error { return leggiColonna(r, src, ParseRF, ErrRF) }

// Value returns the text for a text column.
func (r RF) Value() (driver.Value, error) { return scriviColonna(r, ErrRF) }

// raggruppa separates groups of four characters from the left by one space.
func raggruppa(s string) string { return string(riferimento.AppendRaggruppato(nil, s)) }
