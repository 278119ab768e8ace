// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package sessione

import "database/sql/driver"

// ParseCodiceStato returns the value of a name, which must match exactly.
func ParseCodiceStato(s string) (CodiceStato, error) { return nomiCodiceStato.Parse(s) }

// String returns the name.
func (v CodiceStato) String() string { return nomiCodiceStato.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v CodiceStato) IsValid() bool { return nomiCodiceStato.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v CodiceStato) MarshalText() ([]byte, error) { return nomiCodiceStato.MarshalText(v) }

// UnmarshalText is ParseCodiceStato.
func (v *CodiceStato) UnmarshalText(b []byte) error { return nomiCodiceStato.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *CodiceStato) Scan(src any) error { return nomiCodiceStato.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v CodiceStato) Value() (driver.Value, error) { return nomiCodiceStato.Value(v) }

// ParseEvento returns the value of a name, which must match exactly.
func ParseEvento(s string) (Evento, error) { return nomiEvento.Parse(s) }

// String returns the name.
func (v Evento) String() string { return nomiEvento.String(v) }
