package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/looplab/fsm"
	"github.com/qmuntal/stateless"
)

// arco is a row of a machine. The peers get the rows of the library's tables.
type arco[S, E fmt.Stringer] struct {
	da     S
	evento E
	a      S
}

// conLooplab makes a machine of looplab/fsm, without callbacks.
func conLooplab[S, E fmt.Stringer](iniziale S, archi []arco[S, E]) *fsm.FSM {
	eventi := make(fsm.Events, len(archi))
	for i, r := range archi {
		eventi[i] = fsm.EventDesc{Name: r.evento.String(), Src: []string{r.da.String()}, Dst: r.a.String()}
	}
	return fsm.NewFSM(iniziale.String(), eventi, nil)
}

// lancia fires an event; for looplab a transition to the same state is an error,
// though it is made.
func lancia(ctx context.Context, m *fsm.FSM, evento string) error {
	err := m.Event(ctx, evento)
	if ferma, ok := errors.AsType[fsm.NoTransitionError](err); ok {
		return ferma.Err
	}
	return err
}

// conStateless makes a machine of qmuntal/stateless, in its quickest mode. Its
// state is where stato points when an event is fired; states and events are the
// library's small numbers, which become interfaces without an allocation.
func conStateless[S interface {
	comparable
	fmt.Stringer
}, E fmt.Stringer](stato **S, archi []arco[S, E],
) *stateless.StateMachine {
	m := stateless.NewStateMachineWithExternalStorage(
		func(context.Context) (stateless.State, error) { return **stato, nil },
		func(_ context.Context, s stateless.State) error { **stato = s.(S); return nil },
		stateless.FiringImmediate)
	for _, r := range archi {
		if r.da == r.a {
			m.Configure(r.da).PermitReentry(r.evento)
		} else {
			m.Configure(r.da).Permit(r.evento, r.a)
		}
	}
	return m
}
