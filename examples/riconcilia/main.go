// Command riconcilia says, for every euro of a body (ente creditore), where it
// is, and which debts may be discharged.
//
//	go run ./examples/riconcilia
//	go run ./examples/riconcilia -cassa giornali -flussi fdr -ricevute ricevute -pendenze pendenze.json -domini domini.json
//
// Without documents it runs on an embedded sample: one month of an invented
// municipality, in the official formats. Each flag that names documents takes a file,
// a folder or several separated by commas, may be repeated, and is a hint for the
// reader: documents are recognised by their content, wherever they lie.
//
// Formats: Giornale di Cassa OPI, camt.053, CBI XML, CBI RH, MT940 and tables, of the known
// columns or of those that -profilo describes, also in ZIP archives; FlussoRiversamento
// XML and FdR 3 JSON; RT, paSendRTReq and paSendRTV2Request; flows and receipts also inside
// SOAP or base64; receipts in JSON, BizEvents, notifications and positions of GovPay;
// receipt items, debt positions, domini and movements as JSON in the shape of the
// riconcilia command of examples/quietanza. A document of another kind is named for what it is.
//
// It prints the count and the euro of each class, what a person must look at and why,
// and the positions that may be discharged. With -json it prints the whole report, with
// -csv DIR it writes one file for each kind of object.
//
// Exit status: 0 when everything is reconciled or still in time, 1 when something needs a
// person, 2 when a document could not be read (it is named on stderr with line and column and
// the rest goes on) or the command line is wrong. The sample, which holds every case on
// purpose, is a demonstration: it exits 0.
//
// The program holds no logic: it decodes, calls rendicontazione.Riconcilia and prints.
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
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Exit statuses.
const (
	uscitaOK     = 0
	uscitaVedere = 1
	uscitaErrata = 2
)

func main() {
	os.Exit(esegui(os.Args[1:], os.Stdout, ambiente{
		errori:     os.Stderr,
		terminale:  isTerminale(os.Stderr),
		adesso:     time.Now,
		scriviFile: os.WriteFile,
	}))
}

// ambiente is what the program has around it, for the tests.
type ambiente struct {
	errori     io.Writer
	terminale  bool // errori is a terminal
	adesso     func() time.Time
	scriviFile func(nome string, dati []byte, modo os.FileMode) error
}

func isTerminale(f *os.File) bool {
	s, err := f.Stat()
	return err == nil && s.Mode()&os.ModeCharDevice != 0
}

// argomenti is the command line.
type argomenti struct {
	percorsi []string
	domini   []rendicontazione.Dominio
	conti    map[string]avviso.IdDominio
	profilo  cassa.Profilo
	oggi     avviso.Data
	json     bool
	csv      string
	opzioni  rendicontazione.Opzioni
}

// elenco is a flag that may be repeated and takes several values.
type elenco []string

func (e *elenco) String() string { return strings.Join(*e, ",") }

// Set implements flag.Value.
func (e *elenco) Set(s string) error {
	for v := range strings.SplitSeq(s, ",") {
		if v = strings.TrimSpace(v); v != "" {
			*e = append(*e, v)
		}
	}
	return nil
}

func leggiArgomenti(args []string, errori io.Writer) (argomenti, error) {
	f := flag.NewFlagSet("riconcilia", flag.ContinueOnError)
	f.SetOutput(errori)
	var documenti, domini, conti elenco
	f.Var(&documenti, "cassa", "giornali di cassa OPI, estratti camt.053 e MT940: `file o cartelle`")
	f.Var(&documenti, "flussi", "flussi di rendicontazione, XML o FdR 3: `file o cartelle`")
	f.Var(&documenti, "ricevute", "RT, paSendRTReq, paSendRTV2Request, voci in JSON: `file o cartelle`")
	f.Var(&documenti, "pendenze", "posizioni debitorie in JSON: `file o cartelle`")
	f.Var(&domini, "domini", "enti da riconciliare: `file JSON`, o codici fiscali di 11 cifre")
	f.Var(&conti, "conti", "ente di ciascun conto degli estratti: `IBAN=dominio`, o file JSON {\"IBAN\":\"dominio\"}")
	profilo := f.String("profilo", "", "colonne delle tabelle: `nome` di un profilo noto o file JSON")
	var distinti []cassa.Chiave
	f.Func("distinti", "`chiave` di un movimento che non è copia di un altro (si ripete)", func(s string) error {
		k, err := cassa.ParseChiave(s)
		distinti = append(distinti, k)
		return err
	})
	oggi := f.String("oggi", "", "giorno della riconciliazione, `aaaa-mm-gg` (oggi se manca)")
	var a argomenti
	f.BoolVar(&a.json, "json", false, "scrive il report intero in JSON")
	f.StringVar(&a.csv, "csv", "", "scrive un file CSV per tipo di oggetto nella `cartella`, che deve esistere")
	f.BoolVar(&a.opzioni.FlussoCaseSensitive, "maiuscole", false, "non cerca i flussi ignorando le maiuscole")
	f.IntVar(&a.opzioni.GiorniAttesaFlusso, "attesa-flusso", 0, "`giorni` lavorativi di attesa in più per i flussi")
	f.IntVar(&a.opzioni.GiorniAttesaAccredito, "attesa-accredito", 0, "`giorni` lavorativi di attesa in più per gli accrediti")
	if err := f.Parse(args); err != nil {
		return a, err
	}
	if f.NArg() > 0 {
		return a, fmt.Errorf("argomento di troppo: %q", f.Arg(0))
	}
	if *oggi != "" {
		d, err := avviso.ParseData(*oggi)
		if err != nil {
			return a, fmt.Errorf("-oggi: %w", err)
		}
		a.oggi = d
	}
	a.opzioni.MovimentiDistinti = distinti
	if err := a.opzioni.Valida(); err != nil {
		return a, err
	}
	var err error
	if a.profilo, err = leggiProfilo(*profilo); err != nil {
		return a, fmt.Errorf("-profilo: %w", err)
	}
	a.percorsi = documenti
	for _, v := range domini {
		if id, err := avviso.ParseIdDominio(v); err == nil {
			a.domini = append(a.domini, rendicontazione.Dominio{IdDominio: id})
		} else {
			a.percorsi = append(a.percorsi, v)
		}
	}
	a.conti = make(map[string]avviso.IdDominio)
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
		a.conti[iban] = id
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
	a, err := leggiArgomenti(args, amb.errori)
	if errors.Is(err, flag.ErrHelp) {
		return uscitaOK
	}
	if err != nil {
		fmt.Fprintf(amb.errori, "riconcilia: %v\n", err)
		return uscitaErrata
	}
	campione := len(a.percorsi) == 0
	var documenti []documento
	if campione {
		documenti = delCampione()
		if !a.oggi.IsValid() {
			a.oggi = oggiCampione
		}
	} else if documenti, err = cerca(a.percorsi); err != nil {
		fmt.Fprintf(amb.errori, "riconcilia: %v\n", err)
		return uscitaErrata
	}
	if !a.oggi.IsValid() {
		a.oggi = avviso.DataDi(amb.adesso())
	}

	l, err := nuovaLettura(a)
	if err != nil {
		fmt.Fprintf(amb.errori, "riconcilia: %v\n", err)
		return uscitaErrata
	}
	l.leggi(documenti, nuovoProgresso(amb))
	report := l.acc.Report(a.oggi, a.opzioni)

	daVedere := elencaDaVedere(&report, l)
	if a.json {
		err = scriviJSON(out, &report)
	} else {
		err = stampa(out, &report, l, daVedere, campione)
	}
	if err == nil && a.csv != "" {
		err = scriviCSV(a.csv, &report, amb.scriviFile)
	}
	for _, p := range l.problemi {
		fmt.Fprintln(amb.errori, p)
	}
	if a.json { // the summary has them
		for _, q := range l.quadrature {
			for _, v := range q.Avvertenze() {
				fmt.Fprintf(amb.errori, "riconcilia: attenzione: %s\n", v.Testo)
			}
		}
	}
	switch {
	case err != nil:
		fmt.Fprintf(amb.errori, "riconcilia: %v\n", err)
		return uscitaErrata
	case len(l.problemi) > 0:
		return uscitaErrata
	case len(daVedere) > 0 && !campione:
		return uscitaVedere
	}
	return uscitaOK
}
