package rendicontazione

import (
	"cmp"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Money that left an account and has no place among its credits is still money
// that left: until the host says whose it is, it is held back on credits that
// would discharge debts, so that never more is discharged than is there.

// pretesa is an amount to hold back.
type pretesa struct {
	conto   chiaveConto
	lettura *lettura
	importo avviso.Importo
	posto   int32 // of the movement in Movimenti,
	copia   int32 // from 1 for a conflicting copy of it that is not used
}

// scartato is a copy of a movement that is not used, since another of its key
// says otherwise.
type scartato struct {
	EsitoMovimento
	lettura lettura
	posto   int32 // of the copy used, in Movimenti
}

// trattieni notes an amount of movement i that took nothing.
func (c *conti) trattieni(i int32, importo avviso.Importo) {
	if importo.Segno() > 0 {
		c.pretese = append(c.pretese, pretesa{contoDi(&c.r.Movimenti[i]), &c.letture[i], importo, i, 0})
	}
}

// leggiScartati reads what the copies that are not used name.
func (m *motore) leggiScartati() {
	l := lettoreMovimenti{motore: m, a: m.alfabeto}
	for i := range m.scartati {
		l.leggi(&m.scartati[i].EsitoMovimento, &m.scartati[i].lettura)
	}
}

// trattieniScartati notes the amounts of the copies that are not used, where they
// are reversals, or debits that name a credited flow.
func (m *motore) trattieniScartati(c *conti) {
	for i := range m.scartati {
		s := &m.scartati[i]
		storno := s.Segno == cassa.Entrata && s.Storno && s.StornoDi != nessuno
		restituzione := s.Segno == cassa.Uscita && !s.Storno && len(c.citati(&s.EsitoMovimento, &s.lettura, c.nonDopo(&s.EsitoMovimento))) > 0
		if m.inAmbito(s.IdDominio) && (storno || restituzione) {
			m.pretese = append(m.pretese, pretesa{contoDi(&s.EsitoMovimento), &s.lettura, s.Importo, s.posto, int32(i) + 1})
		}
	}
}

// trattieniAccrediti counts the amounts noted, and holds them back.
func (m *motore) trattieniAccrediti() {
	var n conto
	for _, p := range m.pretese {
		n.conta(p.importo)
	}
	for _, d := range m.dubbi {
		n.conta(m.r.Movimenti[d.storno].Importo)
	}
	m.r.Conteggi.StorniNonAttribuiti = n.conteggio()
	m.trattieniDubbi()
	slices.SortFunc(m.pretese, func(p, q pretesa) int {
		return cmp.Or(m.primaConsumo(p.posto, q.posto), cmp.Compare(p.copia, q.copia))
	})
	estinguono := m.cheEstinguono()
	for _, p := range m.pretese {
		estinguono[p.conto] = m.copri(p, estinguono[p.conto])
	}
}

// trattieniDubbi notes the reversals that the credits flagged STORNO_DUBBIO do not
// cover: each of these, which pay nothing, stands for one reversal.
func (m *motore) trattieniDubbi() {
	coperti := make(map[int32]bool)
	for _, d := range m.dubbi {
		n := slices.IndexFunc(d.crediti, func(k int32) bool { return !coperti[k] && !m.r.Movimenti[k].Residuo.IsZero() })
		if n >= 0 {
			coperti[d.crediti[n]] = true
			continue
		}
		s := &m.r.Movimenti[d.storno]
		m.pretese = append(m.pretese, pretesa{contoDi(s), &m.letture[d.storno], s.Importo, d.storno, 0})
	}
}

// cheEstinguono returns the credits of the accounts of the amounts to hold back
// that pay something, the latest in order of consumption first.
func (m *motore) cheEstinguono() map[chiaveConto][]accredito {
	conti := make(map[chiaveConto][]accredito)
	if len(m.pretese) == 0 {
		return conti
	}
	for _, p := range m.pretese {
		conti[p.conto] = nil
	}
	for _, i := range m.consumo {
		x, ok := m.comeAccredito(i)
		if !ok || !m.r.Movimenti[x.credito].estingue() {
			continue
		}
		k := contoDi(&m.r.Movimenti[x.letto])
		if lista, serve := conti[k]; serve {
			conti[k] = append(lista, x)
		}
	}
	for _, lista := range conti {
		slices.SortStableFunc(lista, func(x, y accredito) int { return m.primaConsumo(y.credito, x.credito) })
	}
	return conti
}

// estingue reports whether a credit discharges debts.
func (e *EsitoMovimento) estingue() bool {
	switch e.Classe {
	case MovimentoRiconciliato, MovimentoIntegrazione, MovimentoRiconciliatoSingolo:
		return !e.Segnali.Contiene(SegnaleTrattenuto)
	}
	return false
}

// copri holds credits of an account back until they cover an amount: first those
// with a reference in common with who took it, then those of that amount, then the others. It
// returns those that are left.
func (m *motore) copri(p pretesa, crediti []accredito) []accredito {
	resto := p.importo
	for _, sceglie := range [...]func(accredito) bool{
		func(x accredito) bool { return p.lettura.nomina() && p.lettura.comune(&m.letture[x.letto]) },
		func(x accredito) bool { return m.r.Movimenti[x.credito].Residuo == p.importo },
		func(accredito) bool { return true },
	} {
		for _, x := range crediti {
			e := &m.r.Movimenti[x.credito]
			if resto.Segno() > 0 && e.estingue() && sceglie(x) {
				m.trattieniCredito(x.credito)
				resto = sottrai(resto, e.Residuo)
			}
		}
	}
	return slices.DeleteFunc(crediti, func(x accredito) bool { return !m.r.Movimenti[x.credito].estingue() })
}

// trattieniCredito holds a credit back: what it pays is not discharged.
func (m *motore) trattieniCredito(i int32) {
	e := &m.r.Movimenti[i]
	e.Segnali.aggiungi(SegnaleTrattenuto)
	for j := e.dal; j < e.al; j++ {
		if v := &m.voci[j]; v.singola {
			v.singola, v.trattenuta = false, true
		}
	}
	for f := range m.r.FlussiDi(int(i)) {
		m.r.Flussi[f].Segnali.aggiungi(SegnaleTrattenuto)
	}
}
