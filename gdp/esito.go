package gdp

import "github.com/quietanza/quietanza/internal/nomi"

// Esito is what the fold made of one event.
type Esito uint8

// Outcomes of an event.
const (
	Avanza              Esito = iota + 1 // Avanza: it moved its track forward
	Ripetuto                             // Ripetuto: the track was there already
	Riapertura                           // Riapertura: it began a new attempt under the same key
	Sfasamento                           // Sfasamento: late by no more than the tolerance: the clocks differ
	FuoriOrdine                          // FuoriOrdine: late; recorded, the track does not move
	Incoerente                           // Incoerente: no history of the payment explains it; recorded, the track does not move
	RifiutoNonBloccante                  // RifiutoNonBloccante: the refusal of a duplicate, which does not stop the payment
	Ignoto                               // Ignoto: a code of no list, kept as it was written
)

var nomiEsito = nomi.Nuova[Esito](rifiutaNome("esito"),
	"Avanza", "Ripetuto", "Riapertura", "Sfasamento", "FuoriOrdine", "Incoerente", "RifiutoNonBloccante", "Ignoto")

// muove reports whether an event of this outcome moved its track.
func (e Esito) muove() bool { return e == Avanza || e == Riapertura }
