package rpt

import (
	"context"
	"fmt"
	"iter"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/nomi"
)

// eventoNodo is the arrival of a code. It has the number of the state it leads
// to, and a name of its own, because a machine keeps the two apart.
type eventoNodo uint8

var nomiEventoNodo = nomi.Nuova[eventoNodo](rifiutaNome,
	"giunge:RPT_PARCHEGGIATA_NODO",
	"giunge:RPT_RICEVUTA_NODO",
	"giunge:RPT_RIFIUTATA_NODO",
	"giunge:RPT_ACCETTATA_NODO",
	"giunge:RPT_RIFIUTATA_PSP",
	"giunge:RPT_ERRORE_INVIO_A_PSP",
	"giunge:RPT_INVIATA_A_PSP",
	"giunge:RPT_ACCETTATA_PSP",
	"giunge:RPT_DECORSI_TERMINI",
	"giunge:RT_RICEVUTA_NODO",
	"giunge:RT_RIFIUTATA_NODO",
	"giunge:RT_ACCETTATA_NODO",
	"giunge:RT_ACCETTATA_PA",
	"giunge:RT_RIFIUTATA_PA",
	"giunge:RT_ESITO_SCONOSCIUTO_PA",
	"giunge:RPT_RICHIESTA_ATTIVAZIONE",
	"giunge:RPT_ATTIVAZIONE_ACCETTATA_NODO",
	"giunge:RPT_ATTIVATA_PA",
	"giunge:RPT_ATTIVATA_ERRORE",
	"giunge:RPT_INVIATA_PA",
	"giunge:RT_RICEVUTA_PA",
)

func (e eventoNodo) String() string { return nomiEventoNodo.String(e) }

// Where the transitions at the Nodo are taken from.
const (
	fonteGDP         = `Giornale dei Pagamenti, "Stato della posizione debitoria"`
	fonteGDP0        = `Giornale dei Pagamenti, earlier draft and diagram`
	fonteStorie      = `pagoPA, test suite of the Nodo, histories of nodoChiediStatoRPT`
	fonteAttivazione = `Specifiche Attuative 2.2, chapter 10, order of nodoAttivaRPT and paaAttivaRPT`
	fonteSANP22      = `Specifiche Attuative 2.2, chapters 9 and 10`
	fonteRiuso       = `Specifiche Attuative 2.2, chapter 13, table 4, Riuso IUV`
	fonteRitenzione  = `Specifiche Attuative 2.1, 12.3.1, and 2.2, chapter 13: retention period`
	fonteRiconsegna  = `Specifiche Attuative 2.2, chapter 13: delivery of the RT again`
	fonteSANP3       = `SANP 3, section 3, "Ricevute di pagamento": expired token confirmed later`
	fonteRipresa     = `Specifiche Attuative 2.2, chapter 10: activation tried again`
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

// macchinaNodo is the machine of a payment attempt at the Nodo.
var macchinaNodo = automa.Nuova(automa.Definizione[StatoNodo, eventoNodo, ContestoNodo]{
	Nome:     "nodo",
	Stati:    nomiNodo.Tutti(),
	Eventi:   nomiEventoNodo.Tutti(),
	Iniziali: []StatoNodo{NodoStart},
	Righe: []automa.Riga[StatoNodo, eventoNodo, ContestoNodo]{
		{Da: NodoStart, Evento: eventoNodo(NodoRPTRichiestaAttivazione), A: NodoRPTRichiestaAttivazione, Fonte: fonteGDP},
		{Da: NodoStart, Evento: eventoNodo(NodoRPTRicevutaNodo), A: NodoRPTRicevutaNodo, Fonte: fonteStorie},
		{Da: NodoStart, Evento: eventoNodo(NodoRPTInviataPA), A: NodoRPTInviataPA, Fonte: fonteGDP0},
		{Da: NodoRPTRichiestaAttivazione, Evento: eventoNodo(NodoRPTAttivazioneAccettataNodo), A: NodoRPTAttivazioneAccettataNodo, Fonte: fonteAttivazione},
		{Da: NodoRPTRichiestaAttivazione, Evento: eventoNodo(NodoRPTAttivataErrore), A: NodoRPTAttivataErrore, Fonte: fonteSANP22},
		{Da: NodoRPTAttivazioneAccettataNodo, Evento: eventoNodo(NodoRPTAttivataPA), A: NodoRPTAttivataPA, Fonte: fonteSANP22},
		{Da: NodoRPTAttivazioneAccettataNodo, Evento: eventoNodo(NodoRPTAttivataErrore), A: NodoRPTAttivataErrore, Fonte: fonteSANP22},
		{Da: NodoRPTAttivataPA, Evento: eventoNodo(NodoRPTRicevutaNodo), A: NodoRPTRicevutaNodo, Fonte: fonteSANP22},
		{Da: NodoRPTAttivataPA, Evento: eventoNodo(NodoRPTInviataPA), A: NodoRPTInviataPA, Fonte: fonteGDP0},
		{Da: NodoRPTInviataPA, Evento: eventoNodo(NodoRPTRicevutaNodo), A: NodoRPTRicevutaNodo, Fonte: fonteGDP0},
		{Da: NodoRPTRicevutaNodo, Evento: eventoNodo(NodoRPTAccettataNodo), A: NodoRPTAccettataNodo, Fonte: fonteStorie},
		{Da: NodoRPTRicevutaNodo, Evento: eventoNodo(NodoRPTRifiutataNodo), A: NodoRPTRifiutataNodo, Fonte: fonteStorie},
		{Da: NodoRPTRifiutataNodo, Evento: eventoNodo(NodoRPTRicevutaNodo), A: NodoRPTRicevutaNodo, Fonte: fonteRiuso},
		{Da: NodoRPTAccettataNodo, Evento: eventoNodo(NodoRPTInviataAPSP), A: NodoRPTInviataAPSP, Fonte: fonteStorie},
		{Da: NodoRPTAccettataNodo, Evento: eventoNodo(NodoRPTParcheggiataNodo), A: NodoRPTParcheggiataNodo, Fonte: fonteStorie},
		{Da: NodoRPTParcheggiataNodo, Evento: eventoNodo(NodoRPTInviataAPSP), A: NodoRPTInviataAPSP, Fonte: fonteStorie},
		{Da: NodoRPTParcheggiataNodo, Evento: eventoNodo(NodoRPTAccettataPSP), A: NodoRPTAccettataPSP, Fonte: fonteStorie},
		{Da: NodoRPTParcheggiataNodo, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteStorie},
		{Da: NodoRPTParcheggiataNodo, Evento: eventoNodo(NodoRPTDecorsiTermini), A: NodoRPTDecorsiTermini, Fonte: fonteRitenzione},
		{Da: NodoRPTInviataAPSP, Evento: eventoNodo(NodoRPTAccettataPSP), A: NodoRPTAccettataPSP, Fonte: fonteStorie},
		{Da: NodoRPTInviataAPSP, Evento: eventoNodo(NodoRPTRifiutataPSP), A: NodoRPTRifiutataPSP, Fonte: fonteStorie},
		{Da: NodoRPTInviataAPSP, Evento: eventoNodo(NodoRPTErroreInvioAPSP), A: NodoRPTErroreInvioAPSP, Fonte: fonteStorie},
		{Da: NodoRPTInviataAPSP, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteStorie},
		{Da: NodoRPTInviataAPSP, Evento: eventoNodo(NodoRPTDecorsiTermini), A: NodoRPTDecorsiTermini, Fonte: fonteRitenzione},
		{Da: NodoRPTErroreInvioAPSP, Evento: eventoNodo(NodoRPTRicevutaNodo), A: NodoRPTRicevutaNodo, Fonte: fonteRiuso},
		{Da: NodoRPTErroreInvioAPSP, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteSANP22},
		{Da: NodoRPTRifiutataPSP, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteSANP22},
		{Da: NodoRPTAccettataPSP, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteStorie},
		{Da: NodoRPTAccettataPSP, Evento: eventoNodo(NodoRPTDecorsiTermini), A: NodoRPTDecorsiTermini, Fonte: fonteRitenzione},
		{Da: NodoRPTDecorsiTermini, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteRitenzione},
		{Da: NodoRPTDecorsiTermini, Evento: eventoNodo(NodoRTAccettataNodo), A: NodoRTAccettataNodo, Fonte: fonteRitenzione},
		{Da: NodoRPTDecorsiTermini, Evento: eventoNodo(NodoRPTRicevutaNodo), A: NodoRPTRicevutaNodo, Fonte: fonteRiuso},
		{Da: NodoRTRicevutaNodo, Evento: eventoNodo(NodoRTAccettataNodo), A: NodoRTAccettataNodo, Fonte: fonteStorie},
		{Da: NodoRTRicevutaNodo, Evento: eventoNodo(NodoRTRifiutataNodo), A: NodoRTRifiutataNodo, Fonte: fonteStorie},
		{Da: NodoRTRicevutaNodo, Evento: eventoNodo(NodoRTAccettataPA), A: NodoRTAccettataPA, Fonte: fonteStorie},
		{Da: NodoRTRicevutaNodo, Evento: eventoNodo(NodoRTRifiutataPA), A: NodoRTRifiutataPA, Fonte: fonteStorie},
		{Da: NodoRTRicevutaNodo, Evento: eventoNodo(NodoRTEsitoSconosciutoPA), A: NodoRTEsitoSconosciutoPA, Fonte: fonteStorie},
		{Da: NodoRTRifiutataNodo, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteSANP22},
		{Da: NodoRTAccettataNodo, Evento: eventoNodo(NodoRTAccettataPA), A: NodoRTAccettataPA, Fonte: fonteStorie},
		{Da: NodoRTAccettataNodo, Evento: eventoNodo(NodoRTRifiutataPA), A: NodoRTRifiutataPA, Fonte: fonteStorie},
		{Da: NodoRTAccettataNodo, Evento: eventoNodo(NodoRTEsitoSconosciutoPA), A: NodoRTEsitoSconosciutoPA, Fonte: fonteStorie},
		{Da: NodoRTAccettataNodo, Evento: eventoNodo(NodoRPTDecorsiTermini), A: NodoRPTDecorsiTermini, Fonte: fonteRitenzione},
		{Da: NodoRTAccettataNodo, Evento: eventoNodo(NodoRTRicevutaPA), A: NodoRTRicevutaPA, Fonte: fonteGDP0},
		{Da: NodoRTRicevutaPA, Evento: eventoNodo(NodoRTAccettataPA), A: NodoRTAccettataPA, Fonte: fonteGDP0},
		{Da: NodoRTRicevutaPA, Evento: eventoNodo(NodoRTRifiutataPA), A: NodoRTRifiutataPA, Fonte: fonteGDP0},
		{Da: NodoRTEsitoSconosciutoPA, Evento: eventoNodo(NodoRTAccettataPA), A: NodoRTAccettataPA, Fonte: fonteStorie},
		{Da: NodoRTEsitoSconosciutoPA, Evento: eventoNodo(NodoRTRifiutataPA), A: NodoRTRifiutataPA, Fonte: fonteRiconsegna},
		{Da: NodoRTRifiutataPA, Evento: eventoNodo(NodoRTAccettataPA), A: NodoRTAccettataPA, Fonte: fonteRiconsegna},
		{Da: NodoRTRifiutataPA, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteRiconsegna},
		{Da: NodoRTEsitoSconosciutoPA, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Fonte: fonteRiconsegna},
		{Da: NodoRTAccettataPA, Evento: eventoNodo(NodoRTRicevutaNodo), A: NodoRTRicevutaNodo, Guardia: dopoNegativa, Fonte: fonteSANP3},
		{Da: NodoRPTAttivataErrore, Evento: eventoNodo(NodoRPTRichiestaAttivazione), A: NodoRPTRichiestaAttivazione, Fonte: fonteRipresa},
	},
	Errore: rifiutaTransizione,
})

// PassoNodo returns the state after the arrival of a code, by the table alone:
// codice and true when the code may follow da directly, da and false when it
// may not. The same code again has no row: it is a repetition. It never
// allocates.
func PassoNodo(da, codice StatoNodo) (StatoNodo, bool) {
	return macchinaNodo.Passo(da, eventoNodo(codice))
}

// ApplicaNodo is PassoNodo with the guards: a refusal is an *Errore
// TRANSIZIONE_NON_AMMESSA (ErrTransizione; the guard adds ErrRTPrecedente)
// and the state is the old one.
func ApplicaNodo(da, codice StatoNodo, c *ContestoNodo) (StatoNodo, error) {
	return macchinaNodo.Applica(da, eventoNodo(codice), c)
}

// NuovaMacchinaNodo returns a looplab machine over the same table, for an
// application that hangs callbacks on it: states are named by their code, the
// arrival of a code is "giunge:" and the code. "before_event" is reserved. Fire
// events with LanciaNodo.
func NuovaMacchinaNodo(s StatoNodo, c *ContestoNodo, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaNodo.NuovaMacchina(s, c, callback)
}

// LanciaNodo fires the arrival of a code on a machine of NuovaMacchinaNodo. It
// refuses a nil or finished context before anything moves, and its errors are
// those of ApplicaNodo.
func LanciaNodo(ctx context.Context, m *fsm.FSM, codice StatoNodo) error {
	return macchinaNodo.Lancia(ctx, m, eventoNodo(codice))
}

// MermaidNodo returns the machine at the Nodo as a Mermaid state diagram, with
// the given states highlighted.
func MermaidNodo(correnti ...StatoNodo) string { return macchinaNodo.Mermaid(correnti...) }

// XStateNodo returns the life of an RPT at the Nodo as the JSON of an XState v5
// machine.
func XStateNodo() string { return macchinaNodo.XState() }

// SCXMLNodo returns the life of an RPT at the Nodo as a W3C SCXML document.
func SCXMLNodo() string { return macchinaNodo.SCXML() }

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
		for r := range macchinaNodo.Righe() {
			t := TransizioneNodo{Da: r.Da, A: r.A, Avanti: r.A.Rango() > r.Da.Rango(), Riservata: r.Guardia != nil, Fonte: r.Fonte}
			if !yield(t) {
				return
			}
		}
	}
}

// StatiNodo yields every state in order of number.
func StatiNodo() iter.Seq[StatoNodo] { return nomiNodo.Tutti() }
