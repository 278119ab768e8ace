package jppa

import (
	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoNotifica is where a notification is. Zero is invalid.
type StatoNotifica uint8

// States of a notification; all but the first are terminal in one run.
const (
	Selezionata  StatoNotifica = iota + 1 // SELEZIONATA: to be sent, or sent and not yet answered
	Inviata                               // INVIATA: JPPA answered, OK or ERROR
	NonInviabile                          // NON_INVIABILE: the outcome of the receipt is none that is sent
	ErroreInvio                           // ERRORE_INVIO: no usable answer
)

var nomiStatoNotifica = nomi.Nuova[StatoNotifica](rifiutaNome("stato della notifica"),
	"SELEZIONATA", "INVIATA", "NON_INVIABILE", "ERRORE_INVIO")

// EventoNotifica is what happens to a notification. Zero is invalid.
type EventoNotifica uint8

// Events of a notification.
const (
	Risposta        EventoNotifica = iota + 1 // risposta: JPPA answered
	EsitoNonAmmesso                           // esitoNonAmmesso: the receipt is neither executed nor partly executed
	ErroreTrasporto                           // erroreTrasporto: transport failure, HTTP error, SOAP fault, unreadable answer
)

var nomiEventoNotifica = nomi.Passi[EventoNotifica](rifiutaNome("evento della notifica"),
	"risposta", "esitoNonAmmesso", "erroreTrasporto")
