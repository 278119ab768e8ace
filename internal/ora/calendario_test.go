package ora_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/ora"
)

// giorno reads a date of a table.
func giorno(t *testing.T, s string) int {
	t.Helper()
	n, conZona, err := ora.ParseGiorno(s)
	require.NoError(t, err)
	require.False(t, conZona)
	return n
}

func testo(n int) string { return string(ora.AppendGiorno(nil, n)) }

// TestPasqua holds dates of Easter as the almanacs print them, the earliest and
// latest possible and both exceptions of the computus included.
func TestPasqua(t *testing.T) {
	for _, want := range []string{
		"1818-03-22",               // the earliest possible
		"1943-04-25",               // the latest possible
		"1954-04-18", "1981-04-19", // the exceptions: not 25 and 26 April
		"1961-04-02", "1999-04-04", "2000-04-23",
		"2001-04-15", "2002-03-31", "2003-04-20", "2004-04-11", "2005-03-27",
		"2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12", "2010-04-04",
		"2011-04-24", "2012-04-08", "2013-03-31", "2014-04-20", "2015-04-05",
		"2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12",
		"2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20",
		"2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
		"2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25",
		"2038-04-25", "2049-04-18", "2076-04-19",
	} {
		anno, _, _ := ora.Civile(giorno(t, want))
		require.Equal(t, want, testo(ora.Pasqua(anno)))
	}
}

// TestPasquaMeeus compares every year with another form of the computus: that
// of J. Meeus, Astronomical Algorithms, chapter 8.
func TestPasquaMeeus(t *testing.T) {
	for anno := 1583; anno <= 9999; anno++ {
		a, b, c := anno%19, anno/100, anno%100
		h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
		l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
		n := h + l - 7*((a+11*h+22*l)/451) + 114
		want := ora.Numero(anno, n/31, n%31+1)
		if p := ora.Pasqua(anno); p != want || ora.Settimana(p) != 0 {
			t.Fatalf("%d: %s, want %s", anno, testo(p), testo(want))
		}
	}
}

func TestCalendari(t *testing.T) {
	tests := []struct {
		data           string
		italia, target bool
		nome           string
	}{
		{"2026-01-01", false, false, "New Year"},
		{"2026-01-02", true, true, "an ordinary Friday"},
		{"2026-01-03", false, false, "a Saturday"},
		{"2026-01-04", false, false, "a Sunday"},
		{"2026-01-06", false, true, "Epiphany"},
		{"2026-04-03", true, false, "Good Friday"},
		{"2026-04-06", false, false, "Easter Monday"},
		{"2026-04-07", true, true, "the Tuesday after"},
		{"2024-03-29", true, false, "Good Friday in March"},
		{"2024-04-25", false, true, "Liberation"},
		{"2026-05-01", false, false, "Labour day"},
		{"2026-06-02", false, true, "Republic"},
		{"2025-08-15", false, true, "Assumption"},
		{"2024-10-04", true, true, "4 October before 2026"},
		{"2027-10-04", false, true, "4 October from 2026"},
		{"2024-11-01", false, true, "All Saints"},
		{"2026-12-08", false, true, "Immaculate Conception"},
		{"2026-12-24", true, true, "Christmas Eve"},
		{"2026-12-25", false, false, "Christmas"},
		{"2025-12-26", false, false, "St Stephen"},
		{"2026-06-29", true, true, "a patron saint's day, ignored"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			n := giorno(t, tt.data)
			require.Equal(t, tt.italia, ora.Italia(n), "Italia")
			require.Equal(t, tt.target, ora.Target(n), "Target")
			require.Equal(t, tt.italia && tt.target, ora.ItaliaTarget(n), "ItaliaTarget")
		})
	}
}

// TestItaliaTarget: the intersection is that, on every day of a century.
func TestItaliaTarget(t *testing.T) {
	for n := ora.Numero(2000, 1, 1); n < ora.Numero(2100, 1, 1); n++ {
		want := ora.Italia(n) && ora.Target(n)
		if ora.ItaliaTarget(n) != want {
			t.Fatalf("%s: want %t", testo(n), want)
		}
	}
}

func TestSuccessivo(t *testing.T) {
	tests := []struct {
		nome string
		c    ora.Calendario
		da   string
		n    int
		want string
	}{
		{"the next day", ora.Italia, "2024-05-07", 1, "2024-05-08"},
		{"over a weekend", ora.Italia, "2024-05-03", 1, "2024-05-06"},
		{"second", ora.Italia, "2024-05-03", 2, "2024-05-07"},
		{"fourth", ora.Italia, "2024-05-03", 4, "2024-05-09"},
		{"over Liberation", ora.Italia, "2024-04-24", 1, "2024-04-26"},
		{"over Labour day", ora.Italia, "2024-04-26", 4, "2024-05-03"},
		{"over New Year and Epiphany", ora.Italia, "2024-12-30", 4, "2025-01-07"},
		{"Good Friday works in Italy", ora.Italia, "2024-03-28", 1, "2024-03-29"},
		{"Good Friday does not settle", ora.ItaliaTarget, "2024-03-28", 1, "2024-04-02"},
		{"TARGET settles on Liberation", ora.Target, "2024-04-24", 1, "2024-04-25"},
		{"from a holiday", ora.Italia, "2024-12-28", 1, "2024-12-30"},
		{"none", ora.Italia, "2024-12-28", 0, "2024-12-28"},
		{"fewer than none", ora.Italia, "2024-12-28", -3, "2024-12-28"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.want, testo(ora.Successivo(tt.c, giorno(t, tt.da), tt.n)))
		})
	}
}

func TestPrimo(t *testing.T) {
	tests := []struct {
		nome     string
		c        ora.Calendario
		da, want string
	}{
		{"itself", ora.Italia, "2024-12-30", "2024-12-30"},
		{"after Christmas", ora.Italia, "2026-12-25", "2026-12-28"},
		{"after Good Friday", ora.ItaliaTarget, "2024-03-29", "2024-04-02"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.want, testo(ora.Primo(tt.c, giorno(t, tt.da))))
		})
	}
}

func mai(int) bool { return false }

// TestPrimoMai: a calendar without working days ends the search, it does not
// hang it.
func TestPrimoMai(t *testing.T) {
	da := giorno(t, "2026-01-01")
	require.Equal(t, "2036-01-02", testo(ora.Primo(mai, da)))
	require.Greater(t, ora.Successivo(mai, da, 3), da)
}

func TestCalendariAlloc(t *testing.T) {
	da := giorno(t, "2024-03-28")
	require.Zero(t, testing.AllocsPerRun(100, func() {
		for _, c := range []ora.Calendario{ora.Italia, ora.Target, ora.ItaliaTarget} {
			if ora.Successivo(c, da, 5) <= da {
				t.Fatal("not after")
			}
		}
	}))
}

func ExampleSuccessivo() {
	// Thursday before Easter: the transfer may be made on Good Friday, the
	// money does not move before the Tuesday after.
	da := ora.Numero(2024, 3, 28)
	fmt.Println(testo(ora.Successivo(ora.Italia, da, 1)))
	fmt.Println(testo(ora.Successivo(ora.ItaliaTarget, da, 1)))
	// Output:
	// 2024-03-29
	// 2024-04-02
}
