package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// ClasseFlusso says where a version of a reporting flow (flusso di
// rendicontazione) stands. Each version has one. The zero value is invalid.
type ClasseFlusso uint8

// Classes of a flow, in the order in which their rules are tried.
const (
	// FlussoFuoriAmbito (FUORI_AMBITO): the flow of a body outside the set.
	FlussoFuoriAmbito ClasseFlusso = iota + 1
	// FlussoObsoleto (OBSOLETO): a later version of the flow is here.
	FlussoObsoleto
	// FlussoAnomalo (ANOMALO): an anomaly of the whole flow (007102, 007106, 007107, 007116).
	FlussoAnomalo
	// FlussoRiconciliato (RICONCILIATO): credited in full.
	FlussoRiconciliato
	// FlussoImportoDiverso (IMPORTO_DIVERSO): named by credits that do not pay it.
	FlussoImportoDiverso
	// FlussoAccreditoStornato (ACCREDITO_STORNATO): every credit of it was taken back.
	FlussoAccreditoStornato
	// FlussoInAttesaAccredito (IN_ATTESA_ACCREDITO): not credited, still in time.
	FlussoInAttesaAccredito
	// FlussoAccreditoMancante (ACCREDITO_MANCANTE): not credited in time.
	FlussoAccreditoMancante
)

var nomiFlusso = nomi.ConColonna[ClasseFlusso](rifiutaNome("classe"),
	"FUORI_AMBITO",
	"OBSOLETO",
	"ANOMALO",
	"RICONCILIATO",
	"IMPORTO_DIVERSO",
	"ACCREDITO_STORNATO",
	"IN_ATTESA_ACCREDITO",
	"ACCREDITO_MANCANTE",
)

// ClassiFlusso yields the values in the order of their declaration.
func ClassiFlusso() iter.Seq[ClasseFlusso] { return nomiFlusso.Tutti() }
