package pendenza

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Passaggio is what an event means for the state of a position. One Evento is
// one of several, which its data choose: a Ricevuta is RicevutaEseguita when it
// leaves no item unpaid. Zero is invalid.
type Passaggio uint8

// The steps.
const (
	PassaPubblica         Passaggio = iota + 1
	PassaAggiorna                   // new data
	PassaAnnulla                    // cancellation
	PassaRipristina                 // restoration
	PassaTentativo                  // an attempt starts
	PassaRicevutaEseguita           // a receipt after which no item is unpaid
	PassaRicevutaParziale           // a receipt after which some item is unpaid
	PassaRicevutaNegativa           // a receipt without money
	PassaRicevutaTardiva            // the receipt of a payment recorded without RPT
	PassaSenzaRPT                   // a payment without RPT
	PassaAltroCanale                // a payment at the host's counters
	PassaRiconcilia                 // a payment is reconciled, others are not
	PassaIncassa                    // every item is settled
	PassaStornoTotale               // no item stays paid
	PassaStornoParziale             // some item stays paid
	PassaStornoDuplicato            // every item stays paid
	PassaTrasferisci                // the competence moves away
)

var nomiPassaggio = nomi.Passi[Passaggio](rifiutaNome("passaggio"),
	"Pubblica", "Aggiorna", "Annulla", "Ripristina", "AvviaTentativo", "RicevutaEseguita", "RicevutaParziale",
	"RicevutaNegativa", "RicevutaTardiva", "PagamentoSenzaRPT", "PagatoAltroCanale", "Riconcilia", "Incassa",
	"StornoTotale", "StornoParziale", "StornoDuplicato", "Trasferisci")

// Passaggi yields the steps in declared order.
func Passaggi() iter.Seq[Passaggio] { return nomiPassaggio.Tutti() }
