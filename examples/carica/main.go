// Command carica loads a file of positions (tracciato) the way a gestionale
// does: it validates the file, loads its lines one by one into an archive in
// memory, prints what became of each, and writes the tracciato elaborato with
// the IUV, the QR code and the bar code of every notice.
//
//	go run ./examples/carica                      # the embedded sample
//	go run ./examples/carica -o elaborato.csv pendenze.csv
//	go run ./examples/carica -formato loader2 -esiti esiti.txt pendenze.txt
//
// The numbers are given with aux digit 3; see -codice and -prossimo.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

//go:embed testdata/campione.csv
var campione string

// Exit statuses.
const (
	uscitaOK      = 0
	uscitaFallite = 1 // the file, or some of its lines, failed
	uscitaErrata  = 2 // wrong command line, or a file that cannot be read or written
)

func main() { os.Exit(esegui(os.Args[1:], os.Stdout, os.Stderr)) }

// richiesta is the command line.
type richiesta struct {
	formato, codice, gln, elaborato, esiti, file string
	prossimo                                     uint64
}

// esegui is main with its streams as parameters, for the tests.
func esegui(args []string, out, diario io.Writer) int {
	var r richiesta
	f := flag.NewFlagSet("carica", flag.ContinueOnError)
	f.SetOutput(diario)
	f.StringVar(&r.formato, "formato", "", "csv, json or loader2; by default from the name of the file")
	f.StringVar(&r.codice, "codice", "01", "segregation code of the creditor")
	f.Uint64Var(&r.prossimo, "prossimo", 1, "first progressive to give out")
	f.StringVar(&r.gln, "gln", "", "Global Location Number of the creditor, for the bar code")
	f.StringVar(&r.elaborato, "o", "", "write the tracciato elaborato to this file")
	f.StringVar(&r.esiti, "esiti", "", "write the outcomes, in the format of the file, to this file")
	f.Usage = func() {
		fmt.Fprintln(diario, "usage: carica [flags] [file]")
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return uscitaOK
		}
		return uscitaErrata
	}
	if f.NArg() > 1 {
		f.Usage()
		return uscitaErrata
	}
	r.file = f.Arg(0)
	progresso, err := carica(r, out)
	switch {
	case errors.Is(err, tracciato.ErrTracciato):
		fmt.Fprintf(out, "%s: %v\n", progresso.Stato.Etichetta(), err)
		return uscitaFallite
	case err != nil:
		fmt.Fprintf(diario, "carica: %v\n", err)
		return uscitaErrata
	case progresso.Fallite > 0:
		return uscitaFallite
	}
	return uscitaOK
}

// apri opens the file, or the sample when none is named. Each step reads it
// again from the beginning.
func (r *richiesta) apri() (io.ReadCloser, error) {
	if r.file == "" {
		return io.NopCloser(strings.NewReader(campione)), nil
	}
	return os.Open(r.file)
}

func (r *richiesta) leggiFormato() (tracciato.Formato, error) {
	if r.formato != "" {
		if f := tracciato.Formato(r.formato); f.IsValid() {
			return f, nil
		}
		return "", fmt.Errorf("formato sconosciuto: %q", r.formato)
	}
	if strings.EqualFold(filepath.Ext(r.file), ".json") {
		return tracciato.JSON, nil
	}
	return tracciato.CSV, nil
}

func (r *richiesta) caricatore() (*tracciato.Caricatore, error) {
	c := &tracciato.Caricatore{
		Archivio: new(tracciato.Memoria),
		Numerazione: &avviso.Numerazione{
			Configurazione: avviso.Configurazione{AuxDigit: "3", SegregationCode: r.codice}, Prossimo: r.prossimo,
		},
	}
	if r.gln == "" {
		return c, c.Numerazione.Configurazione.Valida()
	}
	var err error
	c.GLN, err = avviso.ParseGLN(r.gln)
	return c, errors.Join(err, c.Numerazione.Configurazione.Valida())
}

// carica takes the file through its two steps.
func carica(r richiesta, out io.Writer) (tracciato.Progresso, error) {
	formato, err := r.leggiFormato()
	if err != nil {
		return tracciato.Progresso{}, err
	}
	c, err := r.caricatore()
	if err != nil {
		return tracciato.Progresso{}, err
	}
	p := tracciato.Inizio(formato)
	var o tracciato.Opzioni
	if err := r.con(func(in io.Reader) error {
		testata, err := p.Valida(in, o)
		o.IdDominio = testata.IdDominio
		return err
	}); err != nil {
		return p, err
	}
	fmt.Fprintln(out, p.Stato.Etichetta())
	uscite, err := r.scrittori(formato)
	if err != nil {
		return p, err
	}
	err = r.con(func(in io.Reader) error {
		for x, err := range c.Carica(&p, tracciato.Leggi(formato, in, o)) {
			if err != nil {
				return err
			}
			stampa(out, &x)
			if err := uscite.scrivi(&x); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, uscite.chiudi()); err != nil {
		return p, err
	}
	fmt.Fprintf(out, "%s: %d totali, %d eseguite, %d fallite\n", p.Stato.Etichetta(), p.Totali, p.Eseguite, p.Fallite)
	return p, nil
}

// con gives the file to one step.
func (r *richiesta) con(passo func(io.Reader) error) error {
	in, err := r.apri()
	if err != nil {
		return err
	}
	return errors.Join(passo(in), in.Close())
}

// stampa prints what became of a line.
func stampa(out io.Writer, x *tracciato.Risultato) {
	fmt.Fprintf(out, "%4d  %-10s %-8s %-12s %s", x.Numero, x.Operazione, x.Esito, x.IDPendenza, x.Descrizione)
	if x.NumeroAvviso.IsValid() {
		fmt.Fprintf(out, "  %s", x.NumeroAvviso.Visuale())
	}
	fmt.Fprintln(out)
}
