package main

import (
	"bufio"
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/examples/gateway/nodo"
)

// TestLento: who writes slower than is waited for is let go, and nothing changes.
func TestLento(t *testing.T) {
	a, err := anagrafica.Leggi(bytes.NewReader(anagraficaProva))
	require.NoError(t, err)
	m, err := carico.NuoviMessaggi(a)
	require.NoError(t, err)
	d := prova.Apri(t, filepath.Join(t.TempDir(), "lento.db"), deposito.Opzioni{})
	muto := slog.New(slog.DiscardHandler)
	const attesa = 300 * time.Millisecond
	s := server(&nodo.Porta{Deposito: d, Anagrafica: a, Registro: muto}, attesa, 2*attesa, muto)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })

	corpo := m.Ricevuta(1, 0)
	for nome, inizio := range map[string]string{
		"in the header": "POST /nodo HTTP/1.1\r\nHost: gateway\r\n",
		"in the body":   "POST /nodo HTTP/1.1\r\nHost: gateway\r\nContent-Length: 4000\r\n\r\n" + string(corpo[:200]),
	} {
		c, err := net.Dial("tcp", l.Addr().String())
		require.NoError(t, err)
		da := time.Now()
		_, err = io.WriteString(c, inizio)
		require.NoError(t, err)
		require.NoError(t, c.SetReadDeadline(time.Now().Add(20*time.Second)))
		risposta, _ := io.ReadAll(c) // until the server closes
		require.Less(t, time.Since(da), 15*time.Second, nome)
		if len(risposta) > 0 {
			r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(risposta)), nil)
			require.NoError(t, err, nome)
			require.GreaterOrEqual(t, r.StatusCode, 400, nome)
		}
		require.NoError(t, c.Close())
	}
	var scarti int
	require.NoError(t, d.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM scarto`).Scan(&scarti))
	require.Zero(t, scarti)
}

// TestArresto: a gateway that is told to stop answers what is under way and ends well; what
// it logs has no fiscal code, and its figures tell what it answered.
func TestArresto(t *testing.T) {
	percorso, a := registro(t, "")
	f := nuovoFiglio(t, "gateway", filepath.Join(t.TempDir(), "arresto.db"), percorso)
	f.avvia(t)
	m, err := carico.NuoviMessaggi(a)
	require.NoError(t, err)
	c := carico.NuovoCliente(f.indirizzo)
	defer c.Chiudi()
	stato, risposta, err := c.Chiedi(t.Context(), "paVerifyPaymentNotice", m.Verifica(1))
	require.NoError(t, err)
	require.Equal(t, "PAA_PAGAMENTO_SCONOSCIUTO", carico.Esito(stato, risposta))
	r, err := http.Get("http://" + f.servizio + "/metrics")
	require.NoError(t, err)
	misure, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	require.Contains(t, string(misure), `gateway_nodo_secondi_count{fault="PAA_PAGAMENTO_SCONOSCIUTO",operazione="paVerifyPaymentNotice",stato="200"} 1`)

	require.NoError(t, f.cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(t, f.cmd.Wait())
	f.cmd = nil
	require.Contains(t, f.detto.String(), "arresto")

	var fuori strings.Builder
	require.NoError(t, esegui(t.Context(), append(f.argomenti[:4:4], "rigioca"), &fuori, io.Discard))
	require.Equal(t, "posizioni uguali: 0, diverse: 0\n", fuori.String())
	_, err = os.Stat(f.argomenti[1])
	require.NoError(t, err)
}

// TestMascherato: a fiscal code goes into no log, wherever it stands.
func TestMascherato(t *testing.T) {
	var detto bytes.Buffer
	r := slog.New(mascherato(slog.NewTextHandler(&detto, nil))).With("chi", "TSTPNI70D01L219V").WithGroup("g")
	r.Info("debitore TSTPNI70D01L219V", "x", "tstpni70d01l219v", slog.Group("h", "y", "TSTPNI70D01L219V"), "err", io.ErrUnexpectedEOF)
	require.NotContains(t, strings.ToUpper(detto.String()), "TSTPNI70D01L219V")
	require.Equal(t, 4, strings.Count(strings.ToUpper(detto.String()), "TST*****"))
}
