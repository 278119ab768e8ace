package pendenza

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rpt"
)

// Keys of the metadata made of the contabilita of an item.
//
// Source: GovPay, CtPaymentPAV2Builder.
const (
	chiaveCapitolo     = "CAPITOLOBILANCIO"
	chiaveArticolo     = "ARTICOLOBILANCIO"
	chiaveAccertamento = "CODICEACCERTAMENTO"
	chiaveAnno         = "ANNORIFERIMENTO"
	chiaveTitolo       = "TITOLOBILANCIO"
	chiaveCategoria    = "CATEGORIABILANCIO"
	chiaveTipologia    = "TIPOLOGIABILANCIO"
	chiaveImporto      = "IMPORTOEUROCENT"
)

// chiaviQuote are the keys of several parts, in one.
var chiaviQuote = strings.Join([]string{
	chiaveCapitolo, chiaveArticolo, chiaveAccertamento, chiaveAnno, chiaveTitolo, chiaveCategoria, chiaveTipologia, chiaveImporto,
}, ",")

// Metadati returns the metadata of the transfer that pays the item: its own,
// pair by pair, else those made of its contabilita. One part gives a pair for
// each of its members, then those of its proprietaCustom when it is an object;
// several parts give one pair each. What does not fit is left out with a warning:
// pairs beyond fifteen (ELEMENTI_MAX), texts of more than 140 characters
// (LUNGHEZZA_MAX), members of proprietaCustom that are no text, number or boolean
// (PATTERN). The paths begin at the item.
//
// Source: GovPay, CtPaymentPAV2Builder; sac-common-types-1.0.xsd, ctMetadata.
func (v *Voce) Metadati() ([]rpt.MapEntry, []avviso.Avvertenza) {
	m := coppie{massimo: massimoMetadata}
	m.diVoce(v)
	return m.voci, m.avvertenze
}

// diVoce collects the pairs of an item.
func (m *coppie) diVoce(v *Voce) {
	switch {
	case v == nil:
	case v.Metadata != nil:
		for i := range v.Metadata.MapEntries {
			x := &v.Metadata.MapEntries[i]
			m.aggiungi(elemento("metadata.mapEntries", i), x.Key, x.Value)
		}
	case v.Contabilita == nil:
	case len(v.Contabilita.Quote) == 1:
		m.quota(&v.Contabilita.Quote[0])
	default:
		for i := range v.Contabilita.Quote {
			q := &v.Contabilita.Quote[i]
			m.aggiungi(elemento("contabilita.quote", i), chiaviQuote, strings.Join([]string{
				q.Capitolo, q.Articolo, q.Accertamento, q.AnnoEsercizio, q.Titolo, q.Categoria, q.Tipologia,
				strconv.FormatInt(q.Importo.Centesimi(), 10),
			}, ","))
		}
	}
}

// coppie collects the pairs that fit.
type coppie struct {
	massimo    int
	voci       []rpt.MapEntry
	avvertenze []avviso.Avvertenza
}

func (m *coppie) escludi(campo string, c avviso.Codice, valore, testo string) {
	m.avvertenze = append(m.avvertenze, avviso.Avvertenza{Codice: c, Campo: campo, Valore: valore, Testo: testo})
}

func (m *coppie) aggiungi(campo, chiave, valore string) {
	switch {
	case chiave == "" || valore == "":
		m.escludi(campo, LunghezzaMin, "", "coppia senza chiave o senza valore: esclusa dai metadata")
	case len(m.voci) == m.massimo:
		m.escludi(campo, ElementiMax, chiave, "oltre le quindici coppie dei metadata: esclusa")
	case utf8.RuneCountInString(chiave) > massimoTestoMetadata, utf8.RuneCountInString(valore) > massimoTestoMetadata:
		m.escludi(campo, LunghezzaMax, valore, "oltre i 140 caratteri dei metadata: esclusa")
	default:
		m.voci = append(m.voci, rpt.MapEntry{Key: chiave, Value: valore})
	}
}

// quota adds the pairs of the one part of an item.
func (m *coppie) quota(q *Quota) {
	const campo = "contabilita.quote[0]"
	for _, x := range [...]struct{ nome, chiave, valore string }{
		{"capitolo", chiaveCapitolo, q.Capitolo},
		{"articolo", chiaveArticolo, q.Articolo},
		{"accertamento", chiaveAccertamento, q.Accertamento},
		{"annoEsercizio", chiaveAnno, q.AnnoEsercizio},
		{"titolo", chiaveTitolo, q.Titolo},
		{"categoria", chiaveCategoria, q.Categoria},
		{"tipologia", chiaveTipologia, q.Tipologia},
	} {
		if x.valore != "" {
			m.aggiungi(campo+"."+x.nome, x.chiave, x.valore)
		}
	}
	for nome, valore := range membri.Di(string(q.ProprietaCustom)) {
		dove := campo + ".proprietaCustom." + nome
		testo, ok := membri.Testo(valore)
		switch {
		case !ok && (valore == "null" || valore[0] == '{' || valore[0] == '['):
			m.escludi(dove, Pattern, "", "né testo, né numero, né booleano: esclusa dai metadata")
			continue
		case !ok:
			testo = valore
		case testo == "":
			m.escludi(dove, LunghezzaMin, "", "testo vuoto: esclusa dai metadata")
			continue
		}
		m.aggiungi(dove, nome, testo)
	}
}
