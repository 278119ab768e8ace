package tracciato

import (
	"strings"
	"testing"

	"github.com/quietanza/quietanza/avviso"
)

// FuzzDividi: the short way through the columns of a line finds what the long one
// does.
func FuzzDividi(f *testing.F) {
	molte := strings.Repeat(",", Colonne)
	for _, s := range []string{
		"", "a", "a,b", " a ,", "\ta,", "a\u00a0,b", "\u00a0a", "a\u2000,\u00a0è\u2000", `"a"`, `a"b,`, `a,"`, "è,", "\xff,", `"a,b",c,"d""e"`, molte, "a" + molte, molte[1:], molte[2:] + "x", molte + " ,",
		strings.Repeat("a,", 7) + molte, molte[:8], molte[:9] + "a,b" + molte[:7] + `"c"`, molte[:81] + "a,b,c,d,e,f",
		"abcdefg,", "abcdefgh,ijklmno,p", "a,b,c,d,e,f,g,h,i", ",,,,,,,a,", "-,+-,+.,", "\xac,\x2d,\x2b,x", `primo testo,"a,b",secondo testo,,,,,,,,,,"c",terzo testo`, molte[:78] + " abcdefgh ,i,,,,,,,j", molte[:79] + "a,,,,,,,", molte[:80] + "abcdefg,h",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var f, attese colonneCSV
		colonna, codice := f.dividi(s)
		attesa, atteso := dividiPerEsteso(&attese, s)
		if colonna != attesa || codice != atteso || codice == "" && f != attese {
			t.Fatalf("%q: %q %d %v, the long way %q %d %v", s, f, colonna, codice, attese, attesa, atteso)
		}
	})
}

// dividiPerEsteso looks at one column after the other.
func dividiPerEsteso(f *colonneCSV, s string) (colonna int, codice avviso.Codice) {
	for i, n := 0, 0; ; n++ {
		if n == Colonne {
			if strings.Trim(s[i:], ", ") == "" {
				return 0, ""
			}
			return i + 1, CodiceColonne
		}
		valore, fine, ok := campo(s, i, ',', '"')
		if !ok {
			return i + 1, CodiceCSV
		}
		if f[n] = valore; fine == len(s) {
			return 0, ""
		}
		i = fine + 1
	}
}
