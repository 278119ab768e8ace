package main

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
)

// decodifica gives the things of a file as texts, to one who converts them.
type decodifica[T any] func(r io.Reader, cosa func(*T) error) error

// provaFile compares the readers of a file of n things: the library's, the
// peer's decoding alone, and the peer's with the conversions or checks that the
// library makes as well. Both are read into values of one type, which must be
// the same; come says what the peer's last line adds.
func provaFile[N, T, A any](cosa string, n int, file []byte, nostri func(func(N)) error, forma func(N) A,
	pari, come string, decodifica decodifica[T], converti func(*T) (A, error),
) *prova {
	decodificati := func(cosa func(*T) error) error { return decodifica(bytes.NewReader(file), cosa) }
	altrui := func(cosa func(*A)) error {
		return decodificati(func(t *T) error {
			a, err := converti(t)
			cosa(&a)
			return err
		})
	}
	uguali := func() error {
		var a, b []A
		if err := nostri(func(x N) { a = append(a, forma(x)) }); err != nil {
			return err
		}
		if err := altrui(func(x *A) { b = append(b, *x) }); err != nil {
			return err
		}
		if len(a) != len(b) {
			return fmt.Errorf("%d and %d %s", len(a), len(b), cosa)
		}
		for i := range a {
			if !reflect.DeepEqual(a[i], b[i]) {
				return fmt.Errorf("number %d of the %s is read as %v and as %v", i+1, cosa, a[i], b[i])
			}
		}
		return nil
	}
	return &prova{
		n: n, byte: len(file), uguali: uguali,
		lati: []lato{
			cheConta("ours", cosa, func(n *int) error { return nostri(func(N) { *n++ }) }),
			cheConta(pari+", decoding alone", cosa, func(n *int) error { return decodificati(func(*T) error { *n++; return nil }) }),
			cheConta(pari+", "+come, cosa, func(n *int) error { return altrui(func(*A) { *n++ }) }),
		},
	}
}
