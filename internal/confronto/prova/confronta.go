package prova

import (
	"testing"
	"time"
)

// Confronta measures a reader on a text, beside the peer that reads the same text: how
// many times faster it is (x_faster) is the best turn of each, in turns that alternate,
// so that what else the machine does weighs on both.
func Confronta(b *testing.B, dati []byte, nostro, pari func([]byte) error) {
	b.Helper()
	funzioni := [2]func([]byte) error{nostro, pari}
	chiama := func(f func([]byte) error) {
		if err := f(dati); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(dati)))
	for b.Loop() {
		chiama(nostro)
	}
	b.StopTimer()
	const giri, chiamate = 20, 50
	var migliore [2]time.Duration
	for range giri {
		for i, f := range funzioni {
			inizio := time.Now()
			for range chiamate {
				chiama(f)
			}
			if d := time.Since(inizio) / chiamate; migliore[i] == 0 || d < migliore[i] {
				migliore[i] = d
			}
		}
	}
	b.ReportMetric(float64(migliore[1])/float64(migliore[0]), "x_faster")
	b.ReportMetric(float64(migliore[1].Nanoseconds()), "peer_ns/op")
	b.ReportMetric(testing.AllocsPerRun(10, func() { _ = pari(dati) }), "peer_allocs/op")
}
