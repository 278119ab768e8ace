package pendenza_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// esempioPosizione is the position of the examples: one item, a notice, not paid.
func esempioPosizione() pendenza.Pendenza {
	p, err := pendenza.ParsePendenza([]byte(`{
		"idA2A": "GEST", "idPendenza": "TARI-2026-7", "idDominio": "12345678903", "causale": "TARI 2026", "importo": 100.00,
		"numeroAvviso": "301000000000004285", "dataScadenza": "2026-06-30",
		"soggettoPagatore": {"tipo": "F", "identificativo": "RSSMRA74D22A001Q", "anagrafica": "Mario Rossi"},
		"voci": [{"idVocePendenza": "1", "importo": 100.00, "descrizione": "TARI", "ibanAccredito": "IT60X0542811101000000123456",
			"tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}]}`))
	if err != nil {
		fmt.Println(err)
	}
	p, _, err = pendenza.Crea(p, pendenza.Creazione{})
	if err != nil {
		fmt.Println(err)
	}
	return p
}

// The receipt that a gateway accepted becomes the event of its position.
func ExampleRicevutaPA() {
	ricevuta := rpt.Ricevuta{
		ReceiptID: "b2c3d4e5f60718293a4b5c6d7e8f90a1", NoticeNumber: "301000000000004285", FiscalCode: "12345678903",
		Outcome: rpt.OutcomeOK, CreditorReferenceID: "01000000000004285", PaymentAmount: avviso.MustImporto("100.00"),
		TransferList: []rpt.Transfer{{
			IDTransfer: 1, TransferAmount: avviso.MustImporto("100.00"), FiscalCodePA: "12345678903", IBAN: "IT60X0542811101000000123456",
		}},
		PaymentDateTime: avviso.MustDataOra("2026-03-10T10:20:00"),
	}
	evento, err := pendenza.RicevutaPA(&ricevuta)
	if err != nil {
		fmt.Println(err)
		return
	}
	p := esempioPosizione()
	p, mossa, err := p.Applica(evento, pendenza.Opzioni{})
	fmt.Println(p.Stato, p.Quietanzabile(), err)
	for _, a := range mossa.Azioni {
		fmt.Printf("%s %q\n", a.Tipo, a.CCP)
	}
	// A receipt counts once.
	_, _, err = p.Applica(evento, pendenza.Opzioni{})
	fmt.Println(err)
	// Output:
	// ESEGUITA false <nil>
	// Notifica "b2c3d4e5f60718293a4b5c6d7e8f90a1"
	// ChiudiPromemoria ""
	// pendenza: RT_DUPLICATA ESEGUITA "RicevutaEseguita": RT duplicata
}

// The body of the PUT that loads a position into GovPay.
func ExamplePendenza_AppendGovPay() {
	p := esempioPosizione()
	corpo, avvertenze, err := p.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	fmt.Println(string(corpo))
	fmt.Println(len(avvertenze), err)
	// Output:
	// {"idDominio":"12345678903","idTipoPendenza":"LIBERO","causale":"TARI 2026","soggettoPagatore":{"tipo":"F","identificativo":"RSSMRA74D22A001Q","anagrafica":"Mario Rossi"},"importo":100.00,"numeroAvviso":"301000000000004285","dataScadenza":"2026-06-30","voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}]}
	// 0 <nil>
}

// What GovPay answers to a GET: members that a position here does not have are kept.
func ExampleLeggiPendenzaGovPay() {
	p, avvertenze, err := pendenza.LeggiPendenzaGovPay([]byte(`{
		"idA2A": "GEST", "idPendenza": "TARI-2026-7", "dominio": {"idDominio": "12345678903", "ragioneSociale": "Comune di Prova"},
		"causale": "TARI 2026", "importo": 100.0, "numeroAvviso": "301000000000004285", "stato": "SCADUTA", "dataScadenza": "2026-06-30",
		"voci": [{"indice": 1, "idVocePendenza": "1", "stato": "NON_ESEGUITO", "importo": 100.0, "descrizione": "TARI",
			"ibanAccredito": "IT60X0542811101000000123456", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.IdDominio, p.Stato, len(avvertenze))
	for _, giorno := range []string{"2026-06-30", "2026-07-01"} {
		stato, _ := p.StatoEffettivo(avviso.MustData(giorno))
		fmt.Println(giorno, stato)
	}
	// Output:
	// 12345678903 NON_ESEGUITA 0
	// 2026-06-30 NON_ESEGUITA
	// 2026-07-01 SCADUTA
}

// A PATCH of GovPay: all its changes or none, and the events to put into a log.
func ExamplePendenza_ApplicaModifiche() {
	modifiche, err := pendenza.ParseModifiche([]byte(`[
		{"op": "REPLACE", "path": "/stato", "value": "ANNULLATA"},
		{"op": "REPLACE", "path": "/descrizioneStato", "value": "sgravio"}]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	p := esempioPosizione()
	p, eventi, _, err := p.ApplicaModifiche(modifiche, time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC), pendenza.Opzioni{})
	fmt.Println(p.Stato, p.Motivo, err)
	for _, e := range eventi {
		riga, err := pendenza.MarshalEvento(e)
		fmt.Println(string(riga), err)
	}
	// Output:
	// ANNULLATA sgravio <nil>
	// {"tipo":"Annulla","adesso":"2026-04-01T08:00:00Z","motivo":"sgravio"} <nil>
}

// A log of events leads to the same position.
func ExamplePendenza_Ripercorri() {
	registro := []string{
		`{"tipo": "Ricevuta", "iuv": "01000000000004285", "ccp": "r-01", "esito": "0", "voci": [{"indice": 1, "iur": "r-01", "importo": "100.00"}]}`,
		`{"tipo": "Riconcilia", "iur": "r-01", "indice": 1}`,
	}
	var eventi []pendenza.Evento
	for _, riga := range registro {
		e, err := pendenza.ParseEvento([]byte(riga), time.Time{})
		if err != nil {
			fmt.Println(err)
			return
		}
		eventi = append(eventi, e)
	}
	p := esempioPosizione()
	p, err := p.Ripercorri(slices.Values(eventi), pendenza.Opzioni{})
	fmt.Println(p.Stato, p.Quietanzabile(), err)
	// Output:
	// INCASSATA true <nil>
}

// The notice of a position, ready for a printer: a single payment.
func ExampleAvviso() {
	p := esempioPosizione()
	ente := avviso.Ente{IdDominio: p.IdDominio, Nome: "Comune di Prova", CBILL: "AB123"}
	a := pendenza.Avviso(ente, slices.Values([]*pendenza.Pendenza{&p}))
	if err := a.Valida(); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Oggetto, "-", a.Debitore.Nome)
	for _, r := range a.Rate {
		sezione, err := a.Sezione(r)
		fmt.Println(r.Scadenza, r.Importo, sezione.QRCode, err)
	}
	// Output:
	// TARI 2026 - Mario Rossi
	// 2026-06-30 100.00 PAGOPA|002|301000000000004285|12345678903|10000 <nil>
}

// What the body answers to paGetPayment about a position.
func ExamplePendenza_PagamentoPA() {
	p := esempioPosizione()
	ente := pendenza.EntePA{Ente: avviso.Ente{IdDominio: p.IdDominio, Nome: "Comune di Prova"}}
	pagamento, avvertenze, err := p.PagamentoPA(&ente, rpt.V2, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(pagamento.CreditorReferenceID, pagamento.PaymentAmount, pagamento.DueDate, len(avvertenze))
	for _, t := range pagamento.TransferList {
		fmt.Println(t.IDTransfer, t.TransferAmount, t.IBAN, t.TransferCategory, t.RemittanceInformation)
	}
	// Output:
	// 01000000000004285 100.00 2026-06-30 0
	// 1 100.00 IT60X0542811101000000123456 9/0101002IM /RFB/01000000000004285/100.00/TXT/TARI 2026
}
