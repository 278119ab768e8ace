package causale

import (
	"strings"
	"unicode/utf8"
)

// MaxByte is the longest text that Leggi examines, in bytes.
const MaxByte = 4096

// Leggi finds the reference of pagoPA in the text of a bank row, whatever the
// bank did to it: any case, words before and after, a missing first slash,
// other separators, white space (line ends included) inside the tags and the
// identifiers. At most 4096 bytes; bytes that are no UTF-8 are foreign
// characters.
//
// A cumulative reference (LGPE-RIVERSAMENTO or LGPE-INTEGRAZIONE … URI …) wins
// over a single one (RFS, RFB), and the first readable one over the others.
// What was tolerated or assumed is in Avvertenze; where the text can be read in
// more ways, Candidati has the others. The IUV of a reference that does not
// open the text must be an RF reference or 15 to 18 digits.
//
// The refusals are *Errore: EMPTY, TOO_LONG, IUV (the reference that opens the
// text has a IUV of more than 35 characters), IDFLUSSO (a cumulative reference
// was announced and none is readable), NO_REFERENCE.
//
// What Parse accepts Leggi accepts, with the same identifiers, unless the free
// text of a single reference holds a cumulative one.
func Leggi(s string) (Causale, error) {
	t := testo{s: s}
	t.apertura = t.saltaApertura()
	if t.apertura == len(s) && strings.TrimSpace(s) == "" {
		return Causale{}, rifiuta(CodiceVuota, "", "", 0)
	}
	if len(s) > MaxByte {
		return Causale{}, rifiuta(CodiceLunga, "", s, 0)
	}
	var c Causale
	visto, trovato := t.leggiCumulativa(&c)
	if trovato {
		if t.haSingola() {
			c.Avvertenze |= InsiemeDi(PiuRiferimenti)
		}
		return c, nil
	}
	switch t.leggiSingola(&c) {
	case esitoTrovata:
		return c, nil
	case esitoLunga:
		return Causale{}, rifiuta(CodiceIUV, "iuv", s, t.errata+1)
	}
	if visto != -1 {
		return Causale{}, rifiuta(CodiceIDFlusso, "idFlusso", s[visto:], visto+1)
	}
	return Causale{}, rifiuta(CodiceNessuno, "", s, 0)
}

// testo is a text being read, with what is worked out once for all of it.
type testo struct {
	s        string
	apertura int // first byte that is neither white space nor a slash
	barra    int // the slash, or the end, that fineSegmento found last
	errata   int // where the IUV that is too long begins
}

func (t *testo) saltaApertura() int {
	i := 0
	for i < len(t.s) {
		if t.s[i] == '/' {
			i++
		} else if n := spazio(t.s, i); n > 0 {
			i += n
		} else {
			break
		}
	}
	return i
}

// fineSegmento returns the first slash at or after i, or the end. Calls go
// forward, so that the text is searched once.
func (t *testo) fineSegmento(i int) int {
	if i <= t.barra {
		return t.barra
	}
	t.barra = len(t.s)
	if n := strings.IndexByte(t.s[i:], '/'); n != -1 {
		t.barra = i + n
	}
	return t.barra
}

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
	if spazioUnicode(r) {
		return n
	}
	return 0
}

// saltaSpazi returns the first place at or after i without white space, and
// whether a line ended in between.
func saltaSpazi(s string, i int) (fine int, aCapo bool) {
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
	for j := 0; j < len(maiuscola); j++ {
		if j > 0 && i < len(s) && maiuscolo(s[i]) != maiuscola[j] {
			i, _ = saltaSpazi(s, i)
		}
		if i == len(s) || maiuscolo(s[i]) != maiuscola[j] {
			return i, false
		}
		i++
	}
	return i, true
}

func cifra(s string, i int) bool { return i < len(s) && s[i]-'0' <= 9 }

func maiuscolo(c byte) byte {
	if c-'a' <= 'z'-'a' {
		return c - 'a' + 'A'
	}
	return c
}
