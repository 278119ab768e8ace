package rpt

import "github.com/quietanza/quietanza/internal/nomi"

// EventoRpt is what happens to an RPT in the eyes of the creditor body. The
// state told by the Nodo (nodoChiediStatoRPT) is one event for each state:
// EventoStatoNodo finds it.
type EventoRpt uint8

// Events of an RPT.
const (
	EventoNodoOK               EventoRpt = iota + 1 // NodoOK: the Nodo answered OK to the request
	EventoNodoKO                                    // NodoKO: the Nodo answered KO
	EventoErroreInvio                               // ErroreInvio: the request could not be sent
	EventoRTValida                                  // RTValida: an RT arrived and is valid
	EventoRTNonValida                               // RTNonValida: an RT arrived and its syntax or a fatal rule refuses it
	EventoNuovaAttivazione                          // NuovaAttivazione: a newer activation of the same IUV arrived (model 3)
	EventoTimeout                                   // Timeout: the attempt of a newer model timed out
	EventoRPTParcheggiataNodo                       // the Nodo tells RPT_PARCHEGGIATA_NODO
	EventoRPTRicevutaNodo                           // the Nodo tells RPT_RICEVUTA_NODO
	EventoRPTRifiutataNodo                          // the Nodo tells RPT_RIFIUTATA_NODO
	EventoRPTAccettataNodo                          // the Nodo tells RPT_ACCETTATA_NODO
	EventoRPTRifiutataPSP                           // the Nodo tells RPT_RIFIUTATA_PSP
	EventoRPTErroreInvioAPSP                        // the Nodo tells RPT_ERRORE_INVIO_A_PSP
	EventoRPTInviataAPSP                            // the Nodo tells RPT_INVIATA_A_PSP
	EventoRPTAccettataPSP                           // the Nodo tells RPT_ACCETTATA_PSP
	EventoRPTDecorsiTermini                         // the Nodo tells RPT_DECORSI_TERMINI
	EventoRTRicevutaNodo                            // the Nodo tells RT_RICEVUTA_NODO
	EventoRTRifiutataNodo                           // the Nodo tells RT_RIFIUTATA_NODO
	EventoRTAccettataNodo                           // the Nodo tells RT_ACCETTATA_NODO
	EventoRTAccettataPA                             // the Nodo tells RT_ACCETTATA_PA
	EventoRTRifiutataPA                             // the Nodo tells RT_RIFIUTATA_PA
	EventoRTEsitoSconosciutoPA                      // the Nodo tells RT_ESITO_SCONOSCIUTO_PA
	EventoRTErroreInvioAPA                          // the Nodo tells RT_ERRORE_INVIO_A_PA
	EventoRTGenerataNodo                            // the Nodo tells RT_GENERATA_NODO
	EventoInternoNodo                               // the Nodo tells a state that this library does not know
)

var nomiEventoRpt = nomi.Passi[EventoRpt](rifiutaNome,
	"NodoOK",
	"NodoKO",
	"ErroreInvio",
	"RTValida",
	"RTNonValida",
	"NuovaAttivazione",
	"Timeout",
	"StatoNodo:RPT_PARCHEGGIATA_NODO",
	"StatoNodo:RPT_RICEVUTA_NODO",
	"StatoNodo:RPT_RIFIUTATA_NODO",
	"StatoNodo:RPT_ACCETTATA_NODO",
	"StatoNodo:RPT_RIFIUTATA_PSP",
	"StatoNodo:RPT_ERRORE_INVIO_A_PSP",
	"StatoNodo:RPT_INVIATA_A_PSP",
	"StatoNodo:RPT_ACCETTATA_PSP",
	"StatoNodo:RPT_DECORSI_TERMINI",
	"StatoNodo:RT_RICEVUTA_NODO",
	"StatoNodo:RT_RIFIUTATA_NODO",
	"StatoNodo:RT_ACCETTATA_NODO",
	"StatoNodo:RT_ACCETTATA_PA",
	"StatoNodo:RT_RIFIUTATA_PA",
	"StatoNodo:RT_ESITO_SCONOSCIUTO_PA",
	"StatoNodo:RT_ERRORE_INVIO_A_PA",
	"StatoNodo:RT_GENERATA_NODO",
	"StatoNodo:INTERNO_NODO",
)

// EventoStatoNodo returns the event of a state told by the Nodo. A name that is
// not in the list, or that belongs to the body alone, such as RPT_ANNULLATA
// (which at the Nodo means something else), is the state INTERNO_NODO.
func EventoStatoNodo(nome string) EventoRpt {
	for e := EventoRPTParcheggiataNodo; e < EventoInternoNodo; e++ {
		if e.String()[len("StatoNodo:"):] == nome {
			return e
		}
	}
	return EventoInternoNodo
}
