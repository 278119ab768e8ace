package main

import (
	"context"
	"fmt"
	"io"
)

// misura is one subject: the same work done by the library and by its peers.
type misura struct {
	nome        string // as -solo has it; several comparisons may share one
	cosa, unita string // what is measured, and one of it
	quante      func(opzioni) int
	prepara     func(ctx context.Context, o opzioni, n int) (*prova, error)
}

// prova is a subject at one size, ready to run.
type prova struct {
	n      int          // units of work
	byte   int          // of the input, 0 where it has no size worth telling
	lati   []lato       // ours first, then the peers
	uguali func() error // compares the results unit by unit, apart from the runs; nil where esito says it all
	chiudi func()       // nil when there is nothing to release
}

// lato is one side of a comparison. Only corri is timed.
type lato struct {
	nome    string
	prima   func() error             // nil when a run needs no preparation
	corri   func() error             // does the whole work
	esito   func() (conteggi, error) // what the last run found
	memoria func() uint64            // bytes in use now, where they are not those of Go's heap
}

// cheDa is a side whose run gives a value, from which its counts are made when
// the clock has stopped.
func cheDa[T any](nome string, corri func() (T, error), conta func(T) conteggi) lato {
	var dato T
	return lato{
		nome:  nome,
		corri: func() (err error) { dato, err = corri(); return err },
		esito: func() (conteggi, error) {
			c := conta(dato)
			dato = *new(T) // what a run made does not weigh on the next
			return c, nil
		},
	}
}

// cheConta is a side whose result is a number of things: corri counts them.
func cheConta(nome, cosa string, corri func(contati *int) error) lato {
	return cheDa(nome, func() (n int, err error) { err = corri(&n); return n, err }, func(n int) conteggi { return conteggi{cosa: n} })
}

// confronto is a subject measured at its sizes, from the smallest.
type confronto struct {
	cosa, unita string
	taglie      []taglia
}

// taglia is what each side cost at one size.
type taglia struct {
	n, byte int
	lati    []misurato
}

// misura measures the subject at a tenth, a third and the whole of its size.
func (m *misura) misura(ctx context.Context, o opzioni, diario io.Writer) (confronto, error) {
	c := confronto{cosa: m.cosa, unita: m.unita}
	intero := m.quante(o)
	for _, n := range []int{intero / 10, intero / 3, intero} {
		_, _ = fmt.Fprintf(diario, "%s, %d…\n", m.cosa, n)
		p, err := m.prepara(ctx, o, n)
		if err != nil {
			return c, err
		}
		t, err := p.misura(o.giri)
		if p.chiudi != nil {
			p.chiudi()
		}
		if err != nil {
			return c, err
		}
		c.taglie = append(c.taglie, t)
	}
	return c, nil
}

// misura runs every side and requires the same results of all.
func (p *prova) misura(giri int) (taglia, error) {
	t := taglia{n: p.n, byte: p.byte}
	if p.uguali != nil {
		if err := p.uguali(); err != nil {
			return t, err
		}
	}
	misurati, esiti, err := alterna(giri, p.lati)
	if err != nil {
		return t, err
	}
	for i, e := range esiti {
		if d := esiti[0].diverso(e); d != "" {
			return t, fmt.Errorf("%s and %s disagree: %s", p.lati[0].nome, p.lati[i].nome, d)
		}
	}
	t.lati = misurati
	return t, nil
}
