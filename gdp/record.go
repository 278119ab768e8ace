package gdp

import (
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// Provenienza is what a record does not say and its file does.
type Provenienza struct {
	Ruolo     Ruolo            // who recorded the events; mandatory
	IdDominio avviso.IdDominio // the body of the records without one: the sender of an EC's journal; zero for none
	UTC       bool             // date-times without a zone are UTC, not Europe/Rome
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
	e, err := r.evento(p)
	if err != nil {
		return Evento{}, err
	}
	if e.EventCode == 0 {
		_, _, err = Canonico(r.EventCode)
		return Evento{}, err
	}
	return e, nil
}

// evento is Evento that keeps a code of no list as it was written.
func (r Record) evento(p Provenienza) (Evento, error) {
	t, err := leggiIstante(r.DateTime, p.UTC)
	if err != nil {
		return Evento{}, err
	}
	dominio, err := leggiDominio(r.IdDominio)
	if err != nil {
		return Evento{}, err
	}
	if !dominio.IsValid() {
		dominio = p.IdDominio
	}
	iuv, err := leggiIUV(r.IUV)
	if err != nil {
		return Evento{}, err
	}
	if strings.TrimSpace(r.EventCode) == "" {
		return Evento{}, rifiutaRecord(CodiceMancante, "eventCode", "")
	}
	codice, corretto, err := Canonico(r.EventCode)
	e := Evento{
		DateTime: t, IdDominio: dominio, IUV: iuv, CCP: r.CCP, EventCode: codice,
		EventDescription: r.EventDescription, Error: r.Error, Ruolo: p.Ruolo,
	}
	if corretto || err != nil {
		e.CodiceScritto = r.EventCode
	}
	return e.normale()
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
	return t.UTC().Truncate(time.Millisecond), nil
}

// conZona reports whether a date-time ends with a zone: Z or ±hh:mm.
func conZona(s string) bool {
	return strings.HasSuffix(s, "Z") || strings.LastIndexAny(s, "+-") == len(s)-len("+hh:mm")
}
