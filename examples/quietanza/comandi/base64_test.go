package comandi

import (
	"encoding/base64"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A document may be given as its bytes, wherever one is read.
func TestDocumentsAsBytes(t *testing.T) {
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	for _, tt := range []struct{ comando, testo, byte string }{
		{"causale", `{"testo":"/RFB/01000000000004285/100.00"}`, `{"base64":"` + b64("/RFB/01000000000004285/100.00") + `"}`},
		{"jppa-csv", `{"testo":"idDominio,iuv,cpp,esito,descrizioneEsito\r\n"}`, `{"base64":"` + b64("idDominio,iuv,cpp,esito,descrizioneEsito\r\n") + `"}`},
		{"rt", `{"xml":"<x/>"}`, `{"base64":"` + b64("<x/>") + `"}`},
		{"rpt", `{"xml":"<x/>"}`, `{"base64":"` + b64("<x/>") + `"}`},
		{"ricevuta", `{"xml":"<x/>"}`, `{"base64":"` + b64("<x/>") + `"}`},
		{"flusso", `{"xml":"<x/>"}`, `{"base64":"` + b64("<x/>") + `"}`},
		{"cassa", `{"xml":"<x/>"}`, `{"base64":"` + b64("<x/>") + `"}`},
		{"jppa-messaggio", `{"tipo":"RecuperaRT","verso":"richiesta","xml":"<x/>"}`, `{"tipo":"RecuperaRT","verso":"richiesta","base64":"` + b64("<x/>") + `"}`},
		{"ppay-messaggio", `{"xml":"<x/>"}`, `{"base64":"` + b64("<x/>") + `"}`},
		{"nodo-richiesta", `{"xml":"<x/>"}`, `{"base64":"` + b64("<x/>") + `"}`},
	} {
		t.Run(tt.comando, func(t *testing.T) {
			c, ok := cerca(tutti(), tt.comando)
			require.True(t, ok)
			var a, b strings.Builder
			require.NoError(t, rispondi(c, strings.NewReader(tt.testo+"\n"), &a))
			require.NoError(t, rispondi(c, strings.NewReader(tt.byte+"\n"), &b))
			require.Equal(t, a.String(), b.String())
			require.NotContains(t, b.String(), "RICHIESTA")
		})
	}
	c, _ := cerca(tutti(), "causale")
	for _, in := range []string{`{"testo":"a","base64":"YQ=="}`, `{"base64":"/w=="}`, `{"base64":"%"}`} {
		var out strings.Builder
		require.NoError(t, rispondi(c, strings.NewReader(in+"\n"), &out))
		require.Contains(t, out.String(), `"codice":"RICHIESTA"`, in)
	}
}

func TestStrictStatus(t *testing.T) {
	buona, cattiva := `{"nav":"001190280072147087"}`+"\n", `{"nav":"1"}`+"\n"
	for _, tt := range []struct {
		args []string
		in   string
		want int
	}{
		{[]string{"nav"}, cattiva, uscitaOK},
		{[]string{"nav", "-rigoroso"}, buona, uscitaOK},
		{[]string{"nav", "-rigoroso"}, buona + cattiva + buona, uscitaRifiuto},
		{[]string{"nav", "-altro"}, buona, uscitaErrata},
	} {
		require.Equal(t, tt.want, Esegui(tt.args, strings.NewReader(tt.in), io.Discard, io.Discard), tt)
	}
}

// Each heading of the list stands once.
func TestHeadingsStandOnce(t *testing.T) {
	visti := map[string]bool{}
	ultimo := ""
	for _, c := range tutti() {
		if c.gruppo != ultimo {
			require.False(t, visti[c.gruppo], c.gruppo)
			visti[c.gruppo], ultimo = true, c.gruppo
		}
	}
}
