package cassa

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Uso says what a movimento di conto evidenza of the journal is for
// reconciliation. The zero value is invalid.
type Uso uint8

// What a movement of the journal is for.
const (
	// UsoCredito is new cash: ENTRATA, SOSPESO ENTRATA, ESEGUITO.
	UsoCredito Uso = iota + 1
	// UsoStorno takes a credit back: ENTRATA, SOSPESO ENTRATA, STORNATO, or ESEGUITO with a negative amount.
	UsoStorno
	// UsoRegolarizzato moves no cash and settles provvisori: ENTRATA, SOSPESO ENTRATA,
	// REGOLARIZZATO, or a REVERSALE ESEGUITO that names them.
	UsoRegolarizzato
	// UsoRipristinato moves no cash and opens a provvisorio again: ENTRATA, SOSPESO ENTRATA, RIPRISTINATO.
	UsoRipristinato
	// UsoIgnorato is everything else.
	UsoIgnorato
)

var nomiUso = nomi.Nuova[Uso](func(v string) error {
	return &Errore{Codice: CodiceValore, Campo: "uso", Valore: v, Err: ErrMovimento}
}, "CREDITO", "STORNO", "REGOLARIZZATO", "RIPRISTINATO", "IGNORATO")

// ParseUso returns the use of a name, for instance "CREDITO"; anything else is an
// *Errore with CodiceValore.
func ParseUso(s string) (Uso, error) { return nomiUso.Parse(s) }

// Usi yields the uses in the order of their declaration.
func Usi() iter.Seq[Uso] { return nomiUso.Tutti() }

// String returns the name, or a text such as "cassa.Uso(0)" for an invalid value.
func (u Uso) String() string { return nomiUso.String(u) }

// IsValid reports whether u is one of the declared uses.
func (u Uso) IsValid() bool { return nomiUso.Valido(u) }

// AppendText appends the name; the zero value is an error.
func (u Uso) AppendText(b []byte) ([]byte, error) { return nomiUso.AppendText(b, u) }

// MarshalText returns the name; the zero value is an error.
func (u Uso) MarshalText() ([]byte, error) { return nomiUso.AppendText(nil, u) }

// UnmarshalText sets u from a name and leaves it alone on error.
func (u *Uso) UnmarshalText(b []byte) error { return nomiUso.UnmarshalText(u, b) }

// Scan sets u from a column holding the name; NULL is an error.
func (u *Uso) Scan(src any) error { return nomiUso.Scan(u, src) }

// Value returns the name for a column.
func (u Uso) Value() (driver.Value, error) { return nomiUso.Value(u) }
