package tracciato_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "ParseStato", Chiama: func() { _, _ = tracciato.ParseStato(tracciato.Stato(1).String()) }},
		prova.Porta{Nome: "ParseEvento", Chiama: func() { _, _ = tracciato.ParseEvento(tracciato.Evento(1).String()) }},
		prova.Porta{Nome: "Passo", Chiama: func() { _, _ = tracciato.Passo(1, 1) }},
	)
}
