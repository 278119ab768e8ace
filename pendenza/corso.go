package pendenza

import (
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
)

// corso is a position while events are applied to it. A list is copied before it
// changes, once: the values that the position came from keep theirs.
type corso struct {
	Pendenza
	opzioni   Opzioni
	mossa     Mossa
	pagamenti bool // Pagamenti are a copy of its own
	tentativi bool // Tentativi are
	contato   bool // conti are those of Pagamenti
	senzaRPT  int  // payments without RPT that were not given back
	conti     [MaxVoci + 1]conto
	memoria   *memoria // of a log; nil for one event
}

// conto is what the payments of one item come to; the first is that of none.
type conto struct {
	validi    int // not given back
	regolati  int // of these, those that wait for no credit
	incassati int // of these, the reconciled ones
	esatti    int // not given back, of the amount due
	primi     int // not duplicates, given back or not
}

// memoria is what a log of events remembers of the lists, so that no event reads
// them whole.
type memoria struct {
	iur    map[string][]int   // places of the payments, by IUR
	ccp    map[string][]int   // places of the attempts, by CCP
	vivi   [MaxVoci + 1][]int // places of the payments of an item; those given back leave when they are met
	aperti []int              // places of the attempts without receipt; closed ones leave when they are met
	ultimo time.Time          // the latest start of one
	senza  bool               // one has no start
}

// ricorda starts a log.
func (p *corso) ricorda() {
	p.memoria = &memoria{iur: map[string][]int{}, ccp: map[string][]int{}}
	for i := range p.Pagamenti {
		p.memoria.pagamento(i, &p.Pagamenti[i])
	}
	for i := range p.Tentativi {
		p.memoria.tentativo(i, &p.Tentativi[i])
	}
}

func (m *memoria) pagamento(i int, g *Pagamento) {
	m.iur[g.IUR] = append(m.iur[g.IUR], i)
	m.vivi[g.voce()] = append(m.vivi[g.voce()], i)
}

func (m *memoria) tentativo(i int, t *Tentativo) {
	m.ccp[t.CCP] = append(m.ccp[t.CCP], i)
	if t.Stato != TentativoInCorso {
		return
	}
	m.aperti = append(m.aperti, i)
	m.senza = m.senza || t.Iniziato.IsZero()
	if t.Iniziato.After(m.ultimo) {
		m.ultimo = t.Iniziato
	}
}

// cambia is told that the attempt at a place becomes another.
func (m *memoria) cambia(i int, da, a *Tentativo) {
	if da.CCP != a.CCP {
		m.ccp[da.CCP] = slices.DeleteFunc(m.ccp[da.CCP], func(j int) bool { return j == i })
		posti := m.ccp[a.CCP]
		n, _ := slices.BinarySearch(posti, i)
		m.ccp[a.CCP] = slices.Insert(posti, n, i)
	}
	if a.Iniziato.After(m.ultimo) {
		m.ultimo = a.Iniziato
	}
}

// voce is the item of a payment, 0 for one that no position has.
func (g *Pagamento) voce() int {
	if !g.Indice.IsValid() {
		return 0
	}
	return int(g.Indice)
}

// conta makes the accounts of the items.
func (p *corso) conta() {
	if p.contato {
		return
	}
	p.contato, p.conti, p.senzaRPT = true, [MaxVoci + 1]conto{}, 0
	for i := range p.Pagamenti {
		p.segna(&p.Pagamenti[i], 1)
	}
}

// segna adds a payment to the accounts n times.
func (p *corso) segna(g *Pagamento, n int) {
	i := g.voce()
	c := &p.conti[i]
	if !g.Duplicato {
		c.primi += n
	}
	if g.Stornato {
		return
	}
	c.validi += n
	if g.SenzaRPT {
		p.senzaRPT += n
	}
	if g.regolato() {
		c.regolati += n
	}
	if g.Incassato {
		c.incassati += n
	}
	if i > 0 && i <= len(p.Voci) && g.Importo == p.Voci[i-1].Importo {
		c.esatti += n
	}
}

// cambia changes a payment.
func (p *corso) cambia(i int, f func(*Pagamento)) {
	if !p.pagamenti {
		p.Pagamenti, p.pagamenti = slices.Clone(p.Pagamenti), true
	}
	g := &p.Pagamenti[i]
	if p.contato {
		p.segna(g, -1)
		defer p.segna(g, 1)
	}
	f(g)
}

// paga records a payment.
func (p *corso) paga(g Pagamento) {
	if !p.pagamenti {
		p.Pagamenti, p.pagamenti = copiaPiuUno(p.Pagamenti), true
	}
	p.Pagamenti = append(p.Pagamenti, g)
	if p.contato {
		p.segna(&g, 1)
	}
	if p.memoria != nil {
		p.memoria.pagamento(len(p.Pagamenti)-1, &g)
	}
}

// copiaPiuUno copies a list, with room for one element more.
func copiaPiuUno[T any](v []T) []T { return append(make([]T, 0, len(v)+1), v...) }

// tenta records an attempt, or changes the one at a place: its state, its ccp, its start
// when it has a new one.
func (p *corso) tenta(i int, t Tentativo) {
	switch {
	case i < 0:
		if !p.tentativi {
			p.Tentativi, p.tentativi = copiaPiuUno(p.Tentativi), true
		}
		p.Tentativi = append(p.Tentativi, t)
		if p.memoria != nil {
			p.memoria.tentativo(len(p.Tentativi)-1, &t)
		}
		return
	case !p.tentativi:
		p.Tentativi, p.tentativi = slices.Clone(p.Tentativi), true
	}
	x := &p.Tentativi[i]
	if p.memoria != nil {
		p.memoria.cambia(i, x, &t)
	}
	x.Stato, x.CCP = t.Stato, t.CCP
	if !t.Iniziato.IsZero() {
		x.Iniziato = t.Iniziato
	}
}

// prossimo returns the place of the first payment with an IUR from a place on,
// -1 when there is none.
func (p *corso) prossimo(iur string, da int) int {
	if p.memoria != nil {
		return posto(p.memoria.iur[iur], da)
	}
	for i := da; i < len(p.Pagamenti); i++ {
		if p.Pagamenti[i].IUR == iur {
			return i
		}
	}
	return -1
}

// posto returns the first of some places from one on.
func posto(posti []int, da int) int {
	if i, _ := slices.BinarySearch(posti, da); i < len(posti) {
		return posti[i]
	}
	return -1
}

// pagamento returns the place of a payment in the list, -1 when there is none.
func (p *corso) pagamento(iuv avviso.IUV, iur string, indice avviso.Indice) int {
	i := p.prossimo(iur, 0)
	for i >= 0 && (p.Pagamenti[i].Indice != indice || !stessoIUV(p.Pagamenti[i].IUV, iuv)) {
		i = p.prossimo(iur, i+1)
	}
	return i
}

// tentativo returns the place of an attempt in the list, -1 when there is none.
func (p *corso) tentativo(iuv avviso.IUV, ccp string) int {
	if p.memoria == nil {
		return slices.IndexFunc(p.Tentativi, func(t Tentativo) bool { return t.CCP == ccp && stessoIUV(t.IUV, iuv) })
	}
	for _, i := range p.memoria.ccp[ccp] {
		if stessoIUV(p.Tentativi[i].IUV, iuv) {
			return i
		}
	}
	return -1
}

// inAttesa returns the place of the attempt of paGetPayment that waits for its receipt, -1
// when there is none.
func (p *corso) inAttesa(iuv avviso.IUV) int {
	if i := p.tentativo(iuv, iuv.String()); i >= 0 && p.Tentativi[i].Stato == TentativoInCorso {
		return i
	}
	return -1
}

// pendente returns the place of the first attempt that blocks another one at an
// instant, -1 when there is none.
func (p *corso) pendente(adesso time.Time) int {
	m, politica := p.memoria, &p.opzioni.Politica
	switch {
	case m == nil:
		return pendente(p.Tentativi, adesso, politica)
	case !m.senza && politica.scaduto(m.ultimo, adesso):
		return -1
	}
	m.aperti = slices.DeleteFunc(m.aperti, func(i int) bool { return p.Tentativi[i].Stato != TentativoInCorso })
	for _, i := range m.aperti {
		if !politica.scaduto(p.Tentativi[i].Iniziato, adesso) {
			return i
		}
	}
	return -1
}

// vivi returns the places of the payments of some items that were not given
// back, of all when none is named.
func (p *corso) vivi(indici []avviso.Indice) (posti []int) {
	if p.memoria == nil {
		for i := range p.Pagamenti {
			if g := &p.Pagamenti[i]; !g.Stornato && (len(indici) == 0 || slices.Contains(indici, g.Indice)) {
				posti = append(posti, i)
			}
		}
		return posti
	}
	for n := range p.memoria.vivi {
		if len(indici) == 0 || slices.Contains(indici, avviso.Indice(n)) {
			v := &p.memoria.vivi[n]
			*v = slices.DeleteFunc(*v, func(i int) bool { return p.Pagamenti[i].Stornato })
			posti = append(posti, *v...)
		}
	}
	return posti
}

// coperta reports whether money was received for an item, whatever the amount.
func (p *corso) coperta(indice int) bool {
	p.conta()
	return indice <= MaxVoci && p.conti[indice].validi > 0 || indice <= len(p.Voci) && p.Voci[indice-1].Eseguita
}

// regolata reports whether every item has a settled payment and at least one
// was settled by a reconciliation: the position is INCASSATA. A valid payment of
// the item given, 0 for none, counts as reconciled.
//
// Source: GovPay, business.Incassi, which counts payments where this asks each
// item.
func (p *corso) regolata(indice avviso.Indice) bool {
	p.conta()
	riconciliata := false
	for i := range p.Voci {
		if n := i + 1; n != int(indice) && (n > MaxVoci || p.conti[n].regolati == 0) {
			return false
		} else if n == int(indice) || p.conti[n].incassati > 0 {
			riconciliata = true
		}
	}
	return riconciliata
}
