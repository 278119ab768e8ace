package rendicontazione

import (
	"bytes"
	"cmp"
	"encoding/json"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// DatiContabili are what an accountant needs of a debt position beside the money:
// the engine does not look at them and gives them back with what pays the
// position. All of them may be left out.
type DatiContabili struct {
	// Debitore is who owes.
	Debitore Debitore `json:"debitore,omitzero"`
	// Causale is what is owed for, in the words of the body.
	Causale string `json:"causale,omitempty"`
	// TipoEntrata is the entry under which the body books it.
	TipoEntrata string `json:"tipoEntrata,omitempty"`
	// Tassonomia is the code of the payment in pagoPA's taxonomy, or that of the
	// body's own.
	Tassonomia string `json:"tassonomia,omitempty"`
	// Dati is any JSON of the host, which comes back as it is but for white
	// space.
	Dati json.RawMessage `json:"dati,omitempty"`
}

// Debitore is the debtor of a position (soggetto pagatore). JSON: an object, or
// a text, which is the name alone.
type Debitore struct {
	// Identificativo is the fiscal code, or the code of a VAT payer.
	Identificativo string
	// Anagrafica is the name.
	Anagrafica string
}

// IsZero reports whether nothing is known of the debtor.
func (d Debitore) IsZero() bool { return d == Debitore{} }

// debitoreJSON is a debtor written as an object.
type debitoreJSON struct {
	Identificativo string `json:"identificativo,omitempty"`
	Anagrafica     string `json:"anagrafica,omitempty"`
}

// MarshalJSON writes the name alone when there is no code.
func (d Debitore) MarshalJSON() ([]byte, error) {
	if d.Identificativo == "" && d.Anagrafica != "" {
		return json.Marshal(d.Anagrafica)
	}
	return json.Marshal(debitoreJSON(d))
}

// UnmarshalJSON takes a text, the name, or an object with identificativo and
// anagrafica; null is absent.
func (d *Debitore) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		*d = Debitore{}
		return membri.Parse(b, &d.Anagrafica)
	}
	var letto debitoreJSON
	if err := membri.Parse(b, &letto); err != nil {
		return err
	}
	*d = Debitore(letto)
	return nil
}

// datiDi returns what an accountant needs of a position of the package pendenza.
func datiDi(p *pendenza.Pendenza) DatiContabili {
	d := DatiContabili{Causale: p.Causale, TipoEntrata: p.IDTipoPendenza, Tassonomia: p.Tassonomia, Dati: p.DatiAllegati}
	if s := p.SoggettoPagatore; s != nil {
		d.Debitore = Debitore{s.Identificativo, s.Anagrafica}
	}
	for i := range p.Voci {
		d.TipoEntrata = cmp.Or(d.TipoEntrata, p.Voci[i].CodEntrata)
		d.Tassonomia = cmp.Or(d.Tassonomia, p.Voci[i].CodiceTassonomicoPagoPA)
	}
	return d
}

// valida returns the name of the first member that is no text, or no JSON, and
// its value; ok when there is none.
func (d *DatiContabili) valida() (campo, valore string, ok bool) {
	for _, t := range [...][2]string{
		{"debitore.identificativo", d.Debitore.Identificativo},
		{"debitore.anagrafica", d.Debitore.Anagrafica},
		{"causale", d.Causale},
		{"tipoEntrata", d.TipoEntrata},
		{"tassonomia", d.Tassonomia},
	} {
		if !utf8.ValidString(t[1]) {
			return t[0], t[1], false
		}
	}
	if len(d.Dati) > 0 && (!utf8.Valid(d.Dati) || !json.Valid(d.Dati)) {
		return "dati", string(d.Dati), false
	}
	return "", "", true
}

// compatti drops the white space of Dati, and reports whether there was any.
func (d *DatiContabili) compatti() bool {
	if len(d.Dati) == 0 {
		return false
	}
	var b bytes.Buffer
	if json.Compact(&b, d.Dati) != nil || b.Len() == len(d.Dati) {
		return false
	}
	d.Dati = b.Bytes()
	return true
}

func (d *DatiContabili) uguali(e *DatiContabili) bool {
	return d.Debitore == e.Debitore && d.Causale == e.Causale && d.TipoEntrata == e.TipoEntrata && d.Tassonomia == e.Tassonomia &&
		bytes.Equal(d.Dati, e.Dati)
}

// append appends the members that are given, each after a comma.
func (d *DatiContabili) append(b []byte) ([]byte, error) {
	if d == nil {
		return b, nil
	}
	testo, err := json.Marshal(d)
	if err != nil || len(testo) == len("{}") {
		return b, err
	}
	return append(append(b, ','), testo[1:len(testo)-1]...), nil
}

// nav returns the notice number of an IUV of a body, the zero one when the
// configuration of the body does not tell it.
func (d *Dominio) nav(iuv string) avviso.NumeroAvviso {
	u, err := avviso.ParseIUV(iuv)
	if d == nil || err != nil {
		return avviso.NumeroAvviso{}
	}
	c := avviso.Configurazione{AuxDigit: d.AuxDigit}
	switch {
	case d.AuxDigit == avviso.Aux0 && len(d.ApplicationCodes) == 1:
		c.ApplicationCode = d.ApplicationCodes[0]
	case d.AuxDigit == avviso.Aux3 && len(iuv) > 2:
		c.SegregationCode = iuv[:2]
	}
	n, err := u.NumeroAvviso(c)
	if err != nil {
		return avviso.NumeroAvviso{}
	}
	return n
}
