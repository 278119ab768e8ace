package xmlrigido

import (
	"strings"
	"unicode/utf8"
)

// marcatura reads the "<!…" or "<?…" at pos. Comments and processing
// instructions are skipped; a CDATA section is added to the text.
func (l *Lettore) marcatura(c byte, contenuto bool) bool {
	switch {
	case c == '?':
		return l.istruzione()
	case l.inizia("<!--"):
		l.pos += len("<!--")
		return l.commento()
	case contenuto && l.inizia("<![CDATA["):
		l.pos += len("<![CDATA[")
		return l.cdata()
	case l.inizia("<!DOCTYPE"):
		_ = l.rifiuta(CodiceDOCTYPE, ErrDOCTYPE, l.pos, "<!DOCTYPE")
	case !contenuto && l.inizia("<![CDATA["):
		_ = l.rifiuta(CodiceFuoriRadice, ErrXML, l.pos, "<![CDATA[")
	case l.pos+len("<![CDATA[") > len(l.buf) && principio(l.buf[l.pos:]):
		_ = l.tronca()
	default:
		_ = l.rifiutaFrammento(CodiceSintassi)
	}
	return false
}

// principio reports whether b may still become one of the declarations known.
func principio(b []byte) bool {
	s := string(b)
	return strings.HasPrefix("<!--", s) || strings.HasPrefix("<![CDATA[", s) || strings.HasPrefix("<!DOCTYPE", s)
}

// salta moves pos over legal characters up to the next byte fine, and needs
// nothing that precedes it.
func (l *Lettore) salta(fine byte) bool {
	for {
		if l.pos == len(l.buf) {
			l.ini = l.pos
			if !l.altro() {
				_ = l.tronca()
				return false
			}
		}
		c := l.buf[l.pos]
		switch {
		case c == fine:
			l.ini = l.pos
			return true
		case classeTesto[c] == testoVietato:
			_ = l.rifiuta(CodiceCarattere, ErrXML, l.pos, nomeRuna(rune(c)))
			return false
		case c >= utf8.RuneSelf:
			l.ini = l.pos
			i := l.alto()
			if i < 0 {
				return false
			}
			l.pos = i
		default:
			l.pos++
		}
	}
}

// commento skips the rest of a comment.
func (l *Lettore) commento() bool {
	for {
		if !l.salta('-') {
			return false
		}
		if !l.inizia("--") {
			l.pos++
			continue
		}
		switch {
		case l.inizia("-->"):
			l.pos += len("-->")
			return true
		case l.pos+2 == len(l.buf):
			_ = l.tronca()
		default:
			_ = l.rifiuta(CodiceCommento, ErrXML, l.pos, "--")
		}
		return false
	}
}

// cdata adds the rest of a CDATA section to the text.
func (l *Lettore) cdata() bool {
	for {
		l.ini = l.pos
		da := l.pos
		b := l.buf
		i := da
		for i < len(b) && (classeTesto[b[i]] == testoPiano || b[i] == '<' || b[i] == '&') {
			i++
		}
		l.pos = i
		if !l.accumula(b[da:i]) {
			return false
		}
		l.ini = i
		if i == len(b) {
			if !l.altro() {
				_ = l.tronca()
				return false
			}
			continue
		}
		switch classeTesto[b[i]] {
		case testoCR:
			if !l.speciale() {
				return false
			}
		case testoQuadra:
			if l.inizia("]]>") {
				l.pos += len("]]>")
				return true
			}
			if !l.accumula([]byte{']'}) {
				return false
			}
			l.pos++
		case testoVietato:
			_ = l.rifiuta(CodiceCarattere, ErrXML, i, nomeRuna(rune(b[i])))
			return false
		default:
			k := l.alto()
			if k < 0 || !l.accumula(l.buf[l.pos:k]) {
				return false
			}
			l.pos = k
		}
	}
}

// istruzione skips a processing instruction. The XML declaration has its place
// at byte 0 and is refused here, as is its name in any case.
func (l *Lettore) istruzione() bool {
	n, letto := l.scansiona((*tag).bersaglio)
	if !letto {
		return false
	}
	if b := l.buf[l.pos+2 : l.pos+n]; len(b) == 3 && strings.EqualFold(string(b), "xml") {
		_ = l.rifiuta(CodiceDichiarazione, ErrXML, l.pos, "<?"+string(b))
		return false
	}
	l.pos += n
	for {
		if !l.salta('?') {
			return false
		}
		if l.inizia("?>") {
			l.pos += len("?>")
			return true
		}
		l.pos++
	}
}

// bersaglio scans "<?" and the target, a name without colon that white space
// or the end must follow.
func (t *tag) bersaglio(b []byte) (int, esito) {
	n, e := scorriNome(b, 2)
	if e != ok {
		return t.nomeGuasto(b, 2, n, e)
	}
	switch i := n.fine; {
	case n.due != 2:
		return 0, t.guasta(CodiceNome, ErrXML, 2, string(b[2:i]))
	case bianco(b[i]):
	case b[i] != '?':
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	case i+1 == len(b):
		return 0, manca
	case b[i+1] != '>':
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	}
	return n.fine, ok
}
