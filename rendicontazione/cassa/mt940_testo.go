package cassa

import (
	"bytes"
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
)

// leggi86 adds the information to the account owner to what waits.
func (m *mt940) leggi86() {
	aggiungi := func(parte []byte) {
		if len(m.causale) > 0 {
			m.causale = append(m.causale, '\n')
		}
		m.causale = append(m.causale, parte...)
	}
	sep, ok := strutturato(m.testo)
	if !ok {
		if t := bytes.TrimSpace(m.testo); len(t) > 0 {
			aggiungi(t)
		}
		return
	}
	m.stretto = true
	intero := strings.ReplaceAll(string(m.testo), "\n", "")
	var nome strings.Builder
	conTesto := false
	for codice, valore := range sottocampi(intero, sep) {
		switch {
		case codice >= "20" && codice <= "29", codice >= "60" && codice <= "63":
			conTesto = true
			aggiungi([]byte(valore))
		case codice == "30":
			m.attesa.BICOrdinante = strings.TrimSpace(valore)
		case codice == "32", codice == "33":
			nome.WriteString(valore)
		}
	}
	if n := strings.TrimSpace(nome.String()); n != "" {
		m.attesa.Ordinante = n
	}
	if !conTesto {
		aggiungi(bytes.TrimSpace(m.testo))
	}
}

// strutturato reports whether a field 86 is made of subfields, ?nn, or >nn after its code of three
// digits, and returns what begins them.
func strutturato(s []byte) (sep byte, ok bool) {
	if i := bytes.IndexByte(s, '\n'); i >= 0 && i < 6 {
		s = bytes.ReplaceAll(s[:min(len(s), 16)], []byte("\n"), nil)
	}
	codice := len(s) > 3 && cifre.Sole(s[:3])
	if codice {
		s = s[3:]
	}
	ok = len(s) >= 3 && (s[0] == '?' || codice && s[0] == '>') && cifra(s[1]) && cifra(s[2])
	if !ok {
		return 0, false
	}
	return s[0], true
}

// sottocampi yields the subfields in their order.
func sottocampi(s string, sep byte) func(yield func(codice, valore string) bool) {
	return func(yield func(codice, valore string) bool) {
		inizio := -1 // of the subfield open
		for i := 0; i+3 <= len(s); i++ {
			if s[i] != sep || !cifra(s[i+1]) || !cifra(s[i+2]) {
				continue
			}
			if inizio >= 0 && !yield(s[inizio+1:inizio+3], s[inizio+3:i]) {
				return
			}
			inizio = i
			i += 2
		}
		if inizio >= 0 {
			yield(s[inizio+1:inizio+3], s[inizio+3:])
		}
	}
}
