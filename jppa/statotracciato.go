package jppa

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoTracciato is where a file of notifications (tracciato) is. Zero is
// invalid.
//
// Source: link-it/govpay 3.8.2, TracciatiNotificaPagamenti; ANNULLATO is the
// name given here to a file that GovPay removes.
type StatoTracciato uint8

// States of a file.
const (
	Draft        StatoTracciato = iota + 1 // DRAFT: the window is fixed, rows are being added
	FileNuovo                              // FILE_NUOVO: the content is written, to be delivered
	FileCaricato                           // FILE_CARICATO: delivered
	ErrorLoad                              // ERROR_LOAD: delivery failed for good
	Annullato                              // ANNULLATO: rolled back; no file remains, the window will be selected again
)

var nomiStatoTracciato = nomi.Nuova[StatoTracciato](rifiutaNome("stato del tracciato"),
	"DRAFT", "FILE_NUOVO", "FILE_CARICATO", "ERROR_LOAD", "ANNULLATO")

// ParseStatoTracciato returns the value of a name; any other text is a NOME error (ErrNome).
func ParseStatoTracciato(v string) (StatoTracciato, error) { return nomiStatoTracciato.Parse(v) }

// String returns the name.
func (v StatoTracciato) String() string { return nomiStatoTracciato.String(v) }

// IsValid reports whether v is one of the list.
func (v StatoTracciato) IsValid() bool { return nomiStatoTracciato.Valido(v) }

// AppendText appends the name; the zero value is an error.
func (v StatoTracciato) AppendText(b []byte) ([]byte, error) {
	return nomiStatoTracciato.AppendText(b, v)
}

// MarshalText returns the name; the zero value is an error.
func (v StatoTracciato) MarshalText() ([]byte, error) { return nomiStatoTracciato.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *StatoTracciato) UnmarshalText(b []byte) error { return nomiStatoTracciato.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is an error.
func (v *StatoTracciato) Scan(src any) error { return nomiStatoTracciato.Scan(v, src) }

// Value returns the name for a column.
func (v StatoTracciato) Value() (driver.Value, error) { return nomiStatoTracciato.Value(v) }

// EventoTracciato is what happens to a file. Zero is invalid.
type EventoTracciato uint8

// Events of a file.
const (
	RigaAggiunta           EventoTracciato = iota + 1 // rigaAggiunta: the outcome of a notification was recorded
	ContenutoScritto                                  // contenutoScritto: the host stored the ZIP
	TuttoAnnullato                                    // tuttoAnnullato: a failed notification undoes the file (AbortOnSendError)
	Consegnato                                        // consegnato: the mail was accepted
	ConsegnaRinviata                                  // consegnaRinviata: a temporary failure; tried again
	ConsegnaFallita                                   // consegnaFallita: a permanent failure
	ConnettoreDisabilitato                            // connettoreDisabilitato: switched off since the file was written
)

var nomiEventoTracciato = nomi.Nuova[EventoTracciato](rifiutaNome("evento del tracciato"),
	"rigaAggiunta", "contenutoScritto", "tuttoAnnullato", "consegnato", "consegnaRinviata", "consegnaFallita",
	"connettoreDisabilitato")

// ParseEventoTracciato returns the value of a name; any other text is a NOME error (ErrNome).
func ParseEventoTracciato(v string) (EventoTracciato, error) { return nomiEventoTracciato.Parse(v) }

// String returns the name.
func (v EventoTracciato) String() string { return nomiEventoTracciato.String(v) }

// IsValid reports whether v is one of the list.
func (v EventoTracciato) IsValid() bool { return nomiEventoTracciato.Valido(v) }

// AppendText appends the name; the zero value is an error.
func (v EventoTracciato) AppendText(b []byte) ([]byte, error) {
	return nomiEventoTracciato.AppendText(b, v)
}

// MarshalText returns the name; the zero value is an error.
func (v EventoTracciato) MarshalText() ([]byte, error) { return nomiEventoTracciato.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *EventoTracciato) UnmarshalText(b []byte) error {
	return nomiEventoTracciato.UnmarshalText(v, b)
}

// Scan reads a name from a column; NULL is an error.
func (v *EventoTracciato) Scan(src any) error { return nomiEventoTracciato.Scan(v, src) }

// Value returns the name for a column.
func (v EventoTracciato) Value() (driver.Value, error) { return nomiEventoTracciato.Value(v) }
