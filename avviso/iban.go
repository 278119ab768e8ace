package avviso

import (
	"database/sql/driver"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// Codes of the refusals about an IBAN.
const (
	CodicePaese Codice = "PAESE" // length that the country does not use
)

const (
	minIBAN     = 5  // country, two digits, one character
	maxIBAN     = 34 // ISO 13616
	lunghezzaIT = 27 // of an Italian or San Marino IBAN
	abiPoste    = "07601"
)

// lunghezzeSEPA is the length of the IBAN of the SEPA countries.
//
// Source: ISO 13616, IBAN registry.
var lunghezzeSEPA = map[string]int{
	"AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
	"EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
	"IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
	"MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24,
	"SM": 27, "VA": 22,
}

// IBAN is an international bank account number, in its electronic form: capital
// letters and digits, no blanks. The zero value is invalid.
//
// Source: ISO 13616; PagInf_RPT_RT_6_2_0.xsd, stIBANIdentifier.
type IBAN struct{ v string }

// ParseIBAN reads an IBAN in its electronic form. Errors, all ErrIBAN:
// LUNGHEZZA (not 5 to 34 characters), CARATTERE, FORMATO (country, check digits,
// and for IT and SM the national part), PAESE (not the length of that SEPA
// country), and CHECK_DIGIT, which is ErrCheckDigit too. Of other countries only
// the general form and the check digits are known.
func ParseIBAN(s string) (IBAN, error) {
	if codice := difettoIBAN(s); codice != "" {
		return IBAN{}, rifiutaCodice(codice, s, ErrIBAN)
	}
	return IBAN{s}, nil
}

// LeggiIBAN reads an IBAN as it is printed or typed: blanks are dropped and
// letters put in capitals, with a warning (NON_CANONICO). Errors as ParseIBAN.
func LeggiIBAN(s string) (IBAN, []Avvertenza, error) {
	if difettoIBAN(s) == "" { // as most are
		return IBAN{s}, nil, nil
	}
	return leggiCanonico(s, maiuscole(riferimento.Compatta(s)), ParseIBAN)
}

// MustIBAN is ParseIBAN for tests and package variables: it panics on a text
// that is no IBAN.
func MustIBAN(s string) IBAN { return deve(ParseIBAN(s)) }

func difettoIBAN(s string) Codice {
	if len(s) == lunghezzaIT && italianoDiCifre(s) { // as most are
		return ""
	}
	if n := utf8.RuneCountInString(s); n < minIBAN || n > maxIBAN {
		return CodiceLunghezza
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c-'0' > 9 && c-'A' > 25 {
			return CodiceCarattere
		}
	}
	if s[0] < 'A' || s[1] < 'A' || !dueCifre(s[2:4]) {
		return CodiceFormato
	}
	italiano := italiano(s)
	if italiano && len(s) != lunghezzaIT {
		return CodicePaese
	}
	if !italiano {
		if n, ok := lunghezzeSEPA[s[:2]]; ok && n != len(s) {
			return CodicePaese
		}
	}
	if italiano && (s[4] < 'A' || !cifre.Sole(s[5:15])) {
		return CodiceFormato
	}
	// Check digits are 02 to 98: 00, 01 and 99 leave the remainder of 97, 98
	// and 02 without being them.
	if c := numeroDue(s[2:4]); c < 2 || c > 98 || riferimento.Resto97(riferimento.Resto97(0, s[4:]), s[:4]) != 1 {
		return CodiceCheckDigit
	}
	return ""
}

// italianoDiCifre reports whether 27 characters are a good Italian IBAN whose account
// number has no letters: ITkkL and 22 digits.
func italianoDiCifre(s string) bool {
	check, ok := cifre.Numero(s[2:4])
	alti, ok1 := cifre.Numero(s[5:16])
	bassi, ok2 := cifre.Numero(s[16:])
	if s[:2] != "IT" || s[4]-'A' > 25 || !ok || !ok1 || !ok2 || check < 2 || check > 98 {
		return false
	}
	const (
		undici = 100_000_000_000 % 97 // what eleven digits behind a number make of it
		sei    = 1_000_000 % 97
		it     = 1829 * 100 // the letters, which go to the end with the check digits
	)
	n := (uint64(s[4]-'A')+10)*undici + alti%97
	n = n%97*undici + bassi%97
	return (n*sei+it+check)%97 == 1
}

func italiano(s string) bool { return strings.HasPrefix(s, "IT") || strings.HasPrefix(s, "SM") }

// IsValid reports whether i is not the zero value.
func (i IBAN) IsValid() bool { return i.v != "" }

// Paese returns the two letters of the country, "" for the zero value.
func (i IBAN) Paese() string { return i.parte(0, 2) }

// ABI returns the five digits of the bank of an Italian or San Marino account,
// "" for the others.
func (i IBAN) ABI() string { return i.nazionale(5, 10) }

// CAB returns the five digits of the branch of an Italian or San Marino
// account, "" for the others.
func (i IBAN) CAB() string { return i.nazionale(10, 15) }

// Conto returns the twelve characters of the account number of an Italian or
// San Marino account, "" for the others.
func (i IBAN) Conto() string { return i.nazionale(15, lunghezzaIT) }

func (i IBAN) nazionale(da, a int) string {
	if !italiano(i.v) {
		return ""
	}
	return i.parte(da, a)
}

func (i IBAN) parte(da, a int) string {
	if i.v == "" {
		return ""
	}
	return i.v[da:a]
}

// CINValido reports whether the CIN of an Italian or San Marino account, its
// fifth character, is the check of bank, branch and account; false for other
// countries. ParseIBAN does not ask for it: the check digits already cover the
// whole.
func (i IBAN) CINValido() bool {
	return italiano(i.v) && controlloPersona(i.v[5:]) == i.v[4]
}

// Postale reports whether the account is of Poste Italiane: an Italian IBAN with
// ABI 07601.
func (i IBAN) Postale() bool { return strings.HasPrefix(i.v, "IT") && i.v[5:10] == abiPoste }

// ContoPostale returns the twelve characters of the conto corrente postale, and
// whether the account is one.
//
// Source: Poste Italiane, "Manuale stampa in proprio" of the bollettino PA.
func (i IBAN) ContoPostale() (string, bool) {
	if !i.Postale() {
		return "", false
	}
	return i.Conto(), true
}

// Raggruppato returns the IBAN as it is printed: groups of four from the left,
// separated by one space.
func (i IBAN) Raggruppato() string { return raggruppa(i.v) }

// String returns the electronic form, "" for the zero value.
func (i IBAN) String() string { return i.v }

// AppendTo appends the electronic form, nothing for the zero value.
func (i IBAN) AppendTo(b []byte) []byte { return append(b, i.v...) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (i IBAN) MarshalText() ([]byte, error) { return scriviTesto(i, ErrIBAN) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseIBAN.
func (i *IBAN) UnmarshalText(b []byte) error { return leggiTesto(i, b, ParseIBAN) }

// Scan reads a text column with ParseIBAN; NULL and numbers are errors.
func (i *IBAN) Scan(src any) error { return leggiColonna(i, src, ParseIBAN, ErrIBAN) }

// Value returns the electronic form for a text column.
func (i IBAN) Value() (driver.Value, error) { return scriviColonna(i, ErrIBAN) }
