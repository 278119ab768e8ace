package rendicontazione

import "testing"

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
	lista, voci, chiavi := listaCorta, pocheVoci, pocheChiavi
	listaCorta, pocheVoci, pocheChiavi = 0, 0, 1
	t.Cleanup(func() { listaCorta, pocheVoci, pocheChiavi = lista, voci, chiavi })
}
