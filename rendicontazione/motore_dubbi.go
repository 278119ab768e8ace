package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// trattieniDubbi notes the reversals that the credits flagged STORNO_DUBBIO do not
// cover: each line of the account that these tell, which pays nothing, stands for one
// reversal.
func (m *motore) trattieniDubbi() {
	if len(m.dubbi) == 0 {
		return
	}
	coperti := make(map[int32]bool)
	linee, dette := m.lineeDubbie()
	for _, d := range m.dubbi {
		x, s := d.candidati, &m.r.Movimenti[d.storno]
		for ; x.primo < len(x.crediti); x.primo++ {
			e := &m.r.Movimenti[x.crediti[x.primo]]
			k := chiaveLinee{contoDi(s), e.DataContabile, e.Residuo}
			if !coperti[x.crediti[x.primo]] && !e.Residuo.IsZero() && linee[k] > 0 {
				break
			}
		}
		if x.primo < len(x.crediti) {
			coperti[x.crediti[x.primo]] = true
			for _, k := range dette[x.crediti[x.primo]] {
				linee[k]--
			}
			continue
		}
		m.pretese = append(m.pretese, pretesa{contoDi(s), &m.letture[d.storno], s.Importo, d.storno, 0})
	}
}

// chiaveLinee names the credits flagged STORNO_DUBBIO that an account tells of a day and
// of which one amount is left.
type chiaveLinee struct {
	conto   chiaveConto
	giorno  avviso.Data
	importo avviso.Importo
}

// lineeDubbie returns how many lines of the account the credits flagged STORNO_DUBBIO
// are at least. Statements that overlap may tell one line twice, in words too short to know
// it by: as many lines are there as one statement tells, or as have a reference of the
// banks, and those that the host says are distinct. dette are the accounts that tell of
// each credit.
func (m *motore) lineeDubbie() (linee map[chiaveLinee]int, dette map[int32][]chiaveLinee) {
	type gruppo struct {
		chiaveLinee
		cosa     legame
		estratto string
	}
	type detto struct {
		gruppo
		credito int32
	}
	visti, insieme := make(map[detto]bool), make(map[gruppo]int)
	linee, dette = make(map[chiaveLinee]int), make(map[int32][]chiaveLinee)
	distinte := make(map[chiaveLinee]int)
	for _, i := range m.consumo {
		x, ok := m.comeAccredito(i)
		if !ok || !m.r.Movimenti[x.credito].Segnali.Contiene(SegnaleStornoDubbio) {
			continue
		}
		letto, e := &m.r.Movimenti[x.letto], &m.r.Movimenti[x.credito]
		k := chiaveLinee{contoDi(letto), e.DataContabile, e.Residuo}
		if !slices.Contains(dette[x.credito], k) {
			dette[x.credito] = append(dette[x.credito], k)
		}
		nota := func(g gruppo) {
			if d := (detto{g, x.credito}); !visti[d] {
				visti[d] = true
				insieme[g]++
				linee[k] = max(linee[k], insieme[g])
			}
		}
		if m.distinti[e.Chiave()] {
			distinte[k]++
			continue
		}
		nota(gruppo{k, legameID, letto.Estratto})
		if riferimento.Usabile(letto.RifBanca) {
			nota(gruppo{k, legameRifBanca, ""})
		}
		if riferimento.Usabile(letto.TRN) {
			nota(gruppo{k, legameTRN, ""})
		}
	}
	for k, n := range distinte {
		linee[k] += n
	}
	return linee, dette
}
