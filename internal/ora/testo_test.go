package ora_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/ora"
)

func TestParseLocale(t *testing.T) {
	tests := []struct{ nome, in, want string }{
		{"Rome in winter", "2024-01-15T10:20:30", "2024-01-15T09:20:30Z"},
		{"Rome in summer", "2024-07-01T13:00:30", "2024-07-01T11:00:30Z"},
		{"UTC", "2024-07-01T11:00:30Z", "2024-07-01T11:00:30Z"},
		{"offset east", "2024-07-01T11:00:30+02:00", "2024-07-01T09:00:30Z"},
		{"offset west", "2024-07-01T11:00:30-05:30", "2024-07-01T16:30:30Z"},
		{"farthest offset", "2024-07-01T11:00:30+14:00", "2024-06-30T21:00:30Z"},
		{"offset of an odd minute", "2024-07-01T11:00:30+01:59", "2024-07-01T09:01:30Z"},
		{"negative zero offset", "2024-07-01T11:00:30-00:00", "2024-07-01T11:00:30Z"},
		{"tenths", "2024-01-15T10:20:30.5", "2024-01-15T09:20:30.5Z"},
		{"milliseconds and zone", "2024-01-15T10:20:30.123+01:00", "2024-01-15T09:20:30.123Z"},
		{"nanoseconds", "2024-01-15T10:20:30.123456789", "2024-01-15T09:20:30.123456789Z"},
		{"zeros beyond nanoseconds", "2024-01-15T10:20:30.12345678900Z", "2024-01-15T10:20:30.123456789Z"},
		{"in the gap, moved forward", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z"},
		{"in the double hour, the first", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z"},
		{"in the double hour, told apart", "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z"},
		{"end of day", "2024-01-15T24:00:00", "2024-01-15T23:00:00Z"},
		{"end of day with fraction and zone", "2024-02-28T24:00:00.000Z", "2024-02-29T00:00:00Z"},
		{"first day", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
		{"last day", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			got, err := ora.ParseLocale(tt.in)
			require.NoError(t, err)
			require.Equal(t, tt.want, got.UTC().Format(time.RFC3339Nano))
			require.Equal(t, ora.Roma, got.Location())
		})
	}
}

func TestParseLocaleRifiuta(t *testing.T) {
	tests := []struct {
		nome, in string
		colonna  int
		want     error
	}{
		{"empty", "", 1, ora.ErrForma},
		{"a date", "2024-01-15", 11, ora.ErrForma},
		{"a blank for T", "2024-01-15 10:20:30", 11, ora.ErrForma},
		{"small t", "2024-01-15t10:20:30", 11, ora.ErrForma},
		{"no seconds", "2024-01-15T10:20", 17, ora.ErrForma},
		{"blank around", " 2024-01-15T10:20:30", 1, ora.ErrForma},
		{"something after", "2024-01-15T10:20:30 ", 20, ora.ErrForma},
		{"one digit", "2024-1-15T10:20:30Z", 7, ora.ErrForma},
		{"after nines", "1999/09/09T10:20:30", 5, ora.ErrForma},
		{"slashes", "2024/01/15T10:20:30", 5, ora.ErrForma},
		{"signed year", "-024-01-15T10:20:30", 1, ora.ErrForma},
		{"year of five digits", "12024-01-15T10:20:30", 5, ora.ErrForma},
		{"letters in the time", "2024-01-15T1O:20:30", 13, ora.ErrForma},
		{"points in the time", "2024-01-15T10.20.30", 14, ora.ErrForma},
		{"comma for the point", "2024-01-15T10:20:30,5", 20, ora.ErrForma},
		{"point without digits", "2024-01-15T10:20:30.", 21, ora.ErrForma},
		{"point before the zone", "2024-01-15T10:20:30.Z", 21, ora.ErrForma},
		{"small z", "2024-01-15T10:20:30z", 20, ora.ErrForma},
		{"two zones", "2024-01-15T10:20:30ZZ", 20, ora.ErrForma},
		{"offset without colon", "2024-01-15T10:20:30+0100", 25, ora.ErrForma},
		{"offset of hours", "2024-01-15T10:20:30+01", 23, ora.ErrForma},
		{"offset and more", "2024-01-15T10:20:30+01:00x", 26, ora.ErrForma},
		{"letters in the offset", "2024-01-15T10:20:30+01:OO", 24, ora.ErrForma},
		{"non-ASCII digits", "２024-01-15T10:20:30", 1, ora.ErrForma},
		{"year zero", "0000-01-15T10:20:30", 1, ora.ErrIntervallo},
		{"month", "2024-13-15T10:20:30", 6, ora.ErrIntervallo},
		{"month zero", "2024-00-15T10:20:30", 6, ora.ErrIntervallo},
		{"day zero", "2024-01-00T10:20:30", 9, ora.ErrIntervallo},
		{"day", "2023-02-29T10:20:30", 9, ora.ErrIntervallo},
		{"hour", "2024-01-15T25:20:30", 12, ora.ErrIntervallo},
		{"after the end of day", "2024-01-15T24:00:01", 12, ora.ErrIntervallo},
		{"a fraction after the end of day", "2024-01-15T24:00:00.001", 12, ora.ErrIntervallo},
		{"end of the last day", "9999-12-31T24:00:00", 12, ora.ErrIntervallo},
		{"minute", "2024-01-15T10:60:30", 15, ora.ErrIntervallo},
		{"leap second", "2024-01-15T10:20:60", 18, ora.ErrIntervallo},
		{"finer than a nanosecond", "2024-01-15T10:20:30.1234567891", 30, ora.ErrIntervallo},
		{"offset too far", "2024-01-15T10:20:30+14:01", 21, ora.ErrIntervallo},
		{"offset minutes", "2024-01-15T10:20:30+01:60", 21, ora.ErrIntervallo},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			got, err := ora.ParseLocale(tt.in)
			require.True(t, got.IsZero())
			verificaErrore(t, err, tt.in, tt.colonna, tt.want)
		})
	}
}

func TestParseGiorno(t *testing.T) {
	tests := []struct {
		nome, in string
		want     string
		conZona  bool
	}{
		{"plain", "2024-05-03", "2024-05-03", false},
		{"UTC", "2024-05-03Z", "2024-05-03", true},
		{"offset, not applied", "2024-05-03+14:00", "2024-05-03", true},
		{"offset west, not applied", "2024-05-03-11:30", "2024-05-03", true},
		{"leap day", "2024-02-29", "2024-02-29", false},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			n, conZona, err := ora.ParseGiorno(tt.in)
			require.NoError(t, err)
			require.Equal(t, tt.want, testo(n))
			require.Equal(t, tt.conZona, conZona)
		})
	}
}

func TestParseGiornoRifiuta(t *testing.T) {
	tests := []struct {
		nome, in string
		colonna  int
		want     error
	}{
		{"empty", "", 1, ora.ErrForma},
		{"short", "2024-05-0", 10, ora.ErrForma},
		{"a date-time", "2024-05-03T10:00:00", 11, ora.ErrForma},
		{"Italian", "03/05/2024", 3, ora.ErrForma},
		{"31 April", "2024-04-31", 9, ora.ErrIntervallo},
		{"offset", "2024-05-03+99:00", 12, ora.ErrIntervallo},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, _, err := ora.ParseGiorno(tt.in)
			verificaErrore(t, err, tt.in, tt.colonna, tt.want)
		})
	}
}

func verificaErrore(t *testing.T, err error, valore string, colonna int, want error) {
	t.Helper()
	require.ErrorIs(t, err, want)
	var e *ora.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, valore, e.Valore)
	require.Equal(t, colonna, e.Colonna)
}

func TestErroreTesto(t *testing.T) {
	_, err := ora.ParseLocale("2024-13-15T10:20:30")
	require.EqualError(t, err, `ora: INTERVALLO "2024-13-15T10:20:30": giorno, ora o scarto inesistente (carattere 6)`)
	_, _, err = ora.ParseGiorno(strings.Repeat("x", 5000))
	require.Less(t, len(err.Error()), 120)
}

func TestAppendLocale(t *testing.T) {
	tests := []struct{ nome, in, want string }{
		{"winter", "2024-01-15T09:20:30Z", "2024-01-15T10:20:30"},
		{"fraction dropped", "2024-01-15T09:20:30.999999999Z", "2024-01-15T10:20:30"},
		{"over midnight", "2024-07-15T22:00:05Z", "2024-07-16T00:00:05"},
		{"first of the double hour", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00"},
		{"second of the double hour", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00"},
		{"fraction before the epoch", "1969-12-31T22:59:59.5Z", "1969-12-31T23:59:59"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			in, err := time.Parse(time.RFC3339Nano, tt.in)
			require.NoError(t, err)
			require.Equal(t, "x"+tt.want, string(ora.AppendLocale([]byte("x"), in)))
		})
	}
}

func TestAppendGiornoFuoriIntervallo(t *testing.T) {
	// Outside what the parser reads the text is still right and never a panic.
	require.Equal(t, "10000-01-01", testo(ora.GiornoMassimo+1))
	require.Equal(t, "0000-12-31", testo(ora.GiornoMinimo-1))
	require.Equal(t, "-0001-12-31", testo(ora.GiornoMinimo-367))
}

func TestTestoAlloc(t *testing.T) {
	b := make([]byte, 0, 64)
	in := []byte("2024-07-01T13:00:30.123")
	conZona := []byte("2024-07-01T13:00:30+02:00")
	solaData := []byte("2024-07-01+02:00")
	istante, err := ora.ParseLocale(string(in))
	require.NoError(t, err)
	tests := []struct {
		nome string
		f    func() error
	}{
		{"ParseLocale of bytes", func() error { _, err := ora.ParseLocale(string(in)); return err }},
		{"ParseLocale of bytes with zone", func() error { _, err := ora.ParseLocale(string(conZona)); return err }},
		{"ParseGiorno of bytes", func() error { _, _, err := ora.ParseGiorno(string(solaData)); return err }},
		{"AppendLocale", func() error { b = ora.AppendLocale(b[:0], istante); return nil }},
		{"Giorno and Istante", func() error { _ = ora.Istante(ora.Giorno(istante), 13, 0, 0, 0); return nil }},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Zero(t, testing.AllocsPerRun(100, func() {
				if err := tt.f(); err != nil {
					t.Fatal(err)
				}
			}))
		})
	}
}

// FuzzParseLocale: what is accepted is accepted by package time too and means
// the same instant, and its canonical form comes back as itself.
func FuzzParseLocale(f *testing.F) {
	for _, s := range []string{
		"2024-01-15T10:20:30", "2024-07-01T11:00:30Z", "2024-07-01T11:00:30.123+02:00",
		"2026-03-29T02:30:00", "2026-10-25T02:30:00", "2024-01-15T24:00:00", "2012-03-02T10:37:52",
		"0001-01-01T00:00:00", "9999-12-31T23:59:59",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ora.ParseLocale(s)
		if err != nil {
			var e *ora.Errore
			if !errors.As(err, &e) || e.Valore != s || e.Colonna < 1 || e.Colonna > len(s)+1 {
				t.Fatalf("%q: %#v", s, err)
			}
			return
		}
		confrontaConTime(t, s, got)
		if anno := got.In(ora.Roma).Year(); anno < ora.AnnoMinimo || anno > ora.AnnoMassimo {
			return // a zone moved the first or last day out of what is written
		}
		testo := string(ora.AppendLocale(nil, got))
		ancora, err := ora.ParseLocale(testo)
		if err != nil {
			t.Fatalf("%q written as %q: %v", s, testo, err)
		}
		if again := string(ora.AppendLocale(nil, ancora)); again != testo {
			t.Fatalf("%q, then %q", testo, again)
		}
	})
}

// confrontaConTime compares an accepted date-time with what package time makes
// of it; it has no 24:00:00 and does not say how it resolves the double hour.
func confrontaConTime(t *testing.T, s string, got time.Time) {
	t.Helper()
	if s[11:13] == "24" {
		return
	}
	want, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		want, err = time.ParseInLocation("2006-01-02T15:04:05.999999999", s, ora.Roma)
	}
	if err != nil {
		// Package time refuses offsets it does not know how to print, never
		// a time without one.
		if !strings.ContainsAny(s[19:], "+-") {
			t.Fatalf("%q refused by package time: %v", s, err)
		}
		return
	}
	if d := want.Sub(got); d != 0 && d != time.Hour {
		t.Fatalf("%q is %s, package time says %s", s, got, want)
	}
}

// FuzzParseGiorno: an accepted date without zone is written back as it was.
func FuzzParseGiorno(f *testing.F) {
	for _, s := range []string{"2024-05-03", "2024-05-03Z", "2024-05-03+02:00", "2023-02-29", "0001-01-01", "9999-12-31"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, conZona, err := ora.ParseGiorno(s)
		if err != nil {
			var e *ora.Errore
			if !errors.As(err, &e) || e.Valore != s || e.Colonna < 1 || e.Colonna > len(s)+1 {
				t.Fatalf("%q: %#v", s, err)
			}
			return
		}
		if got := testo(n); got != s[:10] || conZona != (len(s) > 10) {
			t.Fatalf("%q is %q, zone %t", s, got, conZona)
		}
	})
}
