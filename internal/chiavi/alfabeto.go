package chiavi

import (
	"cmp"
	"iter"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/internal/parallelo"
)

// Gruppo is what keys are sorted by before their text.
type Gruppo[G any] interface {
	comparable
	// Compare orders groups.
	Compare(altro G) int
}

// Alfabeto makes the keys of groups and texts that it has learned. A key is a
// number whose digits are the group and the bytes of the text, each in the base of
// what occurs at its place: seventeen digits that all begin with 01 are a number
// below 10^15. The high part of a key has as many digits as fit, the low part the
// others or, when they do not fit, the rank of the text among those that have more.
type Alfabeto[G Gruppo[G]] struct {
	gruppi []G     // sorted
	corta  int     // length of the shortest text
	alta   []posto // of the bytes in the high part: the first ones
	scala  uint64  // what spreads high parts over all numbers
	bassa  []posto // of the bytes in the low part
	lunghi []lungo // the texts that have more than alta, sorted, when bassa has no room

	ultimo  G // group last asked for, with its rank
	rango   uint64
	nessuno bool // was asked for
}

// posto is a place of the texts, and the digit of it.
type posto struct {
	base  uint64      // how many digits there are, the end of a text included
	fine  uint64      // by how much a text that ends here goes up, up to the last place
	cifra [256]uint16 // the digit of each byte and one more, 0 for a byte that does not occur
}

// lungo is a text that has more bytes than the high part of its key.
type lungo struct {
	alta  uint64
	testo string
}

func (a lungo) confronta(b lungo) int {
	return cmp.Or(cmp.Compare(a.alta, b.alta), strings.Compare(a.testo, b.testo))
}

// How many numbers the parts of a key have. Only tests change it.
var (
	CapienzaAlta  uint64 = math.MaxUint64
	CapienzaBassa uint64 = math.MaxUint32
)

// Impara returns the alphabet of some lists, which are read at the same time, and
// twice when the keys do not hold their texts.
func Impara[G Gruppo[G]](liste ...iter.Seq2[G, string]) Alfabeto[G] {
	visti := make([]visti[G], len(liste))
	parallelo.Volte(len(liste), func(i int) { visti[i].leggi(liste[i]) })
	tutti := &visti[0]
	for i := range visti[1:] {
		tutti.unisci(&visti[1+i])
	}
	slices.SortFunc(tutti.gruppi, G.Compare)
	a := Alfabeto[G]{gruppi: slices.Compact(tutti.gruppi), corta: tutti.corta, nessuno: true}
	posti := tutti.cifre()
	var quanti uint64
	a.alta, quanti = inizio(posti, uint64(len(a.gruppi)), CapienzaAlta)
	a.scala = math.MaxUint64 / max(quanti, 1)
	resto := posti[len(a.alta):]
	if a.bassa, _ = inizio(resto, 1, CapienzaBassa); len(a.bassa) < len(resto) || tutti.lunga > len(posti) {
		a.elencaLunghi(liste, tutti.quanti)
	}
	return a
}

// inizio returns the first of some places that have room, after so many numbers, in
// a part of a key, and how many numbers there are with them.
func inizio(posti []posto, prima, capienza uint64) ([]posto, uint64) {
	n := 0
	for n < len(posti) {
		alto, basso := bits.Mul64(prima, posti[n].base)
		if alto != 0 || basso > capienza {
			break
		}
		prima = basso
		n++
	}
	fine := uint64(1)
	for i := n - 1; i >= 0; i-- {
		fine *= posti[i].base
		posti[i].fine = fine
	}
	return posti[:n], prima
}

// elencaLunghi lists the texts, of so many, that the high parts of the keys do not
// hold.
func (a *Alfabeto[G]) elencaLunghi(liste []iter.Seq2[G, string], quanti int) {
	a.bassa, a.lunghi = nil, make([]lungo, 0, quanti)
	for _, testi := range liste {
		for g, testo := range testi {
			if alta, esiste := a.parteAlta(g, testo); esiste && len(testo) > len(a.alta) {
				a.lunghi = append(a.lunghi, lungo{alta, testo})
			}
		}
	}
	slices.SortFunc(a.lunghi, lungo.confronta)
	a.lunghi = slices.Compact(a.lunghi)
}

// Chiave returns the key of a group and a text, and whether any object can have
// it. Groups come in runs: the last one is remembered, so that each goroutine
// uses a copy of the alphabet.
func (a *Alfabeto[G]) Chiave(g G, testo string, oggetto int32) (k Chiave, esiste bool) {
	k.Posto = oggetto
	if k.Alta, esiste = a.parteAlta(g, testo); !esiste || len(testo) <= len(a.alta) {
		return k, esiste
	}
	if a.lunghi != nil {
		n, c := slices.BinarySearchFunc(a.lunghi, lungo{k.Alta, testo}, lungo.confronta)
		k.Bassa = uint32(n) + 1
		return k, c
	}
	resto := testo[len(a.alta):]
	n, esiste := numero(0, a.bassa, resto)
	k.Bassa = uint32(n)
	return k, esiste && len(resto) <= len(a.bassa)
}

// parteAlta returns the high part of the key of a group and a text.
func (a *Alfabeto[G]) parteAlta(g G, testo string) (alta uint64, esiste bool) {
	if a.nessuno || g != a.ultimo {
		n, c := slices.BinarySearchFunc(a.gruppi, g, G.Compare)
		if !c {
			return 0, false
		}
		a.ultimo, a.rango, a.nessuno = g, uint64(n), false
	}
	if len(testo) < a.corta {
		return 0, false
	}
	alta, esiste = numero(a.rango, a.alta, testo)
	return alta * a.scala, esiste
}

// numero appends the digits of a text to a number, false when it has a byte that
// does not occur.
func numero(n uint64, posti []posto, testo string) (uint64, bool) {
	for i := range posti {
		p := &posti[i]
		if i >= len(testo) {
			return n * p.fine, true
		}
		c := p.cifra[testo[i]]
		if c == 0 {
			return 0, false
		}
		n = n*p.base + uint64(c) - 1
	}
	return n, true
}
