package pendenza

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Modulo fills positions member by member from texts, as a line of a file of any
// shape has them. It is made once, of the paths of the members, and filled for
// each position; not for use by several goroutines at once.
type Modulo struct {
	membri []membro
	liste  []listaModulo
	voci   []int // place in the position of each item of the paths, -1 when it is not there
	l      lettura
	p      Pendenza
}

// NuovoModulo returns a form of the members at some paths, each a name of them by
// its place: causale, soggettoPagatore.anagrafica, voci[0].importo,
// voci[0].contabilita.quote[0].capitolo. Errors: NOME (ErrNome) for a path that a
// new position does not have, that stands twice, or whose list begins behind its
// first element or has a gap.
func NuovoModulo(percorsi ...string) (*Modulo, error) {
	m := new(Modulo)
	indici := map[string][]int{} // of each list, by its path
	liste := map[string]int{}
	for i, percorso := range percorsi {
		if slices.Contains(percorsi[:i], percorso) {
			return nil, rifiutaNome("percorso")(percorso)
		}
		x, err := m.compila(percorso, indici, liste)
		if err != nil {
			return nil, err
		}
		m.membri = append(m.membri, x)
	}
	for lista, n := range indici {
		for i := range n {
			if !slices.Contains(n, i) {
				return nil, rifiutaNome("percorso")(lista + "[" + strconv.Itoa(i) + "]")
			}
		}
		if lista == "voci" {
			m.voci = make([]int, len(n))
		}
	}
	m.svuota()
	return m, nil
}

// Tipo returns what the member of a path holds.
func (m *Modulo) Tipo(i int) TipoMembro { return m.membri[i].tipo }

// Voce returns the item, from 0, that a path goes through, -1 when it goes through
// none.
func (m *Modulo) Voce(i int) int { return m.membri[i].passi[0].voce }

// ApriVoce adds an item to the position: what the paths of the item k give from now
// on belongs to it. Members of an item that was not opened are not taken.
func (m *Modulo) ApriVoce(k int) {
	if m.p.Voci == nil {
		m.p.Voci = []Voce{}
	}
	if k >= len(m.voci) {
		return
	}
	m.voci[k] = len(m.p.Voci)
	m.p.Voci = append(m.p.Voci, Voce{})
	for i := range m.liste {
		if m.liste[i].voce == k {
			m.liste[i].posto = -1
		}
	}
}

// Metti gives a member its text; "" leaves it out. What is no value of the member is
// a violation of the position.
func (m *Modulo) Metti(i int, testo string) {
	if testo == "" {
		return
	}
	dst, dove := m.trova(i)
	switch d := dst.(type) {
	case nil:
	case *bool:
		m.l.booleano(d, dove, testo)
	default:
		m.l.valore(dst, m.membri[i].modo, dove, string(membri.AppendTesto(nil, testo)))
	}
}

// MettiJSON gives a member its value, written as JSON; "" leaves it out.
func (m *Modulo) MettiJSON(i int, testo string) {
	if testo == "" {
		return
	}
	dst, dove := m.trova(i)
	switch {
	case dst == nil:
	case membri.Valida(testo) != nil:
		m.l.e.nota(dove, Pattern, messaggioFormato)
	case testo != "null":
		m.l.valore(dst, m.membri[i].modo, dove, testo)
	}
}

// Rifiuta says that the text of a member is not in the form that it comes in.
func (m *Modulo) Rifiuta(i int) {
	dst, dove := m.trova(i)
	switch {
	case dst == nil:
	case m.membri[i].tipo == MembroData:
		m.l.e.nota(dove, DataNonValida, messaggioData)
	default:
		m.l.e.nota(dove, Pattern, messaggioFormato)
	}
}

// trova returns the field of a member, and its place; nil when its item is not
// there.
func (m *Modulo) trova(i int) (any, luogo) {
	v := reflect.ValueOf(&m.p).Elem()
	var dove luogo
	x := &m.membri[i]
	for j, p := range x.passi {
		v = v.Field(p.posto)
		switch {
		case p.voce >= 0:
			n := m.voci[p.voce]
			if n < 0 {
				return nil, dove
			}
			v, dove = v.Index(n), luogo{voce: n + 1}
			continue
		case p.lista >= 0:
			e := &m.liste[p.lista]
			if e.posto < 0 {
				e.posto = v.Len()
				v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
			}
			dove = luogo{voce: dove.voce, gruppo: elemento(sotto(sotto(dove.gruppo, dove.nome), p.nome), e.posto)}
			v = v.Index(e.posto)
			continue
		case j < len(x.passi)-1:
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		dove = dove.dentro(p.nome)
	}
	return v.Addr().Interface(), dove
}

// Pendenza returns the position and every rule that it breaks, in the order of the
// fields, and begins another one.
func (m *Modulo) Pendenza() (Pendenza, []avviso.Violazione) {
	m.chiediImporto(luogo{nome: "importo"}, m.p.Importo)
	for i := range m.p.Voci {
		v := &m.p.Voci[i]
		m.chiediImporto(luogo{voce: i + 1, nome: "importo"}, v.Importo)
		if v.Contabilita == nil {
			continue
		}
		for j := range v.Contabilita.Quote {
			m.chiediImporto(luogo{voce: i + 1, gruppo: elemento("contabilita.quote", j), nome: "importo"}, v.Contabilita.Quote[j].Importo)
		}
	}
	p := m.p
	violazioni := m.l.e.pendenza(&p)
	m.svuota()
	return p, violazioni
}

// chiediImporto asks for an amount that is not there.
func (m *Modulo) chiediImporto(dove luogo, i avviso.Importo) {
	if i.IsZero() && !slices.ContainsFunc(m.l.e.difetti, func(d difetto) bool { return d.luogo == dove }) {
		m.l.e.nota(dove, Obbligatorio, messaggioObbligatorio)
	}
}

func (m *Modulo) svuota() {
	m.p, m.l = Pendenza{}, lettura{vita: true}
	for i := range m.voci {
		m.voci[i] = -1
	}
	for i := range m.liste {
		m.liste[i].posto = -1
	}
}

// Valore returns the text of the member of a path in a position, "" when it is not
// there. What is no text is JSON, amounts without quotes.
func (m *Modulo) Valore(p *Pendenza, i int) string {
	v := reflect.ValueOf(p.oVuota()).Elem()
	for _, passo := range m.membri[i].passi {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return ""
			}
			v = v.Elem()
		}
		if v = v.Field(passo.posto); v.Kind() != reflect.Slice || passo.voce < 0 && passo.lista < 0 {
			continue
		}
		n := passo.voce
		if passo.lista >= 0 {
			n = m.liste[passo.lista].numero
		}
		if n >= v.Len() {
			return ""
		}
		v = v.Index(n)
	}
	if v.IsZero() {
		return ""
	}
	var s scrittura
	if s.valore(v.Addr().Interface(), m.membri[i].modo, luogo{}); s.err != nil {
		return ""
	}
	if testo, ok := membri.Testo(string(s.b)); ok {
		return testo
	}
	return string(s.b)
}
