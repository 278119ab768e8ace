package causale

import (
	"encoding/json"
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// Causale is what a causale says. Its JSON has the same names.
type Causale struct {
	Tipo        Tipo            `json:"tipo"`
	Scopo       Scopo           `json:"scopo,omitempty"`       // PUR: the coded purpose
	Progressivo json.Number     `json:"progressivo,omitempty"` // PUR: one digit, 0 the ordinary transfer, 1–9 the integrative ones; may be absent
	Etichetta   string          `json:"etichetta,omitempty"`   // PUR: Cumulativo, Cumulativo same day, Integrativo1…9; any words in Leggi
	Giornata    avviso.Data     `json:"giornata,omitzero"`     // PUR with etichetta: operating day of the payments, civil date
	IDFlusso    string          `json:"idFlusso,omitempty"`    // PUR: identificativoFlusso as written, white space removed
	IUV         string          `json:"iuv,omitempty"`         // RFS, RFB: canonical, without white space, RF references in upper case
	Importo     ImportoIndicato `json:"importo,omitzero"`      // RFS, RFB: euro with two decimals; may be absent
	Descrizione string          `json:"descrizione,omitempty"` // RFS, RFB: free text after /TXT/

	// Candidati are other readings of the identifier, to be tried in order
	// after IDFlusso or IUV. Parse never has any.
	Candidati []string `json:"candidati"`
	// Avvertenze is what Leggi tolerated or assumed. Parse never has any.
	Avvertenze Avvertenze `json:"avvertenze"`
}

// aggiunta returns a list with a zero Causale more, made in its place, since it is large.
func aggiunta(dst []Causale) ([]Causale, *Causale) {
	n := len(dst)
	if n == cap(dst) {
		dst = slices.Grow(dst, 1)
	}
	dst = dst[:n+1]
	dst[n] = Causale{}
	return dst, &dst[n]
}

// MarshalJSON writes the members in the order of the struct, those that are
// absent left out and the two lists always present.
func (c Causale) MarshalJSON() ([]byte, error) {
	type senzaMetodi Causale
	if c.Candidati == nil {
		c.Candidati = []string{}
	}
	return json.Marshal(senzaMetodi(c))
}

// ImportoIndicato is the optional amount of a causale. The zero value is
// absent, which is not 0.00.
type ImportoIndicato struct {
	Importo  avviso.Importo
	Presente bool
}

// Indicato returns a present amount.
func Indicato(i avviso.Importo) ImportoIndicato { return ImportoIndicato{i, true} }

// MarshalJSON writes a string with two decimals, null when absent.
func (i ImportoIndicato) MarshalJSON() ([]byte, error) {
	if !i.Presente {
		return []byte("null"), nil
	}
	return i.Importo.MarshalJSON()
}

// UnmarshalJSON takes a string with two decimals; null is absent. The refusal is
// an *Errore of code IMPORTO.
func (i *ImportoIndicato) UnmarshalJSON(b []byte) error {
	var v *avviso.Importo
	if err := json.Unmarshal(b, &v); err != nil {
		return rifiuta(CodiceImporto, "importo", string(b), 0)
	}
	*i = ImportoIndicato{}
	if v != nil {
		*i = Indicato(*v)
	}
	return nil
}
