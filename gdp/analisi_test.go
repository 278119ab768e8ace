package gdp_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var (
	mattina  = time.Date(2020, 1, 31, 9, 0, 0, 0, time.UTC)
	dominio1 = avviso.MustIdDominio("77777777777")
	dominio2 = avviso.MustIdDominio("00429440068")
	iuv1     = avviso.MustIUV("01234567890123456")
)

// ev is an event of the tests: role, code, minutes after the start, fault code.
func ev(r gdp.Ruolo, c gdp.EventCode, minuti float64, fault ...nodo.FaultCode) gdp.Evento {
	e := gdp.Evento{
		DateTime: mattina.Add(time.Duration(minuti * float64(time.Minute))), IdDominio: dominio1, IUV: iuv1, CCP: "n/a",
		EventCode: c, Ruolo: r,
	}
	if len(fault) > 0 {
		e.Error = &gdp.DescrittoreErrore{FaultCode: fault[0]}
	}
	return e
}

// uno folds the events of one payment.
func uno(t *testing.T, eventi []gdp.Evento, o ...gdp.Opzione) gdp.Pagamento {
	t.Helper()
	var a gdp.Accumulatore
	for _, e := range eventi {
		require.NoError(t, a.Aggiungi(e))
	}
	ps, err := a.Pagamenti(o...)
	require.NoError(t, err)
	require.Len(t, ps, 1)
	return ps[0]
}

func esiti(p gdp.Pagamento) (es []gdp.Esito) {
	for _, r := range p.Registrati {
		es = append(es, r.Esito)
	}
	return es
}

const (
	alNodo = gdp.RuoloNodo
	psp    = gdp.RuoloPSP
	ec     = gdp.RuoloEC
)

// TestPiega holds the rules of the merge one by one: events in order of time,
// their outcomes, and where the payment ends.
func TestPiega(t *testing.T) {
	tests := []struct {
		nome      string
		eventi    []gdp.Evento
		esiti     []gdp.Esito
		messaggio nodo.Stato
		posizione gdp.Posizione
		tentativi int
		impliciti []gdp.EventCode
	}{
		{
			"skips are normal: EC alone",
			[]gdp.Evento{ev(ec, gdp.RPTAccettataNodo, 0), ev(ec, gdp.RTAccettataPA, 60)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza},
			nodo.RTAccettataPA, gdp.Riversamento, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo}, // not RT_RICEVUTA_NODO: the expiry goes without it
		},
		{
			"an implied code recorded late is not implied any more",
			[]gdp.Evento{ev(ec, gdp.RPTAccettataNodo, 0), ev(alNodo, gdp.RPTRicevutaNodo, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Sfasamento},
			nodo.RPTAccettataNodo, gdp.RichiestaPagamento, 1, nil,
		},
		{
			"two witnesses of one code",
			[]gdp.Evento{ev(alNodo, gdp.RPTRicevutaNodo, 0), ev(alNodo, gdp.RPTAccettataNodo, 1), ev(ec, gdp.RPTAccettataNodo, 2)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Ripetuto},
			nodo.RPTAccettataNodo, gdp.RichiestaPagamento, 1, nil,
		},
		{
			"A11: parked before accepted is late",
			[]gdp.Evento{ev(alNodo, gdp.RPTRicevutaNodo, 0), ev(alNodo, gdp.RPTParcheggiataNodo, 1), ev(alNodo, gdp.RPTAccettataNodo, 30)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.FuoriOrdine},
			nodo.RPTParcheggiataNodo, gdp.RichiestaPagamento, 1, nil,
		},
		{
			"the tolerance is inclusive",
			[]gdp.Evento{ev(alNodo, gdp.RPTAccettataPSP, 0), ev(alNodo, gdp.RPTInviataAPSP, 5)},
			[]gdp.Esito{gdp.Avanza, gdp.Sfasamento},
			nodo.RPTAccettataPSP, gdp.InIncasso, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo},
		},
		{
			"reuse after a refusal by the Nodo: the same role recorded the code before",
			[]gdp.Evento{ev(alNodo, gdp.RPTRicevutaNodo, 0), ev(alNodo, gdp.RPTRifiutataNodo, 1), ev(alNodo, gdp.RPTRicevutaNodo, 2), ev(alNodo, gdp.RPTAccettataNodo, 3)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Riapertura, gdp.Avanza},
			nodo.RPTAccettataNodo, gdp.RichiestaPagamento, 2, nil,
		},
		{
			"a late RPT_RICEVUTA_NODO is skew, not a new attempt",
			[]gdp.Evento{ev(ec, gdp.RPTRifiutataNodo, 0), ev(alNodo, gdp.RPTRicevutaNodo, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Sfasamento},
			nodo.RPTRifiutataNodo, gdp.FineNegativa, 1, nil,
		},
		{
			"beyond the tolerance it is a new attempt",
			[]gdp.Evento{ev(ec, gdp.RPTRifiutataNodo, 0), ev(alNodo, gdp.RPTRicevutaNodo, 5.5)},
			[]gdp.Esito{gdp.Avanza, gdp.Riapertura},
			nodo.RPTRicevutaNodo, gdp.RichiestaPagamento, 2,
			[]gdp.EventCode{gdp.RPTRicevutaNodo},
		},
		{
			"a reopening may skip codes",
			[]gdp.Evento{ev(ec, gdp.RPTRifiutataNodo, 0), ev(ec, gdp.RPTAccettataNodo, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Riapertura},
			nodo.RPTAccettataNodo, gdp.RichiestaPagamento, 2,
			[]gdp.EventCode{gdp.RPTRicevutaNodo},
		},
		{
			"an activation tried again",
			[]gdp.Evento{ev(psp, gdp.RPTAttivataErrore, 0), ev(psp, gdp.RPTAttivataPA, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Riapertura},
			nodo.RPTAttivataPA, gdp.Attivazione, 2,
			[]gdp.EventCode{gdp.RPTRichiestaAttivazione, gdp.RPTAttivazioneAccettataNodo},
		},
		{
			"the same instant is no reopening, and nothing else explains it",
			[]gdp.Evento{ev(psp, gdp.RPTRichiestaAttivazione, -1), ev(alNodo, gdp.RPTErroreInvioAPSP, 0), ev(alNodo, gdp.RPTRifiutataPSP, 0)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Incoerente},
			nodo.RPTErroreInvioAPSP, gdp.FineNegativa, 1,
			[]gdp.EventCode{gdp.RPTAttivazioneAccettataNodo, gdp.RPTAttivataPA, gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTInviataAPSP},
		},
		{
			"a second refusal kills no live payment",
			[]gdp.Evento{ev(ec, gdp.RPTAccettataNodo, 0), ev(ec, gdp.RPTRifiutataNodo, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.RifiutoNonBloccante},
			nodo.RPTAccettataNodo, gdp.RichiestaPagamento, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo},
		},
		{
			"a duplicate refused by the Nodo, at any time",
			[]gdp.Evento{ev(ec, gdp.RPTRifiutataNodo, 0, nodo.PPTRPTDuplicata)},
			[]gdp.Esito{gdp.RifiutoNonBloccante},
			nodo.Start, gdp.Inizio, 1, nil,
		},
		{
			"a duplicate refused by the PSP",
			[]gdp.Evento{ev(alNodo, gdp.RPTInviataAPSP, 0), ev(psp, gdp.RPTRifiutataPSP, 1, nodo.CanaleRPTDuplicata)},
			[]gdp.Esito{gdp.Avanza, gdp.RifiutoNonBloccante},
			nodo.RPTInviataAPSP, gdp.RichiestaPagamento, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo},
		},
		{
			"a refusal by the PSP once the RT is there",
			[]gdp.Evento{ev(alNodo, gdp.RTRicevutaNodo, 0), ev(psp, gdp.RPTRifiutataPSP, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.RifiutoNonBloccante},
			nodo.RTRicevutaNodo, gdp.InIncasso, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo},
		},
		{
			"an RT sent again after delivery",
			[]gdp.Evento{ev(alNodo, gdp.RTAccettataPA, 0), ev(alNodo, gdp.RTRifiutataNodo, 1), ev(ec, gdp.RTRifiutataPA, 2, nodo.PAARTDuplicata), ev(ec, gdp.RTRifiutataPA, 3)},
			[]gdp.Esito{gdp.Avanza, gdp.RifiutoNonBloccante, gdp.RifiutoNonBloccante, gdp.RifiutoNonBloccante},
			nodo.RTAccettataPA, gdp.Riversamento, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo},
		},
		{
			"a new RT does not clear what was negative",
			[]gdp.Evento{ev(alNodo, gdp.RPTRifiutataPSP, 0), ev(alNodo, gdp.RTRicevutaNodo, 1), ev(alNodo, gdp.RTRifiutataNodo, 2), ev(alNodo, gdp.RTRicevutaNodo, 3), ev(alNodo, gdp.RTAccettataNodo, 4)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Avanza, gdp.Riapertura, gdp.Avanza},
			nodo.RTAccettataNodo, gdp.FineNegativa, 2,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTInviataAPSP},
		},
		{
			"a new request does",
			[]gdp.Evento{ev(alNodo, gdp.RPTRicevutaNodo, 0), ev(alNodo, gdp.RPTErroreInvioAPSP, 1), ev(alNodo, gdp.RPTRicevutaNodo, 2), ev(alNodo, gdp.RTRicevutaNodo, 3)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Riapertura, gdp.Avanza},
			nodo.RTRicevutaNodo, gdp.InIncasso, 2,
			[]gdp.EventCode{gdp.RPTAccettataNodo, gdp.RPTInviataAPSP},
		},
		{
			"expiry logged after the RT is late",
			[]gdp.Evento{ev(alNodo, gdp.RTAccettataNodo, 0), ev(alNodo, gdp.RPTDecorsiTermini, 10)},
			[]gdp.Esito{gdp.Avanza, gdp.FuoriOrdine},
			nodo.RTAccettataNodo, gdp.InIncasso, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo},
		},
		{
			"the EC's KO is a refusal by the PSP",
			[]gdp.Evento{ev(alNodo, gdp.RPTRifiutataPSP, 0), ev(ec, gdp.RPTRifiutataNodo, 1, nodo.PPTCanaleErrore)},
			[]gdp.Esito{gdp.Avanza, gdp.Ripetuto},
			nodo.RPTRifiutataPSP, gdp.FineNegativa, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo, gdp.RPTInviataAPSP},
		},
		{
			"accepted and refused by the PSP contradict",
			[]gdp.Evento{ev(psp, gdp.RPTAccettataPSP, 0), ev(alNodo, gdp.RPTRifiutataPSP, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Incoerente},
			nodo.RPTAccettataPSP, gdp.InIncasso, 1,
			[]gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataNodo},
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p := uno(t, tt.eventi)
			require.Equal(t, tt.esiti, esiti(p))
			require.Equal(t, tt.messaggio, p.Messaggio)
			require.Equal(t, tt.posizione, p.Posizione)
			require.Equal(t, tt.tentativi, p.Tentativi)
			require.Equal(t, tt.impliciti, p.Impliciti)
		})
	}
}

// TestIncassoESegnali holds the track of cash and the flags.
func TestIncassoESegnali(t *testing.T) {
	tests := []struct {
		nome      string
		eventi    []gdp.Evento
		esiti     []gdp.Esito
		incasso   gdp.StatoIncasso
		posizione gdp.Posizione
		segnali   []gdp.Segnale
	}{
		{
			"collected without anything else",
			[]gdp.Evento{ev(psp, gdp.RPTPagata, 0)},
			[]gdp.Esito{gdp.Avanza},
			gdp.IncassoPagato, gdp.InIncasso,
			[]gdp.Segnale{gdp.PagataSenzaRT, gdp.PagataSenzaRPT},
		},
		{
			"the activation error is beyond the request",
			[]gdp.Evento{ev(psp, gdp.RPTAttivataErrore, 0), ev(psp, gdp.RPTPagata, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza},
			gdp.IncassoPagato, gdp.InIncasso,
			[]gdp.Segnale{gdp.PagataSenzaRT},
		},
		{
			"RT without collection, no PSP",
			[]gdp.Evento{ev(ec, gdp.RTAccettataPA, 0)},
			[]gdp.Esito{gdp.Avanza},
			gdp.IncassoNessuno, gdp.Riversamento,
			[]gdp.Segnale{},
		},
		{
			"RT without collection, PSP there",
			[]gdp.Evento{ev(psp, gdp.RPTAccettataPSP, 0), ev(ec, gdp.RTAccettataPA, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza},
			gdp.IncassoNessuno, gdp.Riversamento,
			[]gdp.Segnale{gdp.RTSenzaIncasso},
		},
		{
			"failed collection without activation",
			[]gdp.Evento{ev(psp, gdp.RPTAnnullata, 0)},
			[]gdp.Esito{gdp.Avanza},
			gdp.IncassoAnnullato, gdp.FineNegativa,
			[]gdp.Segnale{gdp.AnnullataSenzaAttivazione},
		},
		{
			"flow without collection",
			[]gdp.Evento{ev(ec, gdp.RTAccettataPA, 0), ev(psp, gdp.RPTFlusso, 1)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza},
			gdp.IncassoFlusso, gdp.Fine,
			[]gdp.Segnale{gdp.FlussoSenzaIncasso},
		},
		{
			"a late collection clears it",
			[]gdp.Evento{ev(ec, gdp.RTAccettataPA, 0), ev(psp, gdp.RPTFlusso, 1), ev(psp, gdp.RPTPagata, 10)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.FuoriOrdine},
			gdp.IncassoFlusso, gdp.Fine,
			[]gdp.Segnale{},
		},
		{
			"collected after a failed collection",
			[]gdp.Evento{ev(ec, gdp.RTAccettataPA, 0), ev(psp, gdp.RPTAnnullata, 1), ev(psp, gdp.RPTPagata, 2)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Avanza},
			gdp.IncassoPagato, gdp.Riversamento,
			[]gdp.Segnale{gdp.PagataDopoAnnullata},
		},
		{
			"a failed collection after one",
			[]gdp.Evento{ev(ec, gdp.RTAccettataPA, 0), ev(psp, gdp.RPTPagata, 1), ev(psp, gdp.RPTAnnullata, 2)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Incoerente},
			gdp.IncassoPagato, gdp.Riversamento,
			[]gdp.Segnale{gdp.AnnullataDopoIncasso},
		},
		{
			"a failed collection after the flow",
			[]gdp.Evento{ev(ec, gdp.RTAccettataPA, 0), ev(psp, gdp.RPTPagata, 1), ev(psp, gdp.RPTFlusso, 2), ev(psp, gdp.RPTAnnullata, 3)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Avanza, gdp.Incoerente},
			gdp.IncassoFlusso, gdp.Fine,
			[]gdp.Segnale{gdp.AnnullataDopoIncasso},
		},
		{
			"in the flow after a failed collection",
			[]gdp.Evento{ev(ec, gdp.RTAccettataPA, 0), ev(psp, gdp.RPTAnnullata, 1), ev(psp, gdp.RPTFlusso, 2)},
			[]gdp.Esito{gdp.Avanza, gdp.Avanza, gdp.Avanza},
			gdp.IncassoFlusso, gdp.Fine,
			[]gdp.Segnale{gdp.FlussoSenzaIncasso, gdp.PagataDopoAnnullata},
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p := uno(t, tt.eventi)
			require.Equal(t, tt.esiti, esiti(p))
			require.Equal(t, tt.incasso, p.Incasso)
			require.Equal(t, tt.posizione, p.Posizione)
			require.Equal(t, tt.segnali, p.Segnali)
		})
	}
}

// TestRilettura holds every fault code that tells another event than the code.
func TestRilettura(t *testing.T) {
	tests := []struct {
		ruolo gdp.Ruolo
		c     gdp.EventCode
		fault nodo.FaultCode
		want  gdp.EventCode
	}{
		{ec, gdp.RPTRifiutataNodo, nodo.PPTCanaleErrore, gdp.RPTRifiutataPSP},
		{ec, gdp.RPTRifiutataNodo, nodo.PPTCanaleIrraggiungibile, gdp.RPTErroreInvioAPSP},
		{ec, gdp.RPTRifiutataNodo, nodo.PPTCanaleTimeout, gdp.RPTInviataAPSP},
		{ec, gdp.RPTRifiutataNodo, nodo.PPTSemantica, gdp.RPTRifiutataNodo},
		{alNodo, gdp.RPTRifiutataNodo, nodo.PPTCanaleErrore, gdp.RPTRifiutataNodo},
		{psp, gdp.RTRifiutataPA, nodo.PPTStazioneIntPATimeout, gdp.RTAccettataNodo},
		{psp, gdp.RTRifiutataPA, nodo.PPTStazioneIntPAIrraggiungibile, gdp.RTAccettataNodo},
		{psp, gdp.RTRifiutataPA, nodo.PPTRTInGestione, gdp.RTRicevutaNodo},
		{psp, gdp.RTRifiutataPA, nodo.PPTSemantica, gdp.RTRifiutataNodo},
		{psp, gdp.RTRifiutataPA, nodo.PPTRTDuplicata, gdp.RTRifiutataNodo},
		{psp, gdp.RTRifiutataPA, nodo.PPTErroreEmessoDaPAA, gdp.RTRifiutataPA},
		{psp, gdp.RTRifiutataPA, nodo.PAASemantica, gdp.RTRifiutataPA},
		{ec, gdp.RTRifiutataPA, nodo.PPTSemantica, gdp.RTRifiutataPA},
	}
	for _, tt := range tests {
		r := uno(t, []gdp.Evento{ev(tt.ruolo, tt.c, 0, tt.fault)}).Registrati[0]
		require.Equal(t, tt.want, r.Codice, "%s %s %s", tt.ruolo, tt.c, tt.fault)
		require.Equal(t, tt.c, r.EventCode)
		require.Equal(t, tt.want != tt.c, slices.Contains(r.Segni, gdp.Riletto))
	}
}

func TestSegni(t *testing.T) {
	p := uno(t, []gdp.Evento{ev(ec, gdp.RPTPagata, 0)})
	require.Equal(t, []gdp.Segno{gdp.EmittenteInatteso}, p.Registrati[0].Segni)
}

func TestRTDelChiamante(t *testing.T) {
	con := func(d gdp.DatiRT) gdp.Opzione {
		return gdp.ConRT(func(k nodo.Chiave) gdp.DatiRT {
			require.Equal(t, nodo.Chiave{IdDominio: dominio1.String(), IUV: iuv1.String(), CCP: "n/a"}, k)
			return d
		})
	}
	positiva, negativa := con(gdp.DatiRT{Esito: gdp.RTPositiva}), con(gdp.DatiRT{Esito: gdp.RTNegativa})
	consegnata := []gdp.Evento{ev(ec, gdp.RTAccettataPA, 0)}
	require.Equal(t, gdp.FineNegativa, uno(t, consegnata, negativa).Posizione)
	require.Equal(t, gdp.Riversamento, uno(t, consegnata, positiva).Posizione)
	rifiutata := []gdp.Evento{ev(alNodo, gdp.RPTRifiutataPSP, 0), ev(ec, gdp.RTAccettataPA, 1)}
	require.Equal(t, gdp.FineNegativa, uno(t, rifiutata).Posizione)
	require.Equal(t, gdp.Riversamento, uno(t, rifiutata, positiva).Posizione)
	annullata := append(consegnata, ev(psp, gdp.RPTAnnullata, 1))
	require.Equal(t, gdp.FineNegativa, uno(t, annullata).Posizione)
	require.Equal(t, gdp.Riversamento, uno(t, annullata, positiva).Posizione)

	nuovaRT := []gdp.Evento{ev(alNodo, gdp.RTRicevutaNodo, 0), ev(ec, gdp.RTAccettataPA, 1), ev(alNodo, gdp.RTRicevutaNodo, 2)}
	require.Equal(t, gdp.Sfasamento, uno(t, nuovaRT).Registrati[2].Esito)
	p := uno(t, nuovaRT, con(gdp.DatiRT{PrecedenteNegativa: true}))
	require.Equal(t, gdp.Riapertura, p.Registrati[2].Esito)
	require.Equal(t, 2, p.Tentativi)
}

func TestDominio(t *testing.T) {
	senza, altro := ev(psp, gdp.RPTPagata, 1), ev(ec, gdp.RPTAccettataNodo, 0)
	senza.IdDominio, altro.IdDominio = avviso.IdDominio{}, dominio2
	pagamenti := func(eventi ...gdp.Evento) (ps []gdp.Pagamento) {
		var a gdp.Analisi
		for _, e := range eventi {
			require.NoError(t, a.Aggiungi(e))
		}
		seq, err := a.Pagamenti()
		require.NoError(t, err)
		ps = slices.Collect(seq)
		var uno gdp.Accumulatore // of one IUV and CCP
		for _, e := range eventi {
			require.NoError(t, uno.Aggiungi(e))
		}
		suoi, err := uno.Pagamenti()
		require.NoError(t, err)
		require.Equal(t, ps, suoi)
		return ps
	}
	ps := pagamenti(senza, ev(ec, gdp.RPTAccettataNodo, 0))
	require.Len(t, ps, 1, "the one body there is")
	require.Equal(t, dominio1, ps[0].IdDominio)
	require.Equal(t, gdp.IncassoPagato, ps[0].Incasso)
	require.NotContains(t, ps[0].Segnali, gdp.DominioAmbiguo)

	ps = pagamenti(senza)
	require.Len(t, ps, 1, "no body")
	require.False(t, ps[0].IdDominio.IsValid())
	require.NotContains(t, ps[0].Segnali, gdp.DominioAmbiguo)

	ps = pagamenti(senza, ev(ec, gdp.RPTAccettataNodo, 0), altro)
	require.Len(t, ps, 3, "several bodies")
	require.False(t, ps[0].IdDominio.IsValid())
	require.Contains(t, ps[0].Segnali, gdp.DominioAmbiguo)
	require.Equal(t, dominio2, ps[1].IdDominio)
	require.Equal(t, dominio1, ps[2].IdDominio)
	require.NotContains(t, ps[1].Segnali, gdp.DominioAmbiguo)
}

// TestCopie: copies of one event that differ in their texts alone are one event,
// with the greater of each text, in whatever order they come.
func TestCopie(t *testing.T) {
	con := func(scritto, descrizione string, fault ...nodo.FaultCode) gdp.Evento {
		e := ev(alNodo, gdp.RPTAccettataNodo, 0, fault...)
		e.CodiceScritto, e.EventDescription = scritto, descrizione
		return e
	}
	ignoto := func(scritto, descrizione string) gdp.Evento {
		e := con(scritto, descrizione)
		e.EventCode = 0
		return e
	}
	const ufficiale = "RPT accettata dal Nodo come valida"
	for _, tt := range []struct {
		nome   string
		copie  []gdp.Evento
		want   []string // code as written, description, fault code
		eventi int
	}{
		{"nothing to join", []gdp.Evento{con("", ""), con("", ufficiale)}, []string{"", ufficiale, ""}, 1},
		{"one has texts", []gdp.Evento{con("", ""), con("a", "b")}, []string{"a", "b", ""}, 1},
		{"one of each", []gdp.Evento{con("a", ""), con("", "b")}, []string{"a", "b", ""}, 1},
		{"the greater", []gdp.Evento{con("a", "d"), con("b", "c")}, []string{"b", "d", ""}, 1},
		{"with the error of both", []gdp.Evento{con("a", "c", nodo.PPTSemantica), con("b", "d", nodo.PPTSemantica)}, []string{"b", "d", "PPT_SEMANTICA"}, 1},
		{"with the error of both, one text", []gdp.Evento{con("", "", nodo.PPTSemantica), con("", "d", nodo.PPTSemantica)}, []string{"", "d", "PPT_SEMANTICA"}, 1},
		{"no error comes first", []gdp.Evento{con("", "d", nodo.PPTSemantica), con("", "c")}, []string{"", "c", "", "", "d", "PPT_SEMANTICA"}, 2},
		{"no error and no text", []gdp.Evento{con("", ""), con("", "", nodo.PPTSemantica)}, []string{"", ufficiale, "", "", ufficiale, "PPT_SEMANTICA"}, 2},
		{"other errors", []gdp.Evento{con("", "", nodo.PPTSintassiXSD), con("", "", nodo.PPTSemantica)}, []string{"", ufficiale, "PPT_SEMANTICA", "", ufficiale, "PPT_SINTASSI_XSD"}, 2},
		{"unknown codes differ by their text", []gdp.Evento{ignoto("Y", "b"), ignoto("X", "a")}, []string{"X", "a", "", "Y", "b", ""}, 2},
		{"unknown codes of one text", []gdp.Evento{ignoto("X", "b"), ignoto("X", "a")}, []string{"X", "b", ""}, 1},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			for range 2 {
				slices.Reverse(tt.copie)
				var a, b gdp.Accumulatore
				for _, e := range slices.Concat(tt.copie, tt.copie) {
					require.NoError(t, a.Aggiungi(e))
				}
				require.NoError(t, b.Aggiungi(tt.copie[1]))
				require.NoError(t, a.Unisci(&b))
				var got []string
				for _, e := range a.Eventi() {
					fault := ""
					if e.Error != nil {
						fault = string(e.Error.FaultCode)
					}
					got = append(got, e.CodiceScritto, e.EventDescription, fault)
				}
				require.Equal(t, tt.want, got)
				require.Len(t, a.Eventi(), tt.eventi)
			}
		})
	}
}
