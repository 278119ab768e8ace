package comandi

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func chiediGovPay(t *testing.T, comando, riga string) map[string]any {
	t.Helper()
	c, ok := cerca(tutti(), comando)
	require.True(t, ok, comando)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, strings.NewReader(riga+"\n"), &out))
	var m map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &m), out.String())
	return m
}

// codici are the codes of the violations of an answer.
func codici(m map[string]any) (codici []string) {
	for _, v := range m["violazioni"].([]any) {
		codici = append(codici, v.(map[string]any)["codice"].(string))
	}
	return codici
}

func TestGovPay(t *testing.T) {
	tests := []struct {
		nome, riga string
		violazioni []string
		membro     string
		vale       any
	}{
		{"a cart", comandiGovPay[0].esempio, nil, "forme", []any{"riferimento", "avviso"}},
		{"of no form", `{"documento":"pagamenti-richiesta","json":{"pendenze":[{"idDominio":"12345678903","idPendenza":"P1"}]}}`, []string{"ESCLUSIVI"}, "statoHTTP", 400.0},
		{"empty", `{"documento":"pagamenti-richiesta","json":{"pendenze":[]}}`, []string{"VUOTO"}, "statoHTTP", 400.0},
		{"an answer", `{"documento":"pagamenti-risposta","json":{"id":"7","location":"/pagamenti/7","idSession":"s1"}}`, nil, "idPagamento", "7"},
		{"an answer, written", `{"documento":"pagamenti-risposta","idPagamento":"7","location":"/pagamenti/7"}`, nil, "json", `{"id":"7","location":"/pagamenti/7"}`},
		{"a payment", `{"documento":"pagamento","json":{"id":"7","stato":"IN CORSO","pendenze":[],"rpp":[]}}`, nil, "stato", "IN_CORSO"},
		{"a page", `{"documento":"pendenze-pagina","json":{"items":[],"pagina":1,"risultatiPerPagina":25}}`, nil, "risultati", []any{}},
		{"a credit", `{"documento":"incassi-richiesta","json":"{\"causale\":\"/RFB/01000000000004285/100.00\",\"importo\":100.00}"}`, nil, "identificativo", "01000000000004285"},
		{"a credit for two things", `{"documento":"incassi-richiesta","json":{"iuv":"1","idFlusso":"2","importo":100.00,"sct":"x"}}`, []string{"ESCLUSIVI"}, "statoHTTP", 400.0},
		{"a credit, written", `{"documento":"incassi-richiesta","causale":"x","importo":"100.00","versione":"V1","idDominio":"12345678903"}`, nil, "json", `{"causale":"x","importo":100.00}`},
		{"what it settles", `{"documento":"incasso","json":{"idDominio":"12345678903","idIncasso":"x","causale":"y","importo":1,"riscossioni":[]}}`, nil, "versione", "V1"},
		{"a notice", `{"documento":"avviso","json":{"stato":"Pagato","idDominio":"12345678903","numeroAvviso":"301000000000500324"}}`, nil, "stato", "DUPLICATA"},
		{"a fault", `{"documento":"problema","statoHTTP":502,"json":{"categoria":"PAGOPA","codice":"PPT_SEMANTICA","descrizione":"Errore semantico.","id":"7","location":"/pagamenti/7"}}`, nil, "idPagamento", "7"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			m := chiediGovPay(t, "govpay", tt.riga)
			require.Equal(t, true, m["ok"], m)
			require.Equal(t, tt.violazioni, codici(m))
			require.Equal(t, tt.vale, m[tt.membro])
		})
	}
	for _, riga := range []string{`{"documento":"x"}`, `{"documento":"pagamento","json":"{"}`, `{"documento":"pagamento","json":{},"altro":1}`, `{"documento":"pagamento","json":{},"modo":"x"}`} {
		require.Equal(t, false, chiediGovPay(t, "govpay", riga)["ok"], riga)
	}
}

const rtNidificata = `{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK","creditorReferenceId":"01000000000004285","paymentAmount":"100.00",` +
	`"description":"TARI","companyName":"Comune di Prova","debtor":{"uniqueIdentifier":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V"},"fullName":"Pino Test"},` +
	`"transferList":{"transfer":[{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456","remittanceInformation":"TARI","transferCategory":"9/0101002IM/"}]},` +
	`"idPSP":"BCITITMM","PSPCompanyName":"Banca di Prova","idChannel":"c","channelDescription":"d","paymentDateTime":"2026-03-10T10:20:00"}`

func TestNotifica(t *testing.T) {
	m := chiediGovPay(t, "notifica", `{"json":{"idA2A":"GEST","idPendenza":"P1","rpt":null,"rt":`+rtNidificata+`,"riscossioni":[{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-01","indice":1,`+
		`"pendenza":"/pendenze/GEST/P1","idVocePendenza":"1","rpp":"/rpp/12345678903/01000000000004285/r-01","stato":"RISCOSSA","tipo":"ENTRATA","importo":100.0,"data":"2026-03-10","commissioni":9.5}]}}`)
	require.Equal(t, true, m["ok"], m)
	require.Equal(t, "ENTE_V1", m["formato"])
	require.Empty(t, m["avvertenze"])
	e := m["eventi"].([]any)[0].(map[string]any)
	require.Equal(t, "Ricevuta", e["tipo"])
	require.Equal(t, "r-01", e["ccp"])
	require.Equal(t, "0", e["esito"])
	v := m["voci"].([]any)[0].(map[string]any)
	require.Equal(t, "100.00", v["importo"])
	require.Equal(t, "9.50", v["commissioni"])
	require.Equal(t, "/pendenze/GEST/P1", v["pendenza"])
	require.Equal(t, "r-01", m["ricevuta"].(map[string]any)["receiptId"])
	m = chiediGovPay(t, "notifica", `{"json":{"idA2A":"GEST"},"modo":"rigoroso"}`)
	require.Equal(t, "OBBLIGATORIO", m["errore"].(map[string]any)["codice"])
	for _, riga := range []string{`{}`, `{"json":"x","base64":"eA=="}`, `{"base64":"%"}`, `{"json":"x","modo":"y"}`} {
		m := chiediGovPay(t, "notifica", riga)
		require.Equal(t, "RICHIESTA", m["errore"].(map[string]any)["codice"], riga)
	}
}

// A receipt in the spelling of GovPay is compared as one of ours.
func TestRicevutaNidificata(t *testing.T) {
	m := chiediGovPay(t, "ricevuta-valida", `{"richiesta":`+rtNidificata+`,"ricevuta":`+rtNidificata+`,"tipoRichiesta":"paGetPayment"}`)
	require.Equal(t, true, m["accettata"], m)
	require.Empty(t, m["rilievi"])
	m = chiediGovPay(t, "bizevents", `{"json":{"infoNotice":{}}}`)
	require.Equal(t, "SCONOSCIUTO", m["errore"].(map[string]any)["codice"])
	m = chiediGovPay(t, "bizevents", `{"json":{},"modo":"rigoroso"}`)
	require.Equal(t, "OBBLIGATORIO", m["errore"].(map[string]any)["codice"])
}
