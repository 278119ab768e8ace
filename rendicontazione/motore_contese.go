package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// assegnaRighe decides which row keeps an item that several reach, and gives
// every row its last class. It comes after the flows, since a row
// whose money has arrived comes first. Groups do not touch each other, so
// several are looked at at once.
func (m *motore) assegnaRighe() {
	inParallelo(m.quantiGruppi(), func(_, dal, al int) {
		var tenute []tenuta
		for g := dal; g < al; g++ {
			tenute = m.assegna(int32(g), tenute)
		}
	})
}

// tenuta says which rows of a group, from 1, keep an item: refunds apart from
// payments.
type tenuta struct{ riga, revoca int32 }

func (t *tenuta) di(x *rigaDiGruppo) *int32 {
	if x.esito() == flusso.Revocato {
		return &t.revoca
	}
	return &t.riga
}

// assegna gives the rows of a group their classes. tenute is memory that it may
// use and returns.
func (m *motore) assegna(g int32, tenute []tenuta) []tenuta {
	dal, al := m.vociDi(g)
	righe := m.righeDi(g)
	tenute = append(tenute[:0], make([]tenuta, al-dal)...)
	for n := range righe {
		x := riga(&righe[n])
		if !x.contende() {
			continue
		}
		if t := tenute[x.ricevuta()-1-dal].di(x); *t == 0 || m.precede(x, riga(&righe[*t-1])) {
			*t = int32(n) + 1
		}
	}
	for n := range righe {
		x := riga(&righe[n])
		if x.classe() <= RigaPagamentoAmbiguo {
			continue
		}
		fatti := fattiRiga{esito: x.esito(), conRicevuta: x.ricevuta() != 0, pari: x.pari()}
		if fatti.conRicevuta {
			fatti.diAltraRiga = *tenute[x.ricevuta()-1-dal].di(x) != int32(n)+1
		} else {
			m.cercaPosizione(g, x, &fatti)
		}
		if classe := fatti.classe(); classe != x.classe() {
			x.classifica(classe, fatti.pari)
			m.r.Righe[x.Posto].Classe = classe
		}
		m.informa(g, x)
	}
	return tenute
}

// precede reports whether row x keeps an item rather than row y: a credited flow
// first, then an equal amount, then the earlier transfer, the flow and the
// position. Both are of one body, whose flows are sorted by identifier.
func (m *motore) precede(x, y *rigaDiGruppo) bool {
	fx, fy := &m.r.Flussi[x.flusso()], &m.r.Flussi[y.flusso()]
	if a, b := fx.Classe == FlussoRiconciliato, fy.Classe == FlussoRiconciliato; a != b {
		return a
	}
	if x.pari() != y.pari() {
		return x.pari()
	}
	if n := fx.DataRegolamento.Compare(fy.DataRegolamento); n != 0 {
		return n < 0
	}
	return x.Posto < y.Posto
}

// contende reports whether the row is one of those that may keep its item.
func (x *rigaDiGruppo) contende() bool {
	return x.ricevuta() != 0 && x.classe() > RigaPagamentoAmbiguo
}

// informa tells the item of a row that keeps it, or its group, what the row is.
func (m *motore) informa(g int32, x *rigaDiGruppo) {
	switch classe := x.classe(); classe {
	case RigaRevocaAbbinata, RigaRevocaDiversa:
		m.r.Ricevute[x.ricevuta()-1].stato.revoca = classe
	case RigaAbbinata, RigaImportoDiverso:
		v := &m.r.Ricevute[x.ricevuta()-1].stato
		v.riga = classe
		v.accreditata = x.pari() && m.r.Flussi[x.flusso()].Classe == FlussoRiconciliato
	case RigaSenzaRicevutaAmmessa:
		m.gruppi[g].fatti |= gruppoAmmesse
	case RigaSenzaRicevuta:
		if x.mancante() {
			m.gruppi[g].fatti |= gruppoMancanti
		}
	}
}

func scelta[T any](vero bool, a, b T) T {
	if vero {
		return a
	}
	return b
}

// cercaPosizione notes what the debt positions say of a row without an item.
func (m *motore) cercaPosizione(g int32, x *rigaDiGruppo, fatti *fattiRiga) {
	posizione := m.posizioneDi(g)
	fatti.conPosizione = posizione != 0
	fatti.unaVoce = posizione > 0 && len(m.r.Pendenze[posizione-1].Voci) == 1
	if posizione == 0 {
		r := &m.r.Righe[x.Posto]
		fatti.altrui = !m.interno(r.IdDominio(), r.IUV)
	}
}

// annotaAnomalie notes the anomalies of every version, and gives the current
// ones that have any their class.
func (m *motore) annotaAnomalie() {
	inPezzi(len(m.r.Righe), len(m.r.Flussi), func(_, dal, al int) {
		for f := dal; f < al; f++ {
			e := &m.r.Flussi[f]
			e.Anomalie, e.Segnali = anomalieFlusso(&e.Testata, m.righeVersione(f))
			if m.flussi[f].ambiguo {
				e.Anomalie = append(e.Anomalie, flusso.AnomaliaAmbiguo)
				slices.Sort(e.Anomalie)
			}
			if m.flussi[f].corrente && len(e.Anomalie) > 0 {
				e.Classe = FlussoAnomalo
			}
		}
	})
}
