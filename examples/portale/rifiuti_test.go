package main

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/portale/stile"
	"github.com/quietanza/quietanza/pendenza"
)

// TestRifiuti: what is not there, or cannot be done, says so and changes nothing.
func TestRifiuti(t *testing.T) {
	u := nuovoUfficio(t)
	avviso := func(id string) string { p := u.posizione(id); return p.NumeroAvviso.String() }
	attiva := func(id string) func() risposta {
		return func() risposta { return u.posta("/psp/attiva", "avviso", avviso(id), "ente", dominio.String()) }
	}
	leggi := func(p string) func() risposta { return func() risposta { return u.leggi(p) } }
	posta := func(p string, campi ...string) func() risposta {
		return func() risposta { return u.posta(p, campi...) }
	}
	for _, c := range []struct {
		nome  string
		f     func() risposta
		stato int
		dice  string
	}{
		{"debito sconosciuto", leggi("/debito/NULLA"), 404, "Debito sconosciuto"},
		{"bozza", leggi("/debito/SUOLO-9"), 404, "Debito sconosciuto"},
		{"paga una bozza", posta("/debito/SUOLO-9/paga"), 404, "Debito sconosciuto"},
		{"avviso di una bozza", leggi("/avviso/" + avviso("SUOLO-9")), 404, "Avviso sconosciuto"},
		{"avviso sconosciuto", leggi("/avviso/301000000000004285"), 404, "Avviso sconosciuto"},
		{"avviso che non lo è", leggi("/avviso/12"), 404, "diciotto cifre"},
		{"pagamento sconosciuto", leggi("/pagamento/X"), 404, "Pagamento sconosciuto"},
		{"wisp sconosciuto", posta("/wisp/X", "psp", "ABI99991"), 404, "Pagamento sconosciuto"},
		{"sportello sconosciuto", posta("/sportello/X", "scelta", "eseguito"), 404, "Pagamento sconosciuto"},
		{"punto di pagamento sconosciuto", posta("/psp/pagamento/X", "scelta", "paga"), 404, "Pagamento sconosciuto"},
		{"carrello sconosciuto", leggi("/checkout/X"), 404, "Carrello sconosciuto"},
		{"esito di nessun carrello", leggi("/carrello/X"), 404, "Carrello sconosciuto"},
		{"scelta di nessun carrello", posta("/checkout/X", "scelta", "paga"), 404, "Carrello sconosciuto"},
		{"ritorno di nessuna sessione", leggi("/ritorno?idSession=A&esito=CANCEL"), 404, "Carrello sconosciuto"},
		{"checkout di un pagato", leggi("/debito/BIBLIOTECA-12/checkout"), 409, "PAA_PAGAMENTO_DUPLICATO"},
		{"checkout senza e-mail", posta("/debito/MENSA-03/checkout"), 400, "Indirizzo e-mail non valido"},
		{"checkout di uno scaduto", posta("/debito/MULTA-77/checkout", "email", "x@posta.example"), 409, "PAA_PAGAMENTO_SCADUTO"},
		{"ricerca malformata", leggi("/cerca?avviso=12&ente=99999000005"), 400, "diciotto cifre"},
		{"ricerca di un altro ente", leggi("/cerca?avviso=" + avviso("MENSA-03") + "&ente=12345678903"), 404, "Avviso di un altro ente"},
		{"ricerca di nulla", leggi("/cerca?avviso=301000000000004285&ente=99999000005"), 404, "Avviso sconosciuto"},
		{"ricerca di una bozza", leggi("/cerca?avviso=" + avviso("SUOLO-9") + "&ente=99999000005"), 404, "Avviso sconosciuto"},
		{"debiti di nessuno", leggi("/debiti?cf=RSSMRA80A01H501U"), 404, "Nessun debito"},
		{"pagina inesistente", leggi("/nulla"), 404, "Pagina inesistente"},
		{"già pagato", posta("/debito/BIBLIOTECA-12/paga"), 409, "PAA_PAGAMENTO_DUPLICATO"},
		{"già pagato, con l'avviso", attiva("BIBLIOTECA-12"), 409, "PAA_PAGAMENTO_DUPLICATO"},
		{"annullato", posta("/debito/TRASPORTO-5/paga"), 409, "PAA_PAGAMENTO_ANNULLATO"},
		{"annullato, con l'avviso", attiva("TRASPORTO-5"), 409, "PAA_PAGAMENTO_ANNULLATO"},
		{"scaduto", posta("/debito/MULTA-77/paga"), 409, "PAA_PAGAMENTO_SCADUTO"},
		{"scaduto, con l'avviso", attiva("MULTA-77"), 409, "PAA_PAGAMENTO_SCADUTO"},
		{"bozza, con l'avviso", attiva("SUOLO-9"), 409, "PAA_PAGAMENTO_SCONOSCIUTO"},
		{"ente sbagliato", posta("/psp/attiva", "avviso", avviso("MENSA-03"), "ente", "12345678903"), 409, "PAA_ID_DOMINIO_ERRATO"},
		{"avviso vuoto", posta("/psp/attiva", "avviso", "", "ente", dominio.String()), 409, "PAA_PAGAMENTO_SCONOSCIUTO"},
		{"avviso malformato", posta("/psp/attiva", "avviso", "3010", "ente", dominio.String()), 409, "PAA_SEMANTICA"},
		{"verifica malformata", leggi("/psp?avviso=abc&ente=" + dominio.String()), 200, "PAA_SEMANTICA"},
		{"ritorno senza dati", leggi("/ritorno"), 400, "Ritorno non valido"},
		{"ritorno di nessuno", leggi("/ritorno?idSession=A&esito=OK&idPagamento=B"), 404, "Pagamento sconosciuto"},
		{"salto sconosciuto", posta("/console/orologio", "salto", "9s"), 400, "Salto sconosciuto"},
		{"azione sconosciuta", posta("/console/MENSA-03", "azione", "regala"), 400, "Azione sconosciuta"},
		{"azione non ammessa", posta("/console/BIBLIOTECA-12", "azione", "annulla"), 409, "Azione non ammessa"},
		{"console di nessuno", leggi("/console/NULLA"), 404, "Debito sconosciuto"},
		{"modulo illeggibile", posta("/wisp/X?%zz"), 400, "Modulo non leggibile"},
		{"modulo troppo lungo", posta("/wisp/X", "psp", strings.Repeat("x", maxCorpo)), 413, "Modulo troppo lungo"},
	} {
		t.Run(c.nome, func(t *testing.T) { c.f().dice(t, c.stato, c.dice) })
	}
	require.Equal(t, 0, u.b.quantiTentativi("MENSA-03"))
}

func (b *banco) quantiTentativi(id string) (n int) {
	_ = b.fai(func(time.Time) error {
		d, err := b.debito(id)
		if err == nil {
			n = len(d.pagamenti)
		}
		return err
	})
	return n
}

// TestPassiFuoriPosto: steps of a walk in the wrong order, or twice.
func TestPassiFuoriPosto(t *testing.T) {
	u := nuovoUfficio(t)
	wisp := u.posta("/debito/MENSA-03/paga").percorso
	sportello := strings.Replace(wisp, "/wisp/", "/sportello/", 1)
	u.posta("/debito/MENSA-03/paga").dice(t, http.StatusConflict, "Un pagamento è già in corso")
	u.posta(sportello, "scelta", "eseguito").dice(t, http.StatusConflict, "Manca il prestatore")
	u.posta(wisp, "psp", "ABI00000").dice(t, http.StatusBadRequest, "Prestatore sconosciuto")
	u.posta(strings.Replace(wisp, "/wisp/", "/psp/pagamento/", 1), "scelta", "paga").dice(t, http.StatusNotFound, "Pagamento sconosciuto")

	conferma := strings.Replace(wisp, "/wisp/", "/conferma/", 1)
	u.posta(conferma, "email", "x@posta.example").dice(t, http.StatusConflict, "Manca il prestatore")
	u.posta(wisp, "psp", "ABI99991").dice(t, http.StatusOK, "Conferma il pagamento", "Banca Esempio")
	u.posta(wisp, "psp", "ABI99991").dice(t, http.StatusOK, "Conferma il pagamento") // a second click
	u.posta(sportello, "scelta", "eseguito").dice(t, http.StatusConflict, "Manca la conferma")
	for _, e := range []string{"", "x", "x@", "Anna <x@posta.example>", "x@posta.example, y@posta.example"} {
		u.posta(conferma, "email", e).dice(t, http.StatusBadRequest, "Indirizzo e-mail non valido")
	}
	u.posta(conferma, "email", "x@posta.example").dice(t, http.StatusOK, "Ricevuta da simulare")
	u.posta(conferma, "email", "y@posta.example").dice(t, http.StatusOK, "Ricevuta da simulare") // a second click
	u.posta(wisp, "psp", "ABI99992").dice(t, http.StatusConflict, "Il prestatore è già scelto")
	u.posta(sportello, "scelta", "parziale").dice(t, http.StatusBadRequest, "Scelta non ammessa") // one item
	u.posta(sportello, "scelta", "regalo").dice(t, http.StatusBadRequest, "Scelta non ammessa")
	u.posta(sportello).dice(t, http.StatusBadRequest, "Scelta non ammessa")

	u.posta(sportello, "scelta", "eseguito").dice(t, http.StatusOK, "Stiamo aspettando l'esito")
	u.posta(sportello, "scelta", "eseguito").dice(t, http.StatusOK, "Stiamo aspettando l'esito") // a second click
	u.posta(sportello, "scelta", "non-eseguito").dice(t, http.StatusConflict, "La sessione di pagamento è conclusa")
	u.passa(time.Hour)
	u.posta(sportello, "scelta", "non-eseguito").dice(t, http.StatusConflict, "La sessione di pagamento è conclusa")
	u.leggi(wisp).dice(t, http.StatusOK, "Pagamento eseguito")
	p := u.posizione("MENSA-03")
	require.Equal(t, pendenza.Eseguita, p.Stato)
	require.Len(t, p.Pagamenti, 1)

	pagina := u.alPunto("EDILIZIA-118")
	u.posta(pagina, "scelta", "regala").dice(t, http.StatusBadRequest, "Scelta non ammessa")
	u.posta(pagina, "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	u.posta(pagina, "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	u.posta(pagina, "scelta", "rifiuta").dice(t, http.StatusConflict, "La sessione di pagamento è conclusa")
	require.Len(t, u.posizione("EDILIZIA-118").Pagamenti, 3)
}

// TestConsole publishes, cancels and restores, and moves the clock.
func TestConsole(t *testing.T) {
	u := nuovoUfficio(t)
	u.posta("/console/SUOLO-9", "azione", "pubblica").dice(t, http.StatusOK, "NON_ESEGUITA")
	u.leggi("/debiti").dice(t, http.StatusOK, "Occupazione di suolo pubblico")
	u.posta("/console/SUOLO-9", "azione", "annulla").dice(t, http.StatusOK, "ANNULLATA")
	u.leggi("/debito/SUOLO-9").dice(t, http.StatusOK, "Annullato", "annullato dall'ufficio")
	u.posta("/console/SUOLO-9", "azione", "ripristina").dice(t, http.StatusOK, "NON_ESEGUITA")

	u.posta("/debito/SUOLO-9/paga")
	u.posta("/console/SUOLO-9", "azione", "annulla").dice(t, http.StatusConflict, "tentativo")
	u.posta("/console/orologio", "salto", "30m").dice(t, http.StatusOK, "Orologio di prova")
	require.Equal(t, "1", string(u.tentativo("SUOLO-9").esito))

	r := u.leggi("/console/SUOLO-9")
	require.Equal(t, 4, strings.Count(r.corpo, `<svg class="macchina"`))
	require.Equal(t, 4, strings.Count(r.corpo, `class="node stato corrente">`))
	require.Equal(t, 4, strings.Count(r.testo(), "stateDiagram-v2"))

	u.posta("/console/orologio", "salto", "90g")
	u.leggi("/debito/MENSA-03").dice(t, http.StatusOK, "Scaduto", "Ora questo debito non si può pagare")
	for range 250 {
		if r = u.posta("/console/orologio", "salto", "90g"); r.stato != http.StatusOK {
			break
		}
	}
	r.dice(t, http.StatusConflict, "Troppo avanti")
}

// TestMetodi: a page that is read is not posted, and the other way round.
func TestMetodi(t *testing.T) {
	u := nuovoUfficio(t)
	for _, c := range []struct{ metodo, percorso, ammessi string }{
		{http.MethodPost, "/", "GET, HEAD"},
		{http.MethodPost, "/debito/MENSA-03", "GET, HEAD"},
		{http.MethodGet, "/debito/MENSA-03/paga", "POST"},
		{http.MethodPut, "/sportello/X", "GET, HEAD, POST"},
		{http.MethodDelete, "/console/MENSA-03", "GET, HEAD, POST"},
		{http.MethodGet, "/psp/attiva", "POST"},
	} {
		r, err := http.NewRequest(c.metodo, u.server.URL+c.percorso, nil)
		require.NoError(t, err)
		got := u.manda(r)
		got.dice(t, http.StatusMethodNotAllowed, "Metodo non ammesso")
		require.Equal(t, c.ammessi, got.testate.Get("Allow"))
	}
	require.Equal(t, 0, u.b.quantiTentativi("MENSA-03"))
}

// TestProvenienza: requests for another host, and forms from another site.
func TestProvenienza(t *testing.T) {
	u := nuovoUfficio(t)
	s := nuovoSito(u.b)
	chiede := func(metodo, ospite string, testate ...string) int {
		r := httptest.NewRequest(metodo, "http://"+ospite+"/debito/MENSA-03/paga", nil)
		if metodo == http.MethodGet {
			r = httptest.NewRequest(metodo, "http://"+ospite+"/", nil)
		}
		for i := 0; i < len(testate); i += 2 {
			r.Header.Set(testate[i], testate[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Code
	}
	for _, ospite := range []string{"127.0.0.1:8017", "localhost:8017", "localhost", "[::1]:8017", "127.3.2.1"} {
		require.Equal(t, http.StatusOK, chiede(http.MethodGet, ospite), ospite)
	}
	for _, ospite := range []string{"example.com", "127.0.0.1.example.com:8017", "192.168.1.2:8017", "localhost.example.com", "0.0.0.0:8017"} {
		require.Equal(t, http.StatusMisdirectedRequest, chiede(http.MethodGet, ospite), ospite)
	}
	require.Equal(t, http.StatusForbidden, chiede(http.MethodPost, "127.0.0.1:8017", "Origin", "http://example.com"))
	require.Equal(t, http.StatusForbidden, chiede(http.MethodPost, "127.0.0.1:8017", "Origin", "http://127.0.0.1:9999"))
	require.Equal(t, http.StatusForbidden, chiede(http.MethodPost, "127.0.0.1:8017", "Sec-Fetch-Site", "cross-site"))
	require.Equal(t, http.StatusForbidden, chiede(http.MethodPost, "127.0.0.1:8017", "Origin", "null"))
	require.Equal(t, 0, u.b.quantiTentativi("MENSA-03"))
	require.Equal(t, http.StatusSeeOther, chiede(http.MethodPost, "127.0.0.1:8017", "Sec-Fetch-Site", "same-origin"))
}

var inLinea = regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son[a-z]+=|javascript:`)

// TestPagineChiuse: nothing that a page is given comes out as markup, and no
// page needs what its policy forbids.
func TestPagineChiuse(t *testing.T) {
	u := nuovoUfficio(t)
	u.posta(u.alPunto("MENSA-03"), "scelta", "paga")
	for _, p := range []string{
		"/", "/debiti", "/debito/MENSA-03", "/debito/BIBLIOTECA-12/checkout", "/debito/EDILIZIA-118/checkout", "/debiti?cf=%3Cscript%3E", "/cerca?avviso=%3Cscript%3E", "/debito/EDILIZIA-118", "/console", "/console/MENSA-03", "/psp", "/nulla",
		"/psp?avviso=%3Cscript%3Ealert(1)%3C/script%3E&ente=%22%3E%3Cb%20onclick=x%3E", "/debito/%3Cscript%3E", "/ritorno?idSession=%3Cscript%3E&esito=%3Cscript%3E&idPagamento=x",
	} {
		r := u.leggi(p)
		require.NotRegexp(t, inLinea, r.corpo, p)
		require.Contains(t, r.corpo, `<html lang="it">`, p)
		require.Equal(t, stile.Politica, r.testate.Get("Content-Security-Policy"))
		require.Equal(t, "nosniff", r.testate.Get("X-Content-Type-Options"))
		require.Equal(t, "no-store", r.testate.Get("Cache-Control"))
		require.Equal(t, 1, strings.Count(r.corpo, "<h1"), p)
	}
	require.Equal(t, "text/css; charset=utf-8", u.leggi("/stile.css").testate.Get("Content-Type"))
	require.Equal(t, "image/svg+xml", u.leggi("/icona.svg").testate.Get("Content-Type"))
}

// TestInsieme: many citizens at once; of those who pay one debt, one does.
func TestInsieme(t *testing.T) {
	u := nuovoUfficio(t)
	nav := u.posizione("TARI-UNICA").NumeroAvviso.String()
	var gruppo sync.WaitGroup
	var mu sync.Mutex
	riusciti := map[string]int{}
	for i := range 24 {
		gruppo.Go(func() {
			var r risposta
			chi := "altro"
			switch i % 4 {
			case 0:
				chi = "portale"
				r = u.posta("/debito/MENSA-03/paga")
			case 1:
				chi = "avviso"
				r = u.posta("/psp/attiva", "avviso", nav, "ente", dominio.String())
			case 2:
				r = u.leggi("/console/MENSA-03")
			default:
				u.passa(time.Millisecond)
				r = u.posta("/console/orologio", "salto", "1m")
			}
			if r.stato == http.StatusOK {
				mu.Lock()
				riusciti[chi]++
				mu.Unlock()
			}
		})
	}
	gruppo.Wait()
	// The clock moves at most six minutes: a session of five may have expired.
	require.GreaterOrEqual(t, riusciti["portale"], 1)
	require.LessOrEqual(t, riusciti["portale"], 2)
	require.Equal(t, 1, riusciti["avviso"])
	require.Equal(t, 12, riusciti["altro"])
	require.Equal(t, riusciti["portale"], u.b.quantiTentativi("MENSA-03"))
}
