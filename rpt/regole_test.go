package rpt_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// sintesi is a finding in short: rule, severity, element.
func sintesi(v rpt.Verifica) []string {
	var s []string
	for _, r := range v.Rilievi {
		s = append(s, strings.Join([]string{string(r.Codice), string(r.Gravita), r.Campo}, " "))
	}
	return s
}

// errGuasto is a failure that is none of the library.
var errGuasto = errors.New("disk full")

func euro(s string) avviso.Importo { return avviso.MustImporto(s) }

// negativa turns the receipt into one of an outcome that pays nothing.
func negativa(r *rpt.RT, esito rpt.CodiceEsitoPagamento) {
	r.DatiPagamento.CodiceEsitoPagamento = esito
	r.DatiPagamento.ImportoTotalePagato = avviso.Importo{}
	for i := range r.DatiPagamento.DatiSingoloPagamento {
		p := &r.DatiPagamento.DatiSingoloPagamento[i]
		p.SingoloImportoPagato, p.IdentificativoUnivocoRiscossione, p.EsitoSingoloPagamento = avviso.Importo{}, "n/a", "KO"
	}
}

// TestRulesOfAnRT breaks the receipt of testdata, which no rule finds fault
// with, one rule at a time.
func TestRulesOfAnRT(t *testing.T) {
	sanp, soggetti := rpt.GruppoSANP, rpt.GruppoSOGGETTI
	const voce2 = "RT/datiPagamento/datiSingoloPagamento[2]/"
	tests := []struct {
		nome   string
		cambia func(*rpt.RPT, *rpt.RT)
		gruppi []rpt.Gruppo
		want   []string
	}{
		{"all rules pass", func(*rpt.RPT, *rpt.RT) {}, []rpt.Gruppo{sanp, soggetti}, nil},
		{"R1", func(_ *rpt.RPT, r *rpt.RT) { r.RiferimentoMessaggioRichiesta = "x" }, nil, []string{"R1 F RT/riferimentoMessaggioRichiesta"}},
		{"R2", func(_ *rpt.RPT, r *rpt.RT) { r.Dominio.IdentificativoDominio = "00000000000" }, nil, []string{"R2 F RT/dominio/identificativoDominio"}},
		{"R3", func(_ *rpt.RPT, r *rpt.RT) { r.Dominio.IdentificativoStazioneRichiedente = "" }, nil, []string{"R3 W RT/dominio/identificativoStazioneRichiedente"}},
		{"R3, both absent", func(q *rpt.RPT, r *rpt.RT) {
			q.Dominio.IdentificativoStazioneRichiedente, r.Dominio.IdentificativoStazioneRichiedente = "", ""
		}, nil, nil},
		{"R4", func(_ *rpt.RPT, r *rpt.RT) { r.DatiPagamento.CodiceContestoPagamento = "N/A" }, nil, []string{"R4 F RT/datiPagamento/CodiceContestoPagamento"}},
		{"R5", func(_ *rpt.RPT, r *rpt.RT) { r.DatiPagamento.IdentificativoUnivocoVersamento = "rf18539007547034" }, nil, []string{"R5 F RT/datiPagamento/identificativoUnivocoVersamento"}},
		{"R6", func(_ *rpt.RPT, r *rpt.RT) { r.DatiPagamento.CodiceEsitoPagamento = "5" }, nil, []string{"R6 F RT/datiPagamento/codiceEsitoPagamento"}},
		{"R6 and a wrong number of items: R7 and stop", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.CodiceEsitoPagamento = "9"
			r.DatiPagamento.DatiSingoloPagamento = r.DatiPagamento.DatiSingoloPagamento[:1]
		}, nil, []string{"R6 F RT/datiPagamento/codiceEsitoPagamento", "R7 F RT/datiPagamento/datiSingoloPagamento"}},
		{"R6 without items", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.CodiceEsitoPagamento = ""
			r.DatiPagamento.DatiSingoloPagamento = nil
		}, nil, []string{"R6 F RT/datiPagamento/codiceEsitoPagamento", "R14 F RT/datiPagamento/importoTotalePagato"}},
		{"R7, outcome 0", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.DatiSingoloPagamento = r.DatiPagamento.DatiSingoloPagamento[:1]
		}, []rpt.Gruppo{sanp}, []string{"R7 F RT/datiPagamento/datiSingoloPagamento"}},
		{"R7, outcome 2 without items", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.CodiceEsitoPagamento, r.DatiPagamento.DatiSingoloPagamento = "2", nil
		}, nil, []string{"R7 F RT/datiPagamento/datiSingoloPagamento"}},
		{"R7, outcome 4 without items", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.CodiceEsitoPagamento, r.DatiPagamento.DatiSingoloPagamento = "4", nil
		}, nil, []string{"R7 F RT/datiPagamento/datiSingoloPagamento"}},
		{"R8, outcome 1", func(_ *rpt.RPT, r *rpt.RT) {
			negativa(r, "1")
			r.DatiPagamento.DatiSingoloPagamento = r.DatiPagamento.DatiSingoloPagamento[:1]
		}, nil, []string{"R8 F RT/datiPagamento/datiSingoloPagamento"}},
		{"R8 passes without items", func(_ *rpt.RPT, r *rpt.RT) {
			negativa(r, "3")
			r.DatiPagamento.DatiSingoloPagamento = nil
		}, nil, nil},
		{"R8 passes with all items", func(_ *rpt.RPT, r *rpt.RT) { negativa(r, "1") }, []rpt.Gruppo{sanp}, nil},
		{"R9", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.DatiSingoloPagamento[1].CausaleVersamento = "/RFS/RF18539007547034/17.00/TXT/Imposta di bollo"
		}, nil, []string{"R9 F " + voce2 + "causaleVersamento"}},
		{"R9 looks up to /TXT/ only", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.DatiSingoloPagamento[1].CausaleVersamento = "/RFS/RF18539007547034/16.00/TXT/altro/TXT/"
		}, nil, nil},
		{"R10", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.DatiSingoloPagamento[1].DatiSpecificiRiscossione = "9/altro"
		}, nil, []string{"R10 W " + voce2 + "datiSpecificiRiscossione"}},
		{"R11", func(_ *rpt.RPT, r *rpt.RT) {
			negativa(r, "1")
			r.DatiPagamento.DatiSingoloPagamento[1].EsitoSingoloPagamento = ""
		}, nil, []string{"R11 W " + voce2 + "esitoSingoloPagamento"}},
		{"R12", func(_ *rpt.RPT, r *rpt.RT) {
			negativa(r, "1")
			r.DatiPagamento.DatiSingoloPagamento[1].IdentificativoUnivocoRiscossione = "N/A"
		}, nil, []string{"R12 W " + voce2 + "identificativoUnivocoRiscossione"}},
		{"R13 and R17", func(_ *rpt.RPT, r *rpt.RT) {
			r.DatiPagamento.DatiSingoloPagamento[1].SingoloImportoPagato = euro("15.00")
			r.DatiPagamento.ImportoTotalePagato = euro("115.50")
		}, nil, []string{"R13 W " + voce2 + "singoloImportoPagato", "R17 W RT/datiPagamento/importoTotalePagato"}},
		{
			"R14 and R17", func(_ *rpt.RPT, r *rpt.RT) { r.DatiPagamento.ImportoTotalePagato = euro("116.49") }, nil,
			[]string{"R14 F RT/datiPagamento/importoTotalePagato", "R17 W RT/datiPagamento/importoTotalePagato"},
		},
		{"R15", func(_ *rpt.RPT, r *rpt.RT) { r.DatiPagamento.CodiceEsitoPagamento = "1" }, nil, []string{"R15 F RT/datiPagamento/importoTotalePagato"}},
		{"R16", func(_ *rpt.RPT, r *rpt.RT) { r.DatiPagamento.CodiceEsitoPagamento = "3" }, nil, []string{"R16 F RT/datiPagamento/importoTotalePagato"}},
		{"R17", func(q *rpt.RPT, _ *rpt.RT) { q.DatiVersamento.ImportoTotaleDaVersare = euro("116.51") }, nil, []string{"R17 W RT/datiPagamento/importoTotalePagato"}},
		{"R18", func(_ *rpt.RPT, r *rpt.RT) {
			r.EnteBeneficiario.IdentificativoUnivoco.CodiceIdentificativoUnivoco = "00000000000"
			r.EnteBeneficiario.Civico = ""
		}, []rpt.Gruppo{soggetti}, []string{"R18 F RT/enteBeneficiario/identificativoUnivocoBeneficiario/codiceIdentificativoUnivoco", "R18 W RT/enteBeneficiario/civicoBeneficiario"}},
		{"R19, presence", func(_ *rpt.RPT, r *rpt.RT) { r.SoggettoVersante = nil }, []rpt.Gruppo{soggetti}, []string{"R19 W RT/soggettoVersante"}},
		{"R19, presence in the receipt", func(q *rpt.RPT, _ *rpt.RT) { q.SoggettoVersante = nil }, []rpt.Gruppo{soggetti}, []string{"R19 W RT/soggettoVersante"}},
		{"R19", func(_ *rpt.RPT, r *rpt.RT) {
			r.SoggettoVersante.IdentificativoUnivoco = rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "12345678903"}
		}, []rpt.Gruppo{soggetti}, []string{"R19 F RT/soggettoVersante/identificativoUnivocoVersante/codiceIdentificativoUnivoco", "R19 W RT/soggettoVersante/identificativoUnivocoVersante/tipoIdentificativoUnivoco"}},
		{"R20", func(_ *rpt.RPT, r *rpt.RT) {
			r.SoggettoPagatore.IdentificativoUnivoco.CodiceIdentificativoUnivoco, r.SoggettoPagatore.Anagrafica = "ANONIMO", "ANONIMO"
		}, []rpt.Gruppo{soggetti}, []string{"R20 F RT/soggettoPagatore/identificativoUnivocoPagatore/codiceIdentificativoUnivoco", "R20 W RT/soggettoPagatore/anagraficaPagatore"}},
		{"parties are off unless asked for", func(_ *rpt.RPT, r *rpt.RT) { r.SoggettoPagatore = rpt.SoggettoPagatore{} }, []rpt.Gruppo{sanp}, nil},
		{"S1", func(_ *rpt.RPT, r *rpt.RT) { r.VersioneOggetto = "6.2" }, []rpt.Gruppo{sanp}, []string{"S1 W RT/versioneOggetto"}},
		{"S1 is off unless asked for", func(_ *rpt.RPT, r *rpt.RT) { r.VersioneOggetto = "6.2" }, []rpt.Gruppo{soggetti}, nil},
		{"S2", func(_ *rpt.RPT, r *rpt.RT) { r.RiferimentoDataRichiesta = avviso.MustData("2024-05-04") }, []rpt.Gruppo{sanp}, []string{"S2 W RT/riferimentoDataRichiesta"}},
		{"S3", func(_ *rpt.RPT, r *rpt.RT) {
			p := &r.DatiPagamento.DatiSingoloPagamento[1]
			p.SingoloImportoPagato, p.IdentificativoUnivocoRiscossione, p.EsitoSingoloPagamento = avviso.Importo{}, "n/a", "KO"
			r.DatiPagamento.ImportoTotalePagato = euro("100.50")
		}, []rpt.Gruppo{sanp}, []string{"R17 W RT/datiPagamento/importoTotalePagato", "S3 W " + voce2 + "singoloImportoPagato"}},
		{"S4, all paid", func(_ *rpt.RPT, r *rpt.RT) { r.DatiPagamento.CodiceEsitoPagamento = "2" }, []rpt.Gruppo{sanp}, []string{"S4 W RT/datiPagamento/codiceEsitoPagamento"}},
		{"S4, none paid", func(_ *rpt.RPT, r *rpt.RT) { negativa(r, "2") }, []rpt.Gruppo{sanp}, []string{"S4 W RT/datiPagamento/codiceEsitoPagamento"}},
		{"S4 passes", func(_ *rpt.RPT, r *rpt.RT) {
			negativa(r, "2")
			r.DatiPagamento.DatiSingoloPagamento[0].SingoloImportoPagato = euro("100.50")
			r.DatiPagamento.ImportoTotalePagato = euro("100.50")
		}, []rpt.Gruppo{sanp}, nil},
		{"S5", func(_ *rpt.RPT, r *rpt.RT) { r.DataOraMessaggioRicevuta = avviso.MustDataOra("2024-05-03T10:15:29") }, []rpt.Gruppo{sanp}, []string{"S5 W RT/dataOraMessaggioRicevuta"}},
		{"S5 passes at the same instant", func(q *rpt.RPT, r *rpt.RT) { r.DataOraMessaggioRicevuta = q.DataOraMessaggioRichiesta }, []rpt.Gruppo{sanp}, nil},
		{"groups in their order", func(_ *rpt.RPT, r *rpt.RT) {
			r.VersioneOggetto, r.SoggettoPagatore.Civico = "6.2", ""
		}, []rpt.Gruppo{sanp, soggetti}, []string{"R20 W RT/soggettoPagatore/civicoPagatore", "S1 W RT/versioneOggetto"}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			q, r := leggiRPT(t), leggiRT(t)
			tt.cambia(&q, &r)
			v := rpt.VerificaRT(&q, &r, tt.gruppi...)
			if d := cmp.Diff(tt.want, sintesi(v)); d != "" {
				t.Error(d)
			}
			fatale := strings.Contains(strings.Join(tt.want, "\n"), " F ")
			require.Equal(t, !fatale, v.Accettata())
			if fatale {
				require.False(t, v.Accettata())
			} else {
				require.True(t, v.Accettata())
			}
		})
	}
}

func TestFindingsTellBothValues(t *testing.T) {
	q, r := leggiRPT(t), leggiRT(t)
	r.DatiPagamento.ImportoTotalePagato = euro("1.00")
	r.SoggettoPagatore.IdentificativoUnivoco.CodiceIdentificativoUnivoco = "LWNSML81L16F205A"
	v := rpt.VerificaRT(&q, &r, rpt.GruppoSOGGETTI)
	require.Len(t, v.Rilievi, 3)
	require.Equal(t, "1.00", v.Rilievi[0].Valore)
	require.Equal(t, `R14 F RT/datiPagamento/importoTotalePagato: diverso dalla somma dei pagamenti (atteso "116.50", trovato "1.00")`, v.Rilievi[0].String())
	require.Contains(t, v.Rilievi[2].Messaggio(), `(atteso "RSS*************", trovato "LWN*************")`)
	b, err := json.Marshal(v.Rilievi[0])
	require.NoError(t, err)
	require.JSONEq(t, `{"regola":"R14","gravita":"F","campo":"RT/datiPagamento/importoTotalePagato","messaggio":"RT/datiPagamento/importoTotalePagato: diverso dalla somma dei pagamenti (atteso \"116.50\", trovato \"1.00\")"}`, string(b))
}

func TestRulesOfARequestAlone(t *testing.T) {
	tests := []struct {
		nome   string
		cambia func(*rpt.RPT)
		want   []string
	}{
		{"all pass", func(*rpt.RPT) {}, nil},
		{"Q1", func(r *rpt.RPT) { r.DatiVersamento.ImportoTotaleDaVersare = euro("116.51") }, []string{"Q1 RPT/datiVersamento/importoTotaleDaVersare"}},
		{"Q2, neither", func(r *rpt.RPT) { r.DatiVersamento.DatiSingoloVersamento[0].IBANAccredito = "" }, []string{"Q2 RPT/datiVersamento/datiSingoloVersamento[1]"}},
		{"Q2, both", func(r *rpt.RPT) {
			r.DatiVersamento.DatiSingoloVersamento[1].IBANAccredito = "IT60X0542811101000000123456"
		}, []string{"Q2 RPT/datiVersamento/datiSingoloVersamento[2]"}},
		{"Q3", func(r *rpt.RPT) {
			r.DatiVersamento.TipoVersamento, r.DatiVersamento.IBANAddebito = rpt.VersamentoAD, ""
		}, []string{"Q3 RPT/datiVersamento/ibanAddebito"}},
		{"Q3 passes", func(r *rpt.RPT) { r.DatiVersamento.TipoVersamento = rpt.VersamentoAD }, nil},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			q := leggiRPT(t)
			tt.cambia(&q)
			var trovate []string
			for _, v := range q.Violazioni() {
				trovate = append(trovate, string(v.Codice)+" "+v.Campo)
			}
			if d := cmp.Diff(tt.want, trovate); d != "" {
				t.Error(d)
			}
			require.Equal(t, tt.want == nil, q.Valida() == nil)
		})
	}
}

// chiesto is a payment that the receipt of testdata answers without a finding.
func chiesto(t *testing.T) (rpt.Pagamento, rpt.Ricevuta) {
	t.Helper()
	p, err := rpt.ParseRicevuta(file(t, "pasendrtv2.xml"))
	require.NoError(t, err)
	r := p.Receipt
	return rpt.Pagamento{
		CreditorReferenceID: r.CreditorReferenceID, PaymentAmount: r.PaymentAmount, Description: r.Description,
		CompanyName: r.CompanyName, Debtor: r.Debtor, TransferList: append([]rpt.Transfer(nil), r.TransferList...),
	}, r
}

func TestRulesOfAReceipt(t *testing.T) {
	ko := func(r *rpt.Ricevuta) {
		r.Outcome, r.PaymentAmount, r.TransferList = rpt.OutcomeKO, avviso.Importo{}, nil
	}
	tests := []struct {
		nome   string
		tipo   rpt.TipoRichiesta
		cambia func(*rpt.Pagamento, *rpt.Ricevuta)
		want   []string
	}{
		{"all pass", rpt.RichiestaPaGetPaymentV2, func(*rpt.Pagamento, *rpt.Ricevuta) {}, nil},
		{"all pass, V1", rpt.RichiestaPaGetPayment, func(*rpt.Pagamento, *rpt.Ricevuta) {}, nil},
		{"all pass, RPT", rpt.RichiestaRPT, func(*rpt.Pagamento, *rpt.Ricevuta) {}, nil},
		{"C1", rpt.RichiestaPaGetPayment, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.CreditorReferenceID = "x" }, []string{"C1 F receipt/creditorReferenceId"}},
		{"C2, code", rpt.RichiestaPaGetPaymentV2, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.Debtor.EntityUniqueIdentifierValue = "ANONIMO" }, []string{"C2 W receipt/debtor/uniqueIdentifier/entityUniqueIdentifierValue"}},
		{"C2, the rest, in its order", rpt.RichiestaRPT, func(_ *rpt.Pagamento, r *rpt.Ricevuta) {
			r.Debtor = rpt.Subject{EntityUniqueIdentifierValue: r.Debtor.EntityUniqueIdentifierValue}
		}, []string{
			"C2 W receipt/debtor/fullName", "C2 W receipt/debtor/postalCode", "C2 W receipt/debtor/civicNumber", "C2 W receipt/debtor/e-mail",
			"C2 W receipt/debtor/streetName", "C2 W receipt/debtor/city", "C2 W receipt/debtor/country", "C2 W receipt/debtor/stateProvinceRegion",
		}},
		{"C2 does not apply to V1", rpt.RichiestaPaGetPayment, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.Debtor = rpt.Subject{} }, nil},
		{"C3 and stop", rpt.RichiestaPaGetPaymentV2, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.TransferList = r.TransferList[:2] }, []string{"C3 F receipt/transferList"}},
		{"C4 and stop", rpt.RichiestaPaGetPaymentV2, func(_ *rpt.Pagamento, r *rpt.Ricevuta) {
			r.Outcome, r.TransferList = rpt.OutcomeKO, r.TransferList[:2]
		}, []string{"C4 F receipt/transferList"}},
		{"C4 passes without transfers", rpt.RichiestaPaGetPaymentV2, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { ko(r) }, nil},
		{"C5", rpt.RichiestaPaGetPaymentV2, func(q *rpt.Pagamento, _ *rpt.Ricevuta) { q.TransferList[0].IDTransfer = 4 }, []string{"C5 W receipt/transferList/transfer[1]/idTransfer"}},
		{"C5 against an RPT is the place", rpt.RichiestaRPT, func(q *rpt.Pagamento, r *rpt.Ricevuta) {
			q.TransferList[0].IDTransfer, r.TransferList[1].IDTransfer = 4, 5
		}, []string{"C5 W receipt/transferList/transfer[2]/idTransfer"}},
		{"C6", rpt.RichiestaPaGetPayment, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.TransferList[2].TransferCategory = "x" }, []string{"C6 W receipt/transferList/transfer[3]/transferCategory"}},
		{"C6 does not apply to an RPT", rpt.RichiestaRPT, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.TransferList[2].TransferCategory = "x" }, nil},
		{"C7", rpt.RichiestaPaGetPaymentV2, func(q *rpt.Pagamento, _ *rpt.Ricevuta) { q.TransferList[1].TransferAmount = euro("6.00") }, []string{"C7 W receipt/transferList/transfer[2]/transferAmount"}},
		{
			"C8 and C10", rpt.RichiestaPaGetPaymentV2, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.PaymentAmount = euro("121.01") },
			[]string{"C8 F receipt/paymentAmount", "C10 W receipt/paymentAmount"},
		},
		{"C9", rpt.RichiestaPaGetPaymentV2, func(_ *rpt.Pagamento, r *rpt.Ricevuta) { r.Outcome = rpt.OutcomeKO }, []string{"C9 F receipt/paymentAmount"}},
		{"C10", rpt.RichiestaPaGetPaymentV2, func(q *rpt.Pagamento, _ *rpt.Ricevuta) { q.PaymentAmount = euro("120.00") }, []string{"C10 W receipt/paymentAmount"}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			q, r := chiesto(t)
			tt.cambia(&q, &r)
			v := rpt.VerificaRicevuta(tt.tipo, &q, &r)
			if d := cmp.Diff(tt.want, sintesi(v)); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestReceiptOfAnotherDebtor: a receipt is taken whoever the debtor is that it names.
func TestReceiptOfAnotherDebtor(t *testing.T) {
	uno := []rpt.Transfer{{
		IDTransfer: 1, TransferAmount: euro("100.00"), FiscalCodePA: "12345678903", IBAN: "IT60X0542811101000000123456", TransferCategory: "9/0101002IM/",
	}}
	q := rpt.Pagamento{
		CreditorReferenceID: "01000000000004285", PaymentAmount: euro("100.00"), TransferList: uno,
		Debtor: rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "TSTPNI70D01L219V", FullName: "Pino Test"},
	}
	r := rpt.Ricevuta{
		ReceiptID: "r-01", Outcome: rpt.OutcomeOK, CreditorReferenceID: "01000000000004285", PaymentAmount: euro("100.00"), TransferList: uno,
		Debtor: rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "ANONIMO", FullName: "Pino Test"},
	}
	v := rpt.VerificaRicevuta(rpt.RichiestaPaGetPaymentV2, &q, &r)
	require.True(t, v.Accettata())
	require.Equal(t, []string{"C2 W receipt/debtor/uniqueIdentifier/entityUniqueIdentifierValue"}, sintesi(v))
}

// TestReceiptAgainstAnRPT compares a receipt with the RPT it answers.
func TestReceiptAgainstAnRPT(t *testing.T) {
	q := leggiRPT(t)
	p := q.Pagamento()
	require.Equal(t, rpt.PersonaFisica, p.Debtor.EntityUniqueIdentifierType)
	for i, tr := range p.TransferList {
		require.Equal(t, avviso.Indice(i+1), tr.IDTransfer, "in the order of the items, from 1")
	}
	r := rpt.Ricevuta{
		Outcome: rpt.OutcomeOK, CreditorReferenceID: "RF18539007547034", PaymentAmount: euro("116.50"), Debtor: p.Debtor,
		TransferList: []rpt.Transfer{{IDTransfer: 1, TransferAmount: euro("100.50")}, {IDTransfer: 2, TransferAmount: euro("16.00")}},
	}
	require.Empty(t, rpt.VerificaRicevuta(rpt.RichiestaRPT, &p, &r).Rilievi)
}

// TestAnswers walks the conditions of paaInviaRT from the last to the first:
// each new one takes precedence over those already there.
func TestAnswers(t *testing.T) {
	q, r := leggiRPT(t), leggiRT(t)
	_, errXSD := rpt.ParseRT([]byte("<a/>"))
	c := rpt.ConsegnaRT{
		IdentificativoDominio: "12345678903", IdentificativoIntermediarioPA: "12345678903",
		IdentificativoStazioneIntermediarioPA: "12345678903_01", TipoFirma: "0", RT: r,
	}
	a := rpt.AttesaRT{
		RPT: &q, Stato: rpt.StatoRPTAccettataPSP, IdentificativoDominio: "12345678903",
		IdentificativoIntermediarioPA: "12345678903", IdentificativoStazioneIntermediarioPA: "12345678903_01",
	}
	passi := []struct {
		nome   string
		cambia func()
		fault  nodo.FaultCode
		codice nodo.Stato
		evento rpt.EventoRpt
		fermo  bool
	}{
		{"accepted", func() {}, "", nodo.RTAccettataPA, rpt.EventoRTValida, false},
		{"empty tipoFirma", func() { c.TipoFirma = "" }, "", nodo.RTAccettataPA, rpt.EventoRTValida, false},
		{"internal", func() { a.Guasto = errXSD }, nodo.PAASystemError, nodo.RTRifiutataPA, 0, false},
		{"semantics", func() { c.RT.DatiPagamento.CodiceContestoPagamento = "x" }, nodo.PAASemantica, nodo.RTRifiutataPA, rpt.EventoRTNonValida, false},
		{"syntax", func() { c.ErroreRT = errXSD }, nodo.PAASintassiXSD, nodo.RTRifiutataPA, rpt.EventoRTNonValida, false},
		{"envelope", func() { c.ErroreBusta = errXSD }, nodo.PAASintassiExtraXSD, nodo.RTRifiutataPA, 0, false},
		{"duplicate", func() { a.Stato = rpt.StatoRTAccettataPA }, nodo.PAARTDuplicata, nodo.RTRifiutataPA, 0, true},
		{"signature", func() { c.TipoFirma = "1" }, nodo.PAATipoFirmaSconosciuto, nodo.RTRifiutataPA, 0, false},
		{"station", func() { a.IdentificativoStazioneIntermediarioPA = "x" }, nodo.PAAStazioneIntErrata, nodo.RTRifiutataPA, 0, false},
		{"intermediary", func() { a.IdentificativoIntermediarioPA = "x" }, nodo.PAAIDIntermediarioErrato, nodo.RTRifiutataPA, 0, false},
		{"dominio", func() { a.IdentificativoDominio = "x" }, nodo.PAAIDDominioErrato, nodo.RTRifiutataPA, 0, false},
		{"unknown", func() { a.RPT = nil }, nodo.PAARPTSconosciuta, nodo.RTRifiutataPA, 0, false},
	}
	for _, p := range passi {
		p.cambia()
		t.Run(p.nome, func(t *testing.T) {
			got := rpt.RispondiPaaInviaRT(c, a)
			require.Equal(t, p.fault, got.FaultCode)
			require.Equal(t, p.codice, got.Codice)
			require.Equal(t, p.evento, got.Evento)
			require.Equal(t, p.fermo, got.NonBloccante)
			if f := got.Fault("12345678903"); p.fault == "" {
				require.Nil(t, f)
				require.True(t, got.FaultCode == "")
			} else {
				require.Equal(t, p.fault.Testo(), f.FaultString)
				require.NotEmpty(t, f.Description)
			}
		})
	}
	t.Run("first fatal finding in words", func(t *testing.T) {
		c.ErroreRT, c.ErroreBusta, c.TipoFirma, a.RPT, a.Stato = nil, nil, "", &q, rpt.StatoRPTAccettataPSP
		a.IdentificativoDominio, a.IdentificativoIntermediarioPA, a.IdentificativoStazioneIntermediarioPA = "12345678903", "12345678903", "12345678903_01"
		require.Equal(t, `RT/datiPagamento/CodiceContestoPagamento: diverso dalla richiesta (atteso "n/a", trovato "x")`, rpt.RispondiPaaInviaRT(c, a).Descrizione)
		c.ErroreRT = errGuasto
		require.Equal(t, nodo.PAASystemError, rpt.RispondiPaaInviaRT(c, a).FaultCode)
	})
}

// TestPaaInviaRT reads a delivery and answers it.
func TestPaaInviaRT(t *testing.T) {
	const testa = `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:p="http://ws.pagamenti.telematici.gov/ppthead" xmlns:w="http://ws.pagamenti.telematici.gov/"><s:Header><p:intestazionePPT>` +
		`<identificativoIntermediarioPA>12345678903</identificativoIntermediarioPA><identificativoStazioneIntermediarioPA>12345678903_01</identificativoStazioneIntermediarioPA>` +
		`<identificativoDominio>12345678903</identificativoDominio><identificativoUnivocoVersamento>RF18539007547034</identificativoUnivocoVersamento>` +
		`<codiceContestoPagamento>n/a</codiceContestoPagamento></p:intestazionePPT></s:Header><s:Body><w:paaInviaRT><tipoFirma></tipoFirma><rt>`
	messaggio := testa + b64(string(file(t, "rt.xml"))) + "</rt></w:paaInviaRT></s:Body></s:Envelope>"
	q := leggiRPT(t)
	a := rpt.AttesaRT{
		RPT: &q, Stato: rpt.StatoRPTAccettataPSP, IdentificativoDominio: "12345678903",
		IdentificativoIntermediarioPA: "12345678903", IdentificativoStazioneIntermediarioPA: "12345678903_01",
	}
	tests := []struct {
		nome, da, a string
		busta       error
		fault       nodo.FaultCode
	}{
		{"accepted", "", "", nil, ""},
		{"signature", "<tipoFirma>", "<tipoFirma>3", nil, nodo.PAATipoFirmaSconosciuto},
		{"station", "_01<", "_02<", nil, nodo.PAAStazioneIntErrata},
		{"not base64", "<rt>", "<rt>*", rpt.ErrFormato, nodo.PAASintassiExtraXSD},
		{"no signature element", "<tipoFirma></tipoFirma>", "", rpt.ErrElementoMancante, nodo.PAASintassiExtraXSD},
		{"empty RT", b64(string(file(t, "rt.xml"))), "", rpt.ErrLunghezza, nodo.PAASintassiExtraXSD},
		{"header twice", "</p:intestazionePPT>", "<codiceContestoPagamento>x</codiceContestoPagamento></p:intestazionePPT>", rpt.ErrElementoRipetuto, nodo.PAASintassiExtraXSD},
		{"element in a value", "<tipoFirma>", "<tipoFirma><x/>", rpt.ErrContenuto, nodo.PAASintassiExtraXSD},
		{"cut off", "</s:Envelope>", "", rpt.ErrXML, nodo.PAASintassiExtraXSD},
		{"RT that is none", b64(string(file(t, "rt.xml"))), b64("<RT/>"), nil, nodo.PAASintassiXSD},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			c, err := rpt.ParsePaaInviaRT([]byte(strings.Replace(messaggio, tt.da, tt.a, 1)))
			require.Equal(t, errors.Join(c.ErroreBusta, c.ErroreRT) != nil, err != nil)
			if tt.busta != nil {
				require.ErrorIs(t, c.ErroreBusta, tt.busta)
				require.ErrorIs(t, c.ErroreBusta, rpt.ErrSintassi)
			} else {
				require.NoError(t, c.ErroreBusta)
				require.Equal(t, q.Chiave(), c.Chiave())
			}
			if tt.nome != "cut off" && tt.nome != "element in a value" {
				require.Equal(t, tt.fault, rpt.RispondiPaaInviaRT(c, a).FaultCode)
			}
		})
	}
}
