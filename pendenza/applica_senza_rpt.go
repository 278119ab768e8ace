package pendenza

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// pagataSenzaRPT applies a payment that only a reporting flow tells of.
func (p *corso) pagataSenzaRPT(e *PagamentoSenzaRPT) ([]Azione, error) {
	switch {
	case e.IUR == "":
		return nil, eventoSenza("iur")
	case e.Importo.Segno() <= 0:
		return nil, eventoErrato("importo", e.Importo.String())
	}
	iuv := e.IUV
	if !iuv.IsValid() {
		iuv = p.identificativo()
	}
	i := p.prossimo(e.IUR, 0)
	for i >= 0 && !stessoIUV(p.Pagamenti[i].IUV, iuv) {
		i = p.prossimo(e.IUR, i+1)
	}
	prima := p.Stato
	if err := p.passa(PassaSenzaRPT, &Contesto{RTDuplicata: i >= 0}); err != nil {
		return nil, err
	}
	g := Pagamento{IUV: iuv, IUR: e.IUR, Indice: 1, Importo: e.Importo, Data: e.Data, Tipo: p.tipoVoce(1), SenzaRPT: true}
	g.Duplicato = prima.chiusa() || prima == EseguitaParziale
	switch {
	case prima == Trasferita:
		p.segnala(PosizioneTrasferita)
	case g.Duplicato:
		p.segnala(PagamentoDuplicato)
	default:
		p.SenzaRPT = true
		p.eseguiPrima(e.Importo)
	}
	if prima == Annullata {
		p.segnala(PagamentoSuAnnullata)
	}
	p.paga(g)
	if p.Stato == prima {
		return nil, nil
	}
	return append([]Azione{{Tipo: FaiChiudiPromemoria}}, p.alternative()...), nil
}

// eseguiPrima attributes an amount to the first item.
func (p *corso) eseguiPrima(i avviso.Importo) {
	switch {
	case len(p.Voci) == 0:
		p.segnala(VoceSconosciuta)
	case p.Voci[0].Importo != i:
		p.segnala(ImportoDiverso)
	default:
		p.Voci = slices.Clone(p.Voci)
		p.Voci[0].Eseguita = true
	}
	if len(p.Voci) > 1 {
		p.segnala(VociSenzaRPT)
	}
}

// riconosciIntero finds the one payment without RPT that is all of a receipt of several
// items: then none of them is new money.
func (p *corso) riconosciIntero(l *lettaRicevuta) {
	if len(l.tardive) != 1 || len(l.nuove) == 0 || l.duplicata {
		return
	}
	parti := append(slices.Clone(l.tardive), l.nuove...)
	l.intero = p.pagamento(l.iuv, parti[0].IUR, parti[0].Indice)
	var somma avviso.Importo
	for _, v := range parti {
		var err error
		if somma, err = somma.Somma(v.Importo); err != nil {
			return
		}
	}
	if somma == p.Pagamenti[l.intero].Importo {
		l.parti, l.nuove = parti, nil
	}
}

// dividi puts the items of a receipt in the place of the one payment that was recorded for
// all of them on the first item, and takes back what was said of it for that.
func (p *corso) dividi(e *Ricevuta, l *lettaRicevuta) {
	intero := p.Pagamenti[l.intero]
	p.Voci = slices.Clone(p.Voci)
	esatte := true
	for i, v := range l.parti {
		nuovo := func(g *Pagamento) {
			g.IUR, g.Indice, g.CCP, g.Importo, g.Tipo, g.SenzaRPT = v.IUR, v.Indice, e.CCP, v.Importo, p.tipo(&v), false
		}
		if i == 0 {
			p.cambia(l.intero, nuovo)
		} else {
			g := intero
			nuovo(&g)
			p.paga(g)
		}
		ignota := int(v.Indice) > len(p.Voci)
		if ignota {
			p.segnala(VoceSconosciuta)
		}
		if ignota || v.Importo != p.Voci[v.Indice-1].Importo {
			esatte = false
		} else if !intero.Stornato && !intero.Duplicato {
			p.Voci[v.Indice-1].Eseguita = true
		}
	}
	p.conta()
	if p.Pendenza.SenzaRPT = p.senzaRPT > 0; !p.Pendenza.SenzaRPT {
		p.ritira(VociSenzaRPT)
	}
	if esatte && p.tutteEsatte() {
		p.ritira(ImportoDiverso)
	}
}

// tutteEsatte reports whether every payment that was not given back is of the amount of its item.
func (p *corso) tutteEsatte() bool {
	return !slices.ContainsFunc(p.Pagamenti, func(g Pagamento) bool {
		return !g.Stornato && (int(g.Indice) > len(p.Voci) || g.Importo != p.Voci[g.Indice-1].Importo)
	})
}
