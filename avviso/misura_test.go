package avviso_test

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

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
