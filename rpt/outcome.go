package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Outcome is the outcome of a receipt and of a response: OK or KO. OK is
// outcome 0 of an RT, KO outcome 1; the platform sends receipts only for OK.
//
// Source: sac-common-types-1.0.xsd, stOutcome; SANP 3, section 3, "Ricevute di
// pagamento".
type Outcome uint8

// Values of Outcome.
const (
	OutcomeOK Outcome = iota + 1 // OK
	OutcomeKO                    // KO
)

var nomiOutcome = nomi.Nuova[Outcome](rifiutaNome, "OK", "KO")

// Esito returns the outcome of an RT that says the same.
func (o Outcome) Esito() CodiceEsitoPagamento {
	switch o {
	case OutcomeOK:
		return PagamentoEseguito
	case OutcomeKO:
		return PagamentoNonEseguito
	}
	return ""
}

// String returns OK or KO.
func (o Outcome) String() string { return nomiOutcome.String(o) }

// IsValid reports whether o is one of the values of the list.
func (o Outcome) IsValid() bool { return nomiOutcome.Valido(o) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (o Outcome) AppendText(b []byte) ([]byte, error) { return nomiOutcome.AppendText(b, o) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (o Outcome) MarshalText() ([]byte, error) { return nomiOutcome.AppendText(nil, o) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseOutcome.
func (o *Outcome) UnmarshalText(b []byte) error { return nomiOutcome.UnmarshalText(o, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (o *Outcome) Scan(src any) error { return nomiOutcome.Scan(o, src) }

// Value implements driver.Valuer with the name.
func (o Outcome) Value() (driver.Value, error) { return nomiOutcome.Value(o) }

// ParseOutcome returns the value of OK or KO; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseOutcome(v string) (Outcome, error) { return nomiOutcome.Parse(v) }

// EntityUniqueIdentifierType says what the code of a Subject is: F or G.
//
// Source: paForNode.xsd, stEntityUniqueIdentifierType.
type EntityUniqueIdentifierType uint8

// Values of EntityUniqueIdentifierType.
const (
	EntityF EntityUniqueIdentifierType = iota + 1 // F: natural person
	EntityG                                       // G: legal person
)

var nomiEntity = nomi.Nuova[EntityUniqueIdentifierType](rifiutaNome, "F", "G")

// String returns F or G.
func (e EntityUniqueIdentifierType) String() string { return nomiEntity.String(e) }

// IsValid reports whether e is one of the values of the list.
func (e EntityUniqueIdentifierType) IsValid() bool { return nomiEntity.Valido(e) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (e EntityUniqueIdentifierType) AppendText(b []byte) ([]byte, error) {
	return nomiEntity.AppendText(b, e)
}

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (e EntityUniqueIdentifierType) MarshalText() ([]byte, error) {
	return nomiEntity.AppendText(nil, e)
}

// UnmarshalText implements encoding.TextUnmarshaler with ParseEntityUniqueIdentifierType.
func (e *EntityUniqueIdentifierType) UnmarshalText(b []byte) error {
	return nomiEntity.UnmarshalText(e, b)
}

// Scan implements sql.Scanner over the name; NULL is an error.
func (e *EntityUniqueIdentifierType) Scan(src any) error { return nomiEntity.Scan(e, src) }

// Value implements driver.Valuer with the name.
func (e EntityUniqueIdentifierType) Value() (driver.Value, error) { return nomiEntity.Value(e) }

// ParseEntityUniqueIdentifierType returns the value of F or G; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseEntityUniqueIdentifierType(v string) (EntityUniqueIdentifierType, error) {
	return nomiEntity.Parse(v)
}
