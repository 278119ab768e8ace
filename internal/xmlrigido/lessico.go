package xmlrigido

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Comprimi applies white-space "collapse" of XML Schema (token, and every type
// that is not a string): no blank at the ends, one blank inside.
func Comprimi(s string) string {
	pulita := true
	for i := range len(s) {
		if bianco(s[i]) && (s[i] != ' ' || i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			pulita = false
			break
		}
	}
	if pulita {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < utf8.RuneSelf && bianco(byte(r)) }), " ")
}

// Booleano reads an xs:boolean: true, false, 1 or 0, white space around it
// ignored. The error is an *Errore VALORE of kind ErrValore.
func Booleano(s string) (bool, error) {
	switch Comprimi(s) {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, &Errore{Codice: CodiceValore, Valore: s, Err: ErrValore}
}

// Intero reads an xs:integer between minimo and massimo, sign and leading zeros
// allowed, white space around it ignored. The error is an *Errore VALORE of kind
// ErrValore.
func Intero(s string, minimo, massimo int64) (int64, error) {
	n, err := strconv.ParseInt(Comprimi(s), 10, 64)
	if err != nil || n < minimo || n > massimo {
		return 0, &Errore{Codice: CodiceValore, Valore: s, Err: ErrValore}
	}
	return n, nil
}

// Base64 reads an xs:base64Binary: the alphabet of RFC 4648 §4 with its padding,
// white space anywhere. The error is an *Errore VALORE of kind ErrValore.
func Base64[T string | []byte](s T) ([]byte, error) {
	pulita := make([]byte, 0, len(s))
	for i := range len(s) {
		if !bianco(s[i]) {
			pulita = append(pulita, s[i])
		}
	}
	b := make([]byte, base64.StdEncoding.DecodedLen(len(pulita)))
	n, err := base64.StdEncoding.Strict().Decode(b, pulita)
	if err != nil {
		return nil, &Errore{Codice: CodiceValore, Valore: string(s), Err: ErrValore}
	}
	return b[:n], nil
}
