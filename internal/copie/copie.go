// Package copie tells apart the contents that objects of one key came with.
//
// Which of several contents counts must not depend on their order of arrival:
// they are ordered by canonical encoding, which no two of them share.
package copie

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// PerChiave yields the runs of objects of one key, of objects sorted by key.
func PerChiave[T any](ordinati []T, stessa func(a, b *T) bool) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for len(ordinati) > 0 {
			n := 1
			for n < len(ordinati) && stessa(&ordinati[0], &ordinati[n]) {
				n++
			}
			copie := ordinati[:n]
			ordinati = ordinati[n:]
			if !yield(copie) {
				return
			}
		}
	}
}

// Contenuto is one content of a key.
type Contenuto[T any] struct {
	Di    T      // an object that has it
	Testo string // canonical encoding, "" for the only content of a key
}

// Contenuti returns the distinct contents of the objects of one key, at least
// one, in the order of their encodings. Objects that are all equal, which is the
// usual case, are not encoded.
func Contenuti[T any](oggetti []T, uguali func(a, b T) bool, testo func(T) string) []Contenuto[T] {
	if !slices.ContainsFunc(oggetti[1:], func(o T) bool { return !uguali(oggetti[0], o) }) {
		return []Contenuto[T]{{Di: oggetti[0]}}
	}
	contenuti := make([]Contenuto[T], len(oggetti))
	for i, o := range oggetti {
		contenuti[i] = Contenuto[T]{o, testo(o)}
	}
	slices.SortStableFunc(contenuti, func(a, b Contenuto[T]) int { return strings.Compare(a.Testo, b.Testo) })
	return slices.CompactFunc(contenuti, func(a, b Contenuto[T]) bool { return a.Testo == b.Testo })
}

// Testo returns the canonical encoding of an object: its JSON, members in the
// order of their declaration, absent ones left out. What JSON cannot tell, a
// missing field that it refuses to write or bytes that are not UTF-8, is written
// out by field beside it, so that no two objects have one encoding.
func Testo(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprintf("%+v", v)
	}
	testo := strings.TrimSuffix(b.String(), "\n")
	if strings.Contains(testo, nonUTF8) {
		testo += fmt.Sprintf("\n%+v", v)
	}
	return testo
}

// nonUTF8 is what encoding/json writes for a byte that is not UTF-8. The
// character itself it writes as it is.
const nonUTF8 = `\ufffd`
