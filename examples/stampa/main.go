// Command stampa prints payment notices and receipts of pagoPA as PDF, and their
// codes as PNG or SVG. See README.md.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// ambiente is what the program needs of the world.
type ambiente struct {
	ingresso      io.Reader
	uscita        io.Writer
	errori        io.Writer
	terminale     bool // somebody reads errori as it is written
	adesso        func() time.Time
	nomeProgramma string
}

func main() {
	debug.SetGCPercent(300) // a run in bulk holds little and makes much
	os.Exit(esegui(os.Args[1:], ambiente{os.Stdin, os.Stdout, os.Stderr, terminale(os.Stderr), time.Now, "stampa"}))
}

// opzioni are the flags.
type opzioni struct {
	avvisi, uscita, ricevuta, quietanza, codici, bollettino, data string
	pendenza                                                      string
	loghi, marchi, testi                                          string
	quanti, gruppo                                                int
	rigoroso, sovrascrivi, fronteRetro                            bool
}

func leggiOpzioni(argomenti []string, amb ambiente) (opzioni, error) {
	var o opzioni
	fs := flag.NewFlagSet(amb.nomeProgramma, flag.ContinueOnError)
	fs.SetOutput(amb.errori)
	fs.StringVar(&o.avvisi, "avvisi", "", "`file` JSON degli avvisi, - per l'ingresso standard; senza, il campione compreso nel programma")
	fs.StringVar(&o.uscita, "uscita", "stampe", "`cartella` dei file prodotti")
	fs.IntVar(&o.quanti, "quanti", 0, "quanti avvisi: i primi del file, o altrettanti generati dal campione; 0 per tutti")
	fs.IntVar(&o.gruppo, "gruppo", 1, "avvisi in ogni PDF")
	fs.StringVar(&o.codici, "codici", "", "anche i codici come immagini: png o svg")
	fs.StringVar(&o.bollettino, "bollettino", "auto", "bollettino postale: auto (se il conto è postale e c'è l'autorizzazione), si (anche senza), no")
	fs.BoolVar(&o.fronteRetro, "fronteretro", false, "una pagina bianca dopo un avviso di pagine dispari")
	fs.StringVar(&o.loghi, "loghi", "", "`cartella` degli stemmi, <idDominio>.png o .jpg")
	fs.StringVar(&o.marchi, "marchi", "", "`cartella` dei marchi: pagopa, posteitaliane, bancoposta, bollettino, .png o .jpg")
	fs.StringVar(&o.testi, "testi", "", "`file` JSON di testi fissi per lingua, al posto degli ufficiali o per un'altra lingua")
	fs.BoolVar(&o.rigoroso, "rigoroso", false, "rifiuta i numeri avviso con check digit errato e le ricevute non conformi")
	fs.StringVar(&o.ricevuta, "ricevuta", "", "stampa la ricevuta di questo `file` (RT, paSendRT, paSendRTV2, BizEvents; anche in base64 o SOAP) invece degli avvisi, - per l'ingresso standard")
	fs.StringVar(&o.quietanza, "quietanza", "", "stampa la quietanza di questo `file` JSON invece degli avvisi, - per l'ingresso standard")
	fs.StringVar(&o.pendenza, "pendenza", "", "la quietanza è quella della posizione incassata di questo `file` JSON: dà debitore, oggetto, avviso, voci e giorno del pagamento")
	fs.StringVar(&o.data, "data", "", "giorno della stampa, `aaaa-mm-gg`; senza, oggi")
	fs.BoolVar(&o.sovrascrivi, "sovrascrivi", false, "sostituisce i file che esistono già")
	if err := fs.Parse(argomenti); err != nil {
		return o, err
	}
	switch {
	case o.pendenza != "" && o.quietanza == "":
		return o, errors.New("-pendenza completa una quietanza: serve -quietanza")
	case fs.NArg() > 0:
		return o, fmt.Errorf("argomento inatteso: %q", fs.Arg(0))
	case !slices.Contains([]string{"", "png", "svg"}, o.codici):
		return o, fmt.Errorf("-codici: %q non è png né svg", o.codici)
	case !slices.Contains([]string{"auto", "si", "no"}, o.bollettino):
		return o, fmt.Errorf("-bollettino: %q non è auto, si o no", o.bollettino)
	case o.gruppo < 1 || o.quanti < 0:
		return o, errors.New("-gruppo vuole un numero da 1 in su, -quanti da 0")
	}
	return o, nil
}

// esegui runs the program: 0 all printed, 1 something refused or failed, 2 wrong
// flags.
func esegui(argomenti []string, amb ambiente) int {
	o, err := leggiOpzioni(argomenti, amb)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	giorno := avviso.DataDi(amb.adesso())
	if err == nil && o.data != "" {
		giorno, err = avviso.ParseData(o.data)
	}
	if err != nil {
		fmt.Fprintln(amb.errori, "stampa:", err)
		return 2
	}
	switch {
	case o.ricevuta != "":
		err = stampaUnaRicevuta(o, giorno, amb)
	case o.quietanza != "":
		err = stampaUnaQuietanza(o, giorno, amb)
	default:
		err = stampaAvvisi(o, giorno, amb)
	}
	if err != nil {
		fmt.Fprintln(amb.errori, "stampa:", err)
		return 1
	}
	return 0
}

// apri opens a file to read, or the standard input.
func (amb ambiente) apri(nome string) (io.ReadCloser, error) {
	if nome == "-" {
		return io.NopCloser(amb.ingresso), nil
	}
	return os.Open(nome)
}

// maxRicevuta is the longest receipt that is read, in bytes.
const maxRicevuta = 16 << 20

// leggiTutto reads a file of one document.
func (amb ambiente) leggiTutto(nome string) ([]byte, error) {
	f, err := amb.apri(nome)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(f, maxRicevuta+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if len(b) > maxRicevuta {
		return nil, fmt.Errorf("%s: oltre %d byte", nome, maxRicevuta)
	}
	return b, nil
}

func stampaUnaQuietanza(o opzioni, giorno avviso.Data, amb ambiente) error {
	b, err := amb.leggiTutto(o.quietanza)
	if err != nil {
		return err
	}
	q, err := o.quietanzaDi(b, amb)
	if err != nil {
		return err
	}
	sc, err := o.perCarta(giorno)
	if err != nil {
		return err
	}
	e := carta.ComponiQuietanza(q, sc)
	for _, n := range e.Note[0] {
		fmt.Fprintln(amb.errori, "quietanza:", n)
	}
	return scriviUno(o, amb, q.Nome()+".pdf", e.PDF)
}

// quietanzaDi reads a discharge, whole or to be completed with its position.
func (o opzioni) quietanzaDi(b []byte, amb ambiente) (carta.Quietanza, error) {
	if o.pendenza == "" {
		return carta.ParseQuietanza(b)
	}
	var q carta.Quietanza
	if err := membri.Parse(b, &q); err != nil {
		return q, err
	}
	posizione, err := amb.leggiTutto(o.pendenza)
	if err != nil {
		return q, err
	}
	p, err := pendenza.ParsePendenza(posizione)
	if err != nil {
		return q, err
	}
	return carta.NuovaQuietanza(q, &p)
}

func stampaUnaRicevuta(o opzioni, giorno avviso.Data, amb ambiente) error {
	b, err := amb.leggiTutto(o.ricevuta)
	if err != nil {
		return err
	}
	r, note, err := carta.LeggiRicevuta(b, o.rigoroso)
	for _, n := range note {
		fmt.Fprintln(amb.errori, "ricevuta:", n)
	}
	if err != nil {
		return err
	}
	sc, err := o.perCarta(giorno)
	if err != nil {
		return err
	}
	e := carta.ComponiRicevuta(r, sc)
	for _, n := range e.Note[0] {
		fmt.Fprintln(amb.errori, "ricevuta:", n)
	}
	return scriviUno(o, amb, r.Nome()+".pdf", e.PDF)
}

func scriviUno(o opzioni, amb ambiente, nome string, pdf []byte) error {
	scrivi, err := scrittoreIn(o.uscita, o.sovrascrivi)
	if err != nil {
		return err
	}
	if err := scrivi(nome, pdf); err != nil {
		return err
	}
	fmt.Fprintln(amb.uscita, filepath.Join(o.uscita, nome))
	return nil
}

// sorgente returns the notices to print and what closes them.
func sorgente(o opzioni, amb ambiente) (iter.Seq2[avviso.Avviso, error], func() error, error) {
	chiusa := func() error { return nil }
	if o.avvisi != "" {
		f, err := amb.apri(o.avvisi)
		if err != nil {
			return nil, nil, err
		}
		avvisi := leggiAvvisi(f)
		if o.quanti > 0 {
			avvisi = primi(avvisi, o.quanti)
		}
		return avvisi, f.Close, nil
	}
	campione := leggiAvvisi(bytes.NewReader(campioneAvvisi))
	if o.quanti == 0 {
		return campione, chiusa, nil
	}
	var modelli []avviso.Avviso
	for a, err := range campione {
		if err != nil {
			return nil, nil, err
		}
		modelli = append(modelli, a)
	}
	return generaAvvisi(modelli, o.quanti), chiusa, nil
}

func stampaAvvisi(o opzioni, giorno avviso.Data, amb ambiente) error {
	avvisi, chiudi, err := sorgente(o, amb)
	if err != nil {
		return err
	}
	defer func() { _ = chiudi() }()
	sc, err := o.perCarta(giorno)
	if err != nil {
		return err
	}
	scrivi, err := scrittoreIn(o.uscita, o.sovrascrivi)
	if err != nil {
		return err
	}
	inizio := amb.adesso()
	p := &progresso{adesso: amb.adesso, inizio: inizio, scritto: inizio}
	if amb.terminale {
		p.w = amb.errori
	}
	c, err := stampaLotto(avvisi, scelte{
		carta: sc, codici: o.codici, perFile: o.gruppo,
		operai: runtime.GOMAXPROCS(0), scriviSu: scrivi, avanzato: p.passo,
		segnala: func(riga string) {
			p.interrompi()
			fmt.Fprintln(amb.errori, riga)
		},
	})
	p.interrompi()
	durata := amb.adesso().Sub(inizio)
	fmt.Fprintf(amb.uscita, "%d avvisi stampati, %d rifiutati, %d avvertenze; %d pagine, %d file, %.1f MB in %s\n",
		c.Stampati, c.Rifiutati, c.Avvertenze, c.Pagine, c.File, float64(c.Byte)/1e6, o.uscita)
	fmt.Fprintf(amb.uscita, "%.1f secondi, %.0f avvisi al secondo", durata.Seconds(), ritmo(c.Stampati, durata))
	if mib, ok := memoriaMassima(); ok {
		fmt.Fprintf(amb.uscita, ", memoria massima %d MiB", mib)
	}
	fmt.Fprintln(amb.uscita)
	if err == nil && c.Rifiutati > 0 {
		err = fmt.Errorf("%d avvisi rifiutati", c.Rifiutati)
	}
	return err
}
