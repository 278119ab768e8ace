package rpt

import (
	"slices"

	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoRpt is where an RPT is in the eyes of the creditor body.
//
// Source: GovPay 3, StatoRpt.
type StatoRpt uint8

// States of an RPT.
const (
	StatoRPTAttivata          StatoRpt = iota + 1 // RPT_ATTIVATA: created; the initial state
	StatoRPTErroreInvioANodo                      // RPT_ERRORE_INVIO_A_NODO: sending failed in transport
	StatoRPTRifiutataNodo                         // RPT_RIFIUTATA_NODO: the Nodo answered KO (in a cart, to all of it)
	StatoRPTAccettataNodo                         // RPT_ACCETTATA_NODO: the Nodo answered OK
	StatoRPTParcheggiataNodo                      // RPT_PARCHEGGIATA_NODO
	StatoRPTRicevutaNodo                          // RPT_RICEVUTA_NODO
	StatoRPTInviataAPSP                           // RPT_INVIATA_A_PSP
	StatoRPTAccettataPSP                          // RPT_ACCETTATA_PSP
	StatoRTRicevutaNodo                           // RT_RICEVUTA_NODO
	StatoRTRifiutataNodo                          // RT_RIFIUTATA_NODO
	StatoRTAccettataNodo                          // RT_ACCETTATA_NODO
	StatoRTRifiutataPA                            // RT_RIFIUTATA_PA: an RT was refused
	StatoRTEsitoSconosciutoPA                     // RT_ESITO_SCONOSCIUTO_PA
	StatoRTErroreInvioAPA                         // RT_ERRORE_INVIO_A_PA
	StatoInternoNodo                              // INTERNO_NODO: a state of the Nodo without a name here
	StatoRPTRifiutataPSP                          // RPT_RIFIUTATA_PSP
	StatoRPTErroreInvioAPSP                       // RPT_ERRORE_INVIO_A_PSP
	StatoRPTDecorsiTermini                        // RPT_DECORSI_TERMINI
	StatoRTGenerataNodo                           // RT_GENERATA_NODO
	StatoRPTAnnullata                             // RPT_ANNULLATA: a newer activation of the same IUV arrived; not the code of the journal, which says that the PSP collected nothing
	StatoRPTScaduta                               // RPT_SCADUTA: the attempt timed out
	StatoRTAccettataPA                            // RT_ACCETTATA_PA: a valid RT is stored; final
	StatoRPTAnnullataWISP                         // RPT_ANNULLATA_WISP: the citizen left, or the session on the payment pages ended
)

var nomiStatoRpt = nomi.ConColonna[StatoRpt](rifiutaNome,
	"RPT_ATTIVATA",
	"RPT_ERRORE_INVIO_A_NODO",
	"RPT_RIFIUTATA_NODO",
	"RPT_ACCETTATA_NODO",
	"RPT_PARCHEGGIATA_NODO",
	"RPT_RICEVUTA_NODO",
	"RPT_INVIATA_A_PSP",
	"RPT_ACCETTATA_PSP",
	"RT_RICEVUTA_NODO",
	"RT_RIFIUTATA_NODO",
	"RT_ACCETTATA_NODO",
	"RT_RIFIUTATA_PA",
	"RT_ESITO_SCONOSCIUTO_PA",
	"RT_ERRORE_INVIO_A_PA",
	"INTERNO_NODO",
	"RPT_RIFIUTATA_PSP",
	"RPT_ERRORE_INVIO_A_PSP",
	"RPT_DECORSI_TERMINI",
	"RT_GENERATA_NODO",
	"RPT_ANNULLATA",
	"RPT_SCADUTA",
	"RT_ACCETTATA_PA",
	"RPT_ANNULLATA_WISP",
)

// StatoRptDi returns the state of a name; a name that is none of the list
// is INTERNO_NODO, and noto is false.
func StatoRptDi(nome string) (s StatoRpt, noto bool) {
	if s, err := nomiStatoRpt.Parse(nome); err == nil {
		return s, true
	}
	return StatoInternoNodo, false
}

// Pendente reports whether the attempt is still under way: a newer one waits.
// RPT_ANNULLATA is, since its RT may come; RPT_DECORSI_TERMINI, RT_GENERATA_NODO
// and RPT_ANNULLATA_WISP are not, although an RT is expected (see AttendeRT).
func (s StatoRpt) Pendente() bool { return slices.Contains(pendenti, s) }

// Finale reports whether nothing may follow: RT_ACCETTATA_PA.
func (s StatoRpt) Finale() bool { return s == StatoRTAccettataPA }

// Fallita reports whether the request never reached a PSP that took it.
func (s StatoRpt) Fallita() bool {
	switch s {
	case StatoRPTErroreInvioANodo, StatoRPTErroreInvioAPSP, StatoRPTRifiutataNodo, StatoRPTRifiutataPSP:
		return true
	}
	return false
}

// AttendeRT reports whether an RT is still expected: every pending state, and
// the three in which the Nodo itself makes the RT.
func (s StatoRpt) AttendeRT() bool { return s.Pendente() || slices.Contains(attendono, s) }

// ChiedeCopiaRT reports whether the copy of the RT is to be asked for
// (nodoChiediCopiaRT) while none is in hand: the Nodo has one, or is making it.
//
// Source: GovPay 3, RptUtils, aggiornaRptDaNpD; RPT_DECORSI_TERMINI is an addition
// of this library.
func (s StatoRpt) ChiedeCopiaRT() bool { return slices.Contains(conCopia, s) }
