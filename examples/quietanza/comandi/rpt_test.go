package comandi

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// chiedi answers one line with a command.
func chiediRPT(t *testing.T, comando string, richiesta any) string {
	t.Helper()
	riga, ok := richiesta.(string)
	if !ok {
		b, err := json.Marshal(richiesta)
		require.NoError(t, err)
		riga = string(b)
	}
	c, ok := cerca(gruppoRPT, comando)
	require.True(t, ok, comando)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, strings.NewReader(riga+"\n"), &out))
	return out.String()
}

func TestRPTGroup(t *testing.T) {
	type m = map[string]any
	cambia := strings.NewReplacer
	tests := []struct {
		nome, comando string
		in            any
		want          []string
	}{
		{"outcome 5", "rt", m{"xml": cambia(">1<", ">5<").Replace(esempioRT), "modo": "rigoroso"}, []string{`"ok":false`, `"codice":"PAA_SINTASSI_XSD","campo":"RT/datiPagamento/codiceEsitoPagamento"`}},
		{"outcome 5, lenient", "rt", m{"xml": cambia(">1<", ">5<").Replace(esempioRT), "modo": "tollerante"}, []string{`"ok":true`, `"codiceEsitoPagamento":"5"`, `"ESITO_SCONOSCIUTO"`}},
		{"amount, strict", "rt", m{"xml": esempioRT, "modo": "rigoroso"}, []string{`"codice":"PAA_SINTASSI_XSD","campo":"RT/datiPagamento/importoTotalePagato"`}},
		{"lenient by default", "rt", m{"xml": esempioRT}, []string{`"ok":true`}},
		{"mode", "rt", m{"xml": esempioRT, "modo": "x"}, []string{`"codice":"RICHIESTA"`}},
		{"wrong document", "rpt", m{"xml": esempioRT, "modo": "rigoroso"}, []string{`"campo":"RPT"`}},
		{"no receipt", "ricevuta", m{"xml": "", "modo": "rigoroso"}, []string{`"codice":"PAA_SINTASSI_XSD"`}},
		{"does not decode", "rt-valida", m{"rpt": esempioRPT, "rt": esempioRT, "modo": "rigoroso"}, []string{`"ok":true,"accettata":false,"faultCode":"PAA_SINTASSI_XSD","rilievi":[]`}},
		{"outcome 5 is R6", "rt-valida", m{"rpt": esempioRPT, "rt": cambia(">1<", ">5<").Replace(esempioRT)}, []string{`"accettata":false,"faultCode":"PAA_SEMANTICA"`, `"regola":"R6"`}},
		{"group", "rt-valida", m{"rpt": esempioRPT, "rt": esempioRT, "gruppi": []string{"ALTRO"}}, []string{`"codice":"ENUMERAZIONE"`}},
		{"mode of a check", "rt-valida", m{"rpt": esempioRPT, "rt": esempioRT, "modo": "x"}, []string{`"codice":"RICHIESTA"`}},
		{"request with the elements of a receipt", "ricevuta-valida", `{"richiesta":{"noticeNumber":"301000000000004285","creditorReferenceId":"a","transferList":[{"idTransfer":"1"}]},"ricevuta":{"outcome":"KO","creditorReferenceId":"a"},"tipoRichiesta":"RPT"}`, []string{`"ok":true,"accettata":true,"rilievi":[]`}},
		{"receipt without an outcome", "ricevuta-valida", `{"richiesta":{},"ricevuta":{},"tipoRichiesta":"RPT"}`, []string{`"codice":"RICHIESTA"`}},
		{"no request", "ricevuta-valida", `{"ricevuta":{"outcome":"OK"},"tipoRichiesta":"RPT"}`, []string{`"codice":"RICHIESTA"`}},
		{"unknown member of a request", "ricevuta-valida", `{"richiesta":{"x":1},"ricevuta":{"outcome":"OK"},"tipoRichiesta":"RPT"}`, []string{`"codice":"RICHIESTA"`}},
		{"duplicate", "rpt-transizione", `{"stato":"RT_ACCETTATA_PA","eventi":[{"tipo":"RTValida"}]}`, []string{`"codice":"RT_DUPLICATA","campo":"eventi[0]"`}},
		{"unknown event", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"NodoOK"},{"tipo":"x"}]}`, []string{`"codice":"ENUMERAZIONE","campo":"eventi[1]"`}},
		{"timeout of an old model", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"Timeout"}]}`, []string{`"codice":"TRANSIZIONE_NON_AMMESSA"`}},
		{"timeout of a new model", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"Timeout"}],"nuovoModello":true}`, []string{`"stato":"RPT_SCADUTA","pendente":false,"finale":false`}},
		{"state the Nodo invents", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"StatoNodo","stato":"BOH"}]}`, []string{`"stato":"INTERNO_NODO","pendente":true`, `"azioni":[]`, `"avvertenze":[{"codice":"STATO_SCONOSCIUTO","campo":"stato","valore":"BOH"`}},
		{"copy of the RT, told made by the Nodo", "rpt-transizione", `{"stato":"RPT_ACCETTATA_NODO","eventi":[{"tipo":"StatoNodo","stato":"RT_GENERATA_NODO"}]}`, []string{`"stato":"RT_GENERATA_NODO","pendente":false,"finale":false,"azioni":["CHIEDI_COPIA_RT"]`}},
		{"left on the payment pages", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"NodoOK"},{"tipo":"StatoNodo","stato":"RPT_ANNULLATA_WISP"}]}`, []string{`"stato":"RPT_ANNULLATA_WISP","pendente":false,"finale":false,"azioni":[]`}},
		{"left, then a valid RT", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"NodoOK"},{"tipo":"StatoNodo","stato":"RPT_ANNULLATA_WISP"},{"tipo":"RTValida"}]}`, []string{`"stato":"RT_ACCETTATA_PA","pendente":false,"finale":true`}},
		{"unknown to the Nodo, model 3", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"RPTSconosciutaModello3"}]}`, []string{`"stato":"RPT_ATTIVATA","pendente":true,"finale":false,"azioni":["RISPEDISCI_RPT"]`}},
		{"state missing in an event", "rpt-transizione", `{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"StatoNodo"}]}`, []string{`"codice":"RICHIESTA"`}},
		{"state missing", "rpt-transizione", `{"eventi":[]}`, []string{`"codice":"RICHIESTA"`}},
		{"outcome as text", "esito", `{"codice":"0"}`, []string{`"codice":0,"nome":"PAGAMENTO_ESEGUITO","positivo":true,"pagamentiObbligatori":true,"importoZero":false`}},
		{"outcome 00", "esito", `{"codice":"00"}`, []string{`"codice":"ENUMERAZIONE"`}},
		{"outcome 5 asked", "esito", `{"codice":5}`, []string{`"codice":"ENUMERAZIONE"`}},
		{"no outcome", "esito", `{}`, []string{`"ok":false`}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			got := chiediRPT(t, tt.comando, tt.in)
			for _, w := range tt.want {
				require.Contains(t, got, w)
			}
		})
	}
}
