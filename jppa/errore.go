package jppa

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Codice is the stable code of an error or of a warning of this package.
type Codice string

// Codes of fields.
const (
	CodiceObbligatorio Codice = "OBBLIGATORIO" // a mandatory value is missing or empty
	CodiceTipo         Codice = "TIPO"         // a JSON value of another type
	CodiceLunghezza    Codice = "LUNGHEZZA"    // too short or too long
	CodiceFormato      Codice = "FORMATO"      // outside the pattern of the field
	CodiceValore       Codice = "VALORE"       // outside the list or the type of the field
	CodiceNome         Codice = "NOME"         // no such name in an enumeration
	CodiceIstante      Codice = "ISTANTE"      // not a date-time
	CodiceSconosciuto  Codice = "SCONOSCIUTO"  // a member that the configuration does not have
)

// Codes of messages.
const (
	CodiceXML        Codice = "XML"         // not well-formed XML, or over the limits
	CodiceDOCTYPE    Codice = "DOCTYPE"     // a document type declaration
	CodiceBusta      Codice = "BUSTA"       // not a SOAP envelope around the expected message
	CodiceElemento   Codice = "ELEMENTO"    // an element missing, repeated, unknown or out of its place
	CodiceFault      Codice = "FAULT"       // the answer is a SOAP fault
	CodiceHTTP       Codice = "HTTP"        // an HTTP status of 400 or more
	CodiceVuoto      Codice = "VUOTO"       // an answer without content
	CodiceJSON       Codice = "JSON"        // not the JSON of the message
	CodiceToken      Codice = "TOKEN"       // a login without token
	CodiceOperazione Codice = "OPERAZIONE"  // an answer of another operation
	CodiceRadice     Codice = "RADICE_NUDA" // warning: the message stands without its envelope
)

// Codes of CSV and file names.
const (
	CodiceIntestazione Codice = "INTESTAZIONE" // not the header of the version
	CodiceColonne      Codice = "COLONNE"      // a record with too few or too many fields
	CodiceVirgolette   Codice = "VIRGOLETTE"   // quotes where the dialect has none, or none where it has
	CodiceFineRiga     Codice = "FINE_RIGA"    // a record that does not end with CRLF
	CodiceBOM          Codice = "BOM"          // a byte-order mark
	CodiceCodifica     Codice = "CODIFICA"     // not UTF-8
)

// Codes of a run.
const (
	CodiceTransizione Codice = "TRANSIZIONE" // the event is not admitted in this state
	CodiceIndice      Codice = "INDICE"      // the answer is not of the notification handed out
	CodiceStato       Codice = "STATO"       // a stored run that contradicts itself
)

// Kinds of error. Every *Errore of this package unwraps to one of them.
var (
	// ErrConfigurazione is a configuration field that is missing or wrong.
	ErrConfigurazione = errors.New("configurazione non valida")
	// ErrMessaggio is a message that cannot be read or written.
	ErrMessaggio = errors.New("messaggio non valido")
	// ErrBusta is what is no SOAP envelope around the message asked for: an HTML
	// page, say. It is an ErrMessaggio too.
	ErrBusta = &genere{"busta SOAP non riconosciuta", ErrMessaggio}
	// ErrFault is a SOAP fault in place of an answer.
	ErrFault = errors.New("SOAP fault")
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

// genere is a kind that belongs to a wider one.
type genere struct {
	testo string
	padre error
}

func (g *genere) Error() string { return g.testo }
func (g *genere) Unwrap() error { return g.padre }

// Errore is a refusal of this package. It never holds a password or a secret.
type Errore struct {
	Codice  Codice // what is wrong, stable
	Campo   string // the field or the element path; "" when there is none
	Valore  string // the refused value as given; shortened, quoted and masked in the text
	Riga    int    // line of the document, from 1; 0 elsewhere
	Colonna int    // column of the document, from 1; 0 when unknown
	Err     error  // the kind, or a cause that unwraps to it
}

// Error returns one line: package, code, field, place, quoted value, kind.
func (e *Errore) Error() string {
	return errore.Testo("jppa", string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the kind or the cause.
func (e *Errore) Unwrap() error { return e.Err }

// Avvertenza is something that a lenient reading tolerated and a strict one
// refuses.
type Avvertenza struct {
	Codice  Codice `json:"codice"`
	Campo   string `json:"campo,omitempty"`
	Valore  string `json:"valore,omitempty"`
	Riga    int    `json:"riga,omitempty"`    // from 1
	Colonna int    `json:"colonna,omitempty"` // from 1
}

// String returns one line: code, field, place, quoted value.
func (a Avvertenza) String() string {
	return errore.Testo("jppa", string(a.Codice), a.Campo, a.Valore, a.Riga, a.Colonna, nil)
}

// causato is a kind of this package with the cause behind it.
type causato struct{ tipo, causa error }

func (c *causato) Error() string   { return c.tipo.Error() + ": " + c.causa.Error() }
func (c *causato) Unwrap() []error { return []error{c.tipo, c.causa} }

// campo is a refused value given by the caller.
func campo(codice Codice, nome, valore string) *Errore {
	return &Errore{Codice: codice, Campo: nome, Valore: valore, Err: ErrCampo}
}

// rifiutaNome builds the refusal of a text that an enumeration does not have.
func rifiutaNome(enumerazione string) func(string) error {
	return func(valore string) error {
		return &Errore{Codice: CodiceNome, Campo: enumerazione, Valore: valore, Err: ErrNome}
	}
}

// traduci turns an error of the XML reader into one of this package, under a
// path of the outer document.
func traduci(err error, sotto string) error {
	var x *xmlrigido.Errore
	if !errors.As(err, &x) {
		return err
	}
	e := &Errore{Codice: codiceXML(x), Campo: unisci(sotto, x.Percorso), Valore: x.Valore, Riga: x.Riga, Colonna: x.Colonna}
	e.Err = &causato{ErrMessaggio, err}
	if sotto != "" {
		e.Riga, e.Colonna = 0, 0 // places inside a text are not places of the document
	}
	return e
}

func codiceXML(x *xmlrigido.Errore) Codice {
	switch {
	case x.Codice == xmlrigido.CodiceLunghezza:
		return CodiceLunghezza
	case errors.Is(x, xmlrigido.ErrDOCTYPE):
		return CodiceDOCTYPE
	case errors.Is(x, xmlrigido.ErrValore):
		return CodiceValore
	case errors.Is(x, xmlrigido.ErrStruttura):
		return CodiceElemento
	}
	return CodiceXML
}

func unisci(sotto, percorso string) string {
	switch {
	case sotto == "":
		return percorso
	case percorso == "":
		return sotto
	}
	return sotto + "/" + percorso
}
