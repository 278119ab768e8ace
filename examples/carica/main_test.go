package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCampione(t *testing.T) {
	cartella := t.TempDir()
	elaborato, esiti := filepath.Join(cartella, "elaborato.csv"), filepath.Join(cartella, "esito.csv")
	var out, diario bytes.Buffer
	stato := esegui([]string{"-gln", "8088888012348", "-prossimo", "42", "-o", elaborato, "-esiti", esiti}, &out, &diario)
	require.Equal(t, uscitaFallite, stato, diario.String())
	require.Empty(t, diario.String())
	righe := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Equal(t, "Validazione OK", righe[0])
	require.Contains(t, righe[1], "ADD_OK")
	require.Contains(t, righe[1], "3010 0000 0000 0042 85")
	require.Contains(t, out.String(), "importo: massimo due decimali")
	require.Contains(t, out.String(), "record vuoto")
	require.Contains(t, out.String(), "DEL_OK")
	require.Equal(t, "Caricamento KO: 5 totali, 3 eseguite, 2 fallite", righe[len(righe)-1])

	scritto, err := os.ReadFile(elaborato)
	require.NoError(t, err)
	require.Contains(t, string(scritto), "01000000000004285,301000000000004285,PAGOPA|002|301000000000004285|00429440068|10000,41580888880123488020301000000000004285390210000")
	scritto, err = os.ReadFile(esiti)
	require.NoError(t, err)
	require.Contains(t, string(scritto), "00429440068_301000000000004285.pdf")
}

func TestFormati(t *testing.T) {
	tests := []struct {
		nome, file, contenuto string
		args                  []string
		stato                 int
		out                   string
	}{
		{"JSON", "p.json", `{"idDominio":"00429440068","inserimenti":[{"idA2A":"A","idPendenza":"P1","causale":"c","importo":10,"voci":[{"idVocePendenza":"v","importo":10,"descrizione":"d","codEntrata":"E"}]}],"annullamenti":[{"idA2A":"A","idPendenza":"P1"}]}`, nil, uscitaOK, "Caricamento OK: 2 totali, 2 eseguite, 0 fallite"},
		{"Loader", "p.txt", "ADD;A;P1;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;\n\n", []string{"-formato", "loader2"}, uscitaOK, "Caricamento OK: 2 totali, 1 eseguite, 0 fallite"},
		{"empty", "p.csv", "", nil, uscitaFallite, "Validazione KO: tracciato: VUOTO"},
		{"header alone", "p.csv", "idA2A\n", nil, uscitaOK, "Caricamento OK: 0 totali, 0 eseguite, 0 fallite"},
		{"unknown member", "p.json", `{"inserimenti":[{"pippo":1}]}`, nil, uscitaFallite, "pippo: membro sconosciuto"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), tt.file)
			require.NoError(t, os.WriteFile(file, []byte(tt.contenuto), 0o600))
			var out, diario bytes.Buffer
			require.Equal(t, tt.stato, esegui(append(tt.args, file), &out, &diario), "%s%s", out.String(), diario.String())
			require.Contains(t, out.String(), tt.out)
		})
	}
}

func TestRigaDiComando(t *testing.T) {
	for _, args := range [][]string{{"-x"}, {"a", "b"}, {"-formato", "xml"}, {"-gln", "1"}, {"-codice", "x"}, {"/non/esiste"}, {"-o", "/non/esiste/x"}} {
		var out, diario bytes.Buffer
		require.Equal(t, uscitaErrata, esegui(args, &out, &diario), "%v", args)
		require.NotEmpty(t, diario.String())
	}
	var out, diario bytes.Buffer
	require.Equal(t, uscitaOK, esegui([]string{"-h"}, &out, &diario))
}
