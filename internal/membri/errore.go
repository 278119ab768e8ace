package membri

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of the refusals.
const (
	CodiceJSON         avviso.Codice = "JSON"         // not one JSON value, whole
	CodiceMembro       avviso.Codice = "MEMBRO"       // a member unknown, standing twice, or in another case
	CodiceCodifica     avviso.Codice = "CODIFICA"     // bytes that are not UTF-8, or half a character
	CodiceTipo         avviso.Codice = "TIPO"         // a value that its member cannot hold
	CodiceValore       avviso.Codice = "VALORE"       // a value that its type refuses
	CodiceObbligatorio avviso.Codice = "OBBLIGATORIO" // a mandatory member that is not there
)

// Kinds of refusal. Every *Errore of this package unwraps to one of them.
var (
	// ErrJSON is a text that is not one JSON value.
	ErrJSON = errors.New("JSON non ben formato")
	// ErrSconosciuto is a member that the document does not have.
	ErrSconosciuto = errors.New("membro sconosciuto")
	// ErrMaiuscole is a member whose name is known in another case.
	ErrMaiuscole = errors.New("membro con altre maiuscole")
	// ErrRipetuto is a member that stands twice in one object.
	ErrRipetuto = errors.New("membro ripetuto")
	// ErrCodifica is a text that is not UTF-8.
	ErrCodifica = errors.New("testo non UTF-8")
	// ErrTipo is a value of the wrong type.
	ErrTipo = errors.New("valore di tipo sbagliato")
	// ErrValore is a value that its type refuses.
	ErrValore = errors.New("valore non ammesso")
	// ErrAssente is a mandatory member that is not there.
	ErrAssente = errors.New("membro obbligatorio assente")
)

var (
	errInterrotto = fmt.Errorf("%w: manca la fine", ErrJSON)
	errAltro      = fmt.Errorf("%w: altro dopo la fine", ErrJSON)
	errProfondo   = fmt.Errorf("%w: troppi livelli", ErrJSON)
)

// Errore is a refusal of a JSON text: Campo is the path of the member, "" for the whole.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "json" }

// Rifiuta returns the refusal of a value, whose path and place are still to come.
func Rifiuta(c avviso.Codice, valore string, tipo error) *Errore {
	return &Errore{Codice: c, Valore: valore, Err: tipo}
}

// Dentro puts a step before the path of a refusal of this package, and returns
// any other error as it is.
func Dentro(passo string, err error) error {
	e, ok := err.(*Errore) //nolint:errorlint // one that is wrapped has its path
	if ok {
		e.Campo = unisci(passo, e.Campo)
	}
	return err
}

// unisci joins the parts of a path.
func unisci(passo, resto string) string {
	if resto == "" || passo == "" || strings.HasPrefix(resto, "[") {
		return passo + resto
	}
	return passo + "." + resto
}

// ConLuogo gives a refusal without a place the line and the column of its path.
func ConLuogo(testo string, err error) error {
	e, ok := err.(*Errore) //nolint:errorlint // one that is wrapped is in another text
	if ok && e.Riga == 0 {
		e.Riga, e.Colonna = Luogo(testo, e.Campo)
	}
	return err
}

// Luogo returns line and column of the value at a path of a valid text: of the
// value around it where it is missing, of the last of its name where it stands
// twice.
func Luogo(testo, campo string) (riga, colonna int) {
	dati := []byte(testo)
	i := Bianchi(testo, 0)
	return errore.Luogo(dati, i+trova(testo[i:], campo))
}

// trova returns how far into a value the value at a path begins.
func trova(v, campo string) int {
	if campo == "" {
		return 0
	}
	trovato := 0
	for passo, p := range posti(v) {
		resto, ok := strings.CutPrefix(campo, passo)
		if ok && (resto == "" || resto[0] == '.' || resto[0] == '[') {
			trovato = p.inizio + trova(v[p.inizio:p.fine], strings.TrimPrefix(resto, "."))
		}
	}
	return trovato
}
