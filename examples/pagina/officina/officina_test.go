package officina_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/pagina/officina"
)

func leggi(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile("../../riconcilia/campione/" + nome)
	require.NoError(t, err)
	return string(b)
}

// TestLeggi: what each text is, what it says, which machine it lights.
func TestLeggi(t *testing.T) {
	tests := []struct {
		nome, testo string
		comando     string
		dice        string
		macchina    string // and its state
	}{
		{"causale", "RI3:/PUR/LGPE- RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S20240\n72601 :SEC:CASH", "causale", `"idFlusso":"2024-07-26PPAYITR1XXX-S2024072601"`, ""},
		{"numero avviso", " 0011 9028 0072 1470 87\n", "nav", `"iuv":"190280072147087"`, ""},
		{"QR", "PAGOPA|002|001190280072147087|00429440068|10000", "qr", `"importo":"100.00"`, ""},
		{"codice a barre", "41580888880123488020001190280072147087390210000", "barcode", `"nav":"001190280072147087"`, ""},
		{"partita IVA", "00429440068", "partita-iva", `"valido":true`, ""},
		{"IBAN", "IT60 X054 2811 1010 0000 0123 456", "iban", `"valido":true`, ""},
		{"RF", "RF18 5390 0754 7034", "rf", `"valido":true`, ""},
		{"codice fiscale", "rssmra74d22a001q", "codice-fiscale", `"valido":true`, ""},
		{"PiemontePay", "https://tributi.comune.esempio.it/ritorno?idPagamento=A1&digest=QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI=&codEsito=000", "ppay-ritorno", `"codEsito":"000"`, "tentativo ESITO_POSITIVO"},
		{"nome di giornale", "GDP_PSP_BCITITMM_2020-01-31_02.ZIP", "gdp-nome", `"mittente":"BCITITMM"`, ""},
		{"flusso, nome", "2024-07-26PPAYITR1XXX-S2024072601", "id-flusso", `"psp":"PPAYITR1XXX"`, ""},
		{"codice evento", "RPT_FLUSSO", "macchine", `{}`, "incasso RPT_FLUSSO"},
		{"stato", "ESEGUITA_PARZIALE", "macchine", `{}`, "pendenza ESEGUITA_PARZIALE"},
		{"giornale", `{"dateTime":"2020-01-31T10:00:00Z","idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a","eventCode":"RPT_PAGATA"}`, "gdp-analisi", `"posizione":"INCASSO"`, "incasso RPT_PAGATA"},
		{"giornale in riga", `{"dateTime":"2020-01-31T10:00:00Z","idDominio":"77777777777","iuv":"1","ccp":"n/a","eventCode":"RPT_RICEVUTA_NODO"}` + "\n" + `{"dateTime":"2020-01-31T10:00:01Z","idDominio":"77777777777","iuv":"1","ccp":"n/a","eventCode":"RPT_ACCETTATA_NODO"}`, "gdp-analisi", `"messaggio":"RPT_ACCETTATA_NODO"`, "nodo RPT_ACCETTATA_NODO"},
		{"ricevuta", leggi(t, "ricevute/001-TARI-2025-001.xml"), "ricevuta", `"paymentAmount":"154.20"`, "pendenza ESEGUITA"},
		{"RT", leggi(t, "ricevute/027-DIRITTI-2025-004.xml"), "rt", `"importoTotalePagato":"10.33"`, "pendenza ESEGUITA"},
		{"RT, richiesta", leggi(t, "ricevute/027-DIRITTI-2025-004.xml"), "rt", `"importoTotalePagato":"10.33"`, "rpt RT_ACCETTATA_PA"},
		{"flusso", leggi(t, "flussi/2025-03-03BAFIITMMXXX-0000000001.xml"), "flusso", `"totale":"464.95"`, "acquisizione ACCETTATO"},
		{"giornale di cassa", leggi(t, "cassa/giornale-2025-03-04.xml"), "cassa", `"formato":"OPI"`, ""},
		{"documento ignoto", "<fattura/>", "riconosci", `"leggibile":false`, ""},
		{"causale che non si legge", "ciao", "causale", `"ok":false`, ""},
		{"numero avviso che non si legge", "9", "nav", `"ok":false`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			lette := officina.Leggi(tt.testo)
			require.NotEmpty(t, lette)
			l := lette[0]
			require.Equal(t, tt.comando, l.Comando, string(l.Risposta))
			require.NotEmpty(t, officina.Inglese[l.Cosa], l.Cosa)
			require.Contains(t, string(l.Risposta), tt.dice)
			require.True(t, json.Valid(l.Risposta))
			var luci []string
			for _, x := range l.Macchine {
				require.NotEmpty(t, officina.Inglese[x.Perche], x.Perche)
				luci = append(luci, x.Macchina+" "+x.Stato)
			}
			if tt.macchina == "" {
				require.Empty(t, luci)
			} else {
				require.Contains(t, luci, tt.macchina)
			}
		})
	}
	require.Empty(t, officina.Leggi(" \n"))
	require.Equal(t, "testo troppo lungo", officina.Leggi(strings.Repeat("x", 33<<20))[0].Cosa)
}
