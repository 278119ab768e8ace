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
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/locale"
)

var programma = comando.Programma{
	Nome:   "portale",
	Cosa:   "un portale di pagamento di prova, in un browser, solo su questo computer",
	Uso:    "[opzioni]",
	Esempi: []string{"portale", "portale -indirizzo [::1]:0 -seme 7"},
	Note:   []string{"Ctrl-C termina. Nessuno vi esiste e non si muove denaro."},
	Stati: []string{
		"0  finito",
		"2  riga di comando errata, o indirizzo che non si può usare (per esempio la porta è occupata)",
	},
}

func main() {
	ctx, ferma := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer ferma()
	os.Exit(comando.Esci(programma.Nome, esegui(ctx, os.Args[1:], os.Stdout), os.Stderr))
}

// esegui is main with its context, arguments and output as parameters. It serves
// until the context is over, then lets the requests under way finish.
func esegui(ctx context.Context, args []string, out io.Writer) error {
	f := programma.Opzioni()
	indirizzo := f.String("indirizzo", "127.0.0.1:8017", "`indirizzo` di loop-back e porta; la porta 0 ne prende una libera")
	seme := f.Uint64("seme", 1, "`numero` da cui vengono la persona e i numeri")
	switch resto, err := programma.Leggi(f, args, out); {
	case err != nil:
		return err
	case len(resto) > 0:
		return fmt.Errorf("argomento inatteso: %q", resto[0])
	}
	l, err := locale.Ascolta(ctx, *indirizzo)
	if err != nil {
		return err
	}
	b, err := nuovoBanco(*seme, time.Now)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	if _, err := fmt.Fprintf(out, "Portale di prova: http://%s\nCtrl-C per terminare.\n", l.Addr()); err != nil {
		return errors.Join(err, l.Close())
	}
	if err := locale.Servi(ctx, l, locale.Server(nuovoSito(b))); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "Finito.")
	return err
}
