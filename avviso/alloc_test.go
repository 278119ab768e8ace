package avviso_test

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// zero asserts that f does not allocate.
func zero(t *testing.T, nome string, f func()) {
	t.Helper()
	require.Zero(t, testing.AllocsPerRun(200, f), nome)
}

func TestAllocazioni(t *testing.T) {
	var (
		buf     = make([]byte, 0, 64)
		importo = avviso.MustImporto("12345.67")
		data    = avviso.MustData("2024-05-03")
		nav     = avviso.MustNumeroAvviso("301000000000004285")
		iuv     = avviso.MustIUV("01000000000004285")
		cfg     = avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
		byteNAV = []byte("301000000000004285")
		err     error
	)
	zero(t, "ParseImporto", func() { _, err = avviso.ParseImporto("12345.67") })
	zero(t, "ParseImportoEsteso", func() { _, err = avviso.ParseImportoEsteso("-12345.67") })
	zero(t, "Importo.AppendTo", func() { buf = importo.AppendTo(buf[:0]) })
	zero(t, "Importo.AppendItaliano", func() { buf = importo.AppendItaliano(buf[:0]) })
	zero(t, "ParseData", func() { _, err = avviso.ParseData("2024-05-03") })
	zero(t, "Data.AppendTo", func() { buf = data.AppendTo(buf[:0]) })
	zero(t, "ParseIdDominio", func() { _, err = avviso.ParseIdDominio("00429440068") })
	zero(t, "ParseIUV", func() { _, err = avviso.ParseIUV("01000000000004285") })
	zero(t, "IUV.AppendTo", func() { buf = iuv.AppendTo(buf[:0]) })
	zero(t, "IUV.NumeroAvviso", func() { nav, err = iuv.NumeroAvviso(cfg) })
	zero(t, "ParseNumeroAvviso", func() { _, err = avviso.ParseNumeroAvviso("301000000000004285") })
	zero(t, "ParseNumeroAvvisoRigoroso", func() { _, err = avviso.ParseNumeroAvvisoRigoroso("301000000000004285") })
	zero(t, "ParseNumeroAvviso of bytes", func() { _, err = avviso.ParseNumeroAvviso(string(byteNAV)) })
	zero(t, "NumeroAvviso.AppendTo", func() { buf = nav.AppendTo(buf[:0]) })
	zero(t, "NumeroAvviso.AppendIUV", func() { buf = nav.AppendIUV(buf[:0]) })
	zero(t, "GeneraNumeroAvviso", func() { _, err = avviso.GeneraNumeroAvviso(cfg, "24", 42) })
	zero(t, "ParseRF", func() { _, err = avviso.ParseRF("RF18539007547034") })
	zero(t, "ParseCodiceFiscale", func() { _, err = avviso.ParseCodiceFiscale("TSTPNI70D01L219V") })
	zero(t, "ParsePartitaIVA", func() { _, err = avviso.ParsePartitaIVA("00429440068") })
	zero(t, "ParseIBAN", func() { _, err = avviso.ParseIBAN("IT60X0542811101000000123456") })
	require.NoError(t, err)
}

func TestAllocazioniSomma(t *testing.T) {
	milione := importi(1_000_000)
	seq := slices.Values(milione)
	var tot avviso.Importo
	require.Zero(t, testing.AllocsPerRun(3, func() { tot, _ = avviso.TotaleDi(seq).Importo() }))
	require.Equal(t, "5000005000.00", tot.String())
}

// importi returns 0.01, 0.02 … 1.00 × 10^4 repeated up to n amounts.
func importi(n int) []avviso.Importo {
	s := make([]avviso.Importo, n)
	for i := range s {
		s[i] = avviso.ImportoDaCentesimi(int64(i) + 1)
	}
	return s
}

func BenchmarkParseImporto(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := avviso.ParseImporto("12345.67"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImportoAppendTo(b *testing.B) {
	i := avviso.MustImporto("12345.67")
	buf := make([]byte, 0, 32)
	b.ReportAllocs()
	for b.Loop() {
		buf = i.AppendTo(buf[:0])
	}
}

func BenchmarkParseIUV(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := avviso.ParseIUV("01000000000004285"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseNumeroAvviso(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := avviso.ParseNumeroAvviso("301000000000004285"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseData(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := avviso.ParseData("2024-05-03"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSomma adds 1,024 amounts, ours against shopspring/decimal, and
// reports how many times faster ours is.
func BenchmarkSomma(b *testing.B) {
	nostri := importi(1024)
	loro := make([]decimal.Decimal, len(nostri))
	for i, v := range nostri {
		loro[i] = v.Decimal()
	}
	seq := slices.Values(nostri)
	b.Run("Importo", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := avviso.TotaleDi(seq).Importo(); err != nil {
				b.Fatal(err)
			}
		}
	})
	confronta(b, func() {
		if _, err := avviso.TotaleDi(seq).Importo(); err != nil {
			b.Fatal(err)
		}
	}, func() {
		tot := decimal.Zero
		for _, d := range loro {
			tot = tot.Add(d)
		}
	})
}

// BenchmarkParseImportoDecimal and BenchmarkFormatoDecimal compare reading and
// writing one amount.
func BenchmarkParseImportoDecimal(b *testing.B) {
	confronta(b, func() { _, _ = avviso.ParseImporto("12345.67") }, func() { _, _ = decimal.NewFromString("12345.67") })
}

func BenchmarkFormatoDecimal(b *testing.B) {
	i := avviso.MustImporto("12345.67")
	d := i.Decimal()
	buf := make([]byte, 0, 32)
	confronta(b, func() { buf = i.AppendTo(buf[:0]) }, func() { _ = d.StringFixed(2) })
}

// confronta runs ours and the peer in turns in one benchmark and reports the
// ratio of their times.
func confronta(b *testing.B, nostro, pari func()) {
	b.Run("decimal", func(b *testing.B) {
		const giri = 100
		var tn, tp int64
		for b.Loop() {
			tn += durata(giri, nostro)
			tp += durata(giri, pari)
		}
		b.ReportMetric(float64(tp)/float64(tn), "ratio")
		b.ReportMetric(float64(tn)/float64(b.N*giri), "ours-ns")
		b.ReportMetric(float64(tp)/float64(b.N*giri), "decimal-ns")
	})
}

func durata(giri int, f func()) int64 {
	da := time.Now()
	for range giri {
		f()
	}
	return int64(time.Since(da))
}
