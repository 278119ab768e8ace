package rendicontazione

import (
	"iter"
	"math/bits"

	"github.com/quietanza/quietanza/internal/membri"
)

// Segnali is a set of Segnale. It is comparable; the zero value is empty.
//
// JSON: the array of the names, in the order of their declaration.
type Segnali struct{ bit uint64 }

// NuoviSegnali returns the set of the given flags; those that are not valid are
// left out.
func NuoviSegnali(s ...Segnale) Segnali {
	var i Segnali
	for _, x := range s {
		i.aggiungi(x)
	}
	return i
}

func (i *Segnali) aggiungi(s Segnale) {
	if s.IsValid() {
		i.bit |= 1 << s
	}
}

// Contiene reports whether s is in the set.
func (i Segnali) Contiene(s Segnale) bool { return s.IsValid() && i.bit&(1<<s) != 0 }

// IsZero reports whether the set is empty.
func (i Segnali) IsZero() bool { return i.bit == 0 }

// Numero returns how many flags the set holds.
func (i Segnali) Numero() int { return bits.OnesCount64(i.bit) }

// Tutti yields the flags in the order of their declaration.
func (i Segnali) Tutti() iter.Seq[Segnale] {
	return func(yield func(Segnale) bool) {
		for b := i.bit; b != 0; b &= b - 1 {
			if !yield(Segnale(bits.TrailingZeros64(b))) {
				return
			}
		}
	}
}

// String returns the names separated by commas, "" for the empty set.
func (i Segnali) String() string {
	var b []byte
	for s := range i.Tutti() {
		if len(b) > 0 {
			b = append(b, ", "...)
		}
		b = append(b, s.String()...)
	}
	return string(b)
}

// MarshalJSON writes the names as an array, [] when empty.
func (i Segnali) MarshalJSON() ([]byte, error) { return i.appendJSON(nil), nil }

func (i Segnali) appendJSON(b []byte) []byte {
	b = append(b, '[')
	for s := range i.Tutti() {
		if b[len(b)-1] != '[' {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, s.String()...)
		b = append(b, '"')
	}
	return append(b, ']')
}

// UnmarshalJSON takes an array of names and leaves the set alone on error.
func (i *Segnali) UnmarshalJSON(b []byte) error {
	var s []Segnale
	if err := membri.Parse(b, &s); err != nil {
		return err
	}
	*i = NuoviSegnali(s...)
	return nil
}

func (i *Segnali) unisci(j Segnali) { i.bit |= j.bit }

// comuni returns the flags that both sets have.
func (i Segnali) comuni(j Segnali) Segnali { return Segnali{i.bit & j.bit} }
