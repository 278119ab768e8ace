package xmlrigido

// Davanti returns what follows the start tag of the current event, n bytes of it or
// more where the window has room for them and the document goes on. It is for a caller
// that knows what should stand there, compares it, and calls Prosegui; nil when the
// event is no start tag, or one that declares a namespace, whose scope ends with it.
// The view is valid until the next call.
func (l *Lettore) Davanti(n int) []byte {
	if l.errore != nil || l.ultimo != Inizio || l.vuoto || len(l.pila.legami) > int(l.pila.cima().legami) {
		return nil
	}
	for len(l.buf)-l.pos < n && l.altro() {
	}
	return l.buf[l.pos:]
}

// Qualificato returns the name of the current element as it is written, with its
// prefix. The view is valid until the next call.
func (l *Lettore) Qualificato() []byte {
	v := l.pila.cima()
	return l.pila.nomi[v.inizio:v.fine:v.fine]
}

// Prosegui takes n bytes of what Davanti returned. The caller has seen that they are
// the rest of the current element, with its end tag, and then, in the last tag bytes,
// the start tag of another of the same name, neither with attributes: that one is the
// current event now.
func (l *Lettore) Prosegui(n, tag int) {
	l.pos += n
	l.ini = l.pos - tag
	l.evento, l.evRiga = l.ini, 0
}
