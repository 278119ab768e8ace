package main

import (
	"context"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/examples/portale/diagramma"
	elenco "github.com/quietanza/quietanza/internal/macchine"
)

// macchina is a machine as the page shows it.
type macchina struct {
	Nome, Stanza string
	Stati        []string
	Righe        [][5]string // from, event, to, guard, source
	Disegno      template.HTML
}

// macchine are the machines of the library, drawn.
func macchine(ctx context.Context) ([]macchina, error) {
	tutte := make([]macchina, len(elenco.Tutte))
	for i, m := range elenco.Tutte {
		x := &tutte[i]
		x.Nome, x.Stanza = m.Nome, m.Stanza
		var err error
		if _, x.Stati, _, err = m.Stati(); err != nil {
			return nil, err
		}
		tabella, err := m.Diagramma("tabella")
		if err != nil {
			return nil, err
		}
		x.Righe = righe(tabella)
		g := grafo(m.Nome, x.Stati, x.Righe)
		if x.Disegno, err = g.SVG(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", m.Nome, err)
		}
	}
	return tutte, nil
}

// righe are the cells of a table as Markdown writes it.
func righe(tabella string) [][5]string {
	const barra = "\x00" // stands for one that is a text
	var r [][5]string
	for i, linea := range slices.Collect(strings.Lines(strings.ReplaceAll(tabella, `\|`, barra))) {
		celle := strings.Split(strings.Trim(strings.TrimSpace(linea), "|"), "|")
		if i < 2 || len(celle) != len([5]string{}) {
			continue // the head
		}
		var x [5]string
		for j, c := range celle {
			x[j] = strings.ReplaceAll(strings.TrimSpace(c), barra, "|")
		}
		r = append(r, x)
	}
	return r
}

// maxEtichette is how many events an arrow names: the table has all of them.
const maxEtichette = 2

// grafo is the picture of a machine: an arrow for each pair of states.
func grafo(nome string, stati []string, righe [][5]string) diagramma.Grafo {
	g := diagramma.Grafo{ID: "disegno-" + nome, Titolo: "macchina " + nome}
	for _, s := range stati {
		g.Stati = append(g.Stati, diagramma.Stato{Nome: s})
	}
	type coppia struct{ da, a string }
	var ordine []coppia
	eventi := make(map[coppia][]string)
	for _, r := range righe {
		c := coppia{r[0], r[2]}
		if eventi[c] == nil {
			ordine = append(ordine, c)
		}
		if !slices.Contains(eventi[c], r[1]) {
			eventi[c] = append(eventi[c], r[1])
		}
	}
	for _, c := range ordine {
		nomi := eventi[c]
		if n := len(nomi) - maxEtichette; n > 1 {
			nomi = append(slices.Clone(nomi[:maxEtichette]), fmt.Sprintf("e altri %d", n))
		}
		for _, e := range nomi {
			g.Archi = append(g.Archi, diagramma.Arco{Da: c.da, A: c.a, Etichetta: e})
		}
	}
	return g
}
