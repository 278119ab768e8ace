package nodo_test

import (
	"errors"
	"fmt"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// A new RT may follow one that was accepted only if the caller knows that it
// was negative: the codes of the Nodo do not tell.
func ExampleApplica() {
	s, err := nodo.Applica(nodo.RTAccettataPA, nodo.RTRicevutaNodo, &nodo.Contesto{})
	fmt.Println(s, errors.Is(err, nodo.ErrRTPrecedente))
	s, err = nodo.Applica(nodo.RTAccettataPA, nodo.RTRicevutaNodo, &nodo.Contesto{RTPrecedenteNegativa: true})
	fmt.Println(s, err)
	// Output:
	// RT_ACCETTATA_PA true
	// RT_RICEVUTA_NODO <nil>
}
