// Package membri goes through the members of a JSON object and the elements of
// an array in one pass, without the tokens of encoding/json: for texts that
// json.Valid has found to be JSON, it gives names and values as encoding/json
// would. Of any other text it gives what comes before the fault, or less.
package membri

import (
	"bytes"
	"encoding/json"
	"iter"
	"unicode/utf8"
)

// Di yields the members of an object in order, each with its name and its value,
// which is a view of data without the blanks around it. Names may repeat. A value
// that is no object has none.
func Di(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		i := apre(data, '{')
		for i >= 0 && i < len(data) && data[i] == '"' {
			fine := stringa(data, i)
			nome, ok := Testo(data[i:fine])
			if i = bianchi(data, fine); !ok || i == len(data) || data[i] != ':' {
				return
			}
			i = bianchi(data, i+1)
			fine = valore(data, i)
			if fine == i || !yield(nome, data[i:fine:fine]) {
				return
			}
			i = dopo(data, fine)
		}
	}
}

// Elementi yields the elements of an array in order, views of data without the
// blanks around them. A value that is no array has none.
func Elementi(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		i := apre(data, '[')
		for i >= 0 && i < len(data) && data[i] != ']' {
			fine := valore(data, i)
			if fine == i || !yield(data[i:fine:fine]) {
				return
			}
			i = dopo(data, fine)
		}
	}
}

// Testo returns the text of a JSON string as encoding/json reads it, bytes that
// are no UTF-8 replaced; ok is false for any other value.
func Testo(v []byte) (s string, ok bool) {
	if len(v) < 2 || v[0] != '"' || v[len(v)-1] != '"' {
		return "", false
	}
	if piano := v[1 : len(v)-1]; bytes.IndexByte(piano, '\\') < 0 && utf8.Valid(piano) {
		return string(piano), true
	}
	return s, json.Unmarshal(v, &s) == nil
}

// apre returns the place behind a bracket that opens data, and the blanks that
// follow it; -1 when there is none.
func apre(data []byte, parentesi byte) int {
	i := bianchi(data, 0)
	if i == len(data) || data[i] != parentesi {
		return -1
	}
	return bianchi(data, i+1)
}

// dopo returns the place of what follows a value and its comma; -1 behind the
// last one.
func dopo(data []byte, i int) int {
	if i = bianchi(data, i); i == len(data) || data[i] != ',' {
		return -1
	}
	return bianchi(data, i+1)
}

func bianchi(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r') {
		i++
	}
	return i
}

// valore returns the end of the value at i; i when there is none.
func valore(data []byte, i int) int {
	if i == len(data) {
		return i
	}
	switch data[i] {
	case '"':
		return stringa(data, i)
	case '{', '[':
		return annidato(data, i)
	}
	for i < len(data) && !chiude(data[i]) {
		i++
	}
	return i
}

// chiude reports whether a byte ends a number, true, false or null.
func chiude(c byte) bool {
	switch c {
	case ',', '}', ']', ' ', '\n', '\t', '\r':
		return true
	}
	return false
}

// stringa returns the end of the string at i, behind its quote.
func stringa(data []byte, i int) int {
	for i++; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(data)
}

// annidato returns the end of the object or array at i.
func annidato(data []byte, i int) int {
	for aperti := 0; i < len(data); {
		switch data[i] {
		case '"':
			i = stringa(data, i)
			continue
		case '{', '[':
			aperti++
		case '}', ']':
			if aperti--; aperti == 0 {
				return i + 1
			}
		}
		i++
	}
	return len(data)
}
