package xmlrigido

import (
	"regexp"
	"strings"
)

var codificaDichiarata = regexp.MustCompile(`^\x{FEFF}?<\?xml\s[^>?]*?(\sencoding\s*=\s*["']([^"'>]*)["'])`)

// SenzaCodifica blanks the encoding that the XML declaration of a document names, when
// toglie takes the name; positions stay as they are. It is for a document that arrived
// as characters, inside a JSON string or the text of another document: what its
// declaration says of its bytes is no longer true of them.
func SenzaCodifica(testo string, toglie func(nome string) bool) string {
	if !strings.HasPrefix(strings.TrimPrefix(testo, "\ufeff"), "<?xml") {
		return testo
	}
	m := codificaDichiarata.FindStringSubmatchIndex(testo)
	if m == nil || !toglie(testo[m[4]:m[5]]) {
		return testo
	}
	return testo[:m[2]] + strings.Repeat(" ", m[3]-m[2]) + testo[m[3]:]
}
