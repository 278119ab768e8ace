// Package console is what people see of a gateway: positions found by what is known of
// them, the story and the machine of each, what there is to look at, and the
// reconciliation. Its pages ask nothing of the network and have no script, but for the
// reconciliation, whose page is of another package.
package console

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"embed"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/quietanza/quietanza/examples/gateway/accesso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/portale/stile"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

// Console is the pages. Deposito and Anagrafica are needed.
type Console struct {
	Deposito   *deposito.Deposito
	Anagrafica *anagrafica.Anagrafica
	Registro   *slog.Logger // nil is slog.Default

	accesso accesso.Accesso
	conto   struct {
		sync.Mutex
		quadro *quadro.Quadro
		fatto  time.Time
		durata time.Duration
	}
}

//go:embed pagine
var pagine embed.FS

// Limits.
const (
	maxModulo    = 16 << 10
	maxTrovate   = 100
	maxNota      = 500 // characters
	biscotto     = "console"
	campoGettone = "gettone"
)

var modelli = stile.Modelli(pagine)

// visita is a page that an operator asked for.
type visita struct {
	c       *Console
	w       http.ResponseWriter
	r       *http.Request
	chi     string // the operator
	gettone string // that the forms of the pages bring back
}

// Handler serves the console, below /console.
func (c *Console) Handler() http.Handler {
	m := http.NewServeMux()
	for via, f := range map[string]func(*visita) error{
		"GET /console": (*visita).cerca,
		"GET /console/posizione/{idA2A}/{idPendenza}":  (*visita).posizione,
		"POST /console/posizione/{idA2A}/{idPendenza}": (*visita).annota,
		"GET /console/ricevuta/{dominio}/{iuv}/{ccp}":  (*visita).ricevuta,
		"GET /console/scarto/{impronta}":               (*visita).scarto,
		"GET /console/carta/{impronta}":                (*visita).carta,
		"GET /console/rilievi":                         (*visita).rilievi,
		"POST /console/rilievi":                        (*visita).visto,
		"GET /console/riconciliazione":                 (*visita).riconciliazione,
		"GET /console/{resto...}":                      func(*visita) error { return deposito.ErrAssente },
	} {
		m.Handle(via, c.protetta(f))
	}
	m.HandleFunc("GET /stile.css", stile.CSS)
	m.HandleFunc("GET /icona.svg", stile.Icona)
	origine := http.NewCrossOriginProtection()
	return origine.Handler(m)
}

// protetta lets an operator in, and makes a page of an error.
func (c *Console) protetta(f func(*visita) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", stile.Politica)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		v := &visita{c: c, w: w, r: r}
		utente, password, _ := r.BasicAuth()
		impronta := ""
		for _, o := range c.Anagrafica.Operatori {
			if o.Utente != "" && o.Utente == utente {
				impronta = o.Impronta
			}
		}
		if !c.accesso.Giusta(impronta, password) {
			h.Set("WWW-Authenticate", `Basic realm="console", charset="UTF-8"`)
			v.errore(&rifiuto{http.StatusUnauthorized, "Accesso riservato", "Questa console è per chi lavora nell'ente."})
			return
		}
		v.chi = utente
		if err := errors.Join(v.modulo()); err != nil {
			v.errore(err)
			return
		}
		if err := f(v); err != nil {
			v.errore(err)
		}
	})
}

// modulo gives the browser a token, and wants it back from the forms that change something:
// a page elsewhere cannot read it.
func (v *visita) modulo() error {
	if b, err := v.r.Cookie(biscotto); err == nil && len(b.Value) == len(rand.Text()) {
		v.gettone = b.Value
	}
	if v.r.Method == http.MethodPost {
		v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxModulo)
		if err := v.r.ParseForm(); err != nil {
			return &rifiuto{http.StatusBadRequest, "Modulo non leggibile", "Il modulo è troppo lungo, o non è arrivato intero."}
		}
		if v.gettone == "" || subtle.ConstantTimeCompare([]byte(v.r.PostForm.Get(campoGettone)), []byte(v.gettone)) != 1 {
			return &rifiuto{http.StatusForbidden, "Modulo scaduto", "Torna alla pagina, caricala di nuovo e ripeti."}
		}
	}
	if v.gettone == "" {
		v.gettone = rand.Text()
		http.SetCookie(v.w, &http.Cookie{Name: biscotto, Value: v.gettone, Path: "/console", HttpOnly: true, Secure: v.r.TLS != nil, SameSite: http.SameSiteStrictMode})
	}
	return nil
}

// rifiuto is a page that says no.
type rifiuto struct {
	Stato         int
	Titolo, Testo string
}

func (r *rifiuto) Error() string { return r.Titolo + ": " + r.Testo }

func (v *visita) errore(err error) {
	var r *rifiuto
	switch {
	case errors.As(err, &r):
	case errors.Is(err, deposito.ErrAssente):
		r = &rifiuto{http.StatusNotFound, "Non c'è", "Nell'archivio non c'è nulla con questo nome."}
	case errors.Is(err, deposito.ErrContesa):
		r = &rifiuto{http.StatusConflict, "È cambiata nel frattempo", "Torna alla pagina e ripeti."}
	default:
		v.c.registro().ErrorContext(v.r.Context(), "console", "errore", err)
		r = &rifiuto{http.StatusInternalServerError, "Qualcosa non va", "L'errore è nel registro del gateway."}
	}
	_ = v.mostra(r.Stato, "errore", r.Titolo, r)
}

func (c *Console) registro() *slog.Logger {
	if c.Registro != nil {
		return c.Registro
	}
	return slog.Default()
}

// cornice is what every page shows.
type cornice struct {
	Titolo, Qui, Chi, Gettone string
	Dati                      any
}

// mostra writes a page whole, or not at all.
func (v *visita) mostra(stato int, modello, titolo string, dati any) error {
	var b bytes.Buffer
	if err := modelli[modello].ExecuteTemplate(&b, "cornice", cornice{titolo, modello, v.chi, v.gettone, dati}); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	v.w.WriteHeader(stato)
	_, _ = v.w.Write(b.Bytes()) // who left does not see it
	return nil
}

// vai sends the browser to another page after a form.
func (v *visita) vai(dove string) error {
	http.Redirect(v.w, v.r, dove, http.StatusSeeOther)
	return nil
}
