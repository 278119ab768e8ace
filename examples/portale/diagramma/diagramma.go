// Package diagramma draws a state machine for a page, with the states that were passed, the
// current one and the step just taken lit.
package diagramma

import (
	"bytes"
	"context"
	_ "embed" // the style
	"fmt"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-graphviz"

	"github.com/quietanza/quietanza/pendenza"
)

// Stile gives the pictures their colours: it goes into the style of the page.
//
//go:embed diagramma.css
var Stile string

// Grafo is a state machine to draw: names go in, a picture comes out, and the
// same names give the same picture.
type Grafo struct {
	ID     string  // of the picture in its page
	Titolo string  // the name that a screen reader says
	Stati  []Stato // in the usual course of things
	Archi  []Arco
	preso  Arco   // the step just taken
	presi  []Arco // those before it, by their ends alone
}

// Stato is a state.
type Stato struct {
	Nome     string
	corrente bool // lit
	Passato  bool // it was there before
	Conta    int  // how many are there; 0 shows none
}

// Arco is an arrow. Several between the same states are drawn as one, with a
// label each, but for the one just taken; one that leaves and enters the same
// state is written in its box.
type Arco struct{ Da, A, Etichetta string }

// DaTabella returns the states and arrows of a machine from its table: stati and
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

// Pendenza is the machine of a debt position.
func Pendenza() Grafo {
	return DaTabella([]pendenza.Stato{
		pendenza.Bozza, pendenza.NonEseguita, pendenza.Trasferita, pendenza.Annullata, pendenza.EseguitaParziale, pendenza.Eseguita, pendenza.Incassata,
	}, slices.Collect(pendenza.Passaggi()), pendenza.Passo)
}

// Passo is a step that was taken.
type Passo struct{ Da, A, Evento string }

// Segna lights the current state, marks those that were passed, and lights the
// step just taken, when there was one.
func (g *Grafo) Segna(corrente string, passi []Passo) {
	for _, v := range passi {
		for i := range g.Stati {
			g.Stati[i].Passato = g.Stati[i].Passato || g.Stati[i].Nome == v.Da || g.Stati[i].Nome == v.A
		}
		if g.preso.Da != "" {
			g.presi = append(g.presi, Arco{Da: g.preso.Da, A: g.preso.A})
		}
		g.preso = Arco{v.Da, v.A, v.Evento}
	}
	for i := range g.Stati {
		g.Stati[i].corrente = g.Stati[i].Nome == corrente
	}
}

// descrizione is the picture in words: where the machine is, and how it came
// there.
func (g *Grafo) descrizione() string {
	d := g.Titolo
	for _, s := range g.Stati {
		if s.corrente {
			d += ", stato corrente: " + s.Nome
		}
	}
	if g.preso.Da != "" {
		d += fmt.Sprintf(", ultima transizione: %s, da %s a %s", g.preso.Etichetta, g.preso.Da, g.preso.A)
	}
	return d
}

// dot writes the machine in the language of Graphviz. Text is measured as
// Courier, whose width is that of the monospaced type of the page.
func (g *Grafo) dot() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\nid=%[1]s bgcolor=transparent ranksep=0.35 nodesep=0.3\n", virgolette(g.ID))
	b.WriteString("node [shape=box style=rounded margin=\"0.14,0.08\" fontname=Courier fontsize=12]\nedge [fontname=Courier fontsize=10.5 arrowsize=0.7]\n")
	noti := map[string]*Stato{}
	for i := range g.Stati {
		noti[g.Stati[i].Nome] = &g.Stati[i]
	}
	for _, s := range g.Stati {
		testo := s.Nome
		if s.Conta > 0 {
			testo += fmt.Sprintf(" · %d", s.Conta)
		}
		for _, a := range g.Archi {
			if a.Da == s.Nome && a.A == s.Nome && a != g.preso {
				testo += "\n↻ " + a.Etichetta
			}
		}
		fmt.Fprintf(&b, "%s [class=\"stato%s\" label=%s]\n", virgolette(s.Nome), s.classe(), virgolette(testo))
	}
	etichette := map[Arco]string{} // by the ends alone
	var uniti []Arco
	for _, a := range g.Archi {
		estremi := Arco{Da: a.Da, A: a.A}
		if a.Da == a.A || a == g.preso || noti[a.Da] == nil || noti[a.A] == nil {
			continue
		}
		if _, gia := etichette[estremi]; !gia {
			uniti = append(uniti, estremi)
		}
		etichette[estremi] += " " + a.Etichetta + "\n"
	}
	passo := noti[g.preso.Da] != nil && noti[g.preso.A] != nil
	for _, a := range uniti {
		classe := "arco"
		switch {
		case passo && a == (Arco{Da: g.preso.Da, A: g.preso.A}) && !slices.Contains(g.Archi, g.preso):
			classe, passo = "preso", false // which of its labels, nobody says
		case slices.Contains(g.presi, a):
			classe = "arco percorso"
		case noti[a.Da].corrente:
			classe = "arco esce"
		}
		fmt.Fprintf(&b, "%s -> %s [class=%q label=%s]\n", virgolette(a.Da), virgolette(a.A), classe, virgolette(strings.TrimRight(etichette[a], " \n")))
	}
	if passo {
		fmt.Fprintf(&b, "%s -> %s [class=\"preso\" label=%s]\n", virgolette(g.preso.Da), virgolette(g.preso.A), virgolette(" "+g.preso.Etichetta))
	}
	b.WriteString("}\n")
	return b.String()
}

func (s Stato) classe() string {
	switch {
	case s.corrente:
		return " corrente"
	case s.Passato:
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

// SVG draws the machine. Its elements have classes, which the page gives
// colours; nothing is styled inline.
func (g *Grafo) SVG(ctx context.Context) (template.HTML, error) {
	dot, descrizione := g.dot(), g.descrizione()
	disegni.Lock()
	defer disegni.Unlock()
	if fatto, ok := disegni.fatti[descrizione+dot]; ok {
		return fatto, nil
	}
	grezzo, err := disegna(ctx, dot)
	if err != nil {
		return "", fmt.Errorf("diagramma di %s: %w", g.Titolo, err)
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
