package esterni_test

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

// One position in the words of the other systems, before and after its last day.
func ExampleProietta() {
	p := pendenza.Pendenza{
		IdDominio: avviso.MustIdDominio("12345678903"), Stato: pendenza.NonEseguita, Importo: avviso.MustImporto("100.00"),
		DataScadenza: avviso.MustData("2026-06-30"),
	}
	for _, giorno := range []string{"2026-06-30", "2026-07-01"} {
		x := esterni.Proietta(&p, avviso.MustData(giorno))
		fmt.Println(giorno, x.GovPay, x.GPD, x.P4PA, x.SANP)
	}
	// Output:
	// 2026-06-30 NON_ESEGUITA VALID UNPAID Aperta
	// 2026-07-01 SCADUTA EXPIRED EXPIRED Chiusa
}

// A state of GPD taken over, and what gets lost on the way.
func ExampleDaGPD() {
	scadenza, oggi := avviso.MustData("2026-06-30"), avviso.MustData("2026-03-10")
	for _, s := range []esterni.GPD{esterni.GPDDraft, "PARTIALLY_PAID", "REPORTED", "PAGATA"} {
		x, err := esterni.DaGPD(s, scadenza, oggi, false)
		fmt.Println(s, x.Stato, x.Segnalazioni, err)
	}
	// Output:
	// DRAFT BOZZA [] <nil>
	// PARTIALLY_PAID ESEGUITA_PARZIALE [] <nil>
	// REPORTED ESEGUITA [{RENDICONTATA rendicontata }] <nil>
	// PAGATA pendenza.Stato(0) [] pendenza: PROIEZIONE stato "PAGATA": stato non traducibile
}
