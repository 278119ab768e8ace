package riferimento

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lengths of a reference of ISO 11649: "RF", two check digits, 1 to 21 letters
// and digits.
const (
	MinRF = 5
	MaxRF = 25
	// MaxIUV is the longest IUV, the limit of a SEPA remittance reference.
	MaxIUV = 35
)

// PrefissoRF reports whether s starts with RF, in any case, and two digits.
func PrefissoRF(s string) bool {
	return len(s) >= 4 && s[0]|0x20 == 'r' && s[1]|0x20 == 'f' && s[2]-'0' <= 9 && s[3]-'0' <= 9
}

// FormaRF reports whether s has the shape of a reference of ISO 11649, in any
// case, whatever its check digits.
func FormaRF(s string) bool {
	return len(s) >= MinRF && len(s) <= MaxRF && PrefissoRF(s) && SoloAlfanumerici(s)
}

// SoloAlfanumerici reports whether s is all ASCII letters and digits.
func SoloAlfanumerici(s string) bool {
	for i := 0; i < len(s); i++ {
		if !Alfanumerico(s[i]) {
			return false
		}
	}
	return true
}

// Identificativo reports whether s is a name of GovPay: [0-9A-Za-z_-]{1,35}.
func Identificativo(s string) bool {
	return s != "" && len(s) <= MaxIUV && SoloAlfanumerici(senzaTratti.Replace(s))
}

var senzaTratti = strings.NewReplacer("-", "", "_", "")

// Accoda97 appends one letter or digit to a number of which the remainder by 97
// is wanted, letters counting from A=10 in either case. The number is divided
// only when it grows too long.
func Accoda97(n uint64, c byte) uint64 {
	if n >= 1<<56 {
		n %= 97
	}
	if c <= '9' {
		return n*10 + uint64(c-'0')
	}
	return n*100 + uint64(c|0x20-'a') + 10
}

// Resto97 carries the remainder r on over the letters and digits of s; the whole
// number would not fit 64 bits.
func Resto97(r uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		r = Accoda97(r, s[i])
	}
	return r % 97
}

// CheckRF reports whether the check digits of a reference hold: the first four
// characters go to the end, and the number must be 1 modulo 97. s has the shape
// that FormaRF checks.
//
// Source: ISO 11649; SACI 1.4.0, chapter 2.
func CheckRF(s string) bool {
	return RestoRF(Resto97(0, s[4:]), s[2], s[3])
}

// RestoRF ends a check begun with Accoda97 over what follows the check digits: R, F and
// the two digits go behind it.
func RestoRF(n uint64, c1, c2 byte) bool {
	const erreEffe = 27_15
	return (n%97*1_000_000+erreEffe*100+uint64(c1-'0')*10+uint64(c2-'0'))%97 == 1
}

// Canonico returns an IUV in the form in which IUVs compare: no white space,
// and upper case when it has the shape of an RF reference. It returns its
// argument when there is nothing to change.
func Canonico(iuv string) string {
	iuv = Compatta(iuv)
	if FormaRF(iuv) {
		return strings.ToUpper(iuv)
	}
	return iuv
}

// Compatta returns s without white space.
func Compatta(s string) string {
	i := 0
	for i < len(s) && s[i] > ' ' && s[i] < utf8.RuneSelf {
		i++
	}
	if i == len(s) || strings.IndexFunc(s[i:], unicode.IsSpace) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// AppendRaggruppato appends s in groups of four characters from the left,
// separated by one space, as RF references are printed.
func AppendRaggruppato[T string | []byte](dst []byte, s T) []byte {
	for i := 0; i < len(s); i++ {
		if i > 0 && i%4 == 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, s[i])
	}
	return dst
}

// Raggruppato reports whether s is written in groups of four characters, the
// last one of one to four, separated by single spaces.
func Raggruppato(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] == ' ') != (i%5 == 4) {
			return false
		}
	}
	return s != "" && s[len(s)-1] != ' '
}
