package comandi

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// TestNodoVecchio holds a conversation of the older model on the shell.
func TestNodoVecchio(t *testing.T) {
	type m = map[string]any
	testata := rpt.Intestazione{
		IdentificativoIntermediarioPA: "12345678903", IdentificativoStazioneIntermediarioPA: "12345678903_01", IdentificativoDominio: "12345678903",
		IdentificativoUnivocoVersamento: "01000000000004285", CodiceContestoPagamento: "c1",
	}
	verifica := bustaDi(t, &rpt.PaaVerificaRPT{Intestazione: testata, IdentificativoPSP: "PPAYITR1XXX"})
	attiva := bustaDi(t, &rpt.PaaAttivaRPT{
		Intestazione: testata, IdentificativoPSP: "PPAYITR1XXX", IdentificativoIntermediarioPSP: "97249640588", IdentificativoCanalePSP: "97249640588_01",
		DatiPagamentoPSP: rpt.DatiPagamentoPSP{ImportoSingoloVersamento: avviso.MustImporto("90.00")},
	})
	consegna := bustaDi(t, &rpt.PaaInviaRT{Intestazione: testata, RT: []byte("<RT/>")})
	p1 := m{
		"importo": "100.00", "causale": "TARI 2026 rata unica", "idDominio": "12345678903", "numeroAvviso": "301000000000004285",
		"voci": []m{{"idVocePendenza": "1", "importo": "100.00", "ibanAccredito": "IT60X0542811101000000123456", "codiceTassonomicoPagoPA": "9/0101002IM/"}},
	}
	ente := json.RawMessage(esempioEnteNodo)
	const adesso = "2026-03-10T12:00:00"
	for _, c := range []struct {
		nome, comando string
		in            m
		want          []string
	}{
		{"request", "nodo-richiesta", m{"xml": attiva, "modo": "rigoroso"}, []string{`"tipo":"paaAttivaRPT","busta":true`, `"codiceContestoPagamento":"c1"`, `"importoSingoloVersamento":"90.00"`}},
		{"answer", "nodo-risposta", m{"tipo": "paaInviaRTRisposta", "messaggio": m{"esito": "OK"}}, []string{`<paaInviaRTRisposta><esito>OK</esito></paaInviaRTRisposta></ppt:paaInviaRTRisposta>`}},
		{"answer that the Nodo refuses", "nodo-risposta", m{"tipo": "paaInviaRTRisposta", "messaggio": m{"esito": "KO"}}, []string{`"ok":false`, `"codice":"PG2"`}},
		{"verification", "nodo-decidi", m{"xml": verifica, "ente": ente, "pendenza": p1, "adesso": adesso}, []string{`"esito":"OK"`, `100.00`, `/RFB/01000000000004285/100.00/TXT/TARI 2026 rata unica`}},
		{"activation, the present amount", "nodo-decidi", m{"xml": attiva, "ente": ente, "pendenza": p1, "adesso": adesso}, []string{`"esito":"OK"`, `<importoSingoloVersamento>100.00<`}},
		{"activation, its own amount", "nodo-decidi", m{"xml": attiva, "ente": ente, "pendenza": p1, "adesso": adesso, "importoEsatto": true}, []string{`"faultCode":"PAA_ATTIVA_RPT_IMPORTO_NON_VALIDO"`}},
		{"activation twice", "nodo-decidi", m{"xml": attiva, "ente": ente, "pendenza": p1, "adesso": adesso, "tentativi": []m{{"ccp": "c1", "stato": "RPT_ATTIVATA"}}}, []string{`"faultCode":"PAA_PAGAMENTO_IN_CORSO"`}},
		{"RT of no request", "nodo-decidi", m{"xml": consegna, "ente": ente}, []string{`"faultCode":"PAA_RPT_SCONOSCIUTA"`}},
		{"RT, and the request", "nodo-decidi", m{"xml": consegna, "ente": ente, "rpt": esempioRPT, "stato": "RPT_ACCETTATA_PSP"}, []string{`"faultCode":"PAA_SINTASSI_XSD"`}},
		{"RT again", "nodo-decidi", m{"xml": consegna, "ente": ente, "rpt": esempioRPT, "stato": "RT_ACCETTATA_PA"}, []string{`"faultCode":"PAA_RT_DUPLICATA"`}},
		{"RT, the store is down", "nodo-decidi", m{"xml": consegna, "ente": ente, "guasto": "spento", "passeggero": true}, []string{`"esito":"NESSUNA_RISPOSTA"`}},
	} {
		t.Run(c.nome, func(t *testing.T) {
			got := chiediNodo(t, c.comando, c.in)
			for _, w := range c.want {
				require.Contains(t, got, w)
			}
		})
	}
}
