package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/binario"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// giornale is what the journals say of a payment, as it goes from worker to worker.
type giornale struct{ *gdp.Accumulatore }

// parte is what belongs together of a reconciliation, as it goes from worker to
// worker.
type parte struct {
	*rendicontazione.Accumulatore
	pagine []cassa.Intestazione // heads of journals of accounts: see soloChiave
}

// soloChiave leaves of the head of a page what says which pages are missing.
func soloChiave(p cassa.Intestazione) cassa.Intestazione {
	return cassa.Intestazione{
		IDFlussoBT: p.IDFlussoBT, IdDominio: p.IdDominio, Esercizio: p.Esercizio, Pagina: p.Pagina, Pagine: p.Pagine, Dal: p.Dal, Al: p.Al,
		ABI: p.ABI, CodiceEnteBT: p.CodiceEnteBT,
	}
}

// The registered functions are called without reflection.
func init() {
	register.Function1x2(scriviGiornale)
	register.Function1x2(leggiGiornale)
	register.Function1x2(scriviParte)
	register.Function1x2(leggiParte)
	register.Function1x1(scriviConto)
	register.Function1x2(leggiConto)
	register.Function1x1(scriviGruppi)
	register.Function1x2(leggiGruppi)
	beam.RegisterCoder(reflect.TypeFor[giornale](), scriviGiornale, leggiGiornale)
	beam.RegisterCoder(reflect.TypeFor[parte](), scriviParte, leggiParte)
	beam.RegisterCoder(reflect.TypeFor[conto](), scriviConto, leggiConto)
	beam.RegisterCoder(reflect.TypeFor[gruppi](), scriviGruppi, leggiGruppi)
}

func scriviGiornale(g giornale) ([]byte, error) { return g.MarshalBinary() }

func leggiGiornale(b []byte) (giornale, error) {
	g := giornale{new(gdp.Accumulatore)}
	if err := g.UnmarshalBinary(b); err != nil {
		return giornale{}, fmt.Errorf("giornale: %w", err)
	}
	return g, nil
}

var errParte = errors.New("parte: byte che nessuno ha scritto")

// scriviParte writes the pages, how many bytes they take before them, then the rest.
func scriviParte(p parte) ([]byte, error) {
	var s binario.Scrittore
	s.Numero(uint64(len(p.pagine)))
	for i := range p.pagine {
		scriviPagina(&s, &p.pagine[i])
	}
	b := binary.AppendUvarint(nil, uint64(len(s.Byte)))
	return p.AppendBinary(append(b, s.Byte...))
}

func leggiParte(b []byte) (parte, error) {
	n, lungo := binary.Uvarint(b)
	if lungo <= 0 || n > uint64(len(b)-lungo) || lungo > 1 && b[lungo-1] == 0 {
		return parte{}, errParte
	}
	p := parte{Accumulatore: new(rendicontazione.Accumulatore)}
	l := binario.NuovoLettore(b[lungo : lungo+int(n)])
	for q := l.Quanti(); q > 0 && l.Err() == nil; q-- {
		p.pagine = append(p.pagine, leggiPagina(l))
	}
	if err := l.Fine(); err != nil {
		return parte{}, errors.Join(errParte, err)
	}
	if err := p.UnmarshalBinary(b[lungo+int(n):]); err != nil {
		return parte{}, fmt.Errorf("parte: %w", err)
	}
	return p, nil
}

func scriviPagina(s *binario.Scrittore, p *cassa.Intestazione) {
	s.Testo(p.IDFlussoBT)
	s.Nome(p.IdDominio.String())
	s.Intero(int64(p.Esercizio))
	s.Intero(int64(p.Pagina))
	s.Intero(int64(p.Pagine))
	s.Nome(p.Dal.String())
	s.Nome(p.Al.String())
	s.Nome(p.ABI)
	s.Nome(p.CodiceEnteBT)
}

func leggiPagina(l *binario.Lettore) cassa.Intestazione {
	return cassa.Intestazione{
		IDFlussoBT: l.Testo(), IdDominio: letto(l, avviso.ParseIdDominio), Esercizio: int(l.Intero()), Pagina: int(l.Intero()), Pagine: int(l.Intero()),
		Dal: letto(l, avviso.ParseData), Al: letto(l, avviso.ParseData), ABI: l.Nome(), CodiceEnteBT: l.Nome(),
	}
}

// letto reads the name of a value, the zero value of none.
func letto[T any](l *binario.Lettore, parse func(string) (T, error)) (v T) {
	testo := l.Nome()
	if testo == "" {
		return v
	}
	v, err := parse(testo)
	if err != nil {
		l.Sbaglia(err)
	}
	return v
}

func scriviConto(c conto) []byte {
	var s binario.Scrittore
	s.Intero(c.numero)
	s.Intero(c.centesimi)
	if c.oltre {
		s.Numero(1)
	} else {
		s.Numero(0)
	}
	return s.Byte
}

func leggiConto(b []byte) (conto, error) {
	l := binario.NuovoLettore(b)
	c := conto{l.Intero(), l.Intero(), l.FinoA(1) == 1}
	if err := l.Fine(); err != nil {
		return conto{}, fmt.Errorf("conto: %w", err)
	}
	return c, nil
}

var errGruppi = errors.New("gruppi: byte che nessuno ha scritto")

// scriviGruppi writes every name with the first of its group, in order.
func scriviGruppi(g gruppi) []byte {
	var s binario.Scrittore
	s.Numero(uint64(len(g.padre)))
	for _, nome := range slices.Sorted(maps.Keys(g.padre)) {
		s.Testo(nome)
		s.Nome(g.primo(nome))
	}
	return s.Byte
}

func leggiGruppi(b []byte) (gruppi, error) {
	g := gruppi{map[string]string{}}
	l := binario.NuovoLettore(b)
	for n := l.Quanti(); n > 0 && l.Err() == nil; n-- {
		nome, primo := l.Testo(), l.Nome()
		if _, doppio := g.padre[nome]; doppio || primo > nome {
			return gruppi{}, errGruppi
		}
		g.padre[nome] = primo
	}
	if err := l.Fine(); err != nil {
		return gruppi{}, fmt.Errorf("gruppi: %w", err)
	}
	if string(scriviGruppi(g)) != string(b) {
		return gruppi{}, errGruppi
	}
	return g, nil
}
