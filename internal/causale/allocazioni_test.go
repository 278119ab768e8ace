package causale_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/causale"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	b := make([]byte, 0, 256)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "AppendImporto", Chiama: func() { b = causale.AppendImporto(b[:0], 1234) }},
		prova.Porta{Nome: "AppendRiferimento, RFB", Chiama: func() { b = causale.AppendRiferimento(b[:0], "01000000001122010", 1234, "mensa", false) }},
		prova.Porta{Nome: "AppendRiferimento, RFS grouped", Chiama: func() { b = causale.AppendRiferimento(b[:0], "RF18539007547034", 1234, "mensa", true) }},
		prova.Porta{Nome: "AppendTraslitterato", Chiama: func() { b = causale.AppendTraslitterato(b[:0], "citt\u00e0", 35) }},
		prova.Porta{Nome: "AppendTesto", Chiama: func() { b = causale.AppendTesto(b[:0], 0, "mensa") }},
		prova.Porta{Nome: "Canonico", Chiama: func() { _ = causale.Canonico("RF18539007547034") }},
		prova.Porta{Nome: "CheckRF", Chiama: func() { _ = causale.CheckRF("RF18539007547034") }},
		prova.Porta{Nome: "FormaRF", Chiama: func() { _ = causale.FormaRF("RF18539007547034") }},
		prova.Porta{Nome: "ParseImporto", Chiama: func() { _, _ = causale.ParseImporto("12.34") }},
		prova.Porta{Nome: "Resto97", Chiama: func() { _ = causale.Resto97(0, "539007547034") }},
		prova.Porta{Nome: "SenzaTesto", Chiama: func() { _ = causale.SenzaTesto("/RFB/01000000001122010/12.34/TXT/mensa") }},
		prova.Porta{Nome: "SoloAlfanumerici", Chiama: func() { _ = causale.SoloAlfanumerici("RF18539007547034") }},
	)
}
