package main

import (
	"bytes"
	"fmt"
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
	stato := esegui([]string{"-gln", "8088888012348", "-prossimo", "42", "-o", elaborato, "-esiti", esiti}, ambiente{in: strings.NewReader(""), out: &out, diario: &diario})
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
			require.Equal(t, tt.stato, esegui(append(tt.args, file), ambiente{in: strings.NewReader(""), out: &out, diario: &diario}), "%s%s", out.String(), diario.String())
			require.Contains(t, out.String(), tt.out)
		})
	}
}

func TestRigaDiComando(t *testing.T) {
	for _, args := range [][]string{{"-x"}, {"a", "b"}, {"-formato", "xml"}, {"-gln", "1"}, {"-codice", "x"}, {"-avvisi", "x"}, {"-o", ""}, {"/non/esiste"}, {"."}, {"-o", "/non/esiste/x"}} {
		var out, diario bytes.Buffer
		require.Equal(t, comando.UscitaErrata, esegui(args, ambiente{in: strings.NewReader(""), out: &out, diario: &diario}), "%v", args)
		require.NotEmpty(t, diario.String())
	}
	var out, diario bytes.Buffer
	require.Equal(t, comando.UscitaOK, esegui([]string{"-h"}, ambiente{in: strings.NewReader(""), out: &out, diario: &diario}))
}

// leggi returns a file.
func leggi(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return string(b)
}

// avvisiDi loads a file and returns its notices, as the program stampa reads them.
func avvisiDi(t *testing.T, stato int, args ...string) []avviso.Avviso {
	t.Helper()
	file := filepath.Join(t.TempDir(), "avvisi.json")
	var out, diario bytes.Buffer
	require.Equal(t, stato, esegui(append(args, "-ente", "Comune di Prova", "-avvisi", file), ambiente{out: &out, diario: &diario}), diario.String())
	var avvisi []avviso.Avviso
	for riga := range strings.Lines(leggi(t, file)) {
		var a avviso.Avviso
		require.NoError(t, membri.Parse([]byte(riga), &a))
		require.NoError(t, a.Valida())
		avvisi = append(avvisi, a)
	}
	require.Contains(t, out.String(), fmt.Sprintf("avvisi, da stampare con stampa -avvisi: %s (%d)", file, len(avvisi)))
	return avvisi
}

// The sample annuls its first position: only the second has a notice.
func TestAvvisi(t *testing.T) {
	avvisi := avvisiDi(t, uscitaFallite)
	require.Len(t, avvisi, 1)
	require.Equal(t, "Comune di Prova", avvisi[0].Ente.Nome)
	require.Equal(t, "00429440068", avvisi[0].Ente.IdDominio.String())
	require.Equal(t, "250.50", avvisi[0].Rate[0].Importo.String())
}

// TestAvvisiDelLoader: a position that is annulled and loaded again has one notice, the last;
// one of the instalments of a document that is annulled leaves the others.
func TestAvvisiDelLoader(t *testing.T) {
	add := func(id, importo string) string {
		return "ADD;A;" + id + ";00429440068;TSTPNI70D01L219V;Pino Test;COPIE;" + importo + ";\n"
	}
	file := filepath.Join(t.TempDir(), "p.txt")
	require.NoError(t, os.WriteFile(file, []byte(add("P1", "1.00")+add("P2", "2.00")+add("P1", "3.00")+"DEL;A;P2;\n"), 0o600))
	avvisi := avvisiDi(t, comando.UscitaOK, "-formato", "loader2", file)
	require.Len(t, avvisi, 1)
	require.Equal(t, "3.00", avvisi[0].Rate[0].Importo.String())

	posizione := func(id string, rata int) string {
		return fmt.Sprintf(`{"idA2A":"A","idPendenza":%q,"causale":"c","importo":10,"voci":[{"idVocePendenza":"v","importo":10,"descrizione":"d","codEntrata":"E"}],"documento":{"identificativo":"D","descrizione":"TARI","rata":%d}}`, id, rata)
	}
	file = filepath.Join(t.TempDir(), "p.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"idDominio":"00429440068","inserimenti":[`+posizione("R1", 1)+","+posizione("R2", 2)+","+posizione("R3", 3)+
		`],"annullamenti":[{"idA2A":"A","idPendenza":"R2"}]}`), 0o600))
	avvisi = avvisiDi(t, comando.UscitaOK, file)
	require.Len(t, avvisi, 1)
	require.Len(t, avvisi[0].Rate, 2)
	require.Equal(t, "TARI", avvisi[0].Oggetto)
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
		{"full disk", []string{"-o", in("vecchio.csv"), "-esiti", "/dev/full", in("p.csv")}, "spazio esaurito sul disco"},
		{"folder", []string{"-o", c, in("p.csv")}, "è una cartella"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			var out, diario bytes.Buffer
			require.Equal(t, comando.UscitaErrata, esegui(tt.args, ambiente{out: &out, diario: &diario}))
			require.Contains(t, diario.String(), tt.errore)
			require.Equal(t, campione, leggi(t, in("p.csv")))
			require.Equal(t, "vecchio", leggi(t, in("vecchio.csv")))
			voci, err := os.ReadDir(c)
			require.NoError(t, err)
			require.Len(t, voci, 4)
		})
	}
	var out, diario bytes.Buffer
	require.Equal(t, uscitaFallite, esegui([]string{"-o", in("vecchio.csv"), "-"}, ambiente{in: strings.NewReader(campione), out: &out, diario: &diario}), diario.String())
	require.Contains(t, leggi(t, in("vecchio.csv")), "301000000000000144")
	pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	defer func() { _ = pieno.Close() }()
	require.Equal(t, comando.UscitaErrata, esegui(nil, ambiente{out: pieno, diario: &diario}))
}
