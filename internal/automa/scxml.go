package automa

import (
	"fmt"
	"strings"
)

// scxml writes a W3C SCXML 1.0 document. Names become
// identifiers: ASCII letters, digits and underscores stay, any other rune is
// _xHEX_. A guard is a Boolean of the data model, "guardia_" and its name,
// false until the host sets it. SCXML has one initial state: the first; the
// others, if any, are named in a comment.
func (t *tabella) scxml() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	fmt.Fprintf(&b, "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"ecmascript\" name=\"%s\" initial=\"%s\">\n",
		identificatore(t.nome), identificatore(t.stati.nomi[t.iniziali[0]]))
	if len(t.iniziali) > 1 {
		b.WriteString("  <!-- stati iniziali:")
		for _, s := range t.iniziali {
			b.WriteString(" " + identificatore(t.stati.nomi[s]))
		}
		b.WriteString(" -->\n")
	}
	if len(t.nomiGuardia) > 1 {
		b.WriteString("  <datamodel>\n")
		for _, g := range t.nomiGuardia[1:] {
			fmt.Fprintf(&b, "    <data id=\"guardia_%s\" expr=\"false\"/>\n", identificatore(g))
		}
		b.WriteString("  </datamodel>\n")
	}
	for _, s := range t.stati.ordine {
		t.scxmlStato(&b, s)
	}
	b.WriteString("</scxml>\n")
	return b.String()
}

func (t *tabella) scxmlStato(b *strings.Builder, s uint8) {
	id := identificatore(t.stati.nomi[s])
	if len(t.uscite[s]) == 0 {
		fmt.Fprintf(b, "  <final id=\"%s\"/>\n", id)
		return
	}
	fmt.Fprintf(b, "  <state id=\"%s\">\n", id)
	for _, r := range t.archi {
		if r.da != s {
			continue
		}
		fmt.Fprintf(b, "    <transition event=\"%s\"", identificatore(t.eventi.nomi[r.evento]))
		if r.guardia != 0 {
			fmt.Fprintf(b, " cond=\"guardia_%s\"", identificatore(t.nomiGuardia[r.guardia]))
		}
		fmt.Fprintf(b, " target=\"%s\"/>\n", identificatore(t.stati.nomi[r.a]))
	}
	b.WriteString("  </state>\n")
}

// identificatore turns a name into an identifier, different names into
// different ones. An event's dot must go too: SCXML matches events by prefix
// at dots.
func identificatore(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z',
			r >= '0' && r <= '9' && i > 0,
			r == '_' && !strings.HasPrefix(s[i:], "_x"):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "_x%X_", r)
		}
	}
	return b.String()
}
