// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.

package rendicontazione

import "database/sql/driver"

// ParseClasseFlusso returns the value of a name, which must match exactly.
func ParseClasseFlusso(s string) (ClasseFlusso, error) { return nomiFlusso.Parse(s) }

// String returns the name.
func (v ClasseFlusso) String() string { return nomiFlusso.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v ClasseFlusso) IsValid() bool { return nomiFlusso.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v ClasseFlusso) MarshalText() ([]byte, error) { return nomiFlusso.MarshalText(v) }

// UnmarshalText is ParseClasseFlusso.
func (v *ClasseFlusso) UnmarshalText(b []byte) error { return nomiFlusso.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *ClasseFlusso) Scan(src any) error { return nomiFlusso.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v ClasseFlusso) Value() (driver.Value, error) { return nomiFlusso.Value(v) }

// ParseClasseMovimento returns the value of a name, which must match exactly.
func ParseClasseMovimento(s string) (ClasseMovimento, error) { return nomiMovimento.Parse(s) }

// String returns the name.
func (v ClasseMovimento) String() string { return nomiMovimento.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v ClasseMovimento) IsValid() bool { return nomiMovimento.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v ClasseMovimento) MarshalText() ([]byte, error) { return nomiMovimento.MarshalText(v) }

// UnmarshalText is ParseClasseMovimento.
func (v *ClasseMovimento) UnmarshalText(b []byte) error { return nomiMovimento.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *ClasseMovimento) Scan(src any) error { return nomiMovimento.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v ClasseMovimento) Value() (driver.Value, error) { return nomiMovimento.Value(v) }

// ParseClassePendenza returns the value of a name, which must match exactly.
func ParseClassePendenza(s string) (ClassePendenza, error) { return nomiPendenza.Parse(s) }

// String returns the name.
func (v ClassePendenza) String() string { return nomiPendenza.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v ClassePendenza) IsValid() bool { return nomiPendenza.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v ClassePendenza) MarshalText() ([]byte, error) { return nomiPendenza.MarshalText(v) }

// UnmarshalText is ParseClassePendenza.
func (v *ClassePendenza) UnmarshalText(b []byte) error { return nomiPendenza.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *ClassePendenza) Scan(src any) error { return nomiPendenza.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v ClassePendenza) Value() (driver.Value, error) { return nomiPendenza.Value(v) }

// ParseClasseRicevuta returns the value of a name, which must match exactly.
func ParseClasseRicevuta(s string) (ClasseRicevuta, error) { return nomiRicevuta.Parse(s) }

// String returns the name.
func (v ClasseRicevuta) String() string { return nomiRicevuta.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v ClasseRicevuta) IsValid() bool { return nomiRicevuta.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v ClasseRicevuta) MarshalText() ([]byte, error) { return nomiRicevuta.MarshalText(v) }

// UnmarshalText is ParseClasseRicevuta.
func (v *ClasseRicevuta) UnmarshalText(b []byte) error { return nomiRicevuta.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *ClasseRicevuta) Scan(src any) error { return nomiRicevuta.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v ClasseRicevuta) Value() (driver.Value, error) { return nomiRicevuta.Value(v) }

// ParseClasseRiga returns the value of a name, which must match exactly.
func ParseClasseRiga(s string) (ClasseRiga, error) { return nomiRiga.Parse(s) }

// String returns the name.
func (v ClasseRiga) String() string { return nomiRiga.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v ClasseRiga) IsValid() bool { return nomiRiga.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v ClasseRiga) MarshalText() ([]byte, error) { return nomiRiga.MarshalText(v) }

// UnmarshalText is ParseClasseRiga.
func (v *ClasseRiga) UnmarshalText(b []byte) error { return nomiRiga.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *ClasseRiga) Scan(src any) error { return nomiRiga.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v ClasseRiga) Value() (driver.Value, error) { return nomiRiga.Value(v) }

// ParseClasseVoce returns the value of a name, which must match exactly.
func ParseClasseVoce(s string) (ClasseVoce, error) { return nomiVoce.Parse(s) }

// String returns the name.
func (v ClasseVoce) String() string { return nomiVoce.String(v) }

// IsValid reports whether v has a name: zero has none.
func (v ClasseVoce) IsValid() bool { return nomiVoce.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v ClasseVoce) MarshalText() ([]byte, error) { return nomiVoce.MarshalText(v) }

// UnmarshalText is ParseClasseVoce.
func (v *ClasseVoce) UnmarshalText(b []byte) error { return nomiVoce.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is the zero value.
func (v *ClasseVoce) Scan(src any) error { return nomiVoce.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v ClasseVoce) Value() (driver.Value, error) { return nomiVoce.Value(v) }

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
