package cassa_test

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// A reader holds near the end of a text what it held at its beginning, whatever statements
// stand between: memory grows with one statement.
func TestTestiMemoriaCostante(t *testing.T) {
	for nome, tt := range map[string]struct {
		testo string
		apri  func(r io.Reader, c cassa.Conti) *cassa.Estratto
	}{
		"MT940": {testoMT940(60, 500), cassa.NuovoMT940},
		"RH":    {testoRH(60, 500), cassa.NuovoRH},
	} {
		t.Run(nome, func(t *testing.T) {
			var prima, dopo runtime.MemStats
			e := tt.apri(strings.NewReader(tt.testo), conti())
			runtime.GC()
			runtime.ReadMemStats(&prima)
			n := 0
			for _, err := range e.LeggiMovimenti() {
				require.NoError(t, err)
				if n++; n == 29_000 {
					runtime.GC()
					runtime.ReadMemStats(&dopo)
				}
			}
			require.Equal(t, 30_000, n)
			require.Less(t, int64(dopo.HeapAlloc)-int64(prima.HeapAlloc), int64(1<<19))
			runtime.KeepAlive(e)
		})
	}
}
