package rpt_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// cambia replaces the first occurrence of da, which must be there, by a.
func cambia(t testing.TB, dati []byte, da, a string) []byte {
	t.Helper()
	require.Contains(t, string(dati), da)
	return bytes.Replace(dati, []byte(da), []byte(a), 1)
}

// posto returns line and column of the first occurrence of a text.
func posto(t testing.TB, dati []byte, testo string) (riga, colonna int) {
	t.Helper()
	i := bytes.Index(dati, []byte(testo))
	require.GreaterOrEqual(t, i, 0, testo)
	riga = 1 + bytes.Count(dati[:i], []byte("\n"))
	return riga, len([]rune(string(dati[bytes.LastIndexByte(dati[:i], '\n')+1:i]))) + 1
}

func TestStrictRefusals(t *testing.T) {
	const ns = "http://www.digitpa.gov.it/schemas/2011/Pagamenti/"
	voce := "    <datiSingoloPagamento>\n      <singoloImportoPagato>16.00"
	tests := []struct {
		nome, da, a   string
		campo, valore string
		tipo          error
		dove          string // the text at the place of the error; "" leaves the place alone
	}{
		{"outcome 5", "<codiceEsitoPagamento>0<", "<codiceEsitoPagamento>5<", "RT/datiPagamento/codiceEsitoPagamento", "5", rpt.ErrEnumerazione, "<codiceEsitoPagamento>"},
		{"outcome 00", "<codiceEsitoPagamento>0<", "<codiceEsitoPagamento>00<", "RT/datiPagamento/codiceEsitoPagamento", "00", rpt.ErrEnumerazione, "<codiceEsitoPagamento>"},
		{"outcome with a blank", "<codiceEsitoPagamento>0<", "<codiceEsitoPagamento> 0<", "RT/datiPagamento/codiceEsitoPagamento", " 0", rpt.ErrEnumerazione, ""},
		{"no decimals", ">100.50<", ">11<", "RT/datiPagamento/datiSingoloPagamento[1]/singoloImportoPagato", "11", rpt.ErrImporto, "<singoloImportoPagato>11"},
		{"three decimals", ">100.50<", ">1.005<", "RT/datiPagamento/datiSingoloPagamento[1]/singoloImportoPagato", "1.005", rpt.ErrImporto, "<singoloImportoPagato>1.005"},
		{"one decimal in the second item", ">16.00<", ">16.0<", "RT/datiPagamento/datiSingoloPagamento[2]/singoloImportoPagato", "16.0", rpt.ErrImporto, "<singoloImportoPagato>16.0<"},
		{"negative amount", ">100.50<", ">-1.00<", "RT/datiPagamento/datiSingoloPagamento[1]/singoloImportoPagato", "-1.00", rpt.ErrImporto, ""},
		{"amount with an exponent", ">116.50<", ">1e2<", "RT/datiPagamento/importoTotalePagato", "1e2", rpt.ErrImporto, ""},
		{"amount too large", ">116.50<", ">1000000000.00<", "RT/datiPagamento/importoTotalePagato", "1000000000.00", rpt.ErrImporto, ""},
		{"zero where it is not allowed", "<commissioniApplicatePA>1.00", "<commissioniApplicatePA>0.00", "RT/datiPagamento/datiSingoloPagamento[1]/commissioniApplicatePA", "0.00", rpt.ErrImporto, ""},
		{"wrong namespace", ns, "http://www.digitpa.gov.it/schemas/2011/pagamenti/", "RT", "http://www.digitpa.gov.it/schemas/2011/pagamenti/", rpt.ErrSpazioNomi, "<RT"},
		{"no namespace", ` xmlns="` + ns + `"`, "", "RT", "", rpt.ErrSpazioNomi, "<RT"},
		{"namespace of one element", "<importoTotalePagato>", `<importoTotalePagato xmlns="urn:x">`, "RT/datiPagamento/importoTotalePagato", "urn:x", rpt.ErrSpazioNomi, `<importoTotalePagato xmlns`},
		{"repeated element", "</versioneOggetto>", "</versioneOggetto><versioneOggetto>6.2.0</versioneOggetto>", "RT/versioneOggetto", "", rpt.ErrElementoRipetuto, ""},
		{"named like one of the group around", "<datiPagamento>", "<datiPagamento><versioneOggetto/>", "RT/datiPagamento/codiceEsitoPagamento", "versioneOggetto", rpt.ErrElementoMancante, ""},
		{"repeated group", "  <enteBeneficiario>", "  <dominio/>\n  <enteBeneficiario>", "RT/dominio", "", rpt.ErrElementoRipetuto, "<dominio/>"},
		{"repeated at the end", "</datiPagamento>", "</datiPagamento><versioneOggetto>1</versioneOggetto>", "RT/versioneOggetto", "", rpt.ErrElementoRipetuto, ""},
		{"missing element", "<importoTotalePagato>116.50</importoTotalePagato>", "", "RT/datiPagamento/importoTotalePagato", "identificativoUnivocoVersamento", rpt.ErrElementoMancante, "<identificativoUnivocoVersamento>"},
		{"lower-case CCP", "CodiceContestoPagamento>n/a</C", "codiceContestoPagamento>n/a</c", "RT/datiPagamento/CodiceContestoPagamento", "codiceContestoPagamento", rpt.ErrElementoMancante, ""},
		{"unknown element", "</datiPagamento>", "<nota>x</nota></datiPagamento>", "RT/datiPagamento/nota", "", rpt.ErrElementoInatteso, "<nota>"},
		{"six items", voce, strings.Repeat(tagVoce, 4) + voce, "RT/datiPagamento/datiSingoloPagamento[6]", "", rpt.ErrOccorrenze, voce[4:]},
		{"type of an instance", "<RT ", `<RT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x" `, "RT/@type", "x", rpt.ErrAttributo, ""},
		{"attribute", "<importoTotalePagato>", `<importoTotalePagato valuta="EUR">`, "RT/datiPagamento/importoTotalePagato/@valuta", "EUR", rpt.ErrAttributo, "<importoTotalePagato valuta"},
		{"text between elements", "<datiPagamento>", "<datiPagamento>x", "RT/datiPagamento", "", rpt.ErrContenuto, ""},
		{"element inside a value", ">116.50<", "><b/>116.50<", "RT/datiPagamento/importoTotalePagato", "b", rpt.ErrContenuto, "<b/>"},
		{"empty text", "<versioneOggetto>6.2.0<", "<versioneOggetto><", "RT/versioneOggetto", "", rpt.ErrLunghezza, ""},
		{"long text", "<versioneOggetto>6.2.0<", "<versioneOggetto>12345678901234567<", "RT/versioneOggetto", "12345678901234567", rpt.ErrLunghezza, "<versioneOggetto>"},
		{"long optional text", ">ACCETTATA<", ">" + strings.Repeat("à", 36) + "<", "RT/datiPagamento/datiSingoloPagamento[1]/esitoSingoloPagamento", strings.Repeat("à", 36), rpt.ErrLunghezza, ""},
		{"one-character code", ">BCITITMM<", ">B<", "RT/istitutoAttestante/identificativoUnivocoAttestante/codiceIdentificativoUnivoco", "B", rpt.ErrLunghezza, ""},
		{"body that is a bank", "<tipoIdentificativoUnivoco>G<", "<tipoIdentificativoUnivoco>A<", "RT/enteBeneficiario/identificativoUnivocoBeneficiario/tipoIdentificativoUnivoco", "A", rpt.ErrEnumerazione, ""},
		{"country in lower case", "<nazionePagatore>IT<", "<nazionePagatore>it<", "RT/soggettoPagatore/nazionePagatore", "it", rpt.ErrFormato, ""},
		{"e-mail", ">mario.rossi@example.org<", ">mario.rossi@<", "RT/soggettoPagatore/e-mailPagatore", "mario.rossi@", rpt.ErrFormato, ""},
		{"datiSpecificiRiscossione", ">9/0101002IM/<", ">3/0101002IM/<", "RT/datiPagamento/datiSingoloPagamento[1]/datiSpecificiRiscossione", "3/0101002IM/", rpt.ErrFormato, ""},
		{"date that is none", "<riferimentoDataRichiesta>2024-05-03", "<riferimentoDataRichiesta>2024-02-30", "RT/riferimentoDataRichiesta", "2024-02-30", rpt.ErrData, "<riferimentoDataRichiesta>"},
		{"Italian date", "<riferimentoDataRichiesta>2024-05-03", "<riferimentoDataRichiesta>03/05/2024", "RT/riferimentoDataRichiesta", "03/05/2024", rpt.ErrData, ""},
		{"date-time with a blank", "2024-05-03T10:20:00", "2024-05-03 10:20:00", "RT/dataOraMessaggioRicevuta", "2024-05-03 10:20:00", rpt.ErrData, ""},
		{"base64", "PG1hcmNhRGFCb2xsby8+", "PG1hcmNh!", "RT/datiPagamento/datiSingoloPagamento[2]/allegatoRicevuta/testoAllegato", "PG1hcmNh!", rpt.ErrFormato, "<testoAllegato>"},
		{"another document", "<RT ", "<RPT ", "RT", "RPT", rpt.ErrRadice, "<RPT "},
		{"DOCTYPE", `<RT `, "<!DOCTYPE RT>\n<RT ", "", "<!DOCTYPE", rpt.ErrXML, "<!DOCTYPE"},
		{"text after the root", "</RT>", "</RT>x", "", "x", rpt.ErrXML, ""},
		{"element after the root", "</RT>", "</RT><RT/>", "", "<RT/>", rpt.ErrXML, ""},
		{"end tag", "</datiPagamento>", "</dati>", "RT/datiPagamento", "dati", rpt.ErrXML, ""},
		{"truncated", "</datiPagamento>\n</RT>\n", "", "RT/datiPagamento", "", rpt.ErrXML, ""},
		{"not UTF-8", "Mario Rossi", "Mario \xff", "", "", rpt.ErrXML, ""},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			dati := cambia(t, file(t, "rt.xml"), tt.da, tt.a)
			if tt.nome == "lower-case CCP" {
				dati = bytes.ReplaceAll(dati, []byte("CodiceContesto"), []byte("codiceContesto"))
			}
			_, err := rpt.ParseRT(dati)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, tt.tipo)
			require.ErrorIs(t, err, rpt.ErrSintassi)
			require.Equal(t, rpt.CodiceSintassiXSD, e.Codice)
			if tt.tipo != rpt.ErrXML {
				require.Equal(t, tt.campo, e.Campo)
				require.Equal(t, tt.valore, e.Valore)
			}
			require.Positive(t, e.Riga)
			require.Positive(t, e.Colonna)
			if tt.dove != "" {
				riga, colonna := posto(t, dati, tt.dove)
				require.Equal(t, fmt.Sprint(riga, ":", colonna), fmt.Sprint(e.Riga, ":", e.Colonna))
			}
		})
	}
}

// tagVoce is one more item of an RT.
const tagVoce = `<datiSingoloPagamento><singoloImportoPagato>0.00</singoloImportoPagato><dataEsitoSingoloPagamento>2024-05-03</dataEsitoSingoloPagamento><identificativoUnivocoRiscossione>n/a</identificativoUnivocoRiscossione><causaleVersamento>c</causaleVersamento><datiSpecificiRiscossione>9/abc</datiSpecificiRiscossione></datiSingoloPagamento>`

func TestStrictRefusalsOfARequest(t *testing.T) {
	dati := file(t, "rpt.xml")
	tests := []struct {
		nome, da, a, campo string
		tipo               error
	}{
		{"no item", "<pay_i:datiSingoloVersamento>", "</pay_i:datiVersamento></pay_i:RPT>", "RPT/datiVersamento/datiSingoloVersamento", rpt.ErrElementoMancante},
		{"item of 0.00", "<pay_i:importoSingoloVersamento>16.00", "<pay_i:importoSingoloVersamento>0.00", "RPT/datiVersamento/datiSingoloVersamento[2]/importoSingoloVersamento", rpt.ErrImporto},
		{"signature of older schemas", "<pay_i:firmaRicevuta>0", "<pay_i:firmaRicevuta>1", "RPT/datiVersamento/firmaRicevuta", rpt.ErrEnumerazione},
		{"payment form", "<pay_i:tipoVersamento>BBT", "<pay_i:tipoVersamento>XYZ", "RPT/datiVersamento/tipoVersamento", rpt.ErrEnumerazione},
		{"IBAN", "<pay_i:ibanAccredito>IT60", "<pay_i:ibanAccredito>I760", "RPT/datiVersamento/datiSingoloVersamento[1]/ibanAccredito", rpt.ErrFormato},
		{"BIC", ">BCITITMM<", ">BCITITMO1<", "RPT/datiVersamento/bicAddebito", rpt.ErrFormato},
		{"stamp", "<pay_i:tipoBollo>01", "<pay_i:tipoBollo>02", "RPT/datiVersamento/datiSingoloVersamento[2]/datiMarcaBolloDigitale/tipoBollo", rpt.ErrEnumerazione},
		{"hash", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", "n4bQ_", "RPT/datiVersamento/datiSingoloVersamento[2]/datiMarcaBolloDigitale/hashDocumento", rpt.ErrFormato},
		{"order of the parties", "<pay_i:soggettoPagatore>", "<pay_i:enteBeneficiario>", "RPT/soggettoPagatore", rpt.ErrElementoMancante},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			x := cambia(t, dati, tt.da, tt.a)
			if tt.nome == "no item" {
				x = x[:bytes.Index(x, []byte("</pay_i:RPT>"))+len("</pay_i:RPT>")]
			}
			_, err := rpt.ParseRPT(x)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, tt.tipo)
			require.Equal(t, tt.campo, e.Campo)
		})
	}
}

func TestStrictRefusalsOfAReceipt(t *testing.T) {
	v1, v2 := file(t, "pasendrt.xml"), file(t, "pasendrtv2.xml")
	tests := []struct {
		nome  string
		dati  []byte
		da, a string
		campo string
		tipo  error
	}{
		{"qualified child", v1, "<idPA>", `<idPA xmlns="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">`, "paSendRTReq/idPA", rpt.ErrSpazioNomi},
		{"notice number", v1, "301000000000004285", "30100000000000428", "paSendRTReq/receipt/noticeNumber", rpt.ErrFormato},
		{"outcome", v1, ">OK<", ">Ok<", "paSendRTReq/receipt/outcome", rpt.ErrEnumerazione},
		{"member of V2 in V1", v1, "<fee>", "<paymentNote>x</paymentNote><fee>", "paSendRTReq/receipt/paymentNote", rpt.ErrElementoInatteso},
		{"stamp in V1", v1, "<IBAN>IT60X0542811101000000123456</IBAN>", "<MBDAttachment>YQ==</MBDAttachment>", "paSendRTReq/receipt/transferList/transfer[1]/IBAN", rpt.ErrElementoMancante},
		{"neither IBAN nor stamp", v2, "<MBDAttachment>PG1hcmNhRGFCb2xsby8+</MBDAttachment>", "", "paSendRTV2Request/receipt/transferList/transfer[3]/MBDAttachment", rpt.ErrElementoMancante},
		{"both IBAN and stamp", v2, "<MBDAttachment>", "<IBAN>x</IBAN><MBDAttachment>", "paSendRTV2Request/receipt/transferList/transfer[3]/remittanceInformation", rpt.ErrElementoMancante},
		{"transfer 6", v2, "<idTransfer>3", "<idTransfer>6", "paSendRTV2Request/receipt/transferList/transfer[3]/idTransfer", rpt.ErrEnumerazione},
		{"transfer of 0.00", v2, "<transferAmount>5.00", "<transferAmount>0.00", "paSendRTV2Request/receipt/transferList/transfer[2]/transferAmount", rpt.ErrImporto},
		{"empty metadata", v2, "<mapEntry>\n        <key>canale</key>\n        <value>web</value>\n      </mapEntry>", "", "paSendRTV2Request/receipt/metadata/mapEntry", rpt.ErrElementoMancante},
		{"standIn", v2, ">false<", ">no<", "paSendRTV2Request/receipt/standIn", rpt.ErrFormato},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := rpt.ParseRicevuta(cambia(t, tt.dati, tt.da, tt.a))
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, tt.tipo)
			require.Equal(t, tt.campo, e.Campo)
		})
	}
}

// TestStrictAcceptsWhatTheSchemaDoes covers the corners that schemas allow.
func TestStrictAcceptsWhatTheSchemaDoes(t *testing.T) {
	base := file(t, "rt.xml")
	tests := []struct{ nome, da, a string }{
		{"white space around a number", ">116.50<", "> \n116.50\t<"},
		{"leading zeros", ">116.50<", ">000116.50<"},
		{"zone of a date", "<riferimentoDataRichiesta>2024-05-03", "<riferimentoDataRichiesta>2024-05-03+02:00"},
		{"zone of an instant", "T10:20:00<", "T08:20:00.000Z<"},
		{"comment and processing instruction", "<datiPagamento>", "<!-- x --><?y z?><datiPagamento>"},
		{"CDATA", ">Mario Rossi<", "><![CDATA[Mario]]> Ro&#115;si<"},
		{"hint of the schema", "<RT ", `<RT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" `},
		{"hint of a schema without namespace", "<RT ", `<RT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="a" `},
		{"byte order mark", "<?xml", "\ufeff<?xml"},
		{"base64 in lines", "PG1hcmNhRGFCb2xsby8+", "PG1hcmNh\n      RGFCb2xsby8+"},
	}
	atteso := leggiRT(t)
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			dati := cambia(t, base, tt.da, tt.a)
			r, err := rpt.ParseRT(dati)
			require.NoError(t, err)
			if d := cmp.Diff(atteso, r, uguali); d != "" {
				t.Error(d)
			}
			if tt.nome != "byte order mark" {
				t.Run("schema", func(t *testing.T) { valida(t, schemaPagamenti, map[string][]byte{"x.xml": dati}) })
			}
		})
	}
	t.Run("ISO-8859-1", func(t *testing.T) {
		dati := cambia(t, cambia(t, base, "UTF-8", "ISO-8859-1"), "Torino", "Forl\xec")
		r, err := rpt.ParseRT(dati)
		require.NoError(t, err)
		require.Equal(t, "Forlì", r.SoggettoPagatore.Localita)
	})
}

func TestLenientReading(t *testing.T) {
	base := file(t, "rt.xml")
	const ns = "http://www.digitpa.gov.it/schemas/2011/Pagamenti/"
	tests := []struct {
		nome    string
		dati    []byte
		attese  []avviso.Avvertenza // without places
		verdict func(*testing.T, rpt.RT)
	}{
		{"nothing to tolerate", base, nil, nil},
		{
			"amount without decimals", cambia(t, base, ">100.50<", ">11<"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaImporto, Campo: "RT/datiPagamento/datiSingoloPagamento[1]/singoloImportoPagato", Valore: "11"}},
			func(t *testing.T, r rpt.RT) {
				require.Equal(t, "11.00", r.DatiPagamento.DatiSingoloPagamento[0].SingoloImportoPagato.String())
			},
		},
		{
			"one decimal", cambia(t, base, ">116.50<", ">116.5<"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaImporto, Campo: "RT/datiPagamento/importoTotalePagato", Valore: "116.5"}},
			nil,
		},
		{
			"above the schema's maximum", cambia(t, base, ">116.50<", ">1000000000.00<"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaImporto, Campo: "RT/datiPagamento/importoTotalePagato", Valore: "1000000000.00"}},
			func(t *testing.T, r rpt.RT) {
				require.Equal(t, "1000000000.00", r.DatiPagamento.ImportoTotalePagato.String())
			},
		},
		{
			"zero where the schema has none", cambia(t, base, "<commissioniApplicatePA>1.00", "<commissioniApplicatePA>0.00"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaImporto, Campo: "RT/datiPagamento/datiSingoloPagamento[1]/commissioniApplicatePA", Valore: "0.00"}},
			func(t *testing.T, r rpt.RT) {
				require.Equal(t, "0.00", r.DatiPagamento.DatiSingoloPagamento[0].CommissioniApplicatePA.String())
			},
		},
		{
			"unknown outcome", cambia(t, base, "<codiceEsitoPagamento>0<", "<codiceEsitoPagamento>5<"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaEsito, Campo: "RT/datiPagamento/codiceEsitoPagamento", Valore: "5"}},
			func(t *testing.T, r rpt.RT) {
				require.Equal(t, rpt.CodiceEsitoPagamento("5"), r.DatiPagamento.CodiceEsitoPagamento)
				require.False(t, r.DatiPagamento.CodiceEsitoPagamento.IsValid())
			},
		},
		{"older version", cambia(t, base, ">6.2.0<", ">6.2<"), nil, nil},
		{
			"another namespace, told once", cambia(t, base, ns, "http://www.digitpa.gov.it/schemas/2011/Pagamenti"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaSpazioNomi, Campo: "RT", Valore: "http://www.digitpa.gov.it/schemas/2011/Pagamenti"}},
			nil,
		},
		{"no namespace", cambia(t, base, ` xmlns="`+ns+`"`, ""), []avviso.Avvertenza{{Codice: rpt.AvvertenzaSpazioNomi, Campo: "RT"}}, nil},
		{
			"attribute", cambia(t, base, "<dominio>", `<dominio stato="x">`),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaAttributo, Campo: "RT/dominio", Valore: "stato"}},
			nil,
		},
		{"base64", []byte(base64.StdEncoding.EncodeToString(base)), []avviso.Avvertenza{{Codice: rpt.AvvertenzaBase64}}, nil},
		{
			"SOAP around the document", soap("<ws:x xmlns:ws=\"urn:w\">" + senzaDichiarazione(base) + "</ws:x>"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaSOAP, Campo: "Envelope", Valore: "http://schemas.xmlsoap.org/soap/envelope/"}},
			nil,
		},
		{
			"paaInviaRT", soap("<ws:paaInviaRT xmlns:ws=\"http://ws.pagamenti.telematici.gov/\"><tipoFirma/><rt>" + base64.StdEncoding.EncodeToString(base) + "</rt></ws:paaInviaRT>"),
			[]avviso.Avvertenza{{Codice: rpt.AvvertenzaSOAP, Campo: "Envelope", Valore: "http://schemas.xmlsoap.org/soap/envelope/"}, {Codice: rpt.AvvertenzaBase64, Campo: "rt"}},
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			r, avvertenze, err := rpt.LeggiRT(tt.dati)
			require.NoError(t, err)
			for i := range avvertenze {
				require.Positive(t, avvertenze[i].Riga)
				require.Positive(t, avvertenze[i].Colonna)
				require.Contains(t, avvertenze[i].String(), string(avvertenze[i].Codice))
				require.NotEmpty(t, avvertenze[i].Testo)
				avvertenze[i].Riga, avvertenze[i].Colonna, avvertenze[i].Testo = 0, 0, ""
			}
			if d := cmp.Diff(tt.attese, avvertenze); d != "" {
				t.Error(d)
			}
			if tt.verdict != nil {
				tt.verdict(t, r)
			}
			_, err = rpt.ParseRT(tt.dati)
			require.Equal(t, len(tt.attese) == 0, err == nil, "a strict reading accepts what needs no warning, and nothing else: %v", err)
		})
	}
}

func soap(corpo string) []byte {
	return []byte(`<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body>` + corpo + `</s:Body></s:Envelope>`)
}

func senzaDichiarazione(dati []byte) string {
	return strings.TrimPrefix(string(dati), `<?xml version="1.0" encoding="UTF-8"?>`)
}

func TestLenientStillRefuses(t *testing.T) {
	base := file(t, "rt.xml")
	tests := []struct {
		nome string
		dati []byte
		tipo error
	}{
		{"negative amount", cambia(t, base, ">100.50<", ">-11<"), rpt.ErrImporto},
		{"three decimals", cambia(t, base, ">100.50<", ">1.005<"), rpt.ErrImporto},
		{"exponent", cambia(t, base, ">100.50<", ">1e999<"), rpt.ErrImporto},
		{"amount beyond 64 bits of cents", cambia(t, base, ">100.50<", ">92233720368547758.08<"), rpt.ErrImporto},
		{"missing element", cambia(t, base, "<importoTotalePagato>116.50</importoTotalePagato>", ""), rpt.ErrElementoMancante},
		{"not base64", []byte("buongiorno"), rpt.ErrBusta},
		{"nothing", nil, rpt.ErrBusta},
		{"base64 of nothing like XML, three times", []byte(b64(b64(b64(b64("ciao")))) + ""), rpt.ErrBusta},
		{"envelope without the document", soap("<a/>"), rpt.ErrElementoMancante},
		{"envelope cut off", soap("")[:80], rpt.ErrXML},
		{"envelope with a broken document", soap("<rt>Y2lhbw==</rt>"), rpt.ErrBusta},
		{"envelope with text in the element", soap("<rt>*</rt>"), rpt.ErrBusta},
		{"broken after the document", []byte(strings.Replace(string(soap(senzaDichiarazione(base))), "</s:Body>", "", 1)), rpt.ErrXML},
		{"another document", file(t, "rpt.xml"), rpt.ErrRadice},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, _, err := rpt.LeggiRT(tt.dati)
			require.ErrorIs(t, err, tt.tipo)
			require.ErrorIs(t, err, rpt.ErrSintassi)
		})
	}
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

// TestPlaceOfAWrapper checks the place of the warning about the element that
// carries the document, which may be the root.
func TestPlaceOfAWrapper(t *testing.T) {
	base := b64(string(file(t, "rt.xml")))
	for _, dati := range [][]byte{
		soap("\n <x/><y>z</y>\n  <rt>" + base + "</rt><dopo/>\n"),
		[]byte("<?xml version=\"1.0\"?>\n <rt>" + base + "</rt>"),
	} {
		r, avvertenze, err := rpt.LeggiRT(dati)
		require.NoError(t, err)
		attesa := leggiRT(t)
		require.Equal(t, attesa.Chiave(), r.Chiave())
		a := avvertenze[len(avvertenze)-1]
		require.Equal(t, rpt.AvvertenzaBase64, a.Codice)
		riga, colonna := posto(t, dati, "<rt>")
		require.Equal(t, [2]int{riga, colonna}, [2]int{a.Riga, a.Colonna})

		_, _, err = rpt.LeggiRT(cambia(t, dati, "<rt>", "<rt>*"))
		var e *rpt.Errore
		require.ErrorAs(t, err, &e)
		require.ErrorIs(t, err, rpt.ErrBusta)
		require.Equal(t, [2]int{riga, colonna}, [2]int{e.Riga, e.Colonna})
	}
}

func TestOtherLenientReaders(t *testing.T) {
	r, a, err := rpt.LeggiRPT(soap("<rpt>" + b64(string(cambia(t, file(t, "rpt.xml"), ">116.50<", ">116.5<"))) + "</rpt>"))
	require.NoError(t, err)
	require.Len(t, a, 3)
	require.Equal(t, "116.50", r.DatiVersamento.ImportoTotaleDaVersare.String())

	p, a, err := rpt.LeggiRicevuta(soap(senzaDichiarazione(cambia(t, file(t, "pasendrtv2.xml"), ">1.50<", ">1.5<"))))
	require.NoError(t, err)
	require.Len(t, a, 2)
	require.Equal(t, rpt.V2, p.Versione)
	require.Equal(t, "1.50", p.Receipt.Fee.String())

	g, a, err := rpt.LeggiPaGetPaymentRisposta(soap(senzaDichiarazione(file(t, "pagetpaymentv2risposta.xml"))))
	require.NoError(t, err)
	require.Len(t, a, 1)
	require.Len(t, g.Data.TransferList, 2)
}

// TestErrorTextMasksPersons checks that the text of an error tells the place
// and hides a person's code.
func TestErrorTextMasksPersons(t *testing.T) {
	dati := cambia(t, file(t, "rt.xml"), "<versioneOggetto>6.2.0<", "<versioneOggetto>RSSMRA74D22A001Q!<")
	_, err := rpt.ParseRT(dati)
	require.EqualError(t, err, `rpt: PAA_SINTASSI_XSD RT/versioneOggetto (riga 3, colonna 3) "RSS*************!": lunghezza non ammessa`)
	require.False(t, errors.Is(err, rpt.ErrFormato))
}

// TestEmptyTextsOfAnRT: receipts of the WISP converter have an empty
// datiSpecificiRiscossione. A text that a rule needs is never empty.
func TestEmptyTextsOfAnRT(t *testing.T) {
	dati := file(t, "rt.xml")
	vuota := func(elemento string) []byte {
		i := bytes.Index(dati, []byte(elemento+">"))
		require.Positive(t, i, elemento)
		i += len(elemento) + 1
		return slices.Concat(dati[:i], dati[i+bytes.IndexByte(dati[i:], '<'):])
	}
	for elemento, campo := range map[string]string{
		"datiSpecificiRiscossione":        "RT/datiPagamento/datiSingoloPagamento[1]/datiSpecificiRiscossione",
		"denominazioneAttestante":         "RT/istitutoAttestante/denominazioneAttestante",
		"identificativoMessaggioRicevuta": "RT/identificativoMessaggioRicevuta",
		"anagraficaPagatore":              "RT/soggettoPagatore/anagraficaPagatore",
	} {
		_, err := rpt.ParseRT(vuota(elemento))
		require.ErrorIs(t, err, rpt.ErrLunghezza, elemento)
		r, avvertenze, err := rpt.LeggiRT(vuota(elemento))
		require.NoError(t, err, elemento)
		require.Len(t, avvertenze, 1, elemento)
		require.Equal(t, rpt.AvvertenzaVuoto, avvertenze[0].Codice)
		require.Equal(t, campo, avvertenze[0].Campo)
		require.NotEmpty(t, r.DatiPagamento.IdentificativoUnivocoVersamento)
	}
	for _, elemento := range []string{
		"identificativoDominio", "riferimentoMessaggioRichiesta", "codiceEsitoPagamento", "importoTotalePagato", "identificativoUnivocoVersamento",
		"CodiceContestoPagamento", "singoloImportoPagato", "identificativoUnivocoRiscossione", "causaleVersamento",
	} {
		_, _, err := rpt.LeggiRT(vuota(elemento))
		if elemento != "codiceEsitoPagamento" { // kept as it is, for R6
			require.ErrorIs(t, err, rpt.ErrSintassi, elemento)
		}
	}
}
