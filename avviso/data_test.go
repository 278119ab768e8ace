package avviso_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestParseData(t *testing.T) {
	for _, testo := range []string{"0001-01-01", "1900-02-28", "1970-01-01", "2000-02-29", "2024-02-29", "2024-12-31", "9999-12-31"} {
		d, err := avviso.ParseData(testo)
		require.NoError(t, err, testo)
		require.Equal(t, testo, d.String())
		want, err := time.Parse(time.DateOnly, testo)
		require.NoError(t, err)
		require.Equal(t, want.Weekday(), d.Inizio().Weekday(), testo)
		require.Equal(t, []int{want.Year(), int(want.Month()), want.Day()}, []int{d.Anno(), d.Mese(), d.Giorno()})
	}
	for testo, codice := range map[string]avviso.Codice{
		"":                     avviso.CodiceFormato,
		"2024-5-3":             avviso.CodiceFormato,
		"2024/05/03":           avviso.CodiceFormato,
		"03/05/2024":           avviso.CodiceFormato,
		"2024-05-03 ":          avviso.CodiceFormato,
		"2024-05-03T00:00:00":  avviso.CodiceFormato,
		"2024-05-03Z":          avviso.CodiceFormato,
		"2024-05-03+02:00":     avviso.CodiceFormato,
		"20240503":             avviso.CodiceFormato,
		"+2024-05-03":          avviso.CodiceFormato,
		"2024-02-30":           avviso.CodiceDataAssente,
		"2023-02-29":           avviso.CodiceDataAssente,
		"1900-02-29":           avviso.CodiceDataAssente,
		"2030-19-40":           avviso.CodiceDataAssente,
		"2024-00-10":           avviso.CodiceDataAssente,
		"2024-01-00":           avviso.CodiceDataAssente,
		"0000-01-01":           avviso.CodiceDataAssente,
		"２０２４-05-03":           avviso.CodiceFormato,
		"99999999999999-01-01": avviso.CodiceFormato,
	} {
		d, err := avviso.ParseData(testo)
		rifiuto(t, err, codice, avviso.ErrData)
		require.Zero(t, d)
	}
}

// Every day of four centuries, against the standard library.
func TestDataGiorni(t *testing.T) {
	d := avviso.MustData("1800-01-01")
	for g := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); g.Year() < 2200; g = g.AddDate(0, 0, 1) {
		if d.Anno() != g.Year() || d.Mese() != int(g.Month()) || d.Giorno() != g.Day() || d.Inizio().Weekday() != g.Weekday() {
			t.Fatalf("%v is not %v", d, g)
		}
		if e, err := avviso.NuovaData(g.Year(), int(g.Month()), g.Day()); err != nil || e != d {
			t.Fatalf("NuovaData(%v) = %v, %v", g, e, err)
		}
		if int64(d.Giorni())*86400 != g.Unix() {
			t.Fatalf("%v: %d days", d, d.Giorni())
		}
		if e, err := avviso.DataDaGiorni(d.Giorni()); err != nil || e != d {
			t.Fatalf("DataDaGiorni(%d) = %v, %v", d.Giorni(), e, err)
		}
		d = d.Aggiungi(1)
	}
}

func TestDataConti(t *testing.T) {
	d := avviso.MustData("2024-02-28")
	require.Equal(t, "2024-03-01", d.Aggiungi(2).String())
	require.Equal(t, "2024-02-27", d.Aggiungi(-1).String())
	require.Equal(t, 2, d.Aggiungi(2).Giorni()-d.Giorni())
	require.True(t, d.Prima(d.Aggiungi(1)))
	require.True(t, d.Dopo(d.Aggiungi(-1)))
	require.False(t, d.Prima(d))
	require.False(t, d.Dopo(d))
	require.Equal(t, 0, d.Compare(d.Aggiungi(0)))
	primo, ultimo := avviso.MustData("0001-01-01"), avviso.MustData("9999-12-31")
	require.Equal(t, ultimo, primo.Aggiungi(ultimo.Giorni()-primo.Giorni()))
	require.Equal(t, primo, ultimo.Aggiungi(primo.Giorni()-ultimo.Giorni()))
	require.Equal(t, "28/02/2024", d.Italiana())
	require.False(t, avviso.MustData("9999-12-31").Aggiungi(1).IsValid())
	require.False(t, avviso.MustData("0001-01-01").Aggiungi(-1).IsValid())
	require.False(t, d.Aggiungi(1<<62).IsValid())
	require.False(t, d.Aggiungi(-1<<62).IsValid())
	_, err := avviso.DataDaGiorni(1 << 40)
	rifiuto(t, err, avviso.CodiceIntervallo, avviso.ErrData)
	_, err = avviso.NuovaData(2023, 2, 29)
	rifiuto(t, err, avviso.CodiceDataAssente, avviso.ErrData)

	var zero avviso.Data
	require.Equal(t, []int{0, 0, 0}, []int{zero.Anno(), zero.Mese(), zero.Giorno()})
	require.Empty(t, zero.String())
	require.Empty(t, zero.Italiana())
	require.False(t, zero.Aggiungi(1).IsValid())
	require.True(t, zero.Inizio().IsZero())
	require.Equal(t, -1, zero.Compare(d))
}

func TestDataRoma(t *testing.T) {
	for istante, giorno := range map[string]string{
		"2024-05-03T21:59:59Z":      "2024-05-03", // summer time, +02:00
		"2024-05-03T22:00:00Z":      "2024-05-04",
		"2024-01-03T22:59:59Z":      "2024-01-03", // winter time, +01:00
		"2024-01-03T23:00:00Z":      "2024-01-04",
		"2024-01-03T23:30:00-05:00": "2024-01-04",
	} {
		i, err := time.Parse(time.RFC3339, istante)
		require.NoError(t, err)
		require.Equal(t, giorno, avviso.DataDi(i).String(), istante)
	}
	require.Equal(t, "2024-07-09T22:00:00Z", avviso.MustData("2024-07-10").Inizio().UTC().Format(time.RFC3339))
	require.Equal(t, "2024-12-09T23:00:00Z", avviso.MustData("2024-12-10").Inizio().UTC().Format(time.RFC3339))
	require.False(t, avviso.DataDi(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)).IsValid())
}

func TestDataScanTime(t *testing.T) {
	var d avviso.Data
	require.NoError(t, d.Scan(time.Date(2024, 5, 3, 0, 0, 0, 0, time.UTC)))
	require.Equal(t, "2024-05-03", d.String())
	rifiuto(t, d.Scan(time.Date(12024, 5, 3, 0, 0, 0, 0, time.UTC)), avviso.CodiceDataAssente, avviso.ErrData)
	require.Equal(t, "2024-05-03", d.String())
}
