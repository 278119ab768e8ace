package automa

import (
	"strconv"
	"strings"
)

// Motivo says why an event was refused. It is an error too, the sentinel of
// its kind: errors.Is(err, automa.NonDaQui).
type Motivo uint8

const (
	// Ammesso is the zero value: nothing is refused.
	Ammesso Motivo = iota
	// StatoSconosciuto: the current state is none of the machine's.
	StatoSconosciuto
	// EventoSconosciuto: the event is none of the machine's.
	EventoSconosciuto
	// NonDaQui: the table has no row for this event in this state.
	NonDaQui
	// GuardiaNega: the guard of the row said no; Causa is its reason.
	GuardiaNega
	// ContestoAssente: the row is guarded and the context is a nil pointer.
	ContestoAssente
	// Interrotto: the context.Context is nil, cancelled or past its deadline.
	Interrotto
	// Annullato: a before_ or leave_ callback cancelled the event, set its
	// error or panicked while leaving; the state has not changed.
	Annullato
	// InSospeso: a leave_ callback made the transition asynchronous, now or
	// before; (*fsm.FSM).Transition completes it.
	InSospeso
	// Annidato: the event was fired from inside a before_ or leave_ callback
	// of the same machine, where looplab would wait for itself for ever.
	Annidato
	// Tardivo: an enter_ or after_ callback reported an error. The event
	// happened: the state is the new one.
	Tardivo
	// CallbackInvalida: a callback's key is reserved, names no state and no
	// event, repeats another, or has no function.
	CallbackInvalida
	// Estranea: the looplab machine was not built by this declaration.
	Estranea
)

var testi = [...]string{
	Ammesso:           "allowed",
	StatoSconosciuto:  "unknown state",
	EventoSconosciuto: "unknown event",
	NonDaQui:          "not from this state",
	GuardiaNega:       "the guard refuses",
	ContestoAssente:   "a guarded event needs its context",
	Interrotto:        "context nil or finished",
	Annullato:         "cancelled by a callback",
	InSospeso:         "a transition is suspended",
	Annidato:          "fired inside a before_ or leave_ callback",
	Tardivo:           "done, but a callback reported an error",
	CallbackInvalida:  "invalid callback",
	Estranea:          "not a machine of this declaration",
}

// String returns the reason in words.
func (m Motivo) String() string {
	if int(m) < len(testi) {
		return testi[m]
	}
	return "Motivo(" + strconv.Itoa(int(m)) + ")"
}

// Error makes every reason a sentinel.
func (m Motivo) Error() string { return "automa: " + m.String() }

// Rifiuto is a refused event: which machine, where, what, why. It unwraps to
// its Motivo and to its Causa.
type Rifiuto struct {
	// Motivo is the kind.
	Motivo Motivo
	// Causa is the reason given by the guard, by the callback or by the
	// context; nil where the table alone refuses.
	Causa error

	t       *tabella
	stato   string // name, when it came from looplab; otherwise s is asked
	s, e, g uint8
}

// nota writes into a refusal a state named by looplab, maybe none of ours.
func (t *tabella) nota(r *Rifiuto, nome string) { r.stato, r.s = nome, t.stati.indice[nome] }

// Macchina returns the name of the machine.
func (r Rifiuto) Macchina() string { return r.t.nome }

// Stato returns the name of the state the event was refused in, or a text such
// as "rpt.Stato(40)" for a number without a name.
func (r Rifiuto) Stato() string {
	if r.stato != "" {
		return r.stato
	}
	return r.t.nomeStato(r.s)
}

// Evento returns the name of the refused event, or a text such as
// "rpt.Evento(0)" for a number without a name.
func (r Rifiuto) Evento() string { return r.t.nomeEvento(r.e) }

// Guardia returns the name of the row's guard, "" when it was not asked.
func (r Rifiuto) Guardia() string { return r.t.nomiGuardia[r.g] }

// Avvenuto reports whether the event happened all the same: true for Tardivo.
func (r Rifiuto) Avvenuto() bool { return r.Motivo == Tardivo }

// Error says machine, event, state and reason on one line.
func (r Rifiuto) Error() string {
	var b strings.Builder
	b.WriteString("automa: ")
	b.WriteString(r.Macchina())
	if r.Motivo != CallbackInvalida && r.Motivo != Estranea {
		b.WriteString(": ")
		b.WriteString(r.Evento())
		b.WriteString(" in ")
		b.WriteString(r.Stato())
	}
	b.WriteString(": ")
	b.WriteString(r.Motivo.String())
	if g := r.Guardia(); g != "" {
		b.WriteString(" [" + g + "]")
	}
	if r.Causa != nil {
		b.WriteString(": " + r.Causa.Error())
	}
	return b.String()
}

// Unwrap returns the kind and, when there is one, the cause.
func (r Rifiuto) Unwrap() []error {
	if r.Causa == nil {
		return []error{r.Motivo}
	}
	return []error{r.Motivo, r.Causa}
}
