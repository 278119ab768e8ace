package avviso

import (
	"strings"
	"unicode"
)

// ellissi ends a text that was shortened.
const ellissi = '…'

// Accorcia returns a text in at most n characters, for a document whose limit is
// hard: runs of blanks and control characters become one blank, and what is still too
// long is cut at a word, if one ends in the second half, and ends with "…". A cut never
// parts a letter from its combining marks. The same text always gives the same result,
// and one that fits and has single blanks comes back as it is. Codes, amounts and
// dates are not for it: they are refused where they do not fit.
func Accorcia(s string, n int) string {
	r := []rune(strings.Join(strings.FieldsFunc(s, biancoOControllo), " "))
	if len(r) <= n {
		return string(r)
	}
	if n < 1 {
		return ""
	}
	fine := n - 1
	if r[fine] != ' ' {
		if i := ultimoBianco(r[:fine]); i >= fine/2 {
			fine = i
		}
	}
	for fine > 0 && unicode.Is(unicode.M, r[fine]) {
		fine--
	}
	testo := strings.TrimRight(string(r[:fine]), " ,;:-.")
	return testo + string(ellissi)
}

func biancoOControllo(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// ultimoBianco returns the place of the last blank, -1 for none.
func ultimoBianco(r []rune) int {
	for i := len(r) - 1; i >= 0; i-- {
		if r[i] == ' ' {
			return i
		}
	}
	return -1
}
