// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package flusso

import "database/sql/driver"

// ParseEventoAcquisizione returns the value of a name, which must match exactly.
func ParseEventoAcquisizione(s string) (EventoAcquisizione, error) {
	return nomiEventoAcquisizione.Parse(s)
}

// String returns the name.
func (v EventoAcquisizione) String() string { return nomiEventoAcquisizione.String(v) }

// ParseStatoAcquisizione returns the value of a name, which must match exactly.
func ParseStatoAcquisizione(s string) (StatoAcquisizione, error) {
	return nomiStatoAcquisizione.Parse(s)
}

// String returns the name.
func (v StatoAcquisizione) String() string { return nomiStatoAcquisizione.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v StatoAcquisizione) IsValid() bool { return nomiStatoAcquisizione.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v StatoAcquisizione) MarshalText() ([]byte, error) { return nomiStatoAcquisizione.MarshalText(v) }

// UnmarshalText is ParseStatoAcquisizione.
func (v *StatoAcquisizione) UnmarshalText(b []byte) error {
	return nomiStatoAcquisizione.UnmarshalText(v, b)
}

// Scan reads a name from a column; NULL is the zero value.
func (v *StatoAcquisizione) Scan(src any) error { return nomiStatoAcquisizione.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v StatoAcquisizione) Value() (driver.Value, error) { return nomiStatoAcquisizione.Value(v) }
