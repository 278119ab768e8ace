//go:build linux

package prova_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var tuttiGuasti = flag.Bool("guasti", false, "try every fault, not the first ones alone")

func init() { conNazione = tuttiGuasti }

// guasto is how a system call fails.
type guasto struct{ chiamata, modo string }

// guasti are what the system may answer, call by call, and a machine that stops while it
// writes.
var guasti = []guasto{
	{"openat", "error=EACCES"},
	{"openat", "error=EMFILE"},
	{"read", "error=EIO"},
	{"write", "error=ENOSPC"},
	{"write", "error=EIO"},
	{"fsync", "error=EIO"},
	{"close", "error=EIO"},
	{"/^rename", "error=EIO"},
	{"newfstatat", "error=EIO"},
	{"write", "signal=KILL"},
	{"fsync", "signal=KILL"},
}

// scrittore is a program that writes files, on documents of its own.
type scrittore struct {
	nome      string // of the case
	programma string
	documenti map[string][]byte
	args      []string // USCITA is the folder of what it writes
	ingresso  string   // what it reads on the standard input
	stato     int      // of a run without faults
	nuova     bool     // it writes into a new folder alone, and says when it was left incomplete
	schermo   bool     // it writes what it found on the standard output
	solo      []string // the calls that are tried, all when there are none
	altrui    string   // in the stack of a panic before main, which is another's
	nonLetti  string   // the file of what it writes that tells what it could not read
}

func scrittori(t *testing.T) []scrittore {
	flussi, err := filepath.Glob(filepath.Join(esempi, "riconcilia/campione/flussi/*.xml"))
	require.NoError(t, err)
	require.NotEmpty(t, flussi)
	f1, f2 := leggi(t, flussi[0]), leggi(t, flussi[1])
	ricevute, err := filepath.Glob(filepath.Join(esempi, "riconcilia/campione/ricevute/*.xml"))
	require.NoError(t, err)
	require.Greater(t, len(ricevute), 1)
	ieri := lancio{programma: "riconcilia", args: []string{"-oggi", "30/03/2025", "-json", "-"}, ingresso: bytes.NewReader(f1)}.esegui(t)
	busta := leggi(t, "testdata/documento.xml.p7m")
	tutti := []scrittore{
		{
			nome: "riconcilia", programma: "riconcilia", stato: 1, documenti: map[string][]byte{"f1.xml": f1, "f2.xml": f2},
			args: []string{"-oggi", "31/03/2025", "-html", "USCITA/pagina.html", "-csv", "USCITA", "f1.xml", "f2.xml"},
		},
		{
			nome: "riconcilia, with yesterday", programma: "riconcilia", stato: 1, schermo: true, documenti: map[string][]byte{"f1.xml": f1, "f2.xml": f2, "ieri.json": []byte(ieri.out)},
			args: []string{"-oggi", "31/03/2025", "-confronta", "ieri.json", "-json", "-csv", "USCITA", "f1.xml", "f2.xml"},
		},
		{
			nome: "carica", programma: "carica", stato: 1, documenti: map[string][]byte{"p.csv": leggi(t, filepath.Join(esempi, "carica/testdata/campione.csv"))},
			args: []string{"-ente", "Comune di Prova", "-o", "USCITA/elaborato.csv", "-esiti", "USCITA/esiti.csv", "-avvisi", "USCITA/avvisi.json", "p.csv"},
		},
		{
			nome: "analisi", programma: "analisi",
			documenti: map[string][]byte{"GDP_EC_77777777777_20200131_1.json": []byte(`{"dateTime":"2020-01-31T11:00:00","iuv":"1","eventCode":"RPT_ACCETTATA_NODO"}` + "\n")},
			args:      []string{"-html", "USCITA/pagina.html", "GDP_EC_77777777777_20200131_1.json"},
		},
		{
			nome: "stampa", programma: "stampa", documenti: map[string][]byte{"avvisi.json": leggi(t, filepath.Join(esempi, "stampa/campione/avvisi.json"))},
			args: []string{"-avvisi", "avvisi.json", "-sovrascrivi", "-uscita", "USCITA"},
		},
		{
			nome: "stampa, receipts", programma: "stampa", documenti: map[string][]byte{"ricevute/rt.xml": leggi(t, ricevute[0]), "ricevute/v2.xml": leggi(t, ricevute[1])},
			args: []string{"-ricevuta", "ricevute", "-sovrascrivi", "-uscita", "USCITA"},
		},
		{
			nome: "sbusta", programma: "sbusta", documenti: map[string][]byte{"uno.xml.p7m": busta, "due.xml.p7m": busta},
			args: []string{"-sovrascrivi", "-uscita", "USCITA", "uno.xml.p7m", "due.xml.p7m"},
		},
		{nome: "sbusta, on the screen", programma: "sbusta", schermo: true, documenti: map[string][]byte{"uno.xml.p7m": busta}, args: []string{"uno.xml.p7m"}},
		{nome: "simula", programma: "simula", nuova: true, args: []string{"-pagamenti", "3", "-giorni", "2", "-uscita", "USCITA/mese"}},
		{nome: "simula, archives", programma: "simula", nuova: true, args: []string{"-pagamenti", "3", "-giorni", "2", "-archivi", "-uscita", "USCITA/mese"}},
		// Its reads and writes are those of a network too, which is another test's.
		{nome: "jppa", programma: "jppa", args: []string{"-uscita", "USCITA"}, solo: []string{"openat", "fsync", "/^rename"}},
		{
			nome: "quietanza", programma: "quietanza", schermo: true, args: []string{"nav"},
			ingresso: strings.Repeat(`{"nav":"001190280072147087"}`+"\n", 2000),
		},
	}
	if !*tuttiGuasti {
		return tutti
	}
	// Beam is long to build. Its own files are not the program's, and it panics without them.
	nazione := scrittore{
		nome: "nazione", programma: "nazione", stato: 1, nuova: true, altrui: "/beam/core/runtime/xlangx/expansionx.init", nonLetti: "mese/problemi.txt", documenti: map[string][]byte{"f1.xml": f1, "f2.xml": f2},
		args: []string{"-unico", "-oggi", "2025-03-31", "-uscita", "USCITA/mese", "f1.xml", "f2.xml"},
	}
	beam := nazione
	beam.nome, beam.args, beam.solo = "nazione, on Beam", nazione.args[1:], []string{"fsync", "/^rename"}
	return append(tutti, nazione, beam)
}

// contenuti are the files of a folder, by name.
func contenuti(t *testing.T, cartella string) map[string]string {
	t.Helper()
	trovati := map[string]string{}
	require.NoError(t, filepath.WalkDir(cartella, func(nome string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(nome)
		trovati[strings.TrimPrefix(nome, cartella+"/")] = string(b)
		return err
	}))
	return trovati
}

// TestGuasti lets the n-th call of each kind fail, for every n until a run meets no fault, and
// kills the program at its n-th write. Whatever happens no document is touched, every file is the
// old one or the new one, whole; a run that says it did well wrote what a good run writes; the
// next run heals. Under strace, which counts the calls of each thread; the first faults alone, all of them with -guasti.
func TestGuasti(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed")
	}
	bin := programmi(t)
	for _, s := range scrittori(t) {
		t.Run(s.nome, func(t *testing.T) {
			l := &laboratorio{T: t, scrittore: s, programma: filepath.Join(bin, s.programma), dir: t.TempDir()}
			for nome, b := range s.documenti {
				require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(l.dir, nome)), 0o755))
				require.NoError(t, os.WriteFile(filepath.Join(l.dir, nome), b, 0o600))
			}
			l.uscita = filepath.Join(l.dir, "uscita")
			l.prepara()
			buona := l.esegui()
			require.Equal(t, s.stato, buona.stato, buona.errori)
			l.buona, l.buoni = buona, contenuti(t, l.uscita)
			require.True(t, len(l.buoni) > 0 || s.schermo && buona.out != "")
			provati := 0
			for _, g := range guasti {
				if len(s.solo) > 0 && !slices.Contains(s.solo, g.chiamata) {
					continue
				}
				for n := 1; n <= 6 || *tuttiGuasti; n += 1 + n/12 {
					if !l.prova(g, n) {
						break
					}
					provati++
				}
			}
			t.Logf("%d faults", provati)
			require.Greater(t, provati, 10)
		})
	}
}

// laboratorio is where a program meets its faults.
type laboratorio struct {
	*testing.T
	scrittore
	programma, dir, uscita string
	buona                  esito             // of a run without faults
	buoni                  map[string]string // what it wrote
}

// prepara puts the files of yesterday where those of today go.
func (l *laboratorio) prepara() {
	l.Helper()
	require.NoError(l, os.RemoveAll(l.uscita))
	require.NoError(l, os.Mkdir(l.uscita, 0o755))
	for nome := range l.buoni {
		if !l.nuova {
			require.NoError(l, os.WriteFile(filepath.Join(l.uscita, nome), []byte("di ieri\n"), 0o600))
		}
	}
}

// esegui runs the program, under another one when prima says so.
func (l *laboratorio) esegui(prima ...string) esito {
	args := append(prima, l.programma)
	for _, a := range l.args {
		args = append(args, strings.ReplaceAll(a, "USCITA", l.uscita))
	}
	c := exec.Command(args[0], args[1:]...)
	c.Dir, c.Env = l.dir, append(os.Environ(), "GOMAXPROCS=1")
	var out, errori bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(l.ingresso), &out, &errori
	_ = c.Run() // its status says it
	return esito{stato: c.ProcessState.ExitCode(), out: out.String(), errori: errori.String()}
}

// prova lets the n-th call fail; false when there is none.
func (l *laboratorio) prova(g guasto, n int) bool {
	l.Helper()
	l.prepara()
	registro := filepath.Join(l.TempDir(), "strace")
	e := l.esegui("strace", "-f", "-qq", "-o", registro, "-e", "trace="+g.chiamata, "-e", fmt.Sprintf("inject=%s:%s:when=%d", g.chiamata, g.modo, n))
	traccia, err := os.ReadFile(registro)
	require.NoError(l, err)
	if !bytes.Contains(traccia, []byte("INJECTED")) && !bytes.Contains(traccia, []byte("killed by SIGKILL")) {
		return false
	}
	caso := fmt.Sprintf("%s %s, call %d: status %d\n%s", strings.TrimPrefix(g.chiamata, "/^"), g.modo, n, e.stato, e.errori)
	if l.altrui == "" || !strings.Contains(e.errori, l.altrui) {
		require.NotContains(l, e.errori, "goroutine ", caso)
	}
	for nome, b := range l.documenti {
		require.Equal(l, string(b), string(leggi(l.T, filepath.Join(l.dir, nome))), "%s: a document was touched", caso)
	}
	if l.schermo && e.stato == l.stato {
		require.Equal(l, l.buona.out, e.out, "%s: the screen is another, and the run says it did well", caso)
	}
	if l.nuova {
		l.lasciata(g, &e, caso)
	} else {
		l.intera(g, &e, caso)
	}
	if n == 1 || *tuttiGuasti && n%4 == 0 {
		l.guarita(caso)
	}
	return true
}

// intera wants every file to be that of yesterday or that of today, and nothing else to be there.
func (l *laboratorio) intera(g guasto, e *esito, caso string) {
	l.Helper()
	dopo := contenuti(l.T, l.uscita)
	// What could not be read is told, and the others are in what was written.
	incompleto := (e.stato == 2 || e.stato == 3) && g.modo != "error=ENOSPC" && slices.ContainsFunc(slices.Collect(maps.Keys(l.documenti)), func(d string) bool { return strings.Contains(e.errori, d+": ") })
	for nome, b := range l.buoni {
		c, ok := dopo[nome]
		require.True(l, ok, "%s: %s is gone", caso, nome)
		require.True(l, c == b || e.stato != l.stato && (c == "di ieri\n" || incompleto), "%s: %s is neither the old one nor the new one, or the run says it did well", caso, nome)
		delete(dopo, nome)
	}
	if !strings.HasPrefix(g.modo, "signal") {
		require.Empty(l, dopo, "%s: something was left", caso)
	}
}

// lasciata wants a new folder to be whole, or the run to say that it is not.
func (l *laboratorio) lasciata(g guasto, e *esito, caso string) {
	l.Helper()
	dopo := contenuti(l.T, l.uscita)
	switch {
	case e.stato == l.stato:
		require.Equal(l, l.buoni, dopo, "%s: the folder is another, and the run says it did well", caso)
	case e.stato == 2 && slices.ContainsFunc(slices.Collect(maps.Keys(l.documenti)), func(d string) bool { return strings.Contains(dopo[l.nonLetti], d+": ") }):
	case len(dopo) > 0 && !strings.HasPrefix(g.modo, "signal") && (e.errori != "" || g.chiamata != "write"): // the words may be what could not be written
		require.Contains(l, e.errori, "incompleta", caso)
	}
	if len(dopo) > 0 { // what is there is not written over
		require.Equal(l, 2, l.esegui().stato, caso)
		require.Equal(l, dopo, contenuti(l.T, l.uscita), caso)
	}
	if len(dopo) > 0 || strings.Contains(e.errori, "va cancellata") {
		l.prepara()
	}
}

// guarita runs again, without a fault.
func (l *laboratorio) guarita(caso string) {
	l.Helper()
	e := l.esegui()
	require.Equal(l, l.stato, e.stato, "%s: the next run: %s", caso, e.errori)
	dopo := contenuti(l.T, l.uscita)
	for nome, b := range l.buoni {
		require.Equal(l, b, dopo[nome], "%s: the next run", caso)
	}
}
