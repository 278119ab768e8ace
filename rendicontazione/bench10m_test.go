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
// items, with a million credits, beside a tenth of each: seconds of each, the best of
// three runs and the first, which also waits for memory that the process never had; the
// highest live heap with the inputs in it, and the growth of the best. The bounds are
// 10 s, 12 GiB and 11.
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
	misura := func(n int) (prima, migliore time.Duration, ingresso, picco uint64) {
		in := grande(n)
		for giro := range 3 {
			runtime.GC()
			inizio := time.Now()
			r := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
			durata := time.Since(inizio)
			if len(r.Righe) != n || len(r.Ricevute) != n {
				b.Fatal(len(r.Righe), len(r.Ricevute))
			}
			if giro == 0 {
				prima, migliore = durata, durata
			}
			migliore = min(migliore, durata)
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		ingresso = m.HeapAlloc
		// Looking at the memory takes time of its own.
		picco = piccoMemoria(func() { rendicontazione.Riconcilia(in, rendicontazione.Opzioni{}) })
		runtime.KeepAlive(in)
		return prima, migliore, ingresso, picco
	}
	for b.Loop() {
		_, piccola, _, _ := misura(righe / 10)
		runtime.GC()
		prima, migliore, ingresso, picco := misura(righe)
		b.ReportMetric(piccola.Seconds(), "s-tenth")
		b.ReportMetric(migliore.Seconds(), "s")
		b.ReportMetric(prima.Seconds(), "s-first")
		b.ReportMetric(migliore.Seconds()/piccola.Seconds(), "x-for-10x")
		b.ReportMetric(float64(ingresso)/(1<<30), "GiB-input")
		b.ReportMetric(float64(picco)/(1<<30), "GiB-peak")
	}
}
