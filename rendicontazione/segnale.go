package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Segnale is a fact about an object beside its class (segnale): it never changes
// the class. The zero value is invalid.
type Segnale uint8

// Flags of the engine.
const (
	// SegnaleMaiuscoleIgnorate (MAIUSCOLE_IGNORATE): the flow was found by its identifier in another case.
	SegnaleMaiuscoleIgnorate Segnale = iota + 1
	// SegnaleCandidatoUsato (CANDIDATO_USATO): the flow or the payment was found by another
	// reading of the causale than the first.
	SegnaleCandidatoUsato
	// SegnaleFlussoAmbiguo (FLUSSO_AMBIGUO): the identifier in another case fits several flows.
	SegnaleFlussoAmbiguo
	// SegnaleTRNDiverso (TRN_DIVERSO): neither TRN nor EndToEndId of the credit is the
	// identificativoUnivocoRegolamento of its flow.
	SegnaleTRNDiverso
	// SegnaleCausaleImportoDiverso (CAUSALE_IMPORTO_DIVERSO): the amount written in the
	// causale is not that of the credit, which counts.
	SegnaleCausaleImportoDiverso
	// SegnaleTardivo (TARDIVO): credited after the deadline of its earliest payment.
	SegnaleTardivo
	// SegnaleDifetto (DIFETTO): less than what it should pay.
	SegnaleDifetto
	// SegnaleEccesso (ECCESSO): more than what it should pay.
	SegnaleEccesso
	// SegnaleStornoSenzaOriginale (STORNO_SENZA_ORIGINALE): the credit reversed is not here.
	SegnaleStornoSenzaOriginale
	// SegnaleStornoImportoDiverso (STORNO_IMPORTO_DIVERSO): the credit reversed has another
	// amount and stays as it is.
	SegnaleStornoImportoDiverso
	// SegnaleDoppio (DOPPIO): one debt item, several IUR: paid more than once.
	SegnaleDoppio
	// SegnaleSegnoRevoca (SEGNO_REVOCA): the total of the flow holds only when its refunds,
	// written positive, are subtracted.
	SegnaleSegnoRevoca
)

var nomiSegnale = nomi.Nuova[Segnale](rifiutaNome("segnale"),
	"MAIUSCOLE_IGNORATE",
	"CANDIDATO_USATO",
	"FLUSSO_AMBIGUO",
	"TRN_DIVERSO",
	"CAUSALE_IMPORTO_DIVERSO",
	"TARDIVO",
	"DIFETTO",
	"ECCESSO",
	"STORNO_SENZA_ORIGINALE",
	"STORNO_IMPORTO_DIVERSO",
	"DOPPIO",
	"SEGNO_REVOCA",
)

// TuttiSegnali yields the values in the order of their declaration.
func TuttiSegnali() iter.Seq[Segnale] { return nomiSegnale.Tutti() }
