package rendicontazione

import (
	"cmp"
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
	testo     string
	copie     []sorgente
}

// tenuti are the movements counted among similar ones, in order of consumption.
// Each source has a place before which none can take a copy of it any more.
type tenuti struct {
	lista []*tenuto
	primi map[sorgente]int
}

// scartaSimili sets the copies among some movements of equal body, side, amount
// and date aside. Lines of a journal differ by their provvisorio from all the
// others of it, so that they are looked for by it.
func (m *motore) scartaSimili(simili []int32) {
	var giornale, altri tenuti
	provvisori := make(map[string]*tenuti)
	for _, i := range simili {
		e := &m.r.Movimenti[i]
		t := &tenuto{movimento: i, testo: m.testoSolo(i)}
		liste := [...]*tenuti{&altri, &giornale}
		provvisorio := ""
		if provvisorioOPI(e) {
			provvisorio = e.Provvisorio
			if provvisori[provvisorio] == nil {
				provvisori[provvisorio] = &tenuti{}
			}
			liste[1] = provvisori[provvisorio]
		}
		originale := m.cerca(liste[0], t)
		if o := m.cerca(liste[1], t); o != nil && (originale == nil || o.movimento < originale.movimento) {
			originale = o
		}
		switch {
		case originale != nil:
			originale.copie = append(originale.copie, sorgenteDi(e))
			m.scarta(e, originale.movimento)
		case provvisorio != "":
			giornale.lista = append(giornale.lista, t)
			liste[1].lista = append(liste[1].lista, t)
		default:
			altri.lista = append(altri.lista, t)
		}
	}
}

// scarta makes a movement a copy.
func (m *motore) scarta(e *EsitoMovimento, originale int32) {
	o := &m.r.Movimenti[originale]
	e.Classe, e.CopiaDi, e.copia = MovimentoCopiaProbabile, o.Chiave(), originale+1
	o.Segnali.aggiungi(SegnaleLettoDueVolte)
}

// cerca returns the first of some movements that another is a copy of, nil when
// there is none.
func (m *motore) cerca(tt *tenuti, t *tenuto) *tenuto {
	s := sorgenteDi(&m.r.Movimenti[t.movimento])
	chiuso := func(o *tenuto) bool {
		e := &m.r.Movimenti[o.movimento]
		return slices.Contains(o.copie, s) || sorgenteDi(e) == s && !provvisorioOPI(e)
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
		if o := tt.lista[n]; !chiuso(o) && m.simili(o, t) && !m.sicuramenteDiversi(o.movimento, t.movimento) {
			return o
		}
	}
	return nil
}

// sicuramenteDiversi reports whether two movements are certainly two: the host
// says so, or their journal, their bank references, their accounts or their TRN do.
func (m *motore) sicuramenteDiversi(i, j int32) bool {
	a, b := &m.r.Movimenti[i], &m.r.Movimenti[j]
	if m.distinti[a.Chiave()] || m.distinti[b.Chiave()] {
		return true
	}
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

// simili reports whether two movements look alike: by a reference of the banks,
// by one of pagoPA or, when neither has one, by their whole texts.
func (m *motore) simili(x, y *tenuto) bool {
	a, b := &m.r.Movimenti[x.movimento], &m.r.Movimenti[y.movimento]
	switch {
	case a.TRN == b.TRN && riferimento.Usabile(a.TRN), a.RifBanca == b.RifBanca && riferimento.Usabile(a.RifBanca):
		return true
	case x.testo != "" || y.testo != "":
		return x.testo == y.testo
	}
	r, s := &m.letture[x.movimento], &m.letture[y.movimento]
	return r.nomina() && r.comune(s)
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
