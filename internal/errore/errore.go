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
	var b strings.Builder
	b.WriteString(pacchetto)
	b.WriteString(": ")
	if codice != "" {
		b.WriteString(codice)
	}
	if campo != "" {
		b.WriteString(" ")
		b.WriteString(campo)
	}
	if riga > 0 {
		b.WriteString(" (line ")
		b.WriteString(strconv.Itoa(riga))
		if colonna > 0 {
			b.WriteString(", column ")
			b.WriteString(strconv.Itoa(colonna))
		}
		b.WriteString(")")
	}
	if valore != "" {
		b.WriteString(" ")
		b.WriteString(Cita(valore))
	}
	if causa != nil {
		b.WriteString(": ")
		b.WriteString(causa.Error())
	}
	return b.String()
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
