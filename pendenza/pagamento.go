package pendenza

import (
	"database/sql/driver"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// Pagamento is money received for one item (riscossione). (IUV, IUR, Indice)
// names it within the creditor.
//
// Source: GovPay, API Pendenze v2, Riscossione.
type Pagamento struct {
	IUV       avviso.IUV      `json:"iuv,omitzero"`  // zero when the message did not say
	IUR       string          `json:"iur"`           // identificativo univoco riscossione, or receiptId
	Indice    int             `json:"indice"`        // item, from 1
	CCP       string          `json:"ccp,omitempty"` // of the receipt; "" without one
	Importo   avviso.Importo  `json:"importo"`       // more than 0.00
	Data      avviso.Data     `json:"data,omitzero"` // day of the payment, when known
	Tipo      TipoRiscossione `json:"tipo,omitzero"` // zero is Entrata
	SenzaRPT  bool            `json:"senzaRPT,omitempty"`
	Incassato bool            `json:"incassato,omitempty"` // reconciled
	Stornato  bool            `json:"stornato,omitempty"`  // given back
	Duplicato bool            `json:"duplicato,omitempty"` // received for an item that was paid
}

// Stato returns INCASSATO, PAGATO_SENZA_RPT or PAGATO, in this order.
func (g *Pagamento) Stato() StatoRiscossione {
	switch {
	case g.Incassato:
		return RiscossioneIncassata
	case g.SenzaRPT:
		return RiscossioneSenzaRPT
	}
	return RiscossionePagata
}

// regolato reports whether the money needs no further credit: it was matched
// with one, or it never comes to this body.
func (g *Pagamento) regolato() bool { return g.Incassato || g.Tipo > Entrata }

// StatoRiscossione is the state of a payment. Zero is invalid.
//
// Source: GovPay, API Pendenze v2, StatoRiscossione.
type StatoRiscossione uint8

// The states of a payment.
const (
	RiscossionePagata    StatoRiscossione = iota + 1 // PAGATO
	RiscossioneIncassata                             // INCASSATO
	RiscossioneSenzaRPT                              // PAGATO_SENZA_RPT
)

var nomiStatoRiscossione = nomi.Nuova[StatoRiscossione](rifiutaNome("stato"), "PAGATO", "INCASSATO", "PAGATO_SENZA_RPT")

// ParseStatoRiscossione returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoRiscossione(v string) (StatoRiscossione, error) { return nomiStatoRiscossione.Parse(v) }

// String returns the name.
func (s StatoRiscossione) String() string { return nomiStatoRiscossione.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoRiscossione) IsValid() bool { return nomiStatoRiscossione.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoRiscossione) AppendText(b []byte) ([]byte, error) {
	return nomiStatoRiscossione.AppendText(b, s)
}

// MarshalText returns the name; the zero value is an error.
func (s StatoRiscossione) MarshalText() ([]byte, error) {
	return nomiStatoRiscossione.AppendText(nil, s)
}

// UnmarshalText reads a name.
func (s *StatoRiscossione) UnmarshalText(b []byte) error {
	return nomiStatoRiscossione.UnmarshalText(s, b)
}

// Scan reads a name from a column; NULL is an error.
func (s *StatoRiscossione) Scan(src any) error { return nomiStatoRiscossione.Scan(s, src) }

// Value returns the name for a column.
func (s StatoRiscossione) Value() (driver.Value, error) { return nomiStatoRiscossione.Value(s) }

// TipoRiscossione is the kind of a payment. Only ENTRATA is credited to the
// body and waits for its reconciliation.
//
// Source: GovPay, TipoPagamento.
type TipoRiscossione uint8

// The kinds of payment.
const (
	Entrata                  TipoRiscossione = iota + 1 // ENTRATA
	MBT                                                 // MBT: digital stamp, never credited
	AltroIntermediario                                  // ALTRO_INTERMEDIARIO
	EntrataPANonIntermediata                            // ENTRATA_PA_NON_INTERMEDIATA: of another body
)

var nomiRiscossione = nomi.Nuova[TipoRiscossione](rifiutaNome("tipo"),
	"ENTRATA", "MBT", "ALTRO_INTERMEDIARIO", "ENTRATA_PA_NON_INTERMEDIATA")

// ParseTipoRiscossione returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseTipoRiscossione(v string) (TipoRiscossione, error) { return nomiRiscossione.Parse(v) }

// String returns the name.
func (t TipoRiscossione) String() string { return nomiRiscossione.String(t) }

// IsValid reports whether t is one of the values; zero is none.
func (t TipoRiscossione) IsValid() bool { return nomiRiscossione.Valido(t) }

// AppendText appends the name; the zero value is an error.
func (t TipoRiscossione) AppendText(b []byte) ([]byte, error) {
	return nomiRiscossione.AppendText(b, t)
}

// MarshalText returns the name; the zero value is an error.
func (t TipoRiscossione) MarshalText() ([]byte, error) { return nomiRiscossione.AppendText(nil, t) }

// UnmarshalText reads a name.
func (t *TipoRiscossione) UnmarshalText(b []byte) error { return nomiRiscossione.UnmarshalText(t, b) }

// Scan reads a name from a column; NULL is an error.
func (t *TipoRiscossione) Scan(src any) error { return nomiRiscossione.Scan(t, src) }

// Value returns the name for a column.
func (t TipoRiscossione) Value() (driver.Value, error) { return nomiRiscossione.Value(t) }

// Tentativo is one attempt to pay. (IUV, CCP) names it within the creditor.
type Tentativo struct {
	IUV      avviso.IUV     `json:"iuv,omitzero"`
	CCP      string         `json:"ccp"` // codice contesto pagamento, or receiptId
	Stato    StatoTentativo `json:"stato"`
	Iniziato time.Time      `json:"iniziato,omitzero"` // zero when only its receipt is known
}

// StatoTentativo is the state of an attempt as the position knows it: pending,
// or closed by a receipt. Zero is invalid.
type StatoTentativo uint8

// The states of an attempt.
const (
	TentativoInCorso     StatoTentativo = iota + 1 // IN_CORSO: no receipt yet
	TentativoEseguito                              // ESEGUITO: receipt with outcome 0
	TentativoNonEseguito                           // NON_ESEGUITO: outcome 1 or 3, or no money
	TentativoParziale                              // ESEGUITO_PARZIALE: outcome 2 or 4
	TentativoFallito                               // FALLITO: it ended without a receipt
)

var nomiTentativo = nomi.Nuova[StatoTentativo](rifiutaNome("stato"),
	"IN_CORSO", "ESEGUITO", "NON_ESEGUITO", "ESEGUITO_PARZIALE", "FALLITO")

// ParseStatoTentativo returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoTentativo(v string) (StatoTentativo, error) { return nomiTentativo.Parse(v) }

// String returns the name.
func (s StatoTentativo) String() string { return nomiTentativo.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoTentativo) IsValid() bool { return nomiTentativo.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoTentativo) AppendText(b []byte) ([]byte, error) { return nomiTentativo.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoTentativo) MarshalText() ([]byte, error) { return nomiTentativo.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoTentativo) UnmarshalText(b []byte) error { return nomiTentativo.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoTentativo) Scan(src any) error { return nomiTentativo.Scan(s, src) }

// Value returns the name for a column.
func (s StatoTentativo) Value() (driver.Value, error) { return nomiTentativo.Value(s) }

// conRicevuta reports whether a receipt closed the attempt.
func (s StatoTentativo) conRicevuta() bool {
	return s == TentativoEseguito || s == TentativoNonEseguito || s == TentativoParziale
}

// ImportoPagato returns the money received and not given back.
func (p *Pendenza) ImportoPagato() (avviso.Importo, error) {
	return p.somma(func(g *Pagamento) bool { return !g.Stornato })
}

// ImportoIncassato returns the money received, reconciled and not given back.
func (p *Pendenza) ImportoIncassato() (avviso.Importo, error) {
	return p.somma(func(g *Pagamento) bool { return !g.Stornato && g.Incassato })
}

// somma adds the payments that conta accepts. The error is an overflow.
func (p *Pendenza) somma(conta func(*Pagamento) bool) (avviso.Importo, error) {
	var s avviso.Importo
	for i := range p.Pagamenti {
		if !conta(&p.Pagamenti[i]) {
			continue
		}
		var err error
		if s, err = s.Somma(p.Pagamenti[i].Importo); err != nil {
			return avviso.Importo{}, err
		}
	}
	return s, nil
}

// stessoIUV compares two IUVs, where an unknown one is any.
func stessoIUV(a, b avviso.IUV) bool { return a == b || !a.IsValid() || !b.IsValid() }
