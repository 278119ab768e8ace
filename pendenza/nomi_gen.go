// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package pendenza

import "database/sql/driver"

// ParsePassaggio returns the value of a name, which must match exactly.
func ParsePassaggio(s string) (Passaggio, error) { return nomiPassaggio.Parse(s) }

// String returns the name.
func (v Passaggio) String() string { return nomiPassaggio.String(v) }

// ParseStato returns the value of a name, which must match exactly.
func ParseStato(s string) (Stato, error) { return nomiStato.Parse(s) }

// String returns the name.
func (v Stato) String() string { return nomiStato.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v Stato) IsValid() bool { return nomiStato.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v Stato) MarshalText() ([]byte, error) { return nomiStato.MarshalText(v) }

// UnmarshalText is ParseStato.
func (v *Stato) UnmarshalText(b []byte) error { return nomiStato.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *Stato) Scan(src any) error { return nomiStato.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v Stato) Value() (driver.Value, error) { return nomiStato.Value(v) }
