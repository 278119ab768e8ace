package gdp

import (
	"context"
	"slices"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// Where the transitions are taken from.
const (
	fontePSP       = `Giornale dei Pagamenti, "eventCode PSP"`
	fonteDiagramma = `Giornale dei Pagamenti, "Stato della posizione debitoria"`
	fonteGDP0      = `Giornale dei Pagamenti, diagramma e bozza precedente: RPT_INVIATA_PA`
	fonteNostra    = `scelta nostra: il diagramma pubblicato non ha un esito negativo`
	fonteNostraFin = `scelta nostra: l'ultima freccia del diagramma pubblicato non ha nome`
	fonteTollerata = `scelta nostra: il giornale con l'incasso può mancare`
	fonteSANP3     = `SANP 3, sezione 3, "Ricevute di pagamento": token scaduto e poi confermato`
	fonteRiuso     = `Specifiche Attuative 2.2, capitolo 13, tabella 4, Riuso IUV`
	fonteSANP22    = `Specifiche Attuative 2.2, capitoli 9, 10 e 13`
)

func rifiutaTransizione(r automa.Rifiuto) error {
	return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
}

// macchinaIncasso is the track of cash of a payment: an event is the arrival of
// the code that names the state it leads to.
var macchinaIncasso = automa.Nuova(automa.Definizione[StatoIncasso, StatoIncasso, struct{}]{
	Nome:     "incasso",
	Stati:    nomiStatoIncasso.Tutti(),
	Eventi:   eventiIncasso,
	Iniziali: []StatoIncasso{IncassoNessuno},
	Righe: []automa.Riga[StatoIncasso, StatoIncasso, struct{}]{
		{Da: []StatoIncasso{IncassoNessuno}, Evento: IncassoPagato, A: IncassoPagato, Fonte: fontePSP},
		{Da: []StatoIncasso{IncassoNessuno}, Evento: IncassoAnnullato, A: IncassoAnnullato, Fonte: fontePSP},
		{Da: []StatoIncasso{IncassoNessuno}, Evento: IncassoFlusso, A: IncassoFlusso, Fonte: fonteTollerata},
		{Da: []StatoIncasso{IncassoPagato}, Evento: IncassoFlusso, A: IncassoFlusso, Fonte: fontePSP},
		{Da: []StatoIncasso{IncassoAnnullato}, Evento: IncassoPagato, A: IncassoPagato, Fonte: fonteSANP3},
		{Da: []StatoIncasso{IncassoAnnullato}, Evento: IncassoFlusso, A: IncassoFlusso, Fonte: fonteSANP3},
	},
	Errore: rifiutaTransizione,
})

// eventiIncasso yields the events of the track: all states but NESSUNO.
var eventiIncasso = slices.Values([]StatoIncasso{IncassoPagato, IncassoAnnullato, IncassoFlusso})

// PassoIncasso returns the state of the track of cash after the arrival of a
// code (RPT_PAGATA, RPT_ANNULLATA, RPT_FLUSSO, each named by the state it leads
// to), by the table alone: da and false when it may not follow. The same code
// again has no row: it is a repetition. It never allocates.
func PassoIncasso(da, codice StatoIncasso) (StatoIncasso, bool) {
	return macchinaIncasso.Passo(da, codice)
}

// ApplicaIncasso is PassoIncasso with a typed refusal: TRANSIZIONE_NON_AMMESSA
// (ErrTransizione), and the old state.
func ApplicaIncasso(da, codice StatoIncasso) (StatoIncasso, error) {
	return macchinaIncasso.Applica(da, codice, nil)
}

// NuovaMacchinaIncasso returns a looplab machine over the same table: states are
// and events are named by their code, and callbacks tell them apart by their
// prefix. "before_event" is reserved. Fire events with LanciaIncasso.
func NuovaMacchinaIncasso(s StatoIncasso, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaIncasso.NuovaMacchina(s, &struct{}{}, callback)
}

// LanciaIncasso fires the arrival of a code on a machine of
// NuovaMacchinaIncasso. Its errors are those of ApplicaIncasso, and
// avviso.CodiceAvvenuto for what a callback reports afterwards.
func LanciaIncasso(ctx context.Context, m *fsm.FSM, codice StatoIncasso) error {
	return macchinaIncasso.Lancia(ctx, m, codice)
}

// DiagrammaIncasso returns the track of cash as a text, in the format "mermaid"
// (with the states given highlighted), "xstate" (the JSON of an XState v5
// machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown, with guards
// and sources). Any other is an *Errore of code FORMATO.
func DiagrammaIncasso(formato string, correnti ...StatoIncasso) (string, error) {
	return macchinaIncasso.Diagramma(formato, correnti...)
}

// macchinaPosizione is the published diagram, with the exits that it lacks.
var macchinaPosizione = automa.Nuova(automa.Definizione[Posizione, EventCode, struct{}]{
	Nome:     "posizione",
	Stati:    nomiPosizione.Tutti(),
	Eventi:   eventiPosizione,
	Iniziali: []Posizione{Inizio},
	Righe: []automa.Riga[Posizione, EventCode, struct{}]{
		{Da: []Posizione{Inizio}, Evento: RPTRichiestaAttivazione, A: Attivazione, Fonte: fonteDiagramma},
		{Da: []Posizione{Inizio, Attivazione}, Evento: RPTInviataPA, A: RichiestaPagamento, Fonte: fonteGDP0},
		{Da: []Posizione{Inizio, Attivazione}, Evento: RPTRicevutaNodo, A: RichiestaPagamento, Fonte: fonteDiagramma},
		{Da: []Posizione{Inizio, Attivazione}, Evento: RPTAccettataNodo, A: RichiestaPagamento, Fonte: fonteDiagramma},
		{Da: []Posizione{Attivazione}, Evento: RPTAttivataErrore, A: FineNegativa, Fonte: fonteSANP22},
		{Da: []Posizione{RichiestaPagamento}, Evento: RPTAccettataPSP, A: InIncasso, Fonte: fonteDiagramma},
		{Da: []Posizione{RichiestaPagamento}, Evento: RPTRifiutataNodo, A: FineNegativa, Fonte: fonteNostra},
		{Da: []Posizione{RichiestaPagamento}, Evento: RPTRifiutataPSP, A: FineNegativa, Fonte: fonteNostra},
		{Da: []Posizione{RichiestaPagamento}, Evento: RPTErroreInvioAPSP, A: FineNegativa, Fonte: fonteNostra},
		{Da: []Posizione{InIncasso}, Evento: RTAccettataPA, A: Riversamento, Fonte: fonteDiagramma},
		{Da: []Posizione{RichiestaPagamento, InIncasso}, Evento: RPTDecorsiTermini, A: FineNegativa, Fonte: fonteNostra},
		{Da: []Posizione{InIncasso}, Evento: RPTAnnullata, A: FineNegativa, Fonte: fonteNostra},
		{Da: []Posizione{Riversamento}, Evento: RPTFlusso, A: Fine, Fonte: fonteNostraFin},
		{Da: []Posizione{FineNegativa}, Evento: RPTRichiestaAttivazione, A: Attivazione, Fonte: fonteSANP22},
		{Da: []Posizione{FineNegativa}, Evento: RPTRicevutaNodo, A: RichiestaPagamento, Fonte: fonteRiuso},
		{Da: []Posizione{FineNegativa}, Evento: RPTPagata, A: InIncasso, Fonte: fonteSANP3},
	},
	Errore: rifiutaTransizione,
})

// eventiPosizione yields the codes that move the coarse position, in order of
// number.
var eventiPosizione = slices.Values([]EventCode{
	RPTRicevutaNodo, RPTRifiutataNodo, RPTAccettataNodo, RPTRifiutataPSP, RPTErroreInvioAPSP, RPTAccettataPSP,
	RPTDecorsiTermini, RTAccettataPA, RPTRichiestaAttivazione, RPTAttivataErrore, RPTPagata, RPTAnnullata, RPTFlusso,
	RPTInviataPA,
})

// PassoPosizione returns the position after a code in the ordinary course, by
// the table of the diagram alone; da and false when the diagram has no such
// edge. What a real history comes to is told by Proietta, which knows both
// tracks. It never allocates.
func PassoPosizione(da Posizione, codice EventCode) (Posizione, bool) {
	return macchinaPosizione.Passo(da, codice)
}

// ApplicaPosizione is PassoPosizione with a typed refusal:
// TRANSIZIONE_NON_AMMESSA (ErrTransizione), and the old position.
func ApplicaPosizione(da Posizione, codice EventCode) (Posizione, error) {
	return macchinaPosizione.Applica(da, codice, nil)
}

// NuovaMacchinaPosizione returns a looplab machine of the diagram, to hang
// callbacks on. "before_event" is reserved. Fire events with LanciaPosizione.
func NuovaMacchinaPosizione(p Posizione, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaPosizione.NuovaMacchina(p, &struct{}{}, callback)
}

// LanciaPosizione fires a code on a machine of NuovaMacchinaPosizione. Its
// errors are those of ApplicaPosizione, and avviso.CodiceAvvenuto for what a
// callback reports afterwards.
func LanciaPosizione(ctx context.Context, m *fsm.FSM, codice EventCode) error {
	return macchinaPosizione.Lancia(ctx, m, codice)
}

// DiagrammaPosizione returns the diagram of the positions as a text, in the
// format "mermaid" (with the states given highlighted), "xstate" (the JSON of
// an XState v5 machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown,
// with guards and sources). Any other is an *Errore of code FORMATO.
func DiagrammaPosizione(formato string, correnti ...Posizione) (string, error) {
	return macchinaPosizione.Diagramma(formato, correnti...)
}
