// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package avviso

import "database/sql/driver"

// ParseTipoRiscossione returns the value of a name, which must match exactly.
func ParseTipoRiscossione(s string) (TipoRiscossione, error) { return nomiRiscossione.Parse(s) }

// String returns the name.
func (v TipoRiscossione) String() string { return nomiRiscossione.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v TipoRiscossione) IsValid() bool { return nomiRiscossione.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v TipoRiscossione) MarshalText() ([]byte, error) { return nomiRiscossione.MarshalText(v) }

// UnmarshalText is ParseTipoRiscossione.
func (v *TipoRiscossione) UnmarshalText(b []byte) error { return nomiRiscossione.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *TipoRiscossione) Scan(src any) error { return nomiRiscossione.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v TipoRiscossione) Value() (driver.Value, error) { return nomiRiscossione.Value(v) }
