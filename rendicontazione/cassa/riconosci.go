package cassa

import "bytes"

var bom = []byte("\xef\xbb\xbf")

// IsOPI reports whether a document that begins with inizio is a Giornale di Cassa:
// an XML whose root has its name. A few hundred bytes are enough; byte order mark, blanks,
// declaration, comments and a prefix do not matter, nor a DOCTYPE, which the reader then refuses.
func IsOPI(inizio []byte) bool { return string(radiceXML(inizio)) == radiceOPI }

// IsCamt053 reports whether a document that begins with inizio is an XML that holds a
// camt.053: its name or its element occurs in inizio, which should have some kilobytes when the
// message lies inside another document.
func IsCamt053(inizio []byte) bool {
	return radiceXML(inizio) != nil && (bytes.Contains(inizio, []byte("<"+radiceCamt)) || bytes.Contains(inizio, []byte(":"+radiceCamt)) ||
		bytes.Contains(inizio, []byte("camt.053.")))
}

// IsMT940 reports whether a text that begins with inizio is made of MT940 messages:
// a SWIFT header of that type, or a field 20 followed by a field 25. A few hundred bytes are enough.
func IsMT940(inizio []byte) bool {
	s := bytes.TrimLeft(bytes.TrimPrefix(inizio, bom), " \t\r\n")
	if bytes.HasPrefix(s, []byte("{1:")) {
		return bytes.Contains(s, []byte("{2:I940")) || bytes.Contains(s, []byte("{2:O940"))
	}
	return bytes.HasPrefix(s, []byte(":20:")) && (bytes.Contains(s, []byte("\n:25:")) || bytes.Contains(s, []byte("\n:25P:")))
}

// radiceXML returns the local name of the root of an XML, nil when there is none.
func radiceXML(b []byte) []byte {
	b = bytes.TrimPrefix(b, bom)
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		var fine string
		switch {
		case bytes.HasPrefix(b, []byte("<!DOCTYPE")): // the reader refuses it, with its place
			fine = ">"
			if i := bytes.IndexAny(b, "[>"); i != -1 && b[i] == '[' {
				fine = "]>"
			}
		case bytes.HasPrefix(b, []byte("<!--")):
			fine = "-->"
		case bytes.HasPrefix(b, []byte("<?")):
			fine = "?>"
		case bytes.HasPrefix(b, []byte("<")):
			n := bytes.IndexAny(b, " \t\r\n/>")
			if n == -1 {
				return nil
			}
			nome := b[1:n]
			return nome[bytes.IndexByte(nome, ':')+1:]
		default:
			return nil
		}
		_, dopo, ok := bytes.Cut(b, []byte(fine))
		if !ok {
			return nil
		}
		b = dopo
	}
}
