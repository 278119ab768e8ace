//go:build unix

package prova_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// The programs, of the root module and with a module of their own. nazione is not among them: Beam is long
// to build, and it has a check of its own; TestGuasti builds it with -guasti.
var (
	dellaRadice = []string{"analisi", "carica", "jppa", "piemontepay", "quietanza", "riconcilia", "simula"}
	annidati    = []string{"portale", "sbusta", "stampa"}
)

// conNazione is -guasti, which is of Linux alone.
var conNazione = new(bool)

// esempi is the folder of the programs, as this package sees it.
const esempi = "../.."

// costruisci builds all the programs, once.
var costruisci = sync.OnceValues(func() (string, error) {
	cartella, err := os.MkdirTemp("", "prova-*")
	if err != nil {
		return "", err
	}
	if err := os.Chmod(cartella, 0o755); err != nil { // for whom the tests run programs as
		return "", err
	}
	var pacchetti []string
	for _, p := range dellaRadice {
		pacchetti = append(pacchetti, "./examples/"+p)
	}
	comandi := []*exec.Cmd{{Dir: filepath.Join(esempi, ".."), Args: append([]string{"go", "build", "-o", cartella + "/"}, pacchetti...)}}
	nidi := annidati
	if *conNazione {
		nidi = append(slices.Clone(nidi), "nazione")
	}
	for _, p := range nidi {
		comandi = append(comandi, &exec.Cmd{Dir: filepath.Join(esempi, p), Args: []string{"go", "build", "-o", cartella + "/", "."}})
	}
	gocmd, err := exec.LookPath("go")
	if err != nil {
		return "", err
	}
	for _, c := range comandi {
		c.Path = gocmd
		if b, err := c.CombinedOutput(); err != nil {
			return "", errors.Join(err, errors.New(string(b)))
		}
	}
	return cartella, nil
})

func TestMain(m *testing.M) {
	stato := m.Run()
	if cartella, err := costruisci(); err == nil && !testing.Short() {
		_ = os.RemoveAll(cartella)
	}
	os.Exit(stato)
}

// programmi returns the folder of the programs.
func programmi(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("the programs are built: not in a short run")
	}
	cartella, err := costruisci()
	require.NoError(t, err)
	return cartella
}

// esito is what a run left.
type esito struct {
	stato       int // 128 and the signal, when one ended it, as a shell says
	out, errori string
	memoria     int64 // the most it had, in MiB
}

// lancio is a run to be made.
type lancio struct {
	programma string
	args      []string
	ingresso  io.Reader
	out       *os.File // instead of a buffer
	utente    uint32   // 0 is who runs the tests
	dopo      func(*exec.Cmd)
}

// attesa is how long a program may take.
const attesa = 2 * time.Minute

func (l lancio) esegui(t *testing.T) esito {
	t.Helper()
	ctx, ferma := context.WithTimeout(t.Context(), attesa)
	defer ferma()
	c := exec.CommandContext(ctx, filepath.Join(programmi(t), l.programma), l.args...)
	var out, errori bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = l.ingresso, &out, &errori
	if l.out != nil {
		c.Stdout = l.out
	}
	c.Dir = t.TempDir() // what is written without being asked is seen
	if l.utente != 0 {
		require.NoError(t, os.Chmod(filepath.Dir(c.Dir), 0o755))
		require.NoError(t, os.Chmod(c.Dir, 0o777))
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: l.utente, Gid: l.utente}}
	}
	require.NoError(t, c.Start())
	if l.dopo != nil {
		l.dopo(c)
	}
	_ = c.Wait() // the state says it
	require.NoError(t, ctx.Err(), "%s %v does not end\n%s", l.programma, l.args, errori.String())
	e := esito{out: out.String(), errori: errori.String(), stato: c.ProcessState.ExitCode()}
	if w, ok := c.ProcessState.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		e.stato = 128 + int(w.Signal())
	}
	if r, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		e.memoria = r.Maxrss / 1024
	}
	e.controlla(t, l)
	return e
}

// inglese are words that the system, or Go, says and a person should not read.
var inglese = []string{
	"no such file", "permission denied", "no space left", "is a directory", "not a directory", "panic:", "goroutine", "unexpected EOF",
	"too many levels", "broken pipe", "flag provided", "flag needs", "invalid value", "Usage of",
}

// controlla looks for what no run may leave.
func (e *esito) controlla(t *testing.T, l lancio) {
	t.Helper()
	for _, testo := range []string{e.out, e.errori} {
		require.False(t, strings.ContainsAny(testo, "\x1b\u009b\u202e") || strings.Contains(testo, "\x9b") && !utf8.ValidString(testo), "%s %v: controls: %q", l.programma, l.args, testo)
	}
	for _, p := range inglese {
		require.NotContains(t, e.errori, p, "%s %v", l.programma, l.args)
	}
	if e.stato == 2 {
		require.Contains(t, e.errori, ": ", "%s %v: an error without a word", l.programma, l.args)
	}
}
