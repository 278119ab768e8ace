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

// guasti are what the system may answer, call by call, and a machine that stops while it
// writes.
var guasti = []struct{ chiamata, modo string }{
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
	programma string
	documenti map[string][]byte
	args      []string // USCITA is the folder of what it writes
	stato     int      // of a run without faults
}

func scrittori(t *testing.T) []scrittore {
	flussi, err := filepath.Glob(filepath.Join(esempi, "riconcilia/campione/flussi/*.xml"))
	require.NoError(t, err)
	require.NotEmpty(t, flussi)
	tracciato := leggi(t, filepath.Join(esempi, "carica/testdata/campione.csv"))
	return []scrittore{
		{
			"riconcilia",
			map[string][]byte{"f1.xml": leggi(t, flussi[0]), "f2.xml": leggi(t, flussi[1])},
			[]string{"-oggi", "31/03/2025", "-html", "USCITA/pagina.html", "-csv", "USCITA", "f1.xml", "f2.xml"},
			1,
		},
		{"carica", map[string][]byte{"p.csv": tracciato}, []string{"-ente", "Comune di Prova", "-o", "USCITA/elaborato.csv", "-esiti", "USCITA/esiti.csv", "-avvisi", "USCITA/avvisi.json", "p.csv"}, 1},
		{
			"analisi",
			map[string][]byte{"GDP_EC_77777777777_20200131_1.json": []byte(`{"dateTime":"2020-01-31T11:00:00","iuv":"1","eventCode":"RPT_ACCETTATA_NODO"}` + "\n")},
			[]string{"-html", "USCITA/pagina.html", "GDP_EC_77777777777_20200131_1.json"},
			0,
		},
	}
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
		t.Run(s.programma, func(t *testing.T) {
			dir := t.TempDir()
			for nome, b := range s.documenti {
				require.NoError(t, os.WriteFile(filepath.Join(dir, nome), b, 0o600))
			}
			uscita := filepath.Join(dir, "uscita")
			prepara := func(vecchi map[string]string) {
				require.NoError(t, os.RemoveAll(uscita))
				require.NoError(t, os.Mkdir(uscita, 0o755))
				for nome := range vecchi {
					require.NoError(t, os.WriteFile(filepath.Join(uscita, nome), []byte("di ieri\n"), 0o600))
				}
			}
			esegui := func(prima ...string) (stato int, errori string) {
				args := append(prima, filepath.Join(bin, s.programma))
				for _, a := range s.args {
					args = append(args, strings.ReplaceAll(a, "USCITA", uscita))
				}
				c := exec.Command(args[0], args[1:]...)
				c.Dir, c.Env = dir, append(os.Environ(), "GOMAXPROCS=1")
				var e bytes.Buffer
				c.Stderr = &e
				_ = c.Run() // its status says it
				return c.ProcessState.ExitCode(), e.String()
			}
			prepara(nil)
			stato, errori := esegui()
			require.Equal(t, s.stato, stato, errori)
			buoni := contenuti(t, uscita)
			require.NotEmpty(t, buoni)
			provati := 0
			for _, g := range guasti {
				for n := 1; ; n += 1 + n/12 {
					if n > 8 && !*tuttiGuasti {
						break
					}
					prepara(buoni)
					registro := filepath.Join(t.TempDir(), "strace")
					nome := strings.TrimPrefix(g.chiamata, "/^")
					stato, errori := esegui("strace", "-f", "-qq", "-o", registro, "-e", "trace="+g.chiamata, "-e", fmt.Sprintf("inject=%s:%s:when=%d", g.chiamata, g.modo, n))
					traccia, err := os.ReadFile(registro)
					require.NoError(t, err)
					if !bytes.Contains(traccia, []byte("INJECTED")) && !bytes.Contains(traccia, []byte("killed by SIGKILL")) {
						break
					}
					provati++
					caso := fmt.Sprintf("%s %s, call %d: status %d\n%s", nome, g.modo, n, stato, errori)
					require.NotContains(t, errori, "goroutine ", caso)
					for nome, b := range s.documenti {
						require.Equal(t, string(b), string(leggi(t, filepath.Join(dir, nome))), "%s: a document was touched", caso)
					}
					dopo := contenuti(t, uscita)
					for nome, b := range buoni {
						c, ok := dopo[nome]
						require.True(t, ok, "%s: %s is gone", caso, nome)
						// What could not be read is told, and the others are in what was written.
						incompleto := (stato == 2 || stato == 3) && g.modo != "error=ENOSPC" && slices.ContainsFunc(slices.Collect(maps.Keys(s.documenti)), func(d string) bool { return strings.Contains(errori, d+": ") })
						require.True(t, c == b || stato != s.stato && (c == "di ieri\n" || incompleto), "%s: %s is neither the old one nor the new one, or the run says it did well", caso, nome)
						delete(dopo, nome)
					}
					if !strings.HasPrefix(g.modo, "signal") {
						require.Empty(t, maps.Collect(maps.All(dopo)), "%s: something was left", caso)
					}
					if n == 1 || *tuttiGuasti && n%4 == 0 {
						stato, errori = esegui()
						require.Equal(t, s.stato, stato, "%s: the next run: %s", caso, errori)
						dopo = contenuti(t, uscita)
						for nome, b := range buoni {
							require.Equal(t, b, dopo[nome], "%s: the next run", caso)
						}
					}
				}
			}
			t.Logf("%d faults", provati)
			require.Greater(t, provati, 20)
		})
	}
}
