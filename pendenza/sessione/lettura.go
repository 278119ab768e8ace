package sessione

import (
	"errors"
	"net/url"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// lettura reads one document.
type lettura struct{ membri.Lettura }

// chiudi returns what keeps a document from being used.
func (l *lettura) chiudi() error {
	if err := l.Err(); err != nil {
		return illeggibile(err)
	}
	return nonValido(l.Violazioni)
}

// nonValido is nil without violations, else the refusal that names the first and holds them
// all.
func nonValido(v []avviso.Violazione) error {
	if len(v) == 0 {
		return nil
	}
	return &Errore{
		Codice: v[0].Codice, Campo: v[0].Campo, Valore: v[0].Valore, Riga: v[0].Riga, Colonna: v[0].Colonna,
		Err: errore.Coppia(ErrDocumento, &pendenza.NonValida{Violazioni: v}),
	}
}

// tutteLe are the violations that a refusal holds, or itself.
func tutteLe(err error, r avviso.Rilievo) []avviso.Violazione {
	var n *pendenza.NonValida
	if errors.As(err, &n) {
		return n.Violazioni
	}
	return []avviso.Violazione{r}
}

// illeggibile is the refusal of a text that is no document.
func illeggibile(err error) error {
	r, _ := avviso.RilievoDi(err)
	return &Errore{Codice: r.Codice, Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna, Err: errore.Coppia(ErrDocumento, err)}
}

func nullo(campo string) error { return rifiuta(avviso.CodiceNullo, campo, "", avviso.ErrNullo) }

// parola is the place of a word of a list: another is tolerated with a warning.
func (l *lettura) parola(d *string, ammessa func(string) bool) func(nome, v string) {
	return func(nome, v string) {
		s, ok := l.Stringa(nome, v)
		switch *d = s; {
		case !ok || ammessa(s):
		case l.Tollerante:
			l.Avverti(pendenza.Enum, nome, "valore non in elenco")
		default:
			l.Viola(pendenza.Enum, nome, s, "valore non in elenco")
		}
	}
}

// libero is the place of any text, an empty one too.
func (l *lettura) libero(d *string) func(nome, v string) {
	return func(nome, v string) { *d, _ = l.Stringa(nome, v) }
}

// testo35 is the place of an identifier.
func testo35(d *string) membri.Corto { return membri.Corto{Dove: d, Massimo: 35} }

// indirizzo is the place of an absolute URL.
func (l *lettura) indirizzo(d *string) func(nome, v string) {
	return func(nome, v string) {
		s, ok := l.Stringa(nome, v)
		if !ok {
			return
		}
		if *d = s; !assoluto(s) {
			l.Viola(CodiceURL, nome, s, "non è un URL assoluto")
		}
	}
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
