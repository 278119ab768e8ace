package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// nessuno is the StornoDi with which a host says that a reversal is of none of the
// movements.
const nessuno = "-"

// attribuisciStorni takes from the credits what the reversals and the
// restitutions took back, so that each has a residuo, in three passes: what the
// banks' own references tell, what those of pagoPA tell, what the amount tells.
func (m *motore) attribuisciStorni() {
	storni, debiti := m.classificaUscite()
	if len(storni)+len(debiti)+len(m.scartati) > 0 {
		c := m.apriConti(slices.Concat(storni, debiti))
		c.perAmmontare(c.perNome(c.perRiferimento(storni), debiti))
		m.trattieniScartati(c)
	}
	m.classificaStornati()
}

// classificaUscite gives the classes of what is no credit, and each credit its
// whole amount. It returns the reversals of credits, and the debits that name a flow.
func (m *motore) classificaUscite() (storni, debiti []int32) {
	for _, i := range m.consumo {
		e := &m.r.Movimenti[i]
		cita := m.letture[i].esito == leggeFlussi
		switch {
		case e.Segno != cassa.Entrata:
			e.Classe = MovimentoUscita
			if cita && e.Storno {
				e.Segnali.aggiungi(SegnaleRiaccreditoDaVerificare)
			} else if cita {
				debiti = append(debiti, i)
			}
		case e.Classe != 0: // a copy
		case e.Storno:
			e.Classe = MovimentoStorno
			storni = append(storni, i)
		default:
			e.Residuo = e.Importo
		}
	}
	return storni, debiti
}

// perRiferimento is the first pass. It returns the reversals that are left.
func (c *conti) perRiferimento(storni []int32) (restano []int32) {
	sempre := func(accredito) bool { return true }
	for _, i := range storni {
		s := &c.r.Movimenti[i]
		if s.StornoDi == nessuno {
			continue
		}
		var crediti []int32
		if s.StornoDi != "" {
			c.trovati = append(c.trovati[:0], c.legati[chiaveLegame{conto: contoDi(s), legame: legameID, testo: s.StornoDi}]...)
			crediti = c.distinti(sempre)
		}
		for _, passo := range [...]struct {
			tiene  func(accredito) bool
			legami []legame
		}{
			{sempre, []legame{legameID}},
			{sempre, []legame{legameProvvisorio}},
			{c.nonDopo(&c.r.Movimenti[i]), []legame{legameRifBanca, legameTRN}},
			{c.nonDopo(&c.r.Movimenti[i]), []legame{legameEndToEnd}},
		} {
			if len(crediti) > 0 {
				break
			}
			crediti = c.conLegame(i, passo.tiene, passo.legami...)
		}
		if len(crediti) == 0 {
			restano = append(restano, i)
			continue
		}
		c.preleva(i, crediti)
	}
	return restano
}

// perNome is the second pass, of reversals and of debits. It returns the
// reversals that are left.
func (c *conti) perNome(storni, debiti []int32) (restano []int32) {
	tutti := slices.Concat(storni, debiti)
	slices.SortFunc(tutti, c.primaConsumo)
	for _, i := range tutti {
		e := &c.r.Movimenti[i]
		if e.Classe == MovimentoUscita {
			if crediti := c.restituibili(i); len(crediti) > 0 {
				e.Classe = MovimentoRestituzione
				c.preleva(i, crediti)
			}
			continue
		}
		crediti := c.conLegame(i, c.nonDopo(&c.r.Movimenti[i]), legameFlusso, legameIUV)
		if len(crediti) == 0 {
			restano = append(restano, i)
			continue
		}
		c.preleva(i, crediti)
	}
	return restano
}

// restituibili returns the credits with something left that name, exactly, a flow
// that a debit names.
func (c *conti) restituibili(i int32) []int32 {
	nonDopo := c.nonDopo(&c.r.Movimenti[i])
	return c.citati(&c.r.Movimenti[i], &c.letture[i], func(x accredito) bool {
		return nonDopo(x) && c.r.Movimenti[x.credito].Residuo.Segno() > 0
	})
}

// citati returns the credits of a rule that name, exactly, a flow that a debit
// names.
func (c *conti) citati(e *EsitoMovimento, l *lettura, tiene func(accredito) bool) []int32 {
	c.trovati = c.trovati[:0]
	for _, n := range l.nomi {
		if n.flusso == 0 || n.esatto {
			c.trovati = append(c.trovati, c.legati[chiaveLegame{conto: contoDi(e), legame: legameFlusso, testo: n.id}]...)
		}
	}
	return c.distinti(tiene)
}

// perAmmontare is the third pass, of the reversals that are left.
func (c *conti) perAmmontare(storni []int32) {
	for _, i := range storni {
		s := &c.r.Movimenti[i]
		var trovati *candidati
		if !c.letture[i].nomina() && s.Fonte != cassa.FonteOPI {
			trovati = c.diImporto(i)
		}
		switch {
		case trovati == nil || len(trovati.crediti) == 0:
			s.Segnali.aggiungi(SegnaleStornoSenzaOriginale)
			c.trattieni(i, s.Importo)
		case len(trovati.crediti) == 1:
			s.Segnali.aggiungi(SegnaleStornoPresunto)
			c.r.Movimenti[trovati.crediti[0]].Segnali.aggiungi(SegnaleStornoPresunto)
			c.preleva(i, trovati.crediti)
		default:
			s.Segnali.aggiungi(SegnaleStornoDubbio)
			c.dubbi = append(c.dubbi, dubbio{i, trovati})
		}
	}
	segnati := make(map[*candidati]bool)
	for _, d := range c.dubbi {
		if segnati[d.candidati] {
			continue
		}
		segnati[d.candidati] = true
		for _, k := range d.candidati.crediti {
			c.r.Movimenti[k].Segnali.aggiungi(SegnaleStornoDubbio)
		}
	}
}

// dubbio is a reversal that several credits may be the original of.
type dubbio struct {
	storno    int32
	candidati *candidati
}

// preleva takes the amount of a reversal from credits: from the last that has
// exactly that left, else from the largest that has more, else from all in order
// until it is spent. What cannot be taken is held back.
func (c *conti) preleva(i int32, crediti []int32) {
	s := &c.r.Movimenti[i]
	resto := s.Importo
	if k, ok := c.capiente(crediti, resto); ok {
		resto = c.prendi(s, k, resto)
	}
	for _, k := range crediti {
		resto = c.prendi(s, k, resto)
	}
	switch {
	case len(s.Storna) == 0:
		s.Segnali.aggiungi(SegnaleStornoRipetuto)
	case resto.Segno() > 0:
		s.Segnali.aggiungi(SegnaleStornoEccedente)
	}
	c.trattieni(i, resto)
}

// capiente returns the credit that alone covers an amount, if one does.
func (c *conti) capiente(crediti []int32, importo avviso.Importo) (scelto int32, ok bool) {
	for _, k := range crediti {
		residuo := c.r.Movimenti[k].Residuo
		if n := residuo.Compare(importo); n < 0 {
			continue
		}
		migliore := residuo == importo || ok && residuo.Compare(c.r.Movimenti[scelto].Residuo) >= 0 && c.r.Movimenti[scelto].Residuo != importo
		if !ok || migliore {
			scelto, ok = k, true
		}
	}
	return scelto, ok
}

// prendi takes of an amount what a credit has left, and returns the rest.
func (c *conti) prendi(s *EsitoMovimento, k int32, importo avviso.Importo) (resto avviso.Importo) {
	e := &c.r.Movimenti[k]
	preso := importo
	if e.Residuo.Compare(preso) < 0 {
		preso = e.Residuo
	}
	if preso.Segno() <= 0 {
		return importo
	}
	if e.Residuo == e.Importo {
		for _, conto := range append(c.altrove[k], contoDi(e)) {
			c.parziali[conto] = append(c.parziali[conto], accredito{k, k})
		}
	}
	delete(c.noti, e.Residuo)
	e.Residuo = sottrai(e.Residuo, preso)
	delete(c.noti, e.Residuo)
	s.Storna = append(s.Storna, Prelievo{Movimento: int(k), Chiave: e.Chiave(), Importo: preso})
	if e.Importo != s.Importo {
		s.Segnali.aggiungi(SegnaleStornoImportoDiverso)
	}
	return sottrai(importo, preso)
}

// sottrai is the difference of two amounts that are not below zero.
func sottrai(a, b avviso.Importo) avviso.Importo {
	return avviso.ImportoDaCentesimi(a.Centesimi() - b.Centesimi())
}

// classificaStornati gives the credits that pay nothing for a reversal their
// class, and tells their flows.
func (m *motore) classificaStornati() {
	for _, i := range m.consumo {
		e := &m.r.Movimenti[i]
		dubbio := e.Segnali.Contiene(SegnaleStornoDubbio)
		if e.Classe != 0 || e.Residuo == e.Importo && !dubbio {
			continue
		}
		l := &m.letture[i]
		switch {
		case e.Residuo.IsZero():
			e.Classe = MovimentoStornato
		case dubbio && l.nomina():
			e.Classe = MovimentoStornoDubbio
		}
		if !e.Residuo.IsZero() && e.Residuo != e.Importo {
			e.Segnali.aggiungi(SegnaleStornatoInParte)
		}
		m.stornati = append(m.stornati, i)
	}
}
