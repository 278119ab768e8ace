package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

const giorno = 24 * time.Hour

// TestTipi12 walks types 1 and 2 to each receipt.
func TestTipi12(t *testing.T) {
	subito, dopo := 4*time.Second, 2*time.Hour
	for _, c := range []struct {
		nome, debito, psp, scelta string
		attesa                    time.Duration
		ritorno                   sessione.EsitoRitorno
		esito                     rpt.CodiceEsitoPagamento
		pagato                    string
		stato                     pendenza.Stato
		sessione                  sessione.CodiceStato
		pagina                    string
	}{
		{"tipo 1 eseguito", "MENSA-03", "ABI99991", "eseguito", subito, sessione.EsitoOK, "0", "59.90", pendenza.Eseguita, sessione.Eseguito, "Pagamento eseguito"},
		{"tipo 1 eseguito con bollo", "EDILIZIA-118", "ABI99992", "eseguito", subito, sessione.EsitoOK, "0", "486.00", pendenza.Eseguita, sessione.Eseguito, "Pagamento eseguito"},
		{"tipo 1 non eseguito", "MENSA-03", "ABI99991", "non-eseguito", subito, sessione.EsitoErrore, "1", "0.00", pendenza.NonEseguita, sessione.NonEseguito, "Pagamento non eseguito"},
		{"tipo 1 parziale", "EDILIZIA-118", "ABI99991", "parziale", subito, sessione.EsitoOK, "2", "120.00", pendenza.EseguitaParziale, sessione.ParzialmenteEseguito, "Pagamento eseguito in parte"},
		{"tipo 1 decorrenza", "MENSA-03", "ABI99991", "decorrenza", 90 * giorno, sessione.EsitoDifferito, "3", "0.00", pendenza.NonEseguita, sessione.NonEseguito, "Pagamento scaduto senza risposta"},
		{"tipo 2 eseguito", "MENSA-03", "ABI99993", "eseguito", dopo, sessione.EsitoDifferito, "0", "59.90", pendenza.Eseguita, sessione.Eseguito, "Pagamento eseguito"},
		{"tipo 2 non eseguito", "MENSA-03", "ABI99993", "non-eseguito", dopo, sessione.EsitoDifferito, "1", "0.00", pendenza.NonEseguita, sessione.NonEseguito, "Pagamento non eseguito"},
		{"tipo 2 parziale", "EDILIZIA-118", "ABI99993", "parziale", dopo, sessione.EsitoDifferito, "2", "120.00", pendenza.EseguitaParziale, sessione.ParzialmenteEseguito, "Pagamento eseguito in parte"},
		{"tipo 2 decorrenza", "MENSA-03", "ABI99993", "decorrenza", 90 * giorno, sessione.EsitoDifferito, "3", "0.00", pendenza.NonEseguita, sessione.NonEseguito, "Pagamento scaduto senza risposta"},
		{"tipo 1 decorrenza parziale", "EDILIZIA-118", "ABI99991", "decorrenza-parziale", 90 * giorno, sessione.EsitoDifferito, "4", "120.00", pendenza.EseguitaParziale, sessione.ParzialmenteEseguito, "Pagamento scaduto in parte senza risposta"},
		{"tipo 2 decorrenza parziale", "EDILIZIA-118", "ABI99993", "decorrenza-parziale", 90 * giorno, sessione.EsitoDifferito, "4", "120.00", pendenza.EseguitaParziale, sessione.ParzialmenteEseguito, "Pagamento scaduto in parte senza risposta"},
		{"tipo 1 annullato", "MENSA-03", "ABI99991", "annulla", 5 * time.Minute, sessione.EsitoErrore, "1", "0.00", pendenza.NonEseguita, sessione.NonEseguito, "Pagamento non eseguito"},
	} {
		t.Run(c.nome, func(t *testing.T) {
			u := nuovoUfficio(t)
			r := u.posta(u.alloSportello(c.debito, c.psp), "scelta", c.scelta)
			r.dice(t, http.StatusOK, "Stiamo aspettando l'esito", string(c.ritorno))
			require.Contains(t, r.corpo, `http-equiv="refresh"`)
			require.Equal(t, sessione.InAttesaDiEsito, u.tentativo(c.debito).sessione.CodiceStato)
			u.leggi("/debito/"+c.debito).dice(t, http.StatusOK, "Pagamento in corso")

			// 90 days of the calendar, across the change to daylight saving time.
			u.passa(c.attesa - 2*time.Hour*btoi(c.attesa > giorno) - time.Second)
			u.leggi(r.percorso).dice(t, http.StatusOK, "Stiamo aspettando l'esito")
			u.passa(2*time.Hour*btoi(c.attesa > giorno) + time.Second)
			r = u.leggi(r.percorso)
			r.dice(t, http.StatusOK, c.pagina, string(c.esito)+" – "+c.esito.Testo())
			require.NotContains(t, r.corpo, `http-equiv="refresh"`)

			rt, _ := u.scarica(r)
			require.NotNil(t, rt)
			require.Equal(t, c.esito, rt.DatiPagamento.CodiceEsitoPagamento)
			require.Equal(t, c.pagato, rt.DatiPagamento.ImportoTotalePagato.String())
			q := u.posizione(c.debito)
			require.Equal(t, c.stato, q.Stato)
			require.False(t, q.Anomala())
			p := u.tentativo(c.debito)
			require.Equal(t, c.sessione, p.sessione.CodiceStato)
			require.Equal(t, rpt.StatoRTAccettataPA, p.stato)
			require.Equal(t, nodo.RTAccettataPA, p.nodo)
			pagato, err := func() (avviso.Importo, error) { x := u.posizione(c.debito); return x.ImportoPagato() }()
			require.NoError(t, err)
			require.Equal(t, c.pagato, pagato.String())
			u.leggi("/console/"+c.debito).dice(t, http.StatusOK, c.stato.String(), c.sessione.String(), "RT_ACCETTATA_PA")
		})
	}
}

func btoi(b bool) time.Duration {
	if b {
		return 1
	}
	return 0
}

// TestAbbandono leaves at each page: the PSP waits five minutes from when the citizen
// reached it, the Nodo half an hour for who never did; the RT names the PSP only when
// one was chosen.
func TestAbbandono(t *testing.T) {
	for nome, c := range map[string]struct {
		lascia     func(u *ufficio) string
		nodo       string
		attesa     time.Duration
		attestante string
	}{
		"sulla scelta del prestatore": {func(u *ufficio) string { return u.posta("/debito/MENSA-03/paga").percorso }, "RPT_PARCHEGGIATA_NODO", 30 * time.Minute, "Nodo dei Pagamenti simulato"},
		"sulla conferma": {func(u *ufficio) string {
			return u.posta(u.posta("/debito/MENSA-03/paga").percorso, "psp", "ABI99991").percorso
		}, "RPT_ACCETTATA_PSP", 30 * time.Minute, "Banca Esempio"},
		"presso il prestatore": {func(u *ufficio) string {
			r := u.posta(u.posta("/debito/MENSA-03/paga").percorso, "psp", "ABI99991")
			u.passa(4 * time.Minute) // on the way, not of the PSP's five
			return u.posta(r.percorso, "email", "x@posta.example").percorso
		}, "RPT_ACCETTATA_PSP", sessione.ScadenzaSessionePSP, "Banca Esempio"},
	} {
		t.Run(nome, func(t *testing.T) {
			u := nuovoUfficio(t)
			pagina := c.lascia(u)
			require.Equal(t, c.nodo, func() string { p := u.tentativo("MENSA-03"); return p.nodo.String() }())
			u.leggi("/debito/MENSA-03").dice(t, http.StatusOK, "Pagamento in corso", "Continua")
			u.passa(c.attesa - time.Second)
			require.Equal(t, sessione.InCorsoAlPSP, u.tentativo("MENSA-03").sessione.CodiceStato)
			u.leggi(pagina).dice(t, http.StatusOK, "Mensa scolastica")
			u.passa(time.Second)
			require.Equal(t, sessione.NonEseguito, u.tentativo("MENSA-03").sessione.CodiceStato)
			r := u.leggi(pagina) // the page sends to the outcome
			r.dice(t, http.StatusOK, "Pagamento non eseguito", "1 – ")
			rt, _ := u.scarica(r)
			require.Equal(t, "0.00", rt.DatiPagamento.ImportoTotalePagato.String())
			require.Equal(t, c.attestante, rt.IstitutoAttestante.Denominazione)
			u.posta(pagina, "psp", "ABI99991", "scelta", "eseguito", "email", "x@posta.example").dice(t, http.StatusConflict, "conclus")
			// and it may be tried again
			r = u.posta(u.alloSportello("MENSA-03", "ABI99991"), "scelta", "eseguito")
			u.passa(4 * time.Second)
			u.leggi(r.percorso).dice(t, http.StatusOK, "Pagamento eseguito")
			require.Equal(t, pendenza.Eseguita, u.posizione("MENSA-03").Stato)
		})
	}
}

// alPunto walks from the notice of a debt to the payment page of type 3.
func (u *ufficio) alPunto(debito string) string {
	u.t.Helper()
	p := u.posizione(debito)
	u.leggi("/avviso/"+p.NumeroAvviso.String()).dice(u.t, http.StatusOK, p.NumeroAvviso.Visuale(), "Comune di Vallefinta")
	u.leggi("/psp?avviso="+p.NumeroAvviso.String()+"&ente="+dominio.String()).dice(u.t, http.StatusOK, "L'avviso si può pagare", p.Importo.Italiano())
	r := u.posta("/psp/attiva", "avviso", p.NumeroAvviso.String(), "ente", dominio.String())
	r.dice(u.t, http.StatusOK, "Esito da simulare")
	return r.percorso
}

func TestTipo3Eseguito(t *testing.T) {
	for _, debito := range []string{"MENSA-03", "EDILIZIA-118"} { // one item; several, with a stamp
		t.Run(debito, func(t *testing.T) {
			u := nuovoUfficio(t)
			pagina := u.alPunto(debito)
			u.leggi("/debito/"+debito).dice(t, http.StatusOK, "Pagamento in corso")
			r := u.posta(pagina, "scelta", "paga")
			r.dice(t, http.StatusOK, "Pagamento eseguito", "L'ente ha ricevuto la ricevuta")
			_, ricevuta := u.scarica(r)
			require.NotNil(t, ricevuta)
			require.Equal(t, rpt.OutcomeOK, ricevuta.Receipt.Outcome)
			p := u.posizione(debito)
			require.Equal(t, p.Importo, ricevuta.Receipt.PaymentAmount)
			require.Equal(t, pendenza.Eseguita, p.Stato)
			require.False(t, p.Anomala())
			require.Equal(t, rpt.StatoRTAccettataPA, u.tentativo(debito).stato)
			require.Equal(t, nodo.RTAccettataPA, u.tentativo(debito).nodo)
			u.leggi("/debito/"+debito).dice(t, http.StatusOK, "Pagato", "tipo 3", "Ricevuta di pagamento (paSendRTV2)")
			u.leggi("/psp?avviso="+p.NumeroAvviso.String()+"&ente="+dominio.String()).dice(t, http.StatusOK, "Il debito è già pagato", "PAA_PAGAMENTO_DUPLICATO")
		})
	}
}

// TestTipo3Storico walks the older model to each receipt that a notice of one item has.
func TestTipo3Storico(t *testing.T) {
	for _, c := range []struct {
		scelta string
		attesa time.Duration
		esito  rpt.CodiceEsitoPagamento
		pagato string
		stato  pendenza.Stato
		pagina string
	}{
		{"eseguito", 0, "0", "59.90", pendenza.Eseguita, "Pagamento eseguito"},
		{"non-eseguito", 0, "1", "0.00", pendenza.NonEseguita, "Pagamento non eseguito"},
		{"decorrenza", 90 * giorno, "3", "0.00", pendenza.NonEseguita, "Pagamento scaduto senza risposta"},
		{"annulla", 5 * time.Minute, "1", "0.00", pendenza.NonEseguita, "Pagamento non eseguito"},
	} {
		t.Run(c.scelta, func(t *testing.T) {
			u := nuovoUfficio(t)
			p := u.posizione("MENSA-03")
			r := u.posta("/psp/attiva", "avviso", p.NumeroAvviso.String(), "ente", dominio.String(), "modello", "storico")
			r.dice(t, http.StatusOK, "Ricevuta da simulare", "Annulla senza scegliere")
			require.NotContains(t, r.corpo, `value="parziale"`, "one item")
			pagina := r.percorso
			r = u.posta(pagina, "scelta", c.scelta)
			if c.attesa > 0 {
				r.dice(t, http.StatusOK, "In attesa della ricevuta")
				u.passa(c.attesa)
				r = u.leggi(pagina)
			}
			r.dice(t, http.StatusOK, c.pagina)
			rt, _ := u.scarica(r)
			require.NotNil(t, rt)
			require.Equal(t, c.esito, rt.DatiPagamento.CodiceEsitoPagamento)
			require.Equal(t, c.pagato, rt.DatiPagamento.ImportoTotalePagato.String())
			require.Equal(t, pspAvviso.Nome, rt.IstitutoAttestante.Denominazione)
			require.Equal(t, c.stato, u.posizione("MENSA-03").Stato)
			require.Equal(t, nodo.RTAccettataPA, u.tentativo("MENSA-03").nodo)
			u.leggi("/console/MENSA-03").dice(t, http.StatusOK, "RT_ACCETTATA_PA")
		})
	}
	u := nuovoUfficio(t)
	p := u.posizione("EDILIZIA-118") // several items, which the older model does not know
	u.posta("/psp/attiva", "avviso", p.NumeroAvviso.String(), "ente", dominio.String(), "modello", "storico").dice(t, http.StatusConflict, "PAA_SEMANTICA")
	p = u.posizione("BIBLIOTECA-12")
	u.posta("/psp/attiva", "avviso", p.NumeroAvviso.String(), "ente", dominio.String(), "modello", "storico").dice(t, http.StatusConflict, "PAA_PAGAMENTO_DUPLICATO")
}

// TestRitornoRipetuto: a return that is read again leaves no trace.
func TestRitornoRipetuto(t *testing.T) {
	u := nuovoUfficio(t)
	u.posta(u.alloSportello("MENSA-03", "ABI99993"), "scelta", "eseguito")
	p := u.tentativo("MENSA-03")
	dove, err := p.urlRitorno("http://127.0.0.1/ritorno")
	require.NoError(t, err)
	prima := len(p.debito.diario)
	for range 3 {
		u.leggi(strings.TrimPrefix(dove, "http://127.0.0.1")).dice(t, http.StatusOK, "Stiamo aspettando l'esito")
	}
	p = u.tentativo("MENSA-03")
	require.Len(t, p.debito.diario, prima)
}

// TestAlternativaScaduta: what the other way of paying settled is not due, expired or not.
func TestAlternativaScaduta(t *testing.T) {
	u := nuovoUfficio(t)
	u.posta(u.alPunto("TARI-UNICA"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	u.passa(130 * giorno)
	u.leggi("/debito/TARI-RATA-2").dice(t, http.StatusOK, "Non più dovuto")
}

// TestTipo3Rifiutato: the body hears nothing, and the attempt blocks for its half hour.
func TestTipo3Rifiutato(t *testing.T) {
	u := nuovoUfficio(t)
	pagina := u.alPunto("MENSA-03")
	u.posta(pagina, "scelta", "rifiuta").dice(t, http.StatusOK, "Pagamento rifiutato dal prestatore")
	require.Equal(t, nodo.RPTRifiutataPSP, u.tentativo("MENSA-03").nodo)
	require.Equal(t, rpt.StatoRPTAttivata, u.tentativo("MENSA-03").stato)
	avviso := "/psp?avviso=" + func() string { p := u.posizione("MENSA-03"); return p.NumeroAvviso.String() }() + "&ente=" + dominio.String()
	u.leggi(avviso).dice(t, http.StatusOK, "Un pagamento è già in corso", "PAA_PAGAMENTO_IN_CORSO")
	u.passa(30*time.Minute - time.Second)
	u.leggi(avviso).dice(t, http.StatusOK, "PAA_PAGAMENTO_IN_CORSO")
	u.passa(time.Second)
	u.leggi(avviso).dice(t, http.StatusOK, "L'avviso si può pagare")
	require.Equal(t, rpt.StatoRPTScaduta, u.tentativo("MENSA-03").stato)
	require.Equal(t, pendenza.NonEseguita, u.posizione("MENSA-03").Stato)
	u.posta(u.alPunto("MENSA-03"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
}

// TestTipo3Scaduto: a payment that is left expires and can no longer be made.
func TestTipo3Scaduto(t *testing.T) {
	u := nuovoUfficio(t)
	pagina := u.alPunto("MENSA-03")
	u.passa(30 * time.Minute)
	u.leggi(pagina).dice(t, http.StatusOK, "Tentativo scaduto")
	u.posta(pagina, "scelta", "paga").dice(t, http.StatusConflict, "La sessione di pagamento è conclusa")
	require.Equal(t, pendenza.NonEseguita, u.posizione("MENSA-03").Stato)
}

// TestQR pays with the text of the QR code instead of the number.
func TestQR(t *testing.T) {
	u := nuovoUfficio(t)
	p := u.posizione("MENSA-03")
	r := u.leggi("/avviso/" + p.NumeroAvviso.String())
	testo := "PAGOPA|002|" + p.NumeroAvviso.String() + "|" + dominio.String() + "|5990"
	r.dice(t, http.StatusOK, testo)
	require.Contains(t, r.corpo, `<svg class="qr" viewBox="0 0 41 41"`) // 33 modules and the quiet zone
	u.posta("/psp/attiva", "avviso", testo).dice(t, http.StatusOK, "Esito da simulare")
}

// TestAlternative: what is paid first, whole or in instalments, excludes the other.
func TestAlternative(t *testing.T) {
	u := nuovoUfficio(t)
	u.posta(u.alPunto("TARI-RATA-1"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	u.leggi("/debito/TARI-UNICA").dice(t, http.StatusOK, "Non più dovuto")
	u.posta("/debito/TARI-UNICA/paga").dice(t, http.StatusConflict, "PAA_PAGAMENTO_DUPLICATO")
	u.posta(u.alPunto("TARI-RATA-2"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
}

// TestDoppio: a payment of type 2 blocks for half an hour; whoever pays again
// after that pays twice, and the position says so.
func TestDoppio(t *testing.T) {
	u := nuovoUfficio(t)
	u.posta(u.alloSportello("MENSA-03", "ABI99993"), "scelta", "eseguito")
	u.passa(31 * time.Minute)
	u.posta(u.alPunto("MENSA-03"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	u.passa(2 * time.Hour)
	p := u.posizione("MENSA-03")
	require.Equal(t, pendenza.Eseguita, p.Stato)
	require.True(t, p.Anomala())
	u.leggi("/debito/MENSA-03").dice(t, http.StatusOK, "In verifica", "Già pagati € 119,80")
}
