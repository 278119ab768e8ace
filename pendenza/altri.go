package pendenza

import (
	"reflect"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Limits of the members of others in one document.
const (
	maxIgnoti = 200
	maxTenuti = 256 << 10
)

// avvisa notes what is tolerated at a place.
func (l *lettura) avvisa(dove luogo, c avviso.Codice, valore, testo string) {
	l.avvertenze = append(l.avvertenze, avviso.Avvertenza{Codice: c, Campo: dove.String(), Valore: valore, Testo: testo})
}

// ignoto takes a member that an object does not have: one of its own in another
// case refuses the document, as too many of them do.
func (l *lettura) ignoto(s reflect.Value, dove luogo, nome, v string) {
	t := tabelle[s.Type()]
	in := dove.dentro(nome)
	if slices.ContainsFunc(t.campi, func(c campo) bool {
		return c.nome != nome && strings.EqualFold(c.nome, nome) && (c.modo&vita == 0 || l.vita)
	}) {
		l.rifiuta(CodiceMembro, in.String(), nome)
		return
	}
	l.ignoti++
	l.tenuti += len(nome) + len(v)
	switch {
	case l.ignoti > maxIgnoti, l.tenuti > maxTenuti:
		l.rifiuta(ElementiMax, in.String(), "")
	case !l.tollerante:
		l.e.nota(in, CodiceMembro, "membro sconosciuto")
	case dellaVita(t, nome):
		l.tieni(s, in, nome, v)
	default:
		l.avvisa(in, CodiceMembro, "", "membro sconosciuto: conservato com'è")
		l.tieni(s, in, nome, v)
	}
}

// dellaVita reports whether a name, in whatever case, is one of a member that only the
// life of a position has.
func dellaVita(t *tabella, nome string) bool {
	return strings.EqualFold(nome, "anomala") || slices.ContainsFunc(t.campi, func(c campo) bool { return strings.EqualFold(c.nome, nome) })
}

// tieni keeps a member by the letter. One that has the name of a member of the
// life of a position has no place to stand in.
func (l *lettura) tieni(s reflect.Value, dove luogo, nome, v string) {
	t := tabelle[s.Type()]
	if t.altri < 0 {
		return
	}
	if dellaVita(t, nome) {
		l.avvisa(dove, CodiceMembro, v, "nome di un membro della vita della pendenza: non conservato")
		return
	}
	altri := s.Field(t.altri)
	b := []byte(altri.String())
	if len(b) > 0 {
		b = append(b, ',')
	}
	altri.SetString(string(append(append(membri.AppendTesto(b, nome), ':'), v...)))
}
