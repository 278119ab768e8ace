package rpt_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

func TestAnswersToAReceipt(t *testing.T) {
	q, r := chiesto(t)
	r.FiscalCode = "a"
	p := rpt.PaSendRT{Versione: rpt.V2, IDPA: "a", IDBrokerPA: "b", IDStation: "c", Receipt: r}
	a := rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPaymentV2, Richiesta: &q, IDPA: "a", IDBrokerPA: "b", IDStation: "c"}
	con := func(f func(*rpt.AttesaRicevuta)) rpt.AttesaRicevuta { x := a; f(&x); return x }
	diversa := q
	diversa.CreditorReferenceID = "x"
	tests := []struct {
		nome    string
		lettura error
		attesa  rpt.AttesaRicevuta
		want    nodo.FaultCode
	}{
		{"accepted", nil, a, ""},
		{"not read", errGuasto, a, nodo.PAASintassiExtraXSD},
		{"neither request nor position", nil, con(func(x *rpt.AttesaRicevuta) { x.Richiesta = nil }), nodo.PAARPTSconosciuta},
		{"position without a request", nil, con(func(x *rpt.AttesaRicevuta) { x.Richiesta, x.Posizione = nil, true }), ""},
		{"idPA", nil, con(func(x *rpt.AttesaRicevuta) { x.IDPA = "z" }), nodo.PAAIDDominioErrato},
		{"idBrokerPA", nil, con(func(x *rpt.AttesaRicevuta) { x.IDBrokerPA = "z" }), nodo.PAAIDIntermediarioErrato},
		{"idStation", nil, con(func(x *rpt.AttesaRicevuta) { x.IDStation = "z" }), nodo.PAAStazioneIntErrata},
		{"duplicate", nil, con(func(x *rpt.AttesaRicevuta) { x.Acquisita = true }), nodo.PAAReceiptDuplicata},
		{"semantics", nil, con(func(x *rpt.AttesaRicevuta) { x.Richiesta = &diversa }), nodo.PAASemantica},
		{"internal", nil, con(func(x *rpt.AttesaRicevuta) { x.Guasto = errGuasto }), nodo.PAASystemError},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			got := rpt.RispondiPaSendRT(&p, tt.lettura, tt.attesa)
			require.Equal(t, tt.want, got.FaultCode)
			require.Equal(t, tt.want == "", got.Accettata())
			risposta := got.RispostaPA(rpt.V2, "12345678903")
			if tt.want == "" {
				require.Equal(t, &rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeOK}, risposta)
				return
			}
			require.Equal(t, &rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeKO, Fault: got.Fault("12345678903")}, risposta)
		})
	}
}

// TestRispostaZero is an answer that nobody decided.
func TestRispostaZero(t *testing.T) {
	require.False(t, rpt.Risposta{}.Accettata())
	require.Equal(t, nodo.PAASystemError, rpt.Risposta{}.Fault("12345678903").FaultCode)
	require.Equal(t, rpt.OutcomeKO, rpt.Risposta{}.RispostaPA(rpt.V1, "12345678903").Outcome)
}

// TestReceiptAnswersThatAreNoFault are the ones that keep a receipt from being lost.
func TestReceiptAnswersThatAreNoFault(t *testing.T) {
	const a, b = "12345678903", "98765432103"
	ricevuta := rpt.Ricevuta{
		ReceiptID: "r1", NoticeNumber: "301000000000500122", FiscalCode: a, Outcome: rpt.OutcomeOK, CreditorReferenceID: "01000000000500122", PaymentAmount: euro("84.00"),
		Description: "TARI e TEFA", CompanyName: "Comune di Prova", Debtor: rpt.Subject{EntityUniqueIdentifierType: "F", EntityUniqueIdentifierValue: "TSTPNI70D01L219V", FullName: "Pino Test"},
		TransferList: []rpt.Transfer{
			{IDTransfer: 1, TransferAmount: euro("80.00"), FiscalCodePA: a, IBAN: "IT60X0542811101000000123456", RemittanceInformation: "x", TransferCategory: "9/0101002IM/"},
			{IDTransfer: 2, TransferAmount: euro("4.00"), FiscalCodePA: b, IBAN: "IT24D0542811101000000654321", RemittanceInformation: "x", TransferCategory: "9/0101002IM/"},
		},
		IDPSP: "p", PSPCompanyName: "p", IDChannel: "c", ChannelDescription: "d",
	}
	t.Run("T16 secondary body", func(t *testing.T) {
		p := rpt.PaSendRT{Versione: rpt.V1, IDPA: b, IDBrokerPA: b, IDStation: b + "_09", Receipt: ricevuta}
		attesa := rpt.AttesaRicevuta{IDPA: b, IDBrokerPA: b, IDStation: b + "_01", IDStationBroadcast: b + "_09"}
		got := rpt.RispondiPaSendRT(&p, nil, attesa)
		require.True(t, got.Accettata())
		require.Empty(t, got.Verifica.Rilievi)
		var importi []string
		for x := range p.Riscossioni() {
			importi = append(importi, x.Importo.String())
		}
		require.Equal(t, []string{"4.00"}, importi)
		p.IDStation = b + "_01"
		require.Equal(t, nodo.PAAStazioneIntErrata, rpt.RispondiPaSendRT(&p, nil, attesa).FaultCode, "the broadcast station")
		require.Equal(t, nodo.PAAIDDominioErrato, rpt.RispondiPaSendRT(&p, nil, rpt.AttesaRicevuta{}).FaultCode, "not served")
	})
	t.Run("S4 nothing for the body", func(t *testing.T) {
		p := rpt.PaSendRT{Versione: rpt.V1, IDPA: "10182640150", IDBrokerPA: b, IDStation: "s", Receipt: ricevuta}
		got := rpt.RispondiPaSendRT(&p, nil, rpt.AttesaRicevuta{IDPA: "10182640150", IDBrokerPA: b, IDStation: "s"})
		require.True(t, got.Accettata())
		require.Len(t, got.Verifica.Rilievi, 1)
		require.Equal(t, avviso.Codice("S4"), got.Verifica.Rilievi[0].Codice)
		require.Equal(t, rpt.Segnalazione, got.Verifica.Rilievi[0].Gravita)
	})
	t.Run("S5 equal copy", func(t *testing.T) {
		p := rpt.PaSendRT{Versione: rpt.V1, IDPA: a, IDBrokerPA: a, IDStation: a + "_01", Receipt: ricevuta}
		attesa := rpt.AttesaRicevuta{Posizione: true, IDPA: a, IDBrokerPA: a, IDStation: a + "_01", Acquisita: true, Copia: &ricevuta}
		got := rpt.RispondiPaSendRT(&p, nil, attesa)
		require.True(t, got.Accettata())
		require.True(t, got.NonBloccante, "the payment does not move")
		require.Zero(t, got.Evento)
		altra := ricevuta
		altra.PaymentAmount = euro("84.01")
		attesa.Copia = &altra
		require.Equal(t, nodo.PAAReceiptDuplicata, rpt.RispondiPaSendRT(&p, nil, attesa).FaultCode)
	})
	t.Run("T18 a failure that will pass", func(t *testing.T) {
		got := rpt.RispondiPaSendRT(nil, nil, rpt.AttesaRicevuta{Guasto: errGuasto, Passeggero: true})
		require.True(t, got.SenzaRisposta)
		require.False(t, got.Accettata())
		require.Nil(t, got.Fault(a))
		require.Nil(t, got.RispostaPA(rpt.V1, a))
		require.Zero(t, got.Evento)
	})
}
