package rendicontazione

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Tipo is the kind of a payment or of a debt item (tipo di riscossione). Only
// Entrata is credited to the body. The zero value is no kind; where a Tipo may be
// left out, it stands for Entrata.
//
// Source: GovPay, API REST – Manuale di Integrazione, tipo of a riscossione.
type Tipo uint8

// Kinds of payment.
const (
	// Entrata (ENTRATA): money due to the body itself.
	Entrata Tipo = iota + 1
	// MBT (MBT): a digital revenue stamp (marca da bollo telematica), never
	// credited to the body.
	MBT
	// AltroIntermediario (ALTRO_INTERMEDIARIO): a payment that another
	// intermediary of the body looks after.
	AltroIntermediario
	// EntrataPANonIntermediata (ENTRATA_PA_NON_INTERMEDIATA): money due to a body
	// that is not intermediated.
	EntrataPANonIntermediata
)

var nomiTipo = nomi.Nuova[Tipo](rifiutaNome("tipo"),
	"ENTRATA",
	"MBT",
	"ALTRO_INTERMEDIARIO",
	"ENTRATA_PA_NON_INTERMEDIATA",
)

// ParseTipo returns the value of an official name; any other text is an
// *Errore with CodiceNome.
func ParseTipo(s string) (Tipo, error) { return nomiTipo.Parse(s) }

// Tipi yields the values in the order of their declaration.
func Tipi() iter.Seq[Tipo] { return nomiTipo.Tutti() }

// String returns the official name, or a text such as
// "rendicontazione.Tipo(0)" for an invalid value.
func (t Tipo) String() string { return nomiTipo.String(t) }

// IsValid reports whether t is one of the declared values.
func (t Tipo) IsValid() bool { return nomiTipo.Valido(t) }

// AppendText appends the official name; the zero value is an error.
func (t Tipo) AppendText(b []byte) ([]byte, error) { return nomiTipo.AppendText(b, t) }

// MarshalText returns the official name; the zero value is an error.
func (t Tipo) MarshalText() ([]byte, error) { return nomiTipo.AppendText(nil, t) }

// UnmarshalText sets t from an official name and leaves it alone on error.
func (t *Tipo) UnmarshalText(b []byte) error { return nomiTipo.UnmarshalText(t, b) }

// Scan sets t from a column holding the name; NULL is an error.
func (t *Tipo) Scan(src any) error { return nomiTipo.Scan(t, src) }

// Value returns the name for a column.
func (t Tipo) Value() (driver.Value, error) { return nomiTipo.Value(t) }
