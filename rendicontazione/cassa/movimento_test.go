package cassa_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func unMovimento() cassa.Movimento {
	return cassa.Movimento{
		ID: "2024/15/0", Fonte: cassa.FonteOPI, IdDominio: dominio, Importo: avviso.MustImporto("10.00"), Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2024-05-06"), Causale: "C",
	}
}

func TestValida(t *testing.T) {
	require.NoError(t, unMovimento().Valida())
	storno := unMovimento()
	storno.Storno, storno.StornoDi = true, "2024/14/0"
	require.NoError(t, storno.Valida())
	for _, esercizio := range []int{0, 1000, 9999} {
		m := unMovimento()
		m.Esercizio = esercizio
		require.NoError(t, m.Valida())
	}
	tests := []struct {
		nome, campo string
		cambia      func(*cassa.Movimento)
	}{
		{"no id", "id", func(m *cassa.Movimento) { m.ID = "" }},
		{"blank id", "id", func(m *cassa.Movimento) { m.ID = " " }},
		{"no body", "dominio", func(m *cassa.Movimento) { m.IdDominio = avviso.IdDominio{} }},
		{"zero", "importo", func(m *cassa.Movimento) { m.Importo = avviso.Importo{} }},
		{"negative", "importo", func(m *cassa.Movimento) { m.Importo = avviso.MustImporto("-0.01") }},
		{"no side", "segno", func(m *cassa.Movimento) { m.Segno = "" }},
		{"unknown side", "segno", func(m *cassa.Movimento) { m.Segno = "CREDITO" }},
		{"stornoDi of a credit", "stornoDi", func(m *cassa.Movimento) { m.StornoDi = "1" }},
		{"no booking date", "dataContabile", func(m *cassa.Movimento) { m.DataContabile = avviso.Data{} }},
		{"year of two digits", "esercizio", func(m *cassa.Movimento) { m.Esercizio = 24 }},
		{"year of three digits", "esercizio", func(m *cassa.Movimento) { m.Esercizio = 999 }},
		{"year of five digits", "esercizio", func(m *cassa.Movimento) { m.Esercizio = 10000 }},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			m := unMovimento()
			tt.cambia(&m)
			richiede(t, m.Valida(), cassa.CodiceMovimento, cassa.ErrMovimento, tt.campo, 0)
		})
	}
}

func TestMovimentoJSON(t *testing.T) {
	m := unMovimento()
	b, err := json.Marshal(m)
	require.NoError(t, err)
	require.Equal(t, `{"id":"2024/15/0","fonte":"OPI","dominio":"99999000013","importo":"10.00","segno":"ENTRATA","dataContabile":"2024-05-06","causale":"C"}`, string(b))

	ib, err := avviso.ParseIBAN(iban)
	require.NoError(t, err)
	m.Segno, m.Storno, m.StornoDi, m.DataValuta, m.TRN, m.EndToEndID = cassa.Uscita, true, "X", avviso.MustData("2024-05-07"), "T", "E"
	m.Esercizio, m.Provvisorio, m.Bolletta, m.Conto, m.IBAN, m.BICOrdinante, m.Ordinante = 2024, "15", "8", "1", ib, "B", "O"
	m.RifBanca, m.Estratto, m.IDFlusso, m.IUV, m.Lotto = "R", "S", "F", avviso.MustIUV("RF18539007547034"), true
	b, err = json.Marshal(m)
	require.NoError(t, err)
	require.Equal(t, `{"id":"2024/15/0","fonte":"OPI","dominio":"99999000013","importo":"10.00","segno":"USCITA","storno":true,"stornoDi":"X","dataContabile":"2024-05-06","dataValuta":"2024-05-07","causale":"C","trn":"T","rifBanca":"R","endToEndId":"E","esercizio":2024,"provvisorio":"15","bolletta":"8","conto":"1","iban":"`+iban+`","bicOrdinante":"B","ordinante":"O","estratto":"S","idFlusso":"F","iuv":"RF18539007547034","lotto":true}`, string(b))
	var letto cassa.Movimento
	require.NoError(t, json.Unmarshal(b, &letto))
	require.Equal(t, m, letto)
	require.NoError(t, json.Unmarshal([]byte(`{"segno":"entrata"}`), &letto))
	richiede(t, letto.Valida(), cassa.CodiceMovimento, cassa.ErrMovimento, "segno", 0)
	require.Error(t, json.Unmarshal([]byte(`{"importo":10}`), &letto))
	require.ErrorIs(t, json.Unmarshal([]byte(`{"iuv":"01-02"}`), &letto), avviso.ErrIUV)
}

func TestChiave(t *testing.T) {
	a := unMovimento()
	storno := a
	storno.Storno = true
	altro := a
	altro.ID = "2024/16/0"
	fonte := a
	fonte.Fonte = "MT940"
	chiavi := []cassa.Chiave{fonte.Chiave(), altro.Chiave(), storno.Chiave(), a.Chiave()}
	slices.SortFunc(chiavi, cassa.Chiave.Compare)
	require.Equal(t, []cassa.Chiave{fonte.Chiave(), a.Chiave(), storno.Chiave(), altro.Chiave()}, chiavi)
	require.Zero(t, a.Chiave().Compare(unMovimento().Chiave()))
}

func TestChiaveTesto(t *testing.T) {
	m := unMovimento()
	for testo, cambia := range map[string]func(*cassa.Movimento){
		"OPI|99999000013|2024/15/0":                 func(*cassa.Movimento) {},
		"OPI|99999000013|2024/15/0|STORNO":          func(m *cassa.Movimento) { m.Storno = true },
		"|99999000013|a%7Cb 100%25":                 func(m *cassa.Movimento) { m.Fonte, m.ID = "", "a|b 100%" },
		"MT940:IT88|99999000013|1/20260414E31840/2": func(m *cassa.Movimento) { m.Fonte, m.ID = "MT940:IT88", "1/20260414E31840/2" },
	} {
		n := m
		cambia(&n)
		require.Equal(t, testo, n.Chiave().String())
		letta, err := cassa.ParseChiave(testo)
		require.NoError(t, err)
		require.Equal(t, n.Chiave(), letta)
		b, err := json.Marshal(n.Chiave())
		require.NoError(t, err)
		var k cassa.Chiave
		require.NoError(t, json.Unmarshal(b, &k))
		require.Equal(t, letta, k)
	}
	for _, testo := range []string{"", "OPI", "OPI|99999000013|", "OPI|1|x", "OPI|99999000013|x|y", "OPI|99999000013|x|STORNO|", "OPI|99999000013|100%", "OPI|99999000013|x|"} {
		_, err := cassa.ParseChiave(testo)
		richiede(t, err, cassa.CodiceMovimento, cassa.ErrMovimento, "chiave", 0)
		require.Error(t, new(cassa.Chiave).UnmarshalText([]byte(testo)))
	}
}
