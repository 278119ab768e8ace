package elenco

import (
	"errors"
	"maps"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// ErrDocumento is a query or a text that is none of this package, or breaks its rules.
var ErrDocumento = errors.New("documento non valido")

// Errore is a refusal of this package: Campo is the member or the parameter.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "elenco" }

func rifiuta(c avviso.Codice, campo, valore string) *Errore {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrDocumento}
}

func nullo(campo string) error {
	return &Errore{Codice: avviso.CodiceNullo, Campo: campo, Err: avviso.ErrNullo}
}

// porta is how documents are refused.
var porta = membri.Porta[pacchetto]{Tipo: ErrDocumento, NonValida: func(v []avviso.Violazione) error {
	return &pendenza.NonValida{Violazioni: v}
}}

// parametri reads a query: each parameter once.
type parametri struct {
	valori url.Values
	err    error
}

func leggiQuery(query string) *parametri {
	q, err := url.ParseQuery(query)
	if err != nil {
		err = rifiuta("URL", "query", query)
	}
	return &parametri{q, err}
}

func (p *parametri) rifiuta(c avviso.Codice, nome, valore string) {
	if p.err == nil {
		p.err = rifiuta(c, nome, valore)
	}
}

// testo takes a parameter out of the query.
func (p *parametri) testo(nome string) string {
	v := p.valori[nome]
	delete(p.valori, nome)
	switch {
	case len(v) == 0:
		return ""
	case len(v) > 1:
		p.rifiuta("RIPETUTO", nome, v[1])
	case !utf8.ValidString(v[0]):
		p.rifiuta(membri.CodiceCodifica, nome, "")
	}
	return v[0]
}

// valore takes a parameter of a form out of the query.
func valore[T any](p *parametri, nome string, leggi func(string) (T, error)) (x T) {
	s := p.testo(nome)
	if s == "" {
		return x
	}
	x, err := leggi(s)
	if err != nil {
		p.rifiuta(pendenza.Pattern, nome, s)
	}
	return x
}

// ignoti are the parameters that were not taken, in order.
func (p *parametri) ignoti() []string { return slices.Sorted(maps.Keys(p.valori)) }
