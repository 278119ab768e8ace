// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package gdp

import "database/sql/driver"

// ParseEsito returns the value of a name, which must match exactly.
func ParseEsito(s string) (Esito, error) { return nomiEsito.Parse(s) }

// String returns the name.
func (v Esito) String() string { return nomiEsito.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v Esito) IsValid() bool { return nomiEsito.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v Esito) MarshalText() ([]byte, error) { return nomiEsito.MarshalText(v) }

// UnmarshalText is ParseEsito.
func (v *Esito) UnmarshalText(b []byte) error { return nomiEsito.UnmarshalText(v, b) }

// ParseEventCode returns the value of a name, which must match exactly.
func ParseEventCode(s string) (EventCode, error) { return nomiEventCode.Parse(s) }

// String returns the name.
func (v EventCode) String() string { return nomiEventCode.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v EventCode) IsValid() bool { return nomiEventCode.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v EventCode) MarshalText() ([]byte, error) { return nomiEventCode.MarshalText(v) }

// UnmarshalText is ParseEventCode.
func (v *EventCode) UnmarshalText(b []byte) error { return nomiEventCode.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *EventCode) Scan(src any) error { return nomiEventCode.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v EventCode) Value() (driver.Value, error) { return nomiEventCode.Value(v) }

// ParsePosizione returns the value of a name, which must match exactly.
func ParsePosizione(s string) (Posizione, error) { return nomiPosizione.Parse(s) }

// String returns the name.
func (v Posizione) String() string { return nomiPosizione.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v Posizione) IsValid() bool { return nomiPosizione.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v Posizione) MarshalText() ([]byte, error) { return nomiPosizione.MarshalText(v) }

// UnmarshalText is ParsePosizione.
func (v *Posizione) UnmarshalText(b []byte) error { return nomiPosizione.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *Posizione) Scan(src any) error { return nomiPosizione.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v Posizione) Value() (driver.Value, error) { return nomiPosizione.Value(v) }

// ParseRuolo returns the value of a name, which must match exactly.
func ParseRuolo(s string) (Ruolo, error) { return nomiRuolo.Parse(s) }

// String returns the name.
func (v Ruolo) String() string { return nomiRuolo.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v Ruolo) IsValid() bool { return nomiRuolo.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v Ruolo) MarshalText() ([]byte, error) { return nomiRuolo.MarshalText(v) }

// UnmarshalText is ParseRuolo.
func (v *Ruolo) UnmarshalText(b []byte) error { return nomiRuolo.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *Ruolo) Scan(src any) error { return nomiRuolo.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v Ruolo) Value() (driver.Value, error) { return nomiRuolo.Value(v) }

// ParseSegnale returns the value of a name, which must match exactly.
func ParseSegnale(s string) (Segnale, error) { return nomiSegnale.Parse(s) }

// String returns the name.
func (v Segnale) String() string { return nomiSegnale.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v Segnale) IsValid() bool { return nomiSegnale.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v Segnale) MarshalText() ([]byte, error) { return nomiSegnale.MarshalText(v) }

// UnmarshalText is ParseSegnale.
func (v *Segnale) UnmarshalText(b []byte) error { return nomiSegnale.UnmarshalText(v, b) }

// ParseStatoIncasso returns the value of a name, which must match exactly.
func ParseStatoIncasso(s string) (StatoIncasso, error) { return nomiStatoIncasso.Parse(s) }

// String returns the name.
func (v StatoIncasso) String() string { return nomiStatoIncasso.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v StatoIncasso) IsValid() bool { return nomiStatoIncasso.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v StatoIncasso) MarshalText() ([]byte, error) { return nomiStatoIncasso.MarshalText(v) }

// UnmarshalText is ParseStatoIncasso.
func (v *StatoIncasso) UnmarshalText(b []byte) error { return nomiStatoIncasso.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *StatoIncasso) Scan(src any) error { return nomiStatoIncasso.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v StatoIncasso) Value() (driver.Value, error) { return nomiStatoIncasso.Value(v) }

// ParseStatoPosizione returns the value of a name, which must match exactly.
func ParseStatoPosizione(s string) (StatoPosizione, error) { return nomiStatoPosizione.Parse(s) }

// String returns the name.
func (v StatoPosizione) String() string { return nomiStatoPosizione.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v StatoPosizione) IsValid() bool { return nomiStatoPosizione.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v StatoPosizione) MarshalText() ([]byte, error) { return nomiStatoPosizione.MarshalText(v) }

// UnmarshalText is ParseStatoPosizione.
func (v *StatoPosizione) UnmarshalText(b []byte) error { return nomiStatoPosizione.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *StatoPosizione) Scan(src any) error { return nomiStatoPosizione.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v StatoPosizione) Value() (driver.Value, error) { return nomiStatoPosizione.Value(v) }
