package riferimento

import "unicode/utf8"

// Massimo is the length of attribute AT-05 of a SEPA transfer, in characters.
//
// Source: SACI 1.4.0, chapter 3; EACT, formatting rules of remittance
// information.
const Massimo = 140

// Alfanumerico reports whether c is an ASCII letter or digit.
func Alfanumerico(c byte) bool {
	return c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// EMail is [a-zA-Z0-9_\.\+\-]+@[a-zA-Z0-9\-]+(\.[a-zA-Z0-9\-]+)*.
func EMail(s string) bool {
	i := 0
	for i < len(s) && (Alfanumerico(s[i]) || s[i] == '_' || s[i] == '.' || s[i] == '+' || s[i] == '-') {
		i++
	}
	if i == 0 || i == len(s) || s[i] != '@' {
		return false
	}
	vuota := true // the label being read has no character yet
	for i++; i < len(s); i++ {
		switch c := s[i]; {
		case Alfanumerico(c) || c == '-':
			vuota = false
		case c == '.' && !vuota:
			vuota = true
		default:
			return false
		}
	}
	return !vuota
}

// SEPA reports whether c belongs to the character set that every bank of a
// SEPA transfer must carry.
func SEPA(c byte) bool {
	if Alfanumerico(c) {
		return true
	}
	switch c {
	case '/', '-', '?', ':', '(', ')', '.', ',', '\'', '+', ' ':
		return true
	}
	return false
}

// lettera returns the SEPA character of r: itself, the vowel without its
// accent, the usual stand-in, a space for all the rest.
func lettera(r rune) byte {
	if r < utf8.RuneSelf && SEPA(byte(r)) {
		return byte(r)
	}
	switch r {
	case 'à':
		return 'a'
	case 'è', 'é':
		return 'e'
	case 'ì':
		return 'i'
	case 'ò':
		return 'o'
	case 'ù':
		return 'u'
	case 'ç':
		return 'c'
	case 'À':
		return 'A'
	case 'È', 'É':
		return 'E'
	case 'Ì':
		return 'I'
	case 'Ò':
		return 'O'
	case 'Ù':
		return 'U'
	case 'Ç':
		return 'C'
	case '&':
		return '+'
	case '_':
		return '-'
	}
	return ' '
}

// AppendTraslitterato appends s in the SEPA set: accents dropped, "&" as "+",
// "_" as "-", anything else as a space; runs of spaces become one, at most
// massimo characters are written, and none at either end is a space.
func AppendTraslitterato(dst []byte, s string, massimo int) []byte {
	inizio := len(dst)
	for _, r := range s {
		c := lettera(r)
		if c == ' ' && (len(dst) == inizio || dst[len(dst)-1] == ' ') {
			continue
		}
		if len(dst)-inizio == massimo {
			break
		}
		dst = append(dst, c)
	}
	if len(dst) > inizio && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}
