// Package chiavi sorts millions of objects by a group they belong to and a text,
// such as the payments by body and IUV.
package chiavi

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Chiave is a group and a text, in a form that sorts without following a pointer:
// with a million texts scattered over memory that is most of the time.
type Chiave struct {
	w     [4]uint64 // rank of the group, the first bytes of the text, its length
	coda  int32     // rank among the texts longer than that, 0 for the others
	Posto int32     // the object, by position in its list
}

const (
	byteChiave = 32
	byteGruppo = 4
	byteTesto  = byteChiave - byteGruppo - 1 // what a chiave holds of a text
)

// Confronta orders keys as group and text, whatever the object.
func (k *Chiave) Confronta(o *Chiave) int {
	for i := range k.w {
		if k.w[i] != o.w[i] {
			if k.w[i] < o.w[i] {
				return -1
			}
			return 1
		}
	}
	return cmp.Compare(k.coda, o.coda)
}

// Gruppo is what keys are sorted by before their text.
type Gruppo[G any] interface {
	comparable
	// Compare orders groups.
	Compare(altro G) int
}

// Alfabeto makes keys: it knows the groups and the long texts that occur.
type Alfabeto[G Gruppo[G]] struct {
	gruppi  []G      // sorted
	lunghi  []string // texts longer than byteTesto, sorted
	ultimo  G        // group last asked for, with its rank
	rango   uint32
	nessuno bool
}

// Vede notes what the alphabet must know.
func (a *Alfabeto[G]) Vede(g G, testo string) {
	if len(a.gruppi) == 0 || a.gruppi[len(a.gruppi)-1] != g {
		a.gruppi = append(a.gruppi, g)
	}
	if len(testo) > byteTesto {
		a.lunghi = append(a.lunghi, testo)
	}
}

// Chiudi ends the collection.
func (a *Alfabeto[G]) Chiudi() {
	slices.SortFunc(a.gruppi, G.Compare)
	a.gruppi = slices.Compact(a.gruppi)
	slices.Sort(a.lunghi)
	a.lunghi = slices.Compact(a.lunghi)
	a.nessuno = true
}

// Gruppo returns the group of a key.
func (a *Alfabeto[G]) Gruppo(k *Chiave) G { return a.gruppi[k.w[0]>>32] }

// Chiave returns the key of a group and a text, and whether any object can have
// it. Groups come in runs: the last one is remembered, so that each goroutine
// uses a copy of the alphabet.
func (a *Alfabeto[G]) Chiave(g G, testo string, posto int32) (Chiave, bool) {
	if a.nessuno || g != a.ultimo {
		n, c := slices.BinarySearchFunc(a.gruppi, g, G.Compare)
		if !c {
			return Chiave{}, false
		}
		a.ultimo, a.rango, a.nessuno = g, uint32(n), false
	}
	var b [byteChiave]byte
	binary.BigEndian.PutUint32(b[:], a.rango)
	copy(b[byteGruppo:byteChiave-1], testo)
	k, esiste := Chiave{Posto: posto}, true
	if b[byteChiave-1] = byte(len(testo)); len(testo) > byteTesto {
		b[byteChiave-1] = 0xff
		n, c := slices.BinarySearch(a.lunghi, testo)
		k.coda, esiste = int32(n)+1, c
	}
	for i := range k.w {
		k.w[i] = binary.BigEndian.Uint64(b[8*i:])
	}
	return k, esiste
}

// Poche is up to how many keys are sorted by comparison. Only tests change it.
var Poche = 20

// Ordina sorts keys, equal ones as pareggio says of their objects. It
// distributes them by one byte after the other, in place, and compares only the
// few that are left together: the time grows as their number does.
func Ordina(k []Chiave, pareggio func(a, b int32) int) { distribuisci(k, 0, pareggio) }

// distribuisci sorts keys that are equal before byte b.
func distribuisci(k []Chiave, b int, pareggio func(a, b int32) int) {
	if len(k) <= Poche {
		inserisci(k, pareggio)
		return
	}
	if b = primaDiversa(k, b); b == byteChiave {
		slices.SortFunc(k, func(a, b Chiave) int { return cmp.Or(a.Confronta(&b), pareggio(a.Posto, b.Posto)) })
		return
	}
	parola, scorri := b/8, 56-8*(b%8)
	var fine [256]int32
	for i := range k {
		fine[byte(k[i].w[parola]>>scorri)]++
	}
	var inizio, libero [256]int32
	somma := int32(0)
	for c, n := range fine {
		inizio[c], libero[c] = somma, somma
		somma += n
		fine[c] = somma
	}
	for c := range fine {
		for libero[c] < fine[c] {
			x := k[libero[c]]
			for d := byte(x.w[parola] >> scorri); int(d) != c; d = byte(x.w[parola] >> scorri) {
				x, k[libero[d]] = k[libero[d]], x
				libero[d]++
			}
			k[libero[c]] = x
			libero[c]++
		}
	}
	for c := range fine {
		if fine[c]-inizio[c] > 1 {
			distribuisci(k[inizio[c]:fine[c]], b+1, pareggio)
		}
	}
}

// primaDiversa returns the first byte from b on in which keys differ, byteChiave
// when there is none.
func primaDiversa(k []Chiave, b int) int {
	var diverse [len(k[0].w)]uint64
	for i := range k {
		for w := range diverse {
			diverse[w] |= k[i].w[w] ^ k[0].w[w]
		}
	}
	for ; b < byteChiave; b++ {
		if byte(diverse[b/8]>>(56-8*(b%8))) != 0 {
			break
		}
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

// PerPosto breaks ties by the place of the object.
func PerPosto(a, b int32) int { return cmp.Compare(a, b) }

// Posti returns the objects of keys.
func Posti(chiavi []Chiave) []int32 {
	p := make([]int32, len(chiavi))
	for i := range chiavi {
		p[i] = chiavi[i].Posto
	}
	return p
}

// Ordine returns the positions 0…n-1 of objects sorted by a group and a text,
// and equal ones as pareggio says.
func Ordine[G Gruppo[G]](n int, di func(i int) (G, string), pareggio func(a, b int32) int) []int32 {
	var a Alfabeto[G]
	for i := range n {
		a.Vede(di(i))
	}
	a.Chiudi()
	chiavi := make([]Chiave, n)
	for i := range chiavi {
		g, testo := di(i)
		chiavi[i], _ = a.Chiave(g, testo, int32(i))
	}
	Ordina(chiavi, pareggio)
	return Posti(chiavi)
}
