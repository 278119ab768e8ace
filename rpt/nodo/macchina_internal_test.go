package nodo

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

// TestMacchina proves the machine at the Nodo: its doors agree, its table and its
// diagrams are the declared ones.
func TestMacchina(t *testing.T) {
	prova.Tutto(t, macchina, &Contesto{}, &Contesto{RTPrecedenteNegativa: true})
	prova.Struttura(t, macchina)
	var storie []prova.Storia[Stato, Stato]
	for _, h := range Storie {
		storia := prova.Storia[Stato, Stato]{Nome: h.Nome, Da: Start}
		for _, nome := range strings.Fields(h.Codici) {
			codice, err := ParseStato(nome)
			require.NoError(t, err)
			storia.Eventi, storia.A = append(storia.Eventi, codice), codice
		}
		storie = append(storie, storia)
	}
	prova.Cammina(t, macchina, storie...)
}
