// Command analisi tells, from the journals of payments (Giornale dei Pagamenti)
// of any number of bodies and PSPs, how far every payment got, what is missing
// and what contradicts.
//
//	go run ./examples/analisi
//	go run ./examples/analisi giornali/ GDP_PSP_BCITITMM_20200131_1.json
//	go run ./examples/analisi -avviso 301000000000000010 giornali/
//	go run ./examples/analisi -elenco FINE_NEGATIVA -formato csv giornali/ > negativi.csv
//
// It is for a helpdesk: what it can do, and its exit statuses, are told by -h, in
// Italian. Without journals it runs on an embedded set: those of two bodies and a
// PSP of one day, invented, in which every flag occurs but those of journals that
// are not where they should be.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
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
	ccp        string // "" for all
	debitori   string
	debitore   string
	elenco     string
	formato    string
	pagina     string
	diagramma  string
	reinvio    gdp.Reinvio
	tolleranza time.Duration
}

// Values of -diagramma and -formato.
const (
	diagrammaSequenza = "sequenza"
	diagrammaStato    = "stato"
	diagrammaNo       = "no"

	formatoTesto = "testo"
	formatoJSON  = "json"
	formatoCSV   = "csv"
)

func uso(w io.Writer) {
	fmt.Fprint(w, `analisi: a che punto sono i pagamenti, dai Giornali dei Pagamenti di enti e PSP

uso: analisi [opzioni] [GIORNALE | CARTELLA ...]

Un giornale è un file GDP_<tipo>_<mittente>_<data>_<progressivo>, .zip, .json o .csv; di una
cartella si leggono tutti i giornali. Senza giornali si usano quelli di esempio, inventati.
Le opzioni precedono i giornali.

Che cosa chiedere (se manca, quanti pagamenti ci sono in ogni stato):
  -iuv IUV            la storia del pagamento di questo IUV, qualunque sia il codice contesto
  -avviso NUMERO      la storia del pagamento di questo numero avviso (18 cifre)
  -ccp CODICE         con -iuv o -avviso: solo questo codice contesto (n/a se non c'è)
  -debitori FILE      la storia dei pagamenti di questo elenco, CSV: nella prima riga i nomi delle
                      colonne, almeno iuv o numeroAvviso; codiceFiscale e anagrafica se ci sono
  -debitore CODICE    con -debitori: solo quelli di questo codice fiscale
  -elenco STATO       tutti i pagamenti in uno stato o con un segnale (`+nomiElenco()+`,
                      oppure tutti)

Come rispondere:
  -formato FORMATO    testo (se manca), json, csv (per un foglio elettronico italiano)
  -html FILE          scrive anche una pagina da guardare: quanti pagamenti in ogni stato, e di quelli
                      chiesti le date e il diagramma; non usa la rete
  -diagramma QUALE    nel testo, il diagramma Mermaid del pagamento: sequenza (se manca), stato, no

Come leggere:
  -integra            un giornale inviato più volte integra i precedenti; se manca, vale l'ultimo
  -tolleranza DURATA  scarto ammesso tra gli orologi: 5m (se manca), 30s, 1h30m

Le ore sono quelle italiane. Un giornale non dice se una ricevuta (RT) è positiva o negativa, né chi è
il debitore, né quanto si paga: quello che nessun giornale dice non viene supposto.

Uscita: 0 fatto; 1 un pagamento chiesto non è in nessun giornale, o nessuno è nello stato chiesto;
2 comando errato, o un file che non si è potuto leggere fino in fondo (il resto viene detto lo stesso).
`)
}

func leggiArgomenti(args []string, out io.Writer) (argomenti, error) {
	f := flag.NewFlagSet("analisi", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	a := argomenti{reinvio: gdp.Sostituisce}
	iuv, numero := f.String("iuv", "", ""), f.String("avviso", "", "")
	f.StringVar(&a.ccp, "ccp", "", "")
	f.StringVar(&a.debitori, "debitori", "", "")
	f.StringVar(&a.debitore, "debitore", "", "")
	f.StringVar(&a.elenco, "elenco", "", "")
	f.StringVar(&a.formato, "formato", formatoTesto, "")
	f.StringVar(&a.pagina, "html", "", "")
	f.StringVar(&a.diagramma, "diagramma", diagrammaSequenza, "")
	f.DurationVar(&a.tolleranza, "tolleranza", gdp.TolleranzaPredefinita, "")
	integra := f.Bool("integra", false, "")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			uso(out)
			return a, err
		}
		return a, inItaliano(err)
	}
	if a.file = f.Args(); *integra {
		a.reinvio = gdp.Integra
	}
	date := map[string]bool{}
	f.Visit(func(x *flag.Flag) { date[x.Name] = true })
	for _, x := range a.file {
		if strings.HasPrefix(x, "-") {
			return a, fmt.Errorf("%s: le opzioni precedono i giornali", x)
		}
	}
	return a, a.completa(date, *iuv, *numero)
}

// completa checks what was asked for: one thing, with the values it may have.
func (a *argomenti) completa(date map[string]bool, iuv, numero string) error {
	chiesti := 0
	for _, nome := range [...]string{"iuv", "avviso", "debitori", "elenco"} {
		if date[nome] {
			chiesti++
		}
	}
	switch {
	case chiesti > 1:
		return errors.New("si chiede una cosa alla volta: -iuv, -avviso, -debitori o -elenco")
	case date["ccp"] && !date["iuv"] && !date["avviso"]:
		return errors.New("-ccp: manca -iuv o -avviso")
	case date["debitore"] && !date["debitori"]:
		return errors.New("-debitore: manca -debitori")
	case date["html"] && a.pagina == "", date["debitori"] && a.debitori == "", date["elenco"] && a.elenco == "":
		return errors.New("un'opzione ha il valore vuoto")
	}
	switch a.diagramma {
	case diagrammaSequenza, diagrammaStato, diagrammaNo:
	default:
		return fmt.Errorf("-diagramma %q: sequenza, stato o no", a.diagramma)
	}
	switch a.formato {
	case formatoTesto, formatoJSON, formatoCSV:
	default:
		return fmt.Errorf("-formato %q: testo, json o csv", a.formato)
	}
	var err error
	if date["iuv"] {
		if a.iuv, err = avviso.ParseIUV(iuv); err != nil {
			return fmt.Errorf("-iuv: %w", err)
		}
	}
	if date["avviso"] {
		n, err := avviso.ParseNumeroAvviso(numero)
		if err != nil {
			return fmt.Errorf("-avviso: %w", err)
		}
		a.iuv = n.IUV()
	}
	if a.elenco != "" {
		if _, err := filtro(a.elenco); err != nil {
			return fmt.Errorf("-elenco: %w", err)
		}
	}
	return nil
}

// inItaliano says what package flag says.
func inItaliano(err error) error {
	s := err.Error()
	for _, x := range [...][2]string{
		{"flag provided but not defined:", "opzione sconosciuta:"},
		{"flag needs an argument:", "opzione senza valore:"},
		{"invalid value", "valore errato"},
		{"invalid boolean value", "valore errato"},
		{" for flag ", " per l'opzione "},
		{"parse error", "non si legge"},
	} {
		s = strings.Replace(s, x[0], x[1], 1)
	}
	return errors.New(s + " (-h dice come si usa)")
}

// esegui is main with its surroundings as parameters, for the tests.
func esegui(args []string, out, errori io.Writer) int {
	a, err := leggiArgomenti(args, out)
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
	r, err := rispondi(l, a)
	if err == nil {
		err = r.scrivi(out, a)
	}
	if err == nil && a.pagina != "" {
		err = r.scriviPagina(a.pagina)
	}
	if err != nil {
		fmt.Fprintf(errori, "analisi: %v\n", err)
		return uscitaErrata
	}
	for _, m := range r.mancanti {
		fmt.Fprintf(errori, "analisi: %s\n", m)
	}
	switch {
	case l.guasti > 0:
		return uscitaErrata
	case len(r.mancanti) > 0:
		return uscitaAssente
	}
	return uscitaOK
}
