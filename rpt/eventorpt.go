package rpt

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// EventoRpt is what happens to an RPT in the eyes of the creditor body. The
// state told by the Nodo (nodoChiediStatoRPT) is one event for each state:
// EventoStatoNodo finds it.
type EventoRpt uint8

// Events of an RPT.
const (
	EventoNodoOK                 EventoRpt = iota + 1 // NodoOK: the Nodo answered OK to the request
	EventoNodoKO                                      // NodoKO: the Nodo answered KO
	EventoErroreInvio                                 // ErroreInvio: the request could not be sent
	EventoRTValida                                    // RTValida: an RT arrived and is valid
	EventoRTNonValida                                 // RTNonValida: an RT arrived and its syntax or a fatal rule refuses it
	EventoNuovaAttivazione                            // NuovaAttivazione: a newer activation of the same IUV arrived (model 3)
	EventoTimeout                                     // Timeout: the attempt of a newer model timed out
	EventoRPTParcheggiataNodo                         // the Nodo tells RPT_PARCHEGGIATA_NODO
	EventoRPTRicevutaNodo                             // the Nodo tells RPT_RICEVUTA_NODO
	EventoRPTRifiutataNodo                            // the Nodo tells RPT_RIFIUTATA_NODO
	EventoRPTAccettataNodo                            // the Nodo tells RPT_ACCETTATA_NODO
	EventoRPTRifiutataPSP                             // the Nodo tells RPT_RIFIUTATA_PSP
	EventoRPTErroreInvioAPSP                          // the Nodo tells RPT_ERRORE_INVIO_A_PSP
	EventoRPTInviataAPSP                              // the Nodo tells RPT_INVIATA_A_PSP
	EventoRPTAccettataPSP                             // the Nodo tells RPT_ACCETTATA_PSP
	EventoRPTDecorsiTermini                           // the Nodo tells RPT_DECORSI_TERMINI
	EventoRTRicevutaNodo                              // the Nodo tells RT_RICEVUTA_NODO
	EventoRTRifiutataNodo                             // the Nodo tells RT_RIFIUTATA_NODO
	EventoRTAccettataNodo                             // the Nodo tells RT_ACCETTATA_NODO
	EventoRTAccettataPA                               // the Nodo tells RT_ACCETTATA_PA
	EventoRTRifiutataPA                               // the Nodo tells RT_RIFIUTATA_PA
	EventoRTEsitoSconosciutoPA                        // the Nodo tells RT_ESITO_SCONOSCIUTO_PA
	EventoRTErroreInvioAPA                            // the Nodo tells RT_ERRORE_INVIO_A_PA
	EventoRTGenerataNodo                              // the Nodo tells RT_GENERATA_NODO
	EventoInternoNodo                                 // the Nodo tells a state that this library does not know
	EventoRPTAnnullata                                // the Nodo tells RPT_ANNULLATA
	EventoRPTAnnullataWISP                            // the Nodo tells RPT_ANNULLATA_WISP
	EventoRPTSconosciuta                              // RPTSconosciuta: asked for the state, the Nodo answers PPT_RPT_SCONOSCIUTA (model 1)
	EventoRPTSconosciutaModello3                      // RPTSconosciutaModello3: the same, of a payment that the PSP started
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
	"StatoNodo:RPT_ANNULLATA",
	"StatoNodo:RPT_ANNULLATA_WISP",
	"RPTSconosciuta",
	"RPTSconosciutaModello3",
)

// AvvertenzaStato is a state told by the Nodo that this library does not know.
const AvvertenzaStato avviso.Codice = "STATO_SCONOSCIUTO"

// riferito is the beginning of the names of the events that the Nodo tells.
const riferito = "StatoNodo:"

// sinonimi are the states that the Nodo tells under another name than the body's.
var sinonimi = map[string]EventoRpt{
	"RPT_PARCHEGGIATA_NODO_MOD3": EventoRPTParcheggiataNodo,
	"RPT_ESITO_SCONOSCIUTO_PSP":  EventoRPTInviataAPSP,
	"RPT_RISOLTA_OK":             EventoRPTAccettataPSP,
	"RPT_RISOLTA_KO":             EventoRTGenerataNodo,
	"RT_INVIATA_PA":              EventoRTAccettataNodo,
}

// EventoStatoNodo returns the event of a state told by the Nodo
// (nodoChiediStatoRPT). A name that it does not know, the states of a cart (CART_…)
// included, is the state INTERNO_NODO, with a warning (STATO_SCONOSCIUTO) that has the
// name as its value.
//
// Sources: GovPay 3, RptUtils, aggiornaRptDaNpD; pagoPA, test suite of the Nodo,
// histories of nodoChiediStatoRPT.
func EventoStatoNodo(nome string) (EventoRpt, []avviso.Avvertenza) {
	if e, ok := sinonimi[nome]; ok {
		return e, nil
	}
	if e, err := nomiEventoRpt.Parse(riferito + nome); err == nil && e != EventoInternoNodo {
		return e, nil
	}
	return EventoInternoNodo, []avviso.Avvertenza{
		{Codice: AvvertenzaStato, Campo: "stato", Valore: nome, Testo: "stato del Nodo sconosciuto"},
	}
}

// statoRiferito returns the state that the Nodo tells with the event, 0 for an event
// of another kind.
func (v EventoRpt) statoRiferito() StatoRpt {
	nome, ok := strings.CutPrefix(v.String(), riferito)
	if !ok {
		return 0
	}
	s, _ := StatoRptDi(nome)
	return s
}
