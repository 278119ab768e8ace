package gdp

import (
	"fmt"
	"strings"
)

// Sequenza returns the time line of a payment as a Mermaid sequence diagram: one
// arrow for each event, from the role that recorded it to the payment, solid
// where it moved a track, with its date and time in UTC. Same payment, same bytes.
func Sequenza(p *Pagamento) string {
	if p == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString("sequenceDiagram\n")
	for r := range nomiRuolo.Tutti() {
		fmt.Fprintf(&b, "    participant %s\n", r)
	}
	b.WriteString("    participant P as Pagamento\n")
	tentativo := 1
	for i := range p.Registrati {
		r := &p.Registrati[i]
		if r.Tentativo != tentativo {
			tentativo = r.Tentativo
			fmt.Fprintf(&b, "    Note over P: tentativo %d\n", tentativo)
		}
		freccia := "--)"
		if r.Esito.muove() {
			freccia = "->>"
		}
		fmt.Fprintf(&b, "    %s%sP: %s %s (%s)\n", r.Ruolo, freccia, r.DateTime.Format(formaIstante), nomeMermaid(r), r.Esito.Descrizione())
	}
	fmt.Fprintf(&b, "    Note over P: %s, %s, %s\n", p.Messaggio, p.Incasso, p.Posizione)
	return b.String()
}

// nomeMermaid is the code of an event in a diagram; a code of no list is free
// text, and keeps only what cannot break the diagram.
func nomeMermaid(r *Registrato) string {
	if r.Codice.IsValid() {
		return r.Codice.String()
	}
	return strings.Map(func(c rune) rune {
		if c == '_' || c == '-' || alfanumerico(c) {
			return c
		}
		return '_'
	}, r.CodiceScritto)
}
