package main

import (
	"context"
	"fmt"

	"github.com/quietanza/quietanza/piemontepay"
)

// transizioni is the look-up of a transition against the machines of others and
// against the least that a look-up can be.
var transizioni = misura{
	nome: "passo", cosa: "transition (Passo)", unita: "event",
	quante:  func(o opzioni) int { return o.eventi },
	prepara: preparaPasso,
}

// giornata is a day in the life of an attempt at the desk; every event is
// accepted, so that no side is charged for building an error.
var giornata = []piemontepay.Evento{
	piemontepay.Redirect, piemontepay.RitornoSenzaEsito, piemontepay.RitornoPositivo, piemontepay.RitornoPositivo,
	piemontepay.RitornoNegativo, piemontepay.Notifica, piemontepay.Notifica, piemontepay.RitornoPositivo,
}

func preparaPasso(ctx context.Context, _ opzioni, n int) (*prova, error) {
	giorni := n / len(giornata)
	ripeti := func(nome string, vivi func(giorni int) (piemontepay.Stato, error)) lato {
		return cheDa(nome, func() (piemontepay.Stato, error) { return vivi(giorni) },
			func(fine piemontepay.Stato) conteggi { return conteggi{"end " + fine.String(): giorni} })
	}
	return &prova{
		n: giorni * len(giornata), uguali: archiUguali,
		lati: []lato{
			ripeti("ours", viviPasso),
			ripeti("looplab/fsm, Event", func(giorni int) (piemontepay.Stato, error) { return viviLooplab(ctx, giorni) }),
			ripeti("qmuntal/stateless, Fire", func(giorni int) (piemontepay.Stato, error) { return viviStateless(ctx, giorni) }),
			ripeti("a bare array look-up", viviTabella),
		},
	}, nil
}

func viviPasso(giorni int) (s piemontepay.Stato, _ error) {
	for range giorni {
		s = piemontepay.Creato
		for _, e := range giornata {
			s, _ = piemontepay.Passo(s, e)
		}
	}
	return s, nil
}

func viviLooplab(ctx context.Context, giorni int) (piemontepay.Stato, error) {
	m := conLooplab(piemontepay.Creato, archiTentativo())
	for range giorni {
		m.SetState(piemontepay.Creato.String())
		for _, e := range giornata {
			if err := lancia(ctx, m, e.String()); err != nil {
				return 0, err
			}
		}
	}
	return piemontepay.ParseStato(m.Current())
}

func viviStateless(ctx context.Context, giorni int) (s piemontepay.Stato, err error) {
	stato := &s
	m := conStateless(&stato, archiTentativo())
	for range giorni {
		s = piemontepay.Creato
		for _, e := range giornata {
			if err := m.FireCtx(ctx, e); err != nil {
				return 0, err
			}
		}
	}
	return s, nil
}

// nuda is the machine as an array and two indexes, no name, no check.
var nuda = func() (t [8][8]uint8) {
	for _, r := range archiTentativo() {
		t[r.da][r.evento] = uint8(r.a)
	}
	return t
}()

func viviTabella(giorni int) (piemontepay.Stato, error) {
	var s uint8
	for range giorni {
		s = uint8(piemontepay.Creato)
		for _, e := range giornata {
			s = nuda[s&7][e&7]
		}
	}
	return piemontepay.Stato(s), nil
}

// archiTentativo are the rows of the machine.
func archiTentativo() (archi []arco[piemontepay.Stato, piemontepay.Evento]) {
	for s := piemontepay.Creato; s.IsValid(); s++ {
		for e := piemontepay.Redirect; e <= piemontepay.Notifica; e++ {
			if a, ok := piemontepay.Passo(s, e); ok {
				archi = append(archi, arco[piemontepay.Stato, piemontepay.Evento]{s, e, a})
			}
		}
	}
	return archi
}

// archiUguali compares every row of the machine with those of the peers.
func archiUguali() error {
	archi := archiTentativo()
	looplab := conLooplab(piemontepay.Creato, archi)
	var s piemontepay.Stato
	stato := &s
	libero := conStateless(&stato, archi)
	for _, r := range archi {
		looplab.SetState(r.da.String())
		s = r.da
		if err := lancia(context.Background(), looplab, r.evento.String()); err != nil || looplab.Current() != r.a.String() {
			return fmt.Errorf("looplab goes from %s by %s to %s: %w", r.da, r.evento, looplab.Current(), err)
		}
		if err := libero.Fire(r.evento); err != nil || s != r.a {
			return fmt.Errorf("stateless goes from %s by %s to %s: %w", r.da, r.evento, s, err)
		}
	}
	return nil
}
