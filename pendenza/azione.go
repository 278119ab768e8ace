package pendenza

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// Azione is something that the host should do after an event: the library
// decides, the host acts.
type Azione struct {
	Tipo TipoAzione `json:"tipo"`
	IUV  avviso.IUV `json:"iuv,omitzero"`
	CCP  string     `json:"ccp,omitempty"` // of the attempt to notify
}

// TipoAzione is the kind of an Azione. Zero is invalid.
type TipoAzione uint8

// The kinds of action.
const (
	// FaiAvvisatura: send the notice, on DataNotificaAvviso when there is one.
	FaiAvvisatura TipoAzione = iota + 1
	// FaiRipianifica: schedule again the reminders that have a date.
	FaiRipianifica
	// FaiChiudiPromemoria: no reminder is needed any more.
	FaiChiudiPromemoria
	// FaiRipristinata: an update reopened a cancelled position: tell its owner.
	FaiRipristinata
	// FaiNotifica: notify the outcome of the attempt to the application.
	FaiNotifica
	// FaiInvalidaAlternative: the other alternatives of the document are not
	// payable any more.
	FaiInvalidaAlternative
	// FaiQuietanza: the quietanza may be issued.
	FaiQuietanza
)

var nomiAzione = nomi.Nuova[TipoAzione](rifiutaNome("tipo"),
	"Avvisatura", "RipianificaPromemoria", "ChiudiPromemoria", "Ripristinata", "Notifica", "InvalidaAlternative", "Quietanza")

// ParseTipoAzione returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseTipoAzione(v string) (TipoAzione, error) { return nomiAzione.Parse(v) }

// String returns the name.
func (t TipoAzione) String() string { return nomiAzione.String(t) }

// IsValid reports whether t is one of the values; zero is none.
func (t TipoAzione) IsValid() bool { return nomiAzione.Valido(t) }

// AppendText appends the name; the zero value is an error.
func (t TipoAzione) AppendText(b []byte) ([]byte, error) { return nomiAzione.AppendText(b, t) }

// MarshalText returns the name; the zero value is an error.
func (t TipoAzione) MarshalText() ([]byte, error) { return nomiAzione.AppendText(nil, t) }

// UnmarshalText reads a name.
func (t *TipoAzione) UnmarshalText(b []byte) error { return nomiAzione.UnmarshalText(t, b) }

// Scan reads a name from a column; NULL is an error.
func (t *TipoAzione) Scan(src any) error { return nomiAzione.Scan(t, src) }

// Value returns the name for a column.
func (t TipoAzione) Value() (driver.Value, error) { return nomiAzione.Value(t) }
