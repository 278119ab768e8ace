package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/piemontepay"
)

func TestGiro(t *testing.T) {
	var out strings.Builder
	require.NoError(t, esegui(context.Background(), nil, &out))
	righe := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, righe, 8)
	for i, want := range []string{
		"MENSA_17_1, digest ",
		`"Chiamata non valida"; nel registro: WARN [accessoChiamanteEsterno] Errore sul campo digest, con valore `,
		"&codEsito=000",
		"L'esito sarà definitivo quando riceverai la Ricevuta Telematica. (pagata: false)",
		"notifica di un'altra posizione (pagata: false)",
		"notifica 1: 000 (pagata: true)",
		"notifica 2: 000 (pagata: true)",
		"non va ripetuto",
	} {
		require.Contains(t, righe[i], want)
	}
}

// A page left open on -servi ends with its context, and says where to look.
func TestServi(t *testing.T) {
	ctx, ferma := context.WithCancel(context.Background())
	var out strings.Builder
	time.AfterFunc(50*time.Millisecond, ferma)
	require.NoError(t, esegui(ctx, []string{"-servi"}, &out))
	require.Contains(t, out.String(), "Portale: http://127.0.0.1:")
}

func TestArgomenti(t *testing.T) {
	for _, args := range [][]string{
		{"-porta", "1"},
		{"ora"},
		{"-senza", "nome"},
		{"-senza", ""},
		{"-portale", "127.0.0.1"},
		{"-portale", "0.0.0.0:0"},
		{"-portale", ":0"},
		{"-sportello", "0.0.0.0:0"},
		{"-sportello", "192.168.1.2:0"},
		{"-sportello", "example.com:80"},
	} {
		var out strings.Builder
		err := esegui(context.Background(), args, &out)
		require.Error(t, err, "%v", args)
		require.NotErrorIs(t, err, comando.ErrFinito)
		require.Empty(t, out.String())
	}
	for _, c := range [][2]string{{"-h", "Stati di uscita:\n  0  finito"}, {"--version", "piemontepay "}} {
		var out strings.Builder
		require.ErrorIs(t, esegui(context.Background(), []string{c[0]}, &out), comando.ErrFinito)
		require.Contains(t, out.String(), c[1])
	}
}

// apriProva is a bench under test, and what its desk logs.
func apriProva(t *testing.T, args ...string) (*banco, *bytes.Buffer) {
	t.Helper()
	r, err := leggi(args, io.Discard)
	require.NoError(t, err)
	var registro bytes.Buffer
	b, err := apri(t.Context(), r, time.Now, &registro)
	require.NoError(t, err)
	t.Cleanup(b.chiudi)
	return b, &registro
}

func (b *banco) chiama(t *testing.T) url.Values {
	t.Helper()
	v, err := b.posta(t.Context(), b.urlPortale+"/paga", url.Values{"conferma": {"si"}})
	require.NoError(t, err)
	require.NotEmpty(t, v.nascosti())
	return v.nascosti()
}

// TestTentativoGiusto: a return is told by the page of its own attempt, whichever came last.
func TestTentativoGiusto(t *testing.T) {
	b, _ := apriProva(t)
	primo, secondo := b.chiama(t), b.chiama(t)
	ritornoPrimo, err := b.allaConclusione(t.Context(), primo, "annulla")
	require.NoError(t, err)
	ritornoSecondo, err := b.allaConclusione(t.Context(), secondo, "paga")
	require.NoError(t, err)
	v, err := b.leggi(t.Context(), ritornoSecondo)
	require.NoError(t, err)
	require.Equal(t, b.urlPortale+"/tentativo/MENSA_17_2", v.indirizzo)
	require.Contains(t, v.corpo, "In attesa della ricevuta")
	require.Contains(t, v.corpo, `http-equiv="refresh"`)
	v, err = b.leggi(t.Context(), ritornoPrimo)
	require.NoError(t, err)
	require.Equal(t, b.urlPortale+"/tentativo/MENSA_17_1", v.indirizzo)
	require.Contains(t, v.corpo, "Non riuscito o abbandonato")
	require.NotContains(t, v.corpo, `http-equiv="refresh"`)

	// After a positive return another attempt is warned about before it starts.
	v, err = b.posta(t.Context(), b.urlPortale+"/paga", nil)
	require.NoError(t, err)
	require.Contains(t, v.corpo, "Pagare di nuovo?")
	require.Empty(t, v.nascosti().Get("digest"))
	// ... and the desk lets nobody pay what waits for its receipt (§3.4).
	v, err = b.posta(t.Context(), b.urlSportello+"/accessoChiamanteEsterno", b.chiama(t))
	require.NoError(t, err)
	require.Contains(t, v.corpo, "Il pagamento non è disponibile")
}

// TestConclusioni: each end has its page and its code.
func TestConclusioni(t *testing.T) {
	for scelta, c := range map[string][2]string{
		"paga":    {"Operazione terminata", "000"},
		"annulla": {"Attenzione! Operazione annullata!", "100"},
		"rifiuta": {"Attenzione! Il pagamento non è riuscito", "100"},
	} {
		b, _ := apriProva(t, "-senza", "email,privacy,captcha") // the summary is skipped
		v, err := b.posta(t.Context(), b.urlSportello+"/accessoChiamanteEsterno", b.chiama(t))
		require.NoError(t, err)
		require.Equal(t, "Pagamento su pagoPA", v.uno(titoloPagina))
		pagamento := v.indirizzo
		v, err = b.posta(t.Context(), pagamento, url.Values{"scelta": {scelta}})
		require.NoError(t, err)
		require.Equal(t, c[0], v.uno(titoloPagina))
		require.True(t, strings.HasSuffix(v.uno(linkRitorno), "&codEsito="+c[1]), v.uno(linkRitorno))
		v, err = b.posta(t.Context(), pagamento, url.Values{"scelta": {"paga"}}) // what is over stays so
		require.NoError(t, err)
		require.Equal(t, c[0], v.uno(titoloPagina))
	}
}

// TestRiepilogo: what is wrong is told, and what was typed stays.
func TestRiepilogo(t *testing.T) {
	b, _ := apriProva(t)
	v, err := b.posta(t.Context(), b.urlSportello+"/accessoChiamanteEsterno", b.chiama(t))
	require.NoError(t, err)
	require.Contains(t, v.corpo, `value="`+posta+`"`)
	for _, testo := range []string{nomeEnte, descrizione, iuv.String(), "59,90", nome, cognome, codiceFiscale, "Do il consenso"} {
		require.Contains(t, v.corpo, testo)
	}
	dopo, err := b.posta(t.Context(), v.indirizzo, url.Values{"email": {"x"}, "ripeti": {"y"}, "captcha": {"1"}})
	require.NoError(t, err)
	for _, testo := range []string{"non è valido", "sono diversi", "Serve il consenso", "La somma di controllo", `value="x"`, `value="y"`} {
		require.Contains(t, dopo.corpo, testo)
	}
	dopo, err = b.posta(t.Context(), v.indirizzo, url.Values{"scelta": {"annulla"}})
	require.NoError(t, err)
	require.Equal(t, "Attenzione! Operazione annullata!", dopo.uno(titoloPagina))
	require.Contains(t, dopo.uno(linkRitorno), "&codEsito=100")

	senza, _ := apriProva(t, "-senza", "captcha")
	v, err = senza.posta(t.Context(), senza.urlSportello+"/accessoChiamanteEsterno", senza.chiama(t))
	require.NoError(t, err)
	require.Contains(t, v.corpo, "Ripeti e-mail")
	require.NotContains(t, v.corpo, "robot")
}

// TestRifiuti: the reason is in the log and not on the page, which leads to the first
// page of the desk only.
func TestRifiuti(t *testing.T) {
	b, registro := apriProva(t)
	for _, c := range []struct{ campo, valore, titolo, registro string }{
		{"codiceChiamante", "APP2_01", "Chiamata non valida", "ERROR [accessoChiamanteEsterno] Chiamante esterno con codice APP2_01 non riconosciuto: "},
		{"digest", "B8aGvuiLUo3Yuivk4LvGNX+nKXyp+k221kEW3PEsiBQ=", "Chiamata non valida", "Messaggio = Verifica digest fallita"},
		{"codiceFiscale", "VRDLGU80A01H501X", "Il pagamento non è disponibile", "Errore sul campo iuv"},
		{"digest", "", "Chiamata non valida", "Parametro digest assente."},
	} {
		campi := b.chiama(t)
		campi.Set(c.campo, c.valore)
		registro.Reset()
		v, err := b.posta(t.Context(), b.urlSportello+"/accessoChiamanteEsterno", campi)
		require.NoError(t, err)
		require.Equal(t, c.titolo, v.uno(titoloPagina))
		require.Contains(t, registro.String(), c.registro)
		require.NotContains(t, v.corpo, "Messaggio")
		require.NotContains(t, v.corpo, b.urlPortale, "no way back to the caller")
		require.Contains(t, v.corpo, `href="/">Vai alla prima pagina dello sportello`)
	}
	for _, campi := range []url.Values{{"iuv": {iuv.String()}, "codiceFiscale": {"VRDLGU80A01H501X"}}, {"iuv": {"1"}, "codiceFiscale": {codiceFiscale}}} {
		v, err := b.posta(t.Context(), b.urlSportello+"/pagaConIuv", campi)
		require.NoError(t, err)
		require.Equal(t, "Il pagamento non è disponibile", v.uno(titoloPagina))
	}
	v, err := b.posta(t.Context(), b.urlSportello+"/pagaConIuv", url.Values{"iuv": {iuv.String()}, "codiceFiscale": {codiceFiscale}})
	require.NoError(t, err)
	require.Contains(t, v.indirizzo, "/riepilogo/")
	v, err = b.leggi(t.Context(), b.urlPortale+"/ritorno?idPagamento=MENSA_17_1&digest=x&codEsito=000")
	require.NoError(t, err)
	require.Equal(t, "Ritorno non riconosciuto", v.uno(titoloPagina))
	v, err = b.leggi(t.Context(), b.urlPortale+"/tentativo/NESSUNO")
	require.NoError(t, err)
	require.Equal(t, "Tentativo sconosciuto", v.uno(titoloPagina))
}

// TestNotifiche: what is not of the position changes nothing; the true one counts once.
func TestNotifiche(t *testing.T) {
	b, _ := apriProva(t)
	for nome, cambia := range map[string]func(*piemontepay.TrasmettiNotifichePagamento){
		"ente":   func(m *piemontepay.TrasmettiNotifichePagamento) { m.Testata.CFEnteCreditore = "00429440068" },
		"codice": func(m *piemontepay.TrasmettiNotifichePagamento) { m.Testata.CodiceVersamento = "XX01" },
		"iuv":    func(m *piemontepay.TrasmettiNotifichePagamento) { m.Notifiche[0].IUV = "01000000000009999" },
		"importo": func(m *piemontepay.TrasmettiNotifichePagamento) {
			m.Notifiche[0].ImportoPagato, m.Testata.ImportoTotalePagamenti = importoAltrui, importoAltrui
		},
	} {
		m := notifica(time.Now())
		cambia(m)
		esito, err := b.sportello.trasmetti(t.Context(), m)
		require.NoError(t, err, nome)
		require.NotEqual(t, piemontepay.RisultatoOK, esito.Codice, nome)
		require.False(t, b.portale.pagata(), nome)
	}
	for range 2 {
		esito, err := b.sportello.trasmetti(t.Context(), notifica(time.Now()))
		require.NoError(t, err)
		require.Equal(t, piemontepay.RisultatoOK, esito.Codice)
		require.True(t, b.portale.pagata())
	}
}

// TestCorpiLenti: a body that never ends keeps nobody else waiting.
func TestCorpiLenti(t *testing.T) {
	b, _ := apriProva(t)
	lettore, scrittore := io.Pipe()
	var gruppo sync.WaitGroup
	for _, indirizzo := range []string{b.urlPortale + "/servizi", b.urlPortale + "/paga", b.urlSportello + "/pagaConIuv"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, indirizzo, lettore)
		require.NoError(t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		gruppo.Go(func() {
			if w, err := http.DefaultClient.Do(r); err == nil {
				_ = w.Body.Close()
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	inizio := time.Now()
	_, err := b.allaConclusione(t.Context(), b.chiama(t), "paga")
	require.NoError(t, err)
	require.Less(t, time.Since(inizio), 3*time.Second)
	require.NoError(t, scrittore.Close())
	gruppo.Wait()
}

// TestDifese: another host's name, forms of other sites; the call from the portal is meant.
func TestDifese(t *testing.T) {
	b, _ := apriProva(t)
	chiede := func(s *http.Server, metodo, indirizzo, origine string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(metodo, indirizzo, nil)
		if origine != "" {
			r.Header.Set("Origin", origine)
		}
		w := httptest.NewRecorder()
		s.Handler.ServeHTTP(w, r)
		return w
	}
	for _, s := range b.server {
		require.Equal(t, http.StatusMisdirectedRequest, chiede(s, http.MethodGet, "http://example.com/", "").Code)
		w := chiede(s, http.MethodGet, "http://127.0.0.1:1/", "")
		require.Equal(t, http.StatusOK, w.Code)
		require.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
		require.Contains(t, w.Body.String(), `name="viewport"`)
		require.Equal(t, http.StatusOK, chiede(s, http.MethodGet, "http://127.0.0.1:1/stile.css", "").Code)
	}
	require.Equal(t, http.StatusForbidden, chiede(b.server[0], http.MethodPost, "http://127.0.0.1:1/paga", "http://example.com").Code)
	require.Equal(t, http.StatusForbidden, chiede(b.server[1], http.MethodPost, "http://127.0.0.1:1/batch", b.urlPortale).Code)
	require.Contains(t, chiede(b.server[1], http.MethodPost, "http://127.0.0.1:1/accessoChiamanteEsterno", b.urlPortale).Body.String(), "Chiamata non valida")
}

// TestCaduto: a server that ends is told.
func TestCaduto(t *testing.T) {
	b, err := apri(t.Context(), richiesta{portale: "127.0.0.1:0", sportello: "127.0.0.1:0"}, time.Now, io.Discard)
	require.NoError(t, err)
	defer b.chiudi()
	require.NoError(t, b.server[1].Close())
	select {
	case err := <-b.caduto:
		require.Error(t, err)
	case <-time.After(10 * time.Second):
		t.Fatal("nobody is told")
	}
}
