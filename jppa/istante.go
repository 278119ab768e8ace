package jppa

import (
	"cmp"
	"time"

	"github.com/quietanza/quietanza/internal/ora"
)

// Istante is an instant in milliseconds, the grain of the connector: windows end
// one millisecond before they begin again, so a finer instant would fall between
// two of them. It is written in Europe/Rome with milliseconds and offset
// ("2024-03-07T11:42:05.120+01:00"). Comparable; the zero value is invalid.
type Istante struct {
	ms int64 // since 1970-01-01T00:00:00Z
	ok bool
}

// Bounds of the instants taken: the years 1900 to 9999 in Rome. Offsets before
// 1893 are not of whole minutes, which the written form cannot say.
var (
	primoIstante  = ora.Istante(ora.Numero(1900, 1, 1), 0, 0, 0, 0).UnixMilli()
	ultimoIstante = ora.Istante(ora.GiornoMassimo, 23, 59, 59, 999_000_000).UnixMilli()
)

// NuovoIstante returns an instant, dropping what is finer than a millisecond;
// the zero value for one outside the years 1900 to 9999.
func NuovoIstante(t time.Time) Istante { return istanteMs(t.UnixMilli()) }

func istanteMs(ms int64) Istante {
	if ms < primoIstante || ms > ultimoIstante {
		return Istante{}
	}
	return Istante{ms, true}
}

// ParseIstante reads a date-time as yyyy-MM-ddTHH:mm:ss with an optional
// fraction and an optional zone (none = Europe/Rome). The error is ISTANTE
// (ErrCampo).
//
// Source: W3C, XML Schema Part 2: Datatypes, 3.2.7 (xs:dateTime).
func ParseIstante(s string) (Istante, error) {
	t, err := ora.ParseLocale(s)
	if err == nil {
		if i := NuovoIstante(t); i.ok {
			return i, nil
		}
		err = ErrCampo
	}
	return Istante{}, &Errore{Codice: CodiceIstante, Valore: s, Err: &causato{ErrCampo, err}}
}

// MustIstante is ParseIstante for tests and package variables: it panics on a
// text that is no date-time.
func MustIstante(s string) Istante {
	i, err := ParseIstante(s)
	if err != nil {
		panic(err)
	}
	return i
}

// IsValid reports whether i is an instant: the zero value is none.
func (i Istante) IsValid() bool { return i.ok }

// Time returns the instant in Europe/Rome, the zero time for the zero value.
func (i Istante) Time() time.Time {
	if !i.ok {
		return time.Time{}
	}
	return time.UnixMilli(i.ms).In(ora.Roma)
}

// Aggiungi returns the instant a time later, by elapsed time; parts finer than a
// millisecond are dropped.
func (i Istante) Aggiungi(d time.Duration) Istante {
	if !i.ok {
		return i
	}
	return istanteMs(i.ms + d.Milliseconds())
}

// Compare orders instants; the zero value is before all.
func (i Istante) Compare(j Istante) int {
	if i.ok != j.ok {
		if j.ok {
			return -1
		}
		return 1
	}
	return cmp.Compare(i.ms, j.ms)
}

// Equal reports whether two instants are the same.
func (i Istante) Equal(j Istante) bool { return i == j }

const formaIstante = "2006-01-02T15:04:05.000-07:00"

// AppendTo appends the instant in Europe/Rome, with milliseconds and offset,
// nothing for the zero value.
func (i Istante) AppendTo(b []byte) []byte {
	if !i.ok {
		return b
	}
	return i.Time().AppendFormat(b, formaIstante)
}

// String returns the text of AppendTo.
func (i Istante) String() string { return string(i.AppendTo(nil)) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (i Istante) AppendText(b []byte) ([]byte, error) {
	if !i.ok {
		return b, &Errore{Codice: CodiceIstante, Err: ErrCampo}
	}
	return i.AppendTo(b), nil
}

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (i Istante) MarshalText() ([]byte, error) { return i.AppendText(nil) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseIstante.
func (i *Istante) UnmarshalText(b []byte) error {
	v, err := ParseIstante(string(b))
	if err != nil {
		return err
	}
	*i = v
	return nil
}
