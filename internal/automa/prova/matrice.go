package prova

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
)

// Matrice compares with testdata/NAME.matrice.txt the names of the machine,
// the count of its rows and its state × event matrix.
func Matrice[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C]) {
	t.Helper()
	Golden(t, m.Nome()+".matrice.txt", matrice(m))
}

func matrice[S, E automa.Enumerato, C any](m *automa.Macchina[S, E, C]) string {
	stati, eventi := slices.Collect(m.Stati()), slices.Collect(m.TuttiEventi())
	iniziali := slices.Collect(m.Iniziali())
	righe := slices.Collect(m.Righe())
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d states, %d events, %d rows\n\nstates\n", m.Nome(), len(stati), len(eventi), len(righe))
	for i, s := range stati {
		fmt.Fprintf(&b, "%4d %s", i+1, s)
		if slices.Contains(iniziali, s) {
			b.WriteString(" (initial)")
		}
		if m.Terminale(s) {
			b.WriteString(" (final)")
		}
		b.WriteByte('\n')
	}
	b.WriteString("\nevents\n")
	for i, e := range eventi {
		fmt.Fprintf(&b, "%4d %s\n", i+1, e)
	}
	b.WriteString("\nfrom state (down) by event (across) to state; ? where a guard decides\n   ")
	for i := range eventi {
		fmt.Fprintf(&b, "%4d ", i+1)
	}
	b.WriteByte('\n')
	for i, s := range stati {
		linea := fmt.Sprintf("%4d", i+1)
		for _, e := range eventi {
			linea += casella(m, stati, s, e)
		}
		b.WriteString(strings.TrimRight(linea, " ") + "\n")
	}
	return b.String()
}

// casella writes one cell: the place of the destination among the states.
func casella[S, E automa.Enumerato, C any](m *automa.Macchina[S, E, C], stati []S, s S, e E) string {
	a, ok := m.Passo(s, e)
	if !ok {
		return "   . "
	}
	segno := " "
	for r := range m.Righe() {
		if r.Da == s && r.Evento == e && r.Guardia != nil {
			segno = "?"
		}
	}
	return fmt.Sprintf(" %3d%s", slices.Index(stati, a)+1, segno)
}

// Diagrammi compares the exports of the machine with testdata/NAME.mmd,
// NAME.xstate.json, NAME.scxml and NAME.md, and checks that they are well
// formed.
func Diagrammi[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C]) {
	t.Helper()
	require.True(t, json.Valid([]byte(m.XState())), "XState is not JSON")
	require.NoError(t, beneFormato(m.SCXML()), "SCXML is not XML")
	Golden(t, m.Nome()+".mmd", m.Mermaid())
	Golden(t, m.Nome()+".xstate.json", m.XState())
	Golden(t, m.Nome()+".scxml", m.SCXML())
	Golden(t, m.Nome()+".md", m.Markdown())
}

func beneFormato(documento string) error {
	d := xml.NewDecoder(strings.NewReader(documento))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Struttura checks that the terminal states are exactly those given (in
// declared order), that every state is initial or reachable from an initial
// one, and that every row names its official source.
func Struttura[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C], terminali ...S) {
	t.Helper()
	var trovati []S
	visti := map[S]bool{}
	for s := range m.Iniziali() {
		visti[s] = true
		for a := range m.Raggiungibili(s) {
			visti[a] = true
		}
	}
	for s := range m.Stati() {
		if m.Terminale(s) {
			trovati = append(trovati, s)
			require.Empty(t, slices.Collect(m.Eventi(s)), "%s is terminal but has events", s)
		}
		require.True(t, visti[s], "%s is unreachable", s)
	}
	require.Equal(t, terminali, trovati, "terminal states")
	for r := range m.Righe() {
		require.NotEmpty(t, strings.TrimSpace(r.Fonte), "the row %s, %s, %s names no source", r.Da, r.Evento, r.A)
	}
}
