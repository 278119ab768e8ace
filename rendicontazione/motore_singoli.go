package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	canonica "github.com/quietanza/quietanza/internal/causale"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// pagamentoSingolo is what the items of one IUV of a body amount to, for a
// transfer that names it.
type pagamentoSingolo struct {
	dal, al   int32 // the items of the one IUR; al is 0 when no item is credited to the body
	ambiguo   bool  // several IUR
	primaData avviso.Data
	somma     somma128
	atteso    avviso.Importo
}

// accreditaSingoli gives the credits that name one payment their classes, in
// order of consumption.
func (m *motore) accreditaSingoli() {
	visti := make(map[int32]pagamentoSingolo, len(m.singoli))
	for _, i := range m.singoli {
		e := &m.r.Movimenti[i]
		p := m.cercaSingolo(e, &m.letture[i].causale, visti)
		if p.al == 0 {
			e.Classe = MovimentoIUVNonTrovato
			continue
		}
		e.IUVTrovato = m.r.Ricevute[p.dal].IUV
		if p.ambiguo {
			e.Classe = MovimentoIUVAmbiguo
			continue
		}
		e.dal, e.al = p.dal, p.al
		m.segnalaTardivo(e, p.primaData)
		m.accreditaVoci(e, &p)
	}
}

// cercaSingolo returns the payment of the first reading of the IUV that has one.
func (m *motore) cercaSingolo(e *EsitoMovimento, c *causale.Causale, visti map[int32]pagamentoSingolo) pagamentoSingolo {
	p := m.pagamentoSingolo(e.Dominio, c.IUV, visti)
	for _, iuv := range c.Candidati {
		if p.al != 0 {
			break
		}
		if p = m.pagamentoSingolo(e.Dominio, iuv, visti); p.al != 0 {
			e.Segnali.aggiungi(SegnaleCandidatoUsato)
		}
	}
	return p
}

// pagamentoSingolo returns what an IUV of a body amounts to, computed once.
func (m *motore) pagamentoSingolo(d avviso.IdDominio, iuv string, visti map[int32]pagamentoSingolo) pagamentoSingolo {
	g, ok := m.cercaGruppo(d, canonica.Canonico(iuv))
	if !ok {
		return pagamentoSingolo{}
	}
	p, visto := visti[g]
	if visto {
		return p
	}
	dal, al := m.vociDi(g)
	iur := ""
	for i := dal; i < al; i++ {
		v := &m.r.Ricevute[i]
		if !v.entrata() {
			continue
		}
		if p.al == 0 {
			p.dal, iur, p.primaData = i, v.IUR, v.Data
		}
		p.al = i + 1
		p.ambiguo = p.ambiguo || v.IUR != iur
		p.somma.aggiungi(v.Importo)
		p.atteso = sommaSaturata(p.atteso, v.Importo)
		if v.Data.Prima(p.primaData) {
			p.primaData = v.Data
		}
	}
	visti[g] = p
	return p
}

// accreditaVoci settles the items of one payment with a credit, if they are
// still to be paid and the amount is theirs.
func (m *motore) accreditaVoci(e *EsitoMovimento, p *pagamentoSingolo) {
	for i := p.dal; i < p.al; i++ {
		if m.r.Ricevute[i].entrata() && (m.voci[i].singola || m.voci[i].accreditata) {
			e.Classe = MovimentoPagamentoGiaRiconciliato
			return
		}
	}
	if !p.somma.uguale(e.Importo) {
		e.diverso(p.atteso)
		return
	}
	e.Classe = MovimentoRiconciliatoSingolo
	for i := p.dal; i < p.al; i++ {
		m.voci[i].singola = m.r.Ricevute[i].entrata()
	}
}
