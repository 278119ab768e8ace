package pendenza

import (
	"database/sql/driver"
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// Voce is one item of a position (voce di pendenza). Exactly one of CodEntrata,
// TipoBollo and IbanAccredito says where the money goes.
//
// Source: GovPay, API Pendenze v2, NuovaVocePendenza.
type Voce struct {
	IDVocePendenza          string           `json:"idVocePendenza,omitempty"` // unique within the position, as idA2A
	Importo                 avviso.Importo   `json:"importo"`                  // 0.01..999999999.99
	Descrizione             string           `json:"descrizione,omitempty"`    // 1..255 characters
	DescrizioneCausaleRPT   string           `json:"descrizioneCausaleRPT,omitempty"`
	DatiAllegati            json.RawMessage  `json:"datiAllegati,omitempty"`
	IDDominio               avviso.IdDominio `json:"idDominio,omitzero"` // beneficiary, when it is another body
	CodEntrata              string           `json:"codEntrata,omitempty"`
	TipoBollo               string           `json:"tipoBollo,omitempty"`          // 01: imposta di bollo
	HashDocumento           string           `json:"hashDocumento,omitempty"`      // of the stamp, 1..70 characters
	ProvinciaResidenza      string           `json:"provinciaResidenza,omitempty"` // of the stamp, two capital letters
	IbanAccredito           avviso.IBAN      `json:"ibanAccredito,omitzero"`
	IbanAppoggio            avviso.IBAN      `json:"ibanAppoggio,omitzero"`
	TipoContabilita         TipoContabilita  `json:"tipoContabilita,omitzero"`
	CodiceContabilita       string           `json:"codiceContabilita,omitempty"`       // 3..138 characters, no blanks
	CodiceTassonomicoPagoPA string           `json:"codiceTassonomicoPagoPA,omitempty"` // as 9/0101002IM/

	Eseguita bool `json:"eseguita,omitempty"` // the amount due was received
}

// bolloImposta is the one tipoBollo of the schema in force.
const bolloImposta = "01"

// TipoContabilita is the kind of a codiceContabilita. Zero is none.
//
// Source: GovPay, API Pendenze v2, TipoContabilita.
type TipoContabilita uint8

// The kinds. Their official codes are 0, 1, 2 and 9.
const (
	Capitolo TipoContabilita = iota + 1
	Speciale
	SIOPE
	AltraContabilita
)

var nomiContabilita = nomi.Nuova[TipoContabilita](rifiutaNome("tipoContabilita"), "CAPITOLO", "SPECIALE", "SIOPE", "ALTRO")

// ParseTipoContabilita returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseTipoContabilita(v string) (TipoContabilita, error) { return nomiContabilita.Parse(v) }

// String returns the name.
func (t TipoContabilita) String() string { return nomiContabilita.String(t) }

// IsValid reports whether t is one of the values; zero is none.
func (t TipoContabilita) IsValid() bool { return nomiContabilita.Valido(t) }

// AppendText appends the name; the zero value is an error.
func (t TipoContabilita) AppendText(b []byte) ([]byte, error) {
	return nomiContabilita.AppendText(b, t)
}

// MarshalText returns the name; the zero value is an error.
func (t TipoContabilita) MarshalText() ([]byte, error) { return nomiContabilita.AppendText(nil, t) }

// UnmarshalText reads a name.
func (t *TipoContabilita) UnmarshalText(b []byte) error { return nomiContabilita.UnmarshalText(t, b) }

// Scan reads a name from a column; NULL is an error.
func (t *TipoContabilita) Scan(src any) error { return nomiContabilita.Scan(t, src) }

// Value returns the name for a column.
func (t TipoContabilita) Value() (driver.Value, error) { return nomiContabilita.Value(t) }

// Codice returns the official code: "0", "1", "2", "9"; "" for zero.
func (t TipoContabilita) Codice() string {
	if !t.IsValid() {
		return ""
	}
	return codiciContabilita[t-1 : t]
}

const codiciContabilita = "0129"

// tipoContabilita reads a kind by its name or by its official code.
func tipoContabilita(s string) (TipoContabilita, bool) {
	if len(s) == 1 {
		for i := range len(codiciContabilita) {
			if codiciContabilita[i] == s[0] {
				return TipoContabilita(i + 1), true
			}
		}
	}
	t, err := nomiContabilita.Parse(s)
	return t, err == nil
}
