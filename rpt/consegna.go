package rpt

import (
	"time"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// EsitoInvio is how one delivery of an RT (nodoInviaRT) ended.
type EsitoInvio string

// Ends of a delivery.
const (
	InvioOK               EsitoInvio = "OK"                // accepted
	InvioTimeout          EsitoInvio = "TIMEOUT"           // no answer within TimeoutInvio
	InvioNonRaggiungibile EsitoInvio = "NON_RAGGIUNGIBILE" // PPT_STAZIONE_INT_PA_TIMEOUT, PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE
	InvioInGestione       EsitoInvio = "IN_GESTIONE"       // PPT_RT_IN_GESTIONE
	InvioRifiutato        EsitoInvio = "RIFIUTATO"         // any other fault
)

// EsitoDelFault returns how a delivery ended that the Nodo answered with a
// fault code, "" meaning OK.
func EsitoDelFault(f nodo.FaultCode) EsitoInvio {
	switch f {
	case "":
		return InvioOK
	case nodo.PPTStazioneIntPATimeout, nodo.PPTStazioneIntPAIrraggiungibile:
		return InvioNonRaggiungibile
	case nodo.PPTRTInGestione:
		return InvioInGestione
	}
	return InvioRifiutato
}

// PassoConsegna is what to do next with an RT to deliver.
type PassoConsegna string

// The next steps.
const (
	ConsegnaInvia      PassoConsegna = "INVIA"      // call nodoInviaRT, after the wait
	ConsegnaConclusa   PassoConsegna = "CONCLUSA"   // delivered
	ConsegnaCoda       PassoConsegna = "CODA"       // leave it to be fetched: pspChiediListaRT, pspChiediRT, pspInviaAckRT
	ConsegnaAssistenza PassoConsegna = "ASSISTENZA" // the help desk
	ConsegnaCorreggi   PassoConsegna = "CORREGGI"   // the RT is refused: correct it and send another
)

// Schedule of the delivery of an RT by the PSP.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.2, chapter 13.
const (
	// TimeoutInvio is how long a call of nodoInviaRT may last.
	TimeoutInvio = 40 * time.Second
	// AttesaInGestione is the wait before each of the tries after
	// PPT_RT_IN_GESTIONE.
	AttesaInGestione = 120 * time.Second
	// TentativiInGestione is how many of those tries there are.
	TentativiInGestione = 3
	// TentativiRicevuta is how often the platform tries again to deliver a receipt
	// (paSendRT) that nobody answered, one every AttesaRicevutaNodo, before it waits
	// to be asked for: it did not connect, timed out, or the answer was not readable.
	// Any KO ends the delivery at once. Both are parameters of the platform.
	//
	// Source: SANP 3.12, "Integrazione tramite API sincrone", "Best practice".
	TentativiRicevuta = 48
	// AttesaRicevutaNodo is the wait before each of those tries.
	AttesaRicevutaNodo = time.Hour
)

// Timeouts of the calls of the platform to a body, which is to answer 98 of a
// hundred within two seconds.
//
// Source: pagoPA, Livelli di servizio degli enti creditori.
const (
	TimeoutAvvisoNodo   = 7 * time.Second  // paVerifyPaymentNotice, paGetPayment, paDemandPaymentNotice
	TimeoutRicevutaNodo = 15 * time.Second // paSendRT
)

// atteseTimeout are the waits before the retries after a timeout.
var atteseTimeout = [...]time.Duration{5 * time.Second, 10 * time.Second, 20 * time.Second, 40 * time.Second, 80 * time.Second}

// ProssimoInvio returns the next step of a delivery whose calls ended so far as
// told, and how long to wait before it. Without calls it is INVIA at once.
// Timeouts and answers "being processed" are counted each on their own.
func ProssimoInvio(fatti ...EsitoInvio) (PassoConsegna, time.Duration) {
	if len(fatti) == 0 {
		return ConsegnaInvia, 0
	}
	ultimo, volte := fatti[len(fatti)-1], 0
	for _, e := range fatti {
		if e == ultimo {
			volte++
		}
	}
	switch ultimo {
	case InvioOK:
		return ConsegnaConclusa, 0
	case InvioTimeout:
		if volte <= len(atteseTimeout) {
			return ConsegnaInvia, atteseTimeout[volte-1]
		}
		return ConsegnaCoda, 0
	case InvioNonRaggiungibile:
		return ConsegnaCoda, 0
	case InvioInGestione:
		if volte <= TentativiInGestione {
			return ConsegnaInvia, AttesaInGestione
		}
		return ConsegnaAssistenza, 0
	}
	return ConsegnaCorreggi, 0
}

// The answers to an RT that was fetched (pspInviaAckRT,
// statoMessaggioReferenziato).
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §5.3.10.
const (
	AckAccettata = "ACTC" // accepted
	AckRifiutata = "RJCT" // refused
)
