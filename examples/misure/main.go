// Command misure times the library against what a user would pick instead, both
// in one run on the same data, and prints the ratios.
//
//	cd examples/misure && go run .
//	cd examples/misure && go run . -solo riconcilia -righe 1000000
//	cd examples/misure && ./postgres.sh
//
// It is a module of its own: the peers (SQLite, PostgreSQL, looplab/fsm,
// qmuntal/stateless) are not dependencies of the library. Both sides must give
// the same result, or the run fails. Reading the inputs into memory or into
// tables is not timed; the machine is whatever it is, so quote ratios.
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
	righe    int    // rows of the reconciliation
	eventi   int    // steps of a machine
	giri     int    // repetitions; the best counts
	sqlite   bool   // compare with SQLite
	postgres string // connection string, "" for SQLite alone
}

// misura is one subject: it returns a line for each comparison.
type misura struct {
	nome   string
	esegui func(context.Context, opzioni) ([]riga3, error)
}

var misure = []misura{
	{"riconcilia", misuraRiconcilia},
	{"flusso", misuraFlusso},
	{"causale", misuraCausale},
	{"passo", misuraPasso},
	{"digest", misuraDigest},
}

// esegui is main with its arguments and streams as parameters.
func esegui(ctx context.Context, args []string, out, diario io.Writer) error {
	f := flag.NewFlagSet("misure", flag.ContinueOnError)
	f.SetOutput(diario)
	var o opzioni
	var solo string
	f.IntVar(&o.righe, "righe", 100_000, "rows and receipt items of the reconciliation")
	f.IntVar(&o.eventi, "eventi", 2_000_000, "events of a machine")
	f.IntVar(&o.giri, "giri", 3, "repetitions; the best of them counts")
	f.BoolVar(&o.sqlite, "sqlite", true, "compare with SQLite, which takes minutes on a million rows")
	f.StringVar(&o.postgres, "postgres", "", "connection string of a PostgreSQL server to compare with as well")
	f.StringVar(&solo, "solo", "", "comma-separated subjects; all by default")
	if err := f.Parse(args); err != nil {
		return err
	}
	scelte := strings.Split(solo, ",")
	for _, s := range scelte {
		if s != "" && !slices.ContainsFunc(misure, func(m misura) bool { return m.nome == s }) {
			return fmt.Errorf("no subject %q", s)
		}
	}
	var tabella []riga3
	for _, m := range misure {
		if solo != "" && !slices.Contains(scelte, m.nome) {
			continue
		}
		fmt.Fprintf(diario, "%s…\n", m.nome)
		righe, err := m.esegui(ctx, o)
		if err != nil {
			return fmt.Errorf("%s: %w", m.nome, err)
		}
		tabella = append(tabella, righe...)
	}
	return stampa(out, tabella)
}
