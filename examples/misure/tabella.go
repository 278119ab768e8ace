package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/metrics"
	"time"
)

// riga3 is one comparison: ours, the peer, how many units of work each did.
type riga3 struct {
	cosa, pari     string
	unita          string // "row", "event"…
	n              int
	nostro, altrui misurato
}

// misurato is what a run cost.
type misurato struct {
	tempo  time.Duration
	allocs uint64
	picco  uint64 // peak live heap in bytes, 0 when it is not ours to measure
}

// cronometra runs f giri times and keeps the quickest.
func cronometra(giri int, f func()) misurato {
	var m misurato
	for i := range giri {
		runtime.GC()
		var prima, dopo runtime.MemStats
		runtime.ReadMemStats(&prima)
		inizio := time.Now()
		picco := piccoMemoria(f)
		t := time.Since(inizio)
		runtime.ReadMemStats(&dopo)
		if i == 0 || t < m.tempo {
			m = misurato{tempo: t, allocs: dopo.Mallocs - prima.Mallocs, picco: picco}
		}
	}
	return m
}

// piccoMemoria runs f and returns the highest heap seen meanwhile.
func piccoMemoria(f func()) uint64 {
	campione := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	fine, picco := make(chan struct{}), make(chan uint64)
	go func() {
		var massimo uint64
		for {
			metrics.Read(campione)
			massimo = max(massimo, campione[0].Value.Uint64())
			select {
			case <-fine:
				picco <- massimo
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	f()
	close(fine)
	return <-picco
}

// stampa prints the comparisons as a Markdown table.
func stampa(w io.Writer, righe []riga3) error {
	fmt.Fprintf(w, "%s, %s/%s, %d CPU\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	fmt.Fprintln(w, "| what | units | ours | allocs/unit | peak MiB | peer | peer's time | ratio |")
	_, err := fmt.Fprintln(w, "|---|---:|---:|---:|---:|---|---:|---:|")
	for _, r := range righe {
		picco := "-"
		if r.nostro.picco > 0 {
			picco = fmt.Sprintf("%.0f", float64(r.nostro.picco)/(1<<20))
		}
		_, err = fmt.Fprintf(w, "| %s | %d %ss | %s (%s/%s) | %.2f | %s | %s | %s | **%.1f×** |\n",
			r.cosa, r.n, r.unita, arrotonda(r.nostro.tempo), arrotonda(r.nostro.tempo/time.Duration(r.n)), r.unita,
			float64(r.nostro.allocs)/float64(r.n), picco, r.pari, arrotonda(r.altrui.tempo),
			float64(r.altrui.tempo)/float64(r.nostro.tempo))
	}
	return err
}

// arrotonda keeps three digits.
func arrotonda(d time.Duration) time.Duration {
	for passo := time.Duration(1); ; passo *= 10 {
		if d < 1000*passo {
			return d.Round(passo)
		}
	}
}
