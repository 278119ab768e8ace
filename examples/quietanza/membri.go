package main

import (
	"bytes"
	"encoding/json"
)

// errMembro is a request refused for the value of one of its members.
type errMembro struct {
	membro string
	error
}

func (e *errMembro) Unwrap() error { return e.error }

// conMembro adds to err, with which the decoding of a request failed, the
// first member that fails like that on its own: encoding/json does not tell
// where a value that refuses its text stands.
func conMembro[In any](richiesta []byte, err error) error {
	d := json.NewDecoder(bytes.NewReader(richiesta))
	if _, fine := d.Token(); fine != nil {
		return err
	}
	for d.More() {
		nome, fine := d.Token()
		if fine != nil {
			return err
		}
		var valore json.RawMessage
		if fine = d.Decode(&valore); fine != nil {
			return err
		}
		membro, _ := nome.(string)
		solo, fine := json.Marshal(map[string]json.RawMessage{membro: valore})
		if fine != nil {
			return err
		}
		var in In
		if e := decodifica(solo, &in); e != nil && e.Error() == err.Error() {
			return &errMembro{membro, err}
		}
	}
	return err
}

// separaID splits a request, which is valid JSON, into the value of its member
// id (nil when absent) and the object without it. A line that is no object, or
// names a member twice, is refused: encoding/json would keep the last silently.
func separaID(riga []byte) (id json.RawMessage, resto []byte, err error) {
	riga = bytes.TrimSpace(riga)
	if riga[0] != '{' {
		return nil, nil, richiestaErrata("line is not a JSON object")
	}
	resto = riga
	visti := make(map[string]bool, 8)
	for i := 1; ; {
		i = saltaBianchi(riga, i)
		if riga[i] == '}' {
			return id, resto, nil
		}
		inizio := i
		fine := fineStringa(riga, i)
		var nome string
		if err := json.Unmarshal(riga[i:fine], &nome); err != nil {
			return id, nil, &errRichiesta{err}
		}
		if visti[nome] {
			return id, nil, richiestaErrata("member %q stands twice", nome)
		}
		visti[nome] = true
		i = saltaBianchi(riga, fine) + 1 // the colon
		i = saltaBianchi(riga, i)
		valore := i
		i = fineValore(riga, i)
		if nome == "id" {
			id = riga[valore:i]
		}
		fine = i
		i = saltaBianchi(riga, i)
		ultimo := riga[i] == '}'
		if !ultimo {
			i++ // the comma
		}
		if nome == "id" {
			resto = senza(riga, inizio, fine, i, ultimo)
		}
	}
}

// senza returns the object without the member at [inizio, fine); dopo is where
// the next member, or the closing brace, begins.
func senza(riga []byte, inizio, fine, dopo int, ultimo bool) []byte {
	prima := riga[:inizio]
	if ultimo {
		prima = bytes.TrimRight(prima, " \t\r\n,")
		dopo = fine
	}
	resto := make([]byte, 0, len(riga))
	resto = append(resto, prima...)
	return append(resto, riga[dopo:]...)
}

func saltaBianchi(b []byte, i int) int {
	for b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n' {
		i++
	}
	return i
}

// fineStringa returns the index after the string that starts at i.
func fineStringa(b []byte, i int) int {
	for i++; b[i] != '"'; i++ {
		if b[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// fineValore returns the index after the value that starts at i. The input is
// known to be valid JSON, so brackets need only be counted.
func fineValore(b []byte, i int) int {
	for livello := 0; ; {
		switch b[i] {
		case '"':
			i = fineStringa(b, i)
			if livello == 0 {
				return i
			}
			continue
		case '{', '[':
			livello++
		case '}', ']':
			if livello == 0 {
				return i // the end of the object around a bare literal
			}
			if livello--; livello == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if livello == 0 {
				return i
			}
		}
		i++
	}
}
