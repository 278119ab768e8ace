package jppa

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Esito is how a service, or the sending of a notification, ended.
//
// Source: jppapdp-ws-internal.wsdl and jppapdp-ws-external.wsdl, stEsito.
type Esito uint8

// Outcomes.
const (
	EsitoOK    Esito = iota + 1 // OK
	EsitoError                  // ERROR
)

var nomiEsito = nomi.Nuova[Esito](rifiutaNome("esito"), "OK", "ERROR")

// ParseEsito returns the value of a name; any other text is a NOME error (ErrNome).
func ParseEsito(v string) (Esito, error) { return nomiEsito.Parse(v) }

// String returns the name.
func (v Esito) String() string { return nomiEsito.String(v) }

// IsValid reports whether v is one of the list.
func (v Esito) IsValid() bool { return nomiEsito.Valido(v) }

// AppendText appends the name; the zero value is an error.
func (v Esito) AppendText(b []byte) ([]byte, error) { return nomiEsito.AppendText(b, v) }

// MarshalText returns the name; the zero value is an error.
func (v Esito) MarshalText() ([]byte, error) { return nomiEsito.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *Esito) UnmarshalText(b []byte) error { return nomiEsito.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is an error.
func (v *Esito) Scan(src any) error { return nomiEsito.Scan(v, src) }

// Value returns the name for a column.
func (v Esito) Value() (driver.Value, error) { return nomiEsito.Value(v) }

// EsitoPagamento is the outcome of a payment in the words of JPPA.
//
// Source: jppapdp-ws-internal.xsd, InviaEsitoPagamentoRichiesta.
type EsitoPagamento uint8

// Outcomes of a payment. The connector sends Eseguito and EseguitoParzialmente.
const (
	Inoltrato             EsitoPagamento = iota + 1 // INOLTRATO
	Autorizzato                                     // AUTORIZZATO
	Eseguito                                        // ESEGUITO
	EseguitoParzialmente                            // ESEGUITO_PARZIALMENTE
	NonEseguito                                     // NON_ESEGUITO
	NonEseguitoDecorrenza                           // NON_ESEGUITO_DECORRENZA
	Stornato                                        // STORNATO
	Revocato                                        // REVOCATO
)

var nomiEsitoPagamento = nomi.Nuova[EsitoPagamento](rifiutaNome("esitoPagamento"),
	"INOLTRATO", "AUTORIZZATO", "ESEGUITO", "ESEGUITO_PARZIALMENTE",
	"NON_ESEGUITO", "NON_ESEGUITO_DECORRENZA", "STORNATO", "REVOCATO")

// ParseEsitoPagamento returns the value of a name; any other text is a NOME error (ErrNome).
func ParseEsitoPagamento(v string) (EsitoPagamento, error) { return nomiEsitoPagamento.Parse(v) }

// String returns the name.
func (v EsitoPagamento) String() string { return nomiEsitoPagamento.String(v) }

// IsValid reports whether v is one of the list.
func (v EsitoPagamento) IsValid() bool { return nomiEsitoPagamento.Valido(v) }

// AppendText appends the name; the zero value is an error.
func (v EsitoPagamento) AppendText(b []byte) ([]byte, error) {
	return nomiEsitoPagamento.AppendText(b, v)
}

// MarshalText returns the name; the zero value is an error.
func (v EsitoPagamento) MarshalText() ([]byte, error) { return nomiEsitoPagamento.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *EsitoPagamento) UnmarshalText(b []byte) error { return nomiEsitoPagamento.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is an error.
func (v *EsitoPagamento) Scan(src any) error { return nomiEsitoPagamento.Scan(v, src) }

// Value returns the name for a column.
func (v EsitoPagamento) Value() (driver.Value, error) { return nomiEsitoPagamento.Value(v) }
