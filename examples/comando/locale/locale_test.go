package locale_test

import (
	"context"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando/locale"
)

func TestAscolta(t *testing.T) {
	for _, indirizzo := range []string{"127.0.0.1:0", "localhost:0", "127.8.9.1:0"} {
		l, err := locale.Ascolta(t.Context(), indirizzo)
		require.NoError(t, err)
		_, err = locale.Ascolta(t.Context(), l.Addr().String())
		require.ErrorContains(t, err, "occupato")
		require.NoError(t, l.Close())
	}
	for _, indirizzo := range []string{"127.0.0.1", "127.0.0.1:", ":8017", "0.0.0.0:8017", "[::]:8017", "192.168.1.2:8017", "example.com:8017", "", "127.0.0.1.example.com:1"} {
		_, err := locale.Ascolta(t.Context(), indirizzo)
		require.ErrorContains(t, err, "indirizzo", indirizzo)
	}
}

// TestServi: a request under way when the service ends is answered.
func TestServi(t *testing.T) {
	l, err := locale.Ascolta(t.Context(), "127.0.0.1:0")
	require.NoError(t, err)
	ctx, ferma := context.WithCancel(t.Context())
	s := locale.Server(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		ferma()
		time.Sleep(10 * time.Millisecond)
		_, _ = io.WriteString(w, "fatto")
	}))
	require.NotZero(t, s.ReadTimeout)
	require.NotZero(t, s.WriteTimeout)
	fine := make(chan error)
	go func() { fine <- locale.Servi(ctx, l, s) }()
	c := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := c.Get("http://" + l.Addr().String())
	require.NoError(t, err)
	b, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	require.Equal(t, "fatto", string(b))
	require.NoError(t, <-fine)
}

func TestNostro(t *testing.T) {
	for ospite, want := range map[string]bool{
		"127.0.0.1": true, "127.0.0.1:80": true, "[::1]:80": true, "::1": true, "localhost:1": true,
		"example.com": false, "example.com:80": false, "10.0.0.1:80": false, "": false, "127.0.0.1.example.com": false,
	} {
		require.Equal(t, want, locale.Nostro(&http.Request{Host: ospite}), ospite)
	}
}
