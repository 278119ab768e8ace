package rendicontazione

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// leggiRighe finds the group and the receipt item of every row of the current
// versions, and gives the classes that depend on nothing else.
func (m *motore) leggiRighe() {
	ff := m.r.Flussi
	m.corrente = make([]bool, len(ff))
	m.gruppo = make([]int32, len(m.r.Righe))
	m.ambiguo = make([]bool, len(m.r.Ricevute))
	visto := vistiNelFlusso{ultimo: make([]int32, len(m.posizione))}
	for f := range ff {
		righe := m.righe(f)
		classe := RigaFuoriAmbito
		switch {
		case !m.inAmbito(ff[f].Dominio):
			ff[f].Classe = FlussoFuoriAmbito
		case f+1 < len(ff) && confrontaFlussi(&ff[f].Testata, &ff[f+1].Testata) == 0:
			ff[f].Classe = FlussoObsoleto
			classe = RigaObsoleta
		default:
			m.corrente[f] = true
			m.leggiFlusso(int32(f), &visto)
			continue
		}
		for i := range righe {
			righe[i].Classe = classe
			m.gruppo[int(ff[f].primaRiga)+i] = -1
		}
	}
}

// righe returns the rows of a version.
func (m *motore) righe(f int) []EsitoRiga {
	e := &m.r.Flussi[f]
	return m.r.Righe[e.primaRiga : e.primaRiga+e.righe]
}

func (m *motore) leggiFlusso(f int32, visto *vistiNelFlusso) {
	e := &m.r.Flussi[f]
	visto.inizia(f)
	for i := e.primaRiga; i < e.primaRiga+e.righe; i++ {
		r := &m.r.Righe[i]
		k := chiaveIUV{e.Dominio, r.IUV}
		g, ok := m.gruppi[k]
		if !ok {
			g = m.nuovoGruppo(k)
		}
		m.gruppo[i] = g
		r.ricevuta = m.trova(g, &r.Riga) + 1
		switch {
		case visto.ripetuta(g, i, m.r.Righe):
			r.Classe = RigaDuplicata
		case !r.Esito.Noto():
			r.Classe = RigaEsitoSconosciuto
		case r.ricevuta > 0 && m.inConflitto[r.ricevuta-1]:
			r.Classe = RigaPagamentoAmbiguo
			m.ambiguo[r.ricevuta-1] = true
		}
	}
}

// trova returns the position in Ricevute of the item of a row, -1 when there is
// none: the item of the same IUV, IUR and indice; for a row without indice the
// only item of the receipt, or the first.
func (m *motore) trova(g int32, r *flusso.Riga) int32 {
	dal, al := m.voci(g)
	dal, al = m.stessoIUR(dal, al, r.IUR)
	indice := r.Indice
	if indice == 0 {
		if al-dal == 1 {
			return dal
		}
		indice = 1
	}
	for ; dal < al; dal++ {
		if m.r.Ricevute[dal].Indice == indice {
			return dal
		}
	}
	return -1
}

// stessoIUR narrows a range of items of one IUV, sorted by IUR, to those of an
// IUR.
func (m *motore) stessoIUR(dal, al int32, iur string) (int32, int32) {
	const pochi = 8
	if al-dal > pochi {
		voci := m.r.Ricevute[dal:al]
		a := sort.Search(len(voci), func(i int) bool { return voci[i].IUR >= iur })
		b := sort.Search(len(voci), func(i int) bool { return voci[i].IUR > iur })
		return dal + int32(a), dal + int32(b)
	}
	for dal < al && m.r.Ricevute[dal].IUR != iur {
		dal++
	}
	fine := dal
	for fine < al && m.r.Ricevute[fine].IUR == iur {
		fine++
	}
	return dal, fine
}

// vistiNelFlusso finds the rows that repeat an earlier one of their flow. Nearly
// every IUV occurs once in a flow: only those that come back are put in a map.
type vistiNelFlusso struct {
	flusso   int32
	ultimo   []int32 // by group: flow in which it was last seen, from 1
	prima    []int32 // by group: its first row in that flow
	ripetuti map[chiaveRiga]struct{}
}

// chiaveRiga tells the rows of a flow apart; an absent indice equals only an
// absent one.
type chiaveRiga struct {
	gruppo int32
	indice flusso.Indice
	iur    string
}

func (v *vistiNelFlusso) inizia(f int32) {
	v.flusso = f + 1
	v.ripetuti = nil
}

func (v *vistiNelFlusso) ripetuta(g, riga int32, righe []EsitoRiga) bool {
	for int(g) >= len(v.ultimo) {
		v.ultimo = append(v.ultimo, 0)
	}
	for len(v.prima) < len(v.ultimo) {
		v.prima = append(v.prima, 0)
	}
	if v.ultimo[g] != v.flusso {
		v.ultimo[g], v.prima[g] = v.flusso, riga
		return false
	}
	if v.ripetuti == nil {
		v.ripetuti = make(map[chiaveRiga]struct{})
	}
	prima := &righe[v.prima[g]]
	v.ripetuti[chiaveRiga{g, prima.Indice, prima.IUR}] = struct{}{}
	k := chiaveRiga{g, righe[riga].Indice, righe[riga].IUR}
	if _, c := v.ripetuti[k]; c {
		return true
	}
	v.ripetuti[k] = struct{}{}
	return false
}

// assegnaRighe decides which row keeps an item that several reach, and gives
// every row that has none yet its class. It comes after the flows, since a row
// whose money has arrived comes first.
func (m *motore) assegnaRighe() {
	m.riga = make([]int32, len(m.r.Ricevute))
	m.revoca = make([]int32, len(m.r.Ricevute))
	for i := range m.r.Righe {
		r := &m.r.Righe[i]
		if r.Classe != 0 || r.ricevuta == 0 {
			continue
		}
		tiene := m.tenuta(r)
		if *tiene == 0 || m.precede(int32(i), *tiene-1) {
			*tiene = int32(i) + 1
		}
	}
	for i := range m.r.Righe {
		r := &m.r.Righe[i]
		switch {
		case r.Classe != 0:
		case r.ricevuta == 0:
			r.Classe = m.senzaRicevuta(int32(i), r)
		case *m.tenuta(r) != int32(i)+1:
			r.Classe = RigaPagamentoGiaRendicontato
		case r.Esito == flusso.Revocato:
			r.Classe = scelta(m.pari(r), RigaRevocaAbbinata, RigaRevocaDiversa)
		default:
			r.Classe = scelta(m.pari(r), RigaAbbinata, RigaImportoDiverso)
		}
	}
	slices.SortStableFunc(m.ammesse, func(a, b rigaDiGruppo) int { return cmp.Compare(a.gruppo, b.gruppo) })
	m.cercaDoppi()
}

func scelta[T any](vero bool, a, b T) T {
	if vero {
		return a
	}
	return b
}

// tenuta returns where the row that keeps the item of r is noted: refunds apart
// from payments.
func (m *motore) tenuta(r *EsitoRiga) *int32 {
	if r.Esito == flusso.Revocato {
		return &m.revoca[r.ricevuta-1]
	}
	return &m.riga[r.ricevuta-1]
}

// pari reports whether a row has the amount of its item: the amount paid or, for
// a refund, whatever its sign, the amount revoked.
func (m *motore) pari(r *EsitoRiga) bool {
	v := &m.r.Ricevute[r.ricevuta-1]
	if r.Esito == flusso.Revocato {
		return r.Importo.Abs() == v.ImportoRevocato
	}
	return r.Importo == v.Importo
}

// precede reports whether row i keeps an item rather than row j: a credited flow
// first, then an equal amount, then the earlier transfer, the flow and the
// position. Rows of one item are all of one body.
func (m *motore) precede(i, j int32) bool {
	a, b := &m.r.Righe[i], &m.r.Righe[j]
	fa, fb := &m.r.Flussi[a.Flusso], &m.r.Flussi[b.Flusso]
	if x, y := fa.Classe == FlussoRiconciliato, fb.Classe == FlussoRiconciliato; x != y {
		return x
	}
	if x, y := m.pari(a), m.pari(b); x != y {
		return x
	}
	if n := cmp.Or(fa.DataRegolamento.Compare(fb.DataRegolamento), strings.Compare(fa.IDFlusso, fb.IDFlusso)); n != 0 {
		return n < 0
	}
	return i < j
}

// senzaRicevuta returns the class of a row without an item.
func (m *motore) senzaRicevuta(i int32, r *EsitoRiga) ClasseRiga {
	posizione := m.posizione[m.gruppo[i]]
	switch {
	case posizione == 0 && !m.interno(r.dominio, r.IUV):
		return RigaAltroIntermediario
	case r.Esito != flusso.StandInSenzaRPT && r.Esito != flusso.SenzaRPT:
		return RigaSenzaRicevuta
	case posizione == 0:
		return RigaPendenzaSconosciuta
	case posizione == piuPosizioni || len(m.r.Pendenze[posizione-1].Voci) != 1:
		return RigaSenzaRicevutaMultivoce
	}
	m.ammesse = append(m.ammesse, rigaDiGruppo{m.gruppo[i], i})
	return RigaSenzaRicevutaAmmessa
}

// righeAmmesse yields the rows SENZA_RICEVUTA_AMMESSA of a group.
func (m *motore) righeAmmesse(g int32) []rigaDiGruppo {
	dal, ok := slices.BinarySearchFunc(m.ammesse, g, func(r rigaDiGruppo, g int32) int { return cmp.Compare(r.gruppo, g) })
	if !ok {
		return nil
	}
	al := dal
	for al < len(m.ammesse) && m.ammesse[al].gruppo == g {
		al++
	}
	return m.ammesse[dal:al]
}

// indiceDoppio returns the indice under which a row counts for DOPPIO: its own,
// that of its item, else 1.
func (m *motore) indiceDoppio(r *EsitoRiga) flusso.Indice {
	switch {
	case r.Indice != 0:
		return r.Indice
	case r.ricevuta != 0:
		return m.r.Ricevute[r.ricevuta-1].Indice
	default:
		return 1
	}
}

// pagamento is a row or an item, as the search for double payments sees it.
type pagamento struct {
	gruppo int32
	indice flusso.Indice
	iur    string
}

// cercaDoppi notes the debt items that occur with several IUR, in rows and
// items together, and flags rows and items. A group whose rows all have their
// item, and whose items are all of one IUR, has none and is not looked at.
func (m *motore) cercaDoppi() {
	sospetto := make([]bool, len(m.posizione))
	for g := range m.inizio[:len(m.inizio)-1] {
		dal, al := m.voci(int32(g))
		sospetto[g] = m.r.Ricevute[dal].IUR != m.r.Ricevute[al-1].IUR
	}
	for i, g := range m.gruppo {
		if g >= 0 && m.r.Righe[i].ricevuta == 0 {
			sospetto[g] = true
		}
	}
	var pp []pagamento
	for g := range m.inizio[:len(m.inizio)-1] {
		if !sospetto[g] {
			continue
		}
		for i, al := m.voci(int32(g)); i < al; i++ {
			v := &m.r.Ricevute[i]
			pp = append(pp, pagamento{int32(g), v.Indice, v.IUR})
		}
	}
	for i, g := range m.gruppo {
		if g >= 0 && sospetto[g] {
			r := &m.r.Righe[i]
			pp = append(pp, pagamento{g, m.indiceDoppio(r), r.IUR})
		}
	}
	slices.SortFunc(pp, func(a, b pagamento) int {
		return cmp.Or(cmp.Compare(a.gruppo, b.gruppo), cmp.Compare(a.indice, b.indice), strings.Compare(a.iur, b.iur))
	})
	for i := 1; i < len(pp); i++ {
		if a, b := pp[i-1], pp[i]; a.gruppo == b.gruppo && a.indice == b.indice && a.iur != b.iur {
			m.doppi[a.gruppo] |= bitIndice(a.indice)
		}
	}
	m.segnalaDoppi()
}

func bitIndice(i flusso.Indice) uint64 { return 1 << min(i, 63) }

func (m *motore) segnalaDoppi() {
	for g := range m.inizio[:len(m.inizio)-1] {
		if m.doppi[g] == 0 {
			continue
		}
		for i, al := m.voci(int32(g)); i < al; i++ {
			if v := &m.r.Ricevute[i]; m.doppi[g]&bitIndice(v.Indice) != 0 {
				v.Segnali.aggiungi(SegnaleDoppio)
			}
		}
	}
	for i, g := range m.gruppo {
		if g < 0 || m.doppi[g] == 0 {
			continue
		}
		if r := &m.r.Righe[i]; m.doppi[g]&bitIndice(m.indiceDoppio(r)) != 0 {
			r.Segnali.aggiungi(SegnaleDoppio)
		}
	}
}

// primaDataVoci returns the date of the earliest of some items.
func primaDataVoci(vv []EsitoRicevuta) avviso.Data {
	var d avviso.Data
	for i := range vv {
		if i == 0 || vv[i].Data.Prima(d) {
			d = vv[i].Data
		}
	}
	return d
}
