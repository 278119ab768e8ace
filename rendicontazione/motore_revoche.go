package rendicontazione

import (
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// trattieniRevoche holds back the credit of a flow out of whose total a payment was
// refunded, where the money of that payment is not on the account: the flow reports more
// than its credit, and only that money makes up for it. What one flow refunds another may
// have paid, whose credit is held back in turn.
func (m *motore) trattieniRevoche() {
	var coda []int
	prime := make(map[avviso.IdDominio]avviso.Data)
	revocano := make(map[ChiavePagamento][]int) // the flows that refund a payment
	for f := range m.r.Flussi {
		if !m.flussi[f].revoche || m.r.Flussi[f].Classe != FlussoRiconciliato {
			continue
		}
		coda = append(coda, f)
		prime[m.r.Flussi[f].IdDominio] = avviso.Data{}
		for k := range m.pagamentiDi(f, true) {
			revocano[k] = append(revocano[k], f)
		}
	}
	m.primiPagamenti(prime)
	ritolti := m.ultimiRitolti(prime)
	for n := 0; n < len(coda); n++ {
		e := &m.r.Flussi[coda[n]]
		if e.trattenuto() || !m.revocaScoperta(coda[n], prime[e.IdDominio], ritolti[e.IdDominio]) {
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

// primiPagamenti fills in, for some bodies, the day of the first payment that a flow
// reports: the flows of those before are not here.
func (m *motore) primiPagamenti(prime map[avviso.IdDominio]avviso.Data) {
	if len(prime) == 0 {
		return
	}
	for f := range m.r.Flussi {
		prima, ok := prime[m.r.Flussi[f].IdDominio]
		if !ok || !m.flussi[f].corrente {
			continue
		}
		righe := m.righeVersione(f)
		for n := range righe {
			if r := &righe[n]; r.Esito != flusso.Revocato && (!prima.IsValid() || r.Data.Prima(prima)) {
				prima = r.Data
			}
		}
		prime[m.r.Flussi[f].IdDominio] = prima
	}
}

// ultimiRitolti returns, for some bodies, the day of the last credit that the bank took back,
// in whole or in part, and that is of no payment and no flow here: which it settled is not known.
func (m *motore) ultimiRitolti(enti map[avviso.IdDominio]avviso.Data) map[avviso.IdDominio]avviso.Data {
	ritolti := make(map[avviso.IdDominio]avviso.Data)
	for _, i := range m.stornati {
		e := &m.r.Movimenti[i]
		if _, ok := enti[e.IdDominio]; ok && e.Residuo != e.Importo && e.flusso == 0 && m.letture[i].ignota() && ritolti[e.IdDominio].Prima(e.DataContabile) {
			ritolti[e.IdDominio] = e.DataContabile
		}
	}
	return ritolti
}

// revocaScoperta reports whether a flow refunds a payment whose money is not on the account,
// or discharges its debt: other rows report it, or none does although it is not of before the
// first payment that the flows of the body report, or may be of a credit that was taken back.
func (m *motore) revocaScoperta(f int, prima, ritolto avviso.Data) bool {
	return slices.ContainsFunc(m.righeVersione(f), func(r EsitoRiga) bool {
		switch {
		case r.Esito != flusso.Revocato:
			return false
		case r.Classe == RigaRevocaAbbinata, r.Classe == RigaRevocaDiversa:
			e := &m.r.Ricevute[r.ricevuta-1]
			v := &e.stato
			qui := v.riga != 0 || prima.IsValid() && !e.Data.Prima(prima) || ritolto.IsValid() && !ritolto.Prima(e.Data)
			return qui && !v.singola && (!v.accreditata || v.trattenuta)
		case r.Classe == RigaDuplicata, r.Classe == RigaPagamentoGiaRendicontato: // refunded once more
			return true
		}
		g := m.gruppoDi(&m.alfabeto, r.IdDominio(), r.IUV)
		return g != 0 && slices.ContainsFunc(m.righeDi(g-1), func(k chiavi.Chiave) bool {
			x := riga(&k)
			f := &m.r.Flussi[x.flusso()]
			return m.r.Righe[x.Posto].IUR == r.IUR && x.esito() != flusso.Revocato &&
				(x.classe() == RigaSenzaRicevutaAmmessa || f.Classe != FlussoRiconciliato || f.trattenuto())
		})
	})
}
