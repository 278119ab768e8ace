package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// maxChiavi is how many payments are named under a position or a flag.
const maxChiavi = 10

// elenco counts the payments of a position or of a flag and names the first.
type elenco struct {
	numero int
	chiavi []string
}

func (e *elenco) aggiungi(p *gdp.Pagamento) {
	if e.numero++; e.numero <= maxChiavi {
		e.chiavi = append(e.chiavi, fmt.Sprintf("%s %s %s", cmp.Or(p.IdDominio.String(), "(dominio ignoto)"), p.IUV, p.CCP))
	}
}

// riassumi prints journals, positions, flags and outcomes.
func riassumi(w io.Writer, l *lettura, a argomenti) error {
	conti, err := l.analisi.Riepiloga(gdp.ConTolleranza(a.tolleranza))
	if err != nil {
		return err
	}
	pagamenti, err := l.analisi.Pagamenti(gdp.ConTolleranza(a.tolleranza))
	if err != nil {
		return err
	}
	posizioni, segnali := map[gdp.Posizione]*elenco{}, map[gdp.Segnale]*elenco{}
	for p := range pagamenti {
		voce(posizioni, p.Posizione).aggiungi(&p)
		for _, s := range p.Segnali {
			voce(segnali, s).aggiungi(&p)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d giornali, %d pagamenti, %d eventi\n\nGiornali\n", len(l.giornali), conti.Pagamenti, conti.Eventi)
	for _, g := range l.giornali {
		if g.superato {
			fmt.Fprintf(&b, "  %s  superato da un invio successivo\n", g.nome)
			continue
		}
		fmt.Fprintf(&b, "  %s  %d eventi, %d record scartati\n", g.nome, g.eventi, g.scartati)
	}
	b.WriteString("\nPosizioni\n")
	for p, n := range conti.Posizioni() {
		stampaVoce(&b, p.String(), n, posizioni[p])
	}
	b.WriteString("\nSegnali\n")
	for s, n := range conti.Segnali() {
		stampaVoce(&b, s.String(), n, segnali[s])
	}
	b.WriteString("\nEventi\n")
	for e, n := range conti.Esiti() {
		fmt.Fprintf(&b, "  %-26s %4d\n", e, n)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

func voce[K comparable](m map[K]*elenco, k K) *elenco {
	if m[k] == nil {
		m[k] = &elenco{}
	}
	return m[k]
}

func stampaVoce(b *strings.Builder, nome string, n int, e *elenco) {
	fmt.Fprintf(b, "  %-26s %4d\n", nome, n)
	if e == nil {
		return
	}
	for _, k := range e.chiavi {
		fmt.Fprintf(b, "      %s\n", k)
	}
	if altri := e.numero - len(e.chiavi); altri > 0 {
		fmt.Fprintf(b, "      e altri %d\n", altri)
	}
}

// racconta prints the time line of one payment, false when there is none.
func racconta(w io.Writer, analisi *gdp.Analisi, a argomenti) (bool, error) {
	pagamenti, err := analisi.Pagamento(a.iuv, a.ccp, gdp.ConTolleranza(a.tolleranza))
	if err != nil || len(pagamenti) == 0 {
		return false, err
	}
	for i := range pagamenti {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := raccontaUno(w, &pagamenti[i], a.diagramma); err != nil {
			return true, err
		}
	}
	return true, nil
}

func raccontaUno(w io.Writer, p *gdp.Pagamento, diagramma string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Pagamento %s, CCP %s, dominio %s\n", p.IUV, p.CCP, cmp.Or(p.IdDominio.String(), "ignoto"))
	fmt.Fprintf(&b, "  posizione %s, messaggi %s, incasso %s, tentativi %d\n", p.Posizione, p.Messaggio, p.Incasso, p.Tentativi)
	if len(p.Segnali) > 0 {
		fmt.Fprintf(&b, "  segnali: %s\n", uniti(p.Segnali))
	}
	if len(p.Impliciti) > 0 {
		fmt.Fprintf(&b, "  impliciti, in nessun giornale: %s\n", uniti(p.Impliciti))
	}
	b.WriteByte('\n')
	for _, r := range p.Registrati {
		raccontaEvento(&b, &r)
	}
	switch diagramma {
	case diagrammaSequenza:
		fmt.Fprintf(&b, "\n%s", gdp.Sequenza(p))
	case diagrammaStato:
		messaggi, err := nodo.Diagramma("mermaid", p.Messaggio)
		if err != nil {
			return err
		}
		incasso, err := gdp.DiagrammaIncasso("mermaid", p.Incasso)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n%s\n%s", messaggi, incasso)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func raccontaEvento(b *strings.Builder, r *gdp.Registrato) {
	codice := r.CodiceScritto
	if r.Codice.IsValid() {
		codice = r.Codice.String()
	}
	fmt.Fprintf(b, "  %s  %-4s  %-30s %s", r.DateTime.Format("2006-01-02 15:04:05.000"), r.Ruolo, codice, r.Esito)
	if r.Codice != r.EventCode {
		fmt.Fprintf(b, ", scritto come %s", r.EventCode)
	}
	if r.Error != nil {
		fmt.Fprintf(b, ", %s", r.Error.FaultCode)
	}
	if len(r.Segni) > 0 {
		fmt.Fprintf(b, " [%s]", uniti(r.Segni))
	}
	b.WriteByte('\n')
}

// uniti joins names with commas.
func uniti[T any](valori []T) string {
	nomi := make([]string, len(valori))
	for i, v := range valori {
		nomi[i] = fmt.Sprint(v)
	}
	return strings.Join(nomi, ", ")
}
