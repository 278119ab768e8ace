package prova

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
)

// VariabileXState is the environment variable with the folder in which the
// npm package xstate (version 5) is installed: the parent of node_modules.
const VariabileXState = "QUIETANZA_XSTATE"

// Storia is a history: from state Da, with every guard open, the events lead
// to A. Events that the table refuses leave the state as it is.
type Storia[S, E automa.Enumerato] struct {
	Nome   string
	Da     S
	Eventi []E
	A      S
}

// Cammina walks the histories by the table. Then, in a test of its own which is
// skipped, saying so, where Node or the package is absent, it loads the XState
// export in XState itself, walks the histories there and compares every state on
// the way, and every state × event with the guards open and closed.
func Cammina[S, E automa.Enumerato, C any](t *testing.T, m *automa.Macchina[S, E, C], storie ...Storia[S, E]) {
	t.Helper()
	var chieste []camminata
	var attese [][]string
	for _, st := range storie {
		c := camminata{Da: st.Da.String(), Aperte: true}
		var tappe []string
		s := st.Da
		for _, e := range st.Eventi {
			s, _ = m.Passo(s, e)
			c.Eventi = append(c.Eventi, e.String())
			tappe = append(tappe, s.String())
		}
		require.Equal(t, st.A.String(), s.String(), "history %s by the table", st.Nome)
		chieste, attese = append(chieste, c), append(attese, tappe)
	}
	for s := range m.Definizione().Stati {
		for e := range m.Definizione().Eventi {
			for _, aperte := range []bool{true, false} {
				a := s
				if aperte || guardia(m, s, e) == "" {
					a, _ = m.Passo(s, e)
				}
				chieste = append(chieste, camminata{Da: s.String(), Eventi: []string{e.String()}, Aperte: aperte})
				attese = append(attese, []string{a.String()})
			}
		}
	}
	t.Run("XState", func(t *testing.T) {
		avute := esegui(t, xstate(t), Diagramma(t, m, "xstate"), chieste)
		require.Len(t, avute, len(attese))
		for i := range attese {
			require.Equal(t, attese[i], avute[i], "XState: %v from %s, guards open %v", chieste[i].Eventi, chieste[i].Da, chieste[i].Aperte)
		}
	})
}

type camminata struct {
	Da     string   `json:"da"`
	Eventi []string `json:"eventi"`
	Aperte bool     `json:"aperte"`
}

// xstate returns the folder of the package, or skips its test.
func xstate(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("Node is not installed: the XState export is not walked")
	}
	cartella := os.Getenv(VariabileXState)
	if cartella == "" {
		t.Skipf("%s names no folder: the XState export is not walked", VariabileXState)
	}
	if _, err := os.Stat(filepath.Join(cartella, "node_modules", "xstate")); err != nil {
		t.Skipf("no xstate package under %s: the XState export is not walked", cartella)
	}
	return cartella
}

// esegui runs the walks in Node and returns the states of each.
func esegui(t *testing.T, cartella, configurazione string, chieste []camminata) [][]string {
	t.Helper()
	domanda, err := json.Marshal(map[string]any{"macchina": json.RawMessage(configurazione), "camminate": chieste})
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), "node", "--input-type=commonjs", "--eval", programma)
	cmd.Dir = cartella
	cmd.Stdin = bytes.NewReader(domanda)
	var errori bytes.Buffer
	cmd.Stderr = &errori
	risposta, err := cmd.Output()
	require.NoError(t, err, errori.String())
	var stati [][]string
	require.NoError(t, json.Unmarshal(risposta, &stati))
	return stati
}

// programma walks a machine with XState's pure functions.
const programma = `
const { createMachine, getNextSnapshot } = require('xstate');
const { macchina, camminate } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const nomi = new Set();
for (const s of Object.values(macchina.states))
  for (const r of Object.values(s.on ?? {})) if (r.guard) nomi.add(r.guard);
const con = (esito) => createMachine(macchina).provide({
  guards: Object.fromEntries([...nomi].map((n) => [n, () => esito])),
});
const macchine = { true: con(true), false: con(false) };
const esiti = camminate.map(({ da, eventi, aperte }) => {
  const m = macchine[aperte];
  let s = m.resolveState({ value: da });
  return (eventi ?? []).map((type) => {
    s = getNextSnapshot(m, s, { type });
    for (const tag of macchina.states[s.value].tags ?? [])
      if (!s.hasTag(tag)) throw new Error(s.value + ' has no tag ' + tag);
    return s.value;
  });
});
process.stdout.write(JSON.stringify(esiti));
`
