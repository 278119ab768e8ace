// Package cifre reads and writes decimal digits: whole numbers, and the cents of
// an amount in every notation that the documents use. It judges nothing: which
// signs, sizes and decimals a field allows, its room says.
package cifre

import "math"

// Testo is what the functions of this package read.
type Testo interface{ ~string | ~[]byte }

// Sole reports whether s is all ASCII digits, however long; "" is.
func Sole[T Testo](s T) bool {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if !cifreTutte(otto(s[i:])) {
			return false
		}
	}
	for ; i < len(s); i++ {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

// Numero returns the number written by s when it is all ASCII digits. At most
// 18 digits fit; the callers have checked the length.
func Numero[T Testo](s T) (uint64, bool) {
	var n uint64
	i := 0
	for ; i+8 <= len(s); i += 8 {
		otto, ok := ottoCifre(s[i:])
		if !ok {
			return 0, false
		}
		n = n*100_000_000 + otto
	}
	for ; i < len(s); i++ {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + uint64(d)
	}
	return n, true
}

// Append appends the last larghezza digits of n, zeros on the left where it has
// fewer.
func Append(b []byte, n uint64, larghezza int) []byte {
	var buf [20]byte
	i := len(buf)
	for range larghezza {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, buf[i:]...)
}

// Centesimi reads the official form of an amount, one digit or more, a point and
// two digits, and returns its cents; false for any other text and for one that
// does not fit 64 bits.
func Centesimi[T Testo](s T) (int64, bool) {
	p := len(s) - 3
	if p < 1 || s[p] != '.' {
		return 0, false
	}
	var n uint64
	if p <= 16 { // nothing to overflow
		for i := range p {
			d := s[i] - '0'
			if d > 9 {
				return 0, false
			}
			n = n*10 + uint64(d)
		}
		d, u := s[p+1]-'0', s[p+2]-'0'
		if d > 9 || u > 9 {
			return 0, false
		}
		return int64(n*100 + uint64(d*10+u)), true //nolint:gosec // 18 digits
	}
	for i := 0; i < len(s); i++ {
		if i == p {
			continue
		}
		d := uint64(s[i] - '0')
		if d > 9 || n >= math.MaxInt64/10 && n > (math.MaxInt64-d)/10 {
			return 0, false
		}
		n = n*10 + d
	}
	return int64(n), true
}

// Decimale is what a text in decimal notation says.
type Decimale struct {
	Segno         byte  // '+' or '-' before the digits, 0 when there is none
	Interi        int   // digits before the separator
	Decimali      int   // digits after it
	Significativi int   // digits from the first that is not zero
	Separatore    bool  // there is a separator, with or without digits behind it
	Centesimi     int64 // what the digits are worth, without the sign
	Esatto        bool  // nothing but zeros beyond the second decimal
	Entro         bool  // Centesimi fits 64 bits
}

// ConSegno returns the cents with their sign.
func (d Decimale) ConSegno() int64 {
	if d.Segno == '-' {
		return -d.Centesimi
	}
	return d.Centesimi
}

// Leggi reads an optional sign, digits, and optionally a separator with digits
// behind it; digits may be missing on one side of it. ok is false for any other
// text.
func Leggi[T Testo](s T, separatore byte) (d Decimale, ok bool) {
	i := 0
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		d.Segno = s[0]
		i = 1
	}
	d.Esatto, d.Entro = true, true
	var n uint64
	for ; i < len(s); i++ {
		c := uint64(s[i] - '0')
		switch {
		case s[i] == separatore && !d.Separatore:
			d.Separatore = true
			continue
		case c > 9:
			return Decimale{}, false
		case !d.Separatore:
			d.Interi++
		default:
			d.Decimali++
		}
		if c != 0 || d.Significativi > 0 {
			d.Significativi++
		}
		if d.Decimali > 2 {
			d.Esatto = d.Esatto && c == 0
			continue
		}
		n, d.Entro = aggiungi(n, c, d.Entro)
	}
	for k := d.Decimali; k < 2; k++ {
		n, d.Entro = aggiungi(n, 0, d.Entro)
	}
	d.Centesimi = int64(n) //nolint:gosec // within 64 bits by aggiungi
	return d, d.Interi+d.Decimali > 0
}

// aggiungi appends a digit to a number that must stay within 63 bits.
func aggiungi(n, cifra uint64, entro bool) (uint64, bool) {
	if n >= math.MaxInt64/10 && n > (math.MaxInt64-cifra)/10 {
		return 0, false
	}
	return n*10 + cifra, entro
}

// AppendCentesimi appends cents as an amount, with the separator and two
// decimals, with a minus when negative.
func AppendCentesimi(b []byte, centesimi int64, separatore byte) []byte {
	n := uint64(centesimi)
	if centesimi < 0 {
		b, n = append(b, '-'), -n
	}
	var buf [24]byte
	k := len(buf)
	for d := 0; d < 3 || n > 0; d++ {
		if d == 2 {
			k--
			buf[k] = separatore
		}
		k--
		buf[k] = byte('0' + n%10)
		n /= 10
	}
	return append(b, buf[k:]...)
}
