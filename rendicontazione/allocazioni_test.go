package rendicontazione_test

import (
	"testing"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	adesso := time.Date(2024, 5, 3, 23, 30, 0, 0, time.UTC)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "GiornataOperativa", Chiama: func() { _ = rendicontazione.GiornataOperativa(adesso) }},
		prova.Porta{Nome: "ScadenzeDi", Chiama: func() { _ = rendicontazione.ScadenzeDi(avviso.DataDi(adesso)) }},
		prova.Porta{Nome: "ParseClasseMovimento", Chiama: func() { _, _ = rendicontazione.ParseClasseMovimento(rendicontazione.MovimentoRiconciliato.String()) }},
		prova.Porta{Nome: "ParseClasseRiga", Chiama: func() { _, _ = rendicontazione.ParseClasseRiga(rendicontazione.RigaObsoleta.String()) }},
		prova.Porta{Nome: "ParseClasseFlusso", Chiama: func() { _, _ = rendicontazione.ParseClasseFlusso(rendicontazione.FlussoAnomalo.String()) }},
		prova.Porta{Nome: "ParseClasseRicevuta", Chiama: func() { _, _ = rendicontazione.ParseClasseRicevuta(rendicontazione.ClasseRicevuta(1).String()) }},
		prova.Porta{Nome: "ParseClassePendenza", Chiama: func() { _, _ = rendicontazione.ParseClassePendenza(rendicontazione.ClassePendenza(1).String()) }},
		prova.Porta{Nome: "ParseSegnale", Chiama: func() { _, _ = rendicontazione.ParseSegnale(rendicontazione.SegnaleDoppio.String()) }},
	)
}
