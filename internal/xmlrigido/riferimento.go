package xmlrigido

import (
	"bytes"
	"strconv"
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
	base := 10
	if b[0] == 'x' {
		base, b = 16, b[1:]
	}
	n, err := strconv.ParseUint(string(b), base, 31)
	if err != nil || !Carattere(rune(n)) {
		return 0, malfatto
	}
	return rune(n), ok
}

// citaRiferimento returns the reference that begins b, as far as it goes: no
// further than reading it went, whatever else of the document is at hand.
func citaRiferimento(b []byte) string {
	b = b[:min(len(b), maxRiferimento)]
	i := prefissoRiferimento(b)
	if i < len(b) && b[i] == ';' {
		i++
	}
	return string(bytes.ToValidUTF8(b[:i], []byte("?")))
}
