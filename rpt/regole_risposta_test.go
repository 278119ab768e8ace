package rpt_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

func pagamentoProva() *rpt.Pagamento {
	return &rpt.Pagamento{
		CreditorReferenceID: "01000000000004285", PaymentAmount: euro("100.00"), DueDate: avviso.MustData("2026-06-30"), Description: "TARI 2026 rata unica",
		CompanyName: "Comune di Prova",
		Debtor:      rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "ANONIMO", FullName: "ANONIMO"},
		TransferList: []rpt.Transfer{
			{IDTransfer: 1, TransferAmount: euro("60.00"), FiscalCodePA: "12345678903", IBAN: "IT60X0542811101000000123456", RemittanceInformation: "a", TransferCategory: "9/0101002IM/"},
			{IDTransfer: 2, TransferAmount: euro("40.00"), FiscalCodePA: "98765432103", IBAN: "IT24D0542811101000000654321", RemittanceInformation: "b", TransferCategory: "9/0101002IM/"},
		},
	}
}

func offertaProva() *rpt.PaVerifyPaymentNoticeRisposta {
	return &rpt.PaVerifyPaymentNoticeRisposta{
		Outcome: rpt.OutcomeOK, PaymentList: []rpt.PaymentOption{{Amount: euro("100.00"), Options: rpt.ImportoUguale}},
		PaymentDescription: "TARI", FiscalCodePA: "12345678903", CompanyName: "Comune di Prova",
	}
}

// TestVerificaRisposta breaks one rule at a time: what is found, and whether it can
// be written.
func TestVerificaRisposta(t *testing.T) {
	t.Parallel()
	type regola struct {
		codice avviso.Codice
		g      rpt.Gravita
		campo  string
	}
	get := func(e rpt.Versione, cambia func(*rpt.PaGetPaymentRisposta)) rpt.Messaggio {
		r := &rpt.PaGetPaymentRisposta{Versione: e, Outcome: rpt.OutcomeOK, Data: pagamentoProva()}
		cambia(r)
		return r
	}
	verifica := func(cambia func(*rpt.PaVerifyPaymentNoticeRisposta)) rpt.Messaggio {
		r := offertaProva()
		cambia(r)
		return r
	}
	fault := &nodo.FaultBean{FaultCode: nodo.PAASemantica, FaultString: nodo.PAASemantica.Testo(), ID: "12345678903"}
	sedici := make([]rpt.MapEntry, 16)
	for i := range sedici {
		sedici[i] = rpt.MapEntry{Key: "k", Value: "v"}
	}
	domanda := rpt.Domanda{
		NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"), IdDominio: avviso.MustIdDominio("12345678903"),
		Registrato: func(_, iban string) bool { return iban != "IT24D0542811101000000654321" },
	}
	registrato := regola{"PG12", rpt.Segnalazione, "data/transferList/transfer[2]/IBAN"}
	for nome, c := range map[string]struct {
		m       rpt.Messaggio
		rilievi []regola
		scritta bool // what is written does not know the question: PG6 is fatal there
	}{
		"good V1": {get(rpt.V1, func(*rpt.PaGetPaymentRisposta) {}), []regola{registrato}, true},
		"good V2": {get(rpt.V2, func(*rpt.PaGetPaymentRisposta) {}), []regola{registrato}, true},
		"D29 sums and gaps": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) {
			r.Data.TransferList[1].IDTransfer, r.Data.TransferList[1].TransferAmount = 3, euro("39.99")
		}), []regola{{"PG4", rpt.Fatale, "data/paymentAmount"}, {"PG6", rpt.Segnalazione, "data/transferList/transfer[2]/idTransfer"}, registrato}, false},
		"D29 KO without fault": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Outcome, r.Data = rpt.OutcomeKO, nil }), []regola{{"PG2", rpt.Fatale, "fault"}}, false},
		"D29 OK without data":  {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data = nil }), []regola{{"PG1", rpt.Fatale, "data"}}, false},
		"D29 KO of the Nodo": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) {
			r.Outcome, r.Data, r.Fault = rpt.OutcomeKO, nil, &nodo.FaultBean{FaultCode: nodo.PPTSemantica, FaultString: "x", ID: "y"}
		}), []regola{{"PG14", rpt.Segnalazione, "fault/faultCode"}}, true},
		"PG2 empty fault": {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) {
			r.Outcome, r.Data, r.Fault = rpt.OutcomeKO, nil, new(nodo.FaultBean)
		}), []regola{
			{"PG2", rpt.Fatale, "fault/faultCode"},
			{"PG2", rpt.Fatale, "fault/faultString"},
			{"PG2", rpt.Fatale, "fault/id"},
		}, false},
		"PG3 OK with fault": {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) { r.Fault = fault }), []regola{{"PG3", rpt.Fatale, "fault"}, registrato}, false},
		"PG3 KO with data":  {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) { r.Outcome, r.Fault = rpt.OutcomeKO, fault }), []regola{{"PG3", rpt.Fatale, "data"}}, false},
		"PG5 none": {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList, r.Data.PaymentAmount = nil, avviso.Importo{} }), []regola{
			{"PG5", rpt.Fatale, "data/transferList"},
		}, false},
		"PG5 repeated": {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList[1].IDTransfer = 1 }), []regola{
			{"PG5", rpt.Fatale, "data/transferList/transfer[2]/idTransfer"}, registrato,
		}, false},
		"PG5 out of range": {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList[1].IDTransfer = 6 }), []regola{
			{"PG5", rpt.Fatale, "data/transferList/transfer[2]/idTransfer"}, registrato,
		}, false},
		"PG7 V2 without companyName": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.CompanyName = "" }), []regola{{"PG7", rpt.Fatale, "data/companyName"}, registrato}, false},
		"PG7 V2 neither": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList[0].IBAN = "" }), []regola{
			{"PG7", rpt.Fatale, "data/transferList/transfer[1]"}, registrato,
		}, false},
		"PG7 V2 both": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) {
			r.Data.TransferList[0].RichiestaMarcaDaBollo = &rpt.RichiestaMarcaDaBollo{}
		}), []regola{
			{"PG7", rpt.Fatale, "data/transferList/transfer[1]"}, registrato,
		}, false},
		"PG7 V1 stamp": {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) {
			r.Data.TransferList[0].RichiestaMarcaDaBollo = &rpt.RichiestaMarcaDaBollo{}
		}), []regola{
			{"PG7", rpt.Fatale, "data/transferList/transfer[1]/richiestaMarcaDaBollo"}, registrato,
		}, false},
		"PG7 V1 without IBAN": {get(rpt.V1, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList[0].IBAN = "" }), []regola{
			{"PG7", rpt.Fatale, "data/transferList/transfer[1]/IBAN"}, registrato,
		}, false},
		"PG8 sixteen": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList[0].Metadata = sedici }), []regola{
			{"PG8", rpt.Fatale, "data/transferList/transfer[1]/metadata"}, registrato,
		}, false},
		"PG8 empty is absent": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.Metadata = []rpt.MapEntry{} }), []regola{registrato}, true},
		"PG9":                 {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.DueDate = avviso.Data{} }), []regola{{"PG9", rpt.Fatale, "data/dueDate"}, registrato}, false},
		"PG10":                {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.CreditorReferenceID = "01000000000500122" }), []regola{{"PG10", rpt.Fatale, "data/creditorReferenceId"}, registrato}, true},
		"PG11":                {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList[0].FiscalCodePA = "98765432103" }), []regola{{"PG11", rpt.Segnalazione, "data/transferList"}, registrato}, true},
		"PG12": {get(rpt.V2, func(r *rpt.PaGetPaymentRisposta) { r.Data.TransferList[0].IBAN = "IT61X0542811101000000123456" }), []regola{
			{"PG12", rpt.Fatale, "data/transferList/transfer[1]/IBAN"}, registrato,
		}, false},
		"verify, good":                  {verifica(func(*rpt.PaVerifyPaymentNoticeRisposta) {}), nil, true},
		"T23 verify OK without company": {verifica(func(r *rpt.PaVerifyPaymentNoticeRisposta) { r.CompanyName = "" }), []regola{{"PG13", rpt.Fatale, "companyName"}}, false},
		"PG13 verify OK without the others": {verifica(func(r *rpt.PaVerifyPaymentNoticeRisposta) {
			r.PaymentList, r.PaymentDescription, r.FiscalCodePA = nil, "", ""
		}), []regola{
			{"PG13", rpt.Fatale, "paymentList"},
			{"PG13", rpt.Fatale, "paymentDescription"},
			{"PG13", rpt.Fatale, "fiscalCodePA"},
		}, false},
		"PG13 verify of nothing": {verifica(func(r *rpt.PaVerifyPaymentNoticeRisposta) { r.PaymentList[0].Amount = avviso.Importo{} }), []regola{
			{"PG13", rpt.Fatale, "paymentList/paymentOptionDescription/amount"},
		}, false},
		"T23 verify OK with fault":    {verifica(func(r *rpt.PaVerifyPaymentNoticeRisposta) { r.Fault = fault }), []regola{{"PG3", rpt.Fatale, "fault"}}, false},
		"PG3 verify KO with data":     {verifica(func(r *rpt.PaVerifyPaymentNoticeRisposta) { r.Outcome, r.Fault = rpt.OutcomeKO, fault }), []regola{{"PG3", rpt.Fatale, "paymentList"}}, false},
		"T23 verify KO without fault": {&rpt.PaVerifyPaymentNoticeRisposta{Outcome: rpt.OutcomeKO}, []regola{{"PG2", rpt.Fatale, "fault"}}, false},
		"demand without qrCode": {&rpt.PaDemandPaymentNoticeRisposta{
			Outcome: rpt.OutcomeOK, PaymentList: offertaProva().PaymentList, PaymentDescription: "a", FiscalCodePA: "12345678903", CompanyName: "b",
		}, []regola{{"PG13", rpt.Fatale, "qrCode"}}, false},
		"T23 receipt KO without fault": {&rpt.RispostaPA{Versione: rpt.V1, Outcome: rpt.OutcomeKO}, []regola{{"PG2", rpt.Fatale, "fault"}}, false},
		"T23 receipt OK with fault":    {&rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeOK, Fault: fault}, []regola{{"PG3", rpt.Fatale, "fault"}}, false},
		"receipt OK":                   {&rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeOK}, nil, true},
		"a request":                    {richiestaVerifica, nil, true},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			var trovati []regola
			for _, r := range rpt.VerificaRisposta(c.m, domanda).Rilievi {
				require.NotEmpty(t, r.Testo)
				trovati = append(trovati, regola{r.Codice, r.Gravita, r.Campo})
			}
			require.Equal(t, c.rilievi, trovati)
			for _, scrivi := range []func() ([]byte, error){
				func() ([]byte, error) { return rpt.AppendBusta([]byte("prima"), c.m) },
				func() ([]byte, error) { return rpt.AppendXML([]byte("prima"), c.m) },
			} {
				b, err := scrivi()
				if c.scritta {
					require.NoError(t, err)
					continue
				}
				require.ErrorIs(t, err, rpt.ErrRisposta)
				require.Equal(t, "prima", string(b), "nothing is written")
				var nomi []string
				for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
					r, ok := avviso.RilievoDi(e)
					require.True(t, ok)
					nomi = append(nomi, string(r.Codice)+" "+r.Campo)
				}
				var attesi []string
				for _, r := range c.rilievi {
					if r.g == rpt.Fatale || r.codice == "PG6" {
						attesi = append(attesi, string(r.codice)+" "+r.campo)
					}
				}
				require.Equal(t, attesi, nomi, "every finding is named")
			}
		})
	}
}

// TestAvvertenze is a name with line ends, as PSPs do not take it.
func TestAvvertenze(t *testing.T) {
	t.Parallel()
	r := offertaProva()
	r.CompanyName = "Comune di Prova\n\n"
	require.Empty(t, cmp.Diff([]avviso.Avvertenza{{
		Codice: rpt.AvvertenzaCaratteri, Campo: "paVerifyPaymentNoticeRes/companyName", Valore: "Comune di Prova\n\n", Testo: "caratteri di controllo, scritti come spazio",
	}}, rpt.Avvertenze(r)))
	xml, err := rpt.AppendBusta(nil, r)
	require.NoError(t, err)
	require.Contains(t, string(xml), "<companyName>Comune di Prova</companyName>")

	b, err := rpt.ParseBusta(xml, "")
	require.NoError(t, err)
	require.Empty(t, rpt.Avvertenze(b.Messaggio))

	r.OfficeName, r.PaymentDescription = "\x00\t", "uno\r\n\tdue\u0085tre"
	xml, err = rpt.AppendBusta(nil, r)
	require.NoError(t, err)
	require.NotContains(t, string(xml), "officeName")
	require.Contains(t, string(xml), "<paymentDescription>uno due tre</paymentDescription>")

	p := *richiestaVerifica
	p.IDStation = "12345678903 01"
	_, err = rpt.AppendBusta(nil, &p)
	require.ErrorIs(t, err, rpt.ErrFormato)
}
