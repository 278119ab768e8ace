package pendenza_test

import (
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// A position is created, paid and reconciled.
func ExampleApplica() {
	dati, err := pendenza.ParsePendenza([]byte(`{
		"idA2A": "APP", "idPendenza": "P-1", "idDominio": "00429440068", "causale": "Imposta municipale", "importo": 100,
		"voci": [{"idVocePendenza": "v1", "importo": 100, "descrizione": "Acconto", "codEntrata": "IMU"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	numeri := avviso.Numerazione{Configurazione: avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Prossimo: 42}
	p, _, err := pendenza.Crea(dati, pendenza.Creazione{Numerazione: &numeri})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.NumeroAvviso, p.Stato)
	for _, e := range []pendenza.Evento{
		pendenza.AvviaTentativo{CCP: "c1", Adesso: time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC)},
		pendenza.Ricevuta{IUV: p.IUV, CCP: "c1", Esito: rpt.PagamentoEseguito, Voci: []pendenza.VoceRicevuta{
			{Indice: 1, IUR: "R1", Importo: p.Importo},
		}},
		pendenza.Riconcilia{IUR: "R1", Indice: 1},
	} {
		var mossa pendenza.Mossa
		if p, mossa, err = p.Applica(e, pendenza.Opzioni{}); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Print(e.Tipo(), " ", p.Stato)
		for _, a := range mossa.Azioni {
			fmt.Print(" ", a.Tipo)
		}
		fmt.Println()
	}
	// Output:
	// 301000000000004285 NON_ESEGUITA
	// AvviaTentativo NON_ESEGUITA
	// Ricevuta ESEGUITA Notifica ChiudiPromemoria
	// Riconcilia INCASSATA Quietanza
}

func ExampleLeggiPendenza() {
	_, violazioni, err := pendenza.EsaminaPendenza([]byte(`{"idA2A": "APP", "idPendenza": "P-1", "idDominio": "00429440068", "causale": "IMU",
		"importo": "10.000", "dataScadenza": "2030-19-40", "voci": []}`))
	for _, v := range violazioni {
		fmt.Println(v)
	}
	fmt.Println(err)
	// Output:
	// DECIMALI importo: massimo due decimali
	// DATA dataScadenza: data non valida, attesa nella forma aaaa-MM-gg
	// ELEMENTI_MIN voci: almeno una voce
	// <nil>
}

func ExampleRichiestaVerifica_Decidi() {
	p := pendenza.Pendenza{Stato: pendenza.NonEseguita, DataScadenza: avviso.MustData("2024-05-02")}
	r := pendenza.RichiestaVerifica{
		Pendenza: &p, Connettore: pendenza.ConnettoreAttivo, Adesso: time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC),
	}
	v := r.Decidi()
	fmt.Println(v.Esito, v.FaultCode)
	fmt.Println(v.Descrizione)
	// Output:
	// SCADUTA PAA_PAGAMENTO_SCADUTO
	// Pagamento in attesa risulta scaduto all'Ente Creditore. scaduta il 02/05/2024
}
