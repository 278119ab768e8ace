package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// AutenticazioneSoggetto says how the person who pays was recognised.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stAutenticazioneSoggetto.
type AutenticazioneSoggetto uint8

// Values of AutenticazioneSoggetto.
const (
	AutenticazioneCNS AutenticazioneSoggetto = iota + 1 // CNS: CIE/CNS
	AutenticazioneUSR                                   // USR: user name and password
	AutenticazioneOTH                                   // OTH: other
	AutenticazioneNA                                    // N/A: not applicable
)

var nomiAutenticazione = nomi.Nuova[AutenticazioneSoggetto](rifiutaNome, "CNS", "USR", "OTH", "N/A")

var testiAutenticazione = [...]string{"", "CIE/CNS", "Userid e password", "Altro", "Non applicabile"}

// Testo returns the official description, "" for an invalid value.
func (a AutenticazioneSoggetto) Testo() string { return descrizione(testiAutenticazione[:], a) }

// String returns the official code.
func (a AutenticazioneSoggetto) String() string { return nomiAutenticazione.String(a) }

// IsValid reports whether a is one of the values of the list.
func (a AutenticazioneSoggetto) IsValid() bool { return nomiAutenticazione.Valido(a) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (a AutenticazioneSoggetto) AppendText(b []byte) ([]byte, error) {
	return nomiAutenticazione.AppendText(b, a)
}

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (a AutenticazioneSoggetto) MarshalText() ([]byte, error) {
	return nomiAutenticazione.AppendText(nil, a)
}

// UnmarshalText implements encoding.TextUnmarshaler with ParseAutenticazioneSoggetto.
func (a *AutenticazioneSoggetto) UnmarshalText(b []byte) error {
	return nomiAutenticazione.UnmarshalText(a, b)
}

// Scan implements sql.Scanner over the name; NULL is an error.
func (a *AutenticazioneSoggetto) Scan(src any) error { return nomiAutenticazione.Scan(a, src) }

// Value implements driver.Valuer with the name.
func (a AutenticazioneSoggetto) Value() (driver.Value, error) { return nomiAutenticazione.Value(a) }

// ParseAutenticazioneSoggetto returns the value of the official code; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseAutenticazioneSoggetto(v string) (AutenticazioneSoggetto, error) {
	return nomiAutenticazione.Parse(v)
}

// descrizione returns the text of v, "" when it has none.
func descrizione[T ~uint8](testi []string, v T) string {
	if int(v) >= len(testi) {
		return ""
	}
	return testi[v]
}
