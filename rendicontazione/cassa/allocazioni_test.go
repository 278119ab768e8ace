package cassa_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	opi := []byte(giornale())
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "ParseSegno", Chiama: func() { _, _ = cassa.ParseSegno(cassa.Entrata.String()) }},
		prova.Porta{Nome: "ParseUso", Chiama: func() { _, _ = cassa.ParseUso(cassa.Uso(1).String()) }},
		prova.Porta{Nome: "IsOPI", Chiama: func() { _ = cassa.IsOPI(opi) }},
		prova.Porta{Nome: "IsMT940", Chiama: func() { _ = cassa.IsMT940(opi) }},
		prova.Porta{Nome: "IsCamt053", Chiama: func() { _ = cassa.IsCamt053(opi) }},
	)
}
