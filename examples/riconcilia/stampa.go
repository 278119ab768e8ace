package main

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/rendicontazione"
)

// larghezza of the columns of the summary.
const (
	larghezzaClasse = 28
	larghezzaNumero = 8
	larghezzaEuro   = 18
)

// vista is what is shown.
type vista struct {
	*quadro.Quadro
	documenti []quadro.Documento
	campione  bool
	tutto     bool
}

// stampa writes one screen: what was read and what was not, where the money is, what to do and whom
// to ask; with tutto everything.
func (v *vista) stampa(out io.Writer) error {
	w := bufio.NewWriter(pulito.Scrittore(out))
	if v.campione {
		fmt.Fprint(w, "Campione incorporato: un mese di un comune inventato (riconcilia -h per i propri documenti)\n\n")
	}
	fmt.Fprintf(w, "Riconciliazione al %s", v.Oggi.Italiana())
	v.enti(w)
	v.letti(w)
	v.avvertimento(w)
	if v.tutto {
		v.classi(w)
	} else {
		v.denaro(w)
	}
	v.cambiato(w)
	v.daFare(w)
	if v.tutto {
		v.stampaQuietanzabili(w)
	}
	return w.Flush()
}

// enti names the bodies, when they are few.
func (v *vista) enti(w io.Writer) {
	visti := make(map[avviso.IdDominio]int)
	var ordine []string
	conta := func(d avviso.IdDominio) {
		if visti[d]++; visti[d] == 1 && d.IsValid() {
			ordine = append(ordine, d.String())
		}
	}
	for i := range v.Movimenti {
		conta(v.Movimenti[i].IdDominio)
	}
	for i := range v.Flussi {
		conta(v.Flussi[i].IdDominio)
	}
	for i := range v.Pendenze {
		conta(v.Pendenze[i].IdDominio)
	}
	slices.Sort(ordine)
	switch n := len(ordine); {
	case n > 4:
		fmt.Fprintf(w, ", %d enti", n)
	case n > 1:
		fmt.Fprintf(w, ", enti %s", strings.Join(ordine, ", "))
	case n == 1:
		fmt.Fprintf(w, ", ente %s", ordine[0])
	}
	fmt.Fprintln(w)
}

// letti counts the documents.
func (v *vista) letti(w io.Writer) {
	fmt.Fprintf(w, "Letti: %s", v.ElencoLetti())
	if v.Ignorati > 0 {
		fmt.Fprintf(w, " (%d operazioni non muovono denaro da riconciliare)", v.Ignorati)
	}
	fmt.Fprintln(w)
}

// maxNonLetti is how many of the documents that were not read the screen names.
const maxNonLetti = 3

// avvertimento shouts what was not read: the rest is not a fact.
func (v *vista) avvertimento(w io.Writer) {
	n := len(v.NonLetti)
	if n == 0 {
		return
	}
	fmt.Fprintf(w, "\n*** ATTENZIONE: %d %s. Ciò che ha un * dipende da documenti che mancano, e può non essere vero. ***\n", n, plurale(n, "documento, o parte, NON LETTO", "documenti, o parti, NON LETTI"))
	for i, p := range v.NonLetti {
		if i == maxNonLetti && !v.tutto {
			fmt.Fprintf(w, "  e altri %d, elencati sull'uscita degli errori\n", n-i)
			break
		}
		fmt.Fprintf(w, "  %s\n", p)
	}
}

func plurale(n int, uno, molti string) string {
	if n == 1 {
		return uno
	}
	return molti
}

// voceDenaro is a line of where the money is.
type voceDenaro struct {
	nome            string
	aPosto, attesa  rendicontazione.Conteggio
	daVedere, altro rendicontazione.Conteggio
}

// denaro says where the money is, a line for each kind of object.
func (v *vista) denaro(w io.Writer) {
	fmt.Fprintf(w, "\n%-22s%24s%24s%24s%24s\n", "euro (numero)", "a posto", "in attesa", "da vedere", "altro")
	for _, d := range v.dove() {
		if d.aPosto.Numero+d.attesa.Numero+d.daVedere.Numero+d.altro.Numero == 0 {
			continue
		}
		fmt.Fprintf(w, "%s", riempi(d.nome, 22))
		for _, c := range []rendicontazione.Conteggio{d.aPosto, d.attesa, d.daVedere, d.altro} {
			testo := "-"
			if c.Numero > 0 {
				testo = fmt.Sprintf("%s (%d)", c.Importo.Italiano(), c.Numero)
			}
			fmt.Fprintf(w, "%24s", testo)
		}
		fmt.Fprintln(w)
	}
	q := v.Quietanzabili()
	tot, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for _, p := range q {
			if !yield(quadro.Incassato(p)) {
				return
			}
		}
	}).Importo()
	if err == nil {
		fmt.Fprintf(w, "Pendenze che si possono quietanzare: %d, € %s\n", len(q), tot.Italiano())
	}
}

// dove divides the classes of each kind of object.
func (v *vista) dove() []voceDenaro {
	c := &v.Conteggi
	return []voceDenaro{
		dividi("Accrediti e addebiti", c.Movimenti, "RICONCILIATO INTEGRAZIONE RICONCILIATO_SINGOLO", "IN_ATTESA_FLUSSO", rendicontazione.ClasseMovimento.RichiedeIntervento),
		dividi("Flussi", c.Flussi, "RICONCILIATO", "IN_ATTESA_ACCREDITO", rendicontazione.ClasseFlusso.RichiedeIntervento),
		dividi("Ricevute", c.Ricevute, "INCASSATA", "IN_ATTESA RENDICONTATA", rendicontazione.ClasseRicevuta.RichiedeIntervento),
		dividi("Pendenze", c.Pendenze, "INCASSATA", "RENDICONTATA PAGATA PARZIALE PARZIALMENTE_INCASSATA", rendicontazione.ClassePendenza.RichiedeIntervento),
	}
}

func dividi[C rendicontazione.Classe](nome string, conti rendicontazione.PerClasse[C], aPosto, attesa string, vedere func(C) bool) voceDenaro {
	d := voceDenaro{nome: nome}
	for c, n := range conti.Tutti() {
		dove := &d.altro
		switch {
		case slices.Contains(strings.Fields(aPosto), c.String()):
			dove = &d.aPosto
		case slices.Contains(strings.Fields(attesa), c.String()):
			dove = &d.attesa
		case vedere(c):
			dove = &d.daVedere
		}
		dove.Numero += n.Numero
		if tot, err := avviso.TotaleDi(slices.Values([]avviso.Importo{dove.Importo, n.Importo})).Importo(); err == nil {
			dove.Importo = tot
		} else {
			dove.Oltre = true
		}
	}
	return d
}

// maxCambi is how many kinds of change the screen has.
const maxCambi = 8

// cambiato says what is different from a report made before.
func (v *vista) cambiato(w io.Writer) {
	if v.Precedente == "" {
		return
	}
	fmt.Fprintf(w, "\nCambiato da %s: %d\n", v.Precedente, len(v.Differenze))
	if v.tutto {
		for _, c := range v.Differenze {
			fmt.Fprintf(w, "  %s %s: %s\n", strings.ToLower(string(c.Oggetto)), c.Chiave, quadro.Racconta(&c))
		}
		return
	}
	quanti := make(map[string]int)
	var ordine []string
	for _, c := range v.Differenze {
		k := strings.ToLower(string(c.Oggetto)) + ": " + quadro.Racconta(&c)
		if quanti[k]++; quanti[k] == 1 {
			ordine = append(ordine, k)
		}
	}
	for i, k := range ordine {
		if i == maxCambi {
			fmt.Fprintf(w, "  e altri %d generi: -tutto li elenca\n", len(ordine)-i)
			break
		}
		fmt.Fprintf(w, "%6d %s\n", quanti[k], k)
	}
}

// daFare lists the cases by whom to ask and what to do.
func (v *vista) daFare(w io.Writer) {
	casi := v.Casi
	fmt.Fprintf(w, "\nDa fare: %d casi\n", len(casi))
	var chi quadro.Destinatario
	dipende := len(v.NonLetti) > 0
	for _, g := range quadro.Generi(casi) {
		if g[0].AChi != chi {
			chi = g[0].AChi
			fmt.Fprintf(w, "%s\n", chi)
		}
		tot, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
			for _, c := range g {
				if !yield(c.Importo) {
					return
				}
			}
		}).Importo()
		euro := tot.Italiano()
		if err != nil {
			euro = "oltre"
		}
		fmt.Fprintf(w, "%5d%14s%s %s\n", len(g), euro, asterisco(dipende && slices.ContainsFunc(g, func(c quadro.Caso) bool { return c.Dipende })), g[0].Cosa)
		if v.tutto {
			for _, c := range g {
				elenca(w, &c, dipende)
			}
			continue
		}
		fmt.Fprintf(w, "%20s%s", "", quadro.Abbrevia(nome(&g[0])))
		if n := len(g) - 1; n > 0 {
			fmt.Fprintf(w, " e %s", plurale(n, "un altro", fmt.Sprintf("altri %d", n)))
		}
		fmt.Fprintln(w)
	}
	if !v.tutto && len(casi) > 0 {
		fmt.Fprint(w, "Ogni caso per esteso: -tutto; in un foglio: -csv CARTELLA; in una pagina: -html FILE\n")
	}
}

func asterisco(si bool) string {
	if si {
		return "*"
	}
	return " "
}

// nome names a case, with its body.
func nome(c *quadro.Caso) string {
	if !c.Dominio.IsValid() {
		return c.Chiave
	}
	return c.Chiave + " (" + c.Dominio.String() + ")"
}

// elenca writes a case and all that it is about.
func elenca(w io.Writer, c *quadro.Caso, dipende bool) {
	fmt.Fprintf(w, "    %s%s  %s\n          %s\n", asterisco(dipende && c.Dipende), c.Oggetto, nome(c), c.Motivo)
	for _, a := range c.Altre {
		fmt.Fprintf(w, "        %s%s  %s\n          %s\n", asterisco(dipende && a.Dipende), a.Oggetto, a.Chiave, a.Motivo)
	}
}

// classi writes every class of every kind of object.
func (v *vista) classi(w io.Writer) {
	c := &v.Conteggi
	tabella(w, "Movimenti di cassa", c.Movimenti.Tutti(), c.Movimenti.Totale())
	tabella(w, "Flussi di rendicontazione", c.Flussi.Tutti(), c.Flussi.Totale())
	tabella(w, "Righe dei flussi", c.Righe.Tutti(), c.Righe.Totale())
	tabella(w, "Voci delle ricevute", c.Ricevute.Tutti(), c.Ricevute.Totale())
	tabella(w, "Voci delle pendenze", c.Voci.Tutti(), c.Voci.Totale())
	tabella(w, "Pendenze", c.Pendenze.Tutti(), c.Pendenze.Totale())
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

func (v *vista) stampaQuietanzabili(w io.Writer) {
	q := v.Quietanzabili()
	fmt.Fprintf(w, "\nPendenze che si possono quietanzare: %d\n", len(q))
	nome, iuv := 0, 0
	for _, p := range q {
		nome, iuv = max(nome, utf8.RuneCountInString(p.ID)), max(iuv, len(p.IUV))
	}
	for _, p := range q {
		fmt.Fprintf(w, "  %s  IUV %s%*s\n", riempi(p.ID, nome), riempi(p.IUV, iuv), larghezzaEuro, quadro.Incassato(p).Italiano())
	}
}
