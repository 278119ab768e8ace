package pendenza

import (
	"database/sql/driver"
	"strings"

	"github.com/quietanza/quietanza/internal/nomi"
)

// SoggettoPagatore is the debtor. Every text but Tipo is optional.
//
// Source: GovPay, API Pendenze v2, Soggetto.
type SoggettoPagatore struct {
	Tipo           TipoSoggetto `json:"tipo,omitzero"`
	Identificativo string       `json:"identificativo,omitempty"` // fiscal code, 1..16 characters, or ANONIMO
	Anagrafica     string       `json:"anagrafica,omitempty"`     // 1..70 characters
	Indirizzo      string       `json:"indirizzo,omitempty"`      // 1..70
	Civico         string       `json:"civico,omitempty"`         // 1..16
	CAP            string       `json:"cap,omitempty"`            // 1..16
	Localita       string       `json:"localita,omitempty"`       // 1..35
	Provincia      string       `json:"provincia,omitempty"`      // 1..35
	Nazione        string       `json:"nazione,omitempty"`        // two capital letters
	Email          string       `json:"email,omitempty"`          // 1..256
	Cellulare      string       `json:"cellulare,omitempty"`      // as +39 000-1234567
}

// TipoSoggetto says what a debtor is. Zero is invalid.
//
// Source: GovPay, API Pendenze v2, TipoSoggetto.
type TipoSoggetto uint8

// The kinds of debtor.
const (
	PersonaFisica    TipoSoggetto = iota + 1 // F
	PersonaGiuridica                         // G
)

var nomiSoggetto = nomi.Nuova[TipoSoggetto](rifiutaNome("tipo"), "F", "G")

// ParseTipoSoggetto returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseTipoSoggetto(v string) (TipoSoggetto, error) { return nomiSoggetto.Parse(v) }

// String returns the name.
func (t TipoSoggetto) String() string { return nomiSoggetto.String(t) }

// IsValid reports whether t is one of the values; zero is none.
func (t TipoSoggetto) IsValid() bool { return nomiSoggetto.Valido(t) }

// AppendText appends the name; the zero value is an error.
func (t TipoSoggetto) AppendText(b []byte) ([]byte, error) { return nomiSoggetto.AppendText(b, t) }

// MarshalText returns the name; the zero value is an error.
func (t TipoSoggetto) MarshalText() ([]byte, error) { return nomiSoggetto.AppendText(nil, t) }

// UnmarshalText reads a name.
func (t *TipoSoggetto) UnmarshalText(b []byte) error { return nomiSoggetto.UnmarshalText(t, b) }

// Scan reads a name from a column; NULL is an error.
func (t *TipoSoggetto) Scan(src any) error { return nomiSoggetto.Scan(t, src) }

// Value returns the name for a column.
func (t TipoSoggetto) Value() (driver.Value, error) { return nomiSoggetto.Value(t) }

// NormalizzaCellulare turns the mobile number of the manual's example, +39 000
// 1234567, into the form that the API takes, +39 000-1234567. It returns any
// other text as it is, and whether it changed something.
//
// Source: GovPay, "Formato CSV dei tracciati" (formatoCSV.rst) and API Pendenze
// v2, which disagree.
func NormalizzaCellulare(s string) (string, bool) {
	const prima = len("+39 000")
	if len(s) != len("+39 000 1234567") || s[prima] != ' ' {
		return s, false
	}
	t := s[:prima] + "-" + s[prima+1:]
	if !cellulare(t) {
		return s, false
	}
	return strings.Clone(t), true
}
