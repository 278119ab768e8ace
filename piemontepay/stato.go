package piemontepay

import (
	"github.com/quietanza/quietanza/internal/nomi"
)

// Stato is the state of an attempt (tentativo) on the caller's side. Persist
// its name, never its number; zero is invalid.
type Stato uint8

// States of an attempt.
const (
	// Creato: the identifier and the digest exist, the form was not given out.
	Creato Stato = iota + 1
	// Reindirizzato: the browser was sent to the desk; the outcome is unknown
	// and stays so when the citizen never clicks the way back.
	Reindirizzato
	// EsitoPositivoRicevuto: a return with 000. Taken in charge, not paid.
	EsitoPositivoRicevuto
	// EsitoNegativoRicevuto: a return with 100 or an unknown code. Failed or abandoned.
	EsitoNegativoRicevuto
	// Notificato: the payment notification of the IUV arrived. Paid, terminal.
	Notificato
)

var nomiStato = nomi.ConColonna[Stato](rifiutaNome("stato"),
	"CREATO", "REINDIRIZZATO", "ESITO_POSITIVO", "ESITO_NEGATIVO", "NOTIFICATO")

// MessaggioCittadino returns what to tell the citizen, in Italian.
//
// Source: manual, §3.2.
func (s Stato) MessaggioCittadino() string {
	switch s {
	case Creato:
		return "Il pagamento non è ancora stato avviato."
	case EsitoPositivoRicevuto:
		return "L'operazione si è conclusa correttamente. L'esito sarà definitivo quando riceverai la Ricevuta Telematica."
	case EsitoNegativoRicevuto:
		return "Il tentativo di pagamento non è riuscito oppure è stato abbandonato. Puoi riprovare."
	case Notificato:
		return "Il pagamento è stato effettuato."
	default:
		return "L'esito del tentativo di pagamento non è noto. Puoi riprovare: se il pagamento è già avvenuto, lo sportello non lo farà ripetere."
	}
}

// Evento is what happens to an attempt. Zero is invalid.
type Evento uint8

// Events of an attempt.
const (
	// Redirect: the form was given to the browser.
	Redirect Evento = iota + 1
	// RitornoPositivo: a verified return with codEsito 000.
	RitornoPositivo
	// RitornoNegativo: a verified return with any other codEsito.
	RitornoNegativo
	// RitornoSenzaEsito: a verified return without codEsito.
	RitornoSenzaEsito
	// Notifica: a payment notification of the IUV, from this attempt, another
	// one or another channel.
	Notifica
)

var nomiEvento = nomi.Passi[Evento](rifiutaNome("evento"),
	"redirect", "ritornoPositivo", "ritornoNegativo", "ritornoSenzaEsito", "notifica")
