package cassa

import (
	"strings"

	"github.com/quietanza/quietanza/internal/riferimento"
)

// marche are what a bank writes in its own words, or behind tags, inside a free text: TRN: and
// the tags :TID:, :TRN:, :E2E:, :RI3:, :BI2:, :OR1:.
type marche struct {
	trn, endToEnd, riconciliazione, bic, ordinante string
}

const (
	maxTRN   = 35 // characters of a reference
	marcaTRN = "TRN:"
	marcaE2E = "EREF+"
	marcaOrd = "Descrizione Ordinante:"
)

// leggiMarche reads the tags of a text whose lines are wrapped at larghezza characters, and
// returns the text without what stands behind :RI3:, which is a text of its own.
func leggiMarche(testo string, larghezza int) (m marche, resto string) {
	if strings.IndexByte(testo, ':') < 0 && !strings.Contains(testo, marcaE2E) {
		return marche{}, testo
	}
	cucito := ricuci(testo, larghezza)
	if i := strings.Index(cucito, marcaE2E); i >= 0 {
		m.endToEnd = usabile(finoAllaParola(cucito[i+len(marcaE2E):]))
	}
	if i := strings.Index(cucito, marcaTRN); i >= 0 {
		m.trn = riferimentoTRN(cucito[i+len(marcaTRN):])
	}
	if i := strings.Index(cucito, marcaOrd); i >= 0 {
		v := cucito[i+len(marcaOrd):]
		if t, ok := prossimaMarca(v); ok {
			v = v[:t.inizio]
		}
		m.ordinante = unaRiga(v)
	}
	resto = testo
	for da := 0; ; {
		t, ok := prossimaMarca(cucito[da:])
		if !ok {
			return m, resto
		}
		da += t.fine
		fine := len(cucito)
		if dopo, altra := prossimaMarca(cucito[da:]); altra {
			fine = da + dopo.inizio
		}
		valore := cucito[da:fine]
		switch t.nome {
		case "TID", "TRN":
			if v := riferimentoTRN(strings.TrimSpace(valore)); v != "" {
				m.trn = v
			}
		case "E2E":
			if v := usabile(unaRiga(valore)); v != "" {
				m.endToEnd = v
			}
		case "RI3":
			m.riconciliazione = strings.TrimSpace(valore)
			resto = strings.TrimSpace(cucito[:da]) + " " + strings.TrimSpace(cucito[fine:])
		case "BI2":
			m.bic = unaRiga(valore)
		case "OR1":
			m.ordinante = unaRiga(valore)
		}
	}
}

// marca is a tag :XXX: of a text, in which a wrap may stand.
type marca struct {
	nome         string
	inizio, fine int
}

// prossimaMarca finds the first tag of a text: a colon, a letter, two letters or digits, a colon.
func prossimaMarca(s string) (marca, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] != ':' {
			continue
		}
		var nome [3]byte
		n, j := 0, i+1
		for ; j < len(s) && n < 3; j++ {
			c := s[j]
			switch {
			case c == ' ' || c == '\n':
				continue
			case maiuscola(c) || n > 0 && cifra(c):
				nome[n] = c
				n++
				continue
			}
			break
		}
		for j < len(s) && n == 3 && (s[j] == ' ' || s[j] == '\n') {
			j++
		}
		if n == 3 && j < len(s) && s[j] == ':' {
			return marca{string(nome[:]), i, j + 1}, true
		}
	}
	return marca{}, false
}

// ricuci takes the wraps out of a text: a line that is full goes on in the next.
func ricuci(s string, larghezza int) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	var b strings.Builder
	for r := range strings.Lines(s) {
		senza := strings.TrimSuffix(r, "\n")
		b.WriteString(senza)
		if len(senza) < larghezza && len(senza) < len(r) {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// riferimentoTRN returns the reference at the beginning of s, "" when there is none.
func riferimentoTRN(s string) string {
	n := 0
	for n < len(s) && n < maxTRN && (cifra(s[n]) || maiuscola(s[n]&^0x20) || s[n] == '-') {
		n++
	}
	return usabile(s[:n])
}

// finoAllaParola returns s up to the end of its line or to the next keyword, four capitals and a
// plus (SVWZ+).
func finoAllaParola(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	for i := 0; i+5 <= len(s); i++ {
		if s[i+4] == '+' && maiuscola(s[i]) && maiuscola(s[i+1]) && maiuscola(s[i+2]) && maiuscola(s[i+3]) {
			return s[:i]
		}
	}
	return s
}

// usabile returns a reference trimmed, "" when it tells nothing.
func usabile(s string) string {
	if s = strings.TrimSpace(s); riferimento.Usabile(s) {
		return s
	}
	return ""
}

// unaRiga writes a value on one line.
func unaRiga(s string) string { return strings.Join(strings.Fields(s), " ") }

// annota puts into a movement what the free text of the bank says of it, where the record itself
// says nothing, and returns the text of the reconciliation and the rest.
func annota(m *Movimento, testo string, larghezza int) (riconciliazione, resto string) {
	t, resto := leggiMarche(testo, larghezza)
	if m.TRN == "" {
		m.TRN = t.trn
	}
	if m.EndToEndID == "" {
		m.EndToEndID = t.endToEnd
	}
	if m.BICOrdinante == "" {
		m.BICOrdinante = t.bic
	}
	if m.Ordinante == "" {
		m.Ordinante = t.ordinante
	}
	return t.riconciliazione, resto
}
