package rendicontazione

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// scartaCopie sets aside the credits, and the reversals of credits, that are
// probably another one read from another document: of equal body, amount and
// date, not surely different, alike.
func (m *motore) scartaCopie() {
	mm := m.r.Movimenti
	rango := func(i int32) int { // what is no credit, nor the reversal of one, last
		switch {
		case mm[i].Segno != cassa.Entrata:
			return 2
		case mm[i].Storno:
			return 1
		}
		return 0
	}
	confronta := func(i, j int32) int {
		a, b := &mm[i], &mm[j]
		return cmp.Or(cmp.Compare(rango(i), rango(j)), a.Importo.Compare(b.Importo), a.IdDominio.Compare(b.IdDominio))
	}
	giorno := []int32{}
	for resto := m.consumo; len(resto) > 0; {
		n := 1
		for n < len(resto) && mm[resto[n]].DataContabile == mm[resto[0]].DataContabile {
			n++
		}
		giorno = append(giorno[:0], resto[:n]...)
		resto = resto[n:]
		if !m.piuSorgenti(giorno) {
			continue
		}
		slices.SortFunc(giorno, func(i, j int32) int { return cmp.Or(confronta(i, j), cmp.Compare(i, j)) })
		for len(giorno) > 0 && rango(giorno[0]) < 2 {
			n := 1
			for n < len(giorno) && confronta(giorno[0], giorno[n]) == 0 {
				n++
			}
			if n > 1 && m.piuSorgenti(giorno[:n]) {
				m.scartaSimili(giorno[:n])
			}
			giorno = giorno[n:]
		}
	}
}

// sorgente is where a movement was read: two lines of one are never one line.
type sorgente struct{ fonte, estratto string }

func sorgenteDi(e *EsitoMovimento) sorgente { return sorgente{e.Fonte, e.Estratto} }

// provvisorioOPI reports whether a movement is a line of a journal that numbers
// its credits.
func provvisorioOPI(e *EsitoMovimento) bool { return e.Fonte == cassa.FonteOPI && e.Provvisorio != "" }

// piuSorgenti reports whether some movements may be one told by two documents.
func (m *motore) piuSorgenti(simili []int32) bool {
	primo := &m.r.Movimenti[simili[0]]
	return provvisorioOPI(primo) || slices.ContainsFunc(simili[1:], func(i int32) bool {
		e := &m.r.Movimenti[i]
		return sorgenteDi(e) != sorgenteDi(primo) || provvisorioOPI(e)
	})
}

// tenuto is a movement that is counted, with the sources of its copies.
type tenuto struct {
	movimento int32
	copie     map[sorgente]bool
}

// tenuti are movements counted that look alike, in order of consumption. Each
// source has a place before which none can take a copy of it any more.
type tenuti struct {
	lista []*tenuto
	primi map[sorgente]int
}

// chiaveSimile names movements of equal body, side, amount and date that look
// alike: by a reference of the banks, by one of pagoPA or, when they have none, by
// their whole texts. Lines of a journal differ by their provvisorio from all the
// others of it, so that they are looked for by it.
type chiaveSimile struct {
	lista       listaSimili
	provvisorio string
	cosa        legame
	testo       string
}

type listaSimili uint8

const (
	simiGiornale    listaSimili = iota // the lines of the journal
	simiProvvisorio                    // those with one provvisorio
	simiAltri                          // other movements
)

// scartaSimili sets the copies among some movements of equal body, side, amount
// and date aside.
func (m *motore) scartaSimili(simili []int32) {
	tutti := make(map[chiaveSimile]*tenuti)
	for _, i := range simili {
		e := &m.r.Movimenti[i]
		if m.distinti[e.Chiave()] {
			continue
		}
		guarda, stai := [...]chiaveSimile{{lista: simiAltri}, {lista: simiGiornale}}, []chiaveSimile{{lista: simiAltri}}
		if provvisorioOPI(e) {
			guarda[1] = chiaveSimile{lista: simiProvvisorio, provvisorio: e.Provvisorio}
			stai = []chiaveSimile{{lista: simiGiornale}, guarda[1]}
		}
		var originale *tenuto
		for k := range m.somiglianze(i) {
			for _, g := range guarda {
				g.cosa, g.testo = k.cosa, k.testo
				if o := m.cerca(tutti[g], i); o != nil && (originale == nil || o.movimento < originale.movimento) {
					originale = o
				}
			}
		}
		if originale != nil {
			if originale.copie == nil {
				originale.copie = make(map[sorgente]bool)
			}
			originale.copie[sorgenteDi(e)] = true
			m.scarta(e, originale.movimento)
			continue
		}
		t := &tenuto{movimento: i}
		for k := range m.somiglianze(i) {
			for _, g := range stai {
				g.cosa, g.testo = k.cosa, k.testo
				if tutti[g] == nil {
					tutti[g] = &tenuti{}
				}
				tutti[g].lista = append(tutti[g].lista, t)
			}
		}
	}
}

// scarta makes a movement a copy.
func (m *motore) scarta(e *EsitoMovimento, originale int32) {
	o := &m.r.Movimenti[originale]
	e.Classe, e.CopiaDi, e.copia = MovimentoCopiaProbabile, o.Chiave(), originale+1
	o.Segnali.aggiungi(SegnaleLettoDueVolte)
}

// cerca returns the first of some movements, that look like another, that this is a
// copy of, nil when there is none.
func (m *motore) cerca(tt *tenuti, i int32) *tenuto {
	if tt == nil {
		return nil
	}
	s := sorgenteDi(&m.r.Movimenti[i])
	chiuso := func(o *tenuto) bool {
		e := &m.r.Movimenti[o.movimento]
		return o.copie[s] || sorgenteDi(e) == s && !provvisorioOPI(e)
	}
	n := tt.primi[s]
	for n < len(tt.lista) && chiuso(tt.lista[n]) {
		n++
	}
	if n > tt.primi[s] {
		if tt.primi == nil {
			tt.primi = make(map[sorgente]int)
		}
		tt.primi[s] = n
	}
	for ; n < len(tt.lista); n++ {
		if o := tt.lista[n]; !chiuso(o) && !m.sicuramenteDiversi(o.movimento, i) {
			return o
		}
	}
	return nil
}

// sicuramenteDiversi reports whether two movements are certainly two: their
// journal, their bank references, their accounts or their TRN say so.
func (m *motore) sicuramenteDiversi(i, j int32) bool {
	a, b := &m.r.Movimenti[i], &m.r.Movimenti[j]
	if usabili(a.TRN, b.TRN) && a.TRN != b.TRN {
		return true
	}
	switch {
	case provvisorioOPI(a) && provvisorioOPI(b):
		return a.Esercizio != b.Esercizio || a.Provvisorio != b.Provvisorio || a.Storno && a.ID != b.ID
	case a.Fonte == b.Fonte:
		return usabili(a.RifBanca, b.RifBanca) || a.Estratto == b.Estratto
	default:
		return a.IBAN.IsValid() && b.IBAN.IsValid() && a.IBAN != b.IBAN
	}
}

// usabili reports whether two references both tell a movement from others.
func usabili(a, b string) bool { return riferimento.Usabile(a) && riferimento.Usabile(b) }

// somiglianze yields what a movement may look like others by.
func (m *motore) somiglianze(i int32) iter.Seq[chiaveSimile] {
	return func(yield func(chiaveSimile) bool) {
		e, l := &m.r.Movimenti[i], &m.letture[i]
		if riferimento.Usabile(e.TRN) && !yield(chiaveSimile{cosa: legameTRN, testo: e.TRN}) ||
			riferimento.Usabile(e.RifBanca) && !yield(chiaveSimile{cosa: legameRifBanca, testo: e.RifBanca}) {
			return
		}
		if testo := m.testoSolo(i); testo != "" {
			yield(chiaveSimile{cosa: legameTesto, testo: testo})
			return
		}
		for k := range l.chiavi() {
			if !yield(chiaveSimile{cosa: scelta(k.esito == leggeSingolo, legameIUV, legameFlusso), testo: k.testo}) {
				return
			}
		}
	}
}

// minimoTesto is how long a text that names nothing must be to tell a movement,
// in characters.
const minimoTesto = 20

// testoSolo returns the text of a movement that names nothing, without blanks and
// case, "" when it names something or is too short.
func (m *motore) testoSolo(i int32) string {
	if m.letture[i].nomina() {
		return ""
	}
	testo := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, m.r.Movimenti[i].Causale))
	if utf8.RuneCountInString(testo) < minimoTesto {
		return ""
	}
	return testo
}
