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
