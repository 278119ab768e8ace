package pendenza

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
)

// Voce is one item of a position (voce di pendenza). Exactly one of CodEntrata,
// TipoBollo and IbanAccredito says where the money goes.
//
// Source: GovPay, API Pendenze v2, NuovaVocePendenza.
type Voce struct {
	IDVocePendenza          string           `json:"idVocePendenza,omitempty" legge:"forma"` // unique within the position, as idA2A
	Importo                 avviso.Importo   `json:"importo" legge:"dovuto"`                 // 0.01..999999999.99
	Descrizione             string           `json:"descrizione,omitempty"`                  // 1..255 characters
	DescrizioneCausaleRPT   string           `json:"descrizioneCausaleRPT,omitempty"`
	DatiAllegati            json.RawMessage  `json:"datiAllegati,omitempty"`
	IdDominio               avviso.IdDominio `json:"idDominio,omitzero"` // beneficiary, when it is another body
	CodEntrata              string           `json:"codEntrata,omitempty"`
	TipoBollo               string           `json:"tipoBollo,omitempty" legge:"bollo"` // 01: imposta di bollo
	HashDocumento           string           `json:"hashDocumento,omitempty"`           // of the stamp, 1..70 characters
	ProvinciaResidenza      string           `json:"provinciaResidenza,omitempty"`      // of the stamp, two capital letters
	IbanAccredito           avviso.IBAN      `json:"ibanAccredito,omitzero"`
	IbanAppoggio            avviso.IBAN      `json:"ibanAppoggio,omitzero"`
	TipoContabilita         TipoContabilita  `json:"tipoContabilita,omitzero"`
	CodiceContabilita       string           `json:"codiceContabilita,omitempty"`       // 3..138 characters, no blanks
	CodiceTassonomicoPagoPA string           `json:"codiceTassonomicoPagoPA,omitempty"` // as 9/0101002IM/

	Contabilita *Contabilita `json:"contabilita,omitempty"` // of the body's own accounts
	Metadata    *Metadata    `json:"metadata,omitempty"`    // of the transfer

	Eseguita bool `json:"eseguita,omitempty" legge:"vita"` // the amount due was received

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// bolloImposta is the one tipoBollo of the schema in force.
const bolloImposta = "01"

// Names that version 1 of the API gives to bolloImposta and to Capitolo.
//
// Source: GovPay, API Ente v1, TipoBollo and TipoContabilita.
const (
	bolloV1       = "Imposta di bollo"
	contabilitaV1 = "ENTRATA"
)

// TipoContabilita is the kind of a codiceContabilita.
//
// Source: GovPay, API Pendenze v2, TipoContabilita.
type TipoContabilita string

// The kinds. Their official codes are 0, 1, 2 and 9.
const (
	Capitolo         TipoContabilita = "CAPITOLO"
	Speciale         TipoContabilita = "SPECIALE"
	SIOPE            TipoContabilita = "SIOPE"
	AltraContabilita TipoContabilita = "ALTRO"
)

// IsValid reports whether t is one of the values.
func (t TipoContabilita) IsValid() bool { return t.Codice() != "" }

var codiciContabilita = [...]struct {
	tipo   TipoContabilita
	codice string
}{{Capitolo, "0"}, {Speciale, "1"}, {SIOPE, "2"}, {AltraContabilita, "9"}}

// Codice returns the official code: "0", "1", "2", "9"; "" for none.
func (t TipoContabilita) Codice() string {
	for _, c := range codiciContabilita {
		if c.tipo == t {
			return c.codice
		}
	}
	return ""
}

// parseContabilita reads a kind by its name or by its official code.
func parseContabilita(s string) (TipoContabilita, error) {
	for _, c := range codiciContabilita {
		if c.codice == s {
			return c.tipo, nil
		}
	}
	return daElenco[TipoContabilita](s)
}
