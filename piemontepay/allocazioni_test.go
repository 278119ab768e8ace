package piemontepay_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/piemontepay"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "Passo", Chiama: func() { _, _ = piemontepay.Passo(1, 1) }},
		prova.Porta{Nome: "ParseStato", Chiama: func() { _, _ = piemontepay.ParseStato("CREATO") }},
		prova.Porta{Nome: "ParseEvento", Chiama: func() { _, _ = piemontepay.ParseEvento("redirect") }},
	)
}
