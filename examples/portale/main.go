// Command portale walks a citizen through the payments of types 1, 2 and 3 in a
// browser, on loop-back: the debts of an invented person, the notice with its QR
// code, the choice of a PSP, the choice of the receipt to simulate, the waiting
// page, the outcome, the receipt to download.
//
//	cd examples/portale
//	go run .                     http://127.0.0.1:8017
//	go run . -indirizzo [::1]:0  another loop-back address, any port
//	go run . -seme 7             another person, other numbers
//
// Types 1 and 2 start here, on the body's portal, through the WISP page: with a
// PSP of type 1 the receipt comes within seconds, with one of type 2 within
// hours. Type 3 starts at the PSP, from the notice. The console page shows the
// machines of a debt (position, session, RPT at the body and at the Nodo) with
// the current state and the last step lit, what happened and when, and moves the clock on: five
// minutes for a session that was left, ninety days for an RPT that nobody
// answers.
//
// Every decision is the library's: packages pendenza, sessione and rpt. This
// program keeps values in memory and writes pages, without scripts. Nobody in it
// exists and no money moves; the identifiers of its sessions can be guessed, and
// it listens on loop-back only.
//
// Sources: GovPay Loader, "Pagamenti tramite portale cittadino" and "Pagamenti
// attivati sul PSP"; GovPay, API REST – Manuale di Integrazione 1.1, chapters 4
// to 7; Specifiche Attuative del Nodo dei Pagamenti-SPC 2.2; SANP 3.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

const (
	indirizzoPredefinito = "127.0.0.1:8017"
	attesaChiusura       = 3 * time.Second
)

func main() {
	ctx, ferma := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer ferma()
	switch err := esegui(ctx, os.Args[1:], os.Stdout); {
	case errors.Is(err, errUso):
		fmt.Fprintln(os.Stderr, "portale:", err)
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "portale:", err)
		os.Exit(1)
	}
}

const uso = `portale: un portale di pagamento di prova, in un browser, solo su questo computer

  portale [opzioni]

  -indirizzo ADDR:PORTA  indirizzo di loop-back; la porta 0 ne prende una libera (127.0.0.1:8017)
  -seme N                seme della persona e dei numeri (1)
  -h, --help             questo aiuto
  --version              la versione

Ctrl-C termina. Stato d'uscita: 0 finito, 1 errore (per esempio la porta è occupata),
2 riga di comando errata.
`

// versione is what the binary was built from.
func versione() string {
	if i, ok := debug.ReadBuildInfo(); ok && i.Main.Version != "" {
		return i.Main.Version
	}
	return "(sconosciuta)"
}

// errUso is a wrong command line.
var errUso = errors.New("argomenti non validi")

// esegui is main with its context, arguments and output as parameters. It serves
// until the context is over, then lets the requests under way finish.
func esegui(ctx context.Context, args []string, out io.Writer) error {
	f := flag.NewFlagSet("portale", flag.ContinueOnError)
	f.SetOutput(io.Discard) // what is wrong is said once, by main
	indirizzo := f.String("indirizzo", indirizzoPredefinito, "")
	seme := f.Uint64("seme", 1, "")
	quale := f.Bool("version", false, "")
	switch err := f.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		_, err := io.WriteString(out, uso)
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", errUso, err)
	case f.NArg() > 0:
		return fmt.Errorf("%w: %q (-h per l'aiuto)", errUso, f.Args())
	case *quale:
		_, err := fmt.Fprintln(out, "portale", versione())
		return err
	}
	l, err := ascolta(ctx, *indirizzo)
	if err != nil {
		return err
	}
	b, err := nuovoBanco(*seme, time.Now)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	fmt.Fprintf(out, "Portale di prova: http://%s\nCtrl-C per terminare.\n", l.Addr())
	return servi(ctx, l, nuovoSito(b))
}

// ascolta opens a loop-back address and refuses any other.
func ascolta(ctx context.Context, indirizzo string) (net.Listener, error) {
	ospite, _, err := net.SplitHostPort(indirizzo)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUso, err)
	}
	if !loopback(ospite) {
		return nil, fmt.Errorf("%w: %q non è un indirizzo di loop-back", errUso, indirizzo)
	}
	var c net.ListenConfig
	return c.Listen(ctx, "tcp", indirizzo)
}

// loopback reports whether a host can only be this machine.
func loopback(ospite string) bool {
	if ospite == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(ospite)
	return err == nil && a.IsLoopback()
}

func servi(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 20 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
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
