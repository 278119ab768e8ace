package gdp

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// EventCode is the code of an event (eventCode): 22 codes, and two of older
// lists that are read and never written. Numbers 1 to 19 are those of the states
// at the Nodo (nodo.Stato).
//
// RPT_ANNULLATA here means that the PSP collected nothing. GovPay has a state of
// the same name that means something else, a request superseded by a newer
// activation: DaStatoRpt refuses it.
//
// Source: Giornale dei Pagamenti, "eventCode List".
type EventCode uint8

// Event codes.
const (
	RPTParcheggiataNodo         EventCode = iota + 1 // RPT_PARCHEGGIATA_NODO
	RPTRicevutaNodo                                  // RPT_RICEVUTA_NODO
	RPTRifiutataNodo                                 // RPT_RIFIUTATA_NODO
	RPTAccettataNodo                                 // RPT_ACCETTATA_NODO
	RPTRifiutataPSP                                  // RPT_RIFIUTATA_PSP
	RPTErroreInvioAPSP                               // RPT_ERRORE_INVIO_A_PSP
	RPTInviataAPSP                                   // RPT_INVIATA_A_PSP
	RPTAccettataPSP                                  // RPT_ACCETTATA_PSP
	RPTDecorsiTermini                                // RPT_DECORSI_TERMINI
	RTRicevutaNodo                                   // RT_RICEVUTA_NODO
	RTRifiutataNodo                                  // RT_RIFIUTATA_NODO
	RTAccettataNodo                                  // RT_ACCETTATA_NODO
	RTAccettataPA                                    // RT_ACCETTATA_PA
	RTRifiutataPA                                    // RT_RIFIUTATA_PA
	RTEsitoSconosciutoPA                             // RT_ESITO_SCONOSCIUTO_PA
	RPTRichiestaAttivazione                          // RPT_RICHIESTA_ATTIVAZIONE
	RPTAttivazioneAccettataNodo                      // RPT_ATTIVAZIONE_ACCETTATA_NODO
	RPTAttivataPA                                    // RPT_ATTIVATA_PA
	RPTAttivataErrore                                // RPT_ATTIVATA_ERRORE
	RPTPagata                                        // RPT_PAGATA
	RPTAnnullata                                     // RPT_ANNULLATA
	RPTFlusso                                        // RPT_FLUSSO
	RPTInviataPA                                     // RPT_INVIATA_PA: code of an older list
	RTRicevutaPA                                     // RT_RICEVUTA_PA: code of an older list
)

// ultimoEventCode bounds tables indexed by code.
const ultimoEventCode = RTRicevutaPA

var nomiEventCode = nomi.ConColonna[EventCode](
	func(v string) error {
		return &Errore{Codice: CodiceEventCode, Campo: "eventCode", Valore: v, Err: ErrEventCode}
	},
	append(nomiDelNodo(), "RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO", nodo.RPTInviataPA.String(), nodo.RTRicevutaPA.String())...,
)

// nomiDelNodo are the names of the codes that are states at the Nodo.
func nomiDelNodo() []string {
	var nomi []string
	for s := nodo.RPTParcheggiataNodo; s <= nodo.RPTAttivataErrore; s++ {
		nomi = append(nomi, s.String())
	}
	return nomi
}

// EventCodes yields the 22 codes of the list in order, without those of older
// lists.
func EventCodes() iter.Seq[EventCode] {
	return func(yield func(EventCode) bool) {
		for c := RPTParcheggiataNodo; c <= RPTFlusso; c++ {
			if !yield(c) {
				return
			}
		}
	}
}
