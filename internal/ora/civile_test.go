package ora_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/ora"
)

// TestCivile goes through every day of the range, against package time.
func TestCivile(t *testing.T) {
	g := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	giorni := 0
	for n := ora.GiornoMinimo; n <= ora.GiornoMassimo; n++ {
		anno, mese, giorno := g.Date()
		a, m, d := ora.Civile(n)
		if a != anno || m != int(mese) || d != giorno {
			t.Fatalf("day %d: %d-%d-%d, want %s", n, a, m, d, g.Format(time.DateOnly))
		}
		if got := ora.Numero(a, m, d); got != n {
			t.Fatalf("%s: day %d, want %d", g.Format(time.DateOnly), got, n)
		}
		if got := ora.Settimana(n); got != g.Weekday() {
			t.Fatalf("%s: %s, want %s", g.Format(time.DateOnly), got, g.Weekday())
		}
		if !ora.Valida(a, m, d) {
			t.Fatalf("%s is not valid", g.Format(time.DateOnly))
		}
		giorni++
		g = g.AddDate(0, 0, 1)
	}
	require.Equal(t, 10_000, g.Year(), "the range ends with 9999-12-31")
	require.Equal(t, ora.GiornoMassimo-ora.GiornoMinimo+1, giorni)
}

func TestValida(t *testing.T) {
	tests := []struct {
		nome             string
		anno, mese, data int
		want             bool
	}{
		{"leap day", 2024, 2, 29, true},
		{"no leap day", 2026, 2, 29, false},
		{"no leap day in a century", 1900, 2, 29, false},
		{"leap day every fourth century", 2000, 2, 29, true},
		{"31 of a month of 30", 2026, 4, 31, false},
		{"31 of a month of 31", 2026, 7, 31, true},
		{"day zero", 2026, 7, 0, false},
		{"month zero", 2026, 0, 1, false},
		{"month thirteen", 2026, 13, 1, false},
		{"year zero", 0, 1, 1, false},
		{"first day", 1, 1, 1, true},
		{"last day", 9999, 12, 31, true},
		{"year of five digits", 10_000, 1, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.want, ora.Valida(tt.anno, tt.mese, tt.data))
		})
	}
}
