package tracciato

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
)

// Codice is the stable code of a refusal of this package.
type Codice string

// Codes of refusals.
const (
	CodiceVuoto       Codice = "VUOTO"        // the file is empty
	CodiceRigaLunga   Codice = "RIGA_LUNGA"   // a line over the limit, skipped; a position of the JSON, where it ends the file
	CodiceTroppeRighe Codice = "TROPPE_RIGHE" // more lines than the caller admits
	CodiceCSV         Codice = "CSV"          // quotes that do not match
	CodiceColonne     Codice = "COLONNE"      // more columns than the format has
	CodiceCodifica    Codice = "CODIFICA"     // not UTF-8
	CodiceRecordVuoto Codice = "EMPTY"        // a blank line
	CodiceSintassi    Codice = "ERR_SIN"      // Loader 2.x: unknown operation, or not as many fields as it has
	CodiceNonAut      Codice = "ERR_AUTH"     // Loader 2.x: an application or a domain that the caller may not use
	CodiceJSON        Codice = "JSON"         // not the JSON of a tracciato
	CodiceMembro      Codice = "MEMBRO"       // a member that the JSON of a tracciato does not have
	CodiceDominio     Codice = "DOMINIO"      // the domain of the file is not one
	CodiceTransizione Codice = "TRANSIZIONE"  // the state of the file does not admit the event
	CodiceNome        Codice = "NOME"         // no such name in an enumeration
	CodiceValidazione Codice = "400000"       // Richiesta non valida: the rules of the fields
	CodiceInterno     Codice = "500000"       // the archive failed
)

// Kinds of error. Every *Errore of this package unwraps to one of them.
var (
	// ErrTracciato is a file that cannot be read as a whole.
	ErrTracciato = errors.New("tracciato non valido")
	// ErrRiga is a line that cannot be read; the others are unharmed.
	ErrRiga = errors.New("riga non valida")
	// ErrTransizione is an event that the state of the file does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
	// ErrNome is a text that names no value of an enumeration.
	ErrNome = errors.New("nome sconosciuto")
)

// Errore is a refusal of this package.
type Errore struct {
	Codice  Codice // what is wrong, stable
	Campo   string // the member or column, "" when there is none
	Valore  string // the refused value as given; shortened, quoted and masked in the text
	Riga    int    // line of the file, from 1 with the header; 0 when unknown
	Colonna int    // column, from 1; 0 when unknown
	Err     error  // the kind, or a cause that unwraps to it
}

// Error returns one line: package, code, field, place, quoted value, cause.
func (e *Errore) Error() string {
	return errore.Testo("tracciato", string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the kind or the cause.
func (e *Errore) Unwrap() error { return e.Err }

func rifiutaNome(v string) error {
	return &Errore{Codice: CodiceNome, Valore: v, Err: ErrNome}
}
