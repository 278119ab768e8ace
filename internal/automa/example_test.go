package automa_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// statoBollo and eventoBollo follow a stamp duty from request to use.
type (
	statoBollo  uint8
	eventoBollo uint8
)

const (
	bolloRichiesto statoBollo = iota + 1
	bolloPagato
	bolloApposto
)

const (
	paga eventoBollo = iota + 1
	apponi
)

func (s statoBollo) String() string {
	return [...]string{"?", "RICHIESTO", "PAGATO", "APPOSTO"}[min(s, 3)]
}

func (e eventoBollo) String() string { return [...]string{"?", "Paga", "Apponi"}[min(e, 2)] }

// documento is the context: what the guard looks at.
type documento struct{ impronta string }

var errImpronta = errors.New("the document has no digest")

var bollo = automa.Nuova(automa.Definizione[statoBollo, eventoBollo, documento]{
	Nome: "bollo",
	Stati: func(yield func(statoBollo) bool) {
		_ = yield(bolloRichiesto) && yield(bolloPagato) && yield(bolloApposto)
	},
	Eventi:   func(yield func(eventoBollo) bool) { _ = yield(paga) && yield(apponi) },
	Iniziali: []statoBollo{bolloRichiesto},
	Righe: []automa.Riga[statoBollo, eventoBollo, documento]{
		{Da: []statoBollo{bolloRichiesto}, Evento: paga, A: bolloPagato},
		{Da: []statoBollo{bolloPagato}, Evento: apponi, A: bolloApposto, Guardia: &automa.Guardia[documento]{
			Nome: "haImpronta",
			Ok: func(d *documento) error {
				if d.impronta == "" {
					return errImpronta
				}
				return nil
			},
		}},
	},
})

func Example() {
	// Replay: the table alone.
	s, ok := bollo.Passo(bolloRichiesto, paga)
	fmt.Println(s, ok)

	// A new event: the table and the guard.
	s, err := bollo.Applica(s, apponi, &documento{})
	fmt.Println(s, err)

	// The same in looplab, with a callback.
	d := &documento{impronta: "9f86d081"}
	f, err := bollo.NuovaMacchina(s, d, fsm.Callbacks{
		"APPOSTO": func(_ context.Context, e *fsm.Event) { fmt.Println("from", e.Src) },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(bollo.Lancia(context.Background(), f, apponi), f.Current())

	disegno, _ := bollo.Diagramma("mermaid", bolloApposto)
	fmt.Print(disegno)
	// Output:
	// PAGATO true
	// PAGATO bollo: Apponi in PAGATO: la guardia nega [haImpronta]: the document has no digest
	// from PAGATO
	// <nil> APPOSTO
	// stateDiagram-v2
	//     state "RICHIESTO" as s1
	//     state "PAGATO" as s2
	//     state "APPOSTO" as s3
	//     [*] --> s1
	//     s1 --> s2: Paga
	//     s2 --> s3: Apponi [haImpronta]
	//     s3 --> [*]
	//     classDef corrente font-weight:bold,stroke-width:4px
	//     class s3 corrente
}
