package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Segnale is a fact about an object beside its class (segnale): it never changes
// the class. The zero value is invalid.
//
// The last ones, from SegnaleWrapped on, repeat the warnings of the tolerant reader of the
// causale, package rendicontazione/causale, by their names.
type Segnale uint8

// Flags of the engine.
const (
	// SegnaleCaseFolded (MAIUSCOLE_IGNORATE): the flow was found by its identifier in another case.
	SegnaleCaseFolded Segnale = iota + 1
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

// Warnings about the causale of a credit, whose meaning is in the package
// rendicontazione/causale.
const (
	SegnaleWrapped            = SegnaleSegnoRevoca + 1 + iota // SPEZZATA
	SegnaleAmbiguousWrap                                      // SPEZZATURA_AMBIGUA
	SegnaleTrailingGarbage                                    // CODA_ESTRANEA
	SegnalePSPEmpty                                           // PSP_VUOTO
	SegnaleIDFlussoNoHyphen                                   // IDFLUSSO_SENZA_TRATTINO
	SegnaleMultipleReferences                                 // PIU_RIFERIMENTI
	SegnaleCheckDigit                                         // CHECK_DIGIT
	SegnaleSpacedIUV                                          // IUV_SPAZIATO
	SegnaleIUVIsNAV                                           // IUV_E_NAV
	SegnaleRFSNotRF                                           // RFS_SENZA_RF
	SegnaleRFBWithRF                                          // RFB_CON_RF
	SegnaleAmountFormat                                       // IMPORTO_FORMA
	SegnaleAmountUnreadable                                   // IMPORTO_ILLEGGIBILE
	SegnaleAmountZero                                         // IMPORTO_ZERO
	SegnaleAmountMissing                                      // IMPORTO_ASSENTE
	SegnaleMissingTXTTag                                      // TXT_ASSENTE
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
	"SPEZZATA",
	"SPEZZATURA_AMBIGUA",
	"CODA_ESTRANEA",
	"PSP_VUOTO",
	"IDFLUSSO_SENZA_TRATTINO",
	"PIU_RIFERIMENTI",
	"CHECK_DIGIT",
	"IUV_SPAZIATO",
	"IUV_E_NAV",
	"RFS_SENZA_RF",
	"RFB_CON_RF",
	"IMPORTO_FORMA",
	"IMPORTO_ILLEGGIBILE",
	"IMPORTO_ZERO",
	"IMPORTO_ASSENTE",
	"TXT_ASSENTE",
)

// TuttiSegnali yields the values in the order of their declaration.
func TuttiSegnali() iter.Seq[Segnale] { return nomiSegnale.Tutti() }
