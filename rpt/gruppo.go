package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Gruppo is a set of rules that are off unless they are asked for.
type Gruppo uint8

// The groups.
const (
	// GruppoSOGGETTI compares the parties: R18 enteBeneficiario, R19
	// soggettoVersante, R20 soggettoPagatore. GovPay declares these
	// comparisons and does not call them.
	GruppoSOGGETTI Gruppo = iota + 1
	// GruppoSANP adds what the Specifiche Attuative state: S1 to S5.
	GruppoSANP
)

var nomiGruppo = nomi.Nuova[Gruppo](rifiutaNome, "SOGGETTI", "SANP")

// String returns the name of the group.
func (g Gruppo) String() string { return nomiGruppo.String(g) }

// IsValid reports whether g is one of the values of the list.
func (g Gruppo) IsValid() bool { return nomiGruppo.Valido(g) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (g Gruppo) AppendText(b []byte) ([]byte, error) { return nomiGruppo.AppendText(b, g) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (g Gruppo) MarshalText() ([]byte, error) { return nomiGruppo.AppendText(nil, g) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseGruppo.
func (g *Gruppo) UnmarshalText(b []byte) error { return nomiGruppo.UnmarshalText(g, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (g *Gruppo) Scan(src any) error { return nomiGruppo.Scan(g, src) }

// Value implements driver.Valuer with the name.
func (g Gruppo) Value() (driver.Value, error) { return nomiGruppo.Value(g) }

// ParseGruppo returns the value of the name of the group; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseGruppo(v string) (Gruppo, error) { return nomiGruppo.Parse(v) }
