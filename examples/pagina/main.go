// Command pagina makes one HTML file in which an office reconciles a month: the library compiled for a
// browser, the readers, the report, the spreadsheets, the machines. The file opens by double click, asks
// nothing of the network and forbids itself to; nobody has to install anything.
//
//	go run .                     # writes quietanza.html here
//	go run . -o /tmp/q.html
//	go run . -servi              # and shows it on loop-back, until Ctrl-C
//
// It needs the go command, which compiles the engine.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/locale"
)

var programma = comando.Programma{
	Nome: "pagina",
	Cosa: "fa di tutto un file HTML che riconcilia in un browser, senza rete e senza installare nulla",
	Uso:  "[-o FILE] [-servi]",
	Esempi: []string{
		"go run .                    (scrive quietanza.html, da aprire con un doppio clic)",
		"go run . -servi             (e lo mostra su questo computer, fino a Ctrl-C)",
	},
	Stati: []string{
		"0    scritto",
		"2    il motore non si compila, il file non si scrive, l'indirizzo non si può usare o la riga di comando è errata",
		"130  interrotto: nessun file è stato cambiato",
	},
}

func main() {
	ctx, ferma := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer ferma()
	os.Exit(comando.Esci(programma.Nome, esegui(ctx, os.Args[1:], os.Stdout, os.Stderr), os.Stderr))
}

// maxPagina is how long the file may be: it goes by mail.
const maxPagina = 15 << 20

func esegui(ctx context.Context, args []string, out, errori io.Writer) error {
	f := programma.Opzioni()
	uscita := f.String("o", "quietanza.html", "`file` da scrivere")
	servi := f.Bool("servi", false, "mostra la pagina su questo computer, fino a Ctrl-C")
	indirizzo := f.String("indirizzo", "127.0.0.1:0", "`indirizzo` di loop-back di -servi; la porta 0 ne prende una libera")
	resto, err := programma.Leggi(f, args, out)
	if err != nil {
		return err
	}
	if len(resto) > 0 {
		return fmt.Errorf("argomento inatteso: %q", resto[0])
	}
	pagina, err := costruisci(ctx)
	if err != nil {
		return err
	}
	if len(pagina) > maxPagina {
		return fmt.Errorf("la pagina è di %d byte, più di %d", len(pagina), maxPagina)
	}
	if err := scrivi(*uscita, pagina, errori); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %.1f MB, un doppio clic la apre\n", *uscita, float64(len(pagina))/1e6)
	if *servi {
		return mostra(ctx, *indirizzo, pagina, out)
	}
	return nil
}

func scrivi(nome string, pagina []byte, errori io.Writer) error {
	var s comando.Scritture
	defer s.Annulla()
	defer s.SeInterrotto(programma.Nome, errori)()
	w, err := s.Apri(nome)
	if err != nil {
		return err
	}
	if _, err := w.Write(pagina); err != nil {
		return err
	}
	return s.Conferma()
}

// mostra serves the page, until the context is over.
func mostra(ctx context.Context, indirizzo string, pagina []byte, out io.Writer) error {
	l, err := locale.Ascolta(ctx, indirizzo)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Pagina: http://%s/\n", l.Addr())
	return locale.Servi(ctx, l, locale.Server(gestore(pagina)))
}

// gestore answers with the page alone.
func gestore(pagina []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !locale.Nostro(r):
			http.Error(w, "questo indirizzo è solo di questo computer", http.StatusMisdirectedRequest)
		case r.URL.Path != "/":
			http.NotFound(w, r)
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Cache-Control", "no-store")
			_, _ = w.Write(pagina) // who went away hears nothing
		}
	})
}
