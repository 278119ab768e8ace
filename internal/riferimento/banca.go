package riferimento

import "strings"

// nessuno are the words that banks write for a reference that is not there.
var nessuno = [...]string{
	"NONREF", "NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NOREF", "ND", "N.D.", "N/A", "UNKNOWN",
}

// Usabile reports whether a reference of a bank tells a movement from others: it is not
// blank, not one character repeated ("-", "0000"), and not a word for no reference. Blanks
// around it do not count.
func Usabile(s string) bool {
	s = strings.TrimSpace(s)
	uguali := true
	for i := 1; i < len(s) && uguali; i++ {
		uguali = s[i] == s[0]
	}
	if uguali {
		return false
	}
	for _, n := range nessuno {
		if len(s) == len(n) && strings.EqualFold(s, n) {
			return false
		}
	}
	return true
}
