package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando/locale"
	"github.com/quietanza/quietanza/pendenza"
)

// lineaGuasta is a network whose n-th call of a kind fails.
type lineaGuasta struct {
	net.Listener
	chiamata string
	modo     error
	n        atomic.Int64
	fatto    atomic.Bool
}

func (l *lineaGuasta) guasto(chiamata string) error {
	if chiamata == l.chiamata && l.n.Add(-1) == 0 {
		l.fatto.Store(true)
		return &net.OpError{Op: chiamata, Net: "tcp", Err: l.modo}
	}
	return nil
}

func (l *lineaGuasta) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	if err := l.guasto("accept"); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return &filoGuasto{c, l}, nil
}

type filoGuasto struct {
	net.Conn
	l *lineaGuasta
}

func (f *filoGuasto) Read(b []byte) (int, error) {
	if err := f.l.guasto("read"); err != nil {
		return 0, err
	}
	return f.Conn.Read(b)
}

// Write fails after half of what it was given, or before all of it.
func (f *filoGuasto) Write(b []byte) (int, error) {
	if err := f.l.guasto("write"); err != nil {
		return 0, err
	}
	if err := f.l.guasto("half"); err != nil {
		n, _ := f.Conn.Write(b[:len(b)/2])
		return n, err
	}
	return f.Conn.Write(b)
}

func (f *filoGuasto) Close() error {
	return errors.Join(f.Conn.Close(), f.l.guasto("close"))
}

// TestGuasti lets the n-th call on the network fail, for every n until none does, while a
// citizen pays a debt and takes the receipt. The portal has no files: all that it knows is in memory.
// It goes on; the citizen who asks again whatever had no answer pays once.
func TestGuasti(t *testing.T) {
	provati := 0
	for _, chiamata := range []string{"read", "write", "half", "close"} {
		for n := int64(1); ; n++ {
			l := &lineaGuasta{chiamata: chiamata, modo: syscall.EIO}
			l.n.Store(n)
			u := alGuasto(t, l)
			u.paga(fmt.Sprintf("%s, call %d", chiamata, n))
			if !l.fatto.Load() {
				require.Greater(t, n, int64(5), chiamata)
				break
			}
			provati++
		}
	}
	t.Logf("%d faults", provati)
}

// TestAscolto: when the address cannot be served any longer the program ends, and says why.
func TestAscolto(t *testing.T) {
	l := &lineaGuasta{chiamata: "accept", modo: syscall.EIO}
	l.n.Store(1)
	var err error
	l.Listener, err = net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	fine := make(chan error, 1)
	go func() { fine <- locale.Servi(t.Context(), l, locale.Server(http.NotFoundHandler())) }()
	if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
		_ = c.Close()
	}
	select {
	case err := <-fine:
		require.ErrorIs(t, err, syscall.EIO)
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
}

// alGuasto opens the portal on a network that fails.
func alGuasto(t *testing.T, l *lineaGuasta) *cittadino {
	t.Helper()
	u := &ufficio{t: t, ora: inizioProva}
	var err error
	u.b, err = nuovoBanco(1, u.adesso)
	require.NoError(t, err)
	l.Listener, err = net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, ferma := context.WithCancel(t.Context())
	fine := make(chan error, 1)
	go func() { fine <- locale.Servi(ctx, l, locale.Server(nuovoSito(u.b))) }()
	c := &cittadino{ufficio: u, base: "http://" + l.Addr().String(), chiudi: func() {
		ferma()
		if err := <-fine; err != nil {
			require.ErrorIs(t, err, l.modo)
		}
	}}
	u.cliente = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 10 * time.Second}
	return c
}

// cittadino asks again what had no answer.
type cittadino struct {
	*ufficio
	base   string
	chiudi func()
}

// chiedi asks until there is an answer, whole.
func (c *cittadino) chiedi(caso, metodo, percorso string, campi url.Values) risposta {
	c.t.Helper()
	for range 3 {
		r, err := http.NewRequest(metodo, c.base+percorso, strings.NewReader(campi.Encode()))
		require.NoError(c.t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", c.base)
		w, err := c.cliente.Do(r)
		if err != nil {
			continue
		}
		corpo, err := io.ReadAll(w.Body)
		_ = w.Body.Close()
		if err == nil {
			require.Less(c.t, w.StatusCode, 500, "%s: %s", caso, corpo)
			return risposta{w.StatusCode, w.Request.URL.Path, string(corpo), w.Header}
		}
	}
	require.FailNow(c.t, "nobody answers", caso)
	return risposta{}
}

// paga walks from a debt to its receipt. A form that was taken and not answered for is refused, or answered as
// taken, when it comes again: the page of the payment says where it is.
func (c *cittadino) paga(caso string) {
	c.t.Helper()
	const debito = "MENSA-03"
	c.chiedi(caso, http.MethodPost, "/debito/"+debito+"/paga", nil)
	id := c.tentativo(debito).id
	pagina := "/pagamento/" + id
	for _, x := range []struct{ percorso, nome, valore string }{
		{"/wisp/", "psp", "ABI99991"}, {"/conferma/", "email", "cittadino@posta.example"}, {"/sportello/", "scelta", "eseguito"},
	} {
		c.chiedi(caso, http.MethodPost, x.percorso+id, url.Values{x.nome: {x.valore}})
	}
	c.passa(time.Minute)
	r := c.chiedi(caso, http.MethodGet, pagina, nil)
	require.Contains(c.t, r.testo(), "Pagamento eseguito", caso)
	documenti := legameDocumento.FindAllString(r.corpo, -1)
	require.NotEmpty(c.t, documenti, caso)
	for _, d := range documenti {
		primo := c.chiedi(caso, http.MethodGet, d, nil)
		require.Equal(c.t, http.StatusOK, primo.stato, caso)
		require.Equal(c.t, primo.corpo, c.chiedi(caso, http.MethodGet, d, nil).corpo, caso)
	}
	c.chiudi()
	p := c.posizione(debito)
	require.Equal(c.t, pendenza.Eseguita, p.Stato, caso)
	require.Len(c.t, p.Pagamenti, 1, caso)
	pagato, err := p.ImportoPagato()
	require.NoError(c.t, err)
	require.Equal(c.t, "59.90", pagato.String(), caso)
	require.NoError(c.t, c.b.fai(func(time.Time) error {
		d, err := c.b.debito(debito)
		if err == nil && len(d.pagamenti) != 1 {
			err = fmt.Errorf("%d attempts", len(d.pagamenti))
		}
		return err
	}), caso)
}
