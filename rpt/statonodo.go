package rpt

import "github.com/quietanza/quietanza/internal/nomi"

// StatoNodo is where a payment attempt is at the Nodo dei Pagamenti: the last
// code that moved it. Numbers 1 to 19 follow the list of the journal's codes,
// then two codes of older lists, then START.
//
// Sources: Giornale dei Pagamenti, "eventCode List"; Specifiche Attuative del
// Nodo dei Pagamenti-SPC 2.2, chapter 13, table 4.
type StatoNodo uint8

// States at the Nodo.
const (
	NodoRPTParcheggiataNodo         StatoNodo = iota + 1 // RPT_PARCHEGGIATA_NODO
	NodoRPTRicevutaNodo                                  // RPT_RICEVUTA_NODO
	NodoRPTRifiutataNodo                                 // RPT_RIFIUTATA_NODO
	NodoRPTAccettataNodo                                 // RPT_ACCETTATA_NODO
	NodoRPTRifiutataPSP                                  // RPT_RIFIUTATA_PSP
	NodoRPTErroreInvioAPSP                               // RPT_ERRORE_INVIO_A_PSP
	NodoRPTInviataAPSP                                   // RPT_INVIATA_A_PSP
	NodoRPTAccettataPSP                                  // RPT_ACCETTATA_PSP
	NodoRPTDecorsiTermini                                // RPT_DECORSI_TERMINI
	NodoRTRicevutaNodo                                   // RT_RICEVUTA_NODO
	NodoRTRifiutataNodo                                  // RT_RIFIUTATA_NODO
	NodoRTAccettataNodo                                  // RT_ACCETTATA_NODO
	NodoRTAccettataPA                                    // RT_ACCETTATA_PA
	NodoRTRifiutataPA                                    // RT_RIFIUTATA_PA
	NodoRTEsitoSconosciutoPA                             // RT_ESITO_SCONOSCIUTO_PA
	NodoRPTRichiestaAttivazione                          // RPT_RICHIESTA_ATTIVAZIONE
	NodoRPTAttivazioneAccettataNodo                      // RPT_ATTIVAZIONE_ACCETTATA_NODO
	NodoRPTAttivataPA                                    // RPT_ATTIVATA_PA
	NodoRPTAttivataErrore                                // RPT_ATTIVATA_ERRORE
	NodoRPTInviataPA                                     // RPT_INVIATA_PA: old code, accepted and never written
	NodoRTRicevutaPA                                     // RT_RICEVUTA_PA: old code, accepted and never written
	NodoStart                                            // START: before any code
)

var nomiNodo = nomi.ConColonna[StatoNodo](rifiutaNome,
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

// fattiNodo are the facts of each state.
var fattiNodo = [...]struct {
	descrizione string
	operazione  Operazione
	riuso       Riuso
	rango       int
}{
	NodoRPTParcheggiataNodo:         {"RPT parcheggiata sul nodo in attesa di essere sbloccata per il pagamento con WISP 2.0", OperazioneAperta, RiusoNo, 9},
	NodoRPTRicevutaNodo:             {"RPT ricevuta dal Nodo e in attesa di essere processata", OperazioneAperta, RiusoNo, 6},
	NodoRPTRifiutataNodo:            {"RPT rifiutata dal Nodo per sintassi o semantica errata", OperazioneKO, RiusoSi, 7},
	NodoRPTAccettataNodo:            {"RPT accettata dal Nodo come valida", OperazioneAperta, RiusoNo, 8},
	NodoRPTRifiutataPSP:             {"RPT rifiutata dall'Intermediario PSP per sintassi o semantica errata", OperazioneKO, RiusoNo, 12},
	NodoRPTErroreInvioAPSP:          {"RPT inviata all'Intermediario PSP - indisponibilità del ricevente", OperazioneKO, RiusoSi, 11},
	NodoRPTInviataAPSP:              {"RPT inviata all'Intermediario PSP - azione in attesa di risposta", OperazioneAperta, RiusoNo, 10},
	NodoRPTAccettataPSP:             {"RPT ricevuta ed accettata dall'Intermediario PSP come valida", OperazioneAperta, RiusoNo, 13},
	NodoRPTDecorsiTermini:           {"RPT ha superato il periodo di decorrenza termini nel Nodo", OperazioneKO, RiusoSi, 14},
	NodoRTRicevutaNodo:              {"RT ricevuta dal Nodo", OperazioneAperta, RiusoNo, 15},
	NodoRTRifiutataNodo:             {"RT rifiutata dal Nodo per sintassi o semantica errata", OperazioneAperta, RiusoNo, 16},
	NodoRTAccettataNodo:             {"RT accettata dal Nodo come valida ed in corso di invio all'Intermediario dell'Ente Creditore", OperazioneAperta, RiusoNo, 17},
	NodoRTAccettataPA:               {"RT ricevuta dall'Intermediario dell'Ente Creditore ed accettata", OperazioneOK, RiusoNo, 21},
	NodoRTRifiutataPA:               {"RT ricevuta dall'Intermediario dell'Ente Creditore e rifiutata", OperazioneAperta, RiusoNo, 20},
	NodoRTEsitoSconosciutoPA:        {"Esito dell'accettazione RT dell'Intermediario dell'Ente Creditore non interpretabile", OperazioneAperta, RiusoNo, 19},
	NodoRPTRichiestaAttivazione:     {"Viene richiesta attivazione del pagamento", OperazioneAperta, RiusoNonDetto, 1},
	NodoRPTAttivazioneAccettataNodo: {"Richiesta di Attivazione accettata dal Nodo", OperazioneAperta, RiusoNonDetto, 2},
	NodoRPTAttivataPA:               {"Richiesta di attivazione accettata dall'EC", OperazioneAperta, RiusoNonDetto, 3},
	NodoRPTAttivataErrore:           {"Errore durante la richiesta di attivazione", OperazioneKO, RiusoSi, 4},
	NodoRPTInviataPA:                {"RPT inviata dall'Ente Creditore", OperazioneAperta, RiusoNonDetto, 5},
	NodoRTRicevutaPA:                {"RT ricevuta dall'Ente Creditore, non ancora valutata", OperazioneAperta, RiusoNonDetto, 18},
	NodoStart:                       {"Nessun evento", OperazioneAperta, RiusoNonDetto, 0},
}
