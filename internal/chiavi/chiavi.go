// Package chiavi sorts millions of objects by a group they belong to and a text,
// such as the payments by body and IUV.
package chiavi

import "cmp"

// Chiave is a group and a text as one number of twelve bytes, which an Alfabeto
// makes: it sorts as they do, without following a pointer. With a million texts
// scattered over memory that is most of the time.
type Chiave struct {
	Alta  uint64
	Bassa uint32
	Posto int32 // the object, by position in its list
}

const (
	byteAlta   = 8
	byteChiave = 12
)

// byte returns one byte of a key, the most significant first.
func (k *Chiave) byte(b int) byte {
	if b < byteAlta {
		return byte(k.Alta >> (8 * (byteAlta - 1 - b)))
	}
	return byte(k.Bassa >> (8 * (byteChiave - 1 - b)))
}

// Confronta orders keys as group and text, whatever the object.
func (k *Chiave) Confronta(o *Chiave) int {
	if k.Alta != o.Alta {
		if k.Alta < o.Alta {
			return -1
		}
		return 1
	}
	return cmp.Compare(k.Bassa, o.Bassa)
}

// Uguale reports whether two keys are of one group and text.
func (k *Chiave) Uguale(o *Chiave) bool { return k.Alta == o.Alta && k.Bassa == o.Bassa }

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

// Ordinate returns the keys of the objects 0…n-1, which have a group and a text,
// sorted, and equal ones as pareggio says.
func Ordinate[G Gruppo[G]](n int, di func(i int) (G, string), pareggio func(a, b int32) int) []Chiave {
	a := Impara(func(yield func(G, string) bool) {
		for i := 0; i < n && yield(di(i)); i++ {
		}
	})
	chiavi := make([]Chiave, n)
	for i := range chiavi {
		g, testo := di(i)
		chiavi[i], _ = a.Chiave(g, testo, int32(i))
	}
	Ordina(chiavi, pareggio)
	return chiavi
}

// Ordine is Ordinate without the keys: the positions of the objects.
func Ordine[G Gruppo[G]](n int, di func(i int) (G, string), pareggio func(a, b int32) int) []int32 {
	return Posti(Ordinate(n, di, pareggio))
}
