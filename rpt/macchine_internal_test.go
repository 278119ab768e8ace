package rpt

import (
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

// TestRpt proves the machine of an RPT at the creditor body.
func TestRpt(t *testing.T) {
	prova.Tutto(t, macchinaRpt, &ContestoRpt{}, &ContestoRpt{NuovoModello: true})
	prova.Struttura(t, macchinaRpt, StatoRTAccettataPA)
	prova.Cammina(t, macchinaRpt)
}
