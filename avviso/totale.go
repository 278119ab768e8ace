package avviso

import (
	"cmp"
	"iter"
	"math"
)

// Totale is a sum of amounts, exact whatever their number below 2^31 and whatever
// it passes through. The zero value is 0.00; two sums are compared with Uguale,
// which alone knows that one sum may be held in two ways.
type Totale struct {
	// The sum is alto times 2^32 plus resto, in cents; resto is never negative
	// and may be of more than 32 bits.
	alto, resto int64
}

const mezza = 1<<32 - 1

// TotaleDi adds a sequence of amounts. It is inlined with its iterator: a million
// amounts allocate nothing.
func TotaleDi(importi iter.Seq[Importo]) Totale {
	var t Totale
	for i := range importi {
		t.Aggiungi(i)
	}
	return t
}

// Aggiungi adds an amount.
func (t *Totale) Aggiungi(i Importo) {
	t.alto += i.cent >> 32
	t.resto += i.cent & mezza
}

// Unisci adds another sum.
func (t *Totale) Unisci(u Totale) {
	t.alto += u.alto
	t.resto += u.resto
}

// normale returns the same sum with a resto of 32 bits.
func (t Totale) normale() Totale { return Totale{t.alto + t.resto>>32, t.resto & mezza} }

// Uguale reports whether the sum is exactly an amount.
func (t Totale) Uguale(i Importo) bool {
	return t.normale() == Totale{i.cent >> 32, i.cent & mezza}
}

// Segno returns -1, 0 or +1, also of a sum beyond 64 bits.
func (t Totale) Segno() int {
	t = t.normale()
	if t.alto != 0 {
		return cmp.Compare(t.alto, 0)
	}
	return cmp.Compare(t.resto, 0)
}

// Importo returns the sum, or an error of code OVERFLOW (ErrImporto) when it does
// not fit 64 bits of cents.
func (t Totale) Importo() (Importo, error) {
	t = t.normale()
	n := t.alto<<32 | t.resto
	if n>>32 != t.alto || n == math.MinInt64 {
		return Importo{}, rifiuta(CodiceOverflow, "", ErrImporto)
	}
	return Importo{n}, nil
}
