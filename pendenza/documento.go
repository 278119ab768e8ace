package pendenza

import "github.com/quietanza/quietanza/avviso"

// Documento groups the positions that are instalments or alternatives of one
// debt. Without Rata and Soglia the position is the single payment of its
// document (rata unica).
//
// Source: GovPay, API Pendenze v2, NuovoDocumento.
type Documento struct {
	Identificativo string  `json:"identificativo,omitempty" legge:"forma"` // 1..35 letters, digits, - and _
	Descrizione    string  `json:"descrizione,omitempty"`                  // 1..255 characters
	Rata           int     `json:"rata,omitempty"`                         // from 1; 0 when it is no instalment
	Soglia         *Soglia `json:"soglia,omitempty"`                       // excludes Rata

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// Soglia is a payment with a condition of time or of amount.
//
// Source: GovPay, API Pendenze v2, VincoloPagamento.
type Soglia struct {
	Tipo   TipoSoglia `json:"tipo,omitzero"`
	Giorni int        `json:"giorni,omitempty"` // from 1, with ENTRO and OLTRE only

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// TipoSoglia is the kind of a Soglia.
//
// Source: GovPay, API Pendenze v2, TipoSogliaVincoloPagamento.
type TipoSoglia string

// The kinds of threshold.
const (
	Entro    TipoSoglia = "ENTRO"    // within so many days
	Oltre    TipoSoglia = "OLTRE"    // after so many days
	Ridotto  TipoSoglia = "RIDOTTO"  // reduced amount
	Scontato TipoSoglia = "SCONTATO" // discounted amount
)

// IsValid reports whether t is one of the values.
func (t TipoSoglia) IsValid() bool { return t == Entro || t == Oltre || t == Ridotto || t == Scontato }

// aGiorni reports whether the kind wants a number of days.
func (t TipoSoglia) aGiorni() bool { return t == Entro || t == Oltre }
