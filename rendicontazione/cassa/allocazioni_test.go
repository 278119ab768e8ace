package cassa_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	opi, mt940, camt := []byte(giornale()), []byte(campione(t, "mt940.txt")), []byte(campione(t, "camt053_02.xml"))
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "Riconosci, OPI", Chiama: func() { _ = cassa.Riconosci(opi) }},
		prova.Porta{Nome: "Riconosci, MT940", Chiama: func() { _ = cassa.Riconosci(mt940) }},
		prova.Porta{Nome: "Riconosci, camt.053", Chiama: func() { _ = cassa.Riconosci(camt) }},
	)
}
