package sessione_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
)

// An identifier is made of letters, digits, - and _, one to 35 of them.
func TestIdentificativi(t *testing.T) {
	for id, want := range map[string]bool{
		"azAZ09-_": true, strings.Repeat("x", 35): true, strings.Repeat("x", 36): false, "": false, "a b": false, "a.b": false, "à": false,
		"/": false, ":": false, "@": false, "[": false, "`": false, "{": false, "a": true, "z": true, "A": true, "Z": true, "0": true, "9": true,
	} {
		_, err := sessione.ParseCarrello("", []byte(`{"pendenze":[{"idA2A":`+strconv.Quote(id)+`,"idPendenza":"P1"}]}`))
		require.Equal(t, want, err == nil, "%q: %v", id, err)
	}
}

// A query and a list as long as they may be, and one longer.
func TestCarrelloAlLimite(t *testing.T) {
	for q, want := range map[string]bool{
		"idSessionePortale=" + strings.Repeat("x", 35): true, "idSessionePortale=" + strings.Repeat("x", 36): false,
		"codiceConvenzione=xxxx": false, "codiceConvenzione=xxxxx": true,
		"codiceConvenzione=" + strings.Repeat("x", 35): true, "codiceConvenzione=" + strings.Repeat("x", 36): false,
	} {
		_, err := sessione.ParseCarrello(q, []byte(carrelloDue))
		require.Equal(t, want, err == nil, "%s: %v", q, err)
	}
	elementi := func(n int) (c sessione.Carrello) {
		for i := range n {
			c.Pendenze = append(c.Pendenze, sessione.Elemento{IDA2A: "GEST", IDPendenza: "P" + strconv.Itoa(i)})
		}
		return c
	}
	cinque, sei, nessuno := elementi(5), elementi(6), elementi(0)
	require.NoError(t, cinque.Valida(nil))
	require.Equal(t, pendenza.ElementiMax, rilievo(t, sei.Valida(nil)).Codice)
	b, err := cinque.AppendJSON(nil)
	require.NoError(t, err)
	letto, err := sessione.ParseCarrello("", b)
	require.NoError(t, err)
	require.Len(t, letto.Pendenze, 5)
	_, err = sei.AppendJSON(nil)
	require.Equal(t, pendenza.ElementiMax, rilievo(t, err).Codice)
	_, err = nessuno.AppendJSON(nil)
	require.Equal(t, sessione.CodiceVuoto, rilievo(t, err).Codice)
	// Models alone are written: they are refused when the payment starts.
	modelli := sessione.Carrello{}
	for range 5 {
		modelli.Pendenze = append(modelli.Pendenze, sessione.Elemento{Modello: &sessione.Modello{IdDominio: avviso.MustIdDominio("12345678903"), IDTipoPendenza: "SPONTANEO"}})
	}
	_, err = modelli.AppendJSON(nil)
	require.NoError(t, err)
	modello := leggiCarrello(t, `{"pendenze":[{"idDominio":"12345678903","idTipoPendenza":"SPONTANEO","dati":{"targa":"AB123CD"}}]}`)
	_, err = modello.AppendJSON(nil)
	require.NoError(t, err)
}

// The documents of an attempt: absent, read, refused with their place.
func TestDocumenti(t *testing.T) {
	var nessuno *sessione.RPP
	a, b, rilievi := nessuno.Documenti()
	require.Nil(t, a)
	require.Nil(t, b)
	require.Empty(t, rilievi)
	a, b, rilievi = (&sessione.RPP{RT: json.RawMessage(rtSessione)}).Documenti()
	require.Nil(t, a)
	require.NotNil(t, b)
	for _, x := range rilievi { // the receipt of the example is short
		require.True(t, strings.HasPrefix(x.Campo, "rt."), x.Campo)
	}
	a, b, rilievi = (&sessione.RPP{RPT: json.RawMessage(`{"receiptId":"x"}`), RT: json.RawMessage(rtSessione)}).Documenti()
	require.Nil(t, a)
	require.NotNil(t, b)
	require.True(t, strings.HasPrefix(rilievi[0].Campo, "rpt."), rilievi[0].Campo)
}

// What the attempts add up to follows their receipts, and the state alone of one that has
// none.
func TestStatoDaiTentativi(t *testing.T) {
	ok := json.RawMessage(rtSessione)
	ko := json.RawMessage(strings.Replace(rtSessione, `"OK"`, `"KO"`, 1))
	require.NotEqual(t, string(ok), string(ko))
	for nome, tt := range map[string]struct {
		rpp  []sessione.RPP
		want rpt.StatoSessione
	}{
		"a receipt without a state": {[]sessione.RPP{{RT: ok}}, rpt.SessioneEseguito},
		"its state":                 {[]sessione.RPP{{RT: ok, Stato: rpt.StatoRTAccettataPA.String()}}, rpt.SessioneEseguito},
		"KO":                        {[]sessione.RPP{{RT: ko}}, rpt.SessioneNonEseguito},
		"one of each":               {[]sessione.RPP{{RT: ok}, {RT: ko}}, rpt.SessioneEseguitoParziale},
		"no receipt":                {[]sessione.RPP{{Stato: rpt.StatoRPTAccettataPSP.String()}}, rpt.SessioneInCorso},
		"refused by the Nodo":       {[]sessione.RPP{{Stato: rpt.StatoRPTRifiutataNodo.String()}}, rpt.SessioneFallito},
		"none at all":               {[]sessione.RPP{{}}, rpt.SessioneInCorso},
	} {
		p := sessione.Pagamento{RPP: tt.rpp}
		require.Equal(t, tt.want, p.StatoDaiTentativi(), nome)
	}
	require.Equal(t, rpt.SessioneInCorso, (*sessione.Pagamento)(nil).StatoDaiTentativi())
}

// The cart of the checkout takes one cent and 999999999.99, nothing and no more.
func TestImportiCheckout(t *testing.T) {
	c, _, err := sessione.NuovoCarrelloCheckout(datiCheckout(t, posizione(navP1, false)))
	require.NoError(t, err)
	for centesimi, want := range map[int64]bool{0: false, 1: true, 99_999_999_999: true} {
		c.PaymentNotices[0].Amount = avviso.ImportoDaCentesimi(centesimi)
		require.Equal(t, want, c.Valida() == nil, centesimi)
	}
}

// A causale of 140 characters stands whole in the cart, a longer one is shortened.
func TestCausaleCheckout(t *testing.T) {
	for n, want := range map[int]int{140: 0, 141: 1} {
		p := posizione(navP1, false)
		p.Causale = strings.Repeat("à", n)
		c, avvertenze, err := sessione.NuovoCarrelloCheckout(datiCheckout(t, p))
		if n > 140 && err != nil { // no position has it
			continue
		}
		require.NoError(t, err)
		require.Len(t, avvertenze, want, n)
		require.LessOrEqual(t, len([]rune(c.PaymentNotices[0].Description)), 140)
	}
}

// What went wrong is said in words: the detail of a problem, else its title; a violation
// with its field.
func TestInParole(t *testing.T) {
	for want, r := range map[string]sessione.RispostaCheckout{
		"400 dettaglio": {Problema: &sessione.ProblemaCheckout{Stato: 400, Titolo: "titolo", Dettaglio: "dettaglio"}},
		"400 titolo":    {Problema: &sessione.ProblemaCheckout{Stato: 400, Titolo: "titolo"}},
		"0 ":            {},
	} {
		require.Equal(t, want, rilievo(t, r.Valida()).Valore)
	}
	p := sessione.NuovoProblema(&pendenza.Errore{Codice: pendenza.Obbligatorio, Err: &pendenza.NonValida{Violazioni: []avviso.Violazione{
		{Campo: "causale", Codice: pendenza.Obbligatorio, Testo: "obbligatorio"}, {Codice: pendenza.Obbligatorio, Testo: "altro"},
	}}})
	require.Equal(t, "causale: obbligatorio\naltro", p.Dettaglio)
}
