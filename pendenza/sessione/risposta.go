package sessione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Risposta is the answer to POST /pagamenti: 201 when the payment exists; 302 or 303 with
// the page in Redirect when it goes on at Checkout.
//
// Source: GovPay, API Pagamenti v1 and v2, PagamentoCreato.
type Risposta struct {
	ID        string `membro:"id,obbligo"`              // of the payment; "0" where Checkout has taken over
	Location  string `membro:"location,obbligo,libero"` // /pagamenti/{id}
	Redirect  string `membro:"redirect,libero"`         // page to which the citizen goes; "" with a notice that is paid elsewhere
	IDSession string `membro:"idSession,35"`            // of the Nodo, which comes back in the URL of return
	Altri     avviso.Altri
}

// NuovaRisposta returns the answer of a payment that has begun.
func NuovaRisposta(s Sessione, redirect string) Risposta {
	return Risposta{ID: s.IDPagamento, Location: percorsoPagamento(s.IDPagamento), Redirect: redirect, IDSession: s.IDSession}
}

// ParseRisposta reads the answer to POST /pagamenti as its interface says it. Error: an
// *Errore (ErrDocumento) with all its violations.
//
// Source: GovPay, API Pagamenti v1 and v2, PagamentoCreato.
func ParseRisposta(data []byte) (Risposta, error) {
	r, _, err := membri.Documento(porta, data, false, membriRisposta)
	return r, err
}

// LeggiRisposta reads the answer to POST /pagamenti, with members of others kept and
// numbers for texts taken, each with a warning.
func LeggiRisposta(data []byte) (Risposta, []avviso.Avvertenza, error) {
	return membri.Documento(porta, data, true, membriRisposta)
}

func membriRisposta(l *membri.Lettura, r *Risposta) membri.Gruppo {
	return membri.Struttura(r, l.Tollerante)
}

// AppendJSON appends the answer, which ParseRisposta takes back but for members of others.
func (r *Risposta) AppendJSON(b []byte) ([]byte, error) {
	switch {
	case r == nil:
		return b, nullo("risposta")
	case r.ID == "":
		return b, rifiuta(CodiceObbligatorio, "id", "", ErrDocumento)
	}
	return membri.AppendDocumento(b, membriRisposta(new(membri.Lettura), r))
}
