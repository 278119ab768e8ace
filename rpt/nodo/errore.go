package nodo

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of the refusals.
const (
	// CodiceEnumerazione is a name or a code outside its list.
	CodiceEnumerazione avviso.Codice = "ENUMERAZIONE"
	// CodiceTransizione is an event that the present state does not admit.
	CodiceTransizione avviso.Codice = "TRANSIZIONE_NON_AMMESSA"
)

// Kinds of refusal. Every *Errore of this package unwraps to one.
var (
	// ErrNome is a name that its enumeration does not have.
	ErrNome = errors.New("nome non in elenco")
	// ErrTransizione is an event that the present state does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
)

// Errore is a refusal of this package. It unwraps to its kind, one of the Err
// variables, so that errors.Is finds the kind and errors.As the details.
type Errore struct {
	Codice avviso.Codice // what is wrong, stable
	Campo  string        // the state, for a transition
	Valore string        // the refused value as given; shortened, quoted and masked in the text
	Err    error         // the kind, or a cause that unwraps to it
}

// Error returns one line: package, code, field, quoted value, kind.
func (e *Errore) Error() string {
	return errore.Testo("nodo", string(e.Codice), e.Campo, e.Valore, 0, 0, e.Err)
}

// Rilievo returns the refusal as a finding.
func (e *Errore) Rilievo() avviso.Rilievo {
	return avviso.Rilievo{Codice: e.Codice, Campo: e.Campo, Valore: e.Valore, Testo: errore.Ragione(e.Err)}
}

// Unwrap returns the kind of the refusal.
func (e *Errore) Unwrap() error { return e.Err }

// rifiutaNome builds the refusal of a text that is no name of an enumeration.
func rifiutaNome(v string) error {
	return &Errore{Codice: CodiceEnumerazione, Valore: v, Err: ErrNome}
}

// rifiutaTransizione builds the error of a refused code: the state in Campo, the
// code in Valore.
func rifiutaTransizione(r automa.Rifiuto) error {
	return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
}
