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
	sempre := func(int32) bool { return true }
	for _, i := range storni {
		s := &c.r.Movimenti[i]
		if s.StornoDi == nessuno {
			continue
		}
		c.trovate = c.trovate[:0]
		if s.StornoDi != "" {
			c.aggiungi(chiaveLegame{conto: contoDi(s), legame: legameID, testo: s.StornoDi}, sempre)
		}
		for _, passo := range [...]struct {
			tiene  func(int32) bool
			legami []legame
		}{
			{sempre, []legame{legameID}},
			{sempre, []legame{legameProvvisorio}},
			{c.nonDopo(s), []legame{legameRifBanca, legameTRN}},
			{c.nonDopo(s), []legame{legameEndToEnd}},
		} {
			if len(c.trovate) > 0 {
				break
			}
			c.conLegame(i, passo.tiene, passo.legami...)
		}
		if len(c.trovate) == 0 {
			restano = append(restano, i)
			continue
		}
		c.preleva(i, c.trovate)
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
			// Also where nothing is left of their credits: the money is gone.
			if file := c.citati(e, &c.letture[i], c.nonDopo(e)); len(file) > 0 {
				e.Classe = MovimentoRestituzione
				c.preleva(i, file)
			} else if c.letture[i].nominaFlusso() {
				e.Segnali.aggiungi(SegnaleStornoSenzaOriginale)
			}
			continue
		}
		file := c.conLegame(i, c.nonDopo(e), legameFlusso, legameIUV)
		if len(file) == 0 {
			restano = append(restano, i)
			continue
		}
		c.preleva(i, file)
	}
	return restano
}

// citati returns the queues of the credits that name, exactly, a flow that a debit
// names, of which one at least keeps a rule.
func (c *conti) citati(e *EsitoMovimento, l *lettura, tiene func(int32) bool) []*fila {
	c.trovate = c.trovate[:0]
	for _, n := range l.nomi {
		if n.flusso == 0 || n.esatto {
			c.aggiungi(chiaveLegame{conto: contoDi(e), legame: legameFlusso, testo: n.id}, tiene)
		}
		if k, ok := c.legameRegolamento(contoDi(e), &n); ok {
			c.aggiungi(k, tiene)
		}
	}
	return c.trovate
}

// perAmmontare is the third pass, of the reversals that are left.
func (c *conti) perAmmontare(storni []int32) {
	c.elencaResidui(storni)
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
			k := trovati.crediti[0]
			s.Segnali.aggiungi(SegnaleStornoPresunto)
			c.r.Movimenti[k].Segnali.aggiungi(SegnaleStornoPresunto)
			c.concludi(i, c.prendi(s, k, s.Importo))
			delete(c.noti, s.Importo)
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

// preleva takes the amount of a reversal from the credits that have come in some
// queues: from the last that has exactly that left, else from the largest that has
// more, else from all in order until it is spent. What cannot be taken is held back.
func (c *conti) preleva(i int32, file []*fila) {
	s := &c.r.Movimenti[i]
	resto := s.Importo
	k, ok := c.capiente(file, resto)
	if !ok {
		k, ok = c.primo(file)
	}
	for ok && resto.Segno() > 0 {
		resto = c.prendi(s, k, resto)
		k, ok = c.primo(file)
	}
	c.concludi(i, resto)
}

// concludi says of a reversal what it did not take, and holds it back.
func (c *conti) concludi(i int32, resto avviso.Importo) {
	s := &c.r.Movimenti[i]
	switch {
	case len(s.Storna) == 0:
		s.Segnali.aggiungi(SegnaleStornoRipetuto)
	case resto.Segno() > 0:
		s.Segnali.aggiungi(SegnaleStornoEccedente)
	}
	c.trattieni(i, resto)
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
	e.Residuo = sottrai(e.Residuo, preso)
	c.annotaPreso(k)
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
