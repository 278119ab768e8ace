package pendenza

import (
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// riconcilia applies the match of a payment with a credit.
func (p *corso) riconcilia(e *Riconcilia) ([]Azione, error) {
	switch {
	case e.IUR == "":
		return nil, eventoSenza("iur")
	case !e.Indice.IsValid():
		return nil, eventoErrato("indice", e.Indice.String())
	}
	i := p.pagamento(avviso.IUV{}, e.IUR, e.Indice)
	if i >= 0 && p.Pagamenti[i].Incassato { // whatever the state
		return nil, &Errore{Codice: CodiceGiaRiconciliato, Campo: "iur", Valore: e.IUR, Err: motivoRiconciliato}
	}
	c := &Contesto{PagamentoIgnoto: i < 0 || p.Pagamenti[i].Stornato}
	x, voce := PassaRiconcilia, avviso.Indice(0)
	if !c.PagamentoIgnoto {
		voce = e.Indice
	}
	if p.Stato == Eseguita && p.regolata(voce) {
		x = PassaIncassa
	}
	if err := p.passa(x, c); err != nil {
		return nil, err
	}
	p.cambia(i, func(g *Pagamento) { g.Incassato = true })
	if x == PassaIncassa {
		return p.quietanza(), nil
	}
	return nil, nil
}

// forseIncassata moves on a position whose last item was settled by the payment
// itself, as a stamp is: no reconciliation will come for it.
func (p *corso) forseIncassata() []Azione {
	if p.Stato != Eseguita || !p.regolata(0) || p.passa(PassaIncassa, &nessuno) != nil {
		return nil
	}
	return p.quietanza()
}

func (p *corso) quietanza() []Azione {
	if !p.Quietanzabile() {
		return nil
	}
	return []Azione{{Tipo: FaiQuietanza}}
}

// storno applies a refund.
func (p *corso) storno(e *Storno) ([]Azione, error) {
	if err := e.valida(); err != nil {
		return nil, err
	}
	if p.nominaTutte(e.Indici) {
		e = &Storno{}
	}
	c := p.colpisci(e)
	x := p.passaggioStorno(&c)
	if err := p.passa(x, &Contesto{PagamentoIgnoto: c.ignoto}); err != nil {
		return nil, err
	}
	p.restituisci(&c)
	p.ritiraDuplicati()
	if x == PassaStornoDuplicato {
		return nil, nil
	}
	p.Versione++
	if x == PassaStornoTotale {
		p.SenzaRPT, p.AltroCanale = false, false
	}
	return []Azione{{Tipo: FaiRipianifica}}, nil
}

func (e *Storno) valida() error {
	if e.IUR != "" && len(e.Indici) > 0 {
		return eventoErrato("iur", e.IUR)
	}
	for i, n := range e.Indici {
		if !n.IsValid() || slices.Contains(e.Indici[:i], n) {
			return eventoErrato("indici["+strconv.Itoa(i)+"]", n.String())
		}
	}
	return nil
}

// nominaTutte reports whether every item is named, which is as naming none.
func (p *corso) nominaTutte(indici []avviso.Indice) bool {
	for i := range p.Voci {
		if !slices.Contains(indici, avviso.Indice(i+1)) {
			return false
		}
	}
	return len(indici) == len(p.Voci)
}

// colpo is what a refund gives back.
type colpo struct {
	*Storno
	tutto   bool             // it names neither a payment nor items
	ignoto  bool             // it names a payment, or an item, that was never paid
	posti   []int            // the payments that it gives back
	toccati [MaxVoci + 1]int // how many of each item
}

func (p *corso) colpisci(e *Storno) colpo {
	c := colpo{Storno: e, tutto: e.IUR == "" && len(e.Indici) == 0}
	if e.IUR == "" {
		c.posti = p.vivi(e.Indici)
		c.ignoto = slices.ContainsFunc(e.Indici, func(n avviso.Indice) bool { return !p.coperta(int(n)) })
	} else {
		for i := p.prossimo(e.IUR, 0); i >= 0; i = p.prossimo(e.IUR, i+1) {
			if !p.Pagamenti[i].Stornato {
				c.posti = append(c.posti, i)
			}
		}
		c.ignoto = len(c.posti) == 0
	}
	for _, i := range c.posti {
		c.toccati[p.Pagamenti[i].voce()]++
	}
	return c
}

// passaggioStorno chooses the step by what stays paid.
func (p *corso) passaggioStorno(c *colpo) Passaggio {
	riaperta, resta := c.tutto, false
	for i := range p.Voci {
		switch n := i + 1; {
		case c.tutto || !p.coperta(n):
		case p.rimane(c, n):
			resta = true
		default:
			riaperta = true
		}
	}
	switch {
	case !riaperta:
		return PassaStornoDuplicato
	case resta:
		return PassaStornoParziale
	}
	return PassaStornoTotale
}

// rimane reports whether an item that is paid stays so after a refund.
func (p *corso) rimane(c *colpo, n int) bool {
	if c.tutto || n > MaxVoci || slices.Contains(c.Indici, avviso.Indice(n)) {
		return false
	}
	p.conta()
	return c.toccati[n] == 0 || p.ignoti(n)+p.conti[n].validi > c.toccati[n]
}

// ignoti is 1 when an item was paid by something that is not in the list of
// payments: another channel, or a payment that a short document left out.
func (p *corso) ignoti(n int) int {
	switch p.conta(); {
	case p.AltroCanale:
		return 1
	case !p.Voci[n-1].Eseguita || p.conti[n].primi > 0:
		return 0
	}
	return 1
}

// restituisci marks the payments given back, and opens the items that no
// payment covers any more, or only one of another amount.
func (p *corso) restituisci(c *colpo) {
	restano := make([]bool, len(p.Voci))
	for i := range p.Voci {
		restano[i] = p.rimane(c, i+1)
	}
	for _, i := range c.posti {
		p.cambia(i, func(g *Pagamento) { g.Stornato = true })
	}
	p.Voci = slices.Clone(p.Voci)
	for i := range p.Voci {
		n := i + 1
		switch {
		case !restano[i]:
			p.Voci[i].Eseguita = false
		case c.toccati[n] > 0 && !p.AltroCanale:
			p.Voci[i].Eseguita = p.ignoti(n) > 0 || p.conti[n].esatti > 0
			if !p.Voci[i].Eseguita {
				p.segnala(ImportoDiverso)
			}
		}
	}
}

// ritiraDuplicati drops the anomaly of the duplicates once no item has more
// than one payment.
func (p *corso) ritiraDuplicati() {
	p.conta()
	for n := 1; n <= MaxVoci; n++ {
		if v := p.conti[n].validi; v > 0 && (n > len(p.Voci) || v+p.ignoti(n) > 1) {
			return
		}
	}
	for _, i := range p.vivi(nil) { // the one that remains is the good one
		p.cambia(i, func(g *Pagamento) { g.Duplicato = false })
	}
	p.ritira(PagamentoDuplicato)
	p.ritira(VoceGiaEseguita)
	p.ritira(VoceSconosciuta)
}
