package avviso

import "strconv"

// Indice is the place of an item in its debt position and in its receipt
// (indiceDati, indiceDatiSingoloPagamento, idTransfer): 1 to 5. The zero value is
// an absent index.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, datiSingoloVersamento; paForNode.xsd,
// stIdTransfer.
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
