package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// scrivi writes the answer in the form that was asked for.
func (r *risposta) scrivi(w io.Writer, a argomenti) error {
	switch a.formato {
	case formatoJSON:
		return r.scriviJSON(w)
	case formatoCSV:
		return r.scriviCSV(w)
	}
	var b strings.Builder
	switch {
	case r.elenco:
		r.scriviElenco(&b)
	case r.storia:
		for i := range r.trovati {
			if i > 0 {
				b.WriteByte('\n')
			}
			if err := racconta(&b, &r.trovati[i], a.diagramma); err != nil {
				return err
			}
		}
	default:
		r.riassumi(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// riassumi writes journals, states, flags and events.
func (r *risposta) riassumi(b *strings.Builder) {
	fmt.Fprintf(b, "%d giornali, %d pagamenti, %d eventi\n\nGiornali\n", len(r.giornali), r.conti.Pagamenti, r.conti.Eventi)
	for _, g := range r.giornali {
		fmt.Fprintf(b, "  %s  %s\n", stampabile(cmp.Or(g.File, g.Nome)), g.detto())
	}
	b.WriteString("\nStati\n")
	for p, n := range r.conti.Posizioni() {
		r.voce(b, p.String(), p.Descrizione(), n)
	}
	b.WriteString("\nDa guardare\n")
	nessuno := true
	for s, n := range r.conti.Segnali() {
		if n > 0 {
			nessuno = false
			r.voce(b, s.String(), s.Descrizione(), n)
		}
	}
	if nessuno {
		b.WriteString("  nulla\n")
	}
	b.WriteString("\nEventi\n")
	for e, n := range r.conti.Esiti() {
		if n > 0 {
			fmt.Fprintf(b, "  %6d  %s\n", n, e.Descrizione())
		}
	}
}

// detto says what came from a journal.
func (g *giornale) detto() string {
	if g.Superato {
		return "superato da un invio successivo, non letto"
	}
	s := fmt.Sprintf("%d eventi, %d record scartati", g.Eventi, g.Scartati)
	if g.Omonimo {
		s += ", letto insieme ad altri dello stesso nome"
	}
	return s
}

func (r *risposta) voce(b *strings.Builder, nome, descrizione string, n int) {
	fmt.Fprintf(b, "  %6d  %s: %s\n", n, nome, descrizione)
	for _, p := range r.perStato[nome] {
		fmt.Fprintf(b, "            %s\n", chiave(&p))
	}
	if altri := n - len(r.perStato[nome]); altri > 0 {
		fmt.Fprintf(b, "            e altri %d: -elenco %s\n", altri, nome)
	}
}

// chiave is a payment on one line.
func chiave(p *gdp.Pagamento) string {
	return fmt.Sprintf("ente %s, IUV %s, codice contesto %s", ente(p), p.IUV, stampabile(p.CCP))
}

func ente(p *gdp.Pagamento) string { return cmp.Or(p.IdDominio.String(), "sconosciuto") }

// scriviElenco writes one payment a line.
func (r *risposta) scriviElenco(b *strings.Builder) {
	for i := range r.trovati {
		p := &r.trovati[i].Pagamento
		fmt.Fprintf(b, "%-11s  %-25s  %-12s  %-19s  %s  %s\n", ente(p), p.IUV, stampabile(p.CCP), p.Posizione, ultimo(p), daGuardare(p))
	}
	fmt.Fprintf(b, "%d pagamenti\n", len(r.trovati))
}

// ultimo is the time of the last event.
func ultimo(p *gdp.Pagamento) string {
	if len(p.Registrati) == 0 {
		return ""
	}
	return quando(p.Registrati[len(p.Registrati)-1].DateTime)
}

func daGuardare(p *gdp.Pagamento) string {
	var testi []string
	for _, s := range p.Segnali {
		testi = append(testi, s.Descrizione())
	}
	return strings.Join(testi, "; ")
}

// quando is an instant by the clock of Italy.
func quando(t time.Time) string {
	locale := string(ora.AppendLocale(nil, t))
	_, orologio, _ := strings.Cut(locale, "T")
	return fmt.Sprintf("%s %s,%03d", avviso.DataDi(t).Italiana(), orologio, t.Nanosecond()/int(time.Millisecond))
}

// racconta writes the time line of one payment.
func racconta(b *strings.Builder, t *trovato, diagramma string) error {
	p := &t.Pagamento
	fmt.Fprintf(b, "Pagamento %s\n  ente creditore %s, codice contesto %s\n", p.IUV, ente(p), stampabile(p.CCP))
	if t.debitore.codiceFiscale != "" || t.debitore.anagrafica != "" {
		fmt.Fprintf(b, "  debitore, secondo l'elenco: %s\n", stampabile(strings.TrimSpace(t.debitore.codiceFiscale+" "+t.debitore.anagrafica)))
	}
	fmt.Fprintf(b, "  %s: %s\n  messaggi: %s\n  denaro: %s\n", p.Posizione, p.Posizione.Descrizione(), messaggio(p.Messaggio), p.Incasso.Descrizione())
	if p.Tentativi > 1 {
		fmt.Fprintf(b, "  tentativi: %d\n", p.Tentativi)
	}
	for _, s := range p.Segnali {
		fmt.Fprintf(b, "  da guardare: %s\n", s.Descrizione())
	}
	for _, c := range p.Impliciti {
		fmt.Fprintf(b, "  deve essere avvenuto, e nessun giornale lo ha: %s, %s\n", c, c.Descrizione())
	}
	b.WriteByte('\n')
	for i := range p.Registrati {
		x := &p.Registrati[i]
		fmt.Fprintf(b, "  %s  %-14s  %-30s  %s\n", quando(x.DateTime), x.Ruolo.Descrizione(), codice(x), commento(x))
	}
	switch diagramma {
	case diagrammaSequenza:
		fmt.Fprintf(b, "\n%s", gdp.Sequenza(p))
	case diagrammaStato:
		messaggi, err := nodo.Diagramma("mermaid", p.Messaggio)
		if err != nil {
			return err
		}
		incasso, err := gdp.DiagrammaIncasso("mermaid", p.Incasso)
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "\n%s\n%s\n%s", gdp.DiagrammaPubblicato(p.Posizione), messaggi, incasso)
	}
	return nil
}

// messaggio says where the messages are.
func messaggio(s nodo.Stato) string {
	if s == nodo.Start {
		return "nessun giornale ne ha"
	}
	return s.String() + ", " + s.Descrizione()
}

// codice is the code of an event, as it was taken; as it was written when it is
// of no list.
func codice(x *gdp.Registrato) string {
	if x.Codice.IsValid() {
		return x.Codice.String()
	}
	return stampabile(x.CodiceScritto)
}

// commento is what the analysis made of an event, what it said of an error, and
// its marks.
func commento(x *gdp.Registrato) string {
	testi := []string{x.Esito.Descrizione()}
	if x.Codice != x.EventCode {
		testi = append(testi, "scritto come "+x.EventCode.String())
	}
	if x.Error != nil {
		testi = append(testi, "errore "+stampabile(strings.TrimSpace(string(x.Error.FaultCode)+" "+x.Error.FaultString)))
	}
	for _, s := range x.Segni {
		testi = append(testi, s.Descrizione())
	}
	return strings.Join(testi, "; ")
}

// stampabile is a text of a document that a terminal may show: no control or
// direction character.
func stampabile(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) {
			return c
		}
		return unicode.ReplacementChar
	}, s)
}
