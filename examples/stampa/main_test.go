package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// prova runs the program and returns its exit code, output and errors.
var giornoProva = avviso.MustData("2024-06-03")

// campione returns the notices of the sample.
func campione(t testing.TB) []avviso.Avviso {
	t.Helper()
	var tutti []avviso.Avviso
	for a, err := range leggiAvvisi(bytes.NewReader(campioneAvvisi)) {
		require.NoError(t, err)
		tutti = append(tutti, a)
	}
	require.Len(t, tutti, 4)
	return tutti
}

// testoDi returns the text that a reader extracts from a PDF, in reading order.
func testoDi(t *testing.T, pdf []byte) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) non è installato: la pagina stampata non si può rileggere")
	}
	nome := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(nome, pdf, 0o600))
	testo, err := exec.Command("pdftotext", "-enc", "UTF-8", "-raw", nome, "-").Output()
	require.NoError(t, err)
	return strings.Join(strings.Fields(string(testo)), " ")
}

func prova(t *testing.T, ingresso string, argomenti ...string) (int, string, string) {
	t.Helper()
	var uscita, errori bytes.Buffer
	codice := esegui(argomenti, ambiente{
		ingresso: strings.NewReader(ingresso), uscita: &uscita, errori: &errori,
		adesso: func() time.Time { return giornoProva.Inizio() },
	})
	return codice, uscita.String(), errori.String()
}

func nomi(t *testing.T, dir string) []string {
	t.Helper()
	voci, err := os.ReadDir(dir)
	require.NoError(t, err)
	var n []string
	for _, v := range voci {
		n = append(n, v.Name())
	}
	return n
}

func TestCampione(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nuova")
	codice, uscita, errori := prova(t, "", "-uscita", dir)
	require.Equal(t, 0, codice, errori)
	require.Empty(t, errori, "no progress where nobody watches")
	require.Contains(t, uscita, "4 avvisi stampati, 0 rifiutati, 0 avvertenze; 5 pagine, 4 file")
	require.Equal(t, []string{
		"00429440068_301000000000004285.pdf", "00429440068_301000000000004386.pdf",
		"00429440068_301000000000004487.pdf", "00429440068_301000000000004891.pdf",
	}, nomi(t, dir))

	codice, _, errori = prova(t, "", "-uscita", dir)
	require.Equal(t, comando.UscitaErrata, codice)
	require.Contains(t, errori, "esiste già")
	codice, _, _ = prova(t, "", "-uscita", dir, "-sovrascrivi")
	require.Equal(t, 0, codice)
}

// TestAvvisiMisti: what is wrong is told with its place and does not stop the rest.
func TestAvvisiMisti(t *testing.T) {
	buono := `{"ente":{"idDominio":"00429440068","nome":"Comune"},"debitore":{"nome":"Pino 🎄"},"oggetto":"Tari","rate":[{"numeroAvviso":"301000000000004285","importo":"10.00"}]}`
	con := func(vecchio, nuovo string) string { return strings.Replace(buono, vecchio, nuovo, 1) }
	ingresso := strings.Join([]string{
		con("004285", "004386"),
		con(`"10.00"`, `"1000000000.00"`),
		con(`"10.00"`, `"0.00"`),
		con(`"oggetto"`, `"ogetto"`),
		con("301000000000004285", "30100000000000428"),
		con("301000000000004285", "301000000000004286"),
		con(`"10.00"`, `10.5`),
	}, "\n")
	dir := t.TempDir()
	codice, uscita, errori := prova(t, ingresso, "-uscita", dir, "-avvisi", "-")
	require.Equal(t, 1, codice)
	require.Contains(t, uscita, "2 avvisi stampati, 5 rifiutati")
	var righe []string
	for r := range strings.Lines(errori) {
		righe = append(righe, strings.TrimSpace(r))
	}
	for i, s := range []string{
		"avviso 1: CARATTERI_NON_STAMPABILI debitore.nome: U+1F384",
		"avviso 2: rifiutato: ",
		"avviso 3: rifiutato: avviso: IMPORTO_ZERO",
		`avviso 4: rifiutato: json: MEMBRO ogetto (riga 1, colonna 91): membro sconosciuto`,
		`avviso 5: rifiutato: json: VALORE rate[0].numeroAvviso (riga 1, colonna 123): valore non ammesso: avviso: LUNGHEZZA`,
		"avviso 6: CHECK_DIGIT",
		"avviso 6: CARATTERI_NON_STAMPABILI debitore.nome",
		"avviso 7: rifiutato:",
		"stampa: 5 avvisi rifiutati",
	} {
		require.Contains(t, righe[i], s)
	}
	require.Len(t, nomi(t, dir), 2)

	codice, uscita, _ = prova(t, "["+con("004285", "004286")+"]", "-uscita", t.TempDir(), "-avvisi", "-", "-rigoroso")
	require.Equal(t, 1, codice)
	require.Contains(t, uscita, "0 avvisi stampati, 1 rifiutati")
	codice, _, errori = prova(t, "["+buono+`,{"ente":`, "-uscita", t.TempDir(), "-avvisi", "-")
	require.Equal(t, 1, codice)
	require.Contains(t, errori, "avviso 2: rifiutato: JSON, dopo il byte")
	for _, s := range []string{"", "3", `"x"`} {
		codice, _, _ = prova(t, s, "-uscita", t.TempDir(), "-avvisi", "-")
		require.Equal(t, 1, codice, s)
	}
	// The first ones alone.
	codice, uscita, _ = prova(t, ingresso, "-uscita", t.TempDir(), "-avvisi", "-", "-quanti", "1")
	require.Equal(t, 0, codice)
	require.Contains(t, uscita, "1 avvisi stampati, 0 rifiutati")
}

func TestLotti(t *testing.T) {
	dir := t.TempDir()
	codice, uscita, errori := prova(t, "", "-uscita", dir, "-quanti", "25", "-gruppo", "10", "-codici", "svg")
	require.Equal(t, 0, codice, errori)
	require.Contains(t, uscita, "25 avvisi stampati")
	tutti := nomi(t, dir)
	require.Equal(t, []string{"avvisi_000001-000010.pdf", "avvisi_000011-000020.pdf", "avvisi_000021-000025.pdf"}, tutti[len(tutti)-3:])
	primo, err := os.ReadFile(filepath.Join(dir, tutti[len(tutti)-3]))
	require.NoError(t, err)
	testo := testoDi(t, primo)
	require.Equal(t, 10, strings.Count(testo, "QUANTO E QUANDO PAGARE?"))
}

// TestLottoGuasto: a file that cannot be written stops the run.
func TestLottoGuasto(t *testing.T) {
	sc := scelte{carta: carta.Scelte{Giorno: giornoProva}, operai: 2, segnala: func(string) {}, avanzato: func(int) {}}
	guasto := errors.New("disco pieno")
	sc.perFile = 1
	sc.scriviSu = func(string, []byte) error { return guasto }
	_, err := stampaLotto(generaAvvisi(campione(t), 100), sc)
	require.ErrorIs(t, err, guasto)
}

func TestStampaRicevuta(t *testing.T) {
	dir := t.TempDir()
	codice, uscita, errori := prova(t, "", "-uscita", dir, "-ricevuta", "campione/rt.xml")
	require.Equal(t, 0, codice, errori)
	nome := filepath.Join(dir, "ricevuta_12345678903_RF18539007547034_n-a.pdf")
	require.Equal(t, nome+"\n", uscita)
	require.FileExists(t, nome)
	for sorgente, atteso := range map[string]string{
		"campione/pasendrtv2.xml":         "ricevuta_12345678903_01000000000004285_b2c3d4e5f60718293a4b5c6d7e8f90a1.pdf",
		"../../rpt/testdata/pasendrt.xml": "ricevuta_12345678903_01000000000004285_",
	} {
		documento, err := os.ReadFile(sorgente)
		require.NoError(t, err)
		for _, s := range []string{string(documento), base64.StdEncoding.EncodeToString(documento)} {
			codice, uscita, errori = prova(t, s, "-uscita", dir, "-ricevuta", "-", "-sovrascrivi")
			require.Equal(t, 0, codice, errori)
			require.Contains(t, uscita, atteso)
		}
	}
	codice, _, errori = prova(t, "<a/>", "-uscita", dir, "-ricevuta", "-")
	require.Equal(t, 1, codice)
	require.Contains(t, errori, "elemento radice inatteso")
}

func TestOpzioniErrate(t *testing.T) {
	for _, argomenti := range [][]string{
		{"-codici", "gif"}, {"-bollettino", "forse"}, {"-gruppo", "0"}, {"-quanti", "-1"}, {"-data", "2024-02-30"}, {"-ignota"}, {"resto"}, {"-avvisi", ""}, {"-avvisi", "-", "-ricevuta", "-"}, {"-quietanza", "-", "-pendenza", "-"},
	} {
		codice, _, errori := prova(t, "", argomenti...)
		require.Equal(t, 2, codice, argomenti)
		require.NotEmpty(t, errori)
	}
	codice, _, _ := prova(t, "", "-h")
	require.Equal(t, 0, codice)
	codice, _, _ = prova(t, "", "-avvisi", "inesistente.json", "-uscita", t.TempDir())
	require.Equal(t, comando.UscitaErrata, codice)
}

// TestDoppi: two notices of one number are told, and the first is what is written.
func TestDoppi(t *testing.T) {
	uno := `{"ente":{"idDominio":"00429440068","nome":"Comune"},"debitore":{"nome":"Pino"},"oggetto":"Tari","rate":[{"numeroAvviso":"301000000000004285","importo":"10.00"}]}`
	for _, args := range [][]string{nil, {"-sovrascrivi"}} {
		dir := t.TempDir()
		codice, uscita, errori := prova(t, uno+"\n"+uno, append(args, "-avvisi", "-", "-uscita", dir)...)
		require.Equal(t, uscitaRifiutati, codice)
		require.Contains(t, errori, "due avvisi hanno lo stesso numero")
		require.Contains(t, uscita, "1 avvisi stampati, 1 rifiutati, 0 avvertenze; 1 pagine, 1 file")
		require.Len(t, nomi(t, dir), 1)
	}
	// Their codes, in documents of several.
	codice, uscita, _ := prova(t, uno+"\n"+uno, "-avvisi", "-", "-gruppo", "1000", "-codici", "svg", "-uscita", t.TempDir())
	require.Equal(t, 0, codice)
	require.Contains(t, uscita, "2 avvisi stampati, 0 rifiutati, 1 avvertenze; 2 pagine, 2 file")
}

// TestFileIrregolari: nothing is destroyed, and nothing is left half written.
func TestFileIrregolari(t *testing.T) {
	dir := t.TempDir()
	const nome = "00429440068_301000000000004285.pdf"
	avviso := `{"ente":{"idDominio":"00429440068","nome":"Comune"},"debitore":{"nome":"Pino"},"oggetto":"Tari","rate":[{"numeroAvviso":"301000000000004285","importo":"10.00"}]}`
	require.NoError(t, os.WriteFile(filepath.Join(dir, nome), []byte(avviso), 0o600))
	codice, _, errori := prova(t, "", "-avvisi", filepath.Join(dir, nome), "-uscita", dir, "-sovrascrivi")
	require.Equal(t, comando.UscitaErrata, codice)
	require.Contains(t, errori, "è anche un documento da leggere")
	require.Equal(t, []string{nome}, nomi(t, dir))

	// A link is replaced, what it leads to is not.
	altrove := t.TempDir()
	require.NoError(t, os.Symlink(filepath.Join(dir, nome), filepath.Join(altrove, nome)))
	codice, _, errori = prova(t, avviso, "-avvisi", "-", "-uscita", altrove, "-sovrascrivi")
	require.Equal(t, 0, codice, errori)
	b, err := os.ReadFile(filepath.Join(dir, nome))
	require.NoError(t, err)
	require.Equal(t, avviso, string(b))

	codice, _, errori = prova(t, strings.Repeat(" ", 17<<20), "-ricevuta", "-")
	require.Equal(t, uscitaRifiutati, codice)
	require.Contains(t, errori, "più di 16 MiB")
	codice, _, errori = prova(t, `[{"oggetto":"`+strings.Repeat("x", 17<<20), "-avvisi", "-", "-uscita", dir)
	require.Equal(t, uscitaRifiutati, codice)
	require.Contains(t, errori, "un avviso di più di 16 MiB")
	codice, _, errori = prova(t, "[]", "-avvisi", "-", "-uscita", dir)
	require.Equal(t, uscitaRifiutati, codice)
	require.Contains(t, errori, "nessun avviso trovato")
	codice, _, errori = prova(t, "", "-avvisi", dir)
	require.Equal(t, comando.UscitaErrata, codice)
	require.Contains(t, errori, "è una cartella")
	codice, _, errori = prova(t, "", "-uscita", filepath.Join(dir, nome))
	require.Equal(t, comando.UscitaErrata, codice)
	require.Contains(t, errori, "non si può creare")
}

// The quietanza of a position says what the position says, and is refused before the
// money is on the account.
func TestQuietanzaDiUnaPendenza(t *testing.T) {
	const testa = `{"ente":{"idDominio":"12345678903","nome":"Comune di Prova"},"debitore":{"nome":""},"oggetto":"","voci":[],"dataPagamento":"2026-03-10",` +
		`"dataIncasso":"2026-03-12","riferimentoIncasso":"Provvisorio 2026/1","numero":"2026/1","data":"2026-03-13"}`
	const posizione = `{"idA2A":"G","idPendenza":"P1","idDominio":"12345678903","causale":"TARI 2026","soggettoPagatore":{"tipo":"F",` +
		`"identificativo":"TSTPNI70D01L219V","anagrafica":"Pino Test"},"importo":"100.00","numeroAvviso":"301000000000004285","voci":[{"idVocePendenza":"1",` +
		`"importo":"100.00","descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM",` +
		`"eseguita":true}],"stato":"INCASSATA","versione":3,"pagamenti":[{"iuv":"01000000000004285","iur":"IUR-1","indice":1,"importo":"100.00",` +
		`"data":"2026-03-10","tipo":"ENTRATA","incassato":true}]}`
	dir := t.TempDir()
	file := filepath.Join(dir, "p.json")
	require.NoError(t, os.WriteFile(file, []byte(posizione), 0o600))
	codice, uscita, errori := prova(t, testa, "-quietanza", "-", "-pendenza", file, "-uscita", dir)
	require.Zero(t, codice, errori)
	pdf, err := os.ReadFile(strings.TrimSpace(uscita))
	require.NoError(t, err)
	require.Contains(t, testoDi(t, pdf), "Comune di Prova attesta di avere riscosso da Pino Test, codice fiscale TSTPNI70D01L219V, la somma di euro 100,00")

	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(posizione, "INCASSATA", "ESEGUITA", 1)), 0o600))
	codice, _, errori = prova(t, testa, "-quietanza", "-", "-pendenza", file, "-uscita", dir, "-sovrascrivi")
	require.Equal(t, 1, codice)
	require.Contains(t, errori, "non è incassata")
	codice, _, _ = prova(t, "", "-pendenza", file)
	require.Equal(t, 2, codice)
}

var aggiorna = flag.Bool("update", false, "rewrite the golden file")

// TestRegistrata is the run that the page of the program shows: what is printed all the
// same is told, and what is refused.
func TestRegistrata(t *testing.T) {
	dir := t.TempDir()
	codice, uscita, errori := prova(t, "", "-avvisi", "campione/difficili.json", "-uscita", dir)
	require.Equal(t, 1, codice)
	conto, _, _ := strings.Cut(uscita, "; ") // what follows depends on the machine
	ottenuto := errori + conto + "\n"
	const golden = "testdata/difficili.txt"
	if *aggiorna {
		require.NoError(t, os.WriteFile(golden, []byte(ottenuto), 0o600))
	}
	atteso, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(atteso), ottenuto)
}

// TestMemoriaCostante: what a run holds does not grow with its notices.
func TestMemoriaCostante(t *testing.T) {
	if testing.Short() {
		t.Skip("stampa 1.500 avvisi")
	}
	massimo := func(n int) uint64 {
		runtime.GC()
		var m runtime.MemStats
		alto, fatti := uint64(0), 0
		sc := scelte{
			carta: carta.Scelte{Giorno: giornoProva}, operai: 2, perFile: 10, scriviSu: func(string, []byte) error { return nil },
			segnala: func(string) {}, avanzato: func(n int) {
				runtime.ReadMemStats(&m)
				alto, fatti = max(alto, m.HeapAlloc), n
			},
		}
		_, err := stampaLotto(generaAvvisi(campione(t), n), sc)
		require.NoError(t, err)
		require.Equal(t, n, fatti)
		return alto
	}
	poco, molto := massimo(300), massimo(1200)
	require.Less(t, molto, poco*3/2, "bytes held at most")
}
