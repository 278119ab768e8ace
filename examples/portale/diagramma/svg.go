package diagramma

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
)

// Type is monospaced, so that the width of a text is known without a font.
const (
	corpo       = 7.25 // width of a character of a box
	corpoPic    = 6.35 // of a label
	interlinea  = 15.0
	interPic    = 13.0
	massimoNome = 20 // characters of a name on one line
)

// spezza divides a long name at an underscore, near its middle.
func spezza(nome string) []string {
	if len(nome) <= massimoNome {
		return []string{nome}
	}
	migliore := -1
	for i, c := range nome {
		if c == '_' && i > 0 && (migliore < 0 || distanza(i, len(nome)/2) < distanza(migliore, len(nome)/2)) {
			migliore = i
		}
	}
	if migliore < 0 {
		return []string{nome}
	}
	return []string{nome[:migliore+1], nome[migliore+1:]}
}

func distanza(a, b int) int { return max(a-b, b-a) }

func caratteri(righe []string) (n int) {
	for _, r := range righe {
		n = max(n, len([]rune(r)))
	}
	return n
}

// misura sets the size of a place from its texts.
func (n *nodo) misura() {
	if n.stato < 0 {
		n.larghezza, n.altezza = corsia, 0
		if len(n.righe) > 0 {
			n.larghezza = float64(caratteri(n.righe))*corpoPic + 10
			n.altezza = float64(len(n.righe))*interPic + 5
		}
		return
	}
	n.larghezza = max(96, float64(caratteri(n.righe))*corpo+24, float64(caratteri(n.resta)+2)*corpoPic+20)
	n.altezza = float64(len(n.righe))*interlinea + 16
	if len(n.resta) > 0 {
		n.altezza += float64(len(n.resta))*interPic + 4
	}
}

// SVG draws the machine. The classes of its elements are given colours by the
// page; nothing is styled inline.
func (g *Grafo) SVG() string {
	if len(g.Stati) == 0 {
		return ""
	}
	d := dispone(g)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="macchina" xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">`,
		d.largo, d.alto, d.largo, d.alto, html.EscapeString(g.descrizione()))
	b.WriteByte('\n')
	porte := d.porte()
	for _, accesi := range []bool{false, true} { // the lit ones above the others
		for i := range d.tratti {
			if d.esce(&d.tratti[i]) == accesi {
				d.arco(&b, i, porte)
			}
		}
	}
	for i := range d.tratti {
		d.etichetta(&b, &d.tratti[i])
	}
	for i := range g.Stati {
		d.scatola(&b, &d.nodi[i])
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// descrizione is the picture in words: where the machine is.
func (g *Grafo) descrizione() string {
	var correnti []string
	for _, s := range g.Stati {
		if s.Corrente {
			correnti = append(correnti, s.Nome)
		}
	}
	if len(correnti) == 0 {
		return g.Titolo
	}
	return g.Titolo + ", stato corrente: " + strings.Join(correnti, ", ")
}

func (d *disposizione) esce(t *tratto) bool { return d.g.Stati[t.da].Corrente }

// porte returns where each arrow touches its upper and its lower box: spread
// along the side in the order of where the arrows go.
func (d *disposizione) porte() [][2]float64 {
	p := make([][2]float64, len(d.tratti))
	for n := range d.g.Stati {
		for lato := range 2 {
			var qui []int
			for i := range d.tratti {
				if sopra, sotto := d.tratti[i].estremi(); lato == 0 && sopra == n || lato == 1 && sotto == n {
					qui = append(qui, i)
				}
			}
			verso := func(i int) float64 {
				via := d.tratti[i].via
				if lato == 0 {
					return d.nodi[via[1]].x
				}
				return d.nodi[via[len(via)-2]].x
			}
			slices.SortStableFunc(qui, func(a, b int) int { return cmp.Compare(verso(a), verso(b)) })
			passo := min(22, d.nodi[n].larghezza*0.8/float64(max(1, len(qui))))
			for k, i := range qui {
				p[i][lato] = d.nodi[n].x + (float64(k)-float64(len(qui)-1)/2)*passo
			}
		}
	}
	return p
}

// arco draws an arrow: vertical through the layers, curved between them, so that
// its head always points straight up or down.
func (d *disposizione) arco(b *strings.Builder, i int, porte [][2]float64) {
	t := &d.tratti[i]
	const punta = 7.0
	alto, basso := &d.nodi[t.via[0]], &d.nodi[t.via[len(t.via)-1]]
	x, y := porte[i][0], alto.y+alto.altezza/2
	fineX, fineY := porte[i][1], basso.y-basso.altezza/2
	testaX, testaY, verso := fineX, fineY, -1.0
	if t.sale {
		testaX, testaY, verso = x, y, 1
		y += punta
	} else {
		fineY -= punta
	}
	classe := "arco"
	if d.esce(t) {
		classe += " esce"
	}
	if t.sale {
		classe += " sale"
	}
	fmt.Fprintf(b, `<g class="%s"><path d="M%.1f %.1f`, classe, x, y)
	curva := func(ax, ay float64) {
		m := (y + ay) / 2
		fmt.Fprintf(b, "C%.1f %.1f %.1f %.1f %.1f %.1f", x, m, ax, m, ax, ay)
		x, y = ax, ay
	}
	dritto := func(ay float64) {
		y = ay
		fmt.Fprintf(b, "V%.1f", y)
	}
	mezza := func(n *nodo) float64 { return d.altoStrato(n.strato) / 2 }
	dritto(max(y, alto.y+mezza(alto))) // past the taller boxes beside
	for _, v := range t.via[1 : len(t.via)-1] {
		n := &d.nodi[v]
		curva(n.x, n.y-mezza(n))
		dritto(n.y + mezza(n))
	}
	curva(fineX, min(fineY, basso.y-mezza(basso)))
	dritto(fineY)
	fmt.Fprintf(b, `"/><path class="punta" d="M%.1f %.1fl-4 %.0fh8z"/></g>`, testaX, testaY, verso*punta)
	b.WriteByte('\n')
}

func (d *disposizione) altoStrato(s int) (alto float64) {
	for _, n := range d.strati[s] {
		alto = max(alto, d.nodi[n].altezza)
	}
	return alto
}

// etichetta writes the labels of an arrow over it.
func (d *disposizione) etichetta(b *strings.Builder, t *tratto) {
	classe := "etichetta"
	if d.esce(t) {
		classe += " esce"
	}
	for _, v := range t.via {
		n := &d.nodi[v]
		if n.stato >= 0 || len(n.righe) == 0 {
			continue
		}
		fmt.Fprintf(b, `<g class="%s"><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="3"/>`,
			classe, n.x-n.larghezza/2, n.y-n.altezza/2, n.larghezza, n.altezza)
		testi(b, n.righe, n.x, n.y-n.altezza/2+interPic-1, interPic)
		b.WriteString("</g>\n")
	}
}

// scatola draws a state.
func (d *disposizione) scatola(b *strings.Builder, n *nodo) {
	s := d.g.Stati[n.stato]
	classe := "stato"
	switch {
	case s.Corrente:
		classe += " corrente"
	case s.Passato:
		classe += " passato"
	}
	x, y := n.x-n.larghezza/2, n.y-n.altezza/2
	fmt.Fprintf(b, `<g class="%s"><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="8"/>`, classe, x, y, n.larghezza, n.altezza)
	testi(b, n.righe, n.x, y+20, interlinea)
	if len(n.resta) > 0 {
		b.WriteString(`<g class="resta">`)
		resta := make([]string, len(n.resta))
		for i, r := range n.resta {
			resta[i] = "↻ " + r
		}
		testi(b, resta, n.x, y+20+float64(len(n.righe))*interlinea+1, interPic)
		b.WriteString("</g>")
	}
	if s.Conta > 0 {
		fmt.Fprintf(b, `<g class="conta"><circle cx="%.1f" cy="%.1f" r="11"/><text x="%.1f" y="%.1f">%d</text></g>`,
			x+n.larghezza-4, y+4, x+n.larghezza-4, y+8, s.Conta)
	}
	b.WriteString("</g>\n")
}

func testi(b *strings.Builder, righe []string, x, y, passo float64) {
	for i, r := range righe {
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f">%s</text>`, x, y+float64(i)*passo, html.EscapeString(r))
	}
}
