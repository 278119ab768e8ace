package piemontepay

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Variante is a variant of the digest formula: how many percent signs stand at
// both ends of the digested string. The zero value is invalid; a [Chiamante]
// without one uses [QuattroPercento].
type Variante uint8

const (
	// QuattroPercento, four percent signs, is what the deployed desk computes.
	// Evidence: the sample return URL printed in §3.3 of the manual, reproduced
	// but for the case of one letter; the published server; a live client.
	QuattroPercento Variante = iota + 1
	// TrePercento, three percent signs, is what §2.1 of the manual prints. No
	// digest printed in the manual comes from it.
	TrePercento
)

var nomiVariante = nomi.Nuova[Variante](rifiutaNome("variante"), "QuattroPercento", "TrePercento")

// rifiutaNome returns the refusal of a text that names no value of a field.
func rifiutaNome(campo string) func(string) error {
	return func(valore string) error {
		return &Errore{Codice: CodiceNome, Campo: campo, Valore: valore, Err: ErrNome}
	}
}

// ParseVariante returns the variant of a name.
func ParseVariante(s string) (Variante, error) { return nomiVariante.Parse(s) }

// String returns the name of the variant.
func (v Variante) String() string { return nomiVariante.String(v) }

// IsValid reports whether v is one of the two variants.
func (v Variante) IsValid() bool { return nomiVariante.Valido(v) }

// AppendText appends the name of the variant; the zero value is an error.
func (v Variante) AppendText(b []byte) ([]byte, error) { return nomiVariante.AppendText(b, v) }

// MarshalText returns the name of the variant; the zero value is an error.
func (v Variante) MarshalText() ([]byte, error) { return nomiVariante.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *Variante) UnmarshalText(b []byte) error { return nomiVariante.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is an error.
func (v *Variante) Scan(src any) error { return nomiVariante.Scan(v, src) }

// Value returns the name for a column.
func (v Variante) Value() (driver.Value, error) { return nomiVariante.Value(v) }

// segno returns the percent signs of the variant.
func (v Variante) segno() string {
	if v == TrePercento {
		return "%%%"
	}
	return "%%%%"
}
