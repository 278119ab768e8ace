package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
)

// variabileFiglio makes of the test the gateway itself, so that it can be killed.
const variabileFiglio = "QUIETANZA_FIGLIO"

func TestMain(m *testing.M) {
	if os.Getenv(variabileFiglio) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// figlio is a gateway in a process of its own.
type figlio struct {
	indirizzo, servizio string
	argomenti           []string
	cmd                 *exec.Cmd
	detto               bytes.Buffer
}

// nuovoFiglio prepares a gateway on a database.
func nuovoFiglio(t testing.TB, istanza, dsn, anagrafica string) *figlio {
	t.Helper()
	f := &figlio{indirizzo: libero(t), servizio: libero(t)}
	f.argomenti = []string{"-dsn", dsn, "-anagrafica", anagrafica, "-istanza", istanza, "-ascolta", f.indirizzo, "-servizio", f.servizio}
	t.Cleanup(f.uccidi)
	return f
}

// avvia starts the gateway and waits until it is ready.
func (f *figlio) avvia(t testing.TB) {
	t.Helper()
	f.detto.Reset()
	f.cmd = exec.Command(os.Args[0], f.argomenti...)
	f.cmd.Env = append(os.Environ(), variabileFiglio+"=1")
	f.cmd.Stderr = &f.detto
	require.NoError(t, f.cmd.Start())
	for scade := time.Now().Add(60 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		r, err := http.Get("http://" + f.servizio + "/pronto")
		if err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return
			}
		}
		require.True(t, time.Now().Before(scade), "the gateway did not start: %s", &f.detto)
	}
}

// uccidi kills the gateway wherever it is: SIGKILL.
func (f *figlio) uccidi() {
	if f.cmd == nil || f.cmd.Process == nil {
		return
	}
	_ = f.cmd.Process.Kill()
	_ = f.cmd.Wait()
	f.cmd = nil
}

// libero is an address that nobody uses.
func libero(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

// registro writes the registry of the program with an application that is told at an URL.
func registro(t testing.TB, notifiche string) (string, *anagrafica.Anagrafica) {
	t.Helper()
	a, err := anagrafica.Leggi(bytes.NewReader(anagraficaProva))
	require.NoError(t, err)
	for i := range a.Applicazioni {
		a.Applicazioni[i].Notifiche = notifiche
	}
	testo, err := json.Marshal(a)
	require.NoError(t, err)
	percorso := filepath.Join(t.TempDir(), "anagrafica.json")
	require.NoError(t, os.WriteFile(percorso, testo, 0o600))
	return percorso, a
}

// arretrato is how much work waits in the queues of a store.
func arretrato(ctx context.Context, d *deposito.Deposito) (n int, err error) {
	err = d.DB().QueryRowContext(ctx, `SELECT count(*) FROM river_job WHERE kind = 'azione' AND state <> 'completed'`).Scan(&n)
	if err != nil {
		err = fmt.Errorf("arretrato: %w", err)
	}
	return n, err
}
