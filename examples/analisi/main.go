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
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/gdp"
)

// uscitaAssente is the exit status when what was asked for is not there.
const uscitaAssente = 1

var programma = comando.Programma{
	Nome: "analisi",
	Cosa: "a che punto sono i pagamenti, dai Giornali dei Pagamenti di enti e PSP",
	Uso:  "[opzioni] [GIORNALE | CARTELLA | -] …",
	Esempi: []string{
		"analisi                                      (i giornali di esempio, inventati)",
		"analisi giornali/ GDP_PSP_BCITITMM_20200131_1.json",
		"analisi -avviso 301000000000000010 giornali/",
		"analisi -debitori elenco.csv giornali/",
		"analisi -elenco FINE_NEGATIVA -formato csv giornali/ > negativi.csv",
	},
	Note: []string{
		"Un giornale è un file GDP_<tipo>_<mittente>_<data>_<progressivo>, .zip, .json o .csv; di una\ncartella si leggono tutti. Un file nodo-….json è lo storico degli stati tenuto dal Nodo. Senza giornali si\nusano quelli di esempio.",
		"Se non si chiede nulla (-iuv, -avviso, -debitori, -elenco), dice quanti pagamenti ci sono in ogni\nstato. Gli stati e i segnali di -elenco sono:\n  " + nomiElenco() + ",\n  oppure tutti.",
		"L'elenco di -debitori è CSV (nella prima riga i nomi delle colonne) o JSON (una lista di oggetti),\ncon iuv o numeroAvviso, e codiceFiscale e anagrafica se ci sono.",
		"Le ore sono quelle italiane. Un giornale non dice se una ricevuta (RT) è positiva o negativa, né chi è\nil debitore, né quanto si paga: quello che nessun giornale dice non viene supposto.",
	},
	Stati: []string{
		"0    fatto",
		"1    un pagamento chiesto non è in nessun giornale, o nessuno è nello stato chiesto",
		"2    riga di comando errata, nessun giornale letto, o un file che non si può scrivere",
		"3    un giornale, o un altro file, non si è potuto leggere fino in fondo: il resto viene detto lo stesso",
		"130  interrotto: nessun file è stato cambiato",
	},
}

func main() {
	os.Exit(esegui(os.Args[1:], os.Stdout, ambiente{
		ingresso: os.Stdin, errori: os.Stderr, terminale: comando.Terminale(os.Stderr), adesso: time.Now,
	}))
}

// ambiente is what the program has around it, for the tests.
type ambiente struct {
	ingresso  io.Reader
	errori    io.Writer
	terminale bool // errori is a terminal
	adesso    func() time.Time
}

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
	nome       string // of the journal that is no file
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

func leggiArgomenti(args []string, out io.Writer) (argomenti, error) {
	f := programma.Opzioni()
	a := argomenti{reinvio: gdp.Sostituisce}
	iuv := f.String("iuv", "", "la storia del pagamento di questo `IUV`, qualunque sia il codice contesto")
	numero := f.String("avviso", "", "la storia del pagamento di questo `numero` avviso (18 cifre)")
	f.StringVar(&a.ccp, "ccp", "", "con -iuv o -avviso: solo questo `codice` contesto (n/a se non c'è)")
	f.StringVar(&a.debitori, "debitori", "", "la storia dei pagamenti dell'elenco in questo `file`, CSV o JSON, - per l'ingresso standard")
	f.StringVar(&a.debitore, "debitore", "", "con -debitori: solo quelli di questo `codice` fiscale")
	f.StringVar(&a.elenco, "elenco", "", "tutti i pagamenti in uno `stato` o con un segnale")
	f.StringVar(&a.formato, "formato", formatoTesto, "`forma` della risposta: testo, json, csv (per un foglio elettronico italiano)")
	f.StringVar(&a.pagina, "html", "", "scrive nel `file` anche una pagina da guardare: quanti pagamenti in ogni stato e, di quelli chiesti, le date e il diagramma; non usa la rete")
	f.StringVar(&a.diagramma, "diagramma", diagrammaSequenza, "nel testo, `quale` diagramma Mermaid del pagamento: sequenza, stato, no")
	f.StringVar(&a.nome, "nome", "", "il `nome` (GDP_…) del giornale che arriva dall'ingresso standard o da una pipe")
	f.DurationVar(&a.tolleranza, "tolleranza", gdp.TolleranzaPredefinita, "scarto ammesso tra gli orologi, una `durata` come 5m, 30s, 1h30m")
	integra := f.Bool("integra", false, "un giornale inviato più volte integra i precedenti; se manca, vale l'ultimo")
	var err error
	if a.file, err = programma.Leggi(f, args, out); err != nil {
		return a, err
	}
	if *integra {
		a.reinvio = gdp.Integra
	}
	date := map[string]bool{}
	f.Visit(func(x *flag.Flag) { date[x.Name] = true })
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
	case a.debitori == comando.Ingresso && slices.Contains(a.file, comando.Ingresso):
		return errors.New("l'ingresso standard si legge una volta sola: o -debitori o un giornale")
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
	if a.nome != "" {
		if _, err := gdp.ParseNomeFile(senzaEstensione(a.nome)); err != nil {
			return fmt.Errorf("-nome: %w", err)
		}
	}
	if date["iuv"] {
		var err error
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

// esegui is main with its surroundings as parameters, for the tests.
func esegui(args []string, out io.Writer, amb ambiente) int {
	a, err := leggiArgomenti(args, out)
	if err != nil {
		return comando.Esci(programma.Nome, err, amb.errori)
	}
	var s comando.Scritture
	defer s.Annulla()
	defer s.SeInterrotto(programma.Nome, amb.errori)()
	l := &lettura{errori: pulito.Scrittore(amb.errori), ingresso: amb.ingresso, nome: a.nome, avanza: comando.NuovoProgresso(amb.errori, amb.terminale, amb.adesso)}
	if len(a.file) == 0 {
		l.leggiCampione()
	} else {
		l.leggiFile(a.file, a.reinvio)
	}
	l.avanza.Interrompi()
	r, err := rispondi(l, a)
	if err == nil {
		err = r.scriviPagina(a.pagina, l, &s, amb.errori)
	}
	if err == nil {
		err = r.scrivi(out, a)
	}
	if err != nil {
		return comando.Esci(programma.Nome, err, amb.errori)
	}
	for _, m := range r.mancanti {
		fmt.Fprintf(l.errori, "%s: %s\n", programma.Nome, m)
	}
	switch {
	case l.guasti > 0 && r.conti.Eventi == 0:
		return comando.UscitaErrata
	case l.guasti > 0:
		return comando.UscitaInParte
	case len(r.mancanti) > 0:
		return uscitaAssente
	}
	return comando.UscitaOK
}
