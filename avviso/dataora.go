package avviso

import (
	"cmp"
	"database/sql/driver"
	"errors"
	"time"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/ora"
)

// DataOra is an instant of a document (an xsd:dateTime), in whole milliseconds
// between the years 0001 and 9999 of Rome. It is comparable; the zero value is
// an absent instant.
//
// The official documents give most instants without zone, and then they are of
// Europe/Rome.
//
// Source: W3C XML Schema 1.0 part 2, §3.2.7; PagInf_RPT_RT_6_2_0.xsd,
// stISODateTime; FlussoRiversamento_1_0_4.xsd, dataOraFlusso.
type DataOra struct{ ms int64 } // milliseconds since 0001-01-01T00:00:00Z, plus one day and one

// baseMs makes the zero value fall outside the years 0001–9999, whatever the
// distance of Rome from Greenwich.
const baseMs = 62_135_596_800_000 + 24*3600*1000 + 1

// DataOraDi returns the instant of a time, without what is finer than a
// millisecond; the zero value for a year of Rome outside 0001–9999.
func DataOraDi(t time.Time) DataOra {
	if g := ora.Giorno(t); g < ora.GiornoMinimo || g > ora.GiornoMassimo {
		return DataOra{}
	}
	return DataOra{t.UnixMilli() + baseMs}
}

// ParseDataOra reads yyyy-MM-ddTHH:mm:ss with an optional fraction and an
// optional zone; without zone it is of Europe/Rome (the hour that does not exist
// in spring moves forward, the one that is twice in autumn is the first). What
// is finer than a millisecond is dropped. The error is of kind ErrData: FORMATO
// for another form, DATA for no such instant.
func ParseDataOra(s string) (DataOra, error) {
	t, err := ora.ParseLocale(s)
	if err == nil {
		if d := DataOraDi(t); d.IsValid() {
			return d, nil
		}
		return DataOra{}, rifiuta(CodiceDataAssente, s, ErrData)
	}
	// The kind alone: the error would say the text a second time.
	codice, tipo := CodiceFormato, ora.ErrForma
	if errors.Is(err, ora.ErrIntervallo) {
		codice, tipo = CodiceDataAssente, ora.ErrIntervallo
	}
	return DataOra{}, rifiuta(codice, s, errore.Coppia(ErrData, tipo))
}

// MustDataOra is ParseDataOra for tests and package variables: it panics on a
// text that is no instant.
func MustDataOra(s string) DataOra { return deve(ParseDataOra(s)) }

// IsValid reports whether d is not the zero value.
func (d DataOra) IsValid() bool { return d.ms != 0 }

// Time returns the instant, in Europe/Rome; the zero time for the zero value.
func (d DataOra) Time() time.Time {
	if d.ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(d.ms - baseMs).In(ora.Roma)
}

// Data returns the day of Europe/Rome in which the instant falls.
func (d DataOra) Data() Data {
	if d.ms == 0 {
		return Data{}
	}
	return DataDi(d.Time())
}

// Secondi returns the instant without its milliseconds, for the documents that
// write none.
func (d DataOra) Secondi() DataOra {
	if d.ms == 0 {
		return d
	}
	return DataOraDi(time.Unix(d.Time().Unix(), 0))
}

// Aggiungi returns the instant a time later, by elapsed time; the zero value when
// d is, or when it leaves the years 0001–9999. Parts of the duration finer than a
// millisecond are dropped.
func (d DataOra) Aggiungi(t time.Duration) DataOra {
	if d.ms == 0 {
		return d
	}
	return DataOraDi(time.UnixMilli(d.ms - baseMs + t.Milliseconds()))
}

// Compare orders instants; the zero value comes first.
func (d DataOra) Compare(e DataOra) int { return cmp.Compare(d.ms, e.ms) }

// Prima reports whether d is before e.
func (d DataOra) Prima(e DataOra) bool { return d.ms < e.ms }

// Dopo reports whether d is after e.
func (d DataOra) Dopo(e DataOra) bool { return d.ms > e.ms }

// AppendTo appends yyyy-MM-ddTHH:mm:ss of Rome, with three decimals only when
// there are milliseconds, and with the zone only in the second of the two
// autumn hours that read the same: ParseDataOra takes back the same instant.
// It appends nothing for the zero value.
func (d DataOra) AppendTo(b []byte) []byte {
	if d.ms == 0 {
		return b
	}
	t := d.Time()
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

// AppendConZona appends the instant in Europe/Rome with milliseconds and offset
// ("2024-03-07T11:42:05.120+01:00"), nothing for the zero value.
func (d DataOra) AppendConZona(b []byte) []byte {
	if d.ms == 0 {
		return b
	}
	return d.Time().AppendFormat(b, "2006-01-02T15:04:05.000-07:00")
}

// AppendLocale appends yyyy-MM-ddTHH:mm:ss of Rome and nothing more, for the
// documents whose schema has neither fraction nor zone.
func (d DataOra) AppendLocale(b []byte) []byte {
	if d.ms == 0 {
		return b
	}
	return ora.AppendLocale(b, d.Time())
}

// String returns the instant as AppendTo writes it, "" for the zero value.
func (d DataOra) String() string { return string(d.AppendTo(nil)) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (d DataOra) MarshalText() ([]byte, error) { return scriviTesto(d, ErrData) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseDataOra.
func (d *DataOra) UnmarshalText(b []byte) error { return leggiTesto(d, b, ParseDataOra) }

// Scan reads a text column with ParseDataOra, or the time.Time that drivers
// return for a column of instants; NULL is the zero value.
func (d *DataOra) Scan(src any) error {
	switch t := src.(type) {
	case nil:
		*d = DataOra{}
		return nil
	case time.Time:
		v := DataOraDi(t)
		if !v.IsValid() {
			return rifiuta(CodiceDataAssente, t.UTC().Format(time.RFC3339), ErrData)
		}
		*d = v
		return nil
	}
	return leggiColonna(d, src, ParseDataOra, ErrData)
}

// Value returns the text of String for a column, NULL for the zero value.
func (d DataOra) Value() (driver.Value, error) {
	if d.ms == 0 {
		return nil, nil
	}
	return d.String(), nil
}
