package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/examples/comando/locale"
	"github.com/quietanza/quietanza/examples/portale/stile"
	"github.com/quietanza/quietanza/examples/portale/strade"
	"github.com/quietanza/quietanza/internal/ora"
)

//go:embed pagine
var pagine embed.FS

// maxCorpo is how long a posted form may be.
const maxCorpo = 64 << 10

// sito is the portal, the pages of the PSPs and the console.
type sito struct {
	b        *banco
	mux      *http.ServeMux
	protetto http.Handler
	modelli  map[string]*template.Template
}

// pagina is what every page shows.
type pagina struct {
	Titolo   string
	Sito     string // portale, wisp, psp or console: whose page it is
	Voce     string // of the menu that is lit
	Chi      string // the name in the heading
	Adesso   string
	Aggiorna int // seconds after which the page loads again, 0 never
	Dati     any
}

var nomiSito = map[string]string{
	"portale": "Comune di Vallefinta", "wisp": "Scelta del prestatore – WISP simulato", "checkout": "Checkout di pagoPA simulato", "psp": "Prestatore di servizi di pagamento simulato",
	"console": "Console",
}

// vociMenu are the entries of the menu of the pages that are not lit by their site.
var vociMenu = map[string]string{
	"elenco": "debiti", "debito": "debiti", "avviso": "debiti", "precheckout": "debiti", "conferma": "debiti", "pagamento": "debiti", "carrello": "debiti", "annullato": "debiti",
	"tracciati": "tracciati", "tracciato": "tracciati",
}

func nuovoSito(b *banco) *sito {
	s := &sito{b: b, mux: http.NewServeMux(), modelli: stile.Modelli(pagine)}
	for schema, f := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                             s.portale,
		"GET /cerca":                           s.cerca,
		"GET /debiti":                          s.elenco,
		"GET /debito/{id}/checkout":            s.preCheckout,
		"POST /debito/{id}/checkout":           s.avviaCheckout,
		"GET /checkout/{id}":                   s.checkout,
		"POST /checkout/{id}":                  s.scegliCheckout,
		"GET /carrello":                        s.preCheckout,
		"POST /carrello":                       s.avviaCheckout,
		"GET /carrello/{id}":                   s.esitoCheckout,
		"GET /debito/{id}":                     s.debito,
		"POST /debito/{id}/paga":               s.paga,
		"GET /avviso/{nav}":                    s.avviso,
		"GET /avviso/{nav}/pdf":                s.avvisoPDF,
		"GET /pagamento/{id}/ricevuta.pdf":     s.ricevutaPDF,
		"GET /wisp/{id}":                       s.wisp,
		"POST /wisp/{id}":                      s.scegliPSP,
		"GET /conferma/{id}":                   s.conferma,
		"POST /conferma/{id}":                  s.confermato,
		"GET /sportello/{id}":                  s.sportello,
		"POST /sportello/{id}":                 s.scegli,
		"GET /ritorno":                         s.ritorno,
		"GET /pagamento/{id}":                  s.pagamento,
		"GET /pagamento/{id}/documenti/{nome}": s.documento,
		"GET /psp":                             s.psp,
		"POST /psp/attiva":                     s.attiva,
		"GET /psp/pagamento/{id}":              s.pagamentoPSP,
		"POST /psp/pagamento/{id}":             s.pagaPSP,
		"GET /tracciati":                       s.tracciati,
		"POST /tracciati":                      s.caricaTracciato,
		"GET /tracciati/campione.csv":          s.campione,
		"GET /tracciati/{id}":                  s.tracciato,
		"GET /tracciati/{id}/{quale}":          s.fileTracciato,
		"GET /console":                         s.console,
		"GET /console/{id}":                    s.consoleDebito,
		"POST /console/orologio":               s.salta,
		"POST /console/{id}":                   s.opera,
	} {
		s.mux.Handle(schema, s.gestore(conModulo(f)))
	}
	s.mux.HandleFunc("GET /icona.svg", stile.Icona)
	s.mux.HandleFunc("GET /stile.css", stile.CSS)
	origine := http.NewCrossOriginProtection()
	origine.SetDenyHandler(s.gestore(func(http.ResponseWriter, *http.Request) error {
		return &rifiuto{Stato: 403, Titolo: "Richiesta da un altro sito", Testo: "I moduli di questo portale si inviano solo dalle sue pagine."}
	}))
	s.protetto = origine.Handler(strade.Con(s.mux, s.nega))
	return s
}

// ServeHTTP refuses what does not come to this machine by its own name.
func (s *sito) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", stile.Politica)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if !locale.Nostro(r) {
		http.Error(w, "portale di prova: solo loop-back", http.StatusMisdirectedRequest)
		return
	}
	limite := int64(maxCorpo)
	if r.URL.Path == "/tracciati" {
		limite = maxTracciato
	}
	r.Body = http.MaxBytesReader(w, r.Body, limite)
	s.protetto.ServeHTTP(w, r)
}

// nega gives the refusals of the router the look of the others.
func (s *sito) nega(w http.ResponseWriter, _ *http.Request, stato int) {
	x := &rifiuto{Stato: stato, Titolo: "Pagina inesistente", Testo: "A questo indirizzo non c'è nulla."}
	if stato == http.StatusMethodNotAllowed {
		x.Titolo, x.Testo = "Metodo non ammesso", "Questa pagina non si chiede così."
	}
	s.errore(w, x)
}

// gestore makes a handler of a function whose error becomes a page.
func (s *sito) gestore(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			s.errore(w, err)
		}
	})
}

// conModulo reads the form of a page that is posted.
func conModulo(f func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.Method == http.MethodPost {
			switch err := r.ParseForm(); {
			case errors.As(err, new(*http.MaxBytesError)):
				return err
			case err != nil:
				return &rifiuto{Stato: 400, Titolo: "Modulo non leggibile", Testo: err.Error()}
			}
		}
		return f(w, r)
	}
}

func (s *sito) errore(w http.ResponseWriter, err error) {
	var x *rifiuto
	var lungo *http.MaxBytesError
	switch {
	case errors.As(err, &x):
	case errors.As(err, &lungo):
		x = &rifiuto{Stato: http.StatusRequestEntityTooLarge, Titolo: "Modulo troppo lungo", Testo: "Il modulo inviato supera il limite."}
	default:
		x = &rifiuto{Stato: http.StatusInternalServerError, Titolo: "Errore del portale", Testo: err.Error()}
	}
	if x.Vai == "" {
		c := *x
		c.Vai, c.Invito = "/", "Torna al portale"
		x = &c
	}
	if err := s.mostra(w, x.Stato, "errore", pagina{Titolo: x.Titolo, Sito: "portale", Dati: x}); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// mostra writes a page whole, or not at all.
func (s *sito) mostra(w http.ResponseWriter, stato int, modello string, p pagina) error {
	if p.Chi == "" {
		p.Chi = nomiSito[p.Sito]
	}
	if p.Voce = vociMenu[modello]; p.Voce == "" {
		p.Voce = p.Sito
	}
	if p.Adesso == "" {
		s.b.mu.Lock()
		p.Adesso = istante(s.b.adesso())
		s.b.mu.Unlock()
	}
	var b bytes.Buffer
	if err := s.modelli[modello].ExecuteTemplate(&b, "cornice", p); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(stato)
	_, err := w.Write(b.Bytes())
	if err != nil {
		return nil // the reader went away
	}
	return nil
}

// vai sends the browser to another page after a form.
func vai(w http.ResponseWriter, r *http.Request, dove string) error {
	http.Redirect(w, r, dove, http.StatusSeeOther)
	return nil
}

var mesi = [...]string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}

// istante writes an instant as it is read in Italy.
func istante(t time.Time) string {
	t = t.In(ora.Roma)
	return fmt.Sprintf("%d %s %d alle %s", t.Day(), mesi[t.Month()-1], t.Year(), t.Format("15:04:05"))
}
