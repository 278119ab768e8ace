package avviso

import (
	"cmp"
	"math"
	"strconv"

	"github.com/shopspring/decimal"
)

// MaxImporto is the largest single amount of the official types,
// 999999999.99 euro.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stImporto.
var MaxImporto = Importo{maxCentesimi}

const maxCentesimi = 999_999_999_99

// Importo is an amount of euro held in whole cents: exact, comparable with ==,
// usable as a map key. The zero value is 0.00.
//
// Single amounts run from 0.00 to MaxImporto. Sums, deltas (which may be
// negative) and the larger totals of some documents are Importo too, up to 64
// bits of cents.
type Importo struct{ cent int64 }

// ImportoDaCentesimi returns the amount of c cents.
func ImportoDaCentesimi(c int64) Importo { return Importo{c} }

// Centesimi returns the amount in cents.
func (i Importo) Centesimi() int64 { return i.cent }

// IsZero reports whether the amount is 0.00.
func (i Importo) IsZero() bool { return i.cent == 0 }

// Segno returns -1, 0 or +1.
func (i Importo) Segno() int { return cmp.Compare(i.cent, 0) }

// Compare returns -1, 0 or +1 as i is less than, equal to or greater than j.
func (i Importo) Compare(j Importo) int { return cmp.Compare(i.cent, j.cent) }

// Neg returns the opposite amount. math.MinInt64 cents, which no parser and no
// sum returns, has none and stays as it is.
func (i Importo) Neg() Importo { return Importo{-i.cent} }

// Abs returns the amount without its sign, with the exception of Neg.
func (i Importo) Abs() Importo { return Importo{max(i.cent, -i.cent)} }

// Somma returns i + j, or an error of code OVERFLOW (ErrImporto) when the
// result does not fit 64 bits of cents.
func (i Importo) Somma(j Importo) (Importo, error) {
	s := i.cent + j.cent
	if (i.cent^s)&(j.cent^s) < 0 || s == math.MinInt64 {
		return Importo{}, rifiuta(CodiceOverflow, i.String()+" + "+j.String(), ErrImporto)
	}
	return Importo{s}, nil
}

// Differenza returns i - j, or an error of code OVERFLOW (ErrImporto) when the
// result does not fit 64 bits of cents.
func (i Importo) Differenza(j Importo) (Importo, error) {
	s := i.cent - j.cent
	if (i.cent^j.cent)&(i.cent^s) < 0 || s == math.MinInt64 {
		return Importo{}, rifiuta(CodiceOverflow, i.String()+" - "+j.String(), ErrImporto)
	}
	return Importo{s}, nil
}

// Decimal returns the amount as a decimal of scale two. Format it with
// StringFixed(2): its String drops trailing zeros.
func (i Importo) Decimal() decimal.Decimal { return decimal.New(i.cent, -2) }

// maxCifreDecimal is how many digits a coefficient of two decimals or fewer
// may have without leaving the official range.
const maxCifreDecimal = 11

// ImportoDaDecimal returns the amount of a decimal, exact or refused, never
// rounded. The scale decides, not the value: 1.100 has three decimals and is
// refused like 1.101, so that a calculation nobody rounded never passes by
// luck. Errors, all ErrImporto: DECIMALI for more than two decimals, INTERVALLO
// for a value below 0.00 or above MaxImporto.
func ImportoDaDecimal(d decimal.Decimal) (Importo, error) {
	// Scale and number of digits come first: with a hostile exponent every
	// arithmetic, comparison included, would take seconds.
	e := d.Exponent()
	if e < -2 {
		return Importo{}, rifiuta(CodiceDecimali, "scala "+strconv.Itoa(-int(e)), ErrImporto)
	}
	if d.IsZero() {
		return Importo{}, nil
	}
	if d.IsNegative() || int64(d.NumDigits())+int64(e)+2 > maxCifreDecimal {
		return Importo{}, rifiuta(CodiceIntervallo, "", ErrImporto)
	}
	c := d.CoefficientInt64()
	for ; e > -2; e-- {
		c *= 10
	}
	return Importo{c}, nil
}
