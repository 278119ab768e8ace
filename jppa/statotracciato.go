package jppa

import (
	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoTracciato is where a file of notifications (tracciato) is. Zero is
// invalid.
//
// Source: link-it/govpay 3.8.2, TracciatiNotificaPagamenti; ANNULLATO is the
// name given here to a file that GovPay removes.
type StatoTracciato uint8

// States of a file.
const (
	Draft        StatoTracciato = iota + 1 // DRAFT: the window is fixed, rows are being added
	FileNuovo                              // FILE_NUOVO: the content is written, to be delivered
	FileCaricato                           // FILE_CARICATO: delivered
	ErrorLoad                              // ERROR_LOAD: delivery failed for good
	Annullato                              // ANNULLATO: rolled back; no file remains, the window will be selected again
)

var nomiStatoTracciato = nomi.ConColonna[StatoTracciato](rifiutaNome("stato del tracciato"),
	"DRAFT", "FILE_NUOVO", "FILE_CARICATO", "ERROR_LOAD", "ANNULLATO")

// EventoTracciato is what happens to a file. Zero is invalid.
type EventoTracciato uint8

// Events of a file.
const (
	RigaAggiunta           EventoTracciato = iota + 1 // rigaAggiunta: the outcome of a notification was recorded
	ContenutoScritto                                  // contenutoScritto: the host stored the ZIP
	TuttoAnnullato                                    // tuttoAnnullato: a failed notification undoes the file (AbortOnSendError)
	Consegnato                                        // consegnato: the mail was accepted
	ConsegnaRinviata                                  // consegnaRinviata: a temporary failure; tried again
	ConsegnaFallita                                   // consegnaFallita: a permanent failure
	ConnettoreDisabilitato                            // connettoreDisabilitato: switched off since the file was written
)

var nomiEventoTracciato = nomi.Passi[EventoTracciato](rifiutaNome("evento del tracciato"),
	"rigaAggiunta", "contenutoScritto", "tuttoAnnullato", "consegnato", "consegnaRinviata", "consegnaFallita",
	"connettoreDisabilitato")
