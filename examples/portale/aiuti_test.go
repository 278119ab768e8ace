package main

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

var inizioProva = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// ufficio is a portal under test, and the browser of a citizen.
type ufficio struct {
	t       *testing.T
	b       *banco
	server  *httptest.Server
	cliente *http.Client

	mu  sync.Mutex
	ora time.Time
}

func nuovoUfficio(t *testing.T) *ufficio {
	t.Helper()
	u := &ufficio{t: t, ora: inizioProva}
	b, err := nuovoBanco(1, u.adesso)
	require.NoError(t, err)
	u.b = b
	u.server = httptest.NewServer(nuovoSito(b))
	t.Cleanup(u.server.Close)
	u.cliente = u.server.Client()
	return u
}

func (u *ufficio) adesso() time.Time {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.ora
}

// passa lets time go by.
func (u *ufficio) passa(d time.Duration) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.ora = u.ora.Add(d)
}

// risposta is a page as it arrived, after the redirects.
type risposta struct {
	stato    int
	percorso string
	corpo    string
	testate  http.Header
}

func (u *ufficio) manda(r *http.Request) risposta {
	u.t.Helper()
	w, err := u.cliente.Do(r)
	require.NoError(u.t, err)
	defer func() { _ = w.Body.Close() }()
	corpo, err := io.ReadAll(w.Body)
	require.NoError(u.t, err)
	return risposta{w.StatusCode, w.Request.URL.Path, string(corpo), w.Header}
}

func (u *ufficio) leggi(percorso string) risposta {
	u.t.Helper()
	r, err := http.NewRequest(http.MethodGet, u.server.URL+percorso, nil)
	require.NoError(u.t, err)
	return u.manda(r)
}

// posta sends a form: pairs of name and value.
func (u *ufficio) posta(percorso string, campi ...string) risposta {
	u.t.Helper()
	v := url.Values{}
	for i := 0; i < len(campi); i += 2 {
		v.Set(campi[i], campi[i+1])
	}
	return u.postaTutto(percorso, v)
}

// postaTutto posts a form whose fields may be there more than once.
func (u *ufficio) postaTutto(percorso string, v url.Values) risposta {
	u.t.Helper()
	r, err := http.NewRequest(http.MethodPost, u.server.URL+percorso, strings.NewReader(v.Encode()))
	require.NoError(u.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", u.server.URL)
	return u.manda(r)
}

var etichettaHTML = regexp.MustCompile(`<[^>]*>`)

// testo is a page as it is read.
func (r risposta) testo() string {
	return strings.Join(strings.Fields(html.UnescapeString(etichettaHTML.ReplaceAllString(r.corpo, " "))), " ")
}

// dice requires a page that answered and says all of these.
func (r risposta) dice(t *testing.T, stato int, testi ...string) {
	t.Helper()
	require.Equal(t, stato, r.stato, r.testo())
	for _, x := range testi {
		require.Contains(t, r.testo(), x)
	}
}

// posizione returns a debt as it is now.
func (u *ufficio) posizione(id string) pendenza.Pendenza {
	u.t.Helper()
	var p pendenza.Pendenza
	require.NoError(u.t, u.b.fai(func(time.Time) error {
		d, err := u.b.debito(id)
		if err == nil {
			p = d.p
		}
		return err
	}))
	return p
}

// tentativo returns the last attempt of a debt as it is now.
func (u *ufficio) tentativo(id string) pagamento {
	u.t.Helper()
	var p pagamento
	require.NoError(u.t, u.b.fai(func(time.Time) error {
		d, err := u.b.debito(id)
		if err == nil {
			p = *d.ultimo()
		}
		return err
	}))
	return p
}

var legameDocumento = regexp.MustCompile(`/pagamento/[0-9A-F]+/documenti/[A-Za-z0-9_]+\.xml`)

// scarica downloads every document that a page links and reads each back with
// the strict parser of its kind; it returns the RT or the receipt.
func (u *ufficio) scarica(pagina risposta) (rt *rpt.RT, ricevuta *rpt.PaSendRT) {
	u.t.Helper()
	for _, l := range legameDocumento.FindAllString(pagina.corpo, -1) {
		d := u.leggi(l)
		require.Equal(u.t, http.StatusOK, d.stato)
		require.Equal(u.t, "application/xml; charset=utf-8", d.testate.Get("Content-Type"))
		nome := l[strings.LastIndex(l, "/")+1:]
		require.Equal(u.t, "attachment; filename="+nome, d.testate.Get("Content-Disposition"))
		radice, _, _ := strings.Cut(nome, "_")
		var err error
		switch radice {
		case "RPT":
			_, err = rpt.ParseRPT([]byte(d.corpo))
		case "RT":
			var x rpt.RT
			x, err = rpt.ParseRT([]byte(d.corpo))
			rt = &x
		case "paGetPaymentV2Response":
			_, err = rpt.ParsePaGetPaymentRisposta([]byte(d.corpo))
		case "paSendRTV2":
			var x rpt.PaSendRT
			x, err = rpt.ParseRicevuta([]byte(d.corpo))
			ricevuta = &x
		default:
			u.t.Fatalf("documento inatteso %q", nome)
		}
		require.NoError(u.t, err, nome)
	}
	return rt, ricevuta
}

// alloSportello walks from a debt to the page of the PSP and returns its path.
func (u *ufficio) alloSportello(debito, psp string) string {
	u.t.Helper()
	r := u.posta("/debito/" + debito + "/paga")
	r.dice(u.t, http.StatusOK, "Con chi vuoi pagare?")
	r = u.posta(r.percorso, "psp", psp)
	r.dice(u.t, http.StatusOK, "Indirizzo e-mail per la ricevuta telematica")
	r = u.posta(r.percorso, "email", "cittadino@posta.example")
	r.dice(u.t, http.StatusOK, "Ricevuta da simulare")
	return r.percorso
}
