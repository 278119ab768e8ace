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
	Golden(t, m.Definizione().Nome+".matrice.txt", matrice(m))
}

func matrice[S, E automa.Enumerato, C any](m *automa.Macchina[S, E, C]) string {
	d := m.Definizione()
	stati, eventi := slices.Collect(d.Stati), slices.Collect(d.Eventi)
	archi := slices.Collect(m.Archi())
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d states, %d events, %d rows\n\nstates\n", d.Nome, len(stati), len(eventi), len(archi))
	for i, s := range stati {
		fmt.Fprintf(&b, "%4d %s", i+1, s)
		if slices.Contains(d.Iniziali, s) {
			b.WriteString(" (initial)")
		}
		if terminale(m, s) {
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
	if guardia(m, s, e) != "" {
		segno = "?"
	}
	return fmt.Sprintf(" %3d%s", slices.Index(stati, a)+1, segno)
}

// Diagrammi compares the exports of the machine with testdata/NAME.mmd,
// NAME.xstate.json, NAME.scxml and NAME.md, and checks that they are well
// formed.
func Diagrammi[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C]) {
	t.Helper()
	for formato, estensione := range map[string]string{"mermaid": ".mmd", "xstate": ".xstate.json", "scxml": ".scxml", "tabella": ".md"} {
		testo := Diagramma(t, m, formato)
		switch formato {
		case "xstate":
			require.True(t, json.Valid([]byte(testo)), "XState is not JSON")
		case "scxml":
			require.NoError(t, beneFormato(testo), "SCXML is not XML")
		}
		Golden(t, m.Definizione().Nome+estensione, testo)
	}
}

// Diagramma returns an export of the machine.
func Diagramma[S, E automa.Enumerato, C any](t testing.TB, m *automa.Macchina[S, E, C], formato string, correnti ...S) string {
	t.Helper()
	testo, err := m.Diagramma(formato, correnti...)
	require.NoError(t, err)
	return testo
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
// declared order), and that every row names its official source. That every
// state can be reached is checked by Nuova.
func Struttura[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C], terminali ...S) {
	t.Helper()
	var trovati []S
	for s := range m.Definizione().Stati {
		if terminale(m, s) {
			trovati = append(trovati, s)
		}
	}
	require.Equal(t, terminali, trovati, "terminal states")
	for a := range m.Archi() {
		require.NotEmpty(t, strings.TrimSpace(a.Fonte), "the row %s, %s, %s names no source", a.Da, a.Evento, a.A)
	}
}

// terminale reports whether no row leaves s.
func terminale[S, E automa.Enumerato, C any](m *automa.Macchina[S, E, C], s S) bool {
	for range m.Eventi(s) {
		return false
	}
	return true
}
