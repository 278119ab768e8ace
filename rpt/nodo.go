package rpt

import (
	"context"
	"fmt"
	"iter"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// Where the transitions at the Nodo are taken from.
const (
	fonteGDP         = `Giornale dei Pagamenti, "Stato della posizione debitoria"`
	fonteGDP0        = `Giornale dei Pagamenti, bozza precedente e diagramma`
	fonteStorie      = `pagoPA, prove del Nodo, storie di nodoChiediStatoRPT`
	fonteAttivazione = `Specifiche Attuative 2.2, capitolo 10, ordine di nodoAttivaRPT e paaAttivaRPT`
	fonteSANP22      = `Specifiche Attuative 2.2, capitoli 9 e 10`
	fonteRiuso       = `Specifiche Attuative 2.2, capitolo 13, tabella 4, Riuso IUV`
	fonteRitenzione  = `Specifiche Attuative 2.1, 12.3.1, e 2.2, capitolo 13: tempo di ritenzione`
	fonteRiconsegna  = `Specifiche Attuative 2.2, capitolo 13: nuova consegna della RT`
	fonteSANP3       = `SANP 3, sezione 3, "Ricevute di pagamento": token scaduto e poi confermato`
	fonteRipresa     = `Specifiche Attuative 2.2, capitolo 10: attivazione ritentata`
)

// ContestoNodo is what the guards at the Nodo look at.
type ContestoNodo struct {
	// RTPrecedenteNegativa says that the RT accepted before is negative: the
	// caller knows it, the codes do not tell. Only then may a new RT follow.
	RTPrecedenteNegativa bool
}

// ErrRTPrecedente is a new RT after one that was accepted and is not known to
// be negative.
var ErrRTPrecedente = fmt.Errorf("%w: la RT già accettata non risulta negativa", ErrTransizione)

var dopoNegativa = &automa.Guardia[ContestoNodo]{
	Nome: "RT precedente negativa",
	Ok: func(c *ContestoNodo) error {
		if c.RTPrecedenteNegativa {
			return nil
		}
		return ErrRTPrecedente
	},
}

// macchinaNodo is the machine of a payment attempt at the Nodo: an event is the
// arrival of the code that names the state it leads to.
var macchinaNodo = automa.Nuova(automa.Definizione[StatoNodo, StatoNodo, ContestoNodo]{
	Nome:     "nodo",
	Stati:    nomiNodo.Tutti(),
	Eventi:   codiciNodo,
	Iniziali: []StatoNodo{NodoStart},
	Righe: []automa.Riga[StatoNodo, StatoNodo, ContestoNodo]{
		{Da: []StatoNodo{NodoStart}, Evento: NodoRPTRichiestaAttivazione, A: NodoRPTRichiestaAttivazione, Fonte: fonteGDP},
		{Da: []StatoNodo{NodoStart}, Evento: NodoRPTRicevutaNodo, A: NodoRPTRicevutaNodo, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTRichiestaAttivazione}, Evento: NodoRPTAttivazioneAccettataNodo, A: NodoRPTAttivazioneAccettataNodo, Fonte: fonteAttivazione},
		{Da: []StatoNodo{NodoRPTAttivazioneAccettataNodo}, Evento: NodoRPTAttivataPA, A: NodoRPTAttivataPA, Fonte: fonteSANP22},
		{Da: []StatoNodo{NodoRPTRichiestaAttivazione, NodoRPTAttivazioneAccettataNodo}, Evento: NodoRPTAttivataErrore, A: NodoRPTAttivataErrore, Fonte: fonteSANP22},
		{Da: []StatoNodo{NodoRPTAttivataPA}, Evento: NodoRPTRicevutaNodo, A: NodoRPTRicevutaNodo, Fonte: fonteSANP22},
		{Da: []StatoNodo{NodoStart, NodoRPTAttivataPA}, Evento: NodoRPTInviataPA, A: NodoRPTInviataPA, Fonte: fonteGDP0},
		{Da: []StatoNodo{NodoRPTInviataPA}, Evento: NodoRPTRicevutaNodo, A: NodoRPTRicevutaNodo, Fonte: fonteGDP0},
		{Da: []StatoNodo{NodoRPTRicevutaNodo}, Evento: NodoRPTAccettataNodo, A: NodoRPTAccettataNodo, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTRicevutaNodo}, Evento: NodoRPTRifiutataNodo, A: NodoRPTRifiutataNodo, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTAccettataNodo, NodoRPTParcheggiataNodo}, Evento: NodoRPTInviataAPSP, A: NodoRPTInviataAPSP, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTAccettataNodo}, Evento: NodoRPTParcheggiataNodo, A: NodoRPTParcheggiataNodo, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTParcheggiataNodo, NodoRPTInviataAPSP}, Evento: NodoRPTAccettataPSP, A: NodoRPTAccettataPSP, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTInviataAPSP}, Evento: NodoRPTRifiutataPSP, A: NodoRPTRifiutataPSP, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTInviataAPSP}, Evento: NodoRPTErroreInvioAPSP, A: NodoRPTErroreInvioAPSP, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTParcheggiataNodo, NodoRPTInviataAPSP, NodoRPTAccettataPSP}, Evento: NodoRTRicevutaNodo, A: NodoRTRicevutaNodo, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTDecorsiTermini}, Evento: NodoRTRicevutaNodo, A: NodoRTRicevutaNodo, Fonte: fonteRitenzione},
		{Da: []StatoNodo{NodoRPTDecorsiTermini}, Evento: NodoRTAccettataNodo, A: NodoRTAccettataNodo, Fonte: fonteRitenzione},
		{Da: []StatoNodo{NodoRPTRifiutataNodo, NodoRPTErroreInvioAPSP, NodoRPTDecorsiTermini}, Evento: NodoRPTRicevutaNodo, A: NodoRPTRicevutaNodo, Fonte: fonteRiuso},
		{Da: []StatoNodo{NodoRPTErroreInvioAPSP, NodoRPTRifiutataPSP, NodoRTRifiutataNodo}, Evento: NodoRTRicevutaNodo, A: NodoRTRicevutaNodo, Fonte: fonteSANP22},
		{Da: []StatoNodo{NodoRTRicevutaNodo}, Evento: NodoRTAccettataNodo, A: NodoRTAccettataNodo, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRTRicevutaNodo}, Evento: NodoRTRifiutataNodo, A: NodoRTRifiutataNodo, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRTRicevutaNodo, NodoRTAccettataNodo, NodoRTEsitoSconosciutoPA}, Evento: NodoRTAccettataPA, A: NodoRTAccettataPA, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRTRicevutaNodo, NodoRTAccettataNodo}, Evento: NodoRTRifiutataPA, A: NodoRTRifiutataPA, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRTRicevutaNodo, NodoRTAccettataNodo}, Evento: NodoRTEsitoSconosciutoPA, A: NodoRTEsitoSconosciutoPA, Fonte: fonteStorie},
		{Da: []StatoNodo{NodoRPTParcheggiataNodo, NodoRPTInviataAPSP, NodoRPTAccettataPSP, NodoRTAccettataNodo}, Evento: NodoRPTDecorsiTermini, A: NodoRPTDecorsiTermini, Fonte: fonteRitenzione},
		{Da: []StatoNodo{NodoRTAccettataNodo}, Evento: NodoRTRicevutaPA, A: NodoRTRicevutaPA, Fonte: fonteGDP0},
		{Da: []StatoNodo{NodoRTRicevutaPA}, Evento: NodoRTAccettataPA, A: NodoRTAccettataPA, Fonte: fonteGDP0},
		{Da: []StatoNodo{NodoRTRicevutaPA}, Evento: NodoRTRifiutataPA, A: NodoRTRifiutataPA, Fonte: fonteGDP0},
		{Da: []StatoNodo{NodoRTEsitoSconosciutoPA}, Evento: NodoRTRifiutataPA, A: NodoRTRifiutataPA, Fonte: fonteRiconsegna},
		{Da: []StatoNodo{NodoRTRifiutataPA}, Evento: NodoRTAccettataPA, A: NodoRTAccettataPA, Fonte: fonteRiconsegna},
		{Da: []StatoNodo{NodoRTRifiutataPA, NodoRTEsitoSconosciutoPA}, Evento: NodoRTRicevutaNodo, A: NodoRTRicevutaNodo, Fonte: fonteRiconsegna},
		{Da: []StatoNodo{NodoRTAccettataPA}, Evento: NodoRTRicevutaNodo, A: NodoRTRicevutaNodo, Guardia: dopoNegativa, Fonte: fonteSANP3},
		{Da: []StatoNodo{NodoRPTAttivataErrore}, Evento: NodoRPTRichiestaAttivazione, A: NodoRPTRichiestaAttivazione, Fonte: fonteRipresa},
	},
	Errore: rifiutaTransizione,
})

// codiciNodo yields the codes: all states but START.
func codiciNodo(yield func(StatoNodo) bool) {
	for s := range nomiNodo.Tutti() {
		if s != NodoStart && !yield(s) {
			return
		}
	}
}

// PassoNodo returns the state after the arrival of a code, by the table alone:
// codice and true when the code may follow da directly, da and false when it
// may not. The same code again has no row: it is a repetition. It never
// allocates.
func PassoNodo(da, codice StatoNodo) (StatoNodo, bool) {
	return macchinaNodo.Passo(da, codice)
}

// ApplicaNodo is PassoNodo with the guards: a refusal is an *Errore
// TRANSIZIONE_NON_AMMESSA (ErrTransizione; the guard adds ErrRTPrecedente)
// and the state is the old one.
func ApplicaNodo(da, codice StatoNodo, c *ContestoNodo) (StatoNodo, error) {
	return macchinaNodo.Applica(da, codice, c)
}

// NuovaMacchinaNodo returns a looplab machine over the same table, for an
// application that hangs callbacks on it: states and events are named by their
// code, and callbacks tell them apart by their prefix. "before_event" is
// reserved. Fire events with LanciaNodo.
func NuovaMacchinaNodo(s StatoNodo, c *ContestoNodo, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaNodo.NuovaMacchina(s, c, callback)
}

// LanciaNodo fires the arrival of a code on a machine of NuovaMacchinaNodo. It
// refuses a nil or finished context before anything moves, and its errors are
// those of ApplicaNodo.
func LanciaNodo(ctx context.Context, m *fsm.FSM, codice StatoNodo) error {
	return macchinaNodo.Lancia(ctx, m, codice)
}

// DiagrammaNodo returns the machine at the Nodo as a text, in the format
// "mermaid" (with the states given highlighted), "xstate" (the JSON of an
// XState v5 machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown,
// with guards and sources). Any other is an *Errore of code FORMATO.
func DiagrammaNodo(formato string, correnti ...StatoNodo) (string, error) {
	return macchinaNodo.Diagramma(formato, correnti...)
}

// TransizioneNodo is one row of the table.
type TransizioneNodo struct {
	Da, A     StatoNodo
	Avanti    bool   // it raises the rank: the ordinary course
	Riservata bool   // it waits for the caller's word (ContestoNodo)
	Fonte     string // official document it is taken from
}

// TransizioniNodo yields the rows of the table in declared order.
func TransizioniNodo() iter.Seq[TransizioneNodo] {
	return func(yield func(TransizioneNodo) bool) {
		for r := range macchinaNodo.Archi() {
			t := TransizioneNodo{Da: r.Da, A: r.A, Avanti: r.A.Rango() > r.Da.Rango(), Riservata: r.Guardia != "", Fonte: r.Fonte}
			if !yield(t) {
				return
			}
		}
	}
}

// StatiNodo yields every state in order of number.
func StatiNodo() iter.Seq[StatoNodo] { return nomiNodo.Tutti() }
