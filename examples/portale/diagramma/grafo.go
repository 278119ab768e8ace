// Package diagramma draws a state machine as SVG: states in layers from top to
// bottom, arrows that never cross a box, labels that never cover one another.
//
// The layout is the classic one for layered graphs: arrows against the order of
// the states are turned over for the while, each state gets the layer of its
// longest path, each arrow that spans layers gets a place in each of them, one
// of which holds its label; then the places of a layer are ordered to cross less
// and moved to bend less.
//
// It knows nothing of payments: names go in, a picture comes out, and the same
// names give the same picture.
package diagramma

import "slices"

// Grafo is a state machine to draw.
type Grafo struct {
	Titolo string  // the name that a screen reader says
	Stati  []Stato // in the usual course of things: arrows should go forward
	Archi  []Arco
}

// Stato is a box.
type Stato struct {
	Nome     string
	Corrente bool // lit
	Passato  bool // it was there before
	Conta    int  // how many are there; 0 shows none
}

// Arco is an arrow. Several between the same states are drawn as one, with a
// label each; one that leaves and enters the same state is written in its box.
type Arco struct{ Da, A, Etichetta string }

// DaTabella returns the boxes and arrows of a machine from its table: stati and
// eventi in order, and passo, which says where an event leads.
func DaTabella[S, E interface {
	comparable
	String() string
}](stati []S, eventi []E, passo func(S, E) (S, bool)) Grafo {
	var g Grafo
	for _, s := range stati {
		g.Stati = append(g.Stati, Stato{Nome: s.String()})
		for _, e := range eventi {
			if a, ok := passo(s, e); ok && slices.Contains(stati, a) {
				g.Archi = append(g.Archi, Arco{s.String(), a.String(), e.String()})
			}
		}
	}
	return g
}

// Segna lights the current state and marks those that were passed.
func (g *Grafo) Segna(corrente string, passati ...string) {
	for i := range g.Stati {
		g.Stati[i].Corrente = g.Stati[i].Nome == corrente
		g.Stati[i].Passato = slices.Contains(passati, g.Stati[i].Nome)
	}
}

// nodo is a place in a layer: a box, or a piece of an arrow.
type nodo struct {
	stato      int // index of the state, -1 for a piece of an arrow
	righe      []string
	resta      []string // labels of the arrows onto itself
	larghezza  float64
	altezza    float64
	strato     int
	x, y       float64 // centre
	sopra      []int   // neighbours of the layer above
	sotto      []int
	posto      int // in its layer
	baricentro float64
}

// tratto is an arrow with the places it goes through, from top to bottom.
type tratto struct {
	da, a     int // states
	etichette []string
	via       []int // nodes, the two boxes included
	sale      bool  // it points up
}

type disposizione struct {
	g      *Grafo
	nodi   []nodo
	strati [][]int
	tratti []tratto
	largo  float64
	alto   float64
}

// dispone computes the layout.
func dispone(g *Grafo) *disposizione {
	d := &disposizione{g: g}
	d.crea()
	d.stratifica()
	d.collega()
	d.ordina()
	d.colloca()
	return d
}

// crea makes the boxes and joins the arrows between the same states.
func (d *disposizione) crea() {
	indice := map[string]int{}
	for i, s := range d.g.Stati {
		indice[s.Nome] = i
		d.nodi = append(d.nodi, nodo{stato: i, righe: spezza(s.Nome)})
	}
	for _, a := range d.g.Archi {
		da, ok := indice[a.Da]
		arriva, ok2 := indice[a.A]
		if !ok || !ok2 {
			continue
		}
		if da == arriva {
			d.nodi[da].resta = append(d.nodi[da].resta, a.Etichetta)
			continue
		}
		i := slices.IndexFunc(d.tratti, func(t tratto) bool { return t.da == da && t.a == arriva })
		if i < 0 {
			i = len(d.tratti)
			d.tratti = append(d.tratti, tratto{da: da, a: arriva, sale: arriva < da})
		}
		if a.Etichetta != "" {
			d.tratti[i].etichette = append(d.tratti[i].etichette, a.Etichetta)
		}
	}
	for i := range d.nodi {
		d.nodi[i].misura()
	}
}

// estremi returns the upper and the lower state of an arrow.
func (t *tratto) estremi() (sopra, sotto int) {
	if t.sale {
		return t.a, t.da
	}
	return t.da, t.a
}

// stratifica gives each state the layer of its longest path. The states are in
// order, so one pass is enough.
func (d *disposizione) stratifica() {
	passo := 1
	if slices.ContainsFunc(d.tratti, func(t tratto) bool { return len(t.etichette) > 0 }) {
		passo = 2 // a layer of labels between two of boxes
	}
	for basso := range d.g.Stati {
		for _, t := range d.tratti {
			if sopra, sotto := t.estremi(); sotto == basso {
				d.nodi[sotto].strato = max(d.nodi[sotto].strato, d.nodi[sopra].strato+passo)
			}
		}
	}
}

// collega makes the pieces of the arrows that span layers.
func (d *disposizione) collega() {
	for i := range d.tratti {
		t := &d.tratti[i]
		sopra, sotto := t.estremi()
		t.via = []int{sopra}
		prima, dopo := d.nodi[sopra].strato, d.nodi[sotto].strato
		// The label stands near the box that the arrow leaves.
		conEtichetta := prima + 1
		if t.sale {
			conEtichetta = dopo - 1
		}
		for s := prima + 1; s < dopo; s++ {
			n := nodo{stato: -1, strato: s, larghezza: corsia}
			if s == conEtichetta {
				n.righe = t.etichette
				n.misura()
			}
			d.nodi = append(d.nodi, n)
			t.via = append(t.via, len(d.nodi)-1)
		}
		t.via = append(t.via, sotto)
		for j := 1; j < len(t.via); j++ {
			su, giu := t.via[j-1], t.via[j]
			d.nodi[su].sotto = append(d.nodi[su].sotto, giu)
			d.nodi[giu].sopra = append(d.nodi[giu].sopra, su)
		}
	}
	for i := range d.nodi {
		for len(d.strati) <= d.nodi[i].strato {
			d.strati = append(d.strati, nil)
		}
		s := d.nodi[i].strato
		d.nodi[i].posto = len(d.strati[s])
		d.strati[s] = append(d.strati[s], i)
	}
}
