// Command piemontepay runs a portal and a PiemontePay desk on loop-back: the
// redirect with its digest, the summary, the payment, the return, the notification.
//
//	go run ./examples/piemontepay           walks through it and prints every step
//	go run ./examples/piemontepay -servi    serves both, for a browser
//
// The desk is a test bench built on the library's own decision, not the real
// one; the debtor is invented and no money moves.
//
// Source: Integrazione con PiemontePay, redirect allo Sportello, chapters 2 and 3.
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
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

const uso = `piemontepay: un portale e uno sportello PiemontePay di prova, solo su questo computer

  piemontepay            percorre un pagamento e stampa ogni passo
  piemontepay -servi     serve portale e sportello a un browser, fino a Ctrl-C

  -portale ADDR:PORTA    indirizzo di loop-back del portale (127.0.0.1:0: una porta libera)
  -sportello ADDR:PORTA  indirizzo di loop-back dello sportello (127.0.0.1:0)
  -senza CAMPI           campi che la pagina di riepilogo non chiede, separati da virgole:
                         email, privacy, captcha; con tutti e tre la pagina si salta
  -h, --help             questo aiuto
  --version              la versione

Stato d'uscita: 0 finito, 1 errore (per esempio la porta è occupata), 2 riga di comando errata.
`

// errUso is a wrong command line.
var errUso = errors.New("argomenti non validi")

func main() {
	ctx, ferma := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer ferma()
	switch err := esegui(ctx, os.Args[1:], os.Stdout); {
	case errors.Is(err, errUso):
		fmt.Fprintln(os.Stderr, "piemontepay:", err)
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "piemontepay:", err)
		os.Exit(1)
	}
}

// richiesta is the command line.
type richiesta struct {
	portale, sportello string
	servi, versione    bool
	senza              []string
}

func leggi(args []string) (r richiesta, err error) {
	f := flag.NewFlagSet("piemontepay", flag.ContinueOnError)
	f.SetOutput(io.Discard) // what is wrong is said once, by main
	f.BoolVar(&r.servi, "servi", false, "")
	f.BoolVar(&r.versione, "version", false, "")
	f.StringVar(&r.portale, "portale", "127.0.0.1:0", "")
	f.StringVar(&r.sportello, "sportello", "127.0.0.1:0", "")
	f.Func("senza", "", func(s string) error {
		for campo := range strings.SplitSeq(s, ",") {
			if !slices.Contains([]string{"email", "privacy", "captcha"}, campo) {
				return fmt.Errorf("%q non è email, privacy o captcha", campo)
			}
			r.senza = append(r.senza, campo)
		}
		return nil
	})
	switch err := f.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return r, err
	case err != nil:
		return r, fmt.Errorf("%w: %w (-h per l'aiuto)", errUso, err)
	case f.NArg() > 0:
		return r, fmt.Errorf("%w: %q (-h per l'aiuto)", errUso, f.Args())
	}
	return r, nil
}

// esegui is main with its context, arguments and output as parameters.
func esegui(ctx context.Context, args []string, out io.Writer) error {
	r, err := leggi(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, err = io.WriteString(out, uso)
		return err
	case err != nil:
		return err
	case r.versione:
		versione := "(sconosciuta)"
		if i, ok := debug.ReadBuildInfo(); ok && i.Main.Version != "" {
			versione = i.Main.Version
		}
		_, err = fmt.Fprintln(out, "piemontepay", versione)
		return err
	}
	registro := io.Discard
	if r.servi {
		registro = out
	}
	b, err := apri(ctx, r, time.Now, registro)
	if err != nil {
		return err
	}
	defer b.chiudi()
	if !r.servi {
		return b.giro(ctx, out)
	}
	fmt.Fprintf(out, "Portale: %s\nSportello: %s\nCtrl-C per terminare. Il registro dello sportello è qui sotto.\n", b.urlPortale, b.urlSportello)
	<-ctx.Done()
	return nil
}

// banco is the test bench: the two servers and their addresses.
type banco struct {
	urlPortale, urlSportello string
	portale                  *portale
	sportello                *sportello
	server                   []*http.Server
}

// apri starts both servers. The desk knows the portal as a caller with the
// address it really has, so the digest is computed over that.
func apri(ctx context.Context, r richiesta, adesso func() time.Time, registro io.Writer) (*banco, error) {
	lp, err := ascolta(ctx, r.portale)
	if err != nil {
		return nil, err
	}
	ls, err := ascolta(ctx, r.sportello)
	if err != nil {
		return nil, errors.Join(err, lp.Close())
	}
	b := &banco{urlPortale: "http://" + lp.Addr().String(), urlSportello: "http://" + ls.Addr().String()}
	b.server = []*http.Server{servizio(nil), servizio(nil)}
	if err := b.prepara(r, adesso, registro); err != nil {
		return nil, errors.Join(err, lp.Close(), ls.Close())
	}
	go func() { _ = b.server[0].Serve(lp) }()
	go func() { _ = b.server[1].Serve(ls) }()
	return b, nil
}

func (b *banco) prepara(r richiesta, adesso func() time.Time, registro io.Writer) error {
	segreto, err := piemontepay.NuovaPassphrase("solo-per-prova £")
	if err != nil {
		return err
	}
	chiamante := piemontepay.Chiamante{
		CodiceChiamante:  "PROVA_01",
		Passphrase:       segreto,
		URL:              b.urlPortale + "/ritorno",
		Sportello:        b.urlSportello + "/accessoChiamanteEsterno",
		CodiciVersamento: []string{codiceVersamento},
	}
	if err := chiamante.Valida(); err != nil {
		return err
	}
	b.portale = nuovoPortale(chiamante, adesso)
	b.sportello = nuovoSportello(chiamante, b.urlPortale, r.senza, adesso, registro)
	b.server[0].Handler = difendi(b.portale.percorsi(), b.urlSportello)
	b.server[1].Handler = difendi(b.sportello.percorsi(), "", "POST /accessoChiamanteEsterno")
	return nil
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

func servizio(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 20 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
}

func (b *banco) chiudi() {
	for _, s := range b.server {
		_ = s.Close()
	}
}

// The invented debt of the bench.
const (
	idPosizione   = "MENSA-2024-17"
	nomeEnte      = "Comune di Vallefinta"
	cfEnte        = "01234567890"
	codiceFiscale = "RSSMRA80A01H501U"
	nome, cognome = "Mario", "Rossi"
	posta         = "mario.rossi@posta.example"
	descrizione   = "Mensa scolastica, marzo"

	codiceVersamento = "MS01"
)

var (
	iuv     = avviso.MustIUV("01000000000004285")
	importo = avviso.MustImporto("59.90")

	importoAltrui = avviso.MustImporto("1.00") // which the position does not expect
)
