package rendicontazione

import (
	"iter"
	"slices"
	"sort"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/pendenza"
)

// Eventi yields what the report tells to the debt positions, as the events that
// pendenza.Applica takes, position by position in their order, each with its key:
//
//   - PagamentoSenzaRPT for a payment that only a flow tells of, where the official
//     rules admit it (SENZA_RICEVUTA_AMMESSA), or where it is one more than the
//     debt has (flag DOPPIO);
//   - Riconcilia for each payment of an item whose money is on the account;
//   - Storno for a payment that was refunded: of the payment when all of its items
//     were, else of the items that have no other payment.
//
// The receipts themselves are for the host to apply when they arrive. The report
// is of all that is known, so it yields the same events every day: those applied
// before are refused with PAGAMENTO_GIA_RICONCILIATO, and change nothing;
// Differenze tells the positions worth looking at. Money that the bank took
// back, or that is held, yields no event, and its debt no discharge: an event
// never says that money went away from an account. Nor does a payment that several
// positions ask for (PIU_PENDENZE).
//
// Source: GovPay, API REST – Manuale di Integrazione, riconciliazioni; business.Incassi.
func (r *Report) Eventi() iter.Seq2[ChiavePendenza, pendenza.Evento] {
	return func(yield func(ChiavePendenza, pendenza.Evento) bool) {
		if r == nil {
			return
		}
		sole := r.righeSole()
		for i := range r.Pendenze {
			p := &r.Pendenze[i]
			for _, e := range r.eventiDi(p, sole) {
				if !yield(p.Chiave(), e) {
					return
				}
			}
		}
	}
}

// righeSole returns the rows that tell of a payment without a receipt.
func (r *Report) righeSole() map[ChiavePagamento][]int {
	sole := make(map[ChiavePagamento][]int)
	for i := range r.Righe {
		x := &r.Righe[i]
		if x.Classe == RigaSenzaRicevutaAmmessa || x.ricevuta == 0 && x.Segnali.Contiene(SegnaleDoppio) {
			k := ChiavePagamento{x.IdDominio(), riferimento.Canonico(x.IUV)}
			sole[k] = append(sole[k], i)
		}
	}
	return sole
}

// ricevuteDi returns the receipt items of a body and an IUV.
func (r *Report) ricevuteDi(d avviso.IdDominio, iuv string) []EsitoRicevuta {
	cerca := func(k ChiaveRicevuta) int {
		return sort.Search(len(r.Ricevute), func(i int) bool { return r.Ricevute[i].Chiave().Compare(k) >= 0 })
	}
	dal := cerca(ChiaveRicevuta{IdDominio: d, IUV: iuv})
	al := dal
	for al < len(r.Ricevute) && r.Ricevute[al].IdDominio == d && r.Ricevute[al].IUV == iuv {
		al++
	}
	return r.Ricevute[dal:al]
}

// enti returns the bodies that the items of a position are credited to, and that
// of the position.
func (p *EsitoPendenza) enti() []avviso.IdDominio {
	enti := []avviso.IdDominio{p.IdDominio}
	for _, v := range p.Voci {
		if v.IdDominio.IsValid() && !slices.Contains(enti, v.IdDominio) {
			enti = append(enti, v.IdDominio)
		}
	}
	return enti
}

// eventiDi returns the events of a position.
func (r *Report) eventiDi(p *EsitoPendenza, sole map[ChiavePagamento][]int) []pendenza.Evento {
	if p.Segnali.Contiene(SegnalePiuPendenze) {
		return nil // which of them was paid nobody knows
	}
	var eventi []pendenza.Evento
	iuv, _ := avviso.ParseIUV(p.IUV) // the zero IUV is that of the position
	enti := p.enti()
	var righe []int
	for _, d := range enti {
		righe = append(righe, sole[ChiavePagamento{d, p.IUV}]...)
	}
	if len(righe) > 0 {
		visti := make(map[string]bool) // IUR of receipts and rows
		for _, d := range enti {
			for _, x := range r.ricevuteDi(d, p.IUV) {
				visti[x.IUR] = visti[x.IUR] || slices.ContainsFunc(p.Voci, func(v EsitoVoce) bool { return v.Indice == x.Indice })
			}
		}
		for _, i := range righe {
			x := &r.Righe[i]
			detto := visti[x.IUR] // by a receipt, or by another row
			if visti[x.IUR] = true; !detto {
				eventi = append(eventi, pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: x.IUR, Importo: x.Importo.Abs(), Data: x.Data})
			}
			if f := &r.Flussi[x.Flusso]; x.Classe == RigaSenzaRicevutaAmmessa && f.Classe == FlussoRiconciliato && !f.trattenuto() &&
				(!detto || x.Importo == p.Voci[0].Importo) {
				eventi = riconcilia(eventi, x.IUR, 1) // the item that such a payment goes to
			}
		}
	}
	return r.eventiRicevute(p, eventi)
}

// eventiRicevute adds the events that come from the receipts of a position.
func (r *Report) eventiRicevute(p *EsitoPendenza, eventi []pendenza.Evento) []pendenza.Evento {
	resi := make(map[string]*reso) // by IUR
	var ordine []string
	for _, v := range p.Voci {
		if v.Tipo != 0 {
			continue
		}
		d := v.IdDominio
		if !d.IsValid() {
			d = p.IdDominio
		}
		pagamenti := 0
		var revocata *reso
		for _, x := range r.ricevuteDi(d, p.IUV) {
			if x.Indice != v.Indice {
				continue
			}
			pagamenti++
			s := resi[x.IUR]
			if s == nil {
				s = new(reso)
				resi[x.IUR] = s
				ordine = append(ordine, x.IUR)
			}
			switch x.Classe {
			case RicevutaIncassata:
				eventi = riconcilia(eventi, x.IUR, v.Indice)
				s.restano = true
			case RicevutaRevocata:
				s.indici = append(s.indici, v.Indice)
				revocata = s
			default:
				s.restano = true
			}
		}
		if revocata != nil && pagamenti == 1 {
			revocata.sole = append(revocata.sole, v.Indice)
		}
	}
	var indici []avviso.Indice
	for _, iur := range ordine {
		switch s := resi[iur]; {
		case len(s.indici) == 0:
		case !s.restano:
			eventi = append(eventi, pendenza.Storno{IUR: iur})
		default:
			indici = append(indici, s.sole...)
		}
	}
	if len(indici) > 0 {
		eventi = append(eventi, pendenza.Storno{Indici: indici})
	}
	return eventi
}

// riconcilia adds the match of a payment, unless it is there.
func riconcilia(eventi []pendenza.Evento, iur string, indice avviso.Indice) []pendenza.Evento {
	e := pendenza.Riconcilia{IUR: iur, Indice: indice}
	if slices.Contains(eventi, pendenza.Evento(e)) {
		return eventi
	}
	return append(eventi, e)
}

// reso is what was refunded of one payment.
type reso struct {
	indici  []avviso.Indice // the items given back
	sole    []avviso.Indice // those that have no other payment
	restano bool            // some items were not given back
}

// trattenuto reports whether a reversal without a place may concern the money of
// the flow.
func (e *EsitoFlusso) trattenuto() bool {
	return e.Segnali.Contiene(SegnaleTrattenuto)
}
