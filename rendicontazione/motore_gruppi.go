package rendicontazione

import (
	"math/bits"
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

// groppo is how many bits, more or less, say which of the groups of one shortcut a
// group is.
const groppo = 4

// raggruppa merges the three sorted lists into groups.
func (m *motore) raggruppa() {
	circa := max(len(m.chiaviRicevute), len(m.chiaviRighe))
	m.gruppi = make([]gruppo, 0, circa+1)
	distinti := max(0, bits.Len(uint(circa))-groppo)
	m.salto, m.scorciatoie = 64-distinti, make([]int32, 0, 1<<distinti+1)
	ricevute, righe, voci := 0, 0, 0
	for {
		k := prossima(m.chiaviRicevute, ricevute, nil)
		k = prossima(m.chiaviRighe, righe, k)
		k = prossima(m.chiaviVoci, voci, k)
		g := gruppo{voci: int32(ricevute), righe: int32(righe), dovute: int32(voci)}
		if k == nil {
			m.gruppi = append(m.gruppi, g)
			break
		}
		for uint64(len(m.scorciatoie)) <= k.Alta>>m.salto {
			m.scorciatoie = append(m.scorciatoie, int32(len(m.gruppi)))
		}
		for ricevute < len(m.chiaviRicevute) && m.chiaviRicevute[ricevute].Uguale(k) {
			if m.chiaviRicevute[ricevute].Posto != 0 {
				g.fatti = gruppoEntrate
			}
			ricevute++
		}
		for righe < len(m.chiaviRighe) && m.chiaviRighe[righe].Uguale(k) {
			righe++
		}
		for voci < len(m.chiaviVoci) && m.chiaviVoci[voci].Uguale(k) {
			m.accogli(m.chiaviVoci[voci].Posto, int32(len(m.gruppi)))
			voci++
		}
		m.gruppi = append(m.gruppi, g)
	}
	for len(m.scorciatoie) < cap(m.scorciatoie) {
		m.scorciatoie = append(m.scorciatoie, int32(m.quantiGruppi()))
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

// accogli notes that a position, or an item of one, is of a group.
func (m *motore) accogli(posto, gruppo int32) {
	if posto < 0 {
		m.gruppiVoci[^posto] = gruppo
		return
	}
	m.posizioni[posto].gruppo = gruppo
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
			if d := p.dovutaA(&p.Voci[j]); d != ultimo {
				m.conPendenze[d], ultimo = true, d
			}
		}
	}
}

// dovutaA returns the body that an item of the position is due to.
func (p *EsitoPendenza) dovutaA(v *EsitoVoce) avviso.IdDominio {
	if v.IdDominio.IsValid() {
		return v.IdDominio
	}
	return p.IdDominio
}

// bitDovuto is the bit of the indice of a debt item; none of those in use is above
// 5.
func bitDovuto(i avviso.Indice) uint8 { return 1 << min(i, 7) }

// conEntrate returns the group of an IUV of a body, from 1, if one of its items
// is credited to the body.
func (m *motore) conEntrate(a *alfabeto, d avviso.IdDominio, iuv string) int32 {
	if g := m.gruppoDi(a, d, iuv); g != 0 && m.gruppi[g-1].fatti&gruppoEntrate != 0 {
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
	dal, al := m.scorciatoie[k.Alta>>m.salto], m.scorciatoie[k.Alta>>m.salto+1]
	g, trovato := sort.Find(int(al-dal), func(i int) int {
		di := m.chiaveDi(a, dal+int32(i))
		return k.Confronta(&di)
	})
	if !trovato {
		return 0
	}
	return dal + int32(g) + 1
}
