package cifre

// Otto returns the first eight bytes of a text, of which it has as many, in one word, the
// first of them the lowest.
func Otto(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// otto is Otto of any text. One function for both would cost the readers of texts of banks
// and of tracciati a few parts in a hundred.
func otto[T Testo](s T) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

const uni = 0x0101010101010101 // in each of eight bytes

// cifreTutte reports whether eight bytes are digits.
func cifreTutte(w uint64) bool { return (w&(0xF0*uni))|(w+6*uni)&(0xF0*uni)>>4 == 0x33*uni }

// ottoCifre returns the number that the first eight digits of a text write, false when
// they are none: two digits make a number, two of these another, and so on.
func ottoCifre[T Testo](s T) (uint64, bool) {
	w := otto(s)
	if !cifreTutte(w) {
		return 0, false
	}
	w &= 0x0F * uni
	w = (w*10 + w>>8) & 0x00FF00FF00FF00FF
	w = (w*100 + w>>16) & 0x0000FFFF0000FFFF
	return (w*10_000 + w>>32) & 0xFFFFFFFF, true
}
