package comandi

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const iuvGDP = `"idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a"`

func TestGDP(t *testing.T) {
	for _, c := range []struct{ comando, in, want string }{
		{
			"gdp-nome", `{"nome":"GDP_EC_77777777777_20200131_1.zip"}`,
			`{"ok":true,"nome":"GDP_EC_77777777777_20200131_1.zip","tipo":"EC","mittente":"77777777777","data":"2020-01-31","progressivo":1,"canonico":true}`,
		},
		{
			"gdp-nome", `{"id":7,"nome":"GDP_PSP_AGID_01_20200131_1"}`,
			`{"id":7,"ok":true,"nome":"GDP_PSP_AGID_01_20200131_1.zip","tipo":"PSP","mittente":"AGID_01","data":"2020-01-31","progressivo":1,"canonico":false}`,
		},
		{
			"gdp-nome", `{"tipo":"PSP","mittente":"A_B_C","data":"2020-02-29","progressivo":10}`,
			`{"ok":true,"nome":"GDP_PSP_A_B_C_20200229_10.zip","tipo":"PSP","mittente":"A_B_C","data":"2020-02-29","progressivo":10,"canonico":true}`,
		},
		{
			"gdp-nome", `{"id":"x","tipo":"EC","mittente":"77777777777","data":"20200131","progressivo":"1"}`,
			`{"id":"x","ok":true,"nome":"GDP_EC_77777777777_20200131_1.zip","tipo":"EC","mittente":"77777777777","data":"2020-01-31","progressivo":1,"canonico":true}`,
		},
		{
			"gdp-evento", `{"codice":"RPT_FLUSSO"}`,
			`{"ok":true,"codice":"RPT_FLUSSO","corretto":false,"nuovo":true,"fase":"F","operazione":"FLUSSO","ec":false,"psp":true,"nodo":false,"descrizione":"lo IUV inserito all'interno del flusso di rendicontazione"}`,
		},
		{
			"gdp-evento", `{"codice":"annullato"}`,
			`{"ok":true,"codice":"RPT_ANNULLATA","corretto":true,"nuovo":true,"fase":"C","operazione":"KO","riuso":"SI","ec":false,"psp":true,"nodo":false,"descrizione":"RPT non incassata"}`,
		},
		{"gdp-trigger", `{"ruolo":"PSP","primitiva":"pspInviaCarrelloCarteRPT","esito":"KO"}`, `{"ok":true,"codice":"RPT_RIFIUTATA_PSP"}`},
		{"gdp-trigger", `{"ruolo":"PSP","primitiva":"nodoAttivaRPT","esito":"REQUEST"}`, `{"ok":true,"codice":"RPT_RICHIESTA_ATTIVAZIONE"}`},
		{"gdp-trigger", `{"ruolo":"PSP","primitiva":"pspChiediRT","esito":"KO"}`, `{"ok":true,"codice":null}`},
		{"gdp-analisi", `{"eventi":[]}`, `{"ok":true,"pagamenti":[]}`},
		{
			"gdp-analisi", `{"tolleranza":60,"eventi":[{"dateTime":"2020-01-31T11:02:00",` + iuvGDP + `,"eventCode":"RPT_RICEVUTA_NODO","ruolo":"NODO"},` +
				`{"dateTime":"2020-01-31T11:00:00+01:00",` + iuvGDP + `,"eventCode":"RPT_RIFIUTATA_NODO","ruolo":"EC","error":{"faultCode":"PPT_CANALE_IRRAGGIUNGIBILE"}}]}`,
			`{"ok":true,"pagamenti":[{` + iuvGDP + `,"messaggio":"RPT_RICEVUTA_NODO","incasso":"NESSUNO","stato":"RPT_RICEVUTA_NODO","posizione":"RICHIESTA_PAGAMENTO","tentativi":2,"segnali":[],"impliciti":["RPT_RICEVUTA_NODO","RPT_ACCETTATA_NODO","RPT_INVIATA_A_PSP"],"eventi":[` +
				`{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_RIFIUTATA_NODO","eventDescription":"RPT rifiutata dal Nodo per sintassi o semantica errata","error":{"faultCode":"PPT_CANALE_IRRAGGIUNGIBILE"},"ruolo":"EC","codice":"RPT_ERRORE_INVIO_A_PSP","esito":"Avanza","tentativo":1,"segnali":["Riletto"]},` +
				`{"dateTime":"2020-01-31T10:02:00Z",` + iuvGDP + `,"eventCode":"RPT_RICEVUTA_NODO","eventDescription":"RPT ricevuta dal Nodo e in attesa di essere processata","ruolo":"NODO","codice":"RPT_RICEVUTA_NODO","esito":"Riapertura","tentativo":2}]}]}`,
		},
		{ // a history of the Nodo, one event at a time and as nodoChiediStatoRPT tells it
			"gdp-analisi", `{"eventi":[{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_RISOLTA_OK","ruolo":"NODO"}],` +
				`"storie":[{` + iuvGDP + `,"elementoStoricoRPT":[{"data":"2020-01-31T11:10:00","stato":"RT_GENERATA_NODO","descrizione":""}]}]}`,
			`{"ok":true,"pagamenti":[{` + iuvGDP + `,"messaggio":"RT_RICEVUTA_NODO","incasso":"RPT_PAGATA","stato":"RT_RICEVUTA_NODO","posizione":"INCASSO","tentativi":1,"segnali":[],"impliciti":["RPT_RICEVUTA_NODO","RPT_ACCETTATA_NODO"],"eventi":[` +
				`{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_ACCETTATA_PSP","codiceScritto":"RPT_RISOLTA_OK","eventDescription":"RPT ricevuta ed accettata dall'Intermediario PSP come valida","ruolo":"NODO","codice":"RPT_ACCETTATA_PSP","esito":"Avanza","tentativo":1},` +
				`{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_PAGATA","codiceScritto":"RPT_RISOLTA_OK","eventDescription":"RPT incassata","ruolo":"NODO","codice":"RPT_PAGATA","esito":"Avanza","tentativo":1,"segnali":["EmittenteInatteso"]},` +
				`{"dateTime":"2020-01-31T10:10:00Z",` + iuvGDP + `,"eventCode":"RT_RICEVUTA_NODO","codiceScritto":"RT_GENERATA_NODO","eventDescription":"RT ricevuta dal Nodo","ruolo":"NODO","codice":"RT_RICEVUTA_NODO","esito":"Avanza","tentativo":1}]}]}`,
		},
		{ // the journal of another body, and far from its day
			"gdp-analisi", `{"eventi":[{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RT_ACCETTATA_PA","giornale":"GDP_EC_00429440068_20200228_1.zip"}]}`,
			`{"ok":true,"pagamenti":[{` + iuvGDP + `,"messaggio":"RT_ACCETTATA_PA","incasso":"NESSUNO","stato":"RT_ACCETTATA_PA","posizione":"RIVERSAMENTO","tentativi":1,"segnali":["GiornaleAltroEnte","GiornaleAltroGiorno"],"impliciti":["RPT_RICEVUTA_NODO","RPT_ACCETTATA_NODO"],"eventi":[` +
				`{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RT_ACCETTATA_PA","eventDescription":"RT ricevuta dall'Intermediario dell'Ente Creditore ed accettata","ruolo":"EC","altroEnte":true,"altroGiorno":true,"codice":"RT_ACCETTATA_PA","esito":"Avanza","tentativo":1,"segnali":["DiAltroEnte","DiAltroGiorno"]}]}]}`,
		},
	} {
		t.Run(c.comando, func(t *testing.T) { require.JSONEq(t, c.want, risposta(t, c.comando, c.in)) })
	}
}

func TestGDPRifiuti(t *testing.T) {
	evento := func(s string) string {
		return `{"eventi":[{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_PAGATA","ruolo":"PSP"},{` + s + `}]}`
	}
	for _, c := range []struct{ comando, in, codice, campo string }{
		{"gdp-nome", `{"nome":"GDP_EC_7777777777_20200131_1.zip"}`, "MITTENTE", "mittente"},
		{"gdp-nome", `{"nome":"GDP_PSP_BCITITMM_20200230_1.zip"}`, "DATA", "data"},
		{"gdp-nome", `{"nome":"GDP_NODO_X_20200131_1.zip"}`, "TIPO", "tipo"},
		{"gdp-nome", `{"nome":"GDP_PSP_20200131_1.zip"}`, "MANCANTE", "mittente"},
		{"gdp-nome", `{"tipo":"PSP","mittente":"A_","data":"2020-01-31","progressivo":1}`, "MITTENTE", "mittente"},
		{"gdp-nome", `{"tipo":"PSP","mittente":"A","data":"2020-01-31","progressivo":-1}`, "PROGRESSIVO", "progressivo"},
		{"gdp-nome", `{"tipo":"PSP","mittente":"A","data":"2020-01-31","progressivo":1.5}`, "PROGRESSIVO", "progressivo"},
		{"gdp-nome", `{"tipo":"PSP","mittente":"A"}`, "RICHIESTA", ""},
		{"gdp-nome", `{"nome":"x","tipo":"PSP"}`, "RICHIESTA", ""},
		{"gdp-evento", `{"codice":"RPT_CHISSA"}`, "EVENT_CODE", "eventCode"},
		{"gdp-evento", `{}`, "EVENT_CODE", "eventCode"},
		{"gdp-trigger", `{"ruolo":"ec","primitiva":"nodoInviaRPT","esito":"OK"}`, "NOME", "ruolo"},
		{"gdp-trigger", `{"ruolo":"EC","primitiva":"nodoInviaRPT","esito":"BOH"}`, "NOME", "esito"},
		{"gdp-analisi", evento(`"dateTime":"2020-01-31T10:00:00Z","eventCode":"RPT_PAGATA","ruolo":"PSP"`), "MANCANTE", "eventi[1].iuv"},
		{"gdp-analisi", evento(`"dateTime":"2020-13-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_PAGATA","ruolo":"PSP"`), "DATA", "eventi[1].dateTime"},
		{"gdp-analisi", evento(`"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"X","ruolo":"PSP"`), "EVENT_CODE", "eventi[1].eventCode"},
		{"gdp-analisi", evento(`"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_PAGATA"`), "NOME", "eventi[1].ruolo"},
		{"gdp-analisi", evento(`"x":1`), "RICHIESTA", ""},
		{"gdp-analisi", evento(`"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_RISOLTA_OK","ruolo":"EC"`), "EVENT_CODE", "eventi[1].eventCode"},
		{"gdp-analisi", evento(`"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_PAGATA","ruolo":"EC","giornale":"GDP_PSP_A_20200131_1"`), "RICHIESTA", ""},
		{"gdp-analisi", `{"eventi":[],"storie":[{"iuv":"1","ccp":"n/a","elementoStoricoRPT":[{"data":"2020-01-31T11:10:00","stato":"RPT_ANNULLATA","descrizione":""}]}]}`, "RPT_ANNULLATA_GOVPAY", "storie[0].stato"},
		{"macchina", `{"nome":"nessuna","formato":"mermaid"}`, "NOME", "nome"},
		{"macchina", `{"nome":"posizione","formato":"svg"}`, "FORMATO", "formato"},
		{"macchina", `{"nome":"posizione","formato":"mermaid","stato":"BOH"}`, "NOME", "stato"},
		{"gdp-analisi", `{"eventi":[],"tolleranza":-1}`, "TOLLERANZA", "tolleranza"},
	} {
		got := risposta(t, c.comando, c.in)
		require.Contains(t, got, `"ok":false,"errore":{"codice":"`+c.codice+`","campo":"`+c.campo+`",`, c.comando+" "+c.in)
	}
}
