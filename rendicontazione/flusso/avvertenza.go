package flusso

import (
	"slices"
	"strings"
)

// CodiceAvvertenza is the stable code of a warning.
type CodiceAvvertenza string

// Warnings of the lenient readers: what they tolerated.
const (
	AvvertenzaElemento     CodiceAvvertenza = "ELEMENTO_IGNOTO"  // an element or member that was skipped
	AvvertenzaAttributo    CodiceAvvertenza = "ATTRIBUTO_IGNOTO" // an attribute that was skipped
	AvvertenzaSpazi        CodiceAvvertenza = "SPAZI"            // white space around a value, taken away
	AvvertenzaVuoto        CodiceAvvertenza = "VUOTO"            // an empty optional element, taken as absent
	AvvertenzaImporto      CodiceAvvertenza = "IMPORTO_FORMA"    // an amount with a sign, or with none or one decimal
	AvvertenzaLunghezza    CodiceAvvertenza = "LUNGHEZZA"        // a name of a subject of a length the schema does not have
	AvvertenzaEstensione   CodiceAvvertenza = "ESTENSIONE"       // revisioneFlusso, which is not of the official schema
	AvvertenzaStatoAssente CodiceAvvertenza = "STATO_ASSENTE"    // an FdR 3 flow without status
	AvvertenzaPayStatus    CodiceAvvertenza = "PAY_STATUS"       // a payStatus that is none of the known ones
	AvvertenzaAltre        CodiceAvvertenza = "ALTRE"            // more warnings than are kept
)

// Warnings about what a flow says.
const (
	AvvertenzaSegnoRevoca     CodiceAvvertenza = "SEGNO_REVOCA"      // the sum is right only with the revoked rows negated
	AvvertenzaDataEsito       CodiceAvvertenza = "DATA_ESITO_FUTURA" // a row is dated after the day of dataOraFlusso
	AvvertenzaDataRegolamento CodiceAvvertenza = "DATA_REGOLAMENTO"  // dataRegolamento is before the date of a row
	AvvertenzaID              CodiceAvvertenza = "ID_FLUSSO"         // the identifier is not date, PSP, hyphen, flow
	AvvertenzaIDData          CodiceAvvertenza = "ID_DATA_DIVERSA"   // the date in the identifier is not dataRegolamento
)

// Avvertenza is one kind of thing tolerated at one kind of place, with where it
// happened first and how many times. It is comparable.
type Avvertenza struct {
	Codice    CodiceAvvertenza `json:"codice"`
	Campo     string           `json:"campo,omitempty"`     // path of the element or member
	Valore    string           `json:"valore,omitempty"`    // what was there the first time
	Posizione int              `json:"posizione,omitempty"` // first row of the flow it is about, from 1
	Riga      int              `json:"riga,omitempty"`      // line of the input, from 1
	Colonna   int              `json:"colonna,omitempty"`   // column of the input, from 1
	Volte     int              `json:"volte,omitempty"`     // how many times
}

// maxAvvertenze bounds the kinds that are kept, since the names of unknown
// elements come from the document.
const maxAvvertenze = 64

// avvertenze collects warnings in constant memory, in the order in which each
// kind first occurred.
type avvertenze []Avvertenza

// ancora counts a warning of a kind that is already there, and reports whether
// it is.
func (a *avvertenze) ancora(c CodiceAvvertenza, campo string) bool {
	for i := range *a {
		if w := &(*a)[i]; w.Codice == c && w.Campo == campo || w.Codice == AvvertenzaAltre {
			w.Volte++
			return true
		}
	}
	return false
}

func (a *avvertenze) aggiungi(v Avvertenza) {
	if a.ancora(v.Codice, v.Campo) {
		return
	}
	if len(*a) == maxAvvertenze-1 {
		v = Avvertenza{Codice: AvvertenzaAltre, Riga: v.Riga, Colonna: v.Colonna}
	}
	v.Campo, v.Valore, v.Volte = strings.Clone(v.Campo), strings.Clone(v.Valore), 1
	*a = append(*a, v)
}

func (a avvertenze) copia() []Avvertenza { return slices.Clone([]Avvertenza(a)) }
