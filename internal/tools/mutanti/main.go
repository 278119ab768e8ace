// Command mutanti says which small changes of the code no test notices.
//
//	cd internal/tools && go run ./mutanti avviso gdp
//
// A package is built once, with every change in it and each behind a number
// (mutant schemata), where a tool that builds each change anew would take a day
// for this tree. Every test, Example and seed of a Fuzz is run by itself to
// learn which changes it reaches; then, for each change, those tests alone. An
// internal package is also asked of the tests of the packages that import it. A
// change is killed when a test fails, or never ends. What lives is printed with
// its place; a package passes when 90 % of what its tests reach is killed, and
// the command ends with 1 when one does not. What lives for a good reason is in
// MUTANTI.md.
//
// The changes are the usual five: the bound of a comparison (< to <=), its
// negation (< to >=, == to !=), arithmetic (+ to -, * to /, % to *), ++ to --
// and the sign of a negative.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const soglia = 90.0

// tutti are the packages with rules of their own, from the root of the module.
var tutti = []string{
	"avviso", "gdp", "jppa", "pendenza", "pendenza/elenco", "pendenza/esterni", "pendenza/notifica", "pendenza/posizione",
	"pendenza/sessione", "pendenza/tracciato", "piemontepay", "rendicontazione", "rendicontazione/cassa", "rendicontazione/causale",
	"rendicontazione/flusso", "rendicontazione/incasso", "rpt", "rpt/nodo", "internal/automa", "internal/binario", "internal/charset",
	"internal/chiavi", "internal/cifre", "internal/copie", "internal/errore", "internal/ingresso", "internal/membri", "internal/nomi", "internal/ora",
	"internal/parallelo", "internal/riferimento", "internal/schema", "internal/xmlrigido", "internal/zippato",
}

func main() {
	radice := flag.String("radice", "../..", "root of the module")
	insieme := flag.Int("insieme", 2, "how many changes are tried at a time")
	solo := flag.String("solo", "", "only the files whose name contains this")
	flag.DurationVar(&lenta, "lenta", lenta, "a test that takes longer is not asked")
	dettagli := flag.Bool("dettagli", false, "also print what was killed and what no test reaches")
	flag.Parse()
	pacchetti := flag.Args()
	if len(pacchetti) == 0 {
		pacchetti = tutti
	}
	r, err := filepath.Abs(*radice)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	sotto := 0
	for _, p := range pacchetti {
		bene, err := campagna(r, p, *solo, *insieme, *dettagli)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", p, err)
			os.Exit(2)
		}
		if !bene {
			sotto++
		}
	}
	if sotto > 0 {
		fmt.Printf("%d packages below the bar\n", sotto)
		os.Exit(1)
	}
}

// qualcunoVive says that some change was not killed, or never reached.
func (p *pacchetto) qualcunoVive() bool {
	return slices.ContainsFunc(p.mutanti, func(m *mutante) bool { return m.esito == vivo || m.esito == ignoto })
}

// campagna tries every change of a package and prints what lives.
func campagna(radice, pacchetto, solo string, insieme int, dettagli bool) (bool, error) {
	inizio := time.Now()
	temp, err := os.MkdirTemp("", "mutanti")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(temp)

	p, err := leggi(radice, pacchetto, solo)
	if err != nil {
		return false, err
	}
	test := 0
	var esclusi []string
	for i, di := range append([]string{pacchetto}, p.clienti...) {
		if i > 0 && !p.qualcunoVive() {
			break
		}
		b, err := p.costruisci(temp, di)
		if err != nil {
			return false, err
		}
		if err := b.prove(insieme); err != nil {
			return false, err
		}
		b.esegui(insieme)
		test += len(b.test)
		esclusi = append(esclusi, b.esclusi...)
	}

	conta := map[esito]int{}
	for _, m := range p.mutanti {
		conta[m.esito]++
		if m.esito == vivo || dettagli {
			fmt.Printf("  %-8s %s\n", m.esito, m)
		}
	}
	raggiunti := conta[vivo] + conta[ucciso] + conta[scaduto]
	quota := 100.0
	if raggiunti > 0 {
		quota = 100 * float64(conta[ucciso]+conta[scaduto]) / float64(raggiunti)
	}
	fmt.Printf("%-26s %5d changes: %d killed, %d never ended, %d lived, %d not reached; %.1f %% of %d tests, %s\n", pacchetto,
		len(p.mutanti), conta[ucciso], conta[scaduto], conta[vivo], conta[ignoto], quota, test, time.Since(inizio).Round(time.Second))
	if len(esclusi) > 0 {
		slices.Sort(esclusi)
		fmt.Printf("  not asked, since they fail or take too long without a change: %s\n", strings.Join(esclusi, " "))
	}
	if test == 0 {
		return false, errors.New("no test")
	}
	return quota >= soglia, nil
}
