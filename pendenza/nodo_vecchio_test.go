package pendenza_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// testataPA is the Header of a message about a notice.
func testataPA(nav, ccp string) rpt.Intestazione {
	return rpt.Intestazione{
		IdentificativoIntermediarioPA: domA, IdentificativoStazioneIntermediarioPA: stazA, IdentificativoDominio: domA,
		IdentificativoUnivocoVersamento: nav[1:], CodiceContestoPagamento: ccp,
	}
}

func verificaVecchia(nav string) *rpt.PaaVerificaRPT {
	return &rpt.PaaVerificaRPT{Intestazione: testataPA(nav, "c0"), IdentificativoPSP: "PPAYITR1XXX"}
}

func attivaVecchia(nav, ccp, importo string) *rpt.PaaAttivaRPT {
	return &rpt.PaaAttivaRPT{
		Intestazione: testataPA(nav, ccp), IdentificativoPSP: "PPAYITR1XXX", IdentificativoIntermediarioPSP: "97249640588", IdentificativoCanalePSP: "97249640588_01",
		DatiPagamentoPSP: rpt.DatiPagamentoPSP{ImportoSingoloVersamento: avviso.MustImporto(importo)},
	}
}

// esitoVecchio is what an answer of the older model says.
func esitoVecchio(t *testing.T, m rpt.Messaggio) rpt.EsitoPagamentoPA {
	t.Helper()
	switch m := m.(type) {
	case *rpt.PaaVerificaRPTRisposta:
		return m.EsitoPagamentoPA
	case *rpt.PaaAttivaRPTRisposta:
		return m.EsitoPagamentoPA
	}
	t.Fatalf("%T", m)
	return rpt.EsitoPagamentoPA{}
}

// koVecchio is a refusal with a code and its official text.
func koVecchio(t *testing.T, m rpt.Messaggio, codice nodo.FaultCode) {
	t.Helper()
	e := esitoVecchio(t, m)
	require.Equal(t, rpt.OutcomeKO, e.Esito)
	require.Nil(t, e.DatiPagamentoPA)
	require.Equal(t, codice, e.Fault.FaultCode, e.Fault.Description)
	require.Equal(t, codice.Testo(), e.Fault.FaultString)
}

// TestVerificaVecchia is paaVerificaRPT, row by row.
func TestVerificaVecchia(t *testing.T) {
	t.Parallel()
	chiedi := func(nav string) pendenza.RichiestaNodo {
		return pendenza.RichiestaNodo{Ente: enteNodo(), Verifica: pendenza.RichiestaVerifica{Pendenza: posizioneNodo(nav)}}
	}
	_, m := conversa(t, verificaVecchia(navP1), chiedi(navP1))
	e := esitoVecchio(t, m)
	require.Equal(t, rpt.OutcomeOK, e.Esito)
	require.Equal(t, &rpt.DatiPagamentoPA{
		ImportoSingoloVersamento: avviso.MustImporto("100.00"), IBANAccredito: ibanA, CausaleVersamento: "/RFB/01000000000004285/100.00/TXT/TARI 2026 rata unica",
		EnteBeneficiario: &rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: domA},
			Denominazione:         "Comune di Prova", DenomUnitOper: "Ufficio Tributi",
		},
	}, e.DatiPagamentoPA)

	for nav, codice := range map[string]nodo.FaultCode{
		navP2: nodo.PAAPagamentoMultibeneficiarioNonConsentito, navP3: nodo.PAASemantica, navP4: nodo.PAAPagamentoDuplicato,
		navP5: nodo.PAAPagamentoAnnullato, navP6: nodo.PAAPagamentoScaduto,
	} {
		_, m := conversa(t, verificaVecchia(nav), chiedi(nav))
		koVecchio(t, m, codice)
	}

	for nome, c := range map[string]struct {
		cambia func(*rpt.PaaVerificaRPT, *pendenza.RichiestaNodo)
		codice nodo.FaultCode
	}{
		"body":         {func(m *rpt.PaaVerificaRPT, _ *pendenza.RichiestaNodo) { m.IdentificativoDominio = domB }, nodo.PAAIDDominioErrato},
		"body unknown": {func(_ *rpt.PaaVerificaRPT, r *pendenza.RichiestaNodo) { r.Ente = nil }, nodo.PAAIDDominioErrato},
		"broker":       {func(m *rpt.PaaVerificaRPT, _ *pendenza.RichiestaNodo) { m.IdentificativoIntermediarioPA = domB }, nodo.PAAIDIntermediarioErrato},
		"station": {func(m *rpt.PaaVerificaRPT, _ *pendenza.RichiestaNodo) {
			m.IdentificativoStazioneIntermediarioPA = domA + "_99"
		}, nodo.PAAStazioneIntErrata},
		"segregation 02": {func(m *rpt.PaaVerificaRPT, _ *pendenza.RichiestaNodo) {
			m.IdentificativoUnivocoVersamento = "02032002700000251"
		}, nodo.PAAPagamentoSconosciuto},
		"no IUV":      {func(m *rpt.PaaVerificaRPT, _ *pendenza.RichiestaNodo) { m.IdentificativoUnivocoVersamento = "01/5" }, nodo.PAAPagamentoSconosciuto},
		"no position": {func(_ *rpt.PaaVerificaRPT, r *pendenza.RichiestaNodo) { r.Verifica.Pendenza = nil }, nodo.PAAPagamentoSconosciuto},
		"probe":       {func(_ *rpt.PaaVerificaRPT, r *pendenza.RichiestaNodo) { r.Verifica.Sonda = true }, nodo.PAAPagamentoSconosciuto},
		"codEntrata":  {func(_ *rpt.PaaVerificaRPT, r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.Voci[0].CodEntrata = "BOH" }, nodo.PAASystemError},
		"pending": {func(_ *rpt.PaaVerificaRPT, r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Tentativi = []pendenza.Tentativo{{CCP: "c9", Stato: pendenza.TentativoInCorso, Iniziato: adessoNodo.Add(-time.Minute)}}
		}, nodo.PAAPagamentoInCorso},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			domanda, r := verificaVecchia(navP1), chiedi(navP1)
			c.cambia(domanda, &r)
			_, m := conversa(t, domanda, r)
			koVecchio(t, m, c.codice)
		})
	}

	senzaNumerazioni := chiedi(navP1)
	senzaNumerazioni.Ente.Stazioni[0].Numerazioni = nil
	_, m = conversa(t, verificaVecchia(navP1), senzaNumerazioni)
	require.Equal(t, rpt.OutcomeOK, esitoVecchio(t, m).Esito)

	// An application is asked by the notice that the IUV is of.
	host := chiedi(navP1)
	host.Verifica.Pendenza, host.Verifica.Connettore = nil, pendenza.ConnettoreAttivo
	d, _ := conversa(t, verificaVecchia(navP1), host)
	require.Equal(t, pendenza.VerificaHost, d.Decisione.Esito)
	host.Verifica.Risposte = []pendenza.RispostaHost{{Stato: pendenza.HostNonEseguita, Pendenza: posizioneNodo(navP1)}}
	d, m = conversa(t, verificaVecchia(navP1), host)
	require.Equal(t, rpt.OutcomeOK, esitoVecchio(t, m).Esito)
	require.True(t, d.Decisione.Aggiornata)
	host.Verifica.Risposte = []pendenza.RispostaHost{{Stato: pendenza.HostNonEseguita, Pendenza: posizioneNodo(navP6)}}
	_, m = conversa(t, verificaVecchia(navP1), host)
	koVecchio(t, m, nodo.PAASystemError)

	// A document that alone is wrong, and an envelope that is.
	xml, err := rpt.AppendBusta(nil, verificaVecchia(navP1))
	require.NoError(t, err)
	_, m = conversaXML(t, senza(t, xml, "<identificativoPSP>PPAYITR1XXX</identificativoPSP>"), "", chiedi(navP1))
	koVecchio(t, m, nodo.PAASintassiXSD)
	_, m = conversaXML(t, senza(t, xml, "<codiceContestoPagamento>c0</codiceContestoPagamento>"), "paaVerificaRPT", chiedi(navP1))
	koVecchio(t, m, nodo.PAASintassiExtraXSD)
}

// senza is a document without a part of it.
func senza(t *testing.T, xml []byte, parte string) []byte {
	t.Helper()
	require.Contains(t, string(xml), parte)
	return []byte(strings.Replace(string(xml), parte, "", 1))
}

// TestAttivaVecchia is paaAttivaRPT: one attempt, the present amount.
func TestAttivaVecchia(t *testing.T) {
	t.Parallel()
	p := posizioneNodo(navP1)
	r := pendenza.RichiestaNodo{Ente: enteNodo(), Verifica: pendenza.RichiestaVerifica{Pendenza: p}}
	_, m := conversa(t, attivaVecchia(navP1, "c1", "100.00"), r)
	require.Equal(t, rpt.OutcomeOK, esitoVecchio(t, m).Esito)
	require.IsType(t, &rpt.PaaAttivaRPTRisposta{}, m)
	_, m = conversa(t, verificaVecchia(navP1), r)
	require.IsType(t, &rpt.PaaVerificaRPTRisposta{}, m)

	dopo, _, err := p.Applica(pendenza.AvviaTentativo{CCP: "c1", Adesso: adessoNodo}, pendenza.Opzioni{})
	require.NoError(t, err)
	r.Verifica.Pendenza = &dopo
	_, m = conversa(t, attivaVecchia(navP1, "c1", "100.00"), r)
	koVecchio(t, m, nodo.PAAPagamentoInCorso)
	_, m = conversa(t, attivaVecchia(navP1, "c2", "100.00"), r)
	koVecchio(t, m, nodo.PAAPagamentoInCorso)

	// The attempt is no longer pending: another may begin, the same may not.
	dopo.Tentativi[0].Stato = pendenza.TentativoNonEseguito
	_, m = conversa(t, attivaVecchia(navP1, "c1", "100.00"), r)
	koVecchio(t, m, nodo.PAAPagamentoInCorso)
	_, m = conversa(t, attivaVecchia(navP1, "c2", "100.00"), r)
	require.Equal(t, rpt.OutcomeOK, esitoVecchio(t, m).Esito)

	r.Verifica.Pendenza = p
	_, m = conversa(t, attivaVecchia(navP1, "c1", "90.00"), r)
	require.Equal(t, avviso.MustImporto("100.00"), esitoVecchio(t, m).DatiPagamentoPA.ImportoSingoloVersamento, "the present amount")
	r.ImportoEsatto = true
	_, m = conversa(t, attivaVecchia(navP1, "c1", "90.00"), r)
	koVecchio(t, m, nodo.PAAAttivaRPTImportoNonValido)
}

// TestConsegnaVecchia is paaInviaRT, from the message to its answer.
func TestConsegnaVecchia(t *testing.T) {
	t.Parallel()
	p := posizioneNodo(navP1)
	dati := rpt.DatiRPT{
		Stazione: stazA, IdentificativoMessaggio: "m1", DataOra: adessoNodo, Autenticazione: rpt.AutenticazioneNA, TipoVersamento: rpt.VersamentoPO, CCP: "c1",
		DataEsecuzione: avviso.MustData("2026-03-10"), Ente: rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: domA}, Denominazione: "Comune di Prova",
		},
	}
	require.NoError(t, p.CompletaRPT(&dati, nil))
	q, err := rpt.NuovaRPT(dati)
	require.NoError(t, err)
	rt, err := rpt.NuovaRT(&q, rpt.DatiRT{
		IdentificativoMessaggio: "r1", DataOra: adessoNodo.Add(time.Minute), Esito: rpt.PagamentoEseguito, IUR: "iur1",
		Attestante: rpt.IstitutoAttestante{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "97249640588"}, Denominazione: "PSP di prova",
		},
	})
	require.NoError(t, err)
	xml, err := rpt.AppendXML(nil, &rt)
	require.NoError(t, err)
	consegna := &rpt.PaaInviaRT{Intestazione: testataPA(navP1, "c1"), RT: xml}
	attesa := func(f func(*rpt.AttesaRT)) pendenza.RichiestaNodo {
		a := rpt.AttesaRT{RPT: &q, Stato: rpt.StatoRPTAccettataPSP}
		f(&a)
		return pendenza.RichiestaNodo{Ente: enteNodo(), RT: a}
	}
	d, m := conversa(t, consegna, attesa(func(*rpt.AttesaRT) {}))
	require.Equal(t, &rpt.PaaInviaRTRisposta{Esito: rpt.OutcomeOK}, m)
	require.Equal(t, rpt.EventoRTValida, d.Ricevuta.Evento)

	altra := *consegna
	altra.IdentificativoStazioneIntermediarioPA = domA + "_99"
	altroDominio := *consegna
	altroDominio.IdentificativoDominio = domB
	for _, c := range []struct {
		nome   string
		m      *rpt.PaaInviaRT
		attesa func(*rpt.AttesaRT)
		codice nodo.FaultCode
	}{
		{"unknown", consegna, func(a *rpt.AttesaRT) { a.RPT = nil }, nodo.PAARPTSconosciuta},
		{"station", &altra, func(*rpt.AttesaRT) {}, nodo.PAAStazioneIntErrata},
		{"body", &altroDominio, func(*rpt.AttesaRT) {}, nodo.PAAIDDominioErrato},
		{"again", consegna, func(a *rpt.AttesaRT) { a.Stato = rpt.StatoRTAccettataPA }, nodo.PAARTDuplicata},
		{"store", consegna, func(a *rpt.AttesaRT) { a.Guasto = errors.New("disco pieno") }, nodo.PAASystemError},
		{"no RT", &rpt.PaaInviaRT{Intestazione: testataPA(navP1, "c1"), RT: []byte("<RT/>")}, func(*rpt.AttesaRT) {}, nodo.PAASintassiXSD},
	} {
		t.Run(c.nome, func(t *testing.T) {
			t.Parallel()
			_, m := conversa(t, c.m, attesa(c.attesa))
			r := m.(*rpt.PaaInviaRTRisposta)
			require.Equal(t, rpt.OutcomeKO, r.Esito)
			require.Equal(t, c.codice, r.Fault.FaultCode)
		})
	}
	d, m = conversa(t, consegna, attesa(func(a *rpt.AttesaRT) { a.Guasto, a.Passeggero = errors.New("archivio spento"), true }))
	require.Nil(t, m, "no answer: HTTP 503, and it comes again")
	require.True(t, d.Ricevuta.SenzaRisposta)
	_, m = conversaXML(t, []byte("<no/>"), "paaInviaRT", attesa(func(a *rpt.AttesaRT) { a.RPT = nil }))
	require.Equal(t, nodo.PAASintassiExtraXSD, m.(*rpt.PaaInviaRTRisposta).Fault.FaultCode, "whose RT it is cannot be told")
}
