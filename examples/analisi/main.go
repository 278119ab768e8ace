// Command analisi tells, from the journals of payments (Giornale dei Pagamenti)
// of any number of bodies and PSPs, how far every payment got, what is missing
// and what contradicts.
//
//	go run ./examples/analisi
//	go run ./examples/analisi GDP_EC_77777777777_20200131_1.zip GDP_PSP_BCITITMM_20200131_1.json
//	go run ./examples/analisi -iuv 01000000000000001
//
// Arguments are journals named as the document says, GDP_<tipo>_<id>_<data>_<n>,
// with .zip, .json or .csv; of one sent more than once the last sending counts, or
// all with -integra. Without arguments it runs on an embedded set: the journals of
// two bodies and a PSP of one day, invented, in which every flag occurs.
//
// It prints a summary for each position and flag. With -iuv (and -ccp, n/a when
// missing) it prints the time line of one payment, and a Mermaid diagram of it:
// -diagramma sequenza, stato or no.
//
// Exit status: 0; 1 when the payment asked for is in no journal; 2 when the
// command line is wrong or a file could not be read to its end. Bad records are
// told on stderr with their line, and the rest is kept.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// Exit statuses.
const (
	uscitaOK      = 0
	uscitaAssente = 1
	uscitaErrata  = 2
)

func main() { os.Exit(esegui(os.Args[1:], os.Stdout, os.Stderr)) }

// argomenti is the command line.
type argomenti struct {
	file       []string
	iuv        avviso.IUV
	ccp        string
	diagramma  string
	reinvio    gdp.Reinvio
	tolleranza time.Duration
}

// Values of -diagramma.
const (
	diagrammaSequenza = "sequenza"
	diagrammaStato    = "stato"
	diagrammaNo       = "no"
)

func leggiArgomenti(args []string, errori io.Writer) (argomenti, error) {
	f := flag.NewFlagSet("analisi", flag.ContinueOnError)
	f.SetOutput(errori)
	a := argomenti{reinvio: gdp.Sostituisce}
	iuv := f.String("iuv", "", "racconta il pagamento di questo `IUV`")
	f.StringVar(&a.ccp, "ccp", "n/a", "`codice` contesto del pagamento da raccontare")
	f.StringVar(&a.diagramma, "diagramma", diagrammaSequenza, "diagramma Mermaid del pagamento: `sequenza`, stato o no")
	f.DurationVar(&a.tolleranza, "tolleranza", gdp.TolleranzaPredefinita, "`durata` dello sfasamento ammesso tra gli orologi")
	integra := f.Bool("integra", false, "un giornale inviato più volte integra i precedenti, invece di sostituirli")
	f.Usage = func() {
		fmt.Fprint(errori, "uso: analisi [opzioni] [GDP_<tipo>_<id>_<data>_<n>.zip|.json|.csv ...]\n\n"+
			"Senza giornali analizza quelli di esempio. Le opzioni precedono i giornali:\n\n")
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		return a, err
	}
	ccp := false
	f.Visit(func(x *flag.Flag) { ccp = ccp || x.Name == "ccp" })
	if ccp && *iuv == "" {
		return a, errors.New("-ccp: manca -iuv")
	}
	a.file = f.Args()
	if *integra {
		a.reinvio = gdp.Integra
	}
	switch a.diagramma {
	case diagrammaSequenza, diagrammaStato, diagrammaNo:
	default:
		return a, fmt.Errorf("-diagramma %q: sequenza, stato o no", a.diagramma)
	}
	if *iuv != "" {
		var err error
		if a.iuv, err = avviso.ParseIUV(*iuv); err != nil {
			return a, fmt.Errorf("-iuv: %w", err)
		}
	}
	return a, nil
}

// esegui is main with its surroundings as parameters, for the tests.
func esegui(args []string, out, errori io.Writer) int {
	a, err := leggiArgomenti(args, errori)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return uscitaOK
	case err != nil:
		fmt.Fprintf(errori, "analisi: %v\n", err)
		return uscitaErrata
	}
	l := &lettura{errori: errori}
	if len(a.file) == 0 {
		l.leggiCampione()
	} else {
		l.leggiFile(a.file, a.reinvio)
	}
	trovato := true
	if a.iuv.IsValid() {
		trovato, err = racconta(out, &l.analisi, a)
	} else {
		err = riassumi(out, l, a)
	}
	switch {
	case err != nil:
		fmt.Fprintf(errori, "analisi: %v\n", err)
		return uscitaErrata
	case l.guasti > 0:
		return uscitaErrata
	case !trovato:
		fmt.Fprintf(errori, "analisi: nessun giornale ha il pagamento %s, %s\n", a.iuv, a.ccp)
		return uscitaAssente
	}
	return uscitaOK
}
