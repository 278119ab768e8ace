package avviso

// AuxDigit is the aux digit, the first of a numero avviso: how a body numbers its
// notices. The zero value stands for a body whose configuration is not known.
//
// JSON: the digit as a number, read also from a string.
//
// Source: SACI 1.4.0, chapter 2.
type AuxDigit string

// The aux digits in use.
const (
	Aux0 AuxDigit = "0" // an application code before the IUV
	Aux1 AuxDigit = "1" // 17 free digits, no check
	Aux2 AuxDigit = "2" // 15 digits and their check
	Aux3 AuxDigit = "3" // a segregation code inside the IUV
)

// IsValid reports whether the digit is one of the four.
func (a AuxDigit) IsValid() bool { return a.Cifra() >= 0 }

// Cifra returns the digit, -1 when it is none of the four.
func (a AuxDigit) Cifra() int {
	if len(a) == 1 && a[0]-'0' <= 3 {
		return int(a[0] - '0')
	}
	return -1
}

// MarshalJSON writes the digit as a number; a value that is none of the four is
// AUX (ErrAux).
func (a AuxDigit) MarshalJSON() ([]byte, error) {
	if !a.IsValid() {
		return nil, rifiutaCampo(CodiceAux, "auxDigit", string(a), ErrAux)
	}
	return []byte(a), nil
}

// UnmarshalJSON takes the digit as a number or as a string; null leaves it
// unknown. Anything else is AUX (ErrAux).
func (a *AuxDigit) UnmarshalJSON(b []byte) error {
	switch v := AuxDigit(senzaVirgolette(b)); {
	case v == "null":
	case !v.IsValid():
		return rifiutaCampo(CodiceAux, "auxDigit", string(v), ErrAux)
	default:
		*a = v
	}
	return nil
}
