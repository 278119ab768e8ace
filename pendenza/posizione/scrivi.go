package posizione

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// Append writes the position in a shape, after its Violazioni: what GPD tells and never
// takes (status, fee, notificationFee, dates of its own) is left out, and names and texts
// stand on one line (Avvertenze). Errors
// (ErrPosizione): those of Valida; FORMA, with the member, for what the shape cannot
// hold: options with different debtors, validity or switchToExpired, or two plans, in
// v1; more than one payment of one transfer, or a stamp, in ACA.
func (p *Posizione) Append(b []byte, v Versione) ([]byte, error) {
	if p == nil {
		return nil, p.Valida()
	}
	q, _ := p.suUnaRiga()
	if err := q.Valida(); err != nil {
		return nil, err
	}
	p = &q
	l := new(lettura)
	var campi []membri.Campo
	var campo string
	switch v {
	case V1:
		if campo = p.fuoriDaV1(); campo == "" {
			campi = l.campiV1(p, &p.Opzioni[0], in{scrivi: p.scriviRateV1})
		}
	case V3:
		campi = l.campiV3(p)
	case ACA:
		if campo = p.fuoriDaACA(); campo == "" {
			o := &p.Opzioni[0]
			campi = l.campiACA(p, o, &o.Rate[0], &o.Rate[0].Transfer[0])
		}
	default:
		campo = "versione"
	}
	if campo != "" {
		return nil, &pendenza.Errore{Codice: CodiceForma, Campo: campo, Valore: string(v), Err: ErrPosizione}
	}
	var w membri.Scrittura
	scriviOggetto(&w, "", campi)
	return append(b, w.B...), nil
}

// scriviRateV1 writes every payment as an option of its own.
func (p *Posizione) scriviRateV1(w *membri.Scrittura, nome string, _ bool) {
	l := new(lettura)
	w.ApreElenco(nome)
	for i := range p.Opzioni {
		o := &p.Opzioni[i]
		rateale := o.Rateale || len(o.Rate) > 1
		for j := range o.Rate {
			scriviOggetto(w, "", l.rataV1(&o.Rate[j], &rateale, &o.RetentionDate))
		}
	}
	w.ChiudeElenco()
}

// fuoriDaV1 returns the member that the first shape cannot hold, "" for none.
func (p *Posizione) fuoriDaV1() string {
	prima := &p.Opzioni[0]
	piani := 0
	for i := range p.Opzioni {
		o, qui := &p.Opzioni[i], passo("paymentOption", i)
		if o.Rateale || len(o.Rate) > 1 {
			piani++
		}
		switch {
		case o.Debitore != prima.Debitore:
			return qui + ".debtor"
		case o.SwitchToExpired != prima.SwitchToExpired:
			return qui + ".switchToExpired"
		case o.ValidityDate != prima.ValidityDate:
			return qui + ".validityDate"
		case piani > 1:
			return qui + ".installments"
		}
	}
	return ""
}

// fuoriDaACA returns the member that the shape of ACA cannot hold, "" for none.
func (p *Posizione) fuoriDaACA() string {
	o := &p.Opzioni[0]
	r := &o.Rate[0]
	t := &r.Transfer[0]
	switch {
	case !p.IdDominio.IsValid():
		return "paFiscalCode"
	case len(p.Opzioni) > 1:
		return "paymentOption[1]"
	case len(o.Rate) > 1:
		return "paymentOption[0].installments[1]"
	case len(r.Transfer) > 1:
		return "paymentOption[0].installments[0].transfer[1]"
	case t.Marca != nil:
		return "paymentOption[0].installments[0].transfer[0].stamp"
	case t.IdDominio.IsValid() && t.IdDominio != p.IdDominio:
		return "paymentOption[0].installments[0].transfer[0].organizationFiscalCode"
	}
	return ""
}

// inIstante writes an instant of UTC, with milliseconds where it has them.
func inIstante(d avviso.DataOra) string {
	if !d.IsValid() {
		return ""
	}
	t := d.Time().UTC()
	if t.Nanosecond() == 0 {
		return t.Format(time.RFC3339)
	}
	return t.Format("2006-01-02T15:04:05.000Z07:00")
}
