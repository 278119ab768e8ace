package avviso_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestDataOra(t *testing.T) {
	casi := []struct{ nome, testo, scritto, zona, locale string }{
		{"plain", "2024-05-03T10:15:30", "2024-05-03T10:15:30", "2024-05-03T10:15:30.000+02:00", "2024-05-03T10:15:30"},
		{"milliseconds", "2024-05-03T10:15:30.9", "2024-05-03T10:15:30.900", "2024-05-03T10:15:30.900+02:00", "2024-05-03T10:15:30"},
		{"microseconds are dropped", "2024-05-03T10:15:30.123999", "2024-05-03T10:15:30.123", "2024-05-03T10:15:30.123+02:00", "2024-05-03T10:15:30"},
		{"UTC", "2024-05-03T10:15:30Z", "2024-05-03T12:15:30", "2024-05-03T12:15:30.000+02:00", "2024-05-03T12:15:30"},
		{"zone", "2024-01-03T10:15:30-05:00", "2024-01-03T16:15:30", "2024-01-03T16:15:30.000+01:00", "2024-01-03T16:15:30"},
		{"end of the day", "2024-05-03T24:00:00", "2024-05-04T00:00:00", "2024-05-04T00:00:00.000+02:00", "2024-05-04T00:00:00"},
		{"gap of spring", "2026-03-29T02:30:00", "2026-03-29T03:30:00", "2026-03-29T03:30:00.000+02:00", "2026-03-29T03:30:00"},
		{"first hour of autumn", "2026-10-25T02:30:00", "2026-10-25T02:30:00", "2026-10-25T02:30:00.000+02:00", "2026-10-25T02:30:00"},
		{"second hour of autumn", "2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00.000+01:00", "2026-10-25T02:30:00"},
		{"first instant", "0001-01-01T00:00:00", "0001-01-01T00:00:00", "0001-01-01T00:00:00.000+00:49", "0001-01-01T00:00:00"},
		{"last instant", "9999-12-31T23:59:59.999", "9999-12-31T23:59:59.999", "9999-12-31T23:59:59.999+01:00", "9999-12-31T23:59:59"},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			d, err := avviso.ParseDataOra(c.testo)
			require.NoError(t, err)
			require.Equal(t, c.scritto, d.String())
			require.Equal(t, c.zona, string(d.AppendConZona(nil)))
			require.Equal(t, c.locale, string(d.AppendLocale(nil)))
			require.Equal(t, d, avviso.MustDataOra(c.scritto))
			b, err := json.Marshal(d)
			require.NoError(t, err)
			require.Equal(t, `"`+c.scritto+`"`, string(b))
			require.Equal(t, d, avviso.DataOraDi(d.Time()))
			require.Equal(t, avviso.DataDi(d.Time()), d.Data())
			colonna, err := d.Value()
			require.NoError(t, err)
			var e avviso.DataOra
			require.NoError(t, e.Scan(colonna))
			require.Equal(t, d, e)
			require.NoError(t, e.Scan(d.Time()))
			require.Equal(t, d, e)
		})
	}
}

func TestDataOraRifiuta(t *testing.T) {
	for s, codice := range map[string]avviso.Codice{
		"": avviso.CodiceFormato, "2024-05-03": avviso.CodiceFormato, "2024-05-03 10:15:30": avviso.CodiceFormato,
		"24-05-03T10:15:30": avviso.CodiceFormato, "2024-02-30T10:15:30": avviso.CodiceDataAssente, "2024-05-03T25:00:00": avviso.CodiceDataAssente,
		"0001-01-01T00:00:00+14:00": avviso.CodiceDataAssente,
	} {
		_, err := avviso.ParseDataOra(s)
		rifiuto(t, err, codice, avviso.ErrData)
	}
	require.Panics(t, func() { avviso.MustDataOra("ieri") })
	require.False(t, avviso.DataOraDi(time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC)).IsValid())
	var d avviso.DataOra
	require.ErrorIs(t, d.Scan(7), avviso.ErrData)
	require.ErrorIs(t, d.Scan(time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC)), avviso.ErrData)
}

func TestDataOraZero(t *testing.T) {
	var zero avviso.DataOra
	require.False(t, zero.IsValid())
	require.Empty(t, zero.String()+string(zero.AppendConZona(nil))+string(zero.AppendLocale(nil)))
	require.True(t, zero.Time().IsZero())
	require.Equal(t, zero, zero.Aggiungi(time.Hour))
	require.Equal(t, zero, zero.Secondi())
	require.False(t, zero.Data().IsValid())
	_, err := json.Marshal(zero)
	require.Error(t, err)
	colonna, err := zero.Value()
	require.NoError(t, err)
	require.Nil(t, colonna)
	d := avviso.MustDataOra("2024-05-03T10:15:30")
	require.NoError(t, d.Scan(nil))
	require.Equal(t, zero, d)
}

func TestDataOraOrdine(t *testing.T) {
	a := avviso.MustDataOra("2024-05-03T10:15:30.250")
	b := a.Aggiungi(1500 * time.Millisecond)
	require.Equal(t, "2024-05-03T10:15:31.750", b.String())
	require.Equal(t, "2024-05-03T10:15:31", b.Secondi().String())
	require.Equal(t, -1, a.Compare(b))
	require.True(t, a.Prima(b) && b.Dopo(a) && !a.Prima(a) && !a.Dopo(a))
	require.False(t, a.Aggiungi(math.MaxInt64).Aggiungi(math.MaxInt64).Prima(a))
	require.True(t, avviso.DataOra{}.Prima(a))
}

func FuzzDataOra(f *testing.F) {
	for _, s := range []string{"2024-05-03T10:15:30", "2026-10-25T02:30:00.5+01:00", "0001-01-01T00:00:00Z", "9999-12-31T24:00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := avviso.ParseDataOra(s)
		if err != nil {
			return
		}
		for _, testo := range []string{d.String(), string(d.AppendConZona(nil))} {
			// Offsets of Rome before 1893 are not of whole minutes.
			if e, err := avviso.ParseDataOra(testo); d.Data().Anno() > 1893 && (err != nil || e != d) {
				t.Fatalf("%q reads as %v, written %q reads as %v, %v", s, d, testo, e, err)
			}
		}
	})
}
