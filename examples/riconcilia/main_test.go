package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/riconcilia/campione"
)

var aggiorna = flag.Bool("update", false, "rewrite the golden files")

// eseguito is what a run of the program left.
type eseguito struct {
	stato       int
	out, errori string
}

// lancia runs the program at noon of 2 June 2025.
func lancia(args ...string) eseguito { return lanciaCon("", args...) }

// lanciaCon runs it with something on the standard input.
func lanciaCon(ingresso string, args ...string) eseguito {
	var out, errori bytes.Buffer
	stato := esegui(args, &out, ambiente{
		ingresso: strings.NewReader(ingresso), errori: &errori, adesso: func() time.Time { return time.Date(2025, 6, 2, 10, 0, 0, 0, time.UTC) },
	})
	return eseguito{stato, out.String(), errori.String()}
}

func confronta(t *testing.T, nome, testo string) {
	t.Helper()
	nome = filepath.Join("testdata", nome)
	if *aggiorna {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(nome, []byte(testo), 0o600))
	}
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	require.Equal(t, string(b), testo)
}

func TestCampione(t *testing.T) {
	for nome, args := range map[string][]string{"campione.txt": nil, "campione-tutto.txt": {"-tutto"}} {
		e := lancia(args...)
		require.Equal(t, comando.UscitaOK, e.stato)
		require.Empty(t, e.errori)
		confronta(t, nome, e.out)
	}
	// A double payment is told once.
	require.Equal(t, 1, strings.Count(lancia().out, "pagato più di una volta"))
}

func TestJSON(t *testing.T) {
	e := lancia("-json")
	require.Equal(t, comando.UscitaOK, e.stato)
	var r map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(e.out), &r))
	for _, m := range []string{"movimenti", "flussi", "righe", "ricevute", "pendenze", "conteggi", "conflitti"} {
		require.Contains(t, r, m)
	}
	confronta(t, "campione.json", e.out)
}

func TestCSV(t *testing.T) {
	c := filepath.Join(t.TempDir(), "x", "y")
	e := lancia("-csv", c)
	require.Equal(t, comando.UscitaOK, e.stato, e.errori)
	var tutti strings.Builder
	for _, nome := range []string{"dafare", "incassi", "incassi-totali", "movimenti", "flussi", "righe", "ricevute", "pendenze", "voci", "conflitti"} {
		testo := leggiFile(t, filepath.Join(c, nome+".csv"))
		require.True(t, strings.HasPrefix(testo, "\ufeff"), nome)
		fmt.Fprintf(&tutti, "== %s\n%s", nome, strings.ReplaceAll(strings.TrimPrefix(testo, "\ufeff"), "\r\n", "\n"))
	}
	confronta(t, "campione.csv.txt", tutti.String())
	voci, err := os.ReadDir(c)
	require.NoError(t, err)
	require.Len(t, voci, 10) // nothing else is left

	// The payments of the credits are the credits, to the cent: RICONCILIATO, INTEGRAZIONE and RICONCILIATO_SINGOLO.
	for _, nome := range []string{"incassi", "incassi-totali"} {
		var tot avviso.Totale
		f := csv.NewReader(strings.NewReader(strings.TrimPrefix(leggiFile(t, filepath.Join(c, nome+".csv")), "\ufeff")))
		f.Comma = ';'
		righe, err := f.ReadAll()
		require.NoError(t, err)
		colonna := slices.Index(righe[0], "importo")
		for _, r := range righe[1:] {
			tot.Aggiungi(avviso.MustImporto(strings.Replace(r[colonna], ",", ".", 1)))
		}
		i, err := tot.Importo()
		require.NoError(t, err)
		require.Equal(t, "3437.59", i.String(), nome)
	}
}

// TestConfronta: yesterday's report is what -json wrote.
func TestConfronta(t *testing.T) {
	ieri := filepath.Join(t.TempDir(), "ieri.json")
	require.NoError(t, os.WriteFile(ieri, []byte(lancia("-json").out), 0o600))
	e := lancia("-confronta", ieri)
	require.Contains(t, e.out, "Cambiato da "+ieri+": 0\n")
	c := copia(t)
	require.NoError(t, os.Remove(filepath.Join(c, "flussi/2025-03-03BAFIITMMXXX-0000000001.xml")))
	e = lancia("-oggi", "31/03/2025", "-confronta", ieri, "-tutto", c)
	require.Contains(t, e.out, "flusso 99999000013|2025-03-03BAFIITMMXXX-0000000001|2025-03-04T03:00:00: RICONCILIATO → (non più presente)\n")
	require.Contains(t, e.out, "RICONCILIATO → FLUSSO_NON_TROVATO")
	e = lancia("-oggi", "31/03/2025", "-confronta", ieri, c)
	require.Contains(t, e.out, "movimento: RICONCILIATO → FLUSSO_NON_TROVATO\n")
	require.Equal(t, comando.UscitaErrata, lancia("-confronta", filepath.Join(c, "pendenze.json")).stato)
	require.Equal(t, comando.UscitaErrata, lancia("-confronta", "/non/esiste").stato)
}

// TestHTML: the page has the cases and every object.
func TestHTML(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.html")
	e := lancia("-html", file)
	require.Equal(t, comando.UscitaOK, e.stato, e.errori)
	s := leggiFile(t, file)
	for _, testo := range []string{"Situazione al 31/03/2025", "Al PSP <small>(14)</small>", "pagato più di una volta", "2025-03-12CRINIT2TXXX-0000000007", "Incassi da contabilizzare", "da attribuire"} {
		require.Contains(t, s, testo)
	}
	require.Equal(t, comando.UscitaErrata, lancia("-html", filepath.Dir(file)).stato)
}

// TestHTMLNelBrowser: a browser fills the tables, and prints what there is to do and to book.
func TestHTMLNelBrowser(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil || testing.Short() {
		t.Skip("no chromium, or a short run")
	}
	file := filepath.Join(t.TempDir(), "p.html")
	require.Equal(t, comando.UscitaOK, lancia("-html", file).stato)
	apri := func(args ...string) string {
		c := exec.CommandContext(t.Context(), chromium, append([]string{
			"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + t.TempDir(), "--virtual-time-budget=5000",
		}, append(args, "file://"+file)...)...)
		out, err := c.Output()
		require.NoError(t, err)
		return string(out)
	}
	corpo := apri("--dump-dom")
	require.NotContains(t, corpo, `id="attesa"`)
	for _, testo := range []string{"Accrediti (31)", "Pendenze (38)", `<td class="n" data-n="Importo">`, "1–31 di 31, € "} {
		require.Contains(t, corpo, testo)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext")
	}
	pdf := filepath.Join(t.TempDir(), "p.pdf")
	apri("--no-pdf-header-footer", "--print-to-pdf="+pdf)
	out, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
	require.NoError(t, err)
	for _, testo := range []string{"Da fare", "Incassi da contabilizzare", "Tipo di entrata", "Dove sono gli euro", "435,00 accreditato per un importo diverso dal totale"} {
		require.Contains(t, string(out), testo)
	}
	require.NotContains(t, string(out), "Tutti gli oggetti")
}

// TestNonLetti: what was not read shouts, and what depends on it is marked.
func TestNonLetti(t *testing.T) {
	c := copia(t)
	require.NoError(t, os.WriteFile(filepath.Join(c, "rotto.xml"), []byte("<FlussoRiversamento>"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(c, "firmato.xml.p7m"), []byte("\x30\x82\x01\x00"), 0o600))
	e := lancia("-oggi", "31/03/2025", c)
	require.Equal(t, comando.UscitaInParte, e.stato)
	require.Contains(t, e.out, "*** ATTENZIONE: 2 documenti, o parti, NON LETTI. Ciò che ha un * dipende")
	require.Contains(t, e.out, "    1         61,20* il flusso di rendicontazione non è arrivato")
	require.Contains(t, e.errori, "firmato.xml.p7m: documento firmato (.p7m), che non si legge: estrarne il contenuto")
}

// copia writes the sample into a folder.
func copia(t *testing.T) string {
	t.Helper()
	cartella := t.TempDir()
	for _, d := range campione.Documenti() {
		r, err := d.Apri()
		require.NoError(t, err)
		b, err := io.ReadAll(r)
		require.NoError(t, err)
		nome := filepath.Join(cartella, filepath.FromSlash(d.Nome))
		require.NoError(t, os.MkdirAll(filepath.Dir(nome), 0o755))
		require.NoError(t, os.WriteFile(nome, b, 0o600))
	}
	return cartella
}

func TestCartelle(t *testing.T) {
	c := copia(t)
	in := func(nome string) string { return filepath.Join(c, nome) }
	atteso := lancia()
	_, corpo, _ := strings.Cut(atteso.out, "\n\n")

	e := lancia("-cassa", in("cassa"), "-flussi", in("flussi"), "-ricevute", in("ricevute"), "-pendenze", in("pendenze.json"), "-domini", in("domini.json"), "-conti", in("conti.json"), "-oggi", "2025-03-31")
	require.Equal(t, uscitaVedere, e.stato) // the same papers need a person
	require.Empty(t, e.errori)
	require.Equal(t, corpo, e.out)

	// What the folder is called does not matter, nor that a file is named twice.
	e = lancia("-ricevute", c, "-cassa", in("cassa")+","+in("pendenze.json"), "-oggi", "2025-03-31")
	require.Equal(t, corpo, e.out)

	// Without the body, and without the account: said, and the rest goes on.
	require.NoError(t, os.Remove(in("conti.json")))
	e = lancia("-cassa", in("cassa"), "-domini", "99999000013", "-conti", "IT92I9999600001000000000200=99999000013", "-oggi", "2025-03-31")
	require.Equal(t, comando.UscitaInParte, e.stato)
	require.Equal(t, in("cassa/economo-2025-03.sta")+`:1:1: cassa: DOMINIO 25 (riga 1, colonna 1) "IT63H9999500001000000000300": conto di nessun ente noto: indicare in «conti» di quale ente è, IBAN=dominio`+"\n", e.errori)
	require.Contains(t, e.out, "*** ATTENZIONE: 1 documento, o parte, NON LETTO.")

	// A page of the journal is missing.
	require.NoError(t, os.Remove(in("cassa/giornale-2025-03-12-2.xml")))
	require.NoError(t, os.Remove(in("cassa/economo-2025-03.sta")))
	e = lancia("-cassa", c, "-conti", "IT92I9999600001000000000200=99999000013", "-oggi", "2025-03-31")
	require.Equal(t, uscitaVedere, e.stato)
	require.Contains(t, e.out, "giornale di cassa incompleto: vanno chieste le pagine\n                    99999000013 12/03/2025")
}

func TestStatoDiUscita(t *testing.T) {
	c := copia(t)
	in := func(nome string) string { return filepath.Join(c, nome) }
	e := lancia("-cassa", in("cassa/giornale-2025-03-04.xml"), "-flussi", in("flussi/2025-03-03BAFIITMMXXX-0000000001.xml"),
		"-ricevute", in("ricevute/001-TARI-2025-001.xml"), "-ricevute", in("ricevute/002-TARI-2025-002.xml"), "-ricevute", in("ricevute/003-TARI-2025-003.xml"))
	require.Equal(t, comando.UscitaOK, e.stato, e.out)
	require.Contains(t, e.out, "Riconciliazione al 02/06/2025") // today, when the day is not given
	require.Contains(t, e.out, "Da fare: 0 casi\n")

	e = lancia("-cassa", in("cassa/giornale-2025-03-04.xml"))
	require.Equal(t, uscitaVedere, e.stato)
	require.Contains(t, e.out, "il flusso di rendicontazione non è arrivato nei termini")
	e = lancia("-cassa", in("cassa/giornale-2025-03-04.xml"), "-oggi", "2025-03-06")
	require.Equal(t, comando.UscitaOK, e.stato)
	require.Contains(t, e.out, "464,95 (1)")
	e = lancia("-cassa", in("cassa/giornale-2025-03-04.xml"), "-oggi", "2025-03-07", "-attesa-flusso", "1")
	require.Equal(t, comando.UscitaOK, e.stato)
}

func TestArgomenti(t *testing.T) {
	for _, args := range [][]string{
		{"-oggi", "31-03-2025"}, {"-boh"}, {"avanzo"}, {"-cassa", ""}, {"-csv", ""}, {""}, {"-cassa", "/non/esiste"}, {"-conti", "IT00=123"}, {"-attesa-flusso", "-1"},
	} {
		e := lancia(args...)
		require.Equal(t, comando.UscitaErrata, e.stato, args)
		require.NotEmpty(t, e.errori, args)
		require.Empty(t, e.out, args)
	}
	e := lancia("-h")
	require.Equal(t, comando.UscitaOK, e.stato)
	require.Contains(t, e.out, "-cassa")
	require.Empty(t, e.errori)
}

func TestIllegibili(t *testing.T) {
	c := copia(t)
	giornale := leggiFile(t, filepath.Join(c, "cassa/giornale-2025-03-04.xml"))
	flussoXML := leggiFile(t, filepath.Join(c, "flussi/2025-03-03BAFIITMMXXX-0000000001.xml"))
	ricevuta := leggiFile(t, filepath.Join(c, "ricevute/002-TARI-2025-002.xml"))
	tests := []struct{ nome, testo, want string }{
		{"vuoto.xml", "", "vuoto.xml: rendicontazione: FORMATO: documento non riconosciuto: è vuoto"},
		{"immagine.png", "\x89PNG\r\n", "immagine.png: rendicontazione: FORMATO: documento non riconosciuto: è un'immagine"},
		{"altro.xml", "<fattura/>", "altro.xml: rendicontazione: FORMATO: documento non riconosciuto: è un XML di radice fattura"},
		{"tronco.xml", giornale[:len(giornale)/2], ":21:"},
		{"importo.xml", strings.Replace(giornale, "464.95", "1e999", 1), `IMPORTO importo (riga 31, colonna 4) "1e999"`},
		{"doctype.xml", strings.Replace(giornale, "<flusso_giornale", "<!DOCTYPE x><flusso_giornale", 1), "doctype.xml:2:1: cassa: DOCTYPE"},
		{"flusso.xml", strings.Replace(flussoXML, "154.20", "154.205", 1), "flusso.xml:29:31: flusso: DECIMALI"},
		{"id.xml", strings.Replace(flussoXML, "BAFIITMMXXX-0000000001", "BAFIITMMXXX-000000000100000", 1), "id.xml:4:"},
		{"ricevuta.xml", strings.Replace(ricevuta, "98.75", "novantotto", 1), "ricevuta.xml:"},
		{"sintassi.json", "[{\n  \"id\": \"A\",,\n}]", "sintassi.json:2:13: "},
		{"troncato.json", "[{\n  \"id\":", "troncato.json:2:8: json: JSON [0].id (riga 2, colonna 8): JSON non ben formato: manca la fine"},
		{"ignoto.json", `[{"a":1}]`, "ignoto.json:1:2: rendicontazione: FORMATO [0] (riga 1, colonna 2): oggetto non riconosciuto"},
		{"lista.json", `{"pendenze":{}}`, "lista.json:1:13: json: TIPO pendenze"},
		{"membro.json", "{\"pendenze\":[],\n \"voci\":[]}", `membro.json:2:9: json: MEMBRO voci (riga 2, colonna 9): membro sconosciuto`},
		{"pendenza.json", "[\n{\"id\":\"A\",\"dominio\":\"99999000013\",\"iuv\":\"1\",\"voci\":[]}]", `pendenza.json:2:52: rendicontazione: NUMERO [0].voci (riga 2, colonna 52) "0": pendenza non valida`},
		{"refuso.json", `{"ricevute":[{"iuv":"1","importoRevocatto":"1.00"}]}`, `refuso.json:1:44: json: MEMBRO ricevute[0].importoRevocatto (riga 1, colonna 44): membro sconosciuto`},
		{"due.json", `{"ricevute":[],"RICEVUTE":[]}`, "due.json:1:27: json: MEMBRO RICEVUTE (riga 1, colonna 27): membro ripetuto"},
		{"maiuscole.json", `{"pendenze":[{"id":"A","ID":"B"}]}`, "maiuscole.json:1:29: json: MEMBRO pendenze[0].ID (riga 1, colonna 29): membro con altre maiuscole"},
		{"byte.json", "{\"pendenze\":[{\"id\":\"\xff\"}]}", "byte.json:1:20: json: CODIFICA pendenze[0].id"},
		{"numero.json", `{"pendenze":[{"id":"A","dominio":"99999000013","iuv":"1","voci":[{"indice":1,"importo":12.5}]}]}`, "numero.json:1:88: "},
		{"conti.json", `{"IT60X0542811101000000123456":"123"}`, "conti.json:1:32: "},
		{"notifica.xml", `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn/></Document>`, "notifica.xml: rendicontazione: FORMATO: camt.054, avvisi di accredito o addebito: serve l'estratto camt.053"},
		{"richiesta.xml", `<RPT/>`, `richiesta.xml: rendicontazione: FORMATO "RPT": è una richiesta di pagamento (RPT), non una ricevuta`},
		{"gdp.json", `{"dateTime":"x","eventCode":"y"}`, `gdp.json: rendicontazione: FORMATO "GDP": è un Giornale dei Pagamenti`},
		{"fdr.json", `{"fdr":"x","fdrDate":1}`, "fdr.json:1:"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			cartella := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(cartella, tt.nome), []byte(tt.testo), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(cartella, "zz-buono.xml"), []byte(flussoXML), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(cartella, ".nascosto"), []byte("x"), 0o600))
			e := lancia("-flussi", cartella)
			require.Equal(t, comando.UscitaInParte, e.stato)
			require.Contains(t, e.errori, tt.want)
			require.Equal(t, 1, strings.Count(e.errori, "\n"), e.errori)
			require.Contains(t, e.out, "l'accredito non è arrivato nei termini") // the rest goes on
		})
	}
}

func leggiFile(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return string(b)
}

func TestProgresso(t *testing.T) {
	var errori bytes.Buffer
	adesso := time.Date(2025, 6, 2, 10, 0, 0, 0, time.UTC)
	esegui(nil, io.Discard, ambiente{errori: &errori, terminale: true, adesso: func() time.Time {
		adesso = adesso.Add(time.Second)
		return adesso
	}})
	require.Contains(t, errori.String(), "\rletti 1 documenti di 71")
	require.True(t, strings.HasSuffix(errori.String(), "\n"))

	errori.Reset()
	esegui(nil, io.Discard, ambiente{errori: &errori, terminale: true, adesso: func() time.Time { return adesso }})
	require.Empty(t, errori.String()) // nothing to say of a short reading
}

func TestScritturaFallita(t *testing.T) {
	var errori bytes.Buffer
	e := esegui(nil, rotto{}, ambiente{errori: &errori})
	require.Equal(t, comando.UscitaErrata, e)
	require.Contains(t, errori.String(), "riconcilia: disk full")
}

type rotto struct{}

func (rotto) Write([]byte) (int, error) { return 0, errors.New("disk full") }
