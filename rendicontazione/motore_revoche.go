package rendicontazione

import (
	"iter"
	"slices"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// trattieniRevoche holds back the credit of a flow out of whose total a payment was
// refunded, where the money of that payment is not on the account: the flow reports more
// than its credit, and only that money makes up for it. What one flow refunds another may
// have paid, whose credit is held back in turn.
func (m *motore) trattieniRevoche() {
	var coda []int
	revocano := make(map[ChiavePagamento][]int) // the flows that refund a payment
	for f := range m.r.Flussi {
		if !m.flussi[f].revoche || m.r.Flussi[f].Classe != FlussoRiconciliato {
			continue
		}
		coda = append(coda, f)
		for k := range m.pagamentiDi(f, true) {
			revocano[k] = append(revocano[k], f)
		}
	}
	for n := 0; n < len(coda); n++ {
		e := &m.r.Flussi[coda[n]]
		if e.trattenuto() || !m.revocaScoperta(coda[n]) {
			continue
		}
		for _, i := range e.Accrediti {
			if !m.r.Movimenti[i].estingue() {
				continue
			}
			m.trattieniCredito(int32(i))
			for altro := range m.r.FlussiDi(i) {
				m.segnaRighe(altro)
				for k := range m.pagamentiDi(altro, false) {
					coda = append(coda, revocano[k]...)
				}
			}
		}
	}
}

// pagamentiDi yields the payments that a flow refunds, or those that it reports.
func (m *motore) pagamentiDi(f int, revocati bool) iter.Seq[ChiavePagamento] {
	return func(yield func(ChiavePagamento) bool) {
		righe := m.righeVersione(f)
		for n := range righe {
			if r := &righe[n]; (r.Esito == flusso.Revocato) == revocati && !yield(ChiavePagamento{m.r.Flussi[f].IdDominio, r.IUV}) {
				return
			}
		}
	}
}

// revocaScoperta reports whether a flow refunds a payment that another row reports and
// whose money is not on the account, or discharges its debt.
func (m *motore) revocaScoperta(f int) bool {
	return slices.ContainsFunc(m.righeVersione(f), func(r EsitoRiga) bool {
		switch {
		case r.Esito != flusso.Revocato:
			return false
		case r.Classe == RigaRevocaAbbinata, r.Classe == RigaRevocaDiversa:
			v := &m.r.Ricevute[r.ricevuta-1].stato
			return v.riga != 0 && !v.singola && (!v.accreditata || v.trattenuta)
		case r.Classe == RigaDuplicata, r.Classe == RigaPagamentoGiaRendicontato: // refunded once more
			return true
		}
		g := m.gruppoDi(&m.alfabeto, r.IdDominio(), r.IUV)
		return g != 0 && slices.ContainsFunc(m.righeDi(g-1), func(x rigaDiGruppo) bool {
			f := &m.r.Flussi[x.flusso]
			return m.r.Righe[x.posto].IUR == r.IUR && x.esito != flusso.Revocato &&
				(x.classe == RigaSenzaRicevutaAmmessa || f.Classe != FlussoRiconciliato || f.trattenuto())
		})
	})
}
