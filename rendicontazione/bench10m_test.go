package rendicontazione_test

import (
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/quietanza/quietanza/rendicontazione"
)

// BenchmarkRiconcilia10M is the engine on ten million rows and as many receipt
// items, with a million credits, beside a tenth of each: seconds of each, the
// highest live heap with the inputs in it, and the growth. The bounds are 60 s,
// 12 GiB and 15.
//
// It needs some 12 GiB, and so runs only when it is called by a variable:
//
//	QUIETANZA_10M=10000000 go test -run '^$' -bench 'Riconcilia10M' -benchtime 1x -timeout 30m ./rendicontazione
//
// The value is how many rows there are, for a machine that has less.
func BenchmarkRiconcilia10M(b *testing.B) {
	righe, err := strconv.Atoi(os.Getenv("QUIETANZA_10M"))
	if err != nil || righe < 10 {
		b.Skip("QUIETANZA_10M is not the number of rows")
	}
	misura := func(n int) (durata time.Duration, ingresso, picco uint64) {
		in := grande(n)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		inizio := time.Now()
		picco = piccoMemoria(func() {
			r := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
			durata = time.Since(inizio)
			if len(r.Righe) != n || len(r.Ricevute) != n {
				b.Fatal(len(r.Righe), len(r.Ricevute))
			}
		})
		runtime.KeepAlive(in)
		return durata, m.HeapAlloc, picco
	}
	for b.Loop() {
		piccola, _, _ := misura(righe / 10)
		runtime.GC()
		durata, ingresso, picco := misura(righe)
		b.ReportMetric(piccola.Seconds(), "s-tenth")
		b.ReportMetric(durata.Seconds(), "s")
		b.ReportMetric(durata.Seconds()/piccola.Seconds(), "x-for-10x")
		b.ReportMetric(float64(ingresso)/(1<<30), "GiB-input")
		b.ReportMetric(float64(picco)/(1<<30), "GiB-peak")
	}
}
