package automa

import (
	"strconv"

	"github.com/quietanza/quietanza/internal/errore"
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
	// event, names both, repeats another, or has no function.
	CallbackInvalida
	// Estranea: the looplab machine was not built by this declaration.
	Estranea
	// FormatoIgnoto: no diagram has a format of this name.
	FormatoIgnoto
)

var testi = [...]string{
	Ammesso:           "evento ammesso",
	StatoSconosciuto:  "stato sconosciuto",
	EventoSconosciuto: "evento sconosciuto",
	NonDaQui:          "evento non ammesso in questo stato",
	GuardiaNega:       "la guardia nega",
	ContestoAssente:   "manca il contesto che le guardie esaminano",
	Interrotto:        "context assente, annullato o scaduto",
	Annullato:         "annullato da una callback",
	InSospeso:         "una transizione è in sospeso",
	Annidato:          "lanciato dentro una callback before_ o leave_",
	Tardivo:           "evento già avvenuto: una callback ha segnalato un errore",
	CallbackInvalida:  "callback non valida",
	Estranea:          "macchina di un'altra dichiarazione",
	FormatoIgnoto:     "formato di diagramma sconosciuto",
}

// Error makes every reason a sentinel.
func (m Motivo) Error() string {
	if int(m) < len(testi) {
		return testi[m]
	}
	return "Motivo(" + strconv.Itoa(int(m)) + ")"
}

// Rifiuto is a refused event: which machine, where, what, why. It unwraps to
// its Motivo and to its Causa.
type Rifiuto struct {
	// Motivo is the kind.
	Motivo Motivo
	// Causa is the reason given by the guard, by the callback or by the
	// context; nil where the table alone refuses.
	Causa error

	t         *tabella
	testo     string // the state named by looplab, or the format asked for
	s, e, g   uint8
	conEvento bool // e is the event; otherwise none was fired
}

// nota writes into a refusal a state named by looplab, maybe none of ours.
func (t *tabella) nota(r *Rifiuto, nome string) { r.testo, r.s = nome, t.stati.indice[nome] }

// Campo is what the error of a room names as its field: the state the event was
// refused in, or a text such as "rpt.Stato(40)" for a number without a name.
func (r Rifiuto) Campo() string {
	switch {
	case r.Motivo == FormatoIgnoto:
		return "formato"
	case r.testo != "":
		return r.testo
	case r.s == 0 && r.Motivo != StatoSconosciuto:
		return ""
	}
	return r.t.stati.nome(r.s)
}

// Valore is what the error of a room names as the refused value: the event, or a
// text such as "rpt.Evento(0)" for a number without a name. It is "" when no
// event was fired.
func (r Rifiuto) Valore() string {
	switch {
	case r.Motivo == FormatoIgnoto:
		return r.testo
	case !r.conEvento:
		return ""
	}
	return r.t.eventi.nome(r.e)
}

// Err is what the error of a room wraps: the reason of a guard as it is, the
// kind alone where the table refuses, the kind and why in any other case. What a
// callback says of an event that has happened is no refusal, and is not of that
// kind.
func (r Rifiuto) Err(genere error) error {
	switch r.Motivo {
	case GuardiaNega:
		return r.Causa
	case StatoSconosciuto, EventoSconosciuto, NonDaQui:
		return genere
	case Tardivo, FormatoIgnoto:
		return errore.Coppia(r.Motivo, r.Causa)
	}
	return errore.Coppia(genere, errore.Coppia(r.Motivo, r.Causa))
}

// Codice is the code of the error of a room: the ordinary one, unless the event
// has happened or no event was asked for.
func Codice[T ~string](r Rifiuto, ordinario T) T {
	switch r.Motivo {
	case Tardivo:
		return "EVENTO_AVVENUTO"
	case FormatoIgnoto:
		return "FORMATO"
	}
	return ordinario
}

// Error says machine, event, state and reason on one line.
func (r Rifiuto) Error() string {
	testo := r.t.nome + ": "
	if r.conEvento {
		testo += r.Valore() + " in "
	}
	if campo := r.Campo(); campo != "" {
		testo += campo + ": "
	}
	testo += r.Motivo.Error()
	if g := r.t.nomiGuardia[r.g]; g != "" {
		testo += " [" + g + "]"
	}
	if r.Causa != nil {
		testo += ": " + r.Causa.Error()
	}
	return testo
}

// Unwrap returns the kind and, when there is one, the cause.
func (r Rifiuto) Unwrap() []error {
	if r.Causa == nil {
		return []error{r.Motivo}
	}
	return []error{r.Motivo, r.Causa}
}
