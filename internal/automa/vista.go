package automa

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/looplab/fsm"
)

// The prefixes looplab parses callback keys by.
const (
	primaDi   = "before_"
	lasciando = "leave_"
	entrando  = "enter_"
	dopoDi    = "after_"
)

// chiaveGuardie is the callback that carries the guards of the table.
const chiaveGuardie = primaDi + "event"

// chiaveEntrata is the one callback looplab runs after a change of state. It
// finds the caller's enter_NAME by the destination of the event: looplab would
// look up the current state, unlocked, when another event may have changed it.
const chiaveEntrata = entrando + "state"

// chiaveUscita is the callback in which looplab sees that the transition is to
// be suspended.
const chiaveUscita = lasciando + "state"

// chiaveMetadati marks a looplab machine with its vista.
const chiaveMetadati = "quietanza/automa"

// vista is what a looplab machine of NuovaMacchina carries.
type vista struct {
	t *tabella
	// turno holds a token while one Lancia is changing the state.
	turno chan struct{}
}

// NuovaMacchina returns a looplab machine that starts in s and asks the guards
// about c, for an application that hangs callbacks on the lifecycle. Fire its
// events with Lancia.
//
// Callbacks keep looplab's keys and order, with these differences:
//
//   - "before_event" is reserved: it asks the guards, after "before_NAME" has
//     run, which may therefore prepare c;
//   - an error that a before_ or leave_ callback leaves in e.Err cancels the
//     event, as e.Cancel does (looplab would change the state and return it);
//   - a panic in a leave_ callback cancels the event and comes back as an error,
//     and one that ends its goroutine (runtime.Goexit) leaves the state as it
//     was (looplab would leave the machine stuck for ever);
//   - enter_NAME runs for the state that the event led to, even when another
//     goroutine has already fired the next one.
//
// A transition from a state to itself runs before_ and after_ callbacks only.
// The error is built like a refusal: StatoSconosciuto for s, ContestoAssente
// for a nil c where rows are guarded, CallbackInvalida for a key that is
// reserved, names nothing of the machine, is the bare name of both a state and
// an event, or binds what another key binds.
func (m *Macchina[S, E, C]) NuovaMacchina(s S, c *C, callback fsm.Callbacks) (*fsm.FSM, error) {
	if !m.stati.conosce(uint8(s)) {
		return nil, m.rifiuta(Rifiuto{Motivo: StatoSconosciuto, s: uint8(s)})
	}
	if c == nil && len(m.guardie) > 1 {
		return nil, m.rifiuta(Rifiuto{Motivo: ContestoAssente})
	}
	avvolte, uscite, err := m.avvolgi(callback)
	if err != nil {
		return nil, m.rifiuta(Rifiuto{Motivo: CallbackInvalida, Causa: err})
	}
	avvolte[chiaveGuardie] = m.portiere(c, uscite)
	f := fsm.NewFSM(m.stati.nomi[s], m.descrizioni(), avvolte)
	f.SetMetadata(chiaveMetadati, &vista{&m.tabella, make(chan struct{}, 1)})
	return f, nil
}

// descrizioni returns the rows as looplab wants them.
func (t *tabella) descrizioni() fsm.Events {
	d := make(fsm.Events, len(t.archi))
	for i, r := range t.archi {
		d[i] = fsm.EventDesc{
			Name: t.eventi.nomi[r.evento],
			Src:  []string{t.stati.nomi[r.da]},
			Dst:  t.stati.nomi[r.a],
		}
	}
	return d
}

// portiere returns the callback that asks the guards, and then leaves the state.
// It also stops an event whose context is finished, fired without Lancia:
// further on looplab would leave the machine stuck.
func (m *Macchina[S, E, C]) portiere(c *C, uscite fsm.Callbacks) fsm.Callback {
	return func(ctx context.Context, e *fsm.Event) {
		r := m.daEvento(e)
		if err := chiamante(ctx).Err(); err != nil {
			r.Motivo, r.Causa = Interrotto, err
			e.Cancel(&pronto{m.rifiuta(r)})
			return
		}
		if g := m.custodi[r.s][r.e]; g != 0 {
			if r.Causa = m.guardie[g](c); r.Causa != nil {
				r.Motivo, r.g = GuardiaNega, g
				e.Cancel(&pronto{m.rifiuta(r)})
				return
			}
		}
		if len(uscite) > 0 && e.Src != e.Dst {
			esci(ctx, e, uscite)
		}
	}
}

// esci runs the caller's leave_NAME and leave_state on a machine of their own,
// which is thrown away: looplab has begun a transition when it runs them, and a
// callback that never returns would leave it begun.
func esci(ctx context.Context, e *fsm.Event, uscite fsm.Callbacks) {
	proprie := fsm.Callbacks{}
	for _, chiave := range [...]string{lasciando + e.Src, chiaveUscita} {
		if fn := uscite[chiave]; fn != nil {
			proprie[chiave] = func(ctx context.Context, copia *fsm.Event) {
				copia.FSM = e.FSM
				fn(ctx, copia)
			}
		}
	}
	f := fsm.NewFSM(e.Src, fsm.Events{{Name: e.Event, Src: []string{e.Src}, Dst: e.Dst}}, proprie)
	switch err := f.Event(ctx, e.Event, e.Args...).(type) { //nolint:errorlint // looplab's own, unwrapped
	case fsm.CanceledError:
		e.Cancel(err.Err)
	case fsm.AsyncError:
		e.Async()
	}
}

// daEvento starts a refusal about a looplab event.
func (t *tabella) daEvento(e *fsm.Event) Rifiuto {
	return Rifiuto{testo: e.Src, s: t.stati.indice[e.Src], e: t.eventi.indice[e.Event], conEvento: true}
}

// pronto carries an error already in its final form through looplab.
type pronto struct{ err error }

func (p *pronto) Error() string { return p.err.Error() }
func (p *pronto) Unwrap() error { return p.err }

// avvolgi checks the callbacks of the caller and wraps them; uscite are those
// that leave a state.
func (t *tabella) avvolgi(callback fsm.Callbacks) (avvolte, uscite fsm.Callbacks, err error) {
	avvolte, uscite = fsm.Callbacks{}, fsm.Callbacks{}
	entrate := fsm.Callbacks{}
	legate := map[string]string{}
	// Sorted, so that of several mistakes always the same one is told.
	for _, chiave := range slices.Sorted(maps.Keys(callback)) {
		piena, err := t.chiavePiena(chiave)
		if err != nil {
			return nil, nil, err
		}
		if callback[chiave] == nil {
			return nil, nil, fmt.Errorf("la callback %q è nil", chiave)
		}
		if altra := legate[piena]; altra != "" {
			return nil, nil, fmt.Errorf("le callback %q e %q sono dello stesso momento", altra, chiave)
		}
		legate[piena] = chiave
		switch prefisso(piena) {
		case primaDi:
			avvolte[piena] = t.avvolgiPrima(callback[chiave], false)
		case lasciando:
			uscite[piena] = t.avvolgiPrima(callback[chiave], true)
			avvolte[chiaveUscita] = func(context.Context, *fsm.Event) {}
		case entrando:
			entrate[piena] = t.avvolgiDopo(callback[chiave])
		default:
			avvolte[piena] = t.avvolgiDopo(callback[chiave])
		}
	}
	avvolte[chiaveEntrata] = entra(entrate)
	return avvolte, uscite, nil
}

// entra returns the callback that runs the caller's enter_NAME and enter_state.
func entra(entrate fsm.Callbacks) fsm.Callback {
	return func(ctx context.Context, e *fsm.Event) {
		for _, chiave := range [...]string{entrando + e.Dst, chiaveEntrata} {
			if fn := entrate[chiave]; fn != nil {
				fn(ctx, e)
			}
		}
	}
}

// chiavePiena returns a callback key in its long form, or an error when the
// key is reserved or would be dropped by looplab.
func (t *tabella) chiavePiena(chiave string) (string, error) {
	if chiave == chiaveGuardie {
		return "", fmt.Errorf("la callback %q è riservata alle guardie", chiave)
	}
	p := prefisso(chiave)
	nome := strings.TrimPrefix(chiave, p)
	_, stato := t.stati.indice[nome]
	_, evento := t.eventi.indice[nome]
	switch p {
	case "":
		switch {
		case stato && evento:
			return "", fmt.Errorf("la callback %q nomina uno stato e un evento: si scriva %s o %s", chiave, entrando+nome, dopoDi+nome)
		case stato:
			return entrando + nome, nil
		case evento:
			return dopoDi + nome, nil
		}
		return "", fmt.Errorf("la callback %q non nomina uno stato né un evento", chiave)
	case primaDi, dopoDi:
		if !evento && nome != "event" {
			return "", fmt.Errorf("la callback %q non nomina un evento", chiave)
		}
	default:
		if !stato && nome != "state" {
			return "", fmt.Errorf("la callback %q non nomina uno stato", chiave)
		}
	}
	return chiave, nil
}

// avvolgiPrima wraps a callback that runs while the event can still be refused.
func (t *tabella) avvolgiPrima(fn fsm.Callback, lascia bool) fsm.Callback {
	return func(ctx context.Context, e *fsm.Event) {
		ctx = chiamante(ctx)
		if lascia {
			defer t.raccogli(e)
		}
		fn(segna(ctx, e.FSM), e)
		if e.Err != nil {
			e.Cancel(e.Err)
			return
		}
		if err := ctx.Err(); err != nil {
			r := t.daEvento(e)
			r.Motivo, r.Causa = Interrotto, err
			e.Cancel(&pronto{t.rifiuta(r)})
		}
	}
}

// errPanico is the cause of an event cancelled by a panic.
var errPanico = errors.New("panic in una callback leave_")

// raccogli turns a panic of a leave_ callback into a cancelled event. Only
// cancelling clears the transition that looplab has already begun.
func (t *tabella) raccogli(e *fsm.Event) {
	v := recover()
	if v == nil {
		return
	}
	r := t.daEvento(e)
	r.Motivo = Annullato
	if err, ok := v.(error); ok {
		r.Causa = fmt.Errorf("%w: %w", errPanico, err)
	} else {
		r.Causa = fmt.Errorf("%w: %v", errPanico, v)
	}
	e.Cancel(&pronto{t.rifiuta(r)})
}

// avvolgiDopo wraps a callback that runs when the state has changed: its error
// cannot refuse the event any more and must not look as if it did.
func (t *tabella) avvolgiDopo(fn fsm.Callback) fsm.Callback {
	return func(ctx context.Context, e *fsm.Event) {
		rilascia(ctx)
		prima, _ := e.Err.(*pronto)
		fn(perDopo(ctx, e.FSM), e)
		dopo, _ := e.Err.(*pronto)
		if e.Err != nil && (dopo == nil || dopo != prima) {
			r := t.daEvento(e)
			r.Motivo, r.Causa = Tardivo, e.Err
			e.Err = &pronto{t.rifiuta(r)}
		}
	}
}
