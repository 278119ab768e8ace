package main

import (
	"bytes"
	"encoding/base64"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rpt"
)

func documentoDi(t *testing.T, nome string) []byte {
	t.Helper()
	b, err := os.ReadFile("campione/" + nome)
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
			"Ricevuta di pagamento", "Pagamento eseguito", "116,50 €", "03/05/2024, ore 10:20", "RF18539007547034", "Comune di Prova", "Ufficio Tributi",
			"Piazza del Municipio 1, 10100 Prova (TO)", "Mario Rossi", "Pagato da", "Pina Testa", "Banca di Prova", "BCITITMM",
			"Diritti di segreteria", "IUR-0001", "100,50 €", "Imposta di bollo", "16,00 €", "marca da bollo digitale", "esito: ACCETTATA",
			"prestatore di servizi di pagamento: 0,00 €",
		}, []string{"non attesta", "/TXT/"}},
		{"paSendRTV2", "pasendrtv2.xml", nil, []string{
			"Ricevuta di pagamento TARI e TEFA 2024", "121,00 €", "03/05/2024, ore 23:59", "3010 0000 0000 0042 85", "01000000000004285",
			"b2c3d4e5f60718293a4b5c6d7e8f90a1", "Poste di Prova", "TEFA", "a favore di 01234567897", "5,00 €", "marca da bollo digitale", "WISP, creditCard",
			"prestatore di servizi di pagamento: 1,50 €",
		}, []string{"non attesta"}},
		{
			"nothing paid", "rt.xml",
			[]string{
				"<codiceEsitoPagamento>0<", "<codiceEsitoPagamento>1<", "116.50", "0.00", "<singoloImportoPagato>100.50", "<singoloImportoPagato>0.00",
				"<singoloImportoPagato>16.00", "<singoloImportoPagato>0.00", "<esitoSingoloPagamento>ACCETTATA", "<esitoSingoloPagamento>RIFIUTATA",
				"<singoloImportoPagato>16.00</singoloImportoPagato>", "<singoloImportoPagato>0.00</singoloImportoPagato><esitoSingoloPagamento>RIFIUTATA</esitoSingoloPagamento>",
			},
			[]string{"Esito del pagamento", "Questo documento non attesta un pagamento", "0,00 €", "Data dell'esito", "esito: RIFIUTATA"},
			[]string{"Ricevuta di pagamento", "l'ente creditore ha ricevuto"},
		},
	} {
		t.Run(c.nome, func(t *testing.T) {
			r, note, err := leggiRicevuta([]byte(strings.NewReplacer(c.cambia...).Replace(string(documentoDi(t, c.documento)))), false)
			require.NoError(t, err)
			require.Empty(t, note)
			pdf, err := componiRicevuta(r, giornoProva)
			require.NoError(t, err)
			testo := testoDi(t, pdf)
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
	r, note, err := leggiRicevuta(inBase64, false)
	require.NoError(t, err)
	require.NotEmpty(t, note)
	require.Equal(t, "RF18539007547034", r.IUV)
	_, _, err = leggiRicevuta(inBase64, true)
	require.Error(t, err)
	for _, nome := range []string{"rt.xml", "pasendrtv2.xml"} {
		_, _, err = leggiRicevuta(documentoDi(t, nome), true)
		require.NoError(t, err, nome)
	}
	for nome, s := range map[string]string{
		"empty": "", "not XML": "ciao", "another root": "<a/>", "cut short": string(documentoDi(t, "rt.xml")[:900]),
		"wrong amount": strings.Replace(string(documentoDi(t, "pasendrtv2.xml")), "121.00", "centoventuno", 1),
	} {
		_, _, err := leggiRicevuta([]byte(s), false)
		require.Error(t, err, nome)
	}
	_, _, err = leggiRicevuta([]byte("<a/>"), false)
	require.ErrorIs(t, err, rpt.ErrRadice)
}

// TestRicevutaLunga: five items with the longest texts go on to further pages.
func TestRicevutaLunga(t *testing.T) {
	r, _, err := leggiRicevuta(documentoDi(t, "pasendrtv2.xml"), false)
	require.NoError(t, err)
	w := strings.Repeat("W", 140)
	r.Oggetto, r.Ente.Nome, r.Debitore.Nome = w, w, w[:70]
	r.Debitore.Altro = []string{w, w}
	r.Voci = nil
	for range 5 {
		r.Voci = append(r.Voci, voceRicevuta{Causale: w, Per: w, IUR: w[:35], Esito: w[:35], Bollo: true, Importo: r.Importo})
	}
	pdf, err := componiRicevuta(r, giornoProva)
	require.NoError(t, err)
	// Subject, creditor twice, debtor with two lines, the items, and WISP.
	require.Equal(t, 140+2*140+70+2*140+5*(140+140+35+35)+1, strings.Count(testoDi(t, pdf), "W"), "every text is whole")
	require.GreaterOrEqual(t, bytes.Count(pdf, []byte("/Type /Page\n")), 2)
}
