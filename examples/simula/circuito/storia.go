package circuito

import (
	"iter"
	"time"

	"github.com/quietanza/quietanza/gdp"
)

// Storia is the sequence of the events of an attempt. The zero value is invalid.
type Storia uint8

// Histories, as the Specifiche Attuative del Nodo dei Pagamenti-SPC 2.2 give them.
const (
	StoriaAvviso          Storia = iota + 1 // type 3: asked for by the PSP, from a notice
	StoriaTipo1                             // type 1: sent by the body, parked on WISP, paid at once
	StoriaTipo2                             // type 2: the same, paid hours later at the PSP
	StoriaRifiuto                           // type 1, the PSP does not collect
	StoriaAbbandono                         // type 1, the session expires on WISP
	StoriaDecorrenza                        // the Nodo ends it after its retention period
	StoriaStandIn                           // collected while the Nodo was down, completed later
	StoriaStandInSenzaRPT                   // collected while the Nodo was down, never completed
	StoriaSenzaRPT                          // asked for from a notice, the RPT never comes
)

// chi records an event.
type chi uint8

const (
	ec chi = 1 << iota
	psp
	alNodo
)

// passo is an event of a history: when, in seconds from the collection or, for a step
// that follows the receipt, from its delivery, and who records it.
type passo struct {
	codice   gdp.EventCode
	secondi  int
	chi      chi
	consegna bool
}

var attivazione = []passo{
	{gdp.RPTRichiestaAttivazione, -95, psp, false}, {gdp.RPTAttivazioneAccettataNodo, -94, alNodo, false}, {gdp.RPTAttivataPA, -92, ec | psp | alNodo, false},
}

var invioWISP = []passo{
	{gdp.RPTRicevutaNodo, -280, alNodo, false}, {gdp.RPTAccettataNodo, -279, ec | alNodo, false}, {gdp.RPTParcheggiataNodo, -278, alNodo, false},
}

var invioDifferito = []passo{
	{gdp.RPTRicevutaNodo, -7200, alNodo, false}, {gdp.RPTAccettataNodo, -7199, ec | alNodo, false}, {gdp.RPTParcheggiataNodo, -7198, alNodo, false},
}

var alPSP = []passo{{gdp.RPTInviataAPSP, -70, alNodo, false}, {gdp.RPTAccettataPSP, -69, psp | alNodo, false}}

var consegna = []passo{
	{gdp.RTRicevutaNodo, 4, alNodo, true}, {gdp.RTAccettataNodo, 5, alNodo, true}, {gdp.RTAccettataPA, 8, ec | psp | alNodo, true},
}

var consegnaNodo = []passo{{gdp.RTRicevutaNodo, 1, alNodo, true}, {gdp.RTAccettataPA, 3, ec | alNodo, true}}

var incassata = []passo{{gdp.RPTPagata, 0, psp, false}}

// storie is the table of the histories; RPT_FLUSSO follows when a flow is made.
var storie = [...][][]passo{
	StoriaAvviso:          {attivazione, {{gdp.RPTRicevutaNodo, -85, alNodo, false}, {gdp.RPTAccettataNodo, -84, ec | alNodo, false}}, alPSP, incassata, consegna},
	StoriaTipo1:           {invioWISP, alPSP, incassata, consegna},
	StoriaTipo2:           {invioDifferito, alPSP, incassata, consegna},
	StoriaRifiuto:         {invioWISP, alPSP, {{gdp.RPTAnnullata, 0, psp, false}}, consegna},
	StoriaAbbandono:       {invioWISP, consegnaNodo},
	StoriaDecorrenza:      {{{gdp.RPTDecorsiTermini, 0, alNodo, true}, {gdp.RTAccettataNodo, 1, alNodo, true}, {gdp.RTAccettataPA, 3, ec | alNodo, true}}},
	StoriaStandIn:         {{{gdp.RPTRichiestaAttivazione, -95, psp, false}}, incassata, consegna},
	StoriaStandInSenzaRPT: {{{gdp.RPTRichiestaAttivazione, -95, psp, false}}, incassata},
	StoriaSenzaRPT:        {attivazione, incassata},
}

// accaduto is an event as one of the parties recorded it, in little room: many are kept until their day is over.
type accaduto struct {
	p      *Pagamento
	quando int64  // by the clock of who recorded it: nanoseconds since 1970
	numero uint32 // place in its journal
	codice gdp.EventCode
	ruolo  gdp.Ruolo
}

func (a *accaduto) mittente() string {
	switch a.ruolo {
	case gdp.RuoloEC:
		return a.p.Posizione.Ente.Dominio.String()
	case gdp.RuoloPSP:
		return a.p.PSP.Codice
	}
	return ""
}

func (a *accaduto) evento() gdp.Evento {
	return gdp.Evento{
		DateTime: time.Unix(0, a.quando).UTC(), IdDominio: a.p.Posizione.Ente.Dominio, IUV: a.p.Posizione.iuv, CCP: a.p.CCP,
		EventCode: a.codice, EventDescription: a.codice.Descrizione(), Ruolo: a.ruolo,
	}
}

// accaduti yields the events of an attempt as Eventi does.
func (s *Simulatore) accaduti(p *Pagamento) iter.Seq[accaduto] {
	return func(yield func(accaduto) bool) {
		for _, parte := range storie[p.Storia] {
			for _, x := range parte {
				da := p.Istante
				if x.consegna {
					if da = p.Ricevuta; da.IsZero() {
						continue
					}
				}
				if !s.registra(p, x, da.Add(time.Duration(x.secondi)*time.Second), yield) {
					return
				}
			}
		}
		for _, quando := range p.flussi {
			if !s.registra(p, passo{codice: gdp.RPTFlusso, chi: psp}, quando, yield) {
				return
			}
		}
	}
}

// registra yields an event once for each of those who record it, by their clocks.
func (s *Simulatore) registra(p *Pagamento, x passo, quando time.Time, yield func(accaduto) bool) bool {
	if !quando.Before(s.fine) {
		return true
	}
	for _, r := range [...]struct {
		chi    chi
		ruolo  gdp.Ruolo
		scarto time.Duration
	}{
		{ec, gdp.RuoloEC, 0},
		{psp, gdp.RuoloPSP, p.orologio()},
		{alNodo, gdp.RuoloNodo, 0},
	} {
		if x.chi&r.chi != 0 && !yield(accaduto{p: p, quando: quando.UnixNano() + int64(r.scarto), codice: x.codice, ruolo: r.ruolo}) {
			return false
		}
	}
	return true
}

// orologio returns how far the clock of the PSP is from that of the Nodo.
func (p *Pagamento) orologio() time.Duration {
	if p.sfasato {
		return p.PSP.Orologio - tardoOrologio
	}
	return p.PSP.Orologio
}
