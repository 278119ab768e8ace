package applicazioni_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/applicazioni"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/examples/gateway/nodo"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/piemontepay"
)

const (
	dominio  = "12345678903"
	conto    = "IT60X0542811101000000123456"
	pendenze = "/govpay/backend/api/pendenze/rs/basic/v2"
	portale  = "/govpay/frontend/api/pagamento/rs/basic/v2"
	conti    = "/govpay/backend/api/ragioneria/rs/basic/v1"
)

// banco is a gateway with its platform beside it.
type banco struct {
	*testing.T
	d      *deposito.Deposito
	a      *anagrafica.Anagrafica
	porta  *applicazioni.Porta
	nodo   *nodosim.Nodo
	url    string // of the applications
	utente string
	scatta func() // at the beginning of each transaction; nil for nothing
}

func impronta(t *testing.T, password string) string {
	t.Helper()
	h, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	require.NoError(t, err)
	return string(h)
}

// prepara starts a gateway on an empty store of each kind.
func prepara(t *testing.T, fai func(b *banco)) {
	t.Helper()
	for tipo, dsn := range prova.DSN(t) {
		t.Run(tipo, func(t *testing.T) { fai(nuovoBanco(t, dsn)) })
	}
}

func nuovoBanco(t *testing.T, dsn string) *banco {
	t.Helper()
	a, err := anagrafica.Leggi(strings.NewReader(`{
		"enti": [
			{"idDominio": "` + dominio + `", "nome": "Comune di Prova", "settore": "Ufficio tributi", "cbill": "ZZ99X", "informazioni": "www.comune.example", "categoria": "9/0101002IM/", "conti": ["` + conto + `"],
				"entrate": {"TARI": {"importo": "0.00", "ibanAccredito": "` + conto + `", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}},
				"stazioni": [{"idStazione": "` + dominio + `_01", "intermediario": "` + dominio + `", "numerazioni": [{"auxDigit": "3", "segregationCode": "01"}]}]},
			{"idDominio": "98765432103", "nome": "Provincia di Prova", "categoria": "9/0101002IM/", "stazioni": [{"idStazione": "98765432103_01", "intermediario": "98765432103"}]}
		],
		"applicazioni": [
			{"idA2A": "GEST", "utente": "gest", "impronta": "` + impronta(t, "uno") + `", "domini": ["` + dominio + `"]},
			{"idA2A": "ALTRA", "utente": "altra", "impronta": "` + impronta(t, "due") + `", "domini": ["` + dominio + `", "98765432103"]},
			{"idA2A": "CERT", "soggetto": "CN=gestionale,O=Comune di Prova", "domini": ["` + dominio + `"]},
			{"idA2A": "SPORTELLO", "utente": "sportello", "impronta": "` + impronta(t, "tre") + `"}
		]}`))
	require.NoError(t, err)
	b := &banco{T: t, a: a, utente: "gest:uno"}
	b.d = prova.Apri(t, dsn, deposito.Opzioni{Adesso: func() time.Time {
		if b.scatta != nil {
			b.scatta()
		}
		return time.Now()
	}})
	silenzio := slog.New(slog.DiscardHandler)
	soap := httptest.NewServer(&nodo.Porta{Deposito: b.d, Anagrafica: a, Registro: silenzio})
	t.Cleanup(soap.Close)
	b.nodo = nodosim.Nuovo(nodosim.Configurazione{Endpoint: soap.URL, Enti: a.PA, Seme: 1, Attesa: time.Millisecond})
	piattaforma := httptest.NewServer(b.nodo.Handler())
	t.Cleanup(piattaforma.Close)
	passphrase, err := piemontepay.NuovaPassphrase("1www%$se1ver£$APP")
	require.NoError(t, err)
	b.porta = &applicazioni.Porta{
		Deposito: b.d, Anagrafica: a, Registro: silenzio, Checkout: applicazioni.ClienteCheckout(piattaforma.URL, "chiave"),
		Sportello: &applicazioni.Sportello{Chiamante: piemontepay.Chiamante{CodiceChiamante: "AP_01", Passphrase: passphrase, URL: "https://gateway.example/piemontepay/ritorno"}, CodiceVersamento: "TARI", IDA2A: "SPORTELLO"},
		Lentezza:  200 * time.Millisecond,
	}
	s := httptest.NewServer(b.porta.Handler())
	t.Cleanup(s.Close)
	b.url = s.URL
	return b
}

// risposta is what a call got.
type risposta struct {
	*http.Response
	corpo []byte
}

// con is a header of a call.
type con struct{ nome, valore string }

// chiama calls the applications' door as the user of the bench.
func (b *banco) chiama(metodo, percorso, corpo string, intestazioni ...con) risposta {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), metodo, b.url+percorso, strings.NewReader(corpo))
	require.NoError(b, err)
	if utente, password, ok := strings.Cut(b.utente, ":"); ok {
		r.SetBasicAuth(utente, password)
	}
	for _, i := range intestazioni {
		r.Header.Set(i.nome, i.valore)
	}
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w, err := c.Do(r)
	require.NoError(b, err)
	defer func() { _ = w.Body.Close() }()
	testo, err := io.ReadAll(w.Body)
	require.NoError(b, err)
	return risposta{w, testo}
}

// dice wants a status, and the body to have some texts.
func (b *banco) dice(r risposta, stato int, testi ...string) {
	b.Helper()
	require.Equal(b, stato, r.StatusCode, string(r.corpo))
	for _, t := range testi {
		require.Contains(b, string(r.corpo), t)
	}
}

// problema wants a refusal: its status and its code.
func (b *banco) problema(r risposta, stato int, codice string) sessione.Problema {
	b.Helper()
	require.Equal(b, stato, r.StatusCode, string(r.corpo))
	p, err := sessione.ParseProblema(r.StatusCode, r.corpo)
	require.NoError(b, err)
	require.Equal(b, codice, p.Codice, string(r.corpo))
	return p
}

// nuova is the body of a position of an amount.
func nuova(importo string) string {
	return `{"idDominio": "` + dominio + `", "causale": "TARI 2026", "importo": ` + importo + `, "soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test", "indirizzo": "Via Roma", "civico": "1", "cap": "10100", "localita": "Torino", "provincia": "TO"},
		"voci": [{"idVocePendenza": "1", "importo": ` + importo + `, "descrizione": "TARI 2026", "ibanAccredito": "` + conto + `", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}]}`
}

// carica loads a position and returns its notice.
func (b *banco) carica(id, importo string) string {
	b.Helper()
	r := b.chiama("PUT", pendenze+"/pendenze/"+strings.SplitN(b.app(), ":", 2)[0]+"/"+id, nuova(importo))
	b.dice(r, http.StatusCreated)
	var c struct{ NumeroAvviso string }
	require.NoError(b, json.Unmarshal(r.corpo, &c))
	return c.NumeroAvviso
}

// app is the application of the user of the bench.
func (b *banco) app() string {
	return map[string]string{"gest:uno": "GEST", "altra:due": "ALTRA"}[b.utente]
}

func (b *banco) paga(avviso string) *nodosim.Pagamento {
	b.Helper()
	p, err := b.nodo.Paga(b.Context(), dominio, avviso, nodosim.Prestatori[1])
	require.NoError(b, err)
	return p
}

// rigioca wants every position to come out of its log.
func (b *banco) rigioca() {
	b.Helper()
	for k, err := range b.d.Rigioca(b.Context(), deposito.Ricerca{}) {
		require.NoError(b, err, k)
	}
}

// oggi is the present day.
func oggi() avviso.Data { return avviso.DataDi(time.Now()) }
