package gdp

import (
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Provenienza is what a record does not say and its file does.
type Provenienza struct {
	Ruolo     Ruolo            // who recorded the events; mandatory
	IdDominio avviso.IdDominio // the body of the records without one: the sender of an EC's journal; zero for none
	UTC       bool             // date-times without a zone are UTC, not Europe/Rome
	Giorno    avviso.Data      // the day that the journal is about; zero when it is not known
}

// Record is one record of a journal with its members as texts, as JSON and CSV
// carry them. The names are those of the Giornale dei Pagamenti; that they are
// members of a JSON object, idDominio among them, is our choice: no
// serialisation is published.
type Record struct {
	DateTime         string             `json:"dateTime"`
	IdDominio        string             `json:"idDominio,omitempty"`
	IUV              string             `json:"iuv"`
	CCP              string             `json:"ccp"`
	EventCode        string             `json:"eventCode"`
	EventDescription string             `json:"eventDescription,omitempty"`
	Error            *DescrittoreErrore `json:"error,omitempty"`
}

// Evento returns the event of a record. dateTime is an ISO 8601 date-time with
// or without zone (then Europe/Rome, or UTC when the file says so), cut to the
// millisecond; a missing ccp is n/a; a missing idDominio is the sender's. The
// misspellings of Canonico are read.
//
// Refusals (ErrRecord), with the field in Campo: MANCANTE, DATA, IUV,
// ID_DOMINIO, CCP, TESTO, RUOLO; EVENT_CODE for a code of no list
// (ErrEventCode).
func (r Record) Evento(p Provenienza) (Evento, error) {
	var e Evento
	if err := r.converti(&e, &p, stretto); err != nil {
		return Evento{}, err
	}
	return e, nil
}

// rigore says whether a code of no list is refused, or kept as it was written.
type rigore bool

const (
	stretto rigore = true
	largo   rigore = false
)

// converti is Evento, into the zero value.
func (r *Record) converti(e *Evento, p *Provenienza, come rigore) (err error) {
	if e.DateTime, err = leggiIstante(r.DateTime, p.UTC); err != nil {
		return err
	}
	if e.IdDominio, err = leggiDominio(r.IdDominio); err != nil {
		return err
	}
	if !e.IdDominio.IsValid() {
		e.IdDominio = p.IdDominio
	}
	if e.IUV, err = leggiIUV(r.IUV); err != nil {
		return err
	}
	codice, corretto, ignoto := Canonico(r.EventCode)
	if ignoto != nil && strings.TrimSpace(r.EventCode) == "" {
		return rifiutaRecord(CodiceMancante, "eventCode", "")
	}
	if e.EventCode = codice; corretto || ignoto != nil {
		e.CodiceScritto = r.EventCode
	}
	e.CCP, e.EventDescription, e.Error, e.Ruolo = r.CCP, r.EventDescription, r.Error, p.Ruolo
	p.segna(e)
	if err = e.normalizza(); err == nil && come == stretto {
		err = ignoto
	}
	return err
}

// segna marks an event that is not where it should be: of a body other than the
// sender of an EC's journal, or more than a day away, in Italy, from the day that
// the journal is about. The day around is left to clocks, and to systems that
// close their day at another hour than midnight.
func (p *Provenienza) segna(e *Evento) {
	e.AltroEnte = p.Ruolo == RuoloEC && p.IdDominio.IsValid() && e.IdDominio != p.IdDominio
	if p.Giorno.IsValid() {
		scarto := avviso.DataDi(e.DateTime).Giorni() - p.Giorno.Giorni()
		e.AltroGiorno = scarto < -1 || scarto > 1
	}
}

// Eventi returns the events that a record stands for: that of Evento, or, for
// role NODO, those of a state of the Nodo's own history that is no code of the
// journal, as EventiStoria reads them. Refusals are those of Evento.
func (r Record) Eventi(p Provenienza) ([]Evento, error) {
	codici, ok := nodo.CodiciStoria(r.EventCode)
	if !ok || p.Ruolo != RuoloNodo {
		codici = []string{r.EventCode}
	}
	eventi := make([]Evento, len(codici))
	for i, c := range codici {
		x := r
		x.EventCode = c
		e, err := x.Evento(p)
		if err != nil {
			return nil, err
		}
		if c != r.EventCode {
			e.CodiceScritto = r.EventCode
		}
		eventi[i] = e
	}
	return eventi, nil
}

func leggiIUV(s string) (avviso.IUV, error) {
	if s == "" {
		return avviso.IUV{}, rifiutaRecord(CodiceMancante, "iuv", "")
	}
	iuv, err := avviso.ParseIUV(s)
	if err != nil {
		return avviso.IUV{}, rifiutaRecord(CodiceIUV, "iuv", s)
	}
	return iuv, nil
}

func leggiDominio(s string) (avviso.IdDominio, error) {
	if s == "" {
		return avviso.IdDominio{}, nil
	}
	d, err := avviso.ParseIdDominio(s)
	if err != nil {
		return avviso.IdDominio{}, rifiutaRecord(CodiceDominio, "idDominio", s)
	}
	return d, nil
}

func leggiIstante(s string, utc bool) (time.Time, error) {
	if s == "" {
		return time.Time{}, rifiutaRecord(CodiceMancante, "dateTime", "")
	}
	testo := s
	if utc && !conZona(s) {
		testo += "Z"
	}
	t, err := ora.ParseLocale(testo)
	if err != nil {
		return time.Time{}, rifiutaRecord(CodiceData, "dateTime", s)
	}
	return t, nil
}

// conZona reports whether a date-time ends with a zone: Z or ±hh:mm.
func conZona(s string) bool {
	return strings.HasSuffix(s, "Z") || strings.LastIndexAny(s, "+-") == len(s)-len("+hh:mm")
}
