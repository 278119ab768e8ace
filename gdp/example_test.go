package gdp_test

import (
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

func ExampleParseNomeFile() {
	n, err := gdp.ParseNomeFile("GDP_PSP_AGID_01_2020-01-31_02.ZIP")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(n.Tipo(), n.ID(), n.Data(), n.Progressivo())
	fmt.Println(n)
	_, err = gdp.ParseNomeFile("GDP_EC_7777777777_20200131_1.zip")
	fmt.Println(err)
	// Output:
	// PSP AGID_01 2020-01-31 2
	// GDP_PSP_AGID_01_20200131_2.zip
	// gdp: MITTENTE mittente "7777777777": nome di giornale non valido
}

func ExampleCanonico() {
	c, corretto, err := gdp.Canonico("RPT_ACCETATA_PSP")
	fmt.Println(c, corretto, err)
	fmt.Println(c.Fase(), c.Operazione(), c.Riuso(), gdp.RuoloPSP.Emette(c))
	// Output:
	// RPT_ACCETTATA_PSP true <nil>
	// R APERTA NO true
}

func ExampleTrigger() {
	c, ok := gdp.Trigger(gdp.RuoloEC, "nodoInviaRPT", gdp.PrimitivaKO)
	fmt.Println(c, ok)
	// Output: RPT_RIFIUTATA_NODO true
}

// The journals of a body and of a PSP, joined.
func ExampleAnalizza() {
	const ente = `{"dateTime":"2020-01-31T10:00:00Z","iuv":"01000000000000001","ccp":"n/a","eventCode":"RPT_ACCETTATA_NODO"}
{"dateTime":"2020-01-31T10:05:00Z","iuv":"01000000000000001","ccp":"n/a","eventCode":"RT_ACCETTATA_PA"}`
	const psp = `{"dateTime":"2020-01-31T11:00:02","iuv":"01000000000000001","ccp":"n/a","eventCode":"RPT_ACCETATA_PSP"}
{"dateTime":"2020-01-31T11:05:01","iuv":"01000000000000001","ccp":"n/a","eventCode":"RT_ACCETATA_PA"}`
	analisi, err := gdp.Analizza(
		gdp.ParseJSON(strings.NewReader(ente), gdp.Provenienza{Ruolo: gdp.RuoloEC, IdDominio: avviso.MustIdDominio("77777777777")}),
		gdp.ParseJSON(strings.NewReader(psp), gdp.Provenienza{Ruolo: gdp.RuoloPSP}),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	pagamenti, err := analisi.Pagamenti()
	if err != nil {
		fmt.Println(err)
		return
	}
	for p := range pagamenti {
		fmt.Println(p.IdDominio, p.IUV, p.CCP, p.Messaggio, p.Incasso, p.Posizione, p.Segnali[0])
		for _, r := range p.Registrati {
			fmt.Println(r.DateTime.Format("15:04:05"), r.Ruolo, r.Codice, r.Esito)
		}
	}
	// Output:
	// 77777777777 01000000000000001 n/a RT_ACCETTATA_PA NESSUNO RIVERSAMENTO RTSenzaIncasso
	// 10:00:00 EC RPT_ACCETTATA_NODO Avanza
	// 10:00:02 PSP RPT_ACCETTATA_PSP Avanza
	// 10:05:00 EC RT_ACCETTATA_PA Avanza
	// 10:05:01 PSP RT_ACCETTATA_PA Ripetuto
}
