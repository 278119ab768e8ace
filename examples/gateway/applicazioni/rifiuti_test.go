package applicazioni_test

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// Whatever is wrong with a call has a status and a body that says what, and nothing changes.
func TestRifiuti(t *testing.T) {
	prepara(t, func(b *banco) {
		b.carica("P1", "100.00")
		b.utente = "altra:due"
		b.carica("SUA", "100.00")
		numeroAltrui := b.carica("SUA-2", "100.00")
		lungo := strings.Repeat(" ", 2<<20)
		for _, x := range []struct {
			nome, utente, metodo, percorso, corpo string
			stato                                 int
			codice                                string
		}{
			{"senza credenziali", "", "GET", pendenze + "/pendenze/GEST/P1", "", 401, "401000"},
			{"password sbagliata", "gest:due", "GET", pendenze + "/pendenze/GEST/P1", "", 401, "401000"},
			{"utente ignoto", "nessuno:uno", "GET", pendenze + "/pendenze/GEST/P1", "", 401, "401000"},
			{"basic sulla porta ssl", "gest:uno", "GET", "/govpay/backend/api/pendenze/rs/ssl/v2/pendenze/GEST/P1", "", 401, "401000"},
			{"posizione di altri, letta", "gest:uno", "GET", pendenze + "/pendenze/ALTRA/SUA", "", 403, "403000"},
			{"posizione di altri, scritta", "gest:uno", "PUT", pendenze + "/pendenze/ALTRA/SUA", nuova("1.00"), 403, "403000"},
			{"posizione di altri, annullata", "gest:uno", "PATCH", pendenze + "/pendenze/ALTRA/SUA", `[{"op": "REPLACE", "path": "/stato", "value": "ANNULLATA"}]`, 403, "403000"},
			{"ente di altri", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", strings.ReplaceAll(nuova("1.00"), dominio, "98765432103"), 403, "403000"},
			{"ente non servito", "altra:due", "PUT", pendenze + "/pendenze/ALTRA/X", strings.ReplaceAll(nuova("1.00"), dominio, "10182640150"), 403, "403000"},
			{"avviso di un ente di altri", "gest:uno", "GET", portale + "/avvisi/98765432103/301000000000004285", "", 403, "403000"},
			{"avviso già di altri", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", strings.Replace(nuova("1.00"), `"causale"`, `"numeroAvviso": "`+numeroAltrui+`", "causale"`, 1), 422, "VER_025"},
			{"troppo grande", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", lungo, 413, "413000"},
			{"vuoto", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", "", 400, "SINTASSI"},
			{"non JSON", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", "<xml/>", 400, "SINTASSI"},
			{"JSON mozzo", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", nuova("1.00")[:80], 400, "SINTASSI"},
			{"non UTF-8", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", strings.Replace(nuova("1.00"), "TARI 2026", "TARI\xff", 1), 400, "SINTASSI"},
			{"somma sbagliata", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", strings.Replace(nuova("1.00"), `"importo": 1.00`, `"importo": 2.00`, 1), 400, "SINTASSI"},
			{"millesimi", "gest:uno", "PUT", pendenze + "/pendenze/GEST/X", nuova("1.005"), 400, "SINTASSI"},
			{"identificativo storto", "gest:uno", "PUT", pendenze + "/pendenze/GEST/a%20b", nuova("1.00"), 400, "SINTASSI"},
			{"posizione assente", "gest:uno", "GET", pendenze + "/pendenze/GEST/BOH", "", 404, "404000"},
			{"modifica di posizione assente", "gest:uno", "PATCH", pendenze + "/pendenze/GEST/BOH", `[{"op": "REPLACE", "path": "/stato", "value": "ANNULLATA"}]`, 404, "404000"},
			{"avviso storto", "gest:uno", "GET", portale + "/avvisi/" + dominio + "/12-", "", 400, "SINTASSI"},
			{"versione ignota", "gest:uno", "GET", "/govpay/backend/api/pendenze/rs/basic/v9/pendenze/GEST/P1", "", 404, "404000"},
			{"porta ignota", "gest:uno", "GET", "/govpay/backend/api/pendenze/rs/spid/v2/pendenze/GEST/P1", "", 404, "404000"},
			{"percorso ignoto", "gest:uno", "GET", "/govpay/backend/altro", "", 404, "404000"},
			{"metodo non ammesso", "gest:uno", "DELETE", pendenze + "/pendenze/GEST/P1", "", 405, "405000"},
			{"incasso storto", "gest:uno", "POST", conti + "/incassi/" + dominio, `{"causale": 7}`, 400, "SINTASSI"},
			{"incasso di un flusso ignoto", "gest:uno", "POST", conti + "/incassi/" + dominio, `{"causale": "/PUR/LGPE-RIVERSAMENTO/URI/2026-01-01ABI99991-000009", "importo": 5.00}`, 422, "021405"},
			{"incasso su conto altrui", "gest:uno", "POST", conti + "/incassi/" + dominio, `{"causale": "/RFB/01000000000004285/5.00", "importo": 5.00, "ibanAccredito": "IT24D0542811101000000654321"}`, 422, "021412"},
			{"carta troppo grande", "gest:uno", "POST", "/carte/cassa", "", 413, "413000"},
			{"servizi dello sportello ad altri", "gest:uno", "POST", "/piemontepay/servizi", "<a/>", 403, "403000"},
			{"ritorno senza dati", "", "GET", "/piemontepay/ritorno", "", 400, "SINTASSI"},
		} {
			b.Run(x.nome, func(t *testing.T) {
				b := &banco{T: t, d: b.d, a: b.a, porta: b.porta, url: b.url, utente: x.utente}
				prima := b.fotografia()
				var r risposta
				if x.nome == "carta troppo grande" {
					r = b.dichiara(x.percorso, 65<<20)
				} else {
					r = b.chiama(x.metodo, x.percorso, x.corpo)
				}
				b.problema(r, x.stato, x.codice)
				require.Equal(t, "application/json", r.Header.Get("Content-Type"))
				require.Equal(t, prima, b.fotografia(), "nothing changed")
			})
		}
	})
}

// dichiara says that a long body will come, and sends none.
func (b *banco) dichiara(percorso string, lungo int) risposta {
	b.Helper()
	u, err := url.Parse(b.url)
	require.NoError(b, err)
	c, err := net.Dial("tcp", u.Host)
	require.NoError(b, err)
	defer c.Close()
	_, err = fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Basic Z2VzdDp1bm8=\r\nContent-Length: %d\r\n\r\n", percorso, u.Host, lungo)
	require.NoError(b, err)
	return leggi(b, c)
}

func leggi(b *banco, c net.Conn) risposta {
	b.Helper()
	require.NoError(b, c.SetReadDeadline(time.Now().Add(5*time.Second)))
	w, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(b, err)
	corpo := make([]byte, max(0, w.ContentLength))
	_, _ = w.Body.Read(corpo)
	return risposta{w, corpo}
}

// fotografia is all that the doors may have changed.
func (b *banco) fotografia() []string {
	b.Helper()
	var tutto []string
	for p, err := range b.d.Tutte(b.Context(), deposito.Ricerca{}) {
		require.NoError(b, err)
		tutto = append(tutto, fmt.Sprintf("%s/%s %d %s", p.Pendenza.IDA2A, p.Pendenza.IDPendenza, p.Giro, p.Pendenza.Stato))
	}
	for _, g := range []deposito.Genere{deposito.PraticaPagamento, deposito.PraticaIncasso, deposito.PraticaSportello, deposito.PraticaMessaggio} {
		for _, chi := range []string{"GEST", "ALTRA", "SPORTELLO"} {
			n, err := b.d.ContaPratiche(b.Context(), g, chi)
			require.NoError(b, err)
			tutto = append(tutto, fmt.Sprint(g, chi, n))
		}
	}
	for _, tipo := range []deposito.TipoCarta{deposito.CartaCassa, deposito.CartaFlusso, deposito.CartaGiornale, deposito.CartaTracciato} {
		carte, err := b.d.Carte(b.Context(), tipo, "", 100)
		require.NoError(b, err)
		tutto = append(tutto, fmt.Sprint(tipo, len(carte)))
	}
	return tutto
}

// A body that comes slowly, or breaks off, is not waited for.
func TestLentezza(t *testing.T) {
	b := nuovoBanco(t, t.TempDir()+"/lento.db")
	u, err := url.Parse(b.url)
	require.NoError(t, err)
	testata := "PUT " + pendenze + "/pendenze/GEST/X HTTP/1.1\r\nHost: x\r\nAuthorization: Basic Z2VzdDp1bm8=\r\nContent-Length: 500\r\n\r\n{"
	c, err := net.Dial("tcp", u.Host)
	require.NoError(t, err)
	defer c.Close()
	inizio := time.Now()
	_, err = c.Write([]byte(testata))
	require.NoError(t, err)
	r := leggi(b, c)
	require.Equal(t, http.StatusRequestTimeout, r.StatusCode)
	require.Contains(t, string(r.corpo), "408000")
	require.Less(t, time.Since(inizio), 3*time.Second)

	d, err := net.Dial("tcp", u.Host)
	require.NoError(t, err)
	defer d.Close()
	_, err = d.Write([]byte(testata))
	require.NoError(t, err)
	require.NoError(t, d.(*net.TCPConn).CloseWrite())
	require.Equal(t, http.StatusBadRequest, leggi(b, d).StatusCode)
}

// A page elsewhere cannot use the credentials that a browser keeps.
func TestAltroSito(t *testing.T) {
	b := nuovoBanco(t, t.TempDir()+"/sito.db")
	b.problema(b.chiama("PUT", pendenze+"/pendenze/GEST/X", nuova("1.00"), con{"Origin", "https://altrove.example"}, con{"Sec-Fetch-Site", "cross-site"}), http.StatusForbidden, "403000")
}

// A certificate names an application, when the server has verified it.
func TestCertificato(t *testing.T) {
	b := nuovoBanco(t, t.TempDir()+"/tls.db")
	chiedi := func(porta string, stato *tls.ConnectionState) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPut, "/govpay/backend/api/pendenze/rs/"+porta+"/v2/pendenze/CERT/P1", strings.NewReader(nuova("1.00")))
		r.TLS = stato
		w := httptest.NewRecorder()
		b.porta.Handler().ServeHTTP(w, r)
		return w
	}
	catena := func(nome string) *tls.ConnectionState {
		return &tls.ConnectionState{VerifiedChains: [][]*x509.Certificate{{{Subject: pkix.Name{CommonName: nome, Organization: []string{"Comune di Prova"}}}}}}
	}
	require.Equal(t, http.StatusCreated, chiedi("ssl", catena("gestionale")).Code)
	require.Equal(t, http.StatusUnauthorized, chiedi("ssl", catena("altro")).Code)
	require.Equal(t, http.StatusUnauthorized, chiedi("ssl", nil).Code)
	w := chiedi("ssl", &tls.ConnectionState{PeerCertificates: catena("gestionale").VerifiedChains[0]}) // nobody verified it
	require.Equal(t, http.StatusUnauthorized, w.Code)
	_, err := sessione.ParseProblema(w.Code, w.Body.Bytes())
	require.NoError(t, err)
}
