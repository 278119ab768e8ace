package pendenza_test

import (
	"context"
	"fmt"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// A position is paid, and paid again by mistake. Applica decides; the machine
// that starts from the move it made fires the callbacks of the host. The second
// payment leaves the state as it is, so that no enter_ callback fires: what is to
// be notified hangs on after_, or comes from Azioni.
func ExampleNuovaMacchina() {
	var coda []string
	callback := fsm.Callbacks{
		"enter_ESEGUITA": func(context.Context, *fsm.Event) { fmt.Println("chiudi i promemoria") },
		"after_RicevutaEseguita": func(_ context.Context, e *fsm.Event) {
			coda = append(coda, "notifica: "+e.Src+" -> "+e.Dst)
		},
	}
	p := pendenza.Pendenza{
		Stato: pendenza.NonEseguita, Importo: avviso.MustImporto("10.00"),
		Voci: []pendenza.Voce{{IDVocePendenza: "v1", Importo: avviso.MustImporto("10.00")}},
	}
	for _, ccp := range []string{"c1", "c2"} {
		q, mossa, err := p.Applica(pendenza.Ricevuta{CCP: ccp, Esito: rpt.PagamentoEseguito, Voci: []pendenza.VoceRicevuta{
			{Indice: 1, IUR: "R-" + ccp, Importo: p.Importo},
		}}, pendenza.Opzioni{})
		if err != nil {
			fmt.Println(err)
			return
		}
		p = q // with the outbox, in one transaction
		for m := &mossa; m != nil; m = m.Poi {
			macchina, err := pendenza.NuovaMacchina(m.Da, &m.Contesto, callback)
			if err == nil {
				err = pendenza.Lancia(context.Background(), macchina, m.Passaggio)
			}
			if err != nil {
				fmt.Println(err)
				return
			}
		}
		fmt.Println(p.Stato, p.Anomala(), mossa.Azioni[0].Tipo, mossa.Azioni[0].CCP)
	}
	for _, n := range coda {
		fmt.Println(n)
	}
	// Output:
	// chiudi i promemoria
	// ESEGUITA false Notifica c1
	// ESEGUITA true Notifica c2
	// notifica: NON_ESEGUITA -> ESEGUITA
	// notifica: ESEGUITA -> ESEGUITA
}
