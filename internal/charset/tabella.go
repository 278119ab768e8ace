package charset

import "unicode/utf8"

// indefinito marks a byte without a character.
const indefinito = 0xFFFF

// alti1252 holds the characters of bytes 80–9F of windows-1252; the rest of the
// set is ISO-8859-1.
var alti1252 = [32]uint16{
	0x20AC, indefinito, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, indefinito, 0x017D, indefinito,
	indefinito, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, indefinito, 0x017E, 0x0178,
}

// runa returns the character of a byte ≥ 0x80 in a single-byte set.
func (c Codifica) runa(b byte) (rune, bool) {
	switch {
	case c == ISO88591:
		return rune(b), true
	case c == Windows1252 && b < 0xA0:
		r := alti1252[b-0x80]
		return rune(r), r != indefinito
	case c == Windows1252:
		return rune(b), true
	}
	return 0, false
}

// ascii returns how many leading bytes of b are below 0x80.
func ascii(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		s := b[i : i+8 : i+8]
		if (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&0x80 != 0 {
			break
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// AppendUTF8 appends to dst the UTF-8 form of src, which is written in c. On
// error it returns dst with everything before the offending byte. UTF-8 needs no
// conversion, and is no single-byte set.
func (c Codifica) AppendUTF8(dst, src []byte) ([]byte, error) {
	for i := 0; i < len(src); {
		n := ascii(src[i:])
		dst = append(dst, src[i:i+n]...)
		if i += n; i == len(src) {
			break
		}
		r, ok := c.runa(src[i])
		if !ok {
			return dst, &Errore{Codifica: c, Runa: rune(src[i]), Scarto: int64(i)}
		}
		dst = utf8.AppendRune(dst, r)
		i++
	}
	return dst, nil
}
