package rendicontazione

import (
	"math"

	"github.com/quietanza/quietanza/avviso"
)

// sommaSaturata adds two amounts and stops at the ends of 64 bits of cents: a
// report has no place for an error, and no real account comes near.
func sommaSaturata(a, b avviso.Importo) avviso.Importo {
	s := a.Centesimi() + b.Centesimi()
	switch {
	case a.Centesimi() > 0 && b.Centesimi() > 0 && s < 0:
		s = math.MaxInt64
	case a.Centesimi() < 0 && b.Centesimi() < 0 && s >= 0:
		s = math.MinInt64
	}
	return avviso.ImportoDaCentesimi(s)
}

// somma128 adds amounts without losing any: two of its values are equal only
// when the sums are.
type somma128 struct{ alto, basso int64 }

// base128 splits an amount so that neither half of a sum of 2^31 amounts
// overflows.
const base128 = 1 << 32

func (s *somma128) aggiungi(i avviso.Importo) {
	c := i.Centesimi()
	s.alto += c / base128
	s.basso += c % base128
	if s.basso >= base128 {
		s.basso -= base128
		s.alto++
	} else if s.basso <= -base128 {
		s.basso += base128
		s.alto--
	}
}

// uguale reports whether the sum is exactly i.
func (s somma128) uguale(i avviso.Importo) bool {
	alto, basso := s.alto, s.basso
	// One sign for both halves, as the division of i gives.
	if alto > 0 && basso < 0 {
		alto, basso = alto-1, basso+base128
	} else if alto < 0 && basso > 0 {
		alto, basso = alto+1, basso-base128
	}
	c := i.Centesimi()
	return alto == c/base128 && basso == c%base128
}
