package avviso

import (
	"strings"
	"unicode"
)

// UnaRiga returns a name or a text as documents carry it, on one line: a run of control
// characters and line ends, with the blanks around it, becomes one blank, and the ends
// lose theirs. Marks of the direction of writing, which turn around what stands behind
// them, are dropped. A text without any comes back as it is. PSPs break on the name of a body
// that ends in a line feed. Codes are not for it: they have no blanks.
func UnaRiga(s string) string {
	semplice := true
	for i := range len(s) {
		semplice = semplice && s[i] >= ' ' && s[i] < unicode.MaxASCII
	}
	if semplice {
		return s
	}
	if strings.ContainsFunc(s, verso) {
		s = strings.Join(strings.FieldsFunc(s, verso), "")
	}
	if !strings.ContainsFunc(s, rompeRiga) {
		return s
	}
	righe := strings.FieldsFunc(s, rompeRiga)
	piene := righe[:0]
	for _, r := range righe {
		if r = strings.TrimSpace(r); r != "" {
			piene = append(piene, r)
		}
	}
	return strings.Join(piene, " ")
}

// rompeRiga reports whether a character does not stand in a line of text: C0, C1, DEL,
// and the separators of lines and paragraphs.
func rompeRiga(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// verso reports whether a character sets the direction of writing.
func verso(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }
