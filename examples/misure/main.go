// Command misure times the library against what a user would pick instead, both
// in one run on the same data, and prints the ratios and how each side grows.
//
//	cd examples/misure && go run .
//	cd examples/misure && go run . -solo riconcilia -righe 1000000
//	cd examples/misure && ./postgres.sh
//	cd examples/misure && ./java.sh
//
// It is a module of its own: the peers (SQLite, PostgreSQL, looplab/fsm,
// qmuntal/stateless) are not dependencies of the library. Both sides must give
// the same result, or the run fails. Making the inputs, and loading them into
// tables, is not timed; memory is what a run adds to them. The machine is
// whatever it is, so quote ratios.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	if err := esegui(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "misure:", err)
		os.Exit(1)
	}
}

// opzioni are the sizes and peers of a run.
type opzioni struct {
	righe    int  // rows of the reconciliation, of a flow, texts, digests; a fifth as many positions, a twentieth receipts
	eventi   int  // steps of a machine; a tenth as many events of a journal
	giri     int  // repetitions at most; the best counts
	sqlite   bool // compare with SQLite
	java     *macchinaJava
	postgres string // connection string, "" for SQLite alone
}

// misure are the subjects, in the order of the tables.
var misure = slices.Concat([]misura{riconciliazione, meseIntero, flussoXML, fdr3}, ricevute, []misura{causali, transizioni, piega, giornale}, record,
	tracciati, []misura{digest})

// esegui is main with its arguments and streams as parameters.
func esegui(ctx context.Context, args []string, out, diario io.Writer) error {
	f := flag.NewFlagSet("misure", flag.ContinueOnError)
	f.SetOutput(diario)
	var o opzioni
	var solo string
	f.IntVar(&o.righe, "righe", 100_000, "rows and receipt items of the reconciliation, at least 10000")
	f.IntVar(&o.eventi, "eventi", 2_000_000, "events of a machine, at least 10000")
	f.IntVar(&o.giri, "giri", 5, "repetitions at most; the best of them counts")
	f.BoolVar(&o.sqlite, "sqlite", true, "compare with SQLite, which takes some minutes on a million rows, loading included")
	f.StringVar(&o.postgres, "postgres", "", "connection string of a PostgreSQL server to compare with as well")
	java := f.String("java", "", "arguments of java that run java/Misure.java, to compare with as well")
	f.StringVar(&solo, "solo", "", "comma-separated subjects; all by default")
	if err := f.Parse(args); err != nil {
		return err
	}
	if o.righe < 10_000 || o.eventi < 10_000 || o.giri < 1 {
		return fmt.Errorf("too little to measure: %d rows, %d events, %d repetitions", o.righe, o.eventi, o.giri)
	}
	scelte, err := scegli(solo)
	if err != nil {
		return err
	}
	if *java != "" {
		if o.java, err = avviaJava(ctx, *java, os.Getenv("QUIETANZA_XSD")); err != nil {
			return err
		}
		defer o.java.chiudi()
	}
	var confronti []confronto
	for _, m := range scelte {
		c, err := m.misura(ctx, o, diario)
		if err != nil {
			return fmt.Errorf("%s: %w", m.cosa, err)
		}
		confronti = append(confronti, c)
	}
	return stampa(out, confronti)
}

// scegli returns the subjects of a comma-separated list, all of them for "".
func scegli(solo string) ([]misura, error) {
	if solo == "" {
		return misure, nil
	}
	nomi := strings.Split(solo, ",")
	for _, n := range nomi {
		if !slices.ContainsFunc(misure, func(m misura) bool { return m.nome == n }) {
			return nil, fmt.Errorf("no subject %q", n)
		}
	}
	return slices.DeleteFunc(slices.Clone(misure), func(m misura) bool { return !slices.Contains(nomi, m.nome) }), nil
}
