package comandi

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// rispostaA is the answer of a command to one request.
func rispostaA(t *testing.T, nome, richiesta string) string {
	t.Helper()
	c, ok := cerca(tutti(), nome)
	require.True(t, ok, nome)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, strings.NewReader(richiesta+"\n"), &out))
	return strings.TrimSpace(out.String())
}

// minima is a short pendenza in a state.
func minima(stato string) string {
	return `{"stato":"` + stato + `","importo":"100.00","voci":[{"idVocePendenza":"v1","importo":"100.00"}]}`
}

const ricevutaUno = `{"tipo":"Ricevuta","iuv":"01","ccp":"c1","esito":"0","voci":[{"indice":"1","importo":"100.00","iur":"R1"}]}`

func TestPendenza(t *testing.T) {
	transizione := func(stato, eventi string) string {
		return `{"pendenza":` + minima(stato) + `,"eventi":[` + eventi + `]}`
	}
	verifica := func(resto string) string {
		return `{"connettore":"attivo","adesso":"2024-05-03T10:00:00Z",` + resto + `}`
	}
	tests := []struct{ nome, comando, richiesta, atteso string }{
		{"wrong type is a violation", "pendenza-valida", `{"importo":true}`, `{"campo":"importo","codice":"PATTERN"`},
		{"unknown member", "pendenza-valida", `{"pippo":1}`, `{"campo":"pippo","codice":"MEMBRO","messaggio":"pippo: membro sconosciuto"}`},
		{"unknown member, kept", "pendenza-valida", `{"pippo":1,"modo":"tollerante"}`, `"avvertenze":[{"campo":"pippo","codice":"MEMBRO"`},
		{"no such way", "pendenza-valida", `{"modo":"boh"}`, `"codice":"RICHIESTA"`},
		{"id is echoed", "pendenza-valida", `{"id":7,"voci":[]}`, `{"id":7,"ok":true,"valida":false`},

		{"publish", "pendenza-transizione", transizione("BOZZA", `{"tipo":"Pubblica"}`), `"stato":"NON_ESEGUITA","anomala":false,"azioni":[{"tipo":"Avvisatura"}]`},
		{"not from here", "pendenza-transizione", transizione("ESEGUITA", `{"tipo":"Annulla","motivo":"x"}`), `"codice":"TRANSIZIONE_NON_AMMESSA","campo":"eventi[0]"`},
		{"second event", "pendenza-transizione", transizione("NON_ESEGUITA", ricevutaUno+","+ricevutaUno), `"codice":"RT_DUPLICATA","campo":"eventi[1]"`},
		{"reconciled twice", "pendenza-transizione", transizione("NON_ESEGUITA", ricevutaUno+`,{"tipo":"Riconcilia","iur":"R1","indice":1},{"tipo":"Riconcilia","iur":"R1","indice":1}`), `"codice":"PAGAMENTO_GIA_RICONCILIATO","campo":"eventi[2]"`},
		{"update", "pendenza-transizione", transizione("NON_ESEGUITA", `{"tipo":"Aggiorna","pendenza":{"importo":"100.00","voci":[{"idVocePendenza":"v9","importo":"100.00"}]}}`), `"codice":"AGGIORNAMENTO_NON_AMMESSO","campo":"eventi[0]","messaggio":"pendenza: AGGIORNAMENTO_NON_AMMESSO NON_ESEGUITA`},
		{"update, rule", "pendenza-transizione", transizione("NON_ESEGUITA", `{"tipo":"Aggiorna","pendenza":{"importo":"90.00"}}`), `VER_002`},
		{"reconciled", "pendenza-transizione", transizione("NON_ESEGUITA", ricevutaUno+`,{"tipo":"Riconcilia","iur":"R1","indice":1}`), `"stato":"INCASSATA","anomala":false`},
		{"paid and given back", "pendenza-transizione", transizione("ESEGUITA", `{"tipo":"Storno"}`), `"stato":"NON_ESEGUITA"`},
		{"duplicate", "pendenza-transizione", transizione("ESEGUITA", ricevutaUno), `"stato":"ESEGUITA","anomala":true`},
		{"attempt", "pendenza-transizione", `{"adesso":"2024-05-03T10:00:00","pendenza":` + minima("NON_ESEGUITA") + `,"eventi":[{"tipo":"AvviaTentativo","ccp":"c1"}]}`, `"tentativi":[{"ccp":"c1","stato":"IN_CORSO","iniziato":"2024-05-03T08:00:00Z"}]`},
		{"attempt without instant", "pendenza-transizione", transizione("NON_ESEGUITA", `{"tipo":"AvviaTentativo","ccp":"c1"}`), `"codice":"EVENTO_NON_VALIDO","campo":"eventi[0]"`},
		{"unknown event", "pendenza-transizione", transizione("NON_ESEGUITA", `{"tipo":"Boh"}`), `"codice":"EVENTO_NON_VALIDO","campo":"eventi[0]"`},
		{"unknown member of an event", "pendenza-transizione", transizione("NON_ESEGUITA", `{"tipo":"Pubblica","boh":1}`), `"codice":"RICHIESTA"`},
		{"invalid pendenza", "pendenza-transizione", `{"pendenza":{"stato":"BOZZA","importo":"10.000"},"eventi":[]}`, `"codice":"DECIMALI","campo":"pendenza.importo"`},
		{"no pendenza", "pendenza-transizione", `{"eventi":[]}`, `"codice":"RICHIESTA"`},

		{"draft", "pendenza-stato", `{"pendenza":` + minima("BOZZA") + `,"oggi":"2024-05-03"}`, `{"ok":true,"stato":"BOZZA","daVerificare":false,"quietanzabile":false,"gpd":"DRAFT","p4pa":"DRAFT"}`},
		{"quietanza", "pendenza-stato", `{"pendenza":` + minima("INCASSATA") + `,"oggi":"2024-05-03"}`, `"quietanzabile":true,"govpay":"INCASSATA","gpd":"REPORTED"`},
		{"no day", "pendenza-stato", `{"pendenza":` + minima("INCASSATA") + `}`, `"codice":"RICHIESTA"`},

		{"p4pa", "documento-stato", `{"stati":["PAID","REPORTED"],"vocabolario":"p4pa"}`, `"stato":"PAID"`},
		{"empty document", "documento-stato", `{"stati":[],"vocabolario":"quietanza"}`, `"codice":"VUOTO"`},
		{"unknown state", "documento-stato", `{"stati":["PAID"],"vocabolario":"quietanza"}`, `"codice":"NOME"`},
		{"unknown vocabulary", "documento-stato", `{"stati":["PAID"],"vocabolario":"x"}`, `"codice":"RICHIESTA"`},

		{"ask the host", "verifica", verifica(`"mandatorio":false`), `{"ok":true,"esito":"VERIFICA_HOST"}`},
		{"the host knows", "verifica", verifica(`"rispostaHost":"NON_ESEGUITA","pendenzaHost":{"importo":"10.00"}`), `{"ok":true,"esito":"PAGABILE"}`},
		{"the host answers wrong", "verifica", verifica(`"rispostaHost":"NON_ESEGUITA","pendenzaHost":{"importo":"10.000"}`), `"faultCode":"PAA_SYSTEM_ERROR"`},
		{"paid", "verifica", verifica(`"pendenza":` + minima("ESEGUITA")), `{"ok":true,"esito":"GIA_PAGATA","faultCode":"PAA_PAGAMENTO_DUPLICATO","descrizione":"Pagamento in attesa risulta concluso all'Ente Creditore."}`},
		{"timed out", "verifica", verifica(`"pendenza":` + minima("NON_ESEGUITA") + `,"tentativi":[{"ccp":"c","stato":"RPT_ATTIVATA","iniziato":"2024-05-03T09:50:00Z"}],"timeoutTentativo":"10"`), `"esito":"PAGABILE"`},
		{"for ever", "verifica", verifica(`"pendenza":` + minima("NON_ESEGUITA") + `,"tentativi":[{"ccp":"c","stato":"RPT_ATTIVATA","iniziato":"2020-05-03T09:50:00Z"}],"timeoutTentativo":0`), `"esito":"IN_CORSO"`},
		{"no connector named", "verifica", `{"adesso":"2024-05-03T10:00:00Z"}`, `"codice":"RICHIESTA"`},

		{"no attempts", "sessione", `{"tentativi":[]}`, `"stato":"IN_CORSO","codiceStato":"PAGAMENTO_IN_ATTESA_DI_ESITO"`},
		{"failed and not executed", "sessione", `{"tentativi":[{"stato":"RPT_RIFIUTATA_NODO"},{"stato":"RT_ACCETTATA_PA","esito":"1"}]}`, `"stato":"NON_ESEGUITO"`},
		{"unknown outcome", "sessione", `{"tentativi":[{"stato":"RT_ACCETTATA_PA","esito":7}]}`, `"ok":false`},

		{"return", "redirect", `{"ritorno":"https://x.it/?idSession=S&esito=DIFFERITO&idPagamento=P&idDominio=00429440068"}`, `{"ok":true,"idSession":"S","esito":"DIFFERITO","idPagamento":"P"}`},
		{"unknown esito", "redirect", `{"ritorno":"https://x.it/?idSession=S&esito=BOH"}`, `"esito":"DIFFERITO","esitoIgnoto":"BOH"`},
		{"no URL", "redirect", `{"idSession":"S","esito":"OK","idPagamento":"P"}`, `"codice":"PAG_013"`},
		{"both", "redirect", `{"ritorno":"https://x.it/","url":"https://y.it/"}`, `"codice":"RICHIESTA"`},

		{"empty file", "tracciato", `{"formato":"csv","contenuto":""}`, `{"ok":true,"stato":"VALIDAZIONE_KO","totali":0,"eseguite":0,"fallite":0,"descrizione":"tracciato: VUOTO: tracciato non valido","righe":[]}`},
		{"header alone", "tracciato", `{"formato":"csv","contenuto":"h"}`, `{"ok":true,"stato":"CARICAMENTO_OK","totali":0,"eseguite":0,"fallite":0,"righe":[]}`},
		{"archive", "tracciato", `{"formato":"loader2","contenuto":"DEL;A;P;x","archivio":[{"idA2A":"A","idPendenza":"P","stato":"ESEGUITA"}]}`, `"esito":"DEL_KO","descrizione":"VER_009: `},
		{"unknown format", "tracciato", `{"formato":"xml","contenuto":""}`, `"ok":false`},
		{"numbering", "tracciato", `{"formato":"csv","contenuto":"","numerazione":{"aux":3,"prossimo":1}}`, `"codice":"SEGREGAZIONE"`},
	}
	for _, tt := range tests {
		t.Run(tt.comando+" "+tt.nome, func(t *testing.T) {
			require.Contains(t, rispostaA(t, tt.comando, tt.richiesta), tt.atteso)
		})
	}
}
