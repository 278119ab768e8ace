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
	// SegnaleTRNDiverso (TRN_DIVERSO): the TRN of the credit, of the same form as the
	// identificativoUnivocoRegolamento of its flow, is another, and no other reference is it.
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
	// SegnaleStornoSenzaOriginale (STORNO_SENZA_ORIGINALE): the credit reversed is not here,
	// nor any credit of the flow that a debit names.
	SegnaleStornoSenzaOriginale
	// SegnaleStornoImportoDiverso (STORNO_IMPORTO_DIVERSO): a credit that the reversal takes
	// from has another amount.
	SegnaleStornoImportoDiverso
	// SegnaleDoppio (DOPPIO): one debt item, several IUR: paid more than once.
	SegnaleDoppio
	// SegnaleSegnoRevoca (SEGNO_REVOCA): the total of the flow holds only when its refunds,
	// written positive, are subtracted.
	SegnaleSegnoRevoca
	// SegnaleStornoDubbio (STORNO_DUBBIO): a reversal without reference may concern this credit, or
	// another of its amount; on the reversal, several credits may be the one.
	SegnaleStornoDubbio
	// SegnaleAccreditoStornato (ACCREDITO_STORNATO): the credit that paid it was taken back, whole or in part.
	SegnaleAccreditoStornato
	// SegnaleLettoDueVolte (LETTO_DUE_VOLTE): another document tells the movement too: see
	// COPIA_PROBABILE.
	SegnaleLettoDueVolte
	// SegnaleTestoDiverso (TESTO_DIVERSO): its key came with several causali: the longest is used.
	SegnaleTestoDiverso
	// SegnaleDoppioneDaVerificare (DOPPIONE_DA_VERIFICARE): a COPIA_PROBABILE whose flow is not credited: were it
	// a second credit, it could be what is missing.
	SegnaleDoppioneDaVerificare
	// SegnaleStornatoInParte (STORNATO_IN_PARTE): a part of the credit was taken back.
	SegnaleStornatoInParte
	// SegnaleStornoEccedente (STORNO_ECCEDENTE): the reversal is larger than what was left of its credits.
	SegnaleStornoEccedente
	// SegnaleStornoRipetuto (STORNO_RIPETUTO): nothing was left of its credits.
	SegnaleStornoRipetuto
	// SegnaleStornoPresunto (STORNO_PRESUNTO): a reversal without reference and the only credit of its amount.
	SegnaleStornoPresunto
	// SegnaleRiaccreditoDaVerificare (RIACCREDITO_DA_VERIFICARE): a debit that came back names a flow.
	SegnaleRiaccreditoDaVerificare
	// SegnaleTrattenuto (TRATTENUTO_PER_STORNO): a reversal that has no place may concern this money, which
	// discharges nothing until it has.
	SegnaleTrattenuto
	// SegnaleRicevutaMancante (RICEVUTA_MANCANTE): the money of the item is on the account, its receipt is
	// not here.
	SegnaleRicevutaMancante
	// SegnaleIDNelTesto (ID_NEL_TESTO): the flow was found by its identifier anywhere in the text.
	SegnaleIDNelTesto
	// SegnaleIDInEndToEnd (ID_IN_END_TO_END): the flow was found by the EndToEndId.
	SegnaleIDInEndToEnd
	// SegnaleAbbinatoPerTRN (ABBINATO_PER_TRN): a reference of the credit is the identificativoUnivocoRegolamento
	// of its flow, and the amount is its total.
	SegnaleAbbinatoPerTRN
	// SegnalePiuFlussi (PIU_FLUSSI): the text names several flows.
	SegnalePiuFlussi
	// SegnaleAccreditoCumulativo (ACCREDITO_CUMULATIVO): one credit paid the flow and others.
	SegnaleAccreditoCumulativo
	// SegnaleLotto (LOTTO): an entry for several transfers whose single amounts are not told.
	SegnaleLotto
	// SegnaleImportoDiFlusso (IMPORTO_DI_FLUSSO): its amount is that of a flow without credit; it pays nothing.
	SegnaleImportoDiFlusso
	// SegnaleAccreditoPossibile (ACCREDITO_POSSIBILE): no credit names the flow, and one of its amount names none.
	SegnaleAccreditoPossibile
	// SegnaleSenzaPendenza (SENZA_PENDENZA): no debt item of the input has the IUV and the indice of the payment.
	SegnaleSenzaPendenza
	// SegnalePendenzaMancante (PENDENZA_MANCANTE): the same, of a body all whose debts are positions.
	SegnalePendenzaMancante
	// SegnaleIUVNumeroAvviso (IUV_NUMERO_AVVISO): nothing pays the position, whose IUV has the form of a notice
	// number.
	SegnaleIUVNumeroAvviso
	// SegnaleIUVSenzaZeri (IUV_SENZA_ZERI): nothing pays the position, whose IUV lost its first zeros.
	SegnaleIUVSenzaZeri
	// SegnaleImportoOltre (IMPORTO_OLTRE): the amount is above 999999999.99, the largest of pagoPA.
	SegnaleImportoOltre
	// SegnalePiuPendenze (PIU_PENDENZE): another position has the IUV and an item of the same indice: what was
	// paid discharges neither.
	SegnalePiuPendenze
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
	"STORNO_DUBBIO",
	"ACCREDITO_STORNATO",
	"LETTO_DUE_VOLTE",
	"TESTO_DIVERSO",
	"DOPPIONE_DA_VERIFICARE",
	"STORNATO_IN_PARTE",
	"STORNO_ECCEDENTE",
	"STORNO_RIPETUTO",
	"STORNO_PRESUNTO",
	"RIACCREDITO_DA_VERIFICARE",
	"TRATTENUTO_PER_STORNO",
	"RICEVUTA_MANCANTE",
	"ID_NEL_TESTO",
	"ID_IN_END_TO_END",
	"ABBINATO_PER_TRN",
	"PIU_FLUSSI",
	"ACCREDITO_CUMULATIVO",
	"LOTTO",
	"IMPORTO_DI_FLUSSO",
	"ACCREDITO_POSSIBILE",
	"SENZA_PENDENZA",
	"PENDENZA_MANCANTE",
	"IUV_NUMERO_AVVISO",
	"IUV_SENZA_ZERI",
	"IMPORTO_OLTRE",
	"PIU_PENDENZE",
)

// TuttiSegnali yields the values in the order of their declaration.
func TuttiSegnali() iter.Seq[Segnale] { return nomiSegnale.Tutti() }
