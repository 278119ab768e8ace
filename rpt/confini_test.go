package rpt_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// The first and the last of every part of a date in a list, and one past it.
func TestBizEventsDateAlLimite(t *testing.T) {
	const tempi = `"paymentDateTime":"2026-04-09","paymentDateTimeFormatted":"2026-04-09T09:41:07"`
	for testo, want := range map[string]string{
		"[2024,8,7,0,0]": "2024-08-07T00:00:00", "[2024,8,7,0,5,30]": "2024-08-07T00:05:30", "[2024,12,31,23,59,59]": "2024-12-31T23:59:59",
		"[2024,8,7,23,59,59,999999999]": "2024-08-07T23:59:59",
		"[2024,8,7,23,60,0]":            "", "[2024,8,7,23,59,60]": "", "[2024,8,7,-1,0]": "", "[2024,13,1,0,0]": "", "[2024,12,32,0,0]": "", "[2024,8,7,0,0,0,0,0]": "",
	} {
		r, err := rpt.ParseBizEvents(biz(t, tempi, `"paymentDateTime":`+testo))
		require.Equal(t, want != "", err == nil, testo)
		require.Equal(t, want, r.PaymentDateTime.String(), testo)
	}
	for testo, want := range map[string]string{"[9999,12,31]": "9999-12-31", "[10000,1,1]": ""} {
		r, err := rpt.ParseBizEvents(biz(t, tempi, `"paymentDateTime":"2026-04-09T09:41:07","applicationDate":`+testo))
		require.Equal(t, want != "", err == nil, testo)
		require.Equal(t, want, r.ApplicationDate.String(), testo)
	}
}

// A delivery whose Body is missing still tells the key of its Header; an operation
// without one tells nothing.
func TestBustaSenzaCorpo(t *testing.T) {
	senzaCorpo := []byte(apriBusta + `<soapenv:Header>` + testataPPT + `</soapenv:Header>` + chiudiBusta)
	b, err := rpt.ParseBusta(senzaCorpo, "paaInviaRT")
	require.ErrorIs(t, err, rpt.ErrElementoMancante)
	c := rpt.NuovaConsegnaRT(b, err)
	require.Equal(t, nodo.Chiave{IdDominio: "c", IUV: "d", CCP: "e"}, c.Chiave())
	b, err = rpt.ParseBusta(senzaCorpo, "paVerifyPaymentNotice")
	require.ErrorIs(t, err, rpt.ErrElementoMancante)
	require.Nil(t, b.Messaggio)
}

// Which code a refused message is answered with (pagoPA, Gestione degli errori, "Nodo →
// EC"): PAA_SINTASSI_XSD where the operation has it and only the document is wrong.
func TestSintassi(t *testing.T) {
	carica := `<paf:paGetPaymentReq><idPA>12345678903</idPA></paf:paGetPaymentReq>`
	domanda := `<w:paaVerificaRPT xmlns:w="http://ws.pagamenti.telematici.gov/"><altro/></w:paaVerificaRPT>`
	for _, c := range []struct {
		nome, testata, corpo, azione string
		want                         nodo.FaultCode
	}{
		{"older model, wrong document", testataPPT, domanda, "paaVerificaRPT", nodo.PAASintassiXSD},
		{"older model, no XML", testataPPT, "<", "paaVerificaRPT", nodo.PAASintassiExtraXSD},
		{"older model, no header", "", domanda, "paaVerificaRPT", nodo.PAASintassiExtraXSD},
		{"newer model", "", carica, "paGetPayment", nodo.PAASintassiExtraXSD},
		{"nobody's", "", "<altro/>", "altro", nodo.PAASintassiExtraXSD},
	} {
		b, err := rpt.ParseBusta([]byte(apriBusta+`<soapenv:Header>`+c.testata+`</soapenv:Header><soapenv:Body>`+c.corpo+`</soapenv:Body>`+chiudiBusta), c.azione)
		require.ErrorIs(t, err, rpt.ErrSintassi, c.nome)
		require.Equal(t, c.want, b.Sintassi(err), c.nome)
	}
	require.Equal(t, nodo.PAASintassiExtraXSD, rpt.Busta{}.Sintassi(rpt.ErrSintassi))
}

// An envelope that a program makes is answered by its message, one that holds nothing
// with a soap:Fault.
func TestRifiutaDiBusteFatte(t *testing.T) {
	f := &nodo.FaultBean{FaultCode: nodo.PAASintassiExtraXSD, FaultString: "x", ID: "12345678903"}
	require.Equal(t, &rpt.PaVerifyPaymentNoticeRisposta{Outcome: rpt.OutcomeKO, Fault: f}, rpt.Busta{Messaggio: richiestaVerifica}.Rifiuta(f))
	require.Equal(t, &rpt.FaultSOAP{FaultCode: "soapenv:Client", FaultString: nodo.PAASintassiExtraXSD.Testo()}, rpt.Busta{}.Rifiuta(nil))
}

// What a copy may leave out, and what it may not say otherwise.
func TestVerificaCopiaParti(t *testing.T) {
	r, err := rpt.ParseBizEvents([]byte(ricevutaBiz))
	require.NoError(t, err)
	uno, due := []rpt.MapEntry{{Key: "UFF", Value: "12"}}, []rpt.MapEntry{{Key: "UFF", Value: "13"}}
	altro := r.Debtor
	altro.FullName = "Altro Nome"
	for nome, c := range map[string]struct {
		ricevuta, copia func(*rpt.Ricevuta)
		campo           string
	}{
		"payer of one":         {func(r *rpt.Ricevuta) { r.Payer = &altro }, nil, ""},
		"payer of the other":   {nil, func(r *rpt.Ricevuta) { r.Payer = &altro }, ""},
		"another payer":        {func(x *rpt.Ricevuta) { x.Payer = &r.Debtor }, func(r *rpt.Ricevuta) { r.Payer = &altro }, "payer.fullName"},
		"a second later":       {nil, func(r *rpt.Ricevuta) { r.PaymentDateTime = avviso.MustDataOra("2026-04-09T09:41:08") }, "paymentDateTime"},
		"midnight, same day":   {nil, func(r *rpt.Ricevuta) { r.PaymentDateTime = avviso.MustDataOra("2026-04-09T00:00:00") }, ""},
		"midnight, other day":  {nil, func(r *rpt.Ricevuta) { r.PaymentDateTime = avviso.MustDataOra("2026-04-10T00:00:00") }, "paymentDateTime"},
		"metadata of one":      {func(r *rpt.Ricevuta) { r.Metadata = uno }, nil, ""},
		"metadata of other":    {nil, func(r *rpt.Ricevuta) { r.Metadata = uno }, ""},
		"same metadata":        {func(r *rpt.Ricevuta) { r.Metadata = uno }, func(r *rpt.Ricevuta) { r.Metadata = uno }, ""},
		"other metadata":       {func(r *rpt.Ricevuta) { r.Metadata = uno }, func(r *rpt.Ricevuta) { r.Metadata = due }, "metadata"},
		"metadata of the item": {func(r *rpt.Ricevuta) { r.TransferList[0].Metadata = uno }, func(r *rpt.Ricevuta) { r.TransferList[0].Metadata = due }, "transferList[1].metadata"},
	} {
		t.Run(nome, func(t *testing.T) {
			a, b := r, r
			a.TransferList, b.TransferList = []rpt.Transfer{r.TransferList[0]}, []rpt.Transfer{r.TransferList[0]}
			if c.ricevuta != nil {
				c.ricevuta(&a)
			}
			if c.copia != nil {
				c.copia(&b)
			}
			rilievi := rpt.VerificaCopia(&a, &b)
			if c.campo == "" {
				require.Empty(t, rilievi)
				return
			}
			require.Len(t, rilievi, 1)
			require.Equal(t, c.campo, rilievi[0].Campo)
		})
	}
}

// The place of a fault inside two members, the edition that the outer one tells, and
// the one that the members tell.
func TestDocumentoDentroMembri(t *testing.T) {
	chiesto := pagamentoProva()
	b, err := chiesto.AppendJSON(nil)
	require.NoError(t, err)
	d, err := rpt.ParseDocumento([]byte(`{"paGetPaymentV2Response":{"outcome":"OK","data":` + string(b) + `}}`))
	require.NoError(t, err)
	require.Equal(t, rpt.V2, d.Versione)
	_, err = rpt.ParseDocumento([]byte(`{"paGetPaymentRes":{"data":` + strings.Replace(string(b), "TARI 2026 rata unica", "", 1) + `}}`))
	var e *rpt.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, "paGetPaymentRes.data.description", e.Campo)

	_, err = rpt.ParseDocumento([]byte(`{"receiptId":"r-01"}`)) // no items at all
	require.ErrorIs(t, err, rpt.ErrElementoMancante)
	sola := strings.NewReplacer(`"transferList":[{`, `"transferList":{"transfer":{`, `}],"idPSP"`, `}},"idPSP"`).Replace(ricevutaBiz)
	sola = strings.Replace(sola, `"iban":"IT60X0542811101000000123456","mbdAttachment":""`, `"mbdAttachment":"PGEvPg=="`, 1)
	d, _, err = rpt.LeggiDocumento([]byte(sola))
	require.NoError(t, err)
	require.Equal(t, rpt.V2, d.Versione)
}

// A receipt needs the second edition by each of its members alone.
func TestVersioneCheServe(t *testing.T) {
	fee := euro("0.10")
	base := func() rpt.Ricevuta {
		return rpt.Ricevuta{TransferList: []rpt.Transfer{{IBAN: "IT60X0542811101000000123456"}, {IBAN: "IT60X0542811101000000123456"}}}
	}
	r := base()
	require.Equal(t, rpt.V1, r.Versione())
	require.Equal(t, rpt.V1, pagamentoProva().Versione())
	for nome, cambia := range map[string]func(*rpt.Ricevuta){
		"paymentNote":           func(r *rpt.Ricevuta) { r.PaymentNote = "x" },
		"primaryCiIncurredFee":  func(r *rpt.Ricevuta) { r.PrimaryCiIncurredFee = &fee },
		"idBundle":              func(r *rpt.Ricevuta) { r.IDBundle = "x" },
		"idCiBundle":            func(r *rpt.Ricevuta) { r.IDCiBundle = "x" },
		"companyName":           func(r *rpt.Ricevuta) { r.TransferList[1].CompanyName = "x" },
		"MBDAttachment":         func(r *rpt.Ricevuta) { r.TransferList[1].MBDAttachment = []byte{} },
		"richiestaMarcaDaBollo": func(r *rpt.Ricevuta) { r.TransferList[1].RichiestaMarcaDaBollo = &rpt.RichiestaMarcaDaBollo{} },
		"no IBAN":               func(r *rpt.Ricevuta) { r.TransferList[1].IBAN = "" },
	} {
		r := base()
		cambia(&r)
		require.Equal(t, rpt.V2, r.Versione(), nome)
	}
}

// A part of a JSON text is refused in the terms of the text around it.
func TestRifiutoDentroUnTesto(t *testing.T) {
	for testo, want := range map[string]struct {
		codice avviso.Codice
		campo  string
		tipo   error
	}{
		`{"debtor":{"email":"x@y.it","e-mail":"x@y.it"}}`: {membri.CodiceMembro, "debtor.e-mail", membri.ErrRipetuto},
		`{"colore":1}`:              {membri.CodiceMembro, "colore", membri.ErrSconosciuto},
		`{"idPSP":[1]}`:             {membri.CodiceTipo, "idPSP", membri.ErrTipo},
		`{"paymentAmount":"cento"}`: {membri.CodiceValore, "paymentAmount", membri.ErrValore},
	} {
		err := new(rpt.Ricevuta).UnmarshalJSON([]byte(testo))
		var e *membri.Errore
		require.ErrorAs(t, err, &e, testo)
		require.ErrorIs(t, err, want.tipo, testo)
		require.Equal(t, want.codice, e.Codice, testo)
		require.Equal(t, want.campo, e.Campo, testo)
	}
}

func TestPrimitivaIsValid(t *testing.T) {
	for p, want := range map[rpt.Primitiva]bool{rpt.PrimitivaPaSendRTV2: true, rpt.PrimitivaPaaInviaRT: true, "": false, "paSendRTV3": false} {
		require.Equal(t, want, p.IsValid(), p)
	}
}

// requireLightPayment is 0 or 1; a cart that was taken has no list of faults.
func TestCarrelloSulFilo(t *testing.T) {
	var carrello rpt.NodoInviaCarrelloRPT
	for _, m := range vecchi {
		if c, ok := m.(*rpt.NodoInviaCarrelloRPT); ok {
			carrello = *c
		}
	}
	xml, err := rpt.AppendBusta(nil, &carrello)
	require.NoError(t, err)
	const uno = "<requireLightPayment>1</requireLightPayment>"
	require.Contains(t, string(xml), uno)
	for cifra, want := range map[string]bool{"0": true, "1": true, "2": false} {
		b, err := rpt.ParseBusta([]byte(strings.Replace(string(xml), uno, strings.Replace(uno, "1", cifra, 1), 1)), "")
		require.Equal(t, want, err == nil, cifra)
		if want {
			require.Equal(t, cifra == "1", *b.Messaggio.(*rpt.NodoInviaCarrelloRPT).RequireLightPayment)
		} else {
			require.ErrorIs(t, err, rpt.ErrEnumerazione)
		}
	}
	xml, err = rpt.AppendBusta(nil, &rpt.NodoInviaCarrelloRPTRisposta{EsitoComplessivoOperazione: rpt.OutcomeOK})
	require.NoError(t, err)
	require.NotContains(t, string(xml), "listaErroriRPT")
}

// A delivery that is another message is refused whatever its key.
func TestNuovaConsegnaDiAltro(t *testing.T) {
	c := rpt.NuovaConsegnaRT(rpt.Busta{Messaggio: richiestaVerifica}, nil)
	require.ErrorIs(t, c.ErroreBusta, rpt.ErrRadice)
	c = rpt.NuovaConsegnaRT(rpt.Busta{}, rpt.ErrXML)
	require.Equal(t, rpt.ErrXML, c.ErroreBusta)
	require.Equal(t, nodo.PAASintassiExtraXSD, rpt.RispondiPaaInviaRT(c, rpt.AttesaRT{Passeggero: true}).FaultCode, "nothing failed")
}

// A reason for payment has six parts at most, written and read.
func TestSpezzoniAlLimite(t *testing.T) {
	con := func(n int) *rpt.PaaAttivaRPTRisposta {
		d := rpt.DatiPagamentoPA{ImportoSingoloVersamento: euro("84.00"), IBANAccredito: "IT60X0542811101000000123456"}
		for i := range n {
			d.SpezzoniCausaleVersamento = append(d.SpezzoniCausaleVersamento, rpt.SpezzoneCausale{Testo: "parte " + strconv.Itoa(i+1)})
		}
		return &rpt.PaaAttivaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK, DatiPagamentoPA: &d}}
	}
	sei, err := rpt.AppendBusta(nil, con(6))
	require.NoError(t, err)
	b, err := rpt.ParseBusta(sei, "")
	require.NoError(t, err)
	require.Equal(t, con(6), b.Messaggio)
	_, err = rpt.AppendBusta(nil, con(7))
	require.ErrorIs(t, err, rpt.ErrOccorrenze)
	const ultimo = "<spezzoneCausaleVersamento>parte 6</spezzoneCausaleVersamento>"
	require.Contains(t, string(sei), ultimo)
	_, err = rpt.ParseBusta([]byte(strings.Replace(string(sei), ultimo, ultimo+ultimo, 1)), "")
	require.ErrorIs(t, err, rpt.ErrSintassi)
}

// Five items, counted from 1, with fifteen metadata: as much as an answer may hold.
func TestRispostaAlLimite(t *testing.T) {
	p := pagamentoProva()
	p.Metadata = make([]rpt.MapEntry, 15)
	for i := range p.Metadata {
		p.Metadata[i] = rpt.MapEntry{Key: "k" + strconv.Itoa(i), Value: "v"}
	}
	uno := p.TransferList[0]
	uno.TransferAmount, p.TransferList = euro("20.00"), nil
	for i := range 5 {
		uno.IDTransfer = avviso.Indice(i + 1)
		p.TransferList = append(p.TransferList, uno)
	}
	r := &rpt.PaGetPaymentRisposta{Versione: rpt.V2, Outcome: rpt.OutcomeOK, Data: p}
	require.Empty(t, rpt.VerificaRisposta(r, rpt.Domanda{}).Rilievi)
	p.TransferList[0].IDTransfer, p.TransferList[1].IDTransfer = 2, 1
	trovati := rpt.VerificaRisposta(r, rpt.Domanda{}).Rilievi
	require.Len(t, trovati, 2)
	require.Equal(t, avviso.Codice("PG6"), trovati[0].Codice)
	require.Contains(t, trovati[0].Messaggio(), `atteso "1"`)
}

// A refusal of the Nodo is told by its description, else by its text.
func TestTestoDelRifiuto(t *testing.T) {
	for descrizione, want := range map[string]string{"RPT gia' presente": "RPT gia' presente", "": "RPT duplicata."} {
		r := rpt.NodoInviaRPTRisposta{Esito: rpt.OutcomeKO, Fault: &nodo.FaultBean{FaultCode: nodo.PPTRPTDuplicata, FaultString: "RPT duplicata.", ID: "x", Description: descrizione}}
		var e *rpt.Errore
		require.ErrorAs(t, rpt.ValidaRisposta(&r), &e)
		require.Equal(t, want, e.Valore)
	}
}

// The password of a station has 8 to 15 characters.
func TestPasswordAlLimite(t *testing.T) {
	for n, want := range map[int]bool{7: false, 8: true, 15: true, 16: false} {
		m := &rpt.NodoInviaRPT{
			Intestazione: testataProva, Password: avviso.NuovoSegreto(strings.Repeat("è", n)), IdentificativoPSP: "AGID_01",
			IdentificativoIntermediarioPSP: "97735020584", IdentificativoCanale: "97735020584_02", RPT: []byte("<RPT/>"),
		}
		_, err := rpt.AppendBusta(nil, m)
		require.Equal(t, want, err == nil, n)
	}
}

// The detail of a soap:Fault is written as text inside an element, and read back.
func TestDettaglioDelFault(t *testing.T) {
	for _, f := range []*rpt.FaultSOAP{{FaultCode: "soapenv:Server", FaultString: "x", Detail: "riga 3"}, {FaultCode: "soapenv:Server", FaultString: "x"}} {
		xml, err := rpt.AppendBusta(nil, f)
		require.NoError(t, err)
		require.Equal(t, f.Detail != "", strings.Contains(string(xml), "<detail>"))
		b, err := rpt.ParseBusta(xml, "")
		require.NoError(t, err)
		require.Equal(t, f, b.Messaggio)
	}
}
