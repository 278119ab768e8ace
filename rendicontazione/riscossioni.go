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
			r.delFlusso(&r.Flussi[e.flusso-1], yield)
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
func (r *Report) delFlusso(f *EsitoFlusso, yield func(Riscossione) bool) {
	for i := f.primaRiga; i < f.primaRiga+f.righe; i++ {
		riga := &r.Righe[i]
		if riga.Classe != RigaAbbinata && riga.Classe != RigaSenzaRicevutaAmmessa {
			continue
		}
		if !yield(Riscossione{int(i), int(riga.ricevuta) - 1, riga.Importo}) {
			return
		}
	}
}

// FlussoDi returns the position in Flussi of the flow that a movement found,
// false when it found none.
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

// StornoDi returns the position in Movimenti of the credit that a STORNO
// reverses, false when there is none.
func (r *Report) StornoDi(movimento int) (int, bool) {
	if r == nil || movimento < 0 || movimento >= len(r.Movimenti) || r.Movimenti[movimento].stornata == 0 {
		return 0, false
	}
	return int(r.Movimenti[movimento].stornata) - 1, true
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
