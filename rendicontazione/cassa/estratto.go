package cassa

import (
	"iter"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ingresso"
)

// Conti gives the body of each account of a bank statement, which names none. A
// key is the account as the statement prints it, an IBAN as a rule; blanks and case do not
// count.
type Conti map[string]avviso.IdDominio

// conti is a Conti with the keys in one form.
type conti map[string]avviso.IdDominio

func (c Conti) normali() conti {
	n := make(conti, len(c))
	for k, d := range c {
		n[contoCompatto(k)] = d
	}
	return n
}

// contoCompatto drops the blanks of an account and writes it in upper case.
func contoCompatto(s string) string {
	return strings.ToUpper(strings.Join(strings.Fields(s), ""))
}

// conto is the account of a statement.
type conto struct {
	dominio avviso.IdDominio
	iban    avviso.IBAN
	testo   string // in one form
}

// cerca returns the account s; false when the caller gave no body for it. An
// IBAN followed by a currency code, as some banks print it, is that IBAN.
func (c conti) cerca(s string) (conto, bool) {
	s = contoCompatto(s)
	d, ok := c[s]
	if t, euro := strings.CutSuffix(s, divisaEuro); !ok && euro {
		if d, ok = c[t]; ok {
			s = t
		}
	}
	if !ok || !d.IsValid() {
		return conto{}, false
	}
	k := conto{dominio: d, testo: s}
	if iban, err := avviso.ParseIBAN(s); err == nil {
		k.iban = iban
	}
	return k, true
}

// cercaCoda returns the one account that ends with s; false when there is none, or more.
func (c conti) cercaCoda(s string) (conto, bool) {
	s = contoCompatto(s)
	trovato := ""
	for k := range c {
		if strings.HasSuffix(k, s) {
			if trovato != "" {
				return conto{}, false
			}
			trovato = k
		}
	}
	if trovato == "" || s == "" {
		return conto{}, false
	}
	return c.cerca(trovato)
}

const divisaEuro = "EUR"

// intesta writes the account into a movement. The account is part of Fonte, since
// a bank numbers its statements and entries by account.
func (k conto) intesta(m *Movimento, fonte string) {
	m.Fonte = fonte + ":" + k.testo
	m.IdDominio = k.dominio
	if k.iban.IsValid() {
		m.IBAN = k.iban
	} else {
		m.Conto = k.testo
	}
}

// Estratto reads the movements of bank statements from a stream, in memory that
// does not grow with them.
//
// Its iterators read the stream forward: between them they give each movement once. An
// Estratto is not for concurrent use.
type Estratto struct {
	leggi func(yield func(Movimento, error) bool)
	*registro
}

// registro is what every reader keeps beside the movements it gives: the names of statements
// and lines, the lines passed over, the control totals.
type registro struct {
	identita
	ignorati   map[Motivo]int
	quadrature []Quadratura
}

func nuovoRegistro() *registro { return &registro{ignorati: make(map[Motivo]int)} }

// ignora counts a line passed over.
func (r *registro) ignora(m Motivo) { contaMotivo(r.ignorati, m) }

// quadra keeps the control totals of a statement read to its end.
func (r *registro) quadra(c *conteggio) { r.quadrature = append(r.quadrature, c.chiudi()) }

// rileva notes a control of the whole document, or of a block of it, on its last statement.
func (r *registro) rileva(fonte string, codice avviso.Codice) {
	if len(r.quadrature) == 0 {
		r.quadrature = append(r.quadrature, Quadratura{Fonte: fonte})
	}
	q := &r.quadrature[len(r.quadrature)-1]
	if !slices.Contains(q.Rilievi, codice) {
		q.Rilievi = append(q.Rilievi, codice)
	}
}

// LeggiMovimenti yields the movements of the accounts, credits and debits, in the order of
// the document. After a movement, or a statement, that cannot be read it yields the error and
// goes on when the caller does; after an error of the document it ends.
func (e *Estratto) LeggiMovimenti() iter.Seq2[Movimento, error] {
	if e == nil || e.leggi == nil {
		return nullo[Movimento]
	}
	return e.leggi
}

// nullo is the sequence of a document that is not there.
func nullo[T any](yield func(T, error) bool) {
	var zero T
	yield(zero, &Errore{Codice: avviso.CodiceNullo, Err: avviso.ErrNullo})
}

// Movimenti yields what LeggiMovimenti does and ends at the first error of any kind.
func (e *Estratto) Movimenti() iter.Seq2[Movimento, error] {
	return ingresso.FinoAllErrore(e.LeggiMovimenti())
}

// Ignorati returns how many lines have been passed over so far because they move no money, by
// reason: not booked by the bank, of amount zero, without data.
func (e *Estratto) Ignorati() []Ignorato {
	if e == nil || e.registro == nil {
		return nil
	}
	return elenca(e.ignorati)
}

// Quadrature returns what the control totals say of each statement read to its end so far, in
// the order of the document: of all of them once the iterators have ended.
func (e *Estratto) Quadrature() []Quadratura {
	if e == nil || e.registro == nil {
		return nil
	}
	return slices.Clone(e.quadrature)
}
