package pendenza_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// The body, its station and its positions of the worked examples.
const (
	domA     = "12345678903"
	domB     = "98765432103"
	stazA    = "12345678903_01"
	ibanA    = "IT60X0542811101000000123456"
	postaleA = "IT48F0760101000000012345678"
	ibanB    = "IT24D0542811101000000654321"
	navP1    = "301000000000004285"
	navP2    = "301000000000500122"
	navP3    = "301000000000500223"
	navP4    = "301000000000500324"
	navP5    = "301000000000500425"
	navP6    = "301000000000500526"
	navP7    = "301000000000500627"
	hashP3   = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
)

func enteNodo() *pendenza.EntePA {
	return &pendenza.EntePA{
		Ente: avviso.Ente{IdDominio: avviso.MustIdDominio(domA), Nome: "Comune di Prova", Settore: "Ufficio Tributi"},
		Stazioni: []pendenza.Stazione{{
			IDStazione: stazA, Intermediario: domA, Numerazioni: []avviso.Configurazione{{AuxDigit: avviso.Aux3, SegregationCode: "01"}},
		}},
	}
}

func voceNodo(importo, iban string) pendenza.Voce {
	return pendenza.Voce{Importo: avviso.MustImporto(importo), IbanAccredito: avviso.MustIBAN(iban), CodiceTassonomicoPagoPA: "9/0101002IM/"}
}

// posizioneNodo returns one of the positions P1 to P7.
func posizioneNodo(nav string) *pendenza.Pendenza {
	p := &pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: nav, IdDominio: avviso.MustIdDominio(domA), NumeroAvviso: avviso.MustNumeroAvviso(nav), Stato: pendenza.NonEseguita, Versione: 1,
		DataScadenza: avviso.MustData("2026-06-30"), Causale: "TARI 2026 rata unica", Importo: avviso.MustImporto("100.00"),
		SoggettoPagatore: &pendenza.SoggettoPagatore{Tipo: pendenza.PersonaFisica, Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test"},
		Voci:             []pendenza.Voce{voceNodo("100.00", ibanA)},
	}
	switch nav {
	case navP1:
		p.Voci[0].IbanAppoggio = avviso.MustIBAN(postaleA)
	case navP2:
		p.Causale, p.Importo = "TARI e TEFA", avviso.MustImporto("84.00")
		p.Voci = []pendenza.Voce{voceNodo("80.00", ibanA), voceNodo("4.00", ibanB)}
		p.Voci[1].IdDominio = avviso.MustIdDominio(domB)
	case navP3:
		p.Causale, p.Importo = "Istanza con bollo", avviso.MustImporto("26.00")
		p.Voci = []pendenza.Voce{voceNodo("10.00", ibanA), {
			Importo: avviso.MustImporto("16.00"), TipoBollo: "01", HashDocumento: hashP3, ProvinciaResidenza: "MI", CodiceTassonomicoPagoPA: "9/0101002IM/",
		}}
	case navP4:
		p.Stato = pendenza.Eseguita
	case navP5:
		p.Stato = pendenza.Annullata
	case navP6:
		p.DataScadenza = avviso.MustData("2026-01-31")
	case navP7:
		p.DataValidita, p.DataScadenza = avviso.MustData("2026-02-28"), avviso.MustData("2026-12-31")
	}
	for i := range p.Voci {
		p.Voci[i].IDVocePendenza = string(rune('a' + i))
	}
	return p
}

func domandaVerifica(nav string) *rpt.PaVerifyPaymentNotice {
	return &rpt.PaVerifyPaymentNotice{IDPA: domA, IDBrokerPA: domA, IDStation: stazA, QRCode: rpt.QRCode{FiscalCode: domA, NoticeNumber: nav}}
}

func domandaPagamento(nav string, e rpt.Versione) *rpt.PaGetPayment {
	return &rpt.PaGetPayment{Versione: e, IDPA: domA, IDBrokerPA: domA, IDStation: stazA, QRCode: rpt.QRCode{FiscalCode: domA, NoticeNumber: nav}}
}

var adessoNodo = avviso.MustData("2026-03-10").Inizio().Add(12 * time.Hour)

// uguali compares the values of the documents, whose fields are not exported.
var uguali = cmp.Options{
	cmp.Comparer(func(a, b avviso.Importo) bool { return a == b }), cmp.Comparer(func(a, b avviso.Data) bool { return a == b }),
	cmp.Comparer(func(a, b avviso.DataOra) bool { return a == b }),
}

// conversa writes a request, reads it, decides, writes the answer and reads that:
// what a gateway does, and the Nodo on the other side.
func conversa(t testing.TB, domanda rpt.Messaggio, r pendenza.RichiestaNodo) (pendenza.RispostaNodo, rpt.Messaggio) {
	t.Helper()
	xml, err := rpt.AppendBusta(nil, domanda)
	require.NoError(t, err)
	return conversaXML(t, xml, "", r)
}

func conversaXML(t testing.TB, xml []byte, azione string, r pendenza.RichiestaNodo) (pendenza.RispostaNodo, rpt.Messaggio) {
	t.Helper()
	r.Busta, r.Lettura = rpt.ParseBusta(xml, azione)
	r.Verifica.Adesso = adessoNodo
	if r.Verifica.Connettore == "" {
		r.Verifica.Connettore = pendenza.ConnettoreAssente
	}
	d := r.Decidi()
	if d.Messaggio == nil {
		return d, nil
	}
	risposta, err := rpt.AppendBusta(nil, d.Messaggio)
	require.NoError(t, err)
	letta, err := rpt.ParseBusta(risposta, "")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(d.Messaggio, letta.Messaggio, uguali), "written and read again")
	return d, letta.Messaggio
}

// ko is the refusal with a code, whatever its description.
func ko(t testing.TB, m rpt.Messaggio, codice nodo.FaultCode, id string) {
	t.Helper()
	var o rpt.Outcome
	var f *nodo.FaultBean
	switch m := m.(type) {
	case *rpt.PaVerifyPaymentNoticeRisposta:
		o, f = m.Outcome, m.Fault
	case *rpt.PaGetPaymentRisposta:
		o, f = m.Outcome, m.Fault
	case *rpt.PaDemandPaymentNoticeRisposta:
		o, f = m.Outcome, m.Fault
	case *rpt.RispostaPA:
		o, f = m.Outcome, m.Fault
	}
	require.NotNil(t, f, "%T", m)
	require.Equal(t, rpt.OutcomeKO, o)
	require.Equal(t, codice, f.FaultCode, f.Description)
	require.Equal(t, codice.Testo(), f.FaultString)
	require.Equal(t, id, f.ID)
	require.NotContains(t, f.Description, codice.Testo(), "the official sentence stands once")
}

func TestNodoVerifica(t *testing.T) {
	t.Parallel()
	offerta := func(importo, causale, scadenza string, allCCP bool, cambia ...func(*rpt.PaVerifyPaymentNoticeRisposta)) *rpt.PaVerifyPaymentNoticeRisposta {
		o := &rpt.PaVerifyPaymentNoticeRisposta{
			Outcome: rpt.OutcomeOK,
			PaymentList: []rpt.PaymentOption{{
				Amount: avviso.MustImporto(importo), Options: rpt.ImportoUguale, DetailDescription: causale, AllCCP: allCCP,
			}},
			PaymentDescription: causale, FiscalCodePA: domA, CompanyName: "Comune di Prova", OfficeName: "Ufficio Tributi",
		}
		if scadenza != "" {
			o.PaymentList[0].DueDate = avviso.MustData(scadenza)
		}
		for _, f := range cambia {
			f(o)
		}
		return o
	}
	host := func(stato pendenza.StatoHost, importo string) pendenza.RispostaHost {
		a := pendenza.RispostaHost{Stato: stato}
		if importo != "" {
			a.Pendenza = posizioneNodo(navP7)
			a.Pendenza.DataValidita, a.Pendenza.Importo, a.Pendenza.Voci[0].Importo = avviso.MustData("2026-04-30"), avviso.MustImporto(importo), avviso.MustImporto(importo)
		}
		return a
	}
	for nome, c := range map[string]struct {
		domanda *rpt.PaVerifyPaymentNotice
		cambia  func(*pendenza.RichiestaNodo)
		attesa  *rpt.PaVerifyPaymentNoticeRisposta
		codice  nodo.FaultCode
		id      string
	}{
		"T1": {domandaVerifica(navP1), nil, offerta("100.00", "TARI 2026 rata unica", "2026-06-30", true), "", ""},
		"T2": {domandaVerifica(navP2), func(r *pendenza.RichiestaNodo) { r.Ente.Ente.Settore = "" }, offerta("84.00", "TARI e TEFA", "2026-06-30", false, func(o *rpt.PaVerifyPaymentNoticeRisposta) {
			o.OfficeName = ""
		}), "", ""},
		"T3 broker":  {&rpt.PaVerifyPaymentNotice{IDPA: domA, IDBrokerPA: domB, IDStation: stazA, QRCode: rpt.QRCode{FiscalCode: domA, NoticeNumber: navP1}}, nil, nil, nodo.PAAIDIntermediarioErrato, domA},
		"T3 station": {&rpt.PaVerifyPaymentNotice{IDPA: domA, IDBrokerPA: domA, IDStation: domA + "_99", QRCode: rpt.QRCode{FiscalCode: domA, NoticeNumber: navP1}}, nil, nil, nodo.PAAStazioneIntErrata, domA},
		"T4 not served": {
			&rpt.PaVerifyPaymentNotice{IDPA: "10182640150", IDBrokerPA: domA, IDStation: domA + "_99", QRCode: rpt.QRCode{FiscalCode: "10182640150", NoticeNumber: navP1}},
			func(r *pendenza.RichiestaNodo) { r.Ente = nil }, nil, nodo.PAAIDDominioErrato, "10182640150",
		},
		"T4 another body": {
			&rpt.PaVerifyPaymentNotice{IDPA: domB, IDBrokerPA: domA, IDStation: stazA, QRCode: rpt.QRCode{FiscalCode: domA, NoticeNumber: navP1}},
			nil, nil, nodo.PAAIDDominioErrato, domB,
		},
		"T4 notice of another body": {
			&rpt.PaVerifyPaymentNotice{IDPA: domA, IDBrokerPA: domA, IDStation: stazA, QRCode: rpt.QRCode{FiscalCode: domB, NoticeNumber: navP1}},
			nil, nil, nodo.PAAIDDominioErrato, domA,
		},
		"T5 segregation": {domandaVerifica("302032002700000251"), nil, nil, nodo.PAAPagamentoSconosciuto, domA},
		"T5 aux 4":       {domandaVerifica("401000000000004285"), nil, nil, nodo.PAASemantica, domA},
		"T6 P4":          {domandaVerifica(navP4), nil, nil, nodo.PAAPagamentoDuplicato, domA},
		"T6 P5":          {domandaVerifica(navP5), nil, nil, nodo.PAAPagamentoAnnullato, domA},
		"T6 P6":          {domandaVerifica(navP6), nil, nil, nodo.PAAPagamentoScaduto, domA},
		"T7": {domandaVerifica(navP7), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Connettore, r.Verifica.Risposte = pendenza.ConnettoreAttivo, []pendenza.RispostaHost{host(pendenza.HostNonEseguita, "112.50")}
		}, offerta("112.50", "TARI 2026 rata unica", "2026-12-31", false), "", ""},
		"T8 optional": {domandaVerifica(navP7), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Connettore, r.Verifica.Risposte = pendenza.ConnettoreAttivo, []pendenza.RispostaHost{host(pendenza.HostErrore, "")}
		}, offerta("100.00", "TARI 2026 rata unica", "2026-12-31", false), "", ""},
		"T8 mandatory": {domandaVerifica(navP7), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Connettore, r.Verifica.Risposte = pendenza.ConnettoreAttivo, []pendenza.RispostaHost{host(pendenza.HostErrore, "")}
			r.Verifica.Politica.AggiornamentoMandatorio = true
		}, nil, nodo.PAASystemError, domA},
		"T13 without dates": {domandaVerifica(navP1), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.DataScadenza = avviso.Data{} }, offerta("100.00", "TARI 2026 rata unica", "", true), "", ""},
		"T14": {domandaVerifica(navP1), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Voci[0] = pendenza.Voce{Importo: avviso.MustImporto("100.00"), CodEntrata: "TARI"}
		}, nil, nodo.PAASystemError, domA},
		"unknown":                   {domandaVerifica(navP1), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza = nil }, nil, nodo.PAAPagamentoSconosciuto, domA},
		"N6 probe":                  {domandaVerifica(navP1), func(r *pendenza.RichiestaNodo) { r.Verifica.Sonda = true }, nil, nodo.PAAPagamentoSconosciuto, domA},
		"N9 stamp, station of both": {domandaVerifica(navP3), nil, offerta("26.00", "Istanza con bollo", "2026-06-30", false), "", ""},
		"N9 stamp, station of V1":   {domandaVerifica(navP3), func(r *pendenza.RichiestaNodo) { r.Ente.Stazioni[0].Versione = rpt.V1 }, nil, nodo.PAASemantica, domA},
		"end of validity": {domandaVerifica(navP7), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.DataScadenza = avviso.Data{}
		}, offerta("100.00", "TARI 2026 rata unica", "2026-02-28", false), "", ""},
		"office of the position": {domandaVerifica(navP1), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.IDUnitaOperativa = "UO1"
			r.Ente.UnitaOperativa = func(id string) string { return "Anagrafe " + id }
		}, offerta("100.00", "TARI 2026 rata unica", "2026-06-30", true, func(o *rpt.PaVerifyPaymentNoticeRisposta) { o.OfficeName = "Anagrafe UO1" }), "", ""},
		"office that is the body": {domandaVerifica(navP1), func(r *pendenza.RichiestaNodo) { r.Ente.Ente.Settore = "Comune di Prova" }, offerta("100.00", "TARI 2026 rata unica", "2026-06-30", true, func(o *rpt.PaVerifyPaymentNoticeRisposta) {
			o.OfficeName = ""
		}), "", ""},
		"a position that breaks a rule of the schema": {domandaVerifica(navP1), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.Causale = strings.Repeat("a", 141) }, nil, nodo.PAASystemError, domA},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			nav := c.domanda.QRCode.NoticeNumber
			r := pendenza.RichiestaNodo{Ente: enteNodo()}
			if nav[:4] == "3010" {
				r.Verifica.Pendenza = posizioneNodo(nav)
			}
			if c.cambia != nil {
				c.cambia(&r)
			}
			d, m := conversa(t, c.domanda, r)
			if c.attesa != nil {
				require.Empty(t, cmp.Diff(c.attesa, m, uguali))
				require.Nil(t, d.Fault)
				require.Equal(t, nome == "T7", d.Decisione.Aggiornata, "a position to store")
				return
			}
			ko(t, m, c.codice, c.id)
			require.Equal(t, c.codice, d.Fault.FaultCode)
			if nome == "T14" {
				require.Contains(t, d.Fault.Description, "voce 1")
			}
		})
	}
}

// TestNodoVerificaHost asks the application first, and answers nothing yet.
func TestNodoVerificaHost(t *testing.T) {
	t.Parallel()
	r := pendenza.RichiestaNodo{Ente: enteNodo()}
	r.Verifica.Connettore = pendenza.ConnettoreAttivo
	d, m := conversa(t, domandaVerifica(navP1), r)
	require.Equal(t, pendenza.VerificaHost, d.Decisione.Esito)
	require.Nil(t, m)
	require.Nil(t, d.Fault)
}

// TestNodoIllegibile is what cannot be read, answered in its operation.
func TestNodoIllegibile(t *testing.T) {
	t.Parallel()
	buona, err := rpt.AppendBusta(nil, domandaVerifica(navP1))
	require.NoError(t, err)
	for nome, c := range map[string]struct{ xml, azione, descrizione string }{
		"T5 17 digits":   {strings.Replace(string(buona), navP1, navP1[:17], 1), "", "paVerifyPaymentNoticeReq/qrCode/noticeNumber"},
		"T20 SOAPAction": {string(buona), `"paGetPayment"`, "SOAPAction"},
		"T21 empty Body": {`<a:Envelope xmlns:a="http://schemas.xmlsoap.org/soap/envelope/"><a:Body/></a:Envelope>`, "paVerifyPaymentNotice", "Body"},
		"T19 namespace":  {strings.Replace(string(buona), "pa/paForNode.xsd", "paForNode", 1), "", "spazio dei nomi"},
		"no XML":         {"ciao", "paVerifyPaymentNotice", "XML"},
		"fiscalCode":     {strings.Replace(string(buona), "<fiscalCode>12345678903", "<fiscalCode>1234567890", 1), "", "fiscalCode"},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			d, m := conversaXML(t, []byte(c.xml), c.azione, pendenza.RichiestaNodo{Ente: enteNodo()})
			ko(t, m, nodo.PAASintassiExtraXSD, domA)
			require.Contains(t, d.Fault.Description, c.descrizione)
			require.NotContains(t, d.Fault.Description, "1234567890")
		})
	}
	t.Run("T19, T20 lenient", func(t *testing.T) {
		t.Parallel()
		for _, xml := range []string{strings.Replace(string(buona), "pa/paForNode.xsd", "paForNode", 1), string(buona)} {
			azione := ""
			if xml == string(buona) {
				azione = `"paGetPayment"`
			}
			b, avvertenze, err := rpt.LeggiBusta([]byte(xml), azione)
			require.NoError(t, err)
			require.Len(t, avvertenze, 1)
			require.Equal(t, domandaVerifica(navP1), b.Messaggio)
		}
	})
	t.Run("unknown operation", func(t *testing.T) {
		t.Parallel()
		_, m := conversaXML(t, []byte("ciao"), "", pendenza.RichiestaNodo{})
		require.IsType(t, &rpt.FaultSOAP{}, m)
	})
}

var errProva = errors.New("archivio non raggiungibile")

// TestNodoDomanda is paDemandPaymentNotice.
func TestNodoDomanda(t *testing.T) {
	t.Parallel()
	domanda := &rpt.PaDemandPaymentNotice{IDPA: domA, IDBrokerPA: domA, IDStation: stazA, IDServizio: "00001", IDSoggettoServizio: "00001", DatiSpecificiServizioRequest: []byte("<a/>")}
	t.Run("T22", func(t *testing.T) {
		t.Parallel()
		_, m := conversa(t, domanda, pendenza.RichiestaNodo{Ente: enteNodo()})
		require.Equal(t, &rpt.PaDemandPaymentNoticeRisposta{Outcome: rpt.OutcomeKO, Fault: &nodo.FaultBean{
			FaultCode: nodo.PAASystemError, FaultString: "Errore generico.", ID: domA, Description: "Operazione non disponibile",
		}}, m)
	})
	for esito, codice := range map[pendenza.EsitoServizio]nodo.FaultCode{pendenza.ServizioIllegibile: nodo.PAASintassiXSD, pendenza.ServizioNonAmmesso: nodo.PAASemantica} {
		t.Run(string(esito), func(t *testing.T) {
			t.Parallel()
			d, m := conversa(t, domanda, pendenza.RichiestaNodo{Ente: enteNodo(), Servizio: pendenza.Servizio{Esito: esito, Descrizione: "targa sconosciuta"}})
			ko(t, m, codice, domA)
			require.Equal(t, "targa sconosciuta", d.Fault.Description)
		})
	}
	t.Run("accepted", func(t *testing.T) {
		t.Parallel()
		r := pendenza.RichiestaNodo{Ente: enteNodo(), Servizio: pendenza.Servizio{Esito: pendenza.ServizioAccolto}}
		r.Verifica.Pendenza = posizioneNodo(navP1)
		_, m := conversa(t, domanda, r)
		o := m.(*rpt.PaDemandPaymentNoticeRisposta)
		require.Equal(t, &rpt.QRCode{FiscalCode: domA, NoticeNumber: navP1}, o.QRCode)
		require.Equal(t, "100.00", o.PaymentList[0].Amount.String())
	})
	t.Run("identifiers", func(t *testing.T) {
		t.Parallel()
		altra := *domanda
		altra.IDStation = domA + "_99"
		_, m := conversa(t, &altra, pendenza.RichiestaNodo{Ente: enteNodo()})
		ko(t, m, nodo.PAAStazioneIntErrata, domA)
	})
	t.Run("document only", func(t *testing.T) {
		t.Parallel()
		xml, err := rpt.AppendBusta(nil, domanda)
		require.NoError(t, err)
		_, m := conversaXML(t, []byte(strings.Replace(string(xml), "<idServizio>00001", "<idServizio>1", 1)), "", pendenza.RichiestaNodo{Ente: enteNodo()})
		ko(t, m, nodo.PAASintassiXSD, domA)
		_, m = conversaXML(t, xml[:len(xml)/2], "paDemandPaymentNotice", pendenza.RichiestaNodo{Ente: enteNodo()})
		ko(t, m, nodo.PAASintassiExtraXSD, domA)
	})
}
