package nodo

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/automa"
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

// Errore is a refusal of this package: of a transition Campo is the state, and Valore the
// code.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "nodo" }

// rifiutaNome builds the refusal of a text that is no name of an enumeration.
func rifiutaNome(v string) error {
	return &Errore{Codice: CodiceEnumerazione, Valore: v, Err: ErrNome}
}

// rifiutaTransizione builds the error of a refused code: the state in Campo, the
// code in Valore.
func rifiutaTransizione(r automa.Rifiuto) error {
	return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
}
