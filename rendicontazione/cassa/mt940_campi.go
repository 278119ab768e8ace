package cassa

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/errore"
)

// tagFine is the tag of no field: the end of the input.
const tagFine = "end"

const (
	maxRigaMT940  = 64 << 10 // bytes of one line
	maxRigheCampo = 1000     // lines of one field
)

// campoMT940 is one field: its tag and its lines, at least one.
type campoMT940 struct {
	tag   string
	righe []string
	riga  int
}

// righeMT940 cuts a text into fields. SWIFT blocks other than the text are
// skipped.
type righeMT940 struct {
	r       *bufio.Reader
	riga    int    // number of the line read last
	ripresa string // a line read ahead
	ripreso bool
}

func nuoveRighe(r io.Reader) *righeMT940 {
	return &righeMT940{r: bufio.NewReaderSize(r, maxRigaMT940)}
}

// prossima returns the next line without its end.
func (l *righeMT940) prossima() (string, error) {
	if l.ripreso {
		l.ripreso = false
		return l.ripresa, nil
	}
	b, err := l.r.ReadSlice('\n')
	l.riga++
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", &Errore{Codice: CodiceLimite, Riga: l.riga, Colonna: maxRigaMT940, Err: ErrSintassi}
	case err == io.EOF && len(b) > 0:
	case err == io.EOF:
		return "", io.EOF
	case err != nil:
		return "", &Errore{Codice: CodiceLettura, Riga: l.riga, Err: errore.Coppia(ErrLettura, err)}
	}
	if l.riga == 1 {
		b = bytes.TrimPrefix(b, bom)
	}
	return latino(bytes.TrimRight(b, "\r\n")), nil
}

// riprendi puts a line back.
func (l *righeMT940) riprendi(s string) { l.ripresa, l.ripreso = s, true }

// campo returns the next field; io.EOF at the end.
func (l *righeMT940) campo() (campoMT940, error) {
	for {
		s, err := l.prossima()
		if err != nil {
			return campoMT940{}, err
		}
		if s, err = l.testo(s); err != nil {
			return campoMT940{}, err
		}
		tag, valore, ok := taglia(s)
		if !ok {
			continue
		}
		c := campoMT940{tag: tag, righe: []string{valore}, riga: l.riga}
		return c, l.seguito(&c)
	}
}

// testo returns what a line outside a field holds of the text block: the rest after
// the headers, nothing for the end of a message. Anything else does not belong here.
func (l *righeMT940) testo(s string) (string, error) {
	if dopo, chiusa := strings.CutPrefix(s, "-}"); chiusa {
		s = dopo
	}
	if _, dentro, ok := strings.Cut(s, "{4:"); ok {
		s = dentro
	} else if strings.HasPrefix(s, "{") {
		return "", nil
	}
	if t := strings.TrimSpace(s); t == "" || t == "-" {
		return "", nil
	}
	if _, _, ok := taglia(s); !ok {
		return "", &Errore{Codice: CodiceFormato, Valore: s, Riga: l.riga, Colonna: 1, Err: ErrFormato}
	}
	return s, nil
}

// seguito reads the other lines of a field.
func (l *righeMT940) seguito(c *campoMT940) error {
	for resta := maxTestoVoce; ; {
		s, err := l.prossima()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		_, _, altro := taglia(s)
		if altro || strings.HasPrefix(s, "-}") || strings.TrimSpace(s) == "-" || strings.HasPrefix(s, "{1:") {
			l.riprendi(s)
			return nil
		}
		if resta -= len(s); len(c.righe) == maxRigheCampo || resta < 0 {
			return &Errore{Codice: CodiceLimite, Campo: c.tag, Riga: l.riga, Err: ErrSintassi}
		}
		c.righe = append(c.righe, s)
	}
}

// taglia parts ":61:value" into tag and value.
func taglia[T string | []byte](s T) (tag, valore T, ok bool) {
	if len(s) < 4 || s[0] != ':' || !cifra(s[1]) || !cifra(s[2]) {
		return tag, valore, false
	}
	switch {
	case s[3] == ':':
		return s[1:3], s[4:], true
	case len(s) > 4 && s[3] >= 'A' && s[3] <= 'Z' && s[4] == ':':
		return s[1:4], s[5:], true
	}
	return tag, valore, false
}

// latino returns b as a string, reading as ISO-8859-1 what is not UTF-8.
func latino(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

// leggi86 puts the information to the account owner into the movement.
func (m *Movimento) leggi86(righe []string) {
	testo := strings.Join(righe, "")
	if !strutturato(testo) {
		m.Causale = strings.TrimSpace(strings.Join(righe, "\n"))
		return
	}
	var causale []string
	var nome strings.Builder
	for codice, valore := range sottocampi(testo) {
		switch {
		case codice >= "20" && codice <= "29":
			causale = append(causale, valore)
		case codice == "30":
			m.BICOrdinante = strings.TrimSpace(valore)
		case codice == "32", codice == "33":
			nome.WriteString(valore)
		}
	}
	m.Ordinante = strings.TrimSpace(nome.String())
	if m.Causale = strings.TrimSpace(strings.Join(causale, "\n")); len(causale) == 0 {
		m.Causale = strings.TrimSpace(strings.Join(righe, "\n"))
	}
}

// strutturato reports whether a field 86 is made of ?nn subfields, after an
// optional code of three digits.
func strutturato(s string) bool {
	if len(s) > 3 && soloCifre(s[:3]) {
		s = s[3:]
	}
	return len(s) >= 3 && s[0] == '?' && soloCifre(s[1:3])
}

// sottocampi yields the ?nn subfields in their order.
func sottocampi(s string) func(yield func(codice, valore string) bool) {
	return func(yield func(codice, valore string) bool) {
		inizio := -1 // of the subfield open
		for i := 0; i+3 <= len(s); i++ {
			if s[i] != '?' || !soloCifre(s[i+1:i+3]) {
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
