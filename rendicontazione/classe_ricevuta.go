package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// ClasseRicevuta says where an item of a receipt (ricevuta) stands. Each item has
// one. The zero value is invalid.
type ClasseRicevuta uint8

// Classes of a receipt item, in the order in which their rules are tried.
const (
	// RicevutaEsclusa (ESCLUSA): not a payment to a body of the set: a stamp, or the
	// item of another body.
	RicevutaEsclusa ClasseRicevuta = iota + 1
	// RicevutaRevocata (REVOCATA): refunded, as a flow reports.
	RicevutaRevocata
	// RicevutaIncassata (INCASSATA): its money is on the account, and no flow refunds another
	// amount of it.
	RicevutaIncassata
	// RicevutaRigaDifforme (RIGA_DIFFORME): a flow reports it otherwise.
	RicevutaRigaDifforme
	// RicevutaRendicontata (RENDICONTATA): reported by a flow that is not credited.
	RicevutaRendicontata
	// RicevutaInAttesa (IN_ATTESA): not reported, still in time.
	RicevutaInAttesa
	// RicevutaNonRendicontata (NON_RENDICONTATA): not reported in time.
	RicevutaNonRendicontata
)

var nomiRicevuta = nomi.ConColonna[ClasseRicevuta](rifiutaNome("classe"),
	"ESCLUSA",
	"REVOCATA",
	"INCASSATA",
	"RIGA_DIFFORME",
	"RENDICONTATA",
	"IN_ATTESA",
	"NON_RENDICONTATA",
)

// ClassiRicevuta yields the values in the order of their declaration.
func ClassiRicevuta() iter.Seq[ClasseRicevuta] { return nomiRicevuta.Tutti() }
