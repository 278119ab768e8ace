package gdp_test

import (
	"testing"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/avversari/prova"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	var (
		nome = nomeEsempio(t)
		e    = eventoEsempio
		x, _ = gdp.NuovoCorso(gdp.TolleranzaPredefinita, gdp.DatiRT{})
	)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "ParseEventCode", Chiama: func() { _, _ = gdp.ParseEventCode("RPT_PAGATA") }},
		prova.Porta{Nome: "EventCode.Fase", Chiama: func() { _ = gdp.RPTPagata.Fase() }},
		prova.Porta{Nome: "EventCode.StatoNodo, StatoIncasso", Chiama: func() { _, _ = gdp.RPTPagata.StatoNodo(); _, _ = gdp.RPTPagata.StatoIncasso() }},
		prova.Porta{Nome: "EventCode.Terminale, Storico, Nuovo", Chiama: func() { _ = gdp.RPTPagata.Terminale() || gdp.RPTPagata.Storico() || gdp.RPTPagata.Nuovo() }},
		prova.Porta{Nome: "ParseNomeFile", Chiama: func() { _, _ = gdp.ParseNomeFile("GDP_EC_77777777777_20200131_1.zip") }},
		prova.Porta{Nome: "NomeFile.Provenienza", Chiama: func() { _ = nome.Provenienza() }},
		prova.Porta{Nome: "Evento.Chiave", Chiama: func() { _ = e.Chiave() }},
		prova.Porta{Nome: "PassoIncasso", Chiama: func() { _, _ = gdp.PassoIncasso(1, 2) }},
		prova.Porta{Nome: "PassoPosizione", Chiama: func() { _, _ = gdp.PassoPosizione(1, gdp.RPTPagata) }},
		prova.Porta{Nome: "NuovoCorso", Chiama: func() { _, _ = gdp.NuovoCorso(gdp.TolleranzaPredefinita, gdp.DatiRT{}) }},
		prova.Porta{Nome: "Corso.Segui", Chiama: func() { x.Segui(&e) }},
		prova.Porta{Nome: "Corso.Posizione, Stato, Messaggio, Incasso", Chiama: func() { _, _, _, _ = x.Posizione(), x.Stato(), x.Messaggio(), x.Incasso() }},
		prova.Porta{Nome: "ParseRuolo", Chiama: func() { _, _ = gdp.ParseRuolo("EC") }},
		prova.Porta{Nome: "ParsePosizione", Chiama: func() { _, _ = gdp.ParsePosizione(gdp.Fine.String()) }},
		prova.Porta{Nome: "ParseStatoIncasso", Chiama: func() { _, _ = gdp.ParseStatoIncasso(gdp.StatoIncasso(1).String()) }},
		prova.Porta{Nome: "ParseSegnale", Chiama: func() { _, _ = gdp.ParseSegnale(gdp.Segnale(1).String()) }},
	)
}
