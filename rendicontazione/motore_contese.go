package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// assegnaRighe decides which row keeps an item that several reach, and gives
// every row that has none yet its class. It comes after the flows, since a row
// whose money has arrived comes first. Groups do not touch each other, so
// several are looked at at once.
func (m *motore) assegnaRighe() {
	inParallelo(len(m.chiaviGruppi), func(_, dal, al int) {
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
	if x.revoca {
		return &t.revoca
	}
	return &t.riga
}

// assegna gives the rows of a group their classes. tenute is lent.
func (m *motore) assegna(g int32, tenute []tenuta) []tenuta {
	dal, al := m.vociDi(g)
	righe := m.righeDi(g)
	tenute = append(tenute[:0], make([]tenuta, al-dal)...)
	for n := range righe {
		x := &righe[n]
		if x.classe != 0 || x.ricevuta == 0 {
			continue
		}
		if t := tenute[x.ricevuta-1-dal].di(x); *t == 0 || m.precede(x, &righe[*t-1]) {
			*t = int32(n) + 1
		}
	}
	for n := range righe {
		x := &righe[n]
		switch {
		case x.classe != 0:
		case x.ricevuta == 0:
			if x.classe = m.senzaRicevuta(g, &m.r.Righe[x.posto]); x.classe == RigaSenzaRicevutaAmmessa {
				m.gruppi[g].ammesse++
			}
		case *tenute[x.ricevuta-1-dal].di(x) != int32(n)+1:
			x.classe = RigaPagamentoGiaRendicontato
		default:
			m.tieni(x)
		}
		m.r.Righe[x.posto].Classe = x.classe
	}
	return tenute
}

// precede reports whether row x keeps an item rather than row y: a credited flow
// first, then an equal amount, then the earlier transfer, the flow and the
// position. Both are of one body, whose flows are sorted by identifier.
func (m *motore) precede(x, y *rigaDiGruppo) bool {
	fx, fy := &m.r.Flussi[x.flusso], &m.r.Flussi[y.flusso]
	if a, b := fx.Classe == FlussoRiconciliato, fy.Classe == FlussoRiconciliato; a != b {
		return a
	}
	if x.pari != y.pari {
		return x.pari
	}
	if n := fx.DataRegolamento.Compare(fy.DataRegolamento); n != 0 {
		return n < 0
	}
	return x.posto < y.posto
}

// tieni gives the row that keeps an item its class, and tells the item.
func (m *motore) tieni(x *rigaDiGruppo) {
	v := &m.voci[x.ricevuta-1]
	if x.revoca {
		x.classe = scelta(x.pari, RigaRevocaAbbinata, RigaRevocaDiversa)
		v.revoca = x.classe
		return
	}
	x.classe = scelta(x.pari, RigaAbbinata, RigaImportoDiverso)
	v.riga = x.classe
	v.accreditata = x.pari && m.r.Flussi[x.flusso].Classe == FlussoRiconciliato
}

func scelta[T any](vero bool, a, b T) T {
	if vero {
		return a
	}
	return b
}

// senzaRicevuta returns the class of a row without an item.
func (m *motore) senzaRicevuta(g int32, r *EsitoRiga) ClasseRiga {
	posizione := m.gruppi[g].posizione
	switch {
	case posizione == 0 && !m.interno(r.Dominio(), r.IUV):
		return RigaAltroIntermediario
	case r.Esito != flusso.StandInSenzaRPT && r.Esito != flusso.SenzaRPT:
		return RigaSenzaRicevuta
	case posizione == 0:
		return RigaPendenzaSconosciuta
	case posizione == piuPosizioni || len(m.r.Pendenze[posizione-1].Voci) != 1:
		return RigaSenzaRicevutaMultivoce
	default:
		return RigaSenzaRicevutaAmmessa
	}
}

// controllaFlussi notes the anomalies of every version, and gives the current
// ones that have any their class.
func (m *motore) controllaFlussi() {
	for f := range m.r.Flussi {
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
}
