package gdp

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Ruolo is the role of who recorded an event.
//
// Source: Giornale dei Pagamenti, "Trasmissione del dato" (EC, PSP); the Nodo
// sends no journal, its own history joins the analysis.
type Ruolo uint8

// Roles. A body and a PSP send journals; the events of the Nodo come from its
// own history (EventiStoria).
const (
	RuoloNodo Ruolo = iota + 1 // NODO: Nodo dei Pagamenti
	RuoloPSP                   // PSP: payment service provider
	RuoloEC                    // EC: creditor body (ente creditore)
)

var nomiRuolo = nomi.Nuova[Ruolo](rifiutaNome("ruolo"), "NODO", "PSP", "EC")

// bit is the role as an element of a set.
func (r Ruolo) bit() uint8 { return 1 << r }

// ParseRuolo returns the value of a name; anything else is a NOME error
// (ErrNome).
func ParseRuolo(v string) (Ruolo, error) { return nomiRuolo.Parse(v) }

// String returns the name.
func (r Ruolo) String() string { return nomiRuolo.String(r) }

// IsValid reports whether r is one of the values; the zero value is not.
func (r Ruolo) IsValid() bool { return nomiRuolo.Valido(r) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (r Ruolo) AppendText(b []byte) ([]byte, error) { return nomiRuolo.AppendText(b, r) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (r Ruolo) MarshalText() ([]byte, error) { return nomiRuolo.AppendText(nil, r) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseRuolo.
func (r *Ruolo) UnmarshalText(b []byte) error { return nomiRuolo.UnmarshalText(r, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (r *Ruolo) Scan(src any) error { return nomiRuolo.Scan(r, src) }

// Value implements driver.Valuer with the name.
func (r Ruolo) Value() (driver.Value, error) { return nomiRuolo.Value(r) }
