package causale

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/riferimento"
)

func alfanumerico(c byte) bool { return riferimento.Alfanumerico(c) }

func letteraUnicode(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// spazio returns the length of the white space character at i, 0 when there is
// another one.
func spazio(s string, i int) int {
	c := s[i]
	if c < utf8.RuneSelf {
		if c == ' ' || c-'\t' <= '\r'-'\t' {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if unicode.IsSpace(r) {
		return n
	}
	return 0
}

// indice returns the first place of a byte at or after i, the length of the text
// when there is none.
func indice(s string, i int, c byte) int {
	if i < len(s) {
		if n := strings.IndexByte(s[i:], c); n >= 0 {
			return i + n
		}
	}
	return len(s)
}

// saltaSpazi returns the first place at or after i without white space, and
// whether a line ended in between.
func saltaSpazi(s string, i int) (fine int, aCapo bool) {
	if i < len(s) && s[i]-'!' <= '~'-'!' {
		return i, false
	}
	return saltaSpaziComunque(s, i)
}

// saltaSpaziComunque is saltaSpazi where there may be some.
func saltaSpaziComunque(s string, i int) (fine int, aCapo bool) {
	for i < len(s) {
		n := spazio(s, i)
		if n == 0 {
			break
		}
		aCapo = aCapo || s[i] == '\n' || s[i] == '\r'
		i += n
	}
	return i, aCapo
}

// primaDegliSpazi returns the end of what stands before the white space that ends at
// fine, going back no further than da.
func primaDegliSpazi(s string, da, fine int) int {
	for fine > da {
		r, n := rune(s[fine-1]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeLastRuneInString(s[da:fine])
		}
		if !unicode.IsSpace(r) {
			break
		}
		fine -= n
	}
	return fine
}

// saltaSeparatori skips up to massimo characters that are neither letters nor
// digits.
func saltaSeparatori(s string, i, massimo int) int {
	for ; massimo > 0 && i < len(s); massimo-- {
		n := separatore(s, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// separatore returns the length of the character at i when it is neither a
// letter nor a digit, 0 otherwise.
func separatore(s string, i int) int {
	if s[i] < utf8.RuneSelf {
		if alfanumerico(s[i]) {
			return 0
		}
		return 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if letteraUnicode(r) {
		return 0
	}
	return n
}

// dopoAlfanumerico reports whether the character before i is a letter or digit.
func dopoAlfanumerico(s string, i int) bool {
	if i == 0 {
		return false
	}
	if s[i-1] < utf8.RuneSelf {
		return alfanumerico(s[i-1])
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return letteraUnicode(r)
}

// parola matches a word written in upper case, ignoring the case of the text
// and white space between its characters, and returns the place after it.
func parola(s string, i int, maiuscola string) (fine int, ok bool) {
	if i == len(s) || maiuscolo(s[i]) != maiuscola[0] {
		return i, false
	}
	if strings.HasPrefix(s[i:], maiuscola) {
		return i + len(maiuscola), true
	}
	return parolaComunque(s, i, maiuscola)
}

// parolaComunque is parola for a word that is not written as it should be.
func parolaComunque(s string, i int, maiuscola string) (fine int, ok bool) {
	for j := 0; j < len(maiuscola); j++ {
		if i < len(s) && maiuscolo(s[i]) == maiuscola[j] {
			i++
			continue
		}
		if j == 0 {
			return i, false
		}
		if i, _ = saltaSpazi(s, i); i == len(s) || maiuscolo(s[i]) != maiuscola[j] {
			return i, false
		}
		i++
	}
	return i, true
}

func cifra(s string, i int) bool { return i < len(s) && s[i]-'0' <= 9 }

// maiuscole has the letters of ASCII in upper case, and all other bytes as they are.
var maiuscole = func() (t [256]byte) {
	for c := range t {
		t[c] = byte(c)
		if c >= 'a' && c <= 'z' {
			t[c] -= 'a' - 'A'
		}
	}
	return t
}()

func maiuscolo(c byte) byte { return maiuscole[c] }

// collassa turns runs of white space into one space and trims the ends; a text
// that needs neither is returned as it is.
func collassa(s string) string {
	if s = strings.TrimSpace(s); pulito(s) {
		return s
	}
	for i := 0; i < len(s); i++ {
		if s[i]-'!' <= '~'-'!' {
			continue
		}
		if n := spazio(s, i); n > 0 && (s[i] != ' ' || spazio(s, i+1) > 0) {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// idFlusso has the characters of an identifier.
var idFlusso = func() (t [256]bool) {
	for c := range t {
		t[c] = alfanumerico(byte(c)) || c == '-' || c == '_'
	}
	return t
}()

func carattereID(c byte) bool { return idFlusso[c] }

// chiude reports whether c is a usual end of an identifier.
func chiude(c byte) bool { return c == '/' || c == ',' || c == ';' || c == ')' }

const delGiorno = " pagamenti del "

// dividiEtichetta reads "<etichetta> pagamenti del <aaaammgg>".
func dividiEtichetta(s string) (etichetta string, giornata avviso.Data, ok bool) {
	etichetta, giorno, ok := strings.Cut(s, delGiorno)
	if !ok || !etichettaNota(etichetta) {
		return "", avviso.Data{}, false
	}
	giornata, ok = parseGiorno(giorno)
	return etichetta, giornata, ok
}

// etichettaNota reports whether s is one of the labels of the documents.
func etichettaNota(s string) bool {
	if s == "Cumulativo" || s == "Cumulativo same day" {
		return true
	}
	n, ok := strings.CutPrefix(s, "Integrativo")
	n = strings.TrimPrefix(n, " ")
	return ok && len(n) == 1 && n[0] >= '1' && n[0] <= '9'
}

// etichettaComune returns a label of the documents in its own case.
func etichettaComune(s string) (string, bool) {
	if etichettaNota(s) {
		return s, true
	}
	for _, n := range [...]string{"Cumulativo", "Cumulativo same day"} {
		if strings.EqualFold(s, n) {
			return n, true
		}
	}
	const integrativo = "Integrativo"
	if n := min(len(s), len(integrativo)); strings.EqualFold(s[:n], integrativo) {
		s = integrativo + s[n:]
	}
	return s, etichettaNota(s)
}

// parseGiorno reads aaaammgg.
func parseGiorno(s string) (avviso.Data, bool) {
	n, ok := cifre.Numero(s)
	if !ok || len(s) != 8 {
		return avviso.Data{}, false
	}
	d, err := avviso.NuovaData(int(n/10000), int(n/100%100), int(n%100))
	return d, err == nil
}

// giorno reports whether s begins with a day of the calendar, yyyy-MM-dd.
func giorno(s string) bool {
	// Digits less '0', hyphens less '-', the first the lowest; then each byte is no more
	// than 9 or 0 when this does not make it reach its high bit.
	const forma, troppo = 0x2D30302D30303030, 0x7F76767F76767676
	w := cifre.Otto(s) ^ forma
	d, u := s[8]-'0', s[9]-'0'
	if (w|(w&bassi+troppo))&alti != 0 || d > 9 || u > 9 {
		return false
	}
	c := func(i int) int { return int(w >> (8 * i) & 0xF) }
	return ora.Valida(c(0)*1000+c(1)*100+c(2)*10+c(3), c(5)*10+c(6), int(d*10+u))
}

// centesimi reads 1 to 12 digits, then optionally a point or a comma and one or
// two digits more; preciso is a point and two.
func centesimi(s string) (cent int64, preciso, ok bool) {
	if cent, ok = cifre.Centesimi(s); ok && len(s) <= len("123456789012.34") {
		return cent, true, true
	}
	separatore := byte('.')
	if strings.IndexByte(s, ',') >= 0 {
		separatore = ','
	}
	d, ok := cifre.Leggi(s, separatore)
	if !ok || d.Interi == 0 || d.Interi > 12 || d.Separatore && d.Decimali == 0 || d.Decimali > 2 {
		return 0, false, false
	}
	return d.Centesimi, separatore == '.' && d.Decimali == 2, true
}
