package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Versione tells the two editions of a newer message apart: the root element
// says which it is.
//
// Source: paForNode.xsd.
type Versione uint8

// Editions of a message.
const (
	V1 Versione = iota + 1 // paSendRTReq, paGetPaymentReq
	V2                     // paSendRTV2Request, paGetPaymentV2Request
)

var nomiVersione = nomi.Nuova[Versione](rifiutaNome, "V1", "V2")

// String returns V1 or V2.
func (v Versione) String() string { return nomiVersione.String(v) }

// IsValid reports whether v is one of the values of the list.
func (v Versione) IsValid() bool { return nomiVersione.Valido(v) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (v Versione) AppendText(b []byte) ([]byte, error) { return nomiVersione.AppendText(b, v) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (v Versione) MarshalText() ([]byte, error) { return nomiVersione.AppendText(nil, v) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseVersione.
func (v *Versione) UnmarshalText(b []byte) error { return nomiVersione.UnmarshalText(v, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (v *Versione) Scan(src any) error { return nomiVersione.Scan(v, src) }

// Value implements driver.Valuer with the name.
func (v Versione) Value() (driver.Value, error) { return nomiVersione.Value(v) }

// ParseVersione returns the value of V1 or V2; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseVersione(v string) (Versione, error) { return nomiVersione.Parse(v) }
