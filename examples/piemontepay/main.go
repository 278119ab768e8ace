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
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/locale"
	"github.com/quietanza/quietanza/piemontepay"
)

var programma = comando.Programma{
	Nome: "piemontepay",
	Cosa: "un portale e uno sportello PiemontePay di prova, solo su questo computer",
	Uso:  "[-servi] [opzioni]",
	Esempi: []string{
		"piemontepay                                  (percorre un pagamento e stampa ogni passo)",
		"piemontepay -servi                           (serve portale e sportello a un browser, fino a Ctrl-C)",
	},
	Note: []string{"Il debitore è inventato e non si muove denaro."},
	Stati: []string{
		"0  finito",
		"2  riga di comando errata, indirizzo che non si può usare (per esempio la porta è occupata) o che non risponde più",
	},
}

func main() {
	ctx, ferma := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer ferma()
	os.Exit(comando.Esci(programma.Nome, esegui(ctx, os.Args[1:], os.Stdout), os.Stderr))
}

// richiesta is the command line.
type richiesta struct {
	portale, sportello string
	servi              bool
	senza              []string
}

func leggi(args []string, out io.Writer) (r richiesta, err error) {
	f := programma.Opzioni()
	f.BoolVar(&r.servi, "servi", false, "serve portale e sportello a un browser, fino a Ctrl-C")
	f.StringVar(&r.portale, "portale", "127.0.0.1:0", "`indirizzo` di loop-back del portale; la porta 0 ne prende una libera")
	f.StringVar(&r.sportello, "sportello", "127.0.0.1:0", "`indirizzo` di loop-back dello sportello")
	f.Func("senza", "`campi` che la pagina di riepilogo non chiede, separati da virgole: email, privacy, captcha; con tutti e tre la pagina si salta", func(s string) error {
		for campo := range strings.SplitSeq(s, ",") {
			if !slices.Contains([]string{"email", "privacy", "captcha"}, campo) {
				return fmt.Errorf("%q non è email, privacy o captcha", campo)
			}
			r.senza = append(r.senza, campo)
		}
		return nil
	})
	resto, err := programma.Leggi(f, args, out)
	if err == nil && len(resto) > 0 {
		err = fmt.Errorf("argomento inatteso: %q", resto[0])
	}
	return r, err
}

// esegui is main with its context, arguments and output as parameters.
func esegui(ctx context.Context, args []string, out io.Writer) error {
	r, err := leggi(args, out)
	if err != nil {
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
		w := bufio.NewWriter(out)
		return errors.Join(b.giro(ctx, w), w.Flush())
	}
	if _, err := fmt.Fprintf(out, "Portale: %s\nSportello: %s\nCtrl-C per terminare. Il registro dello sportello è qui sotto.\n", b.urlPortale, b.urlSportello); err != nil {
		return err
	}
	select {
	case err := <-b.caduto:
		return fmt.Errorf("un indirizzo non risponde più: %w", err)
	case <-ctx.Done():
	}
	_, err = fmt.Fprintln(out, "Finito.")
	return err
}

// banco is the test bench: the two servers and their addresses.
type banco struct {
	urlPortale, urlSportello string
	portale                  *portale
	sportello                *sportello
	server                   []*http.Server
	caduto                   chan error // of a server that ended
}

// apri starts both servers. The desk knows the portal as a caller with the
// address it really has, so the digest is computed over that.
func apri(ctx context.Context, r richiesta, adesso func() time.Time, registro io.Writer) (*banco, error) {
	lp, err := locale.Ascolta(ctx, r.portale)
	if err != nil {
		return nil, err
	}
	ls, err := locale.Ascolta(ctx, r.sportello)
	if err != nil {
		return nil, errors.Join(err, lp.Close())
	}
	b := &banco{urlPortale: "http://" + lp.Addr().String(), urlSportello: "http://" + ls.Addr().String(), caduto: make(chan error, 2)}
	b.server = []*http.Server{locale.Server(nil), locale.Server(nil)}
	if err := b.prepara(r, adesso, registro); err != nil {
		return nil, errors.Join(err, lp.Close(), ls.Close())
	}
	for i, l := range []net.Listener{lp, ls} {
		go func() { b.caduto <- b.server[i].Serve(l) }()
	}
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
