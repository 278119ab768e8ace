package sessione_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
)

const (
	navP1   = "301000000000004285"
	ritorno = "https://portale.example/esito"
)

// posizione is a position of 100.00, on a postal account where appoggio says so.
func posizione(nav string, appoggio bool) *pendenza.Pendenza {
	p := &pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: nav, IdDominio: avviso.MustIdDominio("12345678903"), NumeroAvviso: avviso.MustNumeroAvviso(nav), Stato: pendenza.NonEseguita,
		DataScadenza: avviso.MustData("2026-06-30"), Causale: "TARI 2026 rata unica", Importo: avviso.MustImporto("100.00"),
		Voci: []pendenza.Voce{{IDVocePendenza: "1", Importo: avviso.MustImporto("100.00"), IbanAccredito: avviso.MustIBAN("IT60X0542811101000000123456")}},
	}
	if appoggio {
		p.Voci[0].IbanAppoggio = avviso.MustIBAN("IT48F0760101000000012345678")
	}
	return p
}

func datiCheckout(t *testing.T, pendenze ...*pendenza.Pendenza) sessione.DatiCheckout {
	t.Helper()
	r, err := sessione.NuoviRitorniCheckout(ritorno, "s1", rpt.V1)
	require.NoError(t, err)
	return sessione.DatiCheckout{
		Pendenze: pendenze, ReturnURLs: r, Oggi: avviso.MustData("2026-03-10"),
		Ente: func(d avviso.IdDominio) *pendenza.EntePA {
			if d != avviso.MustIdDominio("12345678903") {
				return nil
			}
			return &pendenza.EntePA{Ente: avviso.Ente{IdDominio: d, Nome: "Comune di Prova", Settore: "Ufficio Tributi"}}
		},
	}
}

// TestCarrelloCheckout makes, writes and reads the cart of one notice; six are too many,
// one twice is too much.
func TestCarrelloCheckout(t *testing.T) {
	c, avvertenze, err := sessione.NuovoCarrelloCheckout(datiCheckout(t, posizione(navP1, true)))
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	require.Equal(t, sessione.URLCheckoutV1, c.URL())
	b, err := c.AppendJSON(nil)
	require.NoError(t, err)
	require.Equal(t, `{"paymentNotices":[{"noticeNumber":"301000000000004285","fiscalCode":"12345678903","amount":10000,"companyName":"Comune di Prova","description":"TARI 2026 rata unica"}],`+
		`"returnUrls":{"returnOkUrl":"https://portale.example/esito?idSession=s1&esito=OK","returnCancelUrl":"https://portale.example/esito?idSession=s1&esito=CANCEL",`+
		`"returnErrorUrl":"https://portale.example/esito?idSession=s1&esito=ERROR"},"allCCP":true}`, string(b))
	letto, err := sessione.ParseCarrelloCheckout(b)
	require.NoError(t, err)
	require.Equal(t, c, letto)

	r, avvertenze, err := sessione.LeggiRispostaCheckout(302, "https://checkout.pagopa.it/ecommerce/checkout/v1/carts/7/redirect?clientId=CHECKOUT_CART", nil)
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	require.NoError(t, r.Valida())
	require.Equal(t, "https://checkout.pagopa.it/ecommerce/checkout/v1/carts/7/redirect?clientId=CHECKOUT_CART", r.Redirect)

	var sei []*pendenza.Pendenza
	for _, n := range []string{"301000000000004285", "301000000000500122", "301000000000500223", "301000000000500324", "301000000000500425", "301000000000500526"} {
		sei = append(sei, posizione(n, false))
	}
	_, _, err = sessione.NuovoCarrelloCheckout(datiCheckout(t, sei...))
	require.ErrorIs(t, err, sessione.ErrCarrello)
	require.Equal(t, sessione.CodiceElementiMax, codice(t, err))
	_, _, err = sessione.NuovoCarrelloCheckout(datiCheckout(t, sei[0], sei[0]))
	require.ErrorIs(t, err, sessione.ErrCarrello)
	require.Equal(t, sessione.CodiceDuplicato, codice(t, err))
	cinque, _, err := sessione.NuovoCarrelloCheckout(datiCheckout(t, append(sei[1:5:5], posizione(navP1, true))...))
	require.NoError(t, err)
	require.False(t, *cinque.AllCCP, "one of five alone has a postal account")
}

// TestCarrelloCheckoutDaPendenze: what cannot be paid is not sent, under its place.
func TestCarrelloCheckoutDaPendenze(t *testing.T) {
	senzaConto := posizione(navP1, false)
	senzaConto.Voci[0].CodEntrata = "BOH"
	annullata := posizione(navP1, false)
	annullata.Stato = pendenza.Annullata
	scaduta := posizione(navP1, false)
	scaduta.DataScadenza = avviso.MustData("2026-01-31")
	altrui := posizione(navP1, false)
	altrui.IdDominio = avviso.MustIdDominio("98765432103")
	senzaAvviso := posizione(navP1, false)
	senzaAvviso.NumeroAvviso = avviso.NumeroAvviso{}
	for _, c := range []struct {
		p             *pendenza.Pendenza
		codice, campo string
	}{
		{annullata, "PAG_006", "pendenze[1]"},
		{scaduta, "PAG_007", "pendenze[1]"},
		{altrui, "DOMINIO", "pendenze[1].idDominio"},
		{senzaConto, "RISPOSTA", "pendenze[1].voci[0].codEntrata"},
		{senzaAvviso, "OBBLIGATORIO", "paymentNotices[1].noticeNumber"},
		{nil, "NULLO", "pendenze[1]"},
	} {
		_, _, err := sessione.NuovoCarrelloCheckout(datiCheckout(t, posizione("301000000000500122", false), c.p))
		var e *sessione.Errore
		require.ErrorAs(t, err, &e, c.codice)
		require.ErrorIs(t, err, sessione.ErrCarrello)
		require.Equal(t, []string{c.codice, c.campo}, []string{string(e.Codice), e.Campo})
	}
	lunga := posizione(navP1, false)
	lunga.Causale = strings.Repeat("à", 141)
	d := datiCheckout(t, lunga)
	d.Email, d.IDCart = "pino@test.example", "carrello-1"
	c, avvertenze, err := sessione.NuovoCarrelloCheckout(d)
	require.NoError(t, err)
	require.Equal(t, strings.Repeat("à", 137)+"...", c.PaymentNotices[0].Description)
	require.Equal(t, sessione.CodiceLunghezza, avvertenze[0].Codice)
	require.Equal(t, "pendenze[0].causale", avvertenze[0].Campo)
	a := posizione(navP1, false)
	a.Causale = "TARI\n2026"
	c, _, err = sessione.NuovoCarrelloCheckout(datiCheckout(t, a))
	require.NoError(t, err)
	require.Equal(t, "TARI 2026", c.PaymentNotices[0].Description)
}

func TestViolazioniCheckout(t *testing.T) {
	buono, _, err := sessione.NuovoCarrelloCheckout(datiCheckout(t, posizione(navP1, true)))
	require.NoError(t, err)
	require.Empty(t, buono.Violazioni())
	for nome, c := range map[string]struct {
		cambia func(*sessione.CarrelloCheckout)
		attese []string
	}{
		"empty": {func(c *sessione.CarrelloCheckout) { *c = sessione.CarrelloCheckout{} }, []string{
			"VUOTO paymentNotices", "OBBLIGATORIO returnUrls.returnOkUrl", "OBBLIGATORIO returnUrls.returnCancelUrl", "OBBLIGATORIO returnUrls.returnErrorUrl",
		}},
		"empty notice": {func(c *sessione.CarrelloCheckout) { c.PaymentNotices[0] = sessione.AvvisoCheckout{} }, []string{
			"OBBLIGATORIO paymentNotices[0].noticeNumber", "OBBLIGATORIO paymentNotices[0].fiscalCode", "IMPORTO paymentNotices[0].amount",
			"OBBLIGATORIO paymentNotices[0].companyName", "OBBLIGATORIO paymentNotices[0].description",
		}},
		"texts": {func(c *sessione.CarrelloCheckout) {
			c.EmailNotice, c.IDCart = "pino", strings.Repeat("x", 211)
			c.PaymentNotices[0].CompanyName, c.PaymentNotices[0].Description = strings.Repeat("x", 141), "a\nb"
		}, []string{"PATTERN emailNotice", "LUNGHEZZA paymentNotices[0].companyName", "PATTERN paymentNotices[0].description", "LUNGHEZZA idCart"}},
		"URLs": {func(c *sessione.CarrelloCheckout) {
			c.ReturnURLs = sessione.RitorniCheckout{OK: "/esito", Cancel: "ftp://x/y", Error: "https://x", Waiting: "x"}
		}, []string{"URL returnUrls.returnOkUrl", "URL returnUrls.returnCancelUrl", "URL returnUrls.returnWaitingUrl"}},
	} {
		c2 := buono
		c2.PaymentNotices = slices.Clone(buono.PaymentNotices)
		c.cambia(&c2)
		var trovate []string
		for _, v := range c2.Violazioni() {
			trovate = append(trovate, string(v.Codice)+" "+v.Campo)
		}
		require.Empty(t, cmp.Diff(c.attese, trovate), nome)
		_, err := c2.AppendJSON(nil)
		require.ErrorIs(t, err, sessione.ErrCarrello, nome)
	}
	var nessuno *sessione.CarrelloCheckout
	require.ErrorIs(t, nessuno.Valida(), avviso.ErrNullo)
	require.NotEmpty(t, nessuno.Violazioni())
	require.Equal(t, sessione.URLCheckoutV1, nessuno.URL())
}

// esempioCheckout is the example of the official description, with its text "false".
const esempioCheckout = `{"emailNotice":"my_email@mail.it","paymentNotices":[` +
	`{"noticeNumber":"302012387654312384","fiscalCode":"77777777777","amount":1000,"companyName":"companyName","description":"description"},` +
	`{"noticeNumber":"302012387654312385","fiscalCode":"77777777777","amount":2000,"companyName":"companyName","description":"description"}],` +
	`"returnUrls":{"returnOkUrl":"https://www.comune.di.prova.it/pagopa/success.html","returnCancelUrl":"https://www.comune.di.prova.it/pagopa/cancel.html",` +
	`"returnErrorUrl":"https://www.comune.di.prova.it/pagopa/error.html","returnWaitingUrl":"https://www.comune.di.prova.it/pagopa/waiting.html"},` +
	`"idCart":"id_cart","allCCP":"false"}`

func TestLeggiCarrelloCheckout(t *testing.T) {
	_, err := sessione.ParseCarrelloCheckout([]byte(esempioCheckout))
	require.Equal(t, avviso.Codice("PATTERN"), codice(t, err))
	require.ErrorIs(t, err, sessione.ErrDocumento)
	c, avvertenze, err := sessione.LeggiCarrelloCheckout([]byte(esempioCheckout))
	require.NoError(t, err)
	require.Len(t, avvertenze, 1)
	require.Equal(t, "allCCP", avvertenze[0].Campo)
	require.False(t, *c.AllCCP)
	require.Equal(t, sessione.URLCheckoutV2, c.URL())
	require.Equal(t, avviso.MustImporto("20.00"), c.PaymentNotices[1].Amount)
	b, err := json.Marshal(&c)
	require.NoError(t, err)
	require.JSONEq(t, strings.Replace(esempioCheckout, `"false"`, `false`, 1), string(b))

	conAltri := strings.NewReplacer(`"amount":1000,`, `"amount":"1000","nuovo":{"a":1.50},`, `"idCart"`, `"altro":[1],"idCart"`).Replace(esempioCheckout)
	c, avvertenze, err = sessione.LeggiCarrelloCheckout([]byte("\ufeff" + conAltri))
	require.NoError(t, err)
	var campi []string
	for _, a := range avvertenze {
		campi = append(campi, string(a.Codice)+" "+a.Campo)
	}
	require.Equal(t, []string{"BOM ", "MEMBRO paymentNotices[0].nuovo", "MEMBRO altro", "TIPO allCCP"}, campi)
	b, err = c.AppendJSON(nil)
	require.NoError(t, err)
	require.Contains(t, string(b), `"description":"description","nuovo":{"a":1.50}}`)
	require.True(t, strings.HasSuffix(string(b), `"allCCP":false,"altro":[1]}`), string(b))

	giusto := strings.Replace(esempioCheckout, `"false"`, `false`, 1)
	for _, x := range []struct{ da, a, codice, campo string }{
		{`"amount":1000`, `"amount":1000.5`, "PATTERN", "paymentNotices[0].amount"},
		{`"amount":1000`, `"amount":0`, "MIN", "paymentNotices[0].amount"},
		{`"amount":1000`, `"amount":-1`, "MIN", "paymentNotices[0].amount"},
		{`"amount":1000`, `"amount":1e3`, "PATTERN", "paymentNotices[0].amount"},
		{`"amount":1000`, `"amount":999999999990`, "MAX", "paymentNotices[0].amount"},
		{`"amount":1000`, `"Amount":1000`, "MEMBRO", "paymentNotices[0].Amount"},
		{`302012387654312384`, `30201238765431238`, "PATTERN", "paymentNotices[0].noticeNumber"},
		{`302012387654312385`, `302012387654312384`, "DUPLICATO", "paymentNotices[1]"},
		{`"fiscalCode":"77777777777"`, `"fiscalCode":77777777777`, "PATTERN", "paymentNotices[0].fiscalCode"},
		{`"returnOkUrl":"https://www.comune.di.prova.it/pagopa/success.html",`, ``, "OBBLIGATORIO", "returnUrls.returnOkUrl"},
		{`"idCart":"id_cart"`, `"idCart":"id_cart","x":1`, "MEMBRO", "x"},
	} {
		_, err := sessione.ParseCarrelloCheckout([]byte(strings.Replace(giusto, x.da, x.a, 1)))
		var e *sessione.Errore
		require.ErrorAs(t, err, &e, x.a)
		require.Equal(t, []string{x.codice, x.campo}, []string{string(e.Codice), e.Campo}, x.a)
	}
}

func TestRispostaCheckout(t *testing.T) {
	for nome, c := range map[string]struct {
		stato      int
		corpo      string
		problema   sessione.ProblemaCheckout
		avvertenza string
	}{
		"more than five": {422, `{"title":"Invalid cart","status":422,"detail":"too many"}`, sessione.ProblemaCheckout{Tipo: "about:blank", Titolo: "Invalid cart", Stato: 422, Dettaglio: "too many"}, ""},
		"another status": {400, `{"type":"https://x/y","status":500}`, sessione.ProblemaCheckout{Tipo: "https://x/y", Stato: 400}, "STATO"},
		"not JSON":       {500, `<html>`, sessione.ProblemaCheckout{Tipo: "about:blank", Stato: 500}, "JSON"},
		"nothing":        {503, ``, sessione.ProblemaCheckout{Tipo: "about:blank", Stato: 503}, "JSON"},
		"member":         {400, `{"x":1}`, sessione.ProblemaCheckout{Tipo: "about:blank", Stato: 400}, "MEMBRO"},
		"wrong status":   {400, `{"status":"x"}`, sessione.ProblemaCheckout{Tipo: "about:blank", Stato: 400}, "PATTERN"},
	} {
		r, avvertenze, err := sessione.LeggiRispostaCheckout(c.stato, "", []byte(c.corpo))
		require.NoError(t, err, nome)
		require.Equal(t, &c.problema, r.Problema, nome)
		require.ErrorIs(t, r.Valida(), sessione.ErrCheckout)
		if c.avvertenza == "" {
			require.Empty(t, avvertenze, nome)
			continue
		}
		require.Equal(t, c.avvertenza, string(avvertenze[0].Codice), nome)
	}
	_, _, err := sessione.LeggiRispostaCheckout(302, "", nil)
	require.Equal(t, sessione.CodiceObbligatorio, codice(t, err))
	_, _, err = sessione.LeggiRispostaCheckout(302, "/carts/1", nil)
	require.Equal(t, sessione.CodiceURL, codice(t, err))
	require.ErrorIs(t, sessione.RispostaCheckout{}.Valida(), sessione.ErrCheckout)
}

// TestRitornoAnnullato: a citizen who abandons Checkout is not debited, and the session
// does not change for it.
func TestRitornoAnnullato(t *testing.T) {
	r, err := sessione.ParseRitorno("https://portale.example/esito?idSession=s1&esito=CANCEL")
	require.NoError(t, err)
	require.Equal(t, sessione.EsitoAnnullato, r.Esito)
	s := sessione.Avvia("7", "s1")
	prima := s.Stato()
	s, err = s.Ritorna(r)
	require.NoError(t, err)
	require.Equal(t, prima, s.Stato())
	require.Equal(t, rpt.SessioneInCorso, s.Stato())

	u, err := sessione.NuoviRitorniCheckout(ritorno+"?lang=it", "", rpt.V2)
	require.NoError(t, err)
	require.Equal(t, sessione.RitorniCheckout{
		OK: ritorno + "?lang=it&esito=OK", Cancel: ritorno + "?lang=it&esito=CANCEL", Error: ritorno + "?lang=it&esito=ERROR", Waiting: ritorno + "?lang=it&esito=DIFFERITO",
	}, u)
	_, err = sessione.NuoviRitorniCheckout("/esito", "s1", rpt.V2)
	require.ErrorIs(t, err, sessione.ErrRitorno)
	_, err = sessione.NuoviRitorniCheckout("", "s1", rpt.V2)
	require.Equal(t, avviso.Codice("PAG_013"), codice(t, err))
}

// FuzzCarrelloCheckout: what the strict reader accepts is written the same and read
// again; the lenient one accepts it without a warning.
func FuzzCarrelloCheckout(f *testing.F) {
	f.Add([]byte(esempioCheckout))
	f.Add([]byte(strings.Replace(esempioCheckout, `"false"`, `true`, 1)))
	f.Add([]byte(strings.Replace(esempioCheckout, `"idCart"`, `"x\u0000":{"a":[1e9]},"idCart"`, 1)))
	f.Add([]byte(`{"title":"x","status":400}`))
	f.Fuzz(func(t *testing.T, dati []byte) {
		_, _, _ = sessione.LeggiRispostaCheckout(400, "", dati)
		c, avvertenze, err := sessione.LeggiCarrelloCheckout(dati)
		s, errStretto := sessione.ParseCarrelloCheckout(dati)
		if errStretto == nil && (err != nil || len(avvertenze) > 0) {
			t.Fatal(err, avvertenze)
		}
		if err != nil {
			var e *sessione.Errore
			if !errors.As(err, &e) || !errors.Is(err, sessione.ErrCarrello) && !errors.Is(err, sessione.ErrDocumento) {
				t.Fatalf("%#v", err)
			}
			return
		}
		if errStretto == nil && !cmp.Equal(c, s, cmp.Comparer(func(a, b avviso.Importo) bool { return a == b }),
			cmp.Comparer(func(a, b avviso.NumeroAvviso) bool { return a == b }), cmp.Comparer(func(a, b avviso.IdDominio) bool { return a == b })) {
			t.Fatal("strict and lenient differ")
		}
		primo, err := c.AppendJSON(nil)
		if err != nil {
			t.Fatalf("read, and cannot be written: %v", err)
		}
		d, _, err := sessione.LeggiCarrelloCheckout(primo)
		if err != nil {
			t.Fatalf("written, and cannot be read: %v\n%s", err, primo)
		}
		if secondo, err := d.AppendJSON(nil); err != nil || string(primo) != string(secondo) {
			t.Fatalf("written twice, and different (%v)\n%s\n%s", err, primo, secondo)
		}
	})
}
