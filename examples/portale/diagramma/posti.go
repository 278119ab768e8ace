package diagramma

import (
	"cmp"
	"slices"
)

// Measures, in pixels.
const (
	margine    = 12.0
	corsia     = 14.0 // width of a piece of an arrow without a label
	distacco   = 16.0 // between the places of a layer
	trafila    = 24.0 // between layers
	giriOrdine = 24
	giriPosto  = 200
)

// ordina sorts the places of each layer so that few arrows cross: by the mean
// place of their neighbours, down and up in turn, keeping the best.
func (d *disposizione) ordina() {
	migliore, minimo := d.copiaStrati(), d.incroci()
	for giro := range giriOrdine {
		giu := giro%2 == 0
		for k := range d.strati {
			s := k
			if !giu {
				s = len(d.strati) - 1 - k
			}
			d.ordinaStrato(s, giu)
		}
		d.scambia()
		if n := d.incroci(); n < minimo {
			migliore, minimo = d.copiaStrati(), n
		}
	}
	d.strati = migliore
	for _, s := range d.strati {
		d.numera(s)
	}
}

func (d *disposizione) copiaStrati() [][]int {
	c := make([][]int, len(d.strati))
	for i, s := range d.strati {
		c[i] = slices.Clone(s)
	}
	return c
}

func (d *disposizione) numera(strato []int) {
	for p, n := range strato {
		d.nodi[n].posto = p
	}
}

func (d *disposizione) ordinaStrato(s int, giu bool) {
	for _, n := range d.strati[s] {
		vicini := d.nodi[n].sotto
		if giu {
			vicini = d.nodi[n].sopra
		}
		d.nodi[n].baricentro = float64(d.nodi[n].posto)
		if len(vicini) > 0 {
			somma := 0
			for _, v := range vicini {
				somma += d.nodi[v].posto
			}
			d.nodi[n].baricentro = float64(somma) / float64(len(vicini))
		}
	}
	slices.SortStableFunc(d.strati[s], func(a, b int) int { return cmp.Compare(d.nodi[a].baricentro, d.nodi[b].baricentro) })
	d.numera(d.strati[s])
}

// scambia turns two places that stand side by side around while that helps.
func (d *disposizione) scambia() {
	for migliora := true; migliora; {
		migliora = false
		for _, s := range d.strati {
			for i := 1; i < len(s); i++ {
				if d.incrociCoppia(s[i], s[i-1]) < d.incrociCoppia(s[i-1], s[i]) {
					s[i-1], s[i] = s[i], s[i-1]
					d.numera(s)
					migliora = true
				}
			}
		}
	}
}

// incrociCoppia counts the crossings of the arrows of two places of a layer,
// with the first on the left.
func (d *disposizione) incrociCoppia(sinistra, destra int) (n int) {
	conta := func(a, b []int) {
		for _, i := range a {
			for _, j := range b {
				if d.nodi[i].posto > d.nodi[j].posto {
					n++
				}
			}
		}
	}
	conta(d.nodi[sinistra].sopra, d.nodi[destra].sopra)
	conta(d.nodi[sinistra].sotto, d.nodi[destra].sotto)
	return n
}

func (d *disposizione) incroci() (n int) {
	for _, s := range d.strati {
		for i := range s {
			for j := i + 1; j < len(s); j++ {
				for _, a := range d.nodi[s[i]].sotto {
					for _, b := range d.nodi[s[j]].sotto {
						if d.nodi[a].posto > d.nodi[b].posto {
							n++
						}
					}
				}
			}
		}
	}
	return n
}

// colloca gives every place its coordinates.
func (d *disposizione) colloca() {
	y := margine
	for _, s := range d.strati {
		alto := 0.0
		for _, n := range s {
			alto = max(alto, d.nodi[n].altezza)
		}
		for _, n := range s {
			d.nodi[n].y = y + alto/2
		}
		y += alto + trafila
		x := 0.0
		for _, n := range s {
			d.nodi[n].x = x + d.nodi[n].larghezza/2
			x += d.nodi[n].larghezza + distacco
		}
	}
	d.alto = y - trafila + margine
	for giro := range giriPosto {
		for k := range d.strati {
			s := k
			if giro%2 == 1 {
				s = len(d.strati) - 1 - k
			}
			d.raddrizza(d.strati[s])
		}
	}
	sinistra, destra := d.nodi[0].x, d.nodi[0].x
	for i := range d.nodi {
		sinistra = min(sinistra, d.nodi[i].x-d.nodi[i].larghezza/2)
		destra = max(destra, d.nodi[i].x+d.nodi[i].larghezza/2)
	}
	for i := range d.nodi {
		d.nodi[i].x += margine - sinistra
	}
	d.largo = destra - sinistra + 2*margine
}

// gruppo is a run of places that touch, moved as one.
type gruppo struct{ somma, peso float64 }

// raddrizza moves the places of a layer as near as they can be to the mean of
// their neighbours without changing their order: the least squares under the
// distances, by pooling neighbours that would overlap.
func (d *disposizione) raddrizza(strato []int) {
	scarti := make([]float64, len(strato)) // place of each if the layer were packed
	var gruppi []gruppo
	var quanti []int
	for i, n := range strato {
		if i > 0 {
			prima := &d.nodi[strato[i-1]]
			scarti[i] = scarti[i-1] + (prima.larghezza+d.nodi[n].larghezza)/2 + distacco
		}
		voluto, peso := d.voluto(n)
		gruppi, quanti = append(gruppi, gruppo{(voluto - scarti[i]) * peso, peso}), append(quanti, 1)
		for len(gruppi) > 1 {
			a, b := gruppi[len(gruppi)-2], gruppi[len(gruppi)-1]
			if a.somma/a.peso <= b.somma/b.peso {
				break
			}
			gruppi = append(gruppi[:len(gruppi)-2], gruppo{a.somma + b.somma, a.peso + b.peso})
			quanti[len(quanti)-2] += quanti[len(quanti)-1]
			quanti = quanti[:len(quanti)-1]
		}
	}
	i := 0
	for k, g := range gruppi {
		for range quanti[k] {
			d.nodi[strato[i]].x = g.somma/g.peso + scarti[i]
			i++
		}
	}
}

// voluto returns where a place would be best, and how much that matters: a piece
// of an arrow between two others should be straight.
func (d *disposizione) voluto(n int) (x, peso float64) {
	for _, vicini := range [2][]int{d.nodi[n].sopra, d.nodi[n].sotto} {
		for _, v := range vicini {
			p := 1.0
			if d.nodi[n].stato < 0 && d.nodi[v].stato < 0 {
				p = 12
			}
			x += d.nodi[v].x * p
			peso += p
		}
	}
	if peso == 0 {
		return d.nodi[n].x, 1
	}
	return x / peso, peso
}
