// Package doppioni finds what encoding/json passes over in silence: a member
// that stands twice in one object, of which it keeps the last.
package doppioni

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Trova returns the first member that stands twice in one object of a JSON text,
// with the offset behind its name. Names that differ in case alone are the same,
// because encoding/json takes them for the same field. Of a text that is not JSON
// it looks at what comes before the fault.
func Trova(data []byte) (nome string, offset int64, doppio bool) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var aperti []livello
	for {
		t, err := d.Token()
		if err != nil {
			return "", 0, false
		}
		ultimo := len(aperti) - 1
		if ultimo >= 0 && aperti[ultimo].nome(t) {
			n, _ := t.(string)
			if aperti[ultimo].visto(n) {
				return n, d.InputOffset(), true
			}
			continue
		}
		switch t {
		case json.Delim('{'):
			aperti = append(aperti, livello{oggetto: true, atteso: true})
			continue
		case json.Delim('['):
			aperti = append(aperti, livello{})
			continue
		case json.Delim('}'), json.Delim(']'):
			aperti = aperti[:ultimo]
		}
		if n := len(aperti); n > 0 {
			aperti[n-1].atteso = aperti[n-1].oggetto
		}
	}
}

// livello is an object or an array that is open.
type livello struct {
	oggetto bool
	atteso  bool            // the next token is the name of a member
	visti   map[string]bool // names, in one case
}

// nome reports whether a token is the name of a member, and waits for its value.
func (l *livello) nome(t json.Token) bool {
	_, testo := t.(string)
	if !l.atteso || !testo {
		return false
	}
	l.atteso = false
	return true
}

// visto remembers a name and reports whether it was there.
func (l *livello) visto(n string) bool {
	n = strings.ToLower(strings.ToUpper(n))
	if l.visti[n] {
		return true
	}
	if l.visti == nil {
		l.visti = make(map[string]bool)
	}
	l.visti[n] = true
	return false
}
