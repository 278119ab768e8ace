package avviso

import (
	"cmp"
	"database/sql/driver"
	"errors"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/ora"
)

// Data is a civil date (data), without time and zone, from 0001-01-01 to
// 9999-12-31. The zero value is invalid.
//
// The official documents mean days of Europe/Rome: DataDi and Inizio convert.
type Data struct{ n int32 } // days since 0001-01-01, plus one

// base is what turns a day number into the representation of Data.
const base = 1 - ora.GiornoMinimo

// ParseData reads a date as yyyy-MM-dd, without zone. Errors, both ErrData:
// FORMATO for another form, DATA for a day that no calendar has (2024-02-30).
//
// Source: W3C XML Schema 1.0 part 2, §3.2.9 (xs:date), without its optional
// zone; ISO 8601.
func ParseData(s string) (Data, error) {
	n, conZona, err := ora.ParseGiorno(s)
	switch {
	case errors.Is(err, ora.ErrIntervallo):
		return Data{}, rifiuta(CodiceDataAssente, s, ErrData)
	case err != nil || conZona:
		return Data{}, rifiuta(CodiceFormato, s, ErrData)
	}
	return DataDaGiorni(n)
}

// NuovaData returns the date of a year (1 to 9999), month and day, or an error
// of code DATA (ErrData) when there is no such day.
func NuovaData(anno, mese, giorno int) (Data, error) {
	if !ora.Valida(anno, mese, giorno) {
		v := strconv.Itoa(anno) + "-" + strconv.Itoa(mese) + "-" + strconv.Itoa(giorno)
		return Data{}, rifiuta(CodiceDataAssente, v, ErrData)
	}
	return daNumero(ora.Numero(anno, mese, giorno)), nil
}

// MustData is ParseData for tests and package variables: it panics on a text
// that is no date.
func MustData(s string) Data { return deve(ParseData(s)) }

// DataDi returns the day of an instant in Europe/Rome, the zero value when it
// falls outside the years 1 to 9999.
func DataDi(t time.Time) Data { return daNumero(ora.Giorno(t)) }

// DataDaGiorni returns the date of a number of days since 1970-01-01, or an
// error of code INTERVALLO (ErrData) outside the years 1 to 9999.
func DataDaGiorni(n int) (Data, error) {
	d := daNumero(n)
	if !d.IsValid() {
		return Data{}, rifiuta(CodiceIntervallo, strconv.Itoa(n), ErrData)
	}
	return d, nil
}

func daNumero(n int) Data {
	if n < ora.GiornoMinimo || n > ora.GiornoMassimo {
		return Data{}
	}
	return Data{int32(n + base)}
}

// IsValid reports whether d is not the zero value.
func (d Data) IsValid() bool { return d.n != 0 }

// Giorni returns the number of days since 1970-01-01; it means nothing for the
// zero value.
func (d Data) Giorni() int { return int(d.n) - base }

// civile returns the parts of a date, zeros for the zero value.
func (d Data) civile() (anno, mese, giorno int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	return ora.Civile(d.Giorni())
}

// Anno returns the year, 0 for the zero value.
func (d Data) Anno() int { a, _, _ := d.civile(); return a }

// Mese returns the month from 1 to 12, 0 for the zero value.
func (d Data) Mese() int { _, m, _ := d.civile(); return m }

// Giorno returns the day of the month from 1, 0 for the zero value.
func (d Data) Giorno() int { _, _, g := d.civile(); return g }

// Aggiungi returns the date so many days later, earlier when negative. The
// result is the zero value when d is, or when it leaves the years 1 to 9999.
func (d Data) Aggiungi(giorni int) Data {
	const massimo = ora.GiornoMassimo - ora.GiornoMinimo
	if d.n == 0 || giorni > massimo || giorni < -massimo {
		return Data{}
	}
	return daNumero(d.Giorni() + giorni)
}

// Compare returns -1, 0 or +1 as d is before, equal to or after e; the zero
// value comes first.
func (d Data) Compare(e Data) int { return cmp.Compare(d.n, e.n) }

// Prima reports whether d is before e.
func (d Data) Prima(e Data) bool { return d.n < e.n }

// Dopo reports whether d is after e.
func (d Data) Dopo(e Data) bool { return d.n > e.n }

// Inizio returns the first instant of the day in Europe/Rome, the zero Time
// for the zero value.
func (d Data) Inizio() time.Time {
	if d.n == 0 {
		return time.Time{}
	}
	return ora.Istante(d.Giorni(), 0, 0, 0, 0)
}

// String returns the date as yyyy-MM-dd, "" for the zero value.
func (d Data) String() string {
	var buf [10]byte
	return string(d.AppendTo(buf[:0]))
}

// AppendTo appends the date as yyyy-MM-dd, nothing for the zero value.
func (d Data) AppendTo(b []byte) []byte {
	if d.n == 0 {
		return b
	}
	return ora.AppendGiorno(b, d.Giorni())
}

// Italiana returns the date as a notice prints it, dd/mm/yyyy, "" for the zero
// value.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2.
func (d Data) Italiana() string {
	if d.n == 0 {
		return ""
	}
	var buf [10]byte
	a, m, g := d.civile()
	b := append(cifre.Append(buf[:0], uint64(g), 2), '/')
	b = append(cifre.Append(b, uint64(m), 2), '/')
	return string(cifre.Append(b, uint64(a), 4))
}

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (d Data) MarshalText() ([]byte, error) { return scriviTesto(d, ErrData) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseData.
func (d *Data) UnmarshalText(b []byte) error { return leggiTesto(d, b, ParseData) }

// Scan reads a column: text in the form of ParseData, or the time.Time that
// drivers return for a DATE, of which the civil day in its own zone counts.
// NULL and other types are errors.
func (d *Data) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		v, err := NuovaData(t.Year(), int(t.Month()), t.Day())
		if err == nil {
			*d = v
		}
		return err
	}
	return leggiColonna(d, src, ParseData, ErrData)
}

// Value returns the date as text, which SQL converts to a DATE column.
func (d Data) Value() (driver.Value, error) { return scriviColonna(d, ErrData) }
