package pendenza

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
)

// Pagamento is money received for one item (riscossione). (IUV, IUR, Indice)
// names it within the creditor.
//
// Source: GovPay, API Pendenze v2, Riscossione.
type Pagamento struct {
	IUV       avviso.IUV             `json:"iuv,omitzero"`            // zero when the message did not say
	IUR       string                 `json:"iur" legge:"obbligo"`     // identificativo univoco riscossione, or receiptId
	Indice    avviso.Indice          `json:"indice" legge:"obbligo"`  // item, from 1
	CCP       string                 `json:"ccp,omitempty"`           // of the receipt; "" without one
	Importo   avviso.Importo         `json:"importo" legge:"obbligo"` // more than 0.00
	Data      avviso.Data            `json:"data,omitzero"`           // day of the payment, when known
	Tipo      avviso.TipoRiscossione `json:"tipo,omitzero"`           // zero is avviso.Entrata
	SenzaRPT  bool                   `json:"senzaRPT,omitempty"`
	Incassato bool                   `json:"incassato,omitempty"` // reconciled
	Stornato  bool                   `json:"stornato,omitempty"`  // given back
	Duplicato bool                   `json:"duplicato,omitempty"` // received for an item that was paid

	Altri avviso.Altri `json:"-"` // members of others, kept
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
func (g *Pagamento) regolato() bool { return g.Incassato || g.Tipo > avviso.Entrata }

// StatoRiscossione is the state of a payment.
//
// Source: GovPay, API Pendenze v2, StatoRiscossione.
type StatoRiscossione string

// The states of a payment.
const (
	RiscossionePagata    StatoRiscossione = "PAGATO"
	RiscossioneIncassata StatoRiscossione = "INCASSATO"
	RiscossioneSenzaRPT  StatoRiscossione = "PAGATO_SENZA_RPT"
)

// IsValid reports whether s is one of the values.
func (s StatoRiscossione) IsValid() bool {
	return s == RiscossionePagata || s == RiscossioneIncassata || s == RiscossioneSenzaRPT
}

// Tentativo is one attempt to pay. (IUV, CCP) names it within the creditor.
type Tentativo struct {
	IUV      avviso.IUV     `json:"iuv,omitzero"`
	CCP      string         `json:"ccp" legge:"obbligo"` // codice contesto pagamento, or receiptId; the IUV while a paGetPayment waits for its receipt
	Stato    StatoTentativo `json:"stato" legge:"obbligo"`
	Iniziato time.Time      `json:"iniziato,omitzero"` // zero when only its receipt is known

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// StatoTentativo is the state of an attempt as the position knows it: pending,
// or closed by a receipt.
type StatoTentativo string

// The states of an attempt.
const (
	TentativoInCorso     StatoTentativo = "IN_CORSO"          // no receipt yet
	TentativoEseguito    StatoTentativo = "ESEGUITO"          // receipt with outcome 0
	TentativoNonEseguito StatoTentativo = "NON_ESEGUITO"      // outcome 1 or 3, or no money
	TentativoParziale    StatoTentativo = "ESEGUITO_PARZIALE" // outcome 2 or 4
	TentativoFallito     StatoTentativo = "FALLITO"           // it ended without a receipt
)

// IsValid reports whether s is one of the values.
func (s StatoTentativo) IsValid() bool {
	switch s {
	case TentativoInCorso, TentativoEseguito, TentativoNonEseguito, TentativoParziale, TentativoFallito:
		return true
	}
	return false
}

// conRicevuta reports whether a receipt closed the attempt.
func (s StatoTentativo) conRicevuta() bool {
	return s == TentativoEseguito || s == TentativoNonEseguito || s == TentativoParziale
}

// ImportoPagato returns the money received and not given back. The error is an
// overflow.
func (p *Pendenza) ImportoPagato() (avviso.Importo, error) {
	if p == nil {
		return avviso.Importo{}, errNullo("pendenza")
	}
	var t avviso.Totale
	for i := range p.Pagamenti {
		if !p.Pagamenti[i].Stornato {
			t.Aggiungi(p.Pagamenti[i].Importo)
		}
	}
	return t.Importo()
}

// stessoIUV compares two IUVs, where an unknown one is any.
func stessoIUV(a, b avviso.IUV) bool { return a == b || !a.IsValid() || !b.IsValid() }
