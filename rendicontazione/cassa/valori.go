package cassa

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// Bounds of the amounts of the three formats, in digits before and after the
// point together.
const (
	cifreOPI   = 15
	cifreCamt  = 18
	cifreMT940 = 14
)

// leggiImporto reads a decimal number with an optional sign and at most cifre
// significant digits, two of them after sep; it is exact or refused. zeri accepts zeros
// beyond the second decimal, which change nothing.
func leggiImporto(s string, sep byte, cifre int, zeri bool) (avviso.Importo, bool) {
	negativo := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negativo = s[0] == '-'
		s = s[1:]
	}
	var c int64
	decimali, significative := -1, 0
	vuoto := true
	for i := range len(s) {
		b := s[i]
		if b == sep && decimali < 0 {
			decimali = 0
			continue
		}
		if b < '0' || b > '9' {
			return avviso.Importo{}, false
		}
		vuoto = false
		if decimali == 2 {
			if zeri && b == '0' {
				continue
			}
			return avviso.Importo{}, false
		}
		if decimali >= 0 {
			decimali++
		}
		if b != '0' || significative > 0 {
			significative++
		}
		if significative > cifre {
			return avviso.Importo{}, false
		}
		c = c*10 + int64(b-'0')
	}
	if vuoto {
		return avviso.Importo{}, false
	}
	// 18 digits and two zeros more do not fit: the bound holds for the cents too.
	for decimali = max(decimali, 0); decimali < 2; decimali++ {
		if c > massimoPrimaDiDieci {
			return avviso.Importo{}, false
		}
		c *= 10
	}
	if negativo {
		c = -c
	}
	return avviso.ImportoDaCentesimi(c), true
}

const massimoPrimaDiDieci = (1<<63 - 1) / 10

// leggiData reads an xs:date; the zone it may carry is checked and dropped.
func leggiData(s string) (avviso.Data, bool) {
	n, _, err := ora.ParseGiorno(s)
	if err != nil {
		return avviso.Data{}, false
	}
	d, err := avviso.DataDaGiorni(n)
	return d, err == nil
}

// leggiIntero reads 1 to 7 digits.
func leggiIntero(s string) (int, bool) {
	if s == "" || len(s) > 7 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// numero writes a number of document without the zeros some treasurers put
// before it, so that a credit and its reversal have one ID; a text that is no number stays
// as it is.
func numero(s string) string {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s
		}
	}
	if t := strings.TrimLeft(s, "0"); t != "" || s == "" {
		return t
	}
	return "0"
}

// parole writes the blanks of a value of a list as single spaces.
func parole(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
