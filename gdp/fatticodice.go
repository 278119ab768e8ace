package gdp

import "github.com/quietanza/quietanza/rpt/nodo"

// OperazioneFlusso is the Operazione of RPT_FLUSSO, with which the journal of a
// payment ends; the other values are those of package nodo.
const OperazioneFlusso nodo.Operazione = "FLUSSO"

// Fase is the part of a payment that a code belongs to.
type Fase string

// Phases.
const (
	FaseAttivazione Fase = "A" // activation
	FaseRichiesta   Fase = "R" // request (RPT)
	FaseRicevuta    Fase = "T" // receipt (RT)
	FaseIncasso     Fase = "C" // collection of the money
	FaseFlusso      Fase = "F" // reporting flow
)

// fattiCodice is what the list says of a code beyond what package nodo says of the
// states at the Nodo. operazione, riuso and descrizione are empty for those.
type fattiCodice struct {
	stato       nodo.Stato   // state of the track of messages, 0 for the track of cash
	incasso     StatoIncasso // state of the track of cash, 0 for the track of messages
	fase        Fase
	emittenti   uint8 // set of roles
	operazione  nodo.Operazione
	riuso       nodo.Riuso
	descrizione string
}

const (
	daNodo = uint8(1) << RuoloNodo
	daPSP  = uint8(1) << RuoloPSP
	daEC   = uint8(1) << RuoloEC
)

var fatti = [ultimoEventCode + 1]fattiCodice{
	RPTParcheggiataNodo:         {stato: nodo.RPTParcheggiataNodo, fase: FaseRichiesta, emittenti: daNodo},
	RPTRicevutaNodo:             {stato: nodo.RPTRicevutaNodo, fase: FaseRichiesta, emittenti: daNodo},
	RPTRifiutataNodo:            {stato: nodo.RPTRifiutataNodo, fase: FaseRichiesta, emittenti: daNodo | daEC},
	RPTAccettataNodo:            {stato: nodo.RPTAccettataNodo, fase: FaseRichiesta, emittenti: daNodo | daEC},
	RPTRifiutataPSP:             {stato: nodo.RPTRifiutataPSP, fase: FaseRichiesta, emittenti: daNodo | daPSP},
	RPTErroreInvioAPSP:          {stato: nodo.RPTErroreInvioAPSP, fase: FaseRichiesta, emittenti: daNodo},
	RPTInviataAPSP:              {stato: nodo.RPTInviataAPSP, fase: FaseRichiesta, emittenti: daNodo},
	RPTAccettataPSP:             {stato: nodo.RPTAccettataPSP, fase: FaseRichiesta, emittenti: daNodo | daPSP},
	RPTDecorsiTermini:           {stato: nodo.RPTDecorsiTermini, fase: FaseRichiesta, emittenti: daNodo},
	RTRicevutaNodo:              {stato: nodo.RTRicevutaNodo, fase: FaseRicevuta, emittenti: daNodo},
	RTRifiutataNodo:             {stato: nodo.RTRifiutataNodo, fase: FaseRicevuta, emittenti: daNodo},
	RTAccettataNodo:             {stato: nodo.RTAccettataNodo, fase: FaseRicevuta, emittenti: daNodo | daPSP},
	RTAccettataPA:               {stato: nodo.RTAccettataPA, fase: FaseRicevuta, emittenti: daNodo | daPSP | daEC},
	RTRifiutataPA:               {stato: nodo.RTRifiutataPA, fase: FaseRicevuta, emittenti: daNodo | daPSP | daEC},
	RTEsitoSconosciutoPA:        {stato: nodo.RTEsitoSconosciutoPA, fase: FaseRicevuta, emittenti: daNodo},
	RPTRichiestaAttivazione:     {stato: nodo.RPTRichiestaAttivazione, fase: FaseAttivazione, emittenti: daPSP},
	RPTAttivazioneAccettataNodo: {stato: nodo.RPTAttivazioneAccettataNodo, fase: FaseAttivazione, emittenti: daNodo},
	RPTAttivataPA:               {stato: nodo.RPTAttivataPA, fase: FaseAttivazione, emittenti: daNodo | daPSP | daEC},
	RPTAttivataErrore:           {stato: nodo.RPTAttivataErrore, fase: FaseAttivazione, emittenti: daNodo | daPSP | daEC},
	RPTPagata: {
		incasso: IncassoPagato, fase: FaseIncasso, emittenti: daPSP,
		operazione: nodo.OperazioneAperta, descrizione: "RPT incassata",
	},
	RPTAnnullata: {
		incasso: IncassoAnnullato, fase: FaseIncasso, emittenti: daPSP,
		operazione: nodo.OperazioneKO, riuso: nodo.RiusoSi, descrizione: "RPT non incassata",
	},
	RPTFlusso: {
		incasso: IncassoFlusso, fase: FaseFlusso, emittenti: daPSP,
		operazione: OperazioneFlusso, descrizione: "lo IUV inserito all'interno del flusso di rendicontazione",
	},
	RPTInviataPA: {stato: nodo.RPTInviataPA, fase: FaseRichiesta, emittenti: daEC},
	RTRicevutaPA: {stato: nodo.RTRicevutaPA, fase: FaseRicevuta, emittenti: daEC},
}

// fattiDi returns the facts of a code, those of nothing for an invalid one.
func fattiDi(c EventCode) *fattiCodice {
	if c > ultimoEventCode {
		return &fatti[0]
	}
	return &fatti[c]
}

// StatoNodo returns the state of the track of messages that the code is; false
// for RPT_PAGATA, RPT_ANNULLATA and RPT_FLUSSO, which move the track of cash.
func (c EventCode) StatoNodo() (nodo.Stato, bool) {
	s := fattiDi(c).stato
	return s, s != 0
}

// StatoIncasso returns the state of the track of cash that the code is; false
// for the codes of messages.
func (c EventCode) StatoIncasso() (StatoIncasso, bool) {
	s := fattiDi(c).incasso
	return s, s != 0
}

// codiceDi returns the code of a state of the track of messages.
func codiceDi(s nodo.Stato) EventCode {
	switch {
	case s <= nodo.RPTAttivataErrore:
		return EventCode(s)
	case s == nodo.RPTInviataPA:
		return RPTInviataPA
	case s == nodo.RTRicevutaPA:
		return RTRicevutaPA
	}
	return 0
}

// Storico reports whether the code belongs to older lists: RPT_INVIATA_PA and
// RT_RICEVUTA_PA are read and never written.
func (c EventCode) Storico() bool { return c == RPTInviataPA || c == RTRicevutaPA }

// Nuovo reports whether the list prints the code in italics: it is new with
// respect to the states of SANP 2.2.
//
// Source: Giornale dei Pagamenti, "eventCode List".
func (c EventCode) Nuovo() bool { return c >= RPTRichiestaAttivazione && c <= RPTFlusso }

// Fase returns the phase of the payment, "" for an invalid code.
func (c EventCode) Fase() Fase { return fattiDi(c).fase }

// Operazione says whether the code ends the attempt, "" for an invalid code.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.2, chapter 13,
// table 4; our own for the codes that are not in it.
func (c EventCode) Operazione() nodo.Operazione {
	if s, ok := c.StatoNodo(); ok {
		return s.Operazione()
	}
	return fattiDi(c).operazione
}

// Riuso says whether a request with the same IUV may be sent after the code, ""
// where the documents do not say.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.2, chapter 13,
// table 4; our own for the codes that are not in it.
func (c EventCode) Riuso() nodo.Riuso {
	if s, ok := c.StatoNodo(); ok {
		return s.Riuso()
	}
	return fattiDi(c).riuso
}

// Terminale reports whether no event of the same track follows in the ordinary
// course: RT_ACCETTATA_PA, RPT_ATTIVATA_ERRORE, RPT_ANNULLATA, RPT_FLUSSO.
func (c EventCode) Terminale() bool {
	if s, ok := c.StatoNodo(); ok {
		return s.Terminale()
	}
	return c == RPTAnnullata || c == RPTFlusso
}

// Descrizione returns the official text of the code, "" for an invalid one.
//
// Source: Giornale dei Pagamenti, "eventCode List", with its slips mended.
func (c EventCode) Descrizione() string {
	if s, ok := c.StatoNodo(); ok {
		return s.Descrizione()
	}
	return fattiDi(c).descrizione
}

// Emette reports whether a role records the code. A code from another role is
// no error: the event is marked EmittenteInatteso.
//
// Source: Giornale dei Pagamenti, "eventCode PSP", "eventCode EC"; Specifiche
// Attuative del Nodo dei Pagamenti-SPC 2.2, chapter 13, for the Nodo.
func (r Ruolo) Emette(c EventCode) bool { return r.IsValid() && fattiDi(c).emittenti&r.bit() != 0 }

// rango is the place of a code among the events of one instant: first the
// messages in their course, then the money, then what is not known.
func (c EventCode) rango() int {
	switch s, ok := c.StatoNodo(); {
	case ok:
		return s.Rango()
	case c.IsValid():
		return rangoIncasso + int(c)
	}
	return rangoIgnoto
}

const (
	rangoIncasso = 40
	rangoIgnoto  = 80
)
