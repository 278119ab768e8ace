package posizione_test

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/posizione"
)

// A pendenza as the debt position that GPD takes, and what GPD has no place for.
func ExampleDaPendenze() {
	p, perse, err := posizione.DaPendenze([]pendenza.Pendenza{d0()}, posizione.Opzioni{Ente: avviso.Ente{Nome: "Comune di Prova"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range perse {
		fmt.Println("lost:", x.Campo)
	}
	corpo, err := p.Append(nil, posizione.V1)
	fmt.Println(len(corpo), err)
	// Output:
	// lost: idTipoPendenza
	// lost: dataValidita
	// lost: voci[0].descrizione
	// 485 <nil>
}

// What stands at GPD, taken over: two instalments and the whole at once are three pendenze.
func ExamplePosizione_Pendenze() {
	p, err := posizione.Parse([]byte(duePiuUna))
	if err != nil {
		fmt.Println(err)
		return
	}
	pendenze, perse, err := p.Pendenze(posizione.Opzioni{IdDominio: avviso.MustIdDominio("12345678903")})
	for _, x := range pendenze {
		fmt.Println(x.NumeroAvviso, x.Importo, "rata", x.Documento.Rata)
	}
	for _, x := range perse {
		fmt.Println("lost:", x.Campo)
	}
	fmt.Println(err)
	// Output:
	// 301000000000500122 50.00 rata 2
	// 301000000000500223 50.00 rata 1
	// 301000000000500324 100.00 rata 0
	// lost: paymentOption[0].installments[0].notificationFee
	// <nil>
}
