package quadro

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestLimitato: a document that never ends is refused before the memory is full.
func TestLimitato(t *testing.T) {
	n, err := io.Copy(io.Discard, &limitato{strings.NewReader("12345"), 4})
	require.ErrorIs(t, err, errLungo)
	require.Zero(t, n)
}

// TestCelle: what a spreadsheet would change or run.
func TestCelle(t *testing.T) {
	for s, want := range map[string]string{
		"":                     "",
		"01250000000000154":    `="01250000000000154"`,
		"2025/106/0":           `="2025/106/0"`,
		"12E5":                 `="12E5"`,
		"-5":                   `="-5"`,
		"=HYPERLINK(\"http\")": `'=HYPERLINK("http")`,
		"+39 055":              `="+39 055"`,
		"+tel":                 "'+tel",
		"@SUM(A1)":             "'@SUM(A1)",
		"\t=1+1":               "'\t=1+1",
		"TARI 2025":            "TARI 2025",
		"e":                    "e",
	} {
		require.Equal(t, want, testo(s).csv(), s)
	}
	require.Equal(t, "-1234,56", importo(avviso.ImportoDaCentesimi(-123456)).csv())
	require.Equal(t, "31/03/2025", giorno(avviso.MustData("2025-03-31")).csv())
	var b strings.Builder
	tab := Tabella{"x", []string{"a", "b", "c", "=d"}, righe(func(riga func(...Cella) bool) { riga(testo("a;b"), codice(`c"d`), testo("e\nf"), codice("g,h")) })}
	require.NoError(t, tab.ScriviCSV(&b))
	require.Equal(t, "\ufeffa;b;c;'=d\r\n\"a;b\";\"c\"\"d\";\"e\nf\";g,h\r\n", b.String())
	var oltre avviso.Totale
	for range 2 {
		oltre.Aggiungi(avviso.ImportoDaCentesimi(1<<63 - 1))
	}
	require.Equal(t, "oltre", somma(oltre).csv())
}

func TestRiconosci(t *testing.T) {
	tests := []struct {
		testo string
		want  cassa.Formato
	}{
		{"<FlussoRiversamento/>", cassa.FormatoFlusso},
		{`<a:FlussoRiversamento xmlns:a="u">`, cassa.FormatoFlusso},
		{`<e:Envelope><e:Body><p:paSendRTV2Request>`, rendicontazione.FormatoRicevuta},
		{`<e:Envelope><e:Body><p:paSendRTReq >`, rendicontazione.FormatoRicevuta},
		{`<ppt:paaInviaRT><rt>AAAA</rt>`, rendicontazione.FormatoRT},
		{`<pay_i:RT xmlns:pay_i="u">`, rendicontazione.FormatoRT},
		{"PHBheV9pOlJUPjwvcGF5X2k6UlQ+", rendicontazione.FormatoRT}, // <pay_i:RT></pay_i:RT>
		{"PHBheV9p\nOlJUPjwv\r\ncGF5X2k6UlQ+\n", rendicontazione.FormatoRT},
		{`<RPT><RTx/></RPT>`, rendicontazione.FormatoRPT},
		{`<RTx/>`, ""},
		{`<x a="RT ">`, ""},
		{`{"fdr":"1"}`, rendicontazione.FormatoFdR3},
		{`{"IT60X0542811101000000123456":"1"}`, FormatoConti},
		{`{}`, cassa.FormatoJSON},
		{`{"pendenze":[]}`, cassa.FormatoJSON},
		{" [] ", cassa.FormatoJSON},
		{"ciao", ""},
		{"", ""},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, riconosci([]byte(tt.testo)), tt.testo)
	}
}
