package diagramma_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/portale/diagramma"
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
	largo, alto   float64
	etichettaAria string
}

func leggi(t *testing.T, svg string) disegno {
	t.Helper()
	d := disegno{classi: map[string]int{}}
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
			case "rect":
				d.rettangoli = append(d.rettangoli, rettangolo{n("x"), n("y"), n("width"), n("height")})
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
}

func TestSVG(t *testing.T) {
	g := diagramma.Grafo{
		Titolo: "Prova",
		Stati:  []diagramma.Stato{{Nome: "BOZZA"}, {Nome: "NON_ESEGUITA", Conta: 3}, {Nome: "ESEGUITA"}, {Nome: "UN_NOME_MOLTO_LUNGO_DA_SPEZZARE"}},
		Archi: []diagramma.Arco{
			{"BOZZA", "NON_ESEGUITA", "Pubblica"}, {"NON_ESEGUITA", "ESEGUITA", "Ricevuta"}, {"NON_ESEGUITA", "ESEGUITA", "SenzaRPT"},
			{"ESEGUITA", "NON_ESEGUITA", "Storno"}, {"NON_ESEGUITA", "NON_ESEGUITA", "Tentativo"}, {"BOZZA", "UN_NOME_MOLTO_LUNGO_DA_SPEZZARE", ""},
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
