package pendenza

import (
	"slices"
	"strconv"
	"strings"
)

// CodiceViolazione is the stable code of a rule that a field breaks.
type CodiceViolazione string

// Codes of violations.
const (
	Obbligatorio   CodiceViolazione = "OBBLIGATORIO"    // required and absent
	VuotoRichiesto CodiceViolazione = "VUOTO_RICHIESTO" // present where another field excludes it
	LunghezzaMin   CodiceViolazione = "LUNGHEZZA_MIN"   // too few characters
	LunghezzaMax   CodiceViolazione = "LUNGHEZZA_MAX"   // too many characters
	Lunghezza      CodiceViolazione = "LUNGHEZZA"       // not as many characters as the form wants
	Pattern        CodiceViolazione = "PATTERN"         // outside the form, or a value of another type
	Min            CodiceViolazione = "MIN"             // below the least value
	Max            CodiceViolazione = "MAX"             // above the greatest value
	Decimali       CodiceViolazione = "DECIMALI"        // more than two decimals
	Enum           CodiceViolazione = "ENUM"            // not one of the values
	DataNonValida  CodiceViolazione = "DATA"            // no such day, or not yyyy-MM-dd
	ElementiMin    CodiceViolazione = "ELEMENTI_MIN"    // too few elements
	ElementiMax    CodiceViolazione = "ELEMENTI_MAX"    // too many elements
	Esclusivi      CodiceViolazione = "ESCLUSIVI"       // none, or more than one, of fields that exclude each other
	SommaErrata    CodiceViolazione = "SOMMA"           // the total is not the sum of the items
	Duplicato      CodiceViolazione = "DUPLICATO"       // the same identifier twice
	CheckNonValido CodiceViolazione = "CHECK"           // a check digit or character disagrees
)

// Violazione is one rule that one field breaks.
type Violazione struct {
	Campo     string           `json:"campo"` // path of the member, as voci[0].importo
	Codice    CodiceViolazione `json:"codice"`
	Messaggio string           `json:"messaggio"` // Italian, begins with the path
}

// String returns the message.
func (v Violazione) String() string { return v.Messaggio }

// NonValida is the error of a position with violations, all of them in the
// order of the fields. It is an ErrNonValida.
type NonValida struct{ Violazioni []Violazione }

// Error returns the messages, separated by semicolons.
func (n *NonValida) Error() string {
	testi := make([]string, len(n.Violazioni))
	for i, v := range n.Violazioni {
		testi[i] = v.Messaggio
	}
	return strings.Join(testi, "; ")
}

// Unwrap returns ErrNonValida.
func (n *NonValida) Unwrap() error { return ErrNonValida }

// nonValida is nil when there are no violations, else the refusal that names
// the first and holds them all.
func nonValida(v []Violazione) error {
	if len(v) == 0 {
		return nil
	}
	return &Errore{Codice: Codice(v[0].Codice), Campo: v[0].Campo, Err: &NonValida{v}}
}

// luogo is the place of a field. Its path is made only when something is wrong
// there.
type luogo struct {
	voce   int // from 1; 0 outside the items
	gruppo string
	nome   string
}

func (l luogo) String() string {
	var b strings.Builder
	if l.voce > 0 {
		b.WriteString("voci[" + strconv.Itoa(l.voce-1) + "]")
	}
	for _, s := range [...]string{l.gruppo, l.nome} {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(s)
	}
	return b.String()
}

// difetto is what reading a field found, before the rules are asked.
type difetto struct {
	luogo     luogo
	codice    CodiceViolazione
	messaggio string
}

// esame collects the violations of one position.
type esame struct {
	parziale   bool // what is absent is not asked for
	contate    int  // items of the document, of which the first vociEsaminate are read
	difetti    []difetto
	violazioni []Violazione
}

// segna adds a violation.
func (e *esame) segna(l luogo, c CodiceViolazione, messaggio string) {
	campo := l.String()
	e.violazioni = append(e.violazioni, Violazione{campo, c, campo + ": " + messaggio})
}

// difettoso moves what reading found at a place into the list, in its turn, and
// reports whether there was something: the value is then unknown.
func (e *esame) difettoso(l luogo) bool {
	if len(e.difetti) == 0 {
		return false
	}
	i := slices.IndexFunc(e.difetti, func(d difetto) bool { return d.luogo == l })
	if i < 0 {
		return false
	}
	e.segna(l, e.difetti[i].codice, e.difetti[i].messaggio)
	e.difetti = slices.Delete(e.difetti, i, i+1)
	return true
}

// chiudi returns the violations, with what reading found where no rule looks.
func (e *esame) chiudi() []Violazione {
	for _, d := range e.difetti {
		e.segna(d.luogo, d.codice, d.messaggio)
	}
	e.difetti = nil
	return e.violazioni
}
