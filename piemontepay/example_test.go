package piemontepay_test

import (
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

// A portal sends a citizen to the desk, reads the return, and learns from the
// notification, not from the return, that the position is paid.
func Example() {
	segreto, _ := piemontepay.NuovaPassphrase("1www%$se1ver£$APP")
	chiamante := piemontepay.Chiamante{
		CodiceChiamante: "AP_01",
		Passphrase:      segreto,
		URL:             "https://applicativoChiamanteApp2.prova.it/biblioweb",
	}
	id, _ := piemontepay.ParseIdentificativoPagamento("POSDEB1_1234596724100")
	adesso := time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC)

	p := piemontepay.Posizione{ID: "POSDEB1", IUV: avviso.MustIUV("190280072147087"), Atteso: piemontepay.Atteso{
		CFEnteCreditore: "01234567890", CodiceVersamento: "BI01", Importo: avviso.MustImporto("12.50"), CodiceFiscale: "TSTPNI70D01L219V",
	}}
	p, modulo, _, err := p.NuovoTentativo(chiamante, piemontepay.Pagamento{
		IdentificativoPagamento: id, IUV: p.IUV, CodiceFiscale: "TSTPNI70D01L219V",
	}, adesso)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(modulo.Parametri[1].Nome, modulo.Parametri[1].Valore)
	p, _ = p.Reindirizza(id, adesso)

	ritorno, err := piemontepay.ParseRitorno("https://applicativoChiamanteApp2.prova.it/biblioweb" +
		"?idPagamento=POSDEB1_1234596724100&digest=/ZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu+jDFJog=&codEsito=000")
	if err != nil {
		fmt.Println(err)
		return
	}
	p, _, err = p.Ritorna(ritorno, adesso)
	fmt.Println(p.Tentativi[0].Stato, p.Pagata(), err)

	testata := piemontepay.TestataNotifichePagamento{ChiaveMessaggio: piemontepay.ChiaveMessaggio{CFEnteCreditore: "01234567890", CodiceVersamento: "BI01"}}
	notifica := piemontepay.NotificaPagamento{
		IUV: "190280072147087", ImportoPagato: avviso.MustImporto("12.00"),
		SoggettoDebitore: piemontepay.Soggetto{IdentificativoUnivocoFiscale: "TSTPNI70D01L219V"},
	}
	_, _, err = p.Notifica(testata, notifica, adesso.Add(24*time.Hour))
	fmt.Println(err)
	notifica.ImportoPagato = avviso.MustImporto("12.50")
	p, _, _ = p.Notifica(testata, notifica, adesso.Add(24*time.Hour))
	fmt.Println(p.Tentativi[0].Stato, p.Pagata())
	// Output:
	// digest /ZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu+jDFJog=
	// ESITO_POSITIVO false <nil>
	// piemontepay: IMPORTO ImportoPagato "12.00": notifica di un'altra posizione
	// NOTIFICATO true
}

// A caller that has one digest known to be right learns which formula its
// counterpart computes.
func ExampleVarianteDi() {
	segreto, _ := piemontepay.NuovaPassphrase("segreto")
	noto, _ := piemontepay.ParseDigest("VksecD47YGHICDYEe8z2EHSXJ740eg8PVoc6GGW8Oz4=")
	variante, ok := piemontepay.VarianteDi(noto, segreto, "TRIB_07", "A1", "210100000000123", "https://tributi.comune.esempio.it/ritorno")
	fmt.Println(variante, ok)
	// Output: TrePercento true
}

// A service message is built from its fields and read back from its XML.
func ExampleAppendMessaggio() {
	b, err := piemontepay.AppendMessaggio(nil, &piemontepay.Risposta{
		Result: piemontepay.Risultato{Codice: piemontepay.RisultatoOK, Messaggio: "OK"},
	}, piemontepay.XSD110)
	fmt.Println(string(b), err)
	m, _, err := piemontepay.RiconosciMessaggio(b)
	fmt.Println(piemontepay.OperazioneDi(m), err)
	// Output:
	// <EPaywsoServiceResponse xmlns="http://www.csi.it/epay/epaywso/types"><Result><Codice>000</Codice><Messaggio>OK</Messaggio></Result></EPaywsoServiceResponse> <nil>
	// EPaywsoServiceResponse <nil>
}
