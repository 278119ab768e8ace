package riferimento_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	b := make([]byte, 0, 256)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "AppendRiferimento, RFB", Chiama: func() { b = riferimento.AppendRiferimento(b[:0], "01000000001122010", 1234, "mensa", false) }},
		prova.Porta{Nome: "AppendRiferimento, RFS grouped", Chiama: func() { b = riferimento.AppendRiferimento(b[:0], "RF18539007547034", 1234, "mensa", true) }},
		prova.Porta{Nome: "AppendTraslitterato", Chiama: func() { b = riferimento.AppendTraslitterato(b[:0], "citt\u00e0", 35) }},
		prova.Porta{Nome: "AppendTesto", Chiama: func() { b = riferimento.AppendTesto(b[:0], 0, "mensa") }},
		prova.Porta{Nome: "Canonico", Chiama: func() { _ = riferimento.Canonico("RF18539007547034") }},
		prova.Porta{Nome: "CheckRF", Chiama: func() { _ = riferimento.CheckRF("RF18539007547034") }},
		prova.Porta{Nome: "FormaRF", Chiama: func() { _ = riferimento.FormaRF("RF18539007547034") }},
		prova.Porta{Nome: "ParseImporto", Chiama: func() { _, _ = riferimento.ParseImporto("12.34") }},
		prova.Porta{Nome: "Resto97", Chiama: func() { _ = riferimento.Resto97(0, "539007547034") }},
		prova.Porta{Nome: "SenzaTesto", Chiama: func() { _ = riferimento.SenzaTesto("/RFB/01000000001122010/12.34/TXT/mensa") }},
		prova.Porta{Nome: "SoloAlfanumerici", Chiama: func() { _ = riferimento.SoloAlfanumerici("RF18539007547034") }},
	)
}
