package cassa

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Segno is the side of a movement: money in (Entrata) or money out (Uscita). The
// zero value is invalid.
//
// It is the side of the movement concerned: the reversal of a credit is an
// Entrata with Storno true, that of a debit an Uscita with Storno true.
type Segno uint8

// The two sides.
const (
	Entrata Segno = iota + 1 // ENTRATA, a credit
	Uscita                   // USCITA, a debit
)

var nomiSegno = nomi.Nuova[Segno](func(v string) error {
	return &Errore{Codice: CodiceValore, Campo: "segno", Valore: v, Err: ErrMovimento}
}, "ENTRATA", "USCITA")

// ParseSegno returns the side of a name, "ENTRATA" or "USCITA"; anything else is an
// *Errore with CodiceValore.
func ParseSegno(s string) (Segno, error) { return nomiSegno.Parse(s) }

// Segni yields the sides in the order of their declaration.
func Segni() iter.Seq[Segno] { return nomiSegno.Tutti() }

// String returns the name, or a text such as "cassa.Segno(0)" for an invalid value.
func (s Segno) String() string { return nomiSegno.String(s) }

// IsValid reports whether s is one of the two sides.
func (s Segno) IsValid() bool { return nomiSegno.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s Segno) AppendText(b []byte) ([]byte, error) { return nomiSegno.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s Segno) MarshalText() ([]byte, error) { return nomiSegno.AppendText(nil, s) }

// UnmarshalText sets s from a name and leaves it alone on error.
func (s *Segno) UnmarshalText(b []byte) error { return nomiSegno.UnmarshalText(s, b) }

// Scan sets s from a column holding the name; NULL is an error.
func (s *Segno) Scan(src any) error { return nomiSegno.Scan(s, src) }

// Value returns the name for a column.
func (s Segno) Value() (driver.Value, error) { return nomiSegno.Value(s) }
