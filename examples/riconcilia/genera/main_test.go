package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCampione proves that the sample in the repository is what the generator writes.
func TestCampione(t *testing.T) {
	cartella := t.TempDir()
	require.NoError(t, scrivi(cartella))
	require.NoError(t, os.WriteFile(filepath.Join(cartella, "flussi", "avanzo.xml"), nil, 0o600))
	require.NoError(t, scrivi(cartella)) // what is left of an earlier sample goes
	require.Equal(t, albero(t, filepath.Join("..", "campione")), albero(t, cartella))
}

// albero reads a folder: the content of each file by name.
func albero(t *testing.T, radice string) map[string]string {
	t.Helper()
	file := map[string]string{}
	require.NoError(t, filepath.WalkDir(radice, func(nome string, voce os.DirEntry, err error) error {
		if err != nil || voce.IsDir() {
			return err
		}
		b, err := os.ReadFile(nome)
		if err != nil {
			return err
		}
		corto, err := filepath.Rel(radice, nome)
		file[filepath.ToSlash(corto)] = string(b)
		return err
	}))
	return file
}
