package flusso_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	var (
		id, _ = flusso.ParseID("2024-07-26PPAYITR1XXX-S2024072601")
		riga  = campione().Righe[0]
		q     flusso.Quadratura
		f     = campione()
	)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "ParseIDConPSP", Chiama: func() { _, _ = flusso.ParseIDConPSP("2024-07-26PPAYITR1XXX-S2024072601", "PPAYITR1XXX") }},
		prova.Porta{Nome: "ID.Compare", Chiama: func() { _ = id.Compare(id) }},
		prova.Porta{Nome: "ID.PSP, Flusso, Data", Chiama: func() { _, _, _ = id.PSP(), id.Flusso(), id.Data() }},
		prova.Porta{Nome: "ParseEsito", Chiama: func() { _, _ = flusso.ParseEsito("0") }},
		prova.Porta{Nome: "Esito.Noto, Codice", Chiama: func() { _, _ = riga.Esito.Noto(), riga.Esito.Codice() }},
		prova.Porta{Nome: "Riga.IUVCanonico", Chiama: func() { _ = riga.IUVCanonico() }},
		prova.Porta{Nome: "Riga.IndiceVoce", Chiama: func() { _ = riga.IndiceVoce() }},
		prova.Porta{Nome: "Flusso.Chiave", Chiama: func() { _ = f.Chiave() }},
		prova.Porta{Nome: "Flusso.ChiaveVersione", Chiama: func() { _ = f.ChiaveVersione() }},
		prova.Porta{Nome: "Quadratura.Aggiungi", Chiama: func() { q.Aggiungi(&riga) }},
		prova.Porta{Nome: "PassoAcquisizione", Chiama: func() { _, _ = flusso.PassoAcquisizione(1, 1) }},
		prova.Porta{Nome: "ParseStatoAcquisizione", Chiama: func() { _, _ = flusso.ParseStatoAcquisizione(flusso.StatoAcquisizione(1).String()) }},
		prova.Porta{Nome: "ParseEventoAcquisizione", Chiama: func() { _, _ = flusso.ParseEventoAcquisizione(flusso.EventoAcquisizione(1).String()) }},
		prova.Porta{Nome: "CodiceAnomalia.Descrizione", Chiama: func() { _ = flusso.AnomaliaTotale.Descrizione() }},
	)
}
