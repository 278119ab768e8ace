package main

import (
	_ "embed" // the fonts are part of the program
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
)

//go:embed font/LiberationSans-Regular.ttf
var fontNormale []byte

//go:embed font/LiberationSans-Bold.ttf
var fontNero []byte

// sostituto is what a reader sees in place of a character that cannot be drawn.
const sostituto = '□'

// caratteri tells which characters both fonts can draw.
var caratteri = interseca(leggiCmap(fontNormale), leggiCmap(fontNero))

// leggiCmap returns the characters of the basic plane that a TrueType font has a
// glyph for: table cmap, platform 3, encoding 1, format 4. An unreadable table
// has none, and a test sees it.
func leggiCmap(ttf []byte) map[rune]bool {
	u16 := func(i int) int { return int(binary.BigEndian.Uint16(ttf[i:])) }
	u32 := func(i int) int { return int(binary.BigEndian.Uint32(ttf[i:])) }
	cmap := 0
	for i := range u16(4) {
		if voce := 12 + 16*i; string(ttf[voce:voce+4]) == "cmap" {
			cmap = u32(voce + 8)
		}
	}
	ha := map[rune]bool{}
	for i := range u16(cmap + 2) {
		voce := cmap + 4 + 8*i
		if t := cmap + u32(voce+4); u16(voce) == 3 && u16(voce+2) == 1 && u16(t) == 4 {
			aggiungiSegmenti(ha, u16, t)
		}
	}
	return ha
}

// aggiungiSegmenti adds the characters of one subtable of format 4, at t.
func aggiungiSegmenti(ha map[rune]bool, u16 func(int) int, t int) {
	n2 := u16(t + 6) // twice the number of segments
	for s := 0; s < n2; s += 2 {
		fine, inizio := u16(t+14+s), u16(t+16+n2+s)
		delta, scarto := u16(t+16+2*n2+s), t+16+3*n2+s
		for c := inizio; c <= fine && c < 0xFFFF; c++ {
			glifo := c
			if r := u16(scarto); r != 0 {
				glifo = u16(scarto + r + 2*(c-inizio))
				if glifo == 0 {
					continue
				}
			}
			if (glifo+delta)&0xFFFF != 0 {
				ha[rune(c)] = true
			}
		}
	}
}

func interseca(a, b map[rune]bool) map[rune]bool {
	for r := range a {
		if !b[r] {
			delete(a, r)
		}
	}
	return a
}

// disegnabile reports whether a character comes out right: a letter, a mark or a
// sign that the fonts have, written from left to right and without joining.
func disegnabile(r rune) bool {
	return r >= ' ' && caratteri[r] && !unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Mn, unicode.Cf, unicode.Co)
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
