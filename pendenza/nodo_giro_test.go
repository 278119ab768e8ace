package pendenza_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	mutanti "github.com/quietanza/quietanza/internal/mutanti/prova"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// generatore makes positions of all shapes that a body may answer with.
type generatore struct{ *rand.Rand }

func (g generatore) uno(n int) bool { return g.IntN(n) == 0 }

func scegli[T any](g generatore, v ...T) T { return v[g.IntN(len(v))] }

// numeri of the body: one of each aux digit.
var numeri = []avviso.Configurazione{
	{AuxDigit: avviso.Aux0, ApplicationCode: "07"}, {AuxDigit: avviso.Aux1}, {AuxDigit: avviso.Aux2}, {AuxDigit: avviso.Aux3, SegregationCode: "01"},
}

func (g generatore) posizione(t testing.TB, i int) *pendenza.Pendenza {
	t.Helper()
	nav, err := avviso.GeneraNumeroAvviso(scegli(g, numeri...), "", uint64(1000+i))
	require.NoError(t, err)
	p := &pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: fmt.Sprint("P", i), IdDominio: avviso.MustIdDominio(domA), NumeroAvviso: nav, Stato: pendenza.NonEseguita, Versione: 1,
		Causale:          scegli(g, "TARI 2026 rata unica", "Mensa & scuolabus <2026>", "Città d'arte: È l'ora «già»", "x"),
		SoggettoPagatore: g.debitore(),
	}
	for k := range 1 + g.IntN(5) {
		v := g.voce(k)
		somma, err := p.Importo.Somma(v.Importo)
		require.NoError(t, err)
		p.Importo, p.Voci = somma, append(p.Voci, v)
	}
	if !g.uno(4) {
		p.DataScadenza = avviso.MustData(scegli(g, "2026-03-10", "2026-06-30", "2031-12-31"))
	}
	if g.uno(3) {
		p.DataValidita = avviso.MustData(scegli(g, "2026-03-10", "2026-02-28"))
	}
	switch g.IntN(4) {
	case 0:
		p.Documento = &pendenza.Documento{Identificativo: "D1", Descrizione: "Piano", Rata: 1 + g.IntN(12)}
	case 1:
		p.Documento = &pendenza.Documento{Identificativo: "D1", Descrizione: "Piano", Soglia: &pendenza.Soglia{Tipo: pendenza.Entro, Giorni: 5}}
	}
	if g.uno(5) {
		p.Proprieta = &pendenza.Proprieta{DataScandenzaAvviso: avviso.MustData("2026-05-31")}
	}
	if g.uno(3) {
		p.IDUnitaOperativa = "UO1"
	}
	require.NoError(t, p.Valida())
	return p
}

func (g generatore) debitore() *pendenza.SoggettoPagatore {
	switch g.IntN(5) {
	case 0:
		return nil
	case 1:
		return &pendenza.SoggettoPagatore{Identificativo: "ANONIMO", Anagrafica: "ANONIMO"}
	case 2:
		return &pendenza.SoggettoPagatore{Tipo: pendenza.PersonaGiuridica, Identificativo: "10182640150", Anagrafica: "Ditta & Figli S.r.l."}
	case 3:
		return &pendenza.SoggettoPagatore{Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test"}
	}
	return &pendenza.SoggettoPagatore{
		Tipo: pendenza.PersonaFisica, Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test", Indirizzo: "Via Roma", Civico: "1/b", CAP: "10100",
		Localita: "Torino", Provincia: "TO", Nazione: "IT", Email: "pino@esempio.it",
	}
}

func (g generatore) voce(k int) pendenza.Voce {
	v := pendenza.Voce{IDVocePendenza: fmt.Sprint("V", k), Importo: avviso.ImportoDaCentesimi(1 + g.Int64N(1_000_000)), Descrizione: "voce"}
	switch g.IntN(6) {
	case 0:
		v.TipoBollo, v.HashDocumento, v.ProvinciaResidenza = "01", hashP3, "MI"
		return v
	case 1:
		v.CodEntrata = "TARI"
		return v
	case 2:
		v.IdDominio, v.IbanAccredito = avviso.MustIdDominio(domB), avviso.MustIBAN(ibanB)
	case 3:
		v.IbanAccredito = avviso.MustIBAN(postaleA)
	case 4:
		v.IbanAccredito, v.IbanAppoggio = avviso.MustIBAN(ibanA), avviso.MustIBAN(postaleA)
	default:
		v.IbanAccredito = avviso.MustIBAN(ibanA)
	}
	v.TipoContabilita, v.CodiceContabilita = pendenza.AltraContabilita, "0101002IM/"
	if g.uno(3) {
		v.DescrizioneCausaleRPT = "rata della voce"
	}
	switch g.IntN(4) {
	case 0:
		v.Metadata = &pendenza.Metadata{}
		for i := range 1 + g.IntN(15) {
			v.Metadata.MapEntries = append(v.Metadata.MapEntries, pendenza.MapEntry{Key: fmt.Sprint("k", i), Value: "è"})
		}
	case 1:
		v.Contabilita = &pendenza.Contabilita{Quote: []pendenza.Quota{{
			Capitolo: "101", AnnoEsercizio: "2026", Importo: v.Importo, Articolo: "2", ProprietaCustom: json.RawMessage(`{"centro":"A1"}`),
		}}}
	}
	return v
}

func enteGiro() *pendenza.EntePA {
	e := enteNodo()
	e.Stazioni[0].Numerazioni, e.Categoria = numeri, "9/0301109AP/"
	e.UnitaOperativa = func(string) string { return "Anagrafe" }
	e.NomeEnte = func(avviso.IdDominio) string { return "Provincia di Prova" }
	e.Entrate = func(string) (pendenza.Voce, bool) {
		return pendenza.Voce{IbanAccredito: avviso.MustIBAN(ibanA), CodiceTassonomicoPagoPA: "9/0101002IM/"}, true
	}
	return e
}

// giroNodo holds one conversation about a position, and the documents it wrote.
type giroNodo struct {
	*testing.T
	e         *pendenza.EntePA
	p         *pendenza.Pendenza
	documenti map[string][]byte // by name; those that are checked with the schemas
	n         int
}

func (g *giroNodo) sa() pendenza.RichiestaNodo {
	return pendenza.RichiestaNodo{Ente: g.e, Verifica: pendenza.RichiestaVerifica{Pendenza: g.p}}
}

// chiede holds one question, and checks the answer as the Nodo does.
func (g *giroNodo) chiede(domanda rpt.Messaggio, r pendenza.RichiestaNodo) rpt.Messaggio {
	g.Helper()
	_, m := conversa(g.T, domanda, r)
	require.NotNil(g, m)
	for _, x := range rpt.VerificaRisposta(m, rpt.Domanda{NumeroAvviso: g.p.NumeroAvviso}).Rilievi {
		require.NotEqual(g, rpt.Fatale, x.Gravita, x)
	}
	if g.documenti != nil {
		for _, d := range []rpt.Messaggio{domanda, m} {
			xml, err := rpt.AppendXML(nil, d)
			require.NoError(g, err)
			g.documenti[fmt.Sprint(g.p.IDPendenza, "-", g.n, ".xml")] = xml
			g.n++
		}
	}
	return m
}

// bolli reports whether a position sells a stamp.
func bolli(p *pendenza.Pendenza) bool {
	for i := range p.Voci {
		if p.Voci[i].TipoBollo != "" {
			return true
		}
	}
	return false
}

// TestNodoGiro holds every conversation of both models about 1,000 positions of
// all shapes: each message is written, read, decided, answered, and the answer is
// written and read again.
func TestNodoGiro(t *testing.T) {
	t.Parallel()
	g := generatore{rand.New(rand.NewPCG(17, 2026))}
	documenti := map[string][]byte{}
	forme := map[string]int{}
	posizioni := 1000
	if testing.Short() {
		posizioni = 200
	}
	for i := range posizioni {
		x := &giroNodo{T: t, e: enteGiro(), p: g.posizione(t, i)}
		if i%20 == 0 {
			x.documenti = documenti
		}
		x.giro(g, forme)
		if t.Failed() {
			return
		}
	}
	for _, forma := range []string{"V1", "V2", "POSTAL", "PAGOPA", "bollo", "altro ente", "anonimo", "senza date", "rata", "metadata", "vecchio modello", "RT"} {
		require.GreaterOrEqual(t, forme[forma], posizioni/20, "the positions are of all shapes: %s", forma)
	}
	t.Run("schema", func(t *testing.T) {
		mutanti.Validi(t, filepath.Join(mutanti.Cartella(t), "paForNode.xsd"), slices.Collect(maps.Values(documenti))...)
	})
}

func (g *giroNodo) giro(caso generatore, forme map[string]int) {
	nav := g.p.NumeroAvviso.String()
	offerta := g.chiede(domandaVerifica(nav), g.sa()).(*rpt.PaVerifyPaymentNoticeRisposta)
	require.Equal(g, rpt.OutcomeOK, offerta.Outcome)
	require.Equal(g, g.p.Importo, offerta.PaymentList[0].Amount)
	r := g.sa()
	r.Servizio.Esito = pendenza.ServizioAccolto
	domanda := g.chiede(&rpt.PaDemandPaymentNotice{
		IDPA: domA, IDBrokerPA: domA, IDStation: stazA, IDServizio: "00001", IDSoggettoServizio: "00002", DatiSpecificiServizioRequest: []byte("<a/>"),
	}, r).(*rpt.PaDemandPaymentNoticeRisposta)
	require.Equal(g, nav, domanda.QRCode.NoticeNumber)
	require.Empty(g, cmp.Diff(offerta.PaymentList, domanda.PaymentList, uguali))
	for _, e := range []rpt.Versione{rpt.V1, rpt.V2} {
		for _, tipo := range []string{"", "POSTAL", "PAGOPA"} {
			q := domandaPagamento(nav, e)
			q.TransferType = tipo
			m := g.chiede(q, g.sa()).(*rpt.PaGetPaymentRisposta)
			if e == rpt.V1 && bolli(g.p) {
				ko(g, m, nodo.PAASemantica, domA)
				continue
			}
			require.Equal(g, rpt.OutcomeOK, m.Outcome)
			require.Len(g, m.Data.TransferList, len(g.p.Voci))
			forme[string(e)]++
			forme[tipo]++
			if tipo == scegli(caso, "", "POSTAL", "PAGOPA") {
				g.riceve(m, forme)
			}
		}
	}
	g.vecchio(forme)
	conta := func(forma string, si bool) {
		if si {
			forme[forma]++
		}
	}
	conta("bollo", bolli(g.p))
	conta("anonimo", g.p.SoggettoPagatore == nil)
	conta("senza date", !g.p.DataScadenza.IsValid() && !g.p.DataValidita.IsValid())
	conta("rata", g.p.Documento != nil)
}

// riceve delivers the receipt of a payment to every body that it concerns.
func (g *giroNodo) riceve(m *rpt.PaGetPaymentRisposta, forme map[string]int) {
	tipo := rpt.RichiestaPaGetPayment
	if m.Versione == rpt.V2 {
		tipo = rpt.RichiestaPaGetPaymentV2
	}
	dati := rpt.DatiRicevuta{
		Versione: m.Versione, IDPA: domA, IDBrokerPA: domA, IDStation: stazA, ReceiptID: "r1", NoticeNumber: g.p.NumeroAvviso, FiscalCode: g.p.IdDominio,
		IDPSP: "PSP", PSPCompanyName: "PSP", IDChannel: "PSP_01", ChannelDescription: "WEB", PaymentDateTime: adessoNodo, Bollo: []byte("<b/>"),
	}
	ricevuta, err := rpt.NuovaRicevuta(m.Data, dati)
	require.NoError(g, err)
	r := g.sa()
	r.Ricevuta = rpt.AttesaRicevuta{Tipo: tipo, Richiesta: m.Data, Posizione: true}
	require.Equal(g, rpt.OutcomeOK, g.chiede(&ricevuta, r).(*rpt.RispostaPA).Outcome)
	e, err := pendenza.RicevutaPA(&ricevuta.Receipt)
	require.NoError(g, err)
	pagata, _, err := g.p.Applica(e, pendenza.Opzioni{})
	require.NoError(g, err)
	require.Equal(g, pendenza.Eseguita, pagata.Stato)
	require.False(g, pagata.Anomala())
	r.Ricevuta.Acquisita = true
	ko(g, g.chiede(&ricevuta, r), nodo.PAAReceiptDuplicata, domA)
	r.Ricevuta.Copia = &ricevuta.Receipt
	require.Equal(g, rpt.OutcomeOK, g.chiede(&ricevuta, r).(*rpt.RispostaPA).Outcome)

	prima := g.p
	g.p = &pagata
	ko(g, g.chiede(domandaVerifica(prima.NumeroAvviso.String()), g.sa()), nodo.PAAPagamentoDuplicato, domA)
	g.p = prima

	// The other body gets the same receipt, and knows nothing.
	dati.IDPA, dati.IDBrokerPA, dati.IDStation = domB, domB, domB+"_01"
	if ricevuta, err = rpt.NuovaRicevuta(m.Data, dati); err != nil {
		g.Fatal(err)
	}
	altro := pendenza.RichiestaNodo{Ente: &pendenza.EntePA{
		Ente: avviso.Ente{IdDominio: avviso.MustIdDominio(domB)}, Stazioni: []pendenza.Stazione{{IDStazione: domB + "_01", Intermediario: domB}},
	}}
	require.Equal(g, rpt.OutcomeOK, g.chiede(&ricevuta, altro).(*rpt.RispostaPA).Outcome)
	var atteso, suo avviso.Totale
	for i := range g.p.Voci {
		if g.p.Voci[i].IdDominio.String() == domB {
			atteso.Aggiungi(g.p.Voci[i].Importo)
			forme["altro ente"]++
		}
		if len(m.Data.TransferList[i].Metadata) > 0 {
			forme["metadata"]++
		}
	}
	for x := range ricevuta.Riscossioni() {
		suo.Aggiungi(x.Importo)
	}
	require.Equal(g, atteso, suo, "the money of the other body, and no other")
}

// vecchio holds the conversations of the older model: verification, activation, the RPT
// of the position, its RT.
func (g *giroNodo) vecchio(forme map[string]int) {
	atteso := nodo.FaultCode("")
	if len(g.p.Voci) > 1 || bolli(g.p) {
		atteso = nodo.PAASemantica
	}
	for i := range g.p.Voci {
		if d := g.p.Voci[i].IdDominio; d.IsValid() && d.String() != domA {
			atteso = nodo.PAAPagamentoMultibeneficiarioNonConsentito
		}
	}
	testata := testataPA(navP1, "c1")
	testata.IdentificativoUnivocoVersamento = g.p.NumeroAvviso.IUV().String()
	documenti := g.documenti
	g.documenti = nil // of another schema
	defer func() { g.documenti = documenti }()
	domande := []rpt.Messaggio{&rpt.PaaVerificaRPT{Intestazione: testata, IdentificativoPSP: "PPAYITR1XXX"}}
	attiva := attivaVecchia(navP1, "c1", "1.00")
	attiva.Intestazione = testata
	for _, domanda := range append(domande, attiva) {
		m := g.chiede(domanda, g.sa())
		if atteso != "" {
			koVecchio(g.T, m, atteso)
			continue
		}
		e := esitoVecchio(g.T, m)
		require.Equal(g, rpt.OutcomeOK, e.Esito)
		require.Equal(g, g.p.Importo, e.DatiPagamentoPA.ImportoSingoloVersamento)
		forme["vecchio modello"]++
	}
	if bolli(g.p) {
		return // an RPT has the category of the stamp, which these positions do not say
	}
	dati := rpt.DatiRPT{
		Stazione: stazA, IdentificativoMessaggio: "m1", DataOra: adessoNodo, Autenticazione: rpt.AutenticazioneNA, TipoVersamento: rpt.VersamentoPO, CCP: "c1",
		DataEsecuzione: avviso.MustData("2026-03-10"), Ente: rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: domA}, Denominazione: "Comune di Prova",
		},
	}
	require.NoError(g, g.p.CompletaRPT(&dati, g.e.Entrate))
	q, err := rpt.NuovaRPT(dati)
	require.NoError(g, err)
	rt, err := rpt.NuovaRT(&q, rpt.DatiRT{
		IdentificativoMessaggio: "r1", DataOra: adessoNodo, Esito: rpt.PagamentoEseguito, IUR: "iur1", Attestante: rpt.IstitutoAttestante{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "97249640588"}, Denominazione: "PSP",
		},
	})
	require.NoError(g, err)
	xml, err := rpt.AppendXML(nil, &rt)
	require.NoError(g, err)
	r := g.sa()
	r.RT = rpt.AttesaRT{RPT: &q, Stato: rpt.StatoRPTAccettataPSP}
	require.Equal(g, rpt.OutcomeOK, g.chiede(&rpt.PaaInviaRT{Intestazione: testata, RT: xml}, r).(*rpt.PaaInviaRTRisposta).Esito)
	e, err := pendenza.RicevutaRT(&rt)
	require.NoError(g, err)
	pagata, _, err := g.p.Applica(e, pendenza.Opzioni{})
	require.NoError(g, err)
	require.Equal(g, pendenza.Eseguita, pagata.Stato)
	forme["RT"]++
}
