package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// TipoVersamento is the technical form of a payment.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stTipoVersamento.
type TipoVersamento uint8

// Values of TipoVersamento.
const (
	VersamentoBBT  TipoVersamento = iota + 1 // BBT: bank transfer to the treasury
	VersamentoBP                             // BP: postal slip
	VersamentoAD                             // AD: direct debit
	VersamentoCP                             // CP: payment card
	VersamentoPO                             // PO: started at the PSP
	VersamentoOBEP                           // OBEP: on-line banking
	VersamentoOTH                            // OTH: other forms
	VersamentoJIF                            // JIF: Bancomat Pay
	VersamentoMYBK                           // MYBK: MyBank, seller's bank
	VersamentoPPAL                           // PPAL: PayPal
)

var nomiVersamento = nomi.Nuova[TipoVersamento](rifiutaNome,
	"BBT", "BP", "AD", "CP", "PO", "OBEP", "OTH", "JIF", "MYBK", "PPAL")

var testiVersamento = [...]string{
	"",
	"Bonifico Bancario di Tesoreria", "Bollettino Postale", "Addebito Diretto", "Carta di Pagamento",
	"Pagamento attivato presso PSP", "On-line Banking E-Payment", "Altre forme di versamento",
	"Bancomat Pay", "MyBank Seller Bank", "PayPal",
}

// Testo returns the official description, "" for an invalid value.
func (t TipoVersamento) Testo() string { return descrizione(testiVersamento[:], t) }

// String returns the official code.
func (t TipoVersamento) String() string { return nomiVersamento.String(t) }

// IsValid reports whether t is one of the values of the list.
func (t TipoVersamento) IsValid() bool { return nomiVersamento.Valido(t) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (t TipoVersamento) AppendText(b []byte) ([]byte, error) { return nomiVersamento.AppendText(b, t) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (t TipoVersamento) MarshalText() ([]byte, error) { return nomiVersamento.AppendText(nil, t) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseTipoVersamento.
func (t *TipoVersamento) UnmarshalText(b []byte) error { return nomiVersamento.UnmarshalText(t, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (t *TipoVersamento) Scan(src any) error { return nomiVersamento.Scan(t, src) }

// Value implements driver.Valuer with the name.
func (t TipoVersamento) Value() (driver.Value, error) { return nomiVersamento.Value(t) }

// ParseTipoVersamento returns the value of the official code; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseTipoVersamento(v string) (TipoVersamento, error) { return nomiVersamento.Parse(v) }
