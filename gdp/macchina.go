package gdp

import (
	"cmp"
	"context"
	"iter"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/nomi"
)

// eventoIncasso is the arrival of a code of the track of cash. It has the
// number of the state it leads to, and a name of its own, because a machine
// keeps the two apart.
type eventoIncasso uint8

var nomiEventoIncasso = nomi.Nuova[eventoIncasso](rifiutaNome("evento"),
	"giunge:NESSUNO", "giunge:RPT_PAGATA", "giunge:RPT_ANNULLATA", "giunge:RPT_FLUSSO")

// String returns the name of the event.
func (e eventoIncasso) String() string { return nomiEventoIncasso.String(e) }

// Where the transitions are taken from.
const (
	fontePSP       = `Giornale dei Pagamenti, "eventCode PSP"`
	fonteDiagramma = `Giornale dei Pagamenti, "Stato della posizione debitoria"`
	fonteGDP0      = `Giornale dei Pagamenti, diagram and earlier draft: RPT_INVIATA_PA`
	fonteNostra    = `our choice: the published diagram has no negative exit`
	fonteNostraFin = `our choice: the last edge of the published diagram has no label`
	fonteTollerata = `our choice: the journal with the collection may be missing`
	fonteSANP3     = `SANP 3, section 3, "Ricevute di pagamento": expired token confirmed later`
	fonteRiuso     = `Specifiche Attuative 2.2, chapter 13, table 4, Riuso IUV`
	fonteSANP22    = `Specifiche Attuative 2.2, chapters 9, 10 and 13`
)

func rifiutaTransizione(r automa.Rifiuto) error {
	return &Errore{Codice: CodiceTransizione, Campo: r.Stato(), Valore: r.Evento(), Err: cmp.Or(r.Causa, ErrTransizione)}
}

// macchinaIncasso is the track of cash of a payment.
var macchinaIncasso = automa.Nuova(automa.Definizione[StatoIncasso, eventoIncasso, struct{}]{
	Nome:     "incasso",
	Stati:    nomiStatoIncasso.Tutti(),
	Eventi:   eventiIncasso,
	Iniziali: []StatoIncasso{IncassoNessuno},
	Righe: []automa.Riga[StatoIncasso, eventoIncasso, struct{}]{
		{Da: IncassoNessuno, Evento: eventoIncasso(IncassoPagato), A: IncassoPagato, Fonte: fontePSP},
		{Da: IncassoNessuno, Evento: eventoIncasso(IncassoAnnullato), A: IncassoAnnullato, Fonte: fontePSP},
		{Da: IncassoNessuno, Evento: eventoIncasso(IncassoFlusso), A: IncassoFlusso, Fonte: fonteTollerata},
		{Da: IncassoPagato, Evento: eventoIncasso(IncassoFlusso), A: IncassoFlusso, Fonte: fontePSP},
		{Da: IncassoAnnullato, Evento: eventoIncasso(IncassoPagato), A: IncassoPagato, Fonte: fonteSANP3},
		{Da: IncassoAnnullato, Evento: eventoIncasso(IncassoFlusso), A: IncassoFlusso, Fonte: fonteSANP3},
	},
	Errore: rifiutaTransizione,
})

// eventiIncasso yields the events of the track: all states but NESSUNO.
func eventiIncasso(yield func(eventoIncasso) bool) {
	_ = yield(eventoIncasso(IncassoPagato)) && yield(eventoIncasso(IncassoAnnullato)) && yield(eventoIncasso(IncassoFlusso))
}

// PassoIncasso returns the state of the track of cash after the arrival of a
// code (RPT_PAGATA, RPT_ANNULLATA, RPT_FLUSSO, each named by the state it leads
// to), by the table alone: da and false when it may not follow. The same code
// again has no row: it is a repetition. It never allocates.
func PassoIncasso(da, codice StatoIncasso) (StatoIncasso, bool) {
	return macchinaIncasso.Passo(da, eventoIncasso(codice))
}

// ApplicaIncasso is PassoIncasso with a typed refusal: TRANSIZIONE_NON_AMMESSA
// (ErrTransizione), and the old state.
func ApplicaIncasso(da, codice StatoIncasso) (StatoIncasso, error) {
	return macchinaIncasso.Applica(da, eventoIncasso(codice), nil)
}

// NuovaMacchinaIncasso returns a looplab machine over the same table: states are
// named by their String, the arrival of a code is "giunge:" and the code.
// "before_event" is reserved. Fire events with LanciaIncasso.
func NuovaMacchinaIncasso(s StatoIncasso, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaIncasso.NuovaMacchina(s, &struct{}{}, callback)
}

// LanciaIncasso fires the arrival of a code on a machine of
// NuovaMacchinaIncasso. Its errors are those of ApplicaIncasso.
func LanciaIncasso(ctx context.Context, m *fsm.FSM, codice StatoIncasso) error {
	return macchinaIncasso.Lancia(ctx, m, eventoIncasso(codice))
}

// MermaidIncasso returns the track of cash as a Mermaid state diagram, with the
// given states highlighted.
func MermaidIncasso(correnti ...StatoIncasso) string { return macchinaIncasso.Mermaid(correnti...) }

// XStateIncasso returns the track of cash as the JSON of an XState v5 machine.
func XStateIncasso() string { return macchinaIncasso.XState() }

// SCXMLIncasso returns the track of cash as a W3C SCXML document.
func SCXMLIncasso() string { return macchinaIncasso.SCXML() }

// macchinaPosizione is the published diagram, with the exits that it lacks.
var macchinaPosizione = automa.Nuova(automa.Definizione[Posizione, EventCode, struct{}]{
	Nome:     "posizione",
	Stati:    nomiPosizione.Tutti(),
	Eventi:   eventiPosizione,
	Iniziali: []Posizione{Inizio},
	Righe: []automa.Riga[Posizione, EventCode, struct{}]{
		{Da: Inizio, Evento: RPTRichiestaAttivazione, A: Attivazione, Fonte: fonteDiagramma},
		{Da: Inizio, Evento: RPTInviataPA, A: RichiestaPagamento, Fonte: fonteGDP0},
		{Da: Inizio, Evento: RPTRicevutaNodo, A: RichiestaPagamento, Fonte: fonteDiagramma},
		{Da: Inizio, Evento: RPTAccettataNodo, A: RichiestaPagamento, Fonte: fonteDiagramma},
		{Da: Attivazione, Evento: RPTInviataPA, A: RichiestaPagamento, Fonte: fonteGDP0},
		{Da: Attivazione, Evento: RPTRicevutaNodo, A: RichiestaPagamento, Fonte: fonteDiagramma},
		{Da: Attivazione, Evento: RPTAccettataNodo, A: RichiestaPagamento, Fonte: fonteDiagramma},
		{Da: Attivazione, Evento: RPTAttivataErrore, A: FineNegativa, Fonte: fonteSANP22},
		{Da: RichiestaPagamento, Evento: RPTAccettataPSP, A: InIncasso, Fonte: fonteDiagramma},
		{Da: RichiestaPagamento, Evento: RPTRifiutataNodo, A: FineNegativa, Fonte: fonteNostra},
		{Da: RichiestaPagamento, Evento: RPTRifiutataPSP, A: FineNegativa, Fonte: fonteNostra},
		{Da: RichiestaPagamento, Evento: RPTErroreInvioAPSP, A: FineNegativa, Fonte: fonteNostra},
		{Da: RichiestaPagamento, Evento: RPTDecorsiTermini, A: FineNegativa, Fonte: fonteNostra},
		{Da: InIncasso, Evento: RTAccettataPA, A: Riversamento, Fonte: fonteDiagramma},
		{Da: InIncasso, Evento: RPTDecorsiTermini, A: FineNegativa, Fonte: fonteNostra},
		{Da: InIncasso, Evento: RPTAnnullata, A: FineNegativa, Fonte: fonteNostra},
		{Da: Riversamento, Evento: RPTFlusso, A: Fine, Fonte: fonteNostraFin},
		{Da: FineNegativa, Evento: RPTRichiestaAttivazione, A: Attivazione, Fonte: fonteSANP22},
		{Da: FineNegativa, Evento: RPTRicevutaNodo, A: RichiestaPagamento, Fonte: fonteRiuso},
		{Da: FineNegativa, Evento: RPTPagata, A: InIncasso, Fonte: fonteSANP3},
	},
	Errore: rifiutaTransizione,
})

// eventiPosizione yields the codes that move the coarse position, in order of
// number.
var eventiPosizione iter.Seq[EventCode] = func(yield func(EventCode) bool) {
	for _, c := range []EventCode{
		RPTRicevutaNodo, RPTRifiutataNodo, RPTAccettataNodo, RPTRifiutataPSP, RPTErroreInvioAPSP, RPTAccettataPSP,
		RPTDecorsiTermini, RTAccettataPA, RPTRichiestaAttivazione, RPTAttivataErrore, RPTPagata, RPTAnnullata, RPTFlusso,
		RPTInviataPA,
	} {
		if !yield(c) {
			return
		}
	}
}

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
// errors are those of ApplicaPosizione.
func LanciaPosizione(ctx context.Context, m *fsm.FSM, codice EventCode) error {
	return macchinaPosizione.Lancia(ctx, m, codice)
}

// MermaidPosizione returns the diagram of the positions as a Mermaid state
// diagram, with the given ones highlighted.
func MermaidPosizione(correnti ...Posizione) string { return macchinaPosizione.Mermaid(correnti...) }

// XStatePosizione returns the diagram of the positions as the JSON of an XState
// v5 machine.
func XStatePosizione() string { return macchinaPosizione.XState() }

// SCXMLPosizione returns the diagram of the positions as a W3C SCXML document.
func SCXMLPosizione() string { return macchinaPosizione.SCXML() }
