package rendicontazione

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// ClasseRicevuta says where an item of a receipt (ricevuta) stands. Each item has
// one. The zero value is invalid.
type ClasseRicevuta uint8

// Classes of a receipt item, in the order in which their rules are tried.
const (
	// RicevutaEsclusa (ESCLUSA): not a payment to a body of the set: a stamp, or the
	// item of another body.
	RicevutaEsclusa ClasseRicevuta = iota + 1
	// RicevutaRevocata (REVOCATA): refunded, as a flow reports.
	RicevutaRevocata
	// RicevutaIncassata (INCASSATA): its money is on the account.
	RicevutaIncassata
	// RicevutaRigaDifforme (RIGA_DIFFORME): a flow reports it otherwise.
	RicevutaRigaDifforme
	// RicevutaRendicontata (RENDICONTATA): reported by a flow that is not credited.
	RicevutaRendicontata
	// RicevutaInAttesa (IN_ATTESA): not reported, still in time.
	RicevutaInAttesa
	// RicevutaNonRendicontata (NON_RENDICONTATA): not reported in time.
	RicevutaNonRendicontata
)

var nomiRicevuta = nomi.Nuova[ClasseRicevuta](rifiutaNome("classe"),
	"ESCLUSA",
	"REVOCATA",
	"INCASSATA",
	"RIGA_DIFFORME",
	"RENDICONTATA",
	"IN_ATTESA",
	"NON_RENDICONTATA",
)

// ParseClasseRicevuta returns the value of an official name; any other text is an
// *Errore with CodiceNome.
func ParseClasseRicevuta(s string) (ClasseRicevuta, error) { return nomiRicevuta.Parse(s) }

// ClassiRicevuta yields the values in the order of their declaration.
func ClassiRicevuta() iter.Seq[ClasseRicevuta] { return nomiRicevuta.Tutti() }

// String returns the official name, or a text such as
// "rendicontazione.ClasseRicevuta(0)" for an invalid value.
func (c ClasseRicevuta) String() string { return nomiRicevuta.String(c) }

// IsValid reports whether c is one of the declared values.
func (c ClasseRicevuta) IsValid() bool { return nomiRicevuta.Valido(c) }

// AppendText appends the official name; the zero value is an error.
func (c ClasseRicevuta) AppendText(b []byte) ([]byte, error) { return nomiRicevuta.AppendText(b, c) }

// MarshalText returns the official name; the zero value is an error.
func (c ClasseRicevuta) MarshalText() ([]byte, error) { return nomiRicevuta.AppendText(nil, c) }

// UnmarshalText sets c from an official name and leaves it alone on error.
func (c *ClasseRicevuta) UnmarshalText(b []byte) error { return nomiRicevuta.UnmarshalText(c, b) }

// Scan sets c from a column holding the name; NULL is an error.
func (c *ClasseRicevuta) Scan(src any) error { return nomiRicevuta.Scan(c, src) }

// Value returns the name for a column.
func (c ClasseRicevuta) Value() (driver.Value, error) { return nomiRicevuta.Value(c) }
