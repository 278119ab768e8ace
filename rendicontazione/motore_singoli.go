package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
)

// pagamentoSingolo is what the items of one IUV of a body amount to, for a
// transfer that names it.
type pagamentoSingolo struct {
	dal, al   int32 // from the first to the last item credited to the body
	ambiguo   bool  // several IUR
	primaData avviso.Data
	scarto    avviso.Totale // what they amount to, below zero
}

// accreditaSingoli gives the credits that name one payment their classes, in
// order of consumption.
func (m *motore) accreditaSingoli() {
	visti := make(map[int32]pagamentoSingolo) // of the groups of many items
	for _, i := range m.singoli {
		e, l := &m.r.Movimenti[i], &m.letture[i]
		if l.gruppo == 0 {
			e.Classe = MovimentoIUVNonTrovato
			continue
		}
		p, visto := visti[l.gruppo]
		if !visto {
			p = m.pagamentoSingolo(l.gruppo - 1)
			if int(p.al-p.dal) > pocheVoci {
				visti[l.gruppo] = p
			}
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

// pagamentoSingolo returns what a group of which an item is credited to the body
// amounts to.
func (m *motore) pagamentoSingolo(g int32) pagamentoSingolo {
	var p pagamentoSingolo
	iur := ""
	for i, al := m.vociDi(g); i < al; i++ {
		v := &m.r.Ricevute[i]
		if !v.entrata() {
			continue
		}
		if p.al == 0 {
			p.dal, iur, p.primaData = i, v.IUR, v.Data
		}
		p.al = i + 1
		p.ambiguo = p.ambiguo || v.IUR != iur
		p.scarto.Aggiungi(v.Importo.Neg())
		if v.Data.Prima(p.primaData) {
			p.primaData = v.Data
		}
	}
	return p
}

// accreditaVoci settles the items of one payment with a credit, if they are
// still to be paid and the amount is theirs.
func (m *motore) accreditaVoci(e *EsitoMovimento, p *pagamentoSingolo) {
	for i := p.dal; i < p.al; i++ {
		if v := &m.r.Ricevute[i]; v.entrata() && (v.stato.singola || v.stato.accreditata) {
			e.Classe = MovimentoPagamentoGiaRiconciliato
			return
		}
	}
	scarto := p.scarto
	if scarto.Aggiungi(e.Residuo); scarto.Segno() != 0 {
		e.diverso(scarto)
		return
	}
	e.Classe = MovimentoRiconciliatoSingolo
	for i := p.dal; i < p.al; i++ {
		v := &m.r.Ricevute[i]
		v.stato.singola = v.entrata()
	}
}
