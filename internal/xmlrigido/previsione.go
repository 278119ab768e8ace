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

// intorno returns the element that the next one stands in, and what is there, white
// space passed over; false where more than a look at the window is needed.
func (l *Lettore) intorno() (v *livello, i int, ok bool) {
	n := len(l.pila.livelli)
	if l.errore != nil || l.stato != dentro || l.vuoto || n == 0 {
		return nil, 0, false
	}
	if l.ultimo == Fine { // still there, with what it declared
		n--
		if n == 0 || int(l.pila.livelli[n].legami) != len(l.pila.legami) {
			return nil, 0, false
		}
	}
	i = saltaBianchi(l.buf, l.pos)
	return &l.pila.livelli[n-1], i, i+2 < len(l.buf) && l.buf[i] == '<' && i-l.pos <= l.opz.MaxTesto
}

// nudo is how an element without prefix and namespace is written.
var nudo livello

// comeIntorno returns an element that is written as those of a namespace most likely are inside
// v: v itself where it is of that namespace, nudo where there is no default one; nil
// where a look at the bindings is needed.
func (l *Lettore) comeIntorno(v *livello, spazio string) *livello {
	n := int(v.uriFine - v.uriInizio)
	switch {
	case n == len(spazio) && (n == 0 || string(l.pila.uri[v.uriInizio:v.uriFine]) == spazio):
		return v
	case spazio == "":
		if da, a, _ := l.pila.cerca(nil); da == a {
			return &nudo
		}
	}
	return nil
}

// dopoNome returns the place behind a name at i: the prefix of an element, a local name,
// and the '>' after it; -1 where another one stands.
func (l *Lettore) dopoNome(i int, v *livello, locale string) int {
	if n := int(v.due - v.inizio); n > 0 {
		if i+n > len(l.buf) || string(l.buf[i:i+n]) != string(l.pila.nomi[v.inizio:v.due]) {
			return -1
		}
		i += n
	}
	fine := i + len(locale)
	if fine >= len(l.buf) || l.buf[fine] != '>' || string(l.buf[i:fine]) != locale {
		return -1
	}
	return fine + 1
}

// tagPrevisto finds the start tag of an element, of the namespace, when it comes next and
// is as a machine writes it: a name with the prefix that comeIntorno tells, no attributes. It
// returns where it begins and ends, the latter -1 where something else may come.
func (l *Lettore) tagPrevisto(spazio, locale string) (v *livello, ini, fine int) {
	v, ini, ok := l.intorno()
	if !ok || len(l.pila.livelli) >= l.opz.MaxProfondita {
		return nil, 0, -1
	}
	if v = l.comeIntorno(v, spazio); v == nil {
		return nil, 0, -1
	}
	return v, ini, l.dopoNome(ini+1, v, locale)
}

// FogliaPrevista takes the whole of the next element when it is as a machine writes it: a
// start tag as InizioPrevisto takes it, a text of ASCII without references. It is as if
// Prossimo, and then TestoElemento, had been called; where it returns false, nothing has
// happened.
func (l *Lettore) FogliaPrevista(spazio, locale string) ([]byte, bool) {
	v, ini, da := l.tagPrevisto(spazio, locale)
	if da < 0 {
		return nil, false
	}
	i := da + piani(l.buf[da:])
	for i < len(l.buf) && classeTesto[l.buf[i]] == testoPiano {
		i++
	}
	if i-da > l.opz.MaxTesto || i+2 >= len(l.buf) || l.buf[i] != '<' || l.buf[i+1] != '/' {
		return nil, false
	}
	fine := l.dopoNome(i+2, v, locale)
	if fine < 0 {
		return nil, false
	}
	if l.ultimo == Fine {
		l.pila.togli()
	}
	l.ini, l.evento, l.evRiga = ini, ini, 0
	l.pos, l.ultimo = fine, Testo // what comes next is a sibling
	return l.buf[da:i:i], true
}

// InizioPrevisto takes the next start tag when it is as a machine writes it: a name with
// the prefix of the element around it, where that is of the namespace, or with none, where
// the namespace is none and no other one is the default; no attributes. It is as if
// ProssimoElemento had been called; where it returns false, nothing has happened.
func (l *Lettore) InizioPrevisto(spazio, locale string) bool {
	v, ini, fine := l.tagPrevisto(spazio, locale)
	if fine < 0 {
		return false
	}
	if l.ultimo == Fine {
		l.pila.togli()
	}
	l.pila.entra(v, l.buf[ini+1:fine-1])
	l.tag.attributi = l.tag.attributi[:0]
	l.ini, l.evento, l.evRiga = ini, ini, 0
	l.pos, l.ultimo, l.testo = fine, Inizio, nil
	return true
}

// NonSegue reports whether the next element is certainly not one of that local name:
// another one begins, as a machine writes it, or the one around it ends. Nothing has happened then.
func (l *Lettore) NonSegue(locale string) bool {
	v, i, si := l.intorno()
	if !si {
		return false
	}
	if l.buf[i+1] == '/' {
		n := int(v.fine - v.inizio)
		i += len("</")
		return i+n < len(l.buf) && l.buf[i+n] == '>' && string(l.buf[i:i+n]) == string(l.pila.nomi[v.inizio:v.fine])
	}
	prefisso := l.pila.nomi[v.inizio:v.due]
	da := i + 1 + len(prefisso)
	fine := da
	for fine < len(l.buf) && classeNome[l.buf[fine]] == nomeInizio {
		fine++
	}
	return fine > da && fine < len(l.buf) && l.buf[fine] == '>' && string(l.buf[i+1:da]) == string(prefisso) && string(l.buf[da:fine]) != locale &&
		len(l.pila.livelli) < l.opz.MaxProfondita
}

// Semplice reports whether the current event is a start tag that is nothing but its name.
func (l *Lettore) Semplice() bool {
	return l.errore == nil && l.ultimo == Inizio && !l.vuoto && l.pos-l.ini == len("<>")+len(l.Qualificato())
}

// Concludi takes n bytes of what Davanti returned. The caller has seen that they are
// the rest of the current element, the last of them its end tag as it is written
// most simply: its Fine is the current event now.
func (l *Lettore) Concludi(n int) {
	v := l.pila.cima()
	l.pos += n
	l.ini = l.pos - len("</>") - int(v.fine-v.inizio)
	l.evento, l.evRiga = l.ini, 0
	l.ultimo, l.testo = Fine, nil
}
