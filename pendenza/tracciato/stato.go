package tracciato

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Stato is the state of a file (tracciato). Zero is invalid.
//
// Source: GovPay Loader, "Caricamento pendenze tramite GovPay Loader".
type Stato uint8

// The states.
const (
	Nuovo         Stato = iota + 1 // received
	ValidazioneOK                  // it can be read as a whole
	ValidazioneKO                  // it cannot; terminal
	InCaricamento                  // its lines are being loaded
	CaricamentoOK                  // no line failed
	CaricamentoKO                  // some line failed
	Annullato                      // an error of the system stopped it; terminal
)

var nomiStato = nomi.ConColonna[Stato](rifiutaNome,
	"NUOVO", "VALIDAZIONE_OK", "VALIDAZIONE_KO", "IN_CARICAMENTO", "CARICAMENTO_OK", "CARICAMENTO_KO", "ANNULLATO")

// Stati yields the states in declared order.
func Stati() iter.Seq[Stato] { return nomiStato.Tutti() }

// Etichetta returns the label of the console: "Validazione OK".
//
// Source: GovPay Loader; GovPay 2.x console.
func (s Stato) Etichetta() string {
	if !s.IsValid() {
		return ""
	}
	return [...]string{"Nuovo", "Validazione OK", "Validazione KO", "In Caricamento", "Caricamento OK", "Caricamento KO", "Annullato"}[s-1]
}

// Evento is what happens to a file. Zero is invalid.
type Evento uint8

// The events.
const (
	Valida           Evento = iota + 1 // the file was read as a whole
	Rifiuta                            // the file cannot be read as a whole
	AvviaCaricamento                   // loading starts, or starts again
	FineOK                             // every line is done and none failed
	FineKO                             // every line is done and some failed
	Stampa                             // the notices are being printed
	FineStampa                         // the notices are printed
	Guasto                             // an error of the system
)

var nomiEvento = nomi.Passi[Evento](rifiutaNome,
	"Valida", "Rifiuta", "AvviaCaricamento", "FineOK", "FineKO", "Stampa", "FineStampa", "Guasto")

// Eventi yields the events in declared order.
func Eventi() iter.Seq[Evento] { return nomiEvento.Tutti() }

// GovPay returns the state as the API of GovPay 3 names it; inStampa says that
// the notices are being printed.
//
// Source: GovPay 3, API Pendenze v2, StatoTracciatoPendenza; Tracciati:
// elaboration and step.
func (s Stato) GovPay(inStampa bool) string {
	switch s {
	case Nuovo:
		return "IN_ATTESA"
	case ValidazioneOK, InCaricamento:
		return "IN_ELABORAZIONE"
	case ValidazioneKO, Annullato:
		return "SCARTATO"
	case CaricamentoOK, CaricamentoKO:
		if inStampa {
			return "ELABORAZIONE_STAMPA"
		}
		if s == CaricamentoOK {
			return "ESEGUITO"
		}
		return "ESEGUITO_CON_ERRORI"
	}
	return ""
}
