// Command nazione reconciles the bodies of a nation, and tells where its payments
// stand, on Apache Beam.
//
//	cd examples/nazione && go run .
//	go run . -domini DIR/riconcilia/domini.json -oggi 2025-04-01 -uscita OUT DIR/giornali DIR/flussi DIR/ricevute DIR/cassa DIR/riconcilia
//
// Without documents it makes a small nation with examples/simula and runs on that. The
// documents are files and folders of what bodies and PSPs hand over, recognised by
// their content: journals in GDP ZIPs and the history of the Nodo, flows in XML and
// FdR 3, receipts, documents of accounts, positions; ZIPs of those. -elenco takes a
// file with a name on each line instead.
//
// It writes to -uscita: report/ENTE.jsonl, every object of a body with its class;
// vedere/ENTE.jsonl, what a person must look at and why; riepilogo.tsv, number and
// euro of the nation by class, by PSP and class, and of payments by state;
// problemi.txt, what could not be read with its place, and what was too large. It
// prints the summary.
//
// It runs on Prism, the portable runner of Beam, in this process; -endpoint names the
// job server of another runner (Flink, Spark). -unico does the same without Beam.
//
// Exit status: 0, 1 when something needs a person, 2 when something could not be read
// or the run failed.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal/extworker"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/rendicontazione"
)

// uscitaVedere is the exit status when something needs a person.
const uscitaVedere = 1

var programma = comando.Programma{
	Nome: "nazione",
	Cosa: "riconcilia gli enti di una nazione, e dice a che punto sono i pagamenti, su Apache Beam",
	Uso:  "[opzioni] [FILE | CARTELLA] …",
	Esempi: []string{
		"nazione                                      (una piccola nazione inventata)",
		"nazione -domini mese/riconcilia/domini.json -oggi 02/04/2025 -uscita esito mese/giornali mese/flussi mese/ricevute mese/cassa mese/riconcilia",
	},
	Note: []string{"Le opzioni di Apache Beam sono ammesse; -endpoint dice il job server di un altro motore (Flink, Spark)."},
	Stati: []string{
		"0    tutto è riconciliato (e sempre, sulla nazione inventata)",
		"1    c'è qualcosa da vedere",
		"2    un documento non si legge, un file non si scrive, la riga di comando è errata o il lavoro non è finito",
		"130  interrotto: quello che è in -uscita può essere incompleto",
	},
}

func main() {
	slog.SetLogLoggerLevel(slog.LevelWarn)
	a, err := leggiArgomenti(os.Args[1:], os.Stdout)
	beam.Init() // a worker ends here
	if a.operaio > 0 {
		os.Exit(servi(a.operaio))
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	stato := comando.UscitaErrata
	if err == nil {
		defer comando.SeInterrotto(programma.Nome, os.Stderr, func() string { return "quello che è in -uscita può essere incompleto" })()
		stato, err = esegui(context.Background(), a, os.Stdout)
	}
	if err != nil {
		stato = comando.Esci(programma.Nome, err, os.Stderr)
	}
	os.Exit(stato)
}

// servi is a worker of its own: a runner on this machine asks it to start.
func servi(porta int) int {
	if _, err := extworker.StartLoopback(context.Background(), porta); err != nil {
		fmt.Fprintln(os.Stderr, "nazione:", pulito.Errore(err))
		return comando.UscitaErrata
	}
	select {}
}

// argomenti is the command line.
type argomenti struct {
	lavoro
	percorsi []string
	unico    bool
	operaio  int
}

// leggiArgomenti reads the command line, with the flags of Beam, which the help does not show.
func leggiArgomenti(args []string, out io.Writer) (argomenti, error) {
	var a argomenti
	f := programma.Opzioni()
	elenco := f.String("elenco", "", "`file` con un documento per riga")
	domini := f.String("domini", "", "`file` JSON degli enti da riconciliare (tutti se manca)")
	a.oggi = avviso.DataDi(time.Now())
	f.Func("oggi", "`giorno` della riconciliazione, aaaa-mm-gg o gg/mm/aaaa (oggi se manca)", func(s string) (err error) {
		a.oggi, err = comando.Data(s)
		return err
	})
	f.IntVar(&a.fasci, "fasci", 64, "in `quanti` fasci si dividono i documenti")
	f.IntVar(&a.massimo, "massimo", 50_000_000, "`quanti` oggetti si possono riconciliare insieme")
	f.StringVar(&a.uscita, "uscita", "", "`cartella` dove scrivere (una nuova, provvisoria, se manca)")
	f.BoolVar(&a.unico, "unico", false, "senza Beam, in un solo processo")
	f.IntVar(&a.operaio, "operaio", 0, "serve da operaio alla `porta`, per -environment_type EXTERNAL")
	flag.VisitAll(func(o *flag.Flag) {
		if f.Lookup(o.Name) == nil {
			f.Var(o.Value, o.Name, "")
		}
	})
	var err error
	a.percorsi, err = programma.Leggi(f, args, out)
	if errBeam := flag.CommandLine.Parse(nil); err == nil { // what it has was read
		err = errBeam
	}
	if err != nil {
		return a, err
	}
	if *elenco != "" {
		dati, err := os.ReadFile(*elenco)
		if err != nil {
			return a, err
		}
		a.percorsi = append(a.percorsi, strings.Fields(string(dati))...)
	}
	if *domini != "" {
		a.percorsi = append(a.percorsi, *domini)
		if a.domini, err = leggiDomini(*domini); err != nil {
			return a, fmt.Errorf("-domini: %w", err)
		}
	}
	return a, nil
}

func leggiDomini(nome string) ([]rendicontazione.Dominio, error) {
	f, err := os.Open(nome)
	if err != nil {
		return nil, err
	}
	var acc rendicontazione.Accumulatore
	_, _, err = rendicontazione.Leggi(f, &acc, rendicontazione.Lettura{Nome: nome})
	return acc.Input().Domini, errors.Join(err, f.Close())
}

// esegui runs on the documents, or on a nation of its own, and prints the summary.
func esegui(ctx context.Context, a argomenti, out io.Writer) (int, error) {
	campione := len(a.percorsi) == 0
	var err error
	if campione || a.uscita == "" {
		var provvisoria string
		if provvisoria, err = os.MkdirTemp("", "nazione-*"); err != nil {
			return comando.UscitaErrata, err
		}
		a.uscita = cmp.Or(a.uscita, filepath.Join(provvisoria, "uscita"))
		if campione {
			err = a.campione(filepath.Join(provvisoria, "documenti"))
		}
		if err != nil {
			return comando.UscitaErrata, err
		}
	}
	if a.file, err = cerca(a.percorsi); err != nil {
		return comando.UscitaErrata, err
	}
	inizio := time.Now()
	if a.unico {
		err = unico(&a.lavoro)
	} else {
		var letti map[string]int64
		letti, err = distribuito(ctx, &a.lavoro)
		for _, nome := range slices.Sorted(maps.Keys(letti)) {
			fmt.Fprintf(out, "%-40s %12d\n", nome, letti[nome])
		}
	}
	if err != nil {
		return comando.UscitaErrata, err
	}
	riepilogo, err := os.ReadFile(filepath.Join(a.uscita, fileRiepilogo))
	if err != nil {
		return comando.UscitaErrata, err
	}
	stampa(out, string(riepilogo))
	fmt.Fprintf(out, "\n%d documenti in %.1f s; scritto in %s\n", len(a.file), time.Since(inizio).Seconds(), a.uscita)
	problemi, err := os.ReadFile(filepath.Join(a.uscita, fileProblemi))
	if err == nil {
		fmt.Fprintf(out, "problemi (%s):\n%s", fileProblemi, problemi)
		if !campione {
			return comando.UscitaErrata, nil
		}
	}
	if vedere, err := os.ReadDir(filepath.Join(a.uscita, "vedere")); err == nil && len(vedere) > 0 && !campione {
		return uscitaVedere, nil
	}
	return comando.UscitaOK, nil
}

// campione takes the small nation, which it writes.
func (a *argomenti) campione(dove string) (err error) {
	if a.percorsi, err = nazione(dove, piccola); err != nil {
		return err
	}
	a.oggi = piccola.oggi
	a.domini, err = leggiDomini(a.percorsi[0])
	return err
}

// stampa prints the summary in columns.
func stampa(out io.Writer, riepilogo string) {
	for riga := range strings.Lines(riepilogo) {
		campi := strings.Split(strings.TrimSuffix(riga, "\n"), "\t")
		n := len(campi) - 2
		fmt.Fprintf(out, "%-50s %10s %18s\n", strings.Join(campi[:n], " "), campi[n], campi[n+1])
	}
}

// distribuito runs the pipeline and returns its counters.
func distribuito(ctx context.Context, l *lavoro) (map[string]int64, error) {
	p, s := beam.NewPipelineWithRoot()
	condotta(s, l)
	fatto, err := prism.Execute(ctx, p)
	if err != nil || fatto == nil {
		return nil, err
	}
	contatori := make(map[string]int64)
	for _, c := range fatto.Metrics().Query(func(r metrics.SingleResult) bool { return r.Namespace() == "nazione" }).Counters() {
		contatori[c.Name()] += c.Result()
	}
	return contatori, nil
}
