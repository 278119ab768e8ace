package rpt

import (
	"context"
	"fmt"
	"iter"

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
)

// States that share rows: those under way, and all but the final one.
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
	nonFinali = append([]StatoRpt{
		StatoRPTErroreInvioANodo,
		StatoRPTRifiutataNodo,
		StatoRPTRifiutataPSP,
		StatoRPTErroreInvioAPSP,
		StatoRPTDecorsiTermini,
		StatoRTGenerataNodo,
		StatoRPTScaduta,
	}, pendenti...)
)

// macchinaRpt is the machine of an RPT at the creditor body. An RT that the Nodo
// says was accepted is not an RT in hand: the state stays, and ChiediCopiaRT asks for
// the copy.
var macchinaRpt = automa.Nuova(automa.Definizione[StatoRpt, EventoRpt, ContestoRpt]{
	Nome:     "rpt",
	Stati:    nomiStatoRpt.Tutti(),
	Eventi:   nomiEventoRpt.Tutti(),
	Iniziali: []StatoRpt{StatoRPTAttivata},
	Righe: []automa.Riga[StatoRpt, EventoRpt, ContestoRpt]{
		{Da: []StatoRpt{StatoRPTAttivata}, Evento: EventoNodoOK, A: StatoRPTAccettataNodo, Fonte: fonteInvio},
		{Da: []StatoRpt{StatoRPTAttivata}, Evento: EventoNodoKO, A: StatoRPTRifiutataNodo, Fonte: fonteInvio},
		{Da: []StatoRpt{StatoRPTAttivata}, Evento: EventoErroreInvio, A: StatoRPTErroreInvioANodo, Fonte: fonteInvio},
		{Da: nonFinali, Evento: EventoRTValida, A: StatoRTAccettataPA, Fonte: fonteRT},
		{Da: nonFinali, Evento: EventoRTNonValida, A: StatoRTRifiutataPA, Fonte: fonteRT},
		{Da: pendenti, Evento: EventoNuovaAttivazione, A: StatoRPTAnnullata, Fonte: fonteAttiva},
		{Da: pendenti, Evento: EventoTimeout, A: StatoRPTScaduta, Guardia: nuovoModello, Fonte: fonteScadenza},
		{Da: pendenti, Evento: EventoRPTParcheggiataNodo, A: StatoRPTParcheggiataNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTRicevutaNodo, A: StatoRPTRicevutaNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTRifiutataNodo, A: StatoRPTRifiutataNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTAccettataNodo, A: StatoRPTAccettataNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTRifiutataPSP, A: StatoRPTRifiutataPSP, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTErroreInvioAPSP, A: StatoRPTErroreInvioAPSP, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTInviataAPSP, A: StatoRPTInviataAPSP, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTAccettataPSP, A: StatoRPTAccettataPSP, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRPTDecorsiTermini, A: StatoRPTDecorsiTermini, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRTRicevutaNodo, A: StatoRTRicevutaNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRTRifiutataNodo, A: StatoRTRifiutataNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRTAccettataNodo, A: StatoRTAccettataNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRTAccettataPA, Resta: true, Fonte: fonteChiediCopy},
		{Da: pendenti, Evento: EventoRTRifiutataPA, A: StatoRTRifiutataPA, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRTEsitoSconosciutoPA, A: StatoRTEsitoSconosciutoPA, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRTErroreInvioAPA, A: StatoRTErroreInvioAPA, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoRTGenerataNodo, A: StatoRTGenerataNodo, Fonte: fonteChiedi},
		{Da: pendenti, Evento: EventoInternoNodo, A: StatoInternoNodo, Fonte: fonteChiedi},
	},
	Errore: rifiutaTransizione,
})

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

// ChiediCopiaRT reports whether the host should ask the Nodo for the copy of the RT
// (nodoChiediCopiaRT) after the event e was accepted in s: the Nodo says that one
// was accepted, and it is not in hand.
func ChiediCopiaRT(s StatoRpt, e EventoRpt) bool { return e == EventoRTAccettataPA && s.Pendente() }
