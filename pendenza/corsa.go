package pendenza

import (
	"errors"
	"sync"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// corsa is the reading of a strict document in one pass, with what it takes and
// does not give away, kept for the next one.
type corsa struct {
	membri.Corsa
	l    lettura
	p    Pendenza
	voci [MaxVoci]Voce
}

var corse = sync.Pool{New: func() any { return new(corsa) }}

// errCorsa is a document that is to be read the long way.
var errCorsa = errors.New("da leggere per esteso")

// porta reads a document to a position and what it breaks.
type porta func(l *lettura, testo string) (*Pendenza, []avviso.Violazione, error)

// esamina reads a strict document in one pass, which most allow, or the long way.
func (l lettura) esamina(data []byte, leggi porta) (p Pendenza, violazioni []avviso.Violazione, err error) {
	testo := string(data)
	c := corse.Get().(*corsa) //nolint:forcetypeassert // as made by New
	c.Corsa, c.l = membri.NuovaCorsa(testo), l
	c.l.corsa = c
	letta, violazioni, err := leggi(&c.l, testo)
	p = *letta
	c.Corsa, c.l, c.p = membri.Corsa{}, lettura{}, Pendenza{}
	corse.Put(c)
	if err == errCorsa { //nolint:errorlint // as set by pendenza
		return l.perEsteso(testo, leggi)
	}
	return p, violazioni, err
}

// perEsteso reads a document that was looked at before.
func (l lettura) perEsteso(testo string, leggi porta) (Pendenza, []avviso.Violazione, error) {
	p, violazioni, err := leggi(&l, l.valido(testo))
	return *p, violazioni, err
}

// crudo returns a value that is kept by the letter.
func (l *lettura) crudo(v string) string {
	if l.corsa != nil && (v[0] == '{' || v[0] == '[') {
		return l.corsa.Valore()
	}
	return v
}
