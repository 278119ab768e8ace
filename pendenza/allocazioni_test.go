package pendenza_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/pendenza"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "Passo", Chiama: func() { _, _ = pendenza.Passo(pendenza.Stato(1), pendenza.Passaggio(1)) }},
		prova.Porta{Nome: "ParseStato", Chiama: func() { _, _ = pendenza.ParseStato(pendenza.Stato(1).String()) }},
		prova.Porta{Nome: "ParsePassaggio", Chiama: func() { _, _ = pendenza.ParsePassaggio(pendenza.Passaggio(1).String()) }},
		prova.Porta{Nome: "ParseStatoEffettivo", Chiama: func() { _, _ = pendenza.ParseStatoEffettivo("SCADUTA") }},
	)
}
