package ora

import (
	"errors"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/errore"
)

// Codice is the stable code of a refused date or date-time.
type Codice string

// The codes of this package.
const (
	CodiceForma      Codice = "FORMA"      // not written as XML Schema wants
	CodiceIntervallo Codice = "INTERVALLO" // well written, but no such day, time or offset
)

// The kinds of error of this package, to match with [errors.Is].
var (
	ErrForma      = errors.New("forma non ammessa")
	ErrIntervallo = errors.New("giorno, ora o scarto inesistente")
)

// Errore is a refused date or date-time.
type Errore struct {
	Codice  Codice
	Valore  string // the whole text refused
	Colonna int    // 1-based place in it of what is wrong
	Err     error  // ErrForma or ErrIntervallo
}

// Error returns one line with code, place, value and cause.
func (e *Errore) Error() string {
	t := errore.Testo("ora", string(e.Codice), "", e.Valore, 0, 0, e.Err)
	return t + " (carattere " + strconv.Itoa(e.Colonna) + ")"
}

// Unwrap returns the kind of the error.
func (e *Errore) Unwrap() error { return e.Err }

// rifiuta clones the text: it then does not escape on the accepting path, and a
// caller that holds bytes converts them without an allocation.
func rifiuta(s string, pos int, err error) *Errore {
	c := CodiceForma
	if errors.Is(err, ErrIntervallo) {
		c = CodiceIntervallo
	}
	return &Errore{Codice: c, Valore: strings.Clone(s), Colonna: pos + 1, Err: err}
}

// Tipo returns the kind of an error of this package, ErrForma for any other.
func Tipo(err error) error {
	if errors.Is(err, ErrIntervallo) {
		return ErrIntervallo
	}
	return ErrForma
}
