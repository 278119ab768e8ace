package rendicontazione

import (
	"sort"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
)

// chiaviDellePosizioni sorts the keys of the positions and, as negative places,
// of those of their items that another body is due, where other keys were.
func (m *motore) chiaviDellePosizioni(dove []chiavi.Chiave) {
	m.posizioni = make([]posizione, len(m.r.Pendenze))
	m.chiaviVoci = dove[:0]
	a := m.alfabeto
	voci := int32(0)
	for i := range m.r.Pendenze {
		p := &m.r.Pendenze[i]
		m.posizioni[i].voci = voci
		k, _ := a.Chiave(p.IdDominio, p.IUV, int32(i))
		m.chiaviVoci = append(m.chiaviVoci, k)
		for j := range p.Voci {
			if d := p.Voci[j].IdDominio; d.IsValid() {
				k, _ := a.Chiave(d, p.IUV, ^voci)
				m.chiaviVoci = append(m.chiaviVoci, k)
			}
			voci++
		}
	}
	m.gruppiVoci = make([]int32, voci)
	chiavi.Ordina(m.chiaviVoci, chiavi.PerPosto)
}

// raggruppa merges the three sorted lists into groups.
func (m *motore) raggruppa() {
	m.gruppi = make([]gruppo, 0, max(len(m.chiaviRicevute), len(m.chiaviRighe))+1)
	m.righe = make([]rigaDiGruppo, len(m.chiaviRighe))
	ricevute, righe, voci := 0, 0, 0
	for {
		k := prossima(m.chiaviRicevute, ricevute, nil)
		k = prossima(m.chiaviRighe, righe, k)
		k = prossima(m.chiaviVoci, voci, k)
		g := gruppo{voci: int32(ricevute), righe: int32(righe), chiave: int32(voci)}
		if k == nil {
			m.gruppi = append(m.gruppi, g)
			break
		}
		for ricevute < len(m.chiaviRicevute) && m.chiaviRicevute[ricevute].Uguale(k) {
			g.entrate = g.entrate || m.r.Ricevute[ricevute].entrata()
			ricevute++
		}
		for righe < len(m.chiaviRighe) && m.chiaviRighe[righe].Uguale(k) {
			m.righe[righe].posto = m.chiaviRighe[righe].Posto
			righe++
		}
		for voci < len(m.chiaviVoci) && m.chiaviVoci[voci].Uguale(k) {
			g.accogli(m, m.chiaviVoci[voci].Posto, int32(len(m.gruppi)))
			voci++
		}
		m.gruppi = append(m.gruppi, g)
	}
	m.completaVoci()
}

// prossima returns the lesser of k, if any, and the key at a place of a list, if
// any.
func prossima(ordinate []chiavi.Chiave, i int, k *chiavi.Chiave) *chiavi.Chiave {
	if i < len(ordinate) && (k == nil || ordinate[i].Confronta(k) < 0) {
		return &ordinate[i]
	}
	return k
}

// accogli notes that a position, or an item of one, is of the group.
func (g *gruppo) accogli(m *motore, posto, numero int32) {
	switch {
	case posto < 0:
		m.gruppiVoci[^posto] = numero
		return
	case g.posizione == 0:
		g.posizione = posto + 1
	default:
		g.posizione = piuPosizioni
	}
	m.posizioni[posto].gruppo = numero
}

// completaVoci gives the items that are due to the body of their position its
// group, and every group the indices of its items.
func (m *motore) completaVoci() {
	m.conPendenze = make(map[avviso.IdDominio]bool)
	var ultimo avviso.IdDominio
	for i := range m.r.Pendenze {
		p, s := &m.r.Pendenze[i], &m.posizioni[i]
		for j := range p.Voci {
			g := &m.gruppiVoci[int(s.voci)+j]
			if !p.Voci[j].IdDominio.IsValid() {
				*g = s.gruppo
			}
			dovuto := bitDovuto(p.Voci[j].Indice)
			m.gruppi[*g].contesi |= m.gruppi[*g].dovuti & dovuto
			m.gruppi[*g].dovuti |= dovuto
			if d := m.alfabeto.Gruppo(m.chiaveDi(*g)); d != ultimo {
				m.conPendenze[d], ultimo = true, d
			}
		}
	}
}

// bitDovuto is the bit of the indice of a debt item; none of those in use is above
// 5.
func bitDovuto(i avviso.Indice) uint8 { return 1 << min(i, 7) }

// conEntrate returns the group of an IUV of a body, from 1, if one of its items
// is credited to the body.
func (m *motore) conEntrate(a *alfabeto, d avviso.IdDominio, iuv string) int32 {
	if g := m.gruppoDi(a, d, iuv); g != 0 && m.gruppi[g-1].entrate {
		return g
	}
	return 0
}

// gruppoDi returns the group of an IUV of a body, from 1, 0 for none.
func (m *motore) gruppoDi(a *alfabeto, d avviso.IdDominio, iuv string) int32 {
	k, esiste := a.Chiave(d, iuv, 0)
	if !esiste {
		return 0
	}
	g := sort.Search(m.quantiGruppi(), func(i int) bool { return m.chiaveDi(int32(i)).Confronta(&k) >= 0 })
	if g == m.quantiGruppi() || m.chiaveDi(int32(g)).Confronta(&k) != 0 {
		return 0
	}
	return int32(g) + 1
}
