package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// aCheckout walks from a debt to Checkout and returns its path.
func (u *ufficio) aCheckout(debito string) string {
	u.t.Helper()
	u.leggi("/debito/"+debito).dice(u.t, http.StatusOK, "Paga online", "Prova il WISP")
	u.leggi("/debito/"+debito+"/checkout").dice(u.t, http.StatusOK, "Conferma e vai a Checkout")
	r := u.posta("/debito/"+debito+"/checkout", "email", "cittadino@posta.example")
	r.dice(u.t, http.StatusOK, "Paga su Checkout", "cittadino@posta.example", "Comune di Vallefinta", `"returnWaitingUrl"`)
	return r.percorso
}

func TestCheckout(t *testing.T) {
	for _, c := range []struct {
		scelta, pagina string
		esito          sessione.EsitoRitorno
		stato          pendenza.Stato
		sessione       sessione.CodiceStato
	}{
		{"paga", "Pagamento eseguito", sessione.EsitoOK, pendenza.Eseguita, sessione.Eseguito},
		{"attesa", "Stiamo aspettando l'esito", sessione.EsitoDifferito, pendenza.NonEseguita, sessione.InAttesaDiEsito},
		{"errore", "Pagamento rifiutato dal prestatore", sessione.EsitoErrore, pendenza.NonEseguita, sessione.InAttesaDiEsito},
		{"annulla", "Pagamento annullato", sessione.EsitoAnnullato, pendenza.NonEseguita, sessione.InAttesaDiEsito},
	} {
		t.Run(c.scelta, func(t *testing.T) {
			u := nuovoUfficio(t)
			pagina := u.aCheckout("MENSA-03")
			r := u.posta(pagina, "scelta", c.scelta)
			r.dice(t, http.StatusOK, c.pagina)
			esito := r.percorso
			require.True(t, strings.HasPrefix(esito, "/carrello/"))
			u.posta(pagina, "scelta", c.scelta).dice(t, http.StatusOK, c.pagina) // a second click
			u.posta(pagina, "scelta", "regala").dice(t, http.StatusConflict, "conclusa")
			require.Equal(t, esito, u.leggi(pagina).percorso)
			var s sessione.Sessione
			require.NoError(t, u.b.fai(func(time.Time) error {
				s = u.b.carrelli[strings.TrimPrefix(esito, "/carrello/")].sessione
				return nil
			}))
			require.Equal(t, c.esito, s.Esito)
			require.Equal(t, c.stato, u.posizione("MENSA-03").Stato)
			require.Equal(t, c.sessione, s.CodiceStato)
			switch c.scelta {
			case "paga":
				_, ricevuta := u.scarica(r)
				require.NotNil(t, ricevuta)
				require.Equal(t, "creditCard", ricevuta.Receipt.PaymentMethod)
				u.leggi("/console/MENSA-03").dice(t, http.StatusOK, "PAGAMENTO_ESEGUITO", "carrello di Checkout")
			case "attesa":
				require.Contains(t, r.corpo, `http-equiv="refresh"`)
				u.passa(attesaCheckout)
				u.leggi(esito).dice(t, http.StatusOK, "Pagamento eseguito", "cittadino@posta.example")
				require.Equal(t, pendenza.Eseguita, u.posizione("MENSA-03").Stato)
			case "errore":
				u.passa(30 * time.Minute)
				u.leggi(esito).dice(t, http.StatusOK, "Riprova il pagamento")
			case "annulla":
				r.dice(t, http.StatusOK, "CANCEL", "Riprova il pagamento")
				require.Zero(t, u.b.quantiTentativi("MENSA-03"))
			}
		})
	}
}

// TestCheckoutTardi: a notice that was paid meanwhile is refused on Checkout.
func TestCheckoutTardi(t *testing.T) {
	u := nuovoUfficio(t)
	pagina := u.aCheckout("MENSA-03")
	u.posta(u.alPunto("MENSA-03"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	u.posta(pagina, "scelta", "paga").dice(t, http.StatusConflict, "Il debito è già pagato")
	u.posta(pagina, "scelta", "annulla").dice(t, http.StatusOK, "Pagamento annullato", "Torna al debito")
	require.Len(t, u.posizione("MENSA-03").Pagamenti, 1)
}

// TestRicerca: a notice typed on the first page, and the debts of a fiscal code.
func TestRicerca(t *testing.T) {
	u := nuovoUfficio(t)
	p := u.posizione("MENSA-03")
	u.leggi("/").dice(t, http.StatusOK, "Hai un avviso di pagamento?", "I debiti di una persona")
	for _, q := range []string{p.NumeroAvviso.String(), p.NumeroAvviso.Visuale(), "PAGOPA|002|" + p.NumeroAvviso.String() + "|99999000005|5990"} {
		r := u.leggi("/cerca?ente=99999000005&avviso=" + url.QueryEscape(q))
		require.Equal(t, "/debito/MENSA-03", r.percorso)
	}
	cf := p.SoggettoPagatore.Identificativo
	u.leggi("/debiti?cf="+strings.ToLower(cf)).dice(t, http.StatusOK, "Mensa scolastica", cf)
	require.NotContains(t, u.leggi("/debiti?cf="+cf).testo(), "Occupazione di suolo", "a draft")
}

// TestCarrello: several debts with one passage, each with its receipt.
func TestCarrello(t *testing.T) {
	for _, c := range []struct {
		scelta, pagina string
		stato          pendenza.Stato
		sessione       sessione.CodiceStato
	}{
		{"paga", "Grazie: i 2 debiti sono pagati", pendenza.Eseguita, sessione.Eseguito},
		{"attesa", "Stiamo aspettando l'esito", pendenza.NonEseguita, sessione.InAttesaDiEsito},
		{"errore", "Non ti è stato addebitato nulla", pendenza.NonEseguita, sessione.InAttesaDiEsito},
		{"annulla", "Pagamento annullato", pendenza.NonEseguita, sessione.InAttesaDiEsito},
	} {
		t.Run(c.scelta, func(t *testing.T) {
			u := nuovoUfficio(t)
			elenco := u.leggi("/debiti")
			elenco.dice(t, http.StatusOK, "Paga insieme i debiti scelti")
			require.Contains(t, elenco.corpo, `name="debito" value="MENSA-03"`)
			require.Contains(t, elenco.corpo, `<a href="/debiti" aria-current="true">`)
			u.leggi("/carrello?debito=MENSA-03&debito=EDILIZIA-118").dice(t, http.StatusOK, "Conferma il pagamento", "In tutto 2 avvisi", "€ 545,90")
			r := u.postaTutto("/carrello", url.Values{"debito": {"MENSA-03", "EDILIZIA-118"}, "email": {"cittadino@posta.example"}})
			r.dice(t, http.StatusOK, "Paga su Checkout", "Mensa", `"amount":5990`, `"amount":48600`)
			r = u.posta(r.percorso, "scelta", c.scelta)
			r.dice(t, http.StatusOK, c.pagina)
			var s sessione.Sessione
			require.NoError(t, u.b.fai(func(time.Time) error {
				s = u.b.carrelli[strings.TrimPrefix(r.percorso, "/carrello/")].sessione
				return nil
			}))
			require.Equal(t, c.sessione, s.CodiceStato)
			for _, id := range []string{"MENSA-03", "EDILIZIA-118"} {
				require.Equal(t, c.stato, u.posizione(id).Stato)
			}
			switch c.scelta {
			case "paga":
				require.Equal(t, 2, strings.Count(r.corpo, "Scarica la ricevuta (PDF)"))
				u.leggi("/carrello?debito=MENSA-03").dice(t, http.StatusConflict, "Il debito è già pagato")
			case "attesa":
				u.passa(attesaCheckout)
				r = u.leggi(r.percorso)
				r.dice(t, http.StatusOK, "Grazie: i 2 debiti sono pagati")
			case "annulla":
				u.leggi("/carrello?debito=MENSA-03").dice(t, http.StatusOK, "Conferma il pagamento")
			}
		})
	}
}

func TestCarrelloRifiutato(t *testing.T) {
	u := nuovoUfficio(t)
	for _, c := range []struct {
		debiti []string
		stato  int
		dice   string
	}{
		{nil, http.StatusBadRequest, "da uno a 5"},
		{[]string{"TARI-UNICA", "TARI-RATA-1"}, http.StatusConflict, "sono in alternativa"},
		{[]string{"TARI-RATA-2", "TARI-UNICA"}, http.StatusConflict, "sono in alternativa"},
		{[]string{"MENSA-03", "MENSA-03"}, http.StatusBadRequest, "due volte"},
		{[]string{"MENSA-03", "NIENTE"}, http.StatusNotFound, ""},
		{[]string{"MENSA-03", "BIBLIOTECA-12"}, http.StatusConflict, "già pagato"},
	} {
		u.leggi("/carrello?"+url.Values{"debito": c.debiti}.Encode()).dice(t, c.stato, c.dice)
		u.postaTutto("/carrello", url.Values{"debito": c.debiti, "email": {"a@b.example"}}).dice(t, c.stato, c.dice)
	}
	u.leggi("/carrello?debito=TARI-RATA-1&debito=TARI-RATA-2").dice(t, http.StatusOK, "In tutto 2 avvisi")
	u.leggi("/carrello?debito=%zz").dice(t, http.StatusBadRequest, "Richiesta non valida")
}
