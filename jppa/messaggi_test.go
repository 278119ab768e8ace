package jppa_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

const base = "http://jcitygov.informatica.maggioli.it/pagopa/payservice/pdp/connector/jppapdp"

// What goes over the wire, with values of our own.
const (
	inviaRichiesta = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>` +
		`<InviaEsitoPagamentoRichiesta xmlns="` + base + `/internal"><operazione>InviaEsitoPagamento</operazione><identificativoDominio>01234567890</identificativoDominio>` +
		`<dataOperazione>2024-03-07T11:42:05.120+01:00</dataOperazione><version>1.0</version>` +
		`<xmlDettaglioRichiesta>&lt;InviaEsitoPagamentoRichiesta xmlns="` + base + `/internal/schema/1_0"&gt;&lt;identificativoUnivocoVersamento&gt;24012345678901234&lt;/identificativoUnivocoVersamento&gt;&lt;codiceContestoPagamento&gt;n/a&lt;/codiceContestoPagamento&gt;&lt;esitoPagamento&gt;ESEGUITO&lt;/esitoPagamento&gt;&lt;/InviaEsitoPagamentoRichiesta&gt;</xmlDettaglioRichiesta>` +
		`</InviaEsitoPagamentoRichiesta></soap:Body></soap:Envelope>`
	inviaRisposta = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<r:InviaEsitoPagamentoRisposta xmlns:r="` + base + `/internal">
<r:operazione>InviaEsitoPagamento</r:operazione><r:dataOperazione>2024-03-08T03:00:09+01:00</r:dataOperazione><r:esito>ERROR</r:esito>
<r:messaggi><r:messaggio><r:codice>DEB_404</r:codice><r:descrizione>debito sconosciuto</r:descrizione></r:messaggio></r:messaggi>
</r:InviaEsitoPagamentoRisposta></soap:Body></soap:Envelope>`
	recuperaDettaglio = `<RecuperaRTRichiesta xmlns="` + base + `/external/schema/1_0"><identificativoUnivocoVersamento>24012345678901234</identificativoUnivocoVersamento><codiceContestoPagamento>n/a</codiceContestoPagamento></RecuperaRTRichiesta>`
	recuperaInterno   = `<RecuperaRTRisposta xmlns="` + base + `/external/schema/1_0"><esito><code>OK</code></esito><ricevutaTelematica><ricevutaXML>&lt;RT/&gt;</ricevutaXML><idDominio>01234567890</idDominio><identificativoMessaggioRicevuta>RT-77</identificativoMessaggioRicevuta><dataOraMessaggioRicevuta>2024-03-07T11:42:05.120+01:00</dataOraMessaggioRicevuta><riferimentoMessaggioRichiesta>RPT-77</riferimentoMessaggioRichiesta><riferimentoDataRichiesta>2024-03-07</riferimentoDataRichiesta><istitutoAttestante><identificativoUnivocoAttestante><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>09876543210</codiceIdentificativoUnivoco></identificativoUnivocoAttestante><denominazioneAttestante>Banca Prova</denominazioneAttestante></istitutoAttestante><enteBeneficiario><identificativoUnivocoBeneficiario><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>01234567890</codiceIdentificativoUnivoco></identificativoUnivocoBeneficiario><denominazioneBeneficiario>Comune di Prova</denominazioneBeneficiario></enteBeneficiario><soggettoPagatore><identificativoUnivocoPagatore><tipoIdentificativoUnivoco>F</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>RSSMRA80A01H501U</codiceIdentificativoUnivoco></identificativoUnivocoPagatore><anagraficaPagatore>Mario Rossi</anagraficaPagatore></soggettoPagatore><datiPagamento><codiceEsitoPagamento>0</codiceEsitoPagamento><importoTotalePagato>59.90</importoTotalePagato><identificativoUnivocoVersamento>24012345678901234</identificativoUnivocoVersamento><CodiceContestoPagamento>n/a</CodiceContestoPagamento><tipoVersamento>CP</tipoVersamento></datiPagamento><parametriPSP><identificativoPSP>ABI99999</identificativoPSP><identificativoCanale>09876543210_01</identificativoCanale></parametriPSP></ricevutaTelematica><dettagliImporto><dettaglioImporto><capitoloBilancio>3010</capitoloBilancio><anno>2024</anno><importo>59.90</importo><descrizione>Mensa marzo</descrizione></dettaglioImporto></dettagliImporto></RecuperaRTRisposta>`
)

var protegge = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// bustaDi wraps an inner XML into its message.
func bustaDi(radice, spazio, testa, campo, dettaglio string) string {
	return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><` + radice + ` xmlns="` + base + spazio + `">` + testa +
		"<" + campo + ">" + protegge.Replace(dettaglio) + "</" + campo + "></" + radice + "></soap:Body></soap:Envelope>"
}

var (
	recuperaRichiesta = bustaDi("RecuperaRTRichiesta", "/external",
		`<operazione>RecuperaRT</operazione><identificativoDominio>01234567890</identificativoDominio><dataOperazione>2024-03-08T09:00:00.000+01:00</dataOperazione><version>1.0</version>`,
		"xmlDettaglioRichiesta", recuperaDettaglio)
	recuperaRisposta = bustaDi("RecuperaRTRisposta", "/external",
		`<operazione>RecuperaRT</operazione><dataOperazione>2024-03-08T09:00:01.000+01:00</dataOperazione><esito>OK</esito>`, "xmlDettaglioRisposta", recuperaInterno)
)

var notificaPiena = jppa.RichiestaInviaEsito{
	Operazione: "InviaEsitoPagamento", IdentificativoDominio: "01234567890", DataOperazione: avviso.MustDataOra("2024-03-07T11:42:05.120+01:00"), Version: "1.0",
	IdentificativoUnivocoVersamento: "24012345678901234", CodiceContestoPagamento: "n/a", EsitoPagamento: jppa.Eseguito,
}

func TestInviaEsitoRichiesta(t *testing.T) {
	r, err := jppa.ParseRichiestaInviaEsito([]byte(inviaRichiesta))
	require.NoError(t, err)
	if d := cmp.Diff(notificaPiena, r, istanti); d != "" {
		t.Error(d)
	}
	b, err := jppa.AppendRichiestaInviaEsito([]byte("x"), r, jppa.Formato{})
	require.NoError(t, err)
	require.Equal(t, "x"+inviaRichiesta, string(b), "the sample, byte by byte")

	b, err = jppa.AppendRichiestaInviaEsito(nil, r, jppa.Formato{UnqualifiedRoot: true})
	require.NoError(t, err)
	require.Contains(t, string(b), `&lt;InviaEsitoPagamentoRichiesta xmlns:ns="`+base+`/internal/schema/1_0"&gt;&lt;ns:identificativoUnivocoVersamento&gt;`)
	nuda, err := jppa.ParseRichiestaInviaEsito(b)
	require.NoError(t, err)
	require.Equal(t, notificaPiena, nuda)

	costruita, ok := jppa.NuovaRichiestaInviaEsito(jppa.Ricevuta{IdDominio: "01234567890", IUV: "24012345678901234", CCP: "n/a", Esito: "0", Data: notificaPiena.DataOperazione})
	require.True(t, ok)
	require.Equal(t, notificaPiena, costruita)
	_, ok = jppa.NuovaRichiestaInviaEsito(jppa.Ricevuta{Esito: "1"})
	require.False(t, ok)
	require.Equal(t, base+"/internal/InviaEsitoPagamento", jppa.SOAPActionInviaEsito)
	require.Equal(t, base+"/external/RecuperaRT", jppa.SOAPActionRecuperaRT)
}

// What counterparts do differently and is accepted by the strict readers.
func TestMessagesAreReadInEveryForm(t *testing.T) {
	dettaglio := strings.NewReplacer("&lt;", "<", "&gt;", ">").Replace(
		inviaRichiesta[strings.Index(inviaRichiesta, "&lt;"):strings.Index(inviaRichiesta, "</xmlDettaglioRichiesta>")],
	)
	prima, dopo := inviaRichiesta[:strings.Index(inviaRichiesta, "&lt;")], inviaRichiesta[strings.Index(inviaRichiesta, "</xmlDettaglioRichiesta>"):]
	for nome, testo := range map[string]string{
		"SOAP 1.2":              strings.Replace(inviaRichiesta, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", 1),
		"CDATA":                 prima + "<![CDATA[" + dettaglio + "]]>" + dopo,
		"inner declaration":     prima + `<![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + dettaglio + "]]>" + dopo,
		"SOAP header":           strings.Replace(inviaRichiesta, "<soap:Body>", "<soap:Header/><soap:Body>", 1),
		"outer declaration":     `<?xml version="1.0" encoding="UTF-8"?>` + inviaRichiesta,
		"instant in UTC":        strings.Replace(inviaRichiesta, "11:42:05.120+01:00", "10:42:05.12Z", 1),
		"instant without zone":  strings.Replace(inviaRichiesta, "11:42:05.120+01:00", "11:42:05.12", 1),
		"unqualified, prefixed": prima + protegge.Replace(`<InviaEsitoPagamentoRichiesta xmlns:a="`+base+`/internal/schema/1_0"><a:identificativoUnivocoVersamento>24012345678901234</a:identificativoUnivocoVersamento><a:codiceContestoPagamento>n/a</a:codiceContestoPagamento><a:esitoPagamento>ESEGUITO</a:esitoPagamento></InviaEsitoPagamentoRichiesta>`) + dopo,
	} {
		r, err := jppa.ParseRichiestaInviaEsito([]byte(testo))
		require.NoError(t, err, nome)
		require.Equal(t, notificaPiena, r, nome)
	}
}

// Beside a Header and the one Body an envelope has nothing: what a strict reading refuses
// a lenient one tells.
func TestOneBody(t *testing.T) {
	for _, testo := range []string{
		strings.Replace(inviaRichiesta, "</soap:Body>", "</soap:Body><x/>", 1),
		strings.Replace(inviaRichiesta, "<soap:Body>", "<x/><soap:Body>", 1),
		strings.Replace(inviaRichiesta, "<soap:Body>", `<soap:Body x="1">`, 1),
		strings.Replace(inviaRichiesta, "<soap:Body>", "<soap:Header><x/></soap:Header><soap:Body>", 1),
	} {
		_, err := jppa.ParseRichiestaInviaEsito([]byte(testo))
		require.ErrorIs(t, err, jppa.ErrMessaggio, testo)
		r, a, err := jppa.LeggiRichiestaInviaEsito([]byte(testo))
		require.NoError(t, err)
		require.Equal(t, notificaPiena, r)
		require.Len(t, a, 1, testo)
	}
}

// An inner document is text already: the encoding of its declaration says nothing.
func TestInnerDeclarationNamesAnyEncoding(t *testing.T) {
	for _, nome := range []string{"UTF-8", "ISO-8859-1", "windows-1252", "utf-16"} {
		testo := strings.NewReplacer(
			"&lt;RecuperaRTRichiesta", `&lt;?xml version="1.0" encoding="`+nome+`"?&gt;&lt;RecuperaRTRichiesta`, "n/a", "perché €",
		).Replace(recuperaRichiesta)
		r, err := jppa.ParseRichiestaRecuperaRT([]byte(testo))
		require.NoError(t, err, nome)
		require.Equal(t, "perché €", r.CodiceContestoPagamento, nome)
	}
}

func TestInviaEsitoRisposta(t *testing.T) {
	r, err := jppa.ParseRispostaInviaEsito([]byte(inviaRisposta))
	require.NoError(t, err)
	want := jppa.RispostaInviaEsito{
		Operazione: "InviaEsitoPagamento", DataOperazione: avviso.MustDataOra("2024-03-08T03:00:09+01:00"), Esito: jppa.EsitoError,
		Messaggi: []jppa.Messaggio{{Codice: "DEB_404", Descrizione: "debito sconosciuto"}},
	}
	if d := cmp.Diff(want, r, istanti); d != "" {
		t.Error(d)
	}
	require.Equal(t, "DEB_404: debito sconosciuto", r.Descrizione())
	r.Messaggi = append(r.Messaggi, jppa.Messaggio{Codice: "X", Descrizione: "y"})
	require.Equal(t, "DEB_404: debito sconosciuto; X: y", r.Descrizione())
	r.Esito = jppa.EsitoOK
	require.Empty(t, r.Descrizione(), "OK says nothing")
	r.Esito, r.Messaggi = jppa.EsitoError, nil
	require.Empty(t, r.Descrizione())

	want.Dettaglio = &jppa.DettaglioInviaEsito{Esito: jppa.EsitoInterno{Codice: jppa.EsitoError, Messaggi: want.Messaggi}}
	b, err := jppa.AppendRispostaInviaEsito(nil, want)
	require.NoError(t, err)
	letta, err := jppa.ParseRispostaInviaEsito(b)
	require.NoError(t, err)
	if d := cmp.Diff(want, letta, istanti); d != "" {
		t.Error(d)
	}
}

const (
	fault11 = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>giu'</faultstring></s:Fault></s:Body></s:Envelope>`
	fault12 = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang="it">giu'</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`
)

func TestMessagesAreRefused(t *testing.T) {
	con := func(da, a string) string {
		require.Contains(t, inviaRisposta, da)
		return strings.Replace(inviaRisposta, da, a, 1)
	}
	for _, tt := range []struct {
		nome, testo string
		codice      avviso.Codice
		campo       string
		tipo        error
	}{
		{"nothing", "", jppa.CodiceXML, "", jppa.ErrMessaggio},
		{"HTML", "<html><head><title>502</title></head><body>Bad Gateway</body></html>", jppa.CodiceBusta, "html", jppa.ErrBusta},
		{"HTML that is no XML", "<!DOCTYPE html><html><br></html>", jppa.CodiceDOCTYPE, "", jppa.ErrMessaggio},
		{"DOCTYPE", `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + inviaRisposta, jppa.CodiceDOCTYPE, "", jppa.ErrMessaggio},
		{
			"inner DOCTYPE", con("</r:InviaEsito", "<r:xmlDettaglioRisposta>&lt;!DOCTYPE x&gt;&lt;x/&gt;</r:xmlDettaglioRisposta></r:InviaEsito"),
			jppa.CodiceDOCTYPE, "InviaEsitoPagamentoRisposta/xmlDettaglioRisposta", jppa.ErrMessaggio,
		},
		{"without esito", con("<r:esito>ERROR</r:esito>", ""), jppa.CodiceElemento, "InviaEsitoPagamentoRisposta/esito", jppa.ErrMessaggio},
		{"another esito", con(">ERROR<", ">FORSE<"), jppa.CodiceValore, "InviaEsitoPagamentoRisposta/esito", jppa.ErrMessaggio},
		{"two esiti", con("<r:messaggi>", "<r:esito>OK</r:esito><r:messaggi>"), jppa.CodiceElemento, "InviaEsitoPagamentoRisposta/esito", jppa.ErrMessaggio},
		{"another operation", con(">InviaEsitoPagamento<", ">RecuperaRT<"), jppa.CodiceValore, "InviaEsitoPagamentoRisposta/operazione", jppa.ErrMessaggio},
		{"date", con("2024-03-08T", "2024-03-08 "), jppa.CodiceValore, "InviaEsitoPagamentoRisposta/dataOperazione", jppa.ErrMessaggio},
		{
			"empty messaggi", con("<r:messaggio><r:codice>DEB_404</r:codice><r:descrizione>debito sconosciuto</r:descrizione></r:messaggio>", ""),
			jppa.CodiceElemento, "InviaEsitoPagamentoRisposta/messaggi/messaggio", jppa.ErrMessaggio,
		},
		{"attribute", con("<r:esito>", `<r:esito a="1">`), jppa.CodiceElemento, "InviaEsitoPagamentoRisposta/esito/@a", jppa.ErrMessaggio},
		{"element in a text", con(">ERROR<", "><r:a/>ERROR<"), jppa.CodiceElemento, "InviaEsitoPagamentoRisposta/esito", jppa.ErrMessaggio},
		{"unknown element", con("</r:InviaEsito", "<r:altro/></r:InviaEsito"), jppa.CodiceElemento, "InviaEsitoPagamentoRisposta/altro", jppa.ErrMessaggio},
		{"namespace", con(base+"/internal", base+"/external"), jppa.CodiceElemento, "InviaEsitoPagamentoRisposta", jppa.ErrMessaggio},
		{"another message", inviaRichiesta, jppa.CodiceBusta, "InviaEsitoPagamentoRichiesta", jppa.ErrBusta},
		{"empty body", con(inviaRisposta[strings.Index(inviaRisposta, "<r:Invia"):strings.Index(inviaRisposta, "</soap:Body>")], ""), jppa.CodiceBusta, "Envelope", jppa.ErrBusta},
		{"fault 1.1", fault11, jppa.CodiceFault, "Envelope/Body/Fault", jppa.ErrFault},
		{"fault 1.2", fault12, jppa.CodiceFault, "Envelope/Body/Fault", jppa.ErrFault},
		{"truncated", inviaRisposta[:300], jppa.CodiceXML, "", jppa.ErrMessaggio},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := jppa.ParseRispostaInviaEsito([]byte(tt.testo))
			var e *jppa.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, tt.tipo)
			require.Equal(t, tt.codice, e.Codice)
			if tt.campo != "" {
				require.Equal(t, tt.campo, e.Campo)
			}
		})
	}
	// A place is one of the document: a text inside has none.
	for testo, riga := range map[string]int{
		con(">ERROR<", ">FORSE<"): 3,
		con("</r:InviaEsito", "<r:xmlDettaglioRisposta>&lt;!DOCTYPE x&gt;&lt;x/&gt;</r:xmlDettaglioRisposta></r:InviaEsito"): 0,
	} {
		_, err := jppa.ParseRispostaInviaEsito([]byte(testo))
		var e *jppa.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, riga, e.Riga)
		require.Equal(t, riga > 0, e.Colonna > 0)
	}
	var f *jppa.Fault
	_, err := jppa.ParseRispostaInviaEsito([]byte(fault12))
	require.ErrorAs(t, err, &f)
	require.Equal(t, jppa.Fault{Codice: "s:Receiver", Testo: "giu'"}, *f)
}

func TestRichiesteAreNotWrittenWrong(t *testing.T) {
	for _, tt := range []struct {
		campo  string
		codice avviso.Codice
		cambia func(*jppa.RichiestaInviaEsito)
	}{
		{"identificativoUnivocoVersamento", jppa.CodiceObbligatorio, func(r *jppa.RichiestaInviaEsito) { r.IdentificativoUnivocoVersamento = "" }},
		{"identificativoUnivocoVersamento", avviso.CodiceLunghezza, func(r *jppa.RichiestaInviaEsito) { r.IdentificativoUnivocoVersamento = strings.Repeat("1", 36) }},
		{"identificativoUnivocoVersamento", jppa.CodiceValore, func(r *jppa.RichiestaInviaEsito) { r.IdentificativoUnivocoVersamento = "a-b" }},
		{"codiceContestoPagamento", jppa.CodiceObbligatorio, func(r *jppa.RichiestaInviaEsito) { r.CodiceContestoPagamento = "" }},
		{"esitoPagamento", jppa.CodiceObbligatorio, func(r *jppa.RichiestaInviaEsito) { r.EsitoPagamento = "" }},
		{"dataOperazione", jppa.CodiceObbligatorio, func(r *jppa.RichiestaInviaEsito) { r.DataOperazione = avviso.DataOra{} }},
		{"operazione", jppa.CodiceValore, func(r *jppa.RichiestaInviaEsito) { r.Operazione = "RecuperaRT" }},
	} {
		r := notificaPiena
		tt.cambia(&r)
		b, err := jppa.AppendRichiestaInviaEsito(nil, r, jppa.Formato{})
		require.Nil(t, b)
		var e *jppa.Errore
		require.ErrorAs(t, err, &e)
		require.ErrorIs(t, err, jppa.ErrMessaggio)
		require.Equal(t, tt.codice, e.Codice)
		require.Equal(t, "InviaEsitoPagamentoRichiesta/"+tt.campo, e.Campo)
	}
}

func TestRecuperaRT(t *testing.T) {
	r, err := jppa.ParseRichiestaRecuperaRT([]byte(recuperaRichiesta))
	require.NoError(t, err)
	want := jppa.RichiestaRecuperaRT{
		Operazione: "RecuperaRT", IdentificativoDominio: "01234567890", DataOperazione: avviso.MustDataOra("2024-03-08T09:00:00+01:00"),
		Version: "1.0", IdentificativoUnivocoVersamento: "24012345678901234", CodiceContestoPagamento: "n/a",
	}
	if d := cmp.Diff(want, r, istanti); d != "" {
		t.Error(d)
	}
	b, err := jppa.AppendRichiestaRecuperaRT(nil, r, jppa.Formato{})
	require.NoError(t, err)
	require.Equal(t, recuperaRichiesta, string(b))

	risposta, err := jppa.ParseRispostaRecuperaRT([]byte(recuperaRisposta))
	require.NoError(t, err)
	require.Equal(t, "<RT/>", risposta.Dettaglio.RicevutaTelematica.RicevutaXML)
	require.Equal(t, rpt.VersamentoCP, risposta.Dettaglio.RicevutaTelematica.DatiPagamento.TipoVersamento)
	require.Equal(t, []jppa.DettaglioImporto{{CapitoloBilancio: "3010", Anno: "2024", Importo: avviso.MustImporto("59.90"), Descrizione: "Mensa marzo"}}, risposta.Dettaglio.DettagliImporto)
	b, err = jppa.AppendRispostaRecuperaRT(nil, risposta)
	require.NoError(t, err)
	require.Equal(t, recuperaRisposta, string(b), "the sample, byte by byte")
}

// rispostaPiena has every element that the schema knows.
func rispostaPiena(t testing.TB) jppa.RispostaRecuperaRT {
	t.Helper()
	r, err := jppa.ParseRispostaRecuperaRT([]byte(recuperaRisposta))
	require.NoError(t, err)
	rt := r.Dettaglio.RicevutaTelematica
	rt.IstitutoAttestante = rpt.IstitutoAttestante{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.CodiceBIC, CodiceIdentificativoUnivoco: "PRVAITMM"},
		Denominazione:         "Banca <Prova> & C.", CodiceUnitOper: "1", DenomUnitOper: "Sede", Indirizzo: "Via", Civico: "1", CAP: "10100", Localita: "Torino", Provincia: "TO", Nazione: "IT",
	}
	rt.EnteBeneficiario.CodiceUnitOper, rt.EnteBeneficiario.DenomUnitOper, rt.EnteBeneficiario.Nazione = "U1", "Tributi", "IT"
	rt.SoggettoPagatore.EMail, rt.SoggettoPagatore.Indirizzo = "mario@esempio.it", "Via Po"
	versante := rpt.SoggettoVersante(rt.SoggettoPagatore)
	rt.SoggettoVersante = &versante
	zero := avviso.Importo{}
	rt.DatiPagamento.DatiSingoloPagamento = []rpt.DatiSingoloPagamento{
		{
			SingoloImportoPagato: avviso.MustImporto("59.90"), EsitoSingoloPagamento: "PAGATA", DataEsitoSingoloPagamento: avviso.MustData("2024-03-07"),
			IdentificativoUnivocoRiscossione: "IUR", CausaleVersamento: "Mensa", DatiSpecificiRiscossione: "9/0101002IM/", CommissioniApplicatePSP: &zero,
			AllegatoRicevuta: &rpt.AllegatoRicevuta{TipoAllegatoRicevuta: rpt.AllegatoBD, TestoAllegato: []byte("<marca/>")},
		},
		{
			SingoloImportoPagato: avviso.MustImporto("0.00"), DataEsitoSingoloPagamento: avviso.MustData("2024-03-07"),
			IdentificativoUnivocoRiscossione: "n/a", CausaleVersamento: "Altro", DatiSpecificiRiscossione: "9/012",
		},
	}
	rt.ParametriPSP.IdentificativoIntermediarioPSP = "09876543210"
	return r
}

func jsonDi(t testing.TB, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	require.NoError(t, err)
	return string(b)
}

func TestFullReceiptRoundTrip(t *testing.T) {
	r := rispostaPiena(t)
	b, err := jppa.AppendRispostaRecuperaRT(nil, r)
	require.NoError(t, err)
	letta, err := jppa.ParseRispostaRecuperaRT(b)
	require.NoError(t, err)
	if d := cmp.Diff(jsonDi(t, r), jsonDi(t, letta)); d != "" {
		t.Error(d)
	}
	var daJSON jppa.RispostaRecuperaRT
	require.NoError(t, json.Unmarshal([]byte(jsonDi(t, r)), &daJSON))
	require.Equal(t, jsonDi(t, r), jsonDi(t, daJSON))

	for campo, cambia := range map[string]func(*jppa.RicevutaTelematica){
		"datiPagamento/importoTotalePagato": func(r *jppa.RicevutaTelematica) {
			r.DatiPagamento.ImportoTotalePagato = avviso.MustImporto("100000000.00")
		},
		"datiPagamento/tipoVersamento": func(r *jppa.RicevutaTelematica) { r.DatiPagamento.TipoVersamento = rpt.VersamentoPPAL },
		"datiPagamento/datiSingoloPagamento[6]": func(r *jppa.RicevutaTelematica) {
			r.DatiPagamento.DatiSingoloPagamento = slices.Repeat(r.DatiPagamento.DatiSingoloPagamento[:1], 6)
		},
		"soggettoPagatore/e-mailPagatore":      func(r *jppa.RicevutaTelematica) { r.SoggettoPagatore.EMail = "x" },
		"enteBeneficiario/nazioneBeneficiario": func(r *jppa.RicevutaTelematica) { r.EnteBeneficiario.Nazione = "it" },
		"enteBeneficiario/identificativoUnivocoBeneficiario/tipoIdentificativoUnivoco": func(r *jppa.RicevutaTelematica) {
			r.EnteBeneficiario.IdentificativoUnivoco.TipoIdentificativoUnivoco = rpt.PersonaFisica
		},
		"parametriPSP/identificativoCanale": func(r *jppa.RicevutaTelematica) { r.ParametriPSP.IdentificativoCanale = "" },
	} {
		r := rispostaPiena(t)
		cambia(r.Dettaglio.RicevutaTelematica)
		_, err := jppa.AppendRispostaRecuperaRT(nil, r)
		var e *jppa.Errore
		require.ErrorAs(t, err, &e, campo)
		require.Equal(t, "RecuperaRTRisposta/ricevutaTelematica/"+campo, e.Campo)
	}
}

func TestLeggiRispostaHTTP(t *testing.T) {
	for _, tt := range []struct {
		nome   string
		stato  int
		corpo  string
		codice avviso.Codice
		testo  string
	}{
		{"status", 503, "", jppa.CodiceHTTP, "Ricevuto [HTTP 503]"},
		{"first status of an error", 400, inviaRisposta, jppa.CodiceHTTP, "Ricevuto [HTTP 400]"},
		{"status with a page", 404, "<html/>", jppa.CodiceHTTP, "Ricevuto [HTTP 404]"},
		{"status with an answer", 500, inviaRisposta, jppa.CodiceHTTP, "Ricevuto [HTTP 500]"},
		{"fault", 500, fault11, jppa.CodiceFault, "Ricevuto messaggio di errore: HTTP 500 [SOAPFaultCode: s:Server - SOAPFaultString: giu']"},
		{"fault of 1.2", 200, fault12, jppa.CodiceFault, "Ricevuto messaggio di errore: HTTP 200 [SOAPFaultCode: s:Receiver - SOAPFaultString: giu']"},
		{"empty", 200, " \n", jppa.CodiceVuoto, "Il Nodo dei Pagamenti ha ritornato un messaggio vuoto."},
		{"page", 200, "<html/>", jppa.CodiceBusta, "Messaggio di risposta dal Servizio Maggioli JPPA non valido"},
		{"without esito", 200, strings.Replace(inviaRisposta, "<r:esito>ERROR</r:esito>", "", 1), jppa.CodiceElemento, "Messaggio di risposta dal Servizio Maggioli JPPA non valido"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, _, err := jppa.LeggiRispostaHTTP(tt.stato, []byte(tt.corpo))
			var e *jppa.ErroreRisposta
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, jppa.ErrInvio)
			require.Equal(t, tt.codice, e.Codice)
			require.Equal(t, tt.testo, e.Testo)
			require.Equal(t, tt.stato, e.HTTP)
		})
	}
	for _, stato := range []int{200, 399} {
		r, _, err := jppa.LeggiRispostaHTTP(stato, []byte(inviaRisposta))
		require.NoError(t, err)
		require.Equal(t, jppa.EsitoError, r.Esito)
	}

	b, err := jppa.AppendFault(nil, jppa.Fault{Codice: "soap:Client", Testo: "a < b"})
	require.NoError(t, err)
	_, err = jppa.ParseRispostaInviaEsito(b)
	var f *jppa.Fault
	require.ErrorAs(t, err, &f)
	require.Equal(t, jppa.Fault{Codice: "soap:Client", Testo: "a < b"}, *f)
}

// stImporto of jppapdp-ws-external.xsd goes to 99999999.99.
func TestLargestAmount(t *testing.T) {
	r := rispostaPiena(t)
	r.Dettaglio.RicevutaTelematica.DatiPagamento.ImportoTotalePagato = avviso.MustImporto("99999999.99")
	b, err := jppa.AppendRispostaRecuperaRT(nil, r)
	require.NoError(t, err)
	letta, err := jppa.ParseRispostaRecuperaRT(b)
	require.NoError(t, err)
	require.Equal(t, avviso.MustImporto("99999999.99"), letta.Dettaglio.RicevutaTelematica.DatiPagamento.ImportoTotalePagato)
	_, err = jppa.ParseRispostaRecuperaRT(bytes.Replace(b, []byte("99999999.99"), []byte("100000000.00"), 1))
	require.ErrorIs(t, err, jppa.ErrMessaggio)
}

func FuzzMessaggi(f *testing.F) {
	for _, s := range []string{inviaRichiesta, inviaRisposta, recuperaRichiesta, recuperaRisposta, fault11, fault12} {
		f.Add(s)
	}
	b, err := jppa.AppendRispostaRecuperaRT(nil, rispostaPiena(f))
	require.NoError(f, err)
	f.Add(string(b))
	f.Fuzz(func(t *testing.T, testo string) {
		giro(t, testo, jppa.ParseRichiestaInviaEsito, func(r jppa.RichiestaInviaEsito) ([]byte, error) {
			return jppa.AppendRichiestaInviaEsito(nil, r, jppa.Formato{})
		})
		giro(t, testo, jppa.ParseRispostaInviaEsito, func(r jppa.RispostaInviaEsito) ([]byte, error) { return jppa.AppendRispostaInviaEsito(nil, r) })
		giro(t, testo, jppa.ParseRichiestaRecuperaRT, func(r jppa.RichiestaRecuperaRT) ([]byte, error) {
			return jppa.AppendRichiestaRecuperaRT(nil, r, jppa.Formato{UnqualifiedRoot: true})
		})
		giro(t, testo, jppa.ParseRispostaRecuperaRT, func(r jppa.RispostaRecuperaRT) ([]byte, error) { return jppa.AppendRispostaRecuperaRT(nil, r) })
		_, _, err := jppa.LeggiRispostaHTTP(200, []byte(testo))
		if err != nil {
			require.ErrorIs(t, err, jppa.ErrInvio)
		}
	})
}

// giro checks that what is read is written and read back the same.
func giro[T any](t *testing.T, testo string, leggi func([]byte) (T, error), scrivi func(T) ([]byte, error)) {
	t.Helper()
	m, err := leggi([]byte(testo))
	if err != nil {
		require.True(t, errors.Is(err, jppa.ErrMessaggio) || errors.Is(err, jppa.ErrFault), "%v", err)
		return
	}
	b, err := scrivi(m)
	require.NoError(t, err)
	ancora, err := leggi(b)
	require.NoError(t, err)
	require.Equal(t, jsonDi(t, m), jsonDi(t, ancora))
}
