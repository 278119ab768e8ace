package jppa

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of fields, besides those of avviso: LUNGHEZZA, FORMATO, TIPO, NULLO.
const (
	CodiceObbligatorio avviso.Codice = "OBBLIGATORIO" // a mandatory value is missing or empty
	CodiceValore       avviso.Codice = "VALORE"       // outside the list or the type of the field
	CodiceNome         avviso.Codice = "NOME"         // no such name in an enumeration
	CodiceIstante      avviso.Codice = "ISTANTE"      // not a date-time
	CodiceSconosciuto  avviso.Codice = "SCONOSCIUTO"  // a member that the configuration does not have
)

// Codes of messages.
const (
	CodiceXML        avviso.Codice = "XML"         // not well-formed XML, or over the limits
	CodiceDOCTYPE    avviso.Codice = "DOCTYPE"     // a document type declaration
	CodiceBusta      avviso.Codice = "BUSTA"       // not a SOAP envelope around the expected message
	CodiceElemento   avviso.Codice = "ELEMENTO"    // an element missing, repeated, unknown or out of its place
	CodiceFault      avviso.Codice = "FAULT"       // the answer is a SOAP fault
	CodiceHTTP       avviso.Codice = "HTTP"        // an HTTP status of 400 or more
	CodiceVuoto      avviso.Codice = "VUOTO"       // an answer without content
	CodiceJSON       avviso.Codice = "JSON"        // not the JSON of the message
	CodiceToken      avviso.Codice = "TOKEN"       // a login without token
	CodiceOperazione avviso.Codice = "OPERAZIONE"  // an answer of another operation
	CodiceRadice     avviso.Codice = "RADICE_NUDA" // warning: the message stands without its envelope
	CodiceInvio      avviso.Codice = "INVIO_ESITO" // warning: the operation by the name that only the manual has
)

// Codes of CSV and file names.
const (
	CodiceIntestazione avviso.Codice = "INTESTAZIONE" // not the header of the version
	CodiceColonne      avviso.Codice = "COLONNE"      // a record with too few or too many fields
	CodiceVirgolette   avviso.Codice = "VIRGOLETTE"   // quotes where the dialect has none, or none where it has
	CodiceFineRiga     avviso.Codice = "FINE_RIGA"    // a record that does not end with CRLF
	CodiceBOM          avviso.Codice = "BOM"          // a byte-order mark
	CodiceCodifica     avviso.Codice = "CODIFICA"     // not UTF-8
)

// Codes of a run.
const (
	CodiceTransizione avviso.Codice = "TRANSIZIONE" // the event is not admitted in this state
	CodiceIndice      avviso.Codice = "INDICE"      // the answer is not of the notification handed out
	CodiceStato       avviso.Codice = "STATO"       // a stored run that contradicts itself
)

// Kinds of error. Every *Errore of this package unwraps to one of them.
var (
	// ErrConfigurazione is a configuration field that is missing or wrong.
	ErrConfigurazione = errors.New("configurazione non valida")
	// ErrMessaggio is a message that cannot be read or written.
	ErrMessaggio = errors.New("messaggio non valido")
	// ErrBusta is what is no SOAP envelope around the message asked for: an HTML
	// page, say. It is an ErrMessaggio too.
	ErrBusta = errore.Motivo("busta SOAP non riconosciuta", ErrMessaggio)
	// ErrFault is a SOAP fault in place of an answer.
	ErrFault = errors.New("fault SOAP")
	// ErrInvio is a notification that got no usable answer.
	ErrInvio = errors.New("notifica senza risposta")
	// ErrCSV is a CSV that cannot be read.
	ErrCSV = errors.New("CSV non valido")
	// ErrCampo is a value given to this package that is missing or malformed.
	ErrCampo = errors.New("campo non valido")
	// ErrTransizione is an event that the state of a notification, of a file or of a run does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
	// ErrNome is a text that names no value of an enumeration.
	ErrNome = errors.New("nome sconosciuto")
)

// Errore is a refusal of this package: Campo is the field or the element path. It never
// holds a password or a secret.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "jppa" }

// tollerato is the warning about something that a strict reading refuses.
func tollerato(codice avviso.Codice, campo, valore string, riga, colonna int) avviso.Avvertenza {
	return avviso.Avvertenza{Codice: codice, Campo: campo, Valore: valore, Riga: riga, Colonna: colonna, Testo: testiTollerati[codice]}
}

var testiTollerati = map[avviso.Codice]string{
	CodiceBusta:        "busta SOAP di un altro namespace",
	CodiceRadice:       "messaggio senza busta SOAP",
	CodiceInvio:        "operazione con il nome del manuale, InvioEsitoPagamento",
	CodiceElemento:     "dettaglio della risposta non leggibile",
	CodiceIntestazione: "terza colonna di nome ccp",
	CodiceVirgolette:   "virgolette diverse da quelle del dialetto",
	CodiceFineRiga:     "fine riga diverso da CRLF",
	CodiceBOM:          "BOM all'inizio del testo",
}

// campo is a refused value given by the caller.
func campo(codice avviso.Codice, nome, valore string) *Errore {
	return &Errore{Codice: codice, Campo: nome, Valore: valore, Err: ErrCampo}
}

// nullo is a pointer to nothing given by the caller.
func nullo(nome string) *Errore {
	return &Errore{Codice: avviso.CodiceNullo, Campo: nome, Err: errore.Coppia(ErrCampo, avviso.ErrNullo)}
}

// rifiutaNome builds the refusal of a text that an enumeration does not have.
func rifiutaNome(enumerazione string) func(string) error {
	return func(valore string) error {
		return &Errore{Codice: CodiceNome, Campo: enumerazione, Valore: valore, Err: ErrNome}
	}
}
