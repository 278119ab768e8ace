package prova

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Cartella returns the folder of the official schemas, or skips the test.
func Cartella(t testing.TB) string {
	t.Helper()
	cartella := os.Getenv("QUIETANZA_XSD")
	if cartella == "" {
		t.Skip("QUIETANZA_XSD does not name the folder of the official schemas")
	}
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not installed")
	}
	return cartella
}

// Valida asks xmllint which of the documents a schema takes; testo is what it said.
func Valida(t testing.TB, schema string, documenti ...[]byte) (validi []bool, testo string) {
	t.Helper()
	const nome = "%07d.xml"
	dir := t.TempDir()
	for i, d := range documenti {
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf(nome, i)), d, 0o600))
	}
	cmd := exec.Command("sh", "-c", `exec "$0" --noout --nonet --schema "$1" *.xml`, "xmllint", schema) //nolint:gosec // the tool and a file of the test
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // the status tells that some do not validate
	require.NotEqual(t, 5, cmd.ProcessState.ExitCode(), "the schema: %s", out)
	detti := map[string]bool{}
	for riga := range bytes.Lines(out) {
		if f, ok := bytes.CutSuffix(bytes.TrimSpace(riga), []byte(" validates")); ok {
			detti[string(f)] = true
		}
	}
	for i := range documenti {
		validi = append(validi, detti[fmt.Sprintf(nome, i)])
	}
	return validi, string(out)
}

// Validi requires that a schema takes every one of the documents.
func Validi(t testing.TB, schema string, documenti ...[]byte) {
	t.Helper()
	validi, testo := Valida(t, schema, documenti...)
	for i, ok := range validi {
		require.True(t, ok, "%s\n%s", testo, documenti[i])
	}
}
