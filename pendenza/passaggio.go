package pendenza

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Passaggio is what an event means for the state of a position. One Evento is
// one of several, which its data choose: a Ricevuta is RicevutaEseguita when it
// leaves no item unpaid. Zero is invalid.
type Passaggio uint8

// The steps.
const (
	PassaPubblica         Passaggio = iota + 1
	PassaAggiorna                   // new data
	PassaAnnulla                    // cancellation
	PassaRipristina                 // restoration
	PassaTentativo                  // an attempt starts
	PassaRicevutaEseguita           // a receipt after which no item is unpaid
	PassaRicevutaParziale           // a receipt after which some item is unpaid
	PassaRicevutaNegativa           // a receipt without money
	PassaRicevutaTardiva            // the receipt of a payment recorded without RPT
	PassaSenzaRPT                   // a payment without RPT
	PassaAltroCanale                // a payment at the host's counters
	PassaRiconcilia                 // a payment is reconciled, others are not
	PassaIncassa                    // every item is settled
	PassaStornoTotale               // no item stays paid
	PassaStornoParziale             // some item stays paid
	PassaStornoDuplicato            // every item stays paid
	PassaTrasferisci                // the competence moves away
)

var nomiPassaggio = nomi.Nuova[Passaggio](rifiutaNome("passaggio"),
	"Pubblica", "Aggiorna", "Annulla", "Ripristina", "AvviaTentativo", "RicevutaEseguita", "RicevutaParziale",
	"RicevutaNegativa", "RicevutaTardiva", "PagamentoSenzaRPT", "PagatoAltroCanale", "Riconcilia", "Incassa",
	"StornoTotale", "StornoParziale", "StornoDuplicato", "Trasferisci")

// Passaggi yields the steps in declared order.
func Passaggi() iter.Seq[Passaggio] { return nomiPassaggio.Tutti() }

// ParsePassaggio returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParsePassaggio(v string) (Passaggio, error) { return nomiPassaggio.Parse(v) }

// String returns the name.
func (x Passaggio) String() string { return nomiPassaggio.String(x) }

// IsValid reports whether x is one of the values; zero is none.
func (x Passaggio) IsValid() bool { return nomiPassaggio.Valido(x) }

// AppendText appends the name; the zero value is an error.
func (x Passaggio) AppendText(b []byte) ([]byte, error) { return nomiPassaggio.AppendText(b, x) }

// MarshalText returns the name; the zero value is an error.
func (x Passaggio) MarshalText() ([]byte, error) { return nomiPassaggio.AppendText(nil, x) }

// UnmarshalText reads a name.
func (x *Passaggio) UnmarshalText(b []byte) error { return nomiPassaggio.UnmarshalText(x, b) }

// Scan reads a name from a column; NULL is an error.
func (x *Passaggio) Scan(src any) error { return nomiPassaggio.Scan(x, src) }

// Value returns the name for a column.
func (x Passaggio) Value() (driver.Value, error) { return nomiPassaggio.Value(x) }
