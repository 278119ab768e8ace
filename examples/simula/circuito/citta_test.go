package circuito_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/simula/circuito"
)

// A year of a city of 100,000 inhabitants: what the engine and the analysis of the
// journals find is what the simulator knows, and what the README tells.
func TestYearOfACity(t *testing.T) {
	if testing.Short() {
		t.Skip("two million events: left out of a short run")
	}
	m := simula(t, circuito.Configurazione{Seme: 7, Enti: 1, Pagamenti: 120_000, Giorni: 365})
	m.verifica(t)
	m.analizza(t)
	eventi := 0
	for _, g := range m.giornate {
		for _, p := range g.Pagamenti {
			for range m.s.Eventi(p) {
				eventi++
			}
		}
	}
	require.Equal(t, 1_964_420, eventi)
	trovate := map[circuito.Oggetto]map[string]int{
		circuito.OggettoMovimento: {}, circuito.OggettoFlusso: {}, circuito.OggettoRiga: {}, circuito.OggettoRicevuta: {},
		circuito.OggettoPendenza: {}, circuito.OggettoPagamento: {},
	}
	for k, classe := range m.verita {
		oggetto, _, _ := strings.Cut(k, " ")
		if conti := trovate[circuito.Oggetto(oggetto)]; conti != nil {
			conti[classe]++
		}
	}
	require.Empty(t, cmp.Diff(map[circuito.Oggetto]map[string]int{
		circuito.OggettoMovimento: {
			"RICONCILIATO": 993, "INTEGRAZIONE": 2, "IMPORTO_DIVERSO": 1, "FLUSSO_NON_TROVATO": 3, "IN_ATTESA_FLUSSO": 2,
			"FLUSSO_ANOMALO": 1, "STORNATO": 2, "STORNO": 2, "NON_PAGOPA": 71,
		},
		circuito.OggettoFlusso: {"RICONCILIATO": 997, "OBSOLETO": 11, "IMPORTO_DIVERSO": 1, "ACCREDITO_MANCANTE": 1, "ANOMALO": 1},
		circuito.OggettoRiga: {
			"ABBINATA": 137_256, "ALTRO_INTERMEDIARIO": 452, "SENZA_RICEVUTA_AMMESSA": 265, "SENZA_RICEVUTA": 103, "SENZA_RICEVUTA_MULTIVOCE": 32,
			"PENDENZA_SCONOSCIUTA": 52, "IMPORTO_DIVERSO": 57, "DUPLICATA": 45, "REVOCA_ABBINATA": 70, "OBSOLETA": 1480,
		},
		circuito.OggettoRicevuta: {
			"INCASSATA": 136_492, "RENDICONTATA": 694, "IN_ATTESA": 760, "NON_RENDICONTATA": 309, "RIGA_DIFFORME": 57, "REVOCATA": 70, "ESCLUSA": 7381,
		},
		circuito.OggettoPendenza: {
			"INCASSATA": 109_364 - 109_215, "INCASSATA" + circuito.Quietanzabile: 109_215, "RENDICONTATA": 661, "PAGATA": 887,
			"PARZIALMENTE_INCASSATA": 236, "PARZIALE": 3, "ANOMALA": 127, "NON_PAGATA": 15_380,
		},
		circuito.OggettoPagamento: {"FINE": 110_569, "RIVERSAMENTO": 890, "INCASSO": 5, "FINE_NEGATIVA": 8051},
	}, trovate))
}
