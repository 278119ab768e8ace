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
		prova.Porta{Nome: "ParseIstante", Chiama: func() { _, _ = jppa.ParseIstante("2024-03-07T11:42:05.120+01:00") }},
		prova.Porta{Nome: "ParseEsito", Chiama: func() { _, _ = jppa.ParseEsito(jppa.EsitoError.String()) }},
		prova.Porta{Nome: "ParseEsitoPagamento", Chiama: func() { _, _ = jppa.ParseEsitoPagamento("ESEGUITO") }},
		prova.Porta{Nome: "ParseStatoNotifica", Chiama: func() { _, _ = jppa.ParseStatoNotifica(jppa.StatoNotifica(1).String()) }},
		prova.Porta{Nome: "ParseEventoNotifica", Chiama: func() { _, _ = jppa.ParseEventoNotifica(jppa.EventoNotifica(1).String()) }},
		prova.Porta{Nome: "ParseStatoTracciato", Chiama: func() { _, _ = jppa.ParseStatoTracciato(jppa.StatoTracciato(1).String()) }},
		prova.Porta{Nome: "ParseMotivoSalto", Chiama: func() { _, _ = jppa.ParseMotivoSalto(jppa.MotivoSalto(1).String()) }},
	)
}
