package automa_test

import (
	"context"
	"errors"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/automa/prova"
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
		{"guards without context", chiuso, nil, nil, automa.ContestoAssente, "contesto"},
		{"reserved key", chiuso, c, fsm.Callbacks{"before_event": niente}, automa.CallbackInvalida, "riservata"},
		{"misspelt short key", chiuso, c, fsm.Callbacks{"APRETO": niente}, automa.CallbackInvalida, `"APRETO" non nomina uno stato né un evento`},
		{"misspelt event", chiuso, c, fsm.Callbacks{"before_Obblitera": niente}, automa.CallbackInvalida, "non nomina un evento"},
		{"before a state", chiuso, c, fsm.Callbacks{"before_APERTO": niente}, automa.CallbackInvalida, "non nomina un evento"},
		{"after a state", chiuso, c, fsm.Callbacks{"after_APERTO": niente}, automa.CallbackInvalida, "non nomina un evento"},
		{"entering an event", chiuso, c, fsm.Callbacks{"enter_Oblitera": niente}, automa.CallbackInvalida, "non nomina uno stato"},
		{"leaving an event", chiuso, c, fsm.Callbacks{"leave_Oblitera": niente}, automa.CallbackInvalida, "non nomina uno stato"},
		{"before_state", chiuso, c, fsm.Callbacks{"before_state": niente}, automa.CallbackInvalida, "non nomina un evento"},
		{"enter_event", chiuso, c, fsm.Callbacks{"enter_event": niente}, automa.CallbackInvalida, "non nomina uno stato"},
		{"empty key", chiuso, c, fsm.Callbacks{"": niente}, automa.CallbackInvalida, "non nomina uno stato né un evento"},
		{"no function", chiuso, c, fsm.Callbacks{"APERTO": nil}, automa.CallbackInvalida, "è nil"},
		{"state bound twice", chiuso, c, fsm.Callbacks{"APERTO": niente, "enter_APERTO": niente}, automa.CallbackInvalida, "stesso momento"},
		{"event bound twice", chiuso, c, fsm.Callbacks{"Rompi": niente, "after_Rompi": niente}, automa.CallbackInvalida, "stesso momento"},
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
	require.NotContains(t, prova.Diagramma(t, m, "scxml"), "datamodel>")
	require.NotContains(t, prova.Diagramma(t, m, "scxml"), "<!--")
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
				require.Equal(t, "CHIUSO", r.Campo())
				require.Equal(t, "Oblitera", r.Valore())
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
		require.EqualError(t, err, "tornello: Oblitera in CHIUSO: evento già avvenuto: una callback ha segnalato un errore: the host says no")
	})
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
	require.Equal(t, "*", rifiuto(t, err).Campo())
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
