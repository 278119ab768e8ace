package cassa

import (
	"cmp"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/ora"
)

// Bounds of the amounts of the three formats, in digits before and after the
// point together.
const (
	cifreOPI   = 15
	cifreCamt  = 18
	cifreMT940 = 14
)

// leggiImporto reads a decimal number with an optional sign and at most massimo
// significant digits, two of them after sep; it is exact or refused. zeri accepts zeros
// beyond the second decimal, which change nothing.
func leggiImporto[T cifre.Testo](s T, sep byte, massimo int, zeri bool) (avviso.Importo, bool) {
	d, ok := cifre.Leggi(s, sep)
	oltre := max(d.Decimali-2, 0)
	if !ok || !d.Esatto || !d.Entro || oltre > 0 && !zeri || d.Significativi-oltre > massimo {
		return avviso.Importo{}, false
	}
	return avviso.ImportoDaCentesimi(d.ConSegno()), true
}

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
	n, ok := cifre.Numero(s)
	if !ok || s == "" || len(s) > 7 {
		return 0, false
	}
	return int(n), true
}

// numero writes a number of document without the zeros some treasurers put
// before it, so that a credit and its reversal have one ID; a text that is no number stays
// as it is.
func numero(s string) string {
	if s == "" || !cifre.Sole(s) {
		return s
	}
	return cmp.Or(strings.TrimLeft(s, "0"), "0")
}

// parole writes the blanks of a value of a list as single spaces.
func parole(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
