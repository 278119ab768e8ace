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
//   - a panic in a leave_ callback cancels the event and comes back as an error
//     (looplab would leave the machine stuck for ever);
//   - enter_NAME runs for the state that the event led to, even when another
//     goroutine has already fired the next one.
//
// A transition from a state to itself runs before_ and after_ callbacks only.
// The error is built like a refusal: StatoSconosciuto for s, ContestoAssente
// for a nil c where rows are guarded, CallbackInvalida for a key that is
// reserved, names nothing of the machine, or binds what another key binds.
func (m *Macchina[S, E, C]) NuovaMacchina(s S, c *C, callback fsm.Callbacks) (*fsm.FSM, error) {
	if !m.stati.conosce(uint8(s)) {
		return nil, m.rifiuta(Rifiuto{Motivo: StatoSconosciuto, s: uint8(s)})
	}
	if c == nil && len(m.guardie) > 1 {
		return nil, m.rifiuta(Rifiuto{Motivo: ContestoAssente, s: uint8(s)})
	}
	avvolte, err := m.avvolgi(callback)
	if err != nil {
		return nil, m.rifiuta(Rifiuto{Motivo: CallbackInvalida, Causa: err, s: uint8(s)})
	}
	avvolte[chiaveGuardie] = m.portiere(c)
	f := fsm.NewFSM(m.stati.nomi[s], m.descrizioni(), avvolte)
	f.SetMetadata(chiaveMetadati, &vista{&m.tabella, make(chan struct{}, 1)})
	return f, nil
}

// descrizioni returns the rows as looplab wants them.
func (t *tabella) descrizioni() fsm.Events {
	d := make(fsm.Events, len(t.righe))
	for i, r := range t.righe {
		d[i] = fsm.EventDesc{
			Name: t.eventi.nomi[r.evento],
			Src:  []string{t.stati.nomi[r.da]},
			Dst:  t.stati.nomi[r.a],
		}
	}
	return d
}

// portiere returns the callback that asks the guards. It also stops an event
// whose context is finished, fired without Lancia: further on looplab would
// leave the machine stuck.
func (m *Macchina[S, E, C]) portiere(c *C) fsm.Callback {
	return func(ctx context.Context, e *fsm.Event) {
		r := m.daEvento(e)
		if err := chiamante(ctx).Err(); err != nil {
			r.Motivo, r.Causa = Interrotto, err
			e.Cancel(&pronto{m.rifiuta(r)})
			return
		}
		if r.g = m.custodi[r.s][r.e]; r.g == 0 {
			return
		}
		if r.Causa = m.guardie[r.g](c); r.Causa != nil {
			r.Motivo = GuardiaNega
			e.Cancel(&pronto{m.rifiuta(r)})
		}
	}
}

// daEvento starts a refusal about a looplab event.
func (t *tabella) daEvento(e *fsm.Event) Rifiuto {
	return Rifiuto{t: t, stato: e.Src, s: t.stati.indice[e.Src], e: t.eventi.indice[e.Event]}
}

// pronto carries an error already in its final form through looplab.
type pronto struct{ err error }

func (p *pronto) Error() string { return p.err.Error() }
func (p *pronto) Unwrap() error { return p.err }

// avvolgi checks the callbacks of the caller and wraps them.
func (t *tabella) avvolgi(callback fsm.Callbacks) (fsm.Callbacks, error) {
	avvolte := fsm.Callbacks{}
	entrate := fsm.Callbacks{}
	legate := map[string]string{}
	// Sorted, so that of several mistakes always the same one is told.
	for _, chiave := range slices.Sorted(maps.Keys(callback)) {
		piena, err := t.chiavePiena(chiave)
		if err != nil {
			return nil, err
		}
		if callback[chiave] == nil {
			return nil, fmt.Errorf("callback %q is nil", chiave)
		}
		if altra := legate[piena]; altra != "" {
			return nil, fmt.Errorf("callbacks %q and %q are bound to the same moment", altra, chiave)
		}
		legate[piena] = chiave
		switch prefisso(piena) {
		case primaDi, lasciando:
			avvolte[piena] = t.avvolgiPrima(callback[chiave], prefisso(piena) == lasciando)
		case entrando:
			entrate[piena] = t.avvolgiDopo(callback[chiave])
		default:
			avvolte[piena] = t.avvolgiDopo(callback[chiave])
		}
	}
	avvolte[chiaveEntrata] = entra(entrate)
	return avvolte, nil
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
		return "", fmt.Errorf("callback %q is reserved for the guards", chiave)
	}
	p := prefisso(chiave)
	nome := strings.TrimPrefix(chiave, p)
	_, stato := t.stati.indice[nome]
	_, evento := t.eventi.indice[nome]
	switch p {
	case "":
		if stato {
			return entrando + nome, nil
		}
		if evento {
			return dopoDi + nome, nil
		}
		return "", fmt.Errorf("callback %q names no state and no event", chiave)
	case primaDi, dopoDi:
		if !evento && nome != "event" {
			return "", fmt.Errorf("callback %q names no event", chiave)
		}
	default:
		if !stato && nome != "state" {
			return "", fmt.Errorf("callback %q names no state", chiave)
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
var errPanico = errors.New("panic in a leave_ callback")

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
