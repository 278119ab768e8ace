package gdp

import (
	"math/bits"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// classe says what an event is to a state, before times and fault codes are
// looked at.
type classe uint8

const (
	incoerente    classe = iota // no history leads there
	ripete                      // the state itself
	avanza                      // reachable by forward edges
	riapre                      // reachable by one back edge, and never the other way
	riapreDubbia                // the same, but it may be a late record of this attempt
	torna                       // the state is reachable from it: it is late
	nessunaClasse               // count of classes
)

// insieme is a set of codes or of states, by number.
type insieme uint32

func (i insieme) ha(n uint8) bool { return i&(1<<n) != 0 }

// dimensione bounds the numbers of states and codes.
const dimensione = 32

// tratte is the track of messages as the fold asks about it: for a state (rows)
// and a code (columns) its class, whether the state may follow the code, and the
// codes that lie on every way between the two.
type tratte struct {
	classe    [dimensione][dimensione]classe
	torna     [dimensione][dimensione]bool
	impliciti [dimensione][dimensione]insieme
}

// trattePerRT are the tracks without and with the way out of RT_ACCETTATA_PA,
// which needs the caller's word that the RT before was negative.
var trattePerRT = [2]*tratte{calcolaTratte(false), calcolaTratte(true)}

func calcolaTratte(dopoNegativa bool) *tratte {
	g := grafoNodo(dopoNegativa)
	t := &tratte{}
	for s := range nodo.Stati() {
		for c := RPTParcheggiataNodo; c <= ultimoEventCode; c++ {
			if e, ok := c.StatoNodo(); ok {
				t.classe[s][c], t.impliciti[s][c] = g.classifica(s, e)
				t.torna[s][c] = g.raggiunge(e, s)
			}
		}
	}
	return t
}

// grafo is the table of transitions as sets of successors.
type grafo struct{ avanti, indietro [dimensione]insieme }

// grafoNodo leaves out the reserved rows unless asked. A back edge counts as one
// only where it leaves a state from which an attempt may begin again: those
// closed for reuse, and those of an RT that was not accepted. The only other one
// (RT_ACCETTATA_NODO to RPT_DECORSI_TERMINI) is an order of writing, not a new
// attempt.
func grafoNodo(dopoNegativa bool) *grafo {
	g := &grafo{}
	for r := range nodo.Transizioni() {
		switch {
		case r.Riservata && !dopoNegativa:
		case r.Avanti:
			g.avanti[r.Da] |= 1 << r.A
		case r.Riservata || riapribile(r.Da):
			g.indietro[r.Da] |= 1 << r.A
		}
	}
	return g
}

func riapribile(s nodo.Stato) bool {
	switch s {
	case nodo.RPTRifiutataNodo, nodo.RPTErroreInvioAPSP, nodo.RPTDecorsiTermini, nodo.RTRifiutataNodo,
		nodo.RTRifiutataPA, nodo.RTEsitoSconosciutoPA, nodo.RPTAttivataErrore:
		return true
	}
	return false
}

// oltre returns the states that one or more forward edges lead to from a set,
// without passing through the state senza (0 for none).
func (g *grafo) oltre(da insieme, senza nodo.Stato) insieme {
	var trovati insieme
	for fronte := da; fronte != 0; {
		s := uint8(bits.TrailingZeros32(uint32(fronte)))
		fronte &^= 1 << s
		nuovi := g.avanti[s] &^ trovati &^ (1 << senza)
		trovati |= nuovi
		fronte |= nuovi
	}
	return trovati
}

// daCapo returns the states that one back edge out of s, then forward edges,
// lead to.
func (g *grafo) daCapo(s, senza nodo.Stato) insieme {
	partenze := g.indietro[s] &^ (1 << senza)
	return partenze | g.oltre(partenze, senza)
}

func (g *grafo) raggiunge(da, a nodo.Stato) bool {
	return g.oltre(1<<da, 0).ha(uint8(a)) || g.daCapo(da, 0).ha(uint8(a))
}

// classifica returns the class of a state to come seen from s, and the codes on
// every way to it.
func (g *grafo) classifica(s, e nodo.Stato) (classe, insieme) {
	switch n := uint8(e); {
	case e == s:
		return ripete, 0
	case g.oltre(1<<s, 0).ha(n):
		return avanza, g.obbligati(s, e, func(senza nodo.Stato) insieme { return g.oltre(1<<s, senza) })
	case g.daCapo(s, 0).ha(n):
		via := g.obbligati(s, e, func(senza nodo.Stato) insieme { return g.daCapo(s, senza) })
		if g.oltre(1<<e, 0).ha(uint8(s)) {
			return riapreDubbia, via
		}
		return riapre, via
	case g.raggiunge(e, s):
		return torna, 0
	}
	return incoerente, 0
}

// obbligati returns the codes of the states without which e cannot be reached.
func (g *grafo) obbligati(s, e nodo.Stato, senza func(nodo.Stato) insieme) insieme {
	var codici insieme
	for x := range nodo.Stati() {
		if x != s && x != e && !senza(x).ha(uint8(e)) {
			codici |= 1 << codiceDi(x)
		}
	}
	return codici
}

// classiIncasso is the track of cash as the fold asks about it, by state and by
// the state that the code leads to: the rows of the machine go forward; what
// lies before is late; a failed collection after a collection contradicts it.
var classiIncasso = func() (t [IncassoFlusso + 1][IncassoFlusso + 1]classe) {
	for s := range nomiStatoIncasso.Tutti() {
		for e := IncassoPagato; e <= IncassoFlusso; e++ {
			_, ok := PassoIncasso(s, e)
			_, prima := PassoIncasso(e, s)
			switch {
			case s == e:
				t[s][e] = ripete
			case ok:
				t[s][e] = avanza
			case prima && e != IncassoAnnullato:
				t[s][e] = torna
			}
		}
	}
	return t
}()
