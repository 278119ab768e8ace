package casa_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/macchine"
)

// TestEveryMachineIsExported holds what the rooms export to the golden files of
// their machines, and the list above to every golden file there is.
func TestEveryMachineIsExported(t *testing.T) {
	elencate := map[string]bool{}
	for _, m := range macchine.Tutte {
		golden := dove(t, m)
		elencate[golden+".xstate.json"] = true
		for formato, estensione := range map[string]string{"mermaid": ".mmd", "xstate": ".xstate.json", "scxml": ".scxml", "tabella": ".md"} {
			want, err := os.ReadFile(filepath.FromSlash(golden + estensione))
			if err != nil {
				t.Fatal(err)
			}
			got, err := m.Diagramma(formato)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("%s%s (-golden +exported):\n%s", golden, estensione, d)
			}
		}
		if testo, err := m.Diagramma("svg"); testo != "" || err == nil || !strings.Contains(err.Error(), `: FORMATO formato "svg"`) {
			t.Errorf("%s as svg: %q, %v", golden, testo, err)
		}
	}
	for _, forma := range []string{"*/testdata/*.xstate.json", "*/*/testdata/*.xstate.json"} {
		trovati, err := filepath.Glob(forma)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range trovati {
			if f = filepath.ToSlash(f); !elencate[f] && filepath.Dir(f) != "internal/automa/testdata" {
				t.Errorf("%s is the machine of no room in the list", f)
			}
		}
	}
}

// dove returns the golden files of a machine, without extension: their name is
// that by which the package declares it.
func dove(t *testing.T, m macchine.Macchina) string {
	t.Helper()
	testo, err := m.Diagramma("xstate")
	require.NoError(t, err)
	var x struct{ ID string }
	require.NoError(t, json.Unmarshal([]byte(testo), &x))
	return m.Stanza + "/testdata/" + x.ID
}

// TestMachinesByName: every machine is found by its name, and tells its states
// and events, one of which may be highlighted.
func TestMachinesByName(t *testing.T) {
	visti := map[string]bool{}
	for _, m := range macchine.Tutte {
		require.False(t, visti[m.Nome], m.Nome)
		visti[m.Nome] = true
		stessa, ok := macchine.Di(m.Nome)
		require.True(t, ok)
		require.Equal(t, m.Stanza, stessa.Stanza)
		iniziale, stati, eventi, err := m.Stati()
		require.NoError(t, err)
		require.Contains(t, stati, iniziale)
		require.NotEmpty(t, eventi)
		for _, s := range stati {
			testo, err := m.Diagramma("mermaid", s)
			require.NoError(t, err)
			require.Contains(t, testo, " corrente\n")
		}
		_, err = m.Diagramma("mermaid", "NESSUNO STATO")
		require.Error(t, err)
	}
	_, ok := macchine.Di("nessuna")
	require.False(t, ok)
	m, _ := macchine.Di("incasso")
	_, stati, eventi, err := m.Stati()
	require.NoError(t, err)
	require.Equal(t, []string{"NESSUNO", "RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO"}, stati)
	require.Equal(t, []string{"RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO"}, eventi)
}
