package causale

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Tipo is the form of a causale. The zero value is invalid.
type Tipo uint8

// The forms.
const (
	RFS Tipo = iota + 1 // one payment, by its RF reference
	RFB                 // one payment, by any other IUV
	PUR                 // the payments of one reporting flow
)

var nomiTipo = nomi.Nuova[Tipo](func(v string) error {
	return rifiuta(CodiceSintassi, "tipo", v, 0)
}, "RFS", "RFB", "PUR")

// TipoPerIUV returns the form in which one payment is written: RFS for an RF
// reference with valid check digits, RFB for every other IUV.
//
// Source: SACI 1.4.0, chapter 3.
func TipoPerIUV(iuv string) Tipo {
	if rfs(iuv) {
		return RFS
	}
	return RFB
}

// ParseTipo reads RFS, RFB or PUR; anything else is an *Errore of code SYNTAX.
func ParseTipo(s string) (Tipo, error) { return nomiTipo.Parse(s) }

// IsValid reports whether t is a form.
func (t Tipo) IsValid() bool { return nomiTipo.Valido(t) }

// String returns the name of the form.
func (t Tipo) String() string { return nomiTipo.String(t) }

// AppendText implements encoding.TextAppender; the zero value is an error.
func (t Tipo) AppendText(b []byte) ([]byte, error) { return nomiTipo.AppendText(b, t) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error.
func (t Tipo) MarshalText() ([]byte, error) { return nomiTipo.AppendText(nil, t) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseTipo.
func (t *Tipo) UnmarshalText(b []byte) error { return nomiTipo.UnmarshalText(t, b) }

// Scan reads a text column; NULL is an error.
func (t *Tipo) Scan(src any) error { return nomiTipo.Scan(t, src) }

// Value returns the name for a text column.
func (t Tipo) Value() (driver.Value, error) { return nomiTipo.Value(t) }

// Scopo is the coded purpose of a cumulative causale. The zero value is
// invalid.
type Scopo uint8

// The purposes.
const (
	Riversamento Scopo = iota + 1 // LGPE-RIVERSAMENTO: the transfer of a flow
	Integrazione                  // LGPE-INTEGRAZIONE: what an earlier transfer of the flow fell short of
)

var nomiScopo = nomi.Nuova[Scopo](func(v string) error {
	return rifiuta(CodiceSintassi, "scopo", v, 0)
}, "LGPE-RIVERSAMENTO", "LGPE-INTEGRAZIONE")

// ParseScopo reads LGPE-RIVERSAMENTO or LGPE-INTEGRAZIONE; anything else is an
// *Errore of code SYNTAX.
func ParseScopo(s string) (Scopo, error) { return nomiScopo.Parse(s) }

// IsValid reports whether s is a purpose.
func (s Scopo) IsValid() bool { return nomiScopo.Valido(s) }

// String returns the purpose as it is written.
func (s Scopo) String() string { return nomiScopo.String(s) }

// AppendText implements encoding.TextAppender; the zero value is an error.
func (s Scopo) AppendText(b []byte) ([]byte, error) { return nomiScopo.AppendText(b, s) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error.
func (s Scopo) MarshalText() ([]byte, error) { return nomiScopo.AppendText(nil, s) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseScopo.
func (s *Scopo) UnmarshalText(b []byte) error { return nomiScopo.UnmarshalText(s, b) }

// Scan reads a text column; NULL is an error.
func (s *Scopo) Scan(src any) error { return nomiScopo.Scan(s, src) }

// Value returns the purpose for a text column.
func (s Scopo) Value() (driver.Value, error) { return nomiScopo.Value(s) }
