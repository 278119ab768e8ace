package rpt_test

import (
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// esempioPagamento is what the body of the examples answered to paGetPayment.
func esempioPagamento() rpt.Pagamento {
	return rpt.Pagamento{
		CreditorReferenceID: "01000000000004285", PaymentAmount: avviso.MustImporto("100.00"),
		DueDate: avviso.MustData("2026-06-30"), Description: "TARI 2026", CompanyName: "Comune di Prova",
		Debtor: rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "RSSMRA74D22A001Q", FullName: "Mario Rossi"},
		TransferList: []rpt.Transfer{{
			IDTransfer: 1, TransferAmount: avviso.MustImporto("100.00"), FiscalCodePA: "12345678903", CompanyName: "Comune di Prova",
			IBAN: "IT60X0542811101000000123456", RemittanceInformation: "/RFB/01000000000004285/100.00", TransferCategory: "9/0101002IM/",
		}},
	}
}

// esempioRicevuta is the receipt of that payment, as a simulated platform makes it.
func esempioRicevuta() rpt.PaSendRT {
	pagamento := esempioPagamento()
	r, err := rpt.NuovaRicevuta(&pagamento, rpt.DatiRicevuta{
		Versione: rpt.V2, IDPA: "12345678903", IDBrokerPA: "12345678903", IDStation: "12345678903_01",
		ReceiptID: "b2c3d4e5f60718293a4b5c6d7e8f90a1", NoticeNumber: avviso.MustNumeroAvviso("301000000000004285"),
		FiscalCode: avviso.MustIdDominio("12345678903"), IDPSP: "BCITITMM", PSPCompanyName: "Banca di Prova",
		IDChannel: "12345678903_07", ChannelDescription: "WISP", PaymentDateTime: time.Date(2026, 3, 10, 9, 20, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
	}
	return r
}

// A gateway reads what the Nodo sent out of its envelope. What it is is the type of
// the message.
func ExampleParseBusta() {
	chiamata := `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:paf="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><soapenv:Body>` +
		`<paf:paGetPaymentReq><idPA>12345678903</idPA><idBrokerPA>12345678903</idBrokerPA><idStation>12345678903_01</idStation>` +
		`<qrCode><fiscalCode>12345678903</fiscalCode><noticeNumber>301000000000004285</noticeNumber></qrCode><amount>100.00</amount></paf:paGetPaymentReq></soapenv:Body></soapenv:Envelope>`
	busta, err := rpt.ParseBusta([]byte(chiamata), "paGetPayment")
	if err != nil {
		fmt.Println(err)
		return
	}
	switch m := busta.Messaggio.(type) {
	case *rpt.PaGetPayment:
		fmt.Println(busta.Primitiva, m.QRCode.NoticeNumber)
	case *rpt.PaSendRT:
		fmt.Println(busta.Primitiva, m.Receipt.ReceiptID)
	}
	// Output:
	// paGetPayment 301000000000004285
}

// A message that cannot be read has an answer too, which says where and why.
func ExampleBusta_Sintassi() {
	chiamata := `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:paf="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><soapenv:Body>` +
		`<paf:paVerifyPaymentNoticeReq><idPA>12345678903</idPA><idBrokerPA>12345678903</idBrokerPA><idStation>12345678903_01</idStation>` +
		`<qrCode><fiscalCode>12345678903</fiscalCode><noticeNumber>30100</noticeNumber></qrCode></paf:paVerifyPaymentNoticeReq></soapenv:Body></soapenv:Envelope>`
	busta, err := rpt.ParseBusta([]byte(chiamata), "paVerifyPaymentNotice")
	fmt.Println(err)
	fmt.Println(busta.Primitiva, busta.Sintassi(err))
	// Output:
	// rpt: PAA_SINTASSI_XSD paVerifyPaymentNoticeReq/qrCode/noticeNumber (riga 1, colonna 323) "30100": formato non ammesso
	// paVerifyPaymentNotice PAA_SINTASSI_EXTRAXSD
}

// The receipt of a newer model: what was collected, item by item.
func ExampleParseRicevuta() {
	inviata := esempioRicevuta()
	documento, err := rpt.AppendXML(nil, &inviata)
	if err != nil {
		fmt.Println(err)
		return
	}
	ricevuta, err := rpt.ParseRicevuta(documento)
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range ricevuta.Riscossioni() {
		fmt.Println(r.Indice, r.Importo, r.IUR, r.Data)
	}
	// Output:
	// 1 100.00 b2c3d4e5f60718293a4b5c6d7e8f90a1 2026-03-10
}

// The answer of the body to a receipt. The second delivery is a duplicate: it ends
// there, and moves nothing.
func ExampleRispondiPaSendRT() {
	ricevuta, richiesta := esempioRicevuta(), esempioPagamento()
	attesa := rpt.AttesaRicevuta{
		Tipo: rpt.RichiestaPaGetPayment, Richiesta: &richiesta, Posizione: true,
		IDPA: "12345678903", IDBrokerPA: "12345678903", IDStation: "12345678903_01",
	}
	for range 2 {
		r := rpt.RispondiPaSendRT(&ricevuta, nil, attesa)
		fmt.Printf("%t %q %t\n", r.Accettata(), r.FaultCode, r.NonBloccante)
		risposta, err := rpt.AppendBusta(nil, r.RispostaPA(ricevuta.Versione, attesa.IDPA))
		fmt.Println(len(risposta) > 0, err)
		attesa.Acquisita = true // stored, in the transaction that applied it
	}
	// Output:
	// true "" false
	// true <nil>
	// false "PAA_RECEIPT_DUPLICATA" true
	// true <nil>
}

// A receipt of another amount than was asked for.
func ExampleVerificaRicevuta() {
	ricevuta, richiesta := esempioRicevuta(), esempioPagamento()
	ricevuta.Receipt.PaymentAmount = avviso.MustImporto("90.00")
	v := rpt.VerificaRicevuta(rpt.RichiestaPaGetPayment, &richiesta, &ricevuta.Receipt)
	fmt.Println(v.Accettata())
	for _, r := range v.Rilievi {
		fmt.Println(r)
	}
	// Output:
	// false
	// C8 F receipt/paymentAmount: diverso dalla somma dei transfer (atteso "100.00", trovato "90.00")
	// C10 W receipt/paymentAmount: diverso dall'importo richiesto (atteso "100.00", trovato "90.00")
}

// A receipt as GovPay gives it, in JSON: ParseDocumento tells which document it is.
func ExampleParseDocumento() {
	d, err := rpt.ParseDocumento([]byte(`{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",
		"creditorReferenceId":"01000000000004285","paymentAmount":100.0,"description":"TARI 2026","companyName":"Comune di Prova",
		"debtor":{"uniqueIdentifier":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"RSSMRA74D22A001Q"},"fullName":"Mario Rossi"},
		"transferList":{"transfer":[{"idTransfer":1,"transferAmount":100.0,"fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456",
		"remittanceInformation":"/RFB/01000000000004285/100.00","transferCategory":"9/0101002IM/"}]},
		"idPSP":"BCITITMM","PSPCompanyName":"Banca di Prova","idChannel":"c","channelDescription":"d"}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Ricevuta != nil, d.Ricevuta.Versione, d.Ricevuta.Receipt.PaymentAmount, d.Ricevuta.Receipt.Debtor.FullName)
	// Output:
	// true V1 100.00 Mario Rossi
}

// The copy of a receipt that came another way says another amount.
func ExampleVerificaCopia() {
	ricevuta := esempioRicevuta().Receipt
	copia := ricevuta
	copia.PaymentAmount, copia.CompanyName = avviso.MustImporto("100.10"), "Comune di Prova Alta"
	for _, r := range rpt.VerificaCopia(&ricevuta, &copia) {
		fmt.Println(r.Codice, r.Campo, r.Valore)
	}
	// Output:
	// DIVERSA paymentAmount 100.10
	// DIVERSA companyName Comune di Prova Alta
}

// The delivery of an RT: when to try again, and when to stop.
func ExampleProssimoInvio() {
	passo, attesa := rpt.ProssimoInvio()
	fmt.Println(passo, attesa)
	passo, attesa = rpt.ProssimoInvio(rpt.InvioTimeout)
	fmt.Println(passo, attesa)
	passo, attesa = rpt.ProssimoInvio(rpt.InvioTimeout, rpt.InvioOK)
	fmt.Println(passo, attesa)
	// Output:
	// INVIA 0s
	// INVIA 5s
	// CONCLUSA 0s
}
