package xmlrigido

import "math"

// ProssimoElemento is Prossimo for a place where the schema has elements only:
// white space is passed over, other text is an error of kind ErrStruttura.
func (l *Lettore) ProssimoElemento() (Evento, error) {
	e, err := l.Prossimo()
	if e != Testo {
		return e, err
	}
	if !soloBianchi(l.testo) {
		return 0, l.rifiutaEvento(CodiceTestoInatteso)
	}
	return l.Prossimo() // texts are joined: this is a tag
}

// TestoElemento returns the text of the element whose Inizio has just been
// read, empty when it has none, and consumes its Fine. A child element is an
// error of kind ErrStruttura. The view is valid until the next call. Riga and
// Colonna then tell the place of the start tag, for a value that is not good.
func (l *Lettore) TestoElemento() ([]byte, error) {
	if l.ultimo != Inizio {
		return nil, l.rifiutaEvento(CodiceSintassi)
	}
	l.trattieni()
	t, err := l.foglia()
	if err == nil {
		l.ripristina()
	}
	return t, err
}

// TestoLungo is TestoElemento for a text that may be longer than Opzioni.MaxTesto, such as a
// document in base64: up to 2 GiB.
func (l *Lettore) TestoLungo() ([]byte, error) {
	massimo := l.opz.MaxTesto
	l.opz.MaxTesto = math.MaxInt32
	t, err := l.TestoElemento()
	l.opz.MaxTesto = massimo
	return t, err
}

// foglia reads text and end tag of a leaf.
func (l *Lettore) foglia() ([]byte, error) {
	e, err := l.Prossimo()
	if err != nil {
		return nil, err
	}
	t := l.testo
	if e == Testo {
		if v := l.pila.cima(); !l.unito && !l.chiudeQui(l.pila.nomi[v.inizio:v.fine]) {
			l.accum = append(l.accum[:0], t...) // the window may move before the end tag is seen
			t = l.accum
		}
		if e, err = l.Prossimo(); err != nil {
			return nil, err
		}
	}
	if e != Fine {
		return nil, l.rifiutaEvento(CodiceElementoInatteso)
	}
	return t, nil
}

// chiudeQui reports whether the whole end tag of nome is in the window at pos.
func (l *Lettore) chiudeQui(nome []byte) bool {
	b := l.buf[l.pos:]
	n := 2 + len(nome)
	return n < len(b) && b[n] == '>' && string(b[2:n]) == string(nome)
}

// Salta passes over the element whose Inizio has just been read, up to its Fine.
// What it contains must be well-formed all the same.
func (l *Lettore) Salta() error {
	if l.ultimo != Inizio {
		return l.rifiutaEvento(CodiceSintassi)
	}
	livello := l.Profondita()
	for {
		e, err := l.Prossimo()
		if err != nil {
			return err
		}
		if e == Fine && l.Profondita() == livello {
			return nil
		}
	}
}

// rifiutaEvento makes the sticky error of kind ErrStruttura at the current
// event.
func (l *Lettore) rifiutaEvento(c Codice) error {
	if l.errore != nil {
		return l.errore
	}
	valore := ""
	if l.ultimo != Testo {
		valore = string(l.Locale())
	}
	return l.rifiuta(c, ErrStruttura, l.evento, valore)
}

// soloBianchi reports whether b is XML white space only.
func soloBianchi[T string | []byte](b T) bool {
	for i := range len(b) {
		if !bianco(b[i]) {
			return false
		}
	}
	return true
}
