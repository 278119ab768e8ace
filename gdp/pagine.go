package gdp

// pagine is a list, numbered from 1, that grows without moving what it holds: it
// has no spare room beyond its last page.
type pagine[T any] [][]T

// perPagina is how many things a page has. The first one grows up to it.
const perPagina = 128

// quante returns how many things there are.
func (p pagine[T]) quante() uint32 {
	ultima := len(p) - 1
	if ultima < 0 {
		return 0
	}
	return uint32(ultima*perPagina + len(p[ultima])) //nolint:gosec // see aggiungi
}

// numero returns a thing.
func (p pagine[T]) numero(n uint32) *T { return &p[(n-1)/perPagina][(n-1)%perPagina] }

// aggiungi adds a thing and returns its number. Four billions fit no memory.
func (p *pagine[T]) aggiungi(x T) uint32 {
	ultima := len(*p) - 1
	switch {
	case ultima < 0:
		*p = append(*p, nil)
		ultima++
	case len((*p)[ultima]) == perPagina:
		*p = append(*p, make([]T, 0, perPagina))
		ultima++
	}
	(*p)[ultima] = append((*p)[ultima], x)
	return p.quante()
}
