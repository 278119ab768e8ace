package schema

import (
	"strconv"
	"strings"
	"sync"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Presenza says whether the schema lets an element be absent.
type Presenza bool

// An element may be absent, or may not.
const (
	Opzionale    Presenza = false
	Obbligatorio Presenza = true
)

// Visita is a walk through a document. The functions that describe a schema call the
// same methods in both directions.
type Visita struct {
	l      *xmlrigido.Lettore   // nil when writing, and of JSON
	x      *xmlrigido.Scrittore // nil when reading, when only checking, and of JSON
	j      *lettoreJSON         // nil but when reading JSON
	w      *scrittoreJSON       // nil but when writing JSON
	stanza *Stanza
	err    error

	spazio      string // namespace of the elements being read
	tolleranza  Tolleranza
	avvertenze  []avviso.Avvertenza
	sotto       string // path in front of all others
	busta       bool   // the document stands in the Body of an envelope
	lasca       bool   // of which Corpo let pass what stands around the Body
	annullabile bool   // the current element may be nil
	inTestata   bool   // in the Header of an envelope, whose blocks have attributes of SOAP

	aperti []aperto
	letti  []string // names read in each open element, one run after the other

	pronto, inizio bool // an event is waiting; it is a start tag
}

// banco is a visit with room for the open elements of the usual schemas, so that
// reading a document grows no slice.
type banco struct {
	v      Visita
	aperti [6]aperto
	letti  [48]string
}

// aperto is an element that has been entered.
type aperto struct {
	nome   string
	indice int // place among its equals from 1, 0 where there is only one
	letti  int // where its run of Visita.letti begins
}

// lente is what reading a document takes, kept for the next one.
type lente struct {
	banco
	l xmlrigido.Lettore
}

var lenti = sync.Pool{New: func() any { return new(lente) }}

// prendi returns a visit that has nothing to read yet; riponi takes it back.
func prendi(s *Stanza, t Tolleranza, sotto string) *lente {
	con := lenti.Get().(*lente)
	con.v = Visita{stanza: s, tolleranza: t, sotto: sotto, aperti: con.aperti[:0], letti: con.letti[:0]}
	return con
}

func (con *lente) riponi() {
	con.l.Ricomincia(nil, xmlrigido.Opzioni{})
	lenti.Put(con)
}

// comincia stands at the start tag of the root of a text.
func (con *lente) comincia(dati []byte) { con.cominciaEntro(dati, xmlrigido.Opzioni{}) }

// cominciaEntro is comincia with bounds of the caller.
func (con *lente) cominciaEntro(dati []byte, opz xmlrigido.Opzioni) {
	con.l.Ricomincia(dati, opz)
	v := &con.v
	v.l, v.pronto, v.inizio = &con.l, true, true
	if _, err := v.l.Prossimo(); err != nil {
		v.malformato("", err)
	}
}

// Percorri gives corpo, which must not keep it, the strict visit of a document, at the
// start tag of its root. A document that is the text of an element of another says which
// in sotto: that path stands in front of all others, and lines and columns mean nothing.
func Percorri(s *Stanza, dati []byte, sotto string, corpo func(*Visita) error) error {
	con := prendi(s, 0, sotto)
	defer con.riponi()
	con.comincia(dati)
	return corpo(&con.v)
}

// Legge reports whether the document is being read.
func (v *Visita) Legge() bool { return v.l != nil || v.j != nil }

// Tollera reports whether the reading lets something pass.
func (v *Visita) Tollera(t Tolleranza) bool { return v.tolleranza&t == t }

// Err returns the first error so far.
func (v *Visita) Err() error { return v.err }

// Avvertenze returns what was let pass so far.
func (v *Visita) Avvertenze() []avviso.Avvertenza { return v.avvertenze }

// Qui returns namespace and name of the current start tag, which are valid until the
// next step.
func (v *Visita) Qui() (spazio, nome []byte) { return v.l.Spazio(), v.l.Locale() }

// Luogo returns line and column of the current start tag.
func (v *Visita) Luogo() (riga, colonna int) { return v.luogo() }

// Percorso returns the path of the open elements, with one more at the end unless
// nome is empty.
func (v *Visita) Percorso(nome string) string {
	if v.j != nil {
		return v.j.percorso(nome)
	}
	var b strings.Builder
	b.WriteString(v.sotto)
	passo := func(nome string) {
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(nome)
	}
	for _, a := range v.aperti {
		passo(a.nome)
		if a.indice > 0 {
			b.WriteString("[" + strconv.Itoa(a.indice) + "]")
		}
	}
	if nome != "" {
		passo(nome)
	}
	return b.String()
}

// Rifiuta refuses the document at the current element: at its start tag when its text
// has just been read.
func (v *Visita) Rifiuta(nome, valore string, m Motivo, causa error) {
	if v.err != nil {
		return
	}
	r := Rifiuto{Motivo: m, Campo: v.Percorso(nome), Valore: valore, Causa: causa, Scrive: !v.Legge()}
	if v.j != nil {
		if v.perdona(nome, &r) {
			return
		}
		r.Codice = r.codice()
	}
	r.Riga, r.Colonna = v.luogoDi(r.Campo)
	v.err = v.stanza.Rifiuta(r)
}

// luogoDi returns the place of a member, or of the current element.
func (v *Visita) luogoDi(campo string) (riga, colonna int) {
	if v.j != nil {
		return membri.Luogo(v.j.testo, campo)
	}
	return v.luogo()
}

// luogo returns the place of the current element.
func (v *Visita) luogo() (riga, colonna int) {
	if v.l == nil || v.sotto != "" {
		return 0, 0
	}
	return v.l.Riga(), v.l.Colonna()
}

// malformato takes over an error of the scanner.
func (v *Visita) malformato(nome string, err error) {
	if v.err != nil {
		return
	}
	r := Traduci(err)
	if p := v.Percorso(nome); p != "" {
		r.Campo = p
	}
	if v.sotto != "" {
		r.Riga, r.Colonna = 0, 0
	}
	v.err = v.stanza.Rifiuta(r)
}

// Codes of what a lenient reading lets pass.
const (
	AvvertenzaImporto    avviso.Codice = "IMPORTO_NON_CANONICO"
	AvvertenzaSpazioNomi avviso.Codice = "SPAZIO_NOMI"
	AvvertenzaAttributo  avviso.Codice = "ATTRIBUTO_IGNORATO"
	AvvertenzaBase64     avviso.Codice = "BUSTA_BASE64"
	AvvertenzaSOAP       avviso.Codice = "BUSTA_SOAP"
)

// Avverti records a warning about the current element; the place is that of its start
// tag, also when its text has just been read.
func (v *Visita) Avverti(c avviso.Codice, nome, valore, testo string) {
	campo := v.Percorso(nome)
	riga, colonna := v.luogoDi(campo)
	v.avvertenze = append(v.avvertenze, avviso.Avvertenza{
		Codice: c, Campo: campo, Valore: valore, Riga: riga, Colonna: colonna, Testo: testo,
	})
}

// avvertiUnaVolta is Avverti, once for each code and value.
func (v *Visita) avvertiUnaVolta(c avviso.Codice, nome, valore, testo string) {
	for i := range v.avvertenze {
		if v.avvertenze[i].Codice == c && v.avvertenze[i].Valore == valore {
			return
		}
	}
	v.Avverti(c, nome, valore, testo)
}
