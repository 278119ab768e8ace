//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
)

// TestFileIrregolari: whatever a file is, the message is clear, the status right, and nothing is
// destroyed.
func TestFileIrregolari(t *testing.T) {
	c := copia(t)
	in := func(nome string) string { return filepath.Join(c, nome) }
	giornale := in("cassa/giornale-2025-03-04.xml")
	contenuto := leggiFile(t, giornale)
	fuori := t.TempDir()
	vecchio := filepath.Join(fuori, "movimenti.csv")
	tests := []struct {
		nome   string
		args   []string
		stato  int
		errori string
		out    string
	}{
		{"a folder is an argument", []string{c}, uscitaVedere, "", "16 pagine di giornale di cassa"},
		{"empty folder", []string{fuori + "/vuota"}, comando.UscitaErrata, "riconcilia: nessun documento trovato\n", ""},
		{"nothing there", []string{c + "/niente"}, comando.UscitaErrata, "niente: non esiste\nriconcilia: nessun documento trovato\n", ""},
		{"empty value", []string{"-cassa", ""}, comando.UscitaErrata, `valore non valido "" di -cassa: il valore è vuoto`, ""},
		{"empty argument", []string{""}, comando.UscitaErrata, "nessun documento trovato", ""},
		{"random bytes", []string{fuori + "/byte"}, comando.UscitaErrata, "documento non riconosciuto", "NON LETTO"},
		{"controls in a document", []string{fuori + "/esc.xml"}, comando.UscitaErrata, "esc.xml", "NON LETTO"},
		{"table is a device that is full", []string{"-csv", "/dev/full", giornale}, comando.UscitaErrata, "/dev/full", ""},
		{"a table is a folder", []string{"-csv", fuori + "/occupata", giornale}, comando.UscitaErrata, "movimenti.csv: è una cartella", ""},
		{"output is an input", []string{"-csv", fuori, giornale, vecchio}, comando.UscitaErrata, "è anche un documento da leggere", ""},
		{"link to an input", []string{"-csv", fuori + "/legata", giornale}, comando.UscitaErrata, "è anche un documento da leggere", ""},
		{"comma in a name", []string{"-cassa", fuori + "/a,b.xml"}, uscitaVedere, "", "1 pagina di giornale"},
		{"link to a file", []string{fuori + "/link.xml"}, uscitaVedere, "", "1 pagina di giornale"},
		{"the same twice", []string{giornale, giornale, "-cassa", giornale}, uscitaVedere, "", "1 pagina di giornale"},
	}
	for _, cartella := range []string{"vuota", "occupata/movimenti.csv", "legata"} {
		require.NoError(t, os.MkdirAll(filepath.Join(fuori, cartella), 0o755))
	}
	scrivi := func(nome, testo string) {
		require.NoError(t, os.WriteFile(filepath.Join(fuori, nome), []byte(testo), 0o600))
	}
	scrivi("movimenti.csv", "vecchio")
	scrivi("byte", "\x00\x01\x02")
	scrivi("esc.xml", "<FlussoRiversamento><a\x1b[2J\u202e/>")
	scrivi("a,b.xml", contenuto)
	require.NoError(t, os.Symlink(giornale, filepath.Join(fuori, "link.xml")))
	require.NoError(t, os.Symlink(giornale, filepath.Join(fuori, "legata", "flussi.csv")))
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			e := lancia(tt.args...)
			require.Equal(t, tt.stato, e.stato, "%s%s", e.out, e.errori)
			require.Contains(t, e.errori, tt.errori)
			require.Contains(t, e.out, tt.out)
			for _, testo := range []string{e.out, e.errori} {
				require.False(t, strings.ContainsAny(testo, "\x1b\u202e"), testo)
			}
			require.Equal(t, contenuto, leggiFile(t, giornale))
			require.Equal(t, "vecchio", leggiFile(t, vecchio))
		})
	}
}

// TestIngressi: what can be read once is read once, and whole.
func TestIngressi(t *testing.T) {
	c := copia(t)
	giornale := leggiFile(t, filepath.Join(c, "cassa/giornale-2025-03-04.xml"))
	e := lanciaCon(giornale, "-")
	require.Equal(t, uscitaVedere, e.stato, e.errori)
	require.Contains(t, e.out, "1 pagina di giornale di cassa")
	e = lanciaCon("", "-")
	require.Equal(t, comando.UscitaErrata, e.stato)
	require.Contains(t, e.errori, "ingresso standard: rendicontazione: FORMATO: documento non riconosciuto")

	// A ZIP archive through a pipe with a name.
	zip := archivio(t, filepath.Join(t.TempDir(), "a.zip"), [][2]string{{"a.xml", giornale}})
	pipe := filepath.Join(t.TempDir(), "pipe")
	require.NoError(t, syscall.Mkfifo(pipe, 0o600))
	go func() { _ = os.WriteFile(pipe, []byte(leggiFile(t, zip)), 0) }()
	e = lancia(pipe)
	require.Contains(t, e.out, "1 pagina di giornale di cassa")
	// One in a folder is not waited for.
	e = lancia(filepath.Dir(pipe))
	require.Equal(t, comando.UscitaErrata, e.stato)
	require.Contains(t, e.errori, "tralasciato")
}

// TestCartellaChiusa: a folder that cannot be read is told and the rest goes on.
func TestCartellaChiusa(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("nothing is closed to root")
	}
	c := copia(t)
	require.NoError(t, os.Chmod(filepath.Join(c, "flussi"), 0))
	defer func() { _ = os.Chmod(filepath.Join(c, "flussi"), 0o755) }()
	e := lancia(c)
	require.Equal(t, comando.UscitaErrata, e.stato)
	require.Contains(t, e.errori, "flussi: non si può leggere: permesso negato")
	require.Contains(t, e.out, "16 pagine di giornale di cassa")
}

// TestUscitaPiena: a full disk is an error, of the screen and of the report.
func TestUscitaPiena(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}, {"-tutto"}, {"-h"}, {"--version"}} {
		pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		require.NoError(t, err)
		var errori bytes.Buffer
		require.Equal(t, comando.UscitaErrata, esegui(args, pieno, ambiente{errori: &errori, adesso: time.Now}), args)
		require.Contains(t, errori.String(), "spazio esaurito sul disco")
		require.NoError(t, pieno.Close())
	}
}
