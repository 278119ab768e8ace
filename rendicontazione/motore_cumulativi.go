package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// accreditaCumulativi gives the credits that name several flows, in order of
// consumption, their classes: no subset of the flows is tried.
func (m *motore) accreditaCumulativi() {
	raggiunti := make(map[int32]bool)
	for _, i := range m.cumulativi {
		e := &m.r.Movimenti[i]
		if m.pagaTutti(e, len(m.letture[i].nomi)) {
			continue
		}
		if f, ok := m.soloFlusso(e); ok {
			e.Avvertenze |= causale.PiuRiferimenti
			m.raggiunge(i, f)
			raggiunti[f] = true
			continue
		}
		e.Segnali.aggiungi(SegnalePiuFlussi)
		scarto := m.totaleFlussi(e)
		scarto.Aggiungi(e.Residuo)
		e.diverso(scarto)
	}
	for f := range raggiunti {
		slices.SortFunc(m.flussi[f].accrediti, m.primaConsumo)
	}
}

// totaleFlussi returns the total of the flows that a credit found, below zero.
func (m *motore) totaleFlussi(e *EsitoMovimento) (t avviso.Totale) {
	for _, f := range e.flussi {
		t.Aggiungi(m.r.Flussi[f].ImportoTotalePagamenti.Neg())
	}
	return t
}

// pagaTutti pays all the flows that a credit names with it, when they are all
// there, none is anomalous or named by another credit, and it is their sum.
func (m *motore) pagaTutti(e *EsitoMovimento, nominati int) bool {
	if len(e.flussi) != nominati {
		return false
	}
	for _, f := range e.flussi {
		if m.flussi[f].nominato > 1 || m.r.Flussi[f].Classe == FlussoAnomalo {
			return false
		}
	}
	scarto := m.totaleFlussi(e)
	if scarto.Aggiungi(e.Residuo); scarto.Segno() != 0 {
		return false
	}
	e.Classe = MovimentoRiconciliato
	e.Segnali.aggiungi(SegnalePiuFlussi)
	for _, f := range e.flussi {
		m.r.Flussi[f].Classe = FlussoRiconciliato
		m.r.Flussi[f].Segnali.aggiungi(SegnaleAccreditoCumulativo)
		m.segnalaTardivo(e, m.flussi[f].primaData)
	}
	return true
}

// soloFlusso returns the only one of the flows that a credit names of which it is
// the total.
func (m *motore) soloFlusso(e *EsitoMovimento) (solo int32, ok bool) {
	for _, f := range e.flussi {
		if m.r.Flussi[f].ImportoTotalePagamenti != e.Residuo {
			continue
		}
		if ok {
			return 0, false
		}
		solo, ok = f, true
	}
	return solo, ok
}
