package jppa

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoNotifica is where a notification is. Zero is invalid.
type StatoNotifica uint8

// States of a notification; all but the first are terminal in one run.
const (
	Selezionata  StatoNotifica = iota + 1 // SELEZIONATA: to be sent, or sent and not yet answered
	Inviata                               // INVIATA: JPPA answered, OK or ERROR
	NonInviabile                          // NON_INVIABILE: the outcome of the receipt is none that is sent
	ErroreInvio                           // ERRORE_INVIO: no usable answer
)

var nomiStatoNotifica = nomi.Nuova[StatoNotifica](rifiutaNome("stato della notifica"),
	"SELEZIONATA", "INVIATA", "NON_INVIABILE", "ERRORE_INVIO")

// ParseStatoNotifica returns the value of a name; any other text is a NOME error (ErrNome).
func ParseStatoNotifica(v string) (StatoNotifica, error) { return nomiStatoNotifica.Parse(v) }

// String returns the name.
func (v StatoNotifica) String() string { return nomiStatoNotifica.String(v) }

// IsValid reports whether v is one of the list.
func (v StatoNotifica) IsValid() bool { return nomiStatoNotifica.Valido(v) }

// AppendText appends the name; the zero value is an error.
func (v StatoNotifica) AppendText(b []byte) ([]byte, error) {
	return nomiStatoNotifica.AppendText(b, v)
}

// MarshalText returns the name; the zero value is an error.
func (v StatoNotifica) MarshalText() ([]byte, error) { return nomiStatoNotifica.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *StatoNotifica) UnmarshalText(b []byte) error { return nomiStatoNotifica.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is an error.
func (v *StatoNotifica) Scan(src any) error { return nomiStatoNotifica.Scan(v, src) }

// Value returns the name for a column.
func (v StatoNotifica) Value() (driver.Value, error) { return nomiStatoNotifica.Value(v) }

// EventoNotifica is what happens to a notification. Zero is invalid.
type EventoNotifica uint8

// Events of a notification.
const (
	Risposta        EventoNotifica = iota + 1 // risposta: JPPA answered
	EsitoNonAmmesso                           // esitoNonAmmesso: the receipt is neither executed nor partly executed
	ErroreTrasporto                           // erroreTrasporto: transport failure, HTTP error, SOAP fault, unreadable answer
)

var nomiEventoNotifica = nomi.Nuova[EventoNotifica](rifiutaNome("evento della notifica"),
	"risposta", "esitoNonAmmesso", "erroreTrasporto")

// ParseEventoNotifica returns the value of a name; any other text is a NOME error (ErrNome).
func ParseEventoNotifica(v string) (EventoNotifica, error) { return nomiEventoNotifica.Parse(v) }

// String returns the name.
func (v EventoNotifica) String() string { return nomiEventoNotifica.String(v) }

// IsValid reports whether v is one of the list.
func (v EventoNotifica) IsValid() bool { return nomiEventoNotifica.Valido(v) }

// AppendText appends the name; the zero value is an error.
func (v EventoNotifica) AppendText(b []byte) ([]byte, error) {
	return nomiEventoNotifica.AppendText(b, v)
}

// MarshalText returns the name; the zero value is an error.
func (v EventoNotifica) MarshalText() ([]byte, error) { return nomiEventoNotifica.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *EventoNotifica) UnmarshalText(b []byte) error { return nomiEventoNotifica.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is an error.
func (v *EventoNotifica) Scan(src any) error { return nomiEventoNotifica.Scan(v, src) }

// Value returns the name for a column.
func (v EventoNotifica) Value() (driver.Value, error) { return nomiEventoNotifica.Value(v) }
