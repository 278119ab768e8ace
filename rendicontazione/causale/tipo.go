package causale

import "github.com/quietanza/quietanza/internal/riferimento"

// Tipo is the form of a causale.
type Tipo string

// The forms.
const (
	RFS Tipo = "RFS" // one payment, by its RF reference
	RFB Tipo = "RFB" // one payment, by any other IUV
	PUR Tipo = "PUR" // the payments of one reporting flow
)

// TipoPerIUV returns the form in which one payment is written: RFS for an RF
// reference with valid check digits, RFB for every other IUV.
//
// Source: SACI 1.4.0, chapter 3.
func TipoPerIUV(iuv string) Tipo {
	if riferimento.RFS(iuv) {
		return RFS
	}
	return RFB
}

// Scopo is the coded purpose of a cumulative causale.
type Scopo string

// The purposes.
const (
	Riversamento Scopo = "LGPE-RIVERSAMENTO" // the transfer of a flow
	Integrazione Scopo = "LGPE-INTEGRAZIONE" // what an earlier transfer of the flow fell short of
)
