package main

// maxLivelli is how deep the elements of an envelope may lie one in the other: a signature has about twenty
// levels. The library goes down by recursion, and a hostile document would exhaust the stack.
const maxLivelli = 128

// troppoProfonda reports whether the elements of a BER text lie too deep. What is malformed is not:
// the library says what is wrong with it.
func troppoProfonda(b []byte) bool {
	var fini []int // ends of the open elements, -1 of those that do not say it
	for pos := 0; pos+1 < len(b); {
		composto := b[pos]&0x20 != 0
		if b[pos]&0x1f == 0x1f { // a tag of more bytes
			for pos++; pos < len(b) && b[pos] >= 0x80; pos++ {
			}
		}
		pos++
		fine, inizio, ok := lunghezza(b, pos)
		if !ok {
			return false
		}
		pos = inizio
		switch {
		case composto:
			if fini = append(fini, fine); len(fini) > maxLivelli {
				return true
			}
		case fine < 0:
			return false
		default:
			pos = fine
		}
		for n := len(fini) - 1; n >= 0; n-- { // those that end here
			if fini[n] < 0 && pos+1 < len(b) && b[pos] == 0 && b[pos+1] == 0 {
				pos += 2
			} else if fini[n] != pos {
				break
			}
			fini = fini[:n]
		}
	}
	return false
}

// lunghezza reads the length of an element at a position: where it ends, -1 if it does not say it, and where
// it begins.
func lunghezza(b []byte, pos int) (fine, inizio int, ok bool) {
	if pos >= len(b) {
		return 0, 0, false
	}
	l := int(b[pos])
	pos++
	switch {
	case l == 0x80:
		return -1, pos, true
	case l > 0x84:
		return 0, 0, false
	case l > 0x80:
		n := l - 0x80
		if pos+n > len(b) {
			return 0, 0, false
		}
		l = 0
		for _, c := range b[pos : pos+n] {
			l = l<<8 | int(c)
		}
		pos += n
	}
	return pos + l, pos, pos+l <= len(b)
}
