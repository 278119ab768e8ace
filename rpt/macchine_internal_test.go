package rpt

import (
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

// TestNodo proves the machine at the Nodo: its doors agree, its table and its
// diagrams are the declared ones.
func TestNodo(t *testing.T) {
	prova.Accordo(t, macchinaNodo, &ContestoNodo{}, &ContestoNodo{RTPrecedenteNegativa: true})
	prova.Struttura(t, macchinaNodo)
	prova.Allocazioni(t, macchinaNodo)
	prova.Matrice(t, macchinaNodo)
	prova.Diagrammi(t, macchinaNodo)
	prova.Cammina(t, macchinaNodo)
}

// TestRpt proves the machine of an RPT at the creditor body.
func TestRpt(t *testing.T) {
	prova.Accordo(t, macchinaRpt, &ContestoRpt{}, &ContestoRpt{NuovoModello: true})
	prova.Struttura(t, macchinaRpt, StatoRTAccettataPA)
	prova.Allocazioni(t, macchinaRpt)
	prova.Matrice(t, macchinaRpt)
	prova.Diagrammi(t, macchinaRpt)
	prova.Cammina(t, macchinaRpt)
}
