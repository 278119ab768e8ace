package rendicontazione_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rpt"
)

// esempioCarte reads the papers of the examples: a statement, a flow, the list of a host.
func esempioCarte(carte ...string) *rendicontazione.Accumulatore {
	var a rendicontazione.Accumulatore
	come := rendicontazione.Lettura{Conti: cassa.Conti{"IT88A9999800002000000004711": avviso.MustIdDominio("99999000047")}}
	for _, carta := range carte {
		if _, _, err := rendicontazione.Leggi(strings.NewReader(carta), &a, come); err != nil {
			fmt.Println(err)
		}
	}
	return &a
}

// What an accountant asks of a credit: which payments are in it, and for which debts.
func ExampleReport_Riscossioni() {
	report := esempioCarte(leggiMT940, leggiFlusso, leggiLista).Report(avviso.MustData("2026-04-24"), rendicontazione.Opzioni{})
	for i, m := range report.Movimenti {
		fmt.Println(m.DataContabile, m.Importo, m.Classe, m.Flusso)
		for r := range report.Riscossioni(i) {
			fmt.Println(" ", r.IUV, r.Importo, report.Pendenze[r.Pendenza].ID)
		}
	}
	// Output:
	// 2026-04-14 318.40 RICONCILIATO 2026-04-13ABI03069-S777001
	//   01000000047110106 318.40 P1
}

// What the day changed: the situation of the day before is kept as JSON.
func ExampleSituazione_Differenze() {
	ieri := esempioCarte(leggiFlusso, leggiLista).Report(avviso.MustData("2026-04-14"), rendicontazione.Opzioni{})
	tenuta, err := json.Marshal(ieri.Situazione())
	if err != nil {
		fmt.Println(err)
		return
	}

	var prima rendicontazione.Situazione
	if err := json.Unmarshal(tenuta, &prima); err != nil {
		fmt.Println(err)
		return
	}
	oggi := esempioCarte(leggiFlusso, leggiLista, leggiMT940).Report(avviso.MustData("2026-04-15"), rendicontazione.Opzioni{})
	for _, c := range oggi.Situazione().Differenze(prima) {
		fmt.Printf("%s %s %q → %q\n", c.Oggetto, c.Chiave, c.Prima, c.Dopo)
	}
	// Output:
	// MOVIMENTO MT940:IT88A9999800002000000004711|99999000047|7700911/20260414E31840 "" → "RICONCILIATO"
	// FLUSSO 99999000047|2026-04-13ABI03069-S777001|2026-04-14T02:10:00 "IN_ATTESA_ACCREDITO" → "RICONCILIATO"
	// RICEVUTA 99999000047|01000000047110106|r1|1 "RENDICONTATA" → "INCASSATA"
	// PENDENZA 99999000047|P1 "RENDICONTATA" → "INCASSATA"
	// VOCE 99999000047|P1|1 "RENDICONTATA" → "INCASSATA"
}

// The report moves the positions of the host: what was applied before is refused,
// and changes nothing.
func ExampleReport_Eventi() {
	p := pendenza.Pendenza{
		IDPendenza: "P1", IdDominio: avviso.MustIdDominio("99999000047"), IUV: avviso.MustIUV("01000000047110106"), Stato: pendenza.NonEseguita,
		Importo: avviso.MustImporto("318.40"), Voci: []pendenza.Voce{{IDVocePendenza: "1", Importo: avviso.MustImporto("318.40")}},
	}
	// The receipt came first, on its own.
	p, _, err := p.Applica(pendenza.Ricevuta{IUV: p.IUV, CCP: "r1", Esito: rpt.PagamentoEseguito, Voci: []pendenza.VoceRicevuta{
		{Indice: 1, IUR: "r1", Importo: p.Importo},
	}}, pendenza.Opzioni{})
	if err != nil {
		fmt.Println(err)
		return
	}

	report := esempioCarte(leggiMT940, leggiFlusso, leggiLista).Report(avviso.MustData("2026-04-24"), rendicontazione.Opzioni{})
	for range 2 { // two nights
		for chiave, evento := range report.Eventi() {
			q, mossa, err := p.Applica(evento, pendenza.Opzioni{})
			if err != nil {
				fmt.Println(err)
				continue
			}
			p = q
			fmt.Println(chiave, p.Stato, mossa.Azioni[0].Tipo)
		}
	}
	// Output:
	// 99999000047|P1 INCASSATA Quietanza
	// pendenza: PAGAMENTO_GIA_RICONCILIATO iur "r1": pagamento già riconciliato
}

// What a person must look at, and why, in Italian.
func ExampleClasseMovimento_Spiegazione() {
	report := esempioCarte(leggiMT940, leggiLista).Report(avviso.MustData("2026-04-24"), rendicontazione.Opzioni{})
	m := report.Movimenti[0]
	fmt.Println(m.Riferimento, m.Classe, m.Classe.RichiedeIntervento())
	fmt.Println(m.Classe.Spiegazione())
	// Output:
	// 2026-04-13ABI03069-S777001 FLUSSO_NON_TROVATO true
	// il flusso di rendicontazione non è arrivato nei termini: va chiesto al PSP o al Nodo
}

// What a document is, before reading it.
func ExampleRiconosci() {
	for _, inizio := range []string{leggiFlusso, leggiMT940, "PK\x03\x04", `{"receiptId":"r"}`} {
		d := rendicontazione.Riconosci([]byte(inizio))
		fmt.Printf("%s %q\n", d.Formato, d.Messaggio)
	}
	// Output:
	// FLUSSO ""
	// MT940 ""
	// ZIP "archivio compresso: estrarre i documenti"
	// RICEVUTA ""
}

// A document that names what was closed brings it back.
func ExampleChiusi_Riaperti() {
	oggi := esempioCarte(leggiMT940, leggiFlusso, leggiLista)
	report := oggi.Report(avviso.MustData("2026-04-24"), rendicontazione.Opzioni{})
	chiusi := report.Chiudibili(avviso.MustData("2026-04-23"))

	restano, riaperti := chiusi.Riaperti(rendicontazione.Input{})
	fmt.Println(len(restano), len(riaperti))
	nuovi := rendicontazione.Input{Ricevute: []rendicontazione.VoceRicevuta{{
		IdDominio: avviso.MustIdDominio("99999000047"), IUV: "01000000047110106", IUR: "r2", Indice: 1, Importo: avviso.MustImporto("318.40"),
	}}}
	restano, riaperti = chiusi.Riaperti(nuovi)
	fmt.Println(len(restano), len(riaperti))
	// Output:
	// 1 0
	// 0 1
}

// A position of package pendenza as the engine takes it.
func ExampleDaPendenza() {
	p := pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: "P1", IdDominio: avviso.MustIdDominio("99999000047"), NumeroAvviso: avviso.MustNumeroAvviso("301000000047110106"),
		IUV:  avviso.MustIUV("01000000047110106"),
		Voci: []pendenza.Voce{{IDVocePendenza: "1", Importo: avviso.MustImporto("318.40"), CodiceTassonomicoPagoPA: "9/0101002IM/"}},
	}
	d, err := rendicontazione.DaPendenza(&p)
	fmt.Println(d.ID, d.IUV, d.Voci[0].Importo, d.Tassonomia, err)
	// Output:
	// GEST/P1 01000000047110106 318.40 9/0101002IM/ <nil>
}
