package rendicontazione

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// chiave is a body with an IUV, or with another text, in a form that sorts
// without following a pointer: with a million texts scattered over memory that
// is most of the time of a reconciliation.
type chiave struct {
	w     [4]uint64 // rank of the body, the first bytes of the text, its length
	coda  int32     // rank among the texts longer than that, 0 for the others
	posto int32     // the object, by position in its list
}

const (
	byteChiave  = 32
	byteDominio = 4
	byteTesto   = byteChiave - byteDominio - 1 // what a chiave holds of a text
)

// confronta orders keys as body and text, whatever the object.
func (k *chiave) confronta(o *chiave) int {
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

// alfabeto makes keys: it knows the bodies and the long texts that occur.
type alfabeto struct {
	domini  []avviso.IdDominio // sorted
	lunghi  []string           // texts longer than byteTesto, sorted
	ultimo  avviso.IdDominio   // body last asked for, with its rank
	rango   uint32
	nessuno bool
}

// vede notes what the alphabet must know.
func (a *alfabeto) vede(d avviso.IdDominio, testo string) {
	if len(a.domini) == 0 || a.domini[len(a.domini)-1] != d {
		a.domini = append(a.domini, d)
	}
	if len(testo) > byteTesto {
		a.lunghi = append(a.lunghi, testo)
	}
}

// chiudi ends the collection.
func (a *alfabeto) chiudi() {
	slices.SortFunc(a.domini, avviso.IdDominio.Compare)
	a.domini = slices.Compact(a.domini)
	slices.Sort(a.lunghi)
	a.lunghi = slices.Compact(a.lunghi)
	a.nessuno = true
}

// dominio returns the body of a key.
func (a *alfabeto) dominio(k *chiave) avviso.IdDominio { return a.domini[k.w[0]>>32] }

// chiave returns the key of a body and a text, and whether any object can have
// it. Bodies come in runs: the last one is remembered, so that each goroutine
// uses a copy of the alphabet.
func (a *alfabeto) chiave(d avviso.IdDominio, testo string, posto int32) (chiave, bool) {
	if a.nessuno || d != a.ultimo {
		n, c := slices.BinarySearchFunc(a.domini, d, avviso.IdDominio.Compare)
		if !c {
			return chiave{}, false
		}
		a.ultimo, a.rango, a.nessuno = d, uint32(n), false
	}
	var b [byteChiave]byte
	binary.BigEndian.PutUint32(b[:], a.rango)
	copy(b[byteDominio:byteChiave-1], testo)
	k, esiste := chiave{posto: posto}, true
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

// pocheChiavi is up to how many keys are sorted by comparison. Only tests change
// it.
var pocheChiavi = 20

// ordinaChiavi sorts keys, equal ones as pareggio says of their objects. It
// distributes them by one byte after the other, in place, and compares only the
// few that are left together: the time grows as their number does.
func ordinaChiavi(k []chiave, pareggio func(a, b int32) int) { distribuisci(k, 0, pareggio) }

// distribuisci sorts keys that are equal before byte b.
func distribuisci(k []chiave, b int, pareggio func(a, b int32) int) {
	if len(k) <= pocheChiavi {
		inserisci(k, pareggio)
		return
	}
	if b = primaDiversa(k, b); b == byteChiave {
		slices.SortFunc(k, func(a, b chiave) int { return cmp.Or(a.confronta(&b), pareggio(a.posto, b.posto)) })
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
func primaDiversa(k []chiave, b int) int {
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
func inserisci(k []chiave, pareggio func(a, b int32) int) {
	for i := 1; i < len(k); i++ {
		x := k[i]
		j := i
		for ; j > 0; j-- {
			if n := k[j-1].confronta(&x); n < 0 || n == 0 && pareggio(k[j-1].posto, x.posto) <= 0 {
				break
			}
			k[j] = k[j-1]
		}
		k[j] = x
	}
}

// perPosto breaks ties by the place of the object.
func perPosto(a, b int32) int { return cmp.Compare(a, b) }

// chiaviDi returns the sorted positions of objects whose key is a body and a
// text.
func chiaviDi(n int, chiaveDi func(i int) (avviso.IdDominio, string)) []int32 {
	var a alfabeto
	for i := range n {
		a.vede(chiaveDi(i))
	}
	a.chiudi()
	chiavi := make([]chiave, n)
	for i := range chiavi {
		d, testo := chiaveDi(i)
		chiavi[i], _ = a.chiave(d, testo, int32(i))
	}
	ordinaChiavi(chiavi, perPosto)
	return posti(chiavi)
}

func posti(chiavi []chiave) []int32 {
	p := make([]int32, len(chiavi))
	for i := range chiavi {
		p[i] = chiavi[i].posto
	}
	return p
}
