package avviso

import (
	"database/sql/driver"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// CodiceGiorno is the code of a codice fiscale whose day of birth is none: the
// days are 01-31, for a woman 41-71.
const CodiceGiorno Codice = "GIORNO"

const lunghezzaPersona = 16

// formaPersona is the shape of a person's code: A a letter, 9 a digit or the
// letter that omocodia puts in its place, M the letter of a month.
const formaPersona = "AAAAAA99M99A999A"

// mesi are the letters of the months, January first.
const mesi = "ABCDEHLMPRST"

// omocodia are the letters that stand for 0 to 9 where two persons would have
// the same code.
const omocodia = "LMNPQRSTUV"

// dispari is what a character counts in an odd place (from 1), for A=0 … Z=25
// and equally 0=0 … 9=9.
var dispari = [26]byte{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}

// CodiceFiscale is an Italian fiscal code (codice fiscale): of a person, 16
// capital letters and digits with check character, omocodia included; or of a
// body, 11 digits with check digit. The zero value is invalid.
//
// Source: DM 23 dicembre 1976, "Sistemi di codificazione dei soggetti da
// iscrivere all'anagrafe tributaria".
type CodiceFiscale struct{ v string }

// ParseCodiceFiscale reads a fiscal code in capitals, without blanks. Errors,
// all ErrCodiceFiscale: LUNGHEZZA (neither 16 nor 11 characters), CARATTERE,
// FORMATO (a letter where a digit goes, or the reverse; 11 zeros), NON_NUMERICO
// (11 characters which are not all digits), GIORNO, and CHECK_DIGIT, which is
// ErrCheckDigit too.
func ParseCodiceFiscale(s string) (CodiceFiscale, error) {
	codice := CodiceLunghezza
	switch utf8.RuneCountInString(s) {
	case lunghezzaPersona:
		codice = difettoPersona(s)
	case cifreDominio:
		codice = difettoNumerico(s)
	}
	if codice != "" {
		return CodiceFiscale{}, rifiutaCodice(codice, s, ErrCodiceFiscale)
	}
	return CodiceFiscale{s}, nil
}

// rifiutaCodice builds the refusal of a code; of a wrong check digit it tells
// both kinds.
func rifiutaCodice(codice Codice, s string, tipo error) error {
	if codice == CodiceCheckDigit {
		tipo = errore.Coppia(tipo, ErrCheckDigit)
	}
	return rifiuta(codice, s, tipo)
}

// LeggiCodiceFiscale reads a fiscal code as it is typed: blanks are dropped and
// letters put in capitals, with a warning (NON_CANONICO). Errors as
// ParseCodiceFiscale.
func LeggiCodiceFiscale(s string) (CodiceFiscale, []Avvertenza, error) {
	return leggiCanonico(s, maiuscole(riferimento.Compatta(s)), ParseCodiceFiscale)
}

func difettoPersona(s string) Codice {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c-'0' > 9 && c-'A' > 25 {
			return CodiceCarattere
		}
	}
	for i := 0; i < len(s); i++ {
		var ok bool
		switch c := s[i]; formaPersona[i] {
		case 'A':
			ok = c >= 'A'
		case 'M':
			ok = strings.IndexByte(mesi, c) >= 0
		default:
			ok = cifraOmocodica(c) >= 0
		}
		if !ok {
			return CodiceFormato
		}
	}
	if g := coppia(s, 9); g%40 < 1 || g%40 > 31 || g > 71 {
		return CodiceGiorno
	}
	if controlloPersona(s[:15]) != s[15] {
		return CodiceCheckDigit
	}
	return ""
}

// difettoNumerico says what is wrong with 11 characters as a partita IVA or a
// numeric fiscal code, "" when nothing is. Eleven zeros pass the arithmetic and
// belong to nobody.
func difettoNumerico(s string) Codice {
	n, ok := cifre.Numero(s)
	switch {
	case !ok || len(s) != cifreDominio:
		return CodiceNonNumerico
	case n == 0:
		return CodiceFormato
	case !luhn(n):
		return CodiceCheckDigit
	}
	return ""
}

// cifraOmocodica returns the digit that c is or stands for, -1 when none.
func cifraOmocodica(c byte) int {
	if c-'0' <= 9 {
		return int(c - '0')
	}
	return strings.IndexByte(omocodia, c)
}

// coppia returns the two digits at i, decoded.
func coppia(s string, i int) int { return cifraOmocodica(s[i])*10 + cifraOmocodica(s[i+1]) }

// controlloPersona returns the check character of capital letters and digits,
// computed on them as they are written, omocodia included. The CIN of an
// Italian account is the same sum.
func controlloPersona(s string) byte {
	somma := 0
	for i := 0; i < len(s); i++ {
		v := s[i] - '0'
		if v > 9 {
			v = s[i] - 'A'
		}
		if i%2 == 0 {
			v = dispari[v]
		}
		somma += int(v)
	}
	return byte('A' + somma%26)
}

// IsValid reports whether c is not the zero value.
func (c CodiceFiscale) IsValid() bool { return c.v != "" }

// Persona reports whether the code is the 16-character one of a person.
func (c CodiceFiscale) Persona() bool { return len(c.v) == lunghezzaPersona }

// Sesso returns "M" or "F" as the day of birth says, "" for a numeric code.
func (c CodiceFiscale) Sesso() string {
	switch {
	case !c.Persona():
		return ""
	case coppia(c.v, 9) > 31:
		return "F"
	}
	return "M"
}

// Belfiore returns the code of the place of birth, a letter and three digits
// without omocodia ("L219"; Z for a foreign state), "" for a numeric code.
func (c CodiceFiscale) Belfiore() string {
	if !c.Persona() {
		return ""
	}
	b := []byte(c.v[11:15])
	for i := 1; i < len(b); i++ {
		b[i] = byte('0' + cifraOmocodica(b[i]))
	}
	return string(b)
}

// Nascita returns the date of birth. The code has only two digits of the year:
// the date is the last one that is not after oggi, so that a person over a
// hundred comes out a century younger. The boolean is false for a numeric code
// and for a day that no such year has (31 February).
func (c CodiceFiscale) Nascita(oggi Data) (Data, bool) {
	if !c.Persona() || !oggi.IsValid() {
		return Data{}, false
	}
	mese := strings.IndexByte(mesi, c.v[8]) + 1
	giorno := coppia(c.v, 9) % 40
	// 29 February may exist in one century only: go back until the calendar
	// has the day, no further than the cycle of four centuries.
	anno := oggi.Anno()/100*100 + coppia(c.v, 6)
	for secoli := range 5 {
		d, err := NuovaData(anno-100*secoli, mese, giorno)
		if err == nil && !d.Dopo(oggi) {
			return d, true
		}
	}
	return Data{}, false
}

// String returns the code, "" for the zero value.
func (c CodiceFiscale) String() string { return c.v }

// AppendTo appends the code, nothing for the zero value.
func (c CodiceFiscale) AppendTo(b []byte) []byte { return append(b, c.v...) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (c CodiceFiscale) MarshalText() ([]byte, error) {
	return scriviTesto(c, ErrCodiceFiscale)
}

// UnmarshalText implements encoding.TextUnmarshaler with ParseCodiceFiscale.
func (c *CodiceFiscale) UnmarshalText(b []byte) error { return leggiTesto(c, b, ParseCodiceFiscale) }

// Scan reads a text column with ParseCodiceFiscale; NULL and numbers are
// errors.
func (c *CodiceFiscale) Scan(src any) error {
	return leggiColonna(c, src, ParseCodiceFiscale, ErrCodiceFiscale)
}

// Value returns the code for a text column.
func (c CodiceFiscale) Value() (driver.Value, error) { return scriviColonna(c, ErrCodiceFiscale) }

// maiuscole puts the ASCII letters of s in capitals and leaves the rest: "ı"
// and "ſ" must not become letters of a code.
func maiuscole(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && s[i]-'a' > 'z'-'a' {
		i++
	}
	if i == len(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

// Maschera hides every fiscal code of a person inside a text but for its first three
// letters, as the errors of the library do: for what a host writes where a debtor's
// identity may not be, as a log.
func Maschera(s string) string { return errore.Maschera(s) }
