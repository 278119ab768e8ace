package flusso

import (
	"cmp"
	"database/sql/driver"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// DataOra is the dataOraFlusso, the instant at which a PSP made a version of a
// flow, truncated to the millisecond: one source gives microseconds and
// another none, and versions must compare all the same. It is comparable; the
// zero value is invalid.
//
// The XML of the flow writes it without zone, and then it is of Europe/Rome.
//
// Source: FlussoRiversamento_1_0_4.xsd, dataOraFlusso; pagoPA, API FdR (ORGs),
// fdrDate.
type DataOra struct{ ms int64 } // milliseconds since 0001-01-01T00:00:00Z, plus one day and one

// base makes the zero value fall outside the years 0001–9999, whatever the
// distance of Rome from Greenwich.
const base = 62_135_596_800_000 + 24*3600*1000 + 1

// NuovaDataOra returns an instant, truncated to the millisecond. A year of Rome
// outside 0001–9999 is an error (ErrValore, DATA).
func NuovaDataOra(t time.Time) (DataOra, error) {
	if anno := t.In(ora.Roma).Year(); anno < ora.AnnoMinimo || anno > ora.AnnoMassimo {
		return DataOra{}, rifiuta(CodiceData, "", t.UTC().Format(time.RFC3339), ErrValore)
	}
	return DataOra{t.UnixMilli() + base}, nil
}

// ParseDataOra reads a date-time, yyyy-MM-ddTHH:mm:ss with an optional fraction
// and an optional zone; without zone it is of Europe/Rome (the hour that does
// not exist in spring moves forward, the one that is twice in autumn is the
// first). The error is of kind ErrValore, code DATA.
func ParseDataOra(s string) (DataOra, error) {
	t, err := ora.ParseLocale(s)
	if err != nil {
		return DataOra{}, rifiuta(CodiceData, "", s, ErrValore)
	}
	return NuovaDataOra(t)
}

// MustDataOra is ParseDataOra for tests and package variables: it panics on a
// text that is no date-time.
func MustDataOra(s string) DataOra {
	d, err := ParseDataOra(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsValid reports whether d is not the zero value.
func (d DataOra) IsValid() bool { return d.ms != 0 }

// Istante returns the instant, in Europe/Rome; the zero time for the zero value.
func (d DataOra) Istante() time.Time {
	if d.ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(d.ms - base).In(ora.Roma)
}

// Data returns the day of Europe/Rome in which the instant falls.
func (d DataOra) Data() avviso.Data {
	if d.ms == 0 {
		return avviso.Data{}
	}
	return avviso.DataDi(d.Istante())
}

// Compare orders instants; the zero value comes first.
func (d DataOra) Compare(altra DataOra) int { return cmp.Compare(d.ms, altra.ms) }

// String returns the instant as AppendTo writes it, "" for the zero value.
func (d DataOra) String() string { return string(d.AppendTo(nil)) }

// AppendTo appends yyyy-MM-ddTHH:mm:ss of Rome, with three decimals only when
// there are milliseconds, and with the zone only in the second of the two
// autumn hours that read the same: ParseDataOra takes back the same instant.
func (d DataOra) AppendTo(b []byte) []byte {
	if d.ms == 0 {
		return b
	}
	t := d.Istante()
	n := len(b)
	b = ora.AppendLocale(b, t)
	inizio, err := ora.ParseLocale(string(b[n:]))
	if ms := t.Nanosecond() / int(time.Millisecond); ms != 0 {
		b = append(b, '.', byte('0'+ms/100), byte('0'+ms/10%10), byte('0'+ms%10))
	}
	if err != nil || inizio.Unix() != t.Unix() {
		b = t.AppendFormat(b, "-07:00")
	}
	return b
}

// AppendText implements encoding.TextAppender; the zero value is an error.
func (d DataOra) AppendText(b []byte) ([]byte, error) {
	if d.ms == 0 {
		return b, rifiuta(CodiceData, "", "", ErrValore)
	}
	return d.AppendTo(b), nil
}

// MarshalText implements encoding.TextMarshaler as AppendText.
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

// Scan reads a text column with ParseDataOra, or a column of time; NULL is an
// error.
func (d *DataOra) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		v, err := NuovaDataOra(t)
		if err != nil {
			return err
		}
		*d = v
		return nil
	}
	return leggiColonna(d.UnmarshalText, src, ErrValore)
}

// Value returns the text of String for a column.
func (d DataOra) Value() (driver.Value, error) {
	b, err := d.AppendText(nil)
	if err != nil {
		return nil, err
	}
	return string(b), nil
}
