package avviso_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestGeneraNumeroAvviso(t *testing.T) {
	app := func(c string) avviso.Configurazione { return avviso.Configurazione{AuxDigit: "0", ApplicationCode: c} }
	seg := func(c string) avviso.Configurazione {
		return avviso.Configurazione{AuxDigit: "3", SegregationCode: c}
	}
	aux1, aux2 := avviso.Configurazione{AuxDigit: "1"}, avviso.Configurazione{AuxDigit: "2"}
	for _, c := range []struct {
		cfg         avviso.Configurazione
		prefisso    string
		progressivo uint64
		nav         string
		codice      avviso.Codice
		tipo        error
	}{
		{app("01"), "", 1902800721470, "001190280072147087", "", nil},
		{app("01"), "", 42, "001000000000004282", "", nil},
		{app("12"), "", 123456789012, "012012345678901212", "", nil},
		{app("01"), "", 1, "001000000000000141", "", nil},
		{app("12"), "", 3456789012345, "012345678901234542", "", nil},
		{aux2, "", 12345678901234, "201234567890123415", "", nil},
		{aux2, "", 123456789012345, "212345678901234544", "", nil},
		{seg("01"), "", 42, "301000000000004285", "", nil},
		{seg("01"), "00", 42, "301000000000004285", "", nil}, // segregation 01, system 00, index 42
		{seg("02"), "", 320027000002, "302032002700000251", "", nil},
		{seg("02"), "0320", 27000002, "302032002700000251", "", nil},
		{seg("47"), "", 1, "347000000000000124", "", nil},
		{seg("47"), "", 1234567890123, "347123456789012389", "", nil},
		{app("99"), "", 9999999999999, "099999999999999900", "", nil},
		{seg("00"), "", 0, "300000000000000003", "", nil},
		{seg("01"), "", 11220, "301000000001122010", "", nil},
		{aux1, "", 42, "100000000000000042", "", nil},
		{aux1, "24", 42, "124000000000000042", "", nil},
		{app("01"), "", 10000000000000, "", avviso.CodiceProgressivo, avviso.ErrProgressivo},
		{app("01"), "123", 10000000000, "", avviso.CodiceProgressivo, avviso.ErrProgressivo},
		{app("01"), "1234567890123", 0, "", avviso.CodiceProgressivo, avviso.ErrProgressivo}, // no room for a progressive
		{app("01"), "1234567890123", 1, "", avviso.CodiceProgressivo, avviso.ErrProgressivo},
		{app("01"), "12345678901234567890123", 1, "", avviso.CodiceProgressivo, avviso.ErrProgressivo},
		{aux1, "", math.MaxUint64, "", avviso.CodiceProgressivo, avviso.ErrProgressivo},
		{app("01"), "A1", 1, "", avviso.CodicePrefisso, avviso.ErrProgressivo},
		{app("01"), "%(y)", 1, "", avviso.CodicePrefisso, avviso.ErrProgressivo},
		{app("1"), "", 1, "", avviso.CodiceApplicationCode, avviso.ErrApplicationCode},
		{app(""), "", 1, "", avviso.CodiceApplicationCode, avviso.ErrApplicationCode},
		{seg("x1"), "", 1, "", avviso.CodiceSegregazione, avviso.ErrSegregazione},
		{avviso.Configurazione{AuxDigit: "4"}, "", 1, "", avviso.CodiceAux, avviso.ErrAux},
	} {
		n, err := avviso.GeneraNumeroAvviso(c.cfg, c.prefisso, c.progressivo)
		if c.codice != "" {
			rifiuto(t, err, c.codice, c.tipo)
			require.Zero(t, n)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.nav, n.String())
		require.True(t, n.CheckValido())
		require.NoError(t, c.cfg.Ammette(n))
		require.True(t, avviso.Interno(n.IUV(), c.cfg))
	}
}

func TestEspandiPrefisso(t *testing.T) {
	p := avviso.ParametriPrefisso{TipoPendenza: "07", Applicazione: "3", Anno: 2024}
	for in, want := range map[string]string{
		"": "", "12": "12", "%(y)": "24", "%(Y)": "2024", "%(t)%(a)": "073", "9%(a)%(y)%(t)": "932407", "%(y)%(y)": "2424",
	} {
		got, err := avviso.EspandiPrefisso(in, p)
		require.NoError(t, err, in)
		require.Equal(t, want, got, in)
	}
	for anno, want := range map[int]string{1000: "1000", 9999: "9999", 999: "", 10000: ""} {
		got, err := avviso.EspandiPrefisso("%(Y)", avviso.ParametriPrefisso{Anno: anno})
		require.Equal(t, want, got)
		require.Equal(t, want == "", err != nil, "a year has four digits: %d", anno)
	}
	for _, in := range []string{"%", "%(z)", "%y", "%(y", "A", "12-%(y)", "%%(y)"} {
		_, err := avviso.EspandiPrefisso(in, p)
		rifiuto(t, err, avviso.CodicePrefisso, avviso.ErrProgressivo)
	}
	for _, in := range []string{"%(t)", "%(a)", "%(y)", "%(Y)"} {
		_, err := avviso.EspandiPrefisso(in, avviso.ParametriPrefisso{})
		rifiuto(t, err, avviso.CodicePrefisso, avviso.ErrProgressivo)
	}
	_, err := avviso.EspandiPrefisso("%(t)", avviso.ParametriPrefisso{TipoPendenza: "TARI"})
	rifiuto(t, err, avviso.CodicePrefisso, avviso.ErrProgressivo)
}

func TestNumerazione(t *testing.T) {
	cfg := avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
	n := avviso.Numerazione{Configurazione: cfg, Prefisso: "24000000000", Prossimo: 98}
	require.Equal(t, uint64(2), n.Rimanenti())

	var visti []string
	ultima := n
	for nav, dopo := range n.Tutti() {
		visti = append(visti, nav.String()[3:16])
		ultima = dopo
	}
	require.Equal(t, []string{"2400000000098", "2400000000099"}, visti)
	require.Zero(t, ultima.Rimanenti())
	_, dopo, err := ultima.Assegna()
	rifiuto(t, err, avviso.CodiceProgressivo, avviso.ErrProgressivo)
	require.Equal(t, ultima, dopo, "a refusal changes nothing")

	require.Equal(t, uint64(1), avviso.Numerazione{Configurazione: cfg, Prefisso: "24000000000", Prossimo: 99}.Rimanenti())
	require.Zero(t, avviso.Numerazione{Configurazione: cfg, Prefisso: "2400000000000"}.Rimanenti(), "no room for a progressive")
	require.Zero(t, avviso.Numerazione{}.Rimanenti())
	require.Equal(t, uint64(100_000_000_000_000_000), avviso.Numerazione{Configurazione: avviso.Configurazione{AuxDigit: "1"}}.Rimanenti())
}

func TestNumerazioneSalta(t *testing.T) {
	cfg := avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
	n := avviso.Numerazione{Configurazione: cfg, Prefisso: "24", Prossimo: 5}
	numero := func(c avviso.Configurazione, prefisso string, p uint64) avviso.NumeroAvviso {
		nav, err := avviso.GeneraNumeroAvviso(c, prefisso, p)
		require.NoError(t, err)
		return nav
	}
	require.Equal(t, uint64(8), n.Salta(numero(cfg, "24", 7)).Prossimo)
	require.Equal(t, uint64(5), n.Salta(numero(cfg, "24", 4)).Prossimo, "never goes back")
	require.Equal(t, uint64(5), n.Salta(numero(cfg, "25", 7)).Prossimo, "other prefix")
	require.Equal(t, uint64(5), n.Salta(numero(avviso.Configurazione{AuxDigit: "3", SegregationCode: "02"}, "24", 7)).Prossimo)
	require.Equal(t, uint64(5), n.Salta(avviso.NumeroAvviso{}).Prossimo)
	for _, c := range []avviso.Configurazione{{AuxDigit: "0", ApplicationCode: "07"}, {AuxDigit: "1"}, {AuxDigit: "2"}, cfg} {
		m := avviso.Numerazione{Configurazione: c, Prossimo: 1}
		require.Equal(t, uint64(124), m.Salta(numero(c, "", 123)).Prossimo, "%+v", c)
	}
}

func TestAvvertenze(t *testing.T) {
	av := func(c avviso.Codice, v string) avviso.Avvertenza {
		return avviso.Avvertenza{Codice: c, Campo: "numeroAvviso", Valore: v}
	}
	for nav, want := range map[string][]avviso.Avvertenza{
		"301000000000004285": nil,
		"347000000000000124": {av(avviso.CodiceSegregazioneRiservata, "47")},
		"001190280072147087": {av(avviso.CodiceAuxDeprecato, "0")},
		"001190280072147088": {av(avviso.CodiceCheckDigit, "001190280072147088"), av(avviso.CodiceAuxDeprecato, "0")},
		"099999999999999900": {av(avviso.CodiceAuxDeprecato, "0")},
		"112345678901234567": {av(avviso.CodiceAuxDeprecato, "1")},
		"299000000000000000": {av(avviso.CodiceCheckDigit, "299000000000000000"), av(avviso.CodiceAuxDeprecato, "2"), av(avviso.CodiceSegregazioneRiservata, "99")},
	} {
		trovate := avviso.MustNumeroAvviso(nav).Avvertenze()
		for i := range trovate {
			require.NotEmpty(t, trovate[i].Testo, nav)
			trovate[i].Testo = ""
		}
		require.Empty(t, cmp.Diff(want, trovate), nav)
	}
	for _, c := range []string{"47", "81", "85", "96", "97", "98", "99"} {
		s, ok := avviso.SegregazioneRiservata(c)
		require.True(t, ok)
		require.NotEmpty(t, s)
	}
	_, ok := avviso.SegregazioneRiservata("01")
	require.False(t, ok)
	require.Equal(t, `AUX_DEPRECATO numeroAvviso "0"`, av(avviso.CodiceAuxDeprecato, "0").String())
}
