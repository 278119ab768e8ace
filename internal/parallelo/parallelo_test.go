package parallelo_test

import (
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/parallelo"
)

// TestVolte: each call writes its own place, and all have when Volte returns.
func TestVolte(t *testing.T) {
	fatti := make([]int, 100)
	parallelo.Volte(len(fatti), func(i int) { fatti[i] += i + 1 })
	for i, n := range fatti {
		require.Equal(t, i+1, n)
	}
	parallelo.Volte(0, func(int) { t.Error("nothing to call") })
}

// TestInsieme: functions that wait for each other end, so they run at once.
func TestInsieme(t *testing.T) {
	andata, ritorno := make(chan int), make(chan int)
	var letto int
	parallelo.Insieme(
		func() { andata <- 7; <-ritorno },
		func() { letto = <-andata; ritorno <- 8 },
	)
	require.Equal(t, 7, letto)
}

// TestInOrdine: what is yielded is in order and whole, whatever the goroutines and
// the blocks; each goroutine is alone with its function; none is left behind by who
// stops early.
func TestInOrdine(t *testing.T) {
	for _, k := range []int{1, 2, 3, 8} {
		for _, n := range []int{0, 1, 5, 100, 101} {
			for _, blocco := range []int{1, 7, 200} {
				var attivi atomic.Int32
				lavoro := func() func(int) int {
					var chiamate atomic.Int32
					return func(i int) int {
						attivi.Add(1)
						defer attivi.Add(-1)
						require.Equal(t, int32(1), chiamate.Add(1))
						defer chiamate.Add(-1)
						return i * i
					}
				}
				atteso := 0
				for x := range parallelo.InOrdine(k, n, blocco, lavoro) {
					require.Equal(t, atteso*atteso, x)
					atteso++
				}
				require.Equal(t, n, atteso)
				for x := range parallelo.InOrdine(k, n, blocco, lavoro) {
					require.Zero(t, x)
					break
				}
				require.Zero(t, attivi.Load())
			}
		}
	}
}

// TestInOrdineConservati: what was taken stays as it was.
func TestInOrdineConservati(t *testing.T) {
	numeri := slices.Collect(parallelo.InOrdine(2, 1000, 3, func() func(int) *int { return func(i int) *int { return &i } }))
	for i, n := range numeri {
		require.Equal(t, i, *n)
	}
}
