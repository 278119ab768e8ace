package gdp

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// EventCode is the code of an event (eventCode): 22 codes, and two of older
// lists that are read and never written. Numbers 1 to 19 are those of the states
// at the Nodo (rpt.StatoNodo).
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

var nomiEventCode = nomi.Nuova[EventCode](
	func(v string) error {
		return &Errore{Codice: CodiceEventCode, Campo: "eventCode", Valore: v, Err: ErrEventCode}
	},
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
	"RPT_PAGATA",
	"RPT_ANNULLATA",
	"RPT_FLUSSO",
	"RPT_INVIATA_PA",
	"RT_RICEVUTA_PA",
)

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

// ParseEventCode returns the code of a name spelt exactly as the list spells it;
// anything else is an EVENT_CODE error (ErrEventCode). Canonico reads the
// misspellings too.
func ParseEventCode(v string) (EventCode, error) { return nomiEventCode.Parse(v) }

// String returns the name.
func (c EventCode) String() string { return nomiEventCode.String(c) }

// IsValid reports whether c is one of the values; the zero value is not.
func (c EventCode) IsValid() bool { return nomiEventCode.Valido(c) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (c EventCode) AppendText(b []byte) ([]byte, error) { return nomiEventCode.AppendText(b, c) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (c EventCode) MarshalText() ([]byte, error) { return nomiEventCode.AppendText(nil, c) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseEventCode.
func (c *EventCode) UnmarshalText(b []byte) error { return nomiEventCode.UnmarshalText(c, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (c *EventCode) Scan(src any) error { return nomiEventCode.Scan(c, src) }

// Value implements driver.Valuer with the name.
func (c EventCode) Value() (driver.Value, error) { return nomiEventCode.Value(c) }
