package xmlrigido

import (
	"errors"
	"fmt"
	"strconv"
)

const spazioXSI = "http://www.w3.org/2001/XMLSchema-instance"

// Cursore walks the children of an element in the order of its schema. Every
// method says what comes next; the first thing that is not so becomes the error
// of this cursor and of all those made from the same root, and Fine returns it.
// After an error the methods answer with empty values, so that a decoder can be
// written straight and ask once.
//
// Children are expected in the namespace of their parent, unless InSpazio says
// otherwise. Attributes that nobody asked for are an error at Fine, but for
// xsi:schemaLocation and xsi:noNamespaceSchemaLocation.
type Cursore struct {
	nodo      *Nodo
	padre     *Cursore
	radice    *Cursore // holds percorso, err and sospetto
	percorso  string
	spazio    string
	prossimo  int    // index of the next child
	visti     uint64 // attributes asked for
	contenuto bool   // the text was asked for

	err      *Errore
	sospetto *Nodo // the unexpected child: out of order if somebody asks for it later
}

// Cursore returns a cursor on the children of n. percorso is the path of n in
// errors, "RT" say; "" means its local name.
func (n *Nodo) Cursore(percorso string) *Cursore {
	if percorso == "" {
		percorso = n.Locale
	}
	c := &Cursore{nodo: n, percorso: percorso, spazio: n.Spazio}
	c.radice = c
	return c
}

// Dentro returns a cursor on the children of n, a child that c returned. It
// shares the error of c. n must point into the tree, as all that c returns does,
// not to a copy. A nil n, an absent optional element, is as an empty one: ask
// before.
func (c *Cursore) Dentro(n *Nodo) *Cursore {
	if n == nil {
		n = new(Nodo)
	}
	return &Cursore{nodo: n, padre: c, radice: c.radice, spazio: n.Spazio}
}

// InSpazio sets the namespace in which children are expected, "" for none, and
// returns c.
func (c *Cursore) InSpazio(spazio string) *Cursore {
	c.spazio = spazio
	return c
}

// Nodo returns the element whose children c walks.
func (c *Cursore) Nodo() *Nodo { return c.nodo }

// Err returns the first error so far, nil or an *Errore.
func (c *Cursore) Err() error {
	if c.radice.err == nil {
		return nil
	}
	return c.radice.err
}

func (c *Cursore) isQui(locale string) bool {
	if c.radice.err != nil {
		if s := c.radice.sospetto; s != nil && c.contiene(s) && s.Locale == locale {
			c.radice.err.Codice = CodiceElementoOrdine
			c.radice.sospetto = nil
		}
		return false
	}
	if c.prossimo >= len(c.nodo.Figli) {
		return false
	}
	f := &c.nodo.Figli[c.prossimo]
	return f.Locale == locale && f.Spazio == c.spazio
}

func (c *Cursore) contiene(n *Nodo) bool {
	for i := c.prossimo; i < len(c.nodo.Figli); i++ {
		if &c.nodo.Figli[i] == n {
			return true
		}
	}
	return false
}

// Uno returns the next child, which must be locale. It never returns nil: after
// an error the element is empty.
func (c *Cursore) Uno(locale string) *Nodo {
	if c.isQui(locale) {
		c.prossimo++
		return &c.nodo.Figli[c.prossimo-1]
	}
	c.mancante(locale)
	return &Nodo{Spazio: c.spazio, Locale: locale}
}

// Opzionale returns the next child if it is locale, else nil.
func (c *Cursore) Opzionale(locale string) *Nodo {
	if !c.isQui(locale) {
		return nil
	}
	c.prossimo++
	return &c.nodo.Figli[c.prossimo-1]
}

// Molti returns the next children as long as they are locale: from minimo to
// massimo of them, 0 meaning no maximum.
func (c *Cursore) Molti(locale string, minimo, massimo int) []Nodo {
	da := c.prossimo
	for c.isQui(locale) {
		if massimo > 0 && c.prossimo-da == massimo {
			c.fallisce(&c.nodo.Figli[c.prossimo], CodiceElementoRipetuto, "", ErrStruttura)
			return nil
		}
		c.prossimo++
	}
	if c.prossimo-da < minimo {
		c.mancante(locale)
		return nil
	}
	return c.nodo.Figli[da:c.prossimo:c.prossimo]
}

// Scelta returns the next child, which must be one of locali: an xsd:choice.
// Like Uno it never returns nil.
func (c *Cursore) Scelta(locali ...string) *Nodo {
	for _, l := range locali {
		if c.isQui(l) {
			c.prossimo++
			return &c.nodo.Figli[c.prossimo-1]
		}
	}
	c.mancante(locali[0])
	return &Nodo{Spazio: c.spazio}
}

// Successivo returns the local name of the next child, "" at the end.
func (c *Cursore) Successivo() string {
	if c.radice.err != nil || c.prossimo >= len(c.nodo.Figli) {
		return ""
	}
	return c.nodo.Figli[c.prossimo].Locale
}

// mancante records that locale is not here, and why.
func (c *Cursore) mancante(locale string) {
	if c.radice.err != nil {
		return
	}
	if c.prossimo < len(c.nodo.Figli) {
		f := &c.nodo.Figli[c.prossimo]
		presente := f.Locale == locale
		for i := c.prossimo; i < len(c.nodo.Figli) && !presente; i++ {
			presente = c.nodo.Figli[i].Locale == locale
		}
		if presente || c.visto(f) {
			c.inatteso(f, f.Locale == locale)
			return
		}
	}
	c.fallisce(c.nodo, CodiceElementoMancante, "", ErrStruttura)
	c.radice.err.Percorso += "/" + locale
}

// inatteso records a child that the schema does not have at this place.
func (c *Cursore) inatteso(f *Nodo, atteso bool) {
	switch {
	case f.Spazio != c.spazio && (atteso || c.visto(f)):
		c.fallisce(f, CodiceSpazioNomi, f.Spazio, ErrStruttura)
	case c.visto(f):
		c.fallisce(f, CodiceElementoRipetuto, "", ErrStruttura)
	default:
		c.fallisce(f, CodiceElementoInatteso, "", ErrStruttura)
		c.radice.sospetto = f
	}
}

// visto reports whether a child of the name of f has been passed.
func (c *Cursore) visto(f *Nodo) bool {
	for i := range c.prossimo {
		if c.nodo.Figli[i].Locale == f.Locale {
			return true
		}
	}
	return false
}

// Fine says that nothing else may follow in the element: no child, no text, no
// attribute. It returns the first error, nil or an *Errore.
func (c *Cursore) Fine() error {
	if c.radice.err == nil {
		c.concludi()
	}
	return c.Err()
}

func (c *Cursore) concludi() {
	n := c.nodo
	for i := range n.Attributi {
		a := &n.Attributi[i]
		posizione := a.Spazio == spazioXSI && (a.Locale == "schemaLocation" || a.Locale == "noNamespaceSchemaLocation")
		if c.visti&(1<<i) == 0 && !posizione {
			c.fallisce(n, CodiceAttributoInatteso, a.Locale, ErrStruttura)
			return
		}
	}
	switch {
	case c.prossimo < len(n.Figli):
		c.inatteso(&n.Figli[c.prossimo], false)
	case n.Misto, !c.contenuto && !isSoloBianchi(n.Testo):
		c.fallisce(n, CodiceTestoInatteso, n.Testo, ErrStruttura)
	}
}

// Controlla records err, if it is not nil and is the first, as the error of the
// child n (or of the element of c itself): path and place are added. An *Errore
// keeps its code and value; any other error becomes VALORE with the text of n.
func (c *Cursore) Controlla(n *Nodo, err error) {
	if err == nil || c.radice.err != nil {
		return
	}
	var e *Errore
	if errors.As(err, &e) {
		c.fallisce(n, e.Codice, e.Valore, e.Err)
		return
	}
	c.fallisce(n, CodiceValore, n.Testo, fmt.Errorf("%w: %w", ErrValore, err))
}

func (c *Cursore) fallisce(n *Nodo, codice Codice, valore string, tipo error) {
	c.radice.err = &Errore{
		Codice: codice, Percorso: c.percorsoDi(n), Valore: valore, Riga: n.Riga, Colonna: n.Colonna, Err: tipo,
	}
}

// percorsoDi returns the path of c, or of its child n.
func (c *Cursore) percorsoDi(n *Nodo) string {
	if n == c.nodo {
		if c.padre == nil {
			return c.percorso
		}
		return c.padre.percorsoDi(n)
	}
	return c.percorsoDi(c.nodo) + "/" + c.passo(n)
}

// passo returns the name of a child, with its number where it has brothers.
func (c *Cursore) passo(n *Nodo) string {
	numero, totale := 0, 0
	for i := range c.nodo.Figli {
		f := &c.nodo.Figli[i]
		if f.Locale == n.Locale {
			totale++
		}
		if f == n {
			numero = totale
		}
	}
	if totale < 2 {
		return n.Locale
	}
	return n.Locale + "[" + strconv.Itoa(numero) + "]"
}
