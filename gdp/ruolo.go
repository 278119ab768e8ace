package gdp

import "github.com/quietanza/quietanza/internal/nomi"

// Ruolo is the role of who recorded an event.
//
// Source: Giornale dei Pagamenti, "Trasmissione del dato" (EC, PSP); the Nodo
// sends no journal, its own history joins the analysis.
type Ruolo uint8

// Roles. A body and a PSP send journals; the events of the Nodo come from its
// own history (EventiStoria).
const (
	RuoloNodo Ruolo = iota + 1 // NODO: Nodo dei Pagamenti
	RuoloPSP                   // PSP: payment service provider
	RuoloEC                    // EC: creditor body (ente creditore)
)

var nomiRuolo = nomi.ConColonna[Ruolo](rifiutaNome("ruolo"), "NODO", "PSP", "EC")

// bit is the role as an element of a set.
func (r Ruolo) bit() uint8 { return 1 << r }
