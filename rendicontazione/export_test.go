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
	lista, voci, poche := listaCorta, pocheVoci, chiavi.Poche
	listaCorta, pocheVoci, chiavi.Poche = 0, 0, 1
	t.Cleanup(func() { listaCorta, pocheVoci, chiavi.Poche = lista, voci, poche })
}
