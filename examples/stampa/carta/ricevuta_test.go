package carta_test

import (
	"encoding/base64"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/rpt"
)

func documentoDi(t *testing.T, nome string) []byte {
	t.Helper()
	b, err := os.ReadFile("../campione/" + nome)
	require.NoError(t, err)
	return b
}

func TestTestoRicevuta(t *testing.T) {
	for _, c := range []struct {
		nome, documento      string
		cambia               []string // old and new, for strings.NewReplacer
		contiene, nonCompare []string
	}{
		{"RT", "rt.xml", nil, []string{
			"Ricevuta di pagamento", "Pagamento eseguito", "116,50 €", "03/05/2024 10:20", "RF18539007547034", "Comune di Prova", "Ufficio Tributi",
			"Piazza del Municipio 1, 10100 Prova (TO)", "Mario Rossi", "ESEGUITO DA", "Pina Testa", "Banca di Prova", "BCITITMM",
			"Diritti di segreteria", "IUR-0001", "100,50 €", "Imposta di bollo", "16,00 €", "marca da bollo digitale", "Commissione (applicata da Banca di Prova)", "Totale 116,50 €",
		}, []string{"non attesta", "/TXT/"}},
		{"paSendRTV2", "pasendrtv2.xml", nil, []string{
			"Ricevuta di pagamento", "TARI e TEFA 2024", "121,00 €", "03/05/2024 23:59", "3010 0000 0000 0042 85", "01000000000004285",
			"b2c3d4e5f60718293a4b5c6d7e8f90a1", "Poste di Prova", "TEFA", "a favore di 01234567897", "5,00 €", "marca da bollo digitale", "WISP", "creditCard",
			"Importo parziale 121,00 €", "Commissione (applicata da Poste di Prova) 1,50 €", "Totale 122,50 €", "Data applicativa", "12345678903",
		}, []string{"non attesta"}},
		{
			"nothing paid", "rt.xml",
			[]string{
				"<codiceEsitoPagamento>0<", "<codiceEsitoPagamento>1<", "116.50", "0.00", "<singoloImportoPagato>100.50", "<singoloImportoPagato>0.00",
				"<singoloImportoPagato>16.00", "<singoloImportoPagato>0.00", "<esitoSingoloPagamento>ACCETTATA", "<esitoSingoloPagamento>RIFIUTATA",
				"<singoloImportoPagato>16.00</singoloImportoPagato>", "<singoloImportoPagato>0.00</singoloImportoPagato><esitoSingoloPagamento>RIFIUTATA</esitoSingoloPagamento>",
			},
			[]string{"Esito del pagamento", "Questo documento non attesta un pagamento", "0,00 €", "Data dell’esito", "esito: RIFIUTATA"},
			[]string{"Ricevuta di pagamento", "ente creditore ha ricevuto"},
		},
	} {
		t.Run(c.nome, func(t *testing.T) {
			r, note, err := carta.LeggiRicevuta([]byte(strings.NewReplacer(c.cambia...).Replace(string(documentoDi(t, c.documento)))), false)
			require.NoError(t, err)
			require.Empty(t, note)
			testo := testoDi(t, carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno}).PDF)
			for _, s := range c.contiene {
				require.Contains(t, testo, s)
			}
			for _, s := range c.nonCompare {
				require.NotContains(t, testo, s)
			}
		})
	}
}

func TestLeggiRicevuta(t *testing.T) {
	// In base64, as the messages carry it: tolerated with a warning, or refused.
	inBase64 := []byte(base64.StdEncoding.EncodeToString(documentoDi(t, "rt.xml")))
	r, note, err := carta.LeggiRicevuta(inBase64, false)
	require.NoError(t, err)
	require.NotEmpty(t, note)
	require.Equal(t, "RF18539007547034", r.IUV)
	_, _, err = carta.LeggiRicevuta(inBase64, true)
	require.Error(t, err)
	for _, nome := range []string{"rt.xml", "pasendrtv2.xml"} {
		_, _, err = carta.LeggiRicevuta(documentoDi(t, nome), true)
		require.NoError(t, err, nome)
	}
	for nome, s := range map[string]string{
		"empty": "", "not XML": "ciao", "another root": "<a/>", "cut short": string(documentoDi(t, "rt.xml")[:900]),
		"wrong amount": strings.Replace(string(documentoDi(t, "pasendrtv2.xml")), "121.00", "centoventuno", 1),
	} {
		_, _, err := carta.LeggiRicevuta([]byte(s), false)
		require.Error(t, err, nome)
	}
	_, _, err = carta.LeggiRicevuta([]byte("<a/>"), false)
	require.ErrorIs(t, err, rpt.ErrRadice)
}
