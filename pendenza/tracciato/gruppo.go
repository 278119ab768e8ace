package tracciato

import (
	"strings"

	"github.com/quietanza/quietanza/pendenza"
)

const (
	// inGruppo is how many positions share their memory at most: whoever keeps one of a
	// file keeps as many.
	inGruppo = 8
	// rigaComune is how many bytes a line may have that shares its memory with others.
	rigaComune = 1 << 10
)

// gruppo takes memory for the positions of several lines at once: for one at first, for
// more as the file goes on.
type gruppo struct {
	quante   int // lines that memory was taken for the last time
	restano  int // of these, how many are still to come
	testi    strings.Builder
	soggetti []pendenza.SoggettoPagatore // room not yet given out
	stanze   []pendenza.Voce
}

// riga begins a line.
func (g *gruppo) riga(lunga int) {
	if g.restano--; g.restano >= 0 {
		return
	}
	g.quante = min(2*g.quante+1, inGruppo)
	g.restano = g.quante - 1
	g.testi.Reset()
	if lunga <= rigaComune {
		g.testi.Grow(g.quante * lunga)
	}
	g.soggetti, g.stanze = make([]pendenza.SoggettoPagatore, g.quante), nil
}

// testo returns a line as a text, one part of that of the group when there is room.
func (g *gruppo) testo(riga []byte) string {
	n := g.testi.Len()
	if g.testi.Cap()-n < len(riga) {
		return string(riga)
	}
	g.testi.Write(riga)
	return g.testi.String()[n:]
}

// soggetto returns empty room for the debtor of a position.
func (g *gruppo) soggetto() *pendenza.SoggettoPagatore {
	s := &g.soggetti[0]
	g.soggetti = g.soggetti[1:]
	return s
}

// voci returns empty room for the items of a position.
func (g *gruppo) voci(n int) []pendenza.Voce {
	if len(g.stanze) < n {
		g.stanze = make([]pendenza.Voce, (g.restano+1)*n)
	}
	v := g.stanze[:n:n]
	g.stanze = g.stanze[n:]
	return v
}
