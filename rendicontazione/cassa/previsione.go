package cassa

import (
	"bytes"
	"unicode/utf8"
)

// A machine writes its movements alike: what stands between the texts of one is what
// stood in another before it, in one of a few forms. Such a movement is read by
// comparing; any other, from its first byte, by the scanner, which alone says what is
// wrong.

// forma is how an element looks that has been scanned.
type forma struct {
	passi []passo
	coda  []byte // behind the last text, with the end tag
}

// passo is what stands before a text, and the parts that begin there.
type passo struct {
	prima []byte
	apre  []apertura
	tiene bool // the text is that of the part begun last
	salto salto
}

// apertura is a tratto that begins, with what is the same in every element of the form.
type apertura struct {
	campo    uint8
	annidato bool
	conLuogo bool
	testo    []byte // of an attribute
	spostato salto  // from the beginning of the step
}

// salto is how far a text moves the place.
type salto struct{ righe, colonne int }

func saltoDi(b []byte) salto {
	if i := bytes.LastIndexByte(b, '\n'); i >= 0 {
		return salto{bytes.Count(b, []byte("\n")), utf8.RuneCount(b[i+1:])}
	}
	return salto{0, utf8.RuneCount(b)}
}

func (l luogo) oltre(s salto) luogo {
	if s.righe > 0 {
		return luogo{l.riga + s.righe, 1 + s.colonne}
	}
	return luogo{l.riga, l.colonna + s.colonne}
}

// previsione has the forms seen last.
type previsione struct {
	forme     [4]forma
	prossima  int
	imparate  int
	seguite   int
	scandisce bool // for tests
}

const (
	maxForma     = 4 << 10 // how long an element may be whose form is kept
	imparateVane = 32      // forms learnt before any was of use
)

// leggiSimile is leggi of an element that may look like one before it.
func (r *raccolta) leggiSimile(d *documento, e *albero) error {
	if !r.previsione.legge(r, d, e) {
		return r.leggi(d, e)
	}
	return nil
}

// legge reads the current element by one of the forms, or learns its form: then it
// returns false, and nothing has happened.
func (p *previsione) legge(r *raccolta, d *documento, e *albero) bool {
	if p.scandisce || !d.l.Semplice() {
		return false
	}
	b := d.l.Davanti(maxForma)
	qui := d.luogo()
	qui.colonna += len("<>") + utf8.RuneCount(d.l.Qualificato())
	for i := range p.forme {
		f := &p.forme[(p.prossima+len(p.forme)-1-i)%len(p.forme)]
		if n := f.segue(r, b, qui); n > 0 {
			d.l.Concludi(n)
			p.seguite++
			return true
		}
	}
	p.impara(b, d.l.Qualificato(), e)
	return false
}

// segue reads an element of the form and returns its length, 0 for another one.
func (f *forma) segue(r *raccolta, b []byte, qui luogo) int {
	if len(f.passi) == 0 {
		return 0
	}
	testi, tratti := len(r.testi), len(r.tratti)
	resto := b
	for i := range f.passi {
		p := &f.passi[i]
		fine := -1
		if bytes.HasPrefix(resto, p.prima) {
			resto = resto[len(p.prima):]
			fine = fineTesto(resto)
		}
		if fine < 0 {
			r.testi, r.tratti = r.testi[:testi], r.tratti[:tratti]
			return 0
		}
		for k := range p.apre {
			a := &p.apre[k]
			var dove luogo
			if a.conLuogo {
				dove = qui.oltre(a.spostato)
			}
			da := int32(len(r.testi)) //nolint:gosec // of one element
			r.testi = append(r.testi, a.testo...)
			r.tratti = append(r.tratti, tratto{campo: a.campo, annidato: a.annidato, da: da, a: int32(len(r.testi)), luogo: dove}) //nolint:gosec // as above
		}
		if p.tiene {
			r.testi = append(r.testi, resto[:fine]...)
			r.tratti[len(r.tratti)-1].a = int32(len(r.testi)) //nolint:gosec // as above
		}
		qui = qui.oltre(p.salto)
		qui.colonna += fine
		resto = resto[fine:]
	}
	if !bytes.HasPrefix(resto, f.coda) {
		r.testi, r.tratti = r.testi[:testi], r.tratti[:tratti]
		return 0
	}
	return len(b) - len(resto) + len(f.coda)
}

// fineTesto returns where a text of printable ASCII without references ends, -1 when it
// is another.
func fineTesto(b []byte) int {
	for i, c := range b {
		if !pianoTesto[c] {
			if c == '<' {
				return i
			}
			return -1
		}
	}
	return -1
}

var pianoTesto = func() (t [256]bool) {
	for c := ' '; c <= '~'; c++ {
		t[c] = c != '&' && c != '<' && c != '>' && c != ']'
	}
	return t
}()

// impara takes the form of the element that b is the content of, if it is simple.
func (p *previsione) impara(b, qualificato []byte, e *albero) {
	if p.imparate >= imparateVane+p.seguite {
		return
	}
	b = b[:min(len(b), maxForma)]
	i := bytes.Index(b, append(append([]byte("</"), qualificato...), '>'))
	if i < 0 {
		return
	}
	b = bytes.Clone(b[:i+len("</>")+len(qualificato)])
	if bytes.IndexByte(b, '\r') >= 0 || bytes.Contains(b, []byte("<!")) || bytes.Contains(b, []byte("<?")) || !utf8.Valid(b) {
		return
	}
	f := forma{}
	if !f.impara(b, e) {
		return
	}
	p.forme[p.prossima] = f
	p.prossima = (p.prossima + 1) % len(p.forme)
	p.imparate++
}

// aperta is an element of the form that is open.
type aperta struct {
	e      *albero // nil where the tree has none
	tratto *apertura
}

// impara reads the content of an element that the scanner has found well-formed.
func (f *forma) impara(b []byte, e *albero) bool {
	pila := []aperta{{e: e}}
	inizio, i := 0, 0
	var p passo
	for i < len(b) {
		fine := bytes.IndexByte(b[i:], '>')
		if b[i] != '<' {
			if bytes.IndexByte([]byte(" \t\n"), b[i]) < 0 {
				return false
			}
			i++ // white space, which is compared
			continue
		}
		if fine < 2 {
			return false
		}
		tag := b[i+1 : i+fine]
		switch {
		case tag[0] == '/':
			if pila = pila[:len(pila)-1]; len(pila) == 0 {
				if len(p.apre) > 0 {
					return false
				}
				f.coda = b[inizio:]
				return i+fine+1 == len(b)
			}
		case tag[len(tag)-1] == '/':
			return false
		default:
			nome, divisa, ok := dividiTag(tag)
			if !ok {
				return false
			}
			nuova := aperta{}
			padre := &pila[len(pila)-1]
			if padre.e != nil {
				if k := padre.e.figlio(nome, 0); k >= 0 {
					nuova.e = &padre.e.figli[k]
				} else if padre.tratto != nil {
					return false // rare: it is for the scanner
				}
			}
			if n := nuova.e; n != nil {
				if n.divisa != 0 && divisa != nil {
					p.apre = append(p.apre, apertura{campo: n.divisa, testo: divisa})
				}
				if n.campo != 0 {
					a := apertura{campo: n.campo, conLuogo: n.luogo, spostato: saltoDi(b[inizio:i])}
					p.apre = append(p.apre, a)
					if !n.gruppo {
						nuova.tratto = &a
					}
				}
			}
			pila = append(pila, nuova)
			da := i + fine + 1
			n := bytes.IndexByte(b[da:], '<')
			if n < 0 {
				return false
			}
			if b[da+n+1] == '/' { // a leaf
				if fineTesto(b[da:]) < 0 {
					return false
				}
				p.prima, p.salto = b[inizio:da], saltoDi(b[inizio:da])
				p.tiene = nuova.tratto != nil
				f.passi = append(f.passi, p)
				p, inizio = passo{}, da+n
				i = inizio
				continue
			}
		}
		i += fine + 1
	}
	return false
}

// dividiTag returns the local name of a start tag, and its only attribute, if it is Ccy.
func dividiTag(tag []byte) (nome, divisa []byte, ok bool) {
	nome, resto, con := bytes.Cut(tag, []byte(" "))
	if i := bytes.IndexByte(nome, ':'); i >= 0 {
		nome = nome[i+1:]
	}
	if !con {
		return nome, nil, !bytes.ContainsAny(nome, "\t\n\"'=")
	}
	resto, ok = bytes.CutPrefix(resto, []byte(attributoDivisa+`="`))
	fine := bytes.IndexByte(resto, '"')
	if !ok || fine < 0 || fine != len(resto)-1 || fineTesto(append(resto[:fine:fine], '<')) != fine {
		return nil, nil, false
	}
	return nome, resto[:fine], true
}
