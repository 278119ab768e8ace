package quadro

import (
	"bufio"
	"encoding/json"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Di is the picture of a report, whose documents were read elsewhere: pagine are the heads of the
// journals of accounts among them.
func Di(r *rendicontazione.Report, oggi avviso.Data, pagine []cassa.Intestazione) *Quadro {
	return &Quadro{Report: r, Oggi: oggi, Casi: raccogliCasi(elencaDaVedere(r, pagine, nil))}
}

// elenchi are the positions in the report of what a picture shows.
type elenchi struct{ movimenti, flussi, righe, ricevute, pendenze, conflitti []int }

// PerEnte divides the picture of several bodies: that of each, in order, has its objects and its
// cases, in tables and lines of its own. Counts and references stay those of the whole report. What is
// of no body is of the first, "".
func (q *Quadro) PerEnte() iter.Seq2[string, *Quadro] {
	return func(yield func(string, *Quadro) bool) {
		enti := make(map[string]*Quadro)
		di := func(ente string) *Quadro {
			e := enti[ente]
			if e == nil {
				copia := *q
				e = &copia
				e.Casi, e.solo = nil, new(elenchi)
				enti[ente] = e
			}
			return e
		}
		for i := range q.movimenti() {
			dividi(di(q.Movimenti[i].IdDominio.String()), i, func(e *elenchi) *[]int { return &e.movimenti })
		}
		for i := range q.flussi() {
			dividi(di(q.Flussi[i].IdDominio.String()), i, func(e *elenchi) *[]int { return &e.flussi })
		}
		for i := range q.righe() {
			dividi(di(q.Righe[i].IdDominio().String()), i, func(e *elenchi) *[]int { return &e.righe })
		}
		for i := range q.ricevute() {
			dividi(di(q.Ricevute[i].IdDominio.String()), i, func(e *elenchi) *[]int { return &e.ricevute })
		}
		for i := range q.pendenze() {
			dividi(di(q.Pendenze[i].IdDominio.String()), i, func(e *elenchi) *[]int { return &e.pendenze })
		}
		for i := range q.conflitti() {
			dividi(di(enteDi(q.Conflitti[i].Chiave)), i, func(e *elenchi) *[]int { return &e.conflitti })
		}
		for _, c := range q.Casi {
			ente := c.Dominio.String()
			if ente == "" {
				ente = enteDi(c.Chiave)
			}
			e := di(ente)
			e.Casi = append(e.Casi, c)
		}
		for _, ente := range slices.Sorted(maps.Keys(enti)) {
			if !yield(ente, enti[ente]) {
				return
			}
		}
	}
}

func dividi(q *Quadro, i int, lista func(*elenchi) *[]int) {
	l := lista(q.solo)
	*l = append(*l, i)
}

// enteDi returns the body that a key names: each begins with it, but for that of a movement, whose
// source comes first.
func enteDi(chiave string) string {
	for campo := range strings.SplitSeq(chiave, "|") {
		if d, err := avviso.ParseIdDominio(campo); err == nil {
			return d.String()
		}
	}
	return ""
}

// The positions of what the picture shows.

func (q *Quadro) movimenti() iter.Seq[int] {
	return q.mostrati(len(q.Movimenti), func(e *elenchi) []int { return e.movimenti })
}

func (q *Quadro) flussi() iter.Seq[int] {
	return q.mostrati(len(q.Flussi), func(e *elenchi) []int { return e.flussi })
}

func (q *Quadro) righe() iter.Seq[int] {
	return q.mostrati(len(q.Righe), func(e *elenchi) []int { return e.righe })
}

func (q *Quadro) ricevute() iter.Seq[int] {
	return q.mostrati(len(q.Ricevute), func(e *elenchi) []int { return e.ricevute })
}

func (q *Quadro) pendenze() iter.Seq[int] {
	return q.mostrati(len(q.Pendenze), func(e *elenchi) []int { return e.pendenze })
}

func (q *Quadro) conflitti() iter.Seq[int] {
	return q.mostrati(len(q.Conflitti), func(e *elenchi) []int { return e.conflitti })
}

func (q *Quadro) mostrati(tutti int, di func(*elenchi) []int) iter.Seq[int] {
	if q.solo != nil {
		return slices.Values(di(q.solo))
	}
	return func(yield func(int) bool) {
		for i := range tutti {
			if !yield(i) {
				return
			}
		}
	}
}

// ScriviLinee writes every object on a line of JSON, {"tipo":…,"oggetto":…}: what names it, its class
// and its flags.
func (q *Quadro) ScriviLinee(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	for tipo, v := range q.oggetti() {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		for _, t := range [...]string{`{"tipo":"`, tipo, `","oggetto":`, string(b), "}\n"} {
			if _, err := w.WriteString(t); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}

// oggetti yields every object with the name of its kind.
func (q *Quadro) oggetti() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for _, l := range [...]struct {
			tipo   string
			quali  iter.Seq[int]
			numero func(int) any
		}{
			{"MOVIMENTO", q.movimenti(), func(i int) any { return &q.Movimenti[i] }},
			{"FLUSSO", q.flussi(), func(i int) any { return &q.Flussi[i] }},
			{"RIGA", q.righe(), func(i int) any { return &q.Righe[i] }},
			{"RICEVUTA", q.ricevute(), func(i int) any { return &q.Ricevute[i] }},
			{"PENDENZA", q.pendenze(), func(i int) any { return &q.Pendenze[i] }},
			{"CONFLITTO", q.conflitti(), func(i int) any { return &q.Conflitti[i] }},
		} {
			for i := range l.quali {
				if !yield(l.tipo, l.numero(i)) {
					return
				}
			}
		}
	}
}
