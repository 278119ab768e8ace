package comandi

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func risponde(t *testing.T, nome, in string) string {
	t.Helper()
	c, ok := cerca(tutti(), nome)
	require.True(t, ok, nome)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, strings.NewReader(in+"\n"), &out))
	return out.String()
}

func TestGiornata(t *testing.T) {
	tests := []struct{ in, want string }{
		{`{"istante":"2024-05-03T13:00:59"}`, `"giornata":"2024-05-03","accreditoEntro":"2024-05-06"`},
		{`{"istante":"2024-07-01T11:00:30Z"}`, `"giornata":"2024-07-01"`},
		{`{"istante":"2024-07-01T11:01:00Z"}`, `"giornata":"2024-07-02"`},
		{`{"istante":"2024-02-30T10:00:00"}`, `"ok":false,"errore":{"codice":"DATA","campo":"istante"`},
		{`{}`, `"ok":false,"errore":{"codice":"DATA","campo":"istante"`},
	}
	for _, tt := range tests {
		require.Contains(t, risponde(t, "giornata", tt.in), tt.want, tt.in)
	}
}

func TestRiconciliaRequests(t *testing.T) {
	vuota := `{"movimenti":[],"flussi":[],"ricevute":[],"pendenze":[],"domini":[],"oggi":"2024-05-08"}`
	tests := []struct{ nome, in, want string }{
		{"nothing", vuota, `{"ok":true,"movimenti":[],"flussi":[],"righe":[],"ricevute":[],"pendenze":[],` +
			`"conteggi":{"movimenti":{},"flussi":{},"righe":{},"ricevute":{},"voci":{}},"conflitti":[]}`},
		{"no date", `{}`, `"errore":{"codice":"MANCANTE","campo":"oggi"`},
		{"options", `{"oggi":"2024-05-08","opzioni":{"giorniAttesaFlusso":-1}}`, `"errore":{"codice":"OPZIONE","campo":"giorniAttesaFlusso"`},
		{"options taken", `{"oggi":"2024-05-08","opzioni":{"giorniAttesaFlusso":2,"giorniAttesaAccredito":1,"flussoCaseSensitive":true}}`, `"ok":true`},
		{"unknown member inside", `{"oggi":"2024-05-08","ricevute":[{"x":1}]}`, `"errore":{"codice":"RICHIESTA","campo":""`},
		{
			"an amount of nothing", `{"oggi":"2024-05-08","ricevute":[{"dominio":"00000000001","iuv":"a","iur":"b","indice":1,"importo":"0.00","data":"2024-05-06"}]}`,
			`"errore":{"codice":"IMPORTO","campo":"ricevute[0].importo"`,
		},
		{
			"an indice as text", `{"oggi":"2024-05-08","ricevute":[{"dominio":"00000000001","iuv":"a","iur":"b","indice":"2","importo":"1.00","data":"2024-05-08"}]}`,
			`"ricevute":[{"dominio":"00000000001","iuv":"a","iur":"b","indice":2,"chiave":"00000000001|a|b|2","classe":"IN_ATTESA","segnali":[]}]`,
		},
		{
			"a negative refund, a delta", `{"oggi":"2024-05-08","movimenti":[{"id":"1","dominio":"00000000001","importo":"5.00","segno":"ENTRATA","dataContabile":"2024-05-07","causale":"/PUR/LGPE-RIVERSAMENTO/URI/2024-05-07PSP-1"}],` +
				`"flussi":[{"dominio":"00000000001","idFlusso":"2024-05-07PSP-1","dataOraFlusso":"2024-05-08T01:20:00Z","idRegolamento":"T","dataRegolamento":"2024-05-07","numeroTotalePagamenti":2,"importoTotalePagamenti":"1999999999.99",` +
				`"righe":[{"iuv":"a","iur":"b","indice":"1","importo":"2000000000.99","esito":"0","data":"2024-05-06"},{"iuv":"c","iur":"d","importo":"-1.00","esito":3,"data":"2024-05-06"}]}]}`,
			`{"id":"1","fonte":"","chiave":"|00000000001|1","classe":"IMPORTO_DIVERSO","flusso":"2024-05-07PSP-1","delta":"-1999999994.99","segnali":["DIFETTO"]}`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, risponde(t, "riconcilia", tt.in), tt.want)
		})
	}
}
