package gdp

import "github.com/quietanza/quietanza/internal/nomi"

// StatoIncasso is where the money of a payment is: the track of cash. Each state
// but the first is named by the code that leads to it.
//
// Source: Giornale dei Pagamenti, "eventCode PSP".
type StatoIncasso uint8

// States of the track of cash.
const (
	IncassoNessuno   StatoIncasso = iota + 1 // NESSUNO: no event about money
	IncassoPagato                            // RPT_PAGATA: the PSP collected it
	IncassoAnnullato                         // RPT_ANNULLATA: the PSP did not
	IncassoFlusso                            // RPT_FLUSSO: it is in the reporting flow
)

var nomiStatoIncasso = nomi.ConColonna[StatoIncasso](rifiutaNome("incasso"),
	"NESSUNO", "RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO")
