package automa_test

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/automa/prova"
	"github.com/quietanza/quietanza/internal/nomi"
)

// scomodo and fatto are names that break a diagram which does not escape.
type (
	scomodo uint8
	fatto   uint8
)

var (
	nomiScomodi = nomi.Nuova[scomodo](func(string) error { return errNome },
		`in attesa: "RT"`, "C.D", `E#5;`, `a_x20_b`, "a b", "1°", `fine\<br>|`)
	nomiFatti = nomi.Nuova[fatto](func(string) error { return errNome },
		"x y", "p|q;", `a --> b: c`, "a.b", "a.b.c", "è_giorno", "%% commento")
)

func (s scomodo) String() string { return nomiScomodi.String(s) }
func (f fatto) String() string   { return nomiFatti.String(f) }

var mScomoda = automa.Nuova(automa.Definizione[scomodo, fatto, biglietto]{
	Nome: "nomi-scomodi", Stati: nomiScomodi.Tutti(), Eventi: nomiFatti.Tutti(), Iniziali: []scomodo{1},
	Righe: []automa.Riga[scomodo, fatto, biglietto]{
		{Da: []scomodo{1}, Evento: 1, A: 2, Fonte: "a | b\n<c>"},
		{Da: []scomodo{2}, Evento: 2, A: 3, Guardia: &automa.Guardia[biglietto]{Nome: `più di 5 & "ok" [x]`, Ok: haCorse.Ok}},
		{Da: []scomodo{3}, Evento: 3, A: 4},
		{Da: []scomodo{4}, Evento: 4, A: 5},
		{Da: []scomodo{5}, Evento: 5, A: 6},
		{Da: []scomodo{6}, Evento: 6, A: 7, Guardia: &automa.Guardia[biglietto]{Nome: "in", Ok: haCorse.Ok}},
		{Da: []scomodo{6}, Evento: 7, A: 6},
	},
})

// piano has names that need little or no escaping.
type piano uint8

func (p piano) String() string { return [...]string{"", "AZ_az09", "09"}[min(p, 2)] }

func TestUneasyNames(t *testing.T) {
	prova.Accordo(t, mScomoda, &biglietto{corse: 1})
	prova.Diagrammi(t, mScomoda)
}

func TestUneasyNamesInXState(t *testing.T) {
	prova.Cammina(t, mScomoda, prova.Storia[scomodo, fatto]{
		Nome: "all the way", Da: 1, Eventi: []fatto{1, 2, 3, 4, 5, 7, 6}, A: 7,
	})
}

func TestMermaidHighlights(t *testing.T) {
	testo := prova.Diagramma(t, mTornello, "mermaid", guasto, 0, 200, chiuso)
	require.True(t, strings.HasPrefix(testo, prova.Diagramma(t, mTornello, "mermaid")))
	require.Equal(t, "    classDef corrente font-weight:bold,stroke-width:4px\n"+
		"    class s3 corrente\n    class s1 corrente\n", strings.TrimPrefix(testo, prova.Diagramma(t, mTornello, "mermaid")))
	require.Equal(t, prova.Diagramma(t, mTornello, "mermaid"), prova.Diagramma(t, mTornello, "mermaid", 0, 99), "no state to highlight, no class")
}

// TestSCXMLPlainNames: letters, digits and the underscore stand for themselves,
// except a digit in front, which begins no identifier.
func TestSCXMLPlainNames(t *testing.T) {
	m := automa.Nuova(automa.Definizione[piano, fatto, biglietto]{
		Nome: "piana", Stati: slices.Values([]piano{1, 2}), Eventi: slices.Values([]fatto{1}), Iniziali: []piano{1},
		Righe: []automa.Riga[piano, fatto, biglietto]{{Da: []piano{1}, Evento: 1, A: 2}},
	})
	require.Contains(t, prova.Diagramma(t, m, "scxml"), `<state id="AZ_az09">`)
	require.Contains(t, prova.Diagramma(t, m, "scxml"), `<final id="_x30_9"/>`)
}

// TestSCXMLReadsBack reads the document as XML and compares its transitions
// with the rows.
func TestSCXMLReadsBack(t *testing.T) {
	type transizione struct {
		Event  string `xml:"event,attr"`
		Cond   string `xml:"cond,attr"`
		Target string `xml:"target,attr"`
	}
	type voce struct {
		ID         string        `xml:"id,attr"`
		Transition []transizione `xml:"transition"`
	}
	var doc struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/07/scxml scxml"`
		Initial string   `xml:"initial,attr"`
		Data    []voce   `xml:"datamodel>data"`
		State   []voce   `xml:"state"`
		Final   []voce   `xml:"final"`
	}
	require.NoError(t, xml.Unmarshal([]byte(prova.Diagramma(t, mScomoda, "scxml")), &doc))
	ids := map[string]bool{}
	for _, v := range slices.Concat(doc.Data, doc.State, doc.Final) {
		require.Regexp(t, `^[A-Za-z_][A-Za-z0-9_]*$`, v.ID)
		require.False(t, ids[v.ID], "identifier %s twice", v.ID)
		ids[v.ID] = true
	}
	require.True(t, ids[doc.Initial])
	require.Len(t, doc.State, 6)
	require.Len(t, doc.Final, 1)
	require.Len(t, doc.Data, 2)
	n := 0
	eventi := map[string]bool{}
	for _, s := range doc.State {
		for _, tr := range s.Transition {
			n++
			eventi[tr.Event] = true
			require.True(t, ids[tr.Target], tr.Target)
			require.True(t, tr.Cond == "" || ids[tr.Cond], tr.Cond)
			require.NotContains(t, tr.Event, ".")
		}
	}
	require.Equal(t, 7, n)
	require.Len(t, eventi, 7, "different events have different names")
	require.NotEqual(t, doc.State[3].ID, doc.State[4].ID, "an escaped name is not taken for a plain one")
}
