package sessione

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
)

// Codes of refusals.
const (
	CodiceObbligatorio avviso.Codice = "OBBLIGATORIO" // a member or a parameter is missing
	CodiceURL          avviso.Codice = "URL"          // not an absolute http or https URL, or a query that cannot be read
	CodiceRipetuto     avviso.Codice = "RIPETUTO"     // a parameter twice
	CodiceEsclusivi    avviso.Codice = "ESCLUSIVI"    // an element of the cart in none, or in more than one, of the three forms
	CodiceVuoto        avviso.Codice = "VUOTO"        // an empty cart
	CodiceTransizione  avviso.Codice = "TRANSIZIONE"  // the state does not admit the event
	CodiceModello      avviso.Codice = "MODELLO"      // a payment of a model, which names no position
	CodiceNome         avviso.Codice = "NOME"         // no such name in an enumeration
	CodiceElementiMax  avviso.Codice = "ELEMENTI_MAX" // more than five elements
	CodiceDuplicato    avviso.Codice = "DUPLICATO"    // an element of the cart that stands twice
	CodiceLunghezza    avviso.Codice = "LUNGHEZZA"    // a text that is too long
	CodicePattern      avviso.Codice = "PATTERN"      // a text of another form
	CodiceImporto      avviso.Codice = "IMPORTO"      // no amount of a cart: cents, from 1
	CodiceDominio      avviso.Codice = "DOMINIO"      // a body that is not served
	CodiceCheckout     avviso.Codice = "CHECKOUT"     // Checkout takes no cart
	CodiceStatoHTTP    avviso.Codice = "STATO"        // a problem whose status is not that of the answer
)

// Kinds of error. Every *Errore of this package unwraps to one of them.
var (
	// ErrCarrello is a cart that cannot be paid.
	ErrCarrello = errors.New("carrello non valido")
	// ErrCheckout is an answer of Checkout that has no page for the citizen.
	ErrCheckout = errors.New("carrello non accettato da Checkout")
	// ErrRitorno is a return URL that is missing or cannot be read.
	ErrRitorno = errors.New("url di ritorno non valida")
	// ErrTransizione is an event that the state of the session does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
	// ErrDocumento is a text that is no document of this package, or breaks its rules.
	ErrDocumento = errors.New("documento non valido")
	// ErrNome is a text that names no value of an enumeration.
	ErrNome = errors.New("nome sconosciuto")
)

// Errore is a refusal of this package: Campo is the member or the parameter.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "sessione" }

func rifiutaNome(v string) error { return &Errore{Codice: CodiceNome, Valore: v, Err: ErrNome} }

func rifiuta(c avviso.Codice, campo, valore string, tipo error) error {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Err: tipo}
}
