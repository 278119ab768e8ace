package causale_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	const cumulativa = "/PUR/LGPE-RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S2024072601"
	b := make([]byte, 0, 256)
	letta, err := causale.Parse(cumulativa)
	if err != nil {
		t.Fatal(err)
	}
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "Parse, cumulative", Chiama: func() { _, _ = causale.Parse(cumulativa) }},
		prova.Porta{Nome: "Parse, RFB", Chiama: func() { _, _ = causale.Parse("/RFB/01000000001122010/1.00") }},
		prova.Porta{Nome: "AppendFormat", Chiama: func() { b, _ = causale.AppendFormat(b[:0], letta) }},
		prova.Porta{Nome: "TipoPerIUV", Chiama: func() { _ = causale.TipoPerIUV("RF18539007547034") }},
	)
}
