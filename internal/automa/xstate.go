package automa

import (
	"encoding/json"
	"strconv"
	"strings"
)

// xstate writes the JSON configuration of an XState v5 machine, for createMachine: guards by name (the host provides them), states
// without a way out of type "final", the source of each row as the
// description of its transition. XState has one initial state: the first.
// A row from a state to itself re-enters nothing there, as here. The
// group of a state is its tag.
func (t *tabella) xstate() string {
	var b strings.Builder
	b.WriteString("{\n  \"id\": " + testoJSON(t.nome) + ",\n")
	b.WriteString("  \"initial\": " + testoJSON(t.stati.nomi[t.iniziali[0]]) + ",\n")
	b.WriteString("  \"states\": {\n")
	for i, s := range t.stati.ordine {
		b.WriteString("    " + testoJSON(t.stati.nomi[s]) + ": {")
		t.xstateStato(&b, s)
		b.WriteString("}" + virgola(i, len(t.stati.ordine)) + "\n")
	}
	b.WriteString("  }\n}\n")
	return b.String()
}

// xstateStato writes the inside of one state.
func (t *tabella) xstateStato(b *strings.Builder, s uint8) {
	var id string
	if v := t.bersaglio(s); v[0] == '#' {
		id = "\"id\": " + testoJSON(v[1:])
	}
	if g := t.gruppi[s]; g != "" {
		if id != "" {
			id += ", "
		}
		id += "\"tags\": [" + testoJSON(g) + "]"
	}
	if len(t.uscite[s]) == 0 {
		if id != "" {
			id += ", "
		}
		b.WriteString(id + "\"type\": \"final\"")
		return
	}
	b.WriteString("\n")
	if id != "" {
		b.WriteString("      " + id + ",\n")
	}
	b.WriteString("      \"on\": {\n")
	n := 0
	for _, r := range t.archi {
		if r.da != s {
			continue
		}
		b.WriteString("        " + testoJSON(t.eventi.nomi[r.evento]) + ": {\"target\": " + testoJSON(t.bersaglio(r.a)))
		if r.guardia != 0 {
			b.WriteString(", \"guard\": " + testoJSON(t.nomiGuardia[r.guardia]))
		}
		if r.fonte != "" {
			b.WriteString(", \"description\": " + testoJSON(r.fonte))
		}
		b.WriteString("}" + virgola(n, len(t.uscite[s])) + "\n")
		n++
	}
	b.WriteString("      }\n    ")
}

// bersaglio returns how a transition names its target: by the state's name, or
// by "#" and an id where XState would take the name for a path.
func (t *tabella) bersaglio(s uint8) string {
	if nome := t.stati.nomi[s]; !strings.ContainsAny(nome, `.#\`) {
		return nome
	}
	return "#s" + strconv.Itoa(int(s))
}

func virgola(i, n int) string {
	if i+1 < n {
		return ","
	}
	return ""
}

// testoJSON returns a JSON string with <, > and & as they are.
func testoJSON(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string written to memory cannot fail
	return strings.TrimSuffix(b.String(), "\n")
}
