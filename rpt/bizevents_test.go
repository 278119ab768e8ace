package rpt_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

const ricevutaBiz = `{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",` +
	`"creditorReferenceId":"01000000000004285","paymentAmount":84.1,"description":"TARI 2026","companyName":"Comune di Prova","officeName":null,` +
	`"debtor":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V","fullName":"Pino Test","email":null},` +
	`"transferList":[{"idTransfer":1,"transferAmount":84.10,"fiscalCodePA":"12345678903","iban":"IT60X0542811101000000123456","mbdAttachment":"",` +
	`"remittanceInformation":"TARI","transferCategory":"9/0101002IM/","metadata":null}],"idPSP":"BCITITMM","pspCompanyName":"Banca di Prova","idChannel":"c",` +
	`"payer":null,"paymentDateTime":"2026-04-09","paymentDateTimeFormatted":"2026-04-09T09:41:07"}`

func biz(t *testing.T, da, a string) []byte {
	t.Helper()
	require.Contains(t, ricevutaBiz, da)
	return []byte(strings.Replace(ricevutaBiz, da, a, 1))
}

func TestBizEventsImporti(t *testing.T) {
	for numero, want := range map[string]string{"84.1": "84.10", "84.10": "84.10", "84.100": "84.10", "1E+2": "100.00", "16": "16.00", "0.5e1": "5.00", "1e-2": "0.01"} {
		b := biz(t, "84.1,", numero+",")
		r, err := rpt.ParseBizEvents(b)
		require.NoError(t, err, numero)
		require.Equal(t, want, r.PaymentAmount.String(), numero)
		r, a, err := rpt.LeggiBizEvents(b)
		require.NoError(t, err)
		require.Empty(t, a)
		require.Equal(t, want, r.PaymentAmount.String())
	}
	for numero, codice := range map[string]avviso.Codice{"0.125": "DECIMALI", "-1": "MIN", "1e400": "PATTERN", "1e-9": "PATTERN", "1000000000": "MAX"} {
		_, err := rpt.ParseBizEvents(biz(t, "84.1,", numero+","))
		x, ok := avviso.RilievoDi(err)
		require.True(t, ok, numero)
		require.Equal(t, codice, x.Codice, numero)
		require.Equal(t, "paymentAmount", x.Campo)
	}
	_, err := rpt.ParseBizEvents(biz(t, "84.1,", `"84.10",`))
	require.Error(t, err)
	r, a, err := rpt.LeggiBizEvents(biz(t, "84.1,", `"84.10",`))
	require.NoError(t, err)
	require.Equal(t, "84.10", r.PaymentAmount.String())
	require.Equal(t, avviso.Codice("TIPO"), a[0].Codice)
}

func TestBizEventsDate(t *testing.T) {
	const tempi = `"paymentDateTime":"2026-04-09","paymentDateTimeFormatted":"2026-04-09T09:41:07"`
	tests := []struct {
		nome, testo                   string
		pagata, applicata, trasferita string
		avvertenze                    int
	}{
		{
			"Formatted wins, days are as written, a list", `"paymentDateTime":"2026-04-09T00:00:00.000000+02:00","paymentDateTimeFormatted":"2026-04-09T09:41:07",` +
				`"applicationDate":"2026-04-09T00:00+01:00","transferDate":[2026,4,10]`,
			"2026-04-09T09:41:07", "2026-04-09", "2026-04-10", 0,
		},
		{"a time without zone", `"paymentDateTime":"2027-07-22T10:27:16"`, "2027-07-22T10:27:16", "", "", 0},
		{"a zone is brought to Rome, the fraction dropped", `"paymentDateTime":"2026-07-01T22:30:05.123456Z"`, "2026-07-02T00:30:05", "", "", 0},
		{"a midnight with zone is a day", `"paymentDateTime":"2026-04-09T00:00+01:00"`, "2026-04-09T00:00:00", "", "", 1},
		{"a day", `"paymentDateTime":"2026-04-09"`, "2026-04-09T00:00:00", "", "", 1},
		{"a list with a time", `"paymentDateTime":[2024,8,7,9,5,30]`, "2024-08-07T09:05:30", "", "", 0},
		{"a list to the minute", `"paymentDateTime":[2024,8,7,9,5]`, "2024-08-07T09:05:00", "", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			b := biz(t, tempi, tt.testo)
			r, a, err := rpt.LeggiBizEvents(b)
			require.NoError(t, err)
			require.Len(t, a, tt.avvertenze)
			require.Equal(t, tt.pagata, r.PaymentDateTime.String())
			require.Equal(t, tt.applicata, r.ApplicationDate.String())
			require.Equal(t, tt.trasferita, r.TransferDate.String())
			s, err := rpt.ParseBizEvents(b)
			require.NoError(t, err)
			require.Equal(t, r, s)
		})
	}
	for _, testo := range []string{
		`"applicationDate":"2026-02-30"`, `"applicationDate":"2026-04-09T00:00:00x"`, `"transferDate":[2026,13,1]`, `"transferDate":[2026,2]`,
		`"transferDate":[2026,4,10,25]`, `"transferDate":["2026",4,10]`, `"paymentDateTime":"ieri"`,
	} {
		_, err := rpt.ParseBizEvents(biz(t, tempi, testo))
		require.ErrorIs(t, err, rpt.ErrSintassi, testo)
		_, a, err := rpt.LeggiBizEvents(biz(t, tempi, testo))
		require.NoError(t, err, testo)
		require.Len(t, a, 1, testo)
	}
}

func TestBizEventsBollo(t *testing.T) {
	const conto = `"iban":"IT60X0542811101000000123456","mbdAttachment":""`
	bollo := base64.StdEncoding.EncodeToString([]byte("<marcaDaBollo/>"))
	r, err := rpt.ParseBizEvents(biz(t, conto, `"iban":"","mbdAttachment":"`+bollo+`"`))
	require.NoError(t, err)
	require.Equal(t, "<marcaDaBollo/>", string(r.TransferList[0].MBDAttachment))
	for _, testo := range []string{`"iban":null,"mbdAttachment":""`, `"iban":"IT60X0542811101000000123456","mbdAttachment":"` + bollo + `"`, `"mbdAttachment":"%"`} {
		_, err = rpt.ParseBizEvents(biz(t, conto, testo))
		require.ErrorIs(t, err, rpt.ErrSintassi, testo)
	}
	_, err = rpt.ParseBizEvents(biz(t, `"OK"`, `"KO"`))
	require.ErrorIs(t, err, rpt.ErrEnumerazione)
	for _, altro := range []string{`{"infoNotice":{},"carts":[]}`, `[]`, `{"notices":[]}`} {
		_, _, err = rpt.LeggiBizEvents([]byte(altro))
		x, ok := avviso.RilievoDi(err)
		require.True(t, ok)
		require.Equal(t, rpt.CodiceSconosciuto, x.Codice, altro)
	}
}

// The event of the help desk gives the receipt that the service makes of it.
func TestBizEvent(t *testing.T) {
	r, a, err := rpt.LeggiBizEvents([]byte(`{"id":"e1","version":"2","receiptId":"r-01","debtorPosition":{"modelType":"2","noticeNumber":"301000000000004285","iuv":"01000000000004285"},
"creditor":{"idPA":"12345678903","idBrokerPA":"12345678903","idStation":"12345678903_01","companyName":"Comune di Prova","officeName":""},
"psp":{"idPsp":"BCITITMM","idBrokerPsp":"b","idChannel":"c","psp":"Banca di Prova"},
"debtor":{"fullName":"Pino Test","entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V"},
"paymentInfo":{"paymentDateTime":"2026-04-09T09:41:07.955813","applicationDate":"2026-04-09","transferDate":"2026-04-10","paymentToken":"r-01","amount":"84.1","fee":"0.5","totalNotice":"1","remittanceInformation":"TARI 2026"},
"transferList":[{"idTransfer":"1","fiscalCodePA":"12345678903","companyName":"Comune di Prova","amount":"84.1","transferCategory":"9/0101002IM/","remittanceInformation":"TARI","IBAN":"IT60X0542811101000000123456"}],
"transactionDetails":{"transaction":{"amount":8410}},"eventStatus":"DONE","eventRetryEnrichmentCount":0}`))
	require.NoError(t, err)
	require.Len(t, a, 1) // the empty officeName
	require.Equal(t, "84.10", r.PaymentAmount.String())
	require.Equal(t, "0.50", r.Fee.String())
	require.Equal(t, "TARI 2026", r.Description)
	require.Equal(t, "2026-04-09T09:41:07", r.PaymentDateTime.String())
	require.Equal(t, "84.10", r.TransferList[0].TransferAmount.String())
}

func TestVerificaCopia(t *testing.T) {
	r, err := rpt.ParseBizEvents([]byte(ricevutaBiz))
	require.NoError(t, err)
	copia := r
	copia.PaymentDateTime = avviso.MustDataOra("2026-04-09T00:00:00")
	copia.ChannelDescription = "altra"
	require.Empty(t, rpt.VerificaCopia(&r, &copia))
	copia.PaymentAmount = avviso.ImportoDaCentesimi(8411)
	copia.TransferList = []rpt.Transfer{r.TransferList[0]}
	copia.TransferList[0].IBAN = "IT48F0760101000000012345678"
	var campi []string
	for _, x := range rpt.VerificaCopia(&r, &copia) {
		require.Equal(t, rpt.RilievoDiversa, x.Codice)
		campi = append(campi, x.Campo)
	}
	require.Equal(t, []string{"paymentAmount", "transferList[1].IBAN"}, campi)
	copia.ReceiptID = "r-02"
	require.Len(t, rpt.VerificaCopia(&r, &copia), 1)
	require.Len(t, rpt.VerificaCopia(nil, nil), 1)
}
