package rendicontazione

import "testing"

// TuttoPiccolo makes every list long and every group large for one test, so that
// small inputs go through the code of large ones.
func TuttoPiccolo(t *testing.T) {
	t.Helper()
	lista, voci, chiavi := listaCorta, pocheVoci, pocheChiavi
	listaCorta, pocheVoci, pocheChiavi = 0, 0, 1
	t.Cleanup(func() { listaCorta, pocheVoci, pocheChiavi = lista, voci, chiavi })
}
