package xmlrigido

import "iter"

// Attributo is an attribute of a Nodo; namespace declarations are not among
// them.
type Attributo struct {
	Spazio string // namespace, "" for an unprefixed name
	Locale string // local name
	Valore string // normalised as for VistaAttributo
}

// Nodo is an element of a small document. The strings of a tree are parts of one
// or two: keeping one keeps the document.
type Nodo struct {
	Spazio, Locale string
	Testo          string      // direct text; "" when there are child elements and only white space beside them
	Attributi      []Attributo // document order
	Figli          []Nodo      // document order
	Riga, Colonna  int         // place of the '<', as in Lettore
	Misto          bool        // text other than white space stands beside child elements; Testo is the first piece
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
