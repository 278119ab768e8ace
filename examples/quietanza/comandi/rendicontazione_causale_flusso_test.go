package comandi

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCausaleFlusso(t *testing.T) {
	xml, err := os.ReadFile("../../../rendicontazione/flusso/testdata/flusso.xml")
	require.NoError(t, err)
	fdr3, err := os.ReadFile("../../../rendicontazione/flusso/testdata/flusso.json")
	require.NoError(t, err)
	cita := func(s string) string {
		b, err := json.Marshal(s)
		require.NoError(t, err)
		return string(b)
	}
	latino := strings.NewReplacer(`"UTF-8"`, `"ISO-8859-1"`, "Comune di Prova", "Città di Prova").Replace(string(xml))
	var compatto bytes.Buffer
	require.NoError(t, json.Compact(&compatto, fdr3))
	casi := []struct{ nome, comando, richiesta, contiene string }{
		{
			"rigorosa", "causale", `{"testo":"/RFS/RF18539007547034/45.56","modo":"rigoroso"}`,
			`"ok":true,"tipo":"RFS","iuv":"RF18539007547034","importo":"45.56","candidati":[],"avvertenze":[]`,
		},
		{"rigorosa rifiutata", "causale", `{"testo":"/RFS/RF23 5674 8393 7849 4505 5087 5/45.56","modo":"rigoroso"}`, `"codice":"CHECK_DIGIT","campo":"iuv"`},
		{"modo assente", "causale", `{"testo":"rfb/ccc"}`, `"ok":true,"tipo":"RFB","iuv":"ccc"`},
		{"modo sbagliato", "causale", `{"testo":"a","modo":"altro"}`, `"codice":"RICHIESTA"`},
		{"identificativo, la causale per prima", "causale", `{"testo":"/PUR/LGPE-RIVERSAMENTO/URI/2024-02-30A-1","modo":"rigoroso"}`, `"codice":"IDFLUSSO"`},
		{"scritta", "causale-scrivi", `{"tipo":"RFB","iuv":"1","importo":"10.00","descrizione":"già"}`, `"testo":"/RFB/1/10.00/TXT/gia"`},
		{"scritta dalla lettura", "causale-scrivi", `{"tipo":"RFB","iuv":"1","candidati":[],"avvertenze":["SPEZZATA"]}`, `"testo":"/RFB/1"`},
		{"scritta rifiutata", "causale-scrivi", `{"tipo":"RFS","iuv":"RF18539007547034"}`, `"codice":"IMPORTO_ASSENTE","campo":"importo"`},
		{"scritta, importo", "causale-scrivi", `{"tipo":"RFB","iuv":"1","importo":"1.5"}`, `"codice":"IMPORTO","campo":"importo"`},
		{"identificativo", "id-flusso", `{"testo":"2026-06-20-XYZ-001"}`, `"codice":"PSP_VUOTO"`},
		{"XML", "flusso", `{"xml":` + cita(string(xml)) + `}`, `"righe":3,"totale":"155.66","anomalie":[],"avvertenze":[]`},
		{"XML di un altro", "flusso", `{"xml":` + cita(string(xml)) + `,"idDominio":"80000000001"}`, `"codice":"007116","livello":"FLUSSO","messaggio"`},
		{"XML di esito ignoto", "flusso", `{"xml":` + cita(strings.Replace(string(xml), "Pagamento>9<", "Pagamento>7<", 1)) + `}`, `"codice":"007110","livello":"RIGA","riga":2`},
		{"XML con la dichiarazione di un altro set di caratteri", "flusso", `{"xml":` + cita(latino) + `}`, `"denominazioneRicevente":"Città`},
		{"XML rifiutato", "flusso", `{"xml":"<!DOCTYPE a><a/>"}`, `"codice":"DOCTYPE"`},
		{"FdR 3", "flusso", `{"fdr3":` + compatto.String() + `}`, `"revisione":2`},
		{"FdR 3 come testo", "flusso", `{"fdr3":` + cita(string(fdr3)) + `}`, `"righe":3,"totale":"155.66","anomalie":[],"avvertenze":[]`},
		{"niente", "flusso", `{}`, `"codice":"RICHIESTA"`},
		{"tutti e due", "flusso", `{"xml":"<a/>","fdr3":{}}`, `"codice":"RICHIESTA"`},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			for _, cmd := range comandiCausaleFlusso {
				if cmd.nome == c.comando {
					var out bytes.Buffer
					require.NoError(t, rispondi(cmd, strings.NewReader(c.richiesta+"\n"), &out))
					require.Contains(t, out.String(), c.contiene)
				}
			}
		})
	}
}
