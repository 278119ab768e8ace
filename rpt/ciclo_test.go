package rpt_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// noto reports whether an event has a name.
func noto(e rpt.EventoRpt) bool {
	_, err := rpt.ParseEventoRpt(e.String())
	return err == nil
}

// TestEventsOfTheNodo: the event of every state told names that state, and no
// other event names any.
func TestEventsOfTheNodo(t *testing.T) {
	riferiti := 0
	for e := rpt.EventoRpt(1); noto(e); e++ {
		nome, riferito := strings.CutPrefix(e.String(), "StatoNodo:")
		if !riferito {
			continue
		}
		riferiti++
		s, ok := rpt.StatoRptDi(nome)
		require.True(t, ok, e)
		require.Equal(t, nome, s.String())
		letto, avvertenze := rpt.EventoStatoNodo(nome)
		require.Equal(t, e, letto)
		require.Equal(t, nome == "INTERNO_NODO", len(avvertenze) > 0, "no state of the Nodo has that name")
	}
	require.Equal(t, 20, riferiti)
}

const pendenti = "RPT_ATTIVATA RPT_ACCETTATA_NODO RPT_PARCHEGGIATA_NODO RPT_RICEVUTA_NODO RPT_INVIATA_A_PSP RPT_ACCETTATA_PSP RT_RICEVUTA_NODO " +
	"RT_RIFIUTATA_NODO RT_ACCETTATA_NODO RT_RIFIUTATA_PA RT_ESITO_SCONOSCIUTO_PA RT_ERRORE_INVIO_A_PA INTERNO_NODO RPT_ANNULLATA"

// attendono are the states over whose RT the Nodo makes.
const attendono = "RPT_DECORSI_TERMINI RT_GENERATA_NODO RPT_ANNULLATA_WISP"

const nonPendenti = "RPT_ERRORE_INVIO_A_NODO RPT_RIFIUTATA_NODO RPT_RIFIUTATA_PSP RPT_ERRORE_INVIO_A_PSP RPT_DECORSI_TERMINI RT_GENERATA_NODO RPT_ANNULLATA_WISP RPT_SCADUTA RT_ACCETTATA_PA"

func TestStatesAtTheBody(t *testing.T) {
	n := 0
	for _, nome := range strings.Fields(pendenti + " " + nonPendenti) {
		s, err := rpt.ParseStatoRpt(nome)
		require.NoError(t, err)
		n++
		require.Equal(t, slices.Contains(strings.Fields(pendenti), nome), s.Pendente(), nome)
		require.Equal(t, nome == "RT_ACCETTATA_PA", s.Finale(), nome)
		require.Equal(t, slices.Contains([]string{"RPT_ERRORE_INVIO_A_NODO", "RPT_ERRORE_INVIO_A_PSP", "RPT_RIFIUTATA_NODO", "RPT_RIFIUTATA_PSP"}, nome), s.Fallita(), nome)
		require.Equal(t, s.Pendente() || slices.Contains(strings.Fields(attendono), nome), s.AttendeRT(), nome)
		letto, noto := rpt.StatoRptDi(nome)
		require.True(t, noto)
		require.Equal(t, s, letto)
	}
	require.Equal(t, 23, n)
	require.False(t, rpt.StatoRpt(24).IsValid(), "there are 23 states")
	letto, noto := rpt.StatoRptDi("RPT_RISOLTA_OK")
	require.False(t, noto)
	require.Equal(t, rpt.StatoInternoNodo, letto)
}

// TestMachineOfTheBody checks the rules of the body's machine on every state.
func TestMachineOfTheBody(t *testing.T) {
	vecchio, nuovo := &rpt.ContestoRpt{}, &rpt.ContestoRpt{NuovoModello: true}
	riferiti := "RPT_PARCHEGGIATA_NODO RPT_RICEVUTA_NODO RPT_RIFIUTATA_NODO RPT_ACCETTATA_NODO RPT_RIFIUTATA_PSP RPT_ERRORE_INVIO_A_PSP RPT_INVIATA_A_PSP " +
		"RPT_ACCETTATA_PSP RPT_DECORSI_TERMINI RT_RICEVUTA_NODO RT_RIFIUTATA_NODO RT_ACCETTATA_NODO RT_RIFIUTATA_PA RT_ESITO_SCONOSCIUTO_PA RT_ERRORE_INVIO_A_PA RT_GENERATA_NODO RPT_ANNULLATA RPT_ANNULLATA_WISP"
	applica := func(t *testing.T, s rpt.StatoRpt, e rpt.EventoRpt, c *rpt.ContestoRpt, atteso rpt.StatoRpt, tipo error) {
		t.Helper()
		a, err := rpt.ApplicaRpt(s, e, c)
		require.Equal(t, atteso, a)
		if tipo == nil {
			require.NoError(t, err)
			return
		}
		require.ErrorIs(t, err, tipo)
		var x *rpt.Errore
		require.ErrorAs(t, err, &x)
		require.Equal(t, s.String(), x.Campo)
		require.Equal(t, e.String(), x.Valore)
	}
	for _, nome := range strings.Fields(pendenti + " " + nonPendenti) {
		s, _ := rpt.StatoRptDi(nome)
		t.Run(nome, func(t *testing.T) {
			rifiuto := func(ok bool) error {
				if ok {
					return nil
				}
				return rpt.ErrTransizione
			}
			scegli := func(ok bool, a rpt.StatoRpt) rpt.StatoRpt {
				if ok {
					return a
				}
				return s
			}
			iniziale := s == rpt.StatoRPTAttivata
			applica(t, s, rpt.EventoNodoOK, nil, scegli(iniziale, rpt.StatoRPTAccettataNodo), rifiuto(iniziale))
			applica(t, s, rpt.EventoNodoKO, nil, scegli(iniziale, rpt.StatoRPTRifiutataNodo), rifiuto(iniziale))
			applica(t, s, rpt.EventoErroreInvio, nil, scegli(iniziale, rpt.StatoRPTErroreInvioANodo), rifiuto(iniziale))
			if s.Finale() {
				applica(t, s, rpt.EventoRTValida, nil, s, rpt.ErrRTDuplicata)
				applica(t, s, rpt.EventoRTNonValida, nil, s, rpt.ErrRTDuplicata)
			} else {
				applica(t, s, rpt.EventoRTValida, nil, rpt.StatoRTAccettataPA, nil)
				applica(t, s, rpt.EventoRTNonValida, nil, rpt.StatoRTRifiutataPA, nil)
			}
			p := s.Pendente()
			applica(t, s, rpt.EventoNuovaAttivazione, nil, scegli(p, rpt.StatoRPTAnnullata), rifiuto(p))
			applica(t, s, rpt.EventoTimeout, nuovo, scegli(p, rpt.StatoRPTScaduta), rifiuto(p))
			applica(t, s, rpt.EventoTimeout, vecchio, s, rpt.ErrTransizione)
			if p {
				applica(t, s, rpt.EventoTimeout, vecchio, s, rpt.ErrNuovoModello)
			}
			w := slices.Contains(strings.Fields(attendono), s.String())
			for _, r := range strings.Fields(riferiti) {
				a, _ := rpt.StatoRptDi(r)
				e, avvertenze := rpt.EventoStatoNodo(r)
				require.Empty(t, avvertenze)
				require.Equal(t, "StatoNodo:"+r, e.String())
				applica(t, s, e, nil, scegli(p, a), rifiuto(p || w))
			}
			for _, r := range []string{"RPT_SCADUTA", "RPT_ATTIVATA", "CART_RICEVUTO_NODO", ""} {
				e, avvertenze := rpt.EventoStatoNodo(r)
				require.Len(t, avvertenze, 1)
				require.Equal(t, r, avvertenze[0].Valore)
				require.Equal(t, rpt.AvvertenzaStato, avvertenze[0].Codice)
				applica(t, s, e, nil, scegli(p, rpt.StatoInternoNodo), rifiuto(p || w))
			}
			e, _ := rpt.EventoStatoNodo("RT_ACCETTATA_PA")
			applica(t, s, e, nil, s, rifiuto(p || w))
			applica(t, s, rpt.EventoRPTSconosciuta, nil, scegli(p, rpt.StatoRPTErroreInvioANodo), rifiuto(p))
			applica(t, s, rpt.EventoRPTSconosciutaModello3, nil, s, rifiuto(iniziale))
			require.Equal(t, s.Finale(), len(slices.Collect(rpt.EventiRpt(s))) == 0)
		})
	}
	letto, err := rpt.ParseEventoRpt("NodoOK")
	require.NoError(t, err)
	require.Equal(t, rpt.EventoNodoOK, letto)
	testo, err := rpt.DiagrammaRpt("mermaid")
	require.NoError(t, err)
	require.Contains(t, testo, "RPT_SCADUTA")
}

// TestStatesToldByTheNodo is the table of what the body makes of a state that
// nodoChiediStatoRPT tells: its own state, whether the attempt is pending, whether the
// copy of the RT is to be asked for, the name of a state that is not known.
func TestStatesToldByTheNodo(t *testing.T) {
	tests := []struct {
		detto, stato    string
		pendente, copia bool
		sconosciuto     bool
	}{
		{"RPT_RICEVUTA_NODO", "RPT_RICEVUTA_NODO", true, false, false},
		{"RPT_ACCETTATA_NODO", "RPT_ACCETTATA_NODO", true, false, false},
		{"RPT_PARCHEGGIATA_NODO", "RPT_PARCHEGGIATA_NODO", true, false, false},
		{"RPT_INVIATA_A_PSP", "RPT_INVIATA_A_PSP", true, false, false},
		{"RPT_ACCETTATA_PSP", "RPT_ACCETTATA_PSP", true, false, false},
		{"RT_RICEVUTA_NODO", "RT_RICEVUTA_NODO", true, false, false},
		{"RT_RIFIUTATA_NODO", "RT_RIFIUTATA_NODO", true, false, false},
		{"RPT_PARCHEGGIATA_NODO_MOD3", "RPT_PARCHEGGIATA_NODO", true, false, false},
		{"RPT_ESITO_SCONOSCIUTO_PSP", "RPT_INVIATA_A_PSP", true, false, false},
		{"RPT_RISOLTA_OK", "RPT_ACCETTATA_PSP", true, false, false},
		{"RPT_RISOLTA_KO", "RT_GENERATA_NODO", false, true, false},
		{"RT_ACCETTATA_NODO", "RT_ACCETTATA_NODO", true, true, false},
		{"RT_INVIATA_PA", "RT_ACCETTATA_NODO", true, true, false},
		{"RT_ERRORE_INVIO_A_PA", "RT_ERRORE_INVIO_A_PA", true, true, false},
		{"RT_ESITO_SCONOSCIUTO_PA", "RT_ESITO_SCONOSCIUTO_PA", true, true, false},
		{"RT_RIFIUTATA_PA", "RT_RIFIUTATA_PA", true, true, false},
		{"RPT_ANNULLATA", "RPT_ANNULLATA", true, true, false},
		{"RT_GENERATA_NODO", "RT_GENERATA_NODO", false, true, false},
		{"RPT_DECORSI_TERMINI", "RPT_DECORSI_TERMINI", false, true, false},
		{"RT_ACCETTATA_PA", "RPT_ACCETTATA_NODO", true, true, false}, // unchanged
		{"RPT_ANNULLATA_WISP", "RPT_ANNULLATA_WISP", false, false, false},
		{"RPT_RIFIUTATA_NODO", "RPT_RIFIUTATA_NODO", false, false, false},
		{"RPT_RIFIUTATA_PSP", "RPT_RIFIUTATA_PSP", false, false, false},
		{"RPT_ERRORE_INVIO_A_PSP", "RPT_ERRORE_INVIO_A_PSP", false, false, false},
		{"CART_PARCHEGGIATO_NODO", "INTERNO_NODO", true, false, true},
		{"RPT_NUOVO_STATO", "INTERNO_NODO", true, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.detto, func(t *testing.T) {
			e, avvertenze := rpt.EventoStatoNodo(tt.detto)
			require.Equal(t, tt.sconosciuto, len(avvertenze) == 1)
			s, err := rpt.ApplicaRpt(rpt.StatoRPTAccettataNodo, e, nil)
			require.NoError(t, err)
			require.Equal(t, tt.stato, s.String())
			require.Equal(t, tt.pendente, s.Pendente())
			azione := rpt.AzioneDopo(rpt.StatoRPTAccettataNodo, e, nil)
			require.Equal(t, tt.copia, azione == rpt.AzioneChiediCopiaRT)
			if tt.detto != "RT_ACCETTATA_PA" {
				require.Equal(t, tt.copia, s.ChiedeCopiaRT())
			}
			require.Empty(t, rpt.AzioneDopo(rpt.StatoRTAccettataPA, e, nil), "an RT is in hand")
			for _, nome := range strings.Fields(attendono) {
				w, _ := rpt.StatoRptDi(nome)
				dopo, err := rpt.ApplicaRpt(w, e, nil)
				require.NoError(t, err)
				require.Equal(t, w, dopo, "the state stays")
				require.Equal(t, tt.copia || strings.HasPrefix(tt.detto, "RT_"), rpt.AzioneDopo(w, e, nil) == rpt.AzioneChiediCopiaRT)
			}
		})
	}
}

// TestAnnullataWISP: the attempt is over and unpaid, until an RT says otherwise.
func TestAnnullataWISP(t *testing.T) {
	e, _ := rpt.EventoStatoNodo("RPT_ANNULLATA_WISP")
	s, err := rpt.ApplicaRpt(rpt.StatoRPTAccettataNodo, e, nil)
	require.NoError(t, err)
	require.False(t, s.Pendente())
	require.True(t, s.AttendeRT())
	require.Equal(t, rpt.SessioneNonEseguito, rpt.EsitoSessione([]rpt.Tentativo{{Stato: s}}))
	s, err = rpt.ApplicaRpt(s, rpt.EventoRTValida, nil)
	require.NoError(t, err)
	require.Equal(t, rpt.StatoRTAccettataPA, s)
	require.Equal(t, rpt.SessioneEseguito, rpt.EsitoSessione([]rpt.Tentativo{{Stato: s, Esito: rpt.PagamentoEseguito}}))
}

func TestAzioneDopo(t *testing.T) {
	const attivata, pa = rpt.StatoRPTAttivata, rpt.StatoRTAccettataPA
	require.Equal(t, rpt.AzioneRispedisciRPT, rpt.AzioneDopo(attivata, rpt.EventoRPTSconosciutaModello3, nil))
	require.Empty(t, rpt.AzioneDopo(attivata, rpt.EventoRPTSconosciuta, nil))
	require.Equal(t, rpt.AzioneChiediCopiaRT, rpt.AzioneDopo(attivata, rpt.EventoNuovaAttivazione, nil))
	require.Empty(t, rpt.AzioneDopo(attivata, rpt.EventoNuovaAttivazione, &rpt.ContestoRpt{NuovoModello: true}), "there is no RT")
	require.Empty(t, rpt.AzioneDopo(attivata, rpt.EventoRTNonValida, nil), "an RT is in hand")
	require.Empty(t, rpt.AzioneDopo(pa, rpt.EventoRTAccettataPA, nil), "a refused event does nothing")
	require.True(t, rpt.AzioneChiediCopiaRT.IsValid())
	require.True(t, rpt.AzioneRispedisciRPT.IsValid())
	require.False(t, rpt.AzioneRpt("").IsValid())
}

// TestLooplabView hangs a callback on each machine and fires an event.
func TestLooplabView(t *testing.T) {
	var entrato string
	m, err := rpt.NuovaMacchinaRpt(rpt.StatoRPTAttivata, &rpt.ContestoRpt{}, fsm.Callbacks{
		"enter_RPT_ACCETTATA_NODO": func(_ context.Context, e *fsm.Event) { entrato = e.Dst },
	})
	require.NoError(t, err)
	require.NoError(t, rpt.LanciaRpt(context.Background(), m, rpt.EventoNodoOK))
	require.Equal(t, "RPT_ACCETTATA_NODO", entrato)
	require.ErrorIs(t, rpt.LanciaRpt(context.Background(), m, rpt.EventoTimeout), rpt.ErrNuovoModello)
}

func TestScadenze(t *testing.T) {
	roma := func(s string) time.Time { return avviso.MustDataOra(s).Time() }
	tests := []struct {
		s            rpt.Scadenza
		inizio, fine string
	}{
		{rpt.ScadenzaConservazione, "2024-01-01T10:00:00", "2024-03-31T10:00:00"}, // the day clocks change: same time of the day
		{rpt.ScadenzaConservazione, "2023-12-01T10:00:00", "2024-02-29T10:00:00"},
		{rpt.ScadenzaToken, "2024-05-03T10:00:00", "2024-05-03T10:30:00"},
		{rpt.ScadenzaTentativo, "2024-03-31T01:45:00", "2024-03-31T03:15:00"}, // half an hour across the gap
		{rpt.ScadenzaSessionePSP, "2024-05-03T10:00:00", "2024-05-03T10:05:00"},
	}
	for _, tt := range tests {
		t.Run(string(tt.s)+" "+tt.inizio, func(t *testing.T) {
			inizio, fine := roma(tt.inizio), roma(tt.fine)
			require.True(t, tt.s.Da(inizio).Equal(fine), tt.s.Da(inizio))
		})
	}
	require.Equal(t, rpt.EsitoScadenza{Stato: nodo.RPTDecorsiTermini, Esito: "3", EsitoParziale: "4"}, rpt.ScadenzaConservazione.Produce())
	require.Equal(t, rpt.EsitoScadenza{Esito: "1", EsitoSingolo: "BATCH_ANNULLAMENTO:TOKEN_SCADUTO"}, rpt.ScadenzaToken.Produce())
	require.Equal(t, rpt.EsitoScadenza{StatoEnte: rpt.StatoRPTScaduta}, rpt.ScadenzaTentativo.Produce())
	require.Equal(t, rpt.EsitoScadenza{Esito: "1"}, rpt.ScadenzaSessionePSP.Produce())
	zero := rpt.Scadenza("")
	require.Equal(t, rpt.EsitoScadenza{}, zero.Produce())
	require.True(t, zero.Da(roma("2024-05-03T10:00:00")).IsZero())

	inizio := roma("2024-05-03T10:00:00")
	for _, minuti := range []time.Duration{1, 15, 30} {
		fine, err := rpt.ScadenzaTentativoDi(inizio, minuti*time.Minute)
		require.NoError(t, err)
		require.Equal(t, minuti*time.Minute, fine.Sub(inizio))
	}
	for _, d := range []time.Duration{0, 59 * time.Second, 31 * time.Minute, -time.Minute} {
		_, err := rpt.ScadenzaTentativoDi(inizio, d)
		require.ErrorIs(t, err, rpt.ErrDurata)
	}
}

func TestDelivery(t *testing.T) {
	const ok, scaduto, giu, gestione, no = rpt.InvioOK, rpt.InvioTimeout, rpt.InvioNonRaggiungibile, rpt.InvioInGestione, rpt.InvioRifiutato
	s := time.Second
	tests := []struct {
		nome   string
		fatti  []rpt.EsitoInvio
		passo  rpt.PassoConsegna
		attesa time.Duration
	}{
		{"first call", nil, rpt.ConsegnaInvia, 0},
		{"accepted", []rpt.EsitoInvio{scaduto, ok}, rpt.ConsegnaConclusa, 0},
		{"timeout 1", []rpt.EsitoInvio{scaduto}, rpt.ConsegnaInvia, 5 * s},
		{"timeout 2", []rpt.EsitoInvio{scaduto, scaduto}, rpt.ConsegnaInvia, 10 * s},
		{"timeout 3", []rpt.EsitoInvio{scaduto, scaduto, scaduto}, rpt.ConsegnaInvia, 20 * s},
		{"timeout 4", []rpt.EsitoInvio{scaduto, scaduto, scaduto, scaduto}, rpt.ConsegnaInvia, 40 * s},
		{"timeout 5", []rpt.EsitoInvio{scaduto, scaduto, scaduto, scaduto, scaduto}, rpt.ConsegnaInvia, 80 * s},
		{"after the last retry", []rpt.EsitoInvio{scaduto, scaduto, scaduto, scaduto, scaduto, scaduto}, rpt.ConsegnaCoda, 0},
		{"unreachable", []rpt.EsitoInvio{giu}, rpt.ConsegnaCoda, 0},
		{"in progress 1", []rpt.EsitoInvio{gestione}, rpt.ConsegnaInvia, 120 * s},
		{"in progress 3", []rpt.EsitoInvio{scaduto, gestione, gestione, gestione}, rpt.ConsegnaInvia, 120 * s},
		{"in progress 4", []rpt.EsitoInvio{gestione, gestione, gestione, gestione}, rpt.ConsegnaAssistenza, 0},
		{"refused", []rpt.EsitoInvio{no}, rpt.ConsegnaCorreggi, 0},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			passo, attesa := rpt.ProssimoInvio(tt.fatti...)
			require.Equal(t, tt.passo, passo)
			require.Equal(t, tt.attesa, attesa)
		})
	}
	require.Equal(t, ok, rpt.EsitoDelFault(""))
	require.Equal(t, giu, rpt.EsitoDelFault(nodo.PPTStazioneIntPATimeout))
	require.Equal(t, giu, rpt.EsitoDelFault(nodo.PPTStazioneIntPAIrraggiungibile))
	require.Equal(t, gestione, rpt.EsitoDelFault(nodo.PPTRTInGestione))
	require.Equal(t, no, rpt.EsitoDelFault(nodo.PPTSemantica))
	require.Equal(t, 48, rpt.TentativiRicevuta)
	require.Equal(t, time.Hour, rpt.AttesaRicevutaNodo)
}

func TestEsitoSessione(t *testing.T) {
	tests := []struct{ nome, tentativi, want string }{
		{"empty", "", "IN_CORSO"},
		{"one pending", "RT_ACCETTATA_PA:0 RPT_ATTIVATA", "IN_CORSO"},
		{"superseded", "RPT_ANNULLATA", "IN_CORSO"},
		{"pending with an outcome", "RT_RIFIUTATA_PA:0", "IN_CORSO"},
		{"over, no outcome", "RT_ACCETTATA_PA", "IN_CORSO"},
		{"made by the Nodo, no outcome", "RT_GENERATA_NODO", "IN_CORSO"},
		{"paid", "RT_ACCETTATA_PA:0 RT_ACCETTATA_PA:0", "ESEGUITO"},
		{"not paid", "RT_ACCETTATA_PA:1 RT_ACCETTATA_PA:3", "NON_ESEGUITO"},
		{"failed", "RPT_RIFIUTATA_NODO RPT_RIFIUTATA_PSP RPT_ERRORE_INVIO_A_PSP RPT_ERRORE_INVIO_A_NODO", "FALLITO"},
		{"single partial", "RT_ACCETTATA_PA:2", "ESEGUITO_PARZIALE"},
		{"single partial expiry", "RT_ACCETTATA_PA:4", "ESEGUITO_PARZIALE"},
		{"paid and not", "RT_ACCETTATA_PA:0 RT_ACCETTATA_PA:1", "ESEGUITO_PARZIALE"},
		{"paid and failed", "RT_ACCETTATA_PA:0 RPT_RIFIUTATA_NODO", "ESEGUITO_PARZIALE"},
		{"failed and not paid: nothing was paid", "RPT_RIFIUTATA_NODO RT_ACCETTATA_PA:1", "NON_ESEGUITO"},
		{"expired without an outcome", "RPT_SCADUTA", "NON_ESEGUITO"},
		{"left on the payment pages", "RPT_ANNULLATA_WISP", "NON_ESEGUITO"},
		{"left, and not paid", "RPT_ANNULLATA_WISP RT_ACCETTATA_PA:1", "NON_ESEGUITO"},
		{"left, though paid", "RPT_ANNULLATA_WISP:0", "ESEGUITO"},
		{"retention without an outcome", "RPT_DECORSI_TERMINI RT_ACCETTATA_PA:3", "NON_ESEGUITO"},
		{"partial outcome not accepted", "RPT_SCADUTA:2", "NON_ESEGUITO"},
		{"paid though expired", "RPT_SCADUTA:0", "ESEGUITO"},
		{"unknown outcome", "RT_ACCETTATA_PA:7", "IN_CORSO"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			var tentativi []rpt.Tentativo
			for _, x := range strings.Fields(tt.tentativi) {
				nome, esito, _ := strings.Cut(x, ":")
				s, err := rpt.ParseStatoRpt(nome)
				require.NoError(t, err)
				tentativi = append(tentativi, rpt.Tentativo{Stato: s, Esito: rpt.CodiceEsitoPagamento(esito)})
			}
			require.Equal(t, tt.want, string(rpt.EsitoSessione(tentativi)))
		})
	}
	require.Equal(t, rpt.SessioneInCorso, rpt.EsitoSessione([]rpt.Tentativo{{}}), "a state that is none is unknown")
}

// TestRiconsegna is what is delivered again, and what is not.
func TestRiconsegna(t *testing.T) {
	const (
		v, g, d, r, i, a = rpt.PrimitivaPaVerifyPaymentNotice, rpt.PrimitivaPaGetPaymentV2, rpt.PrimitivaPaDemandPaymentNotice, rpt.PrimitivaPaSendRTV2,
			rpt.PrimitivaPaaInviaRT, rpt.PrimitivaPaaAttivaRPT
		tutti = rpt.MittenteNodo
		wisp  = rpt.MittenteWISP
	)
	for _, c := range []struct {
		p     rpt.Primitiva
		m     rpt.Mittente
		e     rpt.EsitoChiamata
		f     nodo.FaultCode
		vuole bool
	}{
		{v, tutti, rpt.ChiamataTimeout, "", false},
		{g, tutti, rpt.ChiamataIlleggibile, "", false},
		{d, tutti, rpt.ChiamataNonRaggiungita, "", false},
		{a, tutti, rpt.ChiamataTimeout, "", false},
		{rpt.PrimitivaPaaVerificaRPT, tutti, rpt.ChiamataKO, nodo.PAASystemError, false},
		{r, tutti, rpt.ChiamataTimeout, "", true},
		{rpt.PrimitivaPaSendRT, tutti, rpt.ChiamataNonRaggiungita, "", true},
		{r, tutti, rpt.ChiamataIlleggibile, "", true},
		{r, tutti, rpt.ChiamataKO, nodo.PAASystemError, false},
		{r, tutti, rpt.ChiamataKO, nodo.PAASemantica, false},
		{r, tutti, rpt.ChiamataOK, "", false},
		{r, tutti, "", "", false},
		{i, tutti, rpt.ChiamataTimeout, "", true},
		{i, tutti, rpt.ChiamataIlleggibile, "", true},
		{i, tutti, rpt.ChiamataKO, nodo.PAASystemError, false},
		{i, wisp, rpt.ChiamataNonRaggiungita, "", true},
		{i, wisp, rpt.ChiamataIlleggibile, "", true},
		{i, wisp, rpt.ChiamataKO, nodo.PAASystemError, true},
		{i, wisp, rpt.ChiamataKO, nodo.PAAIDDominioErrato, true},
		{i, wisp, rpt.ChiamataKO, nodo.PAAIDIntermediarioErrato, true},
		{i, wisp, rpt.ChiamataKO, nodo.PAAStazioneIntErrata, true},
		{i, wisp, rpt.ChiamataKO, nodo.PAAPagamentoSconosciuto, true},
		{i, wisp, rpt.ChiamataKO, nodo.PAASemantica, false},
		{i, wisp, rpt.ChiamataKO, nodo.PAARTDuplicata, false},
		{i, wisp, rpt.ChiamataOK, "", false},
	} {
		require.Equal(t, c.vuole, c.p.Riconsegna(c.m, c.e, c.f), "%s %s %s %s", c.p, c.m, c.e, c.f)
	}
	require.True(t, wisp.IsValid() && tutti.IsValid() && rpt.ChiamataKO.IsValid())
	require.False(t, rpt.Mittente("").IsValid() || rpt.EsitoChiamata("").IsValid())
}
