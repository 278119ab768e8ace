package gdp

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoIncasso is where the money of a payment is: the track of cash. Each state
// but the first is named by the code that leads to it.
//
// Source: Giornale dei Pagamenti, "eventCode PSP".
type StatoIncasso uint8

// States of the track of cash.
const (
	IncassoNessuno   StatoIncasso = iota + 1 // NESSUNO: no event about money
	IncassoPagato                            // RPT_PAGATA: the PSP collected it
	IncassoAnnullato                         // RPT_ANNULLATA: the PSP did not
	IncassoFlusso                            // RPT_FLUSSO: it is in the reporting flow
)

var nomiStatoIncasso = nomi.Nuova[StatoIncasso](rifiutaNome("incasso"),
	"NESSUNO", "RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO")

// ParseStatoIncasso returns the value of a name; anything else is a NOME error
// (ErrNome).
func ParseStatoIncasso(v string) (StatoIncasso, error) { return nomiStatoIncasso.Parse(v) }

// String returns the name.
func (s StatoIncasso) String() string { return nomiStatoIncasso.String(s) }

// IsValid reports whether s is one of the values; the zero value is not.
func (s StatoIncasso) IsValid() bool { return nomiStatoIncasso.Valido(s) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (s StatoIncasso) AppendText(b []byte) ([]byte, error) { return nomiStatoIncasso.AppendText(b, s) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (s StatoIncasso) MarshalText() ([]byte, error) { return nomiStatoIncasso.AppendText(nil, s) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseStatoIncasso.
func (s *StatoIncasso) UnmarshalText(b []byte) error { return nomiStatoIncasso.UnmarshalText(s, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (s *StatoIncasso) Scan(src any) error { return nomiStatoIncasso.Scan(s, src) }

// Value implements driver.Valuer with the name.
func (s StatoIncasso) Value() (driver.Value, error) { return nomiStatoIncasso.Value(s) }
