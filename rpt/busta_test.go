package rpt_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

const (
	apriBusta   = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:paf="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">`
	chiudiBusta = `</soapenv:Envelope>`
	verifica    = `<paf:paVerifyPaymentNoticeReq><idPA>12345678903</idPA><idBrokerPA>12345678903</idBrokerPA><idStation>12345678903_01</idStation>` +
		`<qrCode><fiscalCode>12345678903</fiscalCode><noticeNumber>301000000000004285</noticeNumber></qrCode></paf:paVerifyPaymentNoticeReq>`
	corpoVerifica = `<soapenv:Body>` + verifica + `</soapenv:Body>`
	testataPPT    = `<h:intestazionePPT xmlns:h="http://ws.pagamenti.telematici.gov/ppthead" soapenv:mustUnderstand="1"><identificativoIntermediarioPA>a</identificativoIntermediarioPA>` +
		`<identificativoStazioneIntermediarioPA>b</identificativoStazioneIntermediarioPA><identificativoDominio>c</identificativoDominio>` +
		`<identificativoUnivocoVersamento>d</identificativoUnivocoVersamento><codiceContestoPagamento>e</codiceContestoPagamento></h:intestazionePPT>`
)

var richiestaVerifica = &rpt.PaVerifyPaymentNotice{
	IDPA: "12345678903", IDBrokerPA: "12345678903", IDStation: "12345678903_01",
	QRCode: rpt.QRCode{FiscalCode: "12345678903", NoticeNumber: "301000000000004285"},
}

// TestBusta is the frame: what is read, what is refused, what is let pass.
func TestBusta(t *testing.T) {
	t.Parallel()
	sostituisci := func(da, a string) string { return strings.ReplaceAll(apriBusta+corpoVerifica+chiudiBusta, da, a) }
	for nome, c := range map[string]struct {
		xml, azione string
		errore      error // of the strict reading, nil for none
		avvertenza  avviso.Codice
		lento       error // of the lenient reading
	}{
		"B1 plain":                        {xml: apriBusta + corpoVerifica + chiudiBusta},
		"B1 prefix, comment, declaration": {xml: `<?xml version="1.0" encoding="UTF-8"?><!-- x -->` + strings.NewReplacer("soapenv", "S", "paf", "ns2").Replace(apriBusta+corpoVerifica+chiudiBusta) + "\n"},
		"B1 default namespace": {xml: sostituisci(verifica, strings.NewReplacer("<paf:paVerifyPaymentNoticeReq", `<paVerifyPaymentNoticeReq xmlns="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"`, "</paf:", "</",
			"<idPA", `<idPA xmlns=""`, "<idBrokerPA", `<idBrokerPA xmlns=""`, "<idStation", `<idStation xmlns=""`, "<qrCode", `<qrCode xmlns=""`).Replace(verifica))},
		"B2 bare action":          {xml: apriBusta + corpoVerifica + chiudiBusta, azione: "paVerifyPaymentNotice"},
		"B2 quoted action":        {xml: apriBusta + corpoVerifica + chiudiBusta, azione: `"paVerifyPaymentNotice"`},
		"B2 empty action":         {xml: apriBusta + corpoVerifica + chiudiBusta, azione: `""`},
		"B3 another action":       {xml: apriBusta + corpoVerifica + chiudiBusta, azione: `"paGetPayment"`, errore: rpt.ErrAzione, avvertenza: rpt.AvvertenzaAzione},
		"B4 older namespace":      {xml: sostituisci("pa/paForNode.xsd", "paForNode"), errore: rpt.ErrSpazioNomi, avvertenza: rpt.AvvertenzaSpazioNomi},
		"B4 qualified children":   {xml: strings.NewReplacer("<id", "<paf:id", "</id", "</paf:id").Replace(apriBusta + corpoVerifica + chiudiBusta), errore: rpt.ErrSpazioNomi, avvertenza: rpt.AvvertenzaSpazioNomi},
		"B5 header to understand": {xml: apriBusta + `<soapenv:Header><x:a xmlns:x="urn:x" soapenv:mustUnderstand="1"><x:b/></x:a></soapenv:Header>` + corpoVerifica + chiudiBusta, errore: rpt.ErrElementoInatteso, avvertenza: rpt.AvvertenzaIntestazione},
		"B5 header passed over":   {xml: apriBusta + `<soapenv:Header><x:a xmlns:x="urn:x" soapenv:mustUnderstand="0"/><x:c xmlns:x="urn:x" y="1">z</x:c></soapenv:Header>` + corpoVerifica + chiudiBusta},
		"B5 block without namespace": {
			xml:    apriBusta + `<soapenv:Header><a/></soapenv:Header>` + corpoVerifica + chiudiBusta, // SOAP 1.1, §4.2
			errore: rpt.ErrSpazioNomi, avvertenza: rpt.AvvertenzaSpazioNomi,
		},
		"B5 block of SOAP": {
			xml:    apriBusta + `<soapenv:Header><soapenv:a/></soapenv:Header>` + corpoVerifica + chiudiBusta, // envelope.xsd: ##other
			errore: rpt.ErrSpazioNomi, avvertenza: rpt.AvvertenzaSpazioNomi,
		},
		"B5 mustUnderstand of a known block": {
			xml:    apriBusta + `<soapenv:Header>` + strings.Replace(testataPPT, `Understand="1"`, `Understand="true"`, 1) + `</soapenv:Header>` + corpoVerifica + chiudiBusta, // 0 or 1
			errore: rpt.ErrAttributo, avvertenza: rpt.AvvertenzaAttributo,
		},
		"empty header": {xml: apriBusta + `<soapenv:Header/>` + corpoVerifica + chiudiBusta},
		"block repeated": {
			xml:    apriBusta + `<soapenv:Header>` + strings.Repeat(testataPPT, 2) + `</soapenv:Header>` + corpoVerifica + chiudiBusta,
			errore: rpt.ErrElementoRipetuto, lento: rpt.ErrElementoRipetuto,
		},
		"block of the older model":    {xml: apriBusta + `<soapenv:Header>` + testataPPT + `</soapenv:Header>` + corpoVerifica + chiudiBusta},
		"B6 BOM":                      {xml: "\ufeff" + apriBusta + corpoVerifica + chiudiBusta, errore: rpt.ErrXML, avvertenza: rpt.AvvertenzaBOM},
		"B6 SOAP 1.2":                 {xml: sostituisci("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"), errore: rpt.ErrSpazioNomi, lento: rpt.ErrSpazioNomi},
		"B6 other encoding":           {xml: `<?xml version="1.0" encoding="ISO-8859-1"?>` + apriBusta + corpoVerifica + chiudiBusta, errore: rpt.ErrXML, lento: rpt.ErrXML},
		"B7 no Body":                  {xml: apriBusta + chiudiBusta, errore: rpt.ErrElementoMancante, lento: rpt.ErrElementoMancante},
		"B7 empty Body":               {xml: apriBusta + `<soapenv:Body/>` + chiudiBusta, errore: rpt.ErrElementoMancante, lento: rpt.ErrElementoMancante},
		"B7 two elements":             {xml: apriBusta + `<soapenv:Body>` + verifica + verifica + `</soapenv:Body>` + chiudiBusta, errore: rpt.ErrOccorrenze, lento: rpt.ErrOccorrenze},
		"B7 DTD":                      {xml: `<!DOCTYPE x>` + apriBusta + corpoVerifica + chiudiBusta, errore: rpt.ErrXML, lento: rpt.ErrXML},
		"B7 content after":            {xml: apriBusta + corpoVerifica + chiudiBusta + "x", errore: rpt.ErrXML, lento: rpt.ErrXML},
		"B7 element after Body":       {xml: apriBusta + corpoVerifica + `<x/>` + chiudiBusta, errore: rpt.ErrBusta, lento: rpt.ErrBusta},
		"B7 two Bodies":               {xml: apriBusta + corpoVerifica + corpoVerifica + chiudiBusta, errore: rpt.ErrBusta, lento: rpt.ErrBusta},
		"B9 xsi:type":                 {xml: sostituisci("<idPA>", `<idPA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:string">`), errore: rpt.ErrAttributo, avvertenza: rpt.AvvertenzaAttributo},
		"attribute of the envelope":   {xml: sostituisci(`<soapenv:Body>`, `<soapenv:Body soapenv:encodingStyle="urn:x">`)},
		"attribute without namespace": {xml: sostituisci(`<soapenv:Body>`, `<soapenv:Body x="1">`), errore: rpt.ErrAttributo, avvertenza: rpt.AvvertenzaAttributo},
		"without envelope":            {xml: strings.Replace(verifica, ">", ` xmlns:paf="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">`, 1), errore: rpt.ErrRadice, avvertenza: rpt.AvvertenzaNuda},
		"unknown message":             {xml: sostituisci("paVerifyPaymentNoticeReq", "paVerificaTutto"), errore: rpt.ErrRadice, lento: rpt.ErrRadice},
		"17 digits":                   {xml: sostituisci("301000000000004285", "30100000000000428"), errore: rpt.ErrFormato, lento: rpt.ErrFormato},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			b, err := rpt.ParseBusta([]byte(c.xml), c.azione)
			if c.errore == nil {
				require.NoError(t, err)
				require.Equal(t, rpt.Busta{Primitiva: rpt.PrimitivaPaVerifyPaymentNotice, Messaggio: richiestaVerifica}, b)
			} else {
				require.ErrorIs(t, err, c.errore)
				require.ErrorIs(t, err, rpt.ErrSintassi)
			}
			b, avvertenze, err := rpt.LeggiBusta([]byte(c.xml), c.azione)
			if c.lento != nil {
				require.ErrorIs(t, err, c.lento)
				return
			}
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(richiestaVerifica, b.Messaggio))
			require.Equal(t, rpt.PrimitivaPaVerifyPaymentNotice, b.Primitiva)
			require.Equal(t, c.avvertenza == rpt.AvvertenzaNuda, b.Nuda)
			if c.avvertenza == "" {
				require.Empty(t, avvertenze)
				return
			}
			require.Len(t, avvertenze, 1)
			require.Equal(t, c.avvertenza, avvertenze[0].Codice)
		})
	}
}

// TestFaultSOAP is a soap:Fault, which is no answer (B8).
func TestFaultSOAP(t *testing.T) {
	t.Parallel()
	const fault = apriBusta + `<soapenv:Body><soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring xml:lang="en">Internal error</faultstring>` +
		`<detail><x:a xmlns:x="urn:x"><x:b>uno</x:b> <x:c>due</x:c></x:a></detail></soapenv:Fault></soapenv:Body>` + chiudiBusta
	b, err := rpt.ParseBusta([]byte(fault), "")
	require.NoError(t, err)
	require.Equal(t, rpt.Busta{Messaggio: &rpt.FaultSOAP{FaultCode: "soapenv:Server", FaultString: "Internal error", Detail: "uno due"}}, b)

	xml, err := rpt.AppendBusta(nil, &rpt.FaultSOAP{FaultCode: "soapenv:Client", FaultString: "Errore di sintassi extra XSD."})
	require.NoError(t, err)
	b, err = rpt.ParseBusta(xml, "")
	require.NoError(t, err)
	require.Equal(t, &rpt.FaultSOAP{FaultCode: "soapenv:Client", FaultString: "Errore di sintassi extra XSD."}, b.Messaggio)
}

// TestBustaRifiuta answers what could not be read: in the operation of the Body, of
// the SOAPAction, or with a soap:Fault.
func TestBustaRifiuta(t *testing.T) {
	t.Parallel()
	f := &nodo.FaultBean{FaultCode: nodo.PAASintassiExtraXSD, FaultString: nodo.PAASintassiExtraXSD.Testo(), ID: "12345678903", Description: "motivo"}
	ko := &rpt.PaVerifyPaymentNoticeRisposta{Outcome: rpt.OutcomeKO, Fault: f}
	for nome, c := range map[string]struct {
		xml, azione string
		attesa      rpt.Messaggio
	}{
		"T21 empty Body":       {apriBusta + `<soapenv:Body/>` + chiudiBusta, "paVerifyPaymentNotice", ko},
		"17 digits, no action": {strings.ReplaceAll(apriBusta+corpoVerifica+chiudiBusta, "301000000000004285", "30100000000000428"), "", ko},
		"not XML":              {"no", `"paVerifyPaymentNotice"`, ko},
		"nothing known":        {"no", `"paVerificaTutto"`, &rpt.FaultSOAP{FaultCode: "soapenv:Client", FaultString: "motivo"}},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			b, err := rpt.ParseBusta([]byte(c.xml), c.azione)
			require.ErrorIs(t, err, rpt.ErrSintassi)
			m := b.Rifiuta(f)
			require.Empty(t, cmp.Diff(c.attesa, m))
			xml, err := rpt.AppendBusta(nil, m)
			require.NoError(t, err)
			letta, err := rpt.ParseBusta(xml, "")
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(c.attesa, letta.Messaggio))
		})
	}
}

// TestAppendBustaVerifica is the answer of the official layout, byte for byte.
func TestAppendBustaVerifica(t *testing.T) {
	t.Parallel()
	xml, err := rpt.AppendBusta(nil, &rpt.PaVerifyPaymentNoticeRisposta{
		Outcome: rpt.OutcomeOK,
		PaymentList: []rpt.PaymentOption{{
			Amount: avviso.MustImporto("100.00"), Options: rpt.ImportoUguale, DueDate: avviso.MustData("2026-06-30"), DetailDescription: "TARI 2026 rata unica", AllCCP: true,
		}},
		PaymentDescription: "TARI 2026 rata unica", FiscalCodePA: "12345678903", CompanyName: "Comune di Prova", OfficeName: "Ufficio Tributi",
	})
	require.NoError(t, err)
	require.Equal(t, `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><paf:paVerifyPaymentNoticeRes xmlns:paf="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><outcome>OK</outcome><paymentList><paymentOptionDescription><amount>100.00</amount><options>EQ</options><dueDate>2026-06-30</dueDate><detailDescription>TARI 2026 rata unica</detailDescription><allCCP>true</allCCP></paymentOptionDescription></paymentList><paymentDescription>TARI 2026 rata unica</paymentDescription><fiscalCodePA>12345678903</fiscalCodePA><companyName>Comune di Prova</companyName><officeName>Ufficio Tributi</officeName></paf:paVerifyPaymentNoticeRes></soapenv:Body></soapenv:Envelope>`, string(xml))
	valida(t, "nodo/envelope.xsd", map[string][]byte{"risposta.xml": xml})
}

// TestBustaComeIlNodo is a request laid out as the Nodo does: blanks, declarations that
// nothing uses, a date with an offset.
func TestBustaComeIlNodo(t *testing.T) {
	t.Parallel()
	const xml = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:common="http://pagopa-api.pagopa.gov.it/xsd/common-types/v1.0.0/" xmlns:pafn="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd" xmlns:tns="http://pagopa-api.pagopa.gov.it/paForNode" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
	<soapenv:Body>
		<pafn:paGetPaymentReq>
			<idPA>81259542553</idPA>
            <idBrokerPA>88581862781</idBrokerPA>
            <idStation>88581862781_01</idStation>
            <qrCode>
                <fiscalCode>81259542553</fiscalCode>
                <noticeNumber>001843874319850483</noticeNumber>
            </qrCode>
			<amount>908.91</amount>
			<paymentNote>Trasporto sedile g.9459425058506</paymentNote>
			<transferType>PAGOPA</transferType>
			<dueDate>2027-09-22+02:00</dueDate>
		</pafn:paGetPaymentReq>
	</soapenv:Body>
</soapenv:Envelope>
`
	importo := euro("908.91")
	attesa := &rpt.PaGetPayment{
		Versione: rpt.V1, IDPA: "81259542553", IDBrokerPA: "88581862781", IDStation: "88581862781_01",
		QRCode: rpt.QRCode{FiscalCode: "81259542553", NoticeNumber: "001843874319850483"}, Amount: &importo,
		PaymentNote: "Trasporto sedile g.9459425058506", TransferType: "PAGOPA", DueDate: avviso.MustData("2027-09-22"),
	}
	b, err := rpt.ParseBusta([]byte(xml), "paGetPayment")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(attesa, b.Messaggio, uguali))
	_, avvertenze, err := rpt.LeggiBusta([]byte(xml), "")
	require.NoError(t, err)
	require.Empty(t, avvertenze)
}
