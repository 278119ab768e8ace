package ora_test

import (
	"testing"
	"time"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/ora"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	b := make([]byte, 0, 64)
	adesso := time.Date(2024, 3, 31, 0, 30, 0, 0, time.UTC)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "Giorno", Chiama: func() { _ = ora.Giorno(adesso) }},
		prova.Porta{Nome: "Istante", Chiama: func() { _ = ora.Istante(19813, 2, 30, 0, 0) }},
		prova.Porta{Nome: "Civile", Chiama: func() { _, _, _ = ora.Civile(19813) }},
		prova.Porta{Nome: "Numero", Chiama: func() { _ = ora.Numero(2024, 3, 31) }},
		prova.Porta{Nome: "Valida", Chiama: func() { _ = ora.Valida(2024, 2, 30) }},
		prova.Porta{Nome: "Pasqua", Chiama: func() { _ = ora.Pasqua(2024) }},
		prova.Porta{Nome: "Settimana", Chiama: func() { _ = ora.Settimana(19813) }},
		prova.Porta{Nome: "Primo", Chiama: func() { _ = ora.Primo(ora.Target, 19813) }},
		prova.Porta{Nome: "Successivo", Chiama: func() { _ = ora.Successivo(ora.ItaliaTarget, 19813, 3) }},
		prova.Porta{Nome: "ParseLocale", Chiama: func() { _, _ = ora.ParseLocale("2024-03-31T02:30:00") }},
		prova.Porta{Nome: "ParseLocale with a zone", Chiama: func() { _, _ = ora.ParseLocale("2024-03-31T02:30:00.123+02:00") }},
		prova.Porta{Nome: "ParseGiorno", Chiama: func() { _, _, _ = ora.ParseGiorno("2024-03-31") }},
		prova.Porta{Nome: "AppendLocale", Chiama: func() { b = ora.AppendLocale(b[:0], adesso) }},
		prova.Porta{Nome: "AppendGiorno", Chiama: func() { b = ora.AppendGiorno(b[:0], 19813) }},
	)
}
