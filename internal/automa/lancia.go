package automa

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/looplab/fsm"
)

// errNil is the cause of an event fired without a context.
var errNil = errors.New("context nullo")

// Lancia fires an event on a machine of NuovaMacchina and returns nil when it
// happened, self-transitions included. It hides what looplab does by surprise:
//
//   - a nil or finished context is refused before the machine is touched, and
//     one that finishes meanwhile can refuse the event (seen while waiting for
//     another event, and after each before_ and leave_ callback) but never
//     leaves the machine stuck;
//   - called with the context that a before_ or leave_ callback of the same
//     machine received, it refuses (Annidato) where looplab would deadlock;
//   - events fired by many goroutines change the state one at a time, each with
//     its own enter_ callbacks (looplab has a data race there);
//   - looplab's errors come back as a refusal of this machine.
//
// The errors are those of Applica, and Interrotto, Annullato, InSospeso,
// Annidato and Estranea, after which the state is the old one, and Tardivo,
// after which it is the new one.
//
// What no wrapper can prevent: inside a before_ or leave_ callback the methods
// Event, Can, Cannot, SetState and Transition of the machine itself wait for
// ever, as does Lancia with a context that neither comes from the callback nor
// ends; such callbacks read e.Src and e.Dst instead, and do not keep e to
// cancel it later. SetState with a name that is no state is found by the next
// event only (StatoSconosciuto), and is not for use while events are fired.
func (m *Macchina[S, E, C]) Lancia(ctx context.Context, f *fsm.FSM, e E, args ...any) error {
	t, r := &m.tabella, Rifiuto{e: uint8(e), conEvento: true}
	v := t.vistaDi(f)
	switch {
	case v == nil:
		r.Motivo = Estranea
	case ctx == nil:
		r.Motivo, r.Causa = Interrotto, errNil
	case dentro(ctx, f):
		r.Motivo = Annidato
	default:
		return t.lanciaSu(ctx, v, f, r, args)
	}
	return t.rifiuta(r)
}

// lanciaSu waits for its turn and fires the event of r.
func (t *tabella) lanciaSu(ctx context.Context, v *vista, f *fsm.FSM, r Rifiuto, args []any) error {
	r.Motivo, r.Causa = Interrotto, ctx.Err()
	if r.Causa == nil {
		select {
		case v.turno <- struct{}{}:
			r.Motivo = Ammesso
		case <-ctx.Done():
			r.Causa = ctx.Err()
		}
	}
	if r.Motivo != Ammesso {
		t.nota(&r, f.Current())
		return t.rifiuta(r)
	}
	l := &lancio{ctx: ctx, turno: v.turno}
	defer l.rilascia()
	t.nota(&r, f.Current())
	switch {
	case !t.stati.conosce(r.s):
		r.Motivo = StatoSconosciuto
		return t.rifiuta(r)
	case !t.eventi.conosce(r.e):
		r.Motivo = EventoSconosciuto
		return t.rifiuta(r)
	}
	// The machine sees a context that never ends; the callbacks see the
	// caller's, which travels inside it.
	interno := context.WithValue(context.WithoutCancel(ctx), chiaveLancio{}, l)
	err := f.Event(interno, t.eventi.nomi[r.e], args...)
	if _, ok := err.(fsm.AsyncError); ok {
		l.sospeso.Store(true)
	}
	return t.traduci(r, err)
}

// vistaDi returns what f carries, nil when f was not built from this table.
func (t *tabella) vistaDi(f *fsm.FSM) *vista {
	if f == nil {
		return nil
	}
	m, _ := f.Metadata(chiaveMetadati)
	v, _ := m.(*vista)
	if v == nil || v.t != t {
		return nil
	}
	return v
}

// traduci turns what looplab returned into nil or a refusal. Types are matched
// at the top only: deeper ones belong to errors of the callbacks.
func (t *tabella) traduci(r Rifiuto, err error) error {
	switch err := err.(type) {
	case nil:
		return nil
	case *pronto:
		return err.err
	case fsm.NoTransitionError:
		// The event was accepted; an error can only be a late one.
		return t.traduci(r, err.Err)
	case fsm.CanceledError:
		if p, ok := err.Err.(*pronto); ok {
			return p.err
		}
		r.Motivo, r.Causa = Annullato, err.Err
	case fsm.InvalidEventError:
		r.Motivo = NonDaQui
		if t.nota(&r, err.State); r.s == 0 {
			r.Motivo = StatoSconosciuto
		}
	case fsm.UnknownEventError:
		r.Motivo = NonDaQui // declared, but without any row
	case fsm.InTransitionError:
		r.Motivo = InSospeso
	case fsm.AsyncError:
		// The error itself stays here: its CancelTransition would leave the
		// machine stuck for ever.
		r.Motivo, r.Causa = InSospeso, err.Err
	default:
		r.Motivo, r.Causa = Tardivo, err
	}
	return t.rifiuta(r)
}

// chiaveLancio is the context key of the running Lancia.
type chiaveLancio struct{}

// lancio is one event fired by Lancia.
type lancio struct {
	ctx     context.Context // it travels to the callbacks
	turno   chan struct{}
	ceduto  sync.Once
	sospeso atomic.Bool // the transition waits for (*fsm.FSM).Transition
}

// rilascia lets the next event in. The state has changed, or will not.
func (l *lancio) rilascia() { l.ceduto.Do(func() { <-l.turno }) }

func lancioDi(ctx context.Context) *lancio {
	l, _ := ctx.Value(chiaveLancio{}).(*lancio)
	return l
}

// rilascia ends the turn of the event that ctx belongs to, so that enter_ and
// after_ callbacks can fire events.
func rilascia(ctx context.Context) {
	if l := lancioDi(ctx); l != nil {
		l.rilascia()
	}
}

// chiamante returns the context the caller of Lancia gave; ctx itself when the
// event was fired without Lancia.
func chiamante(ctx context.Context) context.Context {
	if l := lancioDi(ctx); l != nil {
		return l.ctx
	}
	return ctx
}

// perDopo returns the context for an enter_ or after_ callback. While a
// suspended transition is completed looplab lets no event in, not even here.
func perDopo(ctx context.Context, f *fsm.FSM) context.Context {
	if l := lancioDi(ctx); l != nil && l.sospeso.Load() {
		return segna(l.ctx, f)
	}
	return chiamante(ctx)
}

// chiaveDentro is the context key of the machines whose before_ or leave_
// callback is running.
type chiaveDentro struct{}

type catena struct {
	f  *fsm.FSM
	su *catena
}

// segna marks ctx as given to a callback of f that f waits for.
func segna(ctx context.Context, f *fsm.FSM) context.Context {
	su, _ := ctx.Value(chiaveDentro{}).(*catena)
	return context.WithValue(ctx, chiaveDentro{}, &catena{f, su})
}

// dentro reports whether f waits for the callback that ctx was given to.
func dentro(ctx context.Context, f *fsm.FSM) bool {
	c, _ := ctx.Value(chiaveDentro{}).(*catena)
	for ; c != nil; c = c.su {
		if c.f == f {
			return true
		}
	}
	return false
}
