package rpt_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rpt"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	var (
		c rpt.ContestoNodo
	)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "PassoNodo", Chiama: func() { _, _ = rpt.PassoNodo(rpt.NodoStart, rpt.NodoRPTRicevutaNodo) }},
		prova.Porta{Nome: "ApplicaNodo, accepted", Chiama: func() { _, _ = rpt.ApplicaNodo(rpt.NodoStart, rpt.NodoRPTRicevutaNodo, &c) }},
		prova.Porta{Nome: "PassoRpt", Chiama: func() { _, _ = rpt.PassoRpt(rpt.StatoRpt(1), rpt.EventoRpt(1)) }},
		prova.Porta{Nome: "ParseStatoNodo", Chiama: func() { _, _ = rpt.ParseStatoNodo(rpt.NodoStart.String()) }},
		prova.Porta{Nome: "ParseStatoRpt", Chiama: func() { _, _ = rpt.ParseStatoRpt(rpt.StatoRpt(1).String()) }},
		prova.Porta{Nome: "ParseEventoRpt", Chiama: func() { _, _ = rpt.ParseEventoRpt(rpt.EventoRpt(1).String()) }},
		prova.Porta{Nome: "ParseFaultCode", Chiama: func() { _, _ = rpt.ParseFaultCode("PPT_SEMANTICA") }},
		prova.Porta{Nome: "FaultCode.Testo, Famiglia", Chiama: func() { _, _ = rpt.PPTSemantica.Testo(), rpt.PPTSemantica.Famiglia() }},
		prova.Porta{Nome: "EsitoDelFault", Chiama: func() { _ = rpt.EsitoDelFault(rpt.PPTSemantica) }},
		prova.Porta{Nome: "ParseCodiceEsitoPagamento", Chiama: func() { _, _ = rpt.ParseCodiceEsitoPagamento("2") }},
		prova.Porta{Nome: "ParseVersione", Chiama: func() { _, _ = rpt.ParseVersione(rpt.Versione(1).String()) }},
	)
}
