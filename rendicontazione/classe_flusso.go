package rendicontazione

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// ClasseFlusso says where a version of a reporting flow (flusso di
// rendicontazione) stands. Each version has one. The zero value is invalid.
type ClasseFlusso uint8

// Classes of a flow, in the order in which their rules are tried.
const (
	// FlussoFuoriAmbito (FUORI_AMBITO): the flow of a body outside the set.
	FlussoFuoriAmbito ClasseFlusso = iota + 1
	// FlussoObsoleto (OBSOLETO): a later version of the flow is here.
	FlussoObsoleto
	// FlussoAnomalo (ANOMALO): an anomaly of the whole flow (007102, 007106, 007107, 007116).
	FlussoAnomalo
	// FlussoRiconciliato (RICONCILIATO): credited in full.
	FlussoRiconciliato
	// FlussoImportoDiverso (IMPORTO_DIVERSO): credited with other amounts.
	FlussoImportoDiverso
	// FlussoInAttesaAccredito (IN_ATTESA_ACCREDITO): not credited, still in time.
	FlussoInAttesaAccredito
	// FlussoAccreditoMancante (ACCREDITO_MANCANTE): not credited in time.
	FlussoAccreditoMancante
)

var nomiFlusso = nomi.Nuova[ClasseFlusso](rifiutaNome("classe"),
	"FUORI_AMBITO",
	"OBSOLETO",
	"ANOMALO",
	"RICONCILIATO",
	"IMPORTO_DIVERSO",
	"IN_ATTESA_ACCREDITO",
	"ACCREDITO_MANCANTE",
)

// ParseClasseFlusso returns the value of an official name; any other text is an
// *Errore with CodiceNome.
func ParseClasseFlusso(s string) (ClasseFlusso, error) { return nomiFlusso.Parse(s) }

// ClassiFlusso yields the values in the order of their declaration.
func ClassiFlusso() iter.Seq[ClasseFlusso] { return nomiFlusso.Tutti() }

// String returns the official name, or a text such as
// "rendicontazione.ClasseFlusso(0)" for an invalid value.
func (c ClasseFlusso) String() string { return nomiFlusso.String(c) }

// IsValid reports whether c is one of the declared values.
func (c ClasseFlusso) IsValid() bool { return nomiFlusso.Valido(c) }

// AppendText appends the official name; the zero value is an error.
func (c ClasseFlusso) AppendText(b []byte) ([]byte, error) { return nomiFlusso.AppendText(b, c) }

// MarshalText returns the official name; the zero value is an error.
func (c ClasseFlusso) MarshalText() ([]byte, error) { return nomiFlusso.AppendText(nil, c) }

// UnmarshalText sets c from an official name and leaves it alone on error.
func (c *ClasseFlusso) UnmarshalText(b []byte) error { return nomiFlusso.UnmarshalText(c, b) }

// Scan sets c from a column holding the name; NULL is an error.
func (c *ClasseFlusso) Scan(src any) error { return nomiFlusso.Scan(c, src) }

// Value returns the name for a column.
func (c ClasseFlusso) Value() (driver.Value, error) { return nomiFlusso.Value(c) }
