package prova

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

// aggiorna is the one -update flag of every test that uses this package: a
// test package that imports prova declares none of its own.
var aggiorna = flag.Bool("update", false, "rewrite the golden files under testdata")

// Aggiorna reports whether the test run rewrites golden files.
func Aggiorna() bool { return *aggiorna }

// Golden compares a text with testdata/nomeFile, or writes it there when the
// tests run with -update.
func Golden(t testing.TB, nomeFile, contenuto string) {
	t.Helper()
	percorso := filepath.Join("testdata", filepath.FromSlash(nomeFile))
	if Aggiorna() {
		require.NoError(t, os.MkdirAll(filepath.Dir(percorso), 0o755))
		require.NoError(t, os.WriteFile(percorso, []byte(contenuto), 0o644))
		return
	}
	atteso, err := os.ReadFile(percorso)
	require.NoError(t, err, "run the test with -update to write the golden file")
	if diff := cmp.Diff(string(atteso), contenuto); diff != "" {
		t.Errorf("%s differs (-want +got); run with -update when the change is meant:\n%s", percorso, diff)
	}
}
