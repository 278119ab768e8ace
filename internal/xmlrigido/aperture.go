package xmlrigido

import (
	"bytes"
	"iter"
)

// Aperture returns the local names of the start tags in the beginning of a document, in order, for who
// only wants to know what it is: nothing is checked, the text may be cut, and what is in a comment
// counts too. The name of a tag that is cut is what there is of it.
func Aperture(b []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for {
			i := bytes.IndexByte(b, '<')
			if i < 0 {
				return
			}
			b = b[i+1:]
			n, prefisso := 0, 0
			for n < len(b) && !finisceNome[b[n]] {
				if n++; b[n-1] == ':' {
					prefisso = n
				}
			}
			nome := b[prefisso:n]
			if valido := n == len(b) || b[n] != '<' && b[n] != '"' && b[n] != '\''; valido && prefisso != 1 && len(nome) > 0 && !yield(nome) {
				return
			}
			b = b[n:]
		}
	}
}

// finisceNome are the bytes that no name holds.
var finisceNome = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, '/': true, '>': true, '<': true, '"': true, '\'': true}
