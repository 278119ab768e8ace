// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package jppa

import "database/sql/driver"

// ParseEventoNotifica returns the value of a name, which must match exactly.
func ParseEventoNotifica(s string) (EventoNotifica, error) { return nomiEventoNotifica.Parse(s) }

// String returns the name.
func (v EventoNotifica) String() string { return nomiEventoNotifica.String(v) }

// ParseEventoTracciato returns the value of a name, which must match exactly.
func ParseEventoTracciato(s string) (EventoTracciato, error) { return nomiEventoTracciato.Parse(s) }

// String returns the name.
func (v EventoTracciato) String() string { return nomiEventoTracciato.String(v) }

// ParseStatoNotifica returns the value of a name, which must match exactly.
func ParseStatoNotifica(s string) (StatoNotifica, error) { return nomiStatoNotifica.Parse(s) }

// String returns the name.
func (v StatoNotifica) String() string { return nomiStatoNotifica.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v StatoNotifica) IsValid() bool { return nomiStatoNotifica.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v StatoNotifica) MarshalText() ([]byte, error) { return nomiStatoNotifica.MarshalText(v) }

// UnmarshalText is ParseStatoNotifica.
func (v *StatoNotifica) UnmarshalText(b []byte) error { return nomiStatoNotifica.UnmarshalText(v, b) }

// ParseStatoTracciato returns the value of a name, which must match exactly.
func ParseStatoTracciato(s string) (StatoTracciato, error) { return nomiStatoTracciato.Parse(s) }

// String returns the name.
func (v StatoTracciato) String() string { return nomiStatoTracciato.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v StatoTracciato) IsValid() bool { return nomiStatoTracciato.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v StatoTracciato) MarshalText() ([]byte, error) { return nomiStatoTracciato.MarshalText(v) }

// UnmarshalText is ParseStatoTracciato.
func (v *StatoTracciato) UnmarshalText(b []byte) error { return nomiStatoTracciato.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *StatoTracciato) Scan(src any) error { return nomiStatoTracciato.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v StatoTracciato) Value() (driver.Value, error) { return nomiStatoTracciato.Value(v) }
