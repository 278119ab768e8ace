package nodo

import "github.com/quietanza/quietanza/internal/nomi"

// Stato is where a payment attempt is at the Nodo dei Pagamenti: the last
// code that moved it. Numbers 1 to 19 follow the list of the journal's codes,
// then two codes of older lists, then START.
//
// Sources: Giornale dei Pagamenti, "eventCode List"; Specifiche Attuative del
// Nodo dei Pagamenti-SPC 2.2, chapter 13, table 4.
type Stato uint8

// States at the Nodo.
const (
	RPTParcheggiataNodo         Stato = iota + 1 // RPT_PARCHEGGIATA_NODO
	RPTRicevutaNodo                              // RPT_RICEVUTA_NODO
	RPTRifiutataNodo                             // RPT_RIFIUTATA_NODO
	RPTAccettataNodo                             // RPT_ACCETTATA_NODO
	RPTRifiutataPSP                              // RPT_RIFIUTATA_PSP
	RPTErroreInvioAPSP                           // RPT_ERRORE_INVIO_A_PSP
	RPTInviataAPSP                               // RPT_INVIATA_A_PSP
	RPTAccettataPSP                              // RPT_ACCETTATA_PSP
	RPTDecorsiTermini                            // RPT_DECORSI_TERMINI
	RTRicevutaNodo                               // RT_RICEVUTA_NODO
	RTRifiutataNodo                              // RT_RIFIUTATA_NODO
	RTAccettataNodo                              // RT_ACCETTATA_NODO
	RTAccettataPA                                // RT_ACCETTATA_PA
	RTRifiutataPA                                // RT_RIFIUTATA_PA
	RTEsitoSconosciutoPA                         // RT_ESITO_SCONOSCIUTO_PA
	RPTRichiestaAttivazione                      // RPT_RICHIESTA_ATTIVAZIONE
	RPTAttivazioneAccettataNodo                  // RPT_ATTIVAZIONE_ACCETTATA_NODO
	RPTAttivataPA                                // RPT_ATTIVATA_PA
	RPTAttivataErrore                            // RPT_ATTIVATA_ERRORE
	RPTInviataPA                                 // RPT_INVIATA_PA: old code, accepted and never written
	RTRicevutaPA                                 // RT_RICEVUTA_PA: old code, accepted and never written
	Start                                        // START: before any code
)

var nomiStato = nomi.ConColonna[Stato](rifiutaNome,
	"RPT_PARCHEGGIATA_NODO",
	"RPT_RICEVUTA_NODO",
	"RPT_RIFIUTATA_NODO",
	"RPT_ACCETTATA_NODO",
	"RPT_RIFIUTATA_PSP",
	"RPT_ERRORE_INVIO_A_PSP",
	"RPT_INVIATA_A_PSP",
	"RPT_ACCETTATA_PSP",
	"RPT_DECORSI_TERMINI",
	"RT_RICEVUTA_NODO",
	"RT_RIFIUTATA_NODO",
	"RT_ACCETTATA_NODO",
	"RT_ACCETTATA_PA",
	"RT_RIFIUTATA_PA",
	"RT_ESITO_SCONOSCIUTO_PA",
	"RPT_RICHIESTA_ATTIVAZIONE",
	"RPT_ATTIVAZIONE_ACCETTATA_NODO",
	"RPT_ATTIVATA_PA",
	"RPT_ATTIVATA_ERRORE",
	"RPT_INVIATA_PA",
	"RT_RICEVUTA_PA",
	"START",
)

// fattiStato are the facts of a state.
type fattiStato struct {
	descrizione string
	operazione  Operazione
	riuso       Riuso
	rango       int
}

// fatti returns the facts of a state, none for an invalid one.
func (s Stato) fatti() *fattiStato {
	if !s.IsValid() {
		s = 0
	}
	return &fatti[s]
}

var fatti = [...]fattiStato{
	RPTParcheggiataNodo:         {"RPT parcheggiata sul nodo in attesa di essere sbloccata per il pagamento con WISP 2.0", OperazioneAperta, RiusoNo, 9},
	RPTRicevutaNodo:             {"RPT ricevuta dal Nodo e in attesa di essere processata", OperazioneAperta, RiusoNo, 6},
	RPTRifiutataNodo:            {"RPT rifiutata dal Nodo per sintassi o semantica errata", OperazioneKO, RiusoSi, 7},
	RPTAccettataNodo:            {"RPT accettata dal Nodo come valida", OperazioneAperta, RiusoNo, 8},
	RPTRifiutataPSP:             {"RPT rifiutata dall'Intermediario PSP per sintassi o semantica errata", OperazioneKO, RiusoNo, 12},
	RPTErroreInvioAPSP:          {"RPT inviata all'Intermediario PSP - indisponibilità del ricevente", OperazioneKO, RiusoSi, 11},
	RPTInviataAPSP:              {"RPT inviata all'Intermediario PSP - azione in attesa di risposta", OperazioneAperta, RiusoNo, 10},
	RPTAccettataPSP:             {"RPT ricevuta ed accettata dall'Intermediario PSP come valida", OperazioneAperta, RiusoNo, 13},
	RPTDecorsiTermini:           {"RPT ha superato il periodo di decorrenza termini nel Nodo", OperazioneKO, RiusoSi, 14},
	RTRicevutaNodo:              {"RT ricevuta dal Nodo", OperazioneAperta, RiusoNo, 15},
	RTRifiutataNodo:             {"RT rifiutata dal Nodo per sintassi o semantica errata", OperazioneAperta, RiusoNo, 16},
	RTAccettataNodo:             {"RT accettata dal Nodo come valida ed in corso di invio all'Intermediario dell'Ente Creditore", OperazioneAperta, RiusoNo, 17},
	RTAccettataPA:               {"RT ricevuta dall'Intermediario dell'Ente Creditore ed accettata", OperazioneOK, RiusoNo, 21},
	RTRifiutataPA:               {"RT ricevuta dall'Intermediario dell'Ente Creditore e rifiutata", OperazioneAperta, RiusoNo, 20},
	RTEsitoSconosciutoPA:        {"Esito dell'accettazione RT dell'Intermediario dell'Ente Creditore non interpretabile", OperazioneAperta, RiusoNo, 19},
	RPTRichiestaAttivazione:     {"Viene richiesta attivazione del pagamento", OperazioneAperta, RiusoNonDetto, 1},
	RPTAttivazioneAccettataNodo: {"Richiesta di Attivazione accettata dal Nodo", OperazioneAperta, RiusoNonDetto, 2},
	RPTAttivataPA:               {"Richiesta di attivazione accettata dall'EC", OperazioneAperta, RiusoNonDetto, 3},
	RPTAttivataErrore:           {"Errore durante la richiesta di attivazione", OperazioneKO, RiusoSi, 4},
	RPTInviataPA:                {"RPT inviata dall'Ente Creditore", OperazioneAperta, RiusoNonDetto, 5},
	RTRicevutaPA:                {"RT ricevuta dall'Ente Creditore, non ancora valutata", OperazioneAperta, RiusoNonDetto, 18},
	Start:                       {"Nessun evento", OperazioneAperta, RiusoNonDetto, 0},
}
