package avviso

import "github.com/quietanza/quietanza/internal/nomi"

// TipoRiscossione is the kind of an item collected (tipo di riscossione, tipo di
// entrata). Only ENTRATA is credited to the body and waits for its
// reconciliation. The zero value is a kind left out: where it may be, it stands
// for ENTRATA.
//
// Source: GovPay, TipoPagamento.
type TipoRiscossione uint8

// The kinds.
const (
	Entrata                  TipoRiscossione = iota + 1 // ENTRATA
	MBT                                                 // MBT: digital stamp (marca da bollo telematica), never credited
	AltroIntermediario                                  // ALTRO_INTERMEDIARIO
	EntrataPANonIntermediata                            // ENTRATA_PA_NON_INTERMEDIATA: of another body
)

var nomiRiscossione = nomi.ConColonna[TipoRiscossione](func(v string) error {
	return rifiutaCampo(CodiceTipo, "tipo", v, ErrTipoRiscossione)
}, "ENTRATA", "MBT", "ALTRO_INTERMEDIARIO", "ENTRATA_PA_NON_INTERMEDIATA")
