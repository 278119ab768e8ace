package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/avviso"
)

// Riscossione is one payment that a credit settles.
type Riscossione struct {
	// Riga is the position in Righe of the row of the flow, -1 for a single
	// transfer.
	Riga int
	// Ricevuta is the position in Ricevute of the item, -1 for a payment without
	// receipt, which its row allows.
	Ricevuta int
	// Importo is the amount of the payment.
	Importo avviso.Importo
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
				if v := &r.Ricevute[i]; v.entrata() && !yield(Riscossione{-1, int(i), v.Importo}) {
					return
				}
			}
		}
	}
}

// delFlusso yields the payments of the rows of a credited flow.
func (r *Report) delFlusso(f *EsitoFlusso, yield func(Riscossione) bool) bool {
	for i := f.primaRiga; i < f.primaRiga+f.righe; i++ {
		riga := &r.Righe[i]
		if riga.Classe != RigaAbbinata && riga.Classe != RigaSenzaRicevutaAmmessa {
			continue
		}
		if !yield(Riscossione{int(i), int(riga.ricevuta) - 1, riga.Importo}) {
			return false
		}
	}
	return true
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
