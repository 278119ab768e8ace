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
//	avvisi/       notices, as examples/stampa takes them
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
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/simula/circuito"
)

// rifiuti is how many bytes may go to waste for each 100 that stay: little stays, and
// most of a day goes away with it.
const rifiuti = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(rifiuti)
	}
	os.Exit(esegui(os.Args[1:], os.Stdout, os.Stderr, comando.Terminale(os.Stderr)))
}

// argomenti is the command line.
type argomenti struct {
	circuito.Configurazione
	uscita  string
	elenco  bool
	archivi bool
}

var programma = comando.Programma{
	Nome: "simula",
	Cosa: "scrive i documenti di un circuito pagoPA inventato, e la classe in cui ogni oggetto deve finire",
	Uso:  "-uscita CARTELLA [opzioni]",
	Esempi: []string{
		"simula -pagamenti 1000 -giorni 31 -uscita mese",
		"simula -casi DUPLICATO,FLUSSO_TARDIVO -seme 7 -uscita prove",
		"riconcilia -oggi 02/04/2025 -domini mese/riconcilia/domini.json mese/cassa mese/flussi mese/ricevute mese/riconcilia",
	},
	Stati: []string{
		"0    tutto scritto",
		"2    riga di comando errata, o cartella che non si può scrivere",
		"130  interrotto: la cartella è incompleta",
	},
}

func leggiArgomenti(args []string, uscita io.Writer) (argomenti, error) {
	var a argomenti
	f := programma.Opzioni()
	f.IntVar(&a.Enti, "enti", 1, "`quanti` enti creditori")
	f.IntVar(&a.Pagamenti, "pagamenti", 1000, "`quanti` debiti, pagati o no")
	f.IntVar(&a.Giorni, "giorni", 30, "`quanti` giorni di calendario")
	f.Uint64Var(&a.Seme, "seme", 1, "`numero` che decide tutto: lo stesso scrive gli stessi byte")
	f.StringVar(&a.uscita, "uscita", "", "`cartella` da scrivere, nuova o vuota")
	f.BoolVar(&a.elenco, "elenco", false, "elenca i casi e finisce")
	f.BoolVar(&a.archivi, "archivi", false, "uno ZIP al giorno di RPT, ricevute e notifiche, invece di un file ciascuna")
	a.Inizio = avviso.MustData("2025-03-03")
	f.Func("inizio", "primo `giorno`, aaaa-mm-gg o gg/mm/aaaa (se manca: 03/03/2025)", func(v string) (err error) {
		a.Inizio, err = comando.Data(v)
		return err
	})
	f.Func("casi", "`casi` da far accadere, separati da virgole (se mancano: tutti)", func(v string) error {
		for nome := range strings.SplitSeq(v, ",") {
			caso, err := circuito.ParseCaso(strings.TrimSpace(nome))
			if err != nil {
				return err
			}
			a.Casi = append(a.Casi, caso)
		}
		return nil
	})
	resto, err := programma.Leggi(f, args, uscita)
	switch {
	case err != nil:
		return a, err
	case len(resto) > 0:
		return a, fmt.Errorf("argomento inatteso: %q", resto[0])
	case a.uscita == "" && !a.elenco:
		return a, errors.New("manca -uscita")
	}
	return a, nil
}

// esegui is the program; progress goes to errori when it is a terminal.
func esegui(args []string, uscita, errori io.Writer, terminale bool) int {
	a, err := leggiArgomenti(args, uscita)
	switch {
	case err == nil && a.elenco:
		err = elenca(uscita)
	case err == nil:
		err = simula(a, errori, terminale)
		if err == nil {
			_, err = fmt.Fprintf(uscita, "Scritti %d giorni di %d enti in %s\n", a.Giorni, a.Enti, a.uscita)
		}
	}
	return comando.Esci(programma.Nome, err, errori)
}

func elenca(uscita io.Writer) error {
	for c := range circuito.Casi() {
		if _, err := fmt.Fprintln(uscita, c); err != nil {
			return err
		}
	}
	return nil
}

func simula(a argomenti, errori io.Writer, terminale bool) error {
	s, err := circuito.Nuovo(a.Configurazione)
	if err != nil {
		return err
	}
	if voci, err := os.ReadDir(a.uscita); err == nil && len(voci) > 0 {
		return fmt.Errorf("la cartella %s non è vuota", a.uscita)
	}
	defer comando.SeInterrotto(programma.Nome, errori, func() string { return fmt.Sprintf(incompleta, a.uscita) })()
	avanza := comando.NuovoProgresso(errori, terminale, time.Now)
	defer avanza.Interrompi()
	var u circuito.Uscita = &circuito.Cartella{Radice: a.uscita}
	if a.archivi {
		u = &circuito.Archivi{Uscita: u}
	}
	err = s.Scrivi(u, func(fatte, tutte int) {
		avanza.Passo(func() string { return fmt.Sprintf("giornate %d di %d", fatte, tutte) })
	})
	if err != nil {
		return fmt.Errorf("%w; "+incompleta, err, a.uscita)
	}
	return nil
}

// incompleta says what is left of a writing that did not come to its end.
const incompleta = "la cartella %s è incompleta: va cancellata prima di riprovare"
