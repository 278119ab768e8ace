package incasso_test

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/incasso"
)

// An application tells of a credit of one payment: it becomes a movement, the engine looks at
// it beside the receipt, and the answer says what it settles.
func ExampleNuovoIncasso() {
	comune := avviso.MustIdDominio("12345678903")
	giorno := avviso.MustData("2026-03-12")
	r, err := incasso.ParseRichiesta(incasso.V1, incasso.Percorso{IdDominio: comune},
		[]byte(`{"causale":"/RFB/01000000000004285/100.00","importo":100.00}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	movimento, err := r.Movimento(giorno)
	if err != nil {
		fmt.Println(err)
		return
	}
	report := rendicontazione.Riconcilia(rendicontazione.Input{
		Oggi:      giorno,
		Movimenti: []cassa.Movimento{movimento},
		Ricevute: []rendicontazione.VoceRicevuta{{
			IdDominio: comune, IUV: "01000000000004285", IUR: "r-01", Indice: 1,
			Importo: avviso.MustImporto("100.00"), Data: avviso.MustData("2026-03-10"),
		}},
		Domini: []rendicontazione.Dominio{{IdDominio: comune, AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}}},
	}, rendicontazione.Opzioni{})

	nessuna := func(avviso.IdDominio, string) *pendenza.Pendenza { return nil } // the archive of the host
	i, err := incasso.NuovoIncasso(&r, &report, 0, nessuna, giorno)
	if err != nil {
		fmt.Println(err)
		return
	}
	corpo, err := i.AppendJSON(nil)
	fmt.Println(string(corpo), err)
	// Output:
	// {"idDominio":"12345678903","idIncasso":"01000000000004285","causale":"/RFB/01000000000004285/100.00","importo":100.00,"riscossioni":[{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-01","indice":1,"stato":"INCASSATA","tipo":"ENTRATA","importo":100.00,"data":"2026-03-10"}]} <nil>
}

// The same request again is answered as the first was; another content under its name is refused.
func ExampleRichiesta_Ripetuta() {
	comune := incasso.Percorso{IdDominio: avviso.MustIdDominio("12345678903")}
	leggi := func(corpo string) incasso.Richiesta {
		r, err := incasso.ParseRichiesta(incasso.V1, comune, []byte(corpo))
		if err != nil {
			fmt.Println(err)
		}
		return r
	}
	prima := leggi(`{"causale":"/RFB/01000000000004285/100.00","importo":100.00}`)
	uguale := leggi(`{"importo":100.0,"causale":"/RFB/01000000000004285/100.00"}`)
	diversa := leggi(`{"causale":"/RFB/01000000000004285/100.00","importo":90.00}`)
	fmt.Println(uguale.Ripetuta(&prima))
	ripetuta, err := diversa.Ripetuta(&prima)
	fmt.Println(ripetuta, err != nil)
	// Output:
	// true <nil>
	// false true
}
