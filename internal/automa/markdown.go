package automa

import "strings"

// Markdown returns the rows as a Markdown table: from, event, to, guard and
// source, in declared order.
func (m *Macchina[S, E, C]) Markdown() string { return m.markdown() }

func (t *tabella) markdown() string {
	var b strings.Builder
	b.WriteString("| Da | Evento | A | Guardia | Fonte |\n|---|---|---|---|---|\n")
	for _, r := range t.righe {
		for _, v := range [...]string{
			t.stati.nomi[r.da], t.eventi.nomi[r.evento], t.stati.nomi[r.a],
			t.nomiGuardia[r.guardia], r.fonte,
		} {
			b.WriteString("| " + cella.Replace(v) + " ")
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// cella escapes the text of a cell.
var cella = strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", "\n", " ", "\r", " ")
