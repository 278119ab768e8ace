package sessione

import (
	"errors"
	"net/url"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// porta is how documents are refused.
var porta = membri.Porta[pacchetto]{Tipo: ErrDocumento, NonValida: func(v []avviso.Violazione) error {
	return &pendenza.NonValida{Violazioni: v}
}}

// tutteLe are the violations that a refusal holds, or itself.
func tutteLe(err error, r avviso.Rilievo) []avviso.Violazione {
	var n *pendenza.NonValida
	if errors.As(err, &n) {
		return n.Violazioni
	}
	return []avviso.Violazione{r}
}

func nullo(campo string) error { return rifiuta(avviso.CodiceNullo, campo, "", avviso.ErrNullo) }

// testo35 is the place of an identifier.
func testo35(d *string) membri.Corto { return membri.Corto{Dove: d, Massimo: 35} }

// indirizzo is the place of an absolute URL.
func indirizzo(d *string) membri.DueVie {
	return membri.DueVie{Leggi: func(l *membri.Lettura, nome, v string) {
		s, ok := l.Stringa(nome, v)
		if !ok {
			return
		}
		if *d = s; !assoluto(s) {
			l.Viola(CodiceURL, nome, s, "non è un URL assoluto")
		}
	}, Scrivi: func(w *membri.Scrittura, nome string) { w.SeTesto(nome, *d) }}
}

func assoluto(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// parametri reads the query of a call: each parameter once.
type parametri struct {
	valori url.Values
	err    error
}

func leggiQuery(query string) *parametri {
	q, err := url.ParseQuery(query)
	if err != nil {
		err = rifiuta(CodiceURL, "query", query, ErrDocumento)
	}
	return &parametri{q, err}
}

// uno takes a parameter out of the query.
func (p *parametri) uno(nome string, d *string) {
	v := p.valori[nome]
	delete(p.valori, nome)
	switch {
	case len(v) == 0:
	case len(v) > 1 && p.err == nil:
		p.err = rifiuta(CodiceRipetuto, nome, v[1], ErrDocumento)
	default:
		*d = v[0]
	}
}
