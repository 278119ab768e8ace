package nodo

import (
	"sort"
	"strings"
)

// FaultCode is the code of a faultBean: <erogatore>_<codice errore>. A code
// that this library does not know is kept as it is; IsValid tells.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §10.1 and §10.2.
type FaultCode string

// The families of fault codes: who raises one, the part before the first
// underscore.
const (
	FamigliaPPT    = "PPT"    // Nodo dei Pagamenti
	FamigliaPAA    = "PAA"    // creditor body
	FamigliaCanale = "CANALE" // PSP
)

// Famiglia returns who raises the code, "" when the prefix is none of the three.
func (f FaultCode) Famiglia() string {
	switch prefisso, _, ok := strings.Cut(string(f), "_"); {
	case ok && (prefisso == FamigliaPPT || prefisso == FamigliaPAA || prefisso == FamigliaCanale):
		return prefisso
	}
	return ""
}

// Testo returns the official faultString, "" for a code that is not in the list, and
// for one that the official documents give without a text.
func (f FaultCode) Testo() string {
	if i, ok := f.posto(); ok {
		return testiFault[i].testo
	}
	return ""
}

// IsValid reports whether the code is in the list.
func (f FaultCode) IsValid() bool {
	_, ok := f.posto()
	return ok
}

// posto returns the place of the code in the list, and whether it has one.
func (f FaultCode) posto() (int, bool) {
	i := sort.Search(len(testiFault), func(i int) bool { return testiFault[i].codice >= f })
	return i, i < len(testiFault) && testiFault[i].codice == f
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
