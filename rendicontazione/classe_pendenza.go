package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// ClasseVoce says where an item of a debt position (voce di pendenza) stands. Each
// item has one. The zero value is invalid.
type ClasseVoce uint8

// Classes of an item of a position, in the order in which their rules are tried.
const (
	// VoceEsclusa (ESCLUSA): never credited to a body of the set.
	VoceEsclusa ClasseVoce = iota + 1
	// VoceIncassata (INCASSATA): the amount due is on the account.
	VoceIncassata
	// VoceRendicontata (RENDICONTATA): the amount due is reported, not credited.
	VoceRendicontata
	// VocePagata (PAGATA): the amount due is paid, not reported.
	VocePagata
	// VoceDifforme (DIFFORME): paid or reported with another amount.
	VoceDifforme
	// VoceRevocata (REVOCATA): its payment was refunded.
	VoceRevocata
	// VoceNonPagata (NON_PAGATA): no payment.
	VoceNonPagata
)

var nomiVoce = nomi.ConColonna[ClasseVoce](rifiutaNome("classe"),
	"ESCLUSA",
	"INCASSATA",
	"RENDICONTATA",
	"PAGATA",
	"DIFFORME",
	"REVOCATA",
	"NON_PAGATA",
)

// ClassiVoce yields the values in the order of their declaration.
func ClassiVoce() iter.Seq[ClasseVoce] { return nomiVoce.Tutti() }

// ClassePendenza says where a debt position (pendenza) stands, out of those of its
// items that are not ESCLUSA. The zero value is invalid.
type ClassePendenza uint8

// Classes of a position, in the order in which their rules are tried.
const (
	// PendenzaEsclusa (ESCLUSA): no item is credited to a body of the set.
	PendenzaEsclusa ClassePendenza = iota + 1
	// PendenzaAnomala (ANOMALA): an item is DIFFORME or REVOCATA.
	PendenzaAnomala
	// PendenzaIncassata (INCASSATA): every item is on the account.
	PendenzaIncassata
	// PendenzaParzialmenteIncassata (PARZIALMENTE_INCASSATA): some items are on the account.
	PendenzaParzialmenteIncassata
	// PendenzaRendicontata (RENDICONTATA): every item is reported, none credited.
	PendenzaRendicontata
	// PendenzaPagata (PAGATA): every item is paid, not all reported, none credited.
	PendenzaPagata
	// PendenzaParziale (PARZIALE): some items are paid, none credited.
	PendenzaParziale
	// PendenzaNonPagata (NON_PAGATA): no item is paid.
	PendenzaNonPagata
)

var nomiPendenza = nomi.ConColonna[ClassePendenza](rifiutaNome("classe"),
	"ESCLUSA",
	"ANOMALA",
	"INCASSATA",
	"PARZIALMENTE_INCASSATA",
	"RENDICONTATA",
	"PAGATA",
	"PARZIALE",
	"NON_PAGATA",
)

// ClassiPendenza yields the values in the order of their declaration.
func ClassiPendenza() iter.Seq[ClassePendenza] { return nomiPendenza.Tutti() }
