package pendenza

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Codes of violations.
const (
	Obbligatorio   avviso.Codice = "OBBLIGATORIO"    // required and absent
	VuotoRichiesto avviso.Codice = "VUOTO_RICHIESTO" // present where another field excludes it
	LunghezzaMin   avviso.Codice = "LUNGHEZZA_MIN"   // too few characters
	LunghezzaMax   avviso.Codice = "LUNGHEZZA_MAX"   // too many characters
	Pattern        avviso.Codice = "PATTERN"         // outside the form, or a value of another type
	Min            avviso.Codice = "MIN"             // below the least value
	Max            avviso.Codice = "MAX"             // above the greatest value
	Decimali       avviso.Codice = "DECIMALI"        // more than two decimals
	Enum           avviso.Codice = "ENUM"            // not one of the values
	DataNonValida  avviso.Codice = "DATA"            // no such day, or not yyyy-MM-dd
	ElementiMin    avviso.Codice = "ELEMENTI_MIN"    // too few elements
	ElementiMax    avviso.Codice = "ELEMENTI_MAX"    // too many elements
	Esclusivi      avviso.Codice = "ESCLUSIVI"       // none, or more than one, of fields that exclude each other
	SommaErrata    avviso.Codice = "SOMMA"           // the total is not the sum of the items
	Duplicato      avviso.Codice = "DUPLICATO"       // the same identifier twice
	CheckNonValido avviso.Codice = "CHECK"           // a check digit or character disagrees
)

// NonValida is the error of a position with violations, all of them in the
// order of the fields. It is an ErrNonValida.
type NonValida struct{ Violazioni []avviso.Violazione }

// Error returns the texts of the violations, separated by semicolons, with the
// field of each but the first: the Errore that wraps it names that one.
func (n *NonValida) Error() string {
	var b strings.Builder
	for i, v := range n.Violazioni {
		if i > 0 {
			b.WriteString("; " + v.Campo + ": ")
		}
		b.WriteString(v.Testo)
	}
	return b.String()
}

// Unwrap returns ErrNonValida.
func (n *NonValida) Unwrap() error { return ErrNonValida }

// nonValida is nil when there are no violations, else the refusal that names
// the first and holds them all.
func nonValida(v []avviso.Violazione) error {
	if len(v) == 0 {
		return nil
	}
	return &Errore{Codice: v[0].Codice, Campo: v[0].Campo, Err: &NonValida{v}}
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
	codice    avviso.Codice
	messaggio string
}

// esame collects the violations of one position.
type esame struct {
	parziale   bool // what is absent is not asked for
	chiave     bool // idA2A and idPendenza stand elsewhere
	punti      bool // codes of an application may have dots
	contate    int  // items of the document, of which the first vociEsaminate are read
	difetti    []difetto
	violazioni []avviso.Violazione
}

// segna adds a violation.
func (e *esame) segna(l luogo, c avviso.Codice, messaggio string) {
	e.violazioni = append(e.violazioni, avviso.Violazione{Codice: c, Campo: l.String(), Testo: messaggio})
}

// difettoso moves what reading found at a place into the list, in its turn, and
// reports whether there was something: the value is then unknown.
func (e *esame) difettoso(l luogo) bool { return len(e.difetti) > 0 && e.sposta(l) }

func (e *esame) sposta(l luogo) bool {
	i := slices.IndexFunc(e.difetti, func(d difetto) bool { return d.luogo == l })
	if i < 0 {
		return false
	}
	e.segna(l, e.difetti[i].codice, e.difetti[i].messaggio)
	e.difetti = slices.Delete(e.difetti, i, i+1)
	return true
}

// chiudi returns the violations, with what reading found where no rule looks.
func (e *esame) chiudi() []avviso.Violazione {
	for _, d := range e.difetti {
		e.segna(d.luogo, d.codice, d.messaggio)
	}
	e.difetti = nil
	return e.violazioni
}
