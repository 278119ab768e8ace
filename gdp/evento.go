package gdp

import (
	"cmp"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// DescrittoreErrore is the optional error of an event, with the members of the
// faultBean. It is a comparable value; the zero value is no error.
//
// Sources: Giornale dei Pagamenti, opening section; Specifiche Attuative del
// Nodo dei Pagamenti-SPC 2.1, §10.1.
type DescrittoreErrore struct {
	ID                  string         `json:"id,omitempty"` // who raised it: idDominio, idPSP or NodoDeiPagamentiSPC
	FaultCode           nodo.FaultCode `json:"faultCode,omitempty"`
	FaultString         string         `json:"faultString,omitempty"`
	Description         string         `json:"description,omitempty"`
	Serial              int32          `json:"serial,omitempty"` // place in a list, from 1
	OriginalFaultCode   nodo.FaultCode `json:"originalFaultCode,omitempty"`
	OriginalFaultString string         `json:"originalFaultString,omitempty"`
	OriginalDescription string         `json:"originalDescription,omitempty"`
}

// DescrittoreDi returns the error that a faultBean is, nil for nil.
func DescrittoreDi(f *nodo.FaultBean) *DescrittoreErrore {
	if f == nil {
		return nil
	}
	d := &DescrittoreErrore{
		ID: f.ID, FaultCode: f.FaultCode, FaultString: f.FaultString, Description: f.Description,
		OriginalFaultCode: f.OriginalFaultCode, OriginalFaultString: f.OriginalFaultString,
		OriginalDescription: f.OriginalDescription,
	}
	if f.Serial != nil {
		d.Serial = *f.Serial
	}
	return d
}

// confronta is a total order of errors; no error comes first.
func (d *DescrittoreErrore) confronta(o *DescrittoreErrore) int {
	if d == nil || o == nil {
		return cmp.Compare(presente(d), presente(o))
	}
	return cmp.Or(
		strings.Compare(string(d.FaultCode), string(o.FaultCode)), strings.Compare(d.FaultString, o.FaultString),
		strings.Compare(d.Description, o.Description), strings.Compare(d.ID, o.ID), cmp.Compare(d.Serial, o.Serial),
		strings.Compare(string(d.OriginalFaultCode), string(o.OriginalFaultCode)),
		strings.Compare(d.OriginalFaultString, o.OriginalFaultString),
		strings.Compare(d.OriginalDescription, o.OriginalDescription))
}

func presente(d *DescrittoreErrore) int {
	if d == nil {
		return 0
	}
	return 1
}

// testi yields the texts of the error, each with its name.
func (d *DescrittoreErrore) testi(yield func(campo, testo string) bool) {
	_ = yield("error.id", d.ID) && yield("error.faultCode", string(d.FaultCode)) &&
		yield("error.faultString", d.FaultString) && yield("error.description", d.Description) &&
		yield("error.originalFaultCode", string(d.OriginalFaultCode)) &&
		yield("error.originalFaultString", d.OriginalFaultString) &&
		yield("error.originalDescription", d.OriginalDescription)
}

// Evento is one event of a payment: what a record of a journal says, and the
// role of who recorded it.
//
// Source: Giornale dei Pagamenti, opening section; idDominio and the role are
// ours: the first belongs to the key, the second is that of the sender.
type Evento struct {
	DateTime         time.Time          `json:"dateTime"`           // UTC, to the millisecond
	IdDominio        avviso.IdDominio   `json:"idDominio,omitzero"` // zero when the record does not tell
	IUV              avviso.IUV         `json:"iuv"`
	CCP              string             `json:"ccp"`                        // 1..35 characters; n/a when there is none
	EventCode        EventCode          `json:"eventCode,omitzero"`         // 0 for a code of no list, then CodiceScritto has it
	CodiceScritto    string             `json:"codiceScritto,omitempty"`    // the code as written, when not in the official spelling
	EventDescription string             `json:"eventDescription,omitempty"` // free text, never used for logic
	Error            *DescrittoreErrore `json:"error,omitempty"`
	Ruolo            Ruolo              `json:"ruolo"`

	// What the file that holds the record tells of it, when it is known.
	AltroEnte   bool `json:"altroEnte,omitempty"`   // it is of a body other than the one that sent the journal
	AltroGiorno bool `json:"altroGiorno,omitempty"` // it is more than a day away from the day that the journal is about
}

// Chiave returns the key of the payment; IdDominio is "" when the event does not
// tell it.
func (e *Evento) Chiave() nodo.Chiave {
	return nodo.Chiave{IdDominio: e.IdDominio.String(), IUV: e.IUV.String(), CCP: e.CCP}
}

// eventoDi returns an event of role NODO with nothing but its key.
func eventoDi(k nodo.Chiave) (Evento, error) {
	iuv, err := leggiIUV(k.IUV)
	if err != nil {
		return Evento{}, err
	}
	dominio, err := leggiDominio(k.IdDominio)
	if err != nil {
		return Evento{}, err
	}
	return Evento{IUV: iuv, IdDominio: dominio, CCP: k.CCP, Ruolo: RuoloNodo}, nil
}

// Limits of a record.
const (
	maxCCP   = 35
	maxTesto = 4096 // bytes of a description; no document gives a limit
)

// The years 1 to 9999 of UTC, in seconds since 1970.
var (
	inizioTempi = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	fineTempi   = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
)

// normale returns the event as the analysis wants it: time in UTC to the
// millisecond, ccp n/a where there is none, no empty error. Errors are ErrRecord.
func (e Evento) normale() (Evento, error) {
	err := e.normalizza()
	return e, err
}

// normalizza makes the event what normale returns.
func (e *Evento) normalizza() error {
	e.DateTime = e.DateTime.UTC()
	if e.DateTime.Nanosecond()%int(time.Millisecond) != 0 {
		e.DateTime = e.DateTime.Truncate(time.Millisecond)
	}
	if t := e.DateTime.Unix(); t < inizioTempi || t >= fineTempi || e.DateTime.IsZero() {
		return rifiutaRecord(CodiceData, "dateTime", e.DateTime.Format(time.RFC3339))
	}
	switch {
	case !e.IUV.IsValid():
		return rifiutaRecord(CodiceMancante, "iuv", "")
	case !e.Ruolo.IsValid():
		return rifiutaRecord(CodiceRuolo, "ruolo", "")
	case !e.EventCode.IsValid() && (e.EventCode != 0 || e.CodiceScritto == ""):
		return rifiutaRecord(CodiceMancante, "eventCode", "")
	}
	e.CCP = ccpONulla(e.CCP)
	if len(e.CCP) > maxCCP && utf8.RuneCountInString(e.CCP) > maxCCP {
		return rifiutaRecord(CodiceCCP, "ccp", e.CCP)
	}
	if e.Error != nil && *e.Error == (DescrittoreErrore{}) {
		e.Error = nil
	}
	return e.validaTesti()
}

// validaTesti refuses texts that a record could not carry.
func (e *Evento) validaTesti() error {
	if e.CCP != rpt.NonApplicabile {
		if err := validaTesto("ccp", e.CCP); err != nil {
			return err
		}
	}
	if e.CodiceScritto != "" {
		if err := validaTesto("eventCode", e.CodiceScritto); err != nil {
			return err
		}
	}
	if e.EventDescription != e.EventCode.Descrizione() {
		if err := validaTesto("eventDescription", e.EventDescription); err != nil {
			return err
		}
	}
	if e.Error == nil {
		return nil
	}
	for campo, testo := range e.Error.testi {
		if err := validaTesto(campo, testo); err != nil {
			return err
		}
	}
	return nil
}

func validaTesto(campo, s string) error {
	if len(s) > maxTesto || !utf8.ValidString(s) {
		return rifiutaRecord(CodiceTesto, campo, s)
	}
	return nil
}

func rifiutaRecord(c avviso.Codice, campo, valore string) error {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrRecord}
}

// ccpONulla returns n/a for an empty ccp.
func ccpONulla(ccp string) string { return cmp.Or(ccp, rpt.NonApplicabile) }

// delRecord reports whether an error is about one record only, so that the
// reading may go on.
func delRecord(err error) bool { return errors.Is(err, ErrRecord) || errors.Is(err, ErrEventCode) }
