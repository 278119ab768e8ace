package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const iuvGDP = `"idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a"`

func TestGDP(t *testing.T) {
	for _, c := range []struct{ comando, in, want string }{
		{
			"gdp-nome", `{"nome":"GDP_EC_77777777777_20200131_1.zip"}`,
			`{"ok":true,"nome":"GDP_EC_77777777777_20200131_1.zip","tipo":"EC","id":"77777777777","data":"2020-01-31","progressivo":1,"canonico":true}`,
		},
		{
			"gdp-nome", `{"id":7,"nome":"GDP_PSP_AGID_01_20200131_1"}`,
			`{"id":7,"ok":true,"nome":"GDP_PSP_AGID_01_20200131_1.zip","tipo":"PSP","data":"2020-01-31","progressivo":1,"canonico":false}`,
		},
		{
			"gdp-nome", `{"tipo":"PSP","id":"A_B_C","data":"2020-02-29","progressivo":10}`,
			`{"id":"A_B_C","ok":true,"nome":"GDP_PSP_A_B_C_20200229_10.zip","tipo":"PSP","data":"2020-02-29","progressivo":10,"canonico":true}`,
		},
		{
			"gdp-nome", `{"tipo":"EC","id":"77777777777","data":"20200131","progressivo":"1"}`,
			`{"id":"77777777777","ok":true,"nome":"GDP_EC_77777777777_20200131_1.zip","tipo":"EC","data":"2020-01-31","progressivo":1,"canonico":true}`,
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
	} {
		t.Run(c.comando, func(t *testing.T) { require.JSONEq(t, c.want, risposta(t, c.comando, c.in)) })
	}
}

func TestGDPRifiuti(t *testing.T) {
	evento := func(s string) string {
		return `{"eventi":[{"dateTime":"2020-01-31T10:00:00Z",` + iuvGDP + `,"eventCode":"RPT_PAGATA","ruolo":"PSP"},{` + s + `}]}`
	}
	for _, c := range []struct{ comando, in, codice, campo string }{
		{"gdp-nome", `{"nome":"GDP_EC_7777777777_20200131_1.zip"}`, "MITTENTE", "id"},
		{"gdp-nome", `{"nome":"GDP_PSP_BCITITMM_20200230_1.zip"}`, "DATA", "data"},
		{"gdp-nome", `{"nome":"GDP_NODO_X_20200131_1.zip"}`, "TIPO", "tipo"},
		{"gdp-nome", `{"nome":"GDP_PSP_20200131_1.zip"}`, "MANCANTE", "id"},
		{"gdp-nome", `{"tipo":"PSP","id":"A_","data":"2020-01-31","progressivo":1}`, "MITTENTE", "id"},
		{"gdp-nome", `{"tipo":"PSP","id":"A","data":"2020-01-31","progressivo":-1}`, "PROGRESSIVO", "progressivo"},
		{"gdp-nome", `{"tipo":"PSP","id":"A","data":"2020-01-31","progressivo":1.5}`, "PROGRESSIVO", "progressivo"},
		{"gdp-nome", `{"tipo":"PSP","id":"A"}`, "RICHIESTA", ""},
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
		{"gdp-analisi", `{"eventi":[],"tolleranza":-1}`, "TOLLERANZA", "tolleranza"},
	} {
		got := risposta(t, c.comando, c.in)
		require.Contains(t, got, `"ok":false,"errore":{"codice":"`+c.codice+`","campo":"`+c.campo+`",`, c.comando+" "+c.in)
	}
}
