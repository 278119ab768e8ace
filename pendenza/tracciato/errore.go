package tracciato

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of refusals.
const (
	CodiceVuoto       avviso.Codice = "VUOTO"        // the file is empty
	CodiceRigaLunga   avviso.Codice = "RIGA_LUNGA"   // a line over the limit, skipped; a position of the JSON, where it ends the file
	CodiceTroppeRighe avviso.Codice = "TROPPE_RIGHE" // more lines than the caller admits
	CodiceCSV         avviso.Codice = "CSV"          // quotes that do not match
	CodiceColonne     avviso.Codice = "COLONNE"      // more columns than the format has
	CodiceCodifica    avviso.Codice = "CODIFICA"     // not UTF-8
	CodiceRecordVuoto avviso.Codice = "VUOTA"        // a blank line
	CodiceSintassi    avviso.Codice = "ERR_SIN"      // Loader 2.x: unknown operation, or not as many fields as it has
	CodiceNonAut      avviso.Codice = "ERR_AUTH"     // Loader 2.x: an application or a domain that the caller may not use
	CodiceJSON        avviso.Codice = "JSON"         // not the JSON of a tracciato
	CodiceMembro      avviso.Codice = "MEMBRO"       // a member that the JSON of a tracciato does not have
	CodiceDominio     avviso.Codice = "DOMINIO"      // the domain of the file is not one
	CodiceTransizione avviso.Codice = "TRANSIZIONE"  // the state of the file does not admit the event
	CodiceNome        avviso.Codice = "NOME"         // no such name in an enumeration
	CodiceValidazione avviso.Codice = "400000"       // Richiesta non valida: the rules of the fields
	CodiceInterno     avviso.Codice = "500000"       // the archive failed
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
	Codice  avviso.Codice // what is wrong, stable
	Campo   string        // the member or column, "" when there is none
	Valore  string        // the refused value as given; shortened, quoted and masked in the text
	Riga    int           // line of the file, from 1 with the header; 0 when unknown
	Colonna int           // column, from 1; 0 when unknown
	Err     error         // the kind, or a cause that unwraps to it
}

// Error returns one line: package, code, field, place, quoted value, cause.
func (e *Errore) Error() string {
	return errore.Testo("tracciato", string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the kind or the cause.
func (e *Errore) Unwrap() error { return e.Err }

// Rilievo returns the refusal as a finding.
func (e *Errore) Rilievo() avviso.Rilievo {
	return avviso.Rilievo{Codice: e.Codice, Campo: e.Campo, Valore: e.Valore, Riga: e.Riga, Colonna: e.Colonna, Testo: errore.Ragione(e.Err)}
}

func rifiutaNome(v string) error {
	return &Errore{Codice: CodiceNome, Valore: v, Err: ErrNome}
}

// errNullo is the refusal of what is nil.
func errNullo(campo string) error {
	return &Errore{Codice: avviso.CodiceNullo, Campo: campo, Err: avviso.ErrNullo}
}
