package pendenza

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// SoggettoPagatore is the debtor. Everything is optional: without Identificativo,
// or Anagrafica, the debtor is ANONIMO to the Nodo and to GovPay.
//
// Source: GovPay, API Pendenze v2, Soggetto.
type SoggettoPagatore struct {
	Tipo           TipoSoggetto `json:"tipo,omitzero"`
	Identificativo string       `json:"identificativo,omitempty" legge:"anonimo"` // fiscal code, 1..16 characters, or ANONIMO
	Anagrafica     string       `json:"anagrafica,omitempty" legge:"anonimo"`     // 1..70 characters
	Indirizzo      string       `json:"indirizzo,omitempty"`                      // 1..70
	Civico         string       `json:"civico,omitempty"`                         // 1..16
	CAP            string       `json:"cap,omitempty"`                            // 1..16
	Localita       string       `json:"localita,omitempty"`                       // 1..35
	Provincia      string       `json:"provincia,omitempty"`                      // 1..35
	Nazione        string       `json:"nazione,omitempty"`                        // two capital letters
	Email          string       `json:"email,omitempty"`                          // 1..256
	Cellulare      string       `json:"cellulare,omitempty"`                      // as +39 000-1234567

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// TipoSoggetto says what a debtor is.
//
// Source: GovPay, API Pendenze v2, TipoSoggetto.
type TipoSoggetto string

// The kinds of debtor.
const (
	PersonaFisica    TipoSoggetto = "F"
	PersonaGiuridica TipoSoggetto = "G"
)

// IsValid reports whether t is one of the values.
func (t TipoSoggetto) IsValid() bool { return t == PersonaFisica || t == PersonaGiuridica }

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
