package rendicontazione_test

import (
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// A folder of papers, whatever they are, becomes a report.
func ExampleLeggi() {
	var a rendicontazione.Accumulatore
	come := rendicontazione.Lettura{Conti: cassa.Conti{"IT88A9999800002000000004711": avviso.MustIdDominio("99999000047")}}
	for _, carta := range []string{leggiMT940, leggiFlusso, leggiLista, "%PDF-1.7"} {
		d, avvertenze, err := rendicontazione.Leggi(strings.NewReader(carta), &a, come)
		for _, v := range avvertenze {
			fmt.Println("attenzione:", v.Testo)
		}
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d.Formato, d.Movimenti, d.Flussi, d.Ricevute, d.Pendenze)
	}
	report := a.Report(avviso.MustData("2026-04-24"), rendicontazione.Opzioni{})
	fmt.Println(report.Pendenze[0].ID, report.Pendenze[0].Classe, report.Pendenze[0].Quietanzabile)
	// Output:
	// MT940 1 0 0 0
	// FLUSSO 0 1 0 0
	// JSON 0 0 1 1
	// rendicontazione: FORMATO: documento PDF: chiedere alla banca l'estratto in formato CBI, camt.053 o MT940
	// P1 INCASSATA true
}

// The nightly run of a host: what changed since yesterday, what the positions are
// to be told, and what tomorrow's run may leave out.
func ExampleReport_Chiudibili() {
	var ieri, oggi rendicontazione.Accumulatore
	come := rendicontazione.Lettura{Conti: cassa.Conti{"IT88A9999800002000000004711": avviso.MustIdDominio("99999000047")}}
	for _, carta := range []string{leggiFlusso, leggiLista} {
		if _, _, err := rendicontazione.Leggi(strings.NewReader(carta), &ieri, come); err != nil {
			fmt.Println(err)
		}
	}
	prima := ieri.Report(avviso.MustData("2026-04-14"), rendicontazione.Opzioni{})
	situazione := prima.Situazione() // kept for the night

	oggi.Unisci(&ieri)
	if _, _, err := rendicontazione.Leggi(strings.NewReader(leggiMT940), &oggi, come); err != nil {
		fmt.Println(err)
	}
	report := oggi.Report(avviso.MustData("2026-04-15"), rendicontazione.Opzioni{})
	for _, c := range report.Situazione().Differenze(situazione) {
		if c.Oggetto == rendicontazione.OggettoPendenza {
			fmt.Println(c.Chiave, c.Prima, "→", c.Dopo)
		}
	}
	for k, e := range report.Eventi() {
		fmt.Printf("%s %s %+v\n", k, e.Tipo(), e)
	}

	chiusi := report.Chiudibili(avviso.MustData("2026-04-14"))
	domani := chiusi.Resto(oggi.Input())
	fmt.Println(len(domani.Movimenti), len(domani.Flussi[0].Righe), len(domani.Pendenze))
	// Output:
	// 99999000047|P1 RENDICONTATA → INCASSATA
	// 99999000047|P1 Riconcilia {IUR:r1 Indice:1}
	// 1 1 0
}
