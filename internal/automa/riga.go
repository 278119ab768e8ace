package automa

import (
	"fmt"
	"iter"
)

// Massimo is how many names of one kind (states, or events) a machine may
// have: a table is 32 by 32 and its index 0 is "no state".
const Massimo = 31

// Enumerato is what states and events are: small numbers, zero invalid, whose
// String is the official name.
type Enumerato interface {
	~uint8
	fmt.Stringer
}

// Guardia is a named condition on the data of an event. Ok must be a pure
// function of the context: it reads no clock (an instant is a field of C),
// changes nothing, and returns nil or the typed reason of its refusal. A
// reason kept in a package variable keeps refusals at one allocation.
type Guardia[C any] struct {
	// Nome is shown in brackets in the diagrams; unique within a machine.
	Nome string
	// Ok returns nil when the event may happen.
	Ok func(*C) error
}

// Riga is one row of a table: in each of the states Da the event Evento leads
// to A, or leaves the state as it is when Resta says so, if Guardia is nil or
// agrees. Fonte names the official document and section it is taken from.
//
// A state and an event have at most one row. Where the data of an event choose
// among several destinations, these are several events, and the aggregate
// that holds the data chooses which one to apply.
type Riga[S, E Enumerato, C any] struct {
	Da      []S
	Evento  E
	A       S
	Resta   bool
	Guardia *Guardia[C]
	Fonte   string
}

// Arco is a row in one of its states: an arrow of the diagrams. Guardia is the
// name of the guard, "" without one.
type Arco[S, E Enumerato] struct {
	Da             S
	Evento         E
	A              S
	Guardia, Fonte string
}

// Definizione declares a machine. It is the only place where its transitions
// are written.
type Definizione[S, E Enumerato, C any] struct {
	// Nome identifies the machine in errors and exports ("pendenza").
	Nome string
	// Stati and Eventi yield every name of the machine, in the order in which
	// exports show them: usually Tutti of the tables of names.
	Stati  iter.Seq[S]
	Eventi iter.Seq[E]
	// Iniziali are the states in which a new element may start, the usual one
	// first. States without a row that leaves them are terminal.
	Iniziali []S
	// Righe are the transitions, in the order in which exports show them.
	Righe []Riga[S, E, C]
	// Gruppo names the coarser state that a state is part of, nil for a machine
	// without such: the tag of the state in XState. Mermaid, which could not be
	// read otherwise, joins the arrows of such a machine between two states and
	// leaves out those that stay.
	Gruppo func(S) string
	// Errore builds the error of the declaring package from a refusal, so that
	// its callers never meet a type of this package and a refusal is allocated
	// once. nil keeps *Rifiuto.
	Errore func(Rifiuto) error
}
