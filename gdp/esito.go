package gdp

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Esito is what the fold made of one event.
type Esito uint8

// Outcomes of an event.
const (
	Avanza              Esito = iota + 1 // Avanza: it moved its track forward
	Ripetuto                             // Ripetuto: the track was there already
	Riapertura                           // Riapertura: it began a new attempt under the same key
	Sfasamento                           // Sfasamento: late by no more than the tolerance: the clocks differ
	FuoriOrdine                          // FuoriOrdine: late; recorded, the track does not move
	Incoerente                           // Incoerente: no history of the payment explains it; recorded, the track does not move
	RifiutoNonBloccante                  // RifiutoNonBloccante: the refusal of a duplicate, which does not stop the payment
	Ignoto                               // Ignoto: a code of no list, kept as it was written
)

var nomiEsito = nomi.Nuova[Esito](rifiutaNome("esito"),
	"Avanza", "Ripetuto", "Riapertura", "Sfasamento", "FuoriOrdine", "Incoerente", "RifiutoNonBloccante", "Ignoto")

// Muove reports whether an event of this outcome moved its track.
func (e Esito) Muove() bool { return e == Avanza || e == Riapertura }

// ParseEsito returns the value of a name; anything else is a NOME error
// (ErrNome).
func ParseEsito(v string) (Esito, error) { return nomiEsito.Parse(v) }

// String returns the name.
func (e Esito) String() string { return nomiEsito.String(e) }

// IsValid reports whether e is one of the values; the zero value is not.
func (e Esito) IsValid() bool { return nomiEsito.Valido(e) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (e Esito) AppendText(b []byte) ([]byte, error) { return nomiEsito.AppendText(b, e) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (e Esito) MarshalText() ([]byte, error) { return nomiEsito.AppendText(nil, e) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseEsito.
func (e *Esito) UnmarshalText(b []byte) error { return nomiEsito.UnmarshalText(e, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (e *Esito) Scan(src any) error { return nomiEsito.Scan(e, src) }

// Value implements driver.Valuer with the name.
func (e Esito) Value() (driver.Value, error) { return nomiEsito.Value(e) }
