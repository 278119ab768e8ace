package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
)

// pocheVoci is how many items of one IUV are gone through for each debt item.
// No honest IUV has more; one that has is summed up once, so that a thousand
// positions with it do not go through a thousand items each. Only tests change
// it.
var pocheVoci = 64

// chiaveVoceRT names the items of one group, indice and amount; with tutti, of
// any amount.
type chiaveVoceRT struct {
	gruppo  int32
	indice  avviso.Indice
	tutti   bool
	importo avviso.Importo
}

// aggiungiDaGrande adds the items of one indice of a group of many.
func (m *motore) aggiungiDaGrande(p *pagamenti, g int32, indice avviso.Indice) {
	if !m.grandiFatti[g] {
		m.riassumi(g)
	}
	tutti, ok := m.grandi[chiaveVoceRT{gruppo: g, indice: indice, tutti: true}]
	if !ok {
		return
	}
	pari := m.grandi[chiaveVoceRT{gruppo: g, indice: indice, importo: p.dovuto}]
	p.migliore = pari.migliore
	// tutti.dovuto is the amount of one of them; tutti.difforme, that another
	// has another.
	p.difforme = tutti.difforme || tutti.dovuto != p.dovuto
	p.revocato, p.doppio, p.iur = tutti.revocato, p.doppio || tutti.doppio, tutti.iur
	p.segnali = tutti.segnali
}

// riassumi sums up the items of a group by indice, and by indice and amount.
func (m *motore) riassumi(g int32) {
	if m.grandi == nil {
		m.grandi, m.grandiFatti = make(map[chiaveVoceRT]pagamenti), make(map[int32]bool)
	}
	m.grandiFatti[g] = true
	dal, al := m.vociDi(g)
	for i := dal; i < al; i++ {
		voce := m.r.Ricevute[i : i+1]
		r := &voce[0]
		for _, k := range [...]chiaveVoceRT{
			{gruppo: g, indice: r.Indice, tutti: true}, {gruppo: g, indice: r.Indice, importo: r.Importo},
		} {
			p, ok := m.grandi[k]
			if !ok {
				p.dovuto = r.Importo
			}
			p.aggiungiRicevute(voce, r.Indice)
			m.grandi[k] = p
		}
	}
}

// mancanteDaGrande is voceMancante of the rows of a group of many.
func (m *motore) mancanteDaGrande(k chiaveVoceRT) (Segnali, bool) {
	righe := m.righeDi(k.gruppo)
	if len(righe) <= pocheVoci {
		return Segnali{}, false
	}
	mancanti, fatti := m.mancanti[k.gruppo]
	if !fatti {
		mancanti = make(map[chiaveVoceRT]Segnali)
		for n := range righe {
			if di, s, ok := m.voceMancante(k.gruppo, riga(&righe[n])); ok {
				s.unisci(mancanti[di])
				mancanti[di] = s
			}
		}
		if m.mancanti == nil {
			m.mancanti = make(map[int32]map[chiaveVoceRT]Segnali)
		}
		m.mancanti[k.gruppo] = mancanti
	}
	s, ok := mancanti[k]
	return s, ok
}
