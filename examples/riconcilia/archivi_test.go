package main

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/internal/zippato/prova"
)

// archivio writes a ZIP of texts by name.
func archivio(t *testing.T, nome string, membri [][2]string) string {
	t.Helper()
	f, err := os.Create(nome)
	require.NoError(t, err)
	z := zip.NewWriter(f)
	for _, m := range membri {
		w, err := z.Create(m[0])
		require.NoError(t, err)
		_, err = io.WriteString(w, m[1])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	require.NoError(t, f.Close())
	return nome
}

// TestArchivio: the pages of a ZIP are as good as loose ones.
func TestArchivio(t *testing.T) {
	c := copia(t)
	var membri [][2]string
	documenti, mancati := comando.Elenca([]string{filepath.Join(c, "cassa"), filepath.Join(c, "flussi")}, nil)
	require.Empty(t, mancati)
	for _, d := range documenti {
		nome, err := filepath.Rel(c, d.Nome)
		require.NoError(t, err)
		membri = append(membri, [2]string{filepath.ToSlash(nome), leggiFile(t, d.Nome)})
	}
	require.NoError(t, os.RemoveAll(filepath.Join(c, "cassa")))
	require.NoError(t, os.RemoveAll(filepath.Join(c, "flussi")))
	archivio(t, filepath.Join(c, "pagine.zip"), append(membri, [2]string{"vuota/", ""}, [2]string{".nascosto", "x"}))
	e := lancia("-cassa", c, "-oggi", "2025-03-31")
	require.Empty(t, e.errori)
	_, corpo, _ := strings.Cut(lancia().out, "\n\n")
	require.Equal(t, corpo, e.out)
}

func TestArchiviRifiutati(t *testing.T) {
	c := t.TempDir()
	in := func(nome string) string { return filepath.Join(c, nome) }
	dentro := leggiFile(t, archivio(t, in("dentro.zip"), [][2]string{{"a.txt", "ciao"}}))
	require.NoError(t, os.Remove(in("dentro.zip")))
	archivio(t, in("annidato.zip"), [][2]string{{"dentro.zip", dentro}, {"x\x1b[2J.txt", "ciao"}})
	archivio(t, in("vuoto.zip"), nil)
	require.NoError(t, os.WriteFile(in("tronco.zip"), []byte(dentro[:len(dentro)-30]), 0o600))
	foglio := archivio(t, in("foglio.xlsx"), [][2]string{{"[Content_Types].xml", "x"}, {"xl/workbook.xml", "x"}})
	molti := make([][2]string, 10_001)
	for i := range molti {
		molti[i] = [2]string{"x", ""}
	}
	archivio(t, in("molti.zip"), molti)

	e := lancia("-cassa", c)
	require.Equal(t, comando.UscitaErrata, e.stato)
	for _, riga := range []string{
		in("annidato.zip") + "!dentro.zip: archivio dentro un archivio: estrarre i documenti",
		in("annidato.zip") + `!x\x1b[2J.txt: rendicontazione: FORMATO: documento non riconosciuto`,
		in("tronco.zip") + ": archivio ZIP rovinato o incompleto",
		foglio + ": rendicontazione: FORMATO: foglio Excel: salvarlo come CSV",
		in("molti.zip") + ": archivio con più di 10000 documenti",
	} {
		require.Contains(t, e.errori, riga+"\n")
	}
	require.Equal(t, 5, strings.Count(e.errori, "\n"), e.errori)
}

// TestSommaErrata: a document whose checksum is not its own is read whole and counts for nothing,
// whatever it is; one that stands twice under one name is not read.
func TestSommaErrata(t *testing.T) {
	c := copia(t)
	documenti, mancati := comando.Elenca([]string{c}, nil)
	require.Empty(t, mancati)
	for nome, guasta := range map[string]func(v prova.Voce) []byte{
		"guasto": func(v prova.Voce) []byte { v.CRC = 1; return prova.ZIP(v) },
		"doppio": func(v prova.Voce) []byte { return prova.ZIP(v, v) },
	} {
		t.Run(nome, func(t *testing.T) {
			dir := t.TempDir()
			for i, d := range documenti {
				v := prova.Voce{Nome: filepath.Base(d.Nome), Testo: leggiFile(t, d.Nome)}
				require.NoError(t, os.WriteFile(filepath.Join(dir, strconv.Itoa(i)+".zip"), guasta(v), 0o600))
			}
			e := lancia("-cassa", dir, "-oggi", "2025-03-31", "-json")
			require.NotZero(t, e.stato)
			for i, d := range documenti {
				require.Contains(t, e.errori, filepath.Join(dir, strconv.Itoa(i)+".zip")+"!"+filepath.Base(d.Nome)+": ", "nobody was told")
			}
			for _, lista := range []string{"movimenti", "flussi", "righe", "ricevute", "pendenze"} {
				require.Contains(t, e.out, `"`+lista+`": [],`)
			}
		})
	}
}
