package pendenza

import "github.com/quietanza/quietanza/avviso"

// Proprieta are details of the notice and of the receipt.
//
// Source: GovPay, API Pendenze v2, ProprietaPendenza.
type Proprieta struct {
	LinguaSecondaria        string        `json:"linguaSecondaria,omitempty" legge:"falso"` // sl, en, de, fr or false
	LinguaSecondariaCausale string        `json:"linguaSecondariaCausale,omitempty"`        // causale in that language, 1..140 characters
	DescrizioneImporto      []VoceImporto `json:"descrizioneImporto,omitempty"`             // breakdown printed on the notice, not summed
	LineaTestoRicevuta1     string        `json:"lineaTestoRicevuta1,omitempty"`            // printed on the receipt
	LineaTestoRicevuta2     string        `json:"lineaTestoRicevuta2,omitempty"`            // printed on the receipt
	// InformativaImportoAvviso replaces the sentence about the amount, at most
	// 255 characters; "" leaves it out of the notice, nil prints the standard one.
	InformativaImportoAvviso                 *string `json:"informativaImportoAvviso,omitempty"`
	LinguaSecondariaInformativaImportoAvviso *string `json:"linguaSecondariaInformativaImportoAvviso,omitempty"`
	// DataScandenzaAvviso, spelt so, is printed, and told to the Nodo, in place of
	// dataScadenza. The position does not expire on it.
	DataScandenzaAvviso avviso.Data `json:"dataScandenzaAvviso,omitzero"`

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// VoceImporto is one line of the breakdown of an amount.
//
// Source: GovPay, API Pendenze v2, VoceDescrizioneImporto.
type VoceImporto struct {
	Voce    string         `json:"voce,omitempty"`
	Importo avviso.Importo `json:"importo" legge:"zero"`

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// Nota is a remark that a person left on a position.
//
// Source: GovPay, API Pendenze v2, PatchOp on /nota.
type Nota struct {
	Oggetto string `json:"oggetto" legge:"obbligo"`
	Testo   string `json:"testo,omitempty"`
	Tipo    string `json:"tipo,omitempty"`

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// proprieta examines the details of the notice.
func (e *esame) proprieta(p *Proprieta) {
	const gruppo = "proprieta"
	if e.difettoso(luogo{nome: gruppo}) || p == nil {
		return
	}
	in := func(nome string) luogo { return luogo{gruppo: gruppo, nome: nome} }
	if l := in("linguaSecondaria"); !e.difettoso(l) {
		switch p.LinguaSecondaria {
		case "", "sl", "en", "de", "fr", "false":
		default:
			e.segna(l, Enum, messaggioEnum)
		}
	}
	e.testo(in("linguaSecondariaCausale"), p.LinguaSecondariaCausale, false, 140)
	for _, c := range [...]struct {
		nome  string
		testo *string
	}{
		{"informativaImportoAvviso", p.InformativaImportoAvviso},
		{"linguaSecondariaInformativaImportoAvviso", p.LinguaSecondariaInformativaImportoAvviso},
	} {
		if c.testo == nil {
			e.difettoso(in(c.nome))
			continue
		}
		e.testo(in(c.nome), *c.testo, false, 255)
	}
	e.difettoso(in("dataScandenzaAvviso"))
}
