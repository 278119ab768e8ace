package piemontepay

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// Generazione is one of the two generations of the message schemas, which want
// the elements in incompatible orders.
type Generazione uint8

const (
	// XSD110 is the schema 1.1.0 that clients have: DatiSpecificiRiscossione in
	// the components, RiferimentiPagamento last, amounts to 99999999.99.
	XSD110 Generazione = iota + 1
	// Multibeneficiario is the schema of the published server: a secondary body
	// with its amount and components, RiferimentiPagamento before
	// SoggettoPagatore, no DatiSpecificiRiscossione. Its own common types reach
	// 999999999.99; those published with it, 99999999.99.
	Multibeneficiario
)

var nomiGenerazione = nomi.Nuova[Generazione](rifiutaNome("generazione"), "1.1.0", "MULTIBENEFICIARIO")

// ParseGenerazione returns the generation of a name.
func ParseGenerazione(s string) (Generazione, error) { return nomiGenerazione.Parse(s) }

// String returns the name of the generation.
func (g Generazione) String() string { return nomiGenerazione.String(g) }

// IsValid reports whether g is a generation.
func (g Generazione) IsValid() bool { return nomiGenerazione.Valido(g) }

// AppendText appends the name; the zero value is an error.
func (g Generazione) AppendText(b []byte) ([]byte, error) { return nomiGenerazione.AppendText(b, g) }

// MarshalText returns the name; the zero value is an error.
func (g Generazione) MarshalText() ([]byte, error) { return nomiGenerazione.AppendText(nil, g) }

// UnmarshalText reads a name.
func (g *Generazione) UnmarshalText(b []byte) error { return nomiGenerazione.UnmarshalText(g, b) }

// Scan reads a name from a column; NULL is an error.
func (g *Generazione) Scan(src any) error { return nomiGenerazione.Scan(g, src) }

// Value returns the name for a column.
func (g Generazione) Value() (driver.Value, error) { return nomiGenerazione.Value(g) }

var (
	massimo110   = avviso.MustImporto("99999999.99")
	massimoMulti = avviso.MustImporto("999999999.99")
)

// massimo returns the largest amount of the generation.
func (g Generazione) massimo() avviso.Importo {
	if g == Multibeneficiario {
		return massimoMulti
	}
	return massimo110
}
