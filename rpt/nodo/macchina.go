package nodo

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

// Contesto is what the guards at the Nodo look at.
type Contesto struct {
	// RTPrecedenteNegativa says that the RT accepted before is negative: the
	// caller knows it, the codes do not tell. Only then may a new RT follow.
	RTPrecedenteNegativa bool
}

// ErrRTPrecedente is a new RT after one that was accepted and is not known to
// be negative.
var ErrRTPrecedente = fmt.Errorf("%w: la RT già accettata non risulta negativa", ErrTransizione)

var dopoNegativa = &automa.Guardia[Contesto]{
	Nome: "RT precedente negativa",
	Ok: func(c *Contesto) error {
		if c.RTPrecedenteNegativa {
			return nil
		}
		return ErrRTPrecedente
	},
}

// macchina is the machine of a payment attempt at the Nodo: an event is the
// arrival of the code that names the state it leads to.
var macchina = automa.Nuova(automa.Definizione[Stato, Stato, Contesto]{
	Nome:     "nodo",
	Stati:    nomiStato.Tutti(),
	Eventi:   codici,
	Iniziali: []Stato{Start},
	Righe: []automa.Riga[Stato, Stato, Contesto]{
		{Da: []Stato{Start}, Evento: RPTRichiestaAttivazione, A: RPTRichiestaAttivazione, Fonte: fonteGDP},
		{Da: []Stato{Start}, Evento: RPTRicevutaNodo, A: RPTRicevutaNodo, Fonte: fonteStorie},
		{Da: []Stato{RPTRichiestaAttivazione}, Evento: RPTAttivazioneAccettataNodo, A: RPTAttivazioneAccettataNodo, Fonte: fonteAttivazione},
		{Da: []Stato{RPTAttivazioneAccettataNodo}, Evento: RPTAttivataPA, A: RPTAttivataPA, Fonte: fonteSANP22},
		{Da: []Stato{RPTRichiestaAttivazione, RPTAttivazioneAccettataNodo}, Evento: RPTAttivataErrore, A: RPTAttivataErrore, Fonte: fonteSANP22},
		{Da: []Stato{RPTAttivataPA}, Evento: RPTRicevutaNodo, A: RPTRicevutaNodo, Fonte: fonteSANP22},
		{Da: []Stato{Start, RPTAttivataPA}, Evento: RPTInviataPA, A: RPTInviataPA, Fonte: fonteGDP0},
		{Da: []Stato{RPTInviataPA}, Evento: RPTRicevutaNodo, A: RPTRicevutaNodo, Fonte: fonteGDP0},
		{Da: []Stato{RPTRicevutaNodo}, Evento: RPTAccettataNodo, A: RPTAccettataNodo, Fonte: fonteStorie},
		{Da: []Stato{RPTRicevutaNodo}, Evento: RPTRifiutataNodo, A: RPTRifiutataNodo, Fonte: fonteStorie},
		{Da: []Stato{RPTAccettataNodo, RPTParcheggiataNodo}, Evento: RPTInviataAPSP, A: RPTInviataAPSP, Fonte: fonteStorie},
		{Da: []Stato{RPTAccettataNodo}, Evento: RPTParcheggiataNodo, A: RPTParcheggiataNodo, Fonte: fonteStorie},
		{Da: []Stato{RPTParcheggiataNodo, RPTInviataAPSP}, Evento: RPTAccettataPSP, A: RPTAccettataPSP, Fonte: fonteStorie},
		{Da: []Stato{RPTInviataAPSP}, Evento: RPTRifiutataPSP, A: RPTRifiutataPSP, Fonte: fonteStorie},
		{Da: []Stato{RPTInviataAPSP}, Evento: RPTErroreInvioAPSP, A: RPTErroreInvioAPSP, Fonte: fonteStorie},
		{Da: []Stato{RPTParcheggiataNodo, RPTInviataAPSP, RPTAccettataPSP}, Evento: RTRicevutaNodo, A: RTRicevutaNodo, Fonte: fonteStorie},
		{Da: []Stato{RPTDecorsiTermini}, Evento: RTRicevutaNodo, A: RTRicevutaNodo, Fonte: fonteRitenzione},
		{Da: []Stato{RPTDecorsiTermini}, Evento: RTAccettataNodo, A: RTAccettataNodo, Fonte: fonteRitenzione},
		{Da: []Stato{RPTRifiutataNodo, RPTErroreInvioAPSP, RPTDecorsiTermini}, Evento: RPTRicevutaNodo, A: RPTRicevutaNodo, Fonte: fonteRiuso},
		{Da: []Stato{RPTErroreInvioAPSP, RPTRifiutataPSP, RTRifiutataNodo}, Evento: RTRicevutaNodo, A: RTRicevutaNodo, Fonte: fonteSANP22},
		{Da: []Stato{RTRicevutaNodo}, Evento: RTAccettataNodo, A: RTAccettataNodo, Fonte: fonteStorie},
		{Da: []Stato{RTRicevutaNodo}, Evento: RTRifiutataNodo, A: RTRifiutataNodo, Fonte: fonteStorie},
		{Da: []Stato{RTRicevutaNodo, RTAccettataNodo, RTEsitoSconosciutoPA}, Evento: RTAccettataPA, A: RTAccettataPA, Fonte: fonteStorie},
		{Da: []Stato{RTRicevutaNodo, RTAccettataNodo}, Evento: RTRifiutataPA, A: RTRifiutataPA, Fonte: fonteStorie},
		{Da: []Stato{RTRicevutaNodo, RTAccettataNodo}, Evento: RTEsitoSconosciutoPA, A: RTEsitoSconosciutoPA, Fonte: fonteStorie},
		{Da: []Stato{RPTParcheggiataNodo, RPTInviataAPSP, RPTAccettataPSP, RTAccettataNodo}, Evento: RPTDecorsiTermini, A: RPTDecorsiTermini, Fonte: fonteRitenzione},
		{Da: []Stato{RTAccettataNodo}, Evento: RTRicevutaPA, A: RTRicevutaPA, Fonte: fonteGDP0},
		{Da: []Stato{RTRicevutaPA}, Evento: RTAccettataPA, A: RTAccettataPA, Fonte: fonteGDP0},
		{Da: []Stato{RTRicevutaPA}, Evento: RTRifiutataPA, A: RTRifiutataPA, Fonte: fonteGDP0},
		{Da: []Stato{RTEsitoSconosciutoPA}, Evento: RTRifiutataPA, A: RTRifiutataPA, Fonte: fonteRiconsegna},
		{Da: []Stato{RTRifiutataPA}, Evento: RTAccettataPA, A: RTAccettataPA, Fonte: fonteRiconsegna},
		{Da: []Stato{RTRifiutataPA, RTEsitoSconosciutoPA}, Evento: RTRicevutaNodo, A: RTRicevutaNodo, Fonte: fonteRiconsegna},
		{Da: []Stato{RTAccettataPA}, Evento: RTRicevutaNodo, A: RTRicevutaNodo, Guardia: dopoNegativa, Fonte: fonteSANP3},
		{Da: []Stato{RPTAttivataErrore}, Evento: RPTRichiestaAttivazione, A: RPTRichiestaAttivazione, Fonte: fonteRipresa},
	},
	Errore: rifiutaTransizione,
})

// codici yields the codes: all states but START.
func codici(yield func(Stato) bool) {
	for s := range nomiStato.Tutti() {
		if s != Start && !yield(s) {
			return
		}
	}
}

// Passo returns the state after the arrival of a code, by the table alone:
// codice and true when the code may follow da directly, da and false when it
// may not. The same code again has no row: it is a repetition. It never
// allocates.
func Passo(da, codice Stato) (Stato, bool) {
	return macchina.Passo(da, codice)
}

// Applica is Passo with the guards: a refusal is an *Errore
// TRANSIZIONE_NON_AMMESSA (ErrTransizione; the guard adds ErrRTPrecedente)
// and the state is the old one.
func Applica(da, codice Stato, c *Contesto) (Stato, error) {
	return macchina.Applica(da, codice, c)
}

// NuovaMacchina returns a looplab machine over the same table, for an
// application that hangs callbacks on it: states and events are named by their
// code, and callbacks tell them apart by their prefix. "before_event" is
// reserved. Fire events with Lancia.
func NuovaMacchina(s Stato, c *Contesto, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchina.NuovaMacchina(s, c, callback)
}

// Lancia fires the arrival of a code on a machine of NuovaMacchina. It
// refuses a nil or finished context before anything moves, and its errors are
// those of Applica.
func Lancia(ctx context.Context, m *fsm.FSM, codice Stato) error {
	return macchina.Lancia(ctx, m, codice)
}

// Diagramma returns the machine at the Nodo as a text, in the format
// "mermaid" (with the states given highlighted), "xstate" (the JSON of an
// XState v5 machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown,
// with guards and sources). Any other is an *Errore of code FORMATO.
func Diagramma(formato string, correnti ...Stato) (string, error) {
	return macchina.Diagramma(formato, correnti...)
}

// Transizione is one row of the table.
type Transizione struct {
	Da, A     Stato
	Avanti    bool   // it raises the rank: the ordinary course
	Riservata bool   // it waits for the caller's word (Contesto)
	Fonte     string // official document it is taken from
}

// Transizioni yields the rows of the table in declared order.
func Transizioni() iter.Seq[Transizione] {
	return func(yield func(Transizione) bool) {
		for r := range macchina.Archi() {
			t := Transizione{Da: r.Da, A: r.A, Avanti: r.A.Rango() > r.Da.Rango(), Riservata: r.Guardia != "", Fonte: r.Fonte}
			if !yield(t) {
				return
			}
		}
	}
}

// Stati yields every state in order of number.
func Stati() iter.Seq[Stato] { return nomiStato.Tutti() }
