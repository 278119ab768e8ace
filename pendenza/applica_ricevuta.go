package pendenza

import (
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// valida refuses a receipt that makes no sense on its own.
func (e *Ricevuta) valida() error {
	switch {
	case e.CCP == "":
		return eventoSenza("ccp")
	case !e.Esito.IsValid():
		return eventoErrato("esito", string(e.Esito))
	}
	for i := range e.Voci {
		v := &e.Voci[i]
		campo := "voci[" + strconv.Itoa(i) + "]."
		switch {
		case !v.Indice.IsValid():
			return eventoErrato(campo+"indice", v.Indice.String())
		case v.Importo.Segno() < 0:
			return eventoErrato(campo+"importo", v.Importo.String())
		case v.IUR == "" && !v.Importo.IsZero() && e.Esito.Positivo():
			return eventoSenza(campo + "iur")
		case slices.ContainsFunc(e.Voci[:i], func(w VoceRicevuta) bool { return w.Indice == v.Indice }):
			return eventoErrato(campo+"indice", v.Indice.String())
		}
	}
	return nil
}

// lettaRicevuta is what a receipt means for a position.
type lettaRicevuta struct {
	iuv       avviso.IUV
	duplicata bool
	nuove     []VoceRicevuta // money that the position does not know
	tardive   []VoceRicevuta // money recorded before without RPT
	parti     []VoceRicevuta // money recorded before without RPT as one payment: see intero
	intero    int            // the payment that parti divide
}

// leggi compares a receipt with what the position knows.
func (p *corso) leggi(e *Ricevuta) lettaRicevuta {
	l := lettaRicevuta{iuv: e.IUV}
	if !l.iuv.IsValid() {
		l.iuv = p.identificativo()
	}
	if t := p.tentativo(l.iuv, e.CCP); t >= 0 && p.Tentativi[t].Stato.conRicevuta() {
		l.duplicata = true
		return l
	}
	if !e.Esito.Positivo() {
		return l
	}
	for _, v := range e.Voci {
		if v.Importo.IsZero() {
			continue
		}
		switch i := p.pagamento(l.iuv, v.IUR, v.Indice); {
		case i < 0:
			l.nuove = append(l.nuove, v)
		case p.Pagamenti[i].SenzaRPT:
			l.tardive = append(l.tardive, v)
		default:
			l.duplicata = true
		}
	}
	p.riconosciIntero(&l)
	return l
}

// passaggio chooses the step: one of a payment without RPT, unless it brings new
// money to a position still open, then no money, then the rest.
func (p *corso) passaggio(e *Ricevuta, l *lettaRicevuta) Passaggio {
	switch {
	case len(l.tardive) > 0 && (len(l.nuove) == 0 || p.Stato.chiusa()):
		return PassaRicevutaTardiva
	case len(l.nuove) == 0 && (!l.duplicata || !e.Esito.Positivo()): // one repeated is what it was
		return PassaRicevutaNegativa
	}
	for i := range p.Voci {
		pagata := p.coperta(i + 1)
		eseguita := p.Voci[i].Eseguita
		for _, v := range l.nuove {
			if int(v.Indice) == i+1 {
				pagata = true
				eseguita = eseguita || v.Importo == p.Voci[i].Importo
			}
		}
		if !pagata || e.Esito != rpt.PagamentoEseguito && !eseguita {
			return PassaRicevutaParziale
		}
	}
	return PassaRicevutaEseguita
}

// ricevuta applies a receipt.
func (p *corso) ricevuta(e *Ricevuta) ([]Azione, error) {
	if err := e.valida(); err != nil {
		return nil, err
	}
	l := p.leggi(e)
	prima := p.Stato
	x := p.passaggio(e, &l)
	if err := p.passa(x, &Contesto{RTDuplicata: l.duplicata}); err != nil {
		return nil, err
	}
	azioni := []Azione{{Tipo: FaiNotifica, IUV: l.iuv, CCP: e.CCP}}
	p.chiudiTentativo(e, &l, x)
	if x == PassaRicevutaNegativa {
		return azioni, nil
	}
	p.allegaRT(e, &l)
	p.registra(e, &l, prima, x)
	if prima == Annullata && p.Stato != prima {
		p.segnala(PagamentoSuAnnullata)
	}
	if p.Stato == Eseguita && prima != Eseguita {
		azioni = append(azioni, Azione{Tipo: FaiChiudiPromemoria})
	}
	if p.Stato != prima {
		azioni = append(azioni, p.alternative()...)
	}
	return append(azioni, p.forseIncassata()...), nil
}

// chiudiTentativo closes the attempt of a receipt: the one of its ccp, else the one
// of paGetPayment that waits for it; it may never have been told to start.
func (p *corso) chiudiTentativo(e *Ricevuta, l *lettaRicevuta, x Passaggio) {
	stato := TentativoEseguito
	switch {
	case x == PassaRicevutaNegativa:
		stato = TentativoNonEseguito
	case e.Esito != rpt.PagamentoEseguito:
		stato = TentativoParziale
	}
	i := p.tentativo(l.iuv, e.CCP)
	if i < 0 {
		i = p.inAttesa(l.iuv)
	}
	p.tenta(i, Tentativo{IUV: l.iuv, CCP: e.CCP, Stato: stato})
}

// allegaRT joins the receipt to the payments recorded without it. The amount
// recorded stays: it is the money that moved.
func (p *corso) allegaRT(e *Ricevuta, l *lettaRicevuta) {
	switch {
	case len(l.tardive) == 0:
		return
	case len(l.parti) > 0:
		p.dividi(e, l)
		return
	}
	for _, v := range l.tardive {
		i := p.pagamento(l.iuv, v.IUR, v.Indice)
		p.cambia(i, func(g *Pagamento) { g.SenzaRPT, g.CCP = false, e.CCP })
		if p.Pagamenti[i].Importo != v.Importo {
			p.segnala(ImportoDiverso)
		}
	}
	p.conta()
	p.Pendenza.SenzaRPT = p.senzaRPT > 0
}

// registra records the payments of a receipt that the position did not know.
func (p *corso) registra(e *Ricevuta, l *lettaRicevuta, prima Stato, x Passaggio) {
	if len(l.nuove) == 0 {
		return
	}
	tardiva := x == PassaRicevutaTardiva
	p.Voci = slices.Clone(p.Voci)
	for _, v := range l.nuove {
		ignota := int(v.Indice) > len(p.Voci)
		g := Pagamento{IUV: l.iuv, IUR: v.IUR, Indice: v.Indice, CCP: e.CCP, Importo: v.Importo, Data: e.Data, Tipo: p.tipo(&v)}
		switch {
		case prima.chiusa() && !tardiva, !ignota && p.Voci[v.Indice-1].Eseguita:
			g.Duplicato = true
		case ignota:
		case v.Importo == p.Voci[v.Indice-1].Importo:
			p.Voci[v.Indice-1].Eseguita = true
		default:
			p.segnala(ImportoDiverso)
		}
		if ignota {
			p.segnala(VoceSconosciuta)
		}
		p.segnalaEccesso(g.Duplicato, prima, tardiva)
		p.paga(g)
	}
}

// segnalaEccesso says why a payment is one too many.
func (p *corso) segnalaEccesso(duplicato bool, prima Stato, tardiva bool) {
	switch {
	case !duplicato:
	case prima == Trasferita:
		p.segnala(PosizioneTrasferita)
	case prima.pagata() && !tardiva:
		p.segnala(PagamentoDuplicato)
	default:
		p.segnala(VoceGiaEseguita)
	}
}

// tipo returns the kind of a payment: given, or found from its item.
func (p *corso) tipo(v *VoceRicevuta) avviso.TipoRiscossione {
	if v.Tipo != 0 {
		return v.Tipo
	}
	return p.tipoVoce(v.Indice)
}

func (p *corso) tipoVoce(indice avviso.Indice) avviso.TipoRiscossione {
	if int(indice) > len(p.Voci) {
		return avviso.Entrata
	}
	v := &p.Voci[indice-1]
	switch {
	case v.TipoBollo != "":
		return avviso.MBT
	case v.IdDominio.IsValid() && len(p.opzioni.Domini) > 0 && !slices.Contains(p.opzioni.Domini, v.IdDominio):
		return avviso.EntrataPANonIntermediata
	}
	return avviso.Entrata
}
