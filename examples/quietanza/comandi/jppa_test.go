package comandi

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// risponde gives one line to a command and returns the answer.
func rispondeJPPA(t *testing.T, comando, riga string) string {
	t.Helper()
	c, ok := cerca(gruppoJPPA, comando)
	require.True(t, ok)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, strings.NewReader(riga+"\n"), &out))
	return strings.TrimSuffix(out.String(), "\n")
}

const seleziona = `{"configurazione":{"idDominio":"01234567890","tipiPendenza":[null,{"idTipoPendenza":"MENSA"}]},"finestra":{"da":"2024-03-07T03:00:00","a":"2024-03-08T02:59:59.999"},"ricevute":[` +
	`{"idDominio":"01234567890","iuv":"2","ccp":"n/a","tipo":"MENSA","esito":"2","stato":"RT_ACCETTATA_PA","data":"2024-03-08T02:59:59.999"},` +
	`{"idDominio":"01234567890","iuv":"1","ccp":"n/a","tipo":"MENSA","esito":0,"stato":"RT_ACCETTATA_PA","data":"2024-03-07T03:00:00"},` +
	`{"idDominio":"01234567890","iuv":"3","ccp":"n/a","tipo":"MENSA","esito":1,"stato":"RT_ACCETTATA_PA","data":"2024-03-07T04:00:00"},` +
	`{"idDominio":"01234567890","iuv":"4","ccp":"n/a","tipo":"TARI","esito":0,"stato":"RT_ACCETTATA_PA","data":"2024-03-07T04:00:00"},` +
	`{"idDominio":"01234567890","iuv":"5","ccp":"n/a","tipo":"MENSA","esito":0,"stato":"STATO_MAI_VISTO","data":"2024-03-07T04:00:00"}]}`

func TestJPPA(t *testing.T) {
	const busta = `<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Body><r:InviaEsitoPagamentoRisposta xmlns:r='http://jcitygov.informatica.maggioli.it/pagopa/payservice/pdp/connector/jppapdp/internal'><r:operazione>InviaEsitoPagamento</r:operazione><r:dataOperazione>2024-03-08T03:00:09+01:00</r:dataOperazione><r:esito>ERROR</r:esito><r:messaggi><r:messaggio><r:codice>DEB_404</r:codice><r:descrizione>debito sconosciuto</r:descrizione></r:messaggio></r:messaggi></r:InviaEsitoPagamentoRisposta></soap:Body></soap:Envelope>`
	leggi := func(xml string) string {
		return `{"tipo":"InviaEsitoPagamento","verso":"risposta","xml":"` + xml + `"}`
	}
	for _, tt := range []struct{ nome, comando, riga, want string }{
		{
			"null and empty first", "jppa-csv", `{"righe":[{"iuv":"1","esito":"OK"},{"idDominio":null,"esito":"ERROR"},{"idDominio":"","esito":"OK"}]}`,
			`{"ok":true,"testo":"idDominio,iuv,cpp,esito,descrizioneEsito\r\n,1,,OK,\r\n,,,ERROR,\r\n\"\",,,OK,\r\n"}`,
		},
		{"no outcome", "jppa-csv", `{"righe":[{"iuv":"1","esito":"OK"},{"iuv":"2"}]}`, `"codice":"VALORE","campo":"righe[1].esito"`},
		{"another outcome", "jppa-csv", `{"testo":"idDominio,iuv,cpp,esito,descrizioneEsito\r\nd,1,c,Ok,\r\n"}`, `"codice":"VALORE","campo":"esito"`},
		{"no rows", "jppa-csv", `{"righe":[]}`, `{"ok":true,"testo":"idDominio,iuv,cpp,esito,descrizioneEsito\r\n"}`},
		{
			"read", "jppa-csv", `{"testo":"idDominio,iuv,ccp,esito,descrizioneEsito\nd,1,c,ERROR,\"a\nb\""}`,
			`{"ok":true,"righe":[{"idDominio":"d","iuv":"1","cpp":"c","esito":"ERROR","descrizioneEsito":"a\nb"}]}`,
		},
		{"read nothing", "jppa-csv", `{"testo":"idDominio,iuv,cpp,esito,descrizioneEsito\r\n"}`, `{"ok":true,"righe":[]}`},
		{"neither", "jppa-csv", `{}`, `"codice":"RICHIESTA"`},
		{"both", "jppa-csv", `{"righe":[],"testo":""}`, `"codice":"RICHIESTA"`},
		{"columns", "jppa-csv", `{"testo":"idDominio,iuv,cpp,esito,descrizioneEsito\r\nd,1\r\n"}`, `"codice":"COLONNE","campo":"cpp"`},

		{
			"first run", "jppa-finestra", `{"adesso":"2024-03-07T03:12:00","inSospeso":false}`,
			`{"ok":true,"da":"1970-01-01T00:00:00.000+01:00","a":"2024-03-07T02:59:59.999+01:00"}`,
		},
		{
			"spring", "jppa-finestra", `{"adesso":"2026-03-29T03:00:00+02:00","ultimaConsegna":"2026-03-28T02:59:59.999+01:00","inSospeso":false,"ore":24}`,
			`{"ok":true,"salta":"FINESTRA_NON_CHIUSA"}`,
		},
		{"undelivered", "jppa-finestra", `{"adesso":"2024-03-07T03:12:00","ultimaConsegna":null,"inSospeso":true}`, `{"ok":true,"salta":"TRACCIATO_IN_SOSPESO"}`},
		{"no now", "jppa-finestra", `{"inSospeso":true}`, `"codice":"ISTANTE","campo":"adesso"`},
		{"not an instant", "jppa-finestra", `{"adesso":"ieri","inSospeso":true}`, `"codice":"ISTANTE"`},

		{"selection", "jppa-seleziona", seleziona, `{"ok":true,"selezionate":[` +
			`{"idDominio":"01234567890","iuv":"1","ccp":"n/a","tipo":"MENSA","esito":0,"stato":"RT_ACCETTATA_PA","data":"2024-03-07T03:00:00","esitoPagamento":"ESEGUITO"},` +
			`{"idDominio":"01234567890","iuv":"2","ccp":"n/a","tipo":"MENSA","esito":"2","stato":"RT_ACCETTATA_PA","data":"2024-03-08T02:59:59.999","esitoPagamento":"ESEGUITO_PARZIALMENTE"}]}`},
		{"nothing to select", "jppa-seleziona", `{"configurazione":{"idDominio":"01234567890"},"finestra":{"da":"2024-03-07T03:00:00","a":"2024-03-08T02:59:59.999"},"ricevute":[]}`, `{"ok":true,"selezionate":[]}`},
		{"whose selection", "jppa-seleziona", `{"configurazione":{},"finestra":{"da":"2024-03-07T03:00:00","a":"2024-03-08T02:59:59.999"},"ricevute":[]}`, `"codice":"RICHIESTA"`},

		{"disabled", "jppa-configurazione", `{"abilitato":false}`, `{"ok":true,"valida":true,"violazioni":[]}`},
		{"another type", "jppa-configurazione", `{"abilitato":"no"}`, `{"codice":"TIPO","campo":"abilitato","messaggio":"tipo di valore errato"}`},
		{"unknown member", "jppa-configurazione", `{"abilitato":false,"x":1}`, `"ok":false,"errore":{"codice":"RICHIESTA"`},

		{
			"link", "jppa-email", `{"configurazione":{"emailIndirizzi":"a@x.it, b@x.it,,c@x.it","emailAllegato":false,"emailSubject":"S","downloadBaseUrl":"https://x.it/t"},"tracciato":{"id":42,"idDominio":"01234567890","ragioneSociale":"Comune","da":"2024-03-07T03:00:00","a":"2024-03-08T02:59:59.999","numeroPagamenti":3,"secID":"abc"}}`,
			`"a":"a@x.it","cc":["b@x.it","c@x.it"],"oggetto":"S","testo":"Salve,\n\nall'indirizzo: \nhttps://x.it/t/42?secID=abc\nsi può`,
		},
		{"no address", "jppa-email", `{"configurazione":{"emailAllegato":true},"tracciato":{"idDominio":"01234567890"}}`, `"codice":"OBBLIGATORIO","campo":"emailIndirizzi"`},

		{
			"answer", "jppa-messaggio", leggi(busta),
			`{"ok":true,"operazione":"InviaEsitoPagamento","dataOperazione":"2024-03-08T03:00:09.000+01:00","esito":"ERROR","messaggi":[{"codice":"DEB_404","descrizione":"debito sconosciuto"}]}`,
		},
		{"SOAP 1.2", "jppa-messaggio", leggi(strings.Replace(busta, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", 1)), `"esito":"ERROR"`},
		{
			"ISO-8859-1", "jppa-messaggio",
			leggi(`<?xml version='1.0' encoding='ISO-8859-1'?>` + strings.Replace(busta, "debito", "novità", 1)),
			`"descrizione":"novità sconosciuto"`,
		},
		{"DOCTYPE", "jppa-messaggio", leggi("<!DOCTYPE x>" + busta), `"codice":"DOCTYPE"`},
		{"without esito", "jppa-messaggio", leggi(strings.Replace(busta, "<r:esito>ERROR</r:esito>", "", 1)), `"codice":"ELEMENTO","campo":"InviaEsitoPagamentoRisposta/esito"`},
		{"HTML", "jppa-messaggio", leggi("<html><body>502</body></html>"), `"codice":"BUSTA"`},
		{"xml and fields", "jppa-messaggio", `{"tipo":"RecuperaRT","verso":"richiesta","xml":"<x/>","version":"1.0"}`, `"codice":"RICHIESTA"`},
		{"no such message", "jppa-messaggio", `{"tipo":"ChiediStatoRPT","verso":"richiesta"}`, `"codice":"RICHIESTA"`},
		{"unknown field", "jppa-messaggio", `{"tipo":"RecuperaRT","verso":"richiesta","iuv":"1"}`, `"codice":"RICHIESTA"`},
		{
			"field missing", "jppa-messaggio", `{"tipo":"RecuperaRT","verso":"richiesta","identificativoDominio":"01234567890","dataOperazione":"2024-03-08T03:00:09+01:00"}`,
			`"codice":"OBBLIGATORIO","campo":"RecuperaRTRichiesta/identificativoUnivocoVersamento"`,
		},
	} {
		t.Run(tt.comando+"/"+tt.nome, func(t *testing.T) {
			require.Contains(t, rispondeJPPA(t, tt.comando, tt.riga), tt.want)
		})
	}
}

// What is written of each message is read back with the same fields.
func TestJPPAMessaggioRoundTrip(t *testing.T) {
	for _, campi := range []string{
		`"tipo":"InviaEsitoPagamento","verso":"richiesta","identificativoDominio":"01234567890","dataOperazione":"2024-03-07T11:42:05.120+01:00","identificativoUnivocoVersamento":"24012345678901234","codiceContestoPagamento":"n/a","esitoPagamento":"ESEGUITO"`,
		`"tipo":"InviaEsitoPagamento","verso":"richiesta","unqualifiedRoot":true,"identificativoDominio":"01234567890","dataOperazione":"2024-03-07T11:42:05.120+01:00","identificativoUnivocoVersamento":"24012345678901234","codiceContestoPagamento":"n/a","esitoPagamento":"ESEGUITO_PARZIALMENTE"`,
		`"tipo":"InviaEsitoPagamento","verso":"risposta","dataOperazione":"2024-03-07T11:42:05.120+01:00","esito":"OK","xmlDettaglioRisposta":{"esito":{"codice":"OK"}}`,
		`"tipo":"RecuperaRT","verso":"richiesta","identificativoDominio":"01234567890","dataOperazione":"2024-03-07T11:42:05.120+01:00","identificativoUnivocoVersamento":"24012345678901234"`,
		`"tipo":"RecuperaRT","verso":"risposta","dataOperazione":"2024-03-07T11:42:05.120+01:00","esito":"OK","xmlDettaglioRisposta":{"esito":{"code":"OK"},"dettagliImporto":[{"anno":"2024","importo":"59.90","descrizione":"Mensa"}]}`,
	} {
		var inviati, scritta, letti map[string]any
		require.NoError(t, json.Unmarshal([]byte("{"+campi+"}"), &inviati))
		require.NoError(t, json.Unmarshal([]byte(rispondeJPPA(t, "jppa-messaggio", "{"+campi+"}")), &scritta))
		require.Equal(t, true, scritta["ok"], "%v", scritta)
		richiesta, err := json.Marshal(map[string]any{"tipo": inviati["tipo"], "verso": inviati["verso"], "xml": scritta["xml"]})
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal([]byte(rispondeJPPA(t, "jppa-messaggio", string(richiesta))), &letti))
		require.Equal(t, true, letti["ok"], "%v", letti)
		for nome, valore := range inviati {
			if nome != "tipo" && nome != "verso" && nome != "unqualifiedRoot" {
				require.Equal(t, valore, letti[nome], nome)
			}
		}
	}
}
