//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/lavori"
	"github.com/quietanza/quietanza/pendenza"
)

var tuttiGuasti = flag.Bool("guasti", false, "try every fault of the disk, not the first ones alone")

// guasto is how a system call on the files of the store fails, once or from then on.
type guasto struct {
	chiamata, modo string
	sempre         bool
}

func (g guasto) String() string {
	if g.sempre {
		return g.chiamata + " " + g.modo + " from then on"
	}
	return g.chiamata + " " + g.modo
}

var guasti = []guasto{
	{"pwrite64", "error=ENOSPC", false}, {"pwrite64", "error=ENOSPC", true}, {"pwrite64", "signal=KILL", false},
	{"fsync", "error=EIO", false}, {"fsync", "error=EIO", true}, {"fsync", "signal=KILL", false},
	{"pwrite64", "error=EIO", false}, {"pwrite64", "error=EIO", true},
	{"open", "error=EACCES", false}, {"open", "error=EMFILE", false}, {"open", "error=EMFILE", true},
	{"pread64", "error=EIO", false}, {"pread64", "error=EIO", true},
	{"close", "error=EIO", false}, {"ftruncate", "error=EIO", false}, {"unlink", "error=EIO", false}, {"mmap", "error=ENOMEM", false},
}

// TestGuasti lets the n-th call on the files of the store fail, of each kind and on each
// thread, once or from then on, and kills the gateway at it, while it is started, loads
// debts, has them paid and receipted, takes a flow and a statement and reconciles. What it answered as
// accepted is there when it is started again; what it could not store it answered with an
// error, and nothing else; it goes on, or ends and says why; when the senders repeat what was
// not accepted every cent is counted once. Under strace. The first faults alone; all with
// -guasti: every n up to 40, then each seventh.
func TestGuasti(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed")
	}
	if testing.Short() {
		t.Skip("the gateway is started some times: not in a short run")
	}
	nuovo := filepath.Join(t.TempDir(), "nuovo.db")
	d, err := deposito.Apri(t.Context(), nuovo, deposito.Opzioni{})
	require.NoError(t, err)
	require.NoError(t, d.Chiudi())
	for nome, da := range map[string]string{"on a store": nuovo, "on no store yet": ""} {
		t.Run(nome, func(t *testing.T) {
			for _, g := range guasti {
				provati, finiti := 0, 0
				for n, incontrato := 1, true; n == 1 && (g.modo != "error=EIO" || g.chiamata == "fsync") || *tuttiGuasti && incontrato; n += passoGuasti(n, g, da == "") {
					incontrato = false // nor is it when this one is not asked for
					t.Run(fmt.Sprintf("%s, call %d", g, n), func(t *testing.T) {
						p := &provaGuasto{T: t, g: g, n: n, caso: fmt.Sprintf("%s, %s, call %d", nome, g, n)}
						if incontrato = p.prova(da); !incontrato {
							return
						}
						provati++
						if p.caduto {
							finiti++
						}
					})
				}
				t.Logf("%s: %d faults, in %d of them the gateway ended", g, provati, finiti)
			}
		})
	}
}

// passoGuasti is how far the next fault is: they are sampled where there are many.
func passoGuasti(n int, g guasto, avvio bool) int {
	switch {
	case g.sempre:
		return 1 + n/3
	case n <= 40 && !avvio:
		return 1
	case n <= 12:
		return 1
	}
	return 7
}

// provaGuasto is a gateway that meets one fault.
type provaGuasto struct {
	*testing.T
	g      guasto
	n      int
	caso   string
	file   string // of the store
	f      *figlio
	app    carico.Ascoltatore
	m      *carico.Messaggi
	fine   chan struct{}   // closed when the gateway ended
	finito bool            // it did by itself
	caduto bool            // it did so with the fault
	presi  map[string]bool // the steps that were accepted
}

// debitiGuasti is how many debts are paid.
const debitiGuasti = 2

// prova has the gateway meet the fault, and heal; false when the fault was not met.
func (p *provaGuasto) prova(da string) bool {
	p.Helper()
	dir := p.TempDir()
	defer func() { _ = os.RemoveAll(dir) }() // there are hundreds
	p.file, p.presi = filepath.Join(dir, "g.db"), map[string]bool{}
	if da != "" {
		b, err := os.ReadFile(da)
		require.NoError(p, err)
		require.NoError(p, os.WriteFile(p.file, b, 0o600))
	}
	server := httptest.NewServer(&p.app)
	defer server.Close()
	percorso, a := registro(p, server.URL)
	var err error
	p.m, err = carico.NuoviMessaggi(a)
	require.NoError(p, err)
	p.f = nuovoFiglio(p, "gateway", p.file, percorso)
	p.f.argomenti = append(p.f.argomenti, "-arresto", "3s")

	traccia := filepath.Join(dir, "traccia")
	quando := fmt.Sprintf("%d", p.n)
	if p.g.sempre {
		quando += "+"
	}
	sotto := []string{"strace", "-D", "-f", "-qq", "-o", traccia, "-e", "trace=" + p.g.chiamata, "-e", fmt.Sprintf("inject=%s:%s:when=%s", p.g.chiamata, p.g.modo, quando)}
	if !strings.HasPrefix(p.g.modo, "signal") { // which with it does not come the second time
		sotto = slices.Insert(sotto, 1, "--seccomp-bpf")
	}
	for _, coda := range []string{"", "-wal", "-shm", "-journal"} {
		sotto = append(sotto, "-P", p.file+coda)
	}
	if p.parte(sotto) {
		p.conversa(1)
		p.nottata(0, 4*time.Second)
	}
	p.ferma()
	p.caduto = p.finito
	b, err := os.ReadFile(traccia)
	require.NoError(p, err)
	if !bytes.Contains(b, []byte("INJECTED")) && !bytes.Contains(b, []byte("killed by SIGKILL")) {
		return false
	}
	p.tenuto()
	p.guarisce()
	return true
}

// parte starts the gateway under another program, nil for none; false when it ended instead.
func (p *provaGuasto) parte(sotto []string) bool {
	p.Helper()
	f := p.f
	f.detto.Reset()
	args := append(append([]string{}, sotto...), append([]string{os.Args[0]}, f.argomenti...)...)
	f.cmd = exec.Command(args[0], args[1:]...)
	f.cmd.Env = append(os.Environ(), variabileFiglio+"=1", "GOMAXPROCS=1")
	f.cmd.Stderr, f.cmd.WaitDelay = &f.detto, 10*time.Second
	require.NoError(p, f.cmd.Start())
	fine := make(chan struct{})
	p.fine = fine
	go func(c *exec.Cmd) {
		_ = c.Wait() // its state says it
		close(fine)
	}(f.cmd)
	for scade := time.After(90 * time.Second); ; {
		if r, err := http.Get("http://" + f.servizio + "/vivo"); err == nil {
			_ = r.Body.Close()
			return true
		}
		select {
		case <-p.fine:
			return false
		case <-scade:
			require.FailNow(p, "it neither starts nor ends", p.caso)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// vivo reports whether the gateway runs.
func (p *provaGuasto) vivo() bool {
	select {
	case <-p.fine:
		return false
	default:
		return true
	}
}

// ferma tells the gateway to stop, and looks at how it ended.
func (p *provaGuasto) ferma() {
	p.Helper()
	if p.finito = !p.vivo(); !p.finito {
		_ = p.f.cmd.Process.Signal(syscall.SIGTERM) // it may end meanwhile
		select {
		case <-p.fine:
		case <-time.After(30 * time.Second):
			require.FailNow(p, "it does not stop", p.caso)
		}
	}
	stato, detto := p.f.cmd.ProcessState, p.f.detto.String()
	p.f.cmd = nil
	require.NotContains(p, detto, "goroutine ", p.caso)
	if w, ok := stato.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		require.Equal(p, syscall.SIGKILL, w.Signal(), p.caso)
		require.Contains(p, p.g.modo, "KILL", p.caso)
		return
	}
	if p.finito {
		require.NotZero(p, stato.ExitCode(), "%s: it ended, and says that all is well", p.caso)
	}
	if stato.ExitCode() != 0 {
		require.Contains(p, detto, "gateway: ", "%s: it ended without a word", p.caso)
	}
}

// conDeposito opens the store beside the gateway, or when there is none.
func (p *provaGuasto) conDeposito(fai func(*deposito.Deposito) error) error {
	d, err := deposito.Apri(context.Background(), p.file, deposito.Opzioni{})
	if err != nil {
		return err
	}
	return errors.Join(fai(d), d.Chiudi())
}

// nottata asks for the night of a day from today, and waits for it; it reports whether all the work was done.
func (p *provaGuasto) nottata(giorno int, attesa time.Duration) bool {
	p.Helper()
	if !p.vivo() {
		return false
	}
	fatta := false
	err := p.conDeposito(func(d *deposito.Deposito) error {
		ctx := context.Background()
		_, err := d.DB().ExecContext(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'retryable'`) // without waiting
		if err != nil {
			return err
		}
		err = d.Insieme(ctx, "PROVA", func(tx *deposito.Tx) error {
			return tx.Accoda(ctx, lavori.LavoroNotte{Giorno: avviso.DataDi(time.Now()).Aggiungi(giorno)})
		})
		for scade := time.Now().Add(attesa); err == nil && !fatta && p.vivo() && time.Now().Before(scade); time.Sleep(50 * time.Millisecond) {
			var n int
			err = d.DB().QueryRowContext(ctx, `SELECT count(*) FROM river_job WHERE state <> 'completed'`).Scan(&n)
			fatta = err == nil && n == 0
		}
		return err
	})
	if err != nil {
		p.Logf("%s: the night: %v", p.caso, err) // it may be the fault
	}
	return fatta
}

// tenuto wants the store to open, and to have what was accepted.
func (p *provaGuasto) tenuto() {
	p.Helper()
	require.NoError(p, p.conDeposito(func(d *deposito.Deposito) error {
		ctx := context.Background()
		for n := 1; n <= debitiGuasti; n++ {
			chiave := pendenza.Chiave{IDA2A: carico.Applicazione, IDPendenza: idDebito(n)}
			posizione, err := d.Posizione(ctx, chiave)
			if !p.presi[fmt.Sprintf("debt %d", n)] {
				continue
			}
			require.NoError(p, err, "%s: an accepted debt is lost", p.caso)
			tentativi, err := d.Tentativi(ctx, chiave)
			require.NoError(p, err)
			if p.presi[fmt.Sprintf("paGetPaymentV2 %d", n)] {
				require.NotEmpty(p, tentativi, "%s: an accepted attempt is lost", p.caso)
			}
			if p.presi[fmt.Sprintf("paSendRTV2 %d", n)] {
				require.Len(p, posizione.Pendenza.Pagamenti, 2, "%s: an accepted receipt is lost", p.caso)
			}
		}
		for tipo, testo := range map[string]string{"flussi": flussoGuasti(), "cassa": estrattoGuasti} {
			if p.presi[tipo] {
				c, err := d.Carta(ctx, deposito.Impronta([]byte(testo)))
				require.NoError(p, err, "%s: an accepted paper is lost", p.caso)
				require.Equal(p, testo, string(c.Corpo), p.caso)
			}
		}
		return nil
	}), p.caso)
}

// guarisce starts the gateway without a fault: what was not accepted is sent again, and at the end every cent is there, once.
func (p *provaGuasto) guarisce() {
	p.Helper()
	require.True(p, p.parte(nil), "%s: it does not start again: %s", p.caso, &p.f.detto)
	p.conversa(3)
	for _, storia := range p.passi() {
		for _, x := range storia {
			require.True(p, p.presi[x.nome], "%s: %s is never accepted", p.caso, x.nome)
		}
	}
	require.True(p, p.nottata(1, 60*time.Second), "%s: work that nobody does", p.caso)
	p.ferma()
	require.False(p, p.finito, p.caso)
	avute, strane := p.app.Avute()
	require.Empty(p, strane, p.caso)
	require.Len(p, avute, debitiGuasti, "%s: the application was told", p.caso)
	require.NoError(p, p.conDeposito(func(d *deposito.Deposito) error {
		ctx := context.Background()
		posizioni := 0
		for x, err := range d.Tutte(ctx, deposito.Ricerca{}) {
			require.NoError(p, err)
			posizioni++
			require.Equal(p, pendenza.Incassata, x.Pendenza.Stato, "%s: %s", p.caso, x.Pendenza.IDPendenza)
			require.Len(p, x.Pendenza.Pagamenti, 2, "%s: counted twice", p.caso)
			var pagato int64
			for _, g := range x.Pendenza.Pagamenti {
				pagato += g.Importo.Centesimi()
			}
			require.Equal(p, int64(10_000), pagato, p.caso)
			tentativi, err := d.Tentativi(ctx, x.Pendenza.Chiave())
			require.NoError(p, err)
			ricevute := 0
			for _, t := range tentativi {
				if t.Ricevuta != nil {
					ricevute++
				}
			}
			require.Equal(p, 1, ricevute, p.caso)
		}
		require.Equal(p, debitiGuasti, posizioni, p.caso)
		for cosa, quanti := range map[string]int{"carta": 2, "scarto": 0} {
			var n int
			require.NoError(p, d.DB().QueryRowContext(ctx, `SELECT count(*) FROM `+cosa).Scan(&n))
			require.Equal(p, quanti, n, "%s: %s", p.caso, cosa)
		}
		for k, err := range d.Rigioca(ctx, deposito.Ricerca{}) {
			require.NoError(p, err, "%s: %v", p.caso, k)
		}
		var integra string
		require.NoError(p, d.DB().QueryRowContext(ctx, `PRAGMA integrity_check`).Scan(&integra))
		require.Equal(p, "ok", integra, p.caso)
		return nil
	}), p.caso)
}
