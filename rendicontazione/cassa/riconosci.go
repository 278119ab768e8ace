package cassa

import "bytes"

var bom = []byte("\xef\xbb\xbf")

// Riconosci returns which kind of document begins with inizio: FonteOPI, FonteCamt053,
// FonteMT940, or "" for another. A few hundred bytes are enough, some kilobytes for a camt.053
// that lies inside another document.
//
//   - A Giornale di Cassa is an XML whose root has its name. Byte order mark, blanks,
//     declaration, comments and a prefix do not matter, nor a DOCTYPE, which the reader then
//     refuses.
//   - A camt.053 is an XML in which its name or its element occurs.
//   - An MT940 begins with a SWIFT header of that type, or with a field 20 followed by a field 25.
func Riconosci(inizio []byte) string {
	switch radice := radiceXML(inizio); {
	case string(radice) == radiceOPI:
		return FonteOPI
	case radice == nil:
		if mt940Comincia(inizio) {
			return FonteMT940
		}
	case bytes.Contains(inizio, []byte("<"+radiceCamt)) || bytes.Contains(inizio, []byte(":"+radiceCamt)) ||
		bytes.Contains(inizio, []byte("camt.053.")):
		return FonteCamt053
	}
	return ""
}

func mt940Comincia(inizio []byte) bool {
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
