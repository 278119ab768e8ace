package rpt

import "slices"

// Versione tells the two editions of a newer message apart: the root element
// says which it is.
//
// Source: paForNode.xsd.
type Versione string

// Editions of a message.
const (
	V1 Versione = "V1" // paSendRTReq, paGetPaymentReq
	V2 Versione = "V2" // paSendRTV2Request, paGetPaymentV2Request
)

var versioni = []Versione{V1, V2}

// IsValid reports whether v is one of the values of the list.
func (v Versione) IsValid() bool { return slices.Contains(versioni, v) }
