// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package rpt

import "database/sql/driver"

// ParseEventoRpt returns the value of a name, which must match exactly.
func ParseEventoRpt(s string) (EventoRpt, error) { return nomiEventoRpt.Parse(s) }

// String returns the name.
func (v EventoRpt) String() string { return nomiEventoRpt.String(v) }

// ParseStatoRpt returns the value of a name, which must match exactly.
func ParseStatoRpt(s string) (StatoRpt, error) { return nomiStatoRpt.Parse(s) }

// String returns the name.
func (v StatoRpt) String() string { return nomiStatoRpt.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v StatoRpt) IsValid() bool { return nomiStatoRpt.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v StatoRpt) MarshalText() ([]byte, error) { return nomiStatoRpt.MarshalText(v) }

// UnmarshalText is ParseStatoRpt.
func (v *StatoRpt) UnmarshalText(b []byte) error { return nomiStatoRpt.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *StatoRpt) Scan(src any) error { return nomiStatoRpt.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v StatoRpt) Value() (driver.Value, error) { return nomiStatoRpt.Value(v) }
