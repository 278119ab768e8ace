package chiavi

import (
	"strings"
	"unicode/utf8"
)

// Separatore stands between the parts of a key written as a text.
const Separatore = "|"

var (
	protegge   = strings.NewReplacer("%", "%25", Separatore, "%7C")
	ripristina = strings.NewReplacer("%25", "%", "%7C", Separatore)
)

// Testo writes the parts of a key as one text, which Parti takes back: a
// separator within a part is written %7C, a percent sign %25.
func Testo(parti ...string) string {
	var b strings.Builder
	for i, p := range parti {
		if i > 0 {
			b.WriteString(Separatore)
		}
		if strings.ContainsAny(p, "%"+Separatore) {
			p = protegge.Replace(p)
		}
		b.WriteString(p)
	}
	return b.String()
}

// Parti divides a text that Testo wrote into its parts; ok is false when it did
// not write it, or when it is not UTF-8, which no key is.
func Parti(s string) (parti []string, ok bool) {
	if !utf8.ValidString(s) {
		return nil, false
	}
	parti = strings.Split(s, Separatore)
	for i, p := range parti {
		if strings.Contains(p, "%") {
			parti[i] = ripristina.Replace(p)
			if protegge.Replace(parti[i]) != p {
				return nil, false
			}
		}
	}
	return parti, true
}
