package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// ClasseMovimento says where a cash movement (movimento di cassa) stands. Each
// movement has one: the first, in the order of declaration, whose rule holds.
// The zero value is invalid.
type ClasseMovimento uint8

// Classes of a movement.
const (
	// MovimentoFuoriAmbito (FUORI_AMBITO): the account of a body outside the set.
	MovimentoFuoriAmbito ClasseMovimento = iota + 1
	// MovimentoUscita (USCITA): money out, or the reversal of it; not examined.
	MovimentoUscita
	// MovimentoStorno (STORNO): the reversal of a credit.
	MovimentoStorno
	// MovimentoStornato (STORNATO): a credit reversed by a STORNO of equal amount.
	MovimentoStornato
	// MovimentoNonPagoPA (NON_PAGOPA): the causale has no pagoPA reference.
	MovimentoNonPagoPA
	// MovimentoCausaleIlleggibile (CAUSALE_ILLEGGIBILE): the causale has the marker of
	// pagoPA and no reference that can be read.
	MovimentoCausaleIlleggibile
	// MovimentoInAttesaFlusso (IN_ATTESA_FLUSSO): the flow it names is not here yet
	// and may still come in time.
	MovimentoInAttesaFlusso
	// MovimentoFlussoNonTrovato (FLUSSO_NON_TROVATO): the flow it names did not come
	// in time, or cannot be told from others (FLUSSO_AMBIGUO).
	MovimentoFlussoNonTrovato
	// MovimentoFlussoAnomalo (FLUSSO_ANOMALO): the current version of its flow has an
	// anomaly of the whole flow.
	MovimentoFlussoAnomalo
	// MovimentoRiconciliato (RICONCILIATO): it pays its flow, alone or as the ordinary
	// credit of a group.
	MovimentoRiconciliato
	// MovimentoIntegrazione (INTEGRAZIONE): another credit of a group that pays a flow.
	MovimentoIntegrazione
	// MovimentoFlussoGiaRiconciliato (FLUSSO_GIA_RICONCILIATO): another credit pays
	// its flow alone.
	MovimentoFlussoGiaRiconciliato
	// MovimentoImportoDiverso (IMPORTO_DIVERSO): its amount, alone or with the other
	// credits, is not the total of its flow or of its payment.
	MovimentoImportoDiverso
	// MovimentoIUVNonTrovato (IUV_NON_TROVATO): no payment with the IUV of a single
	// transfer.
	MovimentoIUVNonTrovato
	// MovimentoIUVAmbiguo (IUV_AMBIGUO): several payments with the IUV of a single
	// transfer.
	MovimentoIUVAmbiguo
	// MovimentoPagamentoGiaRiconciliato (PAGAMENTO_GIA_RICONCILIATO): a flow or an
	// earlier transfer already paid the payment of a single transfer.
	MovimentoPagamentoGiaRiconciliato
	// MovimentoRiconciliatoSingolo (RICONCILIATO_SINGOLO): a single transfer that pays
	// its payment.
	MovimentoRiconciliatoSingolo
)

var nomiMovimento = nomi.ConColonna[ClasseMovimento](rifiutaNome("classe"),
	"FUORI_AMBITO",
	"USCITA",
	"STORNO",
	"STORNATO",
	"NON_PAGOPA",
	"CAUSALE_ILLEGGIBILE",
	"IN_ATTESA_FLUSSO",
	"FLUSSO_NON_TROVATO",
	"FLUSSO_ANOMALO",
	"RICONCILIATO",
	"INTEGRAZIONE",
	"FLUSSO_GIA_RICONCILIATO",
	"IMPORTO_DIVERSO",
	"IUV_NON_TROVATO",
	"IUV_AMBIGUO",
	"PAGAMENTO_GIA_RICONCILIATO",
	"RICONCILIATO_SINGOLO",
)

// ClassiMovimento yields the values in the order of their declaration.
func ClassiMovimento() iter.Seq[ClasseMovimento] { return nomiMovimento.Tutti() }
