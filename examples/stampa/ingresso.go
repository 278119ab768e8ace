package main

import (
	"bytes"
	_ "embed" // the sample is part of the program
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

//go:embed campione/avvisi.json
var campioneAvvisi []byte

// leggiAvvisi yields the notices of a JSON text, one at a time: an array of them,
// or one after the other. Their members are those of avviso.Avviso. A notice
// with a wrong member is an error and the next one follows; a text that is not JSON
// ends the sequence.
func leggiAvvisi(r io.Reader) iter.Seq2[avviso.Avviso, error] {
	return func(yield func(avviso.Avviso, error) bool) {
		breve := &limitato{Reader: r}
		r = breve
		d := json.NewDecoder(r)
		lista, err := apriLista(d, r)
		if err != nil {
			yield(avviso.Avviso{}, err)
			return
		}
		for lista.More() {
			breve.letti = 0
			var grezzo json.RawMessage
			if err := lista.Decode(&grezzo); err != nil {
				if !errors.Is(err, io.EOF) {
					yield(avviso.Avviso{}, fmt.Errorf("JSON, dopo il byte %d: %w", lista.InputOffset(), err))
				}
				return
			}
			if !yield(leggiAvviso(grezzo)) {
				return
			}
		}
	}
}

// limitato refuses a notice without an end before the memory is full of it.
type limitato struct {
	io.Reader
	letti int
}

var errLungo = fmt.Errorf("un avviso di più di %d MiB", maxDocumento>>20)

func (l *limitato) Read(b []byte) (int, error) {
	if l.letti > maxDocumento {
		return 0, errLungo
	}
	n, err := l.Reader.Read(b)
	l.letti += n
	return n, err
}

// apriLista steps into the array, if there is one.
func apriLista(d *json.Decoder, r io.Reader) (*json.Decoder, error) {
	primo, err := d.Token()
	if err != nil {
		return nil, fmt.Errorf("JSON: %w", err)
	}
	switch primo {
	case json.Delim('['):
		return d, nil
	case json.Delim('{'):
		// One after the other: give back what the token took.
		return json.NewDecoder(io.MultiReader(bytes.NewReader([]byte("{")), d.Buffered(), r)), nil
	}
	return nil, errors.New("JSON: atteso un avviso o una lista di avvisi")
}

func leggiAvviso(grezzo []byte) (avviso.Avviso, error) {
	var a avviso.Avviso
	err := membri.Parse(grezzo, &a)
	return a, err
}

// generaAvvisi yields n notices made from those of the sample, each payment with a
// number of its own: what a run in bulk needs.
func generaAvvisi(modelli []avviso.Avviso, n int) iter.Seq2[avviso.Avviso, error] {
	return func(yield func(avviso.Avviso, error) bool) {
		numeri := avviso.Numerazione{Configurazione: avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Prossimo: 1}
		for i := range n {
			a := modelli[i%len(modelli)]
			a.Rate = append([]avviso.Rata(nil), a.Rate...)
			for j := range a.Rate {
				nav, poi, err := numeri.Assegna()
				if err != nil {
					yield(avviso.Avviso{}, err)
					return
				}
				a.Rate[j].NumeroAvviso, numeri = nav, poi
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}

// primi yields at most n of a sequence.
func primi(s iter.Seq2[avviso.Avviso, error], n int) iter.Seq2[avviso.Avviso, error] {
	return func(yield func(avviso.Avviso, error) bool) {
		if n <= 0 {
			return
		}
		for a, err := range s {
			if n--; !yield(a, err) || n == 0 {
				return
			}
		}
	}
}
