package flusso

import (
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// importoJSON reads the literal text of a JSON number into cents, exactly: 1e2
// is 100.00 and 12.345 is refused (DECIMALI), as is what does not fit 18 digits
// (IMPORTO). The exponent may be of any size: it is compared, never applied.
func importoJSON(s string) (avviso.Importo, avviso.Codice) {
	mantissa, esponente := s, ""
	if i := strings.IndexAny(s, "eE"); i != -1 {
		mantissa, esponente = s[:i], s[i+1:]
	}
	mantissa, negativo := strings.CutPrefix(mantissa, "-")
	intero, decimali, _ := strings.Cut(mantissa, ".")
	cifre := strings.TrimLeft(intero+decimali, "0")
	if cifre == "" {
		return avviso.Importo{}, ""
	}
	e, _ := strconv.Atoi(esponente)                     // none is 0, out of range the nearest
	scala := min(max(e, -1<<30), 1<<30) - len(decimali) // the number is cifre × 10^scala
	pulite := strings.TrimRight(cifre, "0")
	scala += len(cifre) - len(pulite)
	switch zeri := scala + 2; {
	case zeri < 0:
		return avviso.Importo{}, CodiceDecimali
	case len(pulite)+zeri > 18:
		return avviso.Importo{}, CodiceImporto
	default:
		pulite += strings.Repeat("0", zeri)
	}
	c, err := strconv.ParseInt(pulite, 10, 64)
	if err != nil {
		return avviso.Importo{}, CodiceImporto
	}
	if negativo {
		c = -c
	}
	return avviso.ImportoDaCentesimi(c), ""
}

// interoJSON reads a JSON number that is whole and within bounds.
func interoJSON(s string, minimo, massimo int64) (int64, bool) {
	i, codice := importoJSON(s)
	n := i.Centesimi() / 100
	return n, codice == "" && n*100 == i.Centesimi() && n >= minimo && n <= massimo
}
