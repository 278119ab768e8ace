package automa_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestFinishedContextNeverSticks(t *testing.T) {
	finito, annulla := context.WithCancel(context.Background())
	annulla()
	scaduto, annulla2 := context.WithTimeout(context.Background(), -time.Second)
	defer annulla2()
	for nome, ctx := range map[string]context.Context{"cancelled": finito, "late": scaduto} {
		t.Run(nome, func(t *testing.T) {
			chiamata := false
			f := apri(t, fsm.Callbacks{"before_Rompi": func(context.Context, *fsm.Event) { chiamata = true }})
			err := mTornello.Lancia(ctx, f, rompi)
			require.ErrorIs(t, err, automa.Interrotto)
			require.ErrorIs(t, err, ctx.Err())
			require.False(t, chiamata)
			viva(t, f)
		})
		t.Run(nome+", through looplab's own Event", func(t *testing.T) {
			f := apri(t, nil)
			err := f.Event(ctx, "Rompi")
			require.ErrorIs(t, err, automa.Interrotto)
			require.ErrorIs(t, err, ctx.Err())
			viva(t, f)
		})
	}
	t.Run("nil", func(t *testing.T) {
		f := apri(t, nil)
		//nolint:staticcheck // a nil context is what is tested
		require.ErrorIs(t, mTornello.Lancia(nil, f, rompi), automa.Interrotto)
		viva(t, f)
	})
}

func TestContextFinishedByACallback(t *testing.T) {
	for _, chiave := range []string{"before_Rompi", "leave_CHIUSO", "leave_state"} {
		for nome, lancia := range map[string]func(context.Context, *fsm.FSM) error{
			"Lancia": func(ctx context.Context, f *fsm.FSM) error { return mTornello.Lancia(ctx, f, rompi) },
			"Event":  func(ctx context.Context, f *fsm.FSM) error { return f.Event(ctx, "Rompi") },
		} {
			t.Run(nome+", "+chiave, func(t *testing.T) {
				ctx, annulla := context.WithCancel(context.Background())
				f := apri(t, fsm.Callbacks{chiave: func(context.Context, *fsm.Event) { annulla() }})
				err := lancia(ctx, f)
				require.ErrorIs(t, err, automa.Interrotto)
				require.ErrorIs(t, err, context.Canceled)
				viva(t, f)
			})
		}
	}
	t.Run("after the change it is too late to refuse", func(t *testing.T) {
		ctx, annulla := context.WithCancel(context.Background())
		f := apri(t, fsm.Callbacks{"GUASTO": func(context.Context, *fsm.Event) { annulla() }})
		require.NoError(t, mTornello.Lancia(ctx, f, rompi))
		require.Equal(t, "GUASTO", f.Current())
	})
}

// scatta is a context that ends just after it has been asked for the n-th time
// whether it has.
type scatta struct {
	context.Context
	n       atomic.Int32
	annulla context.CancelFunc
}

func (c *scatta) Err() error {
	err := c.Context.Err()
	if c.n.Add(-1) < 0 {
		c.annulla()
	}
	return err
}

func nuovoScatta(n int32) *scatta {
	ctx, annulla := context.WithCancel(context.Background())
	c := &scatta{Context: ctx, annulla: annulla}
	c.n.Store(n)
	return c
}

// TestContextFinishedAtAnyMoment: whenever the context ends, the event either
// happens or is refused, and the machine goes on.
func TestContextFinishedAtAnyMoment(t *testing.T) {
	accaduti, rifiutati := 0, 0
	for n := range int32(12) {
		niente := func(context.Context, *fsm.Event) {}
		f := apri(t, fsm.Callbacks{"before_Rompi": niente, "leave_CHIUSO": niente, "leave_state": niente, "GUASTO": niente, "Rompi": niente})
		if err := mTornello.Lancia(nuovoScatta(n), f, rompi); err != nil {
			rifiutati++
			require.ErrorIs(t, err, automa.Interrotto)
			viva(t, f)
			continue
		}
		accaduti++
		require.Equal(t, "GUASTO", f.Current())
		require.NoError(t, mTornello.Lancia(context.Background(), f, ripara))
		viva(t, f)
	}
	require.Positive(t, accaduti)
	require.Positive(t, rifiutati)
}

func TestCallbacksSeeTheCallersContext(t *testing.T) {
	type chiave struct{}
	ctx, annulla := context.WithCancel(context.WithValue(context.Background(), chiave{}, "valore"))
	defer annulla()
	visti := 0
	guarda := func(c context.Context, _ *fsm.Event) {
		visti++
		require.Equal(t, "valore", c.Value(chiave{}))
		require.Equal(t, ctx.Done(), c.Done())
	}
	f := apri(t, fsm.Callbacks{
		"before_Rompi": guarda, "leave_CHIUSO": guarda, "leave_state": guarda,
		"GUASTO": guarda, "enter_state": guarda, "Rompi": guarda, "after_event": guarda,
	})
	require.NoError(t, mTornello.Lancia(ctx, f, rompi))
	require.Equal(t, 7, visti)
}

func TestPanics(t *testing.T) {
	for _, chiave := range []string{"leave_CHIUSO", "leave_state"} {
		t.Run(chiave+" becomes a refusal", func(t *testing.T) {
			for _, v := range []any{errHost, "the host says no"} {
				primo := true
				f := apri(t, fsm.Callbacks{chiave: func(context.Context, *fsm.Event) {
					if primo {
						primo = false
						panic(v)
					}
				}})
				err := mTornello.Lancia(context.Background(), f, rompi)
				require.ErrorIs(t, err, automa.Annullato)
				require.EqualError(t, err, "tornello: Rompi in CHIUSO: annullato da una callback: panic in una callback leave_: the host says no")
				if v == any(errHost) {
					require.ErrorIs(t, err, errHost)
				}
				viva(t, f)
			}
		})
	}
	t.Run("before_ goes through and leaves the machine alive", func(t *testing.T) {
		primo := true
		f := apri(t, fsm.Callbacks{"before_Rompi": func(context.Context, *fsm.Event) {
			if primo {
				primo = false
				panic("before")
			}
		}})
		require.PanicsWithValue(t, "before", func() { _ = mTornello.Lancia(context.Background(), f, rompi) })
		viva(t, f)
	})
	for _, chiave := range []string{"GUASTO", "after_Rompi"} {
		t.Run(chiave+" goes through, the change has happened", func(t *testing.T) {
			f := apri(t, fsm.Callbacks{chiave: func(context.Context, *fsm.Event) { panic("after") }})
			require.PanicsWithValue(t, "after", func() { _ = mTornello.Lancia(context.Background(), f, rompi) })
			require.Equal(t, "GUASTO", f.Current())
			require.NoError(t, mTornello.Lancia(context.Background(), f, ripara))
		})
	}
}

func TestAsync(t *testing.T) {
	entrato := false
	f := apri(t, fsm.Callbacks{
		"leave_CHIUSO": func(_ context.Context, e *fsm.Event) { e.Async() },
		"GUASTO":       func(ctx context.Context, _ *fsm.Event) { entrato = ctx != nil },
	})
	ctx, annulla := context.WithCancel(context.Background())
	err := mTornello.Lancia(ctx, f, rompi)
	require.ErrorIs(t, err, automa.InSospeso)
	var async fsm.AsyncError
	require.False(t, errors.As(err, &async), "CancelTransition would stick the machine and must not show")
	require.Equal(t, "CHIUSO", f.Current())

	require.ErrorIs(t, mTornello.Lancia(context.Background(), f, oblitera), automa.InSospeso)
	annulla() // the end of the caller's context does not stick it either
	require.NoError(t, f.Transition())
	require.Equal(t, "GUASTO", f.Current())
	require.True(t, entrato)
	require.NoError(t, mTornello.Lancia(context.Background(), f, ripara))
}

// TestNestedEventWhileASuspendedOneCompletes: looplab's Transition keeps its
// lock while the callbacks run.
func TestNestedEventWhileASuspendedOneCompletes(t *testing.T) {
	var err error
	f := apri(t, fsm.Callbacks{
		"leave_CHIUSO": func(_ context.Context, e *fsm.Event) { e.Async() },
		"GUASTO": func(ctx context.Context, e *fsm.Event) {
			err = mTornello.Lancia(ctx, e.FSM, ripara)
		},
	})
	require.ErrorIs(t, mTornello.Lancia(context.Background(), f, rompi), automa.InSospeso)
	entro(t, func() { _ = f.Transition() })
	require.ErrorIs(t, err, automa.Annidato)
	require.Equal(t, "GUASTO", f.Current())
}

// entro fails the test instead of waiting for ever for a deadlock.
func entro(t *testing.T, f func()) {
	t.Helper()
	fatto := make(chan struct{})
	go func() { defer close(fatto); f() }()
	select {
	case <-fatto:
	case <-time.After(10 * time.Second):
		t.Fatal("deadlock")
	}
}

func TestNestedEvents(t *testing.T) {
	for _, chiave := range []string{"GUASTO", "enter_state", "after_Rompi"} {
		t.Run("allowed in "+chiave, func(t *testing.T) {
			var err, err2 error
			f := apri(t, fsm.Callbacks{chiave: func(ctx context.Context, e *fsm.Event) {
				if e.Event == "Rompi" {
					err2 = mTornello.Lancia(ctx, e.FSM, ripara)
				}
			}})
			entro(t, func() { err = mTornello.Lancia(context.Background(), f, rompi) })
			require.NoError(t, err)
			require.NoError(t, err2)
			require.Equal(t, "CHIUSO", f.Current())
		})
	}
	for _, chiave := range []string{"before_Rompi", "leave_CHIUSO", "leave_state"} {
		t.Run("refused in "+chiave, func(t *testing.T) {
			var err, err2 error
			f := apri(t, fsm.Callbacks{chiave: func(ctx context.Context, e *fsm.Event) {
				err2 = mTornello.Lancia(ctx, e.FSM, oblitera)
			}})
			entro(t, func() { err = mTornello.Lancia(context.Background(), f, rompi) })
			require.NoError(t, err)
			require.ErrorIs(t, err2, automa.Annidato)
			require.Equal(t, "GUASTO", f.Current())
		})
		t.Run("refused in "+chiave+" through another machine", func(t *testing.T) {
			var esterna *fsm.FSM
			var err, errInterno, errEsterno error
			interna := apri(t, fsm.Callbacks{"GUASTO": func(ctx context.Context, _ *fsm.Event) {
				errEsterno = mTornello.Lancia(ctx, esterna, oblitera)
			}})
			esterna = apri(t, fsm.Callbacks{chiave: func(ctx context.Context, _ *fsm.Event) {
				errInterno = mTornello.Lancia(ctx, interna, rompi)
			}})
			entro(t, func() { err = mTornello.Lancia(context.Background(), esterna, rompi) })
			require.NoError(t, err)
			require.ErrorIs(t, errEsterno, automa.Annidato)
			require.NoError(t, errInterno, "the other machine itself is free")
			require.Equal(t, "GUASTO", interna.Current())
			require.Equal(t, "GUASTO", esterna.Current())
		})
	}
}

func TestNestedEventInASelfTransition(t *testing.T) {
	var err, err2 error
	f := apri(t, fsm.Callbacks{"after_Oblitera": func(ctx context.Context, e *fsm.Event) {
		err2 = mTornello.Lancia(ctx, e.FSM, transita)
	}})
	f.SetState("APERTO")
	entro(t, func() { err = mTornello.Lancia(context.Background(), f, oblitera) })
	require.NoError(t, err)
	require.NoError(t, err2)
	require.Equal(t, "CHIUSO", f.Current())
}

// TestManyGoroutines: however events interleave, each change of state runs the
// callback of the state it led to, exactly once.
func TestManyGoroutines(t *testing.T) {
	var ingressi, uscite, sbagliati atomic.Int32
	f := apri(t, fsm.Callbacks{
		"APERTO": func(_ context.Context, e *fsm.Event) {
			ingressi.Add(1)
			if e.Dst != "APERTO" {
				sbagliati.Add(1)
			}
		},
		"CHIUSO": func(_ context.Context, e *fsm.Event) {
			uscite.Add(1)
			if e.Dst != "CHIUSO" {
				sbagliati.Add(1)
			}
		},
	})
	var attesa sync.WaitGroup
	for i := range 8 {
		attesa.Go(func() {
			for range 200 {
				err := mTornello.Lancia(context.Background(), f, []evento{oblitera, transita}[i%2])
				if err != nil && !errors.Is(err, automa.NonDaQui) {
					t.Error(err)
				}
			}
		})
	}
	attesa.Wait()
	require.Zero(t, sbagliati.Load())
	aperte := map[string]int32{"CHIUSO": 0, "APERTO": 1}
	require.Equal(t, aperte[f.Current()], ingressi.Load()-uscite.Load())
}

func TestWaitingForATurnEndsWithTheContext(t *testing.T) {
	dentro, avanti := make(chan struct{}), make(chan struct{})
	f := apri(t, fsm.Callbacks{"before_Rompi": func(context.Context, *fsm.Event) {
		close(dentro)
		<-avanti
	}})
	primo := make(chan error)
	go func() { primo <- mTornello.Lancia(context.Background(), f, rompi) }()
	<-dentro
	var err error
	entro(t, func() { err = mTornello.Lancia(nuovoScatta(0), f, oblitera) })
	require.ErrorIs(t, err, automa.Interrotto)
	require.ErrorIs(t, err, context.Canceled)
	close(avanti)
	require.NoError(t, <-primo)
	require.Equal(t, "GUASTO", f.Current())
}

// TestGoexit: a callback that ends its goroutine leaves the machine usable, in
// the old state before the change and in the new one after it.
func TestGoexit(t *testing.T) {
	for chiave, dopo := range map[string]string{
		"before_Rompi": "CHIUSO", "leave_CHIUSO": "CHIUSO", "leave_state": "CHIUSO",
		"GUASTO": "GUASTO", "enter_state": "GUASTO", "after_Rompi": "GUASTO", "after_event": "GUASTO",
	} {
		for nome, lancia := range map[string]func(*fsm.FSM) error{
			"Lancia": func(f *fsm.FSM) error { return mTornello.Lancia(context.Background(), f, rompi) },
			"Event":  func(f *fsm.FSM) error { return f.Event(context.Background(), "Rompi") },
		} {
			t.Run(chiave+" by "+nome, func(t *testing.T) {
				primo := true
				f := apri(t, fsm.Callbacks{chiave: func(context.Context, *fsm.Event) {
					if primo {
						primo = false
						runtime.Goexit()
					}
				}})
				tornato := false
				entro(t, func() {
					_ = lancia(f)
					tornato = true
				})
				require.False(t, tornato)
				require.Equal(t, dopo, f.Current())
				entro(t, func() {
					if dopo == "GUASTO" {
						require.NoError(t, mTornello.Lancia(context.Background(), f, ripara))
					}
					viva(t, f)
				})
			})
		}
	}
}

// TestLeaving: leave_ callbacks run in looplab's order; the first that cancels
// or suspends is the last that runs.
func TestLeaving(t *testing.T) {
	for nome, tt := range map[string]struct {
		fa     func(*fsm.Event)
		motivo automa.Motivo
	}{
		"cancelled": {func(e *fsm.Event) { e.Cancel() }, automa.Annullato},
		"suspended": {func(e *fsm.Event) { e.Async() }, automa.InSospeso},
	} {
		t.Run(nome, func(t *testing.T) {
			altra := false
			var f *fsm.FSM
			f = apri(t, fsm.Callbacks{
				"leave_CHIUSO": func(_ context.Context, e *fsm.Event) {
					require.Same(t, f, e.FSM)
					require.Equal(t, "CHIUSO", e.Src)
					require.Equal(t, "GUASTO", e.Dst)
					tt.fa(e)
				},
				"leave_state": func(context.Context, *fsm.Event) { altra = true },
			})
			require.ErrorIs(t, mTornello.Lancia(context.Background(), f, rompi), tt.motivo)
			require.False(t, altra)
			require.Equal(t, "CHIUSO", f.Current())
		})
	}
}

// arrivo is a state that is an event too, named by its code.
type arrivo uint8

func (a arrivo) String() string { return [...]string{"?", "ATTESA", "PAGATA"}[min(a, 2)] }

// TestAnEventNamedLikeItsState: callbacks tell the two apart by their prefix,
// and a bare name is refused.
func TestAnEventNamedLikeItsState(t *testing.T) {
	m := automa.Nuova(automa.Definizione[arrivo, arrivo, struct{}]{
		Nome: "arrivi", Stati: slices.Values([]arrivo{1, 2}), Eventi: slices.Values([]arrivo{2}), Iniziali: []arrivo{1},
		Righe: []automa.Riga[arrivo, arrivo, struct{}]{{Da: []arrivo{1}, Evento: 2, A: 2, Fonte: "x"}},
	})
	prova.Accordo(t, m)
	prova.Cammina(t, m, prova.Storia[arrivo, arrivo]{Nome: "paid", Da: 1, Eventi: []arrivo{2, 2}, A: 2})
	var ordine []string
	cb := fsm.Callbacks{}
	for _, k := range []string{"before_PAGATA", "leave_ATTESA", "enter_PAGATA", "after_PAGATA", "ATTESA"} {
		cb[k] = func(context.Context, *fsm.Event) { ordine = append(ordine, k) }
	}
	f, err := m.NuovaMacchina(1, nil, cb)
	require.NoError(t, err)
	require.NoError(t, m.Lancia(context.Background(), f, 2))
	require.Equal(t, []string{"before_PAGATA", "leave_ATTESA", "enter_PAGATA", "after_PAGATA"}, ordine)
	_, err = m.NuovaMacchina(1, nil, fsm.Callbacks{"PAGATA": func(context.Context, *fsm.Event) {}})
	require.ErrorIs(t, err, automa.CallbackInvalida)
	require.EqualError(t, err, `arrivi: callback non valida: la callback "PAGATA" nomina uno stato e un evento: si scriva enter_PAGATA o after_PAGATA`)
}
