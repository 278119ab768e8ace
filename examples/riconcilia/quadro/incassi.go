package quadro

import (
	"cmp"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// chiaveTotale is what the payments of a subtotal have in common.
type chiaveTotale struct{ tipoEntrata, tassonomia string }

// daAttribuire is the causale of what a credit holds beyond the payments that are certain.
const daAttribuire = "da attribuire: righe da vedere, o revoche"

// tabellaIncassi has a row for each payment of each credit, with what its position says of it. Several
// credits that pay one flow are together; what is left of a credit has a row of its own, so that the
// rows are the credits, to the cent.
func (q *Quadro) tabellaIncassi(dati []string) Tabella {
	colonne := []string{
		"dominio", "provvisorio", "esercizio", "dataContabile", "movimento", "fonte", "ordinante", "flusso", "iuv", "numeroAvviso", "iur", "indice", "dataPagamento",
		"pendenza", "debitore", "codiceFiscale", "causale", "tipoEntrata", "tassonomia", "importo",
	}
	for _, c := range dati {
		colonne = append(colonne, "dati."+c)
	}
	return Tabella{"incassi", colonne, righe(func(riga func(...Cella) bool) {
		for c := range q.incassi() {
			for x, p := range c.pagamenti() {
				flusso := c.Flusso
				if x.Riga >= 0 {
					flusso = q.Righe[x.Riga].IDFlusso()
				}
				var id string
				var d rendicontazione.DatiContabili
				if p != nil {
					id, d = p.ID, p.Contabile()
				}
				var nav Cella
				if x.NumeroAvviso.IsValid() {
					nav = testo(x.NumeroAvviso.String())
				}
				r := append(slices.Clone(c.testa), testo(c.Ordinante), testo(flusso), testo(x.IUV), nav, testo(x.IUR), codice(x.Indice.String()), giorno(x.Data), testo(id),
					testo(d.Debitore.Anagrafica), testo(d.Debitore.Identificativo), testo(d.Causale), testo(d.TipoEntrata), testo(d.Tassonomia), importo(x.Importo))
				if !riga(append(r, celleDati(d.Dati, dati)...)...) {
					return
				}
			}
			if resto := c.resto(); resto.Segno() != 0 {
				r := append(slices.Clone(c.testa), testo(c.Ordinante), testo(c.Flusso))
				r = append(r, make([]Cella, len(colonne)-len(dati)-len(r))...)
				r[len(r)-4], r[len(r)-1] = codice(daAttribuire), somma(resto)
				if !riga(append(r, make([]Cella, len(dati))...)...) {
					return
				}
			}
		}
	})}
}

// tabellaTotali has the subtotals for each credit and entry type: what an accountant books to close a
// provvisorio.
func (q *Quadro) tabellaTotali() Tabella {
	return Tabella{"incassi-totali", []string{
		"dominio", "provvisorio", "esercizio", "dataContabile", "movimento", "fonte", "tipoEntrata", "tassonomia", "causale", "pagamenti", "importo",
	}, righe(func(riga func(...Cella) bool) {
		for t := range q.subtotali() {
			causale := Cella{}
			if t.causale != "" {
				causale = codice(t.causale)
			}
			if !riga(append(slices.Clone(t.testa), testo(t.tipoEntrata), testo(t.tassonomia), causale, numero(t.quanti), somma(t.somma))...) {
				return
			}
		}
	})}
}

// subtotale are the payments of a credit that have an entry type, or what is left of it.
type subtotale struct {
	*incasso
	chiaveTotale
	causale string // of what is left
	quanti  int64
	somma   avviso.Totale
}

// subtotali yields those of each credit.
func (q *Quadro) subtotali() iter.Seq[subtotale] {
	return func(yield func(subtotale) bool) {
		for c := range q.incassi() {
			parti := make(map[chiaveTotale]*subtotale)
			for x, p := range c.pagamenti() {
				var k chiaveTotale
				if p != nil {
					d := p.Contabile()
					k = chiaveTotale{d.TipoEntrata, d.Tassonomia}
				}
				if parti[k] == nil {
					parti[k] = &subtotale{incasso: &c, chiaveTotale: k}
				}
				parti[k].somma.Aggiungi(x.Importo)
				parti[k].quanti++
			}
			for _, k := range slices.SortedFunc(maps.Keys(parti), chiaveTotale.compare) {
				if !yield(*parti[k]) {
					return
				}
			}
			if resto := c.resto(); resto.Segno() != 0 && !yield(subtotale{incasso: &c, causale: daAttribuire, somma: resto}) {
				return
			}
		}
	}
}

// incasso is a credit with those that complete it.
type incasso struct {
	*rendicontazione.EsitoMovimento
	q     *Quadro
	i     int     // its position
	tutti []int   // its position and theirs
	testa []Cella // the cells that say which it is
}

// incassi are the credits that were reconciled.
func (q *Quadro) incassi() iter.Seq[incasso] {
	return func(yield func(incasso) bool) {
		for i := range q.movimenti() {
			m := &q.Movimenti[i]
			if m.Classe != rendicontazione.MovimentoRiconciliato && m.Classe != rendicontazione.MovimentoRiconciliatoSingolo {
				continue // an integration is with the credit that it completes
			}
			tutti := q.accredito(i)
			if !yield(incasso{m, q, i, tutti, q.testaAccredito(tutti)}) {
				return
			}
		}
	}
}

// pagamenti are the payments of a credit, each with its position, nil when it has none.
func (c *incasso) pagamenti() iter.Seq2[rendicontazione.Riscossione, *rendicontazione.EsitoPendenza] {
	return func(yield func(rendicontazione.Riscossione, *rendicontazione.EsitoPendenza) bool) {
		for x := range c.q.Riscossioni(c.i) {
			var p *rendicontazione.EsitoPendenza
			if x.Pendenza >= 0 {
				p = &c.q.Pendenze[x.Pendenza]
			}
			if !yield(x, p) {
				return
			}
		}
	}
}

// resto is what a credit holds beyond its payments.
func (c *incasso) resto() (resto avviso.Totale) {
	for _, n := range c.tutti {
		resto.Aggiungi(c.q.Movimenti[n].Residuo)
	}
	for x := range c.pagamenti() {
		resto.Aggiungi(x.Importo.Neg())
	}
	return resto
}

func (k chiaveTotale) compare(l chiaveTotale) int {
	return cmp.Or(strings.Compare(k.tipoEntrata, l.tipoEntrata), strings.Compare(k.tassonomia, l.tassonomia))
}

// accredito returns the positions of a credit and of those that complete it.
func (q *Quadro) accredito(i int) []int {
	insieme := []int{i}
	if n, ok := q.FlussoDi(i); ok {
		for _, a := range q.Flussi[n].Accrediti {
			if q.Movimenti[a].Classe == rendicontazione.MovimentoIntegrazione {
				insieme = append(insieme, a)
			}
		}
	}
	return insieme
}

// testaAccredito are the cells that say which credit it is.
func (q *Quadro) testaAccredito(accredito []int) []Cella {
	m := &q.Movimenti[accredito[0]]
	var provvisori, id []string
	for _, i := range accredito {
		if p := q.Movimenti[i].Provvisorio; p != "" {
			provvisori = append(provvisori, p)
		}
		id = append(id, q.Movimenti[i].ID)
	}
	return []Cella{testo(m.IdDominio.String()), testo(strings.Join(provvisori, " + ")), esercizio(m), giorno(m.DataContabile), testo(strings.Join(id, " + ")), testo(m.Fonte)}
}

func esercizio(m *rendicontazione.EsitoMovimento) Cella {
	if m.Esercizio == 0 {
		return Cella{}
	}
	return numero(int64(m.Esercizio))
}

// datiDi returns the members of the host's own object; a value that is no object is nil.
func datiDi(dati json.RawMessage) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(dati, &m) != nil {
		return nil
	}
	return m
}

// colonneDati are the names of all the members of the host's own objects.
func (q *Quadro) colonneDati() []string {
	var nomi []string
	visti := make(map[string]bool)
	for i := range q.pendenze() {
		for nome := range datiDi(q.Pendenze[i].Contabile().Dati) {
			if !visti[nome] {
				visti[nome] = true
				nomi = append(nomi, nome)
			}
		}
	}
	slices.Sort(nomi)
	return nomi
}

func celleDati(dati json.RawMessage, colonne []string) []Cella {
	celle := make([]Cella, len(colonne))
	m := datiDi(dati)
	for i, c := range colonne {
		var s string
		if json.Unmarshal(m[c], &s) != nil {
			s = string(m[c])
		}
		celle[i] = testo(s)
	}
	return celle
}
