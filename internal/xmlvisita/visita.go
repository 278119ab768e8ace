// Package xmlvisita walks a small XML message element by element, in the order of its
// schema, to read it or to write it. A message describes itself once: the same calls,
// in the same order, read it with a xmlrigido.Cursore and write it with a
// xmlrigido.Scrittore, so that what is written is what is read.
//
// The package knows elements and texts. Rooms add the types of their schemas on top.
package xmlvisita

import (
	"encoding/base64"
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Causes of a Rifiuto that are not those of a simple type.
var (
	ErrMancante = errors.New("mandatory element without a value")
	ErrTroppi   = errors.New("more elements than the schema takes")
)

// Rifiuto is a value that the schema would not take, met while writing.
type Rifiuto struct {
	Percorso string // "Radice/gruppo/elemento"
	Valore   string
	Causa    error // ErrMancante, ErrTroppi, or what the type of the element said
}

// Visita is the place in a message at which a description stands. Copies share the
// message and the first refusal.
type Visita struct {
	c        *xmlrigido.Cursore
	s        *xmlrigido.Scrittore
	percorso string
	primo    *Rifiuto // shared
}

// Lettura returns a walk that reads the children of c. Errors stay with the cursor.
func Lettura(c *xmlrigido.Cursore) Visita { return Visita{c: c} }

// Scrittura returns a walk that writes into the open element of s; percorso is the
// path of that element. Refusals are asked with Rifiuto.
func Scrittura(s *xmlrigido.Scrittore, percorso string) Visita {
	return Visita{s: s, percorso: percorso, primo: &Rifiuto{}}
}

// Legge reports whether the message is being read.
func (v *Visita) Legge() bool { return v.c != nil }

// InSpazio expects the children that follow in another namespace, or writes them with
// another prefix.
func (v *Visita) InSpazio(spazio, prefisso string) {
	if v.Legge() {
		v.c.InSpazio(spazio)
		return
	}
	v.s.Prefisso(prefisso)
}

// Spazio returns the namespace of the element being read, "" when writing.
func (v *Visita) Spazio() string {
	if v.Legge() {
		return v.c.Nodo().Spazio
	}
	return ""
}

// Rifiuta keeps the first value that the schema would not take, while writing.
func (v *Visita) Rifiuta(nome, valore string, causa error) {
	if v.primo != nil && v.primo.Causa == nil {
		*v.primo = Rifiuto{Percorso: v.percorso + "/" + nome, Valore: valore, Causa: causa}
	}
}

// Rifiuto returns the first refusal while writing; false when there was none.
func (v *Visita) Rifiuto() (Rifiuto, bool) {
	if v.primo == nil {
		return Rifiuto{}, false
	}
	return *v.primo, v.primo.Causa != nil
}

// Elemento visits one simple element. presente says whether there is something to
// write; controlla takes the text into the field when reading, and checks it always.
func (v *Visita) Elemento(nome, testo string, presente, obbligatorio bool, controlla func(string) error) {
	if v.Legge() {
		n := v.c.Opzionale(nome)
		if n == nil && obbligatorio {
			n = v.c.Uno(nome) // says that it is missing, and where
		}
		if n != nil && v.c.Err() == nil {
			dentro := v.c.Dentro(n)
			if letto := dentro.Contenuto(); dentro.Fine() == nil {
				v.c.Controlla(n, controlla(letto))
			}
		}
		return
	}
	if !presente {
		if obbligatorio {
			v.Rifiuta(nome, "", ErrMancante)
		}
		return
	}
	if err := controlla(testo); err != nil {
		v.Rifiuta(nome, testo, err)
		return
	}
	v.s.Testo(nome, testo)
}

// Valore visits an element of any simple type: testo is its text, parse its reader.
func Valore[T any](v *Visita, nome string, p *T, testo string, presente, obbligatorio bool, parse func(string) (T, error)) {
	v.Elemento(nome, testo, presente, obbligatorio, func(s string) error {
		letto, err := parse(s)
		if err == nil && v.Legge() {
			*p = letto
		}
		return err
	})
}

// Opzionale visits an element that may be absent, a nil pointer; testo writes it.
func Opzionale[T any](v *Visita, nome string, p **T, testo func(T) string, parse func(string) (T, error)) {
	presente, scritto := *p != nil, ""
	if presente {
		scritto = testo(**p)
	}
	v.Elemento(nome, scritto, presente, false, func(s string) error {
		letto, err := parse(s)
		if err == nil && v.Legge() {
			*p = &letto
		}
		return err
	})
}

// Stringa visits a text with rules of its own; an absent one is "".
func (v *Visita) Stringa(nome string, p *string, obbligatorio bool, controlla func(string) error) {
	Valore(v, nome, p, *p, *p != "", obbligatorio, func(s string) (string, error) { return s, controlla(s) })
}

// Testo visits a text of 1 to massimo characters.
func (v *Visita) Testo(nome string, p *string, massimo int, obbligatorio bool) {
	v.Stringa(nome, p, obbligatorio, func(s string) error { return xmlrigido.Lunghezza(s, 1, massimo) })
}

// Base64 visits a mandatory base64Binary.
func (v *Visita) Base64(nome string, p *[]byte) {
	Valore(v, nome, p, base64.StdEncoding.EncodeToString(*p), true, true, xmlrigido.Base64)
}

// Gruppo visits an element with children. presente says whether to write an optional
// one; the answer is whether it is there.
func (v *Visita) Gruppo(nome string, obbligatorio, presente bool, figli func(Visita)) bool {
	if v.Legge() {
		n := v.c.Opzionale(nome)
		if n == nil {
			if obbligatorio {
				v.c.Uno(nome) // says that it is missing, and where
			}
			return false
		}
		v.dentro(n, figli)
		return true
	}
	if !obbligatorio && !presente {
		return false
	}
	v.scrivi(nome, nome, figli)
	return true
}

// dentro reads the children of n.
func (v *Visita) dentro(n *xmlrigido.Nodo, figli func(Visita)) {
	c := v.c.Dentro(n)
	figli(Lettura(c))
	_ = c.Fine() // kept by the cursor for the end of the message
}

// scrivi writes an element and its children; passo is its name in paths.
func (v *Visita) scrivi(nome, passo string, figli func(Visita)) {
	dentro := *v
	dentro.percorso += "/" + passo
	v.s.Apri(nome)
	figli(dentro)
	v.s.Chiudi()
}

// Molti visits a repeated element, minimo to massimo times (0 = no maximum).
func Molti[T any](v *Visita, nome string, p *[]T, minimo, massimo int, uno func(Visita, *T)) {
	if v.Legge() {
		nodi := v.c.Molti(nome, minimo, massimo)
		*p = make([]T, len(nodi))
		for i := range nodi {
			v.dentro(&nodi[i], func(d Visita) { uno(d, &(*p)[i]) })
		}
		return
	}
	switch n := len(*p); {
	case n < minimo:
		v.Rifiuta(nome, "", ErrMancante)
	case massimo > 0 && n > massimo:
		v.Rifiuta(nome, strconv.Itoa(n), ErrTroppi)
	}
	for i := range *p {
		v.scrivi(nome, nome+"["+strconv.Itoa(i+1)+"]", func(d Visita) { uno(d, &(*p)[i]) })
	}
}
