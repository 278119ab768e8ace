package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
)

// The command writes a folder which the command riconcilia reads whole, and finds the
// classes of verita.json.
func TestRiconciliaReadsIt(t *testing.T) {
	cartella := filepath.Join(t.TempDir(), "mese")
	var uscita, errori bytes.Buffer
	args := []string{"-enti", "2", "-pagamenti", "500", "-giorni", "30", "-seme", "7", "-uscita", cartella}
	require.Equal(t, comando.UscitaOK, esegui(args, &uscita, &errori, false))
	require.Equal(t, "Scritti 30 giorni di 2 enti in "+cartella+"\n", uscita.String())
	require.Empty(t, errori.String())

	dove := func(nome string) string { return filepath.Join(cartella, nome) }
	c := exec.CommandContext(t.Context(), "go", "run", "../riconcilia", "-json", "-oggi", "2025-04-01", "-domini", dove("riconcilia/domini.json"),
		"-cassa", dove("cassa"), "-flussi", dove("flussi"), "-ricevute", dove("ricevute"), "-pendenze", dove("riconcilia"))
	c.Stderr = &errori
	rapporto, err := c.Output()
	if c.ProcessState.ExitCode() != 1 { // 1: there is something to look at
		require.NoError(t, err, errori.String())
	}
	require.Equal(t, conta(t, cartella), contaRapporto(t, rapporto))
}

// conta counts the classes of the truth that the engine gives.
func conta(t *testing.T, cartella string) map[string]int {
	t.Helper()
	dati, err := os.ReadFile(filepath.Join(cartella, "verita.json"))
	require.NoError(t, err)
	n := map[string]int{}
	for riga := range bytes.Lines(dati) {
		var v struct{ Oggetto, Classe string }
		require.NoError(t, json.Unmarshal(riga, &v))
		if v.Oggetto != "stato" && v.Oggetto != "pagamento" {
			n[v.Oggetto+" "+strings.TrimSuffix(v.Classe, "+QUIETANZABILE")]++
		}
	}
	return n
}

func contaRapporto(t *testing.T, dati []byte) map[string]int {
	t.Helper()
	type oggetto struct {
		Classe string
		Voci   []struct{ Classe string }
	}
	var r struct{ Movimenti, Flussi, Righe, Ricevute, Pendenze []oggetto }
	require.NoError(t, json.Unmarshal(dati, &r))
	n := map[string]int{}
	for nome, lista := range map[string][]oggetto{
		"movimento": r.Movimenti, "flusso": r.Flussi, "riga": r.Righe, "ricevuta": r.Ricevute, "pendenza": r.Pendenze,
	} {
		for _, o := range lista {
			n[nome+" "+o.Classe]++
			for _, v := range o.Voci {
				n["voce "+v.Classe]++
			}
		}
	}
	return n
}

func TestArguments(t *testing.T) {
	piena := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(piena, "x"), nil, 0o600))
	for nome, caso := range map[string]struct {
		args     []string
		contiene string
	}{
		"no folder":         {nil, "manca -uscita"},
		"unknown case":      {[]string{"-uscita", "x", "-casi", "BOH"}, "BOH"},
		"first year of all": {[]string{"-uscita", "x", "-inizio", "0001-01-01"}, "inizio fuori da 2002-01-01..2199-12-31: 0001-01-01"},
		"last day of all":   {[]string{"-uscita", "x", "-inizio", "9999-12-31"}, "inizio"},
		"no day":            {[]string{"-uscita", "x", "-inizio", "31/02/2025"}, "31/02/2025"},
		"no name":           {[]string{"-uscita", ""}, "il valore è vuoto"},
		"no bodies":         {[]string{"-uscita", "x", "-enti", "0"}, "enti"},
		"no payments":       {[]string{"-uscita", "x", "-pagamenti", "-1"}, "pagamenti"},
		"no days":           {[]string{"-uscita", "x", "-giorni", "0"}, "giorni"},
		"only a Sunday":     {[]string{"-uscita", "x", "-giorni", "1", "-inizio", "2025-03-09"}, "lavorativo"},
		"folder not free":   {[]string{"-uscita", piena}, "non è vuota"},
		"stray argument":    {[]string{"-uscita", "x", "y"}, "inatteso"},
	} {
		t.Run(nome, func(t *testing.T) {
			var uscita, errori bytes.Buffer
			require.Equal(t, comando.UscitaErrata, esegui(caso.args, &uscita, &errori, false))
			require.Contains(t, errori.String(), caso.contiene)
			require.Equal(t, 1, strings.Count(errori.String(), "\n"), errori.String()) // said once
			require.NoDirExists(t, "x")
		})
	}
}

func TestListOfCases(t *testing.T) {
	var uscita, errori bytes.Buffer
	require.Equal(t, comando.UscitaOK, esegui([]string{"-elenco"}, &uscita, &errori, false))
	require.Contains(t, uscita.String(), "DUPLICATO\n")
}
