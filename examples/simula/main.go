// Command simula writes a simulated circuit of pagoPA: the documents that bodies, PSPs,
// the Nodo and the treasurer would exchange, in the official formats, and the class
// that every object must end in.
//
//	go run ./examples/simula -enti 1 -pagamenti 1000 -giorni 30 -seme 7 -uscita DIR
//
// The same flags write the same bytes. -casi switches on some cases alone, named with
// commas (-casi DUPLICATO,FLUSSO_TARDIVO; -elenco lists them); without it all of them
// happen, as often as in life. Memory does not grow with the number of days.
//
// A folder with a file for each receipt is slow to make: -archivi puts those of a day
// (rpt, ricevute, revocate, jppa) in one zip.
//
// DIR must not exist or be empty. What it gets:
//
//	tracciati/    debt positions, a file for each body and day, and the outcomes (esito_…)
//	avvisi/       texts of the codes of the notices
//	rpt/          RPT of the payments started at the body
//	ricevute/     RT and paSendRTV2 (revocate/: those of payments refunded later)
//	giornali/     journals of payments of bodies and PSPs (GDP_….zip), history of the Nodo
//	flussi/       reporting flows, XML and FdR 3
//	cassa/        Giornale di Cassa OPI
//	jppa/         notifications to Maggioli JPPA
//	riconcilia/   positions, refunds and bodies as the engine takes them
//	verita.json   the class of every object, one a line
//
// The engine gives the same classes when it is asked about the last day:
//
//	go run ./examples/riconcilia -oggi 2025-04-01 -domini DIR/riconcilia/domini.json -cassa DIR/cassa -flussi DIR/flussi \
//		-ricevute DIR/ricevute -pendenze DIR/riconcilia
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
)

// rifiuti is how many bytes may go to waste for each 100 that stay: little stays, and
// most of a day goes away with it.
const rifiuti = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(rifiuti)
	}
	os.Exit(esegui(os.Args[1:], os.Stdout, os.Stderr, isTerminale(os.Stderr)))
}

func isTerminale(f *os.File) bool {
	s, err := f.Stat()
	return err == nil && s.Mode()&os.ModeCharDevice != 0
}

// Exit statuses.
const (
	uscitaOK     = 0
	uscitaErrata = 2
)

// argomenti is the command line.
type argomenti struct {
	circuito.Configurazione
	uscita  string
	elenco  bool
	archivi bool
}

func leggiArgomenti(args []string, errori io.Writer) (argomenti, error) {
	var a argomenti
	f := flag.NewFlagSet("simula", flag.ContinueOnError)
	f.SetOutput(errori)
	f.IntVar(&a.Enti, "enti", 1, "creditor bodies")
	f.IntVar(&a.Pagamenti, "pagamenti", 1000, "debt situations, paid or not")
	f.IntVar(&a.Giorni, "giorni", 30, "civil days")
	f.Uint64Var(&a.Seme, "seme", 1, "seed")
	f.StringVar(&a.uscita, "uscita", "", "folder to write, new or empty")
	f.BoolVar(&a.elenco, "elenco", false, "list the cases and end")
	f.BoolVar(&a.archivi, "archivi", false, "one zip a day for RPT, receipts and notifications, instead of a file each")
	f.TextVar(&a.Inizio, "inizio", avviso.MustData("2025-03-03"), "first day")
	f.Func("casi", "cases to switch on, separated by commas (default all)", func(v string) error {
		for nome := range strings.SplitSeq(v, ",") {
			caso, err := circuito.ParseCaso(strings.TrimSpace(nome))
			if err != nil {
				return err
			}
			a.Casi = append(a.Casi, caso)
		}
		return nil
	})
	if err := f.Parse(args); err != nil {
		return a, err
	}
	switch {
	case f.NArg() > 0:
		return a, fmt.Errorf("argomento inatteso: %q", f.Arg(0))
	case a.uscita == "" && !a.elenco:
		return a, errors.New("manca -uscita")
	}
	return a, nil
}

// esegui is the program; progress goes to errori when it is a terminal.
func esegui(args []string, uscita, errori io.Writer, terminale bool) int {
	a, err := leggiArgomenti(args, errori)
	if errors.Is(err, flag.ErrHelp) {
		return uscitaOK
	}
	if err == nil && a.elenco {
		for c := range circuito.Casi() {
			fmt.Fprintln(uscita, c)
		}
		return uscitaOK
	}
	if err == nil {
		err = simula(a, errori, terminale)
	}
	if err != nil {
		fmt.Fprintln(errori, "simula:", err)
		return uscitaErrata
	}
	return uscitaOK
}

func simula(a argomenti, errori io.Writer, terminale bool) error {
	s, err := circuito.Nuovo(a.Configurazione)
	if err != nil {
		return err
	}
	if voci, err := os.ReadDir(a.uscita); err == nil && len(voci) > 0 {
		return fmt.Errorf("la cartella %s non è vuota", a.uscita)
	}
	var progresso circuito.Progresso
	if terminale {
		progresso = avanza(errori, time.Now)
	}
	var u circuito.Uscita = &circuito.Cartella{Radice: a.uscita}
	if a.archivi {
		u = &circuito.Archivi{Uscita: u}
	}
	return s.Scrivi(u, progresso)
}

// passoProgresso is the time between two lines of progress.
const passoProgresso = time.Second

// avanza tells how far the writing is, on one line.
func avanza(w io.Writer, adesso func() time.Time) circuito.Progresso {
	scritto := adesso()
	return func(fatte, tutte int) {
		ora := adesso()
		if ora.Sub(scritto) < passoProgresso && fatte < tutte {
			return
		}
		scritto = ora
		fine := ""
		if fatte == tutte {
			fine = "\n"
		}
		fmt.Fprintf(w, "\rgiornate %d di %d%s", fatte, tutte, fine)
	}
}
