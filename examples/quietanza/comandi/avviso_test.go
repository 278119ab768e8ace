package comandi

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// risposta runs one command on one line.
func risposta(t *testing.T, comando, riga string) string {
	t.Helper()
	c, ok := cerca(tutti(), comando)
	require.True(t, ok, comando)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, strings.NewReader(riga+"\n"), &out))
	return strings.TrimSuffix(out.String(), "\n")
}

func TestAvviso(t *testing.T) {
	for _, c := range []struct{ comando, in, want string }{
		{
			"nav", `{"nav":"112345678901234567"}`,
			`{"ok":true,"nav":"112345678901234567","iuv":"12345678901234567","aux":1,"codice":"","checkValido":true,"visuale":"1123 4567 8901 2345 67"}`,
		},
		{
			"nav", `{"nav":"001190280072147088"}`,
			`{"ok":true,"nav":"001190280072147088","iuv":"190280072147088","aux":0,"codice":"01","checkValido":false,"visuale":"0011 9028 0072 1470 88"}`,
		},
		{"nav-da-iuv", `{"iuv":"01000000000004285","aux":"3","segregationCode":"01"}`, `{"ok":true,"nav":"301000000000004285"}`},
		{"nav-genera", `{"aux":2,"prefisso":"01","progressivo":2345678901234}`, `{"ok":true,"nav":"201234567890123415","iuv":"01234567890123415"}`},
		{"nav-genera", `{"aux":1,"codice":null,"progressivo":0}`, `{"ok":true,"nav":"100000000000000000","iuv":"00000000000000000"}`},
		{
			"rf", `{"iuv":"RF23 5674 8393 7849 4505 5087 5"}`,
			`{"ok":true,"iuv":"RF23567483937849450550875","valido":false,"raggruppato":"RF23 5674 8393 7849 4505 5087 5"}`,
		},
		{"rf", `{"iuv":"RF45w9"}`, `{"ok":true,"iuv":"RF45w9","valido":true,"raggruppato":"RF45 w9"}`},
		{"rf", `{"iuv":"190280072147087"}`, `{"ok":true,"iuv":"190280072147087","valido":false,"raggruppato":"1902 8007 2147 087"}`},
		{
			"qr", `{"testo":"PAGOPA|002|001190280072147087|00429440068|1"}`,
			`{"ok":true,"testo":"PAGOPA|002|001190280072147087|00429440068|1","nav":"001190280072147087","idDominio":"00429440068","importo":"0.01"}`,
		},
		{
			"barcode", `{"testo":"41580888880123488020001190280072147087\u001d390210000"}`,
			`{"ok":true,"testo":"41580888880123488020001190280072147087\u001d390210000","gln":"8088888012348","nav":"001190280072147087","importo":"100.00"}`,
		},
		{"codice-fiscale", `{"valore":"rssmrau0a01h50mj"}`, `{"ok":true,"valido":true,"motivo":""}`},
		{"codice-fiscale", `{"valore":""}`, `{"ok":true,"valido":false,"motivo":"LUNGHEZZA"}`},
		{"partita-iva", `{"valore":"00000000000"}`, `{"ok":true,"valido":false,"motivo":"FORMATO"}`},
		{"partita-iva", `{"valore":"12345678901"}`, `{"ok":true,"valido":false,"motivo":"CHECK_DIGIT"}`},
		{"iban", `{"valore":"IT60 X054 2811 1010 0000 0123 456"}`, `{"ok":true,"valido":true,"motivo":"","postale":false,"conto":""}`},
		{"iban", `{"valore":"IT61X0542811101000000123456"}`, `{"ok":true,"valido":false,"motivo":"CHECK_DIGIT","postale":false,"conto":""}`},
	} {
		t.Run(c.comando, func(t *testing.T) { require.Equal(t, c.want, risposta(t, c.comando, c.in)) })
	}
}

func TestAvvisoRifiuti(t *testing.T) {
	for _, c := range []struct{ comando, in, codice, campo string }{
		{"nav", `{}`, "LUNGHEZZA", ""},
		{"nav", `{"nav":"9x"}`, "LUNGHEZZA", ""},
		{"nav", `{"nav":"9011902800721470x7"}`, "NON_NUMERICO", ""},
		{"nav", `{"nav":"901190280072147087"}`, "AUX", ""},
		{"nav", `{"nav":1190280072147087}`, "RICHIESTA", ""},
		{"nav-da-iuv", `{"iuv":"190280072147087"}`, "RICHIESTA", ""},
		{"nav-da-iuv", `{"iuv":"190280072147087","aux":0}`, "APPLICATION_CODE", "applicationCode"},
		{"nav-da-iuv", `{"iuv":"190280072147087","aux":3,"segregationCode":"01"}`, "LUNGHEZZA", "iuv"},
		{"nav-da-iuv", `{"iuv":"02000000000004285","aux":3,"segregationCode":"01"}`, "SEGREGAZIONE", "iuv"},
		{"nav-da-iuv", `{"iuv":"RF45w9","aux":2}`, "NON_NUMERICO", "iuv"},
		{"nav-da-iuv", `{"iuv":"190280072147087","aux":4}`, "AUX", "auxDigit"},
		{"nav-genera", `{"aux":0,"codice":"01","progressivo":10000000000000}`, "PROGRESSIVO", "progressivo"},
		{"nav-genera", `{"aux":0,"codice":"01","prefisso":"%(y)","progressivo":1}`, "PREFISSO", "prefisso"},
		{"nav-genera", `{"aux":0,"codice":"01","progressivo":-1}`, "RICHIESTA", ""},
		{"nav-genera", `{"aux":3,"progressivo":1}`, "SEGREGAZIONE", "segregationCode"},
		{"rf", `{}`, "RICHIESTA", ""},
		{"rf", `{"iuv":"RF45w9","riferimento":"w9"}`, "RICHIESTA", ""},
		{"rf", `{"riferimento":""}`, "LUNGHEZZA", "riferimento"},
		{"rf", `{"iuv":"a-b"}`, "CARATTERE", ""},
		{"qr", `{"nav":"001190280072147087","idDominio":"00429440068","importo":"100000000.00"}`, "IMPORTO_NON_RAPPRESENTABILE", "importo"},
		{"qr", `{"nav":"001190280072147087","idDominio":"00429440068","importo":"0.00"}`, "IMPORTO_ZERO", "importo"},
		{"qr", `{"nav":"001190280072147087","idDominio":"00429440068","importo":"-1.00"}`, "IMPORTO_NON_RAPPRESENTABILE", "importo"},
		{"qr", `{"nav":"001190280072147087","idDominio":"00429440068","importo":1}`, "TIPO", "importo"},
		{"qr", `{"nav":"901190280072147087","idDominio":"00429440068","importo":"1.00"}`, "AUX", "nav"},
		{"qr", `{"nav":"001190280072147087","idDominio":"1","importo":"1.5"}`, "LUNGHEZZA", "idDominio"},
		{"qr", `{"idDominio":"00429440068","importo":"1.00"}`, "NULLO", "nav"},
		{"qr", `{"testo":"PAGOPA|001|001190280072147087|00429440068|10000"}`, "VERSIONE", "versione"},
		{"qr", `{"testo":"x","nav":"001190280072147087"}`, "RICHIESTA", ""},
		{"barcode", `{"testo":"415"}`, "FORMATO", ""},
		{"barcode", `{"gln":"8088888012349","nav":"001190280072147087","importo":"1.00"}`, "CHECK_DIGIT", "gln"},
		{"datamatrix", `{"testo":"codfase=NBPA;"}`, "LUNGHEZZA", ""},
		{"datamatrix", `{"nav":"001190280072147087","conto":"X","importo":"1.00","idDominio":"00429440068"}`, "NON_NUMERICO", "conto"},
		{"iban", `{}`, "RICHIESTA", ""},
	} {
		got := risposta(t, c.comando, c.in)
		require.Contains(t, got, `{"ok":false,"errore":{"codice":"`+c.codice+`","campo":"`+c.campo+`",`, c.comando+" "+c.in)
	}
}
