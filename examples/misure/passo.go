package main

import (
	"context"
	"errors"

	"github.com/qmuntal/stateless"

	"github.com/quietanza/quietanza/piemontepay"
)

// giornata is a day in the life of an attempt at the desk; every event is
// accepted, so that neither side is charged for building an error.
var giornata = []piemontepay.Evento{
	piemontepay.Redirect, piemontepay.RitornoSenzaEsito, piemontepay.RitornoPositivo, piemontepay.RitornoPositivo,
	piemontepay.RitornoNegativo, piemontepay.Notifica, piemontepay.Notifica, piemontepay.RitornoPositivo,
}

// misuraPasso times transitions: ours over n events, the peers over a hundredth
// of them, scaled.
func misuraPasso(ctx context.Context, o opzioni) ([]riga3, error) {
	n := o.eventi / len(giornata) * len(giornata)
	var fine piemontepay.Stato
	nostro := cronometra(o.giri, func() {
		for range n / len(giornata) {
			s := piemontepay.Creato
			for _, e := range giornata {
				s, _ = piemontepay.Passo(s, e)
			}
			fine = s
		}
	})
	if fine != piemontepay.Notificato {
		return nil, errors.New("the day does not end notified")
	}
	const frazione = 100
	scala := func(m misurato) misurato { m.tempo *= frazione; return m }
	var errLooplab, errStateless error
	looplab := scala(cronometra(o.giri, func() { errLooplab = conLooplab(ctx, n/frazione) }))
	libero := scala(cronometra(o.giri, func() { errStateless = conStateless(n / frazione) }))
	nudo := cronometra(o.giri, func() { conTabella(n) })
	r := riga3{cosa: "transition (Passo)", unita: "event", n: n, nostro: nostro}
	return []riga3{
		con(r, "looplab/fsm Event", looplab), con(r, "qmuntal/stateless Fire", libero), con(r, "a bare array look-up", nudo),
	}, errors.Join(errLooplab, errStateless)
}

func con(r riga3, pari string, m misurato) riga3 {
	r.pari, r.altrui = pari, m
	return r
}

// conLooplab drives machines of looplab/fsm made beforehand, without callbacks.
func conLooplab(ctx context.Context, n int) error {
	m, err := piemontepay.NuovaMacchina(piemontepay.Creato, nil)
	if err != nil {
		return err
	}
	for range n / len(giornata) {
		m.SetState(piemontepay.Creato.String())
		for _, e := range giornata {
			// A transition to the same state is an error for looplab; it is
			// made all the same.
			_ = m.Event(ctx, e.String())
		}
	}
	if m.Current() != piemontepay.Notificato.String() {
		return errors.New("looplab ends in " + m.Current())
	}
	return nil
}

// conStateless drives a machine of qmuntal/stateless over a variable of ours.
func conStateless(n int) error {
	stato := piemontepay.Creato
	m := stateless.NewStateMachineWithExternalStorage(
		func(context.Context) (stateless.State, error) { return stato, nil },
		func(_ context.Context, s stateless.State) error { stato = s.(piemontepay.Stato); return nil },
		stateless.FiringImmediate)
	for s := piemontepay.Creato; s <= piemontepay.Notificato; s++ {
		for e := piemontepay.Redirect; e <= piemontepay.Notifica; e++ {
			if a, ok := piemontepay.Passo(s, e); ok && a == s {
				m.Configure(s).PermitReentry(e)
			} else if ok {
				m.Configure(s).Permit(e, a)
			}
		}
	}
	for range n / len(giornata) {
		stato = piemontepay.Creato
		for _, e := range giornata {
			if err := m.Fire(e); err != nil {
				return err
			}
		}
	}
	return nil
}

// conTabella is the lower bound: an array and two indexes, no name, no check.
func conTabella(n int) uint8 {
	var tabella [8][8]uint8
	for s := piemontepay.Creato; s <= piemontepay.Notificato; s++ {
		for e := piemontepay.Redirect; e <= piemontepay.Notifica; e++ {
			a, _ := piemontepay.Passo(s, e)
			tabella[s][e] = uint8(a)
		}
	}
	var s uint8
	for range n / len(giornata) {
		s = uint8(piemontepay.Creato)
		for _, e := range giornata {
			s = tabella[s&7][e&7]
		}
	}
	return s
}
