// Command riconcilia says, for every euro of a body (ente creditore), where it
// is, and which debts may be discharged.
//
//	go run ./examples/riconcilia
//	go run ./examples/riconcilia -domini domini.json giornali fdr ricevute pendenze.json
//	go run ./examples/riconcilia -csv foglio -html pagina.html -confronta ieri.json marzo
//
// Without documents it runs on an embedded sample: one month of an invented
// municipality, in the official formats. The arguments are files and folders, or "-" for the
// standard input: documents are recognised by their content, wherever they lie; the flags that
// name documents are other ways to give them, may be repeated and take several values divided
// by commas.
//
// Formats: Giornale di Cassa OPI, camt.053, CBI XML, CBI RH, MT940 and tables, of the known
// columns or of those that -profilo describes, also in ZIP archives; FlussoRiversamento
// XML and FdR 3 JSON; RT, paSendRTReq and paSendRTV2Request; flows and receipts also inside
// SOAP or base64; receipts in JSON, BizEvents, notifications and positions of GovPay;
// receipt items, debt positions, domini and movements as JSON in the shape of the
// riconcilia command of examples/quietanza. A document of another kind is named for what it is.
//
// It prints one screen: what was read and what was not, where the money is, what is to be done and
// whom to ask; with -tutto all of it. With -json it prints the whole report, with -csv DIR it writes
// tables for an Italian spreadsheet, among them incassi.csv, a row for each payment of each
// credit. Files are written whole or not at all, and never over a document that was read.
//
// Exit status: 0 when everything is reconciled or still in time, 1 when something needs a
// person, 3 when a document could not be read (it is named on stderr with line and column and
// the rest goes on), 2 when none could, or the command line is wrong. The sample, which holds every
// case on purpose, is a demonstration: it exits 0.
//
// The program holds no logic: package quadro decodes, calls the engine and tells; here are files and
// the screen.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/examples/riconcilia/campione"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// uscitaVedere is the exit status when something needs a person.
const uscitaVedere = 1

var programma = comando.Programma{
	Nome: "riconcilia",
	Cosa: "dice dove è ogni euro di pagoPA, che cosa c'è da fare e a chi chiedere",
	Uso:  "[opzioni] [FILE | CARTELLA | -] …",
	Esempi: []string{
		"riconcilia                                   (il campione incorporato)",
		"riconcilia -domini 99999000013 -conti IT60…=99999000013 marzo/",
		"riconcilia -oggi 31/03/2025 -csv foglio marzo/",
		"riconcilia -json marzo/ > oggi.json; riconcilia -confronta ieri.json marzo/",
		"riconcilia -configurazione mensile.json -oggi 31/03/2025 marzo/",
	},
	Note: []string{notaConfigurazione},
	Stati: []string{
		"0    tutto è riconciliato, o ancora nei termini (e sempre, sul campione)",
		"1    c'è qualcosa da vedere",
		"2    la riga di comando è errata, non si legge nessun documento o un file non si scrive",
		"3    un documento, o una sua parte, non si legge: il resto è riconciliato, e ciò che ne dipende è segnato",
		"130  interrotto: nessun file è stato cambiato",
	},
}

func main() {
	os.Exit(esegui(os.Args[1:], os.Stdout, ambiente{
		ingresso:  os.Stdin,
		errori:    os.Stderr,
		terminale: comando.Terminale(os.Stderr),
		adesso:    time.Now,
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
	quadro.Richiesta
	percorsi  []string
	json      bool
	tutto     bool
	csv       string
	html      string
	confronta string

	configurazione string
}

// elenco is a flag that may be repeated and takes several values.
type elenco []string

func (e *elenco) String() string { return strings.Join(*e, ",") }

// Set implements flag.Value. A value that is a path is one, commas and all.
func (e *elenco) Set(s string) error {
	if _, err := os.Stat(s); err == nil {
		*e = append(*e, s)
		return nil
	}
	for v := range strings.SplitSeq(s, ",") {
		if v = strings.TrimSpace(v); v != "" {
			*e = append(*e, v)
		}
	}
	return nil
}

func leggiArgomenti(args []string, out io.Writer) (argomenti, error) {
	f := programma.Opzioni()
	var documenti, domini, conti elenco
	f.Var(&documenti, "cassa", "giornali di cassa OPI, estratti camt.053 e MT940, tabelle: `file o cartelle`")
	f.Var(&documenti, "flussi", "flussi di rendicontazione, XML o FdR 3: `file o cartelle`")
	f.Var(&documenti, "ricevute", "RT, paSendRTReq, paSendRTV2Request, voci in JSON: `file o cartelle`")
	f.Var(&documenti, "pendenze", "posizioni debitorie in JSON: `file o cartelle`")
	f.Var(&domini, "domini", "enti da riconciliare: `file JSON`, o codici fiscali di 11 cifre")
	f.Var(&conti, "conti", "ente di ciascun conto degli estratti: `IBAN=dominio`, o file JSON {\"IBAN\":\"dominio\"}")
	profilo := f.String("profilo", "", "colonne delle tabelle: `nome` di un profilo noto o file JSON")
	var a argomenti
	f.Func("distinti", "`chiave` di un movimento che non è copia di un altro (si ripete)", func(s string) error {
		k, err := cassa.ParseChiave(s)
		a.Opzioni.MovimentiDistinti = append(a.Opzioni.MovimentiDistinti, k)
		return err
	})
	f.Func("oggi", "`giorno` della riconciliazione, aaaa-mm-gg o gg/mm/aaaa (se manca: oggi)", func(s string) (err error) {
		a.Oggi, err = comando.Data(s)
		return err
	})
	f.BoolVar(&a.tutto, "tutto", false, "scrive ogni classe, ogni caso e ogni pendenza quietanzabile")
	f.BoolVar(&a.json, "json", false, "scrive il report intero in JSON")
	f.StringVar(&a.csv, "csv", "", "scrive le tabelle per un foglio elettronico nella `cartella`, che se manca è creata")
	f.StringVar(&a.html, "html", "", "scrive nel `file` una pagina da guardare e stampare, che non ha bisogno della rete")
	f.StringVar(&a.confronta, "confronta", "", "dice che cosa è cambiato da un altro giorno: `file` scritto allora con -json")
	f.BoolVar(&a.Opzioni.FlussoCaseSensitive, "maiuscole", false, "non cerca i flussi ignorando le maiuscole")
	f.IntVar(&a.Opzioni.GiorniAttesaFlusso, "attesa-flusso", 0, "`giorni` lavorativi di attesa in più per i flussi")
	f.IntVar(&a.Opzioni.GiorniAttesaAccredito, "attesa-accredito", 0, "`giorni` lavorativi di attesa in più per gli accrediti")
	f.StringVar(&a.configurazione, "configurazione", "", "quello che la riga di comando non dice, da un `file` JSON")
	argomenti, err := programma.Leggi(f, args, out)
	if err == nil && a.configurazione != "" {
		var c configurazione
		if c, err = leggiConfigurazione(a.configurazione); err == nil {
			err = c.completa(f, &documenti, argomenti)
		}
		if err != nil {
			err = fmt.Errorf("-configurazione: %s: %w", a.configurazione, err)
		}
	}
	if err != nil {
		return a, err
	}
	a.Opzioni.Riscossioni = a.json
	if a.Profilo, err = leggiProfilo(*profilo); err != nil {
		return a, fmt.Errorf("-profilo: %w", err)
	}
	a.percorsi = append(documenti, argomenti...)
	for _, v := range domini {
		if id, err := avviso.ParseIdDominio(v); err == nil {
			a.Domini = append(a.Domini, rendicontazione.Dominio{IdDominio: id})
		} else {
			a.percorsi = append(a.percorsi, v)
		}
	}
	a.Conti = make(map[string]avviso.IdDominio)
	for _, v := range conti {
		iban, dominio, ok := strings.Cut(v, "=")
		if !ok {
			a.percorsi = append(a.percorsi, v)
			continue
		}
		id, err := avviso.ParseIdDominio(dominio)
		if err != nil {
			return a, fmt.Errorf("-conti %s: %w", v, err)
		}
		a.Conti[iban] = id
	}
	return a, nil
}

// leggiProfilo returns the profile of a name, or that of a file.
func leggiProfilo(nome string) (cassa.Profilo, error) {
	if p, noto := cassa.ProfiloNoto(nome); noto || nome == "" {
		return p, nil
	}
	dati, err := os.ReadFile(nome)
	if err != nil {
		return cassa.Profilo{}, err
	}
	return cassa.ParseProfilo(dati)
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
	v, err := a.riconcilia(amb)
	if err == nil {
		err = v.scrivi(&a, &s, out, amb)
	}
	errori := pulito.Scrittore(amb.errori)
	if v != nil {
		for _, p := range v.NonLetti {
			fmt.Fprintln(errori, p)
		}
		if a.json { // the summary has them
			for _, q := range v.Quadrature {
				for _, x := range q.Avvertenze() {
					fmt.Fprintf(errori, "riconcilia: attenzione: %s\n", x.Testo)
				}
			}
		}
	}
	switch {
	case err != nil:
		return comando.Esci(programma.Nome, err, amb.errori)
	case len(v.NonLetti) > 0 && v.niente():
		return comando.UscitaErrata
	case len(v.NonLetti) > 0:
		return comando.UscitaInParte
	case len(v.Casi) > 0 && !v.campione:
		return uscitaVedere
	}
	return comando.UscitaOK
}

// niente reports whether nothing was read.
func (v *vista) niente() bool {
	return len(v.Letti) == 0 && len(v.Movimenti)+len(v.Flussi)+len(v.Ricevute)+len(v.Pendenze) == 0
}

var errNessuno = errors.New("nessun documento trovato")

// riconcilia reads the documents and asks the engine; what it read is told even with an error.
func (a *argomenti) riconcilia(amb ambiente) (*vista, error) {
	v := &vista{tutto: a.tutto, campione: len(a.percorsi) == 0}
	var mancati []comando.Mancato
	if v.campione {
		v.documenti = campione.Documenti()
		if !a.Oggi.IsValid() {
			a.Oggi = campione.Oggi
		}
	} else {
		var trovati []comando.Documento
		trovati, mancati = comando.Elenca(a.percorsi, amb.ingresso)
		for _, d := range trovati {
			v.documenti = append(v.documenti, quadro.Documento{Nome: d.Nome, Apri: d.Apri})
		}
	}
	if !a.Oggi.IsValid() {
		a.Oggi = avviso.DataDi(amb.adesso())
	}
	l, err := quadro.NuovaLettura(a.Richiesta)
	if err != nil {
		return nil, err
	}
	for _, m := range mancati {
		l.Problema(m.Nome, m.Err)
	}
	p := comando.NuovoProgresso(amb.errori, amb.terminale, amb.adesso)
	l.Leggi(v.documenti, func(fatti, tutti int) {
		p.Passo(func() string { return fmt.Sprintf("letti %d documenti di %d", fatti, tutti) })
	})
	p.Interrompi()
	v.Quadro = l.Quadro()
	if len(v.documenti) == 0 {
		return v, errNessuno
	}
	return v, v.confronta(a.confronta)
}

// confronta reads the report of another day, written with -json.
func (v *vista) confronta(nome string) error {
	if nome == "" {
		return nil
	}
	dati, err := os.ReadFile(nome)
	if err == nil {
		err = v.Confronta(nome, dati)
	}
	if err != nil {
		return fmt.Errorf("-confronta: %w", err)
	}
	return nil
}

// scrivi writes the files, then the screen: who closes it early has the files.
func (v *vista) scrivi(a *argomenti, s *comando.Scritture, out io.Writer, amb ambiente) error {
	for _, d := range v.documenti {
		s.Leggera(d.Nome)
	}
	s.Leggera(a.confronta)
	s.Leggera(a.configurazione)
	if err := v.scriviCSV(a.csv, s); err != nil {
		return err
	}
	if err := v.scriviHTML(a.html, s); err != nil {
		return err
	}
	if err := s.Conferma(); err != nil {
		return err
	}
	for _, f := range []struct{ nome, cosa string }{{a.csv, "tabelle scritte in"}, {a.html, "pagina scritta in"}} {
		if f.nome != "" {
			fmt.Fprintf(amb.errori, "riconcilia: %s %s\n", f.cosa, pulito.Testo(f.nome))
		}
	}
	if a.json {
		return v.ScriviJSON(out)
	}
	return v.stampa(out)
}
