package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/internal/membri"
)

func TestCampione(t *testing.T) {
	cartella := t.TempDir()
	elaborato, esiti := filepath.Join(cartella, "elaborato.csv"), filepath.Join(cartella, "esito.csv")
	var out, diario bytes.Buffer
	stato := esegui([]string{"-gln", "8088888012348", "-prossimo", "42", "-o", elaborato, "-esiti", esiti}, strings.NewReader(""), &out, &diario)
	require.Equal(t, uscitaFallite, stato, diario.String())
	require.Empty(t, diario.String())
	righe := strings.Split(strings.TrimSpace(strings.Split(out.String(), "tracciato elaborato: ")[0]), "\n")
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
		{"JSON", "p.json", `{"idDominio":"00429440068","inserimenti":[{"idA2A":"A","idPendenza":"P1","causale":"c","importo":10,"voci":[{"idVocePendenza":"v","importo":10,"descrizione":"d","codEntrata":"E"}]}],"annullamenti":[{"idA2A":"A","idPendenza":"P1"}]}`, nil, comando.UscitaOK, "Caricamento OK: 2 totali, 2 eseguite, 0 fallite"},
		{"Loader", "p.txt", "ADD;A;P1;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;\n\n", []string{"-formato", "loader2"}, comando.UscitaOK, "Caricamento OK: 2 totali, 1 eseguite, 0 fallite"},
		{"empty", "p.csv", "", nil, uscitaFallite, "Validazione KO: tracciato: VUOTO"},
		{"random bytes", "p.csv", "\x7f\x00\x8f\x1b", nil, uscitaFallite, "non è un tracciato: contiene byte che un testo non ha"},
		{"header alone", "p.csv", "idA2A\n", nil, comando.UscitaOK, "Caricamento OK: 0 totali, 0 eseguite, 0 fallite"},
		{"unknown member", "p.json", `{"inserimenti":[{"pippo":1}]}`, nil, uscitaFallite, "pippo: membro sconosciuto"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), tt.file)
			require.NoError(t, os.WriteFile(file, []byte(tt.contenuto), 0o600))
			var out, diario bytes.Buffer
			require.Equal(t, tt.stato, esegui(append(tt.args, file), strings.NewReader(""), &out, &diario), "%s%s", out.String(), diario.String())
			require.Contains(t, out.String(), tt.out)
		})
	}
}

func TestRigaDiComando(t *testing.T) {
	for _, args := range [][]string{{"-x"}, {"a", "b"}, {"-formato", "xml"}, {"-gln", "1"}, {"-codice", "x"}, {"-avvisi", "x"}, {"-o", ""}, {"/non/esiste"}, {"."}, {"-o", "/non/esiste/x"}} {
		var out, diario bytes.Buffer
		require.Equal(t, comando.UscitaErrata, esegui(args, strings.NewReader(""), &out, &diario), "%v", args)
		require.NotEmpty(t, diario.String())
	}
	var out, diario bytes.Buffer
	require.Equal(t, comando.UscitaOK, esegui([]string{"-h"}, strings.NewReader(""), &out, &diario))
}

// leggi returns a file.
func leggi(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return string(b)
}

// The notices of the positions that were loaded, as the program stampa reads them.
func TestAvvisi(t *testing.T) {
	file := filepath.Join(t.TempDir(), "avvisi.json")
	var out, diario bytes.Buffer
	require.Equal(t, uscitaFallite, esegui([]string{"-ente", "Comune di Prova", "-avvisi", file}, nil, &out, &diario), diario.String())
	var avvisi []avviso.Avviso
	for riga := range strings.Lines(leggi(t, file)) {
		var a avviso.Avviso
		require.NoError(t, membri.Parse([]byte(riga), &a))
		require.NoError(t, a.Valida())
		avvisi = append(avvisi, a)
	}
	require.Len(t, avvisi, 2)
	require.Equal(t, "Comune di Prova", avvisi[0].Ente.Nome)
	require.Equal(t, "00429440068", avvisi[0].Ente.IdDominio.String())
	require.Equal(t, "100.00", avvisi[0].Rate[0].Importo.String())
}

// What a file is, and what an output is, does not make the program destroy anything.
func TestFileIrregolari(t *testing.T) {
	c := t.TempDir()
	in := func(nome string) string { return filepath.Join(c, nome) }
	require.NoError(t, os.WriteFile(in("p.csv"), []byte(campione), 0o600))
	require.NoError(t, os.WriteFile(in("vecchio.csv"), []byte("vecchio"), 0o600))
	require.NoError(t, os.Symlink(in("p.csv"), in("link.csv")))
	require.NoError(t, os.Link(in("p.csv"), in("duro.csv")))
	for _, tt := range []struct {
		nome   string
		args   []string
		errore string
	}{
		{"own input", []string{"-o", in("p.csv"), in("p.csv")}, "è anche un documento da leggere"},
		{"own input by a link", []string{"-o", in("link.csv"), in("p.csv")}, "è anche un documento da leggere"},
		{"own input by another name", []string{"-esiti", in("duro.csv"), in("p.csv")}, "è anche un documento da leggere"},
		{"same output twice", []string{"-o", in("vecchio.csv"), "-esiti", in("vecchio.csv"), in("p.csv")}, "scritto due volte"},
		{"full disk", []string{"-o", in("vecchio.csv"), "-esiti", "/dev/full", in("p.csv")}, "no space left"},
		{"folder", []string{"-o", c, in("p.csv")}, "è una cartella"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			var out, diario bytes.Buffer
			require.Equal(t, comando.UscitaErrata, esegui(tt.args, nil, &out, &diario))
			require.Contains(t, diario.String(), tt.errore)
			require.Equal(t, campione, leggi(t, in("p.csv")))
			require.Equal(t, "vecchio", leggi(t, in("vecchio.csv")))
			voci, err := os.ReadDir(c)
			require.NoError(t, err)
			require.Len(t, voci, 4)
		})
	}
	var out, diario bytes.Buffer
	require.Equal(t, uscitaFallite, esegui([]string{"-o", in("vecchio.csv"), "-"}, strings.NewReader(campione), &out, &diario), diario.String())
	require.Contains(t, leggi(t, in("vecchio.csv")), "301000000000000144")
	pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	defer func() { _ = pieno.Close() }()
	require.Equal(t, comando.UscitaErrata, esegui(nil, nil, pieno, &diario))
}
