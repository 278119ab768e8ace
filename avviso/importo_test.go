package avviso_test

import (
	"errors"
	"iter"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// rifiuto asserts the code and the kind of a refusal.
func rifiuto(t *testing.T, err error, codice avviso.Codice, tipo error) {
	t.Helper()
	var e *avviso.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, codice, e.Codice, err.Error())
	require.ErrorIs(t, err, tipo)
}

func TestParseImporto(t *testing.T) {
	for _, c := range []struct {
		testo  string
		cent   int64
		codice avviso.Codice
	}{
		{"0.00", 0, ""},
		{"0.01", 1, ""},
		{"0.29", 29, ""}, // 28 with a truncated double
		{"8.20", 820, ""},
		{"19.99", 1999, ""},
		{"100.00", 10000, ""},
		{"007.50", 750, ""}, // the pattern is \d+\.\d{2}
		{"999999999.99", 99999999999, ""},
		{"1000000000.00", 0, avviso.CodiceIntervallo},
		{"99999999999999999999999.00", 0, avviso.CodiceIntervallo},
		{"", 0, avviso.CodiceFormato},
		{".50", 0, avviso.CodiceFormato},
		{"1", 0, avviso.CodiceDecimali},
		{"1.", 0, avviso.CodiceDecimali},
		{"1.5", 0, avviso.CodiceDecimali},
		{"10.000", 0, avviso.CodiceDecimali},
		{"-1.00", 0, avviso.CodiceFormato},
		{"+1.00", 0, avviso.CodiceFormato},
		{"\u22121.00", 0, avviso.CodiceFormato},
		{"1e3", 0, avviso.CodiceFormato},
		{"1e999", 0, avviso.CodiceFormato},
		{"1,00", 0, avviso.CodiceFormato},
		{"1.234,56", 0, avviso.CodiceFormato},
		{" 1.00", 0, avviso.CodiceFormato},
		{"1.00 ", 0, avviso.CodiceFormato},
		{"1.0x", 0, avviso.CodiceFormato},
		{"1.-1", 0, avviso.CodiceFormato},
		{"١.٠٠", 0, avviso.CodiceFormato},
		{"NaN", 0, avviso.CodiceFormato},
	} {
		t.Run(c.testo, func(t *testing.T) {
			i, err := avviso.ParseImporto(c.testo)
			if c.codice != "" {
				rifiuto(t, err, c.codice, avviso.ErrImporto)
				require.Zero(t, i)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.cent, i.Centesimi())
		})
	}
}

func TestParseImportoEsteso(t *testing.T) {
	for testo, cent := range map[string]int64{
		"-0.01": -1, "0.00": 0, "-0.00": 0, "1000000000.00": 100000000000,
		"92233720368547758.07": math.MaxInt64, "-92233720368547758.07": -math.MaxInt64,
	} {
		i, err := avviso.ParseImportoEsteso(testo)
		require.NoError(t, err, testo)
		require.Equal(t, cent, i.Centesimi(), testo)
	}
	_, err := avviso.ParseImportoEsteso("92233720368547758.08")
	rifiuto(t, err, avviso.CodiceIntervallo, avviso.ErrImporto)
	for _, testo := range []string{"--1.00", "+1.00", "-", "", "- 1.00"} {
		_, err := avviso.ParseImportoEsteso(testo)
		rifiuto(t, err, avviso.CodiceFormato, avviso.ErrImporto)
	}
}

func TestLeggiImporto(t *testing.T) {
	for _, c := range []struct {
		testo      string
		cent       int64
		tollerante bool
		codice     avviso.Codice
	}{
		{"12.34", 1234, false, ""},
		{"-12.34", -1234, false, ""},
		{"12", 1200, true, ""},
		{"12.5", 1250, true, ""},
		{"+12.50", 1250, true, ""},
		{"-0.5", -50, true, ""},
		{"12.500", 0, false, avviso.CodiceDecimali},
		{"12.", 1200, true, ""},
		{"+7.", 700, true, ""},
		{".5", 50, true, ""},
		{".56", 56, true, ""},
		{"-.5", -50, true, ""},
		{".500", 0, false, avviso.CodiceDecimali},
		{".", 0, false, avviso.CodiceFormato},
		{"-", 0, false, avviso.CodiceFormato},
		{"-.", 0, false, avviso.CodiceFormato},
		{"1.2.", 0, false, avviso.CodiceFormato},
		{"..5", 0, false, avviso.CodiceFormato},
		{"x.", 0, false, avviso.CodiceFormato},
		{"+-1.00", 0, false, avviso.CodiceFormato},
		{"-+1.00", 0, false, avviso.CodiceFormato},
		{"1e3", 0, false, avviso.CodiceFormato},
		{"", 0, false, avviso.CodiceFormato},
		{"99999999999999999999", 0, false, avviso.CodiceIntervallo},
	} {
		i, avvertenze, err := avviso.LeggiImporto(c.testo)
		if c.codice != "" {
			rifiuto(t, err, c.codice, avviso.ErrImporto)
			continue
		}
		require.NoError(t, err, c.testo)
		require.Equal(t, c.cent, i.Centesimi(), c.testo)
		require.Equal(t, c.tollerante, len(avvertenze) == 1, c.testo)
	}
}

func TestImportoItaliano(t *testing.T) {
	for cent, testo := range map[int64]string{
		0: "0,00", 5: "0,05", 99: "0,99", 123456: "1.234,56", 10000: "100,00", 100000: "1.000,00",
		99999999999: "999.999.999,99", -123456: "-1.234,56", -99: "-0,99", -10000: "-100,00",
	} {
		i := avviso.ImportoDaCentesimi(cent)
		require.Equal(t, testo, i.Italiano())
		if cent >= 0 {
			j, err := avviso.ParseImportoItaliano(testo)
			require.NoError(t, err)
			require.Equal(t, i, j)
		}
	}
	i, err := avviso.ParseImportoItaliano("1234,56")
	require.NoError(t, err)
	require.Equal(t, int64(123456), i.Centesimi())
	for testo, codice := range map[string]avviso.Codice{
		"": avviso.CodiceFormato, "1234": avviso.CodiceFormato, ",50": avviso.CodiceFormato,
		"1.23,00": avviso.CodiceFormato, "1234.567,00": avviso.CodiceFormato, ".123,00": avviso.CodiceFormato,
		"1,5": avviso.CodiceDecimali, "1,500": avviso.CodiceDecimali, "-1,00": avviso.CodiceFormato,
		"1.00": avviso.CodiceFormato, "1,00,00": avviso.CodiceFormato, "1,2.3": avviso.CodiceFormato,
		"1.000.000.000,00": avviso.CodiceIntervallo,
	} {
		_, err := avviso.ParseImportoItaliano(testo)
		rifiuto(t, err, codice, avviso.ErrImporto)
		var e *avviso.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, testo, e.Valore)
	}
}

func TestImportoDaDecimal(t *testing.T) {
	for _, c := range []struct {
		nome   string
		d      decimal.Decimal
		cent   int64
		codice avviso.Codice
	}{
		{"zero value", decimal.Decimal{}, 0, ""},
		{"two decimals", decimal.New(110, -2), 110, ""},
		{"one decimal", decimal.New(11, -1), 110, ""},
		{"integer", decimal.NewFromInt(7), 700, ""},
		{"positive exponent", decimal.New(3, 8), 30000000000, ""},
		{"maximum", decimal.New(99999999999, -2), 99999999999, ""},
		{"above the maximum", decimal.New(100000000000, -2), 0, avviso.CodiceIntervallo},
		{"ten billion", decimal.New(1, 10), 0, avviso.CodiceIntervallo},
		{"negative", decimal.New(-1, -2), 0, avviso.CodiceIntervallo},
		{"three decimals", decimal.New(1239, -3), 0, avviso.CodiceDecimali},
		{"three decimals, a zero", decimal.New(1100, -3), 0, avviso.CodiceDecimali},
		{"huge exponent", decimal.New(1, 2_000_000_000), 0, avviso.CodiceIntervallo},
		{"zero with a huge exponent", decimal.New(0, 2_000_000_000), 0, ""},
		{"tiny exponent", decimal.New(1, -2_000_000_000), 0, avviso.CodiceDecimali},
		{"huge coefficient", decimal.RequireFromString("123456789012345678901234567890.00"), 0, avviso.CodiceIntervallo},
	} {
		t.Run(c.nome, func(t *testing.T) {
			i, err := avviso.ImportoDaDecimal(c.d)
			if c.codice != "" {
				rifiuto(t, err, c.codice, avviso.ErrImporto)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.cent, i.Centesimi())
			require.True(t, c.d.Equal(i.Decimal()))
			require.Equal(t, i.String(), i.Decimal().StringFixed(2))
		})
	}
}

func TestImportoDaDecimalSaysTheScale(t *testing.T) {
	_, err := avviso.ImportoDaDecimal(decimal.New(1239, -3))
	require.EqualError(t, err, `avviso: DECIMALI "scala 3": importo non valido`)
}

func TestSomme(t *testing.T) {
	massimo, minimo := avviso.ImportoDaCentesimi(math.MaxInt64), avviso.ImportoDaCentesimi(-math.MaxInt64)
	uno := avviso.MustImporto("0.01")
	for _, err := range []error{
		solo(massimo.Somma(uno)), solo(minimo.Differenza(uno)), solo(massimo.Differenza(uno.Neg())), solo(minimo.Somma(uno.Neg())),
		solo(avviso.TotaleDi(slices.Values([]avviso.Importo{massimo, uno})).Importo()),
	} {
		rifiuto(t, err, avviso.CodiceOverflow, avviso.ErrImporto)
	}
	s, err := massimo.Somma(minimo)
	require.NoError(t, err)
	require.True(t, s.IsZero())
	for _, c := range [][3]string{
		{"0.00", "0.00", "0.00"}, {"0.02", "0.01", "0.03"}, {"-0.02", "-0.01", "-0.03"}, {"0.00", "-0.05", "-0.05"},
	} {
		a, b := avviso.MustImporto(c[0]), avviso.MustImporto(c[1])
		s, err := a.Somma(b)
		require.NoError(t, err)
		require.Equal(t, c[2], s.String())
		s, err = avviso.TotaleDi(slices.Values([]avviso.Importo{a, b})).Importo()
		require.NoError(t, err)
		require.Equal(t, c[2], s.String())
		s, err = s.Differenza(b)
		require.NoError(t, err)
		require.Equal(t, c[0], s.String())
	}
	d, err := uno.Differenza(avviso.MustImporto("0.03"))
	require.NoError(t, err)
	require.Equal(t, "-0.02", d.String())
	require.Equal(t, -1, d.Segno())
	require.Equal(t, "0.02", d.Abs().String())
	require.Equal(t, "0.01", uno.Abs().String())
	require.True(t, avviso.Importo{}.Abs().IsZero())
	require.Equal(t, -1, d.Compare(uno))

	tot, err := avviso.TotaleDi(slices.Values([]avviso.Importo{uno, uno, d})).Importo()
	require.NoError(t, err)
	require.True(t, tot.IsZero())

	// 92 million payments of the maximum amount fit, one more does not.
	tot, err = avviso.TotaleDi(ripeti(avviso.MaxImporto, 92_233_720)).Importo()
	require.NoError(t, err)
	_, err = tot.Somma(avviso.MaxImporto)
	rifiuto(t, err, avviso.CodiceOverflow, avviso.ErrImporto)
}

func solo(_ avviso.Importo, err error) error { return err }

func ripeti(i avviso.Importo, n int) iter.Seq[avviso.Importo] {
	return func(yield func(avviso.Importo) bool) {
		for range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestImportoJSONRifiuta(t *testing.T) {
	for testo, codice := range map[string]avviso.Codice{
		"null": avviso.CodiceNullo, "100.00": avviso.CodiceTipo, "true": avviso.CodiceTipo, "{}": avviso.CodiceTipo,
		`"100"`: avviso.CodiceDecimali, `""`: avviso.CodiceFormato,
	} {
		i := avviso.MustImporto("3.00")
		rifiuto(t, i.UnmarshalJSON([]byte(testo)), codice, avviso.ErrImporto)
		require.Equal(t, "3.00", i.String(), "a refused value leaves the old one")
	}
}

// TestImportoScan takes what databases hand out for a DECIMAL column of euro, and
// nothing that is not exact to the cent.
func TestImportoScan(t *testing.T) {
	for testo, colonne := range map[string][]any{
		"59.00":          {"59.00", []byte("59.00"), "59", "59.0", "59.0000", int64(59), 59.0},
		"59.90":          {"59.90", "59.9", "59.9000", 59.9},
		"-0.05":          {"-0.05", -0.05},
		"0.00":           {"0", "0.000", int64(0), 0.0},
		"999999999.99":   {"999999999.99", 999999999.99},
		"1000000000.00":  {"1000000000", int64(1_000_000_000), 1e9},
		"12345678901.20": {"12345678901.2", 12345678901.2},
	} {
		for _, src := range colonne {
			var i avviso.Importo
			require.NoError(t, i.Scan(src), "%v", src)
			require.Equal(t, testo, i.String(), "%v", src)
		}
	}
	terzo := 1.0
	terzo /= 3
	for _, src := range []any{
		nil, true, "", "x", "1,00", "+1.00", ".5", "1e3", "59.905", 59.905, terzo, 1e300, "92233720368547758.08",
		time.Unix(0, 0),
		[]int{1},
		func() {},
	} {
		i := avviso.MustImporto("3.00")
		require.ErrorIs(t, i.Scan(src), avviso.ErrImporto, "%T %v", src, src)
		require.Equal(t, "3.00", i.String(), "a refused value leaves the old one")
	}
}

func TestImportoEstremi(t *testing.T) {
	for _, c := range []int64{math.MaxInt64, -math.MaxInt64, math.MinInt64, 0, 1, -1, 9, 10, 99, 100, -100} {
		i := avviso.ImportoDaCentesimi(c)
		require.Equal(t, decimal.New(c, -2).StringFixed(2), i.String())
	}
	require.Equal(t, "0005", string(avviso.ImportoDaCentesimi(5).AppendCentesimi(nil, 4)))
	require.Equal(t, "12345", string(avviso.ImportoDaCentesimi(12345).AppendCentesimi(nil, 4)))
	require.Equal(t, "0", string(avviso.Importo{}.AppendCentesimi(nil, 0)))
	require.Equal(t, "-0005", string(avviso.ImportoDaCentesimi(-5).AppendCentesimi(nil, 4)))
}

func TestMustPanics(t *testing.T) {
	require.Panics(t, func() { avviso.MustImporto("x") })
	require.Panics(t, func() { avviso.MustData("x") })
	require.Panics(t, func() { avviso.MustNumeroAvviso("x") })
}

func TestErroreTesto(t *testing.T) {
	_, err := avviso.ParseNumeroAvviso("12")
	require.EqualError(t, err, `avviso: LUNGHEZZA "12": numero avviso non valido`)
	_, err = avviso.ParseCodiceFiscale("RSSMRA74D22A001X")
	require.EqualError(t, err, `avviso: CHECK_DIGIT "RSS*************": codice fiscale non valido: check digit errato`)
	require.True(t, errors.Is(err, avviso.ErrCheckDigit))
}
