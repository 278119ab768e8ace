package diagramma_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/portale/diagramma"
	"github.com/quietanza/quietanza/pendenza"
)

// rettangolo is a box or a label of a picture.
type rettangolo struct{ x, y, w, h float64 }

func (a rettangolo) tocca(b rettangolo) bool {
	return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h
}

// disegno is a picture read back.
type disegno struct {
	testi         []string
	classi        map[string]int
	rettangoli    []rettangolo
	scatole       []rettangolo // of the states alone
	tracciati     []string     // of the arrows
	largo, alto   float64
	etichettaAria string
}

func leggi(t *testing.T, svg string) disegno {
	t.Helper()
	d := disegno{classi: map[string]int{}}
	gruppo := ""
	for l := xml.NewDecoder(strings.NewReader(svg)); ; {
		x, err := l.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		require.NoError(t, err)
		switch x := x.(type) {
		case xml.StartElement:
			valori := map[string]string{}
			for _, a := range x.Attr {
				valori[a.Name.Local] = a.Value
			}
			n := func(nome string) float64 {
				f, err := strconv.ParseFloat(valori[nome], 64)
				require.NoError(t, err, "%s %s", x.Name.Local, nome)
				return f
			}
			switch x.Name.Local {
			case "svg":
				d.largo, d.alto, d.etichettaAria = n("width"), n("height"), valori["aria-label"]
			case "g":
				gruppo, _, _ = strings.Cut(valori["class"], " ")
			case "path":
				if valori["class"] != "punta" {
					d.tracciati = append(d.tracciati, valori["d"])
				}
			case "rect":
				r := rettangolo{n("x"), n("y"), n("width"), n("height")}
				d.rettangoli = append(d.rettangoli, r)
				if gruppo == "stato" {
					d.scatole = append(d.scatole, r)
				}
			}
			d.classi[valori["class"]]++
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" {
				d.testi = append(d.testi, s)
			}
		}
	}
}

// stanno requires that nothing covers anything and nothing is out of the picture.
func (d disegno) stanno(t *testing.T) {
	t.Helper()
	for i, a := range d.rettangoli {
		require.True(t, a.x >= 0 && a.y >= 0 && a.x+a.w <= d.largo+1 && a.y+a.h <= d.alto+1, "%v fuori da %v x %v", a, d.largo, d.alto)
		for _, b := range d.rettangoli[i+1:] {
			require.False(t, a.tocca(b), "%v e %v", a, b)
		}
	}
	for _, tracciato := range d.tracciati {
		for _, p := range punti(t, tracciato) {
			for _, s := range d.scatole {
				dentro := p[0] > s.x+1 && p[0] < s.x+s.w-1 && p[1] > s.y+1 && p[1] < s.y+s.h-1
				require.False(t, dentro, "%s passa per %v dentro %v", tracciato, p, s)
			}
		}
	}
}

var comando = regexp.MustCompile(`([MVC])([^MVC]*)`)

// punti samples the path of an arrow.
func punti(t *testing.T, tracciato string) (punti [][2]float64) {
	t.Helper()
	var x, y float64
	for _, c := range comando.FindAllStringSubmatch(tracciato, -1) {
		var v []float64
		for _, s := range strings.Fields(c[2]) {
			f, err := strconv.ParseFloat(s, 64)
			require.NoError(t, err)
			v = append(v, f)
		}
		switch c[1] {
		case "M":
			x, y = v[0], v[1]
		case "V":
			v = []float64{x, y, x, v[0], x, v[0]}
			fallthrough
		case "C":
			for i := range 20 {
				k := float64(i+1) / 20
				h := 1 - k
				misto := func(a, b, c, d float64) float64 { return a*h*h*h + 3*b*h*h*k + 3*c*h*k*k + d*k*k*k }
				punti = append(punti, [2]float64{misto(x, v[0], v[2], v[4]), misto(y, v[1], v[3], v[5])})
			}
			x, y = v[4], v[5]
		}
	}
	return punti
}

func TestSVG(t *testing.T) {
	g := diagramma.Grafo{
		Titolo: "Prova",
		Stati:  []diagramma.Stato{{Nome: "BOZZA"}, {Nome: "NON_ESEGUITA", Conta: 3}, {Nome: "ESEGUITA"}, {Nome: "UN_NOME_MOLTO_LUNGO_DA_SPEZZARE"}},
		Archi: []diagramma.Arco{
			{"BOZZA", "NON_ESEGUITA", "Pubblica"},
			{"NON_ESEGUITA", "ESEGUITA", "Ricevuta"},
			{"NON_ESEGUITA", "ESEGUITA", "SenzaRPT"},
			{"ESEGUITA", "NON_ESEGUITA", "Storno"},
			{"NON_ESEGUITA", "NON_ESEGUITA", "Tentativo"},
			{"BOZZA", "UN_NOME_MOLTO_LUNGO_DA_SPEZZARE", ""},
			{"BOZZA", "IGNOTO", "Mai"},
		},
	}
	g.Segna("NON_ESEGUITA", "BOZZA", "NON_ESEGUITA")
	d := leggi(t, g.SVG())
	d.stanno(t)
	require.Equal(t, "Prova, stato corrente: NON_ESEGUITA", d.etichettaAria)
	require.Equal(t, 1, d.classi["stato corrente"])
	require.Equal(t, 1, d.classi["stato passato"])
	require.Equal(t, 2, d.classi["stato"])
	require.Equal(t, 2, d.classi["arco"], "to the current state, and to the long name")
	require.Equal(t, 1, d.classi["arco esce"], "two labels, one arrow")
	require.Equal(t, 1, d.classi["arco sale"])
	require.ElementsMatch(t, []string{
		"BOZZA", "NON_ESEGUITA", "ESEGUITA", "UN_NOME_MOLTO_", "LUNGO_DA_SPEZZARE", "Pubblica", "Ricevuta", "SenzaRPT", "Storno", "↻ Tentativo", "3",
	}, d.testi)
	require.Equal(t, g.SVG(), g.SVG())
}

func TestSVGVuoto(t *testing.T) {
	require.Empty(t, (&diagramma.Grafo{}).SVG())
	leggi(t, (&diagramma.Grafo{Stati: []diagramma.Stato{{Nome: "SOLO"}}}).SVG()).stanno(t)
}

func TestSVGNomiScomodi(t *testing.T) {
	g := diagramma.Grafo{
		Titolo: `"><script>`,
		Stati:  []diagramma.Stato{{Nome: "<b>"}, {Nome: `a&"b`}},
		Archi:  []diagramma.Arco{{"<b>", `a&"b`, "</svg>"}},
	}
	d := leggi(t, g.SVG())
	require.ElementsMatch(t, []string{"<b>", `a&"b`, "</svg>"}, d.testi)
}

// TestSVGCasuali: whatever the machine, nothing covers anything.
func TestSVGCasuali(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		var g diagramma.Grafo
		n := 1 + r.IntN(14)
		for i := range n {
			g.Stati = append(g.Stati, diagramma.Stato{Nome: fmt.Sprintf("STATO_%0*d", 1+r.IntN(20), i)})
		}
		for i := range r.IntN(3 * n) {
			g.Archi = append(g.Archi, diagramma.Arco{Da: g.Stati[r.IntN(n)].Nome, A: g.Stati[r.IntN(n)].Nome, Etichetta: strings.Repeat("x", r.IntN(20)) + strconv.Itoa(i)})
		}
		leggi(t, g.SVG()).stanno(t)
	}
}

// TestSVGPendenza draws a machine with boxes of very different heights.
func TestSVGPendenza(t *testing.T) {
	stati := []pendenza.Stato{
		pendenza.Bozza, pendenza.NonEseguita, pendenza.Trasferita, pendenza.Annullata, pendenza.EseguitaParziale, pendenza.Eseguita, pendenza.Incassata,
	}
	g := diagramma.DaTabella(stati, slices.Collect(pendenza.Passaggi()), pendenza.Passo)
	d := leggi(t, g.SVG())
	d.stanno(t)
	require.Len(t, d.scatole, len(stati))
	for _, a := range g.Archi {
		if a.Da == a.A {
			a.Etichetta = "↻ " + a.Etichetta
		}
		require.Contains(t, d.testi, a.Etichetta)
	}
}
