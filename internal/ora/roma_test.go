package ora_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/ora"
)

func TestIstante(t *testing.T) {
	tests := []struct {
		nome             string
		anno, mese, g    int
		h, m, s, ns      int
		want             string // UTC
		wantLocale       string
		wantGiornoUguale bool
	}{
		{"winter", 2026, 1, 15, 12, 0, 0, 0, "2026-01-15T11:00:00Z", "2026-01-15T12:00:00", true},
		{"summer", 2026, 7, 15, 12, 0, 0, 0, "2026-07-15T10:00:00Z", "2026-07-15T12:00:00", true},
		{"last second before the gap", 2026, 3, 29, 1, 59, 59, 0, "2026-03-29T00:59:59Z", "2026-03-29T01:59:59", true},
		{"start of the gap", 2026, 3, 29, 2, 0, 0, 0, "2026-03-29T01:00:00Z", "2026-03-29T03:00:00", true},
		{"in the gap", 2026, 3, 29, 2, 30, 0, 0, "2026-03-29T01:30:00Z", "2026-03-29T03:30:00", true},
		{"after the gap", 2026, 3, 29, 3, 0, 0, 0, "2026-03-29T01:00:00Z", "2026-03-29T03:00:00", true},
		{"before the double hour", 2026, 10, 25, 1, 59, 59, 0, "2026-10-24T23:59:59Z", "2026-10-25T01:59:59", true},
		{"in the double hour, the first", 2026, 10, 25, 2, 30, 0, 0, "2026-10-25T00:30:00Z", "2026-10-25T02:30:00", true},
		{"end of the double hour", 2026, 10, 25, 2, 59, 59, 0, "2026-10-25T00:59:59Z", "2026-10-25T02:59:59", true},
		{"after the double hour", 2026, 10, 25, 3, 0, 0, 0, "2026-10-25T02:00:00Z", "2026-10-25T03:00:00", true},
		{"midnight of the spring day", 2026, 3, 29, 0, 0, 0, 0, "2026-03-28T23:00:00Z", "2026-03-29T00:00:00", true},
		{"midnight of the autumn day", 2026, 10, 25, 0, 0, 0, 0, "2026-10-24T22:00:00Z", "2026-10-25T00:00:00", true},
		{"carries over", 2026, 12, 31, 24, 0, 61, 0, "2026-12-31T23:01:01Z", "2027-01-01T00:01:01", false},
		{"beyond the written-out changes", 2090, 7, 15, 12, 0, 0, 5, "2090-07-15T10:00:00.000000005Z", "2090-07-15T12:00:00", true},
		{"before 1970", 1966, 7, 15, 12, 0, 0, 0, "1966-07-15T10:00:00Z", "1966-07-15T12:00:00", true},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			giorno := ora.Numero(tt.anno, tt.mese, tt.g)
			got := ora.Istante(giorno, tt.h, tt.m, tt.s, tt.ns)
			require.Equal(t, tt.want, got.UTC().Format(time.RFC3339Nano))
			require.Equal(t, tt.wantLocale, string(ora.AppendLocale(nil, got)))
			require.Equal(t, tt.wantGiornoUguale, ora.Giorno(got) == giorno)
			require.Equal(t, ora.Roma, got.Location())
		})
	}
}

// TestIstanteInversa goes through every quarter of an hour of two years: an
// instant's civil time leads back to it, but for the second of a double hour.
func TestIstanteInversa(t *testing.T) {
	inizio := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	doppie := 0
	for i := range 2 * 365 * 24 * 4 {
		want := inizio.Add(time.Duration(i) * 15 * time.Minute)
		l := want.In(ora.Roma)
		got := ora.Istante(ora.Giorno(want), l.Hour(), l.Minute(), l.Second(), 0)
		if got.Equal(want) {
			continue
		}
		doppie++
		require.Equal(t, time.Hour, want.Sub(got), "%s", l)
	}
	require.Equal(t, 2*4, doppie, "the second of two double hours, in quarters")
}

func TestGiorno(t *testing.T) {
	tests := []struct{ nome, utc, want string }{
		{"before midnight in winter", "2026-01-15T22:59:59Z", "2026-01-15"},
		{"midnight in winter", "2026-01-15T23:00:00Z", "2026-01-16"},
		{"before midnight in summer", "2026-07-15T21:59:59Z", "2026-07-15"},
		{"midnight in summer", "2026-07-15T22:00:00Z", "2026-07-16"},
		{"the epoch", "1970-01-01T00:00:00Z", "1970-01-01"},
		{"before the epoch", "1969-12-31T22:59:59.9Z", "1969-12-31"},
		{"another zone", "2026-07-15T23:30:00+05:00", "2026-07-15"},
		{"the first day", "0001-01-01T12:00:00Z", "0001-01-01"},
		{"the last day", "9999-12-31T12:00:00Z", "9999-12-31"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			in, err := time.Parse(time.RFC3339Nano, tt.utc)
			require.NoError(t, err)
			require.Equal(t, tt.want, string(ora.AppendGiorno(nil, ora.Giorno(in))))
		})
	}
}

// TestZona asks a second opinion on the embedded data: the rule of the European
// Union alone (Directive 2000/84/EC and the directives before it), as a POSIX
// TZ string in a zone file with no changes written out.
func TestZona(t *testing.T) {
	regola, err := time.LoadLocationFromTZData("rule", zonaDiSolaRegola("CET-1CEST,M3.5.0,M10.5.0/3"))
	require.NoError(t, err)
	// An odd step, so that the samples fall on every minute of the day; and
	// every half-hour of the days of change.
	da := time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	fino := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	confronta := func(unix int64) {
		n1, o1 := time.Unix(unix, 0).In(ora.Roma).Zone()
		n2, o2 := time.Unix(unix, 0).In(regola).Zone()
		if n1 != n2 || o1 != o2 {
			t.Fatalf("%s: %s %d by the data, %s %d by the rule", time.Unix(unix, 0).UTC(), n1, o1, n2, o2)
		}
	}
	for unix := da; unix < fino; unix += 7*3600 + 1 {
		confronta(unix)
	}
	for anno := 1996; anno < 2100; anno++ {
		for _, mese := range []time.Month{time.March, time.October} {
			inizio := time.Date(anno, mese, 24, 0, 0, 0, 0, time.UTC).Unix()
			for i := range int64(9 * 48) {
				confronta(inizio + i*1800)
				confronta(inizio + i*1800 - 1)
			}
		}
	}
}

// zonaDiSolaRegola writes a TZif version 2 file (RFC 9636) whose two data
// blocks hold one type of local time, CET, and no change.
func zonaDiSolaRegola(regola string) []byte {
	blocco := append([]byte("TZif2"), make([]byte, 15)...)
	for _, n := range []byte{0, 0, 0, 0, 1, 4} { // isut, isstd, leap, time, type, char
		blocco = append(blocco, 0, 0, 0, n)
	}
	blocco = append(blocco, 0, 0, 0x0e, 0x10, 0, 0) // 3600 s, not summer, name at 0
	blocco = append(blocco, "CET\x00"...)
	file := append([]byte{}, blocco...)
	file = append(file, blocco...)
	return append(file, "\n"+regola+"\n"...)
}
