package rpt

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/schema"
)

// AppendJSON appends the receipt as GovPay writes it, in the names and the nesting of the
// schema: amounts and dates as texts, null for what is absent. It refuses what AppendXML
// does; ParseDocumento takes it back.
func (r *Ricevuta) AppendJSON(b []byte) ([]byte, error) {
	if r == nil {
		return b, assente("Ricevuta")
	}
	return schema.ScriviJSON(b, &stanza, "receipt", r, func(v *schema.Visita, r *Ricevuta) { schemaRicevuta(v, r, r.Versione()) })
}

// AppendJSON appends what is asked to be paid, on the terms of Ricevuta.AppendJSON.
func (p *Pagamento) AppendJSON(b []byte) ([]byte, error) {
	if p == nil {
		return b, assente("Pagamento")
	}
	return schema.ScriviJSON(b, &stanza, "data", p, func(v *schema.Visita, p *Pagamento) { schemaPagamento(v, p, p.Versione()) })
}

// AppendJSON appends the RPT, on the terms of Ricevuta.AppendJSON.
func (r *RPT) AppendJSON(b []byte) ([]byte, error) {
	if r == nil {
		return b, assente("RPT")
	}
	return schema.ScriviJSON(b, &stanza, "RPT", r, schemaRPT)
}

// AppendJSON appends the RT, on the terms of Ricevuta.AppendJSON.
func (r *RT) AppendJSON(b []byte) ([]byte, error) {
	if r == nil {
		return b, assente("RT")
	}
	return schema.ScriviJSON(b, &stanza, "RT", r, schemaRT)
}

// Versione returns the edition that a receipt needs: V2 when it has a member of that
// edition, or an item without IBAN.
func (r *Ricevuta) Versione() Versione {
	r = oppureVuoto(r)
	if r.PaymentNote != "" || r.PrimaryCiIncurredFee != nil || r.IDBundle != "" || r.IDCiBundle != "" {
		return V2
	}
	return versioneDi(r.TransferList)
}

// Versione returns the edition that a payment needs, as that of a Ricevuta.
func (p *Pagamento) Versione() Versione { return versioneDi(oppureVuoto(p).TransferList) }

func versioneDi(tt []Transfer) Versione {
	for i := range tt {
		if t := &tt[i]; t.CompanyName != "" || t.MBDAttachment != nil || t.RichiestaMarcaDaBollo != nil || t.IBAN == "" {
			return V2
		}
	}
	return V1
}

// UnmarshalJSON reads a receipt in any of the spellings of ParseDocumento, whole or in
// part: it looks at the kinds of the values and at the names, not at the rules of the
// schema.
func (r *Ricevuta) UnmarshalJSON(b []byte) error {
	return leggiForme(b, r, func(v *schema.Visita, r *Ricevuta) { schemaRicevuta(v, r, V2) })
}

// UnmarshalJSON reads a payment as that of Ricevuta.
func (p *Pagamento) UnmarshalJSON(b []byte) error {
	return leggiForme(b, p, func(v *schema.Visita, p *Pagamento) { schemaPagamento(v, p, V2) })
}

// leggiForme reads an object into a value that replaces the one that was there.
func leggiForme[T any](b []byte, p *T, corpo func(*schema.Visita, *T)) error {
	testo := string(b)
	if err := membri.Valida(testo); err != nil {
		return err
	}
	if testo == "null" {
		return nil
	}
	come := comeGovPay
	come.Forme = true
	var letto T
	if _, err := schema.LeggiJSON(&stanza, testo, "", testo, come, func(v *schema.Visita) { corpo(v, &letto) }); err != nil {
		return perMembri(err)
	}
	*p = letto
	return nil
}

// perMembri gives a refusal of names and kinds the type that the readers of whole JSON
// texts know, so that its path goes on with theirs.
func perMembri(err error) error {
	var e *Errore
	switch {
	case !errors.As(err, &e):
		return err
	case e.Codice == membri.CodiceMembro && errors.Is(err, ErrElementoRipetuto):
		return &membri.Errore{Codice: e.Codice, Campo: e.Campo, Err: membri.ErrRipetuto}
	case e.Codice == membri.CodiceMembro:
		return &membri.Errore{Codice: e.Codice, Campo: e.Campo, Err: membri.ErrSconosciuto}
	case errors.Is(err, ErrContenuto):
		return &membri.Errore{Codice: membri.CodiceTipo, Campo: e.Campo, Valore: e.Valore, Err: membri.ErrTipo}
	}
	return &membri.Errore{Codice: membri.CodiceValore, Campo: e.Campo, Err: errore.Coppia(membri.ErrValore, err)}
}
