package avviso

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/riferimento"
)

const (
	cifreAvviso = 18
	// auxMigliaia is what one unit of the aux digit is worth in the number.
	auxMigliaia = 100_000_000_000_000_000
)

// NumeroAvviso is the numero avviso (NAV, codice avviso) printed on a notice:
// 18 digits, of which the first is the aux digit, 0 to 3:
//
//	0 application code(2)  base(13) check(2)   IUV = the last 15 digits
//	1 base(17)                                 IUV = the last 17 digits, no check
//	2 base(15) check(2)                        IUV = the last 17 digits
//	3 segregation code(2)  base(13) check(2)   IUV = the last 17 digits
//
// The zero value is invalid.
//
// Source: SACI 1.4.0, chapter 2; SANP 2.x, section 3, "Avviso di pagamento".
type NumeroAvviso struct{ n uint64 } // the number plus one

// ParseNumeroAvviso reads exactly 18 ASCII digits of which the first is 0 to 3.
// Errors, all ErrNumeroAvviso, in this order: LUNGHEZZA, NON_NUMERICO, AUX
// (which is ErrAux too). A wrong check digit is not refused, because archives
// with free numbers exist and payment service providers need not verify it: see
// CheckValido and ParseNumeroAvvisoRigoroso.
func ParseNumeroAvviso(s string) (NumeroAvviso, error) {
	n, err := numeroFisso(s, cifreAvviso, ErrNumeroAvviso)
	if err != nil {
		return NumeroAvviso{}, err
	}
	if s[0] > '3' {
		return NumeroAvviso{}, rifiuta(CodiceAux, s, errore.Coppia(ErrNumeroAvviso, ErrAux))
	}
	return NumeroAvviso{n + 1}, nil
}

// ParseNumeroAvvisoRigoroso is ParseNumeroAvviso with the check digits
// enforced: a wrong one is CHECK_DIGIT, ErrNumeroAvviso and ErrCheckDigit.
func ParseNumeroAvvisoRigoroso(s string) (NumeroAvviso, error) {
	n, err := ParseNumeroAvviso(s)
	if err == nil && !n.CheckValido() {
		return NumeroAvviso{}, rifiuta(CodiceCheckDigit, s, errore.Coppia(ErrNumeroAvviso, ErrCheckDigit))
	}
	return n, err
}

// LeggiNumeroAvviso reads a numero avviso as it is printed or typed, in groups:
// blanks are dropped, with a warning (NON_CANONICO). Errors as ParseNumeroAvviso.
func LeggiNumeroAvviso(s string) (NumeroAvviso, []Avvertenza, error) {
	return leggiCanonico(s, riferimento.Compatta(s), ParseNumeroAvviso)
}

// MustNumeroAvviso is ParseNumeroAvviso for tests and package variables: it
// panics on a text that is no numero avviso.
func MustNumeroAvviso(s string) NumeroAvviso { return deve(ParseNumeroAvviso(s)) }

// IsValid reports whether n is not the zero value.
func (n NumeroAvviso) IsValid() bool { return n.n != 0 }

// Aux returns the aux digit, the zero value for the zero value.
func (n NumeroAvviso) Aux() AuxDigit {
	if n.n == 0 {
		return ""
	}
	return cifreAux[(n.n-1)/auxMigliaia]
}

var cifreAux = [...]AuxDigit{Aux0, Aux1, Aux2, Aux3}

// Codice returns the two digits of the application code (aux digit 0) or of the
// segregation code (aux digit 3), "" for the others and for the zero value.
func (n NumeroAvviso) Codice() string {
	if a := n.Aux(); a != Aux0 && a != Aux3 {
		return ""
	}
	var buf [2]byte
	return string(cifre.Append(buf[:0], (n.n-1)/(auxMigliaia/100), 2))
}

// IUV returns the IUV that the notice carries, the zero value for the zero
// value.
func (n NumeroAvviso) IUV() IUV {
	lunghezza := 17
	switch n.Aux() {
	case "":
		return IUV{}
	case Aux0:
		lunghezza = 15
	}
	var buf [cifreAvviso]byte
	return IUV{string(cifre.Append(buf[:0], n.n-1, lunghezza))}
}

// CheckValido reports whether the last two digits are the remainder by 93 of
// the first sixteen. With aux digit 1 there is no check and every number is
// right; the zero value is wrong.
func (n NumeroAvviso) CheckValido() bool {
	if n.n == 0 {
		return false
	}
	v := n.n - 1
	return n.Aux() == Aux1 || v/100%93 == v%100
}

// Visuale returns the number as it is printed: groups of four digits from the
// left, separated by one space, 22 characters; "" for the zero value.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2.
func (n NumeroAvviso) Visuale() string {
	if n.n == 0 {
		return ""
	}
	var cifre [cifreAvviso]byte
	var buf [cifreAvviso + 4]byte
	return string(riferimento.AppendRaggruppato(buf[:0], n.AppendTo(cifre[:0])))
}

// String returns the 18 digits, "" for the zero value.
func (n NumeroAvviso) String() string {
	var buf [cifreAvviso]byte
	return string(n.AppendTo(buf[:0]))
}

// AppendTo appends the 18 digits, nothing for the zero value.
func (n NumeroAvviso) AppendTo(b []byte) []byte {
	if n.n == 0 {
		return b
	}
	return cifre.Append(b, n.n-1, cifreAvviso)
}

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (n NumeroAvviso) MarshalText() ([]byte, error) { return scriviTesto(n, ErrNumeroAvviso) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseNumeroAvviso.
func (n *NumeroAvviso) UnmarshalText(b []byte) error { return leggiTesto(n, b, ParseNumeroAvviso) }

// Scan reads a text column with ParseNumeroAvviso; NULL and numbers are errors,
// the latter because they lose the leading zero.
func (n *NumeroAvviso) Scan(src any) error {
	return leggiColonna(n, src, ParseNumeroAvviso, ErrNumeroAvviso)
}

// Value returns the 18 digits for a text column.
func (n NumeroAvviso) Value() (driver.Value, error) { return scriviColonna(n, ErrNumeroAvviso) }
