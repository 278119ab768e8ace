package avviso

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
)

// Rilievo is one thing that the library has to say about an input, in the one
// shape that it has in every package: a warning (Avvertenza), a violated rule
// (Violazione), a difference between two documents (rilievo).
type Rilievo struct {
	Codice  Codice `json:"codice"`              // what was found, stable
	Campo   string `json:"campo,omitempty"`     // the field it is about, as the document names it; "" for the whole
	Valore  string `json:"valore,omitempty"`    // the value found, as given; shortened, quoted and masked by String
	Riga    int    `json:"riga,omitempty"`      // line of the input, from 1; 0 when it has none
	Colonna int    `json:"colonna,omitempty"`   // column of the input, from 1; 0 when it is not known
	Testo   string `json:"messaggio,omitempty"` // the finding in Italian, for a person
}

// Avvertenza is a Rilievo about something tolerated: the value is usable, and a
// person may want to know.
type Avvertenza = Rilievo

// Violazione is a Rilievo about a rule that the input does not follow.
type Violazione = Rilievo

// String returns one line: code, field, place, quoted value, text. Fiscal codes
// of persons are masked.
func (r Rilievo) String() string {
	return errore.Rilievo(string(r.Codice), r.Campo, r.Valore, r.Riga, r.Colonna, r.Testo)
}

// Rifiuto is what every error of the library's own is, whatever its package: an
// error that can tell what is wrong, with which value, in which field and where.
// errors.As finds it, and RilievoDi asks it.
type Rifiuto interface {
	error
	// Rilievo returns the refusal as a finding, its text the reason in Italian.
	Rilievo() Rilievo
}

// RilievoDi returns what an error of the library says as a finding, and whether
// err is one, or wraps one.
func RilievoDi(err error) (Rilievo, bool) {
	var r Rifiuto
	if !errors.As(err, &r) {
		return Rilievo{}, false
	}
	return r.Rilievo(), true
}

// ErrNullo is a document that is not there: a nil pointer.
var ErrNullo = errors.New("documento assente")
