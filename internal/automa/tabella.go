package automa

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tabella is a machine without its types: numbers and names. Everything that
// need not know the Go types of states, events and context works on it, so
// that the code exists once and not for every machine.
type tabella struct {
	// arrivi holds the destinations, 0 for none; custodi the guard numbers, 0
	// for none.
	arrivi  [Massimo + 1][Massimo + 1]uint8
	custodi [Massimo + 1][Massimo + 1]uint8

	nome        string
	stati       nomenclatura
	eventi      nomenclatura
	nomiGuardia []string // by guard number; 0 is ""
	iniziali    []uint8
	gruppi      [Massimo + 1]string
	archi       []arco
	uscite      [Massimo + 1][]uint8 // events of each state, in row order
	costruisci  func(Rifiuto) error
}

// arco is a row in one of its states, in numbers.
type arco struct {
	da, evento, a, guardia uint8
	fonte                  string
}

// nomenclatura is the names of one kind.
type nomenclatura struct {
	tipo   string // Go type, for the text of unknown numbers
	ordine []uint8
	nomi   [Massimo + 1]string
	indice map[string]uint8
}

func (n *nomenclatura) conosce(v uint8) bool { return v <= Massimo && n.nomi[v] != "" }

func (n *nomenclatura) nome(v uint8) string {
	if n.conosce(v) {
		return n.nomi[v]
	}
	return n.tipo + "(" + strconv.Itoa(int(v)) + ")"
}

// aggiungi declares one name; looplab's rules on callback keys forbid some.
func (n *nomenclatura) aggiungi(v uint8, nome string) error {
	switch {
	case len(n.ordine) == Massimo || v > Massimo:
		return fmt.Errorf("more than %d names of %s", Massimo, n.tipo)
	case v == 0 || nome == "":
		return fmt.Errorf("%s: zero or no name", n.nome(v))
	case n.nomi[v] != "":
		return fmt.Errorf("%s %s is declared twice", n.tipo, nome)
	case nome == "state" || nome == "event":
		return fmt.Errorf("%s: the name %q is reserved", n.tipo, nome)
	case !leggibile(nome):
		return fmt.Errorf("%s: the name %q has an asterisk, a control character or outer blanks", n.tipo, nome)
	case prefisso(nome) != "":
		return fmt.Errorf("%s: the name %q begins like a callback key", n.tipo, nome)
	case n.indice[nome] != 0:
		return fmt.Errorf("%s: two values are named %q", n.tipo, nome)
	}
	n.ordine = append(n.ordine, v)
	n.nomi[v] = nome
	n.indice[nome] = v
	return nil
}

// leggibile reports whether a name can stand in every export. The asterisk is
// an event wildcard of XState and SCXML.
func leggibile(nome string) bool {
	return utf8.ValidString(nome) && strings.TrimSpace(nome) == nome &&
		!strings.ContainsFunc(nome, func(r rune) bool { return r == '*' || !unicode.IsPrint(r) })
}

// prefisso returns the callback prefix a text begins with, "" if none.
func prefisso(s string) string {
	for _, p := range [...]string{primaDi, lasciando, entrando, dopoDi} {
		if strings.HasPrefix(s, p) {
			return p
		}
	}
	return ""
}

// aggiungi compiles one row in one of its states.
func (t *tabella) aggiungi(r arco) error {
	if !t.stati.conosce(r.da) || !t.eventi.conosce(r.evento) || !t.stati.conosce(r.a) {
		return fmt.Errorf("row %s, %s, %s uses an undeclared name",
			t.stati.nome(r.da), t.eventi.nome(r.evento), t.stati.nome(r.a))
	}
	if t.arrivi[r.da][r.evento] != 0 {
		return fmt.Errorf("two rows for %s in %s", t.eventi.nome(r.evento), t.stati.nome(r.da))
	}
	t.arrivi[r.da][r.evento] = r.a
	t.custodi[r.da][r.evento] = r.guardia
	t.uscite[r.da] = append(t.uscite[r.da], r.evento)
	t.archi = append(t.archi, r)
	return nil
}

// validaPartenze checks the initial states and that every state can be
// reached from one of them.
func (t *tabella) validaPartenze() error {
	if len(t.iniziali) == 0 {
		return fmt.Errorf("no initial state")
	}
	var visti [Massimo + 1]bool
	for _, s := range t.iniziali {
		if !t.stati.conosce(s) {
			return fmt.Errorf("the initial state %s is not declared", t.stati.nome(s))
		}
		if visti[s] {
			return fmt.Errorf("the initial state %s is given twice", t.stati.nome(s))
		}
		visti[s] = true
	}
	for coda := slices.Clone(t.iniziali); len(coda) > 0; coda = coda[1:] {
		for _, e := range t.uscite[coda[0]] {
			if a := t.arrivi[coda[0]][e]; !visti[a] {
				visti[a] = true
				coda = append(coda, a)
			}
		}
	}
	for _, s := range t.stati.ordine {
		if !visti[s] {
			return fmt.Errorf("the state %s is unreachable", t.stati.nome(s))
		}
	}
	return nil
}

// motivo says what the table alone thinks of an event.
func (t *tabella) motivo(s, e uint8) Motivo {
	switch {
	case !t.stati.conosce(s):
		return StatoSconosciuto
	case !t.eventi.conosce(e):
		return EventoSconosciuto
	case t.arrivi[s][e] == 0:
		return NonDaQui
	}
	return Ammesso
}

// nega refuses event e in state s.
func (t *tabella) nega(s, e uint8, motivo Motivo, causa error) error {
	r := Rifiuto{Motivo: motivo, Causa: causa, s: s, e: e, conEvento: true}
	if motivo == GuardiaNega || motivo == ContestoAssente {
		r.g = t.custodi[s][e]
	}
	return t.rifiuta(r)
}

// rifiuta builds the error of the declaring package.
func (t *tabella) rifiuta(r Rifiuto) error {
	r.t = t
	if t.costruisci != nil {
		if err := t.costruisci(r); err != nil {
			return err
		}
	}
	// A copy: were r itself to escape, it would be allocated for the rooms too.
	proprio := r
	return &proprio
}
