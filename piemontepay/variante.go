package piemontepay

// Variante is a variant of the digest formula: how many percent signs stand at
// both ends of the digested string. A [Chiamante] without one, "", uses
// [QuattroPercento].
type Variante string

const (
	// QuattroPercento, four percent signs, is what the deployed desk computes.
	// Evidence: the sample return URL printed in §3.3 of the manual, reproduced
	// but for the case of one letter; the published server; a live client.
	QuattroPercento Variante = "QuattroPercento"
	// TrePercento, three percent signs, is what §2.1 of the manual prints. No
	// digest printed in the manual comes from it.
	TrePercento Variante = "TrePercento"
)

// IsValid reports whether v is one of the two variants.
func (v Variante) IsValid() bool { return v == QuattroPercento || v == TrePercento }

// segno returns the percent signs of the variant.
func (v Variante) segno() string {
	if v == TrePercento {
		return "%%%"
	}
	return "%%%%"
}
