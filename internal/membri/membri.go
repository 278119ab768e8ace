package membri

import (
	"encoding/json"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
)

// Di yields the members of an object in order, each with its name and its value
// without the blanks around it. Names may repeat. A value that is no object has
// none.
func Di(testo string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i := apre(testo, '{'); i >= 0; {
			nome, p, ok := membro(testo, i)
			if !ok || !yield(nome, testo[p.inizio:p.fine]) {
				return
			}
			i = dopo(testo, p.fine)
		}
	}
}

// Elementi yields the elements of an array in order, without the blanks around
// them. A value that is no array has none.
func Elementi(testo string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := apre(testo, '['); i >= 0; {
			fine, ok := elemento(testo, i)
			if !ok || !yield(testo[i:fine]) {
				return
			}
			i = dopo(testo, fine)
		}
	}
}

// posto is where a value stands in its text.
type posto struct{ inizio, fine int }

// membro reads the member at i.
func membro(testo string, i int) (nome string, p posto, ok bool) {
	if i == len(testo) || testo[i] != '"' {
		return "", p, false
	}
	fine := stringa(testo, i)
	nome, ok = Testo(testo[i:fine])
	if i = Bianchi(testo, fine); !ok || i == len(testo) || testo[i] != ':' {
		return "", p, false
	}
	p.inizio = Bianchi(testo, i+1)
	p.fine = valore(testo, p.inizio)
	return nome, p, p.fine > p.inizio
}

// elemento returns the end of the element at i.
func elemento(testo string, i int) (fine int, ok bool) {
	if i == len(testo) || testo[i] == ']' {
		return i, false
	}
	fine = valore(testo, i)
	return fine, fine > i
}

// posti yields the steps of a path that lead into a value, and where.
func posti(v string) iter.Seq2[string, posto] {
	return func(yield func(string, posto) bool) {
		for i := apre(v, '{'); i >= 0; {
			nome, p, ok := membro(v, i)
			if !ok || !yield(nome, p) {
				return
			}
			i = dopo(v, p.fine)
		}
		n := 0
		for i := apre(v, '['); i >= 0; n++ {
			fine, ok := elemento(v, i)
			if !ok || !yield(indice(n), posto{i, fine}) {
				return
			}
			i = dopo(v, fine)
		}
	}
}

// indice is an element in a path.
func indice(i int) string { return "[" + strconv.Itoa(i) + "]" }

// Testo returns the text of a JSON string as encoding/json reads it, bytes that
// are no UTF-8 replaced; ok is false for any other value.
func Testo(v string) (s string, ok bool) {
	if len(v) < 2 || v[0] != '"' || v[len(v)-1] != '"' {
		return "", false
	}
	s = v[1 : len(v)-1]
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && s[i] != '\\' {
		i++
	}
	if s[i:] == "" || strings.IndexByte(s[i:], '\\') < 0 && utf8.ValidString(s[i:]) {
		return s, true
	}
	return sciogli(v)
}

// sciogli resolves what Testo cannot give as it is.
func sciogli(v string) (s string, ok bool) {
	err := json.Unmarshal([]byte(v), &s)
	return s, err == nil
}

// apre returns the place behind a bracket that opens testo, and the blanks that
// follow it; -1 when there is none.
func apre(testo string, parentesi byte) int {
	i := Bianchi(testo, 0)
	if i == len(testo) || testo[i] != parentesi {
		return -1
	}
	return Bianchi(testo, i+1)
}

// dopo returns the place of what follows a value and its comma; -1 behind the
// last one.
func dopo(testo string, i int) int {
	if i = Bianchi(testo, i); i == len(testo) || testo[i] != ',' {
		return -1
	}
	return Bianchi(testo, i+1)
}

// Bianchi passes over blanks and returns the place of what follows.
func Bianchi[T cifre.Testo](testo T, i int) int {
	for i < len(testo) && (testo[i] == ' ' || testo[i] == '\n' || testo[i] == '\t' || testo[i] == '\r') {
		i++
	}
	return i
}

// valore returns the end of the value at i; i when there is none.
func valore(testo string, i int) int {
	if i == len(testo) {
		return i
	}
	switch testo[i] {
	case '"':
		return stringa(testo, i)
	case '{', '[':
		return annidato(testo, i)
	}
	for i < len(testo) && !chiude(testo[i]) {
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
func stringa(testo string, i int) int {
	for i++; i < len(testo); i++ {
		switch testo[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(testo)
}

// annidato returns the end of the object or array at i.
func annidato(testo string, i int) int {
	for aperti := 0; i < len(testo); {
		switch testo[i] {
		case '"':
			i = stringa(testo, i)
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
	return len(testo)
}

// AppendTesto appends a text as a JSON string, as encoding/json writes it but for the
// escapes meant for HTML pages. Most texts are plain.
func AppendTesto(b []byte, s string) []byte {
	const esadecimali = "0123456789abcdef"
	b = append(b, '"')
	i := 0
	for i < len(s) && s[i] >= ' ' && s[i] < utf8.RuneSelf && s[i] != '"' && s[i] != '\\' {
		i++
	}
	b = append(b, s[:i]...)
	for _, r := range s[i:] {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\r':
			b = append(b, '\\', 'r')
		case r == '\t':
			b = append(b, '\\', 't')
		case r == '\b':
			b = append(b, '\\', 'b')
		case r == '\f':
			b = append(b, '\\', 'f')
		case r == '\u2028' || r == '\u2029': // which ends a line of JavaScript
			b = append(append(b, `\u202`...), esadecimali[r&15])
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', esadecimali[r>>4], esadecimali[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
