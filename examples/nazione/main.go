// Command nazione reconciles the bodies of a nation, and tells where its payments
// stand, on Apache Beam.
//
//	cd examples/nazione && go run .
//	go run . -domini DIR/riconcilia/domini.json -oggi 2025-04-01 -uscita OUT DIR/giornali DIR/flussi DIR/ricevute DIR/cassa DIR/riconcilia
//	go run . -misura 50000,200000,400000
//
// Without documents it makes a small nation with examples/simula and runs on that. The
// documents are files and folders of what bodies and PSPs hand over, recognised by
// their content: journals in GDP ZIPs and the history of the Nodo, flows in XML and
// FdR 3, receipts, documents of accounts, positions; ZIPs of those. -elenco takes a
// file with a name on each line instead, or beside them. -conti says whose the accounts of statements are,
// in a JSON file {"IBAN":"dominio"}.
//
// It writes to -uscita: report/ENTE.jsonl, every object of a body with its class;
// vedere/ENTE.jsonl, what a person must look at, why and whom to ask; tabelle/ENTE/, the tables
// of examples/riconcilia; riepilogo.tsv, number and euro of the nation by class, by PSP
// and class, and of payments by state; problemi.txt, what could not be read with its
// place, and what was too large. It prints the summary.
//
// It runs on Prism, the portable runner of Beam, in this process; -endpoint names the
// job server of another runner (Flink, Spark). -unico does the same without Beam.
// -misura makes nations of so many payments, runs both on each, compares what they
// write and prints a table of the figures.
//
// Exit status: 0, 1 when something needs a person, 2 when something could not be read
// or the run failed.
package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal/extworker"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/internal/membri"
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
		"nazione -misura 50000,200000,400000          (quanto costa, su nazioni inventate)",
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
		stato, err = a.esegui(context.Background(), os.Stdout)
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
	misura   []int // sizes of nations, in payments
	cifre    bool
}

// leggiArgomenti reads the command line, with the flags of Beam, which the help does not show.
func leggiArgomenti(args []string, out io.Writer) (argomenti, error) {
	var a argomenti
	f := programma.Opzioni()
	elenco := f.String("elenco", "", "`file` con un documento per riga")
	conti := f.String("conti", "", "`file` JSON degli enti dei conti, {\"IBAN\":\"dominio\"}, per gli estratti conto")
	domini := f.String("domini", "", "`file` JSON degli enti da riconciliare (tutti se manca)")
	a.oggi = avviso.DataDi(time.Now())
	f.Func("oggi", "`giorno` della riconciliazione, aaaa-mm-gg o gg/mm/aaaa (oggi se manca)", func(s string) (err error) {
		a.oggi, err = comando.Data(s)
		return err
	})
	f.IntVar(&a.fasci, "fasci", 64, "in `quanti` fasci si dividono i documenti")
	f.IntVar(&a.massimo, "massimo", 10_000_000, "`quanti` oggetti si possono riconciliare insieme")
	f.StringVar(&a.uscita, "uscita", "", "`cartella` dove scrivere, vuota o da creare (una provvisoria se manca)")
	f.BoolVar(&a.unico, "unico", false, "senza Beam, in un solo processo")
	f.IntVar(&a.operaio, "operaio", 0, "serve da operaio alla `porta`, per -environment_type EXTERNAL")
	f.BoolVar(&a.cifre, "cifre", false, "scrive anche le cifre che servono a -misura")
	f.Func("misura", "misura nazioni inventate di `quanti` pagamenti, divisi da virgole", func(v string) error {
		for n := range strings.SplitSeq(v, ",") {
			pagamenti, err := strconv.Atoi(n)
			if err != nil || pagamenti < 1 {
				return fmt.Errorf("%q non è un numero di pagamenti", n)
			}
			a.misura = append(a.misura, pagamenti)
		}
		return nil
	})
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
		nomi, err := leggiElenco(*elenco)
		if err != nil {
			return a, fmt.Errorf("-elenco: %w", err)
		}
		a.percorsi = append(a.percorsi, nomi...)
	}
	if *conti != "" {
		dati, err := os.ReadFile(*conti)
		if err == nil {
			err = membri.Parse(dati, &a.conti)
		}
		if err != nil {
			return a, fmt.Errorf("-conti: %w", err)
		}
	}
	if *domini != "" {
		a.percorsi = append(a.percorsi, *domini)
		if a.domini, err = leggiDomini(*domini); err != nil {
			return a, fmt.Errorf("-domini: %w", err)
		}
	}
	return a, nil
}

// leggiElenco reads a list of names, one on each line.
func leggiElenco(nome string) ([]string, error) {
	dati, err := os.ReadFile(nome)
	if err != nil {
		return nil, err
	}
	var nomi []string
	for riga := range strings.Lines(string(dati)) {
		if n := strings.TrimRight(riga, "\r\n"); n != "" {
			nomi = append(nomi, n)
		}
	}
	return nomi, nil
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
func (a *argomenti) esegui(ctx context.Context, out io.Writer) (int, error) {
	if len(a.misura) > 0 {
		return comando.UscitaOK, misura(ctx, a.misura, out)
	}
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
	// What another run wrote would pass for this one's: bodies with nothing to look at have no file.
	if voci, err := os.ReadDir(a.uscita); err == nil && len(voci) > 0 {
		return comando.UscitaErrata, fmt.Errorf("la cartella %s non è vuota", a.uscita)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return comando.UscitaErrata, fmt.Errorf("%s: %w", a.uscita, comando.Spiega(err))
	}
	if a.file, err = cerca(a.percorsi); err != nil {
		return comando.UscitaErrata, err
	}
	inizio := time.Now()
	if a.unico {
		err = unico(&a.lavoro)
	} else {
		_, err = distribuito(ctx, &a.lavoro)
	}
	var stato int
	if err == nil {
		stato, err = a.racconta(out, time.Since(inizio), campione)
	}
	if err != nil {
		return comando.UscitaErrata, fmt.Errorf("%w; "+incompleta, err, a.uscita)
	}
	return stato, nil
}

// incompleta says what is left of a run that did not come to its end.
const incompleta = "la cartella %s è incompleta: va cancellata prima di riprovare"

// racconta prints the summary of a run, and returns its status.
func (a *argomenti) racconta(out io.Writer, trascorso time.Duration, campione bool) (int, error) {
	var detto bytes.Buffer
	if err := stampa(&detto, a.uscita); err != nil {
		return comando.UscitaErrata, err
	}
	problemi, vedere, err := daGuardare(a.uscita)
	if err != nil {
		return comando.UscitaErrata, err
	}
	fmt.Fprintf(&detto, "\n%d file letti in %.1f s", len(a.file), trascorso.Seconds())
	if cifre, err := leggiConti(a.uscita, fileCifre); err == nil && !a.unico {
		fmt.Fprintf(&detto, ", %s passati da un operaio all'altro", megabyte(travasati(cifre)))
	}
	fmt.Fprintf(&detto, "\nda guardare: %d enti (%s), %d cose non lette o troppo grandi (%s)\ntutto in %s\n", vedere, cartellaVedere+"/", problemi, fileProblemi, a.uscita)
	if a.cifre {
		scriviMemoria(&detto)
	}
	if _, err := detto.WriteTo(out); err != nil {
		return comando.UscitaErrata, err
	}
	switch {
	case campione:
		return comando.UscitaOK, nil
	case problemi > 0:
		return comando.UscitaErrata, nil
	case vedere > 0:
		return uscitaVedere, nil
	}
	return comando.UscitaOK, nil
}

// daGuardare counts what was not read, and the bodies that a person must look at.
func daGuardare(uscita string) (problemi, vedere int, err error) {
	righe, err := os.ReadFile(filepath.Join(uscita, fileProblemi))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, 0, err
	}
	file, err := os.ReadDir(filepath.Join(uscita, cartellaVedere))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, 0, err
	}
	return strings.Count(string(righe), "\n"), len(file), nil
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
func stampa(out io.Writer, uscita string) error {
	riepilogo, err := os.ReadFile(filepath.Join(uscita, fileRiepilogo))
	if err != nil {
		return err
	}
	for riga := range strings.Lines(string(riepilogo)) {
		campi := strings.Split(strings.TrimSuffix(riga, "\n"), "\t")
		n := len(campi) - 2
		euro := campi[n+1]
		if campi[0] != "CLASSE" && campi[0] != "PSP" {
			euro = "" // what has no amounts
		}
		fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("%-50s %10s %18s", strings.Join(campi[:n], " "), campi[n], euro), " "))
	}
	return nil
}
