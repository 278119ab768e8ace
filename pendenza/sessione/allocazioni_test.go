package sessione_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "Passo", Chiama: func() { _, _ = sessione.Passo(1, 1) }},
		prova.Porta{Nome: "ParseCodiceStato", Chiama: func() { _, _ = sessione.ParseCodiceStato(sessione.CodiceStato(1).String()) }},
		prova.Porta{Nome: "ParseEvento", Chiama: func() { _, _ = sessione.ParseEvento(sessione.Evento(1).String()) }},
	)
}
