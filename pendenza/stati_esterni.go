package pendenza

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoGovPay is the state of a pendenza in the API of GovPay. Zero is invalid.
//
// Source: GovPay, API Pendenze v2, StatoPendenza.
type StatoGovPay uint8

// The states of GovPay.
const (
	GovPayNonEseguita StatoGovPay = iota + 1
	GovPayEseguita
	GovPayEseguitaParziale
	GovPayAnnullata
	GovPayScaduta
	GovPayIncassata
	GovPayAnomala
)

var nomiGovPay = nomi.Nuova[StatoGovPay](rifiutaNome("stato"),
	"NON_ESEGUITA", "ESEGUITA", "ESEGUITA_PARZIALE", "ANNULLATA", "SCADUTA", "INCASSATA", "ANOMALA")

// ParseStatoGovPay returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoGovPay(v string) (StatoGovPay, error) { return nomiGovPay.Parse(v) }

// String returns the name.
func (s StatoGovPay) String() string { return nomiGovPay.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoGovPay) IsValid() bool { return nomiGovPay.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoGovPay) AppendText(b []byte) ([]byte, error) { return nomiGovPay.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoGovPay) MarshalText() ([]byte, error) { return nomiGovPay.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoGovPay) UnmarshalText(b []byte) error { return nomiGovPay.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoGovPay) Scan(src any) error { return nomiGovPay.Scan(s, src) }

// Value returns the name for a column.
func (s StatoGovPay) Value() (driver.Value, error) { return nomiGovPay.Value(s) }

// StatoGPD is the state of a debt position of GPD (Gestione Posizioni
// Debitorie). Zero is invalid.
//
// Source: pagopa/pagopa-debt-position, model/enumeration, DebtPositionStatus and
// DebtPositionStatusV3.
type StatoGPD uint8

// The states of GPD. UNPAYABLE is of v3, for INVALID and EXPIRED of v1.
const (
	GPDDraft StatoGPD = iota + 1
	GPDPublished
	GPDValid
	GPDInvalid
	GPDExpired
	GPDPartiallyPaid
	GPDPaid
	GPDReported
	GPDUnpayable
)

var nomiGPD = nomi.Nuova[StatoGPD](rifiutaNome("stato"),
	"DRAFT", "PUBLISHED", "VALID", "INVALID", "EXPIRED", "PARTIALLY_PAID", "PAID", "REPORTED", "UNPAYABLE")

// StatiGPD yields the states in declared order.
func StatiGPD() iter.Seq[StatoGPD] { return nomiGPD.Tutti() }

// ParseStatoGPD returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoGPD(v string) (StatoGPD, error) { return nomiGPD.Parse(v) }

// String returns the name.
func (s StatoGPD) String() string { return nomiGPD.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoGPD) IsValid() bool { return nomiGPD.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoGPD) AppendText(b []byte) ([]byte, error) { return nomiGPD.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoGPD) MarshalText() ([]byte, error) { return nomiGPD.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoGPD) UnmarshalText(b []byte) error { return nomiGPD.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoGPD) Scan(src any) error { return nomiGPD.Scan(s, src) }

// Value returns the name for a column.
func (s StatoGPD) Value() (driver.Value, error) { return nomiGPD.Value(s) }

// V3 returns the state as version 3 of GPD names it: UNPAYABLE for INVALID and
// EXPIRED, PAID for REPORTED.
func (s StatoGPD) V3() StatoGPD {
	switch s {
	case GPDInvalid, GPDExpired:
		return GPDUnpayable
	case GPDReported:
		return GPDPaid
	}
	return s
}

// StatoP4PA is the state of a position, option or instalment of the p4pa
// platform. Zero is invalid. INVALID is of options and instalments only,
// PARTIALLY_PAID not of instalments.
//
// Source: pagopa/p4pa-debt-positions, DebtPositionStatus, PaymentOptionStatus,
// InstallmentStatus.
type StatoP4PA uint8

// The states of p4pa.
const (
	P4PADraft StatoP4PA = iota + 1
	P4PAToSync
	P4PAUnpaid
	P4PAPartiallyPaid
	P4PAPaid
	P4PAReported
	P4PAExpired
	P4PACancelled
	P4PAInvalid
)

var nomiP4PA = nomi.Nuova[StatoP4PA](rifiutaNome("stato"),
	"DRAFT", "TO_SYNC", "UNPAID", "PARTIALLY_PAID", "PAID", "REPORTED", "EXPIRED", "CANCELLED", "INVALID")

// StatiP4PA yields the states in declared order.
func StatiP4PA() iter.Seq[StatoP4PA] { return nomiP4PA.Tutti() }

// ParseStatoP4PA returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoP4PA(v string) (StatoP4PA, error) { return nomiP4PA.Parse(v) }

// String returns the name.
func (s StatoP4PA) String() string { return nomiP4PA.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoP4PA) IsValid() bool { return nomiP4PA.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoP4PA) AppendText(b []byte) ([]byte, error) { return nomiP4PA.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoP4PA) MarshalText() ([]byte, error) { return nomiP4PA.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoP4PA) UnmarshalText(b []byte) error { return nomiP4PA.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoP4PA) Scan(src any) error { return nomiP4PA.Scan(s, src) }

// Value returns the name for a column.
func (s StatoP4PA) Value() (driver.Value, error) { return nomiP4PA.Value(s) }

// StatoSANP is the state of a debt position in the SANP. Zero is invalid.
//
// Source: SANP 2.4, section 2, "Gestione della posizione debitoria".
type StatoSANP uint8

// The states of the SANP.
const (
	SANPAperta     StatoSANP = iota + 1 // Aperta: payable, with a version number
	SANPTrasferita                      // Trasferita: of another creditor
	SANPChiusa                          // Chiusa: paid, or not payable any more
)

var nomiSANP = nomi.Nuova[StatoSANP](rifiutaNome("stato"), "Aperta", "Trasferita", "Chiusa")

// ParseStatoSANP returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoSANP(v string) (StatoSANP, error) { return nomiSANP.Parse(v) }

// String returns the name.
func (s StatoSANP) String() string { return nomiSANP.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoSANP) IsValid() bool { return nomiSANP.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoSANP) AppendText(b []byte) ([]byte, error) { return nomiSANP.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoSANP) MarshalText() ([]byte, error) { return nomiSANP.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoSANP) UnmarshalText(b []byte) error { return nomiSANP.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoSANP) Scan(src any) error { return nomiSANP.Scan(s, src) }

// Value returns the name for a column.
func (s StatoSANP) Value() (driver.Value, error) { return nomiSANP.Value(s) }
