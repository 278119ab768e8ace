package automa

import (
	"context"
	"errors"

	"github.com/looplab/fsm"
)

// errNil is the cause of an event fired without a context.
var errNil = errors.New("nil context")

// Lancia fires an event on a machine of NuovaMacchina and returns nil when it
// happened, self-transitions included. It hides what looplab does by surprise:
//
//   - a nil or finished context is refused before the machine is touched, and
//     one that finishes meanwhile can refuse the event (seen after each before_
//     and leave_ callback) but never leaves the machine stuck;
//   - called with the context that a before_ or leave_ callback of the same
//     machine received, it refuses (Annidato) where looplab would deadlock;
//   - looplab's errors come back as a refusal of this machine.
//
// The errors are those of Applica, and Interrotto, Annullato, InSospeso,
// Annidato and Estranea, after which the state is the old one, and Tardivo,
// after which it is the new one.
//
// What no wrapper can prevent: inside a before_ or leave_ callback the methods
// Event, Can, Cannot, SetState and Transition of the machine itself wait for
// ever, as does Lancia with any other context; such callbacks read e.Src and
// e.Dst instead. SetState with a name that is no state is found by the next
// event only (StatoSconosciuto). A callback that keeps its e and cancels it
// after having returned can still leave the machine stuck.
func (m *Macchina[S, E, C]) Lancia(ctx context.Context, f *fsm.FSM, e E, args ...any) error {
	return m.lancia(ctx, f, uint8(e), args)
}

func (t *tabella) lancia(ctx context.Context, f *fsm.FSM, e uint8, args []any) error {
	r := Rifiuto{e: e}
	if !t.propria(f) {
		r.Motivo = Estranea
		return t.rifiuta(r)
	}
	if ctx != nil && dentro(ctx, f) {
		// Not even Current is asked here: the machine is waiting for us.
		r.Motivo = Annidato
		return t.rifiuta(r)
	}
	r.stato = f.Current()
	r.s = t.stati.indice[r.stato]
	switch {
	case ctx == nil:
		r.Motivo, r.Causa = Interrotto, errNil
	case ctx.Err() != nil:
		r.Motivo, r.Causa = Interrotto, ctx.Err()
	case !t.stati.conosce(r.s):
		r.Motivo = StatoSconosciuto
	case !t.eventi.conosce(e):
		r.Motivo = EventoSconosciuto
	default:
		// The machine sees a context that never ends; the callbacks see the
		// caller's, which travels inside it.
		interno := context.WithValue(context.WithoutCancel(ctx), chiaveChiamante{}, ctx)
		return t.traduci(r, f.Event(interno, t.eventi.nomi[e], args...))
	}
	return t.rifiuta(r)
}

// propria reports whether f was built from this table.
func (t *tabella) propria(f *fsm.FSM) bool {
	if f == nil {
		return false
	}
	v, _ := f.Metadata(chiaveMetadati)
	return v == any(t)
}

// traduci turns what looplab returned into nil or a refusal. Types are matched
// at the top only: deeper ones belong to errors of the callbacks.
func (t *tabella) traduci(r Rifiuto, err error) error {
	switch err := err.(type) { //nolint:errorlint // see above
	case nil:
		return nil
	case *pronto:
		return err.err
	case fsm.NoTransitionError:
		// The event was accepted; an error can only be a late one.
		return t.traduci(r, err.Err)
	case fsm.CanceledError:
		if p, ok := err.Err.(*pronto); ok { //nolint:errorlint // see above
			return p.err
		}
		r.Motivo, r.Causa = Annullato, err.Err
	case fsm.InvalidEventError:
		r.Motivo, r.stato, r.s = NonDaQui, err.State, t.stati.indice[err.State]
		if r.s == 0 {
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

// chiaveChiamante is the context key of the caller's own context.
type chiaveChiamante struct{}

// chiamante returns the context the caller of Lancia gave; ctx itself when the
// event was fired without Lancia.
func chiamante(ctx context.Context) context.Context {
	if c, ok := ctx.Value(chiaveChiamante{}).(context.Context); ok {
		return c
	}
	return ctx
}

// chiaveDentro is the context key of the machines whose before_ or leave_
// callback is running.
type chiaveDentro struct{}

type catena struct {
	f  *fsm.FSM
	su *catena
}

// entra returns the context for a before_ or leave_ callback of f.
func entra(ctx context.Context, f *fsm.FSM) context.Context {
	su, _ := ctx.Value(chiaveDentro{}).(*catena)
	return context.WithValue(ctx, chiaveDentro{}, &catena{f, su})
}

// dentro reports whether ctx was given to a before_ or leave_ callback of f.
func dentro(ctx context.Context, f *fsm.FSM) bool {
	c, _ := ctx.Value(chiaveDentro{}).(*catena)
	for ; c != nil; c = c.su {
		if c.f == f {
			return true
		}
	}
	return false
}
