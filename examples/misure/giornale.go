package main

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"

	"github.com/quietanza/quietanza/gdp"
)

// giornale is the analysis of the journals of three senders, in which payments
// mingle, against a pair of machines for each payment, fed with the events of
// all sorted by time. The library also joins copies and tells what is missing,
// late or contradictory; the peers tell the states alone. Nobody lists the events,
// but for the side that does: what a page about each payment would cost.
var giornale = misura{
	nome: "giornale", cosa: "journal analysis (Analisi)", unita: "event",
	quante:  func(o opzioni) int { return o.eventi / 10 },
	prepara: preparaGiornale,
}

// analista tells where each payment of a journal ended.
type analista func(ctx context.Context, giornali [][]gdp.Evento, fine func(chiave, arrivo)) error

func preparaGiornale(ctx context.Context, _ opzioni, n int) (*prova, error) {
	g, err := giornali(n / 10)
	if err != nil {
		return nil, err
	}
	conta := func(nome string, analizza analista) lato {
		return cheDa(nome, func() (arrivi, error) {
			a := arrivi{}
			return a, analizza(ctx, g, func(_ chiave, x arrivo) { a[x]++ })
		}, arrivi.conteggi)
	}
	return &prova{
		n: n / 10 * 10, uguali: analisiUguali,
		lati: []lato{
			conta("ours", analizza(gdp.SenzaRegistrati())), conta("ours, every event told too", analizza()),
			conta("looplab/fsm, two machines a payment", analizzaLooplab),
			conta("qmuntal/stateless, states in a map", analizzaStateless),
		},
	}, nil
}

func analizza(o ...gdp.Opzione) analista {
	return func(_ context.Context, giornali [][]gdp.Evento, fine func(chiave, arrivo)) error {
		var sequenze []iter.Seq2[gdp.Evento, error]
		for _, eventi := range giornali {
			sequenze = append(sequenze, func(yield func(gdp.Evento, error) bool) {
				for i := range eventi {
					if !yield(eventi[i], nil) {
						return
					}
				}
			})
		}
		n := runtime.GOMAXPROCS(0)
		a, err := gdp.AnalizzaInParallelo(n, sequenze...)
		if err != nil {
			return err
		}
		pagamenti, err := a.Pagamenti(append(o, gdp.ConParalleli(n))...)
		if err != nil {
			return err
		}
		for p := range pagamenti {
			fine(chiave{p.IdDominio, p.IUV, p.CCP}, arrivo{p.Messaggio, p.Incasso})
		}
		return nil
	}
}

func analizzaLooplab(ctx context.Context, giornali [][]gdp.Evento, fine func(chiave, arrivo)) error {
	return perChiave(
		giornali, nuovaCoppiaLooplab,
		func(m coppiaLooplab, c gdp.EventCode) error { return m.segui(ctx, c) },
		func(k chiave, m coppiaLooplab) error {
			a, err := m.arrivo()
			if err == nil {
				fine(k, a)
			}
			return err
		},
	)
}

func analizzaStateless(ctx context.Context, giornali [][]gdp.Evento, fine func(chiave, arrivo)) error {
	macchine := nuovaCoppiaStateless()
	return perChiave(
		giornali, func() *arrivo { return &arrivo{partenza.messaggio, partenza.incasso} },
		func(a *arrivo, c gdp.EventCode) error { return macchine.segui(ctx, a, c) },
		func(k chiave, a *arrivo) error { fine(k, *a); return nil },
	)
}

// perChiave feeds the events of all journals, sorted by time, to what stands for
// their payment, new at the first.
func perChiave[M any](giornali [][]gdp.Evento, nuovo func() M, segui func(M, gdp.EventCode) error, fine func(chiave, M) error) error {
	pagamenti := map[chiave]M{}
	eventi := slices.Concat(giornali...)
	ordina(eventi)
	for i := range eventi {
		e := &eventi[i]
		k := chiave{e.IdDominio, e.IUV, e.CCP}
		m, ok := pagamenti[k]
		if !ok {
			m = nuovo()
			pagamenti[k] = m
		}
		if err := segui(m, e.EventCode); err != nil {
			return err
		}
	}
	for k, m := range pagamenti {
		if err := fine(k, m); err != nil {
			return err
		}
	}
	return nil
}

// analisiUguali compares a small journal payment by payment.
func analisiUguali() error {
	const pagamenti = 100
	g, err := giornali(pagamenti)
	if err != nil {
		return err
	}
	var attesi map[chiave]arrivo
	for i, analizza := range []analista{analizza(gdp.SenzaRegistrati()), analizza(), analizzaLooplab, analizzaStateless} {
		trovati := map[chiave]arrivo{}
		if err := analizza(context.Background(), g, func(k chiave, a arrivo) { trovati[k] = a }); err != nil {
			return err
		}
		if i == 0 {
			attesi = trovati
		}
		if len(trovati) != pagamenti || !maps.Equal(attesi, trovati) {
			return fmt.Errorf("analyst %d of the journal gives other states: %v", i, trovati)
		}
	}
	return nil
}
