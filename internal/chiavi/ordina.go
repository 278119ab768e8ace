package chiavi

import (
	"slices"

	"github.com/quietanza/quietanza/internal/parallelo"
)

// Poche is up to how many keys are sorted by comparison, Tante from how many on
// several goroutines sort, Lontane from how many on each waits for memory. Only tests
// change them.
var (
	Poche   = 24
	Tante   = 1 << 15
	Lontane = 1 << 18
)

// mani is how many goroutines sort a list.
const mani = 8

// Ordina sorts keys, equal ones as pareggio says of their objects. It
// distributes them by one byte after the other, in place, and compares only the
// few that are left together: the time grows as their number does.
func Ordina(k []Chiave, pareggio func(a, b int32) int) {
	if len(k) < Tante {
		ordina(k, 0, pareggio)
		return
	}
	var c cesti
	b := c.distribuisci(k, 0)
	parallelo.Volte(mani, func(mano int) {
		for d := mano; d < len(c); d += mani {
			ordina(c.cesto(k, d), b, pareggio)
		}
	})
}

// ordina sorts keys that are equal before byte b.
func ordina(k []Chiave, b int, pareggio func(a, b int32) int) {
	switch {
	case len(k) <= Poche:
		inserisci(k, pareggio)
		return
	case b == byteChiave:
		slices.SortFunc(k, func(a, b Chiave) int { return pareggio(a.Posto, b.Posto) })
		return
	}
	var c cesti
	b = c.distribuisci(k, b)
	for d := range c {
		if parte := c.cesto(k, d); len(parte) > 1 {
			ordina(parte, b, pareggio)
		}
	}
}

// cesti are where the keys with each value of a byte end, once they are gathered.
type cesti [256]int32

// cesto returns the keys with one value of the byte that keys were distributed by.
func (c *cesti) cesto(k []Chiave, d int) []Chiave {
	if d == 0 {
		return k[:c[0]]
	}
	return k[c[d-1]:c[d]]
}

// distribuisci gathers keys by the value of the first byte from b on in which they
// differ, the values ascending, and returns the byte after it.
func (c *cesti) distribuisci(k []Chiave, b int) (dopo int) {
	for ; ; b++ {
		*c = cesti{}
		for i := range k {
			c[k[i].byte(b)]++
		}
		if int(c[k[0].byte(b)]) < len(k) || b == byteChiave-1 {
			break
		}
	}
	var primo cesti
	somma := int32(0)
	for d, n := range c {
		primo[d] = somma
		somma += n
		c[d] = somma
	}
	if len(k) > Lontane {
		c.scambia(k, b, &primo)
	} else {
		c.sposta(k, b, &primo)
	}
	return b + 1
}

// sposta brings each key to the first free place of its cesto, and the one found there
// to its own in turn.
func (c *cesti) sposta(k []Chiave, b int, primo *cesti) {
	for d := range c {
		for primo[d] < c[d] {
			x := k[primo[d]]
			for e := x.byte(b); int(e) != d; e = x.byte(b) {
				x, k[primo[e]] = k[primo[e]], x
				primo[e]++
			}
			k[primo[d]] = x
			primo[d]++
		}
	}
}

// scambia does as sposta: each key changes places with the one at the first free place of
// its cesto, and what came instead waits for the next turn. So no exchange waits for
// what another brought from far away, but all the cesti are gone through several times.
func (c *cesti) scambia(k []Chiave, b int, primo *cesti) {
	for ancora := true; ancora; {
		ancora = false
		for d := range c {
			for i := primo[d]; i < c[d]; i++ {
				suo := &primo[k[i].byte(b)]
				k[i], k[*suo] = k[*suo], k[i]
				*suo++
			}
			ancora = ancora || primo[d] < c[d]
		}
	}
}

// inserisci sorts a few keys.
func inserisci(k []Chiave, pareggio func(a, b int32) int) {
	for i := 1; i < len(k); i++ {
		x := k[i]
		j := i
		for ; j > 0; j-- {
			if n := k[j-1].Confronta(&x); n < 0 || n == 0 && pareggio(k[j-1].Posto, x.Posto) <= 0 {
				break
			}
			k[j] = k[j-1]
		}
		k[j] = x
	}
}
