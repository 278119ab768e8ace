package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
)

// mensile is the configuration that the README shows.
func mensile(t *testing.T) string {
	t.Helper()
	m := regexp.MustCompile("(?s)```json\n(.*?)```").FindStringSubmatch(leggiFile(t, "README.md"))
	require.Len(t, m, 2)
	return m[1]
}

// TestConfigurazione: the paths are relative to the file, and the command line has the last word.
func TestConfigurazione(t *testing.T) {
	c := t.TempDir()
	in := func(nome string) string { return filepath.Join(c, nome) }
	require.NoError(t, os.Rename(copia(t), in("documenti")))
	require.NoError(t, os.WriteFile(in("mensile.json"), []byte(mensile(t)), 0o600))
	require.NoError(t, os.WriteFile(in("prima.json"), []byte(lancia("-json").out), 0o600))

	e := lancia("-configurazione", in("mensile.json"), "-oggi", "31/03/2025")
	require.Equal(t, uscitaVedere, e.stato, e.errori)
	require.Contains(t, e.out, "Riconciliazione al 31/03/2025, ")
	require.Contains(t, e.out, "16 pagine di giornale di cassa")
	require.Contains(t, e.out, "Cambiato da "+in("prima.json")+": 0\n")
	require.FileExists(t, in("foglio/incassi.csv"))
	require.FileExists(t, in("pagina.html"))
	require.Contains(t, e.errori, "tabelle scritte in "+in("foglio")+"\n")
	require.Contains(t, e.errori, "pagina scritta in "+in("pagina.html")+"\n")

	// Other documents, another folder, another body.
	e = lancia("-configurazione", in("mensile.json"), "-oggi", "31/03/2025", "-csv", in("altrove"), "-domini", "99999000005", in("documenti/cassa/giornale-2025-03-04.xml"))
	require.Equal(t, comando.UscitaOK, e.stato, e.errori) // nothing of that body
	require.Contains(t, e.out, "RICONCILIATO → FUORI_AMBITO")
	require.NotContains(t, e.out, "flussi XML")
	require.FileExists(t, in("altrove/incassi.csv"))

	e = lancia("-configurazione", in("mensile.json"), "-html", in("mensile.json"))
	require.Equal(t, comando.UscitaErrata, e.stato)
	require.Contains(t, e.errori, "è anche un documento da leggere")
	require.Equal(t, mensile(t), leggiFile(t, in("mensile.json")))
}

func TestConfigurazioneErrata(t *testing.T) {
	file := filepath.Join(t.TempDir(), "c.json")
	for testo, errore := range map[string]string{
		`{"csv":"a","csv":"b"}`:             "csv",
		`{"CSV":"a"}`:                       "CSV",
		`{"boh":1}`:                         "MEMBRO boh (riga 1, colonna 8): membro sconosciuto",
		`{"csv":""}`:                        `csv "": il valore è vuoto`,
		`{"oggi":"ieri"}`:                   `oggi "ieri": `,
		`{"attesaFlusso":-1}`:               "giorniAttesaFlusso",
		`{"conti":{"IT60":"1"}}`:            "conti",
		`{"tutto":"si"}`:                    "tutto",
		`[]`:                                "",
		``:                                  "",
		`{"documenti":["a"`:                 "",
		`{"profilo":"non-esiste.json"}`:     "non-esiste.json: non esiste",
		`{"documenti":["non esiste.xml"]}`:  "non esiste.xml: non esiste",
		`{"distinti":["non è una chiave"]}`: "distinti",
	} {
		require.NoError(t, os.WriteFile(file, []byte(testo), 0o600))
		e := lancia("-configurazione", file)
		require.Equal(t, comando.UscitaErrata, e.stato, testo)
		require.Contains(t, e.errori, errore, testo)
	}
	e := lancia("-configurazione", filepath.Dir(file))
	require.Equal(t, comando.UscitaErrata, e.stato)
	require.Contains(t, e.errori, "è una cartella")
	e = lancia("-configurazione", file+".non")
	require.Equal(t, comando.UscitaErrata, e.stato)
	require.Contains(t, e.errori, "non esiste")
	e = lancia("-configurazione", "/dev/zero")
	require.Equal(t, comando.UscitaErrata, e.stato)
	require.Contains(t, e.errori, "troppo lungo")
}
