package flusso

import (
	"bytes"
)

// forma is how the rows of a document written by a machine look: what stands
// between the values, the start tag of the next row included, is the same from one
// to the next. A row that follows it is read by comparing; any other, from its first
// byte, by the scanner, which alone says what is wrong.
type forma struct {
	figli []*elemento
	pezzi [][]byte // one before each value, and one behind the last
	tag   int      // length of the start tag at the end of the last piece
}

// maxForma is how long a row may be whose form is looked for.
const maxForma = 4 << 10

// predici reads the current row and moves to the next one, if the form of the last
// row, or of this one, tells how. Nothing has moved when it does not.
func (l *Lettore) predici() bool {
	if l.tollerante || l.scandisce || len(l.x.Attributi()) > 0 {
		return false
	}
	b := l.x.Davanti(maxForma)
	return len(l.forma.figli) > 0 && l.segue(b) || l.forma.impara(b, l.x.Qualificato()) && l.segue(b)
}

// segue reads a row of the form.
func (l *Lettore) segue(b []byte) bool {
	resto := b
	l.riga = Riga{}
	for i, f := range l.forma.figli {
		p := l.forma.pezzi[i]
		if !bytes.HasPrefix(resto, p) {
			return false
		}
		resto = resto[len(p):]
		fine := bytes.IndexByte(resto, '<')
		if fine <= 0 || !piani(resto[:fine]) || f.metti(l, resto[:fine]) != "" {
			return false
		}
		resto = resto[fine:]
	}
	ultimo := l.forma.pezzi[len(l.forma.figli)]
	if !bytes.HasPrefix(resto, ultimo) || !l.componi() {
		return false
	}
	l.x.Prosegui(len(b)-len(resto)+len(ultimo), l.forma.tag)
	return true
}

// piano are the bytes that mean themselves in every text, wherever they stand in it.
var piano = func() (t [256]bool) {
	for c := '!'; c <= '~'; c++ {
		t[c] = c != '&' && c != '<' && c != '>' && c != ']'
	}
	return t
}()

func piani(b []byte) bool {
	for _, c := range b {
		if !piano[c] {
			return false
		}
	}
	return true
}

// impara takes the form of the row that b is the content of, as far as the start tag
// of the next: leaves in the order of the schema, of the prefix of the row and
// without attributes, with nothing but white space between them.
func (f *forma) impara(b, qualificato []byte) bool {
	f.figli, f.pezzi = f.figli[:0], f.pezzi[:0]
	b = bytes.Clone(b[:min(len(b), maxForma)])
	prefisso := qualificato[:len(qualificato)-len(elementoRiga)]
	resto, inizio := b, b // what is to be read, and where the piece begins
	for i := range figliRiga {
		e := &figliRiga[i]
		dopo := marca(bianchi(resto), "<", prefisso, e.nome)
		if dopo == nil {
			if e.obbligatorio {
				return f.dimentica()
			}
			continue
		}
		f.figli = append(f.figli, e)
		f.pezzi = append(f.pezzi, inizio[:len(inizio)-len(dopo)])
		fine := bytes.IndexByte(dopo, '<')
		if fine < 0 {
			return f.dimentica()
		}
		inizio = dopo[fine:]
		if resto = marca(inizio, "</", prefisso, e.nome); resto == nil {
			return f.dimentica()
		}
	}
	fine := marca(bianchi(resto), "</", prefisso, elementoRiga)
	dopo := marca(bianchi(fine), "<", prefisso, elementoRiga)
	if fine == nil || dopo == nil {
		return f.dimentica()
	}
	f.pezzi = append(f.pezzi, inizio[:len(inizio)-len(dopo)])
	f.tag = len("<>") + len(qualificato)
	return true
}

func (f *forma) dimentica() bool {
	f.figli = f.figli[:0]
	return false
}

func bianchi(b []byte) []byte { return bytes.TrimLeft(b, bianchiXML) }

// marca returns what is behind a tag; nil when there is another, or nothing.
func marca(b []byte, apre string, prefisso []byte, nome string) []byte {
	for _, s := range [...]string{apre, string(prefisso), nome, ">"} {
		var ok bool
		if b, ok = bytes.CutPrefix(b, []byte(s)); !ok {
			return nil
		}
	}
	return b
}

// componi puts the row together once its values are there, and reports whether a row
// of its outcome may bear its amount.
func (l *Lettore) componi() bool {
	insieme := string(l.testi)
	l.riga.IUV, l.riga.IUR = insieme[:l.iuv], insieme[l.iuv:]
	if !importoDiRiga(l.riga.Importo, l.riga.Esito) {
		return false
	}
	l.totali.aggiungi(&l.riga, l.giorno)
	return true
}
