// Command stampa prints payment notices and receipts of pagoPA as PDF, and their
// codes as PNG or SVG. See README.md.
package main

import (
	"bytes"
	"errors"
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
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// ambiente is what the program needs of the world.
type ambiente struct {
	ingresso  io.Reader
	uscita    io.Writer
	errori    io.Writer
	terminale bool // somebody reads errori as it is written
	adesso    func() time.Time
}

// uscitaRifiutati is the exit status when a document was refused.
const uscitaRifiutati = 1

var programma = comando.Programma{
	Nome: "stampa",
	Cosa: "stampa avvisi di pagamento, ricevute e quietanze in PDF, e i loro codici come immagini",
	Uso:  "[opzioni]",
	Esempi: []string{
		"stampa                                       (gli avvisi del campione, nella cartella stampe)",
		"stampa -avvisi avvisi.json -uscita lettere",
		"carica -ente 'Comune di Vattelapesca' -avvisi avvisi.json pendenze.csv && stampa -avvisi avvisi.json",
		"stampa -ricevuta rt.xml",
		"stampa -quietanza quietanza.json -pendenza posizione.json",
	},
	Stati: []string{
		"0    stampato tutto",
		"1    un documento è stato rifiutato: il motivo è detto, gli altri sono stampati",
		"2    riga di comando errata, o file che non si può leggere o scrivere",
		"130  interrotto: i file scritti sono interi",
	},
}

func main() {
	debug.SetGCPercent(300) // a run in bulk holds little and makes much
	os.Exit(esegui(os.Args[1:], ambiente{os.Stdin, os.Stdout, os.Stderr, comando.Terminale(os.Stderr), time.Now}))
}

// opzioni are the flags.
type opzioni struct {
	avvisi, uscita, ricevuta, quietanza, codici, bollettino string
	pendenza                                                string
	loghi, marchi, testi                                    string
	quanti, gruppo                                          int
	giorno                                                  avviso.Data
	rigoroso, sovrascrivi, fronteRetro                      bool
}

func leggiOpzioni(argomenti []string, amb ambiente) (opzioni, error) {
	var o opzioni
	fs := programma.Opzioni()
	o.giorno = avviso.DataDi(amb.adesso())
	fs.StringVar(&o.avvisi, "avvisi", "", "`file` JSON degli avvisi, - per l'ingresso standard; senza, il campione compreso nel programma")
	fs.StringVar(&o.uscita, "uscita", "stampe", "`cartella` dei file prodotti")
	fs.IntVar(&o.quanti, "quanti", 0, "quanti avvisi: i primi `N` del file, o altrettanti generati dal campione; 0 per tutti")
	fs.IntVar(&o.gruppo, "gruppo", 1, "`quanti` avvisi in ogni PDF")
	fs.StringVar(&o.codici, "codici", "", "anche i codici come immagini, nel `formato` png o svg")
	fs.StringVar(&o.bollettino, "bollettino", "auto", "`quando` stampare il bollettino postale: auto (se il conto è postale e c'è l'autorizzazione), si (anche senza), no")
	fs.BoolVar(&o.fronteRetro, "fronteretro", false, "una pagina bianca dopo un avviso di pagine dispari")
	fs.StringVar(&o.loghi, "loghi", "", "`cartella` degli stemmi, <idDominio>.png o .jpg")
	fs.StringVar(&o.marchi, "marchi", "", "`cartella` dei marchi: pagopa, posteitaliane, bancoposta, bollettino, .png o .jpg")
	fs.StringVar(&o.testi, "testi", "", "`file` JSON di testi fissi per lingua, al posto degli ufficiali o per un'altra lingua")
	fs.BoolVar(&o.rigoroso, "rigoroso", false, "rifiuta i numeri avviso con check digit errato e le ricevute non conformi")
	fs.StringVar(&o.ricevuta, "ricevuta", "", "stampa le ricevute di questo `file`, cartella o ZIP (RT, paSendRT, paSendRTV2, BizEvents; anche in base64 o SOAP) invece degli avvisi, - per l'ingresso standard")
	fs.StringVar(&o.quietanza, "quietanza", "", "stampa la quietanza di questo `file` JSON invece degli avvisi, - per l'ingresso standard")
	fs.StringVar(&o.pendenza, "pendenza", "", "la quietanza è quella della posizione incassata di questo `file` JSON: dà debitore, oggetto, avviso, voci e giorno del pagamento")
	fs.Func("data", "`giorno` della stampa, aaaa-mm-gg o gg/mm/aaaa; senza, oggi", func(s string) (err error) {
		o.giorno, err = comando.Data(s)
		return err
	})
	fs.BoolVar(&o.sovrascrivi, "sovrascrivi", false, "sostituisce i file che esistono già")
	resto, err := programma.Leggi(fs, argomenti, amb.uscita)
	if err != nil {
		return o, err
	}
	diversi := 0
	for _, s := range []string{o.avvisi, o.ricevuta, o.quietanza} {
		if s != "" {
			diversi++
		}
	}
	switch {
	case diversi > 1:
		return o, errors.New("si stampa una cosa alla volta: -avvisi, -ricevuta o -quietanza")
	case o.quietanza == comando.Ingresso && o.pendenza == comando.Ingresso:
		return o, errors.New("l'ingresso standard si legge una volta sola: o -quietanza o -pendenza")
	case o.pendenza != "" && o.quietanza == "":
		return o, errors.New("-pendenza completa una quietanza: serve -quietanza")
	case len(resto) > 0:
		return o, fmt.Errorf("argomento inatteso: %q", resto[0])
	case !slices.Contains([]string{"", "png", "svg"}, o.codici):
		return o, fmt.Errorf("-codici: %q non è png né svg", o.codici)
	case !slices.Contains([]string{"auto", "si", "no"}, o.bollettino):
		return o, fmt.Errorf("-bollettino: %q non è auto, si o no", o.bollettino)
	case o.gruppo < 1 || o.quanti < 0:
		return o, errors.New("-gruppo vuole un numero da 1 in su, -quanti da 0")
	}
	return o, nil
}

// rifiuto is a document that was refused.
type rifiuto struct{ error }

func (r rifiuto) Unwrap() error { return r.error }

// esegui runs the program.
func esegui(argomenti []string, amb ambiente) int {
	o, err := leggiOpzioni(argomenti, amb)
	amb.errori = pulito.Scrittore(amb.errori)
	if err != nil {
		return comando.Esci(programma.Nome, err, amb.errori)
	}
	switch {
	case o.ricevuta != "":
		err = stampaRicevute(o, amb)
	case o.quietanza != "":
		err = stampaUnaQuietanza(o, amb)
	default:
		err = stampaAvvisi(o, amb)
	}
	stato := comando.Esci(programma.Nome, err, amb.errori)
	if _, rifiutato := errors.AsType[rifiuto](err); rifiutato {
		return uscitaRifiutati
	}
	return stato
}

// apri opens a file to read, or the standard input.
func (amb ambiente) apri(nome string) (io.ReadCloser, error) {
	if nome == comando.Ingresso {
		return io.NopCloser(amb.ingresso), nil
	}
	f, err := os.Open(nome)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", nome, comando.Spiega(err))
	}
	if stato, err := f.Stat(); err == nil && stato.IsDir() {
		return nil, errors.Join(fmt.Errorf("%s: è una cartella", nome), f.Close())
	}
	return f, nil
}

// maxDocumento is the longest document that is read whole, in bytes.
const maxDocumento = 16 << 20

// leggiTutto reads a file of one document.
func (amb ambiente) leggiTutto(nome string) ([]byte, error) {
	f, err := amb.apri(nome)
	if err != nil {
		return nil, err
	}
	return finoA(nome, f)
}

// finoA reads a document that is not too long, and closes it.
func finoA(nome string, f io.ReadCloser) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(f, maxDocumento+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if len(b) > maxDocumento {
		return nil, rifiuto{fmt.Errorf("%s: più di %d MiB, non è un documento da stampare", nome, maxDocumento>>20)}
	}
	return b, nil
}

func stampaUnaQuietanza(o opzioni, amb ambiente) error {
	b, err := amb.leggiTutto(o.quietanza)
	if err != nil {
		return err
	}
	q, err := o.quietanzaDi(b, amb)
	if err != nil {
		return err
	}
	sc, err := o.perCarta(amb)
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
	var posizione []byte
	if o.pendenza != "" {
		var err error
		if posizione, err = amb.leggiTutto(o.pendenza); err != nil {
			return carta.Quietanza{}, err
		}
	}
	q, err := quietanzaDi(b, posizione)
	if err != nil {
		return q, rifiuto{err}
	}
	return q, nil
}

func quietanzaDi(b, posizione []byte) (carta.Quietanza, error) {
	if posizione == nil {
		return carta.ParseQuietanza(b)
	}
	var q carta.Quietanza
	if err := membri.Parse(b, &q); err != nil {
		return q, err
	}
	p, err := pendenza.ParsePendenza(posizione)
	if err != nil {
		return q, err
	}
	return carta.NuovaQuietanza(q, &p)
}

func scriviUno(o opzioni, amb ambiente, nome string, pdf []byte) error {
	s, err := o.scrittore()
	if err != nil {
		return err
	}
	if err := s.scrivi(nome, pdf); err != nil {
		return err
	}
	_, err = fmt.Fprintln(amb.uscita, filepath.Join(o.uscita, nome))
	return err
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

func stampaAvvisi(o opzioni, amb ambiente) error {
	avvisi, chiudi, err := sorgente(o, amb)
	if err != nil {
		return err
	}
	defer func() { _ = chiudi() }()
	sc, err := o.perCarta(amb)
	if err != nil {
		return err
	}
	s, err := o.scrittore()
	if err != nil {
		return err
	}
	inizio := amb.adesso()
	p := comando.NuovoProgresso(amb.errori, amb.terminale, amb.adesso)
	defer comando.SeInterrotto(programma.Nome, amb.errori, s.ferma)()
	c, err := stampaLotto(avvisi, scelte{
		carta: sc, codici: o.codici, perFile: o.gruppo,
		operai: runtime.GOMAXPROCS(0), scriviSu: s.scrivi,
		avanzato: func(fatti int) {
			p.Passo(func() string {
				return fmt.Sprintf("%d avvisi, %.0f al secondo", fatti, ritmo(fatti, amb.adesso().Sub(inizio)))
			})
		},
		segnala: func(riga string) {
			p.Interrompi()
			fmt.Fprintln(amb.errori, riga)
		},
	})
	p.Interrompi()
	durata := amb.adesso().Sub(inizio)
	memoria := ""
	if mib, ok := memoriaMassima(); ok {
		memoria = fmt.Sprintf(", memoria massima %d MiB", mib)
	}
	_, errScritto := fmt.Fprintf(amb.uscita, "%d avvisi stampati, %d rifiutati, %d avvertenze; %d pagine, %d file, %.1f MB in %s\n%.1f secondi, %.0f avvisi al secondo%s\n",
		c.Stampati, c.Rifiutati, c.Avvertenze, c.Pagine, c.File, float64(c.Byte)/1e6, o.uscita, durata.Seconds(), ritmo(c.Stampati, durata), memoria)
	switch {
	case err != nil || errScritto != nil:
		return errors.Join(err, errScritto)
	case c.Rifiutati > 0:
		return rifiuto{fmt.Errorf("%d avvisi rifiutati", c.Rifiutati)}
	case c.Stampati == 0:
		return rifiuto{errors.New("nessun avviso trovato")}
	}
	return nil
}
