// Package stile is the look of the pages: no script, no font, no image from elsewhere.
package stile

import (
	_ "embed" // the files
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"strings"

	"github.com/quietanza/quietanza/examples/portale/diagramma"
)

var (
	//go:embed stile.css
	css string
	//go:embed icona.svg
	icona string
)

// Politica lets a page load its own style and images and nothing else: there is not a
// script in it.
const Politica = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// CSS serves the style of the pages, that of the machines in them included.
func CSS(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = io.WriteString(w, css+diagramma.Stile)
}

// Icona serves their icon.
func Icona(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "image/svg+xml")
	_, _ = io.WriteString(w, icona)
}

// Modelli parses pagine/*.html, embedded files of the program that calls it, each inside the
// common frame pagine/cornice.html, by its name without folder and ending. It panics on a page
// that does not parse: the program holds them.
func Modelli(pagine fs.FS) map[string]*template.Template {
	m := map[string]*template.Template{}
	nomi, err := fs.Glob(pagine, "pagine/*.html")
	if err != nil {
		panic("stile: " + err.Error())
	}
	cornice := template.Must(template.ParseFS(pagine, "pagine/cornice.html"))
	for _, nome := range nomi {
		corto := strings.TrimSuffix(strings.TrimPrefix(nome, "pagine/"), ".html")
		m[corto] = template.Must(template.Must(cornice.Clone()).ParseFS(pagine, nome))
	}
	return m
}
