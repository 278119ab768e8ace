package quietanza_test

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The program of the README: one debt, its receipt, the flow that reports it
// and the bank credit that pays the flow.
func Example() {
	ente := avviso.MustIdDominio("00429440068")
	giorno := avviso.MustData("2024-05-03")
	euro := avviso.MustImporto

	report := rendicontazione.Riconcilia(rendicontazione.Input{
		Oggi: avviso.MustData("2024-05-10"),
		Pendenze: []rendicontazione.Pendenza{{
			ID: "MENSA-17", IdDominio: ente, IUV: "01000000000004285",
			Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: euro("59.90")}},
		}},
		Ricevute: []rendicontazione.VoceRicevuta{{
			IdDominio: ente, IUV: "01000000000004285", IUR: "f3a1", Indice: 1,
			Importo: euro("59.90"), Data: giorno,
		}},
		Flussi: []flusso.Flusso{{
			Testata: flusso.Testata{
				IdDominio: ente, IDFlusso: "2024-05-06PPAYITR1XXX-S2024050601",
				DataOraFlusso: avviso.MustDataOra("2024-05-07T03:20:00"), DataRegolamento: avviso.MustData("2024-05-06"),
				IDRegolamento: "TRN1", NumeroTotalePagamenti: 1, ImportoTotalePagamenti: euro("59.90"),
			},
			Righe: []flusso.Riga{{
				IUV: "01000000000004285", IUR: "f3a1", Indice: 1, Esito: flusso.Eseguito,
				Importo: euro("59.90"), Data: giorno,
			}},
		}},
		Movimenti: []cassa.Movimento{{
			ID: "2024/31/1", Fonte: cassa.FonteOPI, IdDominio: ente, Importo: euro("59.90"),
			Segno: cassa.Entrata, DataContabile: avviso.MustData("2024-05-06"),
			Causale: "ACCREDITO /PUR/LGPE-RIVERSAMENTO/URI/2024-05-06PPAYITR1XXX-S2024050601",
		}},
	}, rendicontazione.Opzioni{})

	for _, p := range report.Pendenze {
		fmt.Println(p.ID, p.Classe, "quietanzabile:", p.Quietanzabile)
	}
	// Output: MENSA-17 INCASSATA quietanzabile: true
}
