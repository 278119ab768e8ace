package avviso

// What is left of a character in the printed postal codes: its canonical
// decomposition (Unicode NFD) without everything above U+007F. These tables hold
// the whole of it: every character of Unicode whose decomposition has an ASCII
// character has exactly one, and is in one of the two tables below or among
// the seven of decomponi. A dot stands for nothing left: letters that do not
// decompose (Æ, Ø, ß, Đ, Ł, ı), signs, other scripts, combining marks, emoji.
//
// Source: Unicode Standard Annex #15, canonical decomposition, which the
// stability policy of Unicode freezes for characters already assigned.
const (
	// baseC0 is U+00C0 to U+024F, Latin-1 Supplement, Latin Extended-A and
	// Latin Extended-B.
	baseC0 = "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y" +
		"AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl." +
		"...NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz." +
		"................................Oo.............Uu..............." +
		".............AaIiOoUuUuUuUuUu.AaAa....GgKkOoOo..j...Gg..NnAa...." +
		"AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh......AaEeOoOoOoOoYy............" +
		"................"
	// base1E00 is U+1E00 to U+1EFF, Latin Extended Additional.
	base1E00 = "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm" +
		"MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv" +
		"WwWwWwWwWwXxXxYyZzZzZzhtwy......AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe" +
		"EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy......"
)

// decomponi returns the ASCII character left of r, false when nothing is.
func decomponi(r rune) (byte, bool) {
	b := byte('.')
	switch {
	case r < 0x80:
		return byte(r), true
	case r >= 0xC0 && r < 0x250:
		b = baseC0[r-0xC0]
	case r >= 0x1E00 && r < 0x1F00:
		b = base1E00[r-0x1E00]
	default:
		switch r {
		case 0x037E: // Greek question mark
			b = ';'
		case 0x1FEF: // Greek varia
			b = '`'
		case 0x212A: // Kelvin sign
			b = 'K'
		case 0x212B: // Ångström sign
			b = 'A'
		case 0x2260: // not equal
			b = '='
		case 0x226E: // not less
			b = '<'
		case 0x226F: // not greater
			b = '>'
		}
	}
	return b, b != '.'
}

// aggiungiASCII appends what the postal Data Matrix carries of a text: each
// character decomposed and dropped if not ASCII, control characters made spaces
// (a line feed would move every position after it on paper), letters in
// capitals, cut or filled with spaces to larghezza.
func aggiungiASCII(b []byte, s string, larghezza int) []byte {
	n := 0
	for _, r := range s {
		if n == larghezza {
			break
		}
		c, ok := decomponi(r)
		if !ok {
			continue
		}
		b = append(b, stampabile(c))
		n++
	}
	for ; n < larghezza; n++ {
		b = append(b, ' ')
	}
	return b
}

func stampabile(c byte) byte {
	switch {
	case c <= 0x1F || c == 0x7F:
		return ' '
	case c >= 'a' && c <= 'z':
		return c - 'a' + 'A'
	}
	return c
}

// perdite returns how many characters of s aggiungiASCII drops because nothing
// is left of them, and how many are left. Combining marks go without a loss:
// they are the accents of a text that is decomposed already.
func perdite(s string) (perse, rimaste int) {
	for _, r := range s {
		if _, ok := decomponi(r); ok {
			rimaste++
		} else if r < 0x300 || r > 0x36F {
			perse++
		}
	}
	return perse, rimaste
}
