package rpt_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var (
	testataProva = rpt.Intestazione{
		IdentificativoIntermediarioPA: "12345678903", IdentificativoStazioneIntermediarioPA: "12345678903_01",
		IdentificativoDominio: "12345678903", IdentificativoUnivocoVersamento: "01000000000004285", CodiceContestoPagamento: "c1",
	}
	chiamante = rpt.Chiamante{
		IdentificativoIntermediarioPA: "12345678903", IdentificativoStazioneIntermediarioPA: "12345678903_01", Password: avviso.NuovoSegreto("segretissima"),
	}
	seconda   = int32(2)
	faultNodo = &nodo.FaultBean{FaultCode: nodo.PPTRPTDuplicata, FaultString: nodo.PPTRPTDuplicata.Testo(), ID: "NodoDeiPagamentiSPC", Description: "RPT gia' presente", Serial: &seconda}
	faultPA   = &nodo.FaultBean{FaultCode: nodo.PAAPagamentoSconosciuto, FaultString: nodo.PAAPagamentoSconosciuto.Testo(), ID: "12345678903"}
	pagatoreP = rpt.SoggettoPagatore{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: "TSTPNI70D01L219V"},
		Anagrafica:            "Pino Test", CAP: "10100", Nazione: "IT",
	}
	enteP = rpt.EnteBeneficiario{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "12345678903"},
		Denominazione:         "Comune di Prova",
	}
	si, no = true, false
)

// vecchi are messages of every kind, with all that they may have.
var vecchi = []rpt.Messaggio{
	&rpt.PaaVerificaRPT{Intestazione: testataProva, IdentificativoPSP: "PPAYITR1XXX"},
	&rpt.PaaVerificaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Fault: faultPA, Esito: rpt.OutcomeKO}},
	&rpt.PaaVerificaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK, DatiPagamentoPA: &rpt.DatiPagamentoPA{
		ImportoSingoloVersamento: euro("100.00"), IBANAccredito: "IT60X0542811101000000123456", BICAccredito: "BPPIITRRXXX", EnteBeneficiario: &enteP,
		CredenzialiPagatore: "x", CausaleVersamento: "/RFB/01000000000004285/100.00/TXT/TARI 2026 rata unica",
	}}},
	&rpt.PaaAttivaRPT{
		Intestazione: testataProva, IdentificativoPSP: "PPAYITR1XXX", IdentificativoIntermediarioPSP: "97249640588", IdentificativoCanalePSP: "97249640588_01",
		DatiPagamentoPSP: rpt.DatiPagamentoPSP{
			ImportoSingoloVersamento: euro("100.00"), IBANAppoggio: "IT60X0542811101000000123456", BICAppoggio: "BPPIITRRXXX",
			SoggettoVersante: (*rpt.SoggettoVersante)(&pagatoreP), IBANAddebito: "IT60X0542811101000000123456", BICAddebito: "BPPIITRRXXX", SoggettoPagatore: &pagatoreP,
		},
	},
	&rpt.PaaAttivaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK, DatiPagamentoPA: &rpt.DatiPagamentoPA{
		ImportoSingoloVersamento: euro("84.00"), IBANAccredito: "IT60X0542811101000000123456",
		SpezzoniCausaleVersamento: []rpt.SpezzoneCausale{
			{Testo: "TARI 2026"}, {Strutturato: &rpt.SpezzoneStrutturato{CausaleSpezzone: "quota", ImportoSpezzone: euro("80.00")}}, {Testo: "TEFA"},
		},
	}}},
	&rpt.PaaInviaRT{Intestazione: testataProva, TipoFirma: "0", RT: []byte("<RT/>")},
	&rpt.PaaInviaRTRisposta{Esito: rpt.OutcomeOK},
	&rpt.PaaInviaRTRisposta{Fault: faultPA, Esito: rpt.OutcomeKO},
	&rpt.NodoInviaRPT{
		Intestazione: testataProva, Password: avviso.NuovoSegreto("segretissima"), IdentificativoPSP: "AGID_01", IdentificativoIntermediarioPSP: "97735020584",
		IdentificativoCanale: "97735020584_02", TipoFirma: "0", RPT: []byte("<RPT/>"),
	},
	&rpt.NodoInviaRPTRisposta{Esito: rpt.OutcomeOK, Redirect: 1, URL: "https://wisp2.example/?idSession=s1"},
	&rpt.NodoInviaRPTRisposta{Fault: faultNodo, Esito: rpt.OutcomeKO},
	&rpt.NodoInviaCarrelloRPT{
		IntestazioneCarrello: rpt.IntestazioneCarrello{"12345678903", "12345678903_01", "202612345678903PO000000000000000001"},
		Password:             avviso.NuovoSegreto("segretissima"), IdentificativoPSP: "AGID_01", IdentificativoIntermediarioPSP: "97735020584",
		IdentificativoCanale: "97735020584_02", RequireLightPayment: &si, CodiceConvenzione: "CONV1", MultiBeneficiario: &no,
		ListaRPT: []rpt.ElementoListaRPT{
			{"12345678903", "01000000000004285", "n/a", "", []byte("<RPT/>")}, {"12345678903", "01000000000500122", "n/a", "0", []byte("<RPT></RPT>")},
		},
	},
	&rpt.NodoInviaCarrelloRPTRisposta{EsitoComplessivoOperazione: rpt.OutcomeOK, URL: "https://wisp2.example/?idSession=s1"},
	&rpt.NodoInviaCarrelloRPTRisposta{EsitoComplessivoOperazione: rpt.OutcomeKO, ListaErroriRPT: []nodo.FaultBean{*faultNodo}},
	&rpt.NodoChiediStatoRPT{chiamante, "12345678903", "01000000000004285", "c1"},
	&rpt.NodoChiediStatoRPTRisposta{Esito: &rpt.StatoRPTNodo{
		Stato: "RPT_ACCETTATA_PSP", Redirect: 1, URL: "https://wisp2.example",
		ElementoStoricoRPT: []rpt.ElementoStoricoRPT{
			{avviso.MustDataOra("2026-03-10T10:00:00"), "RPT_RICEVUTA_NODO", ""}, {avviso.MustDataOra("2026-03-10T10:00:01"), "RPT_ACCETTATA_PSP", "ok"},
		},
		ElementoStoricoVersamento: []rpt.ElementoStoricoVersamento{{1, avviso.MustDataOra("2026-03-10T10:00:01"), "VERS_IN_ATTESA", "x"}},
	}},
	&rpt.NodoChiediStatoRPTRisposta{Fault: faultNodo, Esito: &rpt.StatoRPTNodo{Stato: "RPT_RIFIUTATA_NODO"}},
	&rpt.NodoChiediCopiaRT{chiamante, "12345678903", "01000000000004285", "c1"},
	&rpt.NodoChiediCopiaRTRisposta{TipoFirma: "0", RT: []byte("<RT/>")},
	&rpt.NodoChiediCopiaRTRisposta{Fault: faultNodo},
	&rpt.NodoChiediListaPendentiRPT{chiamante, "12345678903", avviso.MustDataOra("2026-03-01T00:00:00"), avviso.MustDataOra("2026-03-10T23:59:59"), 100},
	&rpt.NodoChiediListaPendentiRPTRisposta{ListaRPTPendenti: &rpt.ListaRPTPendenti{2, []rpt.RPTPendente{
		{"12345678903", "01000000000004285", "c1", "RPT_ACCETTATA_PSP"}, {"12345678903", "01000000000500122", "c2", "RPT_RICEVUTA_NODO"},
	}}},
	&rpt.NodoChiediElencoFlussiRendicontazione{chiamante, "12345678903", "PPAYITR1XXX"},
	&rpt.NodoChiediElencoFlussiRendicontazioneRisposta{ElencoFlussiRendicontazione: &rpt.ElencoFlussiRendicontazione{1, []rpt.IDRendicontazione{
		{"2026-03-10PPAYITR1XXX-S01", avviso.MustDataOra("2026-03-10T02:00:00")},
	}}},
	&rpt.NodoChiediElencoFlussiRendicontazioneRisposta{},
	&rpt.NodoChiediFlussoRendicontazione{chiamante, "12345678903", "PPAYITR1XXX", "2026-03-10PPAYITR1XXX-S01"},
	&rpt.NodoChiediFlussoRendicontazioneRisposta{XMLRendicontazione: []byte("<FlussoRiversamento/>")},
}

// TestVecchiMessaggi writes every message, reads it back, strictly and leniently, and
// carries it through JSON, which hides passwords alone.
func TestVecchiMessaggi(t *testing.T) {
	t.Parallel()
	for i, m := range vecchi {
		t.Run(fmt.Sprint(i, " ", rpt.Elemento(m)), func(t *testing.T) {
			t.Parallel()
			xml, err := rpt.AppendBusta(nil, m)
			require.NoError(t, err)
			b, err := rpt.ParseBusta(xml, "")
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(m, b.Messaggio, uguali))
			require.Equal(t, strings.TrimSuffix(rpt.Elemento(m), "Risposta"), string(b.Primitiva))
			lenta, avvertenze, err := rpt.LeggiBusta(xml, string(b.Primitiva))
			require.NoError(t, err)
			require.Empty(t, avvertenze)
			require.Equal(t, b, lenta)
			require.Empty(t, rpt.Avvertenze(m))

			j, err := json.Marshal(m)
			require.NoError(t, err)
			require.NotContains(t, string(j), "segretissima")
			nuovo, err := rpt.NuovoMessaggio(rpt.Elemento(m))
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(bytes.ReplaceAll(j, []byte("********"), []byte("segretissima")), nuovo))
			require.Empty(t, cmp.Diff(m, nuovo, uguali))
		})
	}
	for _, m := range []rpt.Messaggio{(*rpt.PaaInviaRT)(nil), (*rpt.NodoChiediStatoRPTRisposta)(nil)} {
		_, err := rpt.AppendBusta(nil, m)
		require.ErrorIs(t, err, avviso.ErrNullo)
	}
}

var testataXML = regexp.MustCompile(`<soapenv:Header>(.*)</soapenv:Header>`)

// alNodo is an answer of the Nodo in its envelope.
func alNodo(corpo string) []byte {
	return []byte(`<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ppt="http://ws.pagamenti.telematici.gov/" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>` + corpo + `</soapenv:Body></soapenv:Envelope>`)
}

// TestRispostaDiVerificaVecchia is the answer to paaVerificaRPT, wrapped twice.
func TestRispostaDiVerificaVecchia(t *testing.T) {
	t.Parallel()
	xml, err := rpt.AppendBusta(nil, &rpt.PaaVerificaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK, DatiPagamentoPA: &rpt.DatiPagamentoPA{
		ImportoSingoloVersamento: euro("100.00"), IBANAccredito: "IT60X0542811101000000123456", EnteBeneficiario: &enteP,
		CausaleVersamento: "/RFB/01000000000004285/100.00/TXT/TARI 2026 rata unica",
	}}})
	require.NoError(t, err)
	require.Equal(t, `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>`+
		`<ppt:paaVerificaRPTRisposta xmlns:ppt="http://ws.pagamenti.telematici.gov/" xmlns:pay_i="http://www.digitpa.gov.it/schemas/2011/Pagamenti/">`+
		`<paaVerificaRPTRisposta><esito>OK</esito><datiPagamentoPA><importoSingoloVersamento>100.00</importoSingoloVersamento>`+
		`<ibanAccredito>IT60X0542811101000000123456</ibanAccredito><enteBeneficiario><pay_i:identificativoUnivocoBeneficiario>`+
		`<pay_i:tipoIdentificativoUnivoco>G</pay_i:tipoIdentificativoUnivoco><pay_i:codiceIdentificativoUnivoco>12345678903</pay_i:codiceIdentificativoUnivoco>`+
		`</pay_i:identificativoUnivocoBeneficiario><pay_i:denominazioneBeneficiario>Comune di Prova</pay_i:denominazioneBeneficiario></enteBeneficiario>`+
		`<causaleVersamento>/RFB/01000000000004285/100.00/TXT/TARI 2026 rata unica</causaleVersamento></datiPagamentoPA></paaVerificaRPTRisposta>`+
		`</ppt:paaVerificaRPTRisposta></soapenv:Body></soapenv:Envelope>`, string(xml))

	xml, err = rpt.AppendBusta(nil, vecchi[0])
	require.NoError(t, err)
	require.Contains(t, string(xml), `<soapenv:Header><ppthead:intestazionePPT xmlns:ppthead="http://ws.pagamenti.telematici.gov/ppthead">`+
		`<identificativoIntermediarioPA>12345678903</identificativoIntermediarioPA>`)
}

// TestRisposteRifiutate: what the schema takes and the Nodo does not is not written.
func TestRisposteVecchieRifiutate(t *testing.T) {
	t.Parallel()
	dati := &rpt.DatiPagamentoPA{ImportoSingoloVersamento: euro("1.00"), IBANAccredito: "IT60X0542811101000000123456", CausaleVersamento: "x"}
	senzaImporto := *dati
	senzaImporto.ImportoSingoloVersamento = avviso.Importo{}
	for codice, m := range map[string]rpt.Messaggio{
		"PG1":  &rpt.PaaVerificaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK}},
		"PG2":  &rpt.PaaInviaRTRisposta{Esito: rpt.OutcomeKO},
		"PG3":  &rpt.PaaAttivaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeKO, Fault: faultPA, DatiPagamentoPA: dati}},
		"PG13": &rpt.PaaAttivaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK, DatiPagamentoPA: &senzaImporto}},
	} {
		_, err := rpt.AppendBusta(nil, m)
		require.ErrorIs(t, err, rpt.ErrRisposta, codice)
		var e *rpt.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, codice, string(e.Codice))
	}
	due := *dati
	due.SpezzoniCausaleVersamento = []rpt.SpezzoneCausale{{Testo: "y"}}
	nessuna := *dati
	nessuna.CausaleVersamento = ""
	doppia := nessuna
	doppia.SpezzoniCausaleVersamento = []rpt.SpezzoneCausale{{Testo: "y", Strutturato: &rpt.SpezzoneStrutturato{CausaleSpezzone: "z", ImportoSpezzone: euro("1.00")}}}
	troppe := nessuna
	troppe.SpezzoniCausaleVersamento = slices.Repeat([]rpt.SpezzoneCausale{{Testo: "y"}}, 7)
	for nome, c := range map[string]struct {
		d    rpt.DatiPagamentoPA
		tipo error
	}{
		"two causali": {due, rpt.ErrElementoInatteso}, "no causale": {nessuna, rpt.ErrOccorrenze}, "two in one": {doppia, rpt.ErrElementoInatteso}, "seven": {troppe, rpt.ErrOccorrenze},
	} {
		_, err := rpt.AppendBusta(nil, &rpt.PaaVerificaRPTRisposta{EsitoPagamentoPA: rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK, DatiPagamentoPA: &c.d}})
		require.ErrorIs(t, err, c.tipo, nome)
	}
}

// TestRisposteDelNodo: what the Nodo answers, and what of it is a refusal.
func TestRisposteDelNodo(t *testing.T) {
	t.Parallel()
	const fault = `<fault><faultCode>PPT_RPT_DUPLICATA</faultCode><faultString>RPT duplicata.</faultString><id>NodoDeiPagamentiSPC</id>`
	const cart = `<ppt:nodoInviaCarrelloRPTRisposta><esitoComplessivoOperazione>KO</esitoComplessivoOperazione>`
	for _, c := range []struct{ nome, corpo, codice, campo string }{
		{"RPT refused", `<ppt:nodoInviaRPTRisposta>` + fault + `</fault><esito>KO</esito></ppt:nodoInviaRPTRisposta>`, "PPT_RPT_DUPLICATA", ""},
		{"RPT taken", `<ppt:nodoInviaRPTRisposta><esito>OK</esito><redirect>0</redirect><url></url></ppt:nodoInviaRPTRisposta>`, "", ""},
		{"KO and no reason", `<ppt:nodoInviaRPTRisposta><esito>KO</esito></ppt:nodoInviaRPTRisposta>`, "FAULT_ASSENTE", "fault"},
		{"second RPT of a cart", cart + `<listaErroriRPT>` + fault + `<serial>2</serial></fault></listaErroriRPT></ppt:nodoInviaCarrelloRPTRisposta>`, "PPT_RPT_DUPLICATA", "listaRPT[2]"},
		{"cart, KO and no reason", cart + `<listaErroriRPT></listaErroriRPT></ppt:nodoInviaCarrelloRPTRisposta>`, "FAULT_ASSENTE", "fault"},
		{"no RT yet", `<ppt:nodoChiediCopiaRTRisposta>` + strings.ReplaceAll(fault, "RPT_DUPLICATA", "RT_NONDISPONIBILE") + `</fault></ppt:nodoChiediCopiaRTRisposta>`, "PPT_RT_NONDISPONIBILE", ""},
		{"nothing said", `<ppt:nodoChiediCopiaRTRisposta/>`, "", ""},
		{"state and no state", `<ppt:nodoChiediStatoRPTRisposta>` + fault + `</fault></ppt:nodoChiediStatoRPTRisposta>`, "PPT_RPT_DUPLICATA", ""},
		{"no list", `<ppt:nodoChiediListaPendentiRPTRisposta/>`, "", ""},
		{"no flows", `<ppt:nodoChiediElencoFlussiRendicontazioneRisposta/>`, "", ""},
		{"no flow", `<ppt:nodoChiediFlussoRendicontazioneRisposta/>`, "", ""},
	} {
		t.Run(c.nome, func(t *testing.T) {
			t.Parallel()
			b, err := rpt.ParseBusta(alNodo(c.corpo), "")
			require.NoError(t, err)
			err = rpt.ValidaRisposta(b.Messaggio.(rpt.RispostaNodo))
			if c.codice == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, rpt.ErrNodo)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, []string{c.codice, c.campo}, []string{string(e.Codice), e.Campo})
		})
	}
	require.ErrorIs(t, rpt.ValidaRisposta((*rpt.NodoInviaRPTRisposta)(nil)), avviso.ErrNullo)
	due := rpt.NodoInviaCarrelloRPTRisposta{Fault: faultPA, EsitoComplessivoOperazione: rpt.OutcomeKO, ListaErroriRPT: []nodo.FaultBean{*faultNodo}}
	require.ErrorContains(t, rpt.ValidaRisposta(&due), "PPT_RPT_DUPLICATA")
	require.ErrorContains(t, rpt.ValidaRisposta(&due), "PAA_PAGAMENTO_SCONOSCIUTO")
	_, err := rpt.ParseBusta(alNodo(`<ppt:nodoChiediStatoRPTRisposta/>`), "")
	require.ErrorIs(t, err, rpt.ErrElementoMancante, "neither a state nor a reason")
}

// TestStatoConNulli: repeated elements of the Nodo's answers may be nil, nothing else.
func TestStatoConNulli(t *testing.T) {
	t.Parallel()
	const riga = `<data>2026-03-10T10:00:00.123+01:00</data><stato>RPT_ACCETTATA_PSP</stato><descrizione></descrizione></elementoStoricoRPT>`
	risposta := func(corpo string) []byte {
		return alNodo(`<ppt:nodoChiediStatoRPTRisposta><esito><stato>RPT_ACCETTATA_PSP</stato>` + corpo + `</esito></ppt:nodoChiediStatoRPTRisposta>`)
	}
	b, err := rpt.ParseBusta(risposta(`<elementoStoricoRPT>`+riga+`<elementoStoricoRPT xsi:nil="true"/><elementoStoricoRPT xsi:nil="0">`+riga+
		`<elementoStoricoVersamento xsi:nil="1"></elementoStoricoVersamento>`), "nodoChiediStatoRPT")
	require.NoError(t, err)
	x := rpt.ElementoStoricoRPT{Data: avviso.MustDataOra("2026-03-10T10:00:00.123"), Stato: "RPT_ACCETTATA_PSP"}
	require.Equal(t, &rpt.StatoRPTNodo{Stato: "RPT_ACCETTATA_PSP", ElementoStoricoRPT: []rpt.ElementoStoricoRPT{x, x}}, b.Messaggio.(*rpt.NodoChiediStatoRPTRisposta).Esito)

	for nome, corpo := range map[string]string{
		"nil with content":         `<elementoStoricoRPT xsi:nil="true">` + riga,
		"nil of another element":   `<elementoStoricoRPT><data xsi:nil="true"/></elementoStoricoRPT>`,
		"empty and not nil":        `<elementoStoricoRPT/>`,
		"nil that is no boolean":   `<elementoStoricoRPT xsi:nil="TRUE"/>`, // xs:boolean: true, false, 1, 0
		"nil of nothing":           `<elementoStoricoRPT xsi:nil=""/>`,
		"nil with other attribute": `<elementoStoricoRPT xsi:nil="true" x="1"/>`,
	} {
		_, err := rpt.ParseBusta(risposta(corpo), "")
		require.ErrorIs(t, err, rpt.ErrSintassi, nome)
	}
}

// TestPasswordNascosta: a password is in the document alone, in no error.
func TestPasswordNascosta(t *testing.T) {
	t.Parallel()
	for _, p := range []string{"segreta", "segretissimissima", "segre\x00tissima", ""} {
		m := rpt.NodoChiediStatoRPT{Chiamante: chiamante, IdentificativoDominio: "1", IdentificativoUnivocoVersamento: "1", CodiceContestoPagamento: "1"}
		m.Password = avviso.NuovoSegreto(p)
		_, err := rpt.AppendBusta(nil, &m)
		require.ErrorIs(t, err, rpt.ErrSintassi, "%q", p)
		require.NotContains(t, err.Error(), "segre")
	}
	buono, err := rpt.AppendBusta(nil, vecchi[14])
	require.NoError(t, err)
	_, err = rpt.ParseBusta(bytes.Replace(buono, []byte("segretissima"), []byte("segreta"), 1), "")
	require.ErrorIs(t, err, rpt.ErrLunghezza)
	require.NotContains(t, err.Error(), "segreta")
}

// TestTestateVecchie: a message needs the Header of its kind.
func TestTestateVecchie(t *testing.T) {
	t.Parallel()
	carrello, err := rpt.AppendBusta(nil, vecchi[11])
	require.NoError(t, err)
	singola, err := rpt.AppendBusta(nil, vecchi[8])
	require.NoError(t, err)
	testata := func(b []byte) []byte { return testataXML.FindSubmatch(b)[0] }
	for nome, c := range map[string]struct {
		xml  []byte
		tipo error
	}{
		"none":                  {testataXML.ReplaceAll(singola, nil), rpt.ErrElementoMancante},
		"of a cart":             {bytes.Replace(singola, testata(singola), testata(carrello), 1), rpt.ErrElementoMancante},
		"of one RPT":            {bytes.Replace(carrello, testata(carrello), testata(singola), 1), rpt.ErrElementoMancante},
		"of another namespace":  {bytes.Replace(singola, []byte("gov/ppthead"), []byte("gov/"), 1), rpt.ErrSpazioNomi},
		"without an identifier": {bytes.Replace(singola, []byte("<codiceContestoPagamento>c1</codiceContestoPagamento>"), nil, 1), rpt.ErrElementoMancante},
	} {
		_, err := rpt.ParseBusta(c.xml, "")
		require.ErrorIs(t, err, c.tipo, nome)
	}
	lenta, avvertenze, err := rpt.LeggiBusta(bytes.Replace(singola, []byte("gov/ppthead"), []byte("gov/"), 1), "")
	require.NoError(t, err)
	require.Len(t, avvertenze, 1)
	require.Equal(t, testataProva, lenta.Messaggio.(*rpt.NodoInviaRPT).Intestazione)
	compresa := bytes.Replace(singola, []byte("<ppthead:intestazionePPT "), []byte(`<ppthead:intestazionePPT soapenv:mustUnderstand="1" soapenv:actor="x" `), 1)
	_, err = rpt.ParseBusta(compresa, "nodoInviaRPT")
	require.NoError(t, err)
}
