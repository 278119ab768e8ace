package main

import (
	"context"

	"github.com/quietanza/quietanza/gdp"
)

// piega is the fold of the events of one payment after another, against machines
// that are made once and set back: nothing but transitions.
var piega = misura{
	nome: "piega", cosa: "journal fold (Corso)", unita: "event",
	quante:  func(o opzioni) int { return o.eventi },
	prepara: preparaPiega,
}

func preparaPiega(ctx context.Context, _ opzioni, n int) (*prova, error) {
	var eventi [len(storie)][10]gdp.Evento
	for i := range eventi {
		var err error
		if eventi[i], err = eventiDi(i); err != nil {
			return nil, err
		}
	}
	pagamenti := n / 10
	ripeti := func(nome string, ripiega func([]gdp.Evento) (arrivo, error)) lato {
		return cheDa(nome, func() (arrivi, error) {
			a := arrivi{}
			for i := range pagamenti {
				fine, err := ripiega(eventi[i%len(eventi)][:])
				if err != nil {
					return nil, err
				}
				a[fine]++
			}
			return a, nil
		}, arrivi.conteggi)
	}
	looplab, libere := nuovaCoppiaLooplab(), nuovaCoppiaStateless()
	return &prova{n: pagamenti * 10, lati: []lato{
		ripeti("ours", conCorso),
		ripeti("looplab/fsm, two machines set back", func(eventi []gdp.Evento) (arrivo, error) {
			looplab.daCapo()
			for i := range eventi {
				if err := looplab.segui(ctx, eventi[i].EventCode); err != nil {
					return arrivo{}, err
				}
			}
			return looplab.arrivo()
		}),
		ripeti("qmuntal/stateless", func(eventi []gdp.Evento) (arrivo, error) {
			a := partenza
			for i := range eventi {
				if err := libere.segui(ctx, &a, eventi[i].EventCode); err != nil {
					return a, err
				}
			}
			return a, nil
		}),
	}}, nil
}

func conCorso(eventi []gdp.Evento) (arrivo, error) {
	k, err := gdp.NuovoCorso(gdp.TolleranzaPredefinita, gdp.DatiRT{})
	if err != nil {
		return arrivo{}, err
	}
	for i := range eventi {
		k.Segui(&eventi[i])
	}
	return arrivo{k.Messaggio(), k.Incasso()}, nil
}
