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
)

// The receipt of one payment of 100.00, nested as GovPay writes it, flattened as this
// library does, and with the names of BizEvents.
const (
	ricevutaA = `{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",` +
		`"creditorReferenceId":"01000000000004285","paymentAmount":"100.00","description":"TARI 2026","companyName":"Comune di Prova","officeName":null,` +
		`"debtor":{"uniqueIdentifier":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V"},"fullName":"Pino Test","e-mail":"pino@esempio.it"},` +
		`"transferList":{"transfer":[{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456",` +
		`"remittanceInformation":"TARI","transferCategory":"9/0101002IM/","metadata":{"mapEntry":{"key":"UFF","value":"12"}}}]},"idPSP":"BCITITMM",` +
		`"PSPCompanyName":"Banca di Prova","idChannel":"c","channelDescription":"d","payer":null,"fee":"1.00","paymentDateTime":"2026-03-10T10:20:00","applicationDate":"2026-03-10","standIn":true,"metadata":null}`
	ricevutaB = `{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",` +
		`"creditorReferenceId":"01000000000004285","paymentAmount":"100.00","description":"TARI 2026","companyName":"Comune di Prova",` +
		`"debtor":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V","fullName":"Pino Test","e-mail":"pino@esempio.it"},` +
		`"transferList":[{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456",` +
		`"remittanceInformation":"TARI","transferCategory":"9/0101002IM/","metadata":[{"key":"UFF","value":"12"}]}],"idPSP":"BCITITMM",` +
		`"PSPCompanyName":"Banca di Prova","idChannel":"c","channelDescription":"d","fee":"1.00","paymentDateTime":"2026-03-10T10:20:00","applicationDate":"2026-03-10","standIn":true}`
)

var ricevutaC = strings.NewReplacer(`"e-mail"`, `"email"`, `"IBAN"`, `"iban"`, `"PSPCompanyName"`, `"pspCompanyName"`, `"100.00"`, `100.0`, `"1.00"`, `1`).Replace(ricevutaB)

// One reader takes the three spellings, alone and inside their messages, for one receipt.
func TestTreGrafie(t *testing.T) {
	var want rpt.Ricevuta
	for _, j := range []string{
		ricevutaA, ricevutaB, ricevutaC, `{"receipt":` + ricevutaA + `}`, `{"paSendRTReq":{"idPA":"12345678903","idBrokerPA":"12345678903","idStation":"12345678903_01","receipt":` + ricevutaA + `}}`,
	} {
		if !strings.HasPrefix(j, `{"receipt":`) { // without the addresses a message is refused by the strict door
			d, err := rpt.ParseDocumento([]byte(j))
			require.NoError(t, err, j)
			require.NotNil(t, d.Ricevuta)
		}
		d, a, err := rpt.LeggiDocumento([]byte("\ufeff" + j))
		require.NoError(t, err, j)
		require.Equal(t, rpt.V1, d.Versione)
		if want.ReceiptID == "" {
			want = d.Ricevuta.Receipt
			require.Empty(t, a)
			require.Equal(t, "100.00", want.PaymentAmount.String())
			require.Equal(t, "pino@esempio.it", want.Debtor.EMail)
			require.Equal(t, []rpt.MapEntry{{Key: "UFF", Value: "12"}}, want.TransferList[0].Metadata)
			require.Equal(t, avviso.MustDataOra("2026-03-10T10:20:00"), want.PaymentDateTime)
		}
		require.Empty(t, cmp.Diff(want, d.Ricevuta.Receipt, uguali), j)
		var r rpt.Ricevuta
		if !strings.Contains(j, `"receipt":`) {
			require.NoError(t, json.Unmarshal([]byte(j), &r))
			require.Empty(t, cmp.Diff(want, r, uguali), j)
		}
	}
	b, err := want.AppendJSON(nil)
	require.NoError(t, err)
	d, err := rpt.ParseDocumento(b)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(want, d.Ricevuta.Receipt, uguali))
	require.Contains(t, string(b), `"officeName":null`)
	require.Contains(t, string(b), `"transferList":{"transfer":[{"idTransfer":1,"transferAmount":"100.00"`)
	require.Contains(t, string(b), `"debtor":{"uniqueIdentifier":{"entityUniqueIdentifierType":"F"`)
}

func TestDocumentoRifiuti(t *testing.T) {
	cambia := func(da, a string) string {
		require.Contains(t, ricevutaA, da)
		return strings.Replace(ricevutaA, da, a, 1)
	}
	tests := []struct {
		nome, testo string
		codice      avviso.Codice
		campo       string
		lenta       string // the warning of the lenient door, "-" when it refuses too
	}{
		{"unknown member", cambia(`"outcome"`, `"colore":1,"outcome"`), "MEMBRO", "colore", "MEMBRO colore"},
		{"unknown in an item", cambia(`"idTransfer"`, `"x":{},"idTransfer"`), "MEMBRO", "transferList.transfer[0].x", "MEMBRO transferList.transfer[0].x"},
		{"another case", cambia(`"outcome"`, `"Outcome":"OK","outcome"`), "MEMBRO", "Outcome", "-"},
		{"twice", cambia(`"outcome"`, `"outcome":"OK","outcome"`), "MEMBRO", "outcome", "-"},
		{"two spellings", cambia(`"e-mail"`, `"email":"x@y.it","e-mail"`), "MEMBRO", "debtor.e-mail", "-"},
		{"two spellings of the identifier", cambia(`"fullName"`, `"entityUniqueIdentifierType":"F","fullName"`), "MEMBRO", "debtor.entityUniqueIdentifierType", "-"},
		{"missing", cambia(`"description":"TARI 2026",`, ``), "OBBLIGATORIO", "description", "OBBLIGATORIO description"},
		{"missing, of what is booked", cambia(`"receiptId":"r-01",`, ``), "OBBLIGATORIO", "receiptId", "-"},
		{"empty", cambia(`"officeName":null`, `"officeName":""`), "LUNGHEZZA_MIN", "officeName", "LUNGHEZZA_MIN officeName"},
		{"long", cambia(`"idPSP":"BCITITMM"`, `"idPSP":"`+strings.Repeat("x", 36)+`"`), "LUNGHEZZA_MAX", "idPSP", "LUNGHEZZA_MAX idPSP"},
		{"number for a text", cambia(`"idPSP":"BCITITMM"`, `"idPSP":45`), "PATTERN", "idPSP", "TIPO idPSP"},
		{"list for a text", cambia(`"idPSP":"BCITITMM"`, `"idPSP":[1]`), "PATTERN", "idPSP", "PATTERN idPSP"},
		{"text for a boolean", cambia(`"standIn":true`, `"standIn":"true"`), "PATTERN", "standIn", "TIPO standIn"},
		{"instant for a day", cambia(`"applicationDate":"2026-03-10"`, `"applicationDate":"2026-03-10T00:00:00"`), "DATA", "applicationDate", "TIPO applicationDate"},
		{"no day", cambia(`"applicationDate":"2026-03-10"`, `"applicationDate":"2026-02-30"`), "DATA", "applicationDate", "DATA applicationDate"},
		{"half a cent", cambia(`"paymentAmount":"100.00"`, `"paymentAmount":100.005`), "DECIMALI", "paymentAmount", "-"},
		{"negative", cambia(`"paymentAmount":"100.00"`, `"paymentAmount":-1`), "MIN", "paymentAmount", "-"},
		{"outcome", cambia(`"OK"`, `"SI"`), "ENUM", "outcome", "-"},
		{"six items", cambia(`"transfer":[{`, `"transfer":[{},{},{},{},{},{`), "OBBLIGATORIO", "transferList.transfer[0].idTransfer", "-"},
		{"no JSON", ricevutaA + "x", "JSON", "", "-"},
		{"no document", `{"a":{}}`, "SCONOSCIUTO", "", "-"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := rpt.ParseDocumento([]byte(tt.testo))
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, rpt.ErrSintassi)
			require.Equal(t, tt.codice, e.Codice)
			require.Equal(t, tt.campo, e.Campo)
			require.NotZero(t, e.Riga)
			_, a, err := rpt.LeggiDocumento([]byte(tt.testo))
			if tt.lenta == "-" {
				require.ErrorAs(t, err, &e)
				return
			}
			require.NoError(t, err)
			require.Len(t, a, 1)
			require.Equal(t, tt.lenta, string(a[0].Codice)+" "+a[0].Campo)
		})
	}
}

// The documents of testdata have the same content in XML and in both spellings of JSON.
func TestDocumentoDaXML(t *testing.T) {
	for _, nome := range []string{"rpt.xml", "rt.xml", "pasendrt.xml", "pasendrtv2.xml", "pagetpaymentv2risposta.xml"} {
		t.Run(nome, func(t *testing.T) {
			d, err := rpt.ParseDocumento(file(t, nome))
			require.NoError(t, err)
			var nidificato, piatto []byte
			switch {
			case d.RPT != nil:
				nidificato, err = d.RPT.AppendJSON(nil)
				require.NoError(t, err)
				piatto, err = json.Marshal(d.RPT)
			case d.RT != nil:
				nidificato, err = d.RT.AppendJSON(nil)
				require.NoError(t, err)
				piatto, err = json.Marshal(d.RT)
			case d.Ricevuta != nil:
				nidificato, err = d.Ricevuta.Receipt.AppendJSON(nil)
				require.NoError(t, err)
				piatto, err = json.Marshal(d.Ricevuta.Receipt)
				*d.Ricevuta = rpt.PaSendRT{Versione: d.Versione, Receipt: d.Ricevuta.Receipt}
			default:
				nidificato, err = d.Pagamento.AppendJSON(nil)
				require.NoError(t, err)
				piatto, err = json.Marshal(d.Pagamento)
			}
			require.NoError(t, err)
			for _, j := range [][]byte{nidificato, piatto} {
				dopo, err := rpt.ParseDocumento(j)
				require.NoError(t, err, "%s", j)
				require.Empty(t, cmp.Diff(d, dopo, uguali), "%s", j)
			}
		})
	}
	_, err := rpt.ParseDocumento([]byte(`<altro/>`))
	require.ErrorIs(t, err, rpt.ErrRadice)
	_, err = rpt.ParseDocumento(nil)
	require.ErrorIs(t, err, rpt.ErrSintassi)
}

// FuzzDocumento: what the strict door accepts is written as JSON, and read the same.
func FuzzDocumento(f *testing.F) {
	for _, s := range []string{ricevutaA, ricevutaB, ricevutaC, `{"receipt":` + ricevutaA + `}`, `{}`, `{"datiPagamento":{}}`, `{"transferList":[]}`} {
		f.Add([]byte(s))
	}
	for _, nome := range []string{"rpt.xml", "rt.xml", "pasendrtv2.xml"} {
		f.Add(file(f, nome))
		if d, err := rpt.ParseDocumento(file(f, nome)); err == nil && d.RT != nil {
			j, _ := d.RT.AppendJSON(nil)
			f.Add(j)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := rpt.ParseDocumento(b)
		if _, _, errLento := rpt.LeggiDocumento(b); errLento != nil && err == nil {
			t.Fatalf("strict takes what lenient refuses: %v", errLento)
		}
		_, _, _ = rpt.LeggiBizEvents(b)
		_ = json.Unmarshal(b, new(rpt.Ricevuta))
		if err != nil {
			var e *rpt.Errore
			if !errors.As(err, &e) {
				t.Fatalf("refusal is not typed: %#v", err)
			}
			return
		}
		var j []byte
		switch {
		case d.RPT != nil:
			j, err = d.RPT.AppendJSON(nil)
		case d.RT != nil:
			j, err = d.RT.AppendJSON(nil)
		case d.Pagamento != nil:
			j, err = d.Pagamento.AppendJSON(nil)
		case d.Ricevuta != nil:
			j, err = d.Ricevuta.Receipt.AppendJSON(nil)
		default: // an answer KO
			return
		}
		if nonScrivibile(contenuto(d), err) {
			return
		}
		require.NoError(t, err)
		e, err := rpt.ParseDocumento(j)
		require.NoError(t, err, "%s", j)
		if d.Ricevuta != nil {
			d.Ricevuta, e.Ricevuta = &rpt.PaSendRT{Receipt: d.Ricevuta.Receipt}, &rpt.PaSendRT{Receipt: e.Ricevuta.Receipt}
		}
		d.Versione, e.Versione = "", ""
		require.Empty(t, cmp.Diff(d, e, uguali))
	})
}

// TestImportoFuoriSchema: an amount that the schema does not have is read in part of a
// document as a text as it is as a number, since it is written as one.
func TestImportoFuoriSchema(t *testing.T) {
	for _, numero := range []string{"-1.00", "100000000000.00"} {
		var a, b rpt.Pagamento
		require.NoError(t, json.Unmarshal([]byte(`{"paymentAmount":`+numero+`}`), &a))
		require.NoError(t, json.Unmarshal([]byte(`{"paymentAmount":"`+numero+`"}`), &b))
		require.Equal(t, numero, a.PaymentAmount.String())
		require.Equal(t, a, b)
	}
	require.Error(t, json.Unmarshal([]byte(`{"paymentAmount":"1e2"}`), new(rpt.Pagamento)))
}

// TestVociFuoriSchema: what is read in part of a document, or whole with json.Unmarshal,
// may have more items than the schema does; ParseDocumento counts them.
func TestVociFuoriSchema(t *testing.T) {
	const voce = `{"idTransfer":1}`
	for _, n := range []int{0, 5, 6, 9} {
		lista := strings.TrimSuffix(strings.Repeat(voce+",", n), ",")
		var p rpt.Pagamento
		require.NoError(t, json.Unmarshal([]byte(`{"transferList":[`+lista+`]}`), &p))
		require.Len(t, p.TransferList, n)
	}
}
