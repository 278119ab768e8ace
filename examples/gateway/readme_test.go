package main

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var comandi = regexp.MustCompile("(?s)<!-- cinque comandi -->\n```sh\n(.*?)```")

// The five commands of the page do what it says, on addresses and in a folder of their own.
func TestCinqueComandi(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("senza curl")
	}
	pagina, err := os.ReadFile("README.md")
	require.NoError(t, err)
	righe := strings.Split(strings.TrimSpace(comandi.FindStringSubmatch(string(pagina))[1]), "\n")
	require.Len(t, righe, 5)
	require.Equal(t, "go run . 2>gateway.log &", righe[0])

	gateway, servizio, nodo, dove := libero(t), libero(t), libero(t), t.TempDir()
	cmd := exec.Command(os.Args[0], "-dsn", filepath.Join(dove, "gateway.db"), "-ascolta", gateway, "-servizio", servizio, "-simulatore", nodo)
	cmd.Env = append(os.Environ(), variabileFiglio+"=1")
	registro, err := os.Create(filepath.Join(dove, "gateway.log"))
	require.NoError(t, err)
	cmd.Stderr = registro
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = registro.Close()
	})
	require.Eventually(t, func() bool {
		r, err := http.Get("http://" + servizio + "/pronto")
		if err != nil {
			return false
		}
		_ = r.Body.Close()
		return r.StatusCode == http.StatusOK
	}, 30*time.Second, 20*time.Millisecond)

	require.NoError(t, os.CopyFS(filepath.Join(dove, "testdata"), os.DirFS("testdata")))
	altrove := strings.NewReplacer("127.0.0.1:8080", gateway, "127.0.0.1:8082", nodo)
	detto := make([]string, len(righe))
	for i, riga := range righe[1:] {
		c := exec.Command("sh", "-c", altrove.Replace(riga))
		c.Dir = dove
		b, err := c.CombinedOutput()
		require.NoError(t, err, "%s: %s", riga, b)
		detto[i+1] = string(b)
	}
	require.Contains(t, detto[1], `"numeroAvviso":"301000000000000144"`)
	pdf, err := os.ReadFile(filepath.Join(dove, "avviso.pdf"))
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(pdf), "%PDF-"))
	require.Contains(t, detto[3], `"esitoConsegna":"OK"`)
	require.Contains(t, detto[4], `"stato":"ESEGUITA"`)
}
