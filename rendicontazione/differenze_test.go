package rendicontazione_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

func TestDifferenze(t *testing.T) {
	const ente = `"domini":[{"idDominio":"99999000047"}],`
	const debito = `"ricevute":[{"dominio":"99999000047","iuv":"01000000047110106","iur":"r1","indice":1,"importo":"318.40","data":"2026-04-13"}],
		"pendenze":[{"id":"P1","dominio":"99999000047","iuv":"01000000047110106","voci":[{"indice":1,"importo":"318.40"}]}]`
	const flussoG1 = `,"flussi":[{"dominio":"99999000047","idFlusso":"2026-04-13ABI03069-S777001","dataOraFlusso":"2026-04-14T02:10:00","idRegolamento":"TRN",
		"dataRegolamento":"2026-04-13","numeroTotalePagamenti":1,"importoTotalePagamenti":"318.40","righe":[{"iuv":"01000000047110106","iur":"r1","indice":1,"importo":"318.40","esito":0,"data":"2026-04-13"}]}]`
	const accredito = `,"movimenti":[{"id":"2026/88/0","fonte":"OPI","dominio":"99999000047","importo":"318.40","segno":"ENTRATA","dataContabile":"2026-04-14",
		"causale":"/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001"}]`
	report := func(in string) *rendicontazione.Report {
		var i rendicontazione.Input
		require.NoError(t, json.Unmarshal([]byte("{"+in+"}"), &i))
		i.Oggi = avviso.MustData("2026-04-24")
		r := rendicontazione.Riconcilia(i, rendicontazione.Opzioni{})
		return &r
	}
	prima, dopo := report(ente+debito), report(ente+debito+flussoG1+accredito)

	b, err := json.Marshal(dopo.Differenze(prima))
	require.NoError(t, err)
	require.JSONEq(t, `[
		{"oggetto":"MOVIMENTO","chiave":"OPI|99999000047|2026/88/0","dopo":"RICONCILIATO"},
		{"oggetto":"FLUSSO","chiave":"99999000047|2026-04-13ABI03069-S777001|2026-04-14T02:10:00","dopo":"RICONCILIATO"},
		{"oggetto":"RIGA","chiave":"99999000047|2026-04-13ABI03069-S777001|2026-04-14T02:10:00|1","dopo":"ABBINATA"},
		{"oggetto":"RICEVUTA","chiave":"99999000047|01000000047110106|r1|1","prima":"NON_RENDICONTATA","dopo":"INCASSATA"},
		{"oggetto":"PENDENZA","chiave":"99999000047|P1","prima":"PAGATA","dopo":"INCASSATA","quietanzabile":true},
		{"oggetto":"VOCE","chiave":"99999000047|P1|1","prima":"PAGATA","dopo":"INCASSATA"}]`, string(b))

	require.Empty(t, dopo.Differenze(dopo))
	indietro := prima.Differenze(dopo)
	require.Len(t, indietro, 6)
	require.Equal(t, rendicontazione.OggettoRicevuta, indietro[0].Oggetto)
	require.Equal(t, rendicontazione.Cambio{Oggetto: "MOVIMENTO", Chiave: "OPI|99999000047|2026/88/0", Prima: "RICONCILIATO"}, indietro[3])

	// What the JSON of a report says is the same, whatever stands around it.
	for _, r := range []*rendicontazione.Report{prima, dopo} {
		b, err := json.Marshal(r)
		require.NoError(t, err)
		letta, err := rendicontazione.ParseSituazione(append([]byte(`{"ok":true,`), b[1:]...))
		require.NoError(t, err)
		require.Equal(t, r.Situazione(), letta)
	}
	var nessuno *rendicontazione.Report
	require.Len(t, dopo.Differenze(nessuno), 6)
	require.Len(t, nessuno.Differenze(dopo), 6)
}

func TestDifferenzeSegnali(t *testing.T) {
	s := func(segnali ...avviso.Codice) rendicontazione.Situazione {
		return rendicontazione.Situazione{{Oggetto: "RICEVUTA", Chiave: "k", Classe: "INCASSATA", Segnali: segnali}}
	}
	require.Equal(t, []rendicontazione.Cambio{{
		Oggetto: "RICEVUTA", Chiave: "k", Prima: "INCASSATA", Dopo: "INCASSATA",
		SegnaliPrima: []avviso.Codice{"A"}, SegnaliDopo: []avviso.Codice{"C"},
	}}, s("B", "C").Differenze(s("A", "B")))
	require.Empty(t, s("B", "A").Differenze(s("A", "B")))
}

func TestParseSituazioneRifiuti(t *testing.T) {
	for in, atteso := range map[string]string{
		`[]`:                                "TIPO",
		`{"movimenti":{}}`:                  "TIPO",
		`{"movimenti":[],"movimenti":[]}`:   "MEMBRO",
		`{"Movimenti":[]}`:                  "MEMBRO",
		`{"ricevute":[{"classe":"x"}]}`:     "MANCANTE",
		`{"movimenti":[{"chiave":"\ud8"}]}`: "JSON",
	} {
		_, err := rendicontazione.ParseSituazione([]byte(in))
		r, ok := avviso.RilievoDi(err)
		require.True(t, ok, in)
		require.Equal(t, atteso, string(r.Codice), in)
	}
}

func FuzzParseSituazione(f *testing.F) {
	f.Add([]byte(`{"movimenti":[{"chiave":"k","classe":"STORNO","segnali":["A"]}],"pendenze":[{"chiave":"p","classe":"PAGATA","quietanzabile":true,"voci":[{"chiave":"v","classe":"PAGATA"}]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := rendicontazione.ParseSituazione(b)
		if err == nil && len(s.Differenze(nil)) > len(s) {
			t.Fatal(s)
		}
	})
}
