// Package locale is what the examples that serve a browser have in common: an address
// that only this machine reaches, time-outs, and an end that lets the requests under way
// finish.
package locale

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Ascolta opens a loop-back address and refuses any other.
func Ascolta(ctx context.Context, indirizzo string) (net.Listener, error) {
	ospite, porta, err := net.SplitHostPort(indirizzo)
	if err != nil || porta == "" {
		return nil, fmt.Errorf("%q non è un indirizzo: si scrive come 127.0.0.1:8080, con 0 per una porta libera", indirizzo)
	}
	if !loopback(ospite) {
		return nil, fmt.Errorf("%q non è un indirizzo di loop-back: il programma parla solo con questo computer", indirizzo)
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", indirizzo)
	if err != nil {
		return nil, fmt.Errorf("l'indirizzo %s non si può usare, forse è occupato: %w", indirizzo, err)
	}
	return l, nil
}

// loopback reports whether a host can only be this machine.
func loopback(ospite string) bool {
	if ospite == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(ospite)
	return err == nil && a.IsLoopback()
}

// Nostro reports whether a request came to this machine by its own name: a page elsewhere
// could otherwise give its name this address, and read the answers.
func Nostro(r *http.Request) bool {
	ospite := r.Host
	if nome, _, err := net.SplitHostPort(r.Host); err == nil {
		ospite = nome
	}
	return loopback(strings.Trim(ospite, "[]"))
}

// Server returns a server that no slow client can hold.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 20 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
}

// attesaChiusura is how long the requests under way may take at the end.
const attesaChiusura = 3 * time.Second

// Servi serves until the context is over, then lets the requests under way finish.
func Servi(ctx context.Context, l net.Listener, s *http.Server) error {
	fine := make(chan error, 1)
	go func() { fine <- s.Serve(l) }()
	select {
	case err := <-fine:
		return err
	case <-ctx.Done():
	}
	chiusura, annulla := context.WithTimeout(context.WithoutCancel(ctx), attesaChiusura)
	defer annulla()
	err := s.Shutdown(chiusura)
	if e := <-fine; !errors.Is(e, http.ErrServerClosed) {
		err = errors.Join(err, e)
	}
	return err
}
