package rendicontazione_test

import (
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// One credit, the flow it names, the two items of a receipt that the flow
// reports, and the position they pay: the body may sign the discharge.
func ExampleRiconcilia() {
	comune := avviso.MustIdDominio("01234567890")
	lunedi, martedi := avviso.MustData("2024-05-06"), avviso.MustData("2024-05-07")

	report := rendicontazione.Riconcilia(rendicontazione.Input{
		Movimenti: []cassa.Movimento{{
			ID: "2024/101/1", Fonte: cassa.FonteOPI, IdDominio: comune, Importo: avviso.MustImporto("150.00"),
			Segno: cassa.Entrata, DataContabile: martedi,
			Causale: "ACCREDITO /PUR/LGPE-RIVERSAMENTO/URI/2024-05-07PSP-0001 DEBITORE 321",
		}},
		Flussi: []flusso.Flusso{{
			Testata: flusso.Testata{
				IdDominio: comune, IDFlusso: "2024-05-07PSP-0001", DataOraFlusso: avviso.MustDataOra("2024-05-08T03:20:00"),
				IDRegolamento: "TRN0001", DataRegolamento: martedi,
				NumeroTotalePagamenti: 2, ImportoTotalePagamenti: avviso.MustImporto("150.00"),
			},
			Righe: []flusso.Riga{
				{IUV: "01000000000001141", IUR: "token", Indice: 1, Esito: flusso.Eseguito, Data: lunedi, Importo: avviso.MustImporto("100.00")},
				{IUV: "01000000000001141", IUR: "token", Indice: 2, Esito: flusso.Eseguito, Data: lunedi, Importo: avviso.MustImporto("50.00")},
			},
		}},
		Ricevute: []rendicontazione.VoceRicevuta{
			{IdDominio: comune, IUV: "01000000000001141", IUR: "token", Indice: 1, Importo: avviso.MustImporto("100.00"), Data: lunedi},
			{IdDominio: comune, IUV: "01000000000001141", IUR: "token", Indice: 2, Importo: avviso.MustImporto("50.00"), Data: lunedi},
		},
		Pendenze: []rendicontazione.Pendenza{{
			ID: "TARI-2024-7", IdDominio: comune, IUV: "01000000000001141",
			Voci: []rendicontazione.VocePendenza{
				{Indice: 1, Importo: avviso.MustImporto("100.00")},
				{Indice: 2, Importo: avviso.MustImporto("50.00")},
			},
		}},
		Oggi: avviso.MustData("2024-05-08"),
	}, rendicontazione.Opzioni{})

	fmt.Println("accredito:", report.Movimenti[0].Classe, "-", report.Movimenti[0].Classe.Spiegazione())
	for r := range report.Riscossioni(0) {
		fmt.Println("  salda", report.Ricevute[r.Ricevuta].Indice, "di", r.Importo)
	}
	fmt.Println("flusso:", report.Flussi[0].Classe)
	p := report.Pendenze[0]
	fmt.Println("pendenza:", p.ID, p.Classe, "quietanzabile:", p.Quietanzabile)

	// Output:
	// accredito: RICONCILIATO - l'accredito corrisponde al suo flusso di rendicontazione
	//   salda 1 di 100.00
	//   salda 2 di 50.00
	// flusso: RICONCILIATO
	// pendenza: TARI-2024-7 INCASSATA quietanzabile: true
}

// A payment of a Friday afternoon belongs to Monday.
func ExampleGiornataOperativa() {
	pagamento := time.Date(2024, 5, 3, 11, 1, 0, 0, time.UTC) // 13:01 in Rome
	d := rendicontazione.GiornataOperativa(pagamento)
	s := rendicontazione.ScadenzeDi(d)
	fmt.Println("giornata", d, "accredito entro", s.AccreditoEntro, "flusso entro", s.FlussoEntro)
	// Output:
	// giornata 2024-05-06 accredito entro 2024-05-07 flusso entro 2024-05-08
}

// Two machines gather what they have; the union is the whole, even where they
// have the same things.
func ExampleAccumulatore() {
	comune := avviso.MustIdDominio("01234567890")
	accredito := cassa.Movimento{
		ID: "1", IdDominio: comune, Importo: avviso.MustImporto("10.00"), Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2024-05-07"), Causale: "/RFB/01000000000001141",
	}
	ricevuta := rendicontazione.VoceRicevuta{
		IdDominio: comune, IUV: "01000000000001141", IUR: "token", Indice: 1,
		Importo: avviso.MustImporto("10.00"), Data: avviso.MustData("2024-05-06"),
	}

	var a, b rendicontazione.Accumulatore
	if err := a.AggiungiMovimenti(accredito); err != nil {
		fmt.Println(err)
	}
	if err := b.AggiungiRicevute(ricevuta); err != nil {
		fmt.Println(err)
	}
	a.Unisci(&b)
	a.Unisci(&b)

	report := a.Report(avviso.MustData("2024-05-08"), rendicontazione.Opzioni{})
	fmt.Println(report.Movimenti[0].Classe, report.Ricevute[0].Classe, len(report.Ricevute))
	// Output:
	// RICONCILIATO_SINGOLO INCASSATA 1
}
