package rendicontazione

import (
	"iter"
	"sync"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// Riscossione is one payment that a credit settles. JSON: iuv, nav, iur, indice,
// importo, data and, of the debt that it pays, pendenza (the ID), debitore,
// causale, tipoEntrata, tassonomia and dati; what is absent is left out.
type Riscossione struct {
	// Riga is the position in Righe of the row of the flow, -1 for a single
	// transfer.
	Riga int
	// Ricevuta is the position in Ricevute of the item, -1 for a payment without
	// receipt, which its row allows.
	Ricevuta int
	// Pendenza is the position in Pendenze of the debt, -1 when none has the IUV,
	// or several have it.
	Pendenza int
	// IdDominio, IUV, IUR and Indice name the payment; Indice is 1 where the row
	// has none.
	IdDominio avviso.IdDominio
	IUV       string
	IUR       string
	Indice    avviso.Indice
	// NumeroAvviso is the number of the notice, the zero one when the
	// configuration of the body does not tell it.
	NumeroAvviso avviso.NumeroAvviso
	// Data is the day of the payment.
	Data avviso.Data
	// Importo is the amount of the payment.
	Importo avviso.Importo

	posizione *EsitoPendenza
}

// Riscossioni yields the payments (riscossioni) that the credit at a position of
// Movimenti settles: alone when its class is RICONCILIATO_SINGOLO, alone or with
// the other credits of its flow when it is RICONCILIATO or INTEGRAZIONE. A credit
// of another class, or a position that does not exist, settles none.
//
// Source: GovPay, API REST – Manuale di Integrazione, riscossioni of an incasso.
func (r *Report) Riscossioni(movimento int) iter.Seq[Riscossione] {
	return func(yield func(Riscossione) bool) {
		if r == nil || movimento < 0 || movimento >= len(r.Movimenti) {
			return
		}
		e := &r.Movimenti[movimento]
		switch e.Classe {
		case MovimentoRiconciliato, MovimentoIntegrazione:
			for f := range r.FlussiDi(movimento) {
				if !r.delFlusso(&r.Flussi[f], yield) {
					return
				}
			}
		case MovimentoRiconciliatoSingolo:
			for i := e.dal; i < e.al; i++ {
				v := &r.Ricevute[i]
				if v.entrata() && !yield(r.riscossione(Riscossione{
					Riga: -1, Ricevuta: int(i), IdDominio: v.IdDominio, IUV: v.IUV, IUR: v.IUR, Indice: v.Indice, Data: v.Data, Importo: v.Importo,
				})) {
					return
				}
			}
		}
	}
}

// delFlusso yields the payments of the rows of a credited flow.
func (r *Report) delFlusso(f *EsitoFlusso, yield func(Riscossione) bool) bool {
	for i := f.primaRiga; i < f.primaRiga+f.righe; i++ {
		x := &r.Righe[i]
		if x.Classe != RigaAbbinata && x.Classe != RigaSenzaRicevutaAmmessa {
			continue
		}
		y := Riscossione{
			Riga: int(i), Ricevuta: int(x.ricevuta) - 1, IdDominio: f.IdDominio, IUV: x.IUV, IUR: x.IUR, Indice: x.IndiceVoce(),
			Data: x.Data, Importo: x.Importo,
		}
		if x.ricevuta > 0 {
			y.Indice = r.Ricevute[x.ricevuta-1].Indice
		}
		if !yield(r.riscossione(y)) {
			return false
		}
	}
	return true
}

// riscossione adds what the report knows of the debt of a payment.
func (r *Report) riscossione(x Riscossione) Riscossione {
	x.Pendenza = -1
	if p, ok := r.PendenzaDi(x.IdDominio, x.IUV); ok {
		x.Pendenza, x.posizione = p, &r.Pendenze[p]
	}
	if r.rubrica != nil {
		x.NumeroAvviso = r.rubrica.ambito[x.IdDominio].nav(x.IUV)
	}
	return x
}

// MarshalJSON writes what names the payment and what an accountant needs of it.
func (x Riscossione) MarshalJSON() ([]byte, error) {
	b := appendMembro(make([]byte, 0, 256), '{', "iuv", x.IUV)
	if x.NumeroAvviso.IsValid() {
		b = appendMembro(b, ',', "nav", x.NumeroAvviso.String())
	}
	b = appendMembro(b, ',', "iur", x.IUR)
	b = appendIndice(b, x.Indice)
	b = append(b, `,"importo":"`...)
	b = append(x.Importo.AppendTo(b), '"')
	if x.Data.IsValid() {
		b = appendMembro(b, ',', "data", x.Data.String())
	}
	if p := x.posizione; p != nil {
		b = appendMembro(b, ',', "pendenza", p.ID)
		var err error
		if b, err = p.contabile.append(b); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

// rubrica is what a report looks up.
type rubrica struct {
	ambito map[avviso.IdDominio]*Dominio

	una       sync.Once
	posizioni map[ChiavePagamento]int32 // position in Pendenze from 1, piuPosizioni for several
}

// PendenzaDi returns the position in Pendenze of the debt that the payments of a
// body with an IUV pay, false when there is none, or several.
func (r *Report) PendenzaDi(d avviso.IdDominio, iuv string) (int, bool) {
	if r == nil || r.rubrica == nil {
		return 0, false
	}
	r.rubrica.una.Do(func() { r.rubrica.posizioni = r.perPagamento() })
	n := r.rubrica.posizioni[ChiavePagamento{d, riferimento.Canonico(iuv)}]
	return int(n) - 1, n > 0
}

// perPagamento returns the positions by body and IUV of their payments.
func (r *Report) perPagamento() map[ChiavePagamento]int32 {
	m := make(map[ChiavePagamento]int32, len(r.Pendenze))
	for i := range r.Pendenze {
		p := &r.Pendenze[i]
		for _, d := range p.enti() {
			k := ChiavePagamento{d, p.IUV}
			if m[k] == 0 {
				m[k] = int32(i) + 1
			} else {
				m[k] = piuPosizioni
			}
		}
	}
	return m
}

// FlussoDi returns the position in Flussi of the one flow that a movement found,
// false when it found none, or several.
func (r *Report) FlussoDi(movimento int) (int, bool) {
	if r == nil || movimento < 0 || movimento >= len(r.Movimenti) || r.Movimenti[movimento].flusso == 0 {
		return 0, false
	}
	return int(r.Movimenti[movimento].flusso) - 1, true
}

// RicevutaDi returns the position in Ricevute of the item that has the key of a
// row, false when there is none.
func (r *Report) RicevutaDi(riga int) (int, bool) {
	if r == nil || riga < 0 || riga >= len(r.Righe) || r.Righe[riga].ricevuta == 0 {
		return 0, false
	}
	return int(r.Righe[riga].ricevuta) - 1, true
}

// FlussiDi yields the positions in Flussi of the flows that a movement found: one
// mostly, several when it names several.
func (r *Report) FlussiDi(movimento int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if r == nil || movimento < 0 || movimento >= len(r.Movimenti) {
			return
		}
		e := &r.Movimenti[movimento]
		if e.flusso != 0 {
			yield(int(e.flusso) - 1)
			return
		}
		for _, f := range e.flussi {
			if !yield(int(f)) {
				return
			}
		}
	}
}

// RigheDi yields the positions in Righe of the rows of the version at a position
// of Flussi, in the order of the document.
func (r *Report) RigheDi(versione int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if r == nil || versione < 0 || versione >= len(r.Flussi) {
			return
		}
		f := &r.Flussi[versione]
		for i := f.primaRiga; i < f.primaRiga+f.righe; i++ {
			if !yield(int(i)) {
				return
			}
		}
	}
}
