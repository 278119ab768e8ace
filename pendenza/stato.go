package pendenza

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Stato is the stored state of a debt position (stato della pendenza). Persist
// its name, never its number; zero is a position that was not created yet.
// Expired (SCADUTA) and anomalous (ANOMALA) are views: see StatoEffettivo.
//
// Source: GovPay, states of the pendenza (StatoVersamento); SANP 2.4, section 2,
// "Gestione della posizione debitoria" (Aperta, Trasferita, Chiusa).
type Stato uint8

// The stored states.
const (
	// Bozza: created and not published.
	Bozza Stato = iota + 1
	// NonEseguita: published, to be paid.
	NonEseguita
	// EseguitaParziale: some items are paid.
	EseguitaParziale
	// Eseguita: paid.
	Eseguita
	// Incassata: paid, and the money of every item is accounted for.
	Incassata
	// Annullata: cancelled by its creditor; it can be restored.
	Annullata
	// Trasferita: the competence moved to another creditor. Terminal but for
	// the money that still arrives.
	Trasferita
)

var nomiStato = nomi.ConColonna[Stato](rifiutaNome("stato"),
	"BOZZA", "NON_ESEGUITA", "ESEGUITA_PARZIALE", "ESEGUITA", "INCASSATA", "ANNULLATA", "TRASFERITA")

// Stati yields the states in declared order.
func Stati() iter.Seq[Stato] { return nomiStato.Tutti() }

// pagata reports whether money was received for the whole position.
func (s Stato) pagata() bool { return s == Eseguita || s == Incassata }

// chiusa reports whether a payment that arrives is one too many.
func (s Stato) chiusa() bool { return s.pagata() || s == Trasferita }
