package rendicontazione

import (
	"cmp"
	"iter"
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
	stessi := m.contiGemelli()
	estinguono := m.cheEstinguono(stessi)
	for _, p := range m.pretese {
		resto := m.copri(p, p.importo, estinguono[p.conto])
		for _, k := range stessi[p.conto] {
			resto = m.copri(p, resto, estinguono[k])
		}
	}
}

// contiGemelli returns, for the sources of the amounts to hold back, the others that tell of
// the same account, in order of their names: what one of them does not show may stand in
// another. Copies say which these are.
func (m *motore) contiGemelli() map[chiaveConto][]chiaveConto {
	if len(m.pretese) == 0 {
		return nil
	}
	copie := make(map[[2]chiaveConto]bool)
	for i := range m.r.Movimenti {
		if e := &m.r.Movimenti[i]; e.copia != 0 {
			copie[[2]chiaveConto{contoDi(e), contoDi(&m.r.Movimenti[e.copia-1])}] = true
		}
	}
	vicini := make(map[chiaveConto][]chiaveConto)
	for c := range copie {
		vicini[c[0]] = append(vicini[c[0]], c[1])
		vicini[c[1]] = append(vicini[c[1]], c[0])
	}
	gemelli := make(map[chiaveConto][]chiaveConto)
	for _, p := range m.pretese {
		if _, fatto := gemelli[p.conto]; fatto {
			continue
		}
		visti, coda := map[chiaveConto]bool{p.conto: true}, []chiaveConto{p.conto}
		for n := 0; n < len(coda); n++ {
			for _, k := range vicini[coda[n]] {
				if !visti[k] {
					visti[k] = true
					coda = append(coda, k)
				}
			}
		}
		coda = coda[1:]
		slices.SortFunc(coda, func(a, b chiaveConto) int { return cmp.Compare(a.fonte, b.fonte) })
		gemelli[p.conto] = coda
	}
	return gemelli
}

// estinguibili are the credits of an account that pay something, the latest in
// order of consumption first, and their places by what is left of them and by what
// they name. Those held back are dropped when they are met.
type estinguibili struct {
	crediti    []accredito
	tutti      []int32
	perResiduo map[avviso.Importo][]int32
	perNome    map[chiaveNome][]int32
}

// chiaveNome names a flow or an IUV, as movements do.
type chiaveNome struct {
	esito esitoLettura
	testo string
}

// cheEstinguono returns what pays something in the accounts of the amounts to hold
// back, and in those that tell of the same.
func (m *motore) cheEstinguono(gemelli map[chiaveConto][]chiaveConto) map[chiaveConto]*estinguibili {
	conti := make(map[chiaveConto]*estinguibili)
	apri := func(k chiaveConto) {
		conti[k] = &estinguibili{perResiduo: make(map[avviso.Importo][]int32), perNome: make(map[chiaveNome][]int32)}
	}
	for conto, altri := range gemelli {
		apri(conto)
		for _, k := range altri {
			apri(k)
		}
	}
	for _, i := range m.consumo {
		if len(conti) == 0 {
			break
		}
		x, ok := m.comeAccredito(i)
		if !ok || !m.r.Movimenti[x.credito].estingue() {
			continue
		}
		if c := conti[contoDi(&m.r.Movimenti[x.letto])]; c != nil {
			c.crediti = append(c.crediti, x)
		}
	}
	for _, c := range conti {
		slices.SortStableFunc(c.crediti, func(x, y accredito) int { return m.primaConsumo(y.credito, x.credito) })
		for n, x := range c.crediti {
			residuo := m.r.Movimenti[x.credito].Residuo
			c.tutti = append(c.tutti, int32(n))
			c.perResiduo[residuo] = append(c.perResiduo[residuo], int32(n))
			for k := range m.letture[x.letto].chiavi() {
				c.perNome[k] = append(c.perNome[k], int32(n))
			}
		}
	}
	return conti
}

// chiavi yields the flows, or the IUV, that a movement names.
func (l *lettura) chiavi() iter.Seq[chiaveNome] {
	return func(yield func(chiaveNome) bool) {
		if l.esito == leggeSingolo {
			yield(chiaveNome{leggeSingolo, l.iuv})
			return
		}
		for _, n := range l.nomi {
			if !yield(chiaveNome{leggeFlussi, n.id}) {
				return
			}
		}
	}
}

// estingue reports whether a credit discharges debts.
func (e *EsitoMovimento) estingue() bool {
	switch e.Classe {
	case MovimentoRiconciliato, MovimentoIntegrazione, MovimentoRiconciliatoSingolo:
		return !e.Segnali.Contiene(SegnaleTrattenuto)
	}
	return false
}

// copri holds credits of an account back until they cover what is left of an amount:
// first those with a reference in common with who took it, then those of that amount, then
// the others. It returns what they do not cover.
func (m *motore) copri(p pretesa, resto avviso.Importo, c *estinguibili) avviso.Importo {
	trattieni := func(posti []int32) []int32 {
		for len(posti) > 0 && resto.Segno() > 0 {
			e := &m.r.Movimenti[c.crediti[posti[0]].credito]
			if e.estingue() {
				m.trattieniCredito(c.crediti[posti[0]].credito)
				resto = sottrai(resto, e.Residuo)
			}
			posti = posti[1:]
		}
		return posti
	}
	for nomi := slices.Collect(p.lettura.chiavi()); resto.Segno() > 0; {
		primo := -1 // of the names, that of the first credit
		for n, k := range nomi {
			c.perNome[k] = m.ancora(c, c.perNome[k])
			if posti := c.perNome[k]; len(posti) > 0 && (primo < 0 || posti[0] < c.perNome[nomi[primo]][0]) {
				primo = n
			}
		}
		if primo < 0 {
			break
		}
		trattieni(c.perNome[nomi[primo]][:1])
	}
	c.perResiduo[p.importo] = trattieni(c.perResiduo[p.importo])
	c.tutti = trattieni(c.tutti)
	if resto.Segno() <= 0 {
		return avviso.Importo{}
	}
	return resto
}

// ancora drops from the start of some places those that pay nothing any more.
func (m *motore) ancora(c *estinguibili, posti []int32) []int32 {
	for len(posti) > 0 && !m.r.Movimenti[c.crediti[posti[0]].credito].estingue() {
		posti = posti[1:]
	}
	return posti
}

// trattieniCredito holds a credit back: what it pays is not discharged.
func (m *motore) trattieniCredito(i int32) {
	e := &m.r.Movimenti[i]
	e.Segnali.aggiungi(SegnaleTrattenuto)
	for j := e.dal; j < e.al; j++ {
		if v := &m.r.Ricevute[j].stato; v.singola {
			v.singola, v.trattenuta = false, true
		}
	}
	for f := range m.r.FlussiDi(int(i)) {
		m.r.Flussi[f].Segnali.aggiungi(SegnaleTrattenuto)
	}
}
