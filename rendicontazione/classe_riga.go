package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// ClasseRiga says where a row of a flow (dato del singolo pagamento) stands. Each
// row has one. The zero value is invalid.
type ClasseRiga uint8

// Classes of a row, in the order in which their rules are tried.
const (
	// RigaFuoriAmbito (FUORI_AMBITO): a row of a flow out of scope.
	RigaFuoriAmbito ClasseRiga = iota + 1
	// RigaObsoleta (OBSOLETA): a row of a version that is no longer current.
	RigaObsoleta
	// RigaDuplicata (DUPLICATA): same IUV, IUR and indice as an earlier row of the flow.
	RigaDuplicata
	// RigaEsitoSconosciuto (ESITO_SCONOSCIUTO): an outcome code that no document lists.
	RigaEsitoSconosciuto
	// RigaPagamentoAmbiguo (PAGAMENTO_AMBIGUO): the receipt item it names exists in
	// conflicting copies.
	RigaPagamentoAmbiguo
	// RigaPagamentoGiaRendicontato (PAGAMENTO_GIA_RENDICONTATO): another row keeps its
	// receipt item.
	RigaPagamentoGiaRendicontato
	// RigaRevocaAbbinata (REVOCA_ABBINATA): a refund equal to the amount revoked.
	RigaRevocaAbbinata
	// RigaRevocaDiversa (REVOCA_DIVERSA): a refund of another amount.
	RigaRevocaDiversa
	// RigaAbbinata (ABBINATA): its receipt item has the same amount.
	RigaAbbinata
	// RigaImportoDiverso (IMPORTO_DIVERSO): its receipt item has another amount.
	RigaImportoDiverso
	// RigaAltroIntermediario (ALTRO_INTERMEDIARIO): no receipt item, and the IUV was
	// given out by another intermediary of the body.
	RigaAltroIntermediario
	// RigaSenzaRicevutaAmmessa (SENZA_RICEVUTA_AMMESSA): paid without a receipt, as its
	// outcome allows, on a position of one item.
	RigaSenzaRicevutaAmmessa
	// RigaSenzaRicevutaMultivoce (SENZA_RICEVUTA_MULTIVOCE): paid without a receipt on a
	// position of several items, or on several positions.
	RigaSenzaRicevutaMultivoce
	// RigaPendenzaSconosciuta (PENDENZA_SCONOSCIUTA): paid without a receipt on no known
	// position.
	RigaPendenzaSconosciuta
	// RigaSenzaRicevuta (SENZA_RICEVUTA): the receipt its outcome implies is not here.
	RigaSenzaRicevuta
)

// fattiRiga is what decides the class of a row. The parts of the engine fill it in
// as they learn.
type fattiRiga struct {
	fuoriAmbito, obsoleta bool // its version is
	ripetuta              bool // an earlier row of the flow has its IUV, IUR and indice
	esito                 flusso.Esito
	conRicevuta           bool // a receipt item has its key:
	inConflitto           bool // in several contents,
	diAltraRiga           bool // kept by another row,
	pari                  bool // of the amount that the row tells
	conPosizione          bool // a debt position has its IUV:
	unaVoce               bool // only one, of one item
	altrui                bool // the body did not give its IUV out
}

// classe returns the class: the rules, in the order of the classes.
func (f *fattiRiga) classe() ClasseRiga {
	revoca := f.esito == flusso.Revocato
	ammessa := f.esito == flusso.SenzaRPT || f.esito == flusso.StandInSenzaRPT
	switch {
	case f.fuoriAmbito:
		return RigaFuoriAmbito
	case f.obsoleta:
		return RigaObsoleta
	case f.ripetuta:
		return RigaDuplicata
	case !f.esito.Noto():
		return RigaEsitoSconosciuto
	case f.inConflitto:
		return RigaPagamentoAmbiguo
	case f.diAltraRiga:
		return RigaPagamentoGiaRendicontato
	case f.conRicevuta && revoca:
		return scelta(f.pari, RigaRevocaAbbinata, RigaRevocaDiversa)
	case f.conRicevuta:
		return scelta(f.pari, RigaAbbinata, RigaImportoDiverso)
	case !f.conPosizione && f.altrui:
		return RigaAltroIntermediario
	case ammessa && f.unaVoce:
		return RigaSenzaRicevutaAmmessa
	case ammessa && f.conPosizione:
		return RigaSenzaRicevutaMultivoce
	case ammessa:
		return RigaPendenzaSconosciuta
	default:
		return RigaSenzaRicevuta
	}
}

var nomiRiga = nomi.ConColonna[ClasseRiga](rifiutaNome("classe"),
	"FUORI_AMBITO",
	"OBSOLETA",
	"DUPLICATA",
	"ESITO_SCONOSCIUTO",
	"PAGAMENTO_AMBIGUO",
	"PAGAMENTO_GIA_RENDICONTATO",
	"REVOCA_ABBINATA",
	"REVOCA_DIVERSA",
	"ABBINATA",
	"IMPORTO_DIVERSO",
	"ALTRO_INTERMEDIARIO",
	"SENZA_RICEVUTA_AMMESSA",
	"SENZA_RICEVUTA_MULTIVOCE",
	"PENDENZA_SCONOSCIUTA",
	"SENZA_RICEVUTA",
)

// ClassiRiga yields the values in the order of their declaration.
func ClassiRiga() iter.Seq[ClasseRiga] { return nomiRiga.Tutti() }
