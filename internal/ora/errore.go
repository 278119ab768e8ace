package ora

import (
	"errors"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/errore"
)

// The kinds of error of this package, to match with [errors.Is].
var (
	ErrForma      = errors.New("forma non ammessa")                // not written as XML Schema wants
	ErrIntervallo = errors.New("giorno, ora o scarto inesistente") // well written, but no such day, time or offset
)

// Errore is a refused date or date-time.
type Errore struct {
	Valore  string // the whole text refused
	Colonna int    // 1-based place in it of what is wrong
	Err     error  // ErrForma or ErrIntervallo
}

// Error returns one line with code, place, value and cause.
func (e *Errore) Error() string {
	codice := "FORMA"
	if errors.Is(e.Err, ErrIntervallo) {
		codice = "INTERVALLO"
	}
	return errore.Testo("ora", codice, "", e.Valore, 0, 0, e.Err) + " (carattere " + strconv.Itoa(e.Colonna) + ")"
}

// Unwrap returns the kind of the error.
func (e *Errore) Unwrap() error { return e.Err }

// rifiuta clones the text: it then does not escape on the accepting path, and a
// caller that holds bytes converts them without an allocation.
func rifiuta(s string, pos int, err error) *Errore {
	return &Errore{Valore: strings.Clone(s), Colonna: pos + 1, Err: err}
}
