package circuito_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
)

// What is alive in the middle of a year is what is alive in the middle of a month with
// as many payments a day.
func TestConstantMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("a year of documents: left out of a short run")
	}
	viva := func(giorni int) uint64 {
		s, err := circuito.Nuovo(circuito.Configurazione{Seme: 7, Enti: 3, Pagamenti: 20 * giorni, Giorni: giorni})
		require.NoError(t, err)
		massima := uint64(0)
		fatte := 0
		require.NoError(t, s.Scrivi(new(circuito.Conta), func(int, int) {
			if fatte++; fatte%200 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.GC() // the pools of the standard library let go at the second
				runtime.ReadMemStats(&m)
				massima = max(massima, m.HeapAlloc)
			}
		}))
		return massima
	}
	breve, lunga := viva(40), viva(365)
	// Holding on to the payments of the year would take tens of MiB more.
	require.Less(t, lunga, breve+4<<20, "%d bytes in 365 days, %d in 40", lunga, breve)
}

// Clocks change and years end: nothing is lost.
func TestOverTheYear(t *testing.T) {
	for _, inizio := range []string{"2024-12-09", "2025-03-20", "2025-10-15", "2024-02-20", "2026-03-23"} {
		m := simula(t, circuito.Configurazione{Seme: 5, Enti: 2, Pagamenti: 800, Giorni: 33, Inizio: avviso.MustData(inizio)})
		m.verifica(t)
		m.analizza(t)
		m.applica(t)
	}
}
