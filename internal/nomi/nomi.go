// Package nomi gives the official names of small enumerations their codecs.
//
// States, events and classes are uint8 values whose zero is invalid and which
// are persisted by name, never by number. The methods of an exported type, one
// line each, are generated from the declaration of its table into nomi_gen.go of
// its package by the tests of this one (go test ./internal/nomi -update):
//
//	var nomiStato = nomi.Nuova[Stato](rifiutaNome, "BOZZA", "NON_ESEGUITA")
//
// gives String, IsValid, MarshalText, UnmarshalText and ParseStato; ConColonna in
// place of Nuova gives Scan and Value too, for what a host keeps in a column; Passi
// gives String and Parse alone, for the events of a machine, which nobody keeps.
package nomi

import (
	"database/sql/driver"
	"fmt"
	"iter"
	"strconv"
)

// Tabella maps the numbers 1…n of T to their official names.
type Tabella[T ~uint8] struct {
	tipo   string
	nomi   []string
	indice map[string]T
	errore func(valore string) error
}

// Nuova declares the names of 1…n. rifiuto builds the error of the calling
// package for a text that is no name. It panics on an empty or repeated name,
// which is a mistake in the program and shows at start-up.
func Nuova[T ~uint8](rifiuto func(valore string) error, nomi ...string) *Tabella[T] {
	t := &Tabella[T]{
		tipo:   fmt.Sprintf("%T", T(0)),
		nomi:   append([]string{""}, nomi...),
		indice: make(map[string]T, len(nomi)),
		errore: rifiuto,
	}
	for i, n := range nomi {
		if _, doppio := t.indice[n]; doppio || n == "" || i+1 > 255 {
			panic("nomi: " + t.tipo + " declares a bad name: " + strconv.Quote(n))
		}
		t.indice[n] = T(i + 1)
	}
	return t
}

// ConColonna is Nuova for a type that a host keeps in a column.
func ConColonna[T ~uint8](rifiuto func(valore string) error, nomi ...string) *Tabella[T] {
	return Nuova[T](rifiuto, nomi...)
}

// Passi is Nuova for the events of a machine.
func Passi[T ~uint8](rifiuto func(valore string) error, nomi ...string) *Tabella[T] {
	return Nuova[T](rifiuto, nomi...)
}

// Valido reports whether v has a name.
func (t *Tabella[T]) Valido(v T) bool { return v != 0 && int(v) < len(t.nomi) }

// Tutti yields every value in the order of declaration.
func (t *Tabella[T]) Tutti() iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := 1; i < len(t.nomi); i++ {
			if !yield(T(i)) {
				return
			}
		}
	}
}

// String returns the name of v, or a text such as "rpt.Stato(40)" for a value
// without one.
func (t *Tabella[T]) String(v T) string {
	if t.Valido(v) {
		return t.nomi[v]
	}
	return t.tipo + "(" + strconv.Itoa(int(v)) + ")"
}

// Parse returns the value of a name, which must match exactly.
func (t *Tabella[T]) Parse(s string) (T, error) {
	if v, ok := t.indice[s]; ok {
		return v, nil
	}
	return 0, t.errore(s)
}

// MarshalText returns the name of v; a value without one is an error, so that
// nothing writes what Parse would refuse.
func (t *Tabella[T]) MarshalText(v T) ([]byte, error) {
	if !t.Valido(v) {
		return nil, t.errore(t.String(v))
	}
	return []byte(t.nomi[v]), nil
}

// UnmarshalText sets dst from a name and leaves it alone on error.
func (t *Tabella[T]) UnmarshalText(dst *T, b []byte) error {
	v, ok := t.indice[string(b)]
	if !ok {
		return t.errore(string(b))
	}
	*dst = v
	return nil
}

// Scan sets dst from a column holding a name; NULL is the zero value.
func (t *Tabella[T]) Scan(dst *T, src any) error {
	switch v := src.(type) {
	case string:
		return t.UnmarshalText(dst, []byte(v))
	case []byte:
		return t.UnmarshalText(dst, v)
	case nil:
		*dst = 0
		return nil
	default:
		return t.errore(fmt.Sprintf("%T", src))
	}
}

// Value returns the name for a column, NULL for the zero value.
func (t *Tabella[T]) Value(v T) (driver.Value, error) {
	if v == 0 {
		return nil, nil
	}
	if !t.Valido(v) {
		return nil, t.errore(t.String(v))
	}
	return t.nomi[v], nil
}
