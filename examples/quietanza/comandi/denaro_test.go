package comandi

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRiconosci(t *testing.T) {
	for in, atteso := range map[string]string{
		`{"contenuto":":20:X\n:25:IT1\n:28C:1\n:60F:C260413EUR1,00\n"}`:                             `{"ok":true,"formato":"MT940","leggibile":true,"messaggio":""}`,
		`{"base64":"` + base64.StdEncoding.EncodeToString([]byte("%PDF-1.7")) + `","nome":"e.pdf"}`: `{"ok":true,"formato":"","leggibile":false,"messaggio":"documento PDF: chiedere alla banca l'estratto in formato CBI, camt.053 o MT940"}`,
		`{"base64":"UEsD\nBA=="}`:                                           `{"ok":true,"formato":"ZIP","leggibile":false,"messaggio":"archivio compresso: estrarre i documenti"}`,
		`{"contenuto":"{\"fdr\":\"x\"}"}`:                                   `{"ok":true,"formato":"FDR3","leggibile":true,"messaggio":""}`,
		`{"contenuto":"a;b\n1;2\n","nome":"GDP_EC_00429440068_20200131_1"}`: `{"ok":true,"formato":"GDP","leggibile":true,"messaggio":""}`,
		`{"contenuto":""}`:                                                  `{"ok":true,"formato":"","leggibile":false,"messaggio":"documento non riconosciuto: è vuoto"}`,
		`{"base64":""}`:                                                     `{"ok":true,"formato":"","leggibile":false,"messaggio":"documento non riconosciuto: è vuoto"}`,
	} {
		require.Equal(t, atteso+"\n", risponde(t, "riconosci", in), in)
	}
	for _, in := range []string{`{}`, `{"base64":"?"}`, `{"base64":"","contenuto":""}`, `{"nome":"x"}`} {
		require.Contains(t, risponde(t, "riconosci", in), `"codice":"RICHIESTA"`, in)
	}
}

func TestCassaDocumenti(t *testing.T) {
	require.Contains(t, risponde(t, "cassa", `{"contenuto":"<FlussoRiversamento/>"}`), `"codice":"FORMATO"`)
	require.Contains(t, risponde(t, "cassa", `{"contenuto":"%PDF-"}`), "documento PDF: chiedere alla banca")
	require.Contains(t, risponde(t, "cassa", `{"contenuto":"{\"pendenze\":[]}"}`), "non è un documento di cassa")
	for _, in := range []string{`{}`, `{"xml":"<a/>","contenuto":"x"}`, `{"base64":"****"}`, `{"xml":"<a/>","conti":{"IT1":"x"}}`} {
		require.Contains(t, risponde(t, "cassa", in), `"ok":false`, in)
	}
}

func TestCassaTabelle(t *testing.T) {
	const riga = `"contenuto":"14/04/2026;14/04/2026;048;;EUR;;95,15;;RI1/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-0000412\n","dominio":"99999000047","documento":"aprile.csv"`
	for profilo, atteso := range map[string]string{
		`"boh"`:      `"codice":"PROFILO"`,
		`{"nome":1}`: `"codice":"PROFILO"`,
		`{"nome":"mio","colonne":{"dataContabile":1,"accrediti":7,"addebiti":6,"causale":[9]}}`: `"id":"aprile.csv/1/20260414E9515"`,
		`null`: `documento non riconosciuto`,
	} {
		require.Contains(t, risponde(t, "cassa", `{`+riga+`,"profilo":`+profilo+`}`), atteso, profilo)
	}
}

func TestConfronta(t *testing.T) {
	const dopo = `{"pendenze":[{"chiave":"99999000047|P1","classe":"INCASSATA","quietanzabile":true,"voci":[]}]}`
	for in, atteso := range map[string]string{
		`{"prima":` + dopo + `,"dopo":` + dopo + `}`: `{"ok":true,"cambi":[]}`,
		`{"prima":null,"dopo":` + dopo + `}`:         `{"ok":true,"cambi":[{"oggetto":"PENDENZA","chiave":"99999000047|P1","dopo":"INCASSATA","quietanzabile":true}]}`,
		`{"prima":` + dopo + `}`:                     `{"ok":true,"cambi":[{"oggetto":"PENDENZA","chiave":"99999000047|P1","prima":"INCASSATA","quietanzabile":false}]}`,
		`{"prima":{},"dopo":{"ok":true,"id":7}}`:     `{"ok":true,"cambi":[]}`,
	} {
		require.Equal(t, atteso+"\n", risponde(t, "confronta", in), in)
	}
	require.Contains(t, risponde(t, "confronta", `{"dopo":{"pendenze":[{"classe":"PAGATA"}]}}`), `"errore":{"codice":"MANCANTE","campo":"dopo"`)
	require.Contains(t, risponde(t, "confronta", `{"dopo":[]}`), `"ok":false`)
}
