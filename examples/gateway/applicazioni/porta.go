// Package applicazioni is the door of a gateway towards the programs of a creditor body: the
// paths and documents of GovPay, so that a client of its manual works, the return and the
// notifications of the desk of PiemontePay, and the papers that are posted. What is allowed,
// what is answered and what moves is the library's.
//
// Sources: GovPay, API REST – Manuale di Integrazione 1.1; GovPay, API Pendenze, Pagamento and
// Ragioneria v1 to v3; PiemontePay, Redirect allo Sportello, Manuale Utente 1.1.
package applicazioni

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/accesso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/portale/strade"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// Porta is the door. Deposito and Anagrafica are needed.
type Porta struct {
	Deposito   *deposito.Deposito
	Anagrafica *anagrafica.Anagrafica
	// Checkout sends a cart; nil begins no payment.
	Checkout Checkout
	// Sportello is the desk of PiemontePay; nil does without.
	Sportello *Sportello
	// Registro is where a call leaves a line; nil is slog.Default.
	Registro *slog.Logger
	// Lentezza is how long a body may take to arrive; 0 is ten seconds.
	Lentezza time.Duration

	accesso accesso.Accesso
}

// Checkout sends a cart to Checkout and returns what it answers.
type Checkout func(ctx context.Context, c *sessione.CarrelloCheckout) (sessione.RispostaCheckout, error)

// Where the interfaces of GovPay are: basic or ssl, and the version.
const (
	basePendenze   = "/govpay/backend/api/pendenze/rs/{porta}/{versione}"
	basePagamento  = "/govpay/frontend/api/pagamento/rs/{porta}/{versione}"
	baseRagioneria = "/govpay/backend/api/ragioneria/rs/{porta}/{versione}"
	baseCarte      = "/carte"
)

// Limits of a body, in bytes.
const (
	maxDocumento = 1 << 20
	maxCarta     = 64 << 20
)

// Handler serves the door.
func (p *Porta) Handler() http.Handler {
	m := http.NewServeMux()
	vie := map[string]func(*chiamata) error{}
	sulle := func(metodo, via string, basi []string, f func(*chiamata) error) {
		for _, b := range basi {
			vie[metodo+" "+b+via] = f
		}
	}
	due := []string{basePendenze, basePagamento}
	sulle("GET", "/pendenze", due, (*chiamata).elencaPendenze)
	sulle("GET", "/pendenze/{idA2A}/{idPendenza}", due, (*chiamata).leggiPendenza)
	sulle("PUT", "/pendenze/{idA2A}/{idPendenza}", due[:1], (*chiamata).caricaPendenza)
	sulle("PATCH", "/pendenze/{idA2A}/{idPendenza}", due[:1], (*chiamata).modificaPendenza)
	sulle("GET", "/avvisi/{idDominio}/{numero}", due, (*chiamata).leggiAvviso)
	sulle("POST", "/pagamenti", due[1:], (*chiamata).iniziaPagamento)
	sulle("GET", "/pagamenti", due[1:], (*chiamata).elencaPagamenti)
	sulle("GET", "/pagamenti/{id}", due[1:], (*chiamata).leggiPagamento)
	sulle("GET", "/pagamenti/byIdSession/{idSession}", due[1:], (*chiamata).leggiPagamento)
	sulle("GET", "/rpp", due, (*chiamata).elencaRPP)
	sulle("GET", "/rpp/{idDominio}/{iuv}/{ccp}", due, (*chiamata).leggiRPP)
	sulle("GET", "/rpp/{idDominio}/{iuv}/{ccp}/{quale}", due, (*chiamata).leggiRPP)
	conti := []string{baseRagioneria}
	sulle("GET", "/incassi", conti, (*chiamata).elencaIncassi)
	sulle("POST", "/incassi/{idDominio}", conti, (*chiamata).registraIncasso)
	sulle("GET", "/incassi/{idDominio}/{id}", conti, (*chiamata).leggiIncasso)
	sulle("GET", "/riconciliazioni", conti, (*chiamata).elencaIncassi)
	sulle("POST", "/riconciliazioni/{idDominio}", conti, (*chiamata).registraIncasso)
	sulle("PUT", "/riconciliazioni/{idDominio}/{id}", conti, (*chiamata).registraIncasso)
	sulle("GET", "/riconciliazioni/{idDominio}/{id}", conti, (*chiamata).leggiIncasso)
	sulle("POST", "/{tipo}", []string{baseCarte}, (*chiamata).depositaCarta)
	sulle("GET", "/{tipo}", []string{baseCarte}, (*chiamata).elencaCarte)
	sulle("GET", "/{tipo}/{impronta}", []string{baseCarte}, (*chiamata).leggiCarta)
	sulle("GET", "/{tipo}/{impronta}/{quale}", []string{baseCarte}, (*chiamata).scaricaCarta)
	sulle("POST", "/piemontepay/{idA2A}/{idPendenza}", []string{""}, (*chiamata).versoSportello)
	for via, f := range vie {
		m.Handle(via, p.autenticata(f))
	}
	m.HandleFunc("GET /piemontepay/ritorno", p.ritornoSportello)
	m.Handle("POST /piemontepay/servizi", p.autenticata((*chiamata).serviziSportello))
	origine := http.NewCrossOriginProtection()
	origine.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.nega(w, r, &Rifiuto{sessione.ProblemaAutorizzazione(true, "richiesta da un altro sito")})
	}))
	return origine.Handler(strade.Con(m, func(w http.ResponseWriter, r *http.Request, stato int) {
		if stato == http.StatusMethodNotAllowed {
			p.nega(w, r, metodoNonAmmesso)
			return
		}
		p.nega(w, r, &Rifiuto{sessione.ProblemaNonTrovata()})
	}))
}

// chiamata is a call of an application that was let in.
type chiamata struct {
	p   *Porta
	w   http.ResponseWriter
	r   *http.Request
	ctx context.Context
	chi *anagrafica.Applicazione
}

// autenticata lets a call in when it is of an application, and of a version that there is.
func (p *Porta) autenticata(f func(*chiamata) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inizio := time.Now()
		s := &stato{ResponseWriter: w, stato: http.StatusOK}
		chi, err := p.riconosci(r)
		if err == nil {
			err = versioneNota(r)
		}
		if err == nil {
			err = f(&chiamata{p, s, r, r.Context(), chi})
		}
		if err != nil {
			p.nega(s, r, err)
		}
		nome := ""
		if chi != nil {
			nome = chi.IDA2A
		}
		p.registro().LogAttrs(r.Context(), slog.LevelInfo, "applicazioni", slog.String("applicazione", nome), slog.String("metodo", r.Method),
			slog.String("via", r.Pattern), slog.Int("stato", s.stato), slog.Duration("durata", time.Since(inizio)))
	})
}

func (p *Porta) registro() *slog.Logger {
	if p.Registro != nil {
		return p.Registro
	}
	return slog.Default()
}

// stato keeps the status of an answer.
type stato struct {
	http.ResponseWriter
	stato int
}

func (s *stato) WriteHeader(n int) {
	s.stato = n
	s.ResponseWriter.WriteHeader(n)
}

// Unwrap lets the deadlines of the connection be set.
func (s *stato) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// versioneNota refuses a path of another interface than those that are spoken.
func versioneNota(r *http.Request) error {
	switch r.PathValue("versione") {
	case "", "v1", "v2", "v3":
	default:
		return &Rifiuto{sessione.ProblemaNonTrovata()}
	}
	switch r.PathValue("porta") {
	case "", "basic", "ssl":
		return nil
	}
	return &Rifiuto{sessione.ProblemaNonTrovata()}
}

// v1 reports whether the call is of the interface of the manual.
func (c *chiamata) v1() bool { return c.r.PathValue("versione") == "v1" }

// oggi is the present day.
func (c *chiamata) oggi() avviso.Data { return avviso.DataDi(c.p.Deposito.Adesso()) }

// rispondi answers with a JSON document that was written without an error.
func (c *chiamata) rispondi(stato int, b []byte, err error) error {
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(stato)
	_, _ = c.w.Write(b) // who left does not hear the answer
	return nil
}
