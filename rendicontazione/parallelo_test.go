package rendicontazione_test

import (
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione"
)

// TestParalleli: the report is the same, byte by byte and in every field, however
// many pieces the lists are divided into and however many processors work on
// them.
func TestParalleli(t *testing.T) {
	rendicontazione.TuttoPiccolo(t)
	ingressi := []rendicontazione.Input{grande(3000)}
	opzioni := []rendicontazione.Opzioni{{}}
	for seme := range semi(t, 300) {
		in, opt := nuovoDado(seme).input()
		ingressi, opzioni = append(ingressi, in), append(opzioni, opt)
	}
	var attesi []rendicontazione.Report
	var testi []string
	prima := runtime.GOMAXPROCS(0)
	t.Cleanup(func() { runtime.GOMAXPROCS(prima) })
	for n, caso := range [...]struct{ parti, processori int }{{1, 1}, {1, 7}, {2, 1}, {2, 2}, {7, 1}, {7, 2}, {7, 7}, {64, 4}} {
		rendicontazione.InParti(t, caso.parti)
		runtime.GOMAXPROCS(caso.processori)
		for i, in := range ingressi {
			rep := rendicontazione.Riconcilia(in, opzioni[i])
			if n == 0 {
				attesi, testi = append(attesi, rep), append(testi, testo(t, rep))
				continue
			}
			require.Equal(t, testi[i], testo(t, rep), "%d pieces on %d processors, input %d", caso.parti, caso.processori, i)
			require.Empty(t, cmp.Diff(racconta(&attesi[i]), racconta(&rep)), "%d pieces on %d processors, input %d", caso.parti, caso.processori, i)
		}
	}
}
