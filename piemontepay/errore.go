package piemontepay

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
)

// Codes of fields and parameters, besides those of avviso: LUNGHEZZA, CARATTERE, NULLO.
const (
	CodiceObbligatorio  avviso.Codice = "OBBLIGATORIO"   // a mandatory value is missing or empty
	CodiceURL           avviso.Codice = "URL"            // not an absolute http or https URL
	CodiceURLSeparatori avviso.Codice = "URL_SEPARATORI" // the return URL holds "?" or "&"
	CodiceVariante      avviso.Codice = "VARIANTE"       // no such variant of the digest
	CodicePeriodo       avviso.Codice = "PERIODO"        // an interval that ends before it starts
	CodiceDuplicato     avviso.Codice = "DUPLICATO"      // given twice
	CodiceCodifica      avviso.Codice = "CODIFICA"       // a percent escape that is none
	CodiceNome          avviso.Codice = "NOME"           // no such name in an enumeration
)

// Codes of the service messages.
const (
	CodiceXML      avviso.Codice = "XML"      // the document is not well-formed, or not a message of the service
	CodiceElemento avviso.Codice = "ELEMENTO" // an element missing, repeated, unknown or out of its place
	CodiceValore   avviso.Codice = "VALORE"   // a value outside its type
	CodiceCoerenza avviso.Codice = "COERENZA" // the parts of a message contradict each other
)

// Codes of refusals about a return and an attempt.
const (
	CodiceDigest          avviso.Codice = "DIGEST"           // the digest is not the one sent
	CodiceIUV             avviso.Codice = "IUV"              // the IUV is not the attempt's
	CodiceIdentificativo  avviso.Codice = "IDENTIFICATIVO"   // the identificativoPagamento is not the attempt's
	CodiceTransizione     avviso.Codice = "TRANSIZIONE"      // the event is not admitted in this state
	CodicePosizionePagata avviso.Codice = "POSIZIONE_PAGATA" // a notified position admits no new attempt
)

// Kinds of error. Every *Errore of this package unwraps to one of them.
var (
	// ErrCampo is a field of a configuration, of a payment or of a call that is missing or malformed.
	ErrCampo = errors.New("campo non valido")
	// ErrRitorno is a return URL that cannot be read.
	ErrRitorno = errors.New("ritorno non leggibile")
	// ErrDigest is a digest that is malformed or not the one sent.
	ErrDigest = errors.New("digest errato")
	// ErrIUV is a IUV that is not the attempt's.
	ErrIUV = errors.New("IUV diverso")
	// ErrIdentificativo is an identificativoPagamento that is unknown or already used.
	ErrIdentificativo = errors.New("identificativo del pagamento errato")
	// ErrTransizione is an event that the state of an attempt does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
	// ErrPosizionePagata is a new attempt on a position already notified as paid.
	ErrPosizionePagata = errors.New("posizione già pagata")
	// ErrNotifica is a payment notification that is not of the position.
	ErrNotifica = errors.New("notifica di un'altra posizione")
	// ErrMessaggio is a service message that cannot be read or written.
	ErrMessaggio = errors.New("messaggio non valido")
	// ErrCoerenza is a service message whose parts contradict each other.
	ErrCoerenza = errors.New("messaggio incoerente")
	// ErrNome is a text that names no value of an enumeration.
	ErrNome = errors.New("nome sconosciuto")
)

// Errore is a refusal of this package: Campo is the field, the parameter or the element
// path. It never holds a passphrase, nor the string that was digested.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "piemontepay" }

// rifiutaNome returns the refusal of a text that names no value of a field.
func rifiutaNome(campo string) func(string) error {
	return func(valore string) error {
		return &Errore{Codice: CodiceNome, Campo: campo, Valore: valore, Err: ErrNome}
	}
}
