package rpt

import (
	"errors"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// presenza says whether the schema lets an element be absent.
type presenza bool

const (
	facoltativo  presenza = false
	obbligatorio presenza = true
)

// visita walks a document in the order of its schema, to read it or to write
// it. The functions that describe the schema (schema_*.go) call the same
// methods in both directions, so that names, order, occurrences and types are
// written once. The first error sticks, and everything after it is idle.
type visita struct {
	l   *xmlrigido.Lettore // nil when writing
	s   scrittura          // used when writing
	err error

	spazio     string // namespace of the elements being read
	tollerante bool
	avvertenze []Avvertenza

	aperti []aperto
	letti  []string // names read in each open element, one run after the other

	pronto, inizio bool // an event is waiting; it is a start tag

	dati   []byte   // the text being read, for the place of a wrong value
	aperte int      // start tags passed over so far
	attese []attesa // warnings whose place is still to be found, in its order

	// Room for the open elements of these schemas, so that reading a document
	// grows no slice.
	spazioAperti [6]aperto
	spazioLetti  [48]string
}

// attesa is a warning about the text of an element, by position in avvertenze, and
// which start tag is that of the element.
type attesa struct{ avvertenza, aperta int }

// aperto is an element that has been entered.
type aperto struct {
	nome   string
	indice int // place among its equals from 1, 0 where there is only one
	letti  int // where its run of visita.letti begins
}

// percorso returns the path of the open elements, with one more at the end.
func (v *visita) percorso(nome string) string {
	var b strings.Builder
	for _, a := range v.aperti {
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(a.nome)
		if a.indice > 0 {
			b.WriteByte('[')
			b.WriteString(strconv.Itoa(a.indice))
			b.WriteByte(']')
		}
	}
	if nome != "" {
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(nome)
	}
	return b.String()
}

// rifiuta refuses the document at the current event.
func (v *visita) rifiuta(nome, valore string, tipo error) {
	if v.err != nil {
		return
	}
	e := &Errore{Codice: CodiceSintassiXSD, Campo: v.percorso(nome), Valore: valore, Err: tipo}
	if v.l != nil {
		e.Riga, e.Colonna = v.l.Riga(), v.l.Colonna()
	}
	v.err = e
}

// rifiutaValore refuses the text of the element that has just been read.
func (v *visita) rifiutaValore(nome, valore string, tipo error) {
	if v.err != nil {
		return
	}
	e := &Errore{Codice: CodiceSintassiXSD, Campo: v.percorso(nome), Valore: valore, Err: tipo}
	e.Riga, e.Colonna = v.luogo()
	v.err = e
}

// luogo returns the place of the last start tag. The reader has gone past it,
// and keeping the place of every element would cost as much as reading it: the
// text is read again, which only an error or a warning pays for.
func (v *visita) luogo() (riga, colonna int) {
	if v.l == nil {
		return 0, 0
	}
	l := xmlrigido.NuovoLettoreByte(v.dati, opzioni)
	for n := 0; ; {
		e, err := l.Prossimo()
		if err != nil {
			return 0, 0
		}
		if e == xmlrigido.Inizio {
			if n++; n == v.aperte {
				return l.Riga(), l.Colonna()
			}
		}
	}
}

// colloca finds the places of all the warnings that wait for one, reading the
// text again once: a long text may deserve many.
func (v *visita) colloca() {
	attese := v.attese
	v.attese = nil
	if len(attese) == 0 {
		return
	}
	l := xmlrigido.NuovoLettoreByte(v.dati, opzioni)
	for n := 0; len(attese) > 0; {
		e, err := l.Prossimo()
		if err != nil {
			return
		}
		if e != xmlrigido.Inizio {
			continue
		}
		for n++; len(attese) > 0 && attese[0].aperta == n; attese = attese[1:] {
			a := &v.avvertenze[attese[0].avvertenza]
			a.Riga, a.Colonna = l.Riga(), l.Colonna()
		}
	}
}

// malformato takes over an error of the reader.
func (v *visita) malformato(err error) {
	if v.err == nil {
		v.err = erroreXML(err, v.percorso(""))
	}
}

// erroreXML translates an error of the reader, which is about well-formedness
// or about text where the schema has elements, and the other way round.
func erroreXML(err error, percorso string) error {
	var x *xmlrigido.Errore
	if !errors.As(err, &x) {
		return &Errore{Codice: CodiceSintassiXSD, Campo: percorso, Err: conCausa(ErrXML, err)}
	}
	tipo := conCausa(ErrXML, x.Err)
	if errors.Is(x.Err, xmlrigido.ErrStruttura) {
		tipo = ErrContenuto
	}
	if percorso == "" {
		percorso = x.Percorso
	}
	return &Errore{Codice: CodiceSintassiXSD, Campo: percorso, Valore: x.Valore, Riga: x.Riga, Colonna: x.Colonna, Err: tipo}
}

// opzioni bounds every document of this package: depth 32, 1 MiB for a text.
var opzioni = xmlrigido.Opzioni{}

// tocca reports whether the next event is the start of the element, in the
// right namespace and without attributes.
func (v *visita) tocca(nome string) bool {
	if v.err != nil {
		return false
	}
	if !v.pronto {
		e, err := v.l.ProssimoElemento()
		if err != nil {
			v.malformato(err)
			return false
		}
		v.pronto, v.inizio = true, e == xmlrigido.Inizio
	}
	if !v.inizio || string(v.l.Locale()) != nome {
		return false
	}
	if string(v.l.Spazio()) != v.spazio && !v.spazioDiverso(nome) {
		return false
	}
	return len(v.l.Attributi()) == 0 || v.attributi(nome)
}

// prendi consumes the start tag that tocca has found.
func (v *visita) prendi(nome string) {
	v.pronto = false
	v.aperte++
	v.letti = append(v.letti, nome)
}

// spazioDiverso refuses an element of another namespace, or warns of it.
func (v *visita) spazioDiverso(nome string) bool {
	spazio := string(v.l.Spazio())
	if !v.tollerante {
		v.rifiuta(nome, spazio, ErrSpazioNomi)
		return false
	}
	v.avverti(AvvertenzaSpazioNomi, nome, spazio)
	return true
}

// attributi refuses the attributes of an element, or warns of them. The hints
// about where a schema lies are not content.
func (v *visita) attributi(nome string) bool {
	for _, a := range v.l.Attributi() {
		locale := string(a.Locale)
		if string(a.Spazio) == spazioXSI && (locale == "schemaLocation" || locale == "noNamespaceSchemaLocation") {
			continue
		}
		if !v.tollerante {
			v.rifiuta(nome+"/@"+locale, string(a.Valore), ErrAttributo)
			return false
		}
		v.avverti(AvvertenzaAttributo, nome, locale)
	}
	return true
}

const spazioXSI = "http://www.w3.org/2001/XMLSchema-instance"

// avverti records a warning about the start tag at the current event, once for
// each code and value.
func (v *visita) avverti(c CodiceAvvertenza, nome, valore string) {
	for i := range v.avvertenze {
		if v.avvertenze[i].Codice == c && v.avvertenze[i].Valore == valore {
			return
		}
	}
	v.avvertenze = append(v.avvertenze, Avvertenza{
		Codice: c, Campo: v.percorso(nome), Valore: valore, Riga: v.l.Riga(), Colonna: v.l.Colonna(),
	})
}

// avvertiValore records a warning about the text that has just been read.
func (v *visita) avvertiValore(c CodiceAvvertenza, nome, valore string) {
	v.attese = append(v.attese, attesa{len(v.avvertenze), v.aperte})
	v.avvertenze = append(v.avvertenze, Avvertenza{Codice: c, Campo: v.percorso(nome), Valore: valore})
}

// manca refuses what stands where a mandatory element should.
func (v *visita) manca(nome string) {
	if v.err != nil {
		return
	}
	if v.l == nil || !v.inizio {
		v.rifiuta(nome, "", ErrElementoMancante)
		return
	}
	trovato := string(v.l.Locale())
	if v.giaLetto(trovato) {
		v.rifiuta(trovato, "", ErrElementoRipetuto)
		return
	}
	v.rifiuta(nome, trovato, ErrElementoMancante)
}

// giaLetto reports whether the open element has had a child of that name.
func (v *visita) giaLetto(nome string) bool {
	da := 0
	for _, a := range v.aperti {
		da = a.letti // in the end that of the innermost
	}
	for _, l := range v.letti[da:] {
		if l == nome {
			return true
		}
	}
	return false
}

// apri enters an element with children. presente says, when writing, that
// there is one.
func (v *visita) apri(nome string, indice int, presente bool, p presenza) bool {
	if v.err != nil {
		return false
	}
	if v.l == nil {
		if !presente {
			if p == obbligatorio {
				v.manca(nome)
			}
			return false
		}
		v.s.apri(nome)
	} else {
		if !v.tocca(nome) {
			if p == obbligatorio {
				v.manca(nome)
			}
			return false
		}
		v.prendi(nome)
	}
	v.aperti = append(v.aperti, aperto{nome, indice, len(v.letti)})
	return true
}

// chiudi leaves the element that apri entered: nothing may be left in it.
func (v *visita) chiudi() {
	if v.err != nil {
		return
	}
	if v.l == nil {
		v.s.chiudi()
	} else {
		v.finito()
	}
	a := v.aperti[len(v.aperti)-1]
	v.aperti = v.aperti[:len(v.aperti)-1]
	v.letti = v.letti[:a.letti]
}

// finito consumes the end tag, or refuses what stands before it.
func (v *visita) finito() {
	if !v.pronto {
		e, err := v.l.ProssimoElemento()
		if err != nil {
			v.malformato(err)
			return
		}
		v.inizio = e == xmlrigido.Inizio
	}
	v.pronto = false
	if !v.inizio {
		return
	}
	nome := string(v.l.Locale())
	if v.giaLetto(nome) {
		v.rifiuta(nome, "", ErrElementoRipetuto)
		return
	}
	v.rifiuta(nome, "", ErrElementoInatteso)
}

// gruppo visits a mandatory element with children.
func gruppo[T any](v *visita, nome string, p *T, corpo func(*visita, *T)) {
	if v.apri(nome, 0, true, obbligatorio) {
		corpo(v, p)
		v.chiudi()
	}
}

// gruppoFacoltativo visits an element with children that may be absent: nil.
func gruppoFacoltativo[T any](v *visita, nome string, p **T, corpo func(*visita, *T)) {
	if !v.apri(nome, 0, *p != nil, facoltativo) {
		return
	}
	if *p == nil {
		*p = new(T)
	}
	corpo(v, *p)
	v.chiudi()
}

// gruppi visits an element with children that stands from minimo to massimo
// times in a row.
func gruppi[T any](v *visita, nome string, p *[]T, minimo, massimo int, corpo func(*visita, *T)) {
	n := len(*p)
	for i := 0; v.err == nil; i++ {
		if v.l == nil && i == n || v.l != nil && !v.tocca(nome) {
			if i < minimo {
				v.manca(nome)
			}
			return
		}
		if i == massimo {
			v.rifiuta(nome+"["+strconv.Itoa(i+1)+"]", "", ErrOccorrenze)
			return
		}
		if v.l != nil {
			var zero T
			*p = append(*p, zero)
		}
		if v.apri(nome, i+1, true, obbligatorio) {
			corpo(v, &(*p)[i])
			v.chiudi()
		}
	}
}
