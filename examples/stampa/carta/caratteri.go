package carta

import (
	"fmt"
	"strings"
	"unicode"
)

// sostituto is what a reader sees in place of a character that cannot be drawn.
const sostituto = '□'

// disegnabile reports whether a character comes out right: a letter, a mark or a
// sign that the fonts have, written from left to right and without joining.
func disegnabile(r rune) bool {
	return r >= ' ' && (caratteri[titillium].glifi[r] != 0 || caratteri[liberation].glifi[r] != 0) && !unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Mn, unicode.Cf, unicode.Co)
}

// composte are the accented letters of the languages written in Italy, each with
// the letter and the combining mark it is made of: a text may come decomposed.
var composte = func() map[[2]rune]rune {
	m := map[[2]rune]rune{}
	for _, g := range []struct {
		segno        rune
		basi, intere string
	}{
		{'\u0300', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"},
		{'\u0301', "aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝćńśźĆŃŚŹ"},
		{'\u0302', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"},
		{'\u0303', "anoANO", "ãñõÃÑÕ"},
		{'\u0308', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"},
		{'\u030A', "auAU", "åůÅŮ"},
		{'\u030C', "cszreCSZRE", "čšžřěČŠŽŘĚ"},
		{'\u0327', "csCS", "çşÇŞ"},
		{'\u0328', "aeAE", "ąęĄĘ"},
	} {
		basi, intere := []rune(g.basi), []rune(g.intere)
		for i, b := range basi {
			m[[2]rune{b, g.segno}] = intere[i]
		}
	}
	return m
}()

// pulisci returns a text as it can be drawn: decomposed letters composed, blanks
// made plain, what the fonts lack replaced by sostituto. The second result is what
// was lost, in order; invisible joiners and selectors go without a mark.
func pulisci(s string) (string, []rune) {
	var b strings.Builder
	var persi []rune
	precedente := rune(-1)
	scrivi := func() {
		if precedente >= 0 {
			b.WriteRune(precedente)
		}
	}
	for _, r := range s {
		if c, ok := composte[[2]rune{precedente, r}]; ok {
			precedente = c
			continue
		}
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
			persi = append(persi, r)
			continue
		case !disegnabile(r):
			persi = append(persi, r)
			r = sostituto
		}
		scrivi()
		precedente = r
	}
	scrivi()
	return b.String(), persi
}

// notaPersi returns a line about what pulisci loses of a field, "" for nothing.
func notaPersi(campo, testo string) string {
	_, persi := pulisci(testo)
	if len(persi) == 0 {
		return ""
	}
	var b strings.Builder
	for i, r := range persi {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%U", r)
	}
	return fmt.Sprintf("CARATTERI_NON_STAMPABILI %s: %s", campo, b.String())
}

// disegnato returns a text as the fonts can draw it; see notaPersi.
func disegnato(s string) string {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			s, _ = pulisci(s)
			return s
		}
	}
	return s
}
