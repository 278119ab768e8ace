package main

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"

	"github.com/quietanza/quietanza/examples/comando/locale"
)

//go:embed pagine
var pagine embed.FS

var modelli = template.Must(template.New("").Funcs(template.FuncMap{"passo": func(i int) int { return i + 1 }}).ParseFS(pagine, "pagine/*.html"))

// pagina is what every page shows.
type pagina struct {
	Titolo    string
	Sportello bool // whose page it is
	Passo     int  // of the desk's five, 0 for none
	Aggiorna  int  // seconds after which the page loads again, 0 never
	Dati      any
}

// Passi are the steps of the desk, as its pages show them.
func (pagina) Passi() []string {
	return []string{"Riferimenti", "Dati personali", "Pagamento", "Conclusione"}
}

// mostra writes a page whole, or not at all.
func mostra(w http.ResponseWriter, stato int, modello string, p pagina) {
	var contenuto, b bytes.Buffer
	err := modelli.ExecuteTemplate(&contenuto, modello, p.Dati)
	if err == nil {
		err = modelli.ExecuteTemplate(&b, "cornice", struct {
			pagina
			Contenuto template.HTML
		}{p, template.HTML(contenuto.String())}) //nolint:gosec // made by a template
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(stato)
	_, _ = w.Write(b.Bytes()) // an error is a reader that went away
}

// maxCorpo is how long a request may be: a notification is the longest.
const maxCorpo = 8 << 20

// difendi refuses what does not come to this machine by its own name, and forms from
// other sites, but for those that are meant to. The pages load their own style, have no
// script, and post to themselves and to moduli.
func difendi(h http.Handler, moduli string, aperti ...string) http.Handler {
	origine := http.NewCrossOriginProtection()
	for _, a := range aperti {
		origine.AddInsecureBypassPattern(a)
	}
	politica := strings.TrimSpace("default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' " + moduli)
	m := http.NewServeMux()
	m.HandleFunc("GET /stile.css", func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, pagine, "pagine/stile.css") })
	m.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	m.Handle("/", h)
	protetto := origine.Handler(m)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := w.Header()
		x.Set("Content-Security-Policy", politica)
		x.Set("X-Content-Type-Options", "nosniff")
		x.Set("Referrer-Policy", "same-origin")
		x.Set("Cache-Control", "no-store")
		if !locale.Nostro(r) {
			http.Error(w, "prova: solo loop-back", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxCorpo)
		protetto.ServeHTTP(w, r)
	})
}
