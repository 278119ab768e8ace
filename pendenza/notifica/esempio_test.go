package notifica_test

import (
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/notifica"
)

// GovPay tells an application of a payment: the notification becomes the events of the position.
func ExampleLeggi() {
	chiamata, err := notifica.ParsePercorso("POST /pagamenti/12345678903/01000000000004285?idSession=s-1")
	if err != nil {
		fmt.Println(err)
		return
	}
	n, avvertenze, err := notifica.Leggi(chiamata, []byte(v1(richiesta, rtA, riscossioni)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(n.Formato, n.IDA2A, n.IDPendenza, n.CCP(), len(avvertenze))

	p := pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: "P1", IdDominio: avviso.MustIdDominio("12345678903"), Causale: "TARI 2026 rata unica", Importo: avviso.MustImporto("100.00"),
		NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"), Stato: pendenza.NonEseguita,
		Voci: []pendenza.Voce{{
			IDVocePendenza: "1", Importo: avviso.MustImporto("100.00"), Descrizione: "TARI",
			IbanAccredito: avviso.MustIBAN("IT60X0542811101000000123456"), TipoContabilita: pendenza.AltraContabilita, CodiceContabilita: "0101002IM",
		}},
	}
	fatti := n.Fatti(&p, time.Date(2026, 3, 10, 9, 30, 0, 0, time.UTC))
	for _, e := range fatti.Eventi {
		p, _, err = p.Applica(e, pendenza.Opzioni{})
		fmt.Println(p.Stato, err)
	}
	// It comes again until it is answered with a status 2xx.
	fmt.Println(n.Ripetuta(&n))
	// Output:
	// ENTE_V1 GEST P1 r-01 0
	// ESEGUITA <nil>
	// true <nil>
}
