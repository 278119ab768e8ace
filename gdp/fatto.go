package gdp

import (
	"cmp"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// fatto is an event as the analysis keeps it: what the fold needs, in a few
// bytes, and the rest behind a pointer that is nil for most events.
type fatto struct {
	istante   int64 // milliseconds since 1970
	resto     *dettaglio
	codice    EventCode // the one that the fold uses
	scritto   EventCode // the one of the event
	ruolo     Ruolo
	duplicato bool // its fault code says that it refuses a duplicate
	fuori     fuori
}

// fuori says that an event is not where it should be: bits.
type fuori uint8

const (
	fuoriEnte fuori = 1 << iota
	fuoriGiorno
)

func fuoriDi(e *Evento) (f fuori) {
	if e.AltroEnte {
		f |= fuoriEnte
	}
	if e.AltroGiorno {
		f |= fuoriGiorno
	}
	return f
}

// dettaglio is what the fold does not look at. It never changes.
type dettaglio struct {
	testo       string // code as written, when not in the official spelling
	descrizione string // free text other than the official one
	errore      *DescrittoreErrore
}

// testoIgnoto returns the code of a list unknown to us, as written.
func (f *fatto) testoIgnoto() string {
	if f.codice == 0 {
		return f.dettagli().testo
	}
	return ""
}

func (f *fatto) errore() *DescrittoreErrore { return f.dettagli().errore }

// dettagli returns what the fold does not look at, empty for most events.
func (f *fatto) dettagli() dettaglio {
	if f.resto == nil {
		return dettaglio{}
	}
	return *f.resto
}

// fattoDi returns the event, which must be normal, as the analysis keeps it.
func fattoDi(e *Evento) fatto {
	f := fatto{istante: e.DateTime.UnixMilli(), codice: rileggi(e), scritto: e.EventCode, ruolo: e.Ruolo, fuori: fuoriDi(e)}
	f.duplicato = e.Error != nil && rifiutaDuplicato(f.codice, e.Error.FaultCode)
	descrizione := e.EventDescription
	if descrizione == e.EventCode.Descrizione() {
		descrizione = ""
	}
	if e.Error != nil || e.CodiceScritto != "" || descrizione != "" {
		f.resto = &dettaglio{testo: strings.Clone(e.CodiceScritto), descrizione: strings.Clone(descrizione)}
		if e.Error != nil {
			copia := *e.Error
			f.resto.errore = &copia
		}
	}
	return f
}

// riempi makes e, which must be the zero value, the event of a payment.
func (f *fatto) riempi(e *Evento, dominio avviso.IdDominio, iuv avviso.IUV, ccp string) {
	e.DateTime = time.UnixMilli(f.istante).UTC()
	e.IdDominio, e.IUV, e.CCP = dominio, iuv, ccp
	e.EventCode, e.EventDescription, e.Ruolo = f.scritto, f.scritto.Descrizione(), f.ruolo
	e.AltroEnte, e.AltroGiorno = f.fuori&fuoriEnte != 0, f.fuori&fuoriGiorno != 0
	if f.resto != nil {
		e.CodiceScritto = f.resto.testo
		e.EventDescription = cmp.Or(f.resto.descrizione, e.EventDescription)
		if f.resto.errore != nil {
			copia := *f.resto.errore
			e.Error = &copia
		}
	}
}

// compare is the order of the fold: instant, course, role, text. Events that it
// holds equal are one event.
func (f *fatto) compare(o *fatto) int {
	if c := cmp.Compare(f.istante, o.istante); c != 0 {
		return c
	}
	if c := cmp.Compare(f.codice.rango(), o.codice.rango()); c != 0 {
		return c
	}
	if c := cmp.Compare(f.ruolo, o.ruolo); c != 0 {
		return c
	}
	if f.resto == o.resto {
		return 0
	}
	return cmp.Or(strings.Compare(f.testoIgnoto(), o.testoIgnoto()), f.errore().confronta(o.errore()))
}

// precede reports whether the event comes before the other in that order.
func (f *fatto) precede(o *fatto) bool {
	return f.istante < o.istante || f.istante == o.istante && f.compare(o) < 0
}

// fondi returns one event for two that are the same and may differ in what the
// fold does not look at. It takes the greater of each, so that neither order
// nor grouping nor repetition of the copies matters.
func (f *fatto) fondi(o *fatto) fatto {
	r := *f
	r.scritto = max(f.scritto, o.scritto)
	r.fuori |= o.fuori
	if f.resto == o.resto {
		return r
	}
	a, b := f.dettagli(), o.dettagli()
	r.resto = &dettaglio{testo: max(a.testo, b.testo), descrizione: max(a.descrizione, b.descrizione), errore: a.errore}
	return r
}

// rileggi returns the code that the event stands for. An EC sees a KO on
// nodoInviaRPT also when the PSP refused or was out of reach, and a PSP sees one
// on nodoInviaRT when the Nodo refused or the body was: the fault code tells.
//
// Sources: pagoPA, test suite of the Nodo, T094 to T096; Specifiche Attuative
// del Nodo dei Pagamenti-SPC 2.2, chapter 13.
func rileggi(e *Evento) EventCode {
	if e.Error == nil {
		return e.EventCode
	}
	fault := e.Error.FaultCode
	switch {
	case e.EventCode == RPTRifiutataNodo && e.Ruolo == RuoloEC:
		return rileggiInvioRPT(fault)
	case e.EventCode == RTRifiutataPA && e.Ruolo == RuoloPSP:
		return rileggiInvioRT(fault)
	}
	return e.EventCode
}

func rileggiInvioRPT(fault nodo.FaultCode) EventCode {
	switch fault {
	case nodo.PPTCanaleErrore:
		return RPTRifiutataPSP
	case nodo.PPTCanaleIrraggiungibile:
		return RPTErroreInvioAPSP
	case nodo.PPTCanaleTimeout:
		return RPTInviataAPSP
	}
	return RPTRifiutataNodo
}

func rileggiInvioRT(fault nodo.FaultCode) EventCode {
	switch {
	case strings.HasPrefix(string(fault), "PPT_STAZIONE_INT_PA_"):
		return RTAccettataNodo
	case fault == nodo.PPTRTInGestione:
		return RTRicevutaNodo
	case fault.Famiglia() == nodo.FamigliaPPT && fault != nodo.PPTErroreEmessoDaPAA:
		return RTRifiutataNodo
	}
	return RTRifiutataPA
}

// rifiutaDuplicato reports whether a refusal is that of a second copy.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §10.2.
func rifiutaDuplicato(c EventCode, fault nodo.FaultCode) bool {
	switch c {
	case RPTRifiutataNodo:
		return fault == nodo.PPTRPTDuplicata
	case RPTRifiutataPSP:
		return fault == nodo.CanaleRPTDuplicata
	case RTRifiutataNodo:
		return fault == nodo.PPTRTDuplicata
	case RTRifiutataPA:
		return fault == nodo.PAARTDuplicata || fault == nodo.PAAReceiptDuplicata
	}
	return false
}
