package pendenza

import (
	"database/sql/driver"
	"strconv"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Documento groups the positions that are instalments or alternatives of one
// debt. Without Rata and Soglia the position is the single payment of its
// document (rata unica).
//
// Source: GovPay, API Pendenze v2, NuovoDocumento.
type Documento struct {
	Identificativo string  `json:"identificativo,omitempty"` // 1..35 letters, digits, - and _
	Descrizione    string  `json:"descrizione,omitempty"`    // 1..255 characters
	Rata           int     `json:"rata,omitempty"`           // from 1; 0 when it is no instalment
	Soglia         *Soglia `json:"soglia,omitempty"`         // excludes Rata
}

// Soglia is a payment with a condition of time or of amount.
//
// Source: GovPay, API Pendenze v2, VincoloPagamento.
type Soglia struct {
	Tipo   TipoSoglia `json:"tipo,omitzero"`
	Giorni int        `json:"giorni,omitempty"` // from 1, with ENTRO and OLTRE only
}

// TipoSoglia is the kind of a Soglia. Zero is invalid.
//
// Source: GovPay, API Pendenze v2, TipoSogliaVincoloPagamento.
type TipoSoglia uint8

// The kinds of threshold.
const (
	Entro    TipoSoglia = iota + 1 // within so many days
	Oltre                          // after so many days
	Ridotto                        // reduced amount
	Scontato                       // discounted amount
)

var nomiSoglia = nomi.Nuova[TipoSoglia](rifiutaNome("tipo"), "ENTRO", "OLTRE", "RIDOTTO", "SCONTATO")

// ParseTipoSoglia returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseTipoSoglia(v string) (TipoSoglia, error) { return nomiSoglia.Parse(v) }

// String returns the name.
func (t TipoSoglia) String() string { return nomiSoglia.String(t) }

// IsValid reports whether t is one of the values; zero is none.
func (t TipoSoglia) IsValid() bool { return nomiSoglia.Valido(t) }

// AppendText appends the name; the zero value is an error.
func (t TipoSoglia) AppendText(b []byte) ([]byte, error) { return nomiSoglia.AppendText(b, t) }

// MarshalText returns the name; the zero value is an error.
func (t TipoSoglia) MarshalText() ([]byte, error) { return nomiSoglia.AppendText(nil, t) }

// UnmarshalText reads a name.
func (t *TipoSoglia) UnmarshalText(b []byte) error { return nomiSoglia.UnmarshalText(t, b) }

// Scan reads a name from a column; NULL is an error.
func (t *TipoSoglia) Scan(src any) error { return nomiSoglia.Scan(t, src) }

// Value returns the name for a column.
func (t TipoSoglia) Value() (driver.Value, error) { return nomiSoglia.Value(t) }

// aGiorni reports whether the kind wants a number of days.
func (t TipoSoglia) aGiorni() bool { return t == Entro || t == Oltre }

// titolo is what the notice calls the payment.
func (s *Soglia) titolo() string {
	switch s.Tipo {
	case Entro:
		return "Entro " + strconv.Itoa(s.Giorni) + " giorni"
	case Oltre:
		return "Oltre " + strconv.Itoa(s.Giorni) + " giorni"
	case Ridotto:
		return "Importo ridotto"
	case Scontato:
		return "Importo scontato"
	}
	return ""
}
