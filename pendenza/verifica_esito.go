package pendenza

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// EsitoVerifica is the answer of the verification of a notice. Zero is invalid.
//
// Source: GovPay, API Pendenze v2, GET /avvisi/{idDominio}/{numeroAvviso};
// SANP 2.4, section 3, "Verifica di una posizione debitoria".
type EsitoVerifica uint8

// The outcomes.
const (
	// Pagabile: the position can be paid.
	Pagabile EsitoVerifica = iota + 1
	// VerificaHost: the application that owns the position must be asked first.
	VerificaHost
	// VerificaAnnullata: cancelled, or transferred.
	VerificaAnnullata
	// GiaPagata: paid, in part too, or by another alternative.
	GiaPagata
	// VerificaScaduta: past its last payable day.
	VerificaScaduta
	// Sconosciuta: no such position.
	Sconosciuta
	// InCorso: another attempt is running.
	InCorso
	// VerificaErrore: the request or the answer of the host is wrong.
	VerificaErrore
)

var nomiEsitoVerifica = nomi.Nuova[EsitoVerifica](rifiutaNome("esito"),
	"PAGABILE", "VERIFICA_HOST", "ANNULLATA", "GIA_PAGATA", "SCADUTA", "SCONOSCIUTA", "IN_CORSO", "ERRORE")

// EsitiVerifica yields the outcomes in declared order.
func EsitiVerifica() iter.Seq[EsitoVerifica] { return nomiEsitoVerifica.Tutti() }

// ParseEsitoVerifica returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseEsitoVerifica(v string) (EsitoVerifica, error) { return nomiEsitoVerifica.Parse(v) }

// String returns the name.
func (e EsitoVerifica) String() string { return nomiEsitoVerifica.String(e) }

// IsValid reports whether e is one of the values; zero is none.
func (e EsitoVerifica) IsValid() bool { return nomiEsitoVerifica.Valido(e) }

// AppendText appends the name; the zero value is an error.
func (e EsitoVerifica) AppendText(b []byte) ([]byte, error) {
	return nomiEsitoVerifica.AppendText(b, e)
}

// MarshalText returns the name; the zero value is an error.
func (e EsitoVerifica) MarshalText() ([]byte, error) { return nomiEsitoVerifica.AppendText(nil, e) }

// UnmarshalText reads a name.
func (e *EsitoVerifica) UnmarshalText(b []byte) error { return nomiEsitoVerifica.UnmarshalText(e, b) }

// Scan reads a name from a column; NULL is an error.
func (e *EsitoVerifica) Scan(src any) error { return nomiEsitoVerifica.Scan(e, src) }

// Value returns the name for a column.
func (e EsitoVerifica) Value() (driver.Value, error) { return nomiEsitoVerifica.Value(e) }

// Connettore says whether an application can be asked about a position. Zero is
// invalid.
//
// Source: GovPay, API Ente, connettore di verifica.
type Connettore uint8

// The values of Connettore.
const (
	// ConnettoreAssente: no application handles that IUV.
	ConnettoreAssente Connettore = iota + 1
	// SenzaConnettore: the application cannot be asked.
	SenzaConnettore
	// ConnettoreAttivo: the application can be asked.
	ConnettoreAttivo
)

var nomiConnettore = nomi.Nuova[Connettore](rifiutaNome("connettore"), "assente", "senzaConnettore", "attivo")

// ParseConnettore returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseConnettore(v string) (Connettore, error) { return nomiConnettore.Parse(v) }

// String returns the name.
func (c Connettore) String() string { return nomiConnettore.String(c) }

// IsValid reports whether c is one of the values; zero is none.
func (c Connettore) IsValid() bool { return nomiConnettore.Valido(c) }

// AppendText appends the name; the zero value is an error.
func (c Connettore) AppendText(b []byte) ([]byte, error) { return nomiConnettore.AppendText(b, c) }

// MarshalText returns the name; the zero value is an error.
func (c Connettore) MarshalText() ([]byte, error) { return nomiConnettore.AppendText(nil, c) }

// UnmarshalText reads a name.
func (c *Connettore) UnmarshalText(b []byte) error { return nomiConnettore.UnmarshalText(c, b) }

// Scan reads a name from a column; NULL is an error.
func (c *Connettore) Scan(src any) error { return nomiConnettore.Scan(c, src) }

// Value returns the name for a column.
func (c Connettore) Value() (driver.Value, error) { return nomiConnettore.Value(c) }

// StatoHost is what an application says of a position. Zero is invalid.
//
// Source: GovPay, API Ente v2, StatoPendenzaVerificata; DUPLICATA is of v1 only.
type StatoHost uint8

// What the application says. HostErrore is an answer that did not come.
const (
	HostNonEseguita StatoHost = iota + 1
	HostAnnullata
	HostDuplicata
	HostScaduta
	HostSconosciuta
	HostErrore
)

var nomiStatoHost = nomi.Nuova[StatoHost](rifiutaNome("stato"),
	"NON_ESEGUITA", "ANNULLATA", "DUPLICATA", "SCADUTA", "SCONOSCIUTA", "ERRORE")

// ParseStatoHost returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoHost(v string) (StatoHost, error) { return nomiStatoHost.Parse(v) }

// String returns the name.
func (s StatoHost) String() string { return nomiStatoHost.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoHost) IsValid() bool { return nomiStatoHost.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoHost) AppendText(b []byte) ([]byte, error) { return nomiStatoHost.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoHost) MarshalText() ([]byte, error) { return nomiStatoHost.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoHost) UnmarshalText(b []byte) error { return nomiStatoHost.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoHost) Scan(src any) error { return nomiStatoHost.Scan(s, src) }

// Value returns the name for a column.
func (s StatoHost) Value() (driver.Value, error) { return nomiStatoHost.Value(s) }
