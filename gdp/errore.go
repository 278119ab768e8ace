package gdp

import (
	"archive/zip"
	"compress/flate"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of the name of a journal.
const (
	CodicePrefisso    avviso.Codice = "PREFISSO"    // the name does not begin with GDP_
	CodiceTipo        avviso.Codice = "TIPO"        // the sender is neither EC nor PSP
	CodiceMittente    avviso.Codice = "MITTENTE"    // the identifier does not fit the kind of sender
	CodiceProgressivo avviso.Codice = "PROGRESSIVO" // not one to nine digits
	CodiceEstensione  avviso.Codice = "ESTENSIONE"  // an extension other than one .zip
	CodicePercorso    avviso.Codice = "PERCORSO"    // a path instead of a name
)

// Codes of records and events.
const (
	CodiceMancante      avviso.Codice = "MANCANTE"             // a mandatory field is missing or empty
	CodiceData          avviso.Codice = "DATA"                 // a date or a date-time that is none, or out of range
	CodiceEventCode     avviso.Codice = "EVENT_CODE"           // an event code of no list
	CodiceStorico       avviso.Codice = "EVENT_CODE_STORICO"   // a code of older lists, read and never written
	CodiceOmonimo       avviso.Codice = "RPT_ANNULLATA_GOVPAY" // GovPay's RPT_ANNULLATA, which is not the journal's
	CodiceIUV           avviso.Codice = "IUV"                  // a IUV that is none
	CodiceCCP           avviso.Codice = "CCP"                  // a CCP that is none
	CodiceDominio       avviso.Codice = "ID_DOMINIO"           // an idDominio that is not 11 digits
	CodiceRuolo         avviso.Codice = "RUOLO"                // a role other than EC, PSP and NODO, or none
	CodiceChiave        avviso.Codice = "CHIAVE"               // an event of another payment
	CodiceTesto         avviso.Codice = "TESTO"                // text that is not UTF-8, or too long
	CodiceNome          avviso.Codice = "NOME"                 // no such name in an enumeration
	CodiceNonScrivibile avviso.Codice = "NON_RAPPRESENTABILE"  // a value that the chosen form has no place for
	CodiceTolleranza    avviso.Codice = "TOLLERANZA"           // a negative tolerance
	CodiceParalleli     avviso.Codice = "PARALLELI"            // a count of workers below one
	CodiceTransizione   avviso.Codice = "TRANSIZIONE_NON_AMMESSA"
)

// Codes of files.
const (
	CodiceJSON    avviso.Codice = "JSON"     // not JSON, or not an object of the form
	CodiceMembro  avviso.Codice = "MEMBRO"   // a JSON member that is unknown or stands twice
	CodiceCSV     avviso.Codice = "CSV"      // not CSV, or the wrong header
	CodiceLimite  avviso.Codice = "LIMITE"   // beyond a limit on size or count
	CodiceZip     avviso.Codice = "ZIP"      // not a ZIP archive, or a damaged one
	CodiceMembri  avviso.Codice = "MEMBRI"   // an archive without the one member that it should hold
	CodiceNomeZip avviso.Codice = "NOME_ZIP" // a member whose name is not safe or not the expected one
	CodiceBinario avviso.Codice = "BINARIO"  // not the binary form of an accumulator
)

// Kinds of refusal. Every *Errore unwraps to one.
var (
	// ErrNomeFile is a text that is not the name of a journal.
	ErrNomeFile = errors.New("nome di giornale non valido")
	// ErrRecord is a record that is not one of a journal.
	ErrRecord = errors.New("record non valido")
	// ErrEventCode is an event code that this package does not know, or does not write.
	ErrEventCode = errors.New("eventCode non ammesso")
	// ErrFormato is a file that cannot be read any further.
	ErrFormato = errors.New("file non leggibile")
	// ErrLimite is a file beyond the limits, such as a zip bomb.
	ErrLimite = errors.New("limite superato")
	// ErrArchivio is an archive that is none, or holds what it should not.
	ErrArchivio = errors.New("archivio non valido")
	// ErrNome is a name that its enumeration does not have.
	ErrNome = errors.New("nome non in elenco")
	// ErrOpzione is an option outside its range.
	ErrOpzione = errors.New("opzione non ammessa")
	// ErrTransizione is an event that the present state does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
)

// Errore is a refusal of this package: Campo is tipo, mittente, data or progressivo of a
// name, else the member or column.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "gdp" }

// errNullo is the refusal of a nil document.
func errNullo(campo string) error {
	return &Errore{Codice: avviso.CodiceNullo, Campo: campo, Err: avviso.ErrNullo}
}

// rifiutaNome builds the refusal of a text that is no name of an enumeration.
func rifiutaNome(campo string) func(string) error {
	return func(v string) error { return &Errore{Codice: CodiceNome, Campo: campo, Valore: v, Err: ErrNome} }
}

// aRiga returns the error with the line it was found on, when it is one of this
// package without a line.
func aRiga(err error, riga int) error {
	e, ok := errors.AsType[*Errore](err)
	if !ok || e.Riga != 0 {
		return err
	}
	copia := *e
	copia.Riga = riga
	return &copia
}

// parole are what the decoders of the standard library say.
var parole = [...]struct {
	testo string
	err   error
}{
	{"numero di campi sbagliato", csv.ErrFieldCount},
	{"virgolette fuori posto", csv.ErrQuote},
	{"virgolette fuori posto", csv.ErrBareQuote},
	{"non è uno ZIP", zip.ErrFormat},
	{"compressione sconosciuta", zip.ErrAlgorithm},
	{"somma di controllo errata", zip.ErrChecksum},
	{"manca la fine", io.ErrUnexpectedEOF},
}

// inItaliano returns the error of a decoder, or of the reader behind it, which
// says its own.
func inItaliano(err error) error {
	for _, p := range parole {
		if errors.Is(err, p.err) {
			return errore.Motivo(p.testo, err)
		}
	}
	var sintassi *json.SyntaxError
	var guasto flate.CorruptInputError
	switch {
	case errors.As(err, &sintassi):
		return errore.Motivo("JSON non ben formato", err)
	case errors.As(err, &guasto):
		return errore.Motivo("contenuto guasto", err)
	}
	return err
}
