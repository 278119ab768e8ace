package chiavi

import "iter"

// maxPosti is up to how many bytes of a text are learned.
const maxPosti = 64

// visti is what occurs in some texts.
type visti[G comparable] struct {
	gruppi       []G // those of a run once
	posti        [maxPosti][256]bool
	corta, lunga int // lengths of the texts; corta is below zero when there is none
	quanti       int
}

// leggi reads texts.
func (v *visti[G]) leggi(testi iter.Seq2[G, string]) {
	v.corta = -1
	for g, testo := range testi {
		if n := len(v.gruppi); n == 0 || v.gruppi[n-1] != g {
			v.gruppi = append(v.gruppi, g)
		}
		for i := range min(len(testo), maxPosti) {
			v.posti[i][testo[i]] = true
		}
		v.quanti++
		v.lunga = max(v.lunga, len(testo))
		if v.corta < 0 || len(testo) < v.corta {
			v.corta = len(testo)
		}
	}
}

// unisci adds what occurs in others.
func (v *visti[G]) unisci(w *visti[G]) {
	v.gruppi = append(v.gruppi, w.gruppi...)
	v.quanti += w.quanti
	v.lunga = max(v.lunga, w.lunga)
	if v.corta < 0 || w.corta >= 0 && w.corta < v.corta {
		v.corta = w.corta
	}
	for i := range v.posti {
		for b, visto := range &w.posti[i] {
			v.posti[i][b] = v.posti[i][b] || visto
		}
	}
}

// cifre returns the places of the texts, with their digits: in the order of the
// bytes, after the end of a text where one may be.
func (v *visti[G]) cifre() []posto {
	posti := make([]posto, min(v.lunga, maxPosti))
	for i := range posti {
		p := &posti[i]
		if i >= v.corta {
			p.base = 1
		}
		for b, visto := range &v.posti[i] {
			if visto {
				p.base++
				p.cifra[b] = uint16(p.base)
			}
		}
	}
	return posti
}
