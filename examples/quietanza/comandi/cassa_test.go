package comandi

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCassa(t *testing.T) {
	tests := []struct{ nome, da, a, want string }{
		{"credit", "", "", `"ignorati":0,"quadrature":`},
		{"storno", ">ESEGUITO<", ">STORNATO<", `"storno":true`},
		{"ignored", ">SOSPESO ENTRATA<", ">MANDATO<", `"movimenti":[],"ignorati":1,`},
		{"amount", "1250.45", "1e999", `"ok":false,"errore":{"codice":"IMPORTO","campo":"importo","messaggio":"`},
		{"truncated", "</flusso_giornale_di_cassa>", "", `"ok":false,"errore":{"codice":"SINTASSI"`},
		{"DOCTYPE", `"xml":"`, `"xml":"<!DOCTYPE x>`, `"ok":false,"errore":{"codice":"DOCTYPE"`},
		{"unknown member", `"xml"`, `"xml2"`, `"codice":"RICHIESTA"`},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			var out bytes.Buffer
			in := comandoCassa.esempio
			if tt.da != "" {
				require.Contains(t, in, tt.da)
				in = strings.Replace(in, tt.da, tt.a, 1)
			}
			require.NoError(t, rispondi(comandoCassa, strings.NewReader(in+"\n"), &out))
			require.Contains(t, out.String(), tt.want)
		})
	}
	var out bytes.Buffer
	require.NoError(t, rispondi(comandoCassa, strings.NewReader(comandoCassa.esempio+"\n"), &out))
	var got, want any
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	require.NoError(t, json.Unmarshal([]byte(comandoCassa.risposta), &want))
	require.Equal(t, want, got)
}
