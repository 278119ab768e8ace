package flusso_test

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

var enteFdR3 = avviso.MustIdDominio("12345678903")

func TestChiamateFdR3(t *testing.T) {
	k := flusso.ChiaveFdR3{IdDominio: enteFdR3, IDFlusso: "2026-03-01PPAYITR1XXX-S01", PSP: "PSP/1 è", Revisione: 2}
	elenco := func(f flusso.FiltroFdR3) func() (flusso.ChiamataFdR3, error) {
		return func() (flusso.ChiamataFdR3, error) { return flusso.NuovaChiamataElencoFdR3(f) }
	}
	for _, c := range []struct {
		nome  string
		nuova func() (flusso.ChiamataFdR3, error)
		vuole string
	}{
		{
			"elenco, pagina 2", elenco(flusso.FiltroFdR3{IdDominio: enteFdR3, PubblicatoDopo: avviso.MustDataOra("2026-03-01T00:00:00Z"), Pagina: 2}),
			"/organizations/12345678903/fdrs?page=2&publishedGt=2026-03-01T00%3A00%3A00Z&size=1000",
		},
		{
			"elenco di un PSP", elenco(flusso.FiltroFdR3{IdDominio: enteFdR3, PSP: "PSP 1", FlussoDopo: avviso.MustDataOra("2026-03-01T01:00:00"), Dimensione: 50}),
			"/organizations/12345678903/fdrs?flowDate=2026-03-01T00%3A00%3A00Z&page=1&pspId=PSP+1&size=50",
		},
		{
			"testata", func() (flusso.ChiamataFdR3, error) { return flusso.NuovaChiamataTestataFdR3(k) },
			"/organizations/12345678903/fdrs/2026-03-01PPAYITR1XXX-S01/revisions/2/psps/PSP%2F1%20%C3%A8",
		},
		{
			"pagamenti", func() (flusso.ChiamataFdR3, error) { return flusso.NuovaChiamataPagamentiFdR3(k, 3, 0) },
			"/organizations/12345678903/fdrs/2026-03-01PPAYITR1XXX-S01/revisions/2/psps/PSP%2F1%20%C3%A8/payments?page=3&size=1000",
		},
	} {
		t.Run(c.nome, func(t *testing.T) {
			x, err := c.nuova()
			require.NoError(t, err)
			require.Equal(t, "GET", x.Metodo)
			require.Equal(t, c.vuole, x.String())
		})
	}
	require.Equal(t, "Ocp-Apim-Subscription-Key", flusso.IntestazioneFdR3)
	require.Equal(t, "https://api.platform.pagopa.it/fdr-org/service/v1", flusso.BaseFdR3)

	senza := func(f func(*flusso.ChiaveFdR3)) flusso.ChiaveFdR3 {
		x := k
		f(&x)
		return x
	}
	for _, c := range []struct {
		k      flusso.ChiaveFdR3
		codice avviso.Codice
		campo  string
	}{
		{senza(func(k *flusso.ChiaveFdR3) { k.IdDominio = avviso.IdDominio{} }), flusso.CodiceDominio, "organizationId"},
		{senza(func(k *flusso.ChiaveFdR3) { k.IDFlusso = "" }), flusso.CodiceLunghezza, "fdr"},
		{senza(func(k *flusso.ChiaveFdR3) { k.IDFlusso = "a/b" }), flusso.CodicePattern, "fdr"},
		{senza(func(k *flusso.ChiaveFdR3) { k.PSP = strings.Repeat("x", 36) }), flusso.CodiceLunghezza, "pspId"},
		{senza(func(k *flusso.ChiaveFdR3) { k.Revisione = 0 }), flusso.CodiceNumero, "revision"},
	} {
		_, err := flusso.NuovaChiamataPagamentiFdR3(c.k, 1, 1)
		var e *flusso.Errore
		require.ErrorAs(t, err, &e)
		require.ErrorIs(t, err, flusso.ErrValore)
		require.Equal(t, []string{string(c.codice), c.campo}, []string{string(e.Codice), e.Campo})
	}
	for _, f := range []flusso.FiltroFdR3{
		{}, {IdDominio: enteFdR3, Pagina: -1}, {IdDominio: enteFdR3, Dimensione: 1001}, {IdDominio: enteFdR3, PSP: strings.Repeat("x", 36)},
	} {
		_, err := flusso.NuovaChiamataElencoFdR3(f)
		require.ErrorIs(t, err, flusso.ErrValore)
	}
}

const elencoFdR3 = `{
 "metadata": {"pageSize": 2, "pageNumber": 1, "totPage": 2},
 "count": 3,
 "data": [
  {"fdr": "2026-03-01PPAYITR1XXX-S01", "pspId": "PPAYITR1XXX", "revision": 1, "published": "2026-03-02T02:00:00.123456Z", "flowDate": "2026-03-01T23:00:00Z"},
  {"fdr": "2026-03-01PPAYITR1XXX-S02", "pspId": "PPAYITR1XXX", "revision": 2, "published": "2026-03-02T03:00:00Z", "flowDate": "2026-03-01T23:00:00Z"}
 ]
}`

func TestLeggiElencoFdR3(t *testing.T) {
	e, avvisi, err := flusso.LeggiElencoFdR3([]byte(elencoFdR3))
	require.NoError(t, err)
	require.Empty(t, avvisi)
	require.Equal(t, flusso.ElencoFdR3{Dimensione: 2, Numero: 1, Totale: 2, Conteggio: 3, Flussi: []flusso.VoceElencoFdR3{
		{IDFlusso: "2026-03-01PPAYITR1XXX-S01", PSP: "PPAYITR1XXX", Revisione: 1, Pubblicato: avviso.MustDataOra("2026-03-02T02:00:00.123Z"), Flusso: avviso.MustDataOra("2026-03-01T23:00:00Z")},
		{IDFlusso: "2026-03-01PPAYITR1XXX-S02", PSP: "PPAYITR1XXX", Revisione: 2, Pubblicato: avviso.MustDataOra("2026-03-02T03:00:00Z"), Flusso: avviso.MustDataOra("2026-03-01T23:00:00Z")},
	}}, e)
	require.Equal(t, flusso.ChiaveFdR3{IdDominio: enteFdR3, IDFlusso: "2026-03-01PPAYITR1XXX-S02", PSP: "PPAYITR1XXX", Revisione: 2}, e.Flussi[1].Chiave(enteFdR3))

	_, avvisi, err = flusso.LeggiElencoFdR3([]byte(strings.Replace(elencoFdR3, `"revision": 2`, `"revision": 2, "nuovo": 1`, 1)))
	require.NoError(t, err)
	require.Equal(t, flusso.AvvertenzaElemento, avvisi[0].Codice)
	require.Equal(t, "data.nuovo", avvisi[0].Campo)

	vuota, _, err := flusso.LeggiElencoFdR3([]byte(`{"metadata":{"pageSize":1000,"pageNumber":1,"totPage":0},"count":0,"data":[]}`))
	require.NoError(t, err)
	tutti, err := flusso.AssemblaElencoFdR3(vuota)
	require.NoError(t, err)
	require.Empty(t, tutti)

	for _, c := range []struct{ da, a, codice, campo string }{
		{`"revision": 2`, `"revision": 0`, "NUMERO", "data[1].revision"},
		{`"revision": 2, `, ``, "OBBLIGATORIO", "data[1].revision"},
		{`"published": "2026-03-02T03:00:00Z"`, `"published": "ieri"`, "DATA", "data[1].published"},
		{`S02"`, `S 02"`, "PATTERN", "data[1].fdr"},
		{`"pageSize": 2`, `"pageSize": 1001`, "NUMERO", "metadata.pageSize"},
		{`"count": 3`, `"Count": 3`, "ELEMENTO", "Count"},
		{`"count": 3`, `"count": 3, "count": 3`, "DUPLICATO", "count"},
		{`"count": 3`, `"count": "3"`, "JSON", "count"},
	} {
		_, _, err := flusso.LeggiElencoFdR3([]byte(strings.Replace(elencoFdR3, c.da, c.a, 1)))
		var x *flusso.Errore
		require.ErrorAs(t, err, &x, c.a)
		require.Equal(t, []string{c.codice, c.campo}, []string{string(x.Codice), x.Campo}, c.a)
	}
	_, _, err = flusso.LeggiElencoFdR3([]byte(elencoFdR3), flusso.ConMaxByte(10))
	require.ErrorIs(t, err, flusso.ErrLimite)
}

func TestAssemblaElencoFdR3(t *testing.T) {
	una, _, err := flusso.LeggiElencoFdR3([]byte(elencoFdR3))
	require.NoError(t, err)
	due := una
	due.Numero, due.Flussi = 2, una.Flussi[:1]
	tutti, err := flusso.AssemblaElencoFdR3(due, una)
	require.NoError(t, err)
	require.Len(t, tutti, 3)
	con := func(f func(*flusso.ElencoFdR3)) flusso.ElencoFdR3 {
		x := due
		f(&x)
		return x
	}
	for campo, pagine := range map[string][]flusso.ElencoFdR3{
		"data":                {},
		"count":               {una, con(func(e *flusso.ElencoFdR3) { e.Flussi = nil })},
		"metadata.totPage":    {una},
		"metadata.pageNumber": {una, una},
		"metadata.pageSize":   {una, con(func(e *flusso.ElencoFdR3) { e.Dimensione = 1; e.Flussi = una.Flussi })},
	} {
		_, err := flusso.AssemblaElencoFdR3(pagine...)
		var x *flusso.Errore
		require.ErrorAs(t, err, &x, campo)
		require.Equal(t, campo, x.Campo)
	}
	for campo, altra := range map[string]flusso.ElencoFdR3{
		"count":               con(func(e *flusso.ElencoFdR3) { e.Conteggio = 4 }),
		"metadata.totPage":    con(func(e *flusso.ElencoFdR3) { e.Totale = 3 }),
		"metadata.pageNumber": con(func(e *flusso.ElencoFdR3) { e.Numero = 3 }),
	} {
		_, err := flusso.AssemblaElencoFdR3(una, altra)
		var x *flusso.Errore
		require.ErrorAs(t, err, &x, campo)
		require.Equal(t, campo, x.Campo)
	}
}

func TestLeggiErroreFdR3(t *testing.T) {
	e, avvisi, err := flusso.LeggiErroreFdR3([]byte(`{"errorId":"50905466","httpStatusCode":400,"httpStatusDescription":"Bad Request","appErrorCode":"FDR-1000",` +
		`"errors":[{"path":"publishedGt","message":"too far back "},{"message":"x"}]}`))
	require.NoError(t, err)
	require.Empty(t, avvisi)
	require.Equal(t, flusso.ErroreFdR3{
		ID: "50905466", Stato: 400, Descrizione: "Bad Request", Codice: "FDR-1000",
		Errori: []flusso.DettaglioFdR3{{"publishedGt", "too far back "}, {"", "x"}},
	}, e)
	_, _, err = flusso.LeggiErroreFdR3([]byte(`{"httpStatusCode":404,"httpStatusDescription":"Not Found"}`))
	require.Equal(t, flusso.CodiceObbligatorio, codiceDi(t, err))
	_, _, err = flusso.LeggiErroreFdR3([]byte(`{"httpStatusCode":404,"httpStatusDescription":7,"appErrorCode":"FDR-1"}`))
	require.Equal(t, flusso.CodiceJSON, codiceDi(t, err))
	_, _, err = flusso.LeggiErroreFdR3([]byte(`<html>`))
	require.ErrorIs(t, err, flusso.ErrJSON)
}

// voceFdR3 is the nth flow, published at an instant.
func voceFdR3(n int, pubblicato string) flusso.VoceElencoFdR3 {
	return flusso.VoceElencoFdR3{
		IDFlusso: "2026-03-01PPAYITR1XXX-" + strconv.Itoa(n), PSP: "PPAYITR1XXX", Revisione: 1, Pubblicato: avviso.MustDataOra(pubblicato),
	}
}

// Each run takes what no other has seen, once, and the next list begins an hour before
// the latest publication.
func TestCorsaFdR3(t *testing.T) {
	c := flusso.CorsaFdR3{IdDominio: enteFdR3}
	adesso := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	dal, perse := c.Dal(adesso)
	require.False(t, perse)
	require.Equal(t, avviso.MustDataOra("2026-02-10T12:01:00Z"), dal, "a month, and a minute to spare")

	a, b, d := voceFdR3(1, "2026-03-09T10:00:00Z"), voceFdR3(2, "2026-03-09T12:00:00.5Z"), voceFdR3(3, "2026-03-09T11:30:00Z")
	nuove, dopo := c.Applica([]flusso.VoceElencoFdR3{b, a, b})
	require.Equal(t, []flusso.VoceElencoFdR3{b, a}, nuove)
	require.Equal(t, []flusso.VoceElencoFdR3{b}, dopo.Viste, "the other is before the next list")
	dal, perse = dopo.Dal(adesso)
	require.False(t, perse)
	require.Equal(t, avviso.MustDataOra("2026-03-09T11:00:00Z"), dal)

	// The next list: what was seen, a flow that came to the list late, a revision.
	rifatta := b
	rifatta.Revisione, rifatta.Pubblicato = 2, avviso.MustDataOra("2026-03-09T13:00:00Z")
	testo, err := json.Marshal(dopo)
	require.NoError(t, err)
	var ripresa flusso.CorsaFdR3
	require.NoError(t, json.Unmarshal(testo, &ripresa))
	require.Equal(t, dopo, ripresa, "the host stores it")
	nuove, dopo = ripresa.Applica([]flusso.VoceElencoFdR3{b, d, rifatta})
	require.Equal(t, []flusso.VoceElencoFdR3{d, rifatta}, nuove)
	nuove, uguale := dopo.Applica([]flusso.VoceElencoFdR3{rifatta})
	require.Empty(t, nuove)
	require.Equal(t, dopo, uguale)
	nuove, uguale = dopo.Applica(nil)
	require.Empty(t, nuove)
	require.Equal(t, dopo, uguale)

	dal, perse = dopo.Dal(adesso.AddDate(0, 2, 0))
	require.True(t, perse, "the platform has no longer what was published since")
	require.Equal(t, avviso.MustDataOra("2026-04-10T12:01:00Z"), dal)
}

func FuzzElencoFdR3(f *testing.F) {
	f.Add([]byte(elencoFdR3))
	f.Add([]byte(`{"data":[{"fdr":"a","pspId":"b","revision":1,"published":"2026-03-02T02:00:00"}]}`))
	f.Add([]byte(`{"errorId":"1","httpStatusCode":400,"httpStatusDescription":"","appErrorCode":"FDR-1000","errors":[{"message":""}]}`))
	f.Fuzz(func(t *testing.T, dati []byte) {
		prima := bytes.Clone(dati)
		if e, _, err := flusso.LeggiErroreFdR3(dati); err == nil && (e.Stato < 100 || e.Stato > 599) {
			t.Fatal(e)
		}
		e, _, err := flusso.LeggiElencoFdR3(dati)
		require.Equal(t, prima, dati)
		if err != nil {
			return
		}
		for _, v := range e.Flussi {
			if _, err := flusso.NuovaChiamataPagamentiFdR3(v.Chiave(enteFdR3), 0, 0); err != nil {
				t.Fatalf("%+v is listed and cannot be asked for: %v", v, err)
			}
		}
		nuove, dopo := flusso.CorsaFdR3{}.Applica(e.Flussi)
		if len(nuove) > len(e.Flussi) {
			t.Fatal("more than there are")
		}
		if altre, _ := dopo.Applica(nuove); len(altre)+len(dopo.Viste) != len(nuove) {
			t.Fatal("what is remembered is not taken again, what is older is")
		}
	})
}
