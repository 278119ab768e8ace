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

// Allegato is a document of a position. In an answer of GovPay its content is
// the path to ask it at.
//
// Source: GovPay, API Pendenze v2, NuovoAllegatoPendenza and AllegatoPendenza.
type Allegato struct {
	Nome        string `json:"nome,omitempty"`        // 1..255 characters
	Tipo        string `json:"tipo,omitempty"`        // media type, 1..255 characters; "": see TipoMedia
	Descrizione string `json:"descrizione,omitempty"` // 1..255 characters
	Contenuto   []byte `json:"contenuto,omitempty"`   // written in base64
	Percorso    string `json:"percorso,omitempty" legge:"vita"`

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// percorsoAllegati begins the path of an Allegato.
const percorsoAllegati = "/allegati/"

// TipoMedia returns the media type, application/octet-stream where none is given.
func (a *Allegato) TipoMedia() string {
	if a == nil || a.Tipo == "" {
		return "application/octet-stream"
	}
	return a.Tipo
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

// allegati examines the documents of a position.
func (e *esame) allegati(allegati []Allegato) {
	if e.difettoso(luogo{nome: "allegati"}) {
		return
	}
	for i := range allegati {
		a := &allegati[i]
		gruppo := elemento("allegati", i)
		in := func(nome string) luogo { return luogo{gruppo: gruppo, nome: nome} }
		if e.difettoso(luogo{gruppo: gruppo}) {
			continue
		}
		e.testo(in("nome"), a.Nome, true, 255)
		e.testo(in("tipo"), a.Tipo, false, 255)
		e.testo(in("descrizione"), a.Descrizione, false, 255)
		e.presente(in("contenuto"), a.Contenuto != nil || a.Percorso != "")
	}
}
