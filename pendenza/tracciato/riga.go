package tracciato

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/pendenza"
)

// Operazione is what a line asks for. Zero is invalid.
//
// Source: GovPay, API Pendenze v2, TipoOperazionePendenza.
type Operazione uint8

// The operations.
const (
	ADD       Operazione = iota + 1 // create, or update
	DEL                             // cancel
	NonValida                       // NON_VALIDA: a line that asks for nothing
)

var nomiOperazione = nomi.Nuova[Operazione](rifiutaNome, "ADD", "DEL", "NON_VALIDA")

// ParseOperazione returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseOperazione(v string) (Operazione, error) { return nomiOperazione.Parse(v) }

// String returns the name.
func (o Operazione) String() string { return nomiOperazione.String(o) }

// IsValid reports whether o is one of the values; zero is none.
func (o Operazione) IsValid() bool { return nomiOperazione.Valido(o) }

// AppendText appends the name; the zero value is an error.
func (o Operazione) AppendText(b []byte) ([]byte, error) { return nomiOperazione.AppendText(b, o) }

// MarshalText returns the name; the zero value is an error.
func (o Operazione) MarshalText() ([]byte, error) { return nomiOperazione.AppendText(nil, o) }

// UnmarshalText reads a name.
func (o *Operazione) UnmarshalText(b []byte) error { return nomiOperazione.UnmarshalText(o, b) }

// Scan reads a name from a column; NULL is an error.
func (o *Operazione) Scan(src any) error { return nomiOperazione.Scan(o, src) }

// Value returns the name for a column.
func (o Operazione) Value() (driver.Value, error) { return nomiOperazione.Value(o) }

// Riga is one line of a file, read and examined.
type Riga struct {
	Numero     int // from 1, the header not counted
	Operazione Operazione
	// Pendenza is the position to create or update; of a DEL only its key.
	Pendenza pendenza.Pendenza
	Motivo   string // of a DEL
	// Violazioni are the rules that the fields of an ADD break.
	Violazioni []pendenza.Violazione
	// Err is why a NON_VALIDA line, or one over a limit, could not be read: an
	// *Errore of kind ErrRiga. nil otherwise.
	Err error
}

// Valida reports whether the line can be loaded.
func (r *Riga) Valida() bool { return r.Err == nil && len(r.Violazioni) == 0 }
