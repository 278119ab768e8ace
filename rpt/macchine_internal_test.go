package rpt

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

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
	var storie []prova.Storia[StatoNodo, StatoNodo]
	for _, h := range StorieNodo {
		storia := prova.Storia[StatoNodo, StatoNodo]{Nome: h.Nome, Da: NodoStart}
		for _, nome := range strings.Fields(h.Codici) {
			codice, err := ParseStatoNodo(nome)
			require.NoError(t, err)
			storia.Eventi, storia.A = append(storia.Eventi, codice), codice
		}
		storie = append(storie, storia)
	}
	prova.Cammina(t, macchinaNodo, storie...)
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
