// Command carica loads a file of positions (tracciato) the way a gestionale
// does: it validates the file, loads its lines one by one into an archive in
// memory, prints what became of each, and writes the tracciato elaborato with
// the IUV, the QR code and the bar code of every notice.
//
//	go run ./examples/carica                      # the embedded sample
//	go run ./examples/carica -o elaborato.csv pendenze.csv
//	go run ./examples/carica -formato loader2 -esiti esiti.txt pendenze.txt
//	go run ./examples/carica -ente "Comune di Vattelapesca" -avvisi avvisi.json pendenze.csv
//
// The file is "-" for the standard input. -avvisi writes the notices of the positions as the
// file leaves them, as examples/stampa takes them: one that a later line annuls has none. The files are written whole, at the end, or not at all.
//
// The numbers are given with aux digit 3; see -codice and -prossimo.
package main

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

//go:embed testdata/campione.csv
var campione string

// uscitaFallite is the exit status when the file, or some of its lines, failed.
const uscitaFallite = 1

var programma = comando.Programma{
	Nome: "carica",
	Cosa: "valida un tracciato di pendenze, lo carica riga per riga e scrive esiti, codici e avvisi",
	Uso:  "[opzioni] [FILE | -]",
	Esempi: []string{
		"carica -o elaborato.csv pendenze.csv",
		"carica -formato loader2 -esiti esiti.txt pendenze.txt",
		"carica -ente 'Comune di Vattelapesca' -avvisi avvisi.json pendenze.csv && stampa -avvisi avvisi.json",
	},
	Stati: []string{
		"0    caricato tutto",
		"1    il tracciato, o qualche sua riga, non è valido: gli esiti lo dicono",
		"2    riga di comando errata, o file che non si può leggere o scrivere",
		"130  interrotto: nessun file è stato cambiato",
	},
}

func main() {
	os.Exit(esegui(os.Args[1:], ambiente{
		in: os.Stdin, out: os.Stdout, diario: os.Stderr,
		// Who sees the lines go by needs nothing else.
		terminale: comando.Terminale(os.Stderr) && !comando.Terminale(os.Stdout),
	}))
}

// ambiente is what the program has around it, for the tests.
type ambiente struct {
	in          io.Reader
	out, diario io.Writer
	terminale   bool // the progress of a long file is told on diario
}

// richiesta is the command line.
type richiesta struct {
	formato, codice, gln, elaborato, esiti, avvisi, ente, file string
	prossimo                                                   uint64
	documento                                                  comando.Documento
	uscite                                                     scrittori
}

// leggiRichiesta reads the command line, and finds the file, or the sample when none is named.
func leggiRichiesta(args []string, in io.Reader, out io.Writer) (*richiesta, error) {
	r := new(richiesta)
	f := programma.Opzioni()
	f.StringVar(&r.formato, "formato", "", "csv, json o loader2: il `formato` (se manca: dal nome del file)")
	f.StringVar(&r.codice, "codice", "01", "`codice` di segregazione dell'ente")
	f.Uint64Var(&r.prossimo, "prossimo", 1, "primo `progressivo` da assegnare")
	f.StringVar(&r.gln, "gln", "", "Global Location `Number` dell'ente, per il codice a barre")
	f.StringVar(&r.elaborato, "o", "", "`file` in cui scrivere il tracciato elaborato")
	f.StringVar(&r.esiti, "esiti", "", "`file` in cui scrivere gli esiti, nel formato del tracciato")
	f.StringVar(&r.avvisi, "avvisi", "", "`file` in cui scrivere gli avvisi delle pendenze caricate, come li legge stampa")
	f.StringVar(&r.ente, "ente", "", "`nome` dell'ente sugli avvisi, o file JSON con tutti i suoi dati (idDominio, nome, settore, cbill …)")
	argomenti, err := programma.Leggi(f, args, out)
	switch {
	case err != nil:
		return nil, err
	case len(argomenti) > 1:
		return nil, fmt.Errorf("un solo file: %q è di troppo", argomenti[1])
	case r.avvisi != "" && r.ente == "":
		return nil, errors.New("-avvisi vuole il nome dell'ente: -ente")
	case len(argomenti) == 0:
		r.documento = comando.NuovoDocumento("campione", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(campione)), nil })
		return r, nil
	}
	r.file = argomenti[0]
	documenti, mancati := comando.Elenca(argomenti, in)
	if stato, err := os.Stat(r.file); err == nil && stato.IsDir() {
		return nil, fmt.Errorf("%s: è una cartella", r.file)
	}
	for _, m := range mancati {
		return nil, fmt.Errorf("%s: %w", m.Nome, m.Err)
	}
	r.documento = documenti[0]
	return r, nil
}

// esegui is main with its surroundings as parameters.
func esegui(args []string, amb ambiente) int {
	r, err := leggiRichiesta(args, amb.in, amb.out)
	if err != nil {
		return comando.Esci(programma.Nome, err, amb.diario)
	}
	w := bufio.NewWriter(pulito.Scrittore(amb.out))
	avanza := comando.NuovoProgresso(amb.diario, amb.terminale, time.Now)
	progresso, err := r.carica(w, avanza, amb.diario)
	avanza.Interrompi()
	fallito := errors.Is(err, tracciato.ErrTracciato) || errors.Is(err, errNonTesto)
	if _, disco := errors.AsType[*fs.PathError](err); disco { // the file is not at fault
		fallito, err = false, fmt.Errorf("%s: non si può leggere: %w", r.documento.Nome, comando.Spiega(err))
	}
	if fallito {
		fmt.Fprintf(w, "%s: %v\n", tracciato.ValidazioneKO.Etichetta(), err)
		err = nil
	}
	if err = errors.Join(err, w.Flush()); err != nil {
		return comando.Esci(programma.Nome, err, amb.diario)
	}
	if fallito || progresso.Fallite > 0 {
		return uscitaFallite
	}
	return comando.UscitaOK
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
func (r *richiesta) carica(out *bufio.Writer, avanza *comando.Progresso, diario io.Writer) (tracciato.Progresso, error) {
	defer r.uscite.Annulla()
	defer r.uscite.SeInterrotto(programma.Nome, diario)()
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
		testata, err := p.Valida(soloTesto{in}, o)
		o.IdDominio = testata.IdDominio
		return err
	}); err != nil {
		return p, err
	}
	fmt.Fprintln(out, p.Stato.Etichetta())
	uscite := &r.uscite
	if err := r.scrittori(formato); err != nil {
		return p, err
	}
	err = r.con(func(in io.Reader) error {
		for x, err := range c.Carica(&p, tracciato.Leggi(formato, in, o)) {
			if err != nil {
				return err
			}
			avanza.Passo(func() string { return fmt.Sprintf("%d righe caricate", p.Totali) })
			if err := stampa(out, &x); err != nil {
				return err
			}
			if err := uscite.scrivi(&x); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return p, err
	}
	if err := uscite.chiudi(c.Archivio); err != nil {
		return p, err
	}
	fmt.Fprintf(out, "%s: %d totali, %d eseguite, %d fallite\n", p.Stato.Etichetta(), p.Totali, p.Eseguite, p.Fallite)
	for _, u := range []struct{ nome, cosa string }{{r.elaborato, "tracciato elaborato"}, {r.esiti, "esiti"}} {
		if u.nome != "" {
			fmt.Fprintf(out, "%s: %s\n", u.cosa, u.nome)
		}
	}
	if r.avvisi != "" {
		fmt.Fprintf(out, "avvisi, da stampare con stampa -avvisi: %s (%d)\n", r.avvisi, uscite.avvisiScritti)
	}
	return p, nil
}

// con gives the file to one step.
func (r *richiesta) con(passo func(io.Reader) error) error {
	in, err := r.documento.Apri()
	if err != nil {
		return fmt.Errorf("%s: %w", r.documento.Nome, comando.Spiega(err))
	}
	return errors.Join(passo(in), in.Close())
}

var errNonTesto = errors.New("non è un tracciato: contiene byte che un testo non ha")

// soloTesto refuses what is no text: a CSV reader would take it for a header.
type soloTesto struct{ io.Reader }

func (t soloTesto) Read(b []byte) (int, error) {
	n, err := t.Reader.Read(b)
	for _, c := range b[:n] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			return 0, errNonTesto
		}
	}
	return n, err
}

// stampa prints what became of a line.
func stampa(out *bufio.Writer, x *tracciato.Risultato) error {
	fmt.Fprintf(out, "%4d  %-10s %-8s %-12s %s", x.Numero, x.Operazione, x.Esito, x.IDPendenza, x.Descrizione)
	if x.NumeroAvviso.IsValid() {
		fmt.Fprintf(out, "  %s", x.NumeroAvviso.Visuale())
	}
	_, err := fmt.Fprintln(out)
	return err
}
