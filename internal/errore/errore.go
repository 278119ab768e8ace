// Package errore holds the one way this library writes the text of an error.
//
// Every room has an error struct of its own, so that callers match it with
// errors.As without importing anything else; what the structs share is how a
// code, a field, a value and a place become one line of text, and that is here.
package errore

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxCitato is how much of a refused value a message repeats: enough to find
// it in the input, too little to spill a document into a log.
const maxCitato = 40

// Testo returns the message of an error: package, code, field, place, quoted
// value and cause, each left out when empty.
func Testo(pacchetto, codice, campo, valore string, riga, colonna int, causa error) string {
	return pacchetto + ": " + Rilievo(codice, campo, valore, riga, colonna, Ragione(causa))
}

// Ragione returns the text of a cause, "" for none.
func Ragione(causa error) string {
	if causa == nil {
		return ""
	}
	return causa.Error()
}

// Rilievo returns one line about an input: code, field, place, quoted value and
// text, each left out when empty.
func Rilievo(codice, campo, valore string, riga, colonna int, testo string) string {
	var b strings.Builder
	parte := func(s string) {
		if s != "" && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	parte(codice)
	parte(campo)
	parte(posto(riga, colonna))
	if valore != "" {
		parte(Cita(valore))
	}
	if testo != "" && b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(testo)
	return b.String()
}

// posto returns a place of the input in brackets, "" when it is not known.
func posto(riga, colonna int) string {
	switch {
	case riga > 0 && colonna > 0:
		return "(riga " + strconv.Itoa(riga) + ", colonna " + strconv.Itoa(colonna) + ")"
	case riga > 0:
		return "(riga " + strconv.Itoa(riga) + ")"
	}
	return ""
}

// Cita quotes a value for a message, shortened and with fiscal codes masked.
func Cita(s string) string {
	return strconv.Quote(Maschera(abbrevia(s)))
}

func abbrevia(s string) string {
	if len(s) <= maxCitato {
		return s
	}
	n := maxCitato
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// Maschera hides every fiscal code of a person (16 characters) inside s but
// for its first three letters: a message may be logged where a debtor's
// identity may not.
func Maschera(s string) string {
	if len(s) < lunghezzaCF {
		return s
	}
	var b []byte
	for i := 0; i+lunghezzaCF <= len(s); {
		if !isCodiceFiscale(s[i : i+lunghezzaCF]) {
			i++
			continue
		}
		if b == nil {
			b = []byte(s)
		}
		for j := i + 3; j < i+lunghezzaCF; j++ {
			b[j] = '*'
		}
		i += lunghezzaCF
	}
	if b == nil {
		return s
	}
	return string(b)
}

const lunghezzaCF = 16

// formaCF is the shape of a person's fiscal code: A a letter, M the letter of a
// month, 9 a digit or the letter that omocodia puts in its place.
const formaCF = "AAAAAA99M99A999A"

func isCodiceFiscale(s string) bool {
	for i := range lunghezzaCF {
		c := s[i] &^ 0x20 // letters to upper case; digits are tested on s[i]
		var ok bool
		switch formaCF[i] {
		case 'A':
			ok = c >= 'A' && c <= 'Z'
		case 'M':
			ok = strings.IndexByte("ABCDEHLMPRST", c) >= 0
		default:
			ok = s[i] >= '0' && s[i] <= '9' || strings.IndexByte("LMNPQRSTUV", c) >= 0
		}
		if !ok {
			return false
		}
	}
	return true
}

// Luogo returns line and column, from 1 and in characters, of byte i of a text: of
// its end when it is shorter.
func Luogo(testo []byte, i int) (riga, colonna int) {
	prima := testo[:max(0, min(i, len(testo)))]
	inizio := bytes.LastIndexByte(prima, '\n') + 1
	return bytes.Count(prima, []byte{'\n'}) + 1, utf8.RuneCount(prima[inizio:]) + 1
}

// FuoriUTF8 returns where the first byte of a text stands that is no UTF-8, -1 for none.
func FuoriUTF8(testo string) int {
	if utf8.ValidString(testo) {
		return -1
	}
	for i, r := range testo {
		if _, n := utf8.DecodeRuneInString(testo[i:]); r == utf8.RuneError && n == 1 {
			return i
		}
	}
	return -1
}
