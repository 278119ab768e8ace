package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
)

// giornale is what the journals say of a payment, as it goes from worker to worker.
type giornale struct{ *gdp.Accumulatore }

// parte is what belongs together of a reconciliation, as it goes from worker to
// worker.
type parte struct{ *rendicontazione.Accumulatore }

func init() {
	beam.RegisterCoder(reflect.TypeFor[giornale](), scriviGiornale, leggiGiornale)
	beam.RegisterCoder(reflect.TypeFor[parte](), scriviParte, leggiParte)
}

func scriviGiornale(g giornale) ([]byte, error) { return g.MarshalBinary() }

func leggiGiornale(b []byte) (giornale, error) {
	g := giornale{new(gdp.Accumulatore)}
	if err := g.UnmarshalBinary(b); err != nil {
		return giornale{}, fmt.Errorf("giornale: %w", err)
	}
	return g, nil
}

func scriviParte(p parte) ([]byte, error) { return p.MarshalBinary() }

func leggiParte(b []byte) (parte, error) {
	p := parte{new(rendicontazione.Accumulatore)}
	if err := p.UnmarshalBinary(b); err != nil {
		return parte{}, fmt.Errorf("parte: %w", err)
	}
	return p, nil
}

func init() {
	beam.RegisterCoder(reflect.TypeFor[conto](), scriviConto, leggiConto)
	beam.RegisterCoder(reflect.TypeFor[gruppi](), scriviGruppi, leggiGruppi)
}

func scriviConto(c conto) []byte {
	b := binary.AppendVarint(nil, c.numero)
	b = binary.AppendVarint(b, c.centesimi)
	if c.oltre {
		return append(b, 1)
	}
	return append(b, 0)
}

var errConto = errors.New("conto: byte che nessuno ha scritto")

func leggiConto(b []byte) (conto, error) {
	numero, n := binary.Varint(b)
	if n <= 0 {
		return conto{}, errConto
	}
	centesimi, m := binary.Varint(b[n:])
	if m <= 0 || len(b) != n+m+1 || b[n+m] > 1 {
		return conto{}, errConto
	}
	c := conto{numero, centesimi, b[n+m] == 1}
	if string(scriviConto(c)) != string(b) {
		return conto{}, errConto // numbers longer than needed
	}
	return c, nil
}

var errGruppi = errors.New("gruppi: byte che nessuno ha scritto")

// scriviGruppi writes every name with the first of its group, in order.
func scriviGruppi(g gruppi) []byte {
	var b []byte
	for _, nome := range slices.Sorted(maps.Keys(g.padre)) {
		for _, t := range [...]string{nome, g.primo(nome)} {
			b = binary.AppendUvarint(b, uint64(len(t)))
			b = append(b, t...)
		}
	}
	return b
}

func leggiGruppi(b []byte) (gruppi, error) {
	g := gruppi{map[string]string{}}
	scritto := b
	for len(b) > 0 {
		var t [2]string
		for i := range t {
			n, lungo := binary.Uvarint(b)
			if lungo <= 0 || n > uint64(len(b)-lungo) {
				return gruppi{}, errGruppi
			}
			t[i] = string(b[lungo : lungo+int(n)])
			b = b[lungo+int(n):]
		}
		if _, doppio := g.padre[t[0]]; doppio || t[1] > t[0] {
			return gruppi{}, errGruppi
		}
		g.padre[t[0]] = t[1]
	}
	if string(scriviGruppi(g)) != string(scritto) {
		return gruppi{}, errGruppi
	}
	return g, nil
}
