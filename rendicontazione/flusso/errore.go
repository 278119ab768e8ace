package flusso

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Codes of the refusals of ParseID, in the order in which they are tried.
const (
	CodiceIDVuoto       avviso.Codice = "VUOTO"          // nothing at all
	CodiceIDLunghezza   avviso.Codice = "LUNGHEZZA"      // more than 35 characters
	CodiceIDCaratteri   avviso.Codice = "CARATTERI"      // a character other than letters, digits, "-" and "_"
	CodiceIDData        avviso.Codice = "DATA"           // the first ten characters are not a day of the calendar
	CodiceIDTrattino    avviso.Codice = "SENZA_TRATTINO" // no hyphen between the PSP and the flow
	CodiceIDPSPVuoto    avviso.Codice = "PSP_VUOTO"      // nothing between the date and the hyphen
	CodiceIDFlussoVuoto avviso.Codice = "FLUSSO_VUOTO"   // nothing after the hyphen
	CodiceIDPSP         avviso.Codice = "PSP"            // not the PSP that is known to have sent the flow
)

// Codes of the refusals of a document.
const (
	CodiceXML           avviso.Codice = "XML"                         // not well-formed, truncated, or something after the root
	CodiceDOCTYPE       avviso.Codice = "DOCTYPE"                     // a document type declaration
	CodiceCodifica      avviso.Codice = "CODIFICA"                    // bytes that are no text in the declared encoding
	CodiceLimite        avviso.Codice = "LIMITE"                      // deeper, longer or with more rows than allowed
	CodiceLettura       avviso.Codice = "LETTURA"                     // the reader of the caller failed
	CodiceFormato       avviso.Codice = "FORMATO"                     // what stands in the envelope or in the base64 is no flow
	CodiceNodo          avviso.Codice = "NODO"                        // an answer of the Nodo that is a fault
	CodiceMancante      avviso.Codice = "MANCANTE"                    // an answer of the Nodo without a flow
	CodiceNamespace     avviso.Codice = "NAMESPACE"                   // an element of another namespace
	CodiceElemento      avviso.Codice = "ELEMENTO"                    // an element that does not belong there
	CodiceOrdine        avviso.Codice = "ORDINE"                      // an element out of its place in the sequence
	CodiceDuplicato     avviso.Codice = "DUPLICATO"                   // an element, a member or an index that stands twice
	CodiceObbligatorio  avviso.Codice = "OBBLIGATORIO"                // a mandatory element or member that is missing or empty
	CodiceAttributo     avviso.Codice = "ATTRIBUTO"                   // an attribute the schema does not have
	CodiceLunghezza     avviso.Codice = "LUNGHEZZA"                   // more or fewer characters than allowed
	CodicePattern       avviso.Codice = "PATTERN"                     // characters the pattern of the field does not have
	CodiceValore        avviso.Codice = "VALORE"                      // none of the values of an enumeration
	CodiceNumero        avviso.Codice = "NUMERO"                      // no whole number, or out of its range
	CodiceImporto       avviso.Codice = "IMPORTO"                     // no amount, or out of its range
	CodiceDecimali      avviso.Codice = "DECIMALI"                    // an amount with other than two decimals
	CodiceData          avviso.Codice = "DATA"                        // no date, or no date-time
	CodiceDominio       avviso.Codice = "DOMINIO"                     // the receiver is no 11-digit code and none was given
	CodiceJSON          avviso.Codice = "JSON"                        // not well-formed JSON, or a value of the wrong type
	CodiceStato         avviso.Codice = "STATO"                       // an FdR 3 flow that is not PUBLISHED
	CodicePagina        avviso.Codice = "PAGINA"                      // FdR 3 pages that do not make one whole
	CodiceNonConforme   avviso.Codice = "NON_CONFORME"                // a value that the official schema cannot carry
	CodiceTroppeRighe   avviso.Codice = "TROPPE_RIGHE"                // more rows than the caller allows
	CodiceVersione      avviso.Codice = "VERSIONE_CONFLITTO"          // one version of a flow with two contents
	CodiceTransizione   avviso.Codice = "TRANSIZIONE"                 // an event that the state of an acquisition does not admit
	CodiceNumeroDiverso avviso.Codice = avviso.Codice(AnomaliaNumero) // rows ≠ numeroTotalePagamenti
	CodiceTotaleDiverso avviso.Codice = avviso.Codice(AnomaliaTotale) // Σ rows ≠ importoTotalePagamenti
)

// Kinds of refusal. Every *Errore of this package unwraps to one of them.
var (
	// ErrID is a text that is no identificativoFlusso.
	ErrID = errors.New("identificativo flusso non valido")
	// ErrXML is a text that is no XML document this library reads: not
	// well-formed, with a DOCTYPE, in an unknown encoding, too deep or too long.
	ErrXML = errors.New("documento XML non leggibile")
	// ErrSchema is a document that is read but breaks the schema of
	// FlussoRiversamento, or the JSON of FdR 3.
	ErrSchema = errors.New("documento non conforme allo schema")
	// ErrFormato is another document in the place of a flow.
	ErrFormato = errors.New("documento di altro tipo")
	// ErrNodo is a fault of the Nodo in the place of a flow.
	ErrNodo = errors.New("il Nodo ha risposto")
	// ErrJSON is a text that is no JSON document of the expected shape.
	ErrJSON = errors.New("documento JSON non leggibile")
	// ErrLimite is a document beyond a limit of the caller or of the library.
	ErrLimite = errors.New("limite superato")
	// ErrTotali is a flow whose rows disagree with the totals of its header.
	ErrTotali = errors.New("totali del flusso non quadrati")
	// ErrVersione is a version of a flow that came with two contents.
	ErrVersione = errors.New("versioni del flusso in conflitto")
	// ErrValore is a value of this package that is none: an esito, an instant,
	// a flow built with an empty key.
	ErrValore = errors.New("valore non valido")
	// ErrTransizione is an event that the state of an acquisition does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
	// ErrAnomalo is a flow that cannot be accepted, because it has an anomaly of its own.
	ErrAnomalo = fmt.Errorf("%w: il flusso ha anomalie", ErrTransizione)
	// ErrNonAnomalo is a flow that cannot be reported, because it has no anomaly of its own.
	ErrNonAnomalo = fmt.Errorf("%w: il flusso non ha anomalie", ErrTransizione)
	// ErrScrittura is a flow that the official schema cannot carry.
	ErrScrittura = errors.New("flusso non scrivibile")
)

// Errore is a refusal of this package: Campo is the path of the element or member.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "flusso" }

// conLuogo puts a refusal without a place where it belongs.
func conLuogo(e *Errore, riga, colonna int) *Errore {
	e.Riga, e.Colonna = riga, colonna
	return e
}

// rifiuta builds a refusal without a place. The value is copied, so that it
// does not keep alive the text it was found in.
func rifiuta(c avviso.Codice, campo, valore string, tipo error) *Errore {
	return &Errore{Codice: c, Campo: campo, Valore: strings.Clone(valore), Err: tipo}
}

// rifiutaNullo is the refusal of a flow that is not there.
func rifiutaNullo() error { return rifiuta(avviso.CodiceNullo, "", "", avviso.ErrNullo) }

// rifiutaValore returns the refusal of a text that names no value of a field.
func rifiutaValore(campo string) func(string) error {
	return func(v string) error { return rifiuta(CodiceValore, campo, v, ErrValore) }
}
