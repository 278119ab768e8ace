package xmlrigido

import (
	"io"
	"sync"
)

// AlberoPredefinito is the largest document, in bytes, that becomes a tree when
// Opzioni.MaxByte is 0. A tree takes up to 50 times the memory of its document.
const AlberoPredefinito = 8 << 20

// maxAlbero is the largest document that becomes a tree at all.
const maxAlbero = 1 << 30

// LeggiAlbero reads a whole document. It accepts what a Lettore accepts, up to
// Opzioni.MaxByte bytes. data is not kept.
func LeggiAlbero(data []byte, o Opzioni) (*Nodo, error) {
	return leggiAlbero(data, nil, o)
}

// LeggiAlberoDa is LeggiAlbero on all that r delivers.
func LeggiAlberoDa(r io.Reader, o Opzioni) (*Nodo, error) {
	data, err := io.ReadAll(&limitato{r: r, resta: o.maxAlbero()})
	return leggiAlbero(data, err, o)
}

func (o Opzioni) maxAlbero() int64 {
	if o.MaxByte <= 0 {
		return AlberoPredefinito
	}
	return min(o.MaxByte, maxAlbero)
}

// costruttore turns events into a tree in two steps: notes without pointers,
// which cost the collector nothing and serve the next document again, then the
// nodes, each written once at its place.
type costruttore struct {
	l       *Lettore
	mio     Lettore // of a whole document
	bozze   []bozza // elements in document order
	attr    []bozzaAttributo
	aperti  []int32          // indices in bozze
	sciolti []byte           // texts that are not in the document as they are, and namespaces
	spazi   []pezzo          // the first namespaces met
	altri   map[string]pezzo // the others
}

// maxSpazi is how many namespaces are looked for one by one.
const maxSpazi = 8

// pezzo is a text in the document, or in sciolti.
type pezzo struct {
	da, a   int32
	sciolto bool
}

// bozza is an element to be.
type bozza struct {
	padre         int32 // index in bozze
	figli, posti  int32 // children; of these, placed
	blocco        int32 // index of the first child in the arena
	locale        pezzo
	spazio, testo pezzo
	attrDa, attrA int32
	riga, colonna int32
	misto         bool
}

type bozzaAttributo struct{ spazio, locale, valore pezzo }

// maxBozze is how many notes are worth keeping for the next document.
const maxBozze = 4096

var costruttori = sync.Pool{New: func() any {
	c := new(costruttore)
	c.mio.prepara()
	return c
}}

// leggiAlbero builds the tree of data, which errLettura followed when it is not
// nil.
func leggiAlbero(data []byte, errLettura error, o Opzioni) (*Nodo, error) {
	o.MaxByte = o.maxAlbero()
	c := costruttori.Get().(*costruttore)
	c.l = &c.mio
	c.l.riparti(data, o)
	if errLettura != nil {
		c.l.err = errLettura
	}
	err := c.annota()
	n := c.disponi(err)
	c.lascia()
	return n, err
}

// Albero returns the tree of the element whose Inizio has just been read, and
// consumes its Fine: rows of a long document one by one. The tree is a copy and
// stays valid. It may not be longer than AlberoPredefinito bytes.
func (l *Lettore) Albero() (*Nodo, error) {
	if l.ultimo != Inizio {
		return nil, l.rifiutaEvento(CodiceSintassi)
	}
	c := costruttori.Get().(*costruttore)
	c.l = l
	err := c.annotaElemento()
	n := c.disponi(err)
	c.lascia()
	return n, err
}

// riparti makes l a new reader of data that keeps its small buffers.
func (l *Lettore) riparti(data []byte, o Opzioni) {
	l.ingresso = ingresso{riga: 1, colonna: 1}
	l.opz = o.predefinite()
	l.stato, l.ultimo, l.vuoto, l.errore, l.intero = daAvviare, 0, false, nil, true
	l.pila.azzera()
	l.azzeraByte(data)
}

// lascia forgets the document and goes back to the pool.
func (c *costruttore) lascia() {
	c.bozze, c.attr, c.aperti = c.bozze[:0], c.attr[:0], c.aperti[:0]
	c.sciolti, c.spazi, c.altri = c.sciolti[:0], c.spazi[:0], nil
	l := &c.mio
	if cap(c.bozze) > maxBozze || cap(c.attr) > maxBozze || cap(c.sciolti) > dimBuffer || cap(l.accum) > dimBuffer {
		c.bozze, c.attr, c.sciolti, l.accum = nil, nil, nil, nil
	}
	clear(l.tag.attributi[:cap(l.tag.attributi)])
	l.buf, l.r, l.testo, l.err, l.errore = nil, nil, nil, nil, nil
	c.l = nil
	costruttori.Put(c)
}

// annota reads the document.
func (c *costruttore) annota() error {
	for {
		if err := c.passo(); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}

// annotaElemento reads the rest of the element that has just begun.
func (c *costruttore) annotaElemento() error {
	l := c.l
	da := l.base + int64(l.pos)
	for c.inizio(); len(c.aperti) > 0; {
		if err := c.passo(); err != nil {
			return err
		}
		if l.base+int64(l.pos)-da > AlberoPredefinito {
			return l.rifiuta(CodiceLimiteByte, ErrLimite, l.evento, "")
		}
	}
	return nil
}

// passo reads one event.
func (c *costruttore) passo() error {
	e, err := c.l.Prossimo()
	switch {
	case err != nil:
		return err
	case e == Inizio:
		c.inizio()
	case e == Fine:
		c.aperti = c.aperti[:len(c.aperti)-1]
	default:
		c.testo()
	}
	return nil
}

func (c *costruttore) inizio() {
	l := c.l
	l.fissaEvento()
	b := bozza{
		locale: c.nellaFinestra(l.ini, l.tag.grezzi[0].nomeFine.due, l.tag.grezzi[0].nomeFine.fine),
		spazio: c.spazio(l.Spazio()),
		riga:   int32(l.evRiga), colonna: int32(l.evColonna),
		attrDa: int32(len(c.attr)),
	}
	if n := len(c.aperti); n > 0 {
		b.padre = c.aperti[n-1]
		p := &c.bozze[b.padre]
		p.figli++
		if p.figli == 1 && p.testo.a > p.testo.da {
			c.separa(p)
		}
	}
	c.attributi()
	b.attrA = int32(len(c.attr))
	c.aperti = append(c.aperti, int32(len(c.bozze)))
	c.bozze = append(c.bozze, b)
}

// separa looks at the text that precedes the first child of p.
func (c *costruttore) separa(p *bozza) {
	t := c.l.buf
	if p.testo.sciolto { // always so when the window is not the document
		t = c.sciolti
	}
	if isSoloBianchi(t[p.testo.da:p.testo.a]) {
		p.testo = pezzo{}
	} else {
		p.misto = true
	}
}

// nellaFinestra keeps a text of the window: by its place, when the window is the
// whole document, else by a copy.
func (c *costruttore) nellaFinestra(ini, da, a int) pezzo {
	if !c.l.intero {
		return c.sciogli(c.l.buf[ini+da : ini+a])
	}
	return pezzo{da: int32(ini + da), a: int32(ini + a)}
}

// sciogli keeps a text that is not in the document as it is.
func (c *costruttore) sciogli(v []byte) pezzo {
	da := int32(len(c.sciolti))
	c.sciolti = append(c.sciolti, v...)
	return pezzo{da, int32(len(c.sciolti)), true}
}

// spazio keeps a namespace, once.
func (c *costruttore) spazio(v []byte) pezzo {
	if len(v) == 0 {
		return pezzo{}
	}
	for _, p := range c.spazi {
		if string(c.sciolti[p.da:p.a]) == string(v) {
			return p
		}
	}
	if p, noto := c.altri[string(v)]; noto {
		return p
	}
	p := c.sciogli(v)
	switch {
	case len(c.spazi) < maxSpazi:
		c.spazi = append(c.spazi, p)
	case c.altri == nil:
		c.altri = map[string]pezzo{string(v): p}
	default:
		c.altri[string(v)] = p
	}
	return p
}

func (c *costruttore) attributi() {
	l := c.l
	viste := l.tag.attributi
	for i := 1; len(viste) > 0; i++ {
		g := &l.tag.grezzi[i]
		if g.dichiara {
			continue
		}
		a := bozzaAttributo{
			locale: c.nellaFinestra(l.ini, g.nomeFine.due, g.nomeFine.fine),
			spazio: c.spazio(viste[0].Spazio),
		}
		if g.riscritto {
			a.valore = c.sciogli(viste[0].Valore)
		} else {
			a.valore = c.nellaFinestra(l.ini, g.da, g.a)
		}
		c.attr = append(c.attr, a)
		viste = viste[1:]
	}
}

func (c *costruttore) testo() {
	l := c.l
	p := &c.bozze[c.aperti[len(c.aperti)-1]]
	if p.figli > 0 {
		if p.misto || isSoloBianchi(l.testo) {
			return
		}
		p.misto = true
	}
	if l.unito {
		p.testo = c.sciogli(l.testo)
	} else {
		p.testo = c.nellaFinestra(l.ini, 0, len(l.testo))
	}
}

// disponi makes the tree, unless there was an error: the children of every
// element side by side.
func (c *costruttore) disponi(err error) *Nodo {
	if err != nil {
		return nil
	}
	s, sciolti := "", string(c.sciolti)
	if c.l.intero {
		s = string(c.l.buf)
	}
	testo := func(p pezzo) string {
		if p.sciolto {
			return sciolti[p.da:p.a]
		}
		return s[p.da:p.a]
	}
	var attr []Attributo
	if len(c.attr) > 0 {
		attr = make([]Attributo, len(c.attr))
		for i := range attr {
			a := &c.attr[i]
			attr[i] = Attributo{testo(a.spazio), testo(a.locale), testo(a.valore)}
		}
	}
	nodi := make([]Nodo, len(c.bozze))
	libero := int32(1)
	for i := range c.bozze {
		b := &c.bozze[i]
		n := &nodi[0]
		if i > 0 {
			p := &c.bozze[b.padre]
			n = &nodi[p.blocco+p.posti]
			p.posti++
		}
		n.Spazio, n.Locale, n.Testo = testo(b.spazio), testo(b.locale), testo(b.testo)
		n.Riga, n.Colonna, n.Misto = int(b.riga), int(b.colonna), b.misto
		if b.attrA > b.attrDa {
			n.Attributi = attr[b.attrDa:b.attrA:b.attrA]
		}
		if b.figli > 0 {
			b.blocco = libero
			libero += b.figli
			n.Figli = nodi[b.blocco:libero:libero]
		}
	}
	return &nodi[0]
}
