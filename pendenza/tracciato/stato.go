package tracciato

import (
	"database/sql/driver"
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

var nomiStato = nomi.Nuova[Stato](rifiutaNome,
	"NUOVO", "VALIDAZIONE_OK", "VALIDAZIONE_KO", "IN_CARICAMENTO", "CARICAMENTO_OK", "CARICAMENTO_KO", "ANNULLATO")

// Stati yields the states in declared order.
func Stati() iter.Seq[Stato] { return nomiStato.Tutti() }

// ParseStato returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStato(v string) (Stato, error) { return nomiStato.Parse(v) }

// String returns the name.
func (s Stato) String() string { return nomiStato.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s Stato) IsValid() bool { return nomiStato.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s Stato) AppendText(b []byte) ([]byte, error) { return nomiStato.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s Stato) MarshalText() ([]byte, error) { return nomiStato.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *Stato) UnmarshalText(b []byte) error { return nomiStato.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *Stato) Scan(src any) error { return nomiStato.Scan(s, src) }

// Value returns the name for a column.
func (s Stato) Value() (driver.Value, error) { return nomiStato.Value(s) }

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

var nomiEvento = nomi.Nuova[Evento](rifiutaNome,
	"Valida", "Rifiuta", "AvviaCaricamento", "FineOK", "FineKO", "Stampa", "FineStampa", "Guasto")

// Eventi yields the events in declared order.
func Eventi() iter.Seq[Evento] { return nomiEvento.Tutti() }

// ParseEvento returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseEvento(v string) (Evento, error) { return nomiEvento.Parse(v) }

// String returns the name.
func (e Evento) String() string { return nomiEvento.String(e) }

// IsValid reports whether e is one of the values; zero is none.
func (e Evento) IsValid() bool { return nomiEvento.Valido(e) }

// AppendText appends the name; the zero value is an error.
func (e Evento) AppendText(b []byte) ([]byte, error) { return nomiEvento.AppendText(b, e) }

// MarshalText returns the name; the zero value is an error.
func (e Evento) MarshalText() ([]byte, error) { return nomiEvento.AppendText(nil, e) }

// UnmarshalText reads a name.
func (e *Evento) UnmarshalText(b []byte) error { return nomiEvento.UnmarshalText(e, b) }

// Scan reads a name from a column; NULL is an error.
func (e *Evento) Scan(src any) error { return nomiEvento.Scan(e, src) }

// Value returns the name for a column.
func (e Evento) Value() (driver.Value, error) { return nomiEvento.Value(e) }

// StatoGovPay is the state of a file in the API of GovPay 3. Zero is invalid.
//
// Source: GovPay 3, API Pendenze v2, StatoTracciatoPendenza.
type StatoGovPay uint8

// The states of GovPay 3.
const (
	GovPayInAttesa           StatoGovPay = iota + 1 // IN_ATTESA
	GovPayInElaborazione                            // IN_ELABORAZIONE
	GovPayEseguito                                  // ESEGUITO
	GovPayEseguitoConErrori                         // ESEGUITO_CON_ERRORI
	GovPayElaborazioneStampa                        // ELABORAZIONE_STAMPA
	GovPayScartato                                  // SCARTATO
)

var nomiGovPay = nomi.Nuova[StatoGovPay](rifiutaNome,
	"IN_ATTESA", "IN_ELABORAZIONE", "ESEGUITO", "ESEGUITO_CON_ERRORI", "ELABORAZIONE_STAMPA", "SCARTATO")

// ParseStatoGovPay returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoGovPay(v string) (StatoGovPay, error) { return nomiGovPay.Parse(v) }

// String returns the name.
func (s StatoGovPay) String() string { return nomiGovPay.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoGovPay) IsValid() bool { return nomiGovPay.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoGovPay) AppendText(b []byte) ([]byte, error) { return nomiGovPay.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoGovPay) MarshalText() ([]byte, error) { return nomiGovPay.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoGovPay) UnmarshalText(b []byte) error { return nomiGovPay.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoGovPay) Scan(src any) error { return nomiGovPay.Scan(s, src) }

// Value returns the name for a column.
func (s StatoGovPay) Value() (driver.Value, error) { return nomiGovPay.Value(s) }

// GovPay returns the state as GovPay 3 names it; inStampa says that the notices
// are being printed.
//
// Source: GovPay 3, Tracciati: elaboration and step.
func (s Stato) GovPay(inStampa bool) StatoGovPay {
	switch s {
	case Nuovo:
		return GovPayInAttesa
	case ValidazioneOK, InCaricamento:
		return GovPayInElaborazione
	case ValidazioneKO, Annullato:
		return GovPayScartato
	case CaricamentoOK, CaricamentoKO:
		if inStampa {
			return GovPayElaborazioneStampa
		}
		if s == CaricamentoOK {
			return GovPayEseguito
		}
		return GovPayEseguitoConErrori
	}
	return 0
}
