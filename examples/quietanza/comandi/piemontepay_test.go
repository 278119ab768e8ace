package comandi

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// chiedi sends one request to a command and returns its answer.
func chiedi(t *testing.T, nome, richiesta string) map[string]any {
	t.Helper()
	c, ok := cerca(tutti(), nome)
	require.True(t, ok, nome)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, strings.NewReader(richiesta+"\n"), &out))
	var risposta map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &risposta), out.String())
	return risposta
}

// rifiutato checks that a request is refused with a code and a field.
func rifiutato(t *testing.T, nome, richiesta, codice, campo string) {
	t.Helper()
	r := chiedi(t, nome, richiesta)
	require.Equal(t, false, r["ok"], r)
	errore := r["errore"].(map[string]any)
	require.Equal(t, codice, errore["codice"], r)
	require.Equal(t, campo, errore["campo"], r)
	require.NotContains(t, errore["messaggio"], "segreto", "no secret in an error")
}

func TestPpayDigest(t *testing.T) {
	const base = `"codiceChiamante":"AP_01","identificativoPagamento":"ccc1f17b-c9c5-4c5f-8057-28f0f271bfa1","iuv":"190300072310110","url":"https://applicativoChiamanteApp2.prova.it/biblioweb"}`
	const manuale = `{"passphrase":"1www%$se1ver£$APP",` + base
	for in, want := range map[string]string{
		manuale: "APWmmtY4Ftg/TduhwP451cNPmV2gX9T61V2cKNHsXdo=",
		strings.Replace(manuale, "{", `{"variante":"ThreePercent",`, 1):                                                "xSkeo6eUdEYu9B4FDbbsiNP4mWTkQDU0yse5u42PNMQ=",
		strings.Replace(manuale, "{", `{"variante":"TrePercento",`, 1):                                                 "xSkeo6eUdEYu9B4FDbbsiNP4mWTkQDU0yse5u42PNMQ=",
		strings.Replace(manuale, "{", `{"variante":3,`, 1):                                                             "xSkeo6eUdEYu9B4FDbbsiNP4mWTkQDU0yse5u42PNMQ=",
		strings.Replace(manuale, "{", `{"variante":"4",`, 1):                                                           "APWmmtY4Ftg/TduhwP451cNPmV2gX9T61V2cKNHsXdo=",
		strings.Replace(manuale, "{", `{"variante":"QuattroPercento",`, 1):                                             "APWmmtY4Ftg/TduhwP451cNPmV2gX9T61V2cKNHsXdo=",
		`{"passphrase":"","codiceChiamante":"C","identificativoPagamento":"I","iuv":"1","url":"https://u.esempio.it"}`: "TeJMNua1kr7+/R5/7Rmp2f7vIu1Cu8pdPI19zX9D5tc=",
	} {
		require.Equal(t, want, chiedi(t, "ppay-digest", in)["digest"], in)
	}
	rifiutato(t, "ppay-digest", strings.Replace(manuale, "{", `{"variante":5,`, 1), "NOME", "variante")
	rifiutato(t, "ppay-digest", strings.Replace(manuale, "biblioweb", "biblioweb?a", 1), "URL_SEPARATORI", "url")
	rifiutato(t, "ppay-digest", strings.Replace(manuale, "190300072310110", "1903 0007", 1), "CARATTERE", "iuv")
	rifiutato(t, "ppay-digest", strings.Replace(manuale, "ccc1f17b-c9c5-4c5f-8057-28f0f271bfa1", strings.Repeat("a", 51), 1), "LUNGHEZZA", "identificativoPagamento")
}

func TestPpayForm(t *testing.T) {
	buona := `{"passphrase":"segreto","codiceChiamante":"TRIB_07","url":"https://a.esempio.it/r","identificativoPagamento":"A1","iuv":"1","codiceFiscale":"RSSMRA80A01H501U"}`
	require.Equal(t, true, chiedi(t, "ppay-form", buona)["ok"])
	for _, tt := range []struct{ vecchio, nuovo, codice, campo string }{
		{`"segreto"`, `""`, "OBBLIGATORIO", "passphrase"},
		{"https://a.esempio.it/r", "https://a.esempio.it/r?x=1", "URL_SEPARATORI", "url"},
		{"https://a.esempio.it/r", "https://a.esempio.it/r&x", "URL_SEPARATORI", "url"},
		{`"A1"`, `"` + strings.Repeat("a", 51) + `"`, "LUNGHEZZA", "identificativoPagamento"},
		{`"A1"`, `"ccc1f17b-c9c5","modo":"rigoroso"`, "CARATTERE", "identificativoPagamento"},
		{`"A1"`, `"a.b"`, "CARATTERE", "identificativoPagamento"},
		{`"A1"`, `"A1","modo":"altro"`, "RICHIESTA", ""},
		{`"iuv":"1"`, `"iuv":"1-2"`, "CARATTERE", "iuv"},
		{"RSSMRA80A01H501U", "RSS", "LUNGHEZZA", "codiceFiscale"},
		{`"TRIB_07"`, `""`, "OBBLIGATORIO", "codiceChiamante"},
	} {
		rifiutato(t, "ppay-form", strings.Replace(buona, tt.vecchio, tt.nuovo, 1), tt.codice, tt.campo)
	}
	rifiutato(t, "ppay-form", strings.Replace(buona, "{", `{"ritorno":1,`, 1), "RICHIESTA", "")

	r := chiedi(t, "ppay-form", strings.Replace(buona, `"A1"`, `"TRIB-07_000001"`, 1))
	require.Equal(t, "TRIB-07_000001", r["parametri"].([]any)[4].(map[string]any)["valore"])
	require.Equal(t, "TRATTINO", r["avvertenze"].([]any)[0].(map[string]any)["codice"])
}

func TestPpayRitorno(t *testing.T) {
	r := chiedi(t, "ppay-ritorno", `{"url":"https://a.it/?idPagamento=A1&digest=QnM82ry/nVSK3G 5fZUDj1lV6kFnrFngWuYzmR17oaI=&codEsito=000","digestInviato":"QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI="}`)
	require.Equal(t, true, r["digestValido"])
	r = chiedi(t, "ppay-ritorno", `{"url":"?idPagamento=A1&digest=0nM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI=","digestInviato":"QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI="}`)
	require.Equal(t, false, r["digestValido"])
	require.NotContains(t, r, "codEsito")
	r = chiedi(t, "ppay-ritorno", `{"url":"?idPagamento=A1&iuv=1&descEsito=SUCCESSO&codEsito=000&source=pagamentoIUV"}`)
	require.Equal(t, "B", r["forma"])
	require.NotContains(t, r, "digestValido")
	rifiutato(t, "ppay-ritorno", `{"url":"?idPagamento=A1&idPagamento=A1"}`, "DUPLICATO", "idPagamento")
	rifiutato(t, "ppay-ritorno", `{"url":"?codEsito=000"}`, "OBBLIGATORIO", "idPagamento")
	rifiutato(t, "ppay-ritorno", `{"url":"?idPagamento=A1","digestInviato":"x"}`, "LUNGHEZZA", "digestInviato")
}

func TestPpayTentativo(t *testing.T) {
	r := chiedi(t, "ppay-tentativo", `{"eventi":[{"tipo":"redirect"},{"tipo":"ritorno","codEsito":"000","digestValido":true}]}`)
	require.Equal(t, "ESITO_POSITIVO", r["stato"])
	require.Equal(t, false, r["pagata"])
	require.Equal(t, true, r["nuovoTentativo"])
	require.Equal(t, "CREATO", chiedi(t, "ppay-tentativo", `{"eventi":[]}`)["stato"])
	rifiutato(t, "ppay-tentativo", `{"eventi":[{"tipo":"redirect"},{"tipo":"ritorno","codEsito":"000","digestValido":false}]}`, "DIGEST", "eventi[1]")
	rifiutato(t, "ppay-tentativo", `{"eventi":[{"tipo":"ritorno"}]}`, "TRANSIZIONE", "eventi[0]")
}

func TestPpayMessaggioRoundTrip(t *testing.T) {
	const xml = `<TrasmettiRTRequest xmlns="http://www.csi.it/epay/epaywso/epaywso2enti/types" xmlns:c="http://www.csi.it/epay/epaywso/types"><Testata><IdMessaggio>1</IdMessaggio><CFEnteCreditore>01234567890</CFEnteCreditore><CodiceVersamento>MS01</CodiceVersamento><NumeroRT>1</NumeroRT></Testata><CorpoRT><ElencoRT><RT><Id>1</Id><XML>PFJULz4=</XML></RT></ElencoRT></CorpoRT></TrasmettiRTRequest>`
	domanda, err := json.Marshal(map[string]string{"tipo": "TrasmettiRT", "xml": xml})
	require.NoError(t, err)
	campi := chiedi(t, "ppay-messaggio", string(domanda))
	require.Equal(t, "TrasmettiRT", campi["tipo"])
	delete(campi, "ok")
	domanda, err = json.Marshal(campi)
	require.NoError(t, err)
	require.Equal(t, xml, chiedi(t, "ppay-messaggio", string(domanda))["xml"])

	rifiutato(t, "ppay-messaggio", `{"tipo":"Paga"}`, "NOME", "tipo")
	rifiutato(t, "ppay-messaggio", `{"tipo":"TrasmettiRT","Altro":1}`, "RICHIESTA", "")
	rifiutato(t, "ppay-messaggio", `{"tipo":"TrasmettiRT","xml":"<!DOCTYPE x><x/>"}`, "XML", "")
	rifiutato(t, "ppay-messaggio", `{"tipo":"TrasmettiRT","RT":[]}`, "OBBLIGATORIO", "TrasmettiRTRequest/Testata/IdMessaggio")
	rifiutato(t, "ppay-messaggio", `{"tipo":"TrasmettiRT","Testata":{"NumeroRT":2},"RT":[]}`, "COERENZA", "Testata/NumeroRT")
}
