package tracciato

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
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

// Errore is a refusal of this package: Campo is the member or the column, Riga the line
// of the file, from 1 with the header.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "tracciato" }

func rifiutaNome(v string) error {
	return &Errore{Codice: CodiceNome, Valore: v, Err: ErrNome}
}

// errNullo is the refusal of what is nil.
func errNullo(campo string) error {
	return &Errore{Codice: avviso.CodiceNullo, Campo: campo, Err: avviso.ErrNullo}
}
