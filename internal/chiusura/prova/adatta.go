package prova

import (
	"bytes"
	"encoding"
	"fmt"
	"io"
	"iter"
)

// Legge makes a door of a strict reader.
func Legge[T any](f func([]byte) (T, error)) Lettura {
	return func(b []byte) (any, int, error) {
		x, err := f(b)
		return x, 0, err
	}
}

// Tollera makes a door of a lenient reader.
func Tollera[T, A any](f func([]byte) (T, []A, error)) Lettura {
	return func(b []byte) (any, int, error) {
		x, aa, err := f(b)
		return x, len(aa), err
	}
}

// Esamina makes a door of a reader that tells what a document breaks, which is then a
// refusal.
func Esamina[T any, V fmt.Stringer](f func([]byte) (T, []V, error)) Lettura {
	return func(b []byte) (any, int, error) {
		x, vv, err := f(b)
		if err == nil && len(vv) > 0 {
			err = Violata(vv[0])
		}
		return x, 0, err
	}
}

// Violata is a rule that is broken, as a refusal.
func Violata[V fmt.Stringer](v V) error { return violata[V]{v} }

type violata[V fmt.Stringer] struct{ v V }

func (v violata[V]) Error() string { return v.v.String() }

// Rilievo returns the finding.
func (v violata[V]) Rilievo() V { return v.v }

// Testo makes a door of a reader of a text.
func Testo[T any](f func(string) (T, error)) Lettura {
	return func(b []byte) (any, int, error) {
		x, err := f(string(b))
		return x, 0, err
	}
}

// TestoTollerato makes a door of a lenient reader of a text.
func TestoTollerato[T, A any](f func(string) (T, []A, error)) Lettura {
	return func(b []byte) (any, int, error) {
		x, aa, err := f(string(b))
		return x, len(aa), err
	}
}

// Riempie makes a door of a type that decodes itself.
func Riempie[T any](f func(*T, []byte) error) Lettura {
	return func(b []byte) (any, int, error) {
		var x T
		err := f(&x, b)
		return x, 0, err
	}
}

// Colonna makes a door of a type that reads a column, as text and as bytes alike.
func Colonna[T any](f func(*T, any) error) Lettura {
	return func(b []byte) (any, int, error) {
		var x, y T
		err, altro := f(&x, string(b)), f(&y, b)
		if fmt.Sprint(err) != fmt.Sprint(altro) {
			return x, 0, fmt.Errorf("a text is read with %w, the same bytes with %w", err, altro)
		}
		return x, 0, err
	}
}

// Scorre makes a door of a stream, which is refused when one of its items is.
func Scorre[T any](f func(io.Reader) iter.Seq2[T, error]) func(io.Reader) (any, int, error) {
	return func(r io.Reader) (any, int, error) {
		var tutti []T
		for x, err := range f(r) {
			if err != nil {
				return nil, 0, err
			}
			tutti = append(tutti, x)
		}
		return tutti, 0, nil
	}
}

// Intero reads the whole of what a stream reads.
func Intero(f func(io.Reader) (any, int, error)) Lettura {
	return func(b []byte) (any, int, error) { return f(bytes.NewReader(b)) }
}

// Scrive makes a writer.
func Scrive[T any](f func(T) ([]byte, error)) func(any) ([]byte, error) {
	return func(x any) ([]byte, error) { return f(x.(T)) } //nolint:forcetypeassert // as read
}

// Aggiunge makes a writer of one that appends.
func Aggiunge[T any](f func([]byte, T) ([]byte, error)) func(any) ([]byte, error) {
	return func(x any) ([]byte, error) { return f(nil, x.(T)) } //nolint:forcetypeassert // as read
}

// MetodoDi makes a writer of a method of a pointer that appends.
func MetodoDi[T any](f func(*T, []byte) ([]byte, error)) func(any) ([]byte, error) {
	return func(x any) ([]byte, error) {
		y := x.(T) //nolint:forcetypeassert // as read
		return f(&y, nil)
	}
}

// Stringa writes what has a text.
func Stringa(x any) ([]byte, error) { return []byte(x.(fmt.Stringer).String()), nil } //nolint:forcetypeassert // as read

// InTesto writes what encodes itself as a text.
func InTesto(x any) ([]byte, error) { return x.(encoding.TextMarshaler).MarshalText() } //nolint:forcetypeassert // as read

// Testuale are the doors of a value with a text: the methods that decode it, from a text
// and, where it has one, from a column.
func Testuale[T any](nome string, semi ...string) []Porta {
	var x T
	pp := []Porta{{Nome: nome + ".UnmarshalText", Forma: Valore, Semi: semi, Scrivi: InTesto, Leggi: func(b []byte) (any, int, error) {
		var x T
		err := any(&x).(encoding.TextUnmarshaler).UnmarshalText(b) //nolint:forcetypeassert // a door of the type
		return x, 0, err
	}}}
	if _, ok := any(&x).(interface{ Scan(any) error }); ok {
		pp = append(pp, Porta{Nome: nome + ".Scan", Forma: Valore, Semi: semi, Scrivi: InTesto, Leggi: Colonna(func(x *T, src any) error {
			return any(x).(interface{ Scan(any) error }).Scan(src) //nolint:forcetypeassert // just asked
		})})
	}
	return pp
}
