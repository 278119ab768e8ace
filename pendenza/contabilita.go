package pendenza

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Contabilita says on which chapters of the body's accounts the money of an item
// goes.
//
// Source: GovPay, API Pendenze v2, Contabilita.
type Contabilita struct {
	// Quote add up to the amount of the item; nil asks nothing.
	Quote           []Quota         `json:"quote,omitempty"`
	ProprietaCustom json.RawMessage `json:"proprietaCustom,omitempty"` // any JSON, by the letter

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// Quota is the part of an item that goes on one chapter.
//
// Source: GovPay, API Pendenze v2, QuotaContabilita.
type Quota struct {
	Capitolo        string          `json:"capitolo,omitempty"`                    // 1..64 characters
	AnnoEsercizio   string          `json:"annoEsercizio,omitempty" legge:"cifre"` // four digits
	Importo         avviso.Importo  `json:"importo" legge:"dovuto"`                // 0.01..999999999.99
	Titolo          string          `json:"titolo,omitempty"`                      // 1..64 characters, as what follows
	Tipologia       string          `json:"tipologia,omitempty"`
	Categoria       string          `json:"categoria,omitempty"`
	Articolo        string          `json:"articolo,omitempty"`
	Accertamento    string          `json:"accertamento,omitempty"`
	ProprietaCustom json.RawMessage `json:"proprietaCustom,omitempty"` // any JSON, by the letter

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// Metadata are the pairs that the transfer of an item carries.
//
// Source: GovPay, API Pendenze v2, Metadata.
type Metadata struct {
	MapEntries []MapEntry `json:"mapEntries,omitempty"` // 1..15

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// MapEntry is one pair of Metadata.
//
// Source: GovPay, API Pendenze v2, MapEntry.
type MapEntry struct {
	Key   string `json:"key,omitempty"`   // 1..140 characters
	Value string `json:"value,omitempty"` // 1..140 characters

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// Limits of the metadata of a transfer.
//
// Source: sac-common-types-1.0.xsd, ctMetadata, stText140.
const (
	massimoMetadata      = 15
	massimoTestoMetadata = 140
)

// contabilita examines the parts of an item; noto says that its amount is known.
func (e *esame) contabilita(v *Voce, n int, noto bool) {
	c := v.Contabilita
	quote := luogo{voce: n, gruppo: "contabilita", nome: "quote"}
	if e.difettoso(luogo{voce: n, nome: "contabilita"}) || c == nil || e.difettoso(quote) || c.Quote == nil {
		return
	}
	var t avviso.Totale
	for i := range c.Quote {
		if !e.quota(&c.Quote[i], n, elemento("contabilita.quote", i)) {
			noto = false
		}
		t.Aggiungi(c.Quote[i].Importo)
	}
	if somma, err := t.Importo(); noto && (err != nil || somma != v.Importo) {
		e.segna(quote, SommaErrata, "la somma delle quote non corrisponde all'importo della voce ("+string(VER035)+")")
	}
}

// quota examines one part and reports whether its amount is known.
func (e *esame) quota(q *Quota, n int, gruppo string) bool {
	in := func(nome string) luogo { return luogo{voce: n, gruppo: gruppo, nome: nome} }
	if e.difettoso(luogo{voce: n, gruppo: gruppo}) {
		return false
	}
	e.testo(in("capitolo"), q.Capitolo, true, 64)
	e.codice(in("annoEsercizio"), q.AnnoEsercizio, true, anno)
	noto := e.importo(in("importo"), q.Importo)
	for _, c := range [...]struct{ nome, valore string }{
		{"titolo", q.Titolo}, {"tipologia", q.Tipologia}, {"categoria", q.Categoria}, {"articolo", q.Articolo}, {"accertamento", q.Accertamento},
	} {
		e.testo(in(c.nome), c.valore, false, 64)
	}
	return noto
}

// chiaviRipetute notes the keys that stand twice among the pairs of an item.
func (e *esame) chiaviRipetute(m *Metadata, n int) {
	if m == nil {
		return
	}
	for i := range m.MapEntries {
		if slices.ContainsFunc(m.MapEntries[:i], func(x MapEntry) bool { return x.Key == m.MapEntries[i].Key }) {
			e.segna(luogo{voce: n, gruppo: elemento("metadata.mapEntries", i), nome: "key"}, Duplicato, "chiave già presente")
		}
	}
}

// metadata examines the pairs of an item.
func (e *esame) metadata(m *Metadata, n int) {
	coppie := luogo{voce: n, gruppo: "metadata", nome: "mapEntries"}
	switch {
	case e.difettoso(luogo{voce: n, nome: "metadata"}), m == nil, e.difettoso(coppie):
		return
	case m.MapEntries == nil:
		e.presente(coppie, false)
		return
	case len(m.MapEntries) == 0:
		e.segna(coppie, ElementiMin, "almeno una coppia")
		return
	case len(m.MapEntries) > massimoMetadata:
		e.segna(coppie, ElementiMax, "massimo "+strconv.Itoa(massimoMetadata)+" coppie, trovate "+strconv.Itoa(len(m.MapEntries)))
	}
	for i := range m.MapEntries {
		gruppo := elemento("metadata.mapEntries", i)
		if e.difettoso(luogo{voce: n, gruppo: gruppo}) {
			continue
		}
		e.testo(luogo{voce: n, gruppo: gruppo, nome: "key"}, m.MapEntries[i].Key, true, massimoTestoMetadata)
		e.testo(luogo{voce: n, gruppo: gruppo, nome: "value"}, m.MapEntries[i].Value, true, massimoTestoMetadata)
	}
}
