package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// TipoIdentificativoUnivoco says what the codiceIdentificativoUnivoco of a
// party is. A person who pays is F or G, the enteBeneficiario G only, the
// istitutoAttestante G, A or B.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stTipoIdentificativoUnivoco,
// stTipoIdentificativoUnivocoPersFG, stTipoIdentificativoUnivocoPersG.
type TipoIdentificativoUnivoco uint8

// Values of TipoIdentificativoUnivoco.
const (
	PersonaFisica    TipoIdentificativoUnivoco = iota + 1 // F: natural person
	PersonaGiuridica                                      // G: legal person
	CodiceABI                                             // A: ABI code of a bank
	CodiceBIC                                             // B: BIC of a bank
)

var nomiTipoIdentificativo = nomi.Nuova[TipoIdentificativoUnivoco](rifiutaNome, "F", "G", "A", "B")

var testiTipoIdentificativo = [...]string{"", "Persona Fisica", "Persona Giuridica", "Codice ABI", "Codice BIC"}

// Testo returns the official description, "" for an invalid value.
func (t TipoIdentificativoUnivoco) Testo() string {
	return descrizione(testiTipoIdentificativo[:], t)
}

// String returns the official code.
func (t TipoIdentificativoUnivoco) String() string { return nomiTipoIdentificativo.String(t) }

// IsValid reports whether t is one of the values of the list.
func (t TipoIdentificativoUnivoco) IsValid() bool { return nomiTipoIdentificativo.Valido(t) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (t TipoIdentificativoUnivoco) AppendText(b []byte) ([]byte, error) {
	return nomiTipoIdentificativo.AppendText(b, t)
}

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (t TipoIdentificativoUnivoco) MarshalText() ([]byte, error) {
	return nomiTipoIdentificativo.AppendText(nil, t)
}

// UnmarshalText implements encoding.TextUnmarshaler with ParseTipoIdentificativoUnivoco.
func (t *TipoIdentificativoUnivoco) UnmarshalText(b []byte) error {
	return nomiTipoIdentificativo.UnmarshalText(t, b)
}

// Scan implements sql.Scanner over the name; NULL is an error.
func (t *TipoIdentificativoUnivoco) Scan(src any) error { return nomiTipoIdentificativo.Scan(t, src) }

// Value implements driver.Valuer with the name.
func (t TipoIdentificativoUnivoco) Value() (driver.Value, error) {
	return nomiTipoIdentificativo.Value(t)
}

// ParseTipoIdentificativoUnivoco returns the value of the official code; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseTipoIdentificativoUnivoco(v string) (TipoIdentificativoUnivoco, error) {
	return nomiTipoIdentificativo.Parse(v)
}
