package automa

import (
	"fmt"
	"iter"
	"slices"
)

// Macchina is a compiled declaration. It holds no state of its own: a state is
// a value of the caller's. It never changes after Nuova and is safe for use
// by many goroutines.
type Macchina[S, E Enumerato, C any] struct {
	tabella
	guardie []func(*C) error // by guard number; 0 is nil
	def     Definizione[S, E, C]
}

// Nuova compiles a declaration. It is called once for a machine, by the
// initialisation of the package that declares it, and panics there on a
// mistake of the declaration: a state and event with two rows, a state that no
// initial one leads to, more than 31 names of a kind, a name used twice, a name
// that looplab gives a meaning of its own ("state", "event", "before_…"), an
// undeclared name in a row, a row from nowhere or that stays and leads on, an
// unnamed machine or guard, two guards of one name.
func Nuova[S, E Enumerato, C any](d Definizione[S, E, C]) *Macchina[S, E, C] {
	m, err := compila(d)
	if err != nil {
		panic(fmt.Sprintf("automa: machine %q: %v", d.Nome, err))
	}
	return m
}

func compila[S, E Enumerato, C any](d Definizione[S, E, C]) (*Macchina[S, E, C], error) {
	m := &Macchina[S, E, C]{def: d, guardie: make([]func(*C) error, 1)}
	m.def = m.Definizione()
	t := &m.tabella
	t.nome, t.costruisci = d.Nome, d.Errore
	t.nomiGuardia = []string{""}
	t.stati = nomenclatura{tipo: fmt.Sprintf("%T", S(0)), indice: map[string]uint8{}}
	t.eventi = nomenclatura{tipo: fmt.Sprintf("%T", E(0)), indice: map[string]uint8{}}
	if d.Nome == "" || !leggibile(d.Nome) {
		return nil, fmt.Errorf("the machine has no usable name")
	}
	if d.Stati == nil || d.Eventi == nil {
		return nil, fmt.Errorf("states or events are missing")
	}
	for s := range d.Stati {
		if err := t.stati.aggiungi(uint8(s), s.String()); err != nil {
			return nil, err
		}
		if d.Gruppo != nil {
			t.gruppi[s] = d.Gruppo(s)
		}
	}
	for e := range d.Eventi {
		if err := t.eventi.aggiungi(uint8(e), e.String()); err != nil {
			return nil, err
		}
	}
	for _, s := range d.Iniziali {
		t.iniziali = append(t.iniziali, uint8(s))
	}
	note := map[*Guardia[C]]uint8{}
	for _, r := range d.Righe {
		if err := m.compilaRiga(r, note); err != nil {
			return nil, err
		}
	}
	return m, t.validaPartenze()
}

func (m *Macchina[S, E, C]) compilaRiga(r Riga[S, E, C], note map[*Guardia[C]]uint8) error {
	a := arco{evento: uint8(r.Evento), a: uint8(r.A), fonte: r.Fonte}
	if len(r.Da) == 0 || r.Resta && r.A != 0 {
		return fmt.Errorf("a row of %s has no state to start from, or stays and leads on", m.eventi.nome(a.evento))
	}
	var err error
	if a.guardia, err = m.numeroGuardia(r.Guardia, note); err != nil {
		return err
	}
	for _, s := range r.Da {
		a.da = uint8(s)
		if r.Resta {
			a.a = a.da
		}
		if err := m.aggiungi(a); err != nil {
			return err
		}
	}
	return nil
}

// numeroGuardia returns the number of a guard: a new one when it is not among
// those noted.
func (m *Macchina[S, E, C]) numeroGuardia(g *Guardia[C], note map[*Guardia[C]]uint8) (uint8, error) {
	if g == nil || note[g] != 0 {
		return note[g], nil
	}
	if g.Nome == "" || !leggibile(g.Nome) || g.Ok == nil || slices.Contains(m.nomiGuardia, g.Nome) || len(m.guardie) > 255 {
		return 0, fmt.Errorf("guard %q: no usable name, no function, a repeated name, or too many", g.Nome)
	}
	note[g] = uint8(len(m.guardie))
	m.guardie = append(m.guardie, g.Ok)
	m.nomiGuardia = append(m.nomiGuardia, g.Nome)
	return note[g], nil
}

// Passo returns the state that e leads to from s by the table alone, without
// asking the guard. It is the door for replay: events that did happen passed
// their guards then. When the table has no such row it returns s and false.
// It never allocates.
func (m *Macchina[S, E, C]) Passo(s S, e E) (S, bool) {
	// The range is checked, not masked: Stato(40) must not act as Stato(8).
	if s > Massimo || e > Massimo {
		return s, false
	}
	a := m.arrivi[s][e]
	if a == 0 {
		return s, false
	}
	return S(a), true
}

// Applica returns the state that e leads to from s, when the guard of the row
// agrees about c. On refusal it returns s and the error built by
// Definizione.Errore, or a *Rifiuto: the only allocation. c may be nil where
// the row has no guard.
func (m *Macchina[S, E, C]) Applica(s S, e E, c *C) (S, error) {
	if s > Massimo || e > Massimo {
		return s, m.nega(uint8(s), uint8(e), m.motivo(uint8(s), uint8(e)), nil)
	}
	a := m.arrivi[s][e]
	if a == 0 {
		return s, m.nega(uint8(s), uint8(e), m.motivo(uint8(s), uint8(e)), nil)
	}
	if g := m.custodi[s][e]; g != 0 {
		if c == nil {
			return s, m.nega(uint8(s), uint8(e), ContestoAssente, nil)
		}
		if err := m.guardie[g](c); err != nil {
			return s, m.nega(uint8(s), uint8(e), GuardiaNega, err)
		}
	}
	return S(a), nil
}

// Archi yields the rows in each of their states, in declared order.
func (m *Macchina[S, E, C]) Archi() iter.Seq[Arco[S, E]] {
	return func(yield func(Arco[S, E]) bool) {
		for _, a := range m.archi {
			if !yield(Arco[S, E]{S(a.da), E(a.evento), S(a.a), m.nomiGuardia[a.guardia], a.fonte}) {
				return
			}
		}
	}
}

// Eventi yields the events that have a row in state s, in the order of the
// rows; none for a terminal or unknown state. Guards are not asked.
func (m *Macchina[S, E, C]) Eventi(s S) iter.Seq[E] {
	return func(yield func(E) bool) {
		if s > Massimo {
			return
		}
		for _, e := range m.uscite[s] {
			if !yield(E(e)) {
				return
			}
		}
	}
}

// Definizione returns the declaration the machine was built from, with slices
// of its own.
func (m *Macchina[S, E, C]) Definizione() Definizione[S, E, C] {
	d := m.def
	d.Iniziali = slices.Clone(d.Iniziali)
	d.Righe = slices.Clone(d.Righe)
	for i := range d.Righe {
		d.Righe[i].Da = slices.Clone(d.Righe[i].Da)
	}
	return d
}
