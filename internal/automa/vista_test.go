package automa_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
)

var errHost = errors.New("the host says no")

// apri returns a looplab turnstile in state CHIUSO whose guards are open.
func apri(t *testing.T, callback fsm.Callbacks) *fsm.FSM {
	t.Helper()
	f, err := mTornello.NuovaMacchina(chiuso, &biglietto{corse: 9, tecnico: true}, callback)
	require.NoError(t, err)
	return f
}

// viva proves that a machine in CHIUSO is not stuck.
func viva(t *testing.T, f *fsm.FSM) {
	t.Helper()
	require.Equal(t, "CHIUSO", f.Current())
	require.True(t, f.Can("Rompi"))
	require.NoError(t, mTornello.Lancia(context.Background(), f, rompi))
	require.Equal(t, "GUASTO", f.Current())
}

func TestNuovaMacchinaRefuses(t *testing.T) {
	niente := func(context.Context, *fsm.Event) {}
	c := &biglietto{}
	tests := []struct {
		nome     string
		s        stato
		c        *biglietto
		callback fsm.Callbacks
		motivo   automa.Motivo
		testo    string
	}{
		{"zero state", 0, c, nil, automa.StatoSconosciuto, "stato(0)"},
		{"unknown state", 40, c, nil, automa.StatoSconosciuto, "stato(40)"},
		{"guards without context", chiuso, nil, nil, automa.ContestoAssente, "context"},
		{"reserved key", chiuso, c, fsm.Callbacks{"before_event": niente}, automa.CallbackInvalida, "reserved"},
		{"misspelt short key", chiuso, c, fsm.Callbacks{"APRETO": niente}, automa.CallbackInvalida, `"APRETO" names no state and no event`},
		{"misspelt event", chiuso, c, fsm.Callbacks{"before_Obblitera": niente}, automa.CallbackInvalida, "names no event"},
		{"before a state", chiuso, c, fsm.Callbacks{"before_APERTO": niente}, automa.CallbackInvalida, "names no event"},
		{"after a state", chiuso, c, fsm.Callbacks{"after_APERTO": niente}, automa.CallbackInvalida, "names no event"},
		{"entering an event", chiuso, c, fsm.Callbacks{"enter_Oblitera": niente}, automa.CallbackInvalida, "names no state"},
		{"leaving an event", chiuso, c, fsm.Callbacks{"leave_Oblitera": niente}, automa.CallbackInvalida, "names no state"},
		{"before_state", chiuso, c, fsm.Callbacks{"before_state": niente}, automa.CallbackInvalida, "names no event"},
		{"enter_event", chiuso, c, fsm.Callbacks{"enter_event": niente}, automa.CallbackInvalida, "names no state"},
		{"empty key", chiuso, c, fsm.Callbacks{"": niente}, automa.CallbackInvalida, "names no state and no event"},
		{"no function", chiuso, c, fsm.Callbacks{"APERTO": nil}, automa.CallbackInvalida, "is nil"},
		{"state bound twice", chiuso, c, fsm.Callbacks{"APERTO": niente, "enter_APERTO": niente}, automa.CallbackInvalida, "same moment"},
		{"event bound twice", chiuso, c, fsm.Callbacks{"Rompi": niente, "after_Rompi": niente}, automa.CallbackInvalida, "same moment"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			f, err := mTornello.NuovaMacchina(tt.s, tt.c, tt.callback)
			require.Nil(t, f)
			require.ErrorIs(t, err, tt.motivo)
			require.ErrorContains(t, err, tt.testo)
			_, err = mTradotta.NuovaMacchina(tt.s, tt.c, tt.callback)
			var e *errTornello
			require.ErrorAs(t, err, &e, "in the room's own type")
		})
	}
}

func TestWithoutGuardsThereIsNothingToLookAt(t *testing.T) {
	d := tornello()
	for i := range d.Righe {
		d.Righe[i].Guardia = nil
	}
	m := automa.Nuova(d)
	f, err := m.NuovaMacchina(chiuso, nil, nil)
	require.NoError(t, err)
	require.NoError(t, m.Lancia(context.Background(), f, oblitera))
	require.NotContains(t, m.SCXML(), "datamodel>")
	require.NotContains(t, m.SCXML(), "<!--")
}

func TestCallbacksRunInOrder(t *testing.T) {
	var ordine []string
	cb := fsm.Callbacks{}
	for _, k := range []string{
		"before_Oblitera", "leave_CHIUSO", "leave_state", "APERTO", "enter_state", "after_Oblitera", "after_event",
	} {
		cb[k] = func(_ context.Context, e *fsm.Event) {
			require.Equal(t, []any{"argomento", 7}, e.Args)
			ordine = append(ordine, k)
		}
	}
	f := apri(t, cb)
	require.NoError(t, mTornello.Lancia(context.Background(), f, oblitera, "argomento", 7))
	require.Equal(t, []string{"before_Oblitera", "leave_CHIUSO", "leave_state", "APERTO", "enter_state", "after_Oblitera", "after_event"}, ordine)

	// A row from a state to itself is accepted, and nothing is left or entered.
	ordine = nil
	require.NoError(t, mTornello.Lancia(context.Background(), f, oblitera, "argomento", 7))
	require.Equal(t, "APERTO", f.Current())
	require.Equal(t, []string{"before_Oblitera", "after_Oblitera", "after_event"}, ordine)
}

func TestBeforeMayPrepareTheContext(t *testing.T) {
	b := &biglietto{}
	f, err := mTornello.NuovaMacchina(chiuso, b, fsm.Callbacks{
		"before_Oblitera": func(_ context.Context, e *fsm.Event) { b.corse, _ = e.Args[0].(int) },
	})
	require.NoError(t, err)
	require.ErrorIs(t, mTornello.Lancia(context.Background(), f, oblitera, 0), errEsaurito)
	require.NoError(t, mTornello.Lancia(context.Background(), f, oblitera, 1))
}

// TestErrorsBeforeTheChange: whatever a before_ or leave_ callback does to
// refuse, the state stays and the machine lives.
func TestErrorsBeforeTheChange(t *testing.T) {
	modi := map[string]struct {
		fa    func(*fsm.Event)
		causa error
	}{
		"Cancel with an error":    {func(e *fsm.Event) { e.Cancel(errHost) }, errHost},
		"Cancel without an error": {func(e *fsm.Event) { e.Cancel() }, nil},
		"bare e.Err":              {func(e *fsm.Event) { e.Err = errHost }, errHost},
	}
	for nome, modo := range modi {
		for _, chiave := range []string{"before_Oblitera", "leave_CHIUSO", "leave_state"} {
			t.Run(nome+" in "+chiave, func(t *testing.T) {
				dopo := false
				f := apri(t, fsm.Callbacks{
					chiave:        func(_ context.Context, e *fsm.Event) { modo.fa(e) },
					"enter_state": func(_ context.Context, e *fsm.Event) { dopo = e.Event == "Oblitera" },
				})
				err := mTornello.Lancia(context.Background(), f, oblitera)
				r := rifiuto(t, err)
				require.Equal(t, automa.Annullato, r.Motivo)
				require.False(t, r.Avvenuto())
				require.Equal(t, "CHIUSO", r.Stato())
				require.Equal(t, "Oblitera", r.Evento())
				if modo.causa != nil {
					require.ErrorIs(t, err, modo.causa)
				}
				require.False(t, dopo)
				require.Equal(t, "CHIUSO", f.Current())

				// The same through looplab's own Event.
				require.Error(t, f.Event(context.Background(), "Oblitera"))
				require.Equal(t, "CHIUSO", f.Current())
				require.True(t, f.Can("Oblitera"))
			})
		}
	}
}

func TestErrorsAfterTheChangeSayThatItHappened(t *testing.T) {
	altra := apri(t, nil)
	modi := map[string]func(*fsm.Event){
		"Cancel":     func(e *fsm.Event) { e.Cancel(errHost) },
		"bare e.Err": func(e *fsm.Event) { e.Err = errHost },
		"a cancelled event of another machine": func(e *fsm.Event) {
			e.Err = fsm.CanceledError{Err: errHost}
		},
		"an inappropriate event of another machine": func(e *fsm.Event) {
			e.Err = errors.Join(altra.Event(context.Background(), "Transita"), errHost)
		},
	}
	for nome, fa := range modi {
		for _, chiave := range []string{"enter_APERTO", "enter_state", "after_Oblitera", "after_event", "APERTO", "Oblitera"} {
			t.Run(nome+" in "+chiave, func(t *testing.T) {
				f := apri(t, fsm.Callbacks{chiave: func(_ context.Context, e *fsm.Event) { fa(e) }})
				err := mTornello.Lancia(context.Background(), f, oblitera)
				r := rifiuto(t, err)
				require.Equal(t, automa.Tardivo, r.Motivo)
				require.True(t, r.Avvenuto())
				require.ErrorIs(t, err, errHost)
				require.Equal(t, "APERTO", f.Current())
			})
		}
	}
	t.Run("in a row from a state to itself", func(t *testing.T) {
		f := apri(t, fsm.Callbacks{"after_Oblitera": func(_ context.Context, e *fsm.Event) { e.Err = errHost }})
		f.SetState("APERTO")
		err := mTornello.Lancia(context.Background(), f, oblitera)
		require.ErrorIs(t, err, automa.Tardivo)
		require.ErrorIs(t, err, errHost)
	})
	t.Run("Cancel without an error has nothing to say", func(t *testing.T) {
		f := apri(t, fsm.Callbacks{"APERTO": func(_ context.Context, e *fsm.Event) { e.Cancel() }})
		require.NoError(t, mTornello.Lancia(context.Background(), f, oblitera))
		require.Equal(t, "APERTO", f.Current())
	})
	t.Run("the last callback is heard", func(t *testing.T) {
		f := apri(t, fsm.Callbacks{
			"APERTO":   func(_ context.Context, e *fsm.Event) { e.Err = errNome },
			"Oblitera": func(_ context.Context, e *fsm.Event) { e.Err = errHost },
		})
		require.ErrorIs(t, mTornello.Lancia(context.Background(), f, oblitera), errHost)
	})
	t.Run("the error of an earlier callback stays", func(t *testing.T) {
		f := apri(t, fsm.Callbacks{
			"APERTO":   func(_ context.Context, e *fsm.Event) { e.Err = errHost },
			"Oblitera": func(context.Context, *fsm.Event) {},
		})
		err := mTornello.Lancia(context.Background(), f, oblitera)
		require.ErrorIs(t, err, errHost)
		require.EqualError(t, err, "automa: tornello: Oblitera in CHIUSO: done, but a callback reported an error: the host says no")
	})
}

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
				require.EqualError(t, err, "automa: tornello: Rompi in CHIUSO: cancelled by a callback: panic in a leave_ callback: the host says no")
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

func TestLanciaRefuses(t *testing.T) {
	ctx := context.Background()
	f := apri(t, nil)
	require.ErrorIs(t, mTornello.Lancia(ctx, nil, rompi), automa.Estranea)
	require.ErrorIs(t, mTornello.Lancia(ctx, fsm.NewFSM("CHIUSO", nil, nil), rompi), automa.Estranea)
	err := mTradotta.Lancia(ctx, f, rompi)
	var e *errTornello
	require.ErrorAs(t, err, &e)
	require.Equal(t, automa.Estranea, e.motivo, "a machine of a declaration that only looks the same")

	require.ErrorIs(t, mTornello.Lancia(ctx, f, 0), automa.EventoSconosciuto)
	require.ErrorIs(t, mTornello.Lancia(ctx, f, 200), automa.EventoSconosciuto)
	require.ErrorIs(t, mTornello.Lancia(ctx, f, lampeggia), automa.NonDaQui)
	require.ErrorIs(t, mTornello.Lancia(ctx, f, transita), automa.NonDaQui)

	f.SetState("*")
	err = mTornello.Lancia(ctx, f, rompi)
	require.ErrorIs(t, err, automa.StatoSconosciuto)
	require.Equal(t, "*", rifiuto(t, err).Stato())
	f.SetState("CHIUSO")
	viva(t, f)
}

func TestGuardRefusalIsTheErrorOfApplica(t *testing.T) {
	c := &biglietto{}
	_, atteso := mTradotta.Applica(chiuso, oblitera, c)
	f, err := mTradotta.NuovaMacchina(chiuso, c, nil)
	require.NoError(t, err)
	require.Equal(t, atteso, mTradotta.Lancia(context.Background(), f, oblitera))

	err = f.Event(context.Background(), "Oblitera")
	var annullato fsm.CanceledError
	require.ErrorAs(t, err, &annullato)
	var e *errTornello
	require.ErrorAs(t, err, &e)
	require.Equal(t, atteso, error(e))
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
