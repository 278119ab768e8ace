// Command piemontepay runs a portal and a PiemontePay desk on loop-back: the
// redirect with its digest, the payment, the return, the notification.
//
//	go run ./examples/piemontepay           walks through it and prints every step
//	go run ./examples/piemontepay -servi    serves both, for a browser or curl
//
// The desk is a test bench built on the library's own decision, not the real
// one; the debtor is invented and no money moves.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

func main() {
	ctx, ferma := signal.NotifyContext(context.Background(), os.Interrupt)
	defer ferma()
	if err := esegui(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "piemontepay:", err)
		os.Exit(1)
	}
}

// esegui is main with its context, arguments and output as parameters.
func esegui(ctx context.Context, args []string, out io.Writer) error {
	f := flag.NewFlagSet("piemontepay", flag.ContinueOnError)
	f.SetOutput(out)
	servi := f.Bool("servi", false, "serve until interrupted instead of walking through")
	indirizzo := f.String("portale", "127.0.0.1:0", "loop-back address of the portal")
	indirizzoSportello := f.String("sportello", "127.0.0.1:0", "loop-back address of the desk")
	if err := f.Parse(args); err != nil {
		return err
	}
	b, err := apri(*indirizzo, *indirizzoSportello, time.Now)
	if err != nil {
		return err
	}
	defer b.chiudi()
	if !*servi {
		return b.giro(ctx, out)
	}
	fmt.Fprintf(out, "portale    %s\nsportello  %s\n", b.urlPortale, b.urlSportello)
	fmt.Fprintf(out, "Apri il portale in un browser; il batch delle notifiche parte con\n  curl -X POST %s/batch\n", b.urlSportello)
	<-ctx.Done()
	return nil
}

// banco is the test bench: the two servers and their addresses.
type banco struct {
	urlPortale, urlSportello string
	portale                  *portale
	server                   []*http.Server
}

// apri starts both servers. The desk knows the portal as a caller with the
// address it really has, so the digest is computed over that.
func apri(indirizzoPortale, indirizzoSportello string, adesso func() time.Time) (*banco, error) {
	lp, err := net.Listen("tcp", indirizzoPortale)
	if err != nil {
		return nil, err
	}
	ls, err := net.Listen("tcp", indirizzoSportello)
	if err != nil {
		return nil, err
	}
	b := &banco{urlPortale: "http://" + lp.Addr().String(), urlSportello: "http://" + ls.Addr().String()}
	segreto, err := piemontepay.NuovaPassphrase("solo-per-prova £")
	if err != nil {
		return nil, err
	}
	chiamante := piemontepay.Chiamante{
		CodiceChiamante:  "PROVA_01",
		Passphrase:       segreto,
		URL:              b.urlPortale + "/ritorno",
		Sportello:        b.urlSportello + "/accessoChiamanteEsterno",
		CodiciVersamento: []string{"MS01"},
	}
	if err := chiamante.Valida(); err != nil {
		return nil, err
	}
	b.portale = nuovoPortale(chiamante, adesso)
	b.servi(lp, b.portale.percorsi())
	b.servi(ls, nuovoSportello(chiamante, b.urlPortale, adesso).percorsi())
	return b, nil
}

func (b *banco) servi(l net.Listener, h http.Handler) {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
	b.server = append(b.server, s)
	go func() { _ = s.Serve(l) }()
}

func (b *banco) chiudi() {
	for _, s := range b.server {
		_ = s.Close()
	}
}

// The invented debt of the bench.
const (
	idPosizione   = "MENSA-2024-17"
	cfEnte        = "01234567890"
	codiceFiscale = "RSSMRA80A01H501U"
	descrizione   = "Mensa scolastica, marzo"

	codiceVersamento = "MS01"
)

var (
	iuv     = avviso.MustIUV("01000000000004285")
	importo = avviso.MustImporto("59.90")
)
