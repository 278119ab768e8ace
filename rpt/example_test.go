package rpt_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// A body asks, a simulated PSP pays one item of two, the body checks the answer.
func Example() {
	richiesta, err := rpt.NuovaRPT(rpt.DatiRPT{
		Dominio:                 avviso.MustIdDominio("12345678903"),
		IdentificativoMessaggio: "0f8fad5bd9cb469fa16570867728950e",
		DataOra:                 time.Date(2024, 5, 3, 8, 15, 30, 0, time.UTC),
		Autenticazione:          rpt.AutenticazioneNA,
		Pagatore: rpt.SoggettoPagatore{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: "RSSMRA74D22A001Q"},
			Anagrafica:            "Mario Rossi",
		},
		Ente: rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "12345678903"},
			Denominazione:         "Comune di Prova",
		},
		DataEsecuzione: avviso.MustData("2024-05-03"),
		TipoVersamento: rpt.VersamentoBBT,
		IUV:            avviso.MustIUV("RF18539007547034"),
		Voci: []rpt.VoceRPT{
			{Importo: avviso.MustImporto("100.00"), IBANAccredito: "IT60X0542811101000000123456", Descrizione: "TARI", DatiSpecificiRiscossione: "9/0101002IM/"},
			{Importo: avviso.MustImporto("5.00"), IBANAccredito: "IT60X0542811101000000123456", Descrizione: "TEFA", DatiSpecificiRiscossione: "9/0102002IM/"},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(richiesta.DatiVersamento.ImportoTotaleDaVersare, richiesta.DatiVersamento.DatiSingoloVersamento[0].CausaleVersamento)

	ricevuta, err := rpt.NuovaRT(&richiesta, rpt.DatiRT{
		Esito: rpt.PagamentoParzialmenteEseguito, Pagate: []int{1}, IUR: "IUR-0001",
		IdentificativoMessaggio: "RT-0001", DataOra: time.Date(2024, 5, 3, 8, 20, 0, 0, time.UTC),
		Attestante: rpt.IstitutoAttestante{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.CodiceBIC, CodiceIdentificativoUnivoco: "BCITITMM"},
			Denominazione:         "Banca di Prova",
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range ricevuta.Riscossioni() {
		fmt.Println(r.Indice, r.Importo, r.IUR, r.Data)
	}

	risposta := rpt.RispondiPaaInviaRT(rpt.ConsegnaRT{RT: ricevuta}, rpt.AttesaRT{RPT: &richiesta, Stato: rpt.StatoRPTAccettataPSP})
	stato, err := rpt.ApplicaRpt(rpt.StatoRPTAccettataPSP, risposta.Evento, nil)
	fmt.Println(risposta.FaultCode == "", stato, err)
	fmt.Println(rpt.EsitoSessione([]rpt.Tentativo{{Stato: stato, Esito: ricevuta.DatiPagamento.CodiceEsitoPagamento}}))
	// Output:
	// 105.00 /RFS/RF18 5390 0754 7034/100.00/TXT/TARI
	// 1 100.00 IUR-0001 2024-05-03
	// true RT_ACCETTATA_PA <nil>
	// ESEGUITO_PARZIALE
}

// The strict reader says where a document leaves its schema; the lenient one
// tolerates what real receipts are like, and tells.
func ExampleLeggiRT() {
	const ricevuta = `<RT xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/">
  <versioneOggetto>6.2</versioneOggetto>
  <dominio><identificativoDominio>12345678903</identificativoDominio></dominio>
  <identificativoMessaggioRicevuta>RT-1</identificativoMessaggioRicevuta>
  <dataOraMessaggioRicevuta>2024-05-03T10:20:00</dataOraMessaggioRicevuta>
  <riferimentoMessaggioRichiesta>RPT-1</riferimentoMessaggioRichiesta>
  <riferimentoDataRichiesta>2024-05-03</riferimentoDataRichiesta>
  <istitutoAttestante>
    <identificativoUnivocoAttestante><tipoIdentificativoUnivoco>B</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>BCITITMM</codiceIdentificativoUnivoco></identificativoUnivocoAttestante>
    <denominazioneAttestante>Banca di Prova</denominazioneAttestante>
  </istitutoAttestante>
  <enteBeneficiario>
    <identificativoUnivocoBeneficiario><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>12345678903</codiceIdentificativoUnivoco></identificativoUnivocoBeneficiario>
    <denominazioneBeneficiario>Comune di Prova</denominazioneBeneficiario>
  </enteBeneficiario>
  <soggettoPagatore>
    <identificativoUnivocoPagatore><tipoIdentificativoUnivoco>F</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>RSSMRA74D22A001Q</codiceIdentificativoUnivoco></identificativoUnivocoPagatore>
    <anagraficaPagatore>Mario Rossi</anagraficaPagatore>
  </soggettoPagatore>
  <datiPagamento>
    <codiceEsitoPagamento>1</codiceEsitoPagamento>
    <importoTotalePagato>0</importoTotalePagato>
    <identificativoUnivocoVersamento>RF18539007547034</identificativoUnivocoVersamento>
    <CodiceContestoPagamento>n/a</CodiceContestoPagamento>
  </datiPagamento>
</RT>`
	_, err := rpt.ParseRT([]byte(ricevuta))
	var e *rpt.Errore
	fmt.Println(errors.As(err, &e), e.Codice, e.Campo, e.Riga, e.Valore)

	rt, avvertenze, err := rpt.LeggiRT([]byte(ricevuta))
	fmt.Println(rt.DatiPagamento.ImportoTotalePagato, rt.DatiPagamento.CodiceEsitoPagamento.Nome(), err)
	fmt.Println(avvertenze[0].Codice, avvertenze[0].Campo)
	// Output:
	// true PAA_SINTASSI_XSD RT/datiPagamento/importoTotalePagato 22 0
	// 0.00 PAGAMENTO_NON_ESEGUITO <nil>
	// IMPORTO_NON_CANONICO RT/datiPagamento/importoTotalePagato
}

// A thing that expires knows when, and what follows.
func ExampleScadenza() {
	inizio := avviso.MustDataOra("2024-05-03T10:00:00").Time()
	fmt.Println(avviso.DataOraDi(rpt.ScadenzaConservazione.Da(inizio)), rpt.ScadenzaConservazione.Produce().Esito.Nome())
	fmt.Println(avviso.DataOraDi(rpt.ScadenzaSessionePSP.Da(inizio)), rpt.ScadenzaSessionePSP.Produce().Esito.Nome())
	// Output:
	// 2024-08-01T10:00:00 DECORRENZA_TERMINI
	// 2024-05-03T10:05:00 PAGAMENTO_NON_ESEGUITO
}
