package carta_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// BenchmarkAvviso prints notices, one file each: without slip, with slip, with
// instalments.
func BenchmarkAvviso(b *testing.B) {
	for _, c := range []struct {
		nome   string
		avviso avviso.Avviso
	}{
		{"solo", vattelapesca(b, "1500.00", 0, contoBancario)},
		{"bollettino", vattelapesca(b, "1500.00", 0, contoPostale)},
		{"tre_rate", vattelapesca(b, "300.00", 3, contoBancario)},
	} {
		b.Run(c.nome, func(b *testing.B) {
			for b.Loop() {
				d, _, err := carta.Prepara(c.avviso, carta.Scelte{Giorno: giorno})
				require.NoError(b, err)
				carta.Componi(d)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "avvisi/s")
		})
	}
}
