package rpt

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// ContestoRpt is what the guards of an RPT look at.
type ContestoRpt struct {
	// NuovoModello says that the attempt is of the newer models (paGetPayment):
	// only those time out at the body.
	NuovoModello bool
}

// ErrNuovoModello is a timeout of an attempt that is not of the newer models.
var ErrNuovoModello = fmt.Errorf("%w: la scadenza vale solo per i nuovi modelli di pagamento", ErrTransizione)

var nuovoModello = &automa.Guardia[ContestoRpt]{
	Nome: "nuovo modello",
	Ok: func(c *ContestoRpt) error {
		if c.NuovoModello {
			return nil
		}
		return ErrNuovoModello
	},
}

// Where the transitions of an RPT are taken from.
const (
	fonteInvio      = "GovPay 3, business Rpt: risposta del Nodo alla richiesta"
	fonteRT         = "GovPay 3, RtUtils: acquisizione della RT"
	fonteAttiva     = "GovPay 3, paaAttivaRPT: nuova attivazione dello stesso IUV"
	fonteScadenza   = "GovPay 3, tentativi pendenti dei nuovi modelli"
	fonteChiedi     = "GovPay 3, nodoChiediStatoRPT"
	fonteChiediCopy = "GovPay 3, nodoChiediStatoRPT, poi nodoChiediCopiaRT"
	fonteWISP       = "pagoPA, WISP, RPT_ANNULLATA_WISP"
	fonteIgnota     = "GovPay 3, nodoChiediStatoRPT, PPT_RPT_SCONOSCIUTA"
)

// States that share rows: those under way, those over whose RT the Nodo itself makes,
// and all but the final one. After those of conCopia the copy of the RT is asked for.
var (
	pendenti = []StatoRpt{
		StatoRPTAttivata,
		StatoRPTAccettataNodo,
		StatoRPTParcheggiataNodo,
		StatoRPTRicevutaNodo,
		StatoRPTInviataAPSP,
		StatoRPTAccettataPSP,
		StatoRTRicevutaNodo,
		StatoRTRifiutataNodo,
		StatoRTAccettataNodo,
		StatoRTRifiutataPA,
		StatoRTEsitoSconosciutoPA,
		StatoRTErroreInvioAPA,
		StatoInternoNodo,
		StatoRPTAnnullata,
	}
	attendono = []StatoRpt{
		StatoRPTDecorsiTermini,
		StatoRTGenerataNodo,
		StatoRPTAnnullataWISP,
	}
	nonFinali = slices.Concat([]StatoRpt{
		StatoRPTErroreInvioANodo,
		StatoRPTRifiutataNodo,
		StatoRPTRifiutataPSP,
		StatoRPTErroreInvioAPSP,
		StatoRPTScaduta,
	}, attendono, pendenti)
	conCopia = []StatoRpt{
		StatoRTAccettataNodo,
		StatoRTErroreInvioAPA,
		StatoRTEsitoSconosciutoPA,
		StatoRTRifiutataPA,
		StatoRPTAnnullata,
		StatoRTGenerataNodo,
		StatoRPTDecorsiTermini,
	}
)

// macchinaRpt is the machine of an RPT at the creditor body. An RT that the Nodo
// says was accepted is not an RT in hand: the state stays, and AzioneDopo asks for
// the copy. Where the Nodo makes the RT itself nothing that it tells moves the state.
var macchinaRpt = automa.Nuova(automa.Definizione[StatoRpt, EventoRpt, ContestoRpt]{
	Nome:     "rpt",
	Stati:    nomiStatoRpt.Tutti(),
	Eventi:   nomiEventoRpt.Tutti(),
	Iniziali: []StatoRpt{StatoRPTAttivata},
	Righe: append([]automa.Riga[StatoRpt, EventoRpt, ContestoRpt]{
		{Da: []StatoRpt{StatoRPTAttivata}, Evento: EventoNodoOK, A: StatoRPTAccettataNodo, Fonte: fonteInvio},
		{Da: []StatoRpt{StatoRPTAttivata}, Evento: EventoNodoKO, A: StatoRPTRifiutataNodo, Fonte: fonteInvio},
		{Da: []StatoRpt{StatoRPTAttivata}, Evento: EventoErroreInvio, A: StatoRPTErroreInvioANodo, Fonte: fonteInvio},
		{Da: nonFinali, Evento: EventoRTValida, A: StatoRTAccettataPA, Fonte: fonteRT},
		{Da: nonFinali, Evento: EventoRTNonValida, A: StatoRTRifiutataPA, Fonte: fonteRT},
		{Da: pendenti, Evento: EventoNuovaAttivazione, A: StatoRPTAnnullata, Fonte: fonteAttiva},
		{Da: pendenti, Evento: EventoTimeout, A: StatoRPTScaduta, Guardia: nuovoModello, Fonte: fonteScadenza},
		{Da: pendenti, Evento: EventoRPTSconosciuta, A: StatoRPTErroreInvioANodo, Fonte: fonteIgnota},
		{Da: []StatoRpt{StatoRPTAttivata}, Evento: EventoRPTSconosciutaModello3, Resta: true, Fonte: fonteIgnota},
	}, righeRiferite()...),
	Errore: rifiutaTransizione,
})

// righeRiferite are the rows of the states that the Nodo tells.
func righeRiferite() (righe []automa.Riga[StatoRpt, EventoRpt, ContestoRpt]) {
	for e := range nomiEventoRpt.Tutti() {
		a := e.statoRiferito()
		if a == 0 {
			continue
		}
		r := automa.Riga[StatoRpt, EventoRpt, ContestoRpt]{Da: pendenti, Evento: e, A: a, Fonte: fonteChiedi}
		switch {
		case a == StatoRTAccettataPA:
			r.A, r.Resta, r.Fonte = 0, true, fonteChiediCopy
		case a == StatoRPTAnnullataWISP:
			r.Fonte = fonteWISP
		case slices.Contains(conCopia, a):
			r.Fonte = fonteChiediCopy
		}
		righe = append(righe, r, automa.Riga[StatoRpt, EventoRpt, ContestoRpt]{Da: attendono, Evento: e, Resta: true, Fonte: r.Fonte})
	}
	return righe
}

// rifiutaTransizione builds the error of a refused event: the state in Campo,
// the event in Valore. A receipt after the one that was accepted is a duplicate.
func rifiutaTransizione(r automa.Rifiuto) error {
	e := &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
	if r.Motivo == automa.NonDaQui && e.Campo == nomeAccettata && (e.Valore == nomeRTValida || e.Valore == nomeRTNonValida) {
		e.Codice, e.Err = CodiceRTDuplicata, ErrRTDuplicata
	}
	return e
}

var nomeAccettata, nomeRTValida, nomeRTNonValida = StatoRTAccettataPA.String(), EventoRTValida.String(), EventoRTNonValida.String()

// PassoRpt returns the state after an event, by the table alone; s and false
// when there is none. It never allocates.
func PassoRpt(s StatoRpt, e EventoRpt) (StatoRpt, bool) { return macchinaRpt.Passo(s, e) }

// ApplicaRpt is PassoRpt with the guards. A refusal leaves the state as it is:
// an *Errore RT_DUPLICATA (ErrRTDuplicata) for an RT in RT_ACCETTATA_PA,
// TRANSIZIONE_NON_AMMESSA (ErrTransizione; the guard adds ErrNuovoModello) for
// anything else.
func ApplicaRpt(s StatoRpt, e EventoRpt, c *ContestoRpt) (StatoRpt, error) {
	return macchinaRpt.Applica(s, e, c)
}

// NuovaMacchinaRpt returns a looplab machine over the same table, for an
// application that hangs callbacks on it: states and events have the names of
// their String. "before_event" is reserved. Fire events with LanciaRpt.
func NuovaMacchinaRpt(s StatoRpt, c *ContestoRpt, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaRpt.NuovaMacchina(s, c, callback)
}

// LanciaRpt fires an event on a machine of NuovaMacchinaRpt. It refuses a nil
// or finished context before anything moves, and its errors are those of
// ApplicaRpt.
func LanciaRpt(ctx context.Context, m *fsm.FSM, e EventoRpt) error {
	return macchinaRpt.Lancia(ctx, m, e)
}

// DiagrammaRpt returns the machine of an RPT at the body as a text, in the
// format "mermaid" (with the states given highlighted), "xstate" (the JSON of
// an XState v5 machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown,
// with guards and sources). Any other is an *Errore of code FORMATO.
func DiagrammaRpt(formato string, correnti ...StatoRpt) (string, error) {
	return macchinaRpt.Diagramma(formato, correnti...)
}

// EventiRpt yields the events that a state admits, in declared order.
func EventiRpt(s StatoRpt) iter.Seq[EventoRpt] { return macchinaRpt.Eventi(s) }

// AzioneRpt is what the host should do after an event of an RPT.
type AzioneRpt string

// The actions.
const (
	// AzioneChiediCopiaRT: ask the Nodo for the copy of the RT (nodoChiediCopiaRT). RT:
	// it goes through the usual checks; a fault or no answer: ask again later.
	AzioneChiediCopiaRT AzioneRpt = "CHIEDI_COPIA_RT"
	// AzioneRispedisciRPT: send the RPT again, the Nodo never had it.
	AzioneRispedisciRPT AzioneRpt = "RISPEDISCI_RPT"
)

// IsValid reports whether a is one of the actions.
func (a AzioneRpt) IsValid() bool { return a == AzioneChiediCopiaRT || a == AzioneRispedisciRPT }

// AzioneDopo returns what the host should do after the event e was applied in s, ""
// for nothing. The copy of the RT is asked for when the Nodo tells a state of
// ChiedeCopiaRT, or that the RT was accepted; of an RPT that is over, when it tells any
// state of the RT; and when a newer activation supersedes an RPT, which has no RT where
// the attempt is of the newer models.
//
// Source: GovPay 3, RptUtils, aggiornaRptDaNpD.
func AzioneDopo(s StatoRpt, e EventoRpt, c *ContestoRpt) AzioneRpt {
	if _, ok := PassoRpt(s, e); !ok {
		return ""
	}
	detto := e.statoRiferito()
	switch {
	case e == EventoRPTSconosciutaModello3:
		return AzioneRispedisciRPT
	case e == EventoNuovaAttivazione && (c == nil || !c.NuovoModello),
		detto == StatoRTAccettataPA, detto.ChiedeCopiaRT(),
		slices.Contains(attendono, s) && strings.HasPrefix(detto.String(), "RT_"):
		return AzioneChiediCopiaRT
	}
	return ""
}
