package chiavi

import (
	"cmp"
	"slices"

	"github.com/quietanza/quietanza/internal/parallelo"
)

// Poche is up to how many keys are sorted by comparison, Tante from how many on
// several goroutines sort. Only tests change them.
var (
	Poche = 24
	Tante = 1 << 15
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
	b := primaDiversa(k, 0)
	if b == byteChiave {
		ordina(k, b, pareggio)
		return
	}
	fine := distribuisci(k, b)
	parallelo.Volte(mani, func(mano int) {
		for c := mano; c < len(fine); c += mani {
			ordina(cesto(k, &fine, c), b+1, pareggio)
		}
	})
}

// ordina sorts keys that are equal before byte b.
func ordina(k []Chiave, b int, pareggio func(a, b int32) int) {
	if len(k) <= Poche {
		inserisci(k, pareggio)
		return
	}
	if b = primaDiversa(k, b); b == byteChiave {
		slices.SortFunc(k, func(a, b Chiave) int { return cmp.Or(a.Confronta(&b), pareggio(a.Posto, b.Posto)) })
		return
	}
	fine := distribuisci(k, b)
	for c := range fine {
		if parte := cesto(k, &fine, c); len(parte) > 1 {
			ordina(parte, b+1, pareggio)
		}
	}
}

// cesto returns the keys with one value of the byte that keys were distributed by.
func cesto(k []Chiave, fine *[256]int32, c int) []Chiave {
	if c == 0 {
		return k[:fine[0]]
	}
	return k[fine[c-1]:fine[c]]
}

// distribuisci gathers the keys with one value of byte b, the values ascending, and
// returns where each ends.
func distribuisci(k []Chiave, b int) (fine [256]int32) {
	for i := range k {
		fine[k[i].byte(b)]++
	}
	var libero [256]int32
	somma := int32(0)
	for c, n := range fine {
		libero[c] = somma
		somma += n
		fine[c] = somma
	}
	for c := range fine {
		for libero[c] < fine[c] {
			x := k[libero[c]]
			for d := x.byte(b); int(d) != c; d = x.byte(b) {
				x, k[libero[d]] = k[libero[d]], x
				libero[d]++
			}
			k[libero[c]] = x
			libero[c]++
		}
	}
	return fine
}

// primaDiversa returns the first byte from b on in which keys differ, byteChiave
// when there is none.
func primaDiversa(k []Chiave, b int) int {
	var diversa Chiave
	for i := range k {
		diversa.Alta |= k[i].Alta ^ k[0].Alta
		diversa.Bassa |= k[i].Bassa ^ k[0].Bassa
	}
	for b < byteChiave && diversa.byte(b) == 0 {
		b++
	}
	return b
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
