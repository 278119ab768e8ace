package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

var aggiorna = flag.Bool("update", false, "rewrite the golden files under testdata")

// prova runs the program on buffers.
func prova(args ...string) (uscita int, out, errori string) {
	var o, e bytes.Buffer
	uscita = esegui(args, &o, &e)
	return uscita, o.String(), e.String()
}

func golden(t *testing.T, nome, testo string) {
	t.Helper()
	percorso := filepath.Join("testdata", nome)
	if *aggiorna {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(percorso, []byte(testo), 0o644))
	}
	atteso, err := os.ReadFile(percorso)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(atteso), testo))
}

func TestCampione(t *testing.T) {
	for _, tt := range []struct {
		nome string
		args []string
	}{
		{"riassunto.txt", nil},
		{"sequenza.txt", []string{"-iuv", "01000000000000010"}},
		{"stato.txt", []string{"-iuv", "01000000000000001", "-ccp", "c0001", "-diagramma", "stato"}},
		{"ambiguo.txt", []string{"-iuv", "01000000000000009", "-diagramma", "no"}},
		{"ignoto.txt", []string{"-iuv", "01000000000000013", "-diagramma", "no", "-tolleranza", "0s"}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			uscita, out, errori := prova(tt.args...)
			require.Equal(t, uscitaOK, uscita)
			require.Empty(t, errori)
			golden(t, tt.nome, out)
		})
	}
}

// TestCampioneCompleto: every flag and every outcome occurs in the embedded set.
func TestCampioneCompleto(t *testing.T) {
	l := &lettura{errori: &bytes.Buffer{}}
	l.leggiCampione()
	require.Zero(t, l.guasti)
	require.Len(t, l.giornali, 3)
	conti, err := l.analisi.Riepiloga()
	require.NoError(t, err)
	for s, n := range conti.Segnali() {
		require.Positive(t, n, s)
	}
	for e, n := range conti.Esiti() {
		require.Positive(t, n, e)
	}
}

// scrivi makes the archive of a journal in a folder.
func scrivi(t *testing.T, cartella, nome string, eventi ...gdp.Evento) string {
	t.Helper()
	n, err := gdp.ParseNomeFile(nome)
	require.NoError(t, err)
	b, err := gdp.CostruisciArchivio(n, gdp.FormaJSON, slices.Values(eventi))
	require.NoError(t, err)
	percorso := filepath.Join(cartella, nome)
	require.NoError(t, os.WriteFile(percorso, b, 0o600))
	return percorso
}

func evento(c gdp.EventCode, minuto int) gdp.Evento {
	return gdp.Evento{
		DateTime: time.Date(2020, 1, 31, 9, minuto, 0, 0, time.UTC), IdDominio: avviso.MustIdDominio("77777777777"),
		IUV: avviso.MustIUV("1"), CCP: "n/a", EventCode: c, Ruolo: gdp.RuoloPSP,
	}
}

func TestFile(t *testing.T) {
	d := t.TempDir()
	primo := scrivi(t, d, "GDP_PSP_AGID_01_20200131_1.zip", evento(gdp.RPTAccettataPSP, 0))
	secondo := scrivi(t, d, "GDP_PSP_AGID_01_20200131_2.zip", evento(gdp.RPTPagata, 1))
	uscita, out, errori := prova(primo, secondo)
	require.Equal(t, uscitaOK, uscita, errori)
	require.Contains(t, out, "1 pagamenti, 1 eventi")
	require.Contains(t, out, "GDP_PSP_AGID_01_20200131_1.zip  superato da un invio successivo")
	uscita, out, _ = prova("-integra", primo, secondo)
	require.Equal(t, uscitaOK, uscita)
	require.Contains(t, out, "1 pagamenti, 2 eventi")

	righe := filepath.Join(d, "GDP_EC_77777777777_20200131_1.json")
	require.NoError(t, os.WriteFile(righe, []byte("{\"iuv\":\"1\"}\n"+
		`{"dateTime":"2020-01-31T11:00:00","iuv":"1","eventCode":"RT_ACCETATA_PA"}`+"\n"), 0o600))
	uscita, out, errori = prova("-iuv", "1", righe, secondo)
	require.Equal(t, uscitaOK, uscita)
	require.Contains(t, errori, "GDP_EC_77777777777_20200131_1.json: gdp: MANCANTE dateTime (riga 1)")
	require.Contains(t, out, "posizione RIVERSAMENTO")

	csv := filepath.Join(d, "GDP_EC_77777777777_20200201_1.csv")
	require.NoError(t, os.WriteFile(csv, []byte("a;b\n"), 0o600))
	uscita, _, errori = prova(csv)
	require.Equal(t, uscitaErrata, uscita)
	require.Contains(t, errori, "CSV (riga 1)")
}

func TestErrori(t *testing.T) {
	d := t.TempDir()
	rotto := filepath.Join(d, "GDP_PSP_AGID_01_20200131_1.zip")
	require.NoError(t, os.WriteFile(rotto, []byte("ciao"), 0o600))
	for _, tt := range []struct {
		nome, errore string
		uscita       int
		args         []string
	}{
		{"no such payment", "nessun giornale ha il pagamento 42, n/a", uscitaAssente, []string{"-iuv", "42"}},
		{"bad IUV", "-iuv", uscitaErrata, []string{"-iuv", "a b"}},
		{"CCP without IUV", "manca -iuv", uscitaErrata, []string{"-ccp", "c0001"}},
		{"bad diagram", "-diagramma", uscitaErrata, []string{"-diagramma", "x"}},
		{"bad flag", "flag provided", uscitaErrata, []string{"-x"}},
		{"bad tolerance", "TOLLERANZA", uscitaErrata, []string{"-tolleranza", "-1s"}},
		{"bad tolerance for one", "TOLLERANZA", uscitaErrata, []string{"-tolleranza", "-1s", "-iuv", "42"}},
		{"not a journal", "PREFISSO", uscitaErrata, []string{filepath.Join(d, "x.zip")}},
		{"no such file", "no such file", uscitaErrata, []string{filepath.Join(d, "GDP_PSP_A_20200131_1.zip")}},
		{"no archive", "ZIP", uscitaErrata, []string{rotto}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			uscita, _, errori := prova(tt.args...)
			require.Equal(t, tt.uscita, uscita)
			require.Contains(t, errori, tt.errore)
		})
	}
	uscita, _, errori := prova("-h")
	require.Equal(t, uscitaOK, uscita)
	require.Contains(t, errori, "GDP_<tipo>_<id>_<data>_<n>.zip")
	require.Contains(t, errori, "-tolleranza")
}
