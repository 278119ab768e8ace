package rpt_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "PassoRpt", Chiama: func() { _, _ = rpt.PassoRpt(rpt.StatoRpt(1), rpt.EventoRpt(1)) }},
		prova.Porta{Nome: "ParseStatoRpt", Chiama: func() { _, _ = rpt.ParseStatoRpt(rpt.StatoRpt(1).String()) }},
		prova.Porta{Nome: "ParseEventoRpt", Chiama: func() { _, _ = rpt.ParseEventoRpt(rpt.EventoRpt(1).String()) }},
		prova.Porta{Nome: "EsitoDelFault", Chiama: func() { _ = rpt.EsitoDelFault(nodo.PPTSemantica) }},
		prova.Porta{Nome: "ParseCodiceEsitoPagamento", Chiama: func() { _, _ = rpt.ParseCodiceEsitoPagamento("2") }},
	)
}
