package main

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-graphviz"
)

// grafo is a state machine to draw: names go in, a picture comes out, and the
// same names give the same picture.
type grafo struct {
	id     string    // of the picture in its page
	titolo string    // the name that a screen reader says
	stati  []vertice // in the usual course of things
	archi  []arco
	preso  arco   // the step just taken
	presi  []arco // those before it, by their ends alone
}

// vertice is a state.
type vertice struct {
	nome     string
	corrente bool // lit
	passato  bool // it was there before
	conta    int  // how many are there; 0 shows none
}

// arco is an arrow. Several between the same states are drawn as one, with a
// label each, but for the one just taken; one that leaves and enters the same
// state is written in its box.
type arco struct{ da, a, etichetta string }

// daTabella returns the states and arrows of a machine from its table: stati and
// eventi in order, and passo, which says where an event leads.
func daTabella[S, E interface {
	comparable
	String() string
}](stati []S, eventi []E, passo func(S, E) (S, bool)) grafo {
	var g grafo
	for _, s := range stati {
		g.stati = append(g.stati, vertice{nome: s.String()})
		for _, e := range eventi {
			if a, ok := passo(s, e); ok && slices.Contains(stati, a) {
				g.archi = append(g.archi, arco{s.String(), a.String(), e.String()})
			}
		}
	}
	return g
}

// segna lights the current state, marks those that were passed, and lights the
// step just taken, when there was one.
func (g *grafo) segna(corrente string, passi []voce) {
	for _, v := range passi {
		for i := range g.stati {
			g.stati[i].passato = g.stati[i].passato || g.stati[i].nome == v.Da || g.stati[i].nome == v.A
		}
		if g.preso.da != "" {
			g.presi = append(g.presi, arco{da: g.preso.da, a: g.preso.a})
		}
		g.preso = arco{v.Da, v.A, v.Evento}
	}
	for i := range g.stati {
		g.stati[i].corrente = g.stati[i].nome == corrente
	}
}

// descrizione is the picture in words: where the machine is, and how it came
// there.
func (g *grafo) descrizione() string {
	d := g.titolo
	for _, s := range g.stati {
		if s.corrente {
			d += ", stato corrente: " + s.nome
		}
	}
	if g.preso.da != "" {
		d += fmt.Sprintf(", ultima transizione: %s, da %s a %s", g.preso.etichetta, g.preso.da, g.preso.a)
	}
	return d
}

// dot writes the machine in the language of Graphviz. Text is measured as
// Courier, whose width is that of the monospaced type of the page.
func (g *grafo) dot() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\nid=%[1]s bgcolor=transparent ranksep=0.35 nodesep=0.3\n", virgolette(g.id))
	b.WriteString("node [shape=box style=rounded margin=\"0.14,0.08\" fontname=Courier fontsize=12]\nedge [fontname=Courier fontsize=10.5 arrowsize=0.7]\n")
	noti := map[string]*vertice{}
	for i := range g.stati {
		noti[g.stati[i].nome] = &g.stati[i]
	}
	for _, s := range g.stati {
		testo := s.nome
		if s.conta > 0 {
			testo += fmt.Sprintf(" · %d", s.conta)
		}
		for _, a := range g.archi {
			if a.da == s.nome && a.a == s.nome && a != g.preso {
				testo += "\n↻ " + a.etichetta
			}
		}
		fmt.Fprintf(&b, "%s [class=\"stato%s\" label=%s]\n", virgolette(s.nome), s.classe(), virgolette(testo))
	}
	etichette := map[arco]string{} // by the ends alone
	var uniti []arco
	for _, a := range g.archi {
		estremi := arco{da: a.da, a: a.a}
		if a.da == a.a || a == g.preso || noti[a.da] == nil || noti[a.a] == nil {
			continue
		}
		if _, gia := etichette[estremi]; !gia {
			uniti = append(uniti, estremi)
		}
		etichette[estremi] += " " + a.etichetta + "\n"
	}
	passo := noti[g.preso.da] != nil && noti[g.preso.a] != nil
	for _, a := range uniti {
		classe := "arco"
		switch {
		case passo && a == (arco{da: g.preso.da, a: g.preso.a}) && !slices.Contains(g.archi, g.preso):
			classe, passo = "preso", false // which of its labels, nobody says
		case slices.Contains(g.presi, a):
			classe = "arco percorso"
		case noti[a.da].corrente:
			classe = "arco esce"
		}
		fmt.Fprintf(&b, "%s -> %s [class=%q label=%s]\n", virgolette(a.da), virgolette(a.a), classe, virgolette(strings.TrimRight(etichette[a], " \n")))
	}
	if passo {
		fmt.Fprintf(&b, "%s -> %s [class=\"preso\" label=%s]\n", virgolette(g.preso.da), virgolette(g.preso.a), virgolette(" "+g.preso.etichetta))
	}
	b.WriteString("}\n")
	return b.String()
}

func (s vertice) classe() string {
	switch {
	case s.corrente:
		return " corrente"
	case s.passato:
		return " passato"
	}
	return ""
}

// virgolette quotes a text of Graphviz, for which a backslash starts an escape.
func virgolette(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// disegni are the pictures made so far, by their source: a machine has few
// states, and is drawn once in each.
var disegni = struct {
	sync.Mutex // Graphviz draws one at a time
	fatti      map[string]template.HTML
}{fatti: map[string]template.HTML{}}

// massimoDisegni bounds what a long day of clicks keeps in memory.
const massimoDisegni = 500

// svg draws the machine. Its elements have classes, which the page gives
// colours; nothing is styled inline.
func (g *grafo) svg(ctx context.Context) (template.HTML, error) {
	dot, descrizione := g.dot(), g.descrizione()
	disegni.Lock()
	defer disegni.Unlock()
	if fatto, ok := disegni.fatti[descrizione+dot]; ok {
		return fatto, nil
	}
	grezzo, err := disegna(ctx, dot)
	if err != nil {
		return "", fmt.Errorf("diagramma di %s: %w", g.titolo, err)
	}
	fatto := template.HTML(inPagina(grezzo, descrizione)) //nolint:gosec // Graphviz escapes the names it writes
	if len(disegni.fatti) >= massimoDisegni {
		clear(disegni.fatti)
	}
	disegni.fatti[descrizione+dot] = fatto
	return fatto, nil
}

func disegna(ctx context.Context, dot string) (string, error) {
	motore, err := graphviz.New(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = motore.Close() }()
	g, err := graphviz.ParseBytes([]byte(dot))
	if err != nil {
		return "", err
	}
	defer func() { _ = g.Close() }()
	var b bytes.Buffer
	if err := motore.Render(ctx, g, graphviz.SVG, &b); err != nil {
		return "", err
	}
	return b.String(), nil
}

var (
	radiceSVG = regexp.MustCompile(`(?s)^.*?<svg width="(\d+)pt" height="(\d+)pt"\s*viewBox="([^"]*)"[^>]*>`)
	senzaUso  = regexp.MustCompile(`(?s)<!--.*?-->\n?|<title>.*?</title>\n?`)
)

// inPagina turns a document of Graphviz into an element of a page: one picture
// with its description, in place of a tooltip for each of its parts.
func inPagina(svg, descrizione string) string {
	testa := fmt.Sprintf(`<svg class="macchina" width="$1" height="$2" viewBox="$3" role="img" aria-label="%s">`, strings.ReplaceAll(html.EscapeString(descrizione), "$", "$$"))
	return senzaUso.ReplaceAllString(radiceSVG.ReplaceAllString(svg, testa), "")
}
