package pendenza

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

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

// membro is a member at a path.
type membro struct {
	passi []passoModulo
	tipo  TipoMembro
	modo  modo
}

// passoModulo is a step of a path: into a field, and into an element of its list.
type passoModulo struct {
	nome  string
	posto int
	voce  int // of voci, from 0; -1 elsewhere
	lista int // of another list: its element among liste; -1 elsewhere
}

// listaModulo is an element of a list other than voci, at a path.
type listaModulo struct {
	voce   int // of its path; -1 outside the items
	numero int // of its path
	posto  int // in the list of the position; -1 when it is not there
}

// TipoMembro is what a member at a path holds.
type TipoMembro string

// What a member may hold.
const (
	MembroTesto   TipoMembro = "testo"   // a text, a code, a number, true or false
	MembroImporto TipoMembro = "importo" // an amount, 1234.56
	MembroData    TipoMembro = "data"    // a day, yyyy-MM-dd
	MembroJSON    TipoMembro = "json"    // any JSON
	MembroOggetto TipoMembro = "oggetto" // an object or a list, as JSON
)

// tabelle are the objects that paths go through.
var tabelle = map[reflect.Type]*tabella{
	reflect.TypeFor[Pendenza](): campiPendenza, reflect.TypeFor[Voce](): campiVoce, reflect.TypeFor[Contabilita](): campiContabilita,
	reflect.TypeFor[Quota](): campiQuota, reflect.TypeFor[Metadata](): campiMetadata, reflect.TypeFor[MapEntry](): campiCoppia,
	reflect.TypeFor[SoggettoPagatore](): campiSoggetto, reflect.TypeFor[Documento](): campiDocumento, reflect.TypeFor[Soglia](): campiSoglia,
	reflect.TypeFor[Allegato](): campiAllegato, reflect.TypeFor[Proprieta](): campiProprieta, reflect.TypeFor[VoceImporto](): campiVoceImporto,
}

// avvisaturaMembro is the one member of the life of a position that a path may name.
const avvisaturaMembro = "senzaAvvisatura"

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

// compila finds the fields of a path.
func (m *Modulo) compila(percorso string, indici map[string][]int, liste map[string]int) (x membro, err error) {
	t := reflect.TypeFor[Pendenza]()
	fatto := ""
	voce := -1
	for resto := percorso; resto != ""; {
		var passo string
		passo, resto, _ = strings.Cut(resto, ".")
		nome, indice, conIndice := strings.Cut(passo, "[")
		tab := tabelle[t]
		if tab == nil {
			return x, rifiutaNome("percorso")(percorso)
		}
		i := slices.IndexFunc(tab.campi, func(c campo) bool {
			return c.nome == nome && (c.modo&vita == 0 || nome == avvisaturaMembro)
		})
		if i < 0 {
			return x, rifiutaNome("percorso")(percorso)
		}
		p := passoModulo{nome: nome, posto: tab.campi[i].posto, voce: -1, lista: -1}
		f := t.Field(p.posto).Type
		x.modo = tab.campi[i].modo
		fatto = sotto(fatto, nome)
		switch {
		case conIndice:
			n, err := strconv.Atoi(strings.TrimSuffix(indice, "]"))
			if err != nil || n < 0 || n >= vociEsaminate || indice != strconv.Itoa(n)+"]" || f.Kind() != reflect.Slice || tabelle[f.Elem()] == nil || resto == "" {
				return x, rifiutaNome("percorso")(percorso)
			}
			if !slices.Contains(indici[fatto], n) {
				indici[fatto] = append(indici[fatto], n)
			}
			fatto = elemento(fatto, n)
			if nome == "voci" {
				p.voce, voce = n, n
			} else {
				k, ok := liste[fatto]
				if !ok {
					k = len(m.liste)
					liste[fatto] = k
					m.liste = append(m.liste, listaModulo{voce: voce, numero: n, posto: -1})
				}
				p.lista = k
			}
			t = f.Elem()
		case f.Kind() == reflect.Pointer && tabelle[f.Elem()] != nil && resto != "":
			t = f.Elem()
		case resto != "":
			return x, rifiutaNome("percorso")(percorso)
		default:
			x.tipo = tipoMembro(f)
			if x.tipo == MembroOggetto && nome == "voci" {
				return x, rifiutaNome("percorso")(percorso)
			}
		}
		x.passi = append(x.passi, p)
	}
	if x.tipo == "" {
		return x, rifiutaNome("percorso")(percorso)
	}
	return x, nil
}

func tipoMembro(f reflect.Type) TipoMembro {
	switch {
	case f == reflect.TypeFor[avviso.Importo]():
		return MembroImporto
	case f == reflect.TypeFor[avviso.Data]():
		return MembroData
	case f == reflect.TypeFor[json.RawMessage]():
		return MembroJSON
	case f.Kind() == reflect.Pointer && tabelle[f.Elem()] != nil, f.Kind() == reflect.Slice && tabelle[f.Elem()] != nil:
		return MembroOggetto
	}
	return MembroTesto
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
