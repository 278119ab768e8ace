package jppa_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

// istanti are compared as they are.
var istanti = cmpopts.EquateComparable(avviso.DataOra{})

// conZona is an instant as the messages write it.
func conZona(d avviso.DataOra) string { return string(d.AppendConZona(nil)) }

func TestProssimaEsecuzione(t *testing.T) {
	for _, tt := range []struct{ nome, da, want string }{
		{"before three", "2024-03-07T02:59:59.999+01:00", "2024-03-07T03:00:00.000+01:00"},
		{"strictly after", "2024-03-07T03:00:00.000+01:00", "2024-03-08T03:00:00.000+01:00"},
		{"in the evening", "2024-03-07T23:30:00Z", "2024-03-08T03:00:00.000+01:00"},
		{"spring: the run of the day", "2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00.000+02:00"},
		{"spring: at the change itself", "2026-03-29T03:00:00+02:00", "2026-03-30T03:00:00.000+02:00"},
		{"autumn: in summer time", "2026-10-25T02:30:00+02:00", "2026-10-25T03:00:00.000+01:00"},
		{"autumn: in winter time", "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00.000+01:00"},
		{"autumn: after", "2026-10-25T03:00:00+01:00", "2026-10-26T03:00:00.000+01:00"},
		{"end of the year", "2025-12-31T12:00:00+01:00", "2026-01-01T03:00:00.000+01:00"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			got := jppa.ProssimaEsecuzione(avviso.MustDataOra(tt.da).Time())
			require.Equal(t, tt.want, conZona(avviso.DataOraDi(got)))
		})
	}
	for _, tt := range []struct{ da, want string }{
		{"2024-03-07T03:00:00+01:00", "2024-03-07T03:30:00.000+01:00"},
		{"2024-03-07T03:29:59.999+01:00", "2024-03-07T03:30:00.000+01:00"},
		{"2026-03-29T01:45:00+01:00", "2026-03-29T03:00:00.000+02:00"},
		{"2026-10-25T02:45:00+02:00", "2026-10-25T02:00:00.000+01:00"},
	} {
		require.Equal(t, tt.want, conZona(avviso.DataOraDi(jppa.ProssimaConsegna(avviso.MustDataOra(tt.da).Time()))))
	}
}

func TestCalcolaFinestra(t *testing.T) {
	for _, tt := range []struct {
		nome, adesso, ultima string
		inSospeso            bool
		ore                  int
		da, a                string
		salta                jppa.MotivoSalto
	}{
		{nome: "first run", adesso: "2024-03-07T03:00:00+01:00", da: "1970-01-01T00:00:00.000+01:00", a: "2024-03-07T02:59:59.999+01:00"},
		{nome: "first run, late", adesso: "2024-03-07T03:47:12.5+01:00", da: "1970-01-01T00:00:00.000+01:00", a: "2024-03-07T02:59:59.999+01:00"},
		{
			nome: "the day after", adesso: "2024-03-08T03:00:00+01:00", ultima: "2024-03-07T02:59:59.999+01:00",
			da: "2024-03-07T03:00:00.000+01:00", a: "2024-03-08T02:59:59.999+01:00",
		},
		{
			nome: "after days off", adesso: "2024-03-11T03:00:00+01:00", ultima: "2024-03-07T02:59:59.999+01:00",
			da: "2024-03-07T03:00:00.000+01:00", a: "2024-03-11T02:59:59.999+01:00",
		},
		{nome: "too early", adesso: "2024-03-08T02:59:59+01:00", ultima: "2024-03-07T02:59:59.999+01:00", salta: jppa.FinestraNonChiusa},
		{nome: "undelivered", adesso: "2024-03-08T03:00:00+01:00", ultima: "2024-03-07T02:59:59.999+01:00", inSospeso: true, salta: jppa.TracciatoInSospeso},
		{nome: "undelivered at the first run", adesso: "2024-03-08T03:00:00+01:00", inSospeso: true, salta: jppa.TracciatoInSospeso},
		{
			nome: "six hours", adesso: "2024-03-07T09:00:00+01:00", ultima: "2024-03-07T02:59:59.999+01:00", ore: 6,
			da: "2024-03-07T03:00:00.000+01:00", a: "2024-03-07T08:59:59.999+01:00",
		},
		// Summer time begins on 2026-03-29: 24 elapsed hours end at 03:59:59.999.
		{nome: "spring: skipped", adesso: "2026-03-29T03:00:00+02:00", ultima: "2026-03-28T02:59:59.999+01:00", salta: jppa.FinestraNonChiusa},
		{
			nome: "spring: two days", adesso: "2026-03-30T03:00:00+02:00", ultima: "2026-03-28T02:59:59.999+01:00",
			da: "2026-03-28T03:00:00.000+01:00", a: "2026-03-30T02:59:59.999+02:00",
		},
		// Summer time ends on 2026-10-25: 24 elapsed hours end an hour before the last whole hour.
		{
			nome: "autumn: 25 hours", adesso: "2026-10-25T03:00:00+01:00", ultima: "2026-10-24T02:59:59.999+02:00",
			da: "2026-10-24T03:00:00.000+02:00", a: "2026-10-25T02:59:59.999+01:00",
		},
		{
			nome: "autumn: the day after", adesso: "2026-10-26T03:00:00+01:00", ultima: "2026-10-25T02:59:59.999+01:00",
			da: "2026-10-25T03:00:00.000+01:00", a: "2026-10-26T02:59:59.999+01:00",
		},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			var ultima avviso.DataOra
			if tt.ultima != "" {
				ultima = avviso.MustDataOra(tt.ultima)
			}
			f, salta, err := jppa.CalcolaFinestra(avviso.MustDataOra(tt.adesso), ultima, tt.inSospeso, tt.ore)
			require.NoError(t, err)
			require.Equal(t, tt.salta, salta)
			require.Equal(t, [2]string{tt.da, tt.a}, [2]string{conZona(f.Da), conZona(f.A)})
		})
	}
	_, _, err := jppa.CalcolaFinestra(avviso.DataOra{}, avviso.DataOra{}, false, 0)
	require.ErrorIs(t, err, jppa.ErrCampo)
	const secolo = 100 * 366 * 24 // hours
	for _, ore := range []int{-1, secolo + 1} {
		_, _, err = jppa.CalcolaFinestra(avviso.MustDataOra("2024-03-07T03:00:00"), avviso.DataOra{}, false, ore)
		require.ErrorIs(t, err, jppa.ErrCampo, "%d", ore)
	}
	_, _, err = jppa.CalcolaFinestra(avviso.MustDataOra("2024-03-07T03:00:00"), avviso.DataOra{}, false, secolo)
	require.NoError(t, err)
}

// A year of runs across both changes of time: the windows follow each other
// without gap and without overlap.
func TestWindowsOfAYearFollowEachOther(t *testing.T) {
	adesso := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	ultima := avviso.MustDataOra("2026-01-01T02:59:59.999+01:00")
	salti := 0
	adesso = jppa.ProssimaEsecuzione(jppa.ProssimaEsecuzione(adesso))
	for range 364 {
		f, salta, err := jppa.CalcolaFinestra(avviso.DataOraDi(adesso), ultima, false, 0)
		require.NoError(t, err)
		if salta != "" {
			require.Equal(t, "2026-03-29", adesso.Format(time.DateOnly))
			salti++
		} else {
			require.Equal(t, ultima.Aggiungi(time.Millisecond), f.Da)
			require.Equal(t, adesso.Add(-time.Millisecond).UnixMilli(), f.A.Time().UnixMilli())
			ultima = f.A
		}
		adesso = jppa.ProssimaEsecuzione(adesso)
	}
	require.Equal(t, 1, salti)
}

var ente = avviso.MustIdDominio("01234567890")

func ricevuta(iuv, data string, esito rpt.CodiceEsitoPagamento) jppa.Ricevuta {
	return jppa.Ricevuta{IdDominio: ente.String(), IUV: iuv, CCP: "n/a", Tipo: "MENSA", Esito: esito, Stato: rpt.StatoRTAccettataPA, Data: avviso.MustDataOra(data)}
}

func TestSeleziona(t *testing.T) {
	f := jppa.Finestra{Da: avviso.MustDataOra("2024-03-07T03:00:00"), A: avviso.MustDataOra("2024-03-08T02:59:59.999")}
	altra := func(iuv string, cambia func(*jppa.Ricevuta)) jppa.Ricevuta {
		r := ricevuta(iuv, "2024-03-07T12:00:00", "0")
		cambia(&r)
		return r
	}
	ricevute := []jppa.Ricevuta{
		ricevuta("ULTIMA", "2024-03-08T02:59:59.999", "0"),
		ricevuta("OLTRE", "2024-03-08T03:00:00", "0"),
		ricevuta("PARZIALE", "2024-03-07T15:00:00", "2"),
		ricevuta("PRIMA", "2024-03-07T03:00:00", "0"),
		ricevuta("ANTE", "2024-03-07T02:59:59.999", "0"),
		ricevuta("MICRO", "2024-03-08T02:59:59.9995", "0"), // finer than a millisecond: of this window, not of none
		ricevuta("NO1", "2024-03-07T12:00:00", "1"),
		ricevuta("NO3", "2024-03-07T12:00:00", "3"),
		ricevuta("NO4", "2024-03-07T12:00:00", "4"),
		altra("ENTE", func(r *jppa.Ricevuta) { r.IdDominio = "99999999999" }),
		altra("STATO", func(r *jppa.Ricevuta) { r.Stato = rpt.StatoRTRifiutataPA }),
		altra("SENZA", func(r *jppa.Ricevuta) { r.Data = avviso.DataOra{} }),
		altra("TARI", func(r *jppa.Ricevuta) { r.Tipo = "TARI" }),
		ricevuta("PRIMA2", "2024-03-07T03:00:00", "0"), // the same instant: the order given
	}
	iuv := func(r []jppa.Ricevuta) (s []string) {
		for _, v := range r {
			s = append(s, v.IUV)
		}
		return s
	}
	tutte := []string{"PRIMA", "PRIMA2", "TARI", "PARZIALE", "ULTIMA", "MICRO"}
	for _, tt := range []struct {
		nome string
		tipi jppa.TipiPendenza
		want []string
	}{
		{"no filter", nil, tutte},
		{"star", jppa.TipiPendenza{"*"}, tutte},
		{"star among others", jppa.TipiPendenza{"ICI", "*"}, tutte},
		{"one", jppa.TipiPendenza{"TARI"}, []string{"TARI"}},
		{"two", jppa.TipiPendenza{"MENSA", "TARI"}, tutte},
		{"none of them", jppa.TipiPendenza{"ICI"}, nil},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			if d := cmp.Diff(tt.want, iuv(jppa.Seleziona(slices.Values(ricevute), ente, tt.tipi, f))); d != "" {
				t.Error(d)
			}
		})
	}
	esito, ok := ricevute[2].EsitoPagamento()
	require.True(t, ok)
	require.Equal(t, jppa.EseguitoParzialmente, esito)

	scelte, ultima := jppa.SelezionaREST(slices.Values(ricevute), ente, f.Da)
	require.Equal(t, []string{"STATO", "TARI", "PARZIALE", "ULTIMA", "MICRO", "OLTRE"}, iuv(scelte), "strictly after, any state")
	require.Equal(t, avviso.MustDataOra("2024-03-08T03:00:00"), ultima)
	scelte, ultima = jppa.SelezionaREST(slices.Values(ricevute), ente, ultima)
	require.Empty(t, scelte)
	require.Equal(t, avviso.MustDataOra("2024-03-08T03:00:00"), ultima)
}
