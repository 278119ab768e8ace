package automa

import "strings"

// Diagramma returns the machine in a format; the states given are highlighted
// where the format can. Same declaration, same bytes.
//
//   - "mermaid": a Mermaid stateDiagram-v2, in which the states given stand out;
//     those that the machine does not know are left out.
//   - "xstate": the JSON configuration of an XState v5 machine.
//   - "scxml": a W3C SCXML 1.0 document.
//   - "tabella": a Markdown table with guard and source of each arrow.
//
// Any other format is refused (FormatoIgnoto).
func (m *Macchina[S, E, C]) Diagramma(formato string, correnti ...S) (string, error) {
	numeri := make([]uint8, len(correnti))
	for i, s := range correnti {
		numeri[i] = uint8(s)
	}
	return m.diagramma(formato, numeri)
}

func (t *tabella) diagramma(formato string, correnti []uint8) (string, error) {
	switch formato {
	case "mermaid":
		return t.mermaid(correnti), nil
	case "xstate":
		return t.xstate(), nil
	case "scxml":
		return t.scxml(), nil
	case "tabella":
		return t.markdown(), nil
	}
	return "", t.rifiuta(Rifiuto{Motivo: FormatoIgnoto, testo: formato})
}

// markdown writes from, event, to, guard and source of each arrow.
func (t *tabella) markdown() string {
	var b strings.Builder
	b.WriteString("| Da | Evento | A | Guardia | Fonte |\n|---|---|---|---|---|\n")
	for _, r := range t.archi {
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
