package jppa_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/jppa"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "PassoNotifica", Chiama: func() { _, _ = jppa.PassoNotifica(1, 1) }},
		prova.Porta{Nome: "PassoTracciato", Chiama: func() { _, _ = jppa.PassoTracciato(1, 1) }},
		prova.Porta{Nome: "ParseStatoNotifica", Chiama: func() { _, _ = jppa.ParseStatoNotifica(jppa.StatoNotifica(1).String()) }},
		prova.Porta{Nome: "ParseEventoNotifica", Chiama: func() { _, _ = jppa.ParseEventoNotifica(jppa.EventoNotifica(1).String()) }},
		prova.Porta{Nome: "ParseStatoTracciato", Chiama: func() { _, _ = jppa.ParseStatoTracciato(jppa.StatoTracciato(1).String()) }},
	)
}
