package rpt

import (
	"slices"
	"strings"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// EsitoChiamata is how a call at a creditor body ended, as the caller sees it.
type EsitoChiamata string

// Ends of a call. A soap:Fault, an empty body and an answer that its schema refuses are
// no answer.
const (
	ChiamataOK             EsitoChiamata = "OK"                // answered OK
	ChiamataKO             EsitoChiamata = "KO"                // answered KO, with a fault
	ChiamataIlleggibile    EsitoChiamata = "ILLEGGIBILE"       // the answer cannot be read, or is not HTTP 2xx
	ChiamataTimeout        EsitoChiamata = "TIMEOUT"           // no answer in time
	ChiamataNonRaggiungita EsitoChiamata = "NON_RAGGIUNGIBILE" // no connection
)

// IsValid reports whether e is one of the values.
func (e EsitoChiamata) IsValid() bool {
	return slices.Contains([]EsitoChiamata{ChiamataOK, ChiamataKO, ChiamataIlleggibile, ChiamataTimeout, ChiamataNonRaggiungita}, e)
}

// Mittente is who calls a creditor body.
type Mittente string

// Those who call.
const (
	MittenteNodo Mittente = "NODO"
	MittenteWISP Mittente = "WISP" // the WISP converter, which delivers the RTs of today
)

// IsValid reports whether m is one of the values.
func (m Mittente) IsValid() bool { return m == MittenteNodo || m == MittenteWISP }

// Riconsegna reports whether a call at a body that ended so is made again, TentativiRicevuta
// times every AttesaRicevutaNodo. A verification or an activation never is: a PSP waits. A
// receipt is unless it was answered, with any KO whatever its code: that receipt is lost. An
// RT is on the same terms, but the WISP converter also tries again after a KO with
// PAA_SYSTEM_ERROR, a code of the identifiers or PAA_PAGAMENTO_….
//
// Sources: SANP 3.12, "Integrazione tramite API sincrone"; pagoPA, test suite of the Nodo,
// gestioneReceiptMb, NMU_MBD_paSendRTV2, T139C and T139D; pagopa-wisp-converter.
func (p Primitiva) Riconsegna(m Mittente, e EsitoChiamata, f nodo.FaultCode) bool {
	switch p {
	case PrimitivaPaSendRT, PrimitivaPaSendRTV2:
		return e.IsValid() && e != ChiamataOK && e != ChiamataKO
	case PrimitivaPaaInviaRT:
		switch {
		case e == ChiamataKO:
			return m == MittenteWISP && rimediabile(f)
		case m == MittenteWISP:
			return e == ChiamataNonRaggiungita || e == ChiamataIlleggibile
		}
		return e == ChiamataTimeout || e == ChiamataIlleggibile
	}
	return false
}

// rimediabile reports whether the WISP converter takes a refusal for one that may pass.
func rimediabile(f nodo.FaultCode) bool {
	switch f {
	case nodo.PAASystemError, nodo.PAAIDDominioErrato, nodo.PAAIDIntermediarioErrato, nodo.PAAStazioneIntErrata:
		return true
	}
	return strings.HasPrefix(string(f), "PAA_PAGAMENTO_")
}
