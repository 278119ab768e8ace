package piemontepay

import (
	"database/sql/driver"

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

var nomiStato = nomi.Nuova[Stato](rifiutaNome("stato"),
	"CREATO", "REINDIRIZZATO", "ESITO_POSITIVO", "ESITO_NEGATIVO", "NOTIFICATO")

// ParseStato returns the state of a name.
func ParseStato(s string) (Stato, error) { return nomiStato.Parse(s) }

// String returns the name of the state.
func (s Stato) String() string { return nomiStato.String(s) }

// IsValid reports whether s is a state.
func (s Stato) IsValid() bool { return nomiStato.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s Stato) AppendText(b []byte) ([]byte, error) { return nomiStato.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s Stato) MarshalText() ([]byte, error) { return nomiStato.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *Stato) UnmarshalText(b []byte) error { return nomiStato.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *Stato) Scan(src any) error { return nomiStato.Scan(s, src) }

// Value returns the name for a column.
func (s Stato) Value() (driver.Value, error) { return nomiStato.Value(s) }

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

var nomiEvento = nomi.Nuova[Evento](rifiutaNome("evento"),
	"redirect", "ritornoPositivo", "ritornoNegativo", "ritornoSenzaEsito", "notifica")

// ParseEvento returns the event of a name.
func ParseEvento(s string) (Evento, error) { return nomiEvento.Parse(s) }

// String returns the name of the event.
func (e Evento) String() string { return nomiEvento.String(e) }

// IsValid reports whether e is an event.
func (e Evento) IsValid() bool { return nomiEvento.Valido(e) }

// AppendText appends the name; the zero value is an error.
func (e Evento) AppendText(b []byte) ([]byte, error) { return nomiEvento.AppendText(b, e) }

// MarshalText returns the name; the zero value is an error.
func (e Evento) MarshalText() ([]byte, error) { return nomiEvento.AppendText(nil, e) }

// UnmarshalText reads a name.
func (e *Evento) UnmarshalText(b []byte) error { return nomiEvento.UnmarshalText(e, b) }

// Scan reads a name from a column; NULL is an error.
func (e *Evento) Scan(src any) error { return nomiEvento.Scan(e, src) }

// Value returns the name for a column.
func (e Evento) Value() (driver.Value, error) { return nomiEvento.Value(e) }
