package comandi

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

func chiediNodo(t *testing.T, comando string, richiesta any) string {
	t.Helper()
	riga, err := json.Marshal(richiesta)
	require.NoError(t, err)
	c, ok := cerca(comandiNodo, comando)
	require.True(t, ok, comando)
	var out bytes.Buffer
	require.NoError(t, rispondi(c, bytes.NewReader(append(riga, '\n')), &out))
	return out.String()
}

func bustaDi(t *testing.T, m rpt.Messaggio) string {
	t.Helper()
	xml, err := rpt.AppendBusta(nil, m)
	require.NoError(t, err)
	return string(xml)
}

func TestNodo(t *testing.T) {
	type m = map[string]any
	const dominio, nav = "12345678903", "301000000000004285"
	qr := rpt.QRCode{FiscalCode: dominio, NoticeNumber: nav}
	verifica := bustaDi(t, &rpt.PaVerifyPaymentNotice{IDPA: dominio, IDBrokerPA: dominio, IDStation: dominio + "_01", QRCode: qr})
	get := bustaDi(t, &rpt.PaGetPayment{Versione: rpt.V2, IDPA: dominio, IDBrokerPA: dominio, IDStation: dominio + "_01", QRCode: qr, TransferType: "POSTAL"})
	domanda := bustaDi(t, &rpt.PaDemandPaymentNotice{IDPA: dominio, IDBrokerPA: dominio, IDStation: dominio + "_01", IDServizio: "00001", IDSoggettoServizio: "00001", DatiSpecificiServizioRequest: []byte("<a/>")})
	ricevuta := bustaDi(t, &rpt.PaSendRT{Versione: rpt.V1, IDPA: dominio, IDBrokerPA: dominio, IDStation: dominio + "_01", Receipt: rpt.Ricevuta{
		ReceiptID: "r1", NoticeNumber: nav, FiscalCode: dominio, Outcome: rpt.OutcomeOK, CreditorReferenceID: "01000000000004285", Description: "a", CompanyName: "b",
		Debtor: rpt.Subject{EntityUniqueIdentifierType: "F", EntityUniqueIdentifierValue: "ANONIMO", FullName: "ANONIMO"},
		TransferList: []rpt.Transfer{{
			IDTransfer: 1, TransferAmount: avviso.MustImporto("100.00"), FiscalCodePA: dominio, IBAN: "IT60X0542811101000000123456", RemittanceInformation: "a", TransferCategory: "9/0101002IM/",
		}},
		PaymentAmount: avviso.MustImporto("100.00"), IDPSP: "p", PSPCompanyName: "p", IDChannel: "c", ChannelDescription: "d",
	}})
	vecchia := bustaDi(t, &rpt.PaaVerificaRPT{IdentificativoPSP: "PSP", Intestazione: rpt.Intestazione{
		IdentificativoIntermediarioPA: dominio, IdentificativoStazioneIntermediarioPA: dominio + "_01", IdentificativoDominio: dominio,
		IdentificativoUnivocoVersamento: "01000000000004285", CodiceContestoPagamento: "c1",
	}})
	ente := json.RawMessage(strings.Replace(esempioEnteNodo, "}", `,"settore":"Ufficio Tributi"}`, 1))
	p1 := m{
		"importo": "100.00", "causale": "TARI 2026 rata unica", "idDominio": dominio, "numeroAvviso": nav, "dataScadenza": "2026-06-30",
		"voci": []m{{"idVocePendenza": "1", "importo": "100.00", "ibanAccredito": "IT60X0542811101000000123456", "ibanAppoggio": "IT48F0760101000000012345678", "codiceTassonomicoPagoPA": "9/0101002IM/", "descrizione": "TARI"}},
	}
	conEntrata := m{"importo": "100.00", "causale": "TARI", "numeroAvviso": nav, "voci": []m{{"idVocePendenza": "1", "importo": "100.00", "codEntrata": "TARI", "descrizione": "TARI"}}}
	const adesso = "2026-03-10T12:00:00"
	for _, c := range []struct {
		nome, comando string
		in            m
		want          []string
	}{
		{"base64", "nodo-richiesta", m{"base64": base64.StdEncoding.EncodeToString([]byte(verifica)), "modo": "rigoroso"}, []string{`"tipo":"paVerifyPaymentNoticeReq"`}},
		{"both", "nodo-richiesta", m{"xml": verifica, "base64": "aa"}, []string{`"codice":"RICHIESTA"`}},
		{"without envelope", "nodo-richiesta", m{"xml": verifica[strings.Index(verifica, "<paf:"):strings.Index(verifica, "</soapenv:Body>")]}, []string{`"busta":false`, `"SENZA_BUSTA"`}},
		{"B3", "nodo-richiesta", m{"xml": verifica, "soapAction": "paGetPayment", "modo": "rigoroso"}, []string{`"ok":false`, `"campo":"SOAPAction"`}},
		{"soap:Fault", "nodo-richiesta", m{"xml": bustaDi(t, &rpt.FaultSOAP{FaultCode: "soapenv:Server", FaultString: "x"})}, []string{`"tipo":"Fault"`, `"faultcode":"soapenv:Server"`}},
		{"unknown message", "nodo-risposta", m{"tipo": "x", "messaggio": m{}}, []string{`"codice":"ENUMERAZIONE","campo":"tipo"`}},
		{"unknown element", "nodo-risposta", m{"tipo": "paSendRTRes", "messaggio": m{"esito": "OK"}}, []string{`"codice":"RICHIESTA"`}},
		{"no message", "nodo-risposta", m{"tipo": "paSendRTRes"}, []string{`"codice":"RICHIESTA"`}},
		{"D29", "nodo-risposta", m{"tipo": "paGetPaymentV2Response", "messaggio": m{"outcome": "KO"}}, []string{`"codice":"PG2"`}},
		{"schema", "nodo-risposta", m{"tipo": "paSendRTRes", "messaggio": m{"outcome": "BOH"}}, []string{`"codice":"PAA_SINTASSI_XSD","campo":"paSendRTRes/outcome"`}},
		{"T1", "nodo-decidi", m{"xml": verifica, "ente": ente, "pendenza": p1, "adesso": adesso}, []string{`"esito":"OK"`, "<allCCP>true</allCCP>", "<officeName>Ufficio Tributi</officeName>"}},
		{"T4", "nodo-decidi", m{"xml": verifica, "pendenza": p1, "adesso": adesso}, []string{`"esito":"KO","faultCode":"PAA_ID_DOMINIO_ERRATO"`, "<id>12345678903</id>"}},
		{"T5", "nodo-decidi", m{"xml": strings.Replace(verifica, nav, nav[:17], 1), "ente": ente}, []string{`"faultCode":"PAA_SINTASSI_EXTRAXSD"`, "paVerifyPaymentNoticeRes"}},
		{"T10", "nodo-decidi", m{"xml": get, "ente": ente, "pendenza": p1, "adesso": adesso}, []string{`"esito":"OK"`, "<IBAN>IT48F0760101000000012345678</IBAN>"}},
		{"T9", "nodo-decidi", m{"xml": get, "ente": ente, "pendenza": p1, "adesso": adesso, "tentativi": []m{{"iuv": "RF18539007547034", "ccp": "c", "stato": "RPT_ATTIVATA", "iniziato": adesso}}}, []string{`"faultCode":"PAA_PAGAMENTO_IN_CORSO"`}},
		{"T14", "nodo-decidi", m{"xml": get, "ente": ente, "pendenza": conEntrata, "adesso": adesso}, []string{`"faultCode":"PAA_SYSTEM_ERROR","descrizione":"voce 1: codEntrata TARI sconosciuto"`}},
		{"table of entrate", "nodo-decidi", m{"xml": get, "ente": ente, "pendenza": conEntrata, "adesso": adesso, "entrate": m{"TARI": m{"ibanAccredito": "IT60X0542811101000000123456", "codiceTassonomicoPagoPA": "9/0101002IM/"}}}, []string{`"esito":"OK"`}},
		{"no adesso", "nodo-decidi", m{"xml": get, "ente": ente, "pendenza": p1}, []string{`"codice":"RICHIESTA"`}},
		{"ask the host", "nodo-decidi", m{"xml": verifica, "ente": ente, "connettore": "attivo", "adesso": adesso}, []string{`"esito":"VERIFICA_HOST"`}},
		{"T22", "nodo-decidi", m{"xml": domanda, "ente": ente}, []string{`"faultCode":"PAA_SYSTEM_ERROR","descrizione":"Operazione non disponibile"`}},
		{"demand", "nodo-decidi", m{"xml": domanda, "ente": ente, "servizio": m{"esito": "ACCOLTO"}, "pendenza": p1, "adesso": adesso}, []string{`"esito":"OK"`, "<noticeNumber>" + nav}},
		{"receipt", "nodo-decidi", m{"xml": ricevuta, "ente": ente, "pendenza": p1}, []string{`"esito":"OK"`, "paSendRTRes"}},
		{"T17", "nodo-decidi", m{"xml": ricevuta, "ente": ente}, []string{`"faultCode":"PAA_RPT_SCONOSCIUTA"`}},
		{"T15", "nodo-decidi", m{"xml": ricevuta, "ente": ente, "posizione": true, "acquisita": true}, []string{`"faultCode":"PAA_RECEIPT_DUPLICATA"`}},
		{"T18", "nodo-decidi", m{"xml": ricevuta, "ente": ente, "guasto": "archivio", "passeggero": true}, []string{`"esito":"NESSUNA_RISPOSTA","descrizione":"archivio","avvertenze":[]`}},
		{"C1", "nodo-decidi", m{"xml": ricevuta, "ente": ente, "richiesta": m{"creditorReferenceId": "x", "transferList": []m{{"idTransfer": 1}}}}, []string{`"faultCode":"PAA_SEMANTICA"`, `"regola":"C1"`}},
		{"T24", "nodo-decidi", m{"xml": vecchia, "ente": ente, "pendenza": p1, "adesso": adesso}, []string{`"esito":"OK"`, "paaVerificaRPTRisposta", "<importoSingoloVersamento>100.00</importoSingoloVersamento>"}},
		{"store down", "nodo-decidi", m{"xml": get, "ente": ente, "guasto": "archivio"}, []string{`"faultCode":"PAA_SYSTEM_ERROR","descrizione":"archivio"`}},
		{"tipoRichiesta", "nodo-decidi", m{"xml": ricevuta, "ente": ente, "tipoRichiesta": "x"}, []string{`"codice":"ENUMERAZIONE"`}},
		{"mode", "nodo-decidi", m{"xml": ricevuta, "modo": "x"}, []string{`"codice":"RICHIESTA"`}},
	} {
		t.Run(c.nome, func(t *testing.T) {
			got := chiediNodo(t, c.comando, c.in)
			for _, w := range c.want {
				require.Contains(t, got, w)
			}
		})
	}
}
