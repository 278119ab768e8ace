package automa

import (
	"fmt"
	"strconv"
	"strings"
)

// mermaid writes states s1, s2… in declared order under their quoted names,
// initial and final markers, one arrow a row and state with the guard in
// brackets.
func (t *tabella) mermaid(correnti []uint8) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	id := map[uint8]string{}
	for i, s := range t.stati.ordine {
		id[s] = "s" + strconv.Itoa(i+1)
		fmt.Fprintf(&b, "    state \"%s\" as %s\n", etichetta(t.stati.nomi[s]), id[s])
	}
	for _, s := range t.iniziali {
		fmt.Fprintf(&b, "    [*] --> %s\n", id[s])
	}
	for _, f := range t.frecce() {
		fmt.Fprintf(&b, "    %s --> %s: %s\n", id[f.da], id[f.a], f.testo)
	}
	for _, s := range t.stati.ordine {
		if len(t.uscite[s]) == 0 {
			fmt.Fprintf(&b, "    %s --> [*]\n", id[s])
		}
	}
	prima := true
	for _, s := range correnti {
		if id[s] == "" {
			continue
		}
		if prima {
			b.WriteString("    classDef corrente font-weight:bold,stroke-width:4px\n")
			prima = false
		}
		fmt.Fprintf(&b, "    class %s corrente\n", id[s])
	}
	return b.String()
}

// freccia is an arrow with its label.
type freccia struct {
	da, a uint8
	testo string
}

// frecce returns one arrow a row; in a machine with groups one arrow between two
// states, and none that stays.
func (t *tabella) frecce() []freccia {
	var tutte []freccia
	indice := map[[2]uint8]int{}
	for _, r := range t.archi {
		f := freccia{r.da, r.a, etichetta(t.eventi.nomi[r.evento])}
		if r.guardia != 0 {
			f.testo += " [" + etichetta(t.nomiGuardia[r.guardia]) + "]"
		}
		i, gia := indice[[2]uint8{r.da, r.a}]
		switch {
		case t.gruppi[r.da] != "" && r.da == r.a:
		case t.gruppi[r.da] != "" && gia:
			tutte[i].testo += ", " + f.testo
		default:
			indice[[2]uint8{r.da, r.a}] = len(tutte)
			tutte = append(tutte, f)
		}
	}
	return tutte
}

// etichetta escapes a name for a label: every sign that means something to
// Mermaid becomes an entity, which Mermaid writes between # and ;.
func etichetta(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\"#;:<>{}%&\\`", r) {
			fmt.Fprintf(&b, "#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
