package xmlrigido

import (
	"bytes"
	"unicode/utf8"
)

// maxRiferimento bounds a reference from '&' to ';': leading zeros are legal, a
// page of them is not sensible.
const maxRiferimento = 64

// riferimento resolves the reference that begins b with '&': one of the five
// entities, or a character reference to a character that XML allows.
func riferimento(b []byte) (r rune, lungo int, e esito) {
	k := bytes.IndexByte(b[:min(len(b), maxRiferimento)], ';')
	if k < 0 {
		if n := prefissoRiferimento(b); n == len(b) && n < maxRiferimento {
			return 0, 0, manca
		}
		return 0, 0, malfatto
	}
	corpo := b[1:k]
	if len(corpo) > 1 && corpo[0] == '#' {
		r, e = numero(corpo[1:])
		return r, k + 1, e
	}
	switch string(corpo) {
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "amp":
		r = '&'
	case "apos":
		r = '\''
	case "quot":
		r = '"'
	default:
		return 0, 0, malfatto
	}
	return r, k + 1, ok
}

// prefissoRiferimento returns how many bytes of b, from its '&', may be of one
// reference, the ';' not counted.
func prefissoRiferimento(b []byte) int {
	i, fine := 1, min(len(b), maxRiferimento)
	for i < fine && (classeNome[b[i]] != nomeNo || b[i] == '#' && i == 1) {
		i++
	}
	return i
}

// numero reads the digits of a character reference, after "#".
func numero(b []byte) (rune, esito) {
	base := rune(10)
	if b[0] == 'x' {
		base = 16
		b = b[1:]
	}
	if len(b) == 0 {
		return 0, malfatto
	}
	var r rune
	for _, c := range b {
		var d rune
		switch {
		case c >= '0' && c <= '9':
			d = rune(c - '0')
		case base == 16 && c >= 'a' && c <= 'f':
			d = rune(c-'a') + 10
		case base == 16 && c >= 'A' && c <= 'F':
			d = rune(c-'A') + 10
		default:
			return 0, malfatto
		}
		if r = r*base + d; r > utf8.MaxRune {
			return 0, malfatto
		}
	}
	if !carattereXML(r) {
		return 0, malfatto
	}
	return r, ok
}

// citaRiferimento returns the reference that begins b, as far as it goes: no
// further than reading it went, whatever else of the document is at hand.
func citaRiferimento(b []byte) string {
	i := prefissoRiferimento(b)
	if i < len(b) && b[i] == ';' {
		i++
	}
	return string(bytes.ToValidUTF8(b[:i], []byte("?")))
}
