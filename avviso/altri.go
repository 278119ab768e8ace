package avviso

import (
	"encoding/json"
	"iter"
	"strings"
)

// Altri are the members of a JSON object that its document does not have, as a
// lenient reader found them: what stood between the braces, name and value by
// the letter and in the order read, "" for none. They never carry meaning. Who
// writes the document writes them behind its own members, and the strict reader
// of the document refuses them.
type Altri string

// Tutti yields the members in order, each with its name and the value as it was
// written.
func (a Altri) Tutti() iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		d := json.NewDecoder(strings.NewReader("{" + string(a) + "}"))
		_, _ = d.Token()
		for d.More() {
			nome, err := d.Token()
			if err != nil {
				return
			}
			s, _ := nome.(string)
			var v json.RawMessage
			if d.Decode(&v) != nil || !yield(s, v) {
				return
			}
		}
	}
}
