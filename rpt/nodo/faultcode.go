package nodo

import (
	"iter"
	"sort"
	"strings"
)

// FaultCode is the code of a faultBean: <erogatore>_<codice errore>. A code
// that this library does not know is kept as it is; IsValid tells.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §10.1 and §10.2.
type FaultCode string

// FamigliaFault says who raises a fault code: the part before the first
// underscore.
type FamigliaFault string

// The families.
const (
	FamigliaPPT    FamigliaFault = "PPT"    // Nodo dei Pagamenti
	FamigliaPAA    FamigliaFault = "PAA"    // creditor body
	FamigliaCanale FamigliaFault = "CANALE" // PSP
)

// Famiglia returns who raises the code, "" when the prefix is none of the three.
func (f FaultCode) Famiglia() FamigliaFault {
	prefisso, _, ok := strings.Cut(string(f), "_")
	switch g := FamigliaFault(prefisso); {
	case !ok:
		return ""
	case g == FamigliaPPT || g == FamigliaPAA || g == FamigliaCanale:
		return g
	}
	return ""
}

// Testo returns the official faultString, "" for a code that is not in the list.
func (f FaultCode) Testo() string {
	i := sort.Search(len(testiFault), func(i int) bool { return testiFault[i].codice >= f })
	if i < len(testiFault) && testiFault[i].codice == f {
		return testiFault[i].testo
	}
	return ""
}

// IsValid reports whether the code is in the list.
func (f FaultCode) IsValid() bool { return f.Testo() != "" }

// String returns the code.
func (f FaultCode) String() string { return string(f) }

// ParseFaultCode returns the code, which must be in the list; anything else is
// an ENUMERAZIONE error (ErrNome).
func ParseFaultCode(s string) (FaultCode, error) {
	if f := FaultCode(s); f.IsValid() {
		return f, nil
	}
	return "", rifiutaNome(s)
}

// FaultCodes yields every code of the list in alphabetical order.
func FaultCodes() iter.Seq[FaultCode] {
	return func(yield func(FaultCode) bool) {
		for i := range testiFault {
			if !yield(testiFault[i].codice) {
				return
			}
		}
	}
}

// FaultBean is the reason of a KO.
//
// Source: sac-common-types-1.0.xsd, ctFaultBean; Specifiche Attuative del Nodo
// dei Pagamenti-SPC 2.1, §10.1.
type FaultBean struct {
	FaultCode           FaultCode `json:"faultCode"`
	FaultString         string    `json:"faultString"`
	ID                  string    `json:"id"` // who raised it: idDominio, idPSP or NodoDeiPagamentiSPC
	Description         string    `json:"description,omitempty"`
	Serial              *int32    `json:"serial,omitempty"` // place in the list that the fault is about
	OriginalFaultCode   FaultCode `json:"originalFaultCode,omitempty"`
	OriginalFaultString string    `json:"originalFaultString,omitempty"`
	OriginalDescription string    `json:"originalDescription,omitempty"`
}
