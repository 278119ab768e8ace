package rendicontazione

import (
	"testing"

	"github.com/quietanza/quietanza/internal/chiavi"
)

// InParti divides lists into n pieces for one test, or benchmark.
func InParti(t testing.TB, n int) {
	t.Helper()
	prima := parti
	parti = n
	t.Cleanup(func() { parti = prima })
}

// TuttoPiccolo makes every list long and every group large for one test, so that
// small inputs go through the code of large ones.
func TuttoPiccolo(t *testing.T) {
	t.Helper()
	lista, voci := listaCorta, pocheVoci
	poche, tante, alta, bassa := chiavi.Poche, chiavi.Tante, chiavi.CapienzaAlta, chiavi.CapienzaBassa
	listaCorta, pocheVoci = 0, 0
	chiavi.Poche, chiavi.Tante, chiavi.CapienzaAlta, chiavi.CapienzaBassa = 1, 2, 100, 100
	t.Cleanup(func() {
		listaCorta, pocheVoci = lista, voci
		chiavi.Poche, chiavi.Tante, chiavi.CapienzaAlta, chiavi.CapienzaBassa = poche, tante, alta, bassa
	})
}
