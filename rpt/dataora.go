package rpt

import (
	"encoding/json"
	"time"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/ora"
)

// DataOra is an instant of a document: an xsd:dateTime that is given without
// zone, hence of Europe/Rome. A zone, where there is one, is honoured. It is
// written in seconds, without zone ("2024-05-03T10:15:30"); the zero value is
// an absent element.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stISODateTime; Specifiche Attuative del Nodo
// dei Pagamenti-SPC 2.1, chapter 5 (yyyy-MM-ddTHH:mm:ss).
type DataOra struct{ time.Time }

// NuovaDataOra returns the instant, dropping what a document cannot say: the
// fraction of a second.
func NuovaDataOra(t time.Time) DataOra { return DataOra{t.Truncate(time.Second).In(ora.Roma)} }

// ParseDataOra reads yyyy-MM-ddTHH:mm:ss with an optional fraction and an
// optional zone (none = Europe/Rome). The error is an *Errore of kind ErrData.
func ParseDataOra(s string) (DataOra, error) {
	t, err := ora.ParseLocale(s)
	if err == nil && t.IsZero() {
		err = errIstanteZero
	}
	if err != nil {
		return DataOra{}, &Errore{Codice: CodiceSintassiXSD, Valore: s, Err: errore.Coppia(ErrData, err)}
	}
	return DataOra{t}, nil
}

// errIstanteZero is the one instant that means "absent" in Go.
var errIstanteZero = sintassi("0001-01-01T00:00:00Z non rappresentabile")

// MustDataOra is ParseDataOra for tests and package variables: it panics on a
// text that is no date-time.
func MustDataOra(s string) DataOra {
	d, err := ParseDataOra(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsValid reports whether the instant can be written: not zero, years 0001 to
// 9999.
func (d DataOra) IsValid() bool {
	if d.IsZero() {
		return false
	}
	g := ora.Giorno(d.Time)
	return g >= ora.GiornoMinimo && g <= ora.GiornoMassimo
}

// AppendTo appends yyyy-MM-ddTHH:mm:ss in Europe/Rome, nothing for the zero value.
func (d DataOra) AppendTo(b []byte) []byte {
	if d.IsZero() {
		return b
	}
	return ora.AppendLocale(b, d.Time)
}

// String returns the text of AppendTo.
func (d DataOra) String() string { return string(d.AppendTo(nil)) }

// AppendText implements encoding.TextAppender with AppendTo; an instant that
// cannot be written is an ErrData.
func (d DataOra) AppendText(b []byte) ([]byte, error) {
	if !d.IsValid() {
		return b, &Errore{Codice: CodiceSintassiXSD, Valore: d.Format(time.RFC3339), Err: ErrData}
	}
	return d.AppendTo(b), nil
}

// MarshalText implements encoding.TextMarshaler with AppendText.
func (d DataOra) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseDataOra.
func (d *DataOra) UnmarshalText(b []byte) error {
	v, err := ParseDataOra(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// MarshalJSON returns the text as a JSON string.
func (d DataOra) MarshalJSON() ([]byte, error) {
	b, err := d.AppendText([]byte{'"'})
	if err != nil {
		return nil, err
	}
	return append(b, '"'), nil
}

// UnmarshalJSON reads a JSON string with ParseDataOra; null changes nothing.
func (d *DataOra) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return &Errore{Codice: CodiceSintassiXSD, Valore: string(b), Err: errore.Coppia(ErrData, err)}
	}
	return d.UnmarshalText([]byte(s))
}
