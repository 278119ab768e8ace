package parallelo_test

import (
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
