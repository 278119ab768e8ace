package xmlrigido

import (
	"bytes"
	"io"
	"iter"
	"sync"
)

// AlberoPredefinito is the largest document, in bytes, that becomes a tree when
// Opzioni.MaxByte is 0. A tree takes up to 40 times the memory of its document.
const AlberoPredefinito = 8 << 20

// Attributo is an attribute of a Nodo; namespace declarations are not among
// them.
type Attributo struct {
	Spazio string // namespace, "" for an unprefixed name
	Locale string // local name
	Valore string // normalised as for VistaAttributo
}

// Nodo is an element of a small document. Its strings are parts of one copy of
// the document: keeping one keeps them all.
type Nodo struct {
	Spazio, Locale string
	Testo          string      // direct text; "" when there are child elements and only white space beside them
	Attributi      []Attributo // document order
	Figli          []Nodo      // document order
	Riga, Colonna  int         // place of the '<', as in Lettore
	Misto          bool        // text other than white space stands beside child elements
}

// LeggiAlbero reads a whole document. It accepts what a Lettore accepts, up to
// Opzioni.MaxByte bytes. data is not kept.
func LeggiAlbero(data []byte, o Opzioni) (*Nodo, error) {
	return leggiAlbero(data, nil, o)
}

// LeggiAlberoDa is LeggiAlbero on all that r delivers.
func LeggiAlberoDa(r io.Reader, o Opzioni) (*Nodo, error) {
	if o.MaxByte <= 0 {
		o.MaxByte = AlberoPredefinito
	}
	data, err := io.ReadAll(&limitato{r: r, resta: o.MaxByte})
	return leggiAlbero(data, err, o)
}

// costruttore turns events into a tree. Finished children move from attesa,
// where their subtrees were built one after the other, to a contiguous piece of
// the arena.
type costruttore struct {
	l        Lettore
	s        string      // the document
	attesa   []Nodo      // open elements, each followed by its finished children
	aperti   []int       // indices in attesa
	nodi     []Nodo      // arena
	attr     []Attributo // arena
	spazi    []string    // namespaces met
	dimBlocc int         // size of the next piece of nodi
}

const (
	minBlocco = 8
	maxBlocco = 512
	maxAttesa = 4096 // entries worth keeping for the next document
)

var costruttori = sync.Pool{New: func() any { return new(costruttore) }}

// leggiAlbero builds the tree of data, which errLettura followed when it is not
// nil.
func leggiAlbero(data []byte, errLettura error, o Opzioni) (*Nodo, error) {
	if o.MaxByte <= 0 {
		o.MaxByte = AlberoPredefinito
	}
	c := costruttori.Get().(*costruttore)
	c.l.riparti(data, o)
	if errLettura != nil {
		c.l.err = errLettura
	}
	n, err := c.costruisci()
	c.lascia()
	costruttori.Put(c)
	return n, err
}

// riparti makes l a new reader of data that keeps its small buffers.
func (l *Lettore) riparti(data []byte, o Opzioni) {
	l.pila.azzera()
	*l = Lettore{
		opz: o.predefinite(), intero: true, pila: l.pila, accum: l.accum[:0],
		tag: tag{grezzi: l.tag.grezzi, valori: l.tag.valori, attributi: l.tag.attributi},
	}
	l.azzeraByte(data)
}

// lascia forgets the document.
func (c *costruttore) lascia() {
	if cap(c.attesa) > maxAttesa {
		c.attesa = nil
	}
	if cap(c.l.accum) > dimBuffer {
		c.l.accum = nil
	}
	clear(c.attesa[:cap(c.attesa)])
	clear(c.spazi)
	clear(c.l.tag.attributi[:cap(c.l.tag.attributi)])
	c.l.buf, c.l.testo, c.l.errore = nil, nil, nil
	c.s, c.nodi, c.attr = "", nil, nil
	c.attesa, c.aperti, c.spazi = c.attesa[:0], c.aperti[:0], c.spazi[:0]
}

func (c *costruttore) costruisci() (*Nodo, error) {
	for {
		e, err := c.l.Prossimo()
		switch {
		case err == io.EOF:
			return &c.nodi[len(c.nodi)-1], nil
		case err != nil:
			return nil, err
		case e == Inizio:
			c.inizio()
		case e == Fine:
			c.fine()
		default:
			c.testo()
		}
	}
}

func (c *costruttore) inizio() {
	l := &c.l
	if len(c.aperti) == 0 {
		c.s = string(l.buf)
		c.dimBlocc = min(max(bytes.Count(l.buf, []byte("<"))-bytes.Count(l.buf, []byte("</")), minBlocco), maxBlocco)
	} else if p := &c.attesa[c.aperti[len(c.aperti)-1]]; p.Testo != "" && !p.Misto {
		if isSoloBianchi(p.Testo) {
			p.Testo = ""
		} else {
			p.Misto = true
		}
	}
	g := &l.tag.grezzi[0]
	l.avanza(l.evento)
	c.aperti = append(c.aperti, len(c.attesa))
	c.attesa = append(c.attesa, Nodo{
		Spazio:    c.spazio(l.Spazio()),
		Locale:    c.s[l.ini+g.nomeFine.due : l.ini+g.nomeFine.fine],
		Attributi: c.attributi(),
		Riga:      l.riga,
		Colonna:   l.colonna,
	})
}

// spazio returns the one string of a namespace.
func (c *costruttore) spazio(v []byte) string {
	if len(v) == 0 {
		return ""
	}
	for _, s := range c.spazi {
		if s == string(v) {
			return s
		}
	}
	s := string(v)
	c.spazi = append(c.spazi, s)
	return s
}

func (c *costruttore) attributi() []Attributo {
	l := &c.l
	n := len(l.tag.attributi)
	if n == 0 {
		return nil
	}
	if cap(c.attr)-len(c.attr) < n {
		c.attr = make([]Attributo, 0, max(n, minBlocco))
	}
	da := len(c.attr)
	for i := range l.tag.grezzi[1:] {
		g := &l.tag.grezzi[1+i]
		if g.dichiara {
			continue
		}
		v := &l.tag.attributi[len(c.attr)-da]
		a := Attributo{Spazio: c.spazio(v.Spazio), Locale: c.s[l.ini+g.nomeFine.due : l.ini+g.nomeFine.fine]}
		if g.riscritto {
			a.Valore = string(v.Valore)
		} else {
			a.Valore = c.s[l.ini+g.da : l.ini+g.a]
		}
		c.attr = append(c.attr, a)
	}
	return c.attr[da:len(c.attr):len(c.attr)]
}

func (c *costruttore) testo() {
	l := &c.l
	k := c.aperti[len(c.aperti)-1]
	p := &c.attesa[k]
	if figli := k+1 < len(c.attesa); figli {
		if isSoloBianchi(l.testo) {
			return
		}
		p.Misto = true
	}
	var t string
	if l.unito {
		t = string(l.testo)
	} else {
		t = c.s[l.ini : l.ini+len(l.testo)]
	}
	p.Testo += t // texts are joined: a second one follows a child, in mixed content only
}

func (c *costruttore) fine() {
	k := c.aperti[len(c.aperti)-1]
	c.aperti = c.aperti[:len(c.aperti)-1]
	c.attesa[k].Figli = c.sposta(c.attesa[k+1:])
	c.attesa = c.attesa[:k+1]
	if k == 0 {
		c.sposta(c.attesa)
	}
}

// sposta copies finished elements to the arena.
func (c *costruttore) sposta(figli []Nodo) []Nodo {
	n := len(figli)
	if n == 0 {
		return nil
	}
	if cap(c.nodi)-len(c.nodi) < n {
		c.nodi = make([]Nodo, 0, max(n, c.dimBlocc))
	}
	da := len(c.nodi)
	c.nodi = append(c.nodi, figli...)
	return c.nodi[da:len(c.nodi):len(c.nodi)]
}

// Figlio returns the first child with that local name, of any namespace, or nil.
func (n *Nodo) Figlio(locale string) *Nodo {
	for i := range n.Figli {
		if n.Figli[i].Locale == locale {
			return &n.Figli[i]
		}
	}
	return nil
}

// Tutti yields the children with that local name, of any namespace, in
// document order.
func (n *Nodo) Tutti(locale string) iter.Seq[*Nodo] {
	return func(yield func(*Nodo) bool) {
		for i := range n.Figli {
			if n.Figli[i].Locale == locale && !yield(&n.Figli[i]) {
				return
			}
		}
	}
}

// Attributo returns the value of the unprefixed attribute of that name.
func (n *Nodo) Attributo(locale string) (string, bool) {
	for i := range n.Attributi {
		if a := &n.Attributi[i]; a.Locale == locale && a.Spazio == "" {
			return a.Valore, true
		}
	}
	return "", false
}
