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
	// MovimentoRestituzione (RESTITUZIONE): money out that names a credited flow, also one
	// whose credit was taken back before: its recall, or a return to the PSP.
	MovimentoRestituzione
	// MovimentoUscita (USCITA): other money out, or the reversal of it.
	MovimentoUscita
	// MovimentoCopiaProbabile (COPIA_PROBABILE): probably the same movement as another,
	// read from another document; it is counted once, as the other.
	MovimentoCopiaProbabile
	// MovimentoStorno (STORNO): the reversal of a credit.
	MovimentoStorno
	// MovimentoStornato (STORNATO): a credit taken back whole, by reversals and restitutions.
	MovimentoStornato
	// MovimentoStornoDubbio (STORNO_DUBBIO): a credit that a reversal without reference may
	// have taken back, or another of its amount.
	MovimentoStornoDubbio
	// MovimentoNonPagoPA (NON_PAGOPA): no pagoPA reference in its texts.
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
	// credit of a group, or all the flows it names (PIU_FLUSSI).
	MovimentoRiconciliato
	// MovimentoIntegrazione (INTEGRAZIONE): another credit of a group that pays a flow.
	MovimentoIntegrazione
	// MovimentoFlussoGiaRiconciliato (FLUSSO_GIA_RICONCILIATO): another credit pays
	// its flow alone.
	MovimentoFlussoGiaRiconciliato
	// MovimentoImportoDiverso (IMPORTO_DIVERSO): its amount, alone or with the other
	// credits, is not the total of its flow, of its flows or of its payment.
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
	"RESTITUZIONE",
	"USCITA",
	"COPIA_PROBABILE",
	"STORNO",
	"STORNATO",
	"STORNO_DUBBIO",
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
