package avviso

import "strconv"

// Indice is the place of an item in its debt position and in its receipt
// (indiceDati, indiceDatiSingoloPagamento, idTransfer): 1 to 5. The zero value is
// an absent index.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, datiSingoloVersamento; paForNode.xsd,
// stIdTransfer.
//
// JSON: the number, read also from a string.
type Indice uint8

// MaxIndice is the last index: a position has at most five items.
const MaxIndice Indice = 5

// IsValid reports whether the index is 1 to 5.
func (i Indice) IsValid() bool { return i >= 1 && i <= MaxIndice }

// String returns the digit, "" for the zero value.
func (i Indice) String() string {
	if i == 0 {
		return ""
	}
	return strconv.Itoa(int(i))
}

// UnmarshalJSON takes 1 to 5 as a number or as a string; null leaves the index
// absent. Anything else is INTERVALLO (ErrIndice).
func (i *Indice) UnmarshalJSON(b []byte) error {
	s := senzaVirgolette(b)
	switch {
	case s == "null":
		return nil
	case len(s) != 1 || !Indice(s[0]-'0').IsValid():
		return rifiutaCampo(CodiceIntervallo, "indice", s, ErrIndice)
	}
	*i = Indice(s[0] - '0')
	return nil
}

// senzaVirgolette returns what a JSON string without escapes holds, and any other
// JSON value as it is written.
func senzaVirgolette(b []byte) string {
	if n := len(b); n > 1 && b[0] == '"' && b[n-1] == '"' {
		b = b[1 : n-1]
	}
	return string(b)
}
