package xmlrigido

import "strings"

// maxPercorso bounds the path in an error: names may be long.
const maxPercorso = 256

// livello is an open element. Its name lies in pila.nomi from inizio to fine,
// the local name from due; its namespace lies in pila.uri.
type livello struct {
	inizio, due, fine  int32
	uriInizio, uriFine int32
	legami, uri        int32 // lengths of pila.legami and pila.uri before this element
}

// legame binds a prefix to a namespace, both in pila.uri.
type legame struct {
	prefisso, spazio, fine int32
}

// pila holds the open elements and the namespaces in force.
type pila struct {
	livelli []livello
	legami  []legame
	nomi    []byte
	uri     []byte
}

func (p *pila) cima() *livello { return &p.livelli[len(p.livelli)-1] }

// togli closes the innermost element.
func (p *pila) togli() {
	v := p.cima()
	p.nomi = p.nomi[:v.inizio]
	p.uri = p.uri[:v.uri]
	p.legami = p.legami[:v.legami]
	p.livelli = p.livelli[:len(p.livelli)-1]
}

// entra opens an element of the prefix and the namespace of another one.
func (p *pila) entra(v *livello, nome []byte) {
	n := int32(len(p.nomi))
	p.nomi = append(p.nomi, nome...)
	p.livelli = append(p.livelli, livello{
		inizio: n, due: n + v.due - v.inizio, fine: int32(len(p.nomi)), uriInizio: v.uriInizio, uriFine: v.uriFine,
		legami: int32(len(p.legami)), uri: int32(len(p.uri)),
	})
}

func (p *pila) locale() []byte {
	if len(p.livelli) == 0 {
		return nil
	}
	v := p.cima()
	return p.nomi[v.due:v.fine:v.fine]
}

func (p *pila) spazio() []byte {
	if len(p.livelli) == 0 {
		return nil
	}
	v := p.cima()
	return p.uri[v.uriInizio:v.uriFine:v.uriFine]
}

// cerca returns where in uri the namespace of a prefix lies; the empty prefix
// is the default namespace, which may be unset.
func (p *pila) cerca(prefisso []byte) (da, a int32, trovato bool) {
	for i := len(p.legami) - 1; i >= 0; i-- {
		g := &p.legami[i]
		if string(p.uri[g.prefisso:g.spazio]) == string(prefisso) {
			return g.spazio, g.fine, true
		}
	}
	return 0, 0, len(prefisso) == 0
}

// lega declares a namespace of the element about to be opened.
func (p *pila) lega(prefisso, spazio []byte) {
	n := int32(len(p.uri))
	p.uri = append(append(p.uri, prefisso...), spazio...)
	p.legami = append(p.legami, legame{n, n + int32(len(prefisso)), int32(len(p.uri))})
}

// percorso returns the local names of the open elements, joined by '/'.
func (p *pila) percorso() string {
	var b strings.Builder
	for i := range p.livelli {
		if i > 0 {
			b.WriteByte('/')
		}
		v := &p.livelli[i]
		if b.Len()+int(v.fine-v.due) > maxPercorso {
			b.WriteString("…")
			break
		}
		b.Write(p.nomi[v.due:v.fine])
	}
	return b.String()
}
