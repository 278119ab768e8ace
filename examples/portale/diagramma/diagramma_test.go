package diagramma

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
)

// figura is a picture read back.
type figura struct {
	testi     []string
	classi    map[string]int
	etichetta string // for who does not see it
}

func leggiFigura(t *testing.T, g Grafo) figura {
	t.Helper()
	svg, err := g.SVG(t.Context())
	require.NoError(t, err)
	uguale, err := disegna(t.Context(), g.dot())
	require.NoError(t, err)
	require.Equal(t, string(svg), inPagina(uguale, g.descrizione()), "drawn twice")
	require.True(t, strings.HasPrefix(string(svg), `<svg class="macchina" width="`), "no prologue in a page: %.80s", svg)
	require.NotContains(t, svg, "style=", "the policy of the pages allows no style inline")
	f := figura{classi: map[string]int{}}
	for l := xml.NewDecoder(strings.NewReader(string(svg))); ; {
		x, err := l.Token()
		if errors.Is(err, io.EOF) {
			return f
		}
		require.NoError(t, err)
		switch x := x.(type) {
		case xml.StartElement:
			for _, a := range x.Attr {
				switch a.Name.Local {
				case "class":
					f.classi[a.Value]++
				case "aria-label":
					f.etichetta = a.Value
				}
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" {
				f.testi = append(f.testi, s)
			}
		}
	}
}

func TestDiagramma(t *testing.T) {
	g := Grafo{
		ID: "g-prova", Titolo: "Prova",
		Stati: []Stato{{Nome: "BOZZA"}, {Nome: "NON_ESEGUITA", Conta: 3}, {Nome: "ESEGUITA"}, {Nome: "ALTRO"}},
		Archi: []Arco{
			{"BOZZA", "NON_ESEGUITA", "Pubblica"},
			{"BOZZA", "NON_ESEGUITA", "Riapre"},
			{"NON_ESEGUITA", "ESEGUITA", "Ricevuta"},
			{"NON_ESEGUITA", "ESEGUITA", "SenzaRPT"},
			{"ESEGUITA", "NON_ESEGUITA", "Storno"},
			{"NON_ESEGUITA", "NON_ESEGUITA", "Tentativo"},
			{"BOZZA", "ALTRO", ""},
			{"BOZZA", "IGNOTO", "Mai"},
		},
	}
	g.Segna("NON_ESEGUITA", []Passo{{A: "BOZZA", Evento: "Crea"}, {Da: "BOZZA", A: "NON_ESEGUITA", Evento: "Pubblica"}})
	f := leggiFigura(t, g)
	require.Equal(t, "Prova, stato corrente: NON_ESEGUITA, ultima transizione: Pubblica, da BOZZA a NON_ESEGUITA", f.etichetta)
	require.Equal(t, 1, f.classi["node stato corrente"])
	require.Equal(t, 1, f.classi["node stato passato"])
	require.Equal(t, 2, f.classi["node stato"])
	require.Equal(t, 3, f.classi["edge arco"], "the other way to the current state, out of the last one, and one without a label")
	require.Equal(t, 1, f.classi["edge arco esce"], "two labels, one arrow")
	require.Equal(t, 1, f.classi["edge preso"])
	require.ElementsMatch(t, []string{
		"BOZZA", "NON_ESEGUITA · 3", "ESEGUITA", "ALTRO", "Pubblica", "Riapre", "Ricevuta", "SenzaRPT", "Storno", "↻ Tentativo",
	}, f.testi)
}

// TestDiagrammaResta lights a step that left the state where it was.
func TestDiagrammaResta(t *testing.T) {
	g := Grafo{ID: "g", Titolo: "Prova", Stati: []Stato{{Nome: "SOLO"}}, Archi: []Arco{{"SOLO", "SOLO", "Ripete"}}}
	require.Equal(t, []string{"SOLO", "↻ Ripete"}, leggiFigura(t, g).testi)
	g.Segna("SOLO", []Passo{{Da: "SOLO", A: "SOLO", Evento: "Ripete"}})
	f := leggiFigura(t, g)
	require.ElementsMatch(t, []string{"SOLO", "Ripete"}, f.testi)
	require.Equal(t, 1, f.classi["edge preso"])
}

// TestDiagrammaPassoConAltroNome lights the whole arrow when none of its labels
// is that of the step.
func TestDiagrammaPassoConAltroNome(t *testing.T) {
	g := Grafo{ID: "g", Titolo: "Prova", Stati: []Stato{{Nome: "UNO"}, {Nome: "DUE"}}, Archi: []Arco{{"UNO", "DUE", "a"}, {"UNO", "DUE", "b"}}}
	g.Segna("DUE", []Passo{{Da: "UNO", A: "DUE", Evento: "altro"}})
	f := leggiFigura(t, g)
	require.ElementsMatch(t, []string{"UNO", "DUE", "a", "b"}, f.testi)
	require.Equal(t, 1, f.classi["edge preso"])
	require.Zero(t, f.classi["edge arco"])
}

func TestDiagrammaNomiScomodi(t *testing.T) {
	g := Grafo{
		ID: "g", Titolo: `"><script>$1`,
		Stati: []Stato{{Nome: "<b>"}, {Nome: `a&"\b`}},
		Archi: []Arco{{"<b>", `a&"\b`, "</svg>"}},
	}
	f := leggiFigura(t, g)
	require.ElementsMatch(t, []string{"<b>", `a&"\b`, "</svg>"}, f.testi)
	require.Equal(t, `"><script>$1`, f.etichetta)
}

// TestDiagrammaPendenza: every state and every event of the table is there.
func TestDiagrammaPendenza(t *testing.T) {
	g := Pendenza()
	f := leggiFigura(t, g)
	require.Equal(t, len(g.Stati), f.classi["node stato"])
	for _, a := range g.Archi {
		if a.Da == a.A {
			a.Etichetta = "↻ " + a.Etichetta
		}
		require.Contains(t, f.testi, a.Etichetta)
	}
	require.NotEmpty(t, slices.Collect(pendenza.Passaggi()))
}
