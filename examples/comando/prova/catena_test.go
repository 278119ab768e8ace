//go:build unix

package prova_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// quanti returns the number that an expression finds in what a program wrote.
func quanti(t *testing.T, espressione, testo string) int {
	t.Helper()
	m := regexp.MustCompile(espressione).FindStringSubmatch(testo)
	require.Len(t, m, 2, "%s\n%s", espressione, testo)
	n, err := strconv.Atoi(m[1])
	require.NoError(t, err)
	return n
}

// simulati writes a simulated fortnight, in files or in archives.
func simulati(t *testing.T, altro ...string) string {
	t.Helper()
	cartella := filepath.Join(t.TempDir(), "mese")
	e := lancio{programma: "simula", args: append([]string{"-pagamenti", "120", "-giorni", "14", "-seme", "3", "-uscita", cartella}, altro...)}.esegui(t)
	require.Zero(t, e.stato, e.errori)
	return cartella
}

// TestCatena: each program reads what the others wrote, with nothing in between.
func TestCatena(t *testing.T) {
	programmi(t)
	mese := simulati(t)
	in := func(nome string) string { return filepath.Join(mese, nome) }
	uscita := t.TempDir()

	t.Run("simula, carica, stampa", func(t *testing.T) {
		tracciati, err := filepath.Glob(in("tracciati/99*"))
		require.NoError(t, err)
		forme := map[string]bool{}
		for _, f := range tracciati {
			forme[filepath.Ext(f)] = true
			avvisi, pdf := filepath.Join(uscita, "avvisi.json"), filepath.Join(uscita, "pdf", filepath.Base(f))
			e := lancio{programma: "carica", args: []string{"-ente", "Comune di Prova", "-avvisi", avvisi, "-o", filepath.Join(uscita, "elaborato.csv"), f}}.esegui(t)
			require.Zero(t, e.stato, "%s\n%s%s", f, e.out, e.errori)
			n := quanti(t, `stampa -avvisi: \S+ \((\d+)\)`, e.out)
			require.Positive(t, n) // the instalments of a document are one notice
			require.LessOrEqual(t, n, quanti(t, `(\d+) eseguite`, e.out))
			e = lancio{programma: "stampa", args: []string{"-avvisi", avvisi, "-uscita", pdf}}.esegui(t)
			require.Zero(t, e.stato, e.errori)
			require.Equal(t, n, quanti(t, `(\d+) avvisi stampati`, e.out))
		}
		require.Equal(t, map[string]bool{".csv": true, ".json": true}, forme)
	})

	t.Run("simula, stampa", func(t *testing.T) {
		giorni, err := filepath.Glob(in("avvisi/*"))
		require.NoError(t, err)
		for i, f := range giorni {
			e := lancio{programma: "stampa", args: []string{"-avvisi", f, "-uscita", filepath.Join(uscita, "avvisi", strconv.Itoa(i))}}.esegui(t)
			require.Zero(t, e.stato, e.errori)
			require.Equal(t, bytes.Count(leggi(t, f), []byte("\n")), quanti(t, `(\d+) avvisi stampati`, e.out))
		}
	})

	t.Run("simula in files and in archives, the others", func(t *testing.T) {
		archivi := simulati(t, "-archivi")
		letture := map[string]func(cartella string) lancio{
			"stampa": func(c string) lancio {
				return lancio{programma: "stampa", args: []string{"-ricevuta", c + "/ricevute", "-uscita", filepath.Join(t.TempDir(), "pdf")}}
			},
			"analisi":    func(c string) lancio { return lancio{programma: "analisi", args: []string{c + "/giornali"}} },
			"riconcilia": func(c string) lancio { return riconcilia(c) },
		}
		for nome, l := range letture {
			uno, due := l(mese).esegui(t), l(archivi).esegui(t)
			require.Equal(t, uno.stato, due.stato, due.errori)
			require.Empty(t, uno.errori, nome)
			pulisci := strings.NewReplacer(mese, "", archivi, "")
			altri := regexp.MustCompile(`in \S+/pdf`)
			require.Equal(t, altri.ReplaceAllString(pulisci.Replace(uno.out), ""), altri.ReplaceAllString(pulisci.Replace(due.out), ""), nome)
		}
	})

	t.Run("riconcilia today, and tomorrow", func(t *testing.T) {
		l := riconcilia(mese)
		l.args = append(l.args, "-json")
		e := l.esegui(t)
		require.Equal(t, 1, e.stato, e.errori)
		ieri := filepath.Join(uscita, "ieri.json")
		require.NoError(t, os.WriteFile(ieri, []byte(e.out), 0o600))
		l = riconcilia(mese)
		l.args = append(l.args, "-confronta", ieri, "-html", filepath.Join(uscita, "p.html"), "-csv", filepath.Join(uscita, "foglio"))
		e = l.esegui(t)
		require.Equal(t, 1, e.stato, e.errori)
		require.Contains(t, e.out, "Cambiato da "+ieri+": 0\n")
	})
}

func riconcilia(c string) lancio {
	return lancio{programma: "riconcilia", args: []string{"-oggi", "20/03/2025", c + "/riconcilia", c + "/cassa", c + "/flussi", c + "/ricevute"}}
}

// TestCatenaDelPortale: the office uploads what simula wrote and prints the notices; the receipts of the
// portal go to stampa and to riconcilia.
func TestCatenaDelPortale(t *testing.T) {
	programmi(t)
	mese := simulati(t)
	r, w, err := os.Pipe()
	require.NoError(t, err)
	c := exec.CommandContext(t.Context(), filepath.Join(programmi(t), "portale"), "-indirizzo", "127.0.0.1:0")
	c.Stdout = w
	require.NoError(t, c.Start())
	require.NoError(t, w.Close())
	defer func() {
		_ = c.Process.Signal(os.Interrupt)
		require.NoError(t, c.Wait())
		require.NoError(t, r.Close())
	}()
	riga := make([]byte, 200)
	n, err := r.Read(riga)
	require.NoError(t, err)
	sito := regexp.MustCompile(`http://\S+`).FindString(string(riga[:n]))
	require.NotEmpty(t, sito)

	file, err := filepath.Glob(filepath.Join(mese, "tracciati/99*"))
	require.NoError(t, err)
	for i, f := range []string{primo(file, ".csv"), primo(file, ".json")} {
		carica(t, sito, f)
		pagina := sito + "/tracciati/" + strconv.Itoa(i+1)
		require.Eventually(t, func() bool {
			r, err := http.Get(pagina + "/elaborato")
			return err == nil && r.Body.Close() == nil && r.StatusCode == http.StatusOK
		}, time.Minute, 200*time.Millisecond)
		require.Regexp(t, `righe: [1-9]\d* eseguite, 0 fallite`, scarica(t, pagina))
		// What was loaded has a notice to print; the elaborated file says its number.
		elaborato := scarica(t, pagina+"/elaborato")
		nav := regexp.MustCompile(`\b3\d{17}\b`).FindString(elaborato)
		require.NotEmpty(t, nav)
		require.True(t, strings.HasPrefix(scarica(t, sito+"/avviso/"+nav+"/pdf"), "%PDF-"))
	}

	// The receipts of what was paid there.
	ricevute := t.TempDir()
	for _, debito := range trovati(scarica(t, sito+"/debiti"), `"(/debito/[^"/]+)"`) {
		for _, rt := range trovati(scarica(t, sito+debito), `"(/pagamento/[^"/]+/documenti/RT_[^"]+)"`) {
			require.NoError(t, os.WriteFile(filepath.Join(ricevute, filepath.Base(rt)), []byte(scarica(t, sito+rt)), 0o600))
		}
	}
	voci, err := os.ReadDir(ricevute)
	require.NoError(t, err)
	require.NotEmpty(t, voci)
	e := lancio{programma: "stampa", args: []string{"-ricevuta", ricevute, "-rigoroso", "-uscita", t.TempDir()}}.esegui(t)
	require.Zero(t, e.stato, e.errori)
	e = lancio{programma: "riconcilia", args: []string{ricevute}}.esegui(t)
	require.Empty(t, e.errori)
	require.Contains(t, e.out, "Letti: "+strconv.Itoa(len(voci))+" RT")
}

func trovati(testo, espressione string) (t []string) {
	for _, m := range regexp.MustCompile(espressione).FindAllStringSubmatch(testo, -1) {
		if !slices.Contains(t, m[1]) {
			t = append(t, m[1])
		}
	}
	return t
}

func primo(nomi []string, estensione string) string {
	for _, n := range nomi {
		if filepath.Ext(n) == estensione {
			return n
		}
	}
	return ""
}

func scarica(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	require.NoError(t, err)
	b, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	require.Equal(t, http.StatusOK, r.StatusCode, url)
	return string(b)
}

// carica uploads a file, as the page does.
func carica(t *testing.T, sito, file string) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	require.NoError(t, m.WriteField("formato", ""))
	w, err := m.CreateFormFile("file", filepath.Base(file))
	require.NoError(t, err)
	_, err = w.Write(leggi(t, file))
	require.NoError(t, err)
	require.NoError(t, m.Close())
	q, err := http.NewRequest(http.MethodPost, sito+"/tracciati", &b)
	require.NoError(t, err)
	q.Header.Set("Content-Type", m.FormDataContentType())
	q.Header.Set("Origin", sito)
	r, err := http.DefaultClient.Do(q)
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	require.Equal(t, http.StatusOK, r.StatusCode)
}
