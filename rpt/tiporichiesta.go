package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// TipoRichiesta says what a receipt is compared with.
type TipoRichiesta uint8

// Values of TipoRichiesta.
const (
	RichiestaPaGetPayment   TipoRichiesta = iota + 1 // paGetPayment: the debtor is not compared
	RichiestaPaGetPaymentV2                          // paGetPaymentV2
	RichiestaRPT                                     // RPT: the transfers are numbered by place, their category is not compared
)

var nomiRichiesta = nomi.Nuova[TipoRichiesta](rifiutaNome, "paGetPayment", "paGetPaymentV2", "RPT")

// String returns the name of the request.
func (t TipoRichiesta) String() string { return nomiRichiesta.String(t) }

// IsValid reports whether t is one of the values of the list.
func (t TipoRichiesta) IsValid() bool { return nomiRichiesta.Valido(t) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (t TipoRichiesta) AppendText(b []byte) ([]byte, error) { return nomiRichiesta.AppendText(b, t) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (t TipoRichiesta) MarshalText() ([]byte, error) { return nomiRichiesta.AppendText(nil, t) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseTipoRichiesta.
func (t *TipoRichiesta) UnmarshalText(b []byte) error { return nomiRichiesta.UnmarshalText(t, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (t *TipoRichiesta) Scan(src any) error { return nomiRichiesta.Scan(t, src) }

// Value implements driver.Valuer with the name.
func (t TipoRichiesta) Value() (driver.Value, error) { return nomiRichiesta.Value(t) }

// ParseTipoRichiesta returns the value of the name of the request; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseTipoRichiesta(v string) (TipoRichiesta, error) { return nomiRichiesta.Parse(v) }
