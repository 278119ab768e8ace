// Package somma adds cents without losing any.
package somma

// Esatta is a sum of 64-bit numbers, exact whatever their number below 2^31 and
// whatever it passes through. The zero value is 0; two values are compared with
// Uguale, which alone knows that one sum may be held in two ways.
type Esatta struct{ alto, basso int64 }

// base splits a number so that neither half of a sum of 2^31 numbers overflows.
const base = 1 << 32

// Aggiungi adds n.
func (s *Esatta) Aggiungi(n int64) {
	s.alto += n / base
	s.basso += n % base
	if s.basso >= base {
		s.basso -= base
		s.alto++
	} else if s.basso <= -base {
		s.basso += base
		s.alto--
	}
}

// Uguale reports whether the sum is exactly n.
func (s Esatta) Uguale(n int64) bool {
	alto, basso := s.normale()
	return alto == n/base && basso == n%base
}

// Int64 returns the sum, false when it is beyond 64 bits.
func (s Esatta) Int64() (int64, bool) {
	alto, basso := s.normale()
	n := int64(uint64(alto)*base + uint64(basso)) //nolint:gosec // wraps, and is then found out
	return n, n/base == alto && n%base == basso
}

// normale gives both halves one sign, as the division of a number does.
func (s Esatta) normale() (alto, basso int64) {
	switch {
	case s.alto > 0 && s.basso < 0:
		return s.alto - 1, s.basso + base
	case s.alto < 0 && s.basso > 0:
		return s.alto + 1, s.basso - base
	}
	return s.alto, s.basso
}
