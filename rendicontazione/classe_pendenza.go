package rendicontazione

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// ClasseVoce says where an item of a debt position (voce di pendenza) stands. Each
// item has one. The zero value is invalid.
type ClasseVoce uint8

// Classes of an item of a position, in the order in which their rules are tried.
const (
	// VoceEsclusa (ESCLUSA): never credited to a body of the set.
	VoceEsclusa ClasseVoce = iota + 1
	// VoceIncassata (INCASSATA): the amount due is on the account.
	VoceIncassata
	// VoceRendicontata (RENDICONTATA): the amount due is reported, not credited.
	VoceRendicontata
	// VocePagata (PAGATA): the amount due is paid, not reported.
	VocePagata
	// VoceDifforme (DIFFORME): paid or reported with another amount.
	VoceDifforme
	// VoceRevocata (REVOCATA): its payment was refunded.
	VoceRevocata
	// VoceNonPagata (NON_PAGATA): no payment.
	VoceNonPagata
)

var nomiVoce = nomi.Nuova[ClasseVoce](rifiutaNome("classe"),
	"ESCLUSA",
	"INCASSATA",
	"RENDICONTATA",
	"PAGATA",
	"DIFFORME",
	"REVOCATA",
	"NON_PAGATA",
)

// ParseClasseVoce returns the value of an official name; any other text is an
// *Errore with CodiceNome.
func ParseClasseVoce(s string) (ClasseVoce, error) { return nomiVoce.Parse(s) }

// ClassiVoce yields the values in the order of their declaration.
func ClassiVoce() iter.Seq[ClasseVoce] { return nomiVoce.Tutti() }

// String returns the official name, or a text such as
// "rendicontazione.ClasseVoce(0)" for an invalid value.
func (c ClasseVoce) String() string { return nomiVoce.String(c) }

// IsValid reports whether c is one of the declared values.
func (c ClasseVoce) IsValid() bool { return nomiVoce.Valido(c) }

// AppendText appends the official name; the zero value is an error.
func (c ClasseVoce) AppendText(b []byte) ([]byte, error) { return nomiVoce.AppendText(b, c) }

// MarshalText returns the official name; the zero value is an error.
func (c ClasseVoce) MarshalText() ([]byte, error) { return nomiVoce.AppendText(nil, c) }

// UnmarshalText sets c from an official name and leaves it alone on error.
func (c *ClasseVoce) UnmarshalText(b []byte) error { return nomiVoce.UnmarshalText(c, b) }

// Scan sets c from a column holding the name; NULL is an error.
func (c *ClasseVoce) Scan(src any) error { return nomiVoce.Scan(c, src) }

// Value returns the name for a column.
func (c ClasseVoce) Value() (driver.Value, error) { return nomiVoce.Value(c) }

// ClassePendenza says where a debt position (pendenza) stands, out of those of its
// items that are not ESCLUSA. The zero value is invalid.
type ClassePendenza uint8

// Classes of a position, in the order in which their rules are tried.
const (
	// PendenzaEsclusa (ESCLUSA): no item is credited to a body of the set.
	PendenzaEsclusa ClassePendenza = iota + 1
	// PendenzaAnomala (ANOMALA): an item is DIFFORME or REVOCATA.
	PendenzaAnomala
	// PendenzaIncassata (INCASSATA): every item is on the account.
	PendenzaIncassata
	// PendenzaParzialmenteIncassata (PARZIALMENTE_INCASSATA): some items are on the account.
	PendenzaParzialmenteIncassata
	// PendenzaRendicontata (RENDICONTATA): every item is reported, none credited.
	PendenzaRendicontata
	// PendenzaPagata (PAGATA): every item is paid, not all reported, none credited.
	PendenzaPagata
	// PendenzaParziale (PARZIALE): some items are paid, none credited.
	PendenzaParziale
	// PendenzaNonPagata (NON_PAGATA): no item is paid.
	PendenzaNonPagata
)

var nomiPendenza = nomi.Nuova[ClassePendenza](rifiutaNome("classe"),
	"ESCLUSA",
	"ANOMALA",
	"INCASSATA",
	"PARZIALMENTE_INCASSATA",
	"RENDICONTATA",
	"PAGATA",
	"PARZIALE",
	"NON_PAGATA",
)

// ParseClassePendenza returns the value of an official name; any other text is an
// *Errore with CodiceNome.
func ParseClassePendenza(s string) (ClassePendenza, error) { return nomiPendenza.Parse(s) }

// ClassiPendenza yields the values in the order of their declaration.
func ClassiPendenza() iter.Seq[ClassePendenza] { return nomiPendenza.Tutti() }

// String returns the official name, or a text such as
// "rendicontazione.ClassePendenza(0)" for an invalid value.
func (c ClassePendenza) String() string { return nomiPendenza.String(c) }

// IsValid reports whether c is one of the declared values.
func (c ClassePendenza) IsValid() bool { return nomiPendenza.Valido(c) }

// AppendText appends the official name; the zero value is an error.
func (c ClassePendenza) AppendText(b []byte) ([]byte, error) { return nomiPendenza.AppendText(b, c) }

// MarshalText returns the official name; the zero value is an error.
func (c ClassePendenza) MarshalText() ([]byte, error) { return nomiPendenza.AppendText(nil, c) }

// UnmarshalText sets c from an official name and leaves it alone on error.
func (c *ClassePendenza) UnmarshalText(b []byte) error { return nomiPendenza.UnmarshalText(c, b) }

// Scan sets c from a column holding the name; NULL is an error.
func (c *ClassePendenza) Scan(src any) error { return nomiPendenza.Scan(c, src) }

// Value returns the name for a column.
func (c ClassePendenza) Value() (driver.Value, error) { return nomiPendenza.Value(c) }
