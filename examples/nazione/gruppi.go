package main

import "strings"

// gruppi keeps together names that are tied. The name of a group is its first.
type gruppi struct{ padre map[string]string }

// primo returns the name of the group.
func (g gruppi) primo(nome string) string {
	radice := nome
	for p, noto := g.padre[radice]; noto && p != radice; p, noto = g.padre[radice] {
		radice = p
	}
	for p, noto := g.padre[nome]; noto && p != radice; p, noto = g.padre[nome] {
		g.padre[nome] = radice
		nome = p
	}
	return radice
}

// lega ties two names.
func (g gruppi) lega(x, y string) {
	for _, nome := range [...]string{x, y} {
		if _, noto := g.padre[nome]; !noto {
			g.padre[nome] = nome
		}
	}
	x, y = g.primo(x), g.primo(y)
	g.padre[max(x, y)] = min(x, y)
}

// unisciLegami is a combination of ties, two names with a tab between them.
type unisciLegami struct{}

// CreateAccumulator begins without ties.
func (*unisciLegami) CreateAccumulator() gruppi { return gruppi{map[string]string{}} }

// AddInput ties two names.
func (*unisciLegami) AddInput(g gruppi, legame string) gruppi {
	x, y, _ := strings.Cut(legame, "\t")
	g.lega(x, y)
	return g
}

// MergeAccumulators ties what either ties.
func (*unisciLegami) MergeAccumulators(g, h gruppi) gruppi {
	for nome := range h.padre {
		g.lega(nome, h.primo(nome))
	}
	return g
}
