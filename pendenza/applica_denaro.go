package pendenza

import (
	"slices"
	"strconv"
)

// riconcilia applies the match of a payment with a credit.
func (p *Pendenza) riconcilia(e *Riconcilia) ([]Azione, error) {
	switch {
	case e.IUR == "":
		return nil, eventoSenza("iur")
	case e.Indice < 1 || e.Indice > MaxVoci:
		return nil, eventoErrato("indice", strconv.Itoa(e.Indice))
	}
	i := slices.IndexFunc(p.Pagamenti, func(g Pagamento) bool { return g.IUR == e.IUR && g.Indice == e.Indice })
	if i >= 0 && p.Pagamenti[i].Incassato { // whatever the state
		return nil, &Errore{Codice: CodiceGiaRiconciliato, Campo: "iur", Valore: e.IUR, Err: motivoRiconciliato}
	}
	c := &Contesto{PagamentoIgnoto: i < 0 || p.Pagamenti[i].Stornato}
	if !c.PagamentoIgnoto {
		p.Pagamenti = slices.Clone(p.Pagamenti)
		p.Pagamenti[i].Incassato = true
	}
	x := PassaRiconcilia
	if p.Stato == Eseguita && p.regolata() {
		x = PassaIncassa
	}
	if err := p.passa(x, c); err != nil {
		return nil, err
	}
	if x == PassaIncassa {
		return p.quietanza(), nil
	}
	return nil, nil
}

// forseIncassata moves on a position whose last item was settled by the payment
// itself, as a stamp is: no reconciliation will come for it.
func (p *Pendenza) forseIncassata() []Azione {
	if p.Stato != Eseguita || !p.regolata() || p.passa(PassaIncassa, new(Contesto)) != nil {
		return nil
	}
	return p.quietanza()
}

func (p *Pendenza) quietanza() []Azione {
	if !p.Quietanzabile() {
		return nil
	}
	return []Azione{{Tipo: FaiQuietanza}}
}

// storno applies a refund.
func (p *Pendenza) storno(e *Storno) ([]Azione, error) {
	if err := e.verifica(); err != nil {
		return nil, err
	}
	if p.nominaTutte(e.Indici) {
		e = &Storno{}
	}
	colpito, ignoto := p.colpito(e)
	x := p.passaggioStorno(e, colpito)
	if err := p.passa(x, &Contesto{PagamentoIgnoto: ignoto}); err != nil {
		return nil, err
	}
	p.restituisci(e, colpito)
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

func (e *Storno) verifica() error {
	if e.IUR != "" && len(e.Indici) > 0 {
		return eventoErrato("iur", e.IUR)
	}
	for i, n := range e.Indici {
		if n < 1 || n > MaxVoci || slices.Contains(e.Indici[:i], n) {
			return eventoErrato("indici["+strconv.Itoa(i)+"]", strconv.Itoa(n))
		}
	}
	return nil
}

// nominaTutte reports whether every item is named, which is as naming none.
func (p *Pendenza) nominaTutte(indici []int) bool {
	for i := range p.Voci {
		if !slices.Contains(indici, i+1) {
			return false
		}
	}
	return len(indici) == len(p.Voci)
}

// colpito returns which payments a refund gives back, and whether it names one,
// or an item, that was never paid.
func (p *Pendenza) colpito(e *Storno) (colpito func(*Pagamento) bool, ignoto bool) {
	switch {
	case e.IUR != "":
		colpito = func(g *Pagamento) bool { return !g.Stornato && g.IUR == e.IUR }
		return colpito, !slices.ContainsFunc(p.Pagamenti, func(g Pagamento) bool { return colpito(&g) })
	case len(e.Indici) > 0:
		ignoto = slices.ContainsFunc(e.Indici, func(n int) bool { return !p.coperta(n) })
		return func(g *Pagamento) bool { return !g.Stornato && slices.Contains(e.Indici, g.Indice) }, ignoto
	}
	return func(g *Pagamento) bool { return !g.Stornato }, false
}

// passaggioStorno chooses the step by what stays paid.
func (p *Pendenza) passaggioStorno(e *Storno, colpito func(*Pagamento) bool) Passaggio {
	if e.IUR == "" && len(e.Indici) == 0 {
		return PassaStornoTotale
	}
	riaperta, resta := false, false
	for i := range p.Voci {
		switch n := i + 1; {
		case !p.coperta(n):
		case p.rimane(e, n, colpito):
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
func (p *Pendenza) rimane(e *Storno, indice int, colpito func(*Pagamento) bool) bool {
	if slices.Contains(e.Indici, indice) {
		return false
	}
	restano, toccata := p.ignoti(indice), false
	for i := range p.Pagamenti {
		switch g := &p.Pagamenti[i]; {
		case g.Indice != indice || g.Stornato:
		case colpito(g):
			toccata = true
		default:
			restano++
		}
	}
	return !toccata || restano > 0
}

// ignoti is 1 when an item was paid by something that is not in the list of
// payments: another channel, or a payment that a short document left out.
func (p *Pendenza) ignoti(indice int) int {
	if p.AltroCanale {
		return 1
	}
	if !p.Voci[indice-1].Eseguita {
		return 0
	}
	for i := range p.Pagamenti {
		if g := &p.Pagamenti[i]; g.Indice == indice && !g.Duplicato {
			return 0
		}
	}
	return 1
}

// restituisci marks the payments given back, and opens the items that no
// payment covers any more, or only one of another amount.
func (p *Pendenza) restituisci(e *Storno, colpito func(*Pagamento) bool) {
	tutto := e.IUR == "" && len(e.Indici) == 0
	restano := make([]bool, len(p.Voci))
	for i := range p.Voci {
		restano[i] = !tutto && p.rimane(e, i+1, colpito)
	}
	p.Pagamenti = slices.Clone(p.Pagamenti)
	toccate := [MaxVoci + 1]bool{}
	for i := range p.Pagamenti {
		if g := &p.Pagamenti[i]; colpito(g) {
			g.Stornato = true
			toccate[g.Indice] = true
		}
	}
	p.Voci = slices.Clone(p.Voci)
	for i := range p.Voci {
		switch {
		case !restano[i]:
			p.Voci[i].Eseguita = false
		case toccate[i+1] && !p.AltroCanale:
			p.Voci[i].Eseguita = p.ignoti(i+1) > 0 || p.dovuto(i+1)
			if !p.Voci[i].Eseguita {
				p.segnala(ImportoDiverso)
			}
		}
	}
}

// dovuto reports whether a payment of an item that was not given back has the
// amount due.
func (p *Pendenza) dovuto(indice int) bool {
	return slices.ContainsFunc(p.Pagamenti, func(g Pagamento) bool {
		return g.Indice == indice && !g.Stornato && g.Importo == p.Voci[indice-1].Importo
	})
}

// ritiraDuplicati drops the anomaly of the duplicates once no item has more
// than one payment.
func (p *Pendenza) ritiraDuplicati() {
	for i := range p.Pagamenti {
		g := &p.Pagamenti[i]
		if g.Stornato {
			continue
		}
		if g.Indice > len(p.Voci) || p.validi(g.Indice)+p.ignoti(g.Indice) > 1 {
			return
		}
	}
	for i := range p.Pagamenti {
		if g := &p.Pagamenti[i]; !g.Stornato {
			g.Duplicato = false // the one that remains is the good one
		}
	}
	p.ritira(PagamentoDuplicato)
	p.ritira(VoceGiaEseguita)
	p.ritira(VoceSconosciuta)
}
