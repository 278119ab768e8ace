package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
)

// quaderno is an output that is read while it is written.
type quaderno struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (q *quaderno) Write(p []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.b.Write(p)
}

func (q *quaderno) String() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.b.String()
}

// TestProgramma starts the program on a free port, reads a page, and stops it:
// nothing of it stays.
func TestProgramma(t *testing.T) {
	prima := runtime.NumGoroutine()
	ctx, ferma := context.WithCancel(context.Background())
	defer ferma()
	var out quaderno
	fine := make(chan error, 1)
	go func() { fine <- esegui(ctx, []string{"-indirizzo", "127.0.0.1:0", "-seme", "7"}, &out) }()
	indirizzo := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	require.Eventually(t, func() bool { return indirizzo.MatchString(out.String()) }, 10*time.Second, 5*time.Millisecond)

	cliente := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := cliente.Get(indirizzo.FindString(out.String()) + "/")
	require.NoError(t, err)
	corpo, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	require.Contains(t, string(corpo), "Hai un avviso di pagamento?")

	ferma()
	select {
	case err := <-fine:
		require.NoError(t, err)
	case <-time.After(10 * time.Second):
		t.Fatal("il programma non si ferma")
	}
	for attese := 0; runtime.NumGoroutine() > prima && attese < 1000; attese++ {
		time.Sleep(5 * time.Millisecond)
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), prima)
}

func TestArgomenti(t *testing.T) {
	for nome, c := range map[string]struct{ args []string }{
		"ignoto":          {[]string{"-porta", "1"}},
		"vuoto":           {[]string{"-seme", ""}},
		"seme":            {[]string{"-seme", "-1"}},
		"di troppo":       {[]string{"ora"}},
		"senza porta":     {[]string{"-indirizzo", "127.0.0.1"}},
		"tutte le schede": {[]string{"-indirizzo", ":8017"}},
		"zero":            {[]string{"-indirizzo", "0.0.0.0:8017"}},
		"una rete":        {[]string{"-indirizzo", "192.168.1.2:8017"}},
		"un nome":         {[]string{"-indirizzo", "example.com:8017"}},
	} {
		t.Run(nome, func(t *testing.T) {
			var out quaderno
			err := esegui(context.Background(), c.args, &out)
			require.Error(t, err)
			require.NotErrorIs(t, err, comando.ErrFinito)
			require.NotContains(t, out.String(), "http://")
		})
	}
}

func TestAiuto(t *testing.T) {
	for _, c := range []struct{ args, dice string }{{"-h", "Stati di uscita:\n  0  finito"}, {"--help", "-indirizzo"}, {"--version", "portale "}} {
		var out quaderno
		require.ErrorIs(t, esegui(context.Background(), []string{c.args}, &out), comando.ErrFinito)
		require.Contains(t, out.String(), c.dice)
		require.NotContains(t, out.String(), "http://")
	}
}

// TestSeme: the same seed makes the same person and numbers, another one others.
func TestSeme(t *testing.T) {
	dati := func(seme uint64) string {
		b, err := nuovoBanco(seme, func() time.Time { return inizioProva })
		require.NoError(t, err)
		var s strings.Builder
		for _, d := range b.debiti {
			s.WriteString(d.p.IDPendenza + d.p.NumeroAvviso.String() + d.p.SoggettoPagatore.Identificativo + "\n")
			for _, p := range d.pagamenti {
				s.WriteString(p.id + p.iur + "\n")
				for _, x := range p.documenti {
					s.Write(x.corpo)
				}
			}
		}
		return s.String()
	}
	require.Equal(t, dati(1), dati(1))
	require.NotEqual(t, dati(1), dati(2))
	for seme := range uint64(20) {
		b, err := nuovoBanco(seme, func() time.Time { return inizioProva })
		require.NoError(t, err)
		for _, d := range b.debiti {
			require.Empty(t, d.p.Violazioni(), d.p.IDPendenza)
			require.Empty(t, d.p.Avvertenze(), d.p.IDPendenza)
			require.True(t, d.p.NumeroAvviso.CheckValido())
		}
	}
	require.True(t, dominio.CheckValido())
}
