package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// larghezza of the columns of the summary.
const (
	larghezzaClasse = 28
	larghezzaNumero = 8
	larghezzaEuro   = 18
)

// stampa writes the summary.
func stampa(out io.Writer, r *rendicontazione.Report, l *lettura, daVedere []voceDaVedere, campione bool) error {
	w := bufio.NewWriter(out)
	if campione {
		fmt.Fprint(w, "Campione incorporato: un mese di un comune inventato (riconcilia -h per i propri documenti)\n\n")
	}
	fmt.Fprintf(w, "Riconciliazione al %s\n", l.oggi.Italiana())
	for _, f := range nomiFormati {
		switch n := l.letti[f.formato]; {
		case n == 1:
			fmt.Fprintf(w, "%6d %s\n", n, f.uno)
		case n > 1:
			fmt.Fprintf(w, "%6d %s\n", n, f.molti)
		}
	}
	if l.ignorati > 0 {
		fmt.Fprintf(w, "%6d operazioni dei giornali e degli estratti che non muovono denaro da riconciliare\n", l.ignorati)
	}
	if n := len(l.problemi); n > 0 {
		fmt.Fprintf(w, "%6d illeggibili, elencati a parte\n", n)
	}
	tabella(w, "Movimenti di cassa", r.Conteggi.Movimenti.Tutti(), r.Conteggi.Movimenti.Totale())
	tabella(w, "Flussi di rendicontazione", r.Conteggi.Flussi.Tutti(), r.Conteggi.Flussi.Totale())
	tabella(w, "Righe dei flussi", r.Conteggi.Righe.Tutti(), r.Conteggi.Righe.Totale())
	tabella(w, "Voci delle ricevute", r.Conteggi.Ricevute.Tutti(), r.Conteggi.Ricevute.Totale())
	tabella(w, "Voci delle pendenze", r.Conteggi.Voci.Tutti(), r.Conteggi.Voci.Totale())
	tabella(w, "Pendenze", r.Conteggi.Pendenze.Tutti(), r.Conteggi.Pendenze.Totale())

	fmt.Fprintf(w, "\nDa vedere: %d\n", len(daVedere))
	for _, v := range daVedere {
		fmt.Fprintf(w, "  %s  %s\n      %s\n", v.oggetto, v.chiave, v.motivo)
	}
	stampaQuietanzabili(w, r)
	return w.Flush()
}

// spiegata is a class that says in Italian what it means.
type spiegata interface {
	rendicontazione.Classe
	Spiegazione() string
}

// tabella writes the classes of one kind of object.
func tabella[C spiegata](w io.Writer, titolo string, classi iter.Seq2[C, rendicontazione.Conteggio], totale rendicontazione.Conteggio) {
	if totale.Numero == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s%*s%*s\n", riempi(titolo, larghezzaClasse+2), larghezzaNumero, "numero", larghezzaEuro, "euro")
	riga := func(nome, spiegazione string, c rendicontazione.Conteggio) {
		fmt.Fprintf(w, "  %s%*d%*s", riempi(nome, larghezzaClasse), larghezzaNumero, c.Numero, larghezzaEuro, c.Importo.Italiano())
		if spiegazione != "" {
			fmt.Fprintf(w, "  %s", spiegazione)
		}
		fmt.Fprintln(w)
	}
	for c, n := range classi {
		riga(c.String(), c.Spiegazione(), n)
	}
	riga("totale", "", totale)
}

// riempi pads s with blanks to n characters.
func riempi(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s)))
}

func stampaQuietanzabili(w io.Writer, r *rendicontazione.Report) {
	q := quietanzabili(r)
	fmt.Fprintf(w, "\nPendenze che si possono quietanzare: %d\n", len(q))
	nome, iuv := 0, 0
	for _, p := range q {
		nome, iuv = max(nome, utf8.RuneCountInString(p.ID)), max(iuv, len(p.IUV))
	}
	for _, p := range q {
		fmt.Fprintf(w, "  %s  IUV %s%*s\n", riempi(p.ID, nome), riempi(p.IUV, iuv), larghezzaEuro, importoIncassato(p).Italiano())
	}
}

// importoIncassato sums the items of a position that are on the account.
func importoIncassato(p *rendicontazione.EsitoPendenza) avviso.Importo {
	tot, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for _, v := range p.Voci {
			if v.Classe == rendicontazione.VoceIncassata && !yield(v.Importo) {
				return
			}
		}
	}).Importo()
	if err != nil {
		return avviso.Importo{} // five amounts of a position cannot pass 64 bits
	}
	return tot
}

// scriviJSON writes the whole report.
func scriviJSON(out io.Writer, r *rendicontazione.Report) error {
	w := bufio.NewWriter(out)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	return w.Flush()
}
