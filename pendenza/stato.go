package pendenza

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Stato is the stored state of a debt position (stato della pendenza). Persist
// its name, never its number; zero is a position that was not created yet.
// Expired (SCADUTA) and anomalous (ANOMALA) are views: see StatoEffettivo.
//
// Source: GovPay, states of the pendenza (StatoVersamento); SANP 2.4, section 2,
// "Gestione della posizione debitoria" (Aperta, Trasferita, Chiusa).
type Stato uint8

// The stored states.
const (
	// Bozza: created and not published.
	Bozza Stato = iota + 1
	// NonEseguita: published, to be paid.
	NonEseguita
	// EseguitaParziale: some items are paid.
	EseguitaParziale
	// Eseguita: paid.
	Eseguita
	// Incassata: paid, and the money of every item is accounted for.
	Incassata
	// Annullata: cancelled by its creditor; it can be restored.
	Annullata
	// Trasferita: the competence moved to another creditor. Terminal but for
	// the money that still arrives.
	Trasferita
)

var nomiStato = nomi.Nuova[Stato](rifiutaNome("stato"),
	"BOZZA", "NON_ESEGUITA", "ESEGUITA_PARZIALE", "ESEGUITA", "INCASSATA", "ANNULLATA", "TRASFERITA")

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

// pagata reports whether money was received for the whole position.
func (s Stato) pagata() bool { return s == Eseguita || s == Incassata }

// chiusa reports whether a payment that arrives is one too many.
func (s Stato) chiusa() bool { return s.pagata() || s == Trasferita }
